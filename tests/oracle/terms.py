"""SPEC 1: what the rulebook says on a day: agencies and their successors, selectors, counters, terms of a contract."""

from basics import by_key, listed, present, valid_on

EVERYTHING = "9999-12-31"  # a `known_on` on which all is known


# --- mergers ---------------------------------------------------------------------------------------------------------

def merged_on(thing, day):
    """Has this agency or place gone over into its `merged_into` on this day?"""
    if not present(thing.get("merged_into")) or not present(thing.get("valid")):
        return False
    until = thing["valid"].get("until")
    return present(until) and day >= until


def merger_chain(things, key, day):
    """The ids from `key` to what stands for it on `day`, both included."""
    chain = [key]
    while merged_on(things[key], day):
        key = things[key]["merged_into"]
        chain.append(key)
    return chain


def stands_for(things, key, day):
    return merger_chain(things, key, day)[-1]


# --- agencies --------------------------------------------------------------------------------------------------------

def selects(selector, agency):
    """Does an agency selector say something about this agency (itself, not its predecessors)?"""
    if present(selector.get("codes")):
        return agency["code"] in selector["codes"]
    if present(selector.get("kinds")):
        return present(agency.get("kind")) and agency["kind"] in selector["kinds"]
    return True


def family(rulebook, agency, day):
    """The codes of all agencies that are asked about as `agency` on `day`: itself and those merged into it."""
    agencies = by_key(listed(rulebook, "agencies"), "code")
    return [code for code in agencies if stands_for(agencies, code, day) == agency]


def handles(rulebook, members, procedure):
    """Does one of these agencies handle the procedure?"""
    agencies = by_key(listed(rulebook, "agencies"), "code")
    return any(selects(procedure["agencies"], agencies[code]) for code in members)


def concerns(rulebook, contract, agency, day):
    """A contract concerns an agency that it selects, or whose predecessor it selects."""
    agencies = by_key(listed(rulebook, "agencies"), "code")
    return any(selects(contract["agencies"], agencies[code]) for code in family(rulebook, agency, day))


def reached_members(rulebook, contract, agency, day):
    """Those of the agency's family whose procedures the contract reaches: the ones it selects, and the ones merged
    (by `day`, in one step or several) into one that it selects."""
    agencies = by_key(listed(rulebook, "agencies"), "code")
    return [
        code for code in family(rulebook, agency, day)
        if any(selects(contract["agencies"], agencies[step]) for step in merger_chain(agencies, code, day))
    ]


# --- receptions ------------------------------------------------------------------------------------------------------

def legs_of(service):
    return ["intake", "return"] if service == "both" else [service]


def serves(reception, leg):
    """Does the entry of `receptions` speak of this leg?  Without services it does, and `both` stands for each."""
    services = reception.get("services")
    return not present(services) or leg in services or "both" in services


def counters_of(rulebook, agency, leg, day):
    """The agencies whose counter has this leg of the agency's dossiers, each as it stands on the day: itself first,
    then those others that are in force, in the order of the document."""
    agencies = by_key(listed(rulebook, "agencies"), "code")
    members = [agencies[code] for code in family(rulebook, agency, day)]
    others = {
        stands_for(agencies, reception["at"], day)
        for reception in listed(rulebook, "receptions")
        if valid_on(reception.get("valid"), day) and serves(reception, leg)
        and any(selects(reception["for"], member) for member in members)
    }
    return [agency] + [
        code for code in agencies
        if code in others and code != agency and valid_on(agencies[code].get("valid"), day)
    ]


# --- contracts -------------------------------------------------------------------------------------------------------

class Terms:
    """The terms of one contract on a day, as known on a day."""

    def __init__(self, contract, clauses, start, end, terminated):
        self.contract = contract
        self.clauses = clauses        # [(clause, amendment id or None, JSON Pointer inside the contract)]
        self.start = start
        self.end = end                # the first day no longer in force, or None
        self.terminated = terminated  # is `end` the day of a termination?

    def in_force(self, day):
        return day >= self.start and (self.end is None or day < self.end)


def terms_of(contract, on, known_on):
    """The terms on `on`, as known on `known_on`; None when the contract is not known yet."""
    if contract["signed_on"] > known_on:
        return None
    clauses = [(clause, None, f"/clauses/{place}") for place, clause in enumerate(contract["clauses"])]
    known = [
        (place, amendment) for place, amendment in enumerate(listed(contract, "amendments"))
        if amendment["signed_on"] <= known_on
    ]

    in_order = sorted(known, key=lambda pair: (pair[1]["effective_on"], pair[1]["signed_on"], pair[0]))
    for place, amendment in in_order:
        if amendment["effective_on"] > on:
            continue
        removed = listed(amendment, "remove")
        clauses = [entry for entry in clauses if entry[0]["id"] not in removed]
        for position, clause in enumerate(listed(amendment, "set")):
            entry = (clause, amendment["id"], f"/amendments/{place}/set/{position}")
            ids = [held[0]["id"] for held in clauses]
            if clause["id"] in ids:
                clauses[ids.index(clause["id"])] = entry
            else:
                clauses.append(entry)

    end = contract["valid"].get("until")
    for place, amendment in sorted(known, key=lambda pair: (pair[1]["signed_on"], pair[0])):
        if present(amendment.get("until")):
            end = amendment["until"]

    terminated = False
    termination = contract.get("termination")
    if present(termination) and termination["signed_on"] <= known_on:
        if end is None or termination["effective_on"] < end:
            end = termination["effective_on"]
            terminated = True
    return Terms(contract, clauses, contract["valid"]["from"], end, terminated)


# --- clauses ---------------------------------------------------------------------------------------------------------

def has_service(clause, service):
    """A clause whose services hold `intake` and `return` also covers `both`."""
    services = clause["services"]
    return service in services or (service == "both" and "intake" in services and "return" in services)


def scope_holds(clause, procedure, field):
    """`procedure` is None in a question at field level: then a `procedures` scope cannot cover."""
    scope = clause["scope"]
    if present(scope.get("procedures")):
        return procedure is not None and procedure in scope["procedures"]
    if present(scope.get("fields")):
        return field is not None and field in scope["fields"]
    return True


def is_excepted(clause, procedure, field):
    exception = clause.get("except") or {}
    if procedure is not None and procedure in listed(exception, "procedures"):
        return True
    return field is not None and field in listed(exception, "fields")


def selector_rank(contract):
    selector = contract["agencies"]
    return 0 if present(selector.get("codes")) else 1 if present(selector.get("kinds")) else 2


def scope_rank(clause):
    scope = clause["scope"]
    return 0 if present(scope.get("procedures")) else 1 if present(scope.get("fields")) else 2
