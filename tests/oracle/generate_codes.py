"""Questions about codes: identifiers as people type and mistype them, codes of other systems."""

from foreign import tables_by_hand
from identifiers import AREAS, CAPITALS, DIGITS, KINDS, NEW_MOBILES, OLD_MOBILES, PROVINCES


class Codes:
    """Drawn by a Generator."""

    def digits(self, count):
        return "".join(self.random.choices(DIGITS, k=count))

    def letters(self, count):
        return "".join(self.random.choices(CAPITALS, k=count))

    # --- one code of each kind, right as it stands -------------------------------------------------------------------

    def agency_code(self):
        top = self.pick("GHA") + self.pick(["01", "15", "59", "99"])
        if self.chance(0.5):
            return f"{self.pick(['000', '012'])}.{self.pick(['00', '03'])}.{self.pick(['00', '01', '53'])}.{top}"
        return ".".join([top, *(self.pick(["50", "05", "101", "A1"]) for _ in range(self.random.randint(0, 4)))])

    def procedure_code(self):
        national = f"{self.random.randint(1, 9)}.{self.digits(6)}"
        top = f"H{self.pick(['01', '05', '59'])}"
        place = self.pick([top, f"000.00.0{self.random.randint(0, 9)}.{top}"])
        return national if self.chance(0.6) else f"{national}.{place}"

    def dossier_code(self):
        some = f"{self.digits(2)}0{self.random.randint(1, 9)}1{self.random.randint(0, 9)}"
        day = self.pick(["240229", "220921", "991231", some])
        return f"{self.agency_code()}-{day}-{self.digits(self.random.choice([4, 4, 6, 8, 20]))}"

    def citizen_id(self):
        place = self.pick(PROVINCES) if self.chance(0.8) else str(self.random.randint(101, 999))
        return place + self.pick("012345") + self.digits(8)

    def old_citizen_id(self):
        return self.digits(9)

    def tax_code(self):
        """A person's number, or the first code from a number on that has a check digit."""
        if self.chance(0.2):
            return self.citizen_id()
        first = self.random.randrange(10**9)
        for number in range(first, first + 30):
            digits = f"{number % 10**9:09}"
            rest = sum(int(d) * w for d, w in zip(digits, [31, 29, 23, 19, 17, 13, 7, 5, 3])) % 11
            if rest and digits[2:] != "0000000":
                break
        return f"{digits}{10 - rest}" + self.pick(["", "", "-001", "-999", f"-{self.random.randint(1, 999):03}"])

    def phone(self):
        form = self.pick(["mobile", "mobile", "landline", "old"])
        if form == "landline":
            area = self.pick(AREAS)
            number = area + self.digits(10 - len(area))
        elif form == "old":
            number = self.pick(OLD_MOBILES) + self.digits(7)
        else:
            beginning = self.pick(NEW_MOBILES) if self.chance(0.1) else self.pick("35789")
            number = beginning + self.digits(9 - len(beginning))
        return self.pick(["0", "0", "+84", "84", "0084", "+84 (0) "]) + number

    def postal_code(self):
        return self.digits(self.pick([5, 5, 6]))

    def item_number(self):
        serial = self.digits(8)
        check = 11 - sum(int(d) * w for d, w in zip(serial, [8, 6, 4, 2, 3, 5, 9, 7])) % 11
        return f"{self.letters(2)}{serial}{ {10: 0, 11: 5}.get(check, check)}{self.letters(2)}"

    # --- as it is typed ----------------------------------------------------------------------------------------------

    def typed(self, kind, code):
        """Grouped and in small letters, as people do; in numbers also with dashes, and with dots, mostly where they may
        stand; with what cannot be seen."""
        marks = [" ", " ", "\u00a0", "\u200b", "\u202c", "\ufeff"]
        if kind not in ("agency_code", "procedure_code", "dossier_code"):
            marks += ["-", "–"]
            if self.chance(0.3):
                code = self.dotted(code)
        if kind == "dossier_code" and self.chance(0.3):
            code = code.replace("-", self.pick([" – ", "—", " -"]))
        if self.chance(0.3):
            code = code.lower()
        for _ in range(self.pick([0, 0, 1, 2, 3])):
            place = self.random.randint(0, len(code))
            code = code[:place] + self.pick(marks) + code[place:]
        return code

    def dotted(self, code):
        """Groups with dots; a float as spreadsheets make them of a number; a dot anywhere."""
        form = self.random.random()
        if form < 0.7:
            first = self.random.randint(2, 4)
            groups = [code[:first], *(code[at:at + 3] for at in range(first, len(code), 3))]
            return ".".join(groups)
        if form < 0.85:
            return code + self.pick([".0", ".00", ".000"])
        place = self.random.randint(0, len(code))
        return code[:place] + "." + code[place:]

    def mistyped(self, code):
        """One sign wrong, too many, or missing; two exchanged."""
        place = self.random.randrange(len(code))
        sign = self.pick([*"0123456789", *"AHXahx", "Đ", "²", "/", "."])
        form = self.pick(["wrong", "wrong", "more", "missing", "exchanged"])
        if form == "wrong":
            return code[:place] + sign + code[place + 1:]
        if form == "more":
            return code[:place] + sign + code[place:]
        if form == "missing":
            return code[:place] + code[place + 1:]
        return code[:place] + code[place:place + 2][::-1] + code[place + 2:]

    def parse_identifier_question(self):
        kind = self.pick(KINDS)
        code = getattr(self, kind)()
        for _ in range(self.pick([0, 0, 1, 1, 2])):
            code = self.mistyped(code) if code else code
        return {"kind": kind, "text": self.pick([code, self.typed(kind, code), self.typed(kind, code)])}

    def whole_number_question(self):
        """A number as people group it, in the right places or in others; with a comma, an exponent, something else."""
        number = self.pick([0, 7, 80, 1000, 26_000, 1_234_567, 2**53 - 1, 2**53, self.random.randrange(10**6)])
        sign = self.pick(["", "", ".", ".", " ", "\u00a0"])
        text = self.pick(["", "", "", "-", "+"]) + (f"{number:,}".replace(",", sign) if self.chance(0.8) else str(number))
        for _ in range(self.pick([0, 0, 0, 1])):
            place = self.random.randint(0, len(text))
            text = text[:place] + self.pick([".", ",", " ", "0", "e3", "-", "\u200b", "đ"]) + text[place:]
        return {"text": self.pick([text, f" {text}\u202c", f"{text}\n"])}

    # --- other systems -----------------------------------------------------------------------------------------------

    def event_of_question(self):
        tables = tables_by_hand()
        system, other = self.pick(list(tables)), self.pick(list(tables))
        code = self.pick(list(tables[other if self.chance(0.15) else system]))
        if self.chance(0.3):
            code = self.pick([code.lower(), code.upper(), code.swapcase(), code.title()])
        if self.chance(0.1):
            code = self.pick([code + "0", code + " ", "Phát không thành công", "đ", "ı", "0", "11"])
        return {"system": system, "code": code}
