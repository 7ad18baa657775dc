"""SPEC 0: days, validities, rounding, and the small tools that every section shares.

Days stay what they are on the wire, `YYYY-MM-DD` strings: they compare as days do.  They become `datetime.date`
only to be counted with.
"""

import datetime

SERVICES = ["intake", "return", "both"]
LARGEST_SUM = 2**53 - 1
FIRST_DAY = "1900-01-01"
LAST_DAY = "2999-12-31"


class Issue(Exception):
    """The question itself is not valid (SPEC 0.7)."""

    def __init__(self, code, path):
        super().__init__(code)
        self.code = code
        self.path = path

    def answer(self):
        return {"issues": [{"code": self.code, "path": self.path}]}


def present(value):
    """An absent optional key and `null` mean the same (0.3)."""
    return value is not None


def listed(thing, key):
    """The list under `key`, an absent one being empty."""
    return thing.get(key) or []


def day_after(day, days=1):
    """The day `days` calendar days later."""
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=days)).isoformat()


def valid_on(validity, day):
    """Half-open; an absent validity holds on every day (0.4)."""
    if not present(validity):
        return True
    if day < validity["from"]:
        return False
    return not present(validity.get("until")) or day < validity["until"]


def by_key(things, key):
    """A list of the rulebook by its `id` or `code`."""
    return {thing[key]: thing for thing in things}


def reason(code, **params):
    return {"code": code, "params": params}


def without_absent(answer):
    """An answer leaves out keys that have no value (0.3)."""
    return {key: value for key, value in answer.items() if value is not None}


def each_once(values):
    """Each value once, in order of first use; absent ones left out."""
    seen = []
    for value in values:
        if value is not None and value not in seen:
            seen.append(value)
    return seen


def round_ratio(numerator, denominator, mode="half_up", to=1):
    """`round(numerator / denominator, to)` of 0.5, in whole numbers only."""
    sign = -1 if numerator < 0 else 1
    size = abs(numerator)
    step = denominator * to
    lower = size // step
    rest = size - lower * step
    if mode == "half_up":
        steps = lower + 1 if 2 * rest >= step else lower
    elif mode == "up":
        steps = lower + 1 if rest > 0 else lower
    else:
        steps = lower
    return sign * steps * to
