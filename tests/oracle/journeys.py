"""SPEC 13: one dossier as a whole, from `track`, `deadlines` and `quote`."""

from basics import Issue, by_key, day_after, listed, present, valid_on, without_absent
from decision import find
from liability import months_later
from pricing import one_valid, quote
from timing import NotCovered, add_working_days, at_offset, deadlines, is_working
from tracking import instant, track

STATES = [
    "registered", "received", "not_received", "processing", "supplement_requested", "payment_requested",
    "withdrawal_requested", "stopped", "done", "handed_over",
]
PRICE_KEYS = ["weight_grams", "return_weight_grams", "applicant", "options", "declared_value", "agency_fee_units"]
CASE_KEYS = ["agency", "procedure", "service", "reception", "known_on", "zone", "place"]


# --- what the events tell --------------------------------------------------------------------------------------------

class Leg:
    def __init__(self, way, events, offset):
        self.way = way
        self.events = events
        self.tracking = track(events)
        history = self.tracking["history"]

        def days(*kinds):
            return [at_offset(told["at"], offset)[0] for told in history if told["kind"] in kinds] or [None]

        def is_sign(told):
            return told["kind"] not in ("created", "cancelled", "claim_opened", "claim_settled", "claim_refused")

        signs = [told for told in history if is_sign(told)]
        self.taken = at_offset(signs[0]["at"], offset)[0] if signs else None
        told = signs and signs[0]["kind"] in ("accepted", "departed", "arrived")
        self.taking_told = self.taken if told else None
        self.attempted = days("delivery_failed", "delivered")[0]
        self.failed = days("delivery_failed")[-1]
        self.delivered = days("delivered")[0]
        self.delivered_at = next((told["at"] for told in history if told["kind"] == "delivered"), None)

    @property
    def consignment(self):
        return self.tracking.get("consignment")

    @property
    def ended(self):
        return self.tracking["final"] or self.tracking["state"] == "lost"

    def answer(self):
        return {"leg": self.way, "tracking": self.tracking}


def legs_of(question, offset):
    intake = listed(question, "intake_events")
    for index, event in enumerate(intake):
        if event["consignment"] != intake[0]["consignment"]:
            raise Issue("mixed_consignments", f"/intake_events/{index}/consignment")
    sent = listed(question, "return_events")
    consignments = sorted({event["consignment"] for event in sent}, key=str.encode)
    returns = [
        Leg("return", [event for event in sent if event["consignment"] == consignment], offset)
        for consignment in consignments
    ]

    def first_told(leg):
        history = leg.tracking["history"]
        return (0, instant(history[0]["at"])) if history else (1, 0)

    returns.sort(key=first_told)
    return Leg("intake", intake, offset) if intake else None, returns


# --- late ------------------------------------------------------------------------------------------------------------

def working_days_after(calendar, due, end, suspended):
    """Working days after `due` up to and with `end`, suspended ones left out; None where it cannot be told."""
    if calendar is None:
        return None
    count, day = 0, due
    try:
        while day < end:
            day = day_after(day)
            if is_working(calendar, day) and not any(valid_on(pause, day) for pause in suspended):
                count += 1
    except NotCovered:
        return None
    return count


# --- journey ---------------------------------------------------------------------------------------------------------

def journey(rulebook, question):
    try:
        return told(rulebook, question)
    except Issue as issue:
        return issue.answer()


def told(rulebook, question):
    on = question["on"]
    intake, returns = legs_of(question, rulebook["utc_offset"])
    last = returns[-1] if returns else None

    def given(key, otherwise):
        return question[key] if present(question.get(key)) else otherwise

    posted = given("posted_on", intake and intake.taken)
    filing = {key: question[key] for key in ("filed_on", "filed_at") if present(question.get(key))}
    if not filing and intake and intake.delivered_at:
        filing = {"filed_at": intake.delivered_at}
    filed = filing.get("filed_on")
    if "filed_at" in filing:
        filed = at_offset(filing["filed_at"], rulebook["utc_offset"])[0]
    resolved = question.get("resolved_on")
    collected = given("collected_on", last and last.taken)
    first_collected = returns[0].taken if len(returns) > 1 else collected
    told_collected = returns[0].taking_told if len(returns) > 1 else given("collected_on", last and last.taking_told)
    last_attempt = given("last_attempt_on", last and last.failed)
    went_on = (first_collected if question["service"] == "return" else posted) or on

    def due_days(collected_on, last_attempt_on):
        moments = {key: question[key] for key in CASE_KEYS if present(question.get(key))}
        moments |= {
            **filing, "on": went_on, "slip": question.get("slip"), "suspended": listed(question, "suspended"),
            "posted_on": posted, "resolved_on": resolved, "collected_on": collected_on,
            "last_attempt_on": last_attempt_on,
        }
        return moments, deadlines(rulebook, moments)

    moments, answer = due_days(collected, last_attempt)
    if "issues" in answer:
        raise Issue(answer["issues"][0]["code"], answer["issues"][0]["path"])
    due = {step["id"]: step["due"] for step in answer.get("steps", [])}
    # Of each sending: its leg, its own due day, when it was collected, tried, tried last, and delivered.
    sendings = []
    for leg in returns[:-1]:
        steps = due_days(leg.taken, leg.failed)[1].get("steps", [])
        own = {step["id"]: step["due"] for step in steps}.get("first_attempt")
        sendings.append((leg, own, leg.taken, leg.attempted, leg.failed))
    sendings.append((last, due.get("first_attempt"), collected, last and last.attempted, last_attempt))

    late, expected = [], []
    won, _ = find(rulebook, moments)
    if won is not None:
        late = delays(rulebook, question, won, due, intake, sendings, (posted, filed, resolved, first_collected, told_collected))
        expected = expectations(rulebook, won, due, sendings[-1])
        expected += claims(rulebook, on, late, intake, posted, due.get("filing"), sendings)

    # After the cut-off it counts as filed on a later day: from there the agency counts.
    counts = next((step["from"] for step in answer.get("steps", []) if step["id"] == "result"), filed)
    state = state_of(question, intake, returns, filed and counts, resolved or first_collected)
    weighed = present(question.get("weight_grams"))
    price = None
    if weighed:
        asked = {key: question[key] for key in CASE_KEYS + PRICE_KEYS if present(question.get(key))}
        price = quote(rulebook, {**asked, "on": went_on})
        if "issues" in price:
            raise Issue(price["issues"][0]["code"], price["issues"][0]["path"])
    return without_absent({
        "dossier": question["dossier"],
        "on": on,
        "state": state,
        "state_number": STATES.index(state) + 1,
        "promised_on": due.get("result"),
        "resolved_on": resolved,
        "handed_over_on": next((leg.delivered for leg in returns if leg.delivered), None),
        "legs": [leg.answer() for leg in ([intake] if intake else []) + returns],
        "deadlines": answer,
        "late": late,
        "next": expected,
        "quote": price,
    })


def state_of(question, intake, returns, filed, done):
    if any(leg.tracking["state"] == "delivered" for leg in returns):
        return "handed_over"
    if present(question.get("agency_state")):
        return question["agency_state"]
    if done:
        return "done"
    if any(valid_on(pause, question["on"]) for pause in listed(question, "suspended")):
        return "supplement_requested"
    if filed:
        return "processing" if question["on"] > filed else "received"
    return {"returned": "not_received", "cancelled": "withdrawal_requested"}.get(
        intake and intake.tracking["state"], "registered"
    )


def calendars_of(rulebook, won):
    """The post's calendar, the agency's, and that of the agency that takes it in."""
    _, clause, _, agency, reception = won
    calendars = listed(rulebook, "calendars")
    agencies = by_key(listed(rulebook, "agencies"), "code")

    def named(key):
        if not calendars:
            return None
        return by_key(calendars, "id")[key] if present(key) else calendars[0]

    posts = named((clause.get("sla") or {}).get("calendar"))
    return posts, named(agencies[agency].get("calendar")), named(agencies[reception].get("calendar"))


def delays(rulebook, question, won, due, intake, sendings, moments):
    posted, filed, resolved, collected, told_collected = moments
    posts, agencys, counters = calendars_of(rulebook, won)
    found = []

    def look(step, leg, day, begun, reached, silent, calendar, whose, suspended=()):
        """`silent`: it was done, or came to an end, but nobody says when it was done."""
        if day is None or begun is None or (reached is None and silent):
            return
        end = reached or question["on"]
        if end > day:
            found.append(without_absent({
                "step": step, "consignment": leg and leg.consignment, "due": day, "reached": reached,
                "days": working_days_after(calendar, day, end, suspended), "whose": whose,
            }))

    handed_in = (intake and intake.delivered) or filed
    after_filing = bool(filed or resolved or collected or (intake and intake.ended))
    look("filing", intake, due.get("filing"), posted, handed_in, after_filing, posts, "post")
    suspended = listed(question, "suspended")
    look("result", None, due.get("result"), filed, resolved, bool(collected), agencys, "agency", suspended)
    look("collection", None, due.get("collection"), resolved, told_collected, bool(collected), counters, "post")
    for leg, day, taken, attempted, last_attempt in sendings:
        silent = bool(last_attempt or (leg and leg.ended))
        look("first_attempt", leg, day, taken, attempted, silent, posts, "post")
    return found


def expectations(rulebook, won, due, sending):
    clause = won[1]
    sla = clause.get("sla")
    leg, _, _, _, last_attempt = sending
    if not present(sla):
        return []

    def step(kind, **keys):
        return without_absent({"kind": kind, "consignment": leg and leg.consignment, **keys, "source": sla.get("source")})

    if leg and leg.tracking["state"] == "returning":
        return [step("return")]
    if leg and leg.ended:
        return []
    attempts = leg.tracking["attempts"] if leg else 0
    most = sla.get("attempts")
    found = []
    if attempts and (most is None or attempts < most):
        not_before = None
        if present(sla.get("attempt_gap_days")) and last_attempt:
            try:
                calendar = calendars_of(rulebook, won)[0]
                not_before = add_working_days(calendar, last_attempt, sla["attempt_gap_days"])
            except NotCovered:
                pass
        kind = "invitation" if leg.tracking["state"] == "held" else "attempt"
        found.append(step(kind, number=attempts + 1, not_before=not_before))
    hold = due.get("hold")
    if hold:
        found.append(step("hold", until=hold))
    if attempts and (attempts >= most if most is not None else hold):
        found.append(step("return", not_before=day_after(hold) if hold else last_attempt))
    return found


def claims(rulebook, on, late, intake, posted, filing_due, sendings):
    found = []
    legs = [(intake, filing_due, posted, "filing")] if intake else []
    legs += [(leg, day, taken, "first_attempt") for leg, day, taken, _, _ in sendings if leg]
    for leg, day, accepted, step in legs:
        rule = one_valid(listed(rulebook, "liability"), accepted) if accepted else None
        if rule is None or leg.tracking["claim"] not in ("none", "refused"):
            continue
        was_late = any(entry["step"] == step and entry.get("consignment") == leg.consignment for entry in late)
        for harm, happened, counted_from in [
            ("lost", leg.tracking["state"] == "lost", day),
            ("late", was_late, day),
            ("damaged", leg.tracking["damaged"], leg.delivered),
        ]:
            if not happened or counted_from is None:
                continue
            until = months_later(counted_from, rule["claim_months"][harm])
            if on <= until:
                found.append(without_absent({
                    "kind": "claim", "consignment": leg.consignment, "harm": harm, "until": until,
                    "source": rule.get("source"),
                }))
    return found
