"""The national public postal service, with the price table of 20 April 2021."""

import today
from common import (
    START,
    HORIZON,
    MERGER,
    assumed,
    calendars,
    days,
    discounts,
    liability,
    merged,
    place,
    rows,
    sources_of,
    taxes,
    text,
)

SIGNED = "2021-04-20"
TABLE = "scedfa.com.vn/bang-gia-2021"

# --- places and zones ------------------------------------------------------------------------------------------------

# Official codes run from north to south. Where a region of the price table ends is not in any source.
REGIONS = (("mien-bac", "01", "37"), ("mien-trung", "38", "68"), ("mien-nam", "70", "96"))
# Cities of the special class and of class I (VnExpress, see README): the urban districts of the six cities that are
# governed like provinces, and the provincial cities that the article names.
CENTRAL_CITIES = ("01", "31", "46", "48", "79", "92")
CLASS_I_CITIES = {
    "164": "Thái Nguyên",
    "193": "Hạ Long",
    "227": "Việt Trì",
    "256": "Bắc Ninh",
    "356": "Nam Định",
    "380": "Thanh Hóa",
    "412": "Vinh",
    "540": "Quy Nhơn",
    "568": "Nha Trang",
    "643": "Buôn Ma Thuột",
    "672": "Đà Lạt",
    "718": "Thủ Dầu Một",
    "731": "Biên Hòa",
    "747": "Vũng Tàu",
    "769": "Thủ Đức",
    "815": "Mỹ Tho",
}
CITIES = {"mien-bac": "do-thi-lon-bac", "mien-trung": "do-thi-lon-trung", "mien-nam": "do-thi-lon-nam"}


def region(province):
    return next(name for name, first, last in REGIONS if first <= province <= last)


def is_big_city(row):
    if row["code"] in CLASS_I_CITIES:
        assert row["name"] == f"Thành phố {CLASS_I_CITIES[row['code']]}", row
        return True
    return row["parent"] in CENTRAL_CITIES and row["name"].startswith("Quận ")


def places():
    out = []
    for row in rows("places.csv"):
        unit = place(row)
        if row["kind"] == "province":
            assert region(row["code"]) == region(row["unit_2025"]), row
            unit = assumed({**unit, "groups": [region(row["code"])]}, "groups")
        elif is_big_city(row):
            unit = {**unit, "groups": [CITIES[region(row["parent"])]]}
        out.append(unit)
    return out


def between(a, b):
    return {"groups": [f"do-thi-lon-{a}", f"do-thi-lon-{b}"]}


# Zone, the column of the price table, working days at most, days with the appointment slip, name, condition.
ZONES = [
    ("intra_district", 0, 1, 2, text("Nội tỉnh, nội huyện", "In province, same district"), {"same": "district"}),
    ("intra_province", 1, 2, 4, text("Nội tỉnh, thành phố", "Within the province or city"), {"same": "province"}),
    ("in_region_cities_north", 2, 3, 6, text("Liên tỉnh nội vùng, giữa đô thị lớn phía Bắc", "Within a region, between big cities of the north"), between("bac", "bac")),
    ("in_region_cities_central", 2, 3, 6, text("Liên tỉnh nội vùng, giữa đô thị lớn miền Trung", "Within a region, between big cities of the centre"), between("trung", "trung")),
    ("in_region_cities_south", 2, 3, 6, text("Liên tỉnh nội vùng, giữa đô thị lớn phía Nam", "Within a region, between big cities of the south"), between("nam", "nam")),
    ("cross_region_cities_north_central", 3, 3, 6, text("Liên tỉnh liên vùng, giữa đô thị lớn Bắc và Trung", "Between regions, big cities of the north and the centre"), between("bac", "trung")),
    ("cross_region_cities_north_south", 3, 3, 6, text("Liên tỉnh liên vùng, giữa đô thị lớn Bắc và Nam", "Between regions, big cities of the north and the south"), between("bac", "nam")),
    ("cross_region_cities_central_south", 3, 3, 6, text("Liên tỉnh liên vùng, giữa đô thị lớn Trung và Nam", "Between regions, big cities of the centre and the south"), between("trung", "nam")),
    ("in_region", 2, 4, 8, text("Liên tỉnh nội vùng", "Between provinces, within a region"), {"same_group": True}),
    ("cross_region", 3, 4, 8, text("Liên tỉnh liên vùng", "Between provinces, between regions"), {"any": True}),
]


def zones():
    return [{"id": zone, "name": name, "when": when} for zone, _column, _days, _slip, name, when in ZONES]


# --- the price table -------------------------------------------------------------------------------------------------

STEPS = (100, 250, 500)
INTAKE = ((26_000, 30_000, 30_500, 31_000), (26_000, 30_000, 31_000, 34_000), (26_500, 30_500, 32_500, 38_000))
RETURN = ((26_000, 30_000, 30_500, 31_000), (27_000, 31_000, 32_000, 35_000), (28_500, 32_500, 34_500, 40_000))
FURTHER_500_G = (2_200, 2_900, 3_600, 6_300)


def rate(service, table, zone, column):
    return {
        "services": [service],
        "zone": zone,
        "bands": [{"up_to": step, "price": prices[column]} for step, prices in zip(STEPS, table)],
        "further": assumed({"each": 500, "price": FURTHER_500_G[column], "max": 100_000}, "max"),
    }


def tariffs():
    rates = [rate(service, table, zone, column) for service, table in (("intake", INTAKE), ("return", RETURN)) for zone, column, *_ in ZONES]
    version = {
        "id": "2021",
        "valid": days(SIGNED),
        "source": TABLE,
        "x_discounts_source": "22/2017/TT-BTTTT",
        "rates": rates,
        "discounts": discounts(),
        "combine": "best",
    }
    tariff = {
        "id": "vnpost",
        "title": text("Bảng giá của Tổng công ty Bưu điện Việt Nam", "Price table of Vietnam Post"),
        "tax": "vat",
        "price_includes_tax": True,
        "rounding": {"mode": "half_up", "to": 1},
        "versions": [assumed(version, "valid", "combine")],
    }
    return [assumed(tariff, "tax", "price_includes_tax", "rounding")]


# --- who handles what ------------------------------------------------------------------------------------------------


def agency(code, vi, en, kind, at):
    return {"code": code, "name": text(vi, en), "kind": kind, "place": at}


def agencies():
    lasting = [
        agency("so-ngoai-vu-da-nang", "Sở Ngoại vụ thành phố Đà Nẵng", "Department of Foreign Affairs of Đà Nẵng", "department", "492"),
        agency("so-noi-vu-ha-noi", "Sở Nội vụ thành phố Hà Nội", "Department of Home Affairs of Hà Nội", "department", "005"),
        agency("so-noi-vu-tphcm", "Sở Nội vụ Thành phố Hồ Chí Minh", "Department of Home Affairs of Hồ Chí Minh City", "department", "760"),
        agency("so-noi-vu-da-nang", "Sở Nội vụ thành phố Đà Nẵng", "Department of Home Affairs of Đà Nẵng", "department", "492"),
        agency("so-tu-phap-nghe-an", "Sở Tư pháp tỉnh Nghệ An", "Department of Justice of Nghệ An", "department", "412"),
        agency("so-tu-phap-can-tho", "Sở Tư pháp thành phố Cần Thơ", "Department of Justice of Cần Thơ", "department", "916"),
        agency("so-giao-duc-lang-son", "Sở Giáo dục và Đào tạo tỉnh Lạng Sơn", "Department of Education and Training of Lạng Sơn", "department", "178"),
    ]
    ended = [
        (agency("so-noi-vu-binh-duong", "Sở Nội vụ tỉnh Bình Dương", "Department of Home Affairs of Bình Dương", "department", "718"), "so-noi-vu-tphcm"),
        (agency("so-noi-vu-quang-nam", "Sở Nội vụ tỉnh Quảng Nam", "Department of Home Affairs of Quảng Nam", "department", "502"), "so-noi-vu-da-nang"),
        (agency("ubnd-quan-hai-chau", "Ủy ban nhân dân quận Hải Châu", "People's Committee of Hải Châu district", "district", "492"), "ubnd-phuong-hai-chau"),
        (agency("ubnd-thu-dau-mot", "Ủy ban nhân dân thành phố Thủ Dầu Một", "People's Committee of Thủ Dầu Một city", "district", "718"), "ubnd-phuong-thu-dau-mot"),
        (agency("ubnd-huyen-cu-chi", "Ủy ban nhân dân huyện Củ Chi", "People's Committee of Củ Chi district", "district", "783"), "ubnd-xa-cu-chi"),
    ]
    communes = [
        agency("ubnd-phuong-hai-chau", "Ủy ban nhân dân phường Hải Châu", "People's Committee of Hải Châu ward", "commune", "48"),
        agency("ubnd-phuong-thu-dau-mot", "Ủy ban nhân dân phường Thủ Dầu Một", "People's Committee of Thủ Dầu Một ward", "commune", "79"),
        agency("ubnd-xa-cu-chi", "Ủy ban nhân dân xã Củ Chi", "People's Committee of Củ Chi commune", "commune", "79"),
    ]
    police = [
        agency("cong-an-nghe-an", "Công an tỉnh Nghệ An", "Police of Nghệ An province", "police", "412"),
        agency("cong-an-can-tho", "Công an thành phố Cần Thơ", "Police of Cần Thơ", "police", "916"),
    ]
    out = [assumed(one, "place") for one in lasting]
    out += [assumed(one) for one in police]
    out += [assumed(merged(one, successor), "place", "valid", "merged_into") for one, successor in ended]
    return out + [assumed({**one, "valid": days(MERGER)}) for one in communes]


FIELDS = [
    ("ngoai-vu", text("Ngoại vụ", "Foreign affairs")),
    ("noi-vu", text("Nội vụ", "Home affairs")),
    ("tu-phap", text("Tư pháp", "Justice")),
    ("giao-duc", text("Giáo dục và đào tạo", "Education and training")),
    ("ho-kinh-doanh", text("Hộ kinh doanh", "Household businesses")),
    ("ho-tich", text("Hộ tịch", "Civil status")),
    ("chung-thuc", text("Chứng thực", "Certification")),
]
DEPARTMENT, COMMUNE = {"kinds": ["department"]}, {"kinds": ["commune"]}
LOCAL = {"kinds": ["district", "commune"]}
FOREIGN_AFFAIRS = {"codes": ["so-ngoai-vu-da-nang"]}
POLICE = "2025-03-01"  # judicial records go from the departments of justice to the police
# (code, field, who, working days, names, fee).
PROCEDURES = [
    ("2.900601", "ngoai-vu", FOREIGN_AFFAIRS, 5, text("Hợp pháp hóa lãnh sự, chứng nhận lãnh sự giấy tờ", "Consular legalisation and certification of papers"), 30_000),
    ("2.900602", "ngoai-vu", FOREIGN_AFFAIRS, 10, text("Cho phép sử dụng thẻ đi lại doanh nhân APEC", "Permission to use an APEC business travel card"), None),
    ("2.000379", "noi-vu", DEPARTMENT, 25, text("Tặng bằng khen của Chủ tịch Ủy ban nhân dân cấp tỉnh", "Certificate of merit of the provincial chair"), None),
    ("2.900603", "noi-vu", DEPARTMENT, 30, text("Phê duyệt điều lệ hội", "Approval of an association's charter"), None),
    ("2.900604", "tu-phap", DEPARTMENT, 10, text("Cấp phiếu lý lịch tư pháp", "Criminal record certificate"), 200_000),
    ("3.000181", "giao-duc", DEPARTMENT, 15, text("Tuyển sinh trung học phổ thông", "Admission to upper secondary school"), None),
    ("2.900605", "giao-duc", DEPARTMENT, 1, text("Cấp bản sao văn bằng, chứng chỉ từ sổ gốc", "Copy of a diploma from the register"), None),
    ("1.001612", "ho-kinh-doanh", LOCAL, 3, text("Đăng ký thành lập hộ kinh doanh", "Registration of a household business"), 100_000),
    ("2.900606", "ho-kinh-doanh", LOCAL, 3, text("Chấm dứt hoạt động hộ kinh doanh", "Closing of a household business"), None),
    ("2.900607", "ho-tich", LOCAL, 1, text("Cấp bản sao trích lục hộ tịch", "Copy of a civil status extract"), 8_000),
    ("1.000894", "ho-tich", COMMUNE, 1, text("Đăng ký kết hôn", "Registration of a marriage"), None),
    ("2.900608", "chung-thuc", LOCAL, 1, text("Chứng thực bản sao từ bản chính", "Certified copy of an original"), 2_000),
]
# What is sourced of them; of the others nothing is.
SEEN = {"1.001612": ("code",), "2.000379": ("code",), "1.000894": ("code", "name"), "3.000181": ("code",)}
MUST_COME = {"1.000894"}
# Those that end: where a real code takes the place of an invented one, or another agency is competent.
VALID = {"2.900604": days(START, POLICE), "2.900607": days(START, MERGER), "2.900608": days(START, MERGER)}
TODAY = [
    ("2.000635", "ho-tich", COMMUNE),
    ("2.000815", "chung-thuc", COMMUNE),
    # It had this code before, too: no first day.
    ("2.000884", "chung-thuc", LOCAL, None),
    ("2.900609", "tu-phap", {"kinds": ["police"]}, POLICE),
]


def procedures():
    out = []
    for code, field, who, working_days, name, fee in PROCEDURES:
        procedure = {"code": code, "name": name, "agencies": who, "field": field, "processing_days": working_days}
        if code in VALID:
            procedure["valid"] = VALID[code]
        if code in MUST_COME:
            procedure["in_person"] = [{"service": service, "source": "45/2016/QĐ-TTg"} for service in ("intake", "return")]
        if fee:
            procedure["agency_fees"] = [{"amount": fee}]
        seen = SEEN.get(code, ())
        out.append(assumed(procedure, *(key for key in procedure if seen and key not in seen)))
    return out + [today.procedure(*one) for one in TODAY]


# --- the contracts ---------------------------------------------------------------------------------------------------


def clause(zones=ZONES):
    """Everything, at the prices and within the days of the national post."""
    sla = {
        "calendar": "post",
        "delivery_days": {zone: limit for zone, _column, limit, *_ in zones},
        "slip_days": {zone: slip for zone, _column, _limit, slip, *_ in zones},
        "attempts": 2,
        "attempt_gap_days": 2,
        "source": "17/2017/TT-BTTTT",
    }
    return {"id": "1", "services": ["intake", "return"], "scope": {"all": True}, "tariff": "vnpost", "sla": sla}


def contracts():
    basis = ["45/2016/QĐ-TTg", "17/2017/TT-BTTTT", "22/2017/TT-BTTTT"]
    own = {
        "id": "SNGV-DN-2021",
        "operator": "vnpost-da-nang",
        "agencies": FOREIGN_AFFAIRS,
        "signed_on": SIGNED,
        "valid": days(SIGNED, HORIZON),
        "basis": basis,
        "clauses": [clause()],
    }
    framework = {
        "id": "BCCI",
        "operator": "vnpost",
        "agencies": {"all": True},
        "signed_on": SIGNED,
        "valid": days(SIGNED, HORIZON),
        "basis": basis,
        "clauses": [clause()],
    }
    return [assumed(own, "id", "valid", "basis", "clauses/scope"), assumed(framework)]


def document():
    operators = [
        {"id": "vnpost", "name": text("Tổng công ty Bưu điện Việt Nam", "Vietnam Post")},
        {"id": "vnpost-da-nang", "name": text("Bưu điện thành phố Đà Nẵng", "Post of Đà Nẵng")},
    ]
    answer_days = {zone: 5 if column < 2 else 7 for zone, column, *_ in ZONES}
    body = {
        "calendars": calendars(),
        "places": places(),
        "zones": zones(),
        "operators": operators,
        "agencies": agencies(),
        "fields": [assumed({"id": field, "name": name}) for field, name in FIELDS],
        "procedures": procedures(),
        "taxes": taxes(),
        "tariffs": tariffs(),
        "contracts": contracts(),
        "liability": liability(answer_days),
    }
    head = {
        "hoso": 1,
        "id": "public-post",
        "title": text(
            "Dịch vụ bưu chính công ích nhận hồ sơ, trả kết quả thủ tục hành chính",
            "The public postal service for dossiers and results of administrative procedures",
        ),
        "currency": "VND",
        "utc_offset": "+07:00",
        "sources": sources_of(body),
    }
    return head | body
