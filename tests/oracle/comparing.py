"""SPEC 10.2: the same questions under two rulebooks."""

from basics import LARGEST_SUM, by_key, listed, present, without_absent
from decision import decide
from pricing import quote
from reporting import GROUP_KEYS
from terms import stands_for

CHANGES = """now_covered no_longer_covered now_priced no_longer_priced dearer cheaper other_due other_terms""".split()
RULE_KEYS = "contract clause amendment tariff version zone".split()


def price_of(rulebook, question):
    """The price; where there is none, with the amendment that last set the clause, which `quote` does not tell."""
    answer = quote(rulebook, question)
    if answer.get("outcome") == "no_price":
        case = {key: question.get(key) for key in ("agency", "procedure", "service", "on", "known_on")}
        return without_absent({**answer, "amendment": decide(rulebook, case).get("amendment")})
    return answer


def comes_out(answer):
    """How a row comes out under one rulebook, and by which rule."""
    side = {"outcome": answer["outcome"]}
    for key in [*RULE_KEYS, "total", "applicant_due"]:
        if present(answer.get(key)):
            side[key] = answer[key]
    return side


def terms_told(answer, rulebook):
    """What a price rests on besides its sums: its rule, the operator, the tax within it, who pays what in what order."""
    operator = by_key(listed(rulebook, "contracts"), "id")[answer["contract"]]["operator"]
    rule = [answer.get(key) for key in RULE_KEYS]
    return operator, rule, answer.get("tax"), answer.get("payers")


def change_of(before, after, rulebooks):
    """The first kind that applies, or None."""
    covered = [answer["outcome"] != "not_covered" for answer in (before, after)]
    priced = [answer["outcome"] == "quoted" for answer in (before, after)]
    if covered == [False, False]:
        return None
    if covered != [True, True]:
        return "now_covered" if covered[1] else "no_longer_covered"
    if priced[0] != priced[1]:
        return "now_priced" if priced[1] else "no_longer_priced"
    if priced == [True, True]:
        if before["total"] != after["total"]:
            return "dearer" if after["total"] > before["total"] else "cheaper"
        if before["applicant_due"] != after["applicant_due"]:
            return "other_due"
    same = terms_told(before, rulebooks[0]) == terms_told(after, rulebooks[1])
    return None if same else "other_terms"


def keys_of(question, rulebooks, by):
    """Ids and successors are those of the rulebook before; what it does not have is looked up in the one after."""
    agency, procedure = question["agency"], question["procedure"]
    agencies = [by_key(listed(rulebook, "agencies"), "code") for rulebook in rulebooks]
    procedures = [by_key(listed(rulebook, "procedures"), "code") for rulebook in rulebooks]
    known = next((things for things in agencies if agency in things), None)
    catalogue = next((things for things in procedures if procedure in things), {procedure: {}})
    values = {
        "agency": agency if known is None else stands_for(known, agency, question["on"]),
        "field": catalogue[procedure].get("field"),
        "procedure": procedure,
        "month": question["on"][:7],
    }
    return tuple(values[key] for key in by)


def amount(answer, key):
    """A row without a price counts as 0."""
    return answer.get(key) or 0


class Row:
    def __init__(self, place, row, answers, kind):
        self.place, self.id, self.answers, self.kind = place, row.get("id"), answers, kind
        self.difference, self.due_difference = (
            amount(answers[1], key) - amount(answers[0], key) for key in ("total", "applicant_due")
        )

    def told(self):
        before, after = map(comes_out, self.answers)
        return without_absent({
            "row": self.place, "id": self.id, "kind": self.kind, "before": before, "after": after,
            "difference": self.difference, "due_difference": self.due_difference,
        })


def side_of(rows, which):
    answers = [row.answers[which] for row in rows]
    figures = {
        outcome: sum(1 for answer in answers if answer["outcome"] == outcome)
        for outcome in ("quoted", "no_price", "not_covered")
    }
    return {**figures, **{key: sum(amount(answer, key) for answer in answers) for key in ("total", "applicant_due")}}


def figures(rows):
    changes = []
    for kind in CHANGES:
        of_kind = [row for row in rows if row.kind == kind]
        changes.append({"kind": kind, "count": len(of_kind), **differences(of_kind)})
    changed = sum(1 for row in rows if row.kind is not None)
    return {
        "rows": len(rows), "unchanged": len(rows) - changed, "changed": changed, "changes": changes,
        "before": side_of(rows, 0), "after": side_of(rows, 1), **differences(rows),
    }


def differences(rows):
    return {
        "difference": sum(row.difference for row in rows), "due_difference": sum(row.due_difference for row in rows),
    }


def too_large(figure):
    return any(
        abs(value) > LARGEST_SUM
        for thing in [figure, figure["before"], figure["after"], *figure["changes"]]
        for value in thing.values() if isinstance(value, int)
    )


def issue(code, path):
    return {"issues": [{"code": code, "path": path}]}


def compare(rulebook, question):
    """`question` is `{after: a document, trial: {by?, rows, top?}}`; `rulebook` is the one before."""
    rulebooks, trial = (rulebook, question["after"]), question["trial"]
    if rulebooks[0]["currency"] != rulebooks[1]["currency"]:
        return issue("contradicts", "")
    by = [key for key in GROUP_KEYS if key in listed(trial, "by")]
    rows, issues, groups = [], [], {}
    for place, row in enumerate(trial["rows"]):
        answers = [price_of(each, row["question"]) for each in rulebooks]
        broken = [found for answer in answers for found in answer.get("issues", [])]
        if broken:
            issues.append({"code": broken[0]["code"], "path": f"/rows/{place}/question" + broken[0]["path"]})
            continue
        kept = Row(place, row, answers, change_of(*answers, rulebooks))
        rows.append(kept)
        groups.setdefault(keys_of(row["question"], rulebooks, by), []).append(kept)
    if issues:
        return {"issues": issues}
    in_order = sorted(groups, key=lambda keys: [b"" if key is None else b"+" + key.encode() for key in keys])
    told = [
        {**{key: value for key, value in zip(by, keys) if value is not None}, **figures(groups[keys])}
        for keys in in_order
    ]
    total = figures(rows)
    if any(map(too_large, [total, *told])):
        return issue("too_large", "")
    top = trial.get("top")
    most = sorted(
        (row for row in rows if row.kind is not None),
        key=lambda row: (-abs(row.difference), -abs(row.due_difference), row.place),
    )[:10 if top is None else top]
    return {
        "currency": rulebook["currency"], "groups": told, "total": total, "most": [row.told() for row in most],
    }
