"""SPEC 2: may this go by post?"""

from basics import Issue, by_key, listed, present, reason, valid_on, without_absent
from terms import (
    EVERYTHING, concerns, counters_of, family, handles, has_service, is_excepted, legs_of, reached_members, scope_holds,
    scope_rank, selector_rank, stands_for, terms_of,
)


def kept_off(procedure, service, day):
    """The legs of the service that the published list keeps off the post on this day, intake first.  An entry for
    `both` concerns both legs."""
    listed_services = [
        entry["service"] for entry in listed(procedure, "in_person") if valid_on(entry.get("valid"), day)
    ]
    return [leg for leg in legs_of(service) if leg in listed_services or "both" in listed_services]


def not_covered(reasons):
    return {"outcome": "not_covered", "reasons": reasons}


def reaches(rulebook, contract, agency, procedure, field, day):
    """Does the contract reach the procedure (or, at field level, any procedure of the field) of this agency?"""
    members = reached_members(rulebook, contract, agency, day)
    if procedure is not None:
        return handles(rulebook, members, procedure)
    return any(
        handles(rulebook, members, other)
        for other in listed(rulebook, "procedures") if other.get("field") == field
    )


def covering_key(terms, clause, position):
    """The order among several clauses that cover: the smallest key wins."""
    later_first = "".join(chr(255 - ord(character)) for character in terms.contract["signed_on"])
    return (selector_rank(terms.contract), scope_rank(clause), later_first, terms.contract["id"].encode(), position)


def find(rulebook, question):
    """The winning clause as (contract, clause, amendment id, agency, reception), or the not-covered answer."""
    on = question["on"]
    known_on = question.get("known_on") or EVERYTHING
    service = question["service"]
    agencies = by_key(listed(rulebook, "agencies"), "code")
    procedures = by_key(listed(rulebook, "procedures"), "code")
    fields = by_key(listed(rulebook, "fields"), "id")
    procedure_code = question.get("procedure")
    field = question.get("field")

    if procedure_code in procedures:
        catalogue_field = procedures[procedure_code].get("field")
        if present(field) and field != catalogue_field:
            raise Issue("contradicts", "/field")
        field = catalogue_field

    if question["agency"] not in agencies:
        return None, not_covered([reason("unknown_agency", agency=question["agency"])])
    if present(procedure_code):
        if procedure_code not in procedures:
            return None, not_covered([reason("unknown_procedure", procedure=procedure_code)])
    elif field not in fields:
        return None, not_covered([reason("unknown_field", field=field)])

    agency = stands_for(agencies, question["agency"], on)
    procedure = procedures[procedure_code] if present(procedure_code) else None
    members = family(rulebook, agency, on)

    reasons = []
    if not valid_on(agencies[agency].get("valid"), on):
        reasons.append(reason("agency_not_in_force", agency=agency))
    if procedure is not None:
        if not handles(rulebook, members, procedure):
            reasons.append(reason("procedure_not_of_agency", procedure=procedure_code, agency=agency))
        if not valid_on(procedure.get("valid"), on):
            reasons.append(reason("procedure_not_in_force", procedure=procedure_code))
    elif not any(
        handles(rulebook, members, other) for other in procedures.values() if other.get("field") == field
    ):
        reasons.append(reason("field_not_of_agency", field=field, agency=agency))
    reception = agency
    if present(question.get("reception")) and question["reception"] not in agencies:
        reasons.append(reason("unknown_reception", reception=question["reception"]))
    elif present(question.get("reception")):
        reception = stands_for(agencies, question["reception"], on)
        if not all(reception in counters_of(rulebook, agency, leg, on) for leg in legs_of(service)):
            reasons.append(reason("not_received_there", reception=reception, agency=agency))
    if reasons:
        return None, not_covered(reasons)

    if procedure is not None:
        legs = kept_off(procedure, service, on)
        if legs:
            return None, not_covered(
                [reason("in_person_only", procedure=procedure_code, service=leg) for leg in legs]
            )

    known = []
    for contract in listed(rulebook, "contracts"):
        terms = terms_of(contract, on, known_on)
        if terms is not None and concerns(rulebook, contract, agency, on):
            known.append(terms)
    if not known:
        return None, not_covered([reason("no_contract", agency=agency)])

    covering = []
    for terms in known:
        contract = terms.contract["id"]
        if on < terms.start:
            reasons.append(reason("contract_not_yet_in_force", contract=contract, **{"from": terms.start}))
            continue
        if not terms.in_force(on):
            if terms.terminated:
                reasons.append(reason("contract_terminated", contract=contract, on=terms.end))
            else:
                reasons.append(reason("contract_ended", contract=contract, until=terms.end))
            continue
        reached = reaches(rulebook, terms.contract, agency, procedure, field, on)
        for_service = [
            (position, clause, amendment)
            for position, (clause, amendment, _) in enumerate(terms.clauses) if has_service(clause, service)
        ]
        in_scope = [entry for entry in for_service if reached and scope_holds(entry[1], procedure_code, field)]
        covers = [entry for entry in in_scope if not is_excepted(entry[1], procedure_code, field)]
        for position, clause, amendment in covers:
            covering.append((covering_key(terms, clause, position), terms.contract, clause, amendment))
        if in_scope:
            reasons.append(reason("excluded", contract=contract))
        elif for_service and procedure is not None:
            reasons.append(reason("procedure_not_in_scope", contract=contract))
        elif for_service:
            reasons.append(reason("field_not_in_scope", contract=contract))
        else:
            reasons.append(reason("service_not_contracted", contract=contract, service=service))
    if not covering:
        return None, not_covered(reasons)
    _, contract, clause, amendment = min(covering, key=lambda entry: entry[0])
    return (contract, clause, amendment, agency, reception), None


def payers_of(clause):
    return listed(clause, "payers") or [{"who": "applicant", "bp": 10000}]


def decide(rulebook, question):
    try:
        won, refusal = find(rulebook, question)
    except Issue as issue:
        return issue.answer()
    if refusal is not None:
        return refusal
    contract, clause, amendment, _, _ = won
    return without_absent({
        "outcome": "covered",
        "contract": contract["id"],
        "clause": clause["id"],
        "amendment": amendment,
        "operator": contract["operator"],
        "tariff": clause["tariff"],
        "payers": [{"who": payer["who"], "bp": payer["bp"]} for payer in payers_of(clause)],
        "options": list(listed(clause, "options")),
        "sources": list(listed(contract, "basis")),
        "reasons": [],
    })
