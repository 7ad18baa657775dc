"""The shared vectors, through dicts and through JSON text, as bytes."""

from __future__ import annotations

import json
from typing import Any

import hoso
import pytest
from conftest import MINIMAL, VECTORS, compact, vectors, without_messages

RULES = sorted(path.name for path in VECTORS.glob("rules-*.json"))
#: The files of vectors by hand: each has its test here.
BY_HAND = (
    *(
        "check",
        "choices",
        "compare",
        "deadlines",
        "diff",
        "explain",
        "foreign",
        "forms",
        "identifiers",
        "issues",
        "journey",
        "persons",
        "quarter",
    ),
    *("reconcile", "reconciling", "report", "settle", "texts", "track", "tracking"),
)
KINDS = ("decide", "quote", "deadlines", "compensation")


def both_ways(ask: Any, ask_json: Any, question: Any, language: str = "vi") -> Any:
    """Asks with a value, with its JSON text, and from text to text: one answer, the same bytes."""
    written = ask_json(json.dumps(question), language=language)
    try:
        answer = ask(question, language=language)
        assert ask(json.dumps(question), language=language) == answer
    except hoso.InvalidInput as invalid:
        answer = {"issues": invalid.issues}
    assert compact(answer) == written
    return without_messages(answer)


def told(answer: Any, expected: Any) -> Any:
    """An answer to compare with a vector, of which some name issues by code and path alone."""
    if "issues" in answer and not any("params" in issue for issue in expected["issues"]):
        return {"issues": [{"code": issue["code"], "path": issue["path"]} for issue in answer["issues"]]}
    return answer


def test_all_vectors_are_asked() -> None:
    assert len(RULES) >= 12
    assert {path.name for path in VECTORS.glob("*.json")} == {*RULES, *(f"{name}.json" for name in BY_HAND)}


@pytest.mark.parametrize("name", RULES)
def test_questions_about_generated_rulebooks(name: str) -> None:
    vector = vectors(name)
    rulebook = hoso.Rulebook(vector["rulebook"])
    for kind in KINDS:
        ask, ask_json = getattr(rulebook, kind), getattr(rulebook, f"{kind}_json")
        for index, case in enumerate(vector[kind]):
            assert both_ways(ask, ask_json, case["question"]) == case["answer"], (kind, index)
            both_ways(ask, ask_json, case["question"], "en")


@pytest.mark.parametrize("name", ["track.json", "tracking.json"])
def test_events(name: str) -> None:
    for case in vectors(name):
        assert both_ways(hoso.track, hoso.track_json, case["events"]) == case["answer"]


def test_sorted_lawful_events_advance_to_what_track_says() -> None:
    for case in vectors("track.json"):
        # The strict form takes no event for which an acceptance is lacking.
        if any(anomaly["code"] == "not_accepted" for anomaly in case["answer"]["anomalies"]):
            continue
        tracking = hoso.track([])
        by_id = {event["id"]: event for event in case["events"]}
        for applied in case["answer"]["history"]:
            event = {key: value for key, value in by_id[applied["event"]].items() if key != "recorded_at"}
            event |= {"kind": applied["kind"], "at": applied["at"]}
            needs = hoso.EVENT_KINDS[applied["kind"]]["needs"]
            if needs:
                event.setdefault(needs, {"reason": "other", "amount": 1}[needs])
            tracking = hoso.advance(tracking, event)
        expected = case["answer"] | {"anomalies": []}
        assert tracking == {key: expected[key] for key in tracking}


def test_due_days() -> None:
    vector = vectors("deadlines.json")
    rulebook = hoso.Rulebook(vector["rulebook"])
    for case in vector["cases"]:
        answer = both_ways(rulebook.deadlines, rulebook.deadlines_json, case["question"])
        assert answer == case["answer"], case["describes"]


def asked_about(rulebook: hoso.Rulebook, question: dict[str, Any]) -> list[Any]:
    """The trackings of the events of a dossier, by consignment."""
    events = question.get("intake_events", []) + question.get("return_events", [])
    consignments = {event["consignment"] for event in events}
    own = [[event for event in events if event["consignment"] == consignment] for consignment in consignments]
    return [without_messages(hoso.track(some)) for some in own]


def test_journeys() -> None:
    """The vectors hold what a journey adds; its parts are the answers to the questions that stand beside them."""
    vector = vectors("journey.json")
    rulebook = hoso.Rulebook(vector["rulebook"])
    for case in vector["cases"]:
        question = case["question"]
        answer = both_ways(rulebook.journey, rulebook.journey_json, question)
        assert answer.pop("deadlines") == without_messages(rulebook.deadlines(case["moments"])), case["describes"]
        by_consignment = sorted((leg["tracking"] for leg in answer.pop("legs")), key=compact)
        assert by_consignment == sorted(asked_about(rulebook, question), key=compact), case["describes"]
        price = answer.pop("quote", None)
        assert (price is not None) == ("weight_grams" in question), case["describes"]
        if price is not None:
            keys = set(
                [
                    "agency",
                    "procedure",
                    "service",
                    "reception",
                    "zone",
                    "weight_grams",
                    "applicant",
                    "options",
                    "agency_fee_units",
                ]
            )
            consignment = {key: value for key, value in question.items() if key in keys} | {"on": case["moments"]["on"]}
            assert price == without_messages(rulebook.quote(consignment)), case["describes"]  # type: ignore[arg-type]
        assert compact(answer) == compact(case["answer"]), case["describes"]
        both_ways(rulebook.journey, rulebook.journey_json, question, "en")
    for case in vector["issues"]:
        found = both_ways(rulebook.journey, rulebook.journey_json, case["question"])
        assert told(found, case) == {"issues": case["issues"]}, case["describes"]


def test_codes_of_other_systems() -> None:
    def ask(question: Any, language: Any) -> Any:
        asked = json.loads(question) if isinstance(question, str) else question
        return hoso.event_of(asked["system"], asked["code"], language=language)

    vector = vectors("foreign.json")
    for case in vector["cases"]:
        answer = both_ways(ask, hoso.event_of_json, case["question"])
        if "issues" not in answer:
            assert answer.pop("source") == hoso.FOREIGN_SYSTEMS[answer["system"]]["source"]
        assert compact(told(answer, case["answer"])) == compact(case["answer"]), case["describes"]
    assert list(vector["tables"]) == list(hoso.FOREIGN_SYSTEMS)
    for system, table in vector["tables"].items():
        assert list(table) == hoso.FOREIGN_SYSTEMS[system]["codes"]
        for code, says in table.items():
            event = hoso.event_of(system, code)
            reason = f"because {event['reason']}" if "reason" in event else None
            assert event.get("kind", reason) == says, (system, code)
    for wrong in ({"system": "fax", "code": "EMI"}, {"system": "karrio", "code": 7}, {"system": 7, "code": ""}):
        assert both_ways(ask, hoso.event_of_json, wrong)["issues"]


@pytest.mark.parametrize(("name", "method"), [("report", "report"), ("quarter", "quarter_report")])
def test_reports(name: str, method: str) -> None:
    vector = vectors(f"{name}.json")
    rulebook = hoso.Rulebook(vector["rulebook"])
    ask, ask_json = getattr(rulebook, method), getattr(rulebook, f"{method}_json")
    for case in vector[name]:
        answer = both_ways(ask, ask_json, case["question"])
        assert compact(told(answer, case["answer"])) == compact(case["answer"]), case["name"]
        both_ways(ask, ask_json, case["question"], "en")


@pytest.mark.parametrize(("name", "kind"), [("settle", "settle"), ("reconciling", "reconcile")])
def test_money(name: str, kind: str) -> None:
    vector = vectors(f"{name}.json")
    rulebook = hoso.Rulebook(vector["rulebook"])
    ask, ask_json = getattr(rulebook, kind), getattr(rulebook, f"{kind}_json")
    for case in vector[kind]:
        assert both_ways(ask, ask_json, case["question"]) == case["answer"], case["name"]


def test_shared_invoices() -> None:
    for at, case in enumerate(vectors("reconcile.json")):
        rulebook = hoso.Rulebook(vectors(f"{case['rulebook']}.json")["rulebook"])
        answer = both_ways(rulebook.reconcile, rulebook.reconcile_json, case["question"])
        assert compact(answer) == compact(case["answer"]), at


def test_comparisons() -> None:
    vector = vectors("compare.json")
    before, after = hoso.Rulebook(vector["before"]), hoso.Rulebook(vector["after"])
    for case in vector["compare"]:

        def ask(question: Any, language: Any) -> Any:
            return before.compare(after, question, language=language)

        def ask_json(question: str, language: Any) -> str:
            return before.compare_json(after, question, language=language)

        assert both_ways(ask, ask_json, case["question"]) == case["answer"], case["name"]


def test_differences_of_rulebooks() -> None:
    vector = vectors("diff.json")
    for case in vector["cases"]:
        before, after = (hoso.Rulebook({**vector["base"], **case[side]}) for side in ("before", "after"))
        answer = before.diff(after)
        assert compact(answer) == before.diff_json(after), case["describes"]
        assert without_messages(answer) == case["answer"], case["describes"]


def test_forms() -> None:
    vector = vectors("forms.json")
    rulebook = hoso.Rulebook(vector["rulebook"])

    def asked(ask: Any, *question: Any, **settings: Any) -> Any:
        try:
            return {"ok": True, "value": without_messages(ask(*question, **settings))}
        except hoso.InvalidInput as invalid:
            issues = sorted(without_messages(invalid.issues), key=lambda issue: (issue["path"], issue["code"]))
            return {"ok": False, "issues": issues}

    for case in vector["cases"]:
        against = {"rulebook": rulebook if case["rulebook"] else None, "on": case.get("on")}
        for value in (case["value"], json.dumps(case["value"])):
            assert asked(hoso.validate, case["form"], value, **against) == case["answer"], case["describes"]
    for case in vector["previews"]:
        given = {"on": case["on"], "weight_grams": case["weight_grams"]}
        answer = asked(hoso.preview, case["form"], case["value"], rulebook, **given)
        assert answer == case["answer"], case["describes"]


def test_persons() -> None:
    vector = vectors("persons.json")
    for case in vector["events"]:
        for event in (case["event"], json.dumps(case["event"])):
            assert hoso.without_person(event) == case["answer"], case["describes"]
    for case in vector["forms"]:
        for value in (case["value"], json.dumps(case["value"])):
            try:
                answer: Any = hoso.form_without_person(case["form"], value)
            except hoso.InvalidInput as invalid:
                answer = {"issues": without_messages(invalid.issues)}
            assert compact(answer) == compact(case["answer"]), case["describes"]


def test_choices() -> None:
    vector = vectors("choices.json")
    rulebook = hoso.Rulebook(vector["rulebook"])
    for kind in ("choices", "procedures"):
        for case in vector[kind]:
            language: Any = case["language"]
            text = getattr(rulebook, f"{kind}_json")(json.dumps(case["question"]), language=language)
            try:
                answer = getattr(rulebook, kind)(case["question"], language=language)
            except hoso.InvalidInput as invalid:
                answer = {"issues": invalid.issues}
            assert compact(answer) == text
            assert without_messages(answer) == case["answer"], case["describes"]


def test_findings() -> None:
    vector = vectors("check.json")
    for case in vector["cases"]:
        rulebook = hoso.Rulebook(vector["base"] | case["change"])
        assert without_messages(rulebook.check()) == case["findings"], case["describes"]
        for language in hoso.LANGUAGES:
            assert compact(rulebook.check(language=language)) == rulebook.check_json(language=language)


def test_issues() -> None:
    """As in the Rust test: params are compared where the vector gives them, and issues as a set."""
    for case in vectors("issues.json"):
        document = case["text"] if "text" in case else MINIMAL | case.get("document", {})
        if case["kind"] == "rulebook":
            with pytest.raises(hoso.InvalidInput) as raised:
                hoso.Rulebook(document)
            found = without_messages(raised.value.issues)
        elif case["kind"] == "track":
            found = both_ways(hoso.track, hoso.track_json, case["question"])["issues"]
        else:
            rulebook = hoso.Rulebook(document)
            kind = case["kind"]
            found = both_ways(getattr(rulebook, kind), getattr(rulebook, f"{kind}_json"), case["question"])["issues"]
        for ours, theirs in zip(found, case["issues"], strict=True):
            if "params" not in theirs:
                del ours["params"]
        assert sorted(map(compact, found)) == sorted(map(compact, case["issues"])), case["describes"]


def test_identifiers() -> None:
    for case in vectors("identifiers.json"):
        try:
            answer: Any = hoso.parse_identifier(case["kind"], case["text"])
        except hoso.InvalidInput as invalid:
            answer = {"issues": without_messages(invalid.issues)}
        assert compact(answer) == compact(case["answer"]), case


def test_texts_as_editors_tables_and_people_write_them() -> None:
    vector = vectors("texts.json")
    for case in vector["documents"]:
        for text in (case["text"], case["text"].encode()):
            assert hoso.Rulebook(text).to_json() == case["normal"], case["describes"]
    document = json.loads(vector["documents"][-1]["text"].removeprefix("\ufeff"))
    assert hoso.Rulebook(document).to_json() == vector["documents"][-1]["normal"]
    for case in vector["questions"]:
        ask, ask_json = getattr(hoso, case["name"]), getattr(hoso, f"{case['name']}_json")
        assert ask(case["text"]) == json.loads(ask_json(case["text"])) == case["answer"], case["describes"]
    for case in vector["numbers"]:
        try:
            answer: Any = hoso.whole_number(case["text"])
        except hoso.InvalidInput as invalid:
            answer = {"issues": without_messages(invalid.issues)}
        assert answer == case["answer"], case["text"]


def test_explanations() -> None:
    for case in vectors("explain.json"):
        for language in hoso.LANGUAGES:
            assert hoso.explain(case["answer"], language=language) == case[language]
            assert hoso.explain(compact(case["answer"]), language=language) == case[language]


@pytest.mark.parametrize("name", ["binh-duong", "public-post"])
def test_the_normal_form_of_a_document_is_the_same_as_text_and_as_dict(name: str) -> None:
    path = VECTORS.parent.parent / "examples" / "data" / f"{name}.json"
    rulebook = hoso.Rulebook(path.read_bytes())
    assert compact(rulebook.document) == rulebook.to_json()
    assert hoso.Rulebook(rulebook.document) == hoso.Rulebook(rulebook.to_json()) == rulebook


def test_every_answer_can_be_explained() -> None:
    for name in RULES:
        vector = vectors(name)
        rulebook = hoso.Rulebook(vector["rulebook"])
        for kind in KINDS:
            for case in vector[kind]:
                if "issues" not in case["answer"]:
                    assert hoso.explain(getattr(rulebook, kind)(case["question"]))
