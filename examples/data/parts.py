"""The parts of which a province makes its rulebook, as the Python and npm packages ship them: what holds in the whole
country since the merger of 1 July 2025, and a small example of what is the province's own."""

import places
import public_post
import today
from common import (
    HERE,
    HORIZON,
    MERGER,
    assumed,
    calendars,
    days,
    liability,
    place,
    rows,
    sources_of,
    taxes,
    text,
)

#: The Python package has them, and the npm package copies them from there.
SHIPPED = HERE.parents[1] / "bindings-python" / "python" / "hoso" / "parts"


def part(name, title, source=None, **lists):
    """Some lists of a rulebook, to be appended to another's. What a part is, and its source, stand under a key of their
    own, so that nothing at the top contradicts another part, or the rulebook, when they are merged."""
    about = {"title": title, "source": source} if source else {"title": title}
    return {"hoso": 1, "currency": "VND", "utc_offset": "+07:00", f"x_{name}": about, **lists}


def provinces():
    """The 34 provinces, and those that went into them: their communes stand in parts of their own."""
    found = [place(row) for row in rows("places.csv") if row["kind"] == "province"]
    return [assumed({**one, "groups": [public_post.region(one["code"])]}, "groups") for one in found]


# Districts ended with the merger, and with them the zones that are told by them.
ZONES = [zone for zone in public_post.ZONES if zone[0] in ("intra_province", "in_region", "cross_region")]


def tariffs():
    """The price table, in the zones that are left."""
    [tariff] = public_post.tariffs()
    left = {zone for zone, *_ in ZONES}
    versions = [{**one, "rates": [rate for rate in one["rates"] if rate["zone"] in left]} for one in tariff["versions"]]
    return [{**tariff, "versions": versions}]


def post():
    """Zones, price table, VAT and liability."""
    answer_days = {zone: 5 if column < 2 else 7 for zone, column, *_ in ZONES}
    return {
        "zones": [{"id": zone, "name": name, "when": when} for zone, _column, _days, _slip, name, when in ZONES],
        "taxes": taxes(),
        "tariffs": tariffs(),
        "liability": liability(answer_days),
    }


def example(thing):
    """Marks what is to be replaced."""
    return {**thing, "x_example": True}


def own():
    """One of each thing that is the province's own. The places of its agencies, its first day and its names are filled in
    by `hoso init`; delivery times and what can be claimed are the circular's."""
    name = lambda vi, en: text(f"(Ví dụ) {vi}", f"(Example) {en}")  # noqa: E731
    contract = {
        "id": "VI-DU",
        "operator": "vi-du-buu-dien",
        "agencies": {"codes": ["vi-du-so", "vi-du-xa"]},
        "signed_on": MERGER,
        "valid": days(MERGER, HORIZON),
        "basis": ["45/2016/QĐ-TTg", "17/2017/TT-BTTTT", "22/2017/TT-BTTTT"],
        "clauses": [public_post.clause(ZONES)],
    }
    agencies = [
        {"code": "vi-du-so", "name": name("Sở Nội vụ", "Department of Home Affairs"), "kind": "department", "place": "01", "calendar": "agency"},
        {"code": "vi-du-xa", "name": name("Ủy ban nhân dân xã", "People's Committee of a commune"), "kind": "commune", "place": "01", "calendar": "agency"},
    ]
    return {
        "operators": [example({"id": "vi-du-buu-dien", "name": name("Bưu điện tỉnh", "Post of the province")})],
        "agencies": [example(one) for one in agencies],
        "fields": [
            example({"id": "lao-dong", "name": text("Lao động", "Labour")}),
            example({"id": "ho-tich", "name": text("Hộ tịch", "Civil status")}),
        ],
        "procedures": [
            example(today.procedure("2.001955", "lao-dong", {"kinds": ["department"]})),
            example(today.procedure("2.000635", "ho-tich", {"kinds": ["commune"]})),
        ],
        "contracts": [example(contract)],
    }


def parts():
    """All of them, by their names."""
    nation = {"places": provinces()}
    calendar = {"calendars": calendars()}
    sources = sources_of([nation, calendar, post(), own()])
    yield "calendar", part("calendar", text("Lịch ngày làm việc của cơ quan và bưu điện", "Working days of agencies and the post"), **calendar)
    yield "provinces", part("provinces", text("Các tỉnh, thành phố", "The provinces"), places.SOURCE, **nation)
    yield "post", part("post", text("Dịch vụ bưu chính công ích", "The public postal service"), sources=sources, **post())
    yield "own", part("own", text("Ví dụ về phần riêng của tỉnh", "An example of what is a province's own"), **own())
    for one in places.parts():
        if not one["id"].endswith("-before"):
            yield one["id"], part(one["id"], one["title"], one["x_source"], places=one["places"])
