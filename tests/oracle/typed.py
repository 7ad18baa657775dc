"""SPEC 9: words as people type them: made tidy, and what of them may not be.  Lengths are counted afterwards."""

import re
import unicodedata

from basics import LARGEST_SUM

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,63}")
JOINERS = "\u200c\u200d"
# Scripts that write with these joiners of width zero, by their blocks.
JOINED = [
    (0x600, 0xDFF), (0x1000, 0x109F), (0x1780, 0x18AF), (0xA800, 0xABFF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFE),
    (0x11000, 0x11FFF),
]
# Letters that look like the one of Vietnamese.
LIKE_D = {"\u00d0": "\u0110", "\u0189": "\u0110", "\u00f0": "\u0111", "\u0256": "\u0111"}
ORGANISATION_SIGNS = " .,'-&/()+@\"“”:"
NAME_SIGNS = {"’": "'", "‘": "'", "ʼ": "'", "–": "-", "—": "-", "‑": "-", "‐": "-"}
LOCAL_SIGNS = "!#$%&'*+/=?^_`{|}~-"


def is_space(sign):
    """White space of any kind; Python counts four separators of information too, which Unicode does not."""
    return sign.isspace() and sign not in "\x1c\x1d\x1e\x1f"


def is_unseen(sign):
    return unicodedata.category(sign) == "Cf"


def is_joined(sign):
    return any(first <= ord(sign) <= last for first, last in JOINED) and not is_unseen(sign)


def seen(text):
    """Without what cannot be seen; joiners stay between two signs of a script that uses them."""
    made = ""
    for index, sign in enumerate(text):
        inside = made != "" and index + 1 < len(text) and is_joined(made[-1]) and is_joined(text[index + 1])
        if not is_unseen(sign) or (sign in JOINERS and inside):
            made += sign
    return made


def is_blank(value):
    return isinstance(value, str) and all(is_space(sign) for sign in value)


def as_seen(value):
    """A form without what cannot be seen."""
    if isinstance(value, str):
        return seen(value)
    if isinstance(value, dict):
        return {key: as_seen(inner) for key, inner in value.items()}
    return [as_seen(inner) for inner in value] if isinstance(value, list) else value


def without_blanks(value):
    """A blank text is an absent key, because that is what an untouched field holds."""
    if isinstance(value, dict):
        return {key: None if is_blank(inner) else without_blanks(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [without_blanks(inner) for inner in value]
    return value


def tidy(text):
    """What cannot be seen taken off, white space single and off the ends, letters composed."""
    spaced = "".join(" " if is_space(sign) else sign for sign in seen(text))
    return unicodedata.normalize("NFC", " ".join(word for word in spaced.split(" ") if word))


def tidy_text(text, most):
    """(the text made tidy, the code of what is wrong with it or None)"""
    text = tidy(text)
    if any(unicodedata.category(sign) == "Cc" for sign in text):
        return text, "control_character"
    return text, "too_long" if len(text) > most else None


def is_letter(sign):
    return unicodedata.category(sign).startswith("L")


def is_mark(sign):
    return unicodedata.category(sign).startswith("M")


def is_vowel(sign):
    return unicodedata.normalize("NFD", sign)[0].lower() in "aeiouy"


def with_d(text):
    """The letter of Vietnamese for those that look like it, at the beginning of a word and before a vowel."""
    made = ""
    for index, sign in enumerate(text):
        begins = index == 0 or not (is_letter(text[index - 1]) or is_mark(text[index - 1]))
        before_vowel = index + 1 < len(text) and is_vowel(text[index + 1])
        made += LIKE_D.get(sign, sign) if begins and before_vowel else sign
    return made


def name_of(most, signs, digits=""):
    """A reader of names: letters with their marks, these signs and digits, and at least one letter or digit."""
    def read(text):
        text, code = tidy_text("".join(NAME_SIGNS.get(sign, sign) for sign in text), most)
        if code is not None:
            return text, code
        text = with_d(text)
        allowed = all(is_letter(sign) or is_mark(sign) or sign in JOINERS + signs + digits for sign in text)
        named = any(is_letter(sign) or sign in digits for sign in text)
        return text, None if allowed and named else "not_a_name"
    return read


person_name = name_of(100, " .'-")
organisation_name = name_of(200, ORGANISATION_SIGNS, "0123456789")


def dotted(text, least_parts, most, allowed):
    """Is it parts of 1 to `most` signs that are allowed, with a dot between them?"""
    parts = text.split(".")
    return len(parts) >= least_parts and all(0 < len(part) <= most and all(map(allowed, part)) for part in parts)


def email_address(text):
    """One `@`; letters of any script; a domain of two labels or more; letter case is kept."""
    text, code = tidy_text(text, 254)
    if code is not None:
        return text, code
    local, at, domain = text.partition("@")
    if domain[-1:] in tuple("0123456789"):
        return text, "not_an_email"

    def word(sign):
        return is_letter(sign) or is_mark(sign) or sign in "0123456789"

    holds = (
        at and len(local) <= 64 and dotted(local, 1, 64, lambda sign: word(sign) or sign in LOCAL_SIGNS)
        and dotted(domain, 2, 63, lambda sign: word(sign) or sign == "-")
        and not any(label.startswith("-") or label.endswith("-") for label in domain.split("."))
    )
    return text, None if holds else "not_an_email"


def whole_number(question):
    """SPEC 9.9: digits in one piece, or in groups of three with the same sign between them all."""
    text = "".join(" " if is_space(sign) else sign for sign in seen(question["text"])).strip(" ")
    if text == "":
        return {"issues": [{"code": "missing", "path": ""}]}
    digits = text[1:] if text[0] in "+-\u2212" else text
    grouped = [re.fullmatch(r"[1-9][0-9]{0,2}(%s[0-9]{3})+" % sign, digits) for sign in (r"\.", " ")]
    if not re.fullmatch("[0-9]+", digits) and not any(grouped):
        return {"issues": [{"code": "not_integer", "path": ""}]}
    size = int(digits.replace(".", "").replace(" ", ""))
    if size > LARGEST_SUM:
        below = text[0] in "-\u2212"
        bound = {"min": -LARGEST_SUM} if below else {"max": LARGEST_SUM}
        return {"issues": [{"code": "too_small" if below else "too_large", "path": "", "params": bound}]}
    return {"value": -size if text[0] in "-\u2212" else size}


def is_id(text):
    return ID.fullmatch(text) is not None
