"""The types say what the package does: stubtest, mypy, pyright, and every answer of the vectors against its type."""

from __future__ import annotations

import ast
import inspect
import os
import subprocess
import sys
import types as python_types
import typing
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import hoso
import pytest
from conftest import MINIMAL, VECTORS, vectors
from hoso import types

PACKAGE = Path(hoso.__file__).parent
SAMPLE = Path(__file__).parent / "typed_sample.py"
STUB = ast.parse((PACKAGE / "_native.pyi").read_text(encoding="utf-8"))
#: What the stub's annotations name.
NAMES = {**vars(typing), **vars(types), "Mapping": Mapping, "Sequence": Sequence, "Rulebook": hoso.Rulebook}


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


def meant(annotation: ast.expr) -> Any:
    """What an annotation of the stub stands for."""
    return eval(ast.unparse(annotation), NAMES)


def functions() -> dict[str, ast.FunctionDef]:
    """The functions of the stub, and the methods of a rulebook."""
    [rulebook] = [node for node in STUB.body if isinstance(node, ast.ClassDef) and node.name == "Rulebook"]
    return {node.name: node for node in [*STUB.body, *rulebook.body] if isinstance(node, ast.FunctionDef)}


def answer_of(question: str) -> Any:
    """The type of a question's answer; a form's is of several overloads."""
    found = [node for node in STUB.body if isinstance(node, ast.FunctionDef) and node.name == question]
    answers = [meant(node.returns) for node in found or [functions()[question]] if node.returns]
    return typing.Union[tuple(answers)]  # noqa: UP007 -- made of a list


def test_the_types_of_codes_are_the_closed_lists() -> None:
    lists = [node for node in STUB.body if isinstance(node, ast.AnnAssign) and ast.unparse(node.target).isupper()]
    assert {ast.unparse(node.target) for node in lists} == {name for name in hoso.__all__ if name.isupper()}
    for node in lists:
        name, [declared] = ast.unparse(node.target), typing.get_args(meant(node.annotation))
        literal, entry = typing.get_args(declared)
        members = getattr(hoso, name)
        assert list(typing.get_args(literal)) == list(members), name
        assert all(conforms(member, entry) for member in members.values()), name


def test_the_stub_says_the_first_sentence_of_each_docstring() -> None:
    said = 0
    for node in ast.walk(STUB):
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
    if declared is Any:
        return True
    origin, args = typing.get_origin(declared), typing.get_args(declared)
    if origin in (typing.Required, typing.NotRequired):
        return conforms(value, args[0])
    if origin in (typing.Union, python_types.UnionType):
        return any(conforms(value, option) for option in args)
    if origin is typing.Literal:
        return value in args
    if origin is list:
        return isinstance(value, list) and all(conforms(inner, args[0]) for inner in value)
    if origin is dict:
        return isinstance(value, dict) and all(conforms(inner, args[1]) for inner in value.values())
    return type(value) is declared


def given(question: str, case: dict[str, Any], rulebook: hoso.Rulebook, after: hoso.Rulebook) -> Any:
    """Asks what a case of the vectors asks."""
    match question:
        case "check":
            return rulebook.check()
        case "track":
            return hoso.track(case["events"])
        case "event_of":
            return hoso.event_of(**case["question"])
        case "compare":
            return rulebook.compare(after, case["question"])
        case "validate":
            held = {"rulebook": rulebook, "on": case.get("on")} if case["rulebook"] else {}
            return hoso.validate(case["form"], case["value"], **held)
        case "preview":
            return hoso.preview(case["form"], case["value"], rulebook, on=case["on"], weight_grams=case["weight_grams"])
        case _:
            return getattr(rulebook, question)(case["question"])


#: Where the vectors have a question's cases: in which files, under which key; `check` is asked once of each rulebook.
CASES = {
    **dict.fromkeys(["decide", "quote", "deadlines", "compensation", "check"], ("rules-*.json", None)),
    **dict.fromkeys(["settle", "report", "compare"], ("{}.json", None)),
    "reconcile": ("reconciling.json", None),
    **dict.fromkeys(["choices", "procedures"], ("choices.json", None)),
    "journey": ("journey.json", "cases"),
    "quarter_report": ("quarter.json", "quarter"),
    "track": ("track*.json", ""),
    "event_of": ("foreign.json", "cases"),
    "validate": ("forms.json", "cases"),
    "preview": ("forms.json", "previews"),
}


@pytest.mark.parametrize("question", hoso.QUESTIONS)
def test_every_answer_is_of_its_type(question: str) -> None:
    files, key = CASES[question]
    answer, answered = answer_of(question), 0
    for path in sorted(VECTORS.glob(files.format(question))):
        vector = vectors(path.name)
        held = vector if isinstance(vector, dict) else {}
        rulebook = hoso.Rulebook(held.get("rulebook") or held.get("before") or MINIMAL)
        after = hoso.Rulebook(held["after"]) if "after" in held else rulebook
        for case in vector if key == "" else vector.get(key or question, [{}]):
            try:
                value = given(question, case, rulebook, after)
            except hoso.InvalidInput as invalid:
                assert conforms(invalid.issues, list[types.Issue]), invalid.issues
            else:
                assert conforms(value, answer), value
                answered += 1
    assert answered


def test_every_diff_is_of_its_type() -> None:
    vector = vectors("diff.json")
    for case in vector["cases"]:
        before, after = (hoso.Rulebook({**vector["base"], **case[side]}) for side in ("before", "after"))
        assert conforms(before.diff(after), types.Diff), case["describes"]


def test_every_identifier_is_of_its_type() -> None:
    for case in vectors("identifiers.json"):
        if "issues" not in case["answer"]:
            assert conforms(hoso.parse_identifier(case["kind"], case["text"]), types.Identifier)


def refused(rulebook: hoso.Rulebook, question: str, value: Any) -> list[types.Issue]:
    """The issues of a question that is wrong."""
    with pytest.raises(hoso.InvalidInput) as raised:
        match question:
            case "compare":
                rulebook.compare(rulebook, value)
            case "track":
                hoso.track([value])
            case _:
                getattr(rulebook, question)(value)
    return raised.value.issues


#: Their parameters are not keys of a shape, but parameters.
SAID_APART = {"check", "event_of", "validate", "preview"}


@pytest.mark.parametrize("question", [question for question in hoso.QUESTIONS if question not in SAID_APART])
def test_the_types_of_questions_have_every_key_of_the_core(question: str, rulebook: hoso.Rulebook) -> None:
    """An unknown key is refused with the keys that there are."""
    parameters = functions()[question].args.args
    declared = typing.get_args(meant(parameters[-1].annotation))[0] if parameters[-1].annotation else None
    [asked] = typing.get_args(declared) or [declared]
    issues = refused(rulebook, question, {"colour": "red"})
    [unknown] = [issue for issue in issues if issue["code"] == "unknown_key"]
    assert set(unknown["params"]["allowed"]) == set(typing.get_type_hints(asked)), asked
    missing = {issue["path"].rsplit("/", 1)[-1] for issue in issues if issue["code"] == "missing"}
    assert missing == set(asked.__required_keys__), asked
