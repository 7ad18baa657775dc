"""Codes and numbers against packages that nobody here wrote, and values with which others test their software."""

import random
from itertools import product

import hoso
import phonenumbers
import pytest
import stdnum.vn.mst as mst
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType

RANDOM = random.Random(20261129)
MOBILE_OR_LANDLINE = {
    PhoneNumberType.MOBILE: "mobile",
    PhoneNumberType.FIXED_LINE: "landline",
}


def parts(kind, text):
    """The parts of a code, or None where it is refused."""
    try:
        return hoso.parse_identifier(kind, text)["parts"]
    except hoso.InvalidInput:
        return None


def digits(count):
    return "".join(RANDOM.choices("0123456789", k=count))


# --- tax codes -------------------------------------------------------------------------------------------------------


def tax_codes():
    """Right and wrong ones alike: of every province, with every check digit, with branches, too short and too long."""
    for province, check in product(range(100), range(10)):
        yield f"{province:02}{digits(7)}{check}"
        yield f"{province:02}{digits(7)}{check}-{RANDOM.choice(['000', '001', digits(3)])}"
    for length in (0, 1, 9, 11, 14):
        yield digits(length)
    yield from ("0000000008", "0100000000", "01000003010", "010000030:", "0100112437-00x")
    for _ in range(500):
        first = digits(9)
        yield first + mst.calc_check_digit(first)[-1]


def as_people_type(code):
    """With the separators that both take."""
    yield code
    yield " ".join(code)
    yield f" {code[:2]}-{code[2:6]} {code[6:]} "


def test_tax_codes_are_those_of_stdnum():
    """But for 12 digits, the number of a person: a tax code since 1 July 2025, which the package does not know."""
    seen = {True: 0, False: 0}
    for code in tax_codes():
        for typed in as_people_type(code):
            ours = parts("tax_code", typed)
            assert (ours is not None) == mst.is_valid(typed), typed
            seen[ours is not None] += 1
        if ours is not None:
            assert hoso.parse_identifier("tax_code", code)["text"].replace("-", "") == mst.compact(code)
            assert ours["check"] == mst.calc_check_digit(code)
    assert seen[True] > 1000 and seen[False] > 1000
    person = "074085001234"
    assert parts("tax_code", person) == {"person": person} and not mst.is_valid(person)


# --- telephone numbers -----------------------------------------------------------------------------------------------


def numbers():
    """National numbers of every beginning and length that the package knows, with two endings each."""
    for beginning, length in product(range(1, 10_000), range(7, 12)):
        for ending in ("0" * 9, digits(9)):
            yield int(f"{beginning}{ending}"[:length])


@pytest.fixture(scope="module")
def both():
    """{national number: (what phonenumbers says that it reaches, what we say)}, where either takes it."""
    found = {}
    for national in set(numbers()):
        theirs = MOBILE_OR_LANDLINE.get(phonenumbers.number_type(PhoneNumber(84, national)))
        ours = parts("phone", f"0{national}")
        if theirs or ours:
            found[national] = theirs, ours
    return found


def test_no_telephone_number_of_phonenumbers_is_refused(both):
    theirs = {national: kind for national, (kind, _) in both.items() if kind}
    assert len(theirs) > 5000 and set(theirs.values()) == {"mobile", "landline"}
    refused = {national for national in theirs if both[national][1] is None}
    assert refused == set()
    assert {national for national, kind in theirs.items() if both[national][1]["kind"] != kind} == set()
    assert {national for national in theirs if both[national][1].get("old")} == set()


def test_their_numbers_are_read_in_each_way_in_which_they_are_written(both):
    formats = (PhoneNumberFormat.E164, PhoneNumberFormat.INTERNATIONAL, PhoneNumberFormat.NATIONAL)
    theirs = sorted(national for national, (kind, _) in both.items() if kind)
    for national in RANDOM.sample(theirs, 1000):
        for style in formats:
            written = phonenumbers.format_number(PhoneNumber(84, national), style)
            read = hoso.parse_identifier("phone", written)
            assert read["text"] == f"+84{national}", written


# What the documentation of `Phone` lists: by beginning, with the digits after the leading 0 in all.
BEYOND = {
    "old mobiles": (10, "120 121 122 123 124 125 126 127 128 129 162 163 164 165 166 167 168 169 186 188 199"),
    "mobiles": (9, "50 53 54 57 520 521 524 525 526 527 529 550 551 552 553 554 555 556 557 558 71 72 73 74 75 80"
        " 890 891 892 893 894 895 992"),
    "land lines": (10, "240 241 249 280 281"),
}  # fmt: skip


def test_what_is_taken_beyond_phonenumbers_is_what_the_documentation_lists(both):
    listed = [(length, beginning) for length, beginnings in BEYOND.values() for beginning in beginnings.split()]
    met = set()
    for national, (kind, ours) in both.items():
        if kind is None:
            text = str(national)
            [entry] = [entry for entry in listed if len(text) == entry[0] and text.startswith(entry[1])] or [None]
            assert entry, f"{text}: {ours}"
            met.add(entry)
    assert met == set(listed)


# --- item numbers ----------------------------------------------------------------------------------------------------

# The standard's worked example (47312482, check digit 9), values with which the software of posts and of makers of
# barcodes is tested, and numbers that were in use; python-stdnum does not know S10.
ITEMS = [
    *("AB473124829GB", "RR473124829GB", "RA473124829PL", "XH545554533GB", "AA000000005GB", "EE471108151FR"),
    *("EB000717618HK", "EB000717595HK", "AA873324826GB", "AA000000014GB", "AA999999995GB", "AA000000990GB"),
    *("AA966331020GB", "AA761294038GB", "LE704280574SE", "RK166520145LV", "EH036261918US", "LH256986182AU"),
    "UD656337373MY",
]


def test_item_numbers_of_others_are_read_and_their_other_check_digits_refused():
    for item in ITEMS:
        assert parts("item_number", item), item
        right = item[10]
        for digit in set("0123456789") - {right}:
            assert parts("item_number", f"{item[:10]}{digit}{item[11:]}") is None, item
    # Ten is written 0 and eleven 5, and both are met.
    assert {"0", "5"} <= {item[10] for item in ITEMS}
