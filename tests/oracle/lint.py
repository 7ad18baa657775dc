"""SPEC 5: what is wrong with the rulebook itself?

Brute force.  Nothing that a finding looks at changes except on a day that the rulebook itself names, so the days are
cut into spans at every such day, and each span is asked through its first day.
"""

import datetime
import json

from basics import FIRST_DAY, SERVICES, by_key, listed, present, valid_on, without_absent
from decision import covering_key, kept_off
from pricing import rate_for
from terms import (
    EVERYTHING, concerns, family, handles, has_service, is_excepted, reached_members, scope_holds, scope_rank,
    selector_rank, selects, stands_for, terms_of,
)

SEVERITY = {
    "tariff_gap": "error", "rate_gap": "error", "tax_gap": "error", "calendar_gap": "warning",
    "contract_overlap": "warning", "clause_never_wins": "warning", "scope_empty": "warning", "price_falls": "warning",
    "zone_unreachable": "warning", "amendment_without_effect": "warning", "retroactive_amendment": "info",
    "procedure_never_covered": "info", "unused_source": "info", "until_looks_inclusive": "warning",
    "holidays_missing": "warning", "working_day_without_effect": "warning", "weights_look_like_kilograms": "warning",
    "signed_after_start": "info", "discount_never_applies": "info", "reception_never_used": "warning",
}
# The keys on the way to a finding, as the specification shows them.
KEYS = """sources calendars places zones operators agencies fields procedures receptions taxes tariffs contracts liability
    covers valid holidays working_days in_person agency_fees versions rates surcharges discounts clauses amendments
    set until""".split()


# --- days ------------------------------------------------------------------------------------------------------------

def days_named(thing, days):
    """Every day written as a `from`, `until` or `effective_on` anywhere inside."""
    if isinstance(thing, dict):
        for key, value in thing.items():
            if key in ("from", "until", "effective_on") and present(value):
                days.add(value)
            else:
                days_named(value, days)
    elif isinstance(thing, list):
        for value in thing:
            days_named(value, days)
    return days


def spans_of(*things):
    """The days from the first to the last, as [(from, until or None)]."""
    days = sorted(days_named(list(things), {FIRST_DAY}))
    return list(zip(days, days[1:] + [None]))


def runs(spans, holds):
    """The unbroken runs of spans on which `holds(first day)` is true."""
    found = []
    for start, end in spans:
        if not holds(start):
            continue
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


# --- clauses ---------------------------------------------------------------------------------------------------------

class Standing:
    """A clause as written at one place of the document."""

    def __init__(self, contract_place, contract, pointer, clause):
        self.contract = contract
        self.path = f"/contracts/{contract_place}{pointer}"
        self.pointer = pointer
        self.clause = clause

    def terms_with(self, day):
        """The terms on this day, when the contract is in force and this very clause is in them; else None."""
        terms = terms_of(self.contract, day, EVERYTHING)
        if terms.in_force(day) and any(pointer == self.pointer for _, _, pointer in terms.clauses):
            return terms
        return None

    def stands(self, day):
        return self.terms_with(day) is not None


def clauses_of(rulebook):
    """Every clause of the document, in document order."""
    found = []
    for place, contract in enumerate(listed(rulebook, "contracts")):
        for position, clause in enumerate(contract["clauses"]):
            found.append(Standing(place, contract, f"/clauses/{position}", clause))
        for number, amendment in enumerate(listed(contract, "amendments")):
            for position, clause in enumerate(listed(amendment, "set")):
                found.append(Standing(place, contract, f"/amendments/{number}/set/{position}", clause))
    return found


def coverage(rulebook, spans, standings):
    """For each span, what each clause covers on its days: {(agency, procedure, service): [(key, standing)]}.

    A case is an agency that stands for itself and is in force, and a procedure that it handles and that is in force;
    a clause covers it as in section 2.  Being kept off the post is not looked at here: it is no matter of clauses.
    """
    agencies = by_key(listed(rulebook, "agencies"), "code")
    covered = []
    for day, _ in spans:
        cases = {}
        standing_terms = [(standing, standing.terms_with(day)) for standing in standings]
        for agency in agencies:
            if stands_for(agencies, agency, day) != agency or not valid_on(agencies[agency].get("valid"), day):
                continue
            members = family(rulebook, agency, day)
            reached = {
                contract["id"]: reached_members(rulebook, contract, agency, day)
                for contract in listed(rulebook, "contracts")
            }
            for procedure in listed(rulebook, "procedures"):
                if not valid_on(procedure.get("valid"), day) or not handles(rulebook, members, procedure):
                    continue
                code, field = procedure["code"], procedure.get("field")
                for standing, terms in standing_terms:
                    if terms is None or not handles(rulebook, reached[standing.contract["id"]], procedure):
                        continue
                    clause = standing.clause
                    if not scope_holds(clause, code, field) or is_excepted(clause, code, field):
                        continue
                    position = [pointer for _, _, pointer in terms.clauses].index(standing.pointer)
                    key = covering_key(terms, clause, position)
                    for service in SERVICES:
                        if has_service(clause, service):
                            cases.setdefault((agency, code, service), []).append((key, standing))
        covered.append(cases)
    return covered


# --- findings --------------------------------------------------------------------------------------------------------

def check(rulebook):
    findings = []

    def found(code, path, **params):
        params = without_absent(params)
        findings.append({"code": code, "severity": SEVERITY[code], "path": path, "params": params})

    standings = clauses_of(rulebook)
    gaps(rulebook, standings, found)
    coverings(rulebook, standings, found)
    falling_prices(rulebook, found)
    unreachable_zones(rulebook, found)
    amendments(rulebook, found)
    unused_sources(rulebook, found)
    last_days(rulebook, found)
    odd_calendars(rulebook, found)
    kilograms(rulebook, found)
    idle_discounts(rulebook, found)
    late_signatures(rulebook, found)
    idle_receptions(rulebook, found)

    def order(finding):
        params = json.dumps(finding["params"], ensure_ascii=False, separators=(",", ":"))
        steps = finding["path"].split("/")[1:]
        place = [int(step) if step.isdigit() else KEYS.index(step) for step in steps]
        return place, finding["code"], params.encode()

    return sorted(findings, key=order)


def gaps(rulebook, standings, found):
    tariffs = by_key(listed(rulebook, "tariffs"), "id")
    taxes = by_key(listed(rulebook, "taxes"), "id")
    calendars = listed(rulebook, "calendars")
    for standing in standings:
        clause = standing.clause
        here = {"contract": standing.contract["id"], "clause": clause["id"]}
        tariff = tariffs[clause["tariff"]]

        def gap(code, what, key, things, validity):
            spans = spans_of(standing.contract, things)
            missing = runs(spans, lambda day: standing.stands(day) and not any(
                valid_on(thing[validity], day) for thing in things
            ))
            for start, end in missing:
                found(code, standing.path, **here, **{what: key, "from": start, "until": end})

        gap("tariff_gap", "tariff", tariff["id"], tariff["versions"], "valid")
        if present(tariff.get("tax")):
            gap("tax_gap", "tax", tariff["tax"], taxes[tariff["tax"]]["rates"], "valid")
        sla = clause.get("sla")
        if present(sla) and calendars:
            calendar = by_key(calendars, "id")[sla.get("calendar") or calendars[0]["id"]]
            gap("calendar_gap", "calendar", calendar["id"], [calendar], "covers")

        for version in tariff["versions"]:
            spans = spans_of(standing.contract, version["valid"])
            if not runs(spans, lambda day: standing.stands(day) and valid_on(version["valid"], day)):
                continue
            for service in clause["services"]:
                for zone in listed(rulebook, "zones"):
                    legs = ["intake", "return"] if service == "both" else [service]
                    if rate_for(version, service, zone["id"]) is None and any(
                        rate_for(version, leg, zone["id"]) is None for leg in legs
                    ):
                        found(
                            "rate_gap", standing.path, **here, tariff=tariff["id"], version=version["id"],
                            service=service, zone=zone["id"],
                        )


def coverings(rulebook, standings, found):
    spans = spans_of(
        listed(rulebook, "agencies"), listed(rulebook, "procedures"), listed(rulebook, "contracts")
    )
    covered = coverage(rulebook, spans, standings)

    # contract_overlap: each pair of clauses of two contracts
    for number, one in enumerate(standings):
        for other in standings[number + 1:]:
            if one.contract is other.contract:
                continue
            if selector_rank(one.contract) != selector_rank(other.contract):
                continue
            if scope_rank(one.clause) != scope_rank(other.clause):
                continue
            meet = {
                start: any(
                    {one, other} <= {standing for _, standing in covering} for covering in cases.values()
                )
                for (start, _), cases in zip(spans, covered)
            }
            latest = max(one.contract["signed_on"], other.contract["signed_on"])
            winner = min(
                (standing.contract["id"] for standing in (one, other) if standing.contract["signed_on"] == latest),
                key=str.encode,
            )
            for start, end in runs(spans, lambda day: meet[day]):
                found(
                    "contract_overlap", one.path, contracts=[one.contract["id"], other.contract["id"]],
                    clauses=[one.clause["id"], other.clause["id"]], **{"from": start, "until": end}, winner=winner,
                )

    # scope_empty and clause_never_wins: clauses that stand on some day
    for standing in standings:
        if not any(standing.stands(day) for day, _ in spans):
            continue
        covers = wins = False
        for cases in covered:
            for covering in cases.values():
                if any(other is standing for _, other in covering):
                    covers = True
                    wins = wins or min(covering, key=lambda entry: entry[0])[1] is standing
        here = {"contract": standing.contract["id"], "clause": standing.clause["id"]}
        if not covers:
            found("scope_empty", standing.path, **here)
        elif not wins:
            found("clause_never_wins", standing.path, **here)

    # procedure_never_covered
    agencies = by_key(listed(rulebook, "agencies"), "code")
    ever = {code for cases in covered for _, code, _ in cases}
    for place, procedure in enumerate(listed(rulebook, "procedures")):
        if procedure["code"] in ever:
            continue

        def could_go(day):
            """In force, at an agency in force that a contract concerns, and not kept off the post both ways."""
            if not valid_on(procedure.get("valid"), day) or kept_off(procedure, "both", day) == ["intake", "return"]:
                return False
            for agency in agencies:
                if stands_for(agencies, agency, day) != agency or not valid_on(agencies[agency].get("valid"), day):
                    continue
                if handles(rulebook, family(rulebook, agency, day), procedure) and any(
                    concerns(rulebook, contract, agency, day) for contract in listed(rulebook, "contracts")
                ):
                    return True
            return False

        if any(could_go(day) for day, _ in spans):
            found("procedure_never_covered", f"/procedures/{place}", procedure=procedure["code"])


def falling_prices(rulebook, found):
    for t, tariff in enumerate(listed(rulebook, "tariffs")):
        for v, version in enumerate(tariff["versions"]):
            for r, rate in enumerate(listed(version, "rates")):
                for service in rate["services"]:
                    for lighter, heavier in zip(rate["bands"], rate["bands"][1:]):
                        if heavier["price"] < lighter["price"]:
                            found(
                                "price_falls", f"/tariffs/{t}/versions/{v}/rates/{r}", tariff=tariff["id"],
                                version=version["id"], service=service, zone=rate["zone"], up_to=heavier["up_to"],
                            )


def unreachable_zones(rulebook, found):
    after_any = False
    for place, zone in enumerate(listed(rulebook, "zones")):
        if after_any and not zone["when"].get("by_name"):
            found("zone_unreachable", f"/zones/{place}", zone=zone["id"])
        after_any = after_any or bool(zone["when"].get("any"))


def amendments(rulebook, found):
    for place, contract in enumerate(listed(rulebook, "contracts")):
        end = terms_of(contract, FIRST_DAY, EVERYTHING).end
        for number, amendment in enumerate(listed(contract, "amendments")):
            path = f"/contracts/{place}/amendments/{number}"
            here = {"contract": contract["id"], "amendment": amendment["id"]}
            if end is not None and amendment["effective_on"] >= end and not present(amendment.get("until")):
                found("amendment_without_effect", path, **here)
            if amendment["signed_on"] > amendment["effective_on"]:
                found(
                    "retroactive_amendment", path, **here, signed_on=amendment["signed_on"],
                    effective_on=amendment["effective_on"],
                )


def unused_sources(rulebook, found):
    used = set()

    def look(thing):
        if isinstance(thing, dict):
            for key, value in thing.items():
                if key == "source" and present(value):
                    used.add(value)
                elif key == "basis" and present(value):
                    used.update(value)
                elif not key.startswith("x_"):
                    look(value)
        elif isinstance(thing, list):
            for value in thing:
                look(value)

    look({key: value for key, value in rulebook.items() if key != "sources"})
    for place, source in enumerate(listed(rulebook, "sources")):
        if source["id"] not in used:
            found("unused_source", f"/sources/{place}", source=source["id"])


def last_days(rulebook, found):
    """Each `valid`, each `covers` and each end that an amendment moves, where it begins with a month and ends on the last
    day of one."""
    def hold(first, until, path):
        if present(until):
            day = datetime.date.fromisoformat(until)
            if first.endswith("-01") and (day + datetime.timedelta(days=1)).day == 1:
                found("until_looks_inclusive", path, **{"from": first, "until": until})

    def look(thing, path):
        if isinstance(thing, dict):
            for key, value in thing.items():
                if key in ("valid", "covers") and present(value):
                    hold(value["from"], value.get("until"), f"{path}/{key}")
                elif not key.startswith("x_"):
                    look(value, f"{path}/{key}")
        elif isinstance(thing, list):
            for place, value in enumerate(thing):
                look(value, f"{path}/{place}")

    look(rulebook, "")
    for number, contract in enumerate(listed(rulebook, "contracts")):
        for place, amendment in enumerate(listed(contract, "amendments")):
            path = f"/contracts/{number}/amendments/{place}/until"
            hold(contract["valid"]["from"], amendment.get("until"), path)


WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def odd_calendars(rulebook, found):
    for place, calendar in enumerate(listed(rulebook, "calendars")):
        path, holidays = f"/calendars/{place}", listed(calendar, "holidays")

        def first_of(year):
            return f"{year}-01-01" if year < 3000 else None

        def bare(start):
            """A year that is covered on its first and its last day, and has none of the holidays."""
            last = f"{start[:4]}-12-31"
            return valid_on(calendar["covers"], start) and valid_on(calendar["covers"], last) and not any(
                day["from"] <= last and day["until"] > start for day in holidays
            )

        years = [(first_of(year), first_of(year + 1)) for year in range(1900, 3000)]
        for start, end in runs(years, bare):
            found("holidays_missing", path, calendar=calendar["id"], **{"from": start, "until": end})
        for number, day in enumerate(listed(calendar, "working_days")):
            weekday = WEEKDAYS[datetime.date.fromisoformat(day).weekday()]
            if weekday not in listed(calendar, "weekend") and not any(
                holiday["from"] <= day < holiday["until"] for holiday in holidays
            ):
                found("working_day_without_effect", f"{path}/working_days/{number}", calendar=calendar["id"], day=day)


def kilograms(rulebook, found):
    for t, tariff in enumerate(listed(rulebook, "tariffs")):
        for v, version in enumerate(tariff["versions"]):
            rates = listed(version, "rates")
            heaviest = max((band["up_to"] for rate in rates for band in rate["bands"]), default=100)
            if heaviest < 100 and not any(present(rate.get("further")) for rate in rates):
                found(
                    "weights_look_like_kilograms", f"/tariffs/{t}/versions/{v}", tariff=tariff["id"],
                    version=version["id"], up_to=heaviest,
                )


def idle_discounts(rulebook, found):
    clauses = [standing.clause for standing in clauses_of(rulebook)]
    for t, tariff in enumerate(listed(rulebook, "tariffs")):
        for v, version in enumerate(tariff["versions"]):
            for d, discount in enumerate(listed(version, "discounts")):
                service = discount["when"].get("service")
                if present(service) and not any(
                    clause["tariff"] == tariff["id"] and has_service(clause, service) for clause in clauses
                ):
                    found(
                        "discount_never_applies", f"/tariffs/{t}/versions/{v}/discounts/{d}", tariff=tariff["id"],
                        version=version["id"], discount=discount["id"], service=service,
                    )


def late_signatures(rulebook, found):
    for place, contract in enumerate(listed(rulebook, "contracts")):
        if contract["signed_on"] > contract["valid"]["from"]:
            found(
                "signed_after_start", f"/contracts/{place}", contract=contract["id"], signed_on=contract["signed_on"],
                **{"from": contract["valid"]["from"]},
            )


def idle_receptions(rulebook, found):
    for place, reception in enumerate(listed(rulebook, "receptions")):
        at = reception["at"]
        if not any(selects(reception["for"], each) for each in listed(rulebook, "agencies") if each["code"] != at):
            found("reception_never_used", f"/receptions/{place}", reception=at)
