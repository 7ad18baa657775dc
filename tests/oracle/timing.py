"""SPEC 6: due dates, and the calendars of SPEC 1."""

import datetime

from basics import LAST_DAY, Issue, by_key, day_after, each_once, listed, present, reason, valid_on, without_absent
from decision import find
from pricing import zone_of
from tracking import instant

WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def at_offset(text, offset):
    """A time at the rulebook's offset: (its civil day, the seconds of that day that have passed)."""
    sign = -1 if offset[0] == "-" else 1
    shift = sign * (int(offset[1:3]) * 3600 + int(offset[4:6]) * 60)
    days, seconds = divmod(instant(text) + shift, 86400)
    return datetime.date.fromordinal(int(days)).isoformat(), seconds


class NotCovered(Exception):
    """A day is needed that the calendar does not cover."""

    def __init__(self, day):
        super().__init__(day)
        self.day = day


def is_working(calendar, day):
    if not valid_on(calendar["covers"], day):
        raise NotCovered(day)
    if day in listed(calendar, "working_days"):
        return True
    weekday = WEEKDAYS[datetime.date.fromisoformat(day).weekday()]
    return weekday not in calendar["weekend"] and not any(
        valid_on(holiday, day) for holiday in listed(calendar, "holidays")
    )


def add_working_days(calendar, day, days, suspended=()):
    """The day after is day 1; 0 days is the day itself when it is a working day, else the next.  Suspended days do
    not count, and are not looked up."""
    if calendar is None:
        raise NotCovered(day)
    start = day

    def counts(candidate):
        if candidate > LAST_DAY:
            raise NotCovered(start)  # suspended for ever: it cannot be told
        if any(valid_on(pause, candidate) for pause in suspended):
            return False
        return is_working(calendar, candidate)

    if days == 0:
        while not counts(day):
            day = day_after(day)
        return day
    while days > 0:
        day = day_after(day)
        if counts(day):
            days -= 1
    return day


def filing_of(rulebook, question, procedure):
    """(the day on which the agency had it, was it after the cut-off?), or (None, False)."""
    if not present(question.get("filed_at")):
        return question.get("filed_on"), False
    day, seconds = at_offset(question["filed_at"], rulebook["utc_offset"])
    cut_off = procedure.get("cut_off")
    return day, present(cut_off) and seconds >= int(cut_off[:2]) * 3600 + int(cut_off[3:]) * 60


def deadlines(rulebook, question):
    try:
        if present(question.get("filed_at")) and present(question.get("filed_on")):
            raise Issue("not_with", "/filed_at")
        won, refusal = find(rulebook, question)
    except Issue as issue:
        return issue.answer()
    if refusal is not None:
        return refusal
    contract, clause, _, agency_code, reception_code = won
    service = question["service"]
    calendars = listed(rulebook, "calendars")
    default = calendars[0]["id"] if calendars else None
    agencies = by_key(listed(rulebook, "agencies"), "code")
    procedure = by_key(listed(rulebook, "procedures"), "code")[question["procedure"]]

    zone, reasons = zone_of(rulebook, question, reception_code)
    sla = clause.get("sla")
    if not present(sla):
        reasons.append(reason("no_sla", contract=contract["id"], clause=clause["id"]))
        sla = None

    def calendar(key):
        key = key or default
        return None if key is None else by_key(calendars, "id")[key]

    posts = None if sla is None else calendar(sla.get("calendar"))
    agencys = calendar(agencies[agency_code].get("calendar"))
    counters = calendar(agencies[reception_code].get("calendar"))
    there = service in ("intake", "both")
    back = service in ("return", "both")
    steps = []

    def told(step):
        for done in steps:
            if done["id"] == step:
                return done["due"]
        return None

    def count(step, moment, start, days, days_missing, which, source, suspended=(), too_late=False):
        """One step counted in working days, or its reason.  `too_late`: only the next working day counts."""
        if not present(start):
            reasons.append(reason("moment_missing", step=step, moment=moment))
        elif days is None:
            reasons.append(days_missing)
        else:
            try:
                if too_late:
                    start = add_working_days(which, start, 1, suspended)
                due = add_working_days(which, start, days, suspended)
            except NotCovered as gap:
                reasons.append(reason("calendar_not_covered", step=step, day=gap.day))
                return
            steps.append(without_absent({
                "id": step, "from": start, "days": days, "unit": "working", "due": due, "source": source,
            }))

    def by_zone(step, moment, start, table):
        if sla is None or zone is None:
            return  # left out silently
        days = (sla.get(table) or {}).get(zone)
        count(step, moment, start, days, reason("no_days_for_zone", step=step, zone=zone), posts, sla.get("source"))

    if there:
        by_zone("filing", "posted_on", question.get("posted_on"), "delivery_days")
    if there and question.get("slip"):
        by_zone("slip", "posted_on", question.get("posted_on"), "slip_days")
    filed, too_late = filing_of(rulebook, question, procedure)
    count(
        "result", "filed_on", filed or told("filing"), procedure.get("processing_days"),
        reason("no_processing_days", procedure=procedure["code"]), agencys, procedure.get("source"),
        listed(question, "suspended"), too_late,
    )
    if back and sla is not None:
        count(
            "collection", "resolved_on", question.get("resolved_on") or told("result"), sla.get("handover_days") or 0,
            None, counters, sla.get("source"),
        )
    if back:
        by_zone("first_attempt", "collected_on", question.get("collected_on") or told("collection"), "delivery_days")
    if back and sla is not None and present(question.get("last_attempt_on")) and present(sla.get("hold_days")):
        steps.append(without_absent({
            "id": "hold", "from": question["last_attempt_on"], "days": sla["hold_days"], "unit": "calendar",
            "due": day_after(question["last_attempt_on"], sla["hold_days"]), "source": sla.get("source"),
        }))

    return without_absent({
        "outcome": "dated" if steps else "no_deadline",
        "contract": contract["id"],
        "clause": clause["id"],
        "zone": zone,
        "steps": steps,
        "reasons": reasons,
        "sources": each_once(step.get("source") for step in steps),
    })
