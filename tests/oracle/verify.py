"""Runs the oracle against the vectors and prints every difference; exit 1 on any, and where something was not asked.

    python3 tests/oracle/verify.py [folder]

`rules-*.json`, `track.json` and `reconcile.json` come from another implementation of the specification, the others were written by hand.
"""

import collections
import datetime
import itertools
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from oracle import ask  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent

# Cases that the oracle does not answer: the question itself cannot be read.  Each must be there.
ABOUT_SHAPE = {
    "choices.json": ["no day, and a key that a question does not have"],
    "compare.json": ["every issue at once"],
    "foreign.json": ["a system that is not known", "no code", "a number is not a text"],
    "issues.json": [
        "a case is about something", "a case about nothing", "keys of a consignment that do not go together",
        "weights and values beyond their limits", "moments", "times have an offset", "what a kind of event needs",
        "the key that was probably meant is named",
        "what is no time in a table either", "a reception is an id", "no unit at all",
        "more units than are counted, and a time that a price has not", "a time of filing has a day and an offset",
    ],
    "journey.json": [
        "a second weight without a first, for one way", "no dossier and no end", "no end",
        "a state that the portal does not have, an event that is not one, and a key that is not there",
        "units beyond what is counted, a time without an offset, a reception that is no id",
    ],
    "quarter.json": ["too much money, and a service that is none"],
    "reconciling.json": ["what is no line"],
    "report.json": ["every issue at once"],
    "settle.json": ["what is no item"],
}
# Files of which the oracle answers nothing.
NOT_THE_ORACLES = {"diff.json": "`sides_of_a_diff` asks what both rulebooks say", "explain.json": "sentences"}
MINIMAL = {"hoso": 1, "id": "t", "title": "t", "currency": "VND", "utc_offset": "+07:00"}


# --- the files: each gives (name of the case or None, question's name, rulebook, question, language, answer) ---------

def of_rules(vectors):
    for name in ["decide", "quote", "deadlines", "compensation"]:
        for case in vectors.get(name, []):
            yield None, name, vectors["rulebook"], case["question"], "vi", case["answer"]


def of_events(vectors):
    for case in vectors:
        yield case.get("describes"), "track", None, case["events"], "vi", case["answer"]


def of_invoices(vectors):
    """Those of another implementation, each about the rulebook of a file beside it."""
    for case in vectors:
        rulebook = json.loads((HERE.parent / "vectors" / f"{case['rulebook']}.json").read_text("utf-8"))["rulebook"]
        yield None, "reconcile", rulebook, case["question"], "vi", case["answer"]


def of_identifiers(vectors):
    for case in vectors:
        yield None, "parse_identifier", None, {"kind": case["kind"], "text": case["text"]}, "vi", case["answer"]


def of_texts(vectors):
    for case in vectors["questions"]:
        yield case["describes"], case["name"], None, json.loads(case["text"].removeprefix("\ufeff")), "vi", case["answer"]
    for case in vectors["numbers"]:
        answer = case["answer"] if isinstance(case["answer"], dict) else {"value": case["answer"]}
        yield None, "whole_number", None, {"text": case["text"]}, "vi", answer


def of_check(vectors):
    for case in vectors["cases"]:
        yield case["describes"], "check", {**vectors["base"], **case["change"]}, None, "vi", case["findings"]


def of_choices(vectors):
    for name in ["choices", "procedures"]:
        for case in vectors[name]:
            yield case["describes"], name, vectors["rulebook"], case["question"], case["language"], case["answer"]


def of_compare(vectors):
    for case in vectors["compare"]:
        question = {"after": vectors["after"], "trial": case["question"]}
        yield case["name"], "compare", vectors["before"], question, "vi", case["answer"]


def of_forms(vectors):
    for case in vectors["cases"]:
        question = {key: case[key] for key in ("form", "value", "on") if key in case}
        yield None, "validate", vectors["rulebook"] if case["rulebook"] else None, question, "vi", case["answer"]
    for case in vectors["previews"]:
        question = {key: case[key] for key in ("form", "value", "on", "weight_grams")}
        yield None, "preview", vectors["rulebook"], question, "vi", case["answer"]


def of_persons(vectors):
    for case in vectors["events"]:
        yield case["describes"], "without_person", None, case["event"], "vi", case["answer"]
    for case in vectors["forms"]:
        question = {key: case[key] for key in ("form", "value")}
        yield case["describes"], "form_without_person", None, question, "vi", case["answer"]


def of_foreign(vectors):
    for case in vectors["cases"]:
        yield case["describes"], "event_of", None, case["question"], "vi", case["answer"]
    for case in vectors["told"]:
        yield case["describes"], "told", None, case["told"], "vi", case["answer"]


def of_issues(vectors):
    """Those of questions; issues of documents are told by a parser, which the oracle has none of."""
    for case in vectors:
        if case["kind"] != "rulebook":
            rulebook = {**MINIMAL, **case.get("document", {})}
            yield case["describes"], case["kind"], rulebook, case["question"], "vi", {"issues": case["issues"]}


def of_journey(vectors):
    for case in vectors["cases"]:
        yield case["describes"], "journey", vectors["rulebook"], case["question"], "vi", case["answer"]
    for case in vectors["issues"]:
        issues = {"issues": case["issues"]}
        yield case["describes"], "journey", vectors["rulebook"], case["question"], "vi", issues


def by_name(key, name):
    """A file `{rulebook, key: [{name or describes, question, answer}]}`."""
    def read(vectors):
        for case in vectors[key]:
            told = case.get("name") or case.get("describes")
            yield told, name, vectors["rulebook"], case["question"], "vi", case["answer"]
    return read


# File: (its cases, the least number of them that are asked).
FILES = {
    "check.json": (of_check, 14), "choices.json": (of_choices, 6), "compare.json": (of_compare, 9),
    "deadlines.json": (by_name("cases", "deadlines"), 6), "foreign.json": (of_foreign, 29),
    "forms.json": (of_forms, 60), "identifiers.json": (of_identifiers, 104), "issues.json": (of_issues, 4),
    "journey.json": (of_journey, 39), "persons.json": (of_persons, 8), "quarter.json": (by_name("quarter", "quarter_report"), 14),
    "reconcile.json": (of_invoices, 21), "reconciling.json": (by_name("reconcile", "reconcile"), 18),
    "report.json": (by_name("report", "report"), 13), "settle.json": (by_name("settle", "settle"), 29),
    "texts.json": (of_texts, 50), "track.json": (of_events, 200), "tracking.json": (of_events, 8), **{
        f"rules-{seed}.json": (of_rules, 80) for seed in [*range(9000, 9012), *range(9100, 9108), *range(9200, 9204)]
    },
}


def file_of(name):
    """How a file is read, and the least number of its cases; of rules there may be more."""
    return (of_rules, 1) if name.startswith("rules-") and name not in FILES else FILES.get(name)


# --- comparing -------------------------------------------------------------------------------------------------------

def without_messages(value):
    """The vectors leave messages out; answers written by the library may not."""
    if isinstance(value, dict):
        return {key: without_messages(inner) for key, inner in value.items() if key != "message"}
    if isinstance(value, list):
        return [without_messages(inner) for inner in value]
    return value


def issues_alike(expected, given):
    """Of an issue the oracle tells code and path, and those parameters of which it is sure."""
    def issue(one, other):
        told = {"code": one["code"], "path": one["path"]}
        params = {key: value for key, value in one.get("params", {}).items() if key in other.get("params", {})}
        return {**told, "params": params} if params else told

    return (
        {**expected, "issues": [issue(*pair) for pair in zip(expected["issues"], given["issues"])]},
        {**given, "issues": [issue(one, one) for one in given["issues"]]},
    )


def comparable(name, expected, given):
    """Both in one form: as text where the order of keys is the specification's, by path and code where a form is read."""
    expected = without_messages(expected)
    if name == "journey" and "issues" not in given:
        given = {key: value for key, value in given.items() if key not in ("legs", "deadlines", "quote")}
    if name == "event_of":
        given = {key: value for key, value in given.items() if key != "source"}
    of_a_form = name in ("validate", "preview")
    in_any_order = of_a_form or name in ("told", "without_person")
    if "issues" in expected and "issues" in given and len(expected["issues"]) == len(given["issues"]):
        if of_a_form:
            for answer in (expected, given):
                answer["issues"] = sorted(answer["issues"], key=lambda issue: (issue["path"], issue["code"]))
        expected, given = issues_alike(expected, given)
    written = [json.dumps(it, ensure_ascii=False, sort_keys=in_any_order) for it in (expected, given)]
    return written


def differences(path, read, least, counts):
    """Asks every case of a file; gives each difference, and each case that should be there and is not."""
    asked, left = 0, list(ABOUT_SHAPE.get(path.name, []))
    vectors = json.loads(path.read_text("utf-8"))
    for index, (told, name, rulebook, question, language, answer) in enumerate(read(vectors)):
        if told in left:
            left.remove(told)
            continue
        expected, given = comparable(name, answer, ask(name, rulebook, question, language))
        asked += 1
        counts[name] += 1
        if expected != given:
            yield f"{path.name}[{index}] {told or ''}\n  expected {expected}\n  given    {given}"
    yield from (f"{path.name}: no case “{told}”" for told in left)
    if asked < least:
        yield f"{path.name}: only {asked} cases"


def parts_of_a_journey(path):
    """A journey's due days are those of `deadlines` on its moments, its price that of `quote` on their day."""
    vectors = json.loads(path.read_text("utf-8"))
    for index, case in enumerate(vectors["cases"]):
        question, moments = case["question"], case["moments"]
        given = ask("journey", vectors["rulebook"], question)
        if given["deadlines"] != ask("deadlines", vectors["rulebook"], moments):
            yield f"{path.name}[{index}]: other deadlines than those of its moments"
        if "quote" in given and given["quote"] != ask("quote", vectors["rulebook"], {**question, "on": moments["on"]}):
            yield f"{path.name}[{index}]: another price than that of its day"


def sides_of_a_diff(path):
    """What is told of a diff is what `decide`, `quote` and `check` say of both rulebooks on its first day, and of neither
    on the day before."""
    vectors = json.loads(path.read_text("utf-8"))
    for case in vectors["cases"]:
        books = [{**vectors["base"], **case[side]} for side in ("before", "after")]
        for change in case["answer"]["routes"]:
            eve = day_before(change["from"])
            if not is_route(books, change, change["from"]) or is_route(books, change, eve):
                yield f"{path.name} {case['describes']}: {change['kind']} from {change['from']}"
        for change in case["answer"]["prices"]:
            eve = day_before(change["from"])
            if not is_price(books, change, change["from"]) or is_price(books, change, eve):
                yield f"{path.name} {case['describes']}: prices in {change['zone']} from {change['from']}"
        if findings_of(books) != [case["answer"][key] for key in ("new_findings", "gone_findings")]:
            yield f"{path.name} {case['describes']}: findings"


def day_before(on):
    return str(datetime.date.fromisoformat(on) - datetime.timedelta(days=1))


def terms_of(book, agency, procedure, service, on):
    answer = ask("decide", book, {"agency": agency, "procedure": procedure, "service": service, "on": on})
    return answer.get("contract"), answer.get("clause")


def are_terms(books, change, case, on):
    told = [(change.get(f"contract_{side}"), change.get(f"clause_{side}")) for side in ("before", "after")]
    return [terms_of(book, *case, on) for book in books] == told


def is_route(books, route, on):
    """Whether all that is told of a route is so on a day."""
    cases = itertools.product(route["agencies"], route["procedures"], route["services"])
    return all(are_terms(books, route, case, on) for case in cases)


def is_price(books, price, on):
    """Whether all that is told of prices is so on a day."""
    codes = [[thing["code"] for thing in books[0][name]] for name in ("agencies", "procedures")]
    covered = (case for case in itertools.product(*codes, [price["service"]]) if are_terms(books, price, case, on))
    case = next(covered, None)
    if case is None:
        return False
    question = dict(zip(("agency", "procedure", "service"), case)) | {"on": on, "zone": price["zone"]}
    if "option" in price:
        question |= {"options": [price["option"]], "declared_value": 1_000_000}
    if "applicant" in price:
        question |= {"applicant": [price["applicant"]]}
    weights = ((band, weight) for band in price["bands"] for weight in (band["over"] + 1, band["up_to"]))
    return all(
        costs(book, {**question, "weight_grams": weight}) == (band.get(side), band.get(f"due_{side}"))
        for band, weight in weights for book, side in zip(books, ("before", "after"))
    )


def costs(book, question):
    answer = ask("quote", book, question)
    return answer.get("total"), answer.get("applicant_due")


def findings_of(books):
    """Those that the second rulebook alone has, and those of the first."""
    found = [ask("check", book, None) for book in books]
    known = [[(it["code"], it["params"]) for it in findings] for findings in found]
    return [
        [without_messages(it) for it in found[at] if (it["code"], it["params"]) not in known[1 - at]] for at in (1, 0)
    ]


def main(arguments):
    folder = pathlib.Path(arguments[0]) if arguments else HERE.parent / "vectors"
    counts, wrong = collections.Counter(), []
    names = {path.name for path in folder.glob("*.json")}
    wrong += [f"{name}: not there" for name in sorted({*FILES, *NOT_THE_ORACLES} - names)]
    for name in sorted(names - {*NOT_THE_ORACLES}):
        if file_of(name) is None:
            wrong.append(f"{name}: nobody asks it")
        else:
            wrong += differences(folder / name, *file_of(name), counts)
    if "journey.json" in names:
        wrong += parts_of_a_journey(folder / "journey.json")
    if "diff.json" in names:
        wrong += sides_of_a_diff(folder / "diff.json")
    for said in wrong:
        print(said)
    for name, asked in sorted(counts.items()):
        print(f"{name:16} {asked}")
    print(f"{sum(counts.values())} cases of {folder.name}, {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
