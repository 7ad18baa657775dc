"""A program that type checkers accept, but for the lines that say what is wrong with them."""

from datetime import date
from typing import assert_never

import hoso
from hoso.types import Case, Consignment, Dossier, Event, QuarterRow, Tracking


def told(answer_of: hoso.Rulebook, consignment: Consignment) -> str:
    """An answer is told apart by its outcome."""
    answer = answer_of.quote(consignment, language="en")
    if answer["outcome"] == "quoted":
        first: str = answer["lines"][0]["id"]
        return f"{answer['total'] + 1} {first} {answer.get('amendment', '')}"
    elif answer["outcome"] == "no_price":
        return answer["contract"]
    elif answer["outcome"] == "not_covered":
        return answer["reasons"][0]["message"]
    assert_never(answer)


def questions(rulebook: hoso.Rulebook) -> None:
    case: Case = {"agency": "a", "procedure": "p", "service": "return", "on": date(2014, 10, 1), "known_on": None}
    rulebook.decide(case)
    rulebook.decide({"agency": "a", "field": "f", "service": "both", "on": "2014-10-01"})
    rulebook.decide(b"{}")
    day: date = rulebook.add_working_days("post", "2014-10-01", 2)
    rulebook.report({"period": {"from": day, "until": None}, "by": ["month"], "rows": []})
    carriage: Consignment = {
        "agency": "a",
        "procedure": "p",
        "service": "return",
        "on": day,
        "weight_grams": 1,
        "zone": "z",
    }
    rulebook.compare(rulebook, {"rows": [{"id": "HS-1", "question": carriage}]})


def changes(before: hoso.Rulebook, after: hoso.Rulebook) -> list[str]:
    diff = before.diff(after, language="en")
    assert [edit["path"] for edit in diff["edits"]] and diff["complete"]
    dearer = [band.get("difference", 0) + 1 for price in diff["prices"] for band in price["bands"]]
    return [
        *map(str, dearer),
        *(route["kind"] for route in diff["routes"]),
        *(it["message"] for it in diff["new_findings"]),
    ]


def dossier(rulebook: hoso.Rulebook, event: Event) -> str:
    question: Dossier = {
        "dossier": "HS-1",
        "agency": "a",
        "procedure": "p",
        "service": "return",
        "on": date(2018, 10, 8),
        "zone": "z",
        "return_events": [event],
    }
    journey = rulebook.journey(question, language="en")
    late = [(one["whose"], one.get("days", 0) + 1) for one in journey["late"]]
    if journey["deadlines"]["outcome"] == "not_covered":
        return journey["deadlines"]["reasons"][0]["message"]
    portal = hoso.event_of("national_portal", str(journey["state_number"]))
    return f"{late} {portal.get('state', '')} {hoso.DOSSIER_STATES[journey['state']]['number']}"


def quarter(rulebook: hoso.Rulebook) -> int:
    row: QuarterRow = {"agency": "a", "service": "both", "accepted_on": "2018-09-10", "revenue": 26_000}
    return rulebook.quarter_report({"period": {"from": "2018-07-01"}, "rows": [row]})["total"]["revenue"]


def events() -> Tracking:
    event: Event = {"id": "e1", "consignment": "c", "kind": "accepted", "at": "2014-10-01T08:30:00+07:00"}
    try:
        return hoso.advance(hoso.track([]), hoso.without_person(event))
    except hoso.TransitionRefused as refused:
        if "created" in refused.allowed and refused.state == "none":
            return hoso.track([event])
        raise
    except hoso.InvalidInput as invalid:
        print(invalid.issues[0]["path"])
        raise


def left(form: dict[str, object]) -> str | None:
    kept = hoso.form_without_person("return_request", form)
    return kept["address"]["place"] if "address" in kept else None


def wrong(rulebook: hoso.Rulebook) -> None:
    rulebook.decide({"agency": "a", "service": "returns", "on": "2014-10-01"})  # type: ignore[arg-type]
    rulebook.decide({"agency": "a", "service": "return"})  # type: ignore[arg-type]
    rulebook.check(language="fr")  # type: ignore[arg-type]
    rulebook.add_working_days("post", "2014-10-01", 2.0)  # type: ignore[arg-type]
    hoso.event_of("fax", "x")  # type: ignore[arg-type]
    hoso.parse_identifier("passport", "x")  # type: ignore[arg-type]
    hoso.form_without_person("receipt", {})  # type: ignore[arg-type]
    hoso.whole_number(1000)  # type: ignore[arg-type]
    rulebook.id = "other"  # type: ignore[misc]
