"""SPEC 9: what a form asks of the post, and what the rulebook says to it: `preview`, and the refusals of `validate`."""

from basics import by_key, listed, present
from decision import decide
from fields import BAD, Place, code_of, list_of, plain_id, units
from pricing import COLLECT_FEE, quote
from typed import as_seen, without_blanks

ABOUT_THE_AGENCY = ["unknown_agency", "agency_not_in_force", "no_contract"]
ABOUT_THE_RECEPTION = ["unknown_reception", "not_received_there"]


def own_codes(rulebook):
    """The ids that a rulebook has, which stay as they were typed."""
    if rulebook is None:
        return frozenset()
    return frozenset(thing["code"] for key in ("agencies", "procedures") for thing in listed(rulebook, key))


class Asked:
    """What of a form the rulebook speaks about, told to `place`; None is what is not there, or not valid."""

    def __init__(self, form, value, place):
        self.form, self.value = form, value

        def read(key, reader, needed=False):
            if present(value.get(key)):
                found = reader(value[key], place.at(key))
                return None if found is BAD else found
            if needed:
                place.at(key).issue("missing")
            return None

        self.agency = read("agency", code_of("agency_code"), needed=True)
        self.procedure = read("procedure", code_of("procedure_code"), needed=True)
        self.reception = read("reception", code_of("agency_code"))
        self.unread = present(value.get("reception")) and self.reception is None
        self.place = self.read_place(place.at("address"))
        self.options = read("options", list_of(plain_id, each_once=True))
        self.categories = read("applicant_categories", list_of(plain_id))
        self.units = read("agency_fee_units", units)
        # A box that is no box is one that is not ticked.
        boxes = value if form == "intake_request" else {}
        self.returned = boxes.get("return_by_post") is True
        self.collected = boxes.get(COLLECT_FEE) is True

    def read_place(self, place):
        address = self.value.get("address")
        if not isinstance(address, dict) or not present(address.get("place")):
            place.at("place").issue("missing")
        else:
            found = plain_id(address["place"], place.at("place"))
            return None if found is BAD else found
        return None

    def service(self):
        if self.form == "return_request":
            return "return"
        return "both" if self.returned else "intake"


def answer_of(rulebook, asked, service, on):
    case = {"agency": asked.agency, "procedure": asked.procedure, "service": service, "on": on}
    return decide(rulebook, {**case, "reception": asked.reception})


def carriages(rulebook, asked, on):
    """[(service, decide's answer)]: one, or the two ways where no clause covers both; where neither is covered, both
    together are refused."""
    service = asked.service()
    answer = answer_of(rulebook, asked, service, on)
    if service != "both" or answer["outcome"] == "covered":
        return [(service, answer)]
    ways = [(way, answer_of(rulebook, asked, way, on)) for way in ("intake", "return")]
    if all(way["outcome"] == "not_covered" for _, way in ways):
        return [(service, answer)]
    return ways


def refusals(rulebook, asked, on, place):
    """Tells what the rulebook refuses, as far as what it rests on is valid."""
    places = by_key(listed(rulebook, "places"), "code")
    if asked.place is not None and asked.place not in places:
        place.at("address").at("place").issue("unknown_reference")
    if asked.agency is None or asked.procedure is None or asked.unread:
        return
    asked_for = carriages(rulebook, asked, on)
    refused = [(way, answer) for way, answer in asked_for if answer["outcome"] == "not_covered"]
    for way, answer in refused:
        reasons = answer["reasons"]
        if reasons[0]["code"] in ABOUT_THE_RECEPTION:
            path = "reception"
        elif len(asked_for) > 1:
            path = "return_by_post" if way == "return" else "procedure"
        else:
            path = "agency" if reasons[0]["code"] in ABOUT_THE_AGENCY else "procedure"
        place.at(path).issue("not_covered", service=way, reasons=reasons)
    if refused:
        return
    offered = [option for _, answer in asked_for for option in answer["options"]]
    for index, option in enumerate(asked.options or []):
        if option not in offered:
            place.at("options").at(index).issue("option_not_offered")
    if asked.collected and COLLECT_FEE not in offered:
        place.at(COLLECT_FEE).issue("option_not_offered")


def preview(rulebook, question):
    """`question` is `{form, value, on, weight_grams}`."""
    place = Place([], own=own_codes(rulebook))
    asked = Asked(question["form"], without_blanks(as_seen(question["value"])), place)
    if place.issues:
        return {"ok": False, "issues": place.issues}
    options = list(asked.options or [])
    if asked.collected and COLLECT_FEE not in options:
        options.append(COLLECT_FEE)
    priced = []
    for service, _ in carriages(rulebook, asked, question["on"]):
        parcel = {
            "agency": asked.agency, "procedure": asked.procedure, "service": service, "on": question["on"],
            "weight_grams": question["weight_grams"], "place": asked.place, "options": options,
            "applicant": asked.categories or [], "reception": asked.reception, "agency_fee_units": asked.units,
        }
        priced.append({"service": service, "quotation": quote(rulebook, parcel)})
    return {"ok": True, "value": priced}
