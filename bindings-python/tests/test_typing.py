"""The types say what the package does: stubtest, mypy, pyright, and every answer of the vectors against its type."""

from __future__ import annotations

import ast
import inspect
import os
import subprocess
import sys
import types as python_types
import typing
from pathlib import Path
from typing import Any

import hoso
import pytest
from conftest import VECTORS, vectors
from hoso import types

PACKAGE = Path(hoso.__file__).parent
SAMPLE = Path(__file__).parent / "typed_sample.py"
CODES = {
    "ANOMALY_CODES": types.AnomalyCode,
    "CHANGES": types.Change,
    "CLAIM_STATES": types.ClaimState,
    "COMPENSATION_TO": types.CompensationTo,
    "EVENT_KINDS": types.EventKind,
    "FAILURE_REASONS": types.FailureReason,
    "FINDING_CODES": types.FindingCode,
    "GROUP_KEYS": types.GroupKey,
    "IDENTIFIER_KINDS": types.IdentifierKind,
    "ISSUE_CODES": types.IssueCode,
    "LANGUAGES": types.Language,
    "OUTCOMES": types.Outcome,
    "REASON_CODES": types.ReasonCode,
    "SERVICES": types.Service,
    "SEVERITIES": types.Severity,
    "RELATIONS": types.Relation,
    "PAPER_KINDS": types.PaperKind,
    "FORMS": types.Form,
    "STEPS": types.StepId,
    "OWED_KINDS": types.OwedKind,
    "LINE_KINDS": types.LineKind,
    "HARMS": types.Harm,
    "DAY_UNITS": types.DayUnit,
    "STATES": types.State,
    "DOSSIER_STATES": types.DossierState,
    "EXPECTED_KINDS": types.ExpectedKind,
    "FOREIGN_SYSTEMS": types.ForeignSystem,
    "MEANINGS": types.Meaning,
    "WHOSE": types.Whose,
    "CAUSES": types.Cause,
    "ROUNDING_MODES": types.RoundingMode,
    "AGENCY_CODE_FORMS": types.AgencyCodeForm,
    "PHONE_KINDS": types.PhoneKind,
    "SEXES": types.Sex,
    "BASES": types.Base,
    "COMBINES": types.Combine,
    "WEEKDAYS": types.Weekday,
}


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Runs a tool; it finds the package by the Python that comes first in the path."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return subprocess.run(
        [sys.executable, "-m", *command],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parent,
        env=os.environ | {"PATH": path},
    )


def test_the_stub_is_what_the_module_has() -> None:
    result = run("mypy.stubtest", "hoso._native")
    assert result.returncode == 0, result.stdout + result.stderr


def test_mypy_accepts_the_package_and_the_sample() -> None:
    # Strict, so that an ignored line of the sample must be wrong.
    for target in (["-p", "hoso"], [str(SAMPLE)]):
        result = run("mypy", "--strict", *target)
        assert result.returncode == 0, result.stdout + result.stderr


def test_pyright_accepts_the_package_and_the_sample() -> None:
    result = run("pyright", str(SAMPLE))
    assert result.returncode == 0, result.stdout + result.stderr
    result = run("pyright", "--verifytypes", "hoso", "--ignoreexternal")
    assert "Type completeness score: 100%" in result.stdout, result.stdout + result.stderr


def test_the_types_of_codes_are_the_closed_lists() -> None:
    lists = {name for name in hoso.__all__ if name.isupper()}
    assert lists == set(CODES)
    for name, literal in CODES.items():
        assert list(typing.get_args(literal)) == list(getattr(hoso, name)), name


def test_the_stub_says_the_first_sentence_of_each_docstring() -> None:
    tree = ast.parse((PACKAGE / "_native.pyi").read_text(encoding="utf-8"))
    said = 0
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            members = {child.name: child for child in node.body if isinstance(child, ast.FunctionDef)}
            owner: Any = getattr(hoso, node.name)
        elif isinstance(node, ast.Module):
            members = {child.name: child for child in node.body if isinstance(child, ast.FunctionDef)}
            owner = hoso
        else:
            continue
        for name, child in members.items():
            if not name.startswith("__"):
                assert inspect.getdoc(getattr(owner, name)).splitlines()[0] == ast.get_docstring(child), name
                said += 1
    assert said > 20


def conforms(value: Any, declared: Any) -> bool:
    """Whether a value is of a type, as far as the types of answers go."""
    if typing.is_typeddict(declared):
        hints = typing.get_type_hints(declared)
        required, known = declared.__required_keys__, set(hints)
        keys_fit = isinstance(value, dict) and required <= set(value) <= known
        return keys_fit and all(conforms(inner, hints[key]) for key, inner in value.items())
    origin, args = typing.get_origin(declared), typing.get_args(declared)
    if origin in (typing.Union, python_types.UnionType):
        return any(conforms(value, option) for option in args)
    if origin is typing.Literal:
        return value in args
    if origin is list:
        return isinstance(value, list) and all(conforms(inner, args[0]) for inner in value)
    if origin is dict:
        return isinstance(value, dict) and all(conforms(inner, args[1]) for inner in value.values())
    return type(value) is declared


ANSWERS = {
    "decide": types.Decision,
    "quote": types.Quotation,
    "deadlines": types.Deadlines,
    "compensation": types.Compensation,
}


@pytest.mark.parametrize("name", sorted(path.name for path in VECTORS.glob("rules-*.json")))
def test_every_answer_is_of_its_type(name: str) -> None:
    vector = vectors(name)
    rulebook = hoso.Rulebook(vector["rulebook"])
    for kind, declared in ANSWERS.items():
        for case in vector[kind]:
            try:
                answer = getattr(rulebook, kind)(case["question"])
            except hoso.InvalidInput as invalid:
                assert conforms(invalid.issues, list[types.Issue]), invalid.issues
            else:
                assert conforms(answer, declared), answer
    assert conforms(rulebook.check(), list[types.Finding])


def test_every_tracking_figure_and_identifier_is_of_its_type() -> None:
    for case in vectors("track.json") + vectors("tracking.json"):
        assert conforms(hoso.track(case["events"]), types.Tracking)
    vector = vectors("report.json")
    for case in vector["report"]:
        if "issues" not in case["answer"]:
            assert conforms(hoso.Rulebook(vector["rulebook"]).report(case["question"]), types.Report)
    vector = vectors("quarter.json")
    for case in vector["quarter"]:
        if "issues" not in case["answer"]:
            answer = hoso.Rulebook(vector["rulebook"]).quarter_report(case["question"])
            assert conforms(answer, types.QuarterReport)
    vector = vectors("journey.json")
    for case in vector["cases"]:
        assert conforms(hoso.Rulebook(vector["rulebook"]).journey(case["question"]), types.Journey)
    for case in vectors("foreign.json")["cases"]:
        if "issues" not in case["answer"]:
            assert conforms(hoso.event_of(**case["question"]), types.ForeignEvent)
    vector = vectors("compare.json")
    before, after = hoso.Rulebook(vector["before"]), hoso.Rulebook(vector["after"])
    for case in vector["compare"]:
        if "issues" not in case["answer"]:
            assert conforms(before.compare(after, case["question"]), types.Comparison)
    for case in vectors("identifiers.json"):
        if "issues" not in case["answer"]:
            assert conforms(hoso.parse_identifier(case["kind"], case["text"]), types.Identifier)


def test_the_types_of_questions_have_every_key_of_the_core(rulebook: hoso.Rulebook) -> None:
    """An unknown key is refused with the keys that there are."""
    asked = [
        (rulebook.decide, types.Case),
        (rulebook.quote, types.Consignment),
        (rulebook.deadlines, types.Moments),
        (rulebook.compensation, types.Claim),
        (rulebook.journey, types.Dossier),
        (rulebook.report, types.ReportRequest),
        (rulebook.quarter_report, types.QuarterRequest),
        (lambda question: rulebook.compare(rulebook, question), types.CompareRequest),
    ]
    for ask, declared in asked:
        with pytest.raises(hoso.InvalidInput) as raised:
            ask({"colour": "red"})  # type: ignore[no-untyped-call]
        issues = raised.value.issues
        [unknown] = [issue for issue in issues if issue["code"] == "unknown_key"]
        assert set(unknown["params"]["allowed"]) == set(typing.get_type_hints(declared)), declared
        missing = {issue["path"][1:] for issue in issues if issue["code"] == "missing"}
        assert missing == set(declared.__required_keys__), declared
    rows = [
        (lambda row: hoso.track([row]), types.Event),
        (lambda row: rulebook.quarter_report({"period": {"from": "2018-01-01"}, "rows": [row]}), types.QuarterRow),
    ]
    for ask, declared in rows:
        with pytest.raises(hoso.InvalidInput) as raised:
            ask({"colour": "red"})  # type: ignore[no-untyped-call]
        assert set(raised.value.issues[0]["params"]["allowed"]) == set(typing.get_type_hints(declared))
