"""What a form offers to choose from on a day.  docs/specification.md, section 9.8, was written after the library."""

from basics import SERVICES, by_key, listed, present, valid_on, without_absent
from decision import decide
from terms import counters_of, family, handles, stands_for


def name_in(thing, language):
    """Its name in the language, or else in the other one."""
    name = thing["name"]
    if isinstance(name, str):
        return name
    other = {"vi": "en", "en": "vi"}[language]
    return name[language] if present(name.get(language)) else name[other]


def exists(things, thing, day):
    """In force on the day, and not gone over into a successor."""
    return valid_on(thing.get("valid"), day) and stands_for(things, thing["code"], day) == thing["code"]


def standing(things, key, day):
    """What stands on the day for what a key names, if it names what exists."""
    code = stands_for(things, key, day) if present(key) else None
    return code if code is not None and exists(things, things[code], day) else None


def level(places, place, day):
    """How many places it lies in, one in another, as far as they exist."""
    parent = standing(places, place.get("parent"), day)
    return 0 if parent is None else 1 + level(places, places[parent], day)


def choices(rulebook, question, language="vi"):
    day, told = question["on"], question.get("receptions_of")
    agencies = by_key(listed(rulebook, "agencies"), "code")
    places = by_key(listed(rulebook, "places"), "code")
    return {
        "agencies": [
            without_absent({
                "id": agency["code"], "name": name_in(agency, language), "kind": agency.get("kind"),
                "parent": standing(agencies, agency.get("parent"), day),
                "place": standing(places, agency.get("place"), day),
                "receptions": [
                    {"id": code, "name": name_in(agencies[code], language)}
                    for code in counters_of(rulebook, agency["code"], "intake", day)
                    if told is None or agency["code"] in told
                ],
            })
            for agency in agencies.values() if exists(agencies, agency, day)
        ],
        "places": [
            without_absent({
                "id": place["code"], "name": name_in(place, language), "kind": place["kind"],
                "parent": standing(places, place.get("parent"), day),
                "level": level(places, place, day),
            })
            for place in places.values() if exists(places, place, day)
        ],
    }


def services_by_post(rulebook, agency, procedure, day):
    """What `decide` covers; `both` also where each way has a clause of its own, as forms have it."""
    may = []
    for service in SERVICES:
        asked = {"agency": agency, "procedure": procedure, "service": service, "on": day}
        if decide(rulebook, asked)["outcome"] == "covered" or may == ["intake", "return"]:
            may.append(service)
    return may


def procedures(rulebook, question, language="vi"):
    day = question["on"]
    agencies = by_key(listed(rulebook, "agencies"), "code")
    fields = by_key(listed(rulebook, "fields"), "id")
    if question["agency"] not in agencies:
        return {"procedures": []}
    agency = stands_for(agencies, question["agency"], day)
    members = family(rulebook, agency, day) if valid_on(agencies[agency].get("valid"), day) else []
    found = []
    for procedure in listed(rulebook, "procedures"):
        if not valid_on(procedure.get("valid"), day) or not handles(rulebook, members, procedure):
            continue
        field = fields.get(procedure.get("field"))
        found.append(without_absent({
            "id": procedure["code"], "name": name_in(procedure, language),
            "field": None if field is None else {"id": field["id"], "name": name_in(field, language)},
            "services": services_by_post(rulebook, agency, procedure["code"], day),
        }))
    return {"procedures": found}
