"""What is taken for what: the table of the README, row by row."""

from __future__ import annotations

import collections
import collections.abc
import enum
import json
import operator
import types
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import Any

import hoso
import numpy as np
import pytest
from conftest import MINIMAL, issues_of
from hypothesis import given, strategies as st

HANOI = timezone(timedelta(hours=7))


class Text(str):
    """A subclass of str whose str() says something else."""

    def __str__(self) -> str:
        return "something else"


class Service(enum.StrEnum):
    RETURN = "return"


class Grams(enum.IntEnum):
    LIGHT = 80


class Index:
    def __index__(self) -> int:
        return 80


class Unreadable:
    def __index__(self) -> int:
        raise RuntimeError("on fire")


@pytest.fixture
def refused(rulebook: hoso.Rulebook, consignment: dict[str, Any]) -> Any:
    """The issues of a quote with some keys changed."""
    return lambda **changes: issues_of(rulebook.quote, consignment | changes)


@pytest.mark.parametrize("weight", [80, Grams.LIGHT, Index(), np.int8(80), np.uint64(80), np.array(80)])
def test_integers(rulebook: hoso.Rulebook, consignment: dict[str, Any], weight: Any) -> None:
    assert rulebook.quote(consignment | {"weight_grams": weight}) == rulebook.quote(consignment)


@pytest.mark.parametrize(
    "weight",
    [
        *(80.0, 80.5, float("nan"), float("inf"), -0.0, 1e300, np.float64(80), np.float32(80)),
        *(Decimal(80), Decimal("80.0"), Decimal("NaN"), Fraction(80), 80j),
    ],
)
def test_fractions_are_no_integers_even_when_whole(refused: Any, weight: Any) -> None:
    assert refused(weight_grams=weight) == [("not_integer", "/weight_grams")]


@pytest.mark.parametrize("weight", [True, False, np.True_, "80", b"80", [80], {}, object(), {80}, date(2014, 10, 1)])
def test_other_things_are_no_integers(refused: Any, weight: Any) -> None:
    assert refused(weight_grams=weight) == [("wrong_type", "/weight_grams")]


def test_integers_beyond_64_bits_keep_their_sign(refused: Any) -> None:
    for weight in (2**63, 10**400, np.uint64(2**64 - 1), 100_001):
        assert refused(weight_grams=weight) == [("too_large", "/weight_grams")]
    for weight in (-(2**63) - 1, -(10**400), 0, -1):
        assert refused(weight_grams=weight) == [("too_small", "/weight_grams")]


def test_an_integer_is_no_truth_value(rulebook: hoso.Rulebook) -> None:
    moments = {"agency": "a", "procedure": "p", "service": "return", "on": "2014-10-01", "zone": "z", "slip": 1}
    assert issues_of(rulebook.deadlines, moments) == [("wrong_type", "/slip")]


@pytest.mark.parametrize("service", ["return", Text("return"), Service.RETURN, np.str_("return")])
def test_texts(rulebook: hoso.Rulebook, consignment: dict[str, Any], service: Any) -> None:
    assert rulebook.quote(consignment | {"service": service}) == rulebook.quote(consignment)


@pytest.mark.parametrize("service", [b"return", bytearray(b"x"), memoryview(b"x"), "\ud800", 1, True, ["return"]])
def test_other_things_are_no_texts(refused: Any, service: Any) -> None:
    assert refused(service=service) == [("wrong_type", "/service")]


def test_a_date_is_its_day(rulebook: hoso.Rulebook, consignment: dict[str, Any]) -> None:
    assert rulebook.quote(consignment | {"on": date(2014, 10, 1)}) == rulebook.quote(consignment)


@pytest.mark.parametrize(
    "on", [datetime(2014, 10, 1), datetime(2014, 10, 1, tzinfo=HANOI), date(1899, 12, 31), "2014-10-01T00:00:00", "x"]
)
def test_a_datetime_is_no_day(refused: Any, on: Any) -> None:
    assert refused(on=on) == [("not_a_date", "/on")]


def event(at: Any) -> list[dict[str, Any]]:
    return [{"id": "e1", "consignment": "c", "kind": "accepted", "at": at}]


@pytest.mark.parametrize(
    ("at", "written"),
    [
        (datetime(2014, 10, 1, 8, 30, tzinfo=HANOI), "2014-10-01T08:30:00+07:00"),
        (datetime(2014, 10, 1, 8, 30, 0, 500_000, HANOI), "2014-10-01T08:30:00.5+07:00"),
        (datetime(2014, 10, 1, 1, 30, tzinfo=UTC), "2014-10-01T01:30:00+00:00"),
        ("2014-10-01T01:30:00Z", "2014-10-01T01:30:00+00:00"),
    ],
)
def test_an_aware_datetime_is_its_time(at: Any, written: str) -> None:
    assert hoso.track(event(at))["since"] == written


@pytest.mark.parametrize(
    "at",
    [
        datetime(2014, 10, 1, 8, 30),
        date(2014, 10, 1),
        datetime(2014, 10, 1, tzinfo=timezone(timedelta(hours=7, minutes=6, seconds=30))),
        datetime(1, 1, 1, tzinfo=HANOI),
    ],
)
def test_a_datetime_without_an_offset_of_whole_minutes_is_no_time(at: Any) -> None:
    assert issues_of(hoso.track, event(at)) == [("not_a_time", "/0/at")]


def test_none_is_an_absent_key(rulebook: hoso.Rulebook, consignment: dict[str, Any], refused: Any) -> None:
    assert rulebook.quote(consignment | {"place": None, "options": None}) == rulebook.quote(consignment)
    assert refused(agency=None) == [("missing", "/agency")]


def test_any_mapping_is_an_object(rulebook: hoso.Rulebook, consignment: dict[str, Any]) -> None:
    for mapping in (types.MappingProxyType, collections.ChainMap, collections.OrderedDict, collections.UserDict):
        assert rulebook.quote(mapping(consignment)) == rulebook.quote(consignment)


def test_any_sequence_is_a_list(rulebook: hoso.Rulebook, consignment: dict[str, Any], refused: Any) -> None:
    for options in ([], (), collections.UserList(), collections.deque(), range(0)):
        assert rulebook.quote(consignment | {"options": options}) == rulebook.quote(consignment)
    for options in (range(2), collections.deque([0, 1])):
        assert refused(options=options) == [("wrong_type", "/options/0"), ("wrong_type", "/options/1")]


@pytest.mark.parametrize("options", [{"a"}, frozenset(), iter(["a"]), np.array(["a"]), "a", {}, object(), type])
def test_other_things_are_no_lists(refused: Any, options: Any) -> None:
    assert refused(options=options) == [("wrong_type", "/options")]


@pytest.mark.parametrize("key", [1, None, b"agency", ("a",), "\ud800"])
def test_a_mapping_with_a_key_that_is_no_text_is_no_object(rulebook: hoso.Rulebook, consignment: Any, key: Any) -> None:
    assert issues_of(rulebook.quote, consignment | {key: 1}) == [("wrong_type", "")]
    period = {"from": "2014-01-01", key: 1}
    assert issues_of(rulebook.report, {"period": period}) == [("wrong_type", "/period")]


def test_free_keys_may_hold_anything_that_ends(rulebook: hoso.Rulebook, consignment: dict[str, Any]) -> None:
    free = {"x_": object(), "x_set": {1}, "x_float": 0.5, "x_key": {1: 2}, "x_text": "\ud800"}
    assert rulebook.quote(consignment | free) == rulebook.quote(consignment)


def nested(depth: int) -> Any:
    value: Any = []
    for _ in range(depth - 1):
        value = [value]
    return value


def test_depth_ends_where_that_of_json_does(rulebook: hoso.Rulebook) -> None:
    for depth in (1, 64, 65, 100_000):
        # A value of 64 levels is read, and is no case.
        code = "wrong_type" if depth <= 64 else "too_deep"
        assert issues_of(rulebook.decide, nested(depth)) == [(code, "")]
        if depth < 100:
            assert issues_of(rulebook.decide, json.dumps(nested(depth))) == [(code, "")]


def test_a_cycle_is_too_deep(rulebook: hoso.Rulebook, consignment: dict[str, Any]) -> None:
    consignment["options"] = consignment
    assert issues_of(rulebook.quote, consignment) == [("too_deep", "")]
    items: list[Any] = []
    items.append(items)
    assert issues_of(hoso.track, items) == [("too_deep", "")]


def test_a_value_that_is_written_once_and_meant_many_times_ends(rulebook: hoso.Rulebook) -> None:
    value: Any = "x" * 1000
    for _ in range(12):
        value = [value] * 10
    assert issues_of(rulebook.decide, {"x_bomb": value}) == [("too_long", "")]


def test_the_length_that_a_sequence_claims_is_not_believed(rulebook: hoso.Rulebook, refused: Any) -> None:
    class Boastful(collections.abc.Sequence[int]):
        def __len__(self) -> int:
            return 10**15

        def __getitem__(self, index: Any) -> Any:
            return [7][index]

    assert refused(options=Boastful()) == [("wrong_type", "/options/0")]


def test_what_a_value_raises_is_raised(rulebook: hoso.Rulebook, consignment: dict[str, Any]) -> None:
    with pytest.raises(RuntimeError, match="on fire"):
        rulebook.quote(consignment | {"weight_grams": Unreadable()})


def test_a_dict_that_changes_while_it_is_read_is_read_as_it_was(rulebook: hoso.Rulebook, consignment: Any) -> None:
    class Meddler:
        def __index__(self) -> int:
            consignment.clear()
            return 80

    expected = rulebook.quote(consignment)
    consignment["weight_grams"] = Meddler()
    assert rulebook.quote(consignment) == expected


@pytest.mark.parametrize("convert", [str, str.encode, lambda text: bytearray(text, "utf-8"), Text])
def test_text_is_json(rulebook: hoso.Rulebook, convert: Any) -> None:
    question = '{"agency": "so-noi-vu", "procedure": "1.900101", "service": "return", "on": "2014-10-01"}'
    assert rulebook.decide(convert(question))["outcome"] == "covered"
    assert rulebook.decide(convert("\ufeff" + question))["outcome"] == "covered"
    assert rulebook.decide_json(convert(question)).startswith('{"outcome":"covered"')


@pytest.mark.parametrize(
    ("json_text", "column"),
    [(b'{"a": "\xff"}', 8), ('{"a": "\ud800"}', 8), (b"\xff", 1), (b"{}\xff", 3), (b"", 0), ("\ufeff\ufeff{}", 1)],
)
def test_text_that_is_no_unicode_is_no_json(rulebook: hoso.Rulebook, json_text: Any, column: int) -> None:
    with pytest.raises(hoso.InvalidInput) as raised:
        rulebook.decide(json_text)
    [issue] = raised.value.issues
    assert (issue["code"], issue["params"]) == ("not_json", {"line": 1, "column": column})
    assert rulebook.decide_json(json_text).startswith('{"issues":[{"code":"not_json"')


def test_only_text_is_json_text(rulebook: hoso.Rulebook) -> None:
    with pytest.raises(TypeError):
        rulebook.decide_json({})  # type: ignore[arg-type]


@pytest.mark.parametrize("amount", [26_000, Index(), np.int64(26_000), -(2**53) + 1])
def test_amounts_in_words(amount: Any) -> None:
    assert hoso.amount_in_words(amount).endswith(" đồng")
    assert hoso.amount_in_words(amount) == hoso.amount_in_words(operator.index(amount))
    assert hoso.amount_in_words(amount, language="en") != hoso.amount_in_words(amount)


@pytest.mark.parametrize(
    ("amount", "code"),
    [(2**53, "too_large"), (-(2**53), "too_small"), (2**70, "too_large"), (1.0, "not_integer"), (True, "wrong_type")],
)
def test_what_is_no_amount_has_no_words(amount: Any, code: str) -> None:
    assert issues_of(hoso.amount_in_words, amount) == [(code, "/amount")]


@pytest.mark.parametrize("code", ["EMI", "emi", Text("Emi"), np.str_("EMI")])
def test_a_code_of_another_system_is_a_text(code: Any) -> None:
    assert hoso.event_of("upu_emsevt", code)["kind"] == "delivered"
    assert hoso.event_of("upu_emsevt", code)["code"] == code


@pytest.mark.parametrize("code", [b"EMI", 7, None, ["EMI"], "", "x" * 121, "\ud800"])
def test_what_is_no_code_of_another_system(code: Any) -> None:
    [(_, path)] = issues_of(hoso.event_of, "upu_emsevt", code)
    assert path == "/code"


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.binary()
    | st.dates()
    | st.datetimes()
    | st.decimals()
    | st.sampled_from(["so-noi-vu", "return", "2014-10-01", "1.900101", "intra_province"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8) | st.integers(), inner, max_size=4),
    max_leaves=12,
)
keys = st.sampled_from(["agency", "procedure", "service", "on", "weight_grams", "zone", "options", "x_", "id"])


@given(st.dictionaries(keys, anything) | anything)
def test_whatever_is_asked_ends_in_an_answer_or_in_issues(question: Any) -> None:
    rulebook = hoso.Rulebook(MINIMAL)
    asks: tuple[Any, ...] = (
        *(rulebook.decide, rulebook.quote, rulebook.deadlines, rulebook.compensation, rulebook.journey, hoso.track),
        *(rulebook.report, rulebook.quarter_report, rulebook.settle, rulebook.reconcile),
        lambda question: hoso.event_of(question, question),
        lambda question: hoso.event_of("karrio", question),
    )
    for ask in asks:
        try:
            assert isinstance(ask(question), dict)
        except hoso.InvalidInput as invalid:
            assert all(set(issue) == {"code", "path", "params", "message"} for issue in invalid.issues)
