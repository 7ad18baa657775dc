"""Sanity checks of a rulebook before it is written: a small, separate reading of its format, not the library's check."""

import re
from datetime import date
from itertools import pairwise

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,63}")

# The keys of each object: "!" marks the required ones. A list is of objects of that shape.
SHAPES = {
    "document": "hoso! id! title! currency! utc_offset! sources[source] calendars[calendar] places[place] zones[zone] "
    "operators[operator] agencies[agency] fields[field] procedures[procedure] receptions[reception] taxes[tax] tariffs[tariff] "
    "contracts[contract] liability[liability]",
    "source": "id! title! issuer signed_on url",
    "calendar": "id! weekend! covers!(validity) holidays[holiday] working_days",
    "holiday": "from! until! name!",
    "validity": "from! until",
    "place": "code! name! kind! parent groups valid(validity) merged_into",
    "zone": "id! name! when!",
    "operator": "id! name!",
    "agency": "code! name! kind place parent calendar valid(validity) merged_into",
    "field": "id! name!",
    "procedure": "code! name! agencies! field valid(validity) processing_days cut_off in_person[in_person] agency_fees[fee] source",
    "in_person": "service! valid(validity) source",
    "fee": "amount each[step] max valid(validity) source",
    "step": "up_to price!",
    "reception": "at! for! services valid(validity) source",
    "tax": "id! name! rates[tax_rate]",
    "tax_rate": "valid!(validity) bp! source",
    "tariff": "id! title! tax price_includes_tax rounding versions[version]",
    "version": "id! valid!(validity) source rates[rate] surcharges[surcharge] discounts[discount] combine",
    "rate": "services! zone! bands[band] further(further)",
    "band": "up_to! price!",
    "further": "each! price! max!",
    "surcharge": "id! option! fixed bp of tiers[tier] min max",
    "tier": "below fixed bp",
    "discount": "id! when! bp! max",
    "contract": "id! number operator! agencies! signed_on! valid!(validity) basis clauses[clause] amendments[amendment] termination",
    "clause": "id! services! scope! except tariff! payers sla(sla) options",
    "sla": "calendar handover_days delivery_days slip_days attempts attempt_gap_days hold_days source",
    "amendment": "id! signed_on! effective_on! set[clause] remove until",
    "liability": "id! valid!(validity) source lost_bp! late_bp! claim_months! answer_days! pay_days!",
}
PART = re.compile(r"(\w+)(!?)(?:\[(\w+)\]|\((\w+)\))?")
END = date(2999, 12, 31)


def problems(document):
    found = []
    shapes(document, "document", "", found)
    if found:
        return found
    ids(document, found)
    references(document, found)
    periods(document, found)
    prices(document, found)
    for procedure in document["procedures"]:
        taken_in(procedure, found)
    return found


def shapes(thing, shape, path, found):
    known = {name: (required, many, one) for name, required, many, one in PART.findall(SHAPES[shape])}
    for name, (required, _many, _one) in known.items():
        if required and name not in thing:
            found.append(f"{path}: no {name}")
    for name, value in thing.items():
        if name.startswith("x_"):
            continue
        if name not in known:
            found.append(f"{path}: unknown key {name}")
            continue
        _required, many, one = known[name]
        if many:
            for index, item in enumerate(value):
                shapes(item, many, f"{path}/{name}/{index}", found)
        elif one:
            shapes(value, one, f"{path}/{name}", found)


LISTS = "sources calendars places zones operators agencies fields procedures taxes tariffs contracts liability".split()


def names(document, kind):
    key = "code" if kind in ("places", "agencies", "procedures") else "id"
    return [thing[key] for thing in document.get(kind, [])]


def ids(document, found):
    for kind in LISTS:
        every = names(document, kind)
        found += [f"{kind}: {name} twice" for name in sorted(set(every)) if every.count(name) > 1]
        if kind != "sources":
            found += [f"{kind}: {name} is no id" for name in every if not ID.fullmatch(name)]


def references(document, found):
    known = {kind: set(names(document, kind)) for kind in LISTS}
    kinds = {agency.get("kind") for agency in document["agencies"]}
    used = set()

    def refer(kind, name, where):
        if name is not None and name not in known[kind]:
            found.append(f"{where}: unknown {kind} {name}")
        if kind == "sources":
            used.add(name)

    def select(selector, where):
        for code in selector.get("codes", []):
            refer("agencies", code, where)
        for kind in selector.get("kinds", []):
            if kind not in kinds:
                found.append(f"{where}: no agency of kind {kind}")

    for thing in document["places"]:
        refer("places", thing.get("parent"), thing["code"])
        refer("places", thing.get("merged_into"), thing["code"])
    for thing in document["agencies"]:
        refer("places", thing.get("place"), thing["code"])
        refer("calendars", thing.get("calendar"), thing["code"])
        refer("agencies", thing.get("parent"), thing["code"])
        refer("agencies", thing.get("merged_into"), thing["code"])
    for thing in document["procedures"]:
        refer("fields", thing.get("field"), thing["code"])
        select(thing["agencies"], thing["code"])
        for item in [thing, *thing.get("in_person", []), *thing.get("agency_fees", [])]:
            refer("sources", item.get("source"), thing["code"])
    for thing in document.get("receptions", []):
        refer("agencies", thing["at"], f"reception at {thing['at']}")
        refer("sources", thing.get("source"), f"reception at {thing['at']}")
        select(thing["for"], f"reception at {thing['at']}")
    for tax in document["taxes"]:
        for rate in tax["rates"]:
            refer("sources", rate.get("source"), tax["id"])
    for tariff in document["tariffs"]:
        refer("taxes", tariff.get("tax"), tariff["id"])
        for version in tariff["versions"]:
            refer("sources", version.get("source"), version["id"])
            for rate in version["rates"]:
                refer("zones", rate["zone"], version["id"])
    for contract in document["contracts"]:
        refer("operators", contract["operator"], contract["id"])
        select(contract["agencies"], contract["id"])
        for source in contract.get("basis", []):
            refer("sources", source, contract["id"])
        for clause in clauses(contract):
            refer("tariffs", clause["tariff"], contract["id"])
            for field in clause["scope"].get("fields", []):
                refer("fields", field, contract["id"])
            for procedure in clause["scope"].get("procedures", []):
                refer("procedures", procedure, contract["id"])
            sla = clause.get("sla", {})
            refer("calendars", sla.get("calendar"), contract["id"])
            refer("sources", sla.get("source"), contract["id"])
            for zone in [*sla.get("delivery_days", {}), *sla.get("slip_days", {})]:
                refer("zones", zone, contract["id"])
            if sum(payer["bp"] for payer in clause.get("payers", [{"bp": 10_000}])) != 10_000:
                found.append(f"{contract['id']}: the payers' shares do not add up")
    for rule in document["liability"]:
        refer("sources", rule.get("source"), rule["id"])
        for zone in rule["answer_days"]:
            refer("zones", zone, rule["id"])
    found += [f"sources: {name} is not used" for name in sorted(known["sources"] - used)]
    for kind, key in (("places", "code"), ("agencies", "code")):
        follow(document[kind], key, found)


def follow(things, key, found):
    """No unit is merged into itself by a detour, and none into one that ended on the same day."""
    target = {thing[key]: thing.get("merged_into") for thing in things}
    for name in target:
        seen, at = set(), name
        while at is not None and at not in seen:
            seen.add(at)
            at = target[at]
        if at is not None:
            found.append(f"{name}: merged in a circle")


def clauses(contract):
    return contract["clauses"] + [clause for amendment in contract.get("amendments", []) for clause in amendment.get("set", [])]


def span(validity):
    start = date.fromisoformat(validity["from"])
    end = date.fromisoformat(validity["until"]) if validity.get("until") else END
    return start, end


def ordered(things, where, found, key="valid"):
    spans = sorted(span(thing[key] if key else thing) for thing in things)
    found += [f"{where}: {start} is not before {end}" for start, end in spans if start >= end]
    found += [f"{where}: overlap at {later[0]}" for earlier, later in pairwise(spans) if later[0] < earlier[1]]
    return spans


def gaps(spans, start, end):
    """The first day of [start, end) that no span holds."""
    day = start
    for first, last in spans:
        if first > day:
            break
        day = max(day, last)
    return day if day < end else None


def periods(document, found):
    tax_spans = {tax["id"]: ordered(tax["rates"], tax["id"], found) for tax in document["taxes"]}
    tariffs = {tariff["id"]: tariff for tariff in document["tariffs"]}
    version_spans = {name: ordered(tariff["versions"], name, found) for name, tariff in tariffs.items()}
    covers = {calendar["id"]: span(calendar["covers"]) for calendar in document["calendars"]}
    ordered(document["liability"], "liability", found)
    for calendar in document["calendars"]:
        ordered(calendar["holidays"], calendar["id"], found, key=None)
        first, last = covers[calendar["id"]]
        for holiday in calendar["holidays"]:
            start, end = span(holiday)
            if not first <= start < end <= last:
                found.append(f"{calendar['id']}: {holiday['name']['vi']} lies outside")
        for day in map(date.fromisoformat, calendar["working_days"]):
            if day.weekday() < 5 or any(start <= day < end for start, end in map(span, calendar["holidays"])):
                found.append(f"{calendar['id']}: {day} needs no swap")
    for procedure in document["procedures"]:
        fees = [fee for fee in procedure.get("agency_fees", []) if "valid" in fee]
        if fees:
            ordered(fees, procedure["code"], found)
    for contract in document["contracts"]:
        start, end = span(contract["valid"])
        if start >= end:
            found.append(f"{contract['id']}: never valid")
        for amendment in contract.get("amendments", []):
            if date.fromisoformat(amendment["effective_on"]) >= end:
                found.append(f"{contract['id']}: {amendment['id']} comes too late")
        for clause in clauses(contract):
            tariff = clause["tariff"]
            for what, spans in ((tariff, version_spans[tariff]), (tariffs[tariff]["tax"], tax_spans[tariffs[tariff]["tax"]])):
                missing = gaps(spans, start, end)
                if missing:
                    found.append(f"{contract['id']}: nothing of {what} on {missing}")
            if "sla" in clause:
                first, last = covers[clause["sla"]["calendar"]]
                if start < first or end > last:
                    found.append(f"{contract['id']}: the calendar does not cover it")


CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def taken_in(procedure, found):
    """When a dossier counts as filed, and what the agency asks for it."""
    code = procedure["code"]
    if not CLOCK.fullmatch(procedure.get("cut_off", "00:00")):
        found.append(f"{code}: no time of day {procedure['cut_off']}")
    for fee in procedure.get("agency_fees", []):
        if ("amount" in fee) == ("each" in fee):
            found.append(f"{code}: a fee has an amount or prices by the unit")
        if "max" in fee and "each" not in fee:
            found.append(f"{code}: the most of a fee that is one amount")
        limits = [step.get("up_to") for step in fee.get("each", [])]
        if limits and (limits[-1] is not None or None in limits[:-1] or limits[:-1] != sorted(set(limits[:-1]))):
            found.append(f"{code}: steps of its fee do not rise")


def prices(document, found):
    zones = names(document, "zones")
    if document["zones"][-1]["when"] != {"any": True}:
        found.append("zones: the last does not hold for all")
    for tariff in document["tariffs"]:
        for version in tariff["versions"]:
            seen = set()
            for rate in version["rates"]:
                for service in rate["services"]:
                    if (service, rate["zone"]) in seen:
                        found.append(f"{version['id']}: two rates for {service} in {rate['zone']}")
                    seen.add((service, rate["zone"]))
                bands = [(band["up_to"], band["price"]) for band in rate["bands"]]
                for lighter, heavier in pairwise(bands):
                    if heavier[0] <= lighter[0] or heavier[1] < lighter[1]:
                        found.append(f"{version['id']}: bands of {rate['zone']} do not rise")
            found += [
                f"{version['id']}: no rate for {service} in {zone}"
                for service in ("intake", "return")
                for zone in zones
                if (service, zone) not in seen
            ]
            every = [discount["id"] for discount in version.get("discounts", [])]
            found += [f"{version['id']}: discount {name} twice" for name in set(every) if every.count(name) > 1]
            for surcharge in version.get("surcharges", []):
                limits = [tier.get("below") for tier in surcharge.get("tiers", [])]
                if limits and (limits[-1] is not None or limits[:-1] != sorted(set(limits[:-1]))):
                    found.append(f"{version['id']}: tiers of {surcharge['id']} do not rise")
