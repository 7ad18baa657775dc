"""SPEC 9: words as people type them: made tidy, and what of them may not be.  Lengths are counted afterwards."""

import re
import unicodedata

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,63}")
NAME_SIGNS = {"’": "'", "‘": "'", "ʼ": "'", "–": "-", "—": "-", "‑": "-", "‐": "-"}
LOCAL_SIGNS = "!#$%&'*+/=?^_`{|}~-"


def is_space(sign):
    """White space of any kind; Python counts four separators of information too, which Unicode does not."""
    return sign.isspace() and sign not in "\x1c\x1d\x1e\x1f"


def is_blank(value):
    return isinstance(value, str) and all(is_space(sign) for sign in value)


def without_blanks(value):
    """A blank text is an absent key, because that is what an untouched field holds."""
    if isinstance(value, dict):
        return {key: None if is_blank(inner) else without_blanks(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [without_blanks(inner) for inner in value]
    return value


def tidy(text):
    """White space single and off the ends, letters composed."""
    spaced = "".join(" " if is_space(sign) else sign for sign in text)
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


def person_name(text):
    text, code = tidy_text("".join(NAME_SIGNS.get(sign, sign) for sign in text), 100)
    if code is not None:
        return text, code
    allowed = all(is_letter(sign) or is_mark(sign) or sign in " .'-" for sign in text)
    return text, None if allowed and any(is_letter(sign) for sign in text) else "not_a_name"


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

    def word(sign):
        return is_letter(sign) or is_mark(sign) or sign in "0123456789"

    holds = (
        at and len(local) <= 64 and dotted(local, 1, 64, lambda sign: word(sign) or sign in LOCAL_SIGNS)
        and dotted(domain, 2, 63, lambda sign: word(sign) or sign == "-")
        and not any(label.startswith("-") or label.endswith("-") for label in domain.split("."))
    )
    return text, None if holds else "not_an_email"


def is_id(text):
    return ID.fullmatch(text) is not None
