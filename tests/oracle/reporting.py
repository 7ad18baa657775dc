"""SPEC 7: `report`, the figures over many dossiers."""

from basics import by_key, listed, present, round_ratio, valid_on
from terms import stands_for

STATES = ["delivered", "returned", "lost", "cancelled"]
GROUP_KEYS = ["agency", "field", "procedure", "month"]


def figures(rows):
    by_post = [row for row in rows if row["by_post"]]
    state_of = [row.get("state") if row.get("state") in STATES else "open" for row in by_post]
    on_time = late = 0
    for row in by_post:
        reached = row.get("first_attempt_on") or row.get("delivered_on")
        if row.get("state") != "delivered" or not present(reached) or not present(row.get("due_on")):
            continue
        if reached <= row["due_on"]:
            on_time += 1
        else:
            late += 1
    return {
        "results": len(rows),
        "by_post": len(by_post),
        "share_bp": round_ratio(len(by_post) * 10000, len(rows)) if rows else 0,
        "delivered": state_of.count("delivered"),
        "on_time": on_time,
        "late": late,
        "on_time_bp": round_ratio(on_time * 10000, on_time + late) if on_time + late else 0,
        "returned": state_of.count("returned"),
        "lost": state_of.count("lost"),
        "cancelled": state_of.count("cancelled"),
        "open": state_of.count("open"),
    }


def report(rulebook, question):
    agencies = by_key(listed(rulebook, "agencies"), "code")
    procedures = by_key(listed(rulebook, "procedures"), "code")
    by = [key for key in GROUP_KEYS if key in question["by"]]
    rows = [row for row in listed(question, "rows") if valid_on(question["period"], row["resolved_on"])]

    def keys_of(row):
        agency = row["agency"]
        if agency in agencies:
            agency = stands_for(agencies, agency, row["resolved_on"])
        field = row.get("field")
        if not present(field) and row.get("procedure") in procedures:
            field = procedures[row["procedure"]].get("field")
        values = {
            "agency": agency, "field": field, "procedure": row.get("procedure"), "month": row["resolved_on"][:7],
        }
        return tuple(values[key] for key in by)

    groups = {}
    for row in rows:
        groups.setdefault(keys_of(row), []).append(row)
    in_order = sorted(groups, key=lambda keys: [b"" if key is None else b"+" + key.encode() for key in keys])
    return {
        "groups": [
            {**{key: value for key, value in zip(by, keys) if value is not None}, **figures(groups[keys])}
            for keys in in_order
        ],
        "total": figures(rows),
    }
