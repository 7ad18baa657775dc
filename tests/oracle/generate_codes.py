"""Questions about codes: identifiers as people type and mistype them, codes of other systems."""

from foreign import tables_by_hand
from identifiers import AREAS, CAPITALS, DIGITS, KINDS, OLD_MOBILES, PROVINCES


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
        place = f"000.00.0{self.random.randint(0, 9)}.H{self.pick(['01', '59'])}"
        return national if self.chance(0.6) else f"{national}.{place}"

    def dossier_code(self):
        some = f"{self.digits(2)}0{self.random.randint(1, 9)}1{self.random.randint(0, 9)}"
        day = self.pick(["240229", "220921", "991231", some])
        return f"{self.agency_code()}-{day}-{self.digits(self.random.randint(4, 7))}"

    def citizen_id(self):
        return self.pick(PROVINCES) + self.pick("012345") + self.digits(8)

    def old_citizen_id(self):
        return self.digits(9)

    def tax_code(self):
        """The first code from a number on that has a check digit."""
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
            number = self.pick("35789") + self.digits(8)
        return self.pick(["0", "0", "+84", "84", "0084", "+84 (0) "]) + number

    def postal_code(self):
        return self.digits(self.pick([5, 5, 6]))

    def item_number(self):
        serial = self.digits(8)
        check = 11 - sum(int(d) * w for d, w in zip(serial, [8, 6, 4, 2, 3, 5, 9, 7])) % 11
        return f"{self.letters(2)}{serial}{ {10: 0, 11: 5}.get(check, check)}{self.letters(2)}"

    # --- as it is typed ----------------------------------------------------------------------------------------------

    def typed(self, kind, code):
        """Grouped and in small letters, as people do; in numbers also with dots and dashes."""
        marks = [" ", " ", "\u00a0"]
        if kind not in ("agency_code", "procedure_code", "dossier_code"):
            marks += [".", "-", "–"]
        if kind == "dossier_code" and self.chance(0.3):
            code = code.replace("-", self.pick([" – ", "—", " -"]))
        if self.chance(0.3):
            code = code.lower()
        for _ in range(self.pick([0, 0, 1, 2, 3])):
            place = self.random.randint(0, len(code))
            code = code[:place] + self.pick(marks) + code[place:]
        return code

    def mistyped(self, code):
        """One sign wrong, too many, or missing; two exchanged."""
        place = self.random.randrange(len(code))
        sign = self.pick([*"0123456789", *"AHXahx", "Đ", "²", "/"])
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
