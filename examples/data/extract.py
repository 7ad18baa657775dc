#!/usr/bin/env python3
"""Writes the small input tables beside this file from published packages.

Run only to refresh them (`build.py` needs no package and no network):

    python3 -m venv extract && extract/bin/pip install holidays==0.109
    mkdir units && cd units
    pip download --no-deps vietnam-provinces==0.6.0 vietnam-provinces==2025.10.1   # one at a time
    pip download --no-deps vietnamadminunits==1.0.4
    for wheel in *.whl; do unzip -q "$wheel" -d "${wheel%%-py3*}"; done
    cd .. && extract/bin/python extract.py units

- `holidays` 0.109: the public holidays and swapped working days 2014-2027.
- `vietnam-provinces` 0.6.0: 63 provinces and 696 districts, as of January 2025.
- `vietnam-provinces` 2025.10.1: the 34 provinces and the wards and communes since 01/07/2025.
- `vietnamadminunits` 1.0.4: which old unit became which new one.
"""

import csv
import json
import re
import sys
import unicodedata
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
YEARS = range(2014, 2028)
BINH_DUONG = "74"
# The wards where post staff sat from December 2018 (ictnews, see README).
PILOT_WARDS = ("Phú Hòa", "Phú Mỹ", "Phú Thọ", "Phú Lợi", "Định Hòa")


def write(name, header, rows):
    with open(HERE / name, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)


def holiday_table():
    import holidays

    vi = holidays.VN(years=YEARS, language="vi")
    en = holidays.VN(years=YEARS, language="en_US")
    days = []
    for day in sorted(vi):
        name_vi, name_en = vi[day], en[day]
        if re.search(r"Tết$|Tết Nguyên Đán", name_vi):
            name_vi, name_en = "Tết Nguyên Đán", "Lunar New Year"
        # A day given in lieu belongs to its holiday.
        name_vi = name_vi.replace(" (nghỉ bù)", "")
        name_en = name_en.replace(" (observed)", "")
        # In the package's English the days are month first.
        name_en = re.sub(r"(\d\d)/(\d\d)/(\d{4})", r"\3-\1-\2", name_en)
        days.append((day, name_vi, name_en))

    runs = []
    for day, name_vi, name_en in days:
        if runs and runs[-1][1] == day and runs[-1][2] == name_vi:
            runs[-1][1] = day + timedelta(days=1)
        else:
            runs.append([day, day + timedelta(days=1), name_vi, name_en])
    rows = [("holiday", *run) for run in runs]
    swapped = sorted(day for day in vi.weekend_workdays if day.year in YEARS)
    rows += [("working_day", day, "", "", "") for day in swapped]
    write("holidays.csv", ("kind", "from", "until", "vi", "en"), rows)


def key(text):
    """`Thành phố Bà Rịa` as `thanhphobaria`, the way vietnamadminunits writes its keys."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]", "", plain)


def clean(name):
    return " ".join(name.split())


def place_tables(folder):
    old = json.loads((folder / "vietnam_provinces-0.6.0/vietnam_provinces/data/nested-divisions.json").read_text("utf-8"))
    new = json.loads((folder / "vietnam_provinces-2025.10.1/vietnam_provinces/data/nested-divisions.json").read_text("utf-8"))
    converter = json.loads((folder / "vietnamadminunits-1.0.4/vietnamadminunits/data/converter_2025.json").read_text("utf-8"))

    def short(name):
        return re.sub(r"^(Tỉnh|Thành phố) ", "", clean(name))

    new_by_key = {key(short(p["name"])): p for p in new}
    successor = {}
    for target, sources in converter["DICT_PROVINCE"].items():
        for source in sources:
            successor[re.sub("^(tinh|thanhpho)", "", source)] = re.sub("^(tinh|thanhpho)", "", target)

    rows = []
    for province in old:
        code = f"{province['code']:02}"
        target = new_by_key[successor[key(short(province["name"]))]]
        target_code = f"{target['code']:02}"
        # The new unit keeps the code of one of the old ones, not always of the one with its name.
        renamed = target_code == code and short(target["name"]) != short(province["name"])
        name_2025 = short(target["name"]) if renamed else ""
        rows.append((code, clean(province["name"]), "province", "", target_code, name_2025))
        for district in province["districts"]:
            rows.append((f"{district['code']:03}", clean(district["name"]), "district", code, target_code, ""))
    write("places.csv", ("code", "name", "kind", "parent", "unit_2025", "name_2025"), rows)

    province = next(p for p in old if f"{p['code']:02}" == BINH_DUONG)
    city = next(p for p in new if p["code"] == 79)
    mapping = converter["DICT_PROVINCE_WARD_NO_DIVIDED"]["thanhphohochiminh"]
    divided = converter["DICT_PROVINCE_WARD_DIVIDED"]["thanhphohochiminh"]
    of_binh_duong = {k: [s for s in v if s.startswith("tinhbinhduong_")] for k, v in mapping.items()}
    of_binh_duong = {k.replace("ã", "a"): v for k, v in of_binh_duong.items() if v}
    for source, targets in divided.items():
        if source.startswith("tinhbinhduong_"):
            for target in targets:
                of_binh_duong.setdefault(target["newWardKey"].replace("ã", "a"), [])
    rows = []
    # A new unit may have the code of another old one, so it is written after the city's code.
    # Units of the former province have codes in its old range (Thanh An is not Cần Giờ's Thạnh An).
    old_codes = [ward["code"] for district in province["districts"] for ward in district["wards"]]
    here = [w for w in city["wards"] if min(old_codes) <= w["code"] <= max(old_codes)]
    units = {key(w["name"]): w for w in here if key(w["name"]) in of_binh_duong}
    assert len(units) == len(of_binh_duong) == len(here) == 36, (len(units), len(of_binh_duong), len(here))
    for district in province["districts"]:
        for ward in district["wards"]:
            name = clean(ward["name"]).replace("oà", "òa")
            if name.removeprefix("Phường ") in PILOT_WARDS:
                source = f"tinhbinhduong_{key(district['name'])}_{key(ward['name'])}"
                target = next(k for k, v in of_binh_duong.items() if source in v)
                rows.append((f"{ward['code']:05}", name, f"{district['code']:03}", f"79/{units[target]['code']:05}"))
    for unit in sorted(units.values(), key=lambda w: w["code"]):
        rows.append((f"79/{unit['code']:05}", clean(unit["name"]), "79", ""))
    write("communes-binh-duong.csv", ("code", "name", "parent", "unit_2025"), rows)


if __name__ == "__main__":
    holiday_table()
    place_tables(Path(sys.argv[1]))
