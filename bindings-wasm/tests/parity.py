"""Answers questions as Python does, for tests/parity.test.ts: as dicts, and from text to text, which must agree.

Reads {"rulebooks": [document], "asks": [[rulebook, kind, question, language]]}; writes one line for each question.
"""

import functools
import json
import sys

import hoso

given = json.load(sys.stdin)
rulebooks = [hoso.Rulebook(document) for document in given["rulebooks"]]


def compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def answer(ask: object, *question: object, language: str) -> str:
    try:
        return compact(ask(*question, language=language))
    except hoso.InvalidInput as invalid:
        return compact({"issues": invalid.issues})


for rulebook, kind, question, language in given["asks"]:
    if kind == "identifier":
        print(answer(hoso.parse_identifier, *question, language=language))
        continue
    if kind == "validate":
        form, value, *on = question
        held = {"rulebook": rulebooks[rulebook], "on": on[0]} if on else {}
        print(answer(functools.partial(hoso.validate, **held), form, value, language=language))
        continue
    if kind == "preview":
        form, value, on, weight = question
        ask = functools.partial(hoso.preview, on=on, weight_grams=weight)
        print(answer(ask, form, value, rulebooks[rulebook], language=language))
        continue
    if kind == "parse":
        print(answer(lambda document, language: hoso.Rulebook(document, language=language).document, question, language=language))
        continue
    if kind == "event_of":
        print(hoso.event_of_json(json.dumps(question), language=language))
        continue
    if kind == "check":
        print(rulebooks[rulebook].check_json(language=language))
        continue
    if kind == "compare":
        trial, after = question
        print(answer(functools.partial(rulebooks[rulebook].compare, rulebooks[after]), trial, language=language))
        continue
    owner = hoso if kind == "track" else rulebooks[rulebook]
    line = answer(getattr(owner, kind), question, language=language)
    text = getattr(owner, f"{kind}_json")(json.dumps(question), language=language)
    print(line if line == text else f"a dict gives {line}, its text {text}")
