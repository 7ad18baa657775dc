"""SPEC 11: what does a code of another system tell of?

Which event or reason a code stands for is read from the tables that were written by hand from what is known of each
system (tests/vectors/foreign.json).  What a system calls its code, the leg and the source are read from the reference
page, which is made from the library: there only the law of the answer is held, not the data.
"""

import functools
import json
import pathlib
import re

from basics import present, without_absent
from tracking import written

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
# The ten states of a dossier in the national portal, by number (SPEC 13).
PORTAL_STATES = """registered received not_received processing supplement_requested payment_requested
    withdrawal_requested stopped done handed_over""".split()
FROM_MEMORY = " (from memory)"


@functools.cache
def tables_by_hand():
    """{system: {code: kind, "because REASON" or null}}"""
    return json.loads((ROOT / "tests/vectors/foreign.json").read_text("utf-8"))["tables"]


@functools.cache
def pages():
    """{system: (source, {code in capitals: (name, leg or None)})} of the reference page."""
    text = (ROOT / "docs/reference.md").read_text("utf-8").split("\n## Tables of other systems\n")[1]
    found = {}
    for section in text.split("\n### ")[1:]:
        lines = [line for line in section.splitlines() if line]
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[4:] if line.startswith("|")]
        found[lines[0]] = lines[1], {code.strip("`").upper(): (name, leg_of(event)) for code, name, event, _ in rows}
    return found


def leg_of(event):
    """`delivered` of the intake"""
    told = re.search(r" of the (intake|return)$", event)
    return told and told[1]


REASONS = """address_wrong moved addressee_unknown addressee_absent refused unreachable rescheduled no_access payment_refused
    identity_not_proven authorisation_missing force_majeure other""".split()


def told(question):
    """An event that is told by a code of another system, or in our words, as ours; None stands for an absent key."""
    event = {key: value for key, value in question.items() if not key.startswith("x_") and present(value)}
    if "system" not in event:
        return event
    if "kind" in event:
        return {"issues": [{"code": "unknown_key", "path": "/kind"}]}
    system, reason = event.pop("system"), event.pop("reason", None)
    meant = event_of({"system": system, "code": event.pop("code")})
    if meant["meaning"] == "unknown":
        return {"issues": [{"code": "not_one_of", "path": "/code", "params": {"allowed": list(tables_by_hand()[system])}}]}
    if "kind" not in meant:
        params = {"system": system, "code": meant["code"], "name": meant["name"]}
        return {"issues": [{"code": "no_event", "path": "/code", "params": params}]}
    because = event_of({"system": system, "code": reason}).get("reason") if present(reason) else None
    because = because or (reason if reason in REASONS else None)
    if because is None and meant["kind"] == "delivery_failed":
        because = "other"
    for key in ("at", "recorded_at"):
        if key in event:
            event[key] = written(event[key])
    return without_absent({**event, "kind": meant["kind"], "reason": because})


def event_of(question):
    system, code = question["system"], question["code"]
    source, named = pages()[system]
    table = {key.upper(): told for key, told in tables_by_hand()[system].items()}
    # The letters A to Z alone have no case: a code of other letters is in no table.
    key = code.upper() if code.isascii() else code
    if key not in table:
        return {"system": system, "code": code, "meaning": "unknown", "source": source}
    told, (name, leg) = table[key], named[key]
    because = told is not None and told.startswith("because ")
    return without_absent({
        "system": system,
        "code": code,
        "meaning": "reason" if because else "event" if present(told) else "nothing",
        "name": name.removesuffix(FROM_MEMORY),
        "kind": told if present(told) and not because else None,
        "reason": told.removeprefix("because ") if because else None,
        "leg": leg,
        "state": PORTAL_STATES[int(code) - 1] if system == "national_portal" else None,
        "verified": not name.endswith(FROM_MEMORY),
        "source": source,
    })
