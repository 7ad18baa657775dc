"""SPEC 4: where is it, and what may happen next?"""

import datetime
import json
import re
from fractions import Fraction

from basics import Issue, without_absent

KINDS = [
    "created", "accepted", "departed", "arrived", "out_for_delivery", "delivery_failed", "held", "delivered",
    "return_started", "returned", "lost", "found", "damaged", "cancelled", "claim_opened", "claim_settled",
    "claim_refused", "void",
]
MOVES = {"departed": "in_transit", "arrived": "in_transit"}
OUT = {
    **MOVES, "out_for_delivery": "out_for_delivery", "delivery_failed": "attempted", "held": "held",
    "delivered": "delivered", "return_started": "returning", "lost": "lost",
}
TABLE = {
    "none": {"created": "created", "accepted": "accepted", **MOVES},
    "created": {"accepted": "accepted", **MOVES, "lost": "lost", "cancelled": "cancelled"},
    "accepted": {**OUT, "cancelled": "cancelled"},
    "in_transit": OUT,
    "out_for_delivery": OUT,
    "attempted": OUT,
    "held": OUT,
    "returning": {
        "departed": "returning", "arrived": "returning", "out_for_delivery": "out_for_delivery",
        "returned": "returned", "lost": "lost",
    },
    "lost": {"found": "in_transit"},
    "delivered": {},
    "returned": {},
    "cancelled": {},
}
# By RFC 3339, and as tables write it.
TIME = re.compile(
    r"(\d{4}-\d{2}-\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(?:([Zz])|([+-])(\d{2})(?::?(\d{2}))?)"
)


def time_parts(text):
    day, hour, minute, second, fraction, zulu, sign, offset_hour, offset_minute = TIME.fullmatch(text).groups()
    fraction = (fraction or "").rstrip("0")
    offset = "+00:00" if zulu else f"{sign}{offset_hour}:{offset_minute or '00'}"
    return day, int(hour), int(minute), int(second), fraction, offset


def written(text):
    """A time as 0.4 writes it."""
    day, hour, minute, second, fraction, offset = time_parts(text)
    return f"{day}T{hour:02}:{minute:02}:{second:02}{'.' + fraction if fraction else ''}{offset}"


def instant(text):
    """Seconds on one line for all offsets."""
    day, hour, minute, second, fraction, offset = time_parts(text)
    minutes = (int(offset[1:3]) * 60 + int(offset[4:6])) * (-1 if offset[0] == "-" else 1)
    whole = datetime.date.fromisoformat(day).toordinal() * 86400 + hour * 3600 + minute * 60 + second - minutes * 60
    return Fraction(whole) + (Fraction(int(fraction), 10 ** len(fraction)) if fraction else 0)


def without_person(event):
    """SPEC 4.8: the event without whoever received it; its times as they are written."""
    kept = {key: value for key, value in event.items() if not key.startswith("x_") and value is not None}
    kept.pop("recipient", None)
    for key in ["at", "recorded_at"]:
        if key in kept:
            kept[key] = written(kept[key])
    return kept


def compact(event):
    return json.dumps(without_person(event), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def content(event):
    """What an event says, whatever the offsets at which its times are written."""
    kept = without_person(event)
    times = {key: instant(kept.pop(key)) for key in ["at", "recorded_at"] if key in kept}
    return json.dumps(kept, sort_keys=True), tuple(sorted(times.items()))


def place_in_line(event):
    return instant(event["at"]), KINDS.index(event["kind"]), event["id"].encode()


def allowed_in(state, damaged, claim):
    kinds = []
    for kind in KINDS:
        if kind == "damaged":
            may = state not in ("none", "cancelled")
        elif kind == "claim_opened":
            may = claim in ("none", "refused") and (state in ("lost", "returned", "delivered") or damaged)
        elif kind in ("claim_settled", "claim_refused"):
            may = claim == "open"
        else:
            may = kind in TABLE[state]
        if may:
            kinds.append(kind)
    return kinds


def track(events):
    for index, event in enumerate(events):
        if event["consignment"] != events[0]["consignment"]:
            return Issue("mixed_consignments", f"/{index}/consignment").answer()

    anomalies = []  # [(event, anomaly)]
    counted = {}
    for key in {event["id"] for event in events}:
        versions = {}  # of each content the greatest of the ways in which it is written
        for event in events:
            if event["id"] == key:
                versions[content(event)] = max(versions.get(content(event), event), event, key=compact)
        best = max(
            versions.values(), key=lambda event: (instant(event.get("recorded_at") or event["at"]), compact(event))
        )
        counted[key] = best
        for event in versions.values():
            if event is not best:
                anomalies.append((event, {"code": "conflicting_event", "event": key}))

    voided = set()
    for event in counted.values():
        if event["kind"] == "void":
            target = counted.get(event["voids"])
            if target is None:
                anomalies.append((event, {"code": "void_of_unknown", "event": event["id"]}))
            elif target["kind"] == "void":
                anomalies.append((event, {"code": "void_of_void", "event": event["id"]}))
            else:
                voided.add(target["id"])

    state, since, attempts, damaged, claim, history = "none", None, 0, False, "none", []
    counting = [event for event in counted.values() if event["kind"] != "void" and event["id"] not in voided]
    for event in sorted(counting, key=place_in_line):
        kind = event["kind"]
        allowed = allowed_in(state, damaged, claim)
        before = state
        if kind not in allowed and state in ("none", "created") and kind in TABLE["accepted"]:
            anomalies.append((event, {"code": "not_accepted", "event": event["id"]}))
            state = "accepted"
        elif kind not in allowed:
            anomalies.append((event, {
                "code": "unexpected_event", "event": event["id"], "kind": kind, "state": state, "allowed": allowed,
            }))
            continue
        if kind == "damaged":
            damaged = True
        elif kind == "claim_opened":
            claim = "open"
        elif kind == "claim_settled":
            claim = "settled"
        elif kind == "claim_refused":
            claim = "refused"
        else:
            state = TABLE[state][kind]
        if kind == "delivery_failed":
            attempts += 1
        if state != before:
            since = written(event["at"])
        history.append({
            "event": event["id"], "kind": kind, "at": written(event["at"]), "from": before, "to": state,
        })

    def anomaly_order(pair):
        event, anomaly = pair
        return place_in_line(event), anomaly["code"] == "conflicting_event", compact(event)

    anomalies.sort(key=anomaly_order)
    return without_absent({
        "consignment": events[0]["consignment"] if events else None,
        "state": state,
        "since": since,
        "attempts": attempts,
        "damaged": damaged,
        "claim": claim,
        "final": state in ("delivered", "returned", "cancelled"),
        "history": history,
        "anomalies": [anomaly for _, anomaly in anomalies],
        "allowed": allowed_in(state, damaged, claim),
    })
