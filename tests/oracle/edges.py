"""Questions on the very days that a document names, and on the day before and the day after.

Every day is asked about through a question to which it matters, as far as one is found in a few draws: its answers of
the three days are not all the same.
"""

import datetime

from basics import day_after, listed, present
from oracle import ask
from terms import selects


def bounds(validity):
    """The days of a validity, if any."""
    return [day for day in ((validity or {}).get(key) for key in ("from", "until")) if present(day)]


def days_of_contracts(rulebook):
    for contract in listed(rulebook, "contracts"):
        amendments = listed(contract, "amendments")
        termination = contract.get("termination")
        for day in bounds(contract["valid"]):
            yield "term", contract, day
        for amendment in amendments:
            yield "amendment", contract, amendment["effective_on"]
            yield from (("amendment", contract, day) for day in [amendment.get("until")] if present(day))
            yield "amendment signed", contract, amendment["signed_on"]
        if termination:
            yield "termination", contract, termination["effective_on"]
            yield "termination signed", contract, termination["signed_on"]
        yield "contract signed", contract, contract["signed_on"]
        yield "signed and asked", contract, contract["signed_on"]


def days_of_lists(rulebook):
    for what in ["agencies", "places", "procedures", "liability"]:
        for thing in listed(rulebook, what):
            yield from ((what, thing, day) for day in bounds(thing.get("valid")))
    for reception in listed(rulebook, "receptions"):
        yield from (("receptions", reception, day) for day in bounds(reception.get("valid")))
    for procedure in listed(rulebook, "procedures"):
        for what in ["in_person", "agency_fees"]:
            for entry in listed(procedure, what):
                yield from ((what, procedure, day) for day in bounds(entry.get("valid")))
    for what, inner in [("tariffs", "versions"), ("taxes", "rates")]:
        for thing in listed(rulebook, what):
            yield from ((what, thing, day) for entry in thing[inner] for day in bounds(entry["valid"]))


def days_of_calendars(rulebook):
    for calendar in listed(rulebook, "calendars"):
        yield from (("covers", calendar, day) for day in bounds(calendar["covers"]))
        for holiday in listed(calendar, "holidays"):
            yield from (("holidays", calendar, day) for day in bounds(holiday))
        yield from (("working_days", calendar, day) for day in listed(calendar, "working_days"))


def named_days(rulebook):
    """[(what, the thing that has the day, day)]; a time of every day has none."""
    cut_offs = [("cut_off", each, None) for each in listed(rulebook, "procedures") if present(each.get("cut_off"))]
    return [*days_of_contracts(rulebook), *days_of_lists(rulebook), *days_of_calendars(rulebook), *cut_offs]


# Of these days it is asked what was known; the day asked about is another.
SIGNINGS = ["contract signed", "amendment signed", "termination signed"]
OF_A_CONTRACT = ["term", "amendment", "termination", "signed and asked", *SIGNINGS]
# The questions in which a day of each sort may matter.
OF_A_CASE = ["decide", "quote", "deadlines", "validate", "preview", "procedures"]
ASKED_BY = {
    "term": OF_A_CASE, "amendment": OF_A_CASE, "termination": OF_A_CASE, "signed and asked": ["decide", "quote"],
    **{signing: ["decide", "quote", "deadlines"] for signing in SIGNINGS},
    "agencies": [*OF_A_CASE, "choices", "report", "quarter_report"],
    "places": ["choices", "quote", "deadlines", "preview"], "procedures": OF_A_CASE, "liability": ["compensation"],
    "in_person": ["decide", "validate", "procedures"], "agency_fees": ["quote", "preview"],
    "receptions": ["decide", "quote", "deadlines", "choices", "validate"],
    "cut_off": ["deadlines", "deadlines", "journey"],
    "tariffs": ["quote", "preview"], "taxes": ["quote", "preview"],
    **{what: ["deadlines", "compensation"] for what in ["covers", "holidays", "working_days"]},
}
MOMENTS = ["posted_on", "filed_on", "filed_at", "resolved_on", "collected_on"]


class Edges:
    """Drawn by a Generator."""

    def edge_questions(self, count):
        """(question's name, question), three for each of so many days."""
        by_sort = {}
        for what, thing, day in named_days(self.book):
            by_sort.setdefault(what, []).append((thing, day))
        for _ in range(count):
            what = self.pick(sorted(by_sort))
            thing, day = self.pick(by_sort[what])
            name = self.pick(ASKED_BY[what])
            for question in self.telling(name, what, thing, day):
                yield name, question

    def telling(self, name, what, thing, day):
        """The question on the day before, the day and the day after; or a minute before, then, and a minute later."""
        return self.until(lambda: self.on_three_days(name, what, thing, day), lambda asked: self.differ(name, asked), 8)

    def differ(self, name, asked):
        answers = [ask(name, self.book, question) for question in asked]
        return any(answer != answers[0] for answer in answers)

    def on_three_days(self, name, what, thing, day):
        if what == "cut_off":
            return self.around_the_cut_off(name, thing)
        days = [day_after(day, offset) for offset in (-1, 0, 1)]
        question = self.question_about(name, what, thing, day)
        if name in ("report", "quarter_report"):
            key = "resolved_on" if name == "report" else "accepted_on"
            rows = [[{**row, key: each} for row in question["rows"]] for each in days]
            return [{**question, "rows": each} for each in rows]
        key = self.key_of_the_day(name, what)
        if key == "filed_at":
            days = [f"{each}T{self.pick(['14:59:59', '15:00:00'])}+07:00" for each in days]
        question.pop({"filed_on": "filed_at", "filed_at": "filed_on"}.get(key), None)
        return [{**question, key: each} for each in days]

    def around_the_cut_off(self, name, procedure):
        case = self.case_about("procedures", procedure, self.day_to_ask())
        question = self.deadlines_of(case) if name == "deadlines" else self.journey_of(case)
        question.pop("filed_on", None)
        then = datetime.datetime.fromisoformat(f"{self.near(question['on'])}T{procedure['cut_off']}:00")
        minutes = [datetime.timedelta(minutes=offset) for offset in (-1, 0, 1)]
        return [{**question, "filed_at": self.written(then + offset)} for offset in minutes]

    def key_of_the_day(self, name, what):
        if what in SIGNINGS:
            return "known_on"
        if what in ("covers", "holidays", "working_days"):
            return "claimed_on" if name == "compensation" else self.pick(MOMENTS)
        return "accepted_on" if name == "compensation" else "on"

    def question_about(self, name, what, thing, day):
        if name == "choices":
            return {"on": day}
        if name in ("report", "quarter_report"):
            return {**getattr(self, f"{name}_question")(), "period": {"from": "2000-01-01"}, "by": ["agency"]}
        if name == "compensation":
            return self.compensation_question()
        case = self.case_about(what, thing, day)
        if name == "quote":
            return self.parcel_about(what, thing, case)
        if name == "deadlines":
            return self.deadlines_of(case)
        if name in ("validate", "preview"):
            form = "return_request" if case["service"] == "return" else "intake_request"
            question = {"form": form, "value": self.form_of(form, case), "on": case["on"]}
            return {**question, "weight_grams": self.weight()} if name == "preview" else question
        return {"agency": case["agency"], "on": case["on"]} if name == "procedures" else case

    def case_about(self, what, thing, day):
        """A case in which the thing has a part; other days stay within what the thing is about."""
        case = self.any_case(thing if what in OF_A_CONTRACT else None)
        if what == "agencies":
            case["agency"] = thing["code"]
        if what in ("procedures", "in_person", "agency_fees"):
            case = self.belonging({**case, "procedure": thing["code"]})
        if what == "receptions":
            served = [each["code"] for each in listed(self.book, "agencies") if selects(thing["for"], each)]
            case |= {"agency": self.pick(served or [thing["at"]]), "reception": thing["at"]}
            case["service"] = self.pick(thing.get("services") or ["intake", "return"])
        case["on"] = self.day_to_ask(thing) if what in SIGNINGS else day
        if what != "signed and asked":
            case.pop("known_on", None)  # the day that matters is known, or is set by whoever asks
        return case

    def parcel_about(self, what, thing, case):
        parcel = self.parcel(case)
        if what == "places":
            parcel.pop("zone", None)
            parcel["place"] = thing["code"]
        if what == "agency_fees":
            parcel["options"] = ["collect_agency_fee"]
        return parcel
