"""SPEC 12: what is owed when it goes wrong."""

import calendar as months_of
import datetime

from basics import day_after, each_once, listed, present, reason, round_ratio, without_absent
from pricing import one_valid
from timing import NotCovered, add_working_days


def months_later(day, months):
    """The same day of the month `months` later, clipped to the month's end."""
    date = datetime.date.fromisoformat(day)
    count = date.year * 12 + date.month - 1 + months
    year, month = count // 12, count % 12 + 1
    last = months_of.monthrange(year, month)[1]
    return datetime.date(year, month, min(date.day, last)).isoformat()


def compensation(rulebook, question):
    issues = list(issues_of(question))
    return {"issues": issues} if issues else owed(rulebook, question)


def issues_of(question):
    for key in ["due_on", "claimed_on", "delivered_on"]:
        if present(question.get(key)) and question[key] < question["accepted_on"]:
            yield {"code": "contradicts", "path": f"/{key}"}
    weight, lost = question.get("weight_grams"), question.get("lost_grams")
    if present(weight) and present(lost) and lost > weight:
        yield {"code": "contradicts", "path": "/lost_grams"}


def owed(rulebook, question):
    event = question["event"]
    weight = question.get("weight_grams")
    lost = question.get("lost_grams")
    rule = one_valid(listed(rulebook, "liability"), question["accepted_on"])
    if rule is None:
        return {"outcome": "not_owed", "reasons": [reason("no_liability_rule", on=question["accepted_on"])]}

    reasons = []
    if event == "damaged":
        for key in ["delivered_on", "weight_grams", "lost_grams"]:
            if not present(question.get(key)):
                reasons.append(reason("missing", key=key))
    if event == "late":
        ended = question.get("delivered_on") or question["claimed_on"]
        if not ended > question["due_on"]:
            reasons.append(reason("not_late", due_on=question["due_on"]))
    counted_from = {
        "lost": question["due_on"],
        "late": question["due_on"],
        "damaged": question.get("delivered_on"),
        "charge": question["accepted_on"],
    }[event]
    claim_until = None
    if present(counted_from):
        claim_until = months_later(counted_from, rule["claim_months"][event])
        if question["claimed_on"] > claim_until:
            reasons.append(reason("claim_too_late", until=claim_until))
    if reasons:
        known = any(each["code"] != "missing" for each in reasons)
        return {"outcome": "not_owed" if known else "incomplete", "reasons": reasons}

    charge = question["charge"]
    source = rule.get("source")
    lines = []

    def line(what, amount):
        lines.append(without_absent({
            "kind": "compensation", "id": f"{rule['id']}/{what}", "amount": amount, "source": source,
        }))

    if event == "lost":
        line("lost", round_ratio(charge * rule["lost_bp"], 10000))
        if present(question.get("reissue_cost")):
            line("reissue", question["reissue_cost"])
    elif event == "late":
        line("late", round_ratio(charge * rule["late_bp"], 10000))
    elif event == "damaged":
        share = round_ratio(charge * rule["lost_bp"] * lost, 10000 * weight)
        if present(question.get("actual_damage")):
            share = min(share, question["actual_damage"])
        line("damaged", share)

    answer_due = pay_due = None
    calendars = listed(rulebook, "calendars")
    days = (rule.get("answer_days") or {}).get(question["zone"])
    if calendars and days is not None:
        try:
            answer_due = add_working_days(calendars[0], question["claimed_on"], days)
            pay_due = day_after(answer_due, rule["pay_days"])
        except NotCovered:
            pass
    return without_absent({
        "outcome": "owed",
        "rule": rule["id"],
        "amount": sum(entry["amount"] for entry in lines),
        "lines": lines,
        "claim_until": claim_until,
        "answer_due": answer_due,
        "pay_due": pay_due,
        "sources": each_once(entry.get("source") for entry in lines),
    })
