"""The exceptions, and the closed lists that they speak of."""

from __future__ import annotations

import copy
import pickle
import re
from typing import Any

import hoso
import pytest

EVENT = {"id": "e1", "consignment": "c", "kind": "found", "at": "2014-10-01T08:30:00+07:00"}


def invalid(rulebook: hoso.Rulebook, question: Any) -> hoso.InvalidInput:
    with pytest.raises(hoso.InvalidInput) as raised:
        rulebook.quote(question, language="en")
    return raised.value


def test_invalid_input_is_a_value_error_with_its_issues(rulebook: hoso.Rulebook, consignment: dict[str, Any]) -> None:
    error = invalid(rulebook, consignment | {"weight_grams": 0})
    assert isinstance(error, ValueError)
    assert error.issues == [
        {"code": "too_small", "path": "/weight_grams", "params": {"min": 1}, "message": "Less than 1."}
    ]
    assert str(error) == "/weight_grams: Less than 1. [too_small]"


def test_invalid_input_shows_its_first_issues(rulebook: hoso.Rulebook) -> None:
    error = invalid(rulebook, {})
    assert str(error).splitlines()[0] == "/agency: A required value is missing. [missing]"
    assert len(str(error).splitlines()) == len(error.issues) < 10
    error = invalid(rulebook, {f"key{number}": 1 for number in range(30)})
    assert str(error).splitlines()[10:] == [f"and {len(error.issues) - 10} more"]
    assert str(invalid(rulebook, [])).startswith("(whole): Wrong type of value")
    with pytest.raises(hoso.InvalidInput) as raised:
        rulebook.quote({f"key{number}": 1 for number in range(30)})
    assert str(raised.value).splitlines()[10:] == [f"và {len(error.issues) - 10} lỗi khác"]


def test_what_is_misspelt_is_named_with_what_was_meant(rulebook: hoso.Rulebook, consignment: dict[str, Any]) -> None:
    issue = invalid(rulebook, consignment | {"aplicant": []}).issues[0]
    assert (issue["path"], issue["params"]["nearest"]) == ("/aplicant", "applicant")
    assert issue["message"].startswith("Unknown key; the nearest is `applicant`; valid keys: ")
    document = rulebook.document
    document["contracts"][0]["agencies"] = {"codes": ["so-noivu"]}
    with pytest.raises(hoso.InvalidInput) as raised:
        hoso.Rulebook(document, language="en")
    assert raised.value.issues == [
        {
            "code": "unknown_reference",
            "path": "/contracts/0/agencies/codes/0",
            "params": {"list": "agencies", "value": "so-noivu", "nearest": "so-noi-vu"},
            "message": "Not in the list agencies: `so-noivu`; the nearest is `so-noi-vu`.",
        }
    ]
    assert "so-noi-vu" in str(raised.value)


def test_places_and_near_words() -> None:
    text = '{"a": [\n 1, {"b": 2}]}'
    assert hoso.locate(text, ["/a/1/b", "/a/1/c", ""]) == [(2, 11), (2, 5), (1, 1)]
    assert hoso.locate(text.encode(), []) == []
    assert hoso.nearest("weigth_grams", ["zone", "weight_grams"]) == "weight_grams"
    assert hoso.nearest("xyz", []) is None


def test_an_issue_does_not_repeat_what_was_given(rulebook: hoso.Rulebook, consignment: dict[str, Any]) -> None:
    error = invalid(rulebook, {key: "Nguyễn Văn A" for key in consignment})
    assert len(error.issues) >= len(consignment) and "Nguyễn" not in str(error.issues)


def test_a_refused_transition_says_what_may_happen() -> None:
    with pytest.raises(hoso.TransitionRefused) as raised:
        hoso.advance(hoso.track([]), EVENT, language="en")
    error = raised.value
    assert (error.state, error.event) == ("none", "found")
    assert error.allowed == ["created", "accepted", "departed", "arrived"]
    assert str(error) == "“Found again” cannot happen in the state “Nothing known yet”."
    assert not isinstance(error, ValueError)


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy, lambda error: pickle.loads(pickle.dumps(error))])
def test_exceptions_are_pickled_and_copied(rulebook: hoso.Rulebook, duplicate: Any) -> None:
    error = invalid(rulebook, {})
    again = duplicate(error)
    assert type(again) is hoso.InvalidInput and again.issues == error.issues and str(again) == str(error)
    with pytest.raises(hoso.TransitionRefused) as raised:
        hoso.advance(hoso.track([]), EVENT)
    again = duplicate(raised.value)
    assert type(again) is hoso.TransitionRefused and vars(again) == vars(raised.value)
    assert str(again) == str(raised.value)


def test_an_identifier_is_refused_by_argument_and_part() -> None:
    def issues(*args: Any) -> list[tuple[str, str]]:
        with pytest.raises(hoso.InvalidInput) as raised:
            hoso.parse_identifier(*args)
        return [(issue["code"], issue["path"]) for issue in raised.value.issues]

    assert issues("passport", 5) == [("not_one_of", "/kind"), ("wrong_type", "/text")]
    assert issues("tax_code", "0100233480") == [("bad_check_digit", "")]


def test_what_is_left_of_an_event_and_a_form_is_right_or_refused() -> None:
    def issues(ask: Any, *args: Any) -> list[tuple[str, str]]:
        with pytest.raises(hoso.InvalidInput) as raised:
            ask(*args)
        return [(issue["code"], issue["path"]) for issue in raised.value.issues]

    assert issues(hoso.without_person, {**EVENT, "at": "today"}) == [("not_a_time", "/at")]
    assert issues(hoso.form_without_person, "receipt", {}) == [("not_one_of", "/form")]
    assert issues(hoso.form_without_person, "return_request", []) == [("wrong_type", "")]


def test_a_number_that_was_typed_is_refused_with_a_word() -> None:
    def said(text: Any, language: Any) -> Any:
        with pytest.raises(hoso.InvalidInput) as raised:
            hoso.whole_number(text, language=language)
        return [(issue["code"], issue["path"], issue["message"]) for issue in raised.value.issues]

    assert hoso.whole_number("1.000") == 1000
    assert said("1,5", "vi") == [
        ("not_integer", "", "Hãy nhập một số nguyên, như 1000 hoặc 1.000; không dùng dấu phẩy.")
    ]
    assert said("1,000", "en") == [
        ("not_integer", "", "Please enter a whole number, such as 1000 or 1.000; without a comma.")
    ]
    assert [issue[:2] for issue in said(1000, "en")] == [("wrong_type", "/text")]


LISTS = [name for name in hoso.__all__ if name.isupper()]


@pytest.mark.parametrize("name", LISTS)
def test_every_code_has_its_label_or_its_messages(name: str) -> None:
    for code, info in getattr(hoso, name).items():
        assert re.fullmatch("[a-z_]+", code)
        for language in hoso.LANGUAGES:
            assert info[language]
            assert set(re.findall(r"\{(\w+)\}", info[language])) <= set(info.get("params", ()))


def test_a_state_says_whether_its_carriage_is_over_and_whether_it_is_charged() -> None:
    assert {state for state, info in hoso.STATES.items() if info["final"]} == {"delivered", "returned", "cancelled"}
    assert {state for state, info in hoso.STATES.items() if not info["charged"]} == {"none", "created", "cancelled"}


def test_messages_are_made_of_code_and_params(rulebook: hoso.Rulebook) -> None:
    for issue in invalid(rulebook, {"service": "x", "on": 1, "weight_grams": 0}).issues:
        said = {key: ", ".join(value) if isinstance(value, list) else value for key, value in issue["params"].items()}
        # What stands in brackets is left out where its value is not there.
        parts = re.split(r"\[(.*?)\]", hoso.ISSUE_CODES[issue["code"]]["en"])
        optional = [part if {*re.findall(r"\{(\w+)\}", part)} <= {*said} else "" for part in parts[1::2]]
        template = "".join(map("".join, zip(parts[::2], [*optional, ""], strict=True)))
        assert issue["message"] == template.format(**said)
