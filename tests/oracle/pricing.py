"""SPEC 3: what does it cost, and who pays?  And the zones of SPEC 1, which SPEC 6 uses too."""

from basics import (
    LARGEST_SUM, Issue, by_key, each_once, listed, present, reason, round_ratio, valid_on, without_absent,
)
from decision import find, payers_of
from terms import stands_for

COLLECT_FEE = "collect_agency_fee"


# --- zones -----------------------------------------------------------------------------------------------------------

def lineage(places, code, day):
    """What stands for the place on this day, and what stands for its ancestors."""
    chain = []
    while present(code):
        code = stands_for(places, code, day)
        if code in chain:
            break
        chain.append(code)
        code = places[code].get("parent")
    return chain


def zone_holds(when, places, one, other):
    """`one` and `other` are the lineages of the two sides."""
    def groups(side):
        return {group for code in side for group in listed(places[code], "groups")}

    def of_kind(side, kind):
        return {code for code in side if places[code]["kind"] == kind}

    if present(when.get("same")):
        return bool(of_kind(one, when["same"]) & of_kind(other, when["same"]))
    if when.get("same_group"):
        return bool(groups(one) & groups(other))
    if present(when.get("groups")):
        first, second = when["groups"]
        return (first in groups(one) and second in groups(other)) or (first in groups(other) and second in groups(one))
    return not when.get("by_name")


def zone_of(rulebook, question, reception):
    """The zone of a question, with the agency that takes it in as resolved: (zone id or None, reasons)."""
    zones = listed(rulebook, "zones")
    if present(question.get("zone")):
        if question["zone"] in by_key(zones, "id"):
            return question["zone"], []
        return None, [reason("unknown_zone", zone=question["zone"])]
    places = by_key(listed(rulebook, "places"), "code")
    place_there = by_key(listed(rulebook, "agencies"), "code")[reception].get("place")
    reasons = []
    if question["place"] not in places:
        reasons.append(reason("unknown_place", place=question["place"]))
    if not present(place_there):
        reasons.append(reason("agency_has_no_place", agency=reception))
    if reasons:
        return None, reasons
    one = lineage(places, place_there, question["on"])
    other = lineage(places, question["place"], question["on"])
    for zone in zones:
        if zone_holds(zone["when"], places, one, other):
            return zone["id"], []
    return None, [reason("no_zone", place=question["place"])]


# --- tariffs ---------------------------------------------------------------------------------------------------------

def one_valid(things, day):
    for thing in things:
        if valid_on(thing.get("valid"), day):
            return thing
    return None


def rate_for(version, service, zone):
    for rate in listed(version, "rates"):
        if service in rate["services"] and rate["zone"] == zone:
            return rate
    return None


def heaviest(rate):
    if present(rate.get("further")):
        return rate["further"]["max"]
    return rate["bands"][-1]["up_to"]


def price_of(rate, weight):
    """(price, what ends the line's id), or None when it is too heavy."""
    for band in rate["bands"]:
        if weight <= band["up_to"]:
            return band["price"], str(band["up_to"])
    further = rate.get("further")
    if not present(further) or weight > further["max"]:
        return None
    last = rate["bands"][-1]
    beyond = weight - last["up_to"]
    steps = (beyond + further["each"] - 1) // further["each"]
    return last["price"] + steps * further["price"], "further"


def legs_of(version, question, zone):
    """The legs to be priced: [(service, rate or None, weight)]."""
    service = question["service"]
    weight = question["weight_grams"]
    if service != "both":
        return [(service, rate_for(version, service, zone), weight)]
    back = question.get("return_weight_grams")
    if not present(back):
        back = weight
    bundle = rate_for(version, "both", zone)
    if bundle is not None:
        return [("both", bundle, max(weight, back))]
    return [
        ("intake", rate_for(version, "intake", zone), weight),
        ("return", rate_for(version, "return", zone), back),
    ]


def surcharge_amount(surcharge, bases, rounding):
    base = bases[surcharge.get("of") or "postage"]
    part = surcharge
    if present(surcharge.get("tiers")):
        for part in surcharge["tiers"]:
            if not present(part.get("below")) or base < part["below"]:
                break
    if present(part.get("fixed")):
        numerator, denominator = part["fixed"], 1
    else:
        numerator, denominator = base * part["bp"], 10000
    if present(surcharge.get("min")) and numerator < surcharge["min"] * denominator:
        numerator, denominator = surcharge["min"], 1
    if present(surcharge.get("max")) and numerator > surcharge["max"] * denominator:
        numerator, denominator = surcharge["max"], 1
    return round_ratio(numerator, denominator, *rounding)


def discount_amount(discount, postage, rounding):
    numerator, denominator = postage * discount["bp"], 10000
    if present(discount.get("max")) and numerator > discount["max"] * denominator:
        numerator, denominator = discount["max"], 1
    return round_ratio(numerator, denominator, *rounding)


def discount_applies(discount, question):
    when = discount["when"]
    if present(when.get("service")) and when["service"] != question["service"]:
        return False
    if present(when.get("applicant")) and when["applicant"] not in listed(question, "applicant"):
        return False
    return True


def discounts_taken(version, question, postage, rounding):
    """[(discount, amount)], amounts not negative and together never beyond the postage."""
    taken = [
        (discount, discount_amount(discount, postage, rounding))
        for discount in listed(version, "discounts") if discount_applies(discount, question)
    ]
    if version.get("combine") == "best":
        best = None
        for discount, amount in taken:
            if best is None or amount > best[1]:
                best = (discount, amount)
        return [] if best is None else [(best[0], min(best[1], postage))]
    left = postage
    cut = []
    for discount, amount in taken:
        amount = min(amount, left)
        left -= amount
        cut.append((discount, amount))
    return cut


# --- what the agency asks ---------------------------------------------------------------------------------------------

def fee_amount(fee, units):
    """An amount; or so many units, each at the price of the first step that reaches it, at most `max`."""
    if present(fee.get("amount")):
        return fee["amount"]
    asked = counted = 0
    for step in fee["each"]:
        here = units if not present(step.get("up_to")) else min(units, step["up_to"])
        asked += (here - counted) * step["price"]
        counted = here
    return min(asked, fee["max"]) if present(fee.get("max")) else asked


# --- the question ----------------------------------------------------------------------------------------------------

def surcharge_for(version, option):
    for surcharge in listed(version, "surcharges"):
        if surcharge["option"] == option:
            return surcharge
    return None


def quote(rulebook, question):
    try:
        won, refusal = find(rulebook, question)
        if refusal is not None:
            return refusal
        return price(rulebook, question, *won)
    except Issue as issue:
        return issue.answer()


def price(rulebook, question, contract, clause, amendment, agency, reception):
    on = question["on"]
    options = listed(question, "options")
    procedure = by_key(listed(rulebook, "procedures"), "code")[question["procedure"]]
    tariff = by_key(listed(rulebook, "tariffs"), "id")[clause["tariff"]]
    rounding_of = tariff.get("rounding") or {}
    rounding = (rounding_of.get("mode") or "half_up", rounding_of.get("to") or 1)

    zone, reasons = zone_of(rulebook, question, reception)

    version = one_valid(tariff["versions"], on)
    if version is None:
        reasons.append(reason("no_tariff_version", tariff=tariff["id"], on=on))

    legs = []
    if version is not None and zone is not None:
        legs = legs_of(version, question, zone)
    for service, rate, _ in legs:
        if rate is None:
            reasons.append(reason("no_rate", service=service, zone=zone))
    for service, rate, weight in legs:
        if rate is not None and price_of(rate, weight) is None:
            reasons.append(reason("too_heavy", service=service, max=heaviest(rate)))

    offered = []
    for option in options:
        in_clause = option in listed(clause, "options")
        without_surcharge = (
            version is not None and surcharge_for(version, option) is None and option != COLLECT_FEE
        )
        if not in_clause or without_surcharge:
            reasons.append(reason("option_not_offered", option=option))
        else:
            offered.append(option)
    for option in offered:
        surcharge = None if version is None else surcharge_for(version, option)
        if surcharge is not None and surcharge.get("of") == "declared_value":
            if not present(question.get("declared_value")):
                reasons.append(reason("declared_value_missing", option=option))

    fee = None
    if COLLECT_FEE in offered:
        fee = one_valid(listed(procedure, "agency_fees"), on)
        if fee is None:
            reasons.append(reason("no_agency_fee", procedure=procedure["code"]))

    tax_rate = None
    if present(tariff.get("tax")):
        tax = by_key(listed(rulebook, "taxes"), "id")[tariff["tax"]]
        tax_rate = one_valid(tax["rates"], on)
        if tax_rate is None:
            reasons.append(reason("no_tax_rate", tax=tax["id"], on=on))

    if reasons:
        return {"outcome": "no_price", "contract": contract["id"], "clause": clause["id"], "reasons": reasons}

    source = version.get("source")
    lines = []
    for service, rate, weight in legs:
        amount, last = price_of(rate, weight)
        lines.append(line("postage", f"{service}/{zone}/{last}", amount, source))
    postage = sum(entry["amount"] for entry in lines)
    units = question.get("agency_fee_units")
    collected = 0 if fee is None else fee_amount(fee, units if present(units) else 1)
    bases = {"postage": postage, "declared_value": question.get("declared_value") or 0, "agency_fee": collected}
    for surcharge in listed(version, "surcharges"):
        if surcharge["option"] in options:
            lines.append(line("surcharge", surcharge["id"], surcharge_amount(surcharge, bases, rounding), source))
    for discount, amount in discounts_taken(version, question, postage, rounding):
        lines.append(line("discount", discount["id"], -amount, source))

    added = sum(entry["amount"] for entry in lines)
    bp = 0 if tax_rate is None else tax_rate["bp"]
    if tax_rate is not None and tariff.get("price_includes_tax"):
        total = added
        tax_amount = total - round_ratio(total * 10000, 10000 + bp, *rounding)
        net = total - tax_amount
    else:
        net = added
        tax_amount = 0 if tax_rate is None else round_ratio(net * bp, 10000, *rounding)
        total = net + tax_amount
    if tax_rate is not None:
        lines.append(line("tax", tariff["tax"], tax_amount, tax_rate.get("source"), bp))

    payers = []
    share = paid = 0
    for payer in payers_of(clause):
        share += payer["bp"]
        so_far = round_ratio(total * share, 10000)
        payers.append({"who": payer["who"], "amount": so_far - paid})
        paid = so_far
    applicant = sum(payer["amount"] for payer in payers if payer["who"] == "applicant")
    if max([postage, added, total, applicant + collected] + [entry["amount"] for entry in lines]) > LARGEST_SUM:
        raise Issue("too_large", "")
    return without_absent({
        "outcome": "quoted",
        "contract": contract["id"],
        "clause": clause["id"],
        "amendment": amendment,
        "tariff": tariff["id"],
        "version": version["id"],
        "zone": zone,
        "currency": rulebook["currency"],
        "lines": lines,
        "net": net,
        "tax": tax_amount,
        "total": total,
        "payers": payers,
        "agency_fee": collected,
        "applicant_due": applicant + collected,
        "sources": each_once([entry.get("source") for entry in lines] + [None if fee is None else fee.get("source")]),
    })


def line(kind, key, amount, source, bp=None):
    return without_absent({"kind": kind, "id": key, "bp": bp, "amount": amount, "source": source})
