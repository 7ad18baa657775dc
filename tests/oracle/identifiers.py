"""SPEC 8: codes of procedures, agencies, dossiers, persons and items, taken as people type them.

`parse_identifier({kind, text})` gives `{kind, text, parts}`, or an issue for each part that cannot be.  An issue names
its part; what would be valid there is the library's own to say.
"""

import datetime
import re

from typed import is_space, is_unseen

DASHES = "-‐‑–—−"  # the plain dash first
DIGITS = "0123456789"
CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

# Provinces of registration, as of before the mergers of 2025 (Circular 07/2016/TT-BCA, annex 1).
PROVINCES = """001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038
    040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086
    087 089 091 092 093 094 095 096""".split()
# Area codes since 2017, without their 0: Hà Nội and Hồ Chí Minh City have two digits, the other provinces three.
AREAS = """24 28 203 204 205 206 207 208 209 210 211 212 213 214 215 216 218 219 220 221 222 225 226 227 228 229 232 233
    234 235 236 237 238 239 251 252 254 255 256 257 258 259 260 261 262 263 269 270 271 272 273 274 275 276 277 290 291
    292 293 294 296 297 299""".split()
# Prefixes of the mobiles of before 15 September 2018, which had one digit more.
NEW_MOBILES = ("1210", "1211", "1212", "1213", "140", "160")
OLD_MOBILES = [f"12{last}" for last in DIGITS] + [f"16{last}" for last in DIGITS[2:]] + ["186", "188", "199"]


# --- what is typed ---------------------------------------------------------------------------------------------------

def code_typed(text):
    """A code: the letters A to Z in capitals, without spaces, its dashes plain."""
    signs = ("-" if sign in DASHES else sign for sign in text if not is_space(sign) and not is_unseen(sign))
    return "".join(sign.upper() if sign.isascii() else sign for sign in signs)


def number_typed(text, also=""):
    """A number: without dashes too, and without the dots that group its digits; None where a dot does not."""
    signs = "".join(sign for sign in code_typed(text) if sign not in "-" + also)
    groups = signs.split(".")
    if len(groups) == 2 and groups[1] in ("0", "00"):
        return None
    for before, after in zip(groups, groups[1:]):
        if not (are(DIGITS, before[-2:], 2) and are(DIGITS, after[:2], 2)):
            return None
    return "".join(groups)


def are(signs, text, count):
    return len(text) == count and all(sign in signs for sign in text)


class Wrong:
    """What is wrong with a text, part by part."""

    def __init__(self):
        self.issues = []

    def part(self, name, holds=False):
        if not holds:
            self.issues.append({"code": "bad_part", "path": "", "params": {"part": name}})
        return holds

    def check(self, holds):
        if not holds:
            self.issues.append({"code": "bad_check_digit", "path": "", "params": {"part": "check"}})


def length_issue(text, least, most):
    """The only issue of a number with too few or too many signs."""
    if len(text) < least:
        return {"code": "too_short", "path": "", "params": {"min": least}}
    if len(text) > most:
        return {"code": "too_long", "path": "", "params": {"max": most}}
    return None


# --- codes: (normal form, parts), and what is wrong told to `wrong` --------------------------------------------------

def is_top(group):
    """A letter and two digits: a province (H…) or a ministry (G…)."""
    return len(group) == 3 and group[0] in CAPITALS and are(DIGITS, group[1:], 2) and group[1:] != "00"


def agency_code(text, wrong, prefix=""):
    groups = text.split(".")
    if text[:1] and text[0] in DIGITS:
        return province_last(text, groups, wrong, prefix)
    if len(text) > 35:
        wrong.part(prefix + "levels")
        return text, {}
    parts = {"form": "province_first", "level_1": groups[0]}
    wrong.part(prefix + "level_1", is_top(groups[0]))
    for level, group in enumerate(groups[1:], 2):
        named = len(group) in (2, 3) and are(CAPITALS + DIGITS, group, len(group)) and group.strip("0") != ""
        wrong.part(f"{prefix}level_{level}", named)
        parts[f"level_{level}"] = group
    return text, parts


def province_last(text, groups, wrong, prefix):
    """The first generation: three levels of 3, 2 and 2 digits, the lowest first, then the province."""
    if len(groups) != 4:
        wrong.part(prefix + "levels")
        return text, {}
    fourth, third, second, top = groups
    wrong.part(prefix + "level_1", is_top(top))
    parts = {"form": "province_last", "level_1": top}
    for name, group, count in [("level_2", second, 2), ("level_3", third, 2), ("level_4", fourth, 3)]:
        wrong.part(prefix + name, are(DIGITS, group, count))
        if group.strip("0"):
            parts[name] = group  # a level of zeros is not used
    return text, parts


def procedure_code(text, wrong):
    groups = text.split(".")
    national, place = ".".join(groups[:2]), ".".join(groups[2:])
    wrong.part("national", re.fullmatch(r"[1-9]\.[0-9]{6}", national) is not None)
    parts = {"national": national}
    if len(groups) > 2:
        if place[:1] and place[0] in DIGITS:
            agency_code(place, wrong, "place.")  # the long form has a code of the first generation
        else:
            wrong.part("place", is_top(place))
        parts["place"] = place
    return text, parts


def day_of(text):
    """A day written `yymmdd`, of the years 2000 to 2099."""
    if not are(DIGITS, text, 6):
        return None
    try:
        return datetime.date(2000 + int(text[:2]), int(text[2:4]), int(text[4:])).isoformat()
    except ValueError:
        return None


def dossier_code(text, wrong):
    agency, day, serial = (text.split("-", 2) + ["", ""])[:3]
    agency_code(agency, wrong, "agency.")
    wrong.part("day", day_of(day) is not None)
    wrong.part("serial", len(serial) >= 4 and len(text) <= 64 and are(DIGITS, serial, len(serial)))
    return text, {"agency": agency, "day": day_of(day), "serial": serial}


# --- numbers ---------------------------------------------------------------------------------------------------------

def citizen_id(text, wrong):
    place, century, year, serial = text[:3], text[3], text[4:6], text[6:]
    abroad = are(DIGITS, place, 3) and int(place) > 100
    wrong.part("province", place in PROVINCES or abroad)
    known = wrong.part("century_sex", century in "012345")
    year_known = wrong.part("birth_year", are(DIGITS, year, 2))
    wrong.part("serial", are(DIGITS, serial, 6))
    if not (known and year_known):
        return text, {}
    born = 1900 + 100 * (int(century) // 2) + int(year)
    sex = "female" if int(century) % 2 else "male"
    return text, {"country" if abroad else "province": place, "sex": sex, "birth_year": born, "serial": serial}


def old_citizen_id(text, wrong):
    wrong.part("number", are(DIGITS, text, 9))
    return text, {"number": text}


def tax_code(text, wrong):
    province, serial, check, branch = text[:2], text[2:9], text[9], text[10:]
    known = [
        wrong.part("province", are(DIGITS, province, 2)),
        wrong.part("serial", are(DIGITS, serial, 7) and serial != "0000000"),
        wrong.part("check", check in DIGITS),
    ]
    if all(known):
        weights = [31, 29, 23, 19, 17, 13, 7, 5, 3]
        rest = sum(int(digit) * weight for digit, weight in zip(text, weights)) % 11
        wrong.check(rest != 0 and int(check) == 10 - rest)
    parts = {"province": province, "serial": serial, "check": check}
    if not branch:
        return text, parts
    wrong.part("branch", are(DIGITS, branch, 3) and branch != "000")
    return f"{text[:10]}-{branch}", {**parts, "branch": branch}


def national_digits(text):
    """What follows the country's code or the leading 0 (or both: `+84 (0) …`); None in another country."""
    for country in ["+84", "0084", "84"]:
        if text.startswith(country):
            rest = text[len(country):]
            return rest[1:] if rest.startswith("0") else rest
    return text[1:] if text.startswith("0") else None


def phone(text, wrong):
    digits = national_digits(text)
    if digits is None:
        wrong.part("country")
        return text, {}
    parts = {"country": "84", "kind": "mobile", "number": digits}
    if digits.startswith("2"):
        area = digits[:2] if digits[:2] in AREAS else digits[:3]
        wrong.part("area", area in AREAS)
        wrong.part("number", are(DIGITS, digits, 10))
        parts = {"country": "84", "kind": "landline", "area": area, "number": digits[len(area):]}
    elif digits.startswith(NEW_MOBILES) and (len(digits) == 9 or digits[:3] not in OLD_MOBILES):
        wrong.part("number", are(DIGITS, digits, 9))
    elif digits.startswith("1"):
        wrong.part("prefix", digits[:3] in OLD_MOBILES)
        wrong.part("number", are(DIGITS, digits, 10))
        parts["old"] = True
    elif wrong.part("prefix", digits[:1] != "" and digits[0] in "35789"):
        wrong.part("number", are(DIGITS, digits, 9))
    return "+84" + digits, parts


def postal_code(text, wrong):
    province, local = text[:2], text[2:]
    wrong.part("province", are(DIGITS, province, 2))
    wrong.part("local", are(DIGITS, local, len(text) - 2))
    parts = {"province": province, "local": local}
    return text, {**parts, "old": True} if len(text) == 6 else parts


def item_number(text, wrong):
    service, serial, check, country = text[:2], text[2:10], text[10], text[11:]
    wrong.part("service", are(CAPITALS, service, 2))
    serial_known = wrong.part("serial", are(DIGITS, serial, 8))
    if wrong.part("check", check in DIGITS) and serial_known:
        rest = sum(int(digit) * weight for digit, weight in zip(serial, [8, 6, 4, 2, 3, 5, 9, 7])) % 11
        wrong.check(int(check) == {10: 0, 11: 5}.get(11 - rest, 11 - rest))
    wrong.part("country", are(CAPITALS, country, 2))
    return text, {"service": service, "serial": serial, "check": check, "country": country}


# --- the question ----------------------------------------------------------------------------------------------------

CODES = {"procedure_code": procedure_code, "agency_code": agency_code, "dossier_code": dossier_code, "phone": phone}
# The numbers with a fixed count of signs: (parser, least, most).
NUMBERS = {
    "citizen_id": (citizen_id, 12, 12), "old_citizen_id": (old_citizen_id, 9, 9), "tax_code": (tax_code, 10, 13),
    "postal_code": (postal_code, 5, 6), "item_number": (item_number, 13, 13),
}
KINDS = [*CODES, *NUMBERS]


def dots():
    """A number with a dot that groups nothing is told as that alone."""
    wrong = Wrong()
    wrong.part("number")
    return "", {}, wrong.issues


def has_branch(typed):
    """Do its last two signs stand behind a dash, or apart from ten that stand together?"""
    signs = ["-" if sign in DASHES else " " if sign == "." or is_space(sign) or is_unseen(sign) else sign for sign in typed]
    behind_a_dash = "".join(signs).replace(" ", "").split("-")[1:][-1:]
    together = "".join(signs).replace("-", " ").split()
    return len(together[0]) == 10 or [len(piece) for piece in behind_a_dash] == [2]


def read_identifier(kind, typed):
    """(normal form, parts, issues)"""
    wrong = Wrong()
    if kind in CODES:
        text = number_typed(typed, also="()") if kind == "phone" else code_typed(typed)
        if text is None:
            return dots()
        return *CODES[kind](text, wrong), wrong.issues
    parser, least, most = NUMBERS[kind]
    text = number_typed(typed)
    if text is None:
        return dots()
    if kind == "tax_code" and len(text) == 12 and not has_branch(typed):
        normal, _ = citizen_id(text, wrong)
        return normal, {"person": normal}, wrong.issues
    issue = length_issue(text, least, most)
    if issue is not None:
        return text, {}, [issue]
    return *parser(text, wrong), wrong.issues


def parse_identifier(question):
    text, parts, issues = read_identifier(question["kind"], question["text"])
    if issues:
        return {"issues": issues}
    return {"kind": question["kind"], "text": text, "parts": parts}
