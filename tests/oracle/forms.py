"""SPEC 9: `validate`: a form by itself, and what the rulebook says to it (carriages.py); a form without its persons."""

from basics import present
from carriages import Asked, own_codes, refusals
from fields import (
    BAD, Place, code_of, copies, email, fields_of, identifier, list_of, object_of, one_of, original_or_not, papers,
    person_of, plain_id, units, words, yes, yes_or_no,
)
from typed import as_seen, without_blanks

RELATIONS = ["spouse", "parent", "child", "sibling", "relative", "colleague", "other"]

# --- shapes: {key: (reader, needed: True, False, or what an absent one means)} ---------------------------------------

PERSON = {
    "document": (papers, True), "phone": (identifier("phone"), True), "email": (email, False),
}
RECIPIENT = {
    **PERSON, "relation": (one_of(RELATIONS), True), "authorised": (yes("authorisation_required"), True),
}
ADDRESS = object_of({"place": (plain_id, True), "street": (words(200), True)})
ENCLOSURE = object_of({"name": (words(500), True), "copies": (copies, True), "original": (original_or_not, True)})


def common(address_needed):
    return {
        "agency": (code_of("agency_code"), True), "procedure": (code_of("procedure_code"), True),
        "reception": (code_of("agency_code"), False),
        "applicant": (person_of(PERSON), True), "submitter": (person_of(PERSON), False),
        "recipient": (person_of(RECIPIENT), False),
        "address": (ADDRESS, address_needed), "options": (list_of(plain_id, each_once=True), []),
        "applicant_categories": (list_of(plain_id), []), "agency_fee_units": (units, False),
        "consent": (yes("consent_required"), True), "note": (words(500), False),
    }


FORMS = {
    "return_request": {"dossier": (identifier("dossier_code"), False), **common(True)},
    "intake_request": {
        **common(False), "documents": (list_of(ENCLOSURE, least=1), True), "pick_up": (yes_or_no, True),
        "return_by_post": (yes_or_no, True), "collect_agency_fee": (yes_or_no, True),
    },
}


# --- the question ----------------------------------------------------------------------------------------------------

def with_needed(form, value):
    """What holds fields that the form needs is there: what is missing is told at these."""
    if not isinstance(value, dict):
        return value
    # A postman who comes, for the dossier or with the result, needs an address.
    comes = form == "return_request" or value.get("pick_up") is True or value.get("return_by_post") is True
    needed = ["applicant", "address"] if comes else ["applicant"]
    value = {**value, **{key: {} for key in needed if not present(value.get(key))}}
    persons = [key for key in ("applicant", "submitter", "recipient") if isinstance(value.get(key), dict)]
    without_papers = [key for key in persons if not present(value[key].get("document"))]
    return {**value, **{key: {**value[key], "document": {}} for key in without_papers}}


def validate(rulebook, question):
    """`question` is `{form, value, on?}`; `rulebook` is None where the form is looked at by itself."""
    form = question["form"]
    value = with_needed(form, without_blanks(as_seen(question["value"])))
    place = Place([], own=own_codes(rulebook))
    found = fields_of(value, place, FORMS[form])
    if found is not BAD:
        if rulebook is not None and not present(question.get("on")):
            place.at("on").issue("missing")
        elif rulebook is not None:
            # Its pieces are read once more, apart: what is wrong with them was told already.
            refusals(rulebook, Asked(form, value, Place([], own=place.own)), question["on"], place)
    if place.issues:
        return {"ok": False, "issues": place.issues}
    return {"ok": True, "value": found}


# --- without persons -------------------------------------------------------------------------------------------------

LEFT = {
    "agency": (code_of(None), True), "procedure": (code_of(None), True),
    "reception": (code_of(None), False), "address": (object_of({"place": (plain_id, True)}), False),
    "options": (list_of(plain_id, each_once=True), []), "applicant_categories": (list_of(plain_id), []),
    "agency_fee_units": (units, False),
}
BOXES = {"pick_up": (yes_or_no, False), "return_by_post": (yes_or_no, False), "collect_agency_fee": (yes_or_no, False)}


def form_without_person(question):
    """SPEC 9.10: what of a form is about no person; `question` is `{form, value}`."""
    value = without_blanks(as_seen(question["value"]))
    shape = {**LEFT, **BOXES}
    kept = {key: inner for key, inner in value.items() if key in shape}
    if isinstance(kept.get("address"), dict):
        kept["address"] = {key: inner for key, inner in kept["address"].items() if key == "place"}
    place = Place([])
    found = fields_of(kept, place, shape)
    if place.issues:
        return {"issues": place.issues}
    return {key: inner for key, inner in found.items() if question["form"] == "intake_request" or key not in BOXES}
