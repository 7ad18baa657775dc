"""SPEC 9: the fields of forms.

A reader takes a value that is there and where it stands; it gives the normal form, or `BAD` once it has told an issue.
"""

from basics import present
from identifiers import number_typed, read_identifier
from typed import email_address, is_id, is_space, is_unseen, organisation_name, person_name, tidy_text

PAPERS = ["citizen_id", "old_citizen_id", "passport", "tax_code"]
BAD = object()


class Place:
    """A place in the form, and the issues told so far.  `own` are the rulebook's own codes, none without one."""

    def __init__(self, issues, path="", own=frozenset()):
        self.issues, self.path, self.own = issues, path, own

    def at(self, key):
        return Place(self.issues, f"{self.path}/{key}", self.own)

    def issue(self, code, **params):
        self.issues.append({"code": code, "path": self.path, "params": params})
        return BAD


# --- readers ---------------------------------------------------------------------------------------------------------

def text_with(read):
    """A reader of texts by a function that gives (normal form, code of an issue or None)."""
    def reader(value, place):
        if not isinstance(value, str):
            return place.issue("wrong_type")
        text, code = read(value)
        return text if code is None else place.issue(code)
    return reader


def words(most):
    return text_with(lambda text: tidy_text(text, most))


plain_id = text_with(lambda text: (text, None if is_id(text) else "not_an_id"))
email = text_with(email_address)


def code_of(kind):
    """The code of an agency or procedure: an id, typed with or without spaces.  A national one gets its normal form,
    unless the rulebook has it as it was typed; without a kind it stays so."""
    def read(text, own):
        text = "".join(sign for sign in text if not is_space(sign) and not is_unseen(sign))
        if not is_id(text):
            return text, "not_an_id"
        if kind is None:
            return text, None
        normal, _, issues = read_identifier(kind, text)
        return text if issues or text in own else normal, None

    def reader(value, place):
        return text_with(lambda text: read(text, place.own))(value, place)
    return reader


def identifier(kind):
    def reader(value, place):
        if not isinstance(value, str):
            return place.issue("wrong_type")
        text, _, issues = read_identifier(kind, value)
        for issue in issues:
            place.issue(issue["code"], **issue["params"])
        return BAD if issues else text
    return reader


def passport(value, place):
    if not isinstance(value, str):
        return place.issue("wrong_type")
    text = number_typed(value)
    if text is None:
        return place.issue("bad_part", part="number")
    if len(text) < 5:
        return place.issue("too_short", min=5)
    if len(text) > 9:
        return place.issue("too_long", max=9)
    return text if text.isascii() and text.isalnum() else place.issue("bad_part")


def one_of(names):
    def reader(value, place):
        if not isinstance(value, str):
            return place.issue("wrong_type")
        return value if value in names else place.issue("not_one_of")
    return reader


def yes_or_no(value, place):
    return value if isinstance(value, bool) else place.issue("wrong_type")


def original_or_not(value, place):
    return value if value == "electronic" else yes_or_no(value, place)


def yes(code):
    """A box that must be ticked."""
    def reader(value, place):
        if not isinstance(value, bool):
            return place.issue("wrong_type")
        return value or place.issue(code)
    return reader


def count_to(most):
    def reader(value, place):
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return place.issue("wrong_type")
        if isinstance(value, float):
            return place.issue("not_integer")
        if value < 1:
            return place.issue("too_small", min=1)
        return value if value <= most else place.issue("too_large", max=most)
    return reader


copies = count_to(99)
units = count_to(100_000)


def list_of(reader, least=0, each_once=False):
    def read(value, place):
        if not isinstance(value, list):
            return place.issue("wrong_type")
        if len(value) < least:
            return place.issue("too_short", min=least)
        if len(value) > 100:
            return place.issue("too_long", max=100)
        found = [reader(inner, place.at(index)) for index, inner in enumerate(value)]
        for index, inner in enumerate(found):
            if each_once and inner is not BAD and inner in found[:index]:
                place.at(index).issue("duplicate", first=f"{place.path}/{found.index(inner)}")
                found[index] = BAD
        return BAD if BAD in found else found
    return read


def fields_of(value, place, shape):
    """What can be read of an object: {key: normal form or BAD}, the keys that are absent left out."""
    if not isinstance(value, dict):
        place.issue("wrong_type")
        return BAD
    found = {}
    for key in value:
        if key not in shape and not key.startswith("x_"):
            place.at(key).issue("unknown_key")
    for key, (reader, needed) in shape.items():
        if present(value.get(key)):
            found[key] = reader(value[key], place.at(key))
        elif needed is True:
            found[key] = place.at(key).issue("missing")
        elif needed is not False:
            found[key] = needed  # what an absent key means
    return found


def person_of(shape):
    """Beside a tax code the name may be an organisation's."""
    def reader(value, place):
        document = value.get("document") if isinstance(value, dict) else None
        is_organisation = isinstance(document, dict) and document.get("kind") == "tax_code"
        name = text_with(organisation_name if is_organisation else person_name)
        return object_of({"name": (name, True), **shape})(value, place)
    return reader


def object_of(shape):
    def reader(value, place):
        told = len(place.issues)
        found = fields_of(value, place, shape)
        return found if len(place.issues) == told else BAD
    return reader


def papers(value, place):
    """What the number means is known once the kind is."""
    told = len(place.issues)
    as_typed = text_with(lambda text: (text, None))
    found = fields_of(value, place, {"kind": (one_of(PAPERS), True), "number": (as_typed, True)})
    if found is not BAD and BAD not in found.values():
        reader = passport if found["kind"] == "passport" else identifier(found["kind"])
        found["number"] = reader(found["number"], place.at("number"))
    return found if len(place.issues) == told else BAD
