"""The class: what a Python object should do."""

from __future__ import annotations

import copy
import gc
import multiprocessing
import pickle
import resource
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from typing import Any

import hoso
import pytest
from conftest import MINIMAL, issues_of


def test_says_what_it_is(rulebook: hoso.Rulebook) -> None:
    assert repr(rulebook) == "<hoso.Rulebook 'binh-duong': 5 contracts, 33 procedures>"
    assert rulebook.id == rulebook.document["id"] == "binh-duong"
    assert hoso.Rulebook.__module__ == "hoso"


def test_is_equal_to_a_rulebook_with_the_same_document(rulebook: hoso.Rulebook, text: str) -> None:
    other = hoso.Rulebook(text.encode())
    assert rulebook == other and hash(rulebook) == hash(other)
    assert rulebook != hoso.Rulebook(rulebook.document | {"title": "other"})
    assert rulebook != text and rulebook != None  # noqa: E711
    assert {rulebook: 1}[other] == 1


def test_is_not_changed(rulebook: hoso.Rulebook) -> None:
    with pytest.raises(AttributeError):
        rulebook.id = "other"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        rulebook.colour = "red"  # type: ignore[attr-defined]
    rulebook.document.clear()
    assert rulebook.document["id"] == "binh-duong"
    with pytest.raises(TypeError):
        type("Mine", (hoso.Rulebook,), {})


def test_is_its_own_copy(rulebook: hoso.Rulebook) -> None:
    assert copy.copy(rulebook) is rulebook
    assert copy.deepcopy([rulebook])[0] is rulebook


def test_is_pickled(rulebook: hoso.Rulebook) -> None:
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(rulebook, protocol)) == rulebook


def ask(job: tuple[hoso.Rulebook, dict[str, Any]]) -> Any:
    rulebook, question = job
    return rulebook.quote(question)


def test_goes_to_another_process(rulebook: hoso.Rulebook, consignment: dict[str, Any]) -> None:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert pool.submit(ask, (rulebook, consignment)).result() == rulebook.quote(consignment)
        refused = pool.submit(ask, (rulebook, {})).exception()
    assert isinstance(refused, hoso.InvalidInput) and refused.issues == pytest.raises(hoso.InvalidInput, rulebook.quote, {}).value.issues


def test_is_shared_by_threads(rulebook: hoso.Rulebook, text: str, consignment: dict[str, Any]) -> None:
    expected = rulebook.quote(consignment), rulebook.check_json(), repr(rulebook)

    def work(_: int) -> Any:
        return rulebook.quote(consignment), rulebook.check_json(), repr(hoso.Rulebook(text))

    with ThreadPoolExecutor(8) as pool:
        assert all(answer == expected for answer in pool.map(work, range(64)))


def test_counts_working_days(rulebook: hoso.Rulebook) -> None:
    # From Friday on; the day after is day 1.
    assert rulebook.working_days_between("agency", "2018-10-05", date(2018, 10, 9)) == 2
    assert rulebook.working_days_between("agency", "2018-10-09", "2018-10-05") == 0
    assert rulebook.add_working_days("agency", "2018-10-05", 2) == date(2018, 10, 9)
    assert rulebook.add_working_days("agency", date(2018, 10, 6), 0) == date(2018, 10, 8)
    assert issues_of(rulebook.working_days_between, "agency", "x", 5) == [("not_a_date", "/a"), ("wrong_type", "/b")]
    assert issues_of(rulebook.add_working_days, "agency", "2018-10-05", 2.0) == [("not_integer", "/days")]
    assert issues_of(rulebook.add_working_days, "agency", "2018-10-05", -1) == [("too_small", "/days")]
    for calendar, day in (("none", "2018-10-05"), ("agency", "1999-01-01")):
        with pytest.raises(ValueError, match="calendar"):
            rulebook.add_working_days(calendar, day, 1)


def test_keeps_to_the_language_asked(rulebook: hoso.Rulebook) -> None:
    assert rulebook.decide_json("{}") == rulebook.decide_json("{}", language="vi") != rulebook.decide_json("{}", language="en")
    for language in ("fr", "", None, 5):
        [(code, path)] = issues_of(rulebook.decide, {}, language=language)
        assert path == "/language" and code in ("not_one_of", "wrong_type")


def test_tells_every_issue_of_a_document() -> None:
    found = issues_of(hoso.Rulebook, {"hoso": 2, "id": "b d", "colour": "red"})
    assert {("too_large", "/hoso"), ("not_an_id", "/id"), ("unknown_key", "/colour"), ("missing", "/title")} <= set(found)
    for document in (None, 5, [], "", "[]", object()):
        assert issues_of(hoso.Rulebook, document)


def grown(calls: int, text: str, consignment: dict[str, Any]) -> int:
    """By how many kilobytes the process grows over so many calls, half of them refused."""
    rulebook, events = hoso.Rulebook(MINIMAL | {"x_": 1}), [{"id": "e", "consignment": "c", "kind": "accepted", "at": "2014-10-01T08:30:00Z"}]
    whole = hoso.Rulebook(text)

    def work(times: int) -> None:
        for n in range(times):
            whole.quote(consignment)
            whole.quote_json('{"agency": "a"}')
            hoso.track(events)
            try:
                rulebook.quote(consignment | {"weight_grams": -(10**30), f"key{n}": {n}})
            except hoso.InvalidInput:
                pass
        for _ in range(times // 10_000):
            hoso.Rulebook(text).document.clear()

    work(calls // 10)
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    work(calls // 4)
    gc.collect()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before


def test_memory_does_not_grow(text: str, consignment: dict[str, Any]) -> None:
    assert grown(200_000, text, consignment) < 4_000


@pytest.mark.slow
def test_memory_does_not_grow_over_a_million_calls(text: str, consignment: dict[str, Any]) -> None:
    assert grown(1_000_000, text, consignment) < 4_000
