"""Seeded rulebooks, questions and event sets, all valid by SPEC 1 and dense in what can go wrong.

The same seed gives the same output.  Days come from a small pool per rulebook, so that validities begin, end and
overlap on the same days; questions are asked mostly on such a day, the day before or the day after.
"""

import datetime
import json
import random

from basics import LARGEST_SUM, by_key, day_after, each_once, valid_on
from decision import decide
from edges import Edges
from generate_codes import Codes
from generate_forms import CATEGORIES, OPTIONS, Forms
from generate_trials import Trials
from liability import months_later
from pricing import one_valid, quote
from terms import counters_of, stands_for
from tracking import KINDS, TABLE, allowed_in

SERVICE_SETS = [["intake"], ["return"], ["both"], ["intake", "return"], ["intake", "both"], ["intake", "return", "both"]]
KIND_NAMES = ["department", "commune", "district_office"]
REASONS = [
    "address_wrong", "moved", "addressee_unknown", "addressee_absent", "refused", "unreachable", "rescheduled",
    "no_access", "payment_refused", "identity_not_proven", "authorisation_missing", "force_majeure", "other",
]
LARGEST_MONEY = 10**12


class Generator(Codes, Edges, Forms, Trials):
    def __init__(self, seed):
        self.seed = seed
        self.random = random.Random(seed)
        self.pool = sorted(self.any_day() for _ in range(9))

    # --- small draws -------------------------------------------------------------------------------------------------

    def chance(self, probability):
        return self.random.random() < probability

    def pick(self, things):
        return self.random.choice(things)

    def some(self, things, at_least=1):
        """A sample in random order; all of a too short list."""
        return self.random.sample(things, self.random.randint(min(at_least, len(things)), len(things)))

    def any_day(self):
        start = datetime.date(2014, 1, 1)
        return (start + datetime.timedelta(days=self.random.randrange(4400))).isoformat()

    def key_day(self):
        return self.pick(self.pool) if self.chance(0.75) else self.any_day()

    def near(self, day):
        return day_after(day, self.pick([-1, 0, 0, 1, 1, self.random.randint(-40, 40)]))

    def validity(self, open_chance=0.4):
        """A validity that is never empty."""
        if self.chance(0.5):
            start = self.pick(["2000-01-01", self.pool[0]])
        else:
            start = self.key_day()
        until = self.key_day()
        if self.chance(0.1):
            # As who takes `until` for the last day writes it.
            return {"from": self.pick(["2010-01-01", "2014-07-01"]), "until": self.pick(["2020-12-31", "2024-02-29"])}
        if self.chance(open_chance) or until <= start:
            return self.pick([{"from": start}, {"from": start, "until": None}])
        return {"from": start, "until": until}

    def consecutive(self, count, gap_chance=0.3, missing_start_chance=0.2, closed_chance=0.15):
        """Validities in a row that do not overlap, with gaps here and there."""
        cuts = sorted(set(self.random.sample(self.pool, min(count, len(self.pool)))))
        if not self.chance(missing_start_chance):
            cuts = ["2010-01-01"] + cuts
        found = []
        for start, until in zip(cuts, cuts[1:] + [None]):
            if self.chance(gap_chance) and until is not None:
                until = day_after(until, -self.random.randint(1, 60))
            if until is None and self.chance(closed_chance):
                until = day_after(start, self.random.randint(1, 900))
            if until is None or until > start:
                found.append({"from": start, "until": until})
        return found[:count] or [{"from": "2010-01-01"}]

    def source(self):
        return {"source": self.pick(self.sources)} if self.chance(0.6) else {}

    def money(self, high=60000):
        return self.pick([0, LARGEST_MONEY]) if self.chance(0.02) else self.random.randint(1, high)

    def bp(self):
        return self.pick([0, 1, 3333, 5000, 10000, self.random.randint(1, 10000)])

    def name(self, text):
        return self.pick([text, {"vi": text, "en": f"{text} in English"}, {"vi": text}, {"en": text}])

    # --- the rulebook ------------------------------------------------------------------------------------------------

    def rulebook(self):
        self.sources = [f"{100 + number}/UBND-VX" for number in range(self.random.randint(4, 10))]
        book = {
            "hoso": 1,
            "id": f"generated-{self.seed}",
            "title": self.name("sách luật"),
            "currency": "VND",
            "utc_offset": "+07:00",
            "sources": [{"id": source, "title": "nguồn"} for source in self.sources],
        }
        self.book = book
        book["calendars"] = self.calendars()
        book["places"] = self.places()
        book["zones"] = self.zones()
        book["operators"] = [{"id": "post", "name": "bưu điện"}, {"id": "courier", "name": self.name("chuyển phát")}]
        book["agencies"] = self.agencies()
        book["fields"] = [{"id": f"F{number}", "name": "lĩnh vực"} for number in range(self.random.randint(1, 3))]
        book["procedures"] = self.procedures()
        if self.chance(0.8):
            book["receptions"] = [self.reception() for _ in range(self.random.randint(0, 5))]
        book["taxes"] = self.taxes()
        book["tariffs"] = self.tariffs()
        book["contracts"] = self.contracts()
        book["liability"] = self.liability()
        return book

    def calendars(self):
        found = []
        for number in range(self.pick([0, 1, 1, 2, 2, 3])):
            covers = {"from": "2010-01-01", "until": self.pick([None, "2029-01-01", "2027-01-01"])}
            if self.chance(0.5):
                covers = {"from": self.pool[self.pick([0, 1, 2])], "until": self.pick([None, self.pool[-1], self.pool[-2]])}
            holidays = []
            for _ in range(self.random.randint(2, 25)):
                start = self.near(self.key_day())
                holidays.append({
                    "from": start, "until": day_after(start, self.random.randint(1, 9)), "name": self.name("lễ"),
                })
            days = sorted({self.near(self.key_day()) for _ in range(self.random.randint(0, 12))})
            weekend = self.pick([["saturday", "sunday"], ["sunday"], ["friday", "saturday"], []])
            found.append({
                "id": f"K{number}", "weekend": weekend, "covers": covers, "holidays": holidays, "working_days": days,
            })
        return found

    def merger(self, probability, later):
        """`valid` and perhaps `merged_into` one of `later` (so that mergers never run in a circle)."""
        if later and self.chance(probability):
            return {"valid": {"from": "2000-01-01", "until": self.key_day()}, "merged_into": self.pick(later)}
        if self.chance(0.15):
            return {"valid": self.validity()}
        return {}

    def places(self):
        """A forest; a place merges only into a later one of its own kind, so that no place comes to lie in itself."""
        shape = []  # (code, kind, parent)
        for number in range(self.random.randint(2, 3)):
            shape.append((f"P{number}", "province", None))
        for code, _, _ in list(shape):
            for number in range(self.random.randint(1, 3)):
                shape.append((f"{code}D{number}", "district", code))
        for code, kind, _ in list(shape):
            if kind == "district" and self.chance(0.4):
                shape.append((f"{code}C", "commune", code))
        if self.chance(0.3):
            shape.append(("ISLAND", "special", None))
        found = []
        for position, (code, kind, parent) in enumerate(shape):
            later = [other for other, other_kind, _ in shape[position + 1:] if other_kind == kind]
            place = {"code": code, "name": self.name("nơi"), "kind": kind}
            if parent is not None:
                place["parent"] = parent
            if self.chance(0.35):
                place["groups"] = self.some(["north", "mid", "south"])
            place.update(self.merger(0.3, later))
            found.append(place)
        return found

    def zones(self):
        whens = [
            {"same": "commune"}, {"same": "district"}, {"same": "province"}, {"same_group": True},
            {"groups": self.random.sample(["north", "mid", "south"], 2)}, {"groups": ["mid", "mid"]}, {"by_name": True},
        ]
        chosen = self.random.sample(whens, self.random.randint(1, 4))
        if self.chance(0.3):
            chosen.sort(key=lambda when: list(when))
        if self.chance(0.7):
            chosen.insert(len(chosen) if self.chance(0.75) else self.random.randint(0, len(chosen)), {"any": True})
        return [{"id": f"z{number}", "name": self.name("vùng"), "when": when} for number, when in enumerate(chosen)]

    def agencies(self):
        # Some have a national code, which forms write in capitals.
        numbers = range(self.random.randint(3, 6))
        codes = [self.pick([f"A{number}", f"A{number}", f"H15.5{number}"]) for number in numbers]
        self.random.shuffle(codes)
        found = []
        for position, code in enumerate(codes):
            agency = {"code": code, "name": self.name("cơ quan")}
            if self.chance(0.75):
                agency["kind"] = self.pick(KIND_NAMES)
            if self.chance(0.92):
                agency["place"] = self.pick(self.book["places"])["code"]
            if position and self.chance(0.2):
                agency["parent"] = self.pick(codes[:position])
            if self.book["calendars"] and self.chance(0.5):
                agency["calendar"] = self.pick(self.book["calendars"])["id"]
            agency.update(self.merger(0.5, codes[position + 1:]))
            found.append(agency)
        self.random.shuffle(found)
        return found

    def selector(self, weights=(6, 2, 1)):
        codes = [agency["code"] for agency in self.book["agencies"]]
        form = self.random.choices(["codes", "kinds", "all"], weights)[0]
        if form == "codes":
            return {"codes": self.random.sample(codes, min(len(codes), self.pick([1, 1, 2, 3])))}
        if form == "kinds":
            return {"kinds": self.random.sample(KIND_NAMES, self.pick([1, 1, 2]))}
        return {"all": True}

    def procedures(self):
        found = []
        for number in range(self.random.randint(4, 8)):
            procedure = {"code": f"1.00{number:04}", "name": self.name("thủ tục"), "agencies": self.selector()}
            if self.chance(0.8):
                procedure["field"] = self.pick(self.book["fields"])["id"]
            if self.chance(0.2):
                procedure["valid"] = self.validity()
            if self.chance(0.8):
                procedure["processing_days"] = self.pick([0, 1, 2, 3, 5, 10, 15, 30])
            if self.chance(0.3):
                entries = []
                for service in self.random.sample(["intake", "return", "both"], self.pick([1, 1, 2])):
                    entry = {"service": service}
                    if self.chance(0.7):
                        entry["valid"] = self.validity(open_chance=0.1)
                    entry.update(self.source())
                    entries.append(entry)
                procedure["in_person"] = entries
            if self.chance(0.6):
                fees = []
                for valid in self.consecutive(self.pick([1, 2, 3])):
                    fees.append({"valid": valid, **self.fee(), **self.source()})
                if self.chance(0.3):
                    fees = [{**self.fee(), **self.source()}]
                procedure["agency_fees"] = fees
            if self.chance(0.5):
                procedure["cut_off"] = self.pick(["15:00", "15:00", "11:30", "00:00", "23:59"])
            procedure.update(self.source())
            found.append(procedure)
        return found

    def fee(self):
        """An amount; or by the unit, cheaper or dearer from step to step, with a most or without."""
        if self.chance(0.35):
            return {"amount": self.money(800000)}
        edges = sorted(self.random.sample([1, 2, 3, 10, 99, 100, 99_999, 100_000], self.pick([0, 1, 1, 2, 3])))
        fee = {"each": [{"up_to": edge, "price": self.money(5000)} for edge in edges] + [{"price": self.money(5000)}]}
        if self.chance(0.5):
            fee["max"] = self.pick([0, 5000, 200_000, LARGEST_MONEY, self.random.randint(1, 90_000)])
        return fee

    def reception(self):
        """A counter for some agencies, for its own alone now and then."""
        agencies = [agency["code"] for agency in self.book["agencies"]]
        reception = {"at": self.pick(agencies), "for": self.selector((4, 3, 3))}
        if self.chance(0.1):
            reception["for"] = {"codes": [reception["at"]]}
        if self.chance(0.5):
            reception["services"] = list(self.pick([*SERVICE_SETS, ["return", "intake"]]))
        if self.chance(0.4):
            reception["valid"] = self.validity()
        return {**reception, **self.source()}

    def taxes(self):
        return [
            {"id": tax, "name": self.name("thuế"), "rates": [
                {"valid": valid, "bp": self.pick([0, 500, 800, 1000, 1234]), **self.source()}
                for valid in self.consecutive(self.pick([1, 2, 3]), gap_chance=0.4)
            ]}
            for tax in ["vat", "luxury"]
        ]

    def bands(self):
        edges = sorted(self.random.sample([1, 20, 100, 250, 251, 500, 1000, 2000, 2001, 5000], self.random.randint(1, 4)))
        price = self.random.randint(1, 30000)
        found = []
        for edge in edges:
            found.append({"up_to": edge, "price": self.pick([0, LARGEST_MONEY]) if self.chance(0.01) else price})
            price = max(0, price + self.random.randint(-1500, 9000))
        rate = {"bands": found}
        if self.chance(0.6):
            rate["further"] = {
                "each": self.pick([1, 100, 333, 500]),
                "price": LARGEST_MONEY if self.chance(0.01) else self.pick([0, 1, self.random.randint(100, 5000)]),
                "max": self.pick([edges[-1] + 1, 6000, 30000, 100000]),
            }
        return rate

    def rates(self):
        found = []
        for zone in self.book["zones"]:
            form = self.random.choices(["legs", "shared", "bundled", "bundle", "all"], [4, 3, 3, 1, 1])[0]
            sets = {
                "legs": [["intake"], ["return"]], "shared": [["intake", "return"]],
                "bundled": [["intake", "return"], ["both"]], "bundle": [["both"]], "all": [["return", "both", "intake"]],
            }[form]
            for services in sets:
                if not self.chance(0.07):
                    found.append({"services": services, "zone": zone["id"], **self.bands()})
        self.random.shuffle(found)
        return found

    def surcharge(self, option):
        surcharge = {"id": f"s-{option}", "option": option}
        form = self.random.choices(["fixed", "bp", "tiers"], [3, 4, 3])[0]
        if form == "fixed":
            surcharge["fixed"] = self.money(20000)
            return surcharge
        base = self.pick(["postage", "declared_value", "agency_fee", None])
        if option == "collect_agency_fee" and self.chance(0.7):
            base = "agency_fee"
        if base is not None:
            surcharge["of"] = base
        if form == "bp":
            surcharge["bp"] = self.bp()
        else:
            tiers = []
            for below in sorted(self.random.sample([1, 5000, 30000, 500000, 2000000], self.random.randint(1, 3))):
                tiers.append({"below": below, **self.pick([{"fixed": self.money(20000)}, {"bp": self.bp()}])})
            surcharge["tiers"] = tiers + [self.pick([{"fixed": self.money(20000)}, {"bp": self.bp()}])]
        low = self.random.randint(0, 20000)
        if self.chance(0.4):
            surcharge["min"] = low
        if self.chance(0.4):
            surcharge["max"] = low + self.random.randint(0, 40000)
        return surcharge

    def discount(self, number):
        when = {}
        if self.chance(0.6):
            when["service"] = self.pick(["intake", "return", "both"])
        if self.chance(0.6) or not when:
            when["applicant"] = self.pick(CATEGORIES)
        discount = {"id": f"d{number}", "when": when, "bp": self.pick([0, 500, 3333, 5000, 10000, self.bp()])}
        if self.chance(0.4):
            discount["max"] = self.random.randint(0, 30000)
        return discount

    def tariffs(self):
        found = []
        for number in range(self.random.randint(2, 3)):
            tariff = {"id": f"T{number}", "title": self.name("bảng giá")}
            if self.chance(0.7):
                tariff["tax"] = self.pick(["vat", "vat", "luxury"])
            if self.chance(0.4):
                tariff["price_includes_tax"] = self.chance(0.8)
            if self.chance(0.65):
                tariff["rounding"] = {
                    "mode": self.pick(["half_up", "up", "down"]), "to": self.pick([1, 10, 100, 500, 1000, 7]),
                }
            versions = []
            for place, valid in enumerate(self.consecutive(self.pick([1, 2, 3]), 0.15, 0.08, 0.1)):
                version = {"id": f"v{place}", "valid": valid, **self.source(), "rates": self.rates()}
                version["surcharges"] = [self.surcharge(option) for option in self.some(OPTIONS, self.pick([0, 2, 3]))]
                version["discounts"] = [self.discount(each) for each in range(self.pick([0, 1, 2, 3]))]
                if self.chance(0.5):
                    version["combine"] = self.pick(["sum", "best"])
                if self.chance(0.03):
                    for rate in version["rates"]:
                        # As who thinks of kilograms writes them.
                        rate["bands"] = [{"up_to": edge, "price": self.money()} for edge in [1, self.pick([5, 99])]]
                        rate.pop("further", None)
                versions.append(version)
            self.random.shuffle(versions)
            tariff["versions"] = versions
            found.append(tariff)
        return found

    def payers(self):
        whos = self.random.sample(["applicant", "agency", "operator", "budget/2014"], self.random.randint(1, 4))
        cuts = sorted(self.random.sample([1, 2500, 3333, 5000, 6667, 9999], len(whos) - 1))
        return [
            {"who": who, "bp": high - low} for who, low, high in zip(whos, [0] + cuts, cuts + [10000])
        ]

    def by_zone(self):
        zones = [zone["id"] for zone in self.book["zones"]]
        return {zone: self.random.randint(0, 7) for zone in zones if self.chance(0.85)}

    def sla(self):
        sla = {}
        if self.book["calendars"] and self.chance(0.5):
            sla["calendar"] = self.pick(self.book["calendars"])["id"]
        if self.chance(0.6):
            sla["handover_days"] = self.random.randint(0, 3)
        if self.chance(0.95):
            sla["delivery_days"] = self.by_zone()
        if self.chance(0.6):
            sla["slip_days"] = self.by_zone()
        if self.chance(0.5):
            sla["attempts"] = self.random.randint(1, 3)
            sla["attempt_gap_days"] = self.random.randint(1, 3)
        if self.chance(0.6):
            sla["hold_days"] = self.random.randint(0, 30)
        sla.update(self.source())
        return sla

    def clause(self, key):
        fields = [field["id"] for field in self.book["fields"]]
        procedures = [procedure["code"] for procedure in self.book["procedures"]]
        form = self.random.choices(["all", "fields", "procedures"], [5, 3, 3])[0]
        scope = {
            "all": {"all": True}, "fields": {"fields": self.some(fields)},
            "procedures": {"procedures": self.random.sample(procedures, self.random.randint(1, 4))},
        }[form]
        clause = {
            "id": key, "services": list(self.pick(SERVICE_SETS)), "scope": scope,
            "tariff": self.pick(self.book["tariffs"])["id"],
        }
        if self.chance(0.3):
            exception = {}
            if self.chance(0.4):
                exception["fields"] = [self.pick(fields)]
            if self.chance(0.7) or not exception:
                exception["procedures"] = self.random.sample(procedures, self.pick([1, 2]))
            clause["except"] = exception
        if self.chance(0.6):
            clause["payers"] = self.payers()
        if self.chance(0.8):
            clause["sla"] = self.sla()
        if self.chance(0.8):
            clause["options"] = self.some(OPTIONS, self.pick([0, 3]))
        return clause

    def amendment(self, number, ids):
        effective = self.key_day()
        signed = self.pick([effective, day_after(effective, -self.random.randint(1, 200)), self.key_day()])
        amendment = {"id": f"PL{number}", "signed_on": signed, "effective_on": effective}
        if self.chance(0.75):
            keys = self.random.sample(ids, self.pick([1, 1, 2]))
            amendment["set"] = [self.clause(key) for key in keys]
        if self.chance(0.35):
            amendment["remove"] = self.random.sample(ids, self.pick([1, 1, 2]))
        if self.chance(0.3):
            amendment["until"] = self.pick([self.key_day(), self.key_day(), "2016-12-31", "2020-02-29"])
        return amendment

    def contracts(self):
        ids = [f"{prefix}-{number}" for number, prefix in enumerate(["B", "a", "10", "9", "C.x"])]
        self.random.shuffle(ids)
        found = []
        signed_days = [self.key_day() for _ in range(3)]
        for key in ids[:self.random.randint(2, 5)]:
            clause_ids = ["2", "1", "10", "x"]
            first = clause_ids[:self.random.randint(1, 3)]
            valid = {"from": self.pool[self.random.randint(0, 3)]}
            if self.chance(0.6):
                valid["until"] = self.pick([day for day in self.pool + ["2028-01-01"] if day > valid["from"]])
            contract = {
                "id": key, "number": f"{key}/HĐ", "operator": self.pick(["post", "post", "courier"]),
                "agencies": self.selector((6, 3, 2)), "signed_on": self.pick(signed_days + [valid["from"]]),
                "valid": valid, "basis": self.random.sample(self.sources, self.pick([0, 1, 2])),
                "clauses": [self.clause(each) for each in first],
            }
            amendments = [self.amendment(number, clause_ids) for number in range(self.pick([0, 0, 1, 2, 3, 4]))]
            if len(amendments) > 1 and self.chance(0.3):
                amendments[1]["effective_on"] = amendments[0]["effective_on"]
                if self.chance(0.5):
                    amendments[1]["signed_on"] = amendments[0]["signed_on"]
            reachable = set(first) | {clause["id"] for each in amendments for clause in each.get("set", [])}
            for each in amendments:
                if "remove" in each:
                    each["remove"] = [clause for clause in each["remove"] if clause in reachable] or [first[0]]
            if amendments:
                contract["amendments"] = amendments
            if self.chance(0.3):
                contract["termination"] = {
                    "signed_on": self.key_day(), "effective_on": self.key_day(), "reason": "chấm dứt",
                }
            found.append(contract)
        return found

    def liability(self):
        found = []
        for number, valid in enumerate(self.consecutive(self.pick([1, 1, 2]), missing_start_chance=0.2)):
            found.append({
                "id": f"L{number}", "valid": valid, **self.source(), "lost_bp": self.pick([40000, 33333, 10000]),
                "late_bp": self.pick([0, 5000, 10000, 3333]),
                "claim_months": {key: self.random.randint(1, 12) for key in ["lost", "late", "damaged", "charge"]},
                "answer_days": self.by_zone(), "pay_days": self.random.randint(0, 45),
            })
        return found

    # --- questions ---------------------------------------------------------------------------------------------------

    def day_to_ask(self, contract=None):
        if contract is not None and self.chance(0.75):
            days = [contract["valid"]["from"], contract["valid"].get("until")]
            days += [each["effective_on"] for each in contract.get("amendments", [])]
            days += [each.get("until") for each in contract.get("amendments", [])]
            days += [each["signed_on"] for each in [contract, *contract.get("amendments", [])]]
            if "termination" in contract:
                days += [contract["termination"]["effective_on"], contract["termination"]["signed_on"]]
            days += [day for day in self.pool if valid_on(contract["valid"], day)] * 3
            return self.near(self.pick([day for day in days if day is not None]))
        return self.near(self.key_day())

    def until(self, draw, wanted, draws=12):
        """The first of some draws that is wanted, else the last."""
        for _ in range(draws):
            question = draw()
            if wanted(question):
                break
        return question

    def case(self, covered=0.8):
        """agency, procedure, service, on and perhaps known_on; with this chance more draws until it is covered."""
        if self.chance(covered):
            return self.until(self.any_case, lambda question: decide(self.book, question)["outcome"] == "covered")
        return self.any_case()

    def any_case(self, contract=None):
        """Mostly of things that belong together, and of what a contract is about."""
        book = self.book
        agencies = [agency["code"] for agency in book["agencies"]]
        procedures = [procedure["code"] for procedure in book["procedures"]]
        contract = contract or self.pick(book["contracts"])
        clauses = contract["clauses"] + [
            clause for each in contract.get("amendments", []) for clause in each.get("set", [])
        ]
        clause = self.pick(clauses)
        procedure = self.pick(clause["scope"].get("procedures") or procedures)
        selector = contract["agencies"] if self.chance(0.5) else {
            each["code"]: each for each in book["procedures"]
        }[procedure]["agencies"]
        chosen = selector.get("codes") or [
            agency["code"] for agency in book["agencies"] if agency.get("kind") in selector.get("kinds", [])
        ] or agencies
        question = {
            "agency": self.pick(chosen) if self.chance(0.85) else self.pick(agencies),
            "procedure": procedure,
            "service": self.pick(clause["services"] + ["both", "return"]) if self.chance(0.8) else self.pick(
                ["intake", "return", "both"]),
            "on": self.day_to_ask(contract),
        }
        if self.chance(0.85):
            question = self.belonging(question)
        if self.chance(0.3):
            by_code = by_key(book["agencies"], "code")
            question["agency"] = stands_for(by_code, question["agency"], question["on"])
        if self.chance(0.03):
            question["agency"] = "A-OLD"
        if self.chance(0.03):
            question["procedure"] = "9.999999"
        if self.chance(0.25):
            signings = [contract, *contract.get("amendments", []), contract.get("termination", contract)]
            day = self.pick(signings)["signed_on"] if self.chance(0.5) else self.key_day()
            question["known_on"] = self.near(day)
        if self.chance(0.35):
            question["reception"] = self.counter(question)
        return question

    def counter(self, question):
        """Mostly one that takes the agency's dossiers in or gives its results out, under any of its names."""
        agencies = by_key(self.book["agencies"], "code")
        day, code = question["on"], self.pick([*agencies, "A-OLD"]) if self.chance(0.3) else self.pick(list(agencies))
        if question["agency"] in agencies and self.chance(0.7):
            agency = stands_for(agencies, question["agency"], day)
            served = [*counters_of(self.book, agency, "intake", day), *counters_of(self.book, agency, "return", day)]
            others = [each for each in served if each != agency]
            code = self.pick(others if others and self.chance(0.8) else served)
            names = [each for each in agencies if stands_for(agencies, each, day) == code]
            code = self.pick([code, *names])
        return code

    def belonging(self, question):
        """Another agency, when the one drawn surely does not handle the procedure."""
        procedure = {each["code"]: each for each in self.book["procedures"]}[question["procedure"]]
        codes = procedure["agencies"].get("codes")
        if codes and question["agency"] not in codes and self.chance(0.7):
            question["agency"] = self.pick(codes)
        return question

    def decide_question(self):
        question = self.case(covered=0.35)
        fields = [field["id"] for field in self.book["fields"]]
        if self.chance(0.2):
            del question["procedure"]
            question["field"] = "F-OLD" if self.chance(0.1) else self.pick(fields)
        elif self.chance(0.1):
            question["field"] = self.pick(fields)
        return question

    def where(self):
        if self.chance(0.5):
            zone = self.pick(self.book["zones"])["id"]
            return {"zone": "z-old" if self.chance(0.02) else zone}
        place = self.pick(self.book["places"])["code"]
        return {"place": "P-OLD" if self.chance(0.02) else place}

    def weight(self):
        edge = self.pick([1, 20, 100, 250, 500, 1000, 2000, 2000, 5000, 6000, 30000, 100000])
        return max(1, min(100000, edge + self.pick([-1, 0, 0, 1, self.random.randint(-300, 300)])))

    def quote_question(self):
        fee = self.chance(0.3)

        def can_be_priced(case):
            answer = decide(self.book, case)
            if answer["outcome"] != "covered":
                return False
            tariff = by_key(self.book["tariffs"], "id")[answer["tariff"]]
            fees = by_key(self.book["procedures"], "code")[case["procedure"]].get("agency_fees", [])
            collected = "collect_agency_fee" in answer["options"] and one_valid(fees, case["on"]) is not None
            return one_valid(tariff["versions"], case["on"]) is not None and (collected or not fee)

        case = self.until(self.case, can_be_priced, 8 if fee else 4) if self.chance(0.7) else self.case()
        kinds = set(self.pick([[], [], ["surcharge"], ["discount"], ["surcharge", "discount"]]))

        def wanted(question):
            answer = quote(self.book, question)
            lines = answer.get("lines")
            return lines is not None and kinds <= {line["kind"] for line in lines} and (answer["agency_fee"] or not fee)

        if self.chance(0.7):
            return self.until(lambda: self.parcel(case), wanted)
        return self.parcel(case)

    def parcel(self, case):
        question = dict(case)
        question["weight_grams"] = self.weight()
        if question["service"] == "both" and self.chance(0.6):
            question["return_weight_grams"] = self.weight()
        question.update(self.where())
        if self.chance(0.65):
            question["applicant"] = self.some(CATEGORIES, 0)
        if self.chance(0.7):
            question["options"] = self.random.sample(OPTIONS, self.pick([0, 1, 1, 2, 3]))
            if self.chance(0.04):
                question["options"].append("gift")
        if self.chance(0.6):
            question["declared_value"] = self.money(5000000)
        if self.chance(0.5):
            question["agency_fee_units"] = self.units(question["procedure"])
            if self.chance(0.5):
                question["options"] = each_once([*question.get("options", []), "collect_agency_fee"])
        return question

    def units(self, procedure):
        """Mostly about a step of the procedure's fees."""
        fees = by_key(self.book["procedures"], "code").get(procedure, {}).get("agency_fees", [])
        edges = [step["up_to"] for fee in fees for step in fee.get("each", []) if "up_to" in step]
        number = self.pick(edges or [1]) + self.pick([-1, 0, 1, 1, 2]) if self.chance(0.7) else self.random.randint(1, 400)
        return max(1, min(100_000, self.pick([number, number, number, number, 100_000])))

    def choices_question(self):
        return {"on": self.near(self.key_day())}

    def procedures_question(self):
        case = self.any_case()
        return {"agency": case["agency"], "on": case["on"]}

    def deadlines_question(self):
        return self.deadlines_of(self.case())

    def deadlines_of(self, case):
        question = {**case, **self.where()}
        if self.chance(0.6):
            question["slip"] = self.chance(0.7)
        day = question["on"]
        for moment in ["posted_on", "filed_on", "resolved_on", "collected_on", "last_attempt_on"]:
            day = day_after(day, self.random.randint(0, 15))
            if self.chance(0.6):
                question[moment] = day
            if moment == "filed_on":
                self.at_a_time(question, day, 0.5)
        if self.chance(0.3):
            question["suspended"] = []
            for _ in range(self.pick([1, 1, 2])):
                start = day_after(question["on"], self.random.randint(0, 40))
                question["suspended"].append({"from": start, "until": day_after(start, self.random.randint(1, 20))})
        return question

    def at_a_time(self, question, day, probability):
        """Perhaps the time of filing instead of its day, and very seldom beside it."""
        if self.chance(probability):
            question["filed_at"] = self.moment_of_filing(question["procedure"], day)
            if not self.chance(0.03):
                question.pop("filed_on", None)

    def moment_of_filing(self, procedure, day):
        """A time of the day, mostly about the procedure's cut-off, at one of several offsets."""
        cut_off = by_key(self.book["procedures"], "code").get(procedure, {}).get("cut_off") or "15:00"
        if self.chance(0.2):
            cut_off = f"{self.random.randint(0, 23):02}:{self.random.randint(0, 59):02}"
        here = datetime.datetime.fromisoformat(f"{day}T{cut_off}:00")
        return self.written(here + datetime.timedelta(seconds=self.pick([-3600, -60, -1, 0, 0, 1, 60, 3600])))

    def compensation_question(self):
        event = self.pick(["lost", "late", "damaged", "charge"])
        accepted = self.near(self.key_day())
        if self.chance(0.3):
            accepted = self.pick([f"{accepted[:4]}-01-31", f"{accepted[:4]}-08-31", "2016-02-29", "2020-02-29"])
        due = day_after(accepted, self.random.randint(0, 10))
        delivered = day_after(due, self.random.randint(-3, 8)) if self.chance(0.7) else None
        claimed = day_after(due, self.random.randint(-2, 500))
        rule = one_valid(self.book["liability"], accepted)
        counted_from = {"lost": due, "late": due, "damaged": delivered, "charge": accepted}[event]
        if rule is not None and counted_from is not None and self.chance(0.7):
            until = months_later(counted_from, rule["claim_months"][event])
            claimed = day_after(until, self.pick([-1, 0, 0, 1, -20, -60]))
        zone = self.pick(self.book["zones"])["id"]
        question = {
            "zone": zone, "charge": self.money(90000), "accepted_on": accepted, "due_on": due, "event": event,
            "claimed_on": claimed,
        }
        if delivered is not None:
            question["delivered_on"] = delivered
        if self.chance(0.7):
            question["weight_grams"] = self.weight()
            if self.chance(0.9):
                question["lost_grams"] = self.pick([
                    0, question["weight_grams"], self.random.randint(0, question["weight_grams"]),
                ])
        if self.chance(0.4):
            question["actual_damage"] = self.money(60000)
        if self.chance(0.4):
            question["reissue_cost"] = self.money(300000)
        return question

    def period(self, most):
        """A period of up to so many days, or without an end."""
        start = self.key_day()
        return {"from": start, "until": self.pick([None, day_after(start, self.random.randint(1, most))])}

    def day_about(self, period, least, most):
        """Mostly some days after the period's beginning, often its first or last day or the one beside."""
        bound = period["until"] or period["from"]
        if self.chance(0.4):
            return day_after(self.pick([period["from"], bound]), self.pick([-1, 0, 0, 1]))
        return day_after(period["from"], self.random.randint(least, most))

    def report_question(self):
        period = self.period(200)
        rows = []
        for _ in range(self.random.randint(0, 40)):
            row = {"agency": self.pick(self.book["agencies"])["code"] if self.chance(0.95) else "A-OLD"}
            if self.chance(0.8):
                row["procedure"] = self.pick(self.book["procedures"])["code"] if self.chance(0.95) else "9.999999"
            elif self.chance(0.5):
                row["field"] = self.pick(self.book["fields"])["id"]
            resolved = self.day_about(period, 0, 200)
            row["resolved_on"] = resolved
            row["by_post"] = self.chance(0.7)
            if self.chance(0.9):
                row["state"] = self.pick([
                    "delivered", "delivered", "delivered", "returned", "lost", "cancelled", "held", "in_transit", "none",
                ])
            for key, probability in [("first_attempt_on", 0.5), ("delivered_on", 0.7), ("due_on", 0.8)]:
                if self.chance(probability):
                    row[key] = day_after(resolved, self.random.randint(0, 6))
            rows.append(row)
        by = self.random.sample(["agency", "field", "procedure", "month"], self.random.randint(0, 4))
        return {"period": period, "by": by, "rows": rows}

    def quarter_report_question(self):
        period = self.period(120)
        rows = []
        for _ in range(self.random.randint(0, 30)):
            row = {"agency": self.pick(self.book["agencies"])["code"] if self.chance(0.95) else "A-OLD"}
            if self.chance(0.8):
                row["procedure"] = self.pick(self.book["procedures"])["code"] if self.chance(0.95) else "9.999999"
            elif self.chance(0.5):
                row["field"] = self.pick(self.book["fields"])["id"]
            day = self.day_about(period, -90, 120)
            row |= {"service": self.pick(["intake", "return", "both"]), "accepted_on": day, "revenue": self.money()}
            if self.chance(0.8):
                row["state"] = self.pick(["delivered", "delivered", "returned", "lost", "held"])
            for key in ["misdirected", "damaged"]:
                if self.chance(0.2):
                    row[key] = self.chance(0.7)
            if self.chance(0.4):
                row["claim"] = self.pick(["none", "open", "settled", "settled", "refused"])
            later = [self.day_about(period, 0, 120), day_after(day, self.random.randint(0, 60))]
            claimed = max(day, self.pick(later))
            if row.get("claim", "none") != "none":
                row["claimed_on"] = claimed
            if row.get("claim") in ("settled", "refused"):
                later = [self.day_about(period, 0, 160), day_after(claimed, self.random.randint(0, 40))]
                row["answered_on"] = max(claimed, self.pick(later))
            if row.get("claim") == "settled" and self.chance(0.8):
                row["compensation"] = self.pick([0, self.money(100000)])
            if self.chance(0.003):
                row[self.pick(["claimed_on", "answered_on"])] = day
            rows.append(row)
        by = self.random.sample(["agency", "field", "procedure", "month"], self.random.randint(0, 4))
        return {"period": period, "by": by, "rows": rows}

    # --- a dossier as a whole ------------------------------------------------------------------------------------------

    def journey_question(self):
        return self.journey_of(self.until(self.case, lambda case: decide(self.book, case)["outcome"] == "covered", 5))

    def journey_of(self, case):
        question = {"dossier": f"H09-{self.random.randint(1, 9999)}", **case, **self.where()}
        start = case["on"]
        question["on"] = day_after(start, self.pick([0, 1, 3, 8, 20, 40, 200, self.random.randint(0, 60)]))
        if self.chance(0.7):
            question["intake_events"] = self.leg_events("I", start, self.pick(["intake", "intake", "walk"]))
            if self.chance(0.02) and question["intake_events"]:
                question["intake_events"][-1]["consignment"] = "other"
        back = day_after(start, self.random.randint(0, 15))
        question["return_events"] = []
        for name in self.pick([[], [], ["R"], ["R"], ["R"], ["Z", "A"], ["Z", "A", "M"]]):
            question["return_events"] += self.leg_events(name, back, self.pick(["return", "return", "return", "walk"]))
            back = day_after(back, self.random.randint(0, 12))
        self.random.shuffle(question["return_events"])
        day = start
        for moment in ["posted_on", "filed_on", "resolved_on", "collected_on", "last_attempt_on"]:
            day = day_after(day, self.random.randint(0, 8))
            if self.chance(0.25):
                question[moment] = day
            if moment == "filed_on":
                self.at_a_time(question, day, 0.2)
        if self.chance(0.3):
            question["slip"] = True
        if self.chance(0.2):
            first = day_after(start, self.random.randint(0, 20))
            question["suspended"] = [{"from": first, "until": day_after(first, self.random.randint(1, 20))}]
        if self.chance(0.1):
            question["agency_state"] = self.pick(["payment_requested", "stopped", "not_received", "withdrawal_requested"])
        if self.chance(0.3):
            question["weight_grams"] = self.random.randint(1, 3000)
            if self.chance(0.5):
                question["options"] = ["collect_agency_fee"]
                question["agency_fee_units"] = self.units(question["procedure"])
        return question

    def leg_events(self, name, start, form):
        """The events of one consignment from about a day on: on its usual way, or anything."""
        if form == "walk":
            events = self.events()
        else:
            ways = {
                "intake": [["accepted"], ["accepted", "departed", "arrived", "delivered"], ["accepted", "delivered"],
                           ["accepted", "cancelled"], ["accepted", "delivery_failed", "return_started", "returned"],
                           ["arrived", "delivered"], ["accepted", "lost"], ["created"]],
                "return": [["created"], ["accepted"], ["accepted", "departed", "delivered"], ["accepted", "lost"],
                           ["accepted", "delivery_failed"], ["accepted", "delivery_failed", "held"],
                           ["accepted", "delivery_failed", "delivery_failed"],
                           ["accepted", "delivery_failed", "held", "delivery_failed", "return_started"],
                           ["accepted", "delivery_failed", "return_started", "returned"],
                           ["accepted", "damaged", "delivered"], ["accepted", "damaged", "delivered", "claim_opened"]],
            }
            events, minutes = [], 0
            for number, kind in enumerate(self.pick(ways[form])):
                events.append(self.event(f"e{number}", kind, minutes))
                minutes += self.random.randint(60, 4000)
        shift = datetime.date.fromisoformat(start) - datetime.date.fromisoformat(self.time(0)[:10])
        for event in events:
            event["consignment"] = name
            for key in ["at", "recorded_at"]:
                if event.get(key):
                    moved = datetime.date.fromisoformat(event[key][:10]) + shift
                    event[key] = moved.isoformat() + event[key][10:]
        return events

    def settle_question(self):
        """The prices of one contract, some of them not to be put together or not adding up."""
        quotes = [quote(self.book, self.quote_question()) for _ in range(self.random.randint(1, 14))]
        priced = [answer for answer in quotes if answer.get("outcome") == "quoted"]
        contract = self.pick(priced or self.book["contracts"]).get("contract", self.book["contracts"][0]["id"])
        start = self.key_day()
        until = self.pick([None, day_after(start, 30), day_after(start, 1)])
        last = day_after(until, -1) if until else day_after(start, 400)
        broken = self.chance(0.25)
        items = []
        for number, answer in enumerate(quotes):
            if not broken and answer.get("contract") != contract or answer.get("outcome") != "quoted":
                if not (broken and "outcome" in answer and self.chance(0.2)):
                    continue
            item = {"id": self.pick(["HS-", "hs-"]) + str(number * 7 % 15), "on": self.pick([start, last]), "quote": answer}
            for key, high in [("collected", 90000), ("compensation", 200000)]:
                if self.chance(0.35):
                    item[key] = self.pick([self.money(high), None])
            if self.chance(0.4):
                item["compensation_to"] = self.pick(["agency", "applicant", None])
            if broken and self.chance(0.5):
                self.break_item(item, items, start, until)
            items.append(item)
        if broken and self.chance(0.1):
            contract = "C-OLD"
        self.random.shuffle(items)
        return {"contract": contract, "period": {"from": start, "until": until}, "items": items}

    def break_item(self, item, others, start, until):
        """One thing that may not be: in the item, or in an amount of its price."""
        item["quote"] = json.loads(json.dumps(item["quote"]))
        what = self.pick(["id", "on", "currency", "amount", "amount", "amount", "sign"])
        if what == "id" and others:
            item["id"] = self.pick(others)["id"]
        elif what == "on":
            item["on"] = self.pick([day_after(start, -1), until or start])
        elif what == "currency" and item["quote"]["outcome"] == "quoted":
            item["quote"]["currency"] = "USD"
        elif item["quote"]["outcome"] == "quoted":
            answer = item["quote"]
            places = [(answer, key) for key in ["net", "tax", "total", "agency_fee", "applicant_due"]]
            places += [(each, "amount") for each in answer["lines"] + answer["payers"]]
            thing, key = self.pick(places)
            thing[key] = -thing[key] if what == "sign" else thing[key] + self.pick([-1, 1, 1000, LARGEST_SUM // 2])
            thing[key] = max(-LARGEST_SUM, min(LARGEST_SUM, thing[key]))

    def reconcile_question(self):
        question = self.settle_question()
        invoice = []
        for number in range(self.random.randint(0, 20)):
            line = {"id": str(number * 13 % 29), "item": "HS-OLD", "amount": self.money()}
            if question["items"] and self.chance(0.9):
                item = self.pick(question["items"])
                total = item["quote"].get("total", 0) + self.pick([0, 0, 0, 1, -1000])
                line = {**line, "item": item["id"], "amount": max(0, min(LARGEST_MONEY, total))}
            if self.chance(0.15):
                # A credit note, mostly of all that was billed.
                line["amount"] = -self.pick([line["amount"], line["amount"], self.money()])
            if invoice and self.chance(0.01):
                line["id"] = self.pick(invoice)["id"]
            invoice.append(line)
        return {**question, "invoice": invoice}

    # --- events ------------------------------------------------------------------------------------------------------

    def as_tables_write(self, time):
        """The same time, now and then as pandas, DuckDB or PostgreSQL write it."""
        if self.chance(0.9):
            return time
        time = time.replace("T", self.pick([" ", "t"]))
        return time.replace("+07:00", self.pick(["+07:00", "+0700", "+07"]))

    def time(self, minutes):
        """A moment in one of several offsets."""
        return self.written(datetime.datetime(2014, 10, 1, 6, 0) + datetime.timedelta(minutes=minutes))

    def written(self, here):
        """A time at +07:00, written at one of several offsets."""
        offset = self.pick([7, 7, 7, 0, 9, -3])
        local = here + datetime.timedelta(hours=offset - 7)
        fraction = ".25" if self.chance(0.03) else ""
        zone = self.pick(["Z", "+00:00"]) if offset == 0 else f"{'-' if offset < 0 else '+'}{abs(offset):02}:00"
        return self.as_tables_write(local.strftime("%Y-%m-%dT%H:%M:%S") + fraction + zone)

    def event(self, key, kind, minutes):
        event = {"id": key, "consignment": "RB123456785VN", "kind": kind, "at": self.time(minutes)}
        if kind == "delivery_failed":
            event["reason"] = self.pick(REASONS)
        if kind == "claim_settled":
            event["amount"] = self.money()
        if self.chance(0.2):
            event["recorded_at"] = self.time(minutes + self.random.randint(0, 500))
        if self.chance(0.2):
            event["office"] = self.pick(["820000", "bưu cục 2"])
        if kind == "delivered" and self.chance(0.3):
            event["recipient"] = self.pick(["người nhận", "Lê Văn A"])
        if self.chance(0.08):
            event["x_note"] = self.pick([1, "ghi chú"])
        return event

    def without_person_question(self):
        return self.event("e1", self.pick([kind for kind in KINDS if kind != "void"]), 0)

    def walk(self):
        """Events that mostly follow the table, each with what is needed, in time."""
        state, damaged, claim, minutes = "none", False, "none", 0
        events = []
        for number in range(self.random.randint(0, 16)):
            kinds = allowed_in(state, damaged, claim)
            if kinds and self.chance(0.85):
                kind = self.pick(kinds)
                if kind in ("lost", "cancelled", "delivered") and self.chance(0.6):
                    kind = self.pick(kinds)
            else:
                kind = self.pick(KINDS[:-1])
            minutes += self.pick([0, 1, 30, 600, 3000])
            events.append(self.event(f"e{number}", kind, minutes))
            if kind not in kinds:
                continue
            if kind == "damaged":
                damaged = True
            elif kind.startswith("claim_"):
                claim = {"claim_opened": "open", "claim_settled": "settled", "claim_refused": "refused"}[kind]
            else:
                state = TABLE[state][kind]
        return events, minutes

    def events(self):
        events, minutes = self.walk()
        if self.chance(0.15):
            # The first scans are missing.
            events = [event for event in events if event["kind"] not in ("accepted", "departed", "arrived")]
        ids = [event["id"] for event in events]
        for number in range(self.pick([0, 0, 1, 2, 3]) if events else self.pick([0, 0, 1])):
            key = f"v{number}"
            target = self.pick(ids + ["unknown", key])
            void = self.event(key, "void", minutes + self.random.randint(-2000, 60))
            events.append({**void, "voids": target})
            ids.append(key)
        for event in self.random.sample(events, min(len(events), self.pick([0, 0, 1, 2]))):
            for _ in range(self.pick([1, 1, 2])):
                events.append(self.conflicting(event, minutes))
        for event in self.random.sample(events, min(len(events), self.pick([0, 1, 3]))):
            twin = json.loads(json.dumps(event))
            if self.chance(0.3):
                twin["x_seen"] = True
            if self.chance(0.2):
                twin.setdefault("office", None)
            if self.chance(0.3):
                twin = dict(reversed(twin.items()))
            events.append(twin)
        if self.chance(0.85):
            self.random.shuffle(events)
        return events

    def conflicting(self, event, minutes):
        """The same id with other content."""
        other = json.loads(json.dumps(event))
        what = self.pick(["office", "recorded_at", "offset", "kind", "at", "recipient"])
        if self.chance(0.3):
            # Never what makes it another event.
            other["recipient"] = self.pick(["người nhận", "Lê Văn A", "zz"])
        if what == "office":
            other["office"] = self.pick(["820000", "123456", "Ω", "z"])
        elif what == "recorded_at":
            other["recorded_at"] = self.time(minutes + self.random.randint(-500, 500))
        elif what == "offset":
            other["at"] = other["at"].replace("+07:00", "+09:00") if self.chance(0.3) else same_instant(other["at"])
        elif what == "recipient":
            other["recipient"] = "Trần Thị B"
        elif what == "at":
            other["at"] = self.time(minutes + self.random.randint(-3000, 500))
        elif what == "kind" and other["kind"] not in ("void", "delivery_failed", "claim_settled"):
            other["kind"] = self.pick(["departed", "arrived", "held", "delivered", "lost"])
        return other


def same_instant(text):
    """The same moment written at another offset."""
    moment = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    other = moment.astimezone(datetime.timezone(datetime.timedelta(hours=8)))
    fraction = ".25" if other.microsecond else ""
    return other.strftime("%Y-%m-%dT%H:%M:%S") + fraction + "+08:00"
