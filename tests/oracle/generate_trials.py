"""What an office would try: the rulebook with other prices, shares, ends; and last year's dossiers asked of both."""

import json

from basics import listed


class Trials:
    """Drawn by a Generator."""

    def changed(self):
        """A copy of the rulebook, otherwise in a few things."""
        book = json.loads(json.dumps(self.book))
        for _ in range(self.pick([1, 1, 2, 4])):
            self.pick([
                self.other_prices, self.other_payers, self.other_payers, self.other_end, self.other_names,
                self.other_operator, self.other_tax, self.other_fee, self.other_places, self.other_rates, self.other_scope,
                self.other_receptions,
            ])(book)
        if self.chance(0.02):
            book["currency"] = "USD"
        return book

    def clauses_of(self, book):
        contract = self.pick(book["contracts"])
        amended = [clause for each in listed(contract, "amendments") for clause in listed(each, "set")]
        return contract["clauses"] + amended

    def other_prices(self, book):
        for version in self.pick(book["tariffs"])["versions"]:
            for rate in version["rates"]:
                for band in rate["bands"]:
                    band["price"] = max(0, min(10**12, band["price"] + self.pick([0, 1000, -1000, 500])))

    def other_rates(self, book):
        """Some rates are gone: what was priced has no price."""
        for version in self.pick(book["tariffs"])["versions"]:
            version["rates"] = self.random.sample(version["rates"], len(version["rates"]) // 2)

    def other_scope(self, book):
        """A clause for everything, or for one procedure."""
        clause = self.pick(self.clauses_of(book))
        procedure = self.pick(book["procedures"])["code"]
        clause["scope"] = self.pick([{"all": True}, {"procedures": [procedure]}])

    def other_payers(self, book):
        for contract in book["contracts"]:
            amended = [clause for each in listed(contract, "amendments") for clause in listed(each, "set")]
            for clause in contract["clauses"] + amended:
                clause["payers"] = self.payers()

    def other_end(self, book):
        contract = self.pick(book["contracts"])
        contract["termination"] = {"signed_on": self.key_day(), "effective_on": self.key_day()}

    def other_names(self, book):
        """Other terms at the same price: a contract, version or clause called otherwise."""
        contract = self.pick(book["contracts"])
        if self.chance(0.5):
            contract["id"] += "-2"
        else:
            self.pick(self.pick(book["tariffs"])["versions"])["id"] += "-2"

    def other_operator(self, book):
        self.pick(book["contracts"])["operator"] = self.pick(["post", "courier"])

    def other_tax(self, book):
        self.pick(self.pick(book["taxes"])["rates"])["bp"] = self.pick([0, 500, 1000])

    def other_fee(self, book):
        procedure = self.pick(book["procedures"])
        procedure["agency_fees"] = [self.fee()]

    def other_receptions(self, book):
        """The counters of a province for all that it has, or no counter but the agency's own."""
        codes = [agency["code"] for agency in book["agencies"]]
        book["receptions"] = [{"at": code, "for": {"all": True}} for code in self.some(codes, 0)]

    def other_places(self, book):
        """An agency that is new, and a field that a procedure gets or loses."""
        if all(agency["code"] != "A-NEW" for agency in book["agencies"]):
            book["agencies"].append({"code": "A-NEW", "name": "mới", "place": self.pick(book["places"])["code"]})
        procedure = self.pick(book["procedures"])
        procedure.pop("field", None)
        if self.chance(0.5):
            procedure["field"] = self.pick(book["fields"])["id"]

    def compare_question(self):
        rows = []
        for _ in range(self.random.randint(0, 16)):
            question = self.quote_question() if self.chance(0.6) else self.parcel(self.case(covered=0.4))
            if self.chance(0.04):
                question["agency"] = "A-NEW"
            row = {"question": question}
            if self.chance(0.4):
                row["id"] = f"HS-{self.random.randint(0, 99)}"
            rows.append(row)
        if rows and self.chance(0.5):
            rows += [self.pick(rows) for _ in range(self.random.randint(1, 6))]
        trial = {"rows": rows}
        if self.chance(0.8):
            trial["by"] = self.random.sample(["agency", "field", "procedure", "month"], self.random.randint(0, 3))
        if self.chance(0.5):
            trial["top"] = self.pick([0, 1, 2, 3, 1000])
        return {"after": self.changed(), "trial": trial}
