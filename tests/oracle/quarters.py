"""The figures that the post reports of a period (issue 6, Circular 17/2017/TT-BTTTT, article 13)."""

from basics import Issue, by_key, listed, present, round_ratio, valid_on
from reporting import GROUP_KEYS
from terms import stands_for


def issues_of(row, path):
    claim = row.get("claim") or "none"
    claimed, answered = claim != "none", claim in ("settled", "refused")
    for key, needed in [("claimed_on", claimed), ("answered_on", answered)]:
        if present(row.get(key)) != needed:
            yield Issue("missing" if needed else "not_with", f"{path}/{key}")
    if present(row.get("claimed_on")) and row["claimed_on"] < row["accepted_on"]:
        yield Issue("contradicts", f"{path}/claimed_on")
    if present(row.get("claimed_on")) and present(row.get("answered_on")) and row["answered_on"] < row["claimed_on"]:
        yield Issue("contradicts", f"{path}/answered_on")
    if row.get("compensation") and claim != "settled":
        yield Issue("not_with", f"{path}/compensation")


def figures(accepted, complaints, answers, until):
    """Of rows that count by their acceptance, by their complaint, and by its answer."""
    def harmed(row):
        return row.get("state") == "lost" or row.get("misdirected") or row.get("damaged")

    def served(service):
        return sum(1 for row in accepted if row["service"] == service)

    def open_at_the_end(row):
        return not present(row.get("answered_on")) or (present(until) and row["answered_on"] >= until)

    def answered(claim):
        return sum(1 for row in answers if row["claim"] == claim)

    paid = [row["compensation"] for row in answers if row.get("compensation")]
    safe = sum(1 for row in accepted if not harmed(row))
    return {
        "volume": len(accepted),
        "intakes": served("intake"),
        "returns": served("return"),
        "both_ways": served("both"),
        "revenue": sum(row["revenue"] for row in accepted),
        "lost": sum(1 for row in accepted if row.get("state") == "lost"),
        "misdirected": sum(1 for row in accepted if row.get("misdirected")),
        "damaged": sum(1 for row in accepted if row.get("damaged")),
        "safe_bp": round_ratio(safe * 10000, len(accepted)) if accepted else 0,
        "complaints": len(complaints),
        "complaints_open": sum(1 for row in complaints if open_at_the_end(row)),
        "complaints_settled": answered("settled"),
        "complaints_refused": answered("refused"),
        "compensation_cases": len(paid),
        "compensation": sum(paid),
    }


def quarter_report(rulebook, question):
    rows = listed(question, "rows")
    issues = [issue for index, row in enumerate(rows) for issue in issues_of(row, f"/rows/{index}")]
    if issues:
        return {"issues": [{"code": issue.code, "path": issue.path} for issue in issues]}
    agencies = by_key(listed(rulebook, "agencies"), "code")
    procedures = by_key(listed(rulebook, "procedures"), "code")
    by = [key for key in GROUP_KEYS if key in listed(question, "by")]
    until = question["period"].get("until")

    def keys_of(row, day):
        agency = stands_for(agencies, row["agency"], day) if row["agency"] in agencies else row["agency"]
        field = row.get("field")
        if not present(field) and row.get("procedure") in procedures:
            field = procedures[row["procedure"]].get("field")
        values = {"agency": agency, "field": field, "procedure": row.get("procedure"), "month": day[:7]}
        return tuple(values[key] for key in by)

    groups, everything = {}, ([], [], [])
    for row in rows:
        for place, key in enumerate(["accepted_on", "claimed_on", "answered_on"]):
            day = row.get(key)
            if present(day) and valid_on(question["period"], day):
                groups.setdefault(keys_of(row, day), ([], [], []))[place].append(row)
                everything[place].append(row)
    in_order = sorted(groups, key=lambda keys: [b"" if key is None else b"+" + key.encode() for key in keys])
    return {
        "groups": [
            {**{key: value for key, value in zip(by, keys) if value is not None}, **figures(*groups[keys], until)}
            for keys in in_order
        ],
        "total": figures(*everything, until),
    }
