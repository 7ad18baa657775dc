"""The class: what a Python object should do."""

from __future__ import annotations

import contextlib
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
    assert repr(rulebook) == "<hoso.Rulebook 'binh-duong': 5 contracts, 44 procedures>"
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
    assert isinstance(refused, hoso.InvalidInput)
    assert ("missing", "/agency") in [(issue["code"], issue["path"]) for issue in refused.issues]


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
    in_vietnamese, in_english = (rulebook.decide_json("{}", language=language) for language in ("vi", "en"))
    assert rulebook.decide_json("{}") == in_vietnamese != in_english
    for language in ("fr", "", None, 5):
        [(code, path)] = issues_of(rulebook.decide, {}, language=language)
        assert path == "/language" and code in ("not_one_of", "wrong_type", "missing")


def test_tells_every_issue_of_a_document() -> None:
    found = issues_of(hoso.Rulebook, {"hoso": 2, "id": "b d", "colour": "red"})
    expected = {("too_large", "/hoso"), ("not_an_id", "/id"), ("unknown_key", "/colour"), ("missing", "/title")}
    assert expected <= set(found)
    for document in (None, 5, [], "", "[]", object()):
        assert issues_of(hoso.Rulebook, document)


def grown(calls: int, text: str, consignment: dict[str, Any]) -> int:
    """By how many kilobytes the peak of a process grows over so many calls, a quarter of them refused."""
    minimal, rulebook = hoso.Rulebook(MINIMAL), hoso.Rulebook(text)
    events = [{"id": "e", "consignment": "c", "kind": "accepted", "at": "2014-10-01T08:30:00Z"}]

    def work(times: int) -> int:
        for n in range(times):
            rulebook.quote(consignment)
            rulebook.quote_json('{"agency": "a"}')
            hoso.track(events)
            with contextlib.suppress(hoso.InvalidInput):
                minimal.quote(consignment | {"weight_grams": -(10**30), f"key{n}": {n}})
            if n % 10_000 == 0:
                hoso.Rulebook(text).document.clear()
        gc.collect()
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    before = work(10_000)
    return work(calls // 4) - before


def test_memory_does_not_grow_over_a_million_calls(text: str, consignment: dict[str, Any]) -> None:
    # In a process of its own: the peak of this one is that of the tests before.
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert pool.submit(grown, 1_000_000, text, consignment).result() < 4_000
