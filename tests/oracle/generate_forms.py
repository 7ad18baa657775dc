"""Forms as people fill them in: mostly about things that belong together, typed in many ways, with what may not be."""

import json
import unicodedata

from carriages import Asked, carriages
from fields import Place

NAMES = ["Nguyễn Văn An", "Y Kđăm Êban", "Trần Thị Bình", "O'Đông", "Ê\u0306ban Niê", "Công ty A.B", "Lê-Nguyễn Hà",
         "Ðặng \u0189ình Ðr", "Gu\u00f0rún", "काव्य", "می\u200cخواهم"]
ORGANISATIONS = ["Công ty Cổ phần 26", "Công ty TNHH A & B", "HTX “Ðông Á” (2), số 1/3: x+y@z.", "Hộ KD " + "Ô" * 120]
STREETS = ["12 Bạch Đằng", "Ấp 3, xã Tân An", "Số 5/2 đường Đại lộ Bình Dương", "a"]
OPTIONS = ["cash_on_delivery", "insured", "collect_agency_fee", "express"]
CATEGORIES = ["poor_household", "veteran", "student"]
# What may stand anywhere and be right nowhere, or only here and there.
ODD = [
    None, True, False, 0, 1, 100, -1, 1.5, "1", "", " \t", "đ!", "a\u0007b", [], {}, ["cod", "cod"], ["đ!"],
    ["insured"], "a" * 201, "a" * 600, "0912345678", "0123456789", "074085001234", "C1234567", "C1", "C123456789",
    "H1-9-x", "\u200b\u2060", "a\u200bb", "75306.0", "Công ty 26", "electronic", "an@1.2.3.4", "tax_code", "passport", "an@vidu.vn", "an@vidu", {"x_a": 1}, {"colour": 1}, 10**12,
]


class Forms:
    """Drawn by a Generator."""

    def tidy_or_not(self, text):
        """White space of any kind, letters and marks apart."""
        if self.chance(0.3):
            text = unicodedata.normalize("NFD", text)
        if self.chance(0.3):
            text = text.replace(" ", self.pick(["  ", "\t", "\u00a0", " \n "]))
        if self.chance(0.2):
            place = self.random.randint(0, len(text))
            text = text[:place] + self.pick(["\u200b", "\u200d", "\u00ad", "\u202a", "\ufeff"]) + text[place:]
        return self.pick([text, text, f" {text}", f"{text}\u2003"])

    def papers(self):
        kind = self.pick(["citizen_id", "old_citizen_id", "passport", "tax_code"])
        number = self.pick(["C1234567", "b 12-345.67", "12345"]) if kind == "passport" else getattr(self, kind)()
        return {"kind": kind, "number": number if kind == "passport" else self.typed(kind, number)}

    def person(self):
        papers = self.papers()
        names = [*NAMES, *ORGANISATIONS] if papers["kind"] == "tax_code" or self.chance(0.03) else NAMES
        person = {
            "name": self.tidy_or_not(self.pick(names)), "document": papers, "phone": self.typed("phone", self.phone()),
        }
        if self.chance(0.3):
            person["email"] = self.pick(["an@vidu.vn", " An.Nguyen+1@mail.vidu.com.vn", "ánh@vídụ.vn", ""])
        return person

    def recipient(self):
        relation = self.pick(["spouse", "parent", "child", "sibling", "relative", "colleague", "other"])
        return {**self.person(), "relation": relation, "authorised": self.chance(0.9)}

    def code_typed(self, code):
        return self.pick([code, code, code, f" {code}", code.lower(), code[:1] + " " + code[1:]])

    def form_of(self, form, case):
        """A form about a case that is right by itself, save by chance."""
        value = {
            "agency": self.code_typed(case["agency"]), "procedure": self.code_typed(case["procedure"]),
            "applicant": self.person(), "consent": self.chance(0.97),
        }
        if "reception" in case:
            value["reception"] = self.code_typed(case["reception"])
        if form == "return_request" or self.chance(0.85):
            place = self.pick(self.book["places"])["code"] if self.chance(0.95) else "P-OLD"
            value["address"] = {"place": place, "street": self.tidy_or_not(self.pick(STREETS))}
        if self.chance(0.3):
            value["recipient"] = self.recipient()
        if self.chance(0.2):
            value["submitter"] = self.person()
        if self.chance(0.6):
            value["options"] = self.random.sample(OPTIONS, self.pick([0, 1, 1, 2]))
        if self.chance(0.4):
            value["applicant_categories"] = self.random.sample(CATEGORIES, self.pick([0, 1, 2]))
        if self.chance(0.4):
            units = self.units(case["procedure"])
            value["agency_fee_units"] = self.pick([0, 100_001, 2.0, "3"]) if self.chance(0.1) else units
        if self.chance(0.3):
            value["note"] = self.tidy_or_not("Gọi trước khi đến")
        if self.chance(0.1):
            value["x_step"] = {"any": [1.5]}
        if form == "return_request":
            dossier = {"dossier": self.typed("dossier_code", self.dossier_code())} if self.chance(0.4) else {}
            return {**value, **dossier}
        return {
            **value, "pick_up": self.chance(0.5), "return_by_post": case["service"] == "both" or self.chance(0.2),
            "collect_agency_fee": self.chance(0.4),
            "documents": [self.enclosure() for _ in range(self.pick([1, 1, 2, 3]))],
        }

    def enclosure(self):
        original = self.pick([True, False, False, "electronic"])
        return {"name": self.tidy_or_not("Tờ khai"), "copies": self.random.randint(1, 99), "original": original}

    # --- what may not be ---------------------------------------------------------------------------------------------

    def places_in(self, value, path=()):
        """Every place of a value, the whole aside."""
        inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else []
        for key, held in inner:
            yield (*path, key)
            yield from self.places_in(held, (*path, key))

    def spoilt(self, value):
        """Another value somewhere, a key too few or too many, a code with a wrong sign."""
        value = json.loads(json.dumps(value))
        place = self.pick(list(self.places_in(value)))
        held = value
        for key in place[:-1]:
            held = held[key]
        form = self.pick(["odd", "odd", "absent", "unknown", "mistyped"])
        if form == "odd":
            held[place[-1]] = self.pick(ODD)
        elif form == "absent" and isinstance(held, dict):
            del held[place[-1]]
        elif form == "unknown" and isinstance(held, dict):
            held["colour"] = 1
        elif isinstance(held[place[-1]], str) and held[place[-1]]:
            held[place[-1]] = self.mistyped(held[place[-1]])
        return value

    # --- questions ---------------------------------------------------------------------------------------------------

    def case_of_a_form(self, form):
        """Mostly one of the services that such a form asks for."""
        services = ["return"] if form == "return_request" else ["intake", "both", "both"]
        return self.until(self.case, lambda case: case["service"] in services, 4)

    def validate_question(self):
        form = self.pick(["return_request", "intake_request"])
        case = self.case_of_a_form(form)
        question = {"form": form, "value": self.form_of(form, case), "on": case["on"]}
        if self.chance(0.2):
            question = self.until(lambda: {**question, **self.two_ways()}, self.goes_in_two, 15)
        for _ in range(self.pick([0, 0, 1, 2])):
            question["value"] = self.spoilt(question["value"])
        if self.chance(0.05):
            del question["on"]
        return question

    def form_without_person_question(self):
        question = self.validate_question()
        return {"form": question["form"], "value": question["value"]}

    def preview_question(self):
        question = self.until(self.validate_question, lambda question: "on" in question, 20)
        return {"on": self.near(self.key_day()), **question, "weight_grams": self.weight()}

    def two_ways(self):
        """A dossier whose result comes by post too."""
        case = self.any_case()
        value = {**self.form_of("intake_request", case), "return_by_post": True}
        return {"form": "intake_request", "value": value, "on": case["on"]}

    def goes_in_two(self, question):
        """Has each way a clause of its own?"""
        asked = Asked(question["form"], question["value"], Place([]))
        return None not in (asked.agency, asked.procedure) and len(carriages(self.book, asked, question["on"])) == 2
