"""The service in Bình Dương province since the three contracts of 10 September 2014, and in what it became."""

import today
from common import (
    HORIZON,
    MERGER,
    TT17,
    TT22,
    START,
    assumed,
    calendars,
    commune,
    commune_before,
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

PROVINCE = "74"
NEIGHBOURS = ("70", "72", "75", "77", "79", "80")
SIGNED = "2014-09-10"
OPENED = "2017-07-28"  # the 70 points of the Post open
TARIFF_2018 = "2018-12-01"
ZONES = ("intra_district", "intra_province", "inter_province")
# As they were called in 2014; the registry package has the names of January 2025.
DISTRICTS_2014 = {
    "718": text("Thành phố Thủ Dầu Một", "Thủ Dầu Một city"),
    "719": text("Huyện Bàu Bàng", "Bàu Bàng district"),
    "720": text("Huyện Dầu Tiếng", "Dầu Tiếng district"),
    "721": text("Thị xã Bến Cát", "Bến Cát town"),
    "722": text("Huyện Phú Giáo", "Phú Giáo district"),
    "723": text("Thị xã Tân Uyên", "Tân Uyên town"),
    "724": text("Thị xã Dĩ An", "Dĩ An town"),
    "725": text("Thị xã Thuận An", "Thuận An town"),
    "726": text("Huyện Bắc Tân Uyên", "Bắc Tân Uyên district"),
}
# Phú Lợi, Phú Hòa, Phú Thọ, Định Hòa, Phú Mỹ: the wards where post staff sat from December 2018 (ictnews).
PILOT_WARDS = ("25744", "25750", "25753", "25759", "25762")


def places():
    out = []
    for row in rows("places.csv"):
        if row["code"] == PROVINCE or row["code"] in NEIGHBOURS:
            out.append(place(row))
        elif row["parent"] == PROVINCE:
            unit = place(row)
            name = DISTRICTS_2014[row["code"]]
            if row["name"] != name["vi"]:
                unit["x_name_2025"] = row["name"]
            out.append({**unit, "name": name})
    before = [row for row in rows("communes-before.csv") if row["parent"] in DISTRICTS_2014]
    became = {code for row in before for code in row["into"].split()}
    out += [commune_before(row) for row in before if row["code"] in PILOT_WARDS]
    return out + [commune(row) for row in rows("communes.csv") if row["code"] in became]


def zones():
    names = (
        text("Nội huyện, thị xã, thành phố", "Within one district, town or city"),
        text("Trong tỉnh, thành phố", "Within the province or city"),
        text("Liên tỉnh", "Between provinces"),
    )
    conditions = ({"same": "district"}, {"same": "province"}, {"any": True})
    return [{"id": zone, "name": name, "when": when} for zone, name, when in zip(ZONES, names, conditions)]


# --- who -------------------------------------------------------------------------------------------------------------


def agencies():
    department, district, commune = {"kind": "department"}, {"kind": "district"}, {"kind": "commune"}
    before = [
        merged(
            {"code": "so-noi-vu", "name": text("Sở Nội vụ tỉnh Bình Dương", "Department of Home Affairs of Bình Dương"), **department, "place": "718"},
            "so-noi-vu-tphcm",
        ),
        merged(
            {
                "code": "so-thong-tin-truyen-thong",
                "name": text("Sở Thông tin và Truyền thông tỉnh Bình Dương", "Department of Information and Communications of Bình Dương"),
                **department,
                "place": "718",
            },
            "so-khoa-hoc-cong-nghe-tphcm",
        ),
        merged(
            {
                "code": "ban-quan-ly-khu-cong-nghiep",
                "name": text("Ban Quản lý các khu công nghiệp Bình Dương", "Industrial Zones Authority of Bình Dương"),
                **department,
                "place": "718",
            },
            "ban-quan-ly-khu-cong-nghiep-tphcm",
        ),
    ]
    before = [assumed(agency, "place", "valid", "merged_into") for agency in before]
    local = [
        merged(
            {"code": "ubnd-thu-dau-mot", "name": text("Ủy ban nhân dân thành phố Thủ Dầu Một", "People's Committee of Thủ Dầu Một city"), **district, "place": "718"},
            "ubnd-phuong-thu-dau-mot",
        ),
        merged(
            {"code": "ubnd-di-an", "name": text("Ủy ban nhân dân thị xã Dĩ An", "People's Committee of Dĩ An town"), **district, "place": "724"},
            "ubnd-phuong-di-an",
        ),
        merged(
            {"code": "ubnd-phu-loi", "name": text("Ủy ban nhân dân phường Phú Lợi", "People's Committee of Phú Lợi ward"), **commune, "place": "25744"},
            "ubnd-phuong-phu-loi",
        ),
    ]
    local = [assumed(agency, "valid", "merged_into") for agency in local]
    wards = [
        ("ubnd-phuong-thu-dau-mot", text("Ủy ban nhân dân phường Thủ Dầu Một", "People's Committee of Thủ Dầu Một ward"), "79/25747"),
        ("ubnd-phuong-di-an", text("Ủy ban nhân dân phường Dĩ An", "People's Committee of Dĩ An ward"), "79/25942"),
        ("ubnd-phuong-phu-loi", text("Ủy ban nhân dân phường Phú Lợi (từ 01/07/2025)", "People's Committee of Phú Lợi ward (since 1 July 2025)"), "79/25750"),
    ]
    after = [(*agency, "city_department") for agency in CITY] + [(*agency, "city_commune") for agency in wards]
    after += [(*centre, "centre") for centre in CENTRES]
    after = [assumed({"code": code, "name": name, "kind": kind, "place": at, "valid": days(MERGER)}) for code, name, at, kind in after]
    return before + local + after


# Departments of the city since the merger.
CITY = [
    ("so-noi-vu-tphcm", text("Sở Nội vụ Thành phố Hồ Chí Minh", "Department of Home Affairs of Hồ Chí Minh City"), "79"),
    (
        "so-khoa-hoc-cong-nghe-tphcm",
        text("Sở Khoa học và Công nghệ Thành phố Hồ Chí Minh", "Department of Science and Technology of Hồ Chí Minh City"),
        "79",
    ),
    (
        "ban-quan-ly-khu-cong-nghiep-tphcm",
        text("Ban Quản lý các khu chế xuất và công nghiệp Thành phố Hồ Chí Minh", "Export Processing and Industrial Zones Authority of Hồ Chí Minh City"),
        "79",
    ),
]
CITY_CENTRE = (
    "trung-tam-hcc-tphcm",
    text("Trung tâm Phục vụ hành chính công Thành phố Hồ Chí Minh", "Public Administration Service Centre of Hồ Chí Minh City"),
    "79",
)
# The city's public administration service centre, and that of each commune here: they decide nothing.
CENTRES = [
    CITY_CENTRE,
    ("trung-tam-hcc-thu-dau-mot", text("Trung tâm Phục vụ hành chính công phường Thủ Dầu Một", "Public Administration Service Centre of Thủ Dầu Một ward"), "79/25747"),
    ("trung-tam-hcc-di-an", text("Trung tâm Phục vụ hành chính công phường Dĩ An", "Public Administration Service Centre of Dĩ An ward"), "79/25942"),
    ("trung-tam-hcc-phu-loi", text("Trung tâm Phục vụ hành chính công phường Phú Lợi", "Public Administration Service Centre of Phú Lợi ward"), "79/25750"),
]


def receptions():
    """Any centre of the province takes dossiers in and gives results out, whoever decides."""
    decides = {"kinds": ["city_department", "city_commune"]}
    return [assumed({"at": code, "for": decides, "valid": days(MERGER), "source": "118/2025/NĐ-CP"}, "at") for code, *_ in CENTRES]


# --- what ------------------------------------------------------------------------------------------------------------

HOME_AFFAIRS = [
    ("noi-vu-hoi-quy", text("Hội, quỹ", "Associations and funds")),
    ("noi-vu-thi-dua-khen-thuong", text("Thi đua, khen thưởng", "Emulation and rewards")),
    ("noi-vu-ton-giao", text("Tín ngưỡng, tôn giáo", "Belief and religion")),
    ("noi-vu-luu-tru", text("Văn thư, lưu trữ", "Records and archives")),
    ("noi-vu-cong-chuc-vien-chuc", text("Công chức, viên chức", "Civil servants and public employees")),
]
COMMUNICATIONS = [
    ("thong-tin-buu-chinh", text("Bưu chính", "Post")),
    ("thong-tin-xuat-ban-in-phat-hanh", text("Xuất bản, in, phát hành", "Publishing, printing, distribution")),
    ("thong-tin-bao-chi", text("Báo chí", "Press")),
    ("thong-tin-phat-thanh-truyen-hinh", text("Phát thanh, truyền hình và thông tin điện tử", "Broadcasting and online information")),
    ("thong-tin-vien-thong", text("Viễn thông, Internet", "Telecommunications and Internet")),
]
COMMUNICATIONS_OTHER = ("thong-tin-cong-nghe-thong-tin", text("Công nghệ thông tin", "Information technology"))
ZONES_AUTHORITY = [
    ("kcn-dau-tu", text("Đầu tư", "Investment")),
    ("kcn-doanh-nghiep", text("Doanh nghiệp", "Enterprises")),
    ("kcn-quy-hoach-xay-dung", text("Quy hoạch, xây dựng", "Planning and construction")),
    ("kcn-moi-truong", text("Môi trường", "Environment")),
    ("kcn-lao-dong", text("Lao động", "Labour")),
    ("kcn-thuong-mai", text("Thương mại", "Trade")),
    ("kcn-dat-dai", text("Đất đai", "Land")),
    ("kcn-xuat-nhap-khau", text("Xuất nhập khẩu", "Import and export")),
]
ZONES_AUTHORITY_OTHER = ("kcn-khoa-hoc-cong-nghe", text("Khoa học và công nghệ", "Science and technology"))
LOCAL = [
    ("ho-kinh-doanh", text("Hộ kinh doanh", "Household businesses")),
    ("ho-tich", text("Hộ tịch", "Civil status")),
    ("chung-thuc", text("Chứng thực", "Certification")),
]


def fields():
    every = HOME_AFFAIRS + COMMUNICATIONS + [COMMUNICATIONS_OTHER] + ZONES_AUTHORITY + [ZONES_AUTHORITY_OTHER] + LOCAL
    return [assumed({"id": field, "name": name}) for field, name in every]


def fee(amount, *valid):
    return {"valid": days(*valid), "amount": amount} if valid else {"amount": amount}


IN_PERSON = [{"service": service, "valid": days("2016-12-16"), "source": "45/2016/QĐ-TTg"} for service in ("intake", "return")]

# (code, field, working days, first year on the Post's list after 2016, names, fees)
PROCEDURES = {
    "so-noi-vu": [
        ("1.900101", "noi-vu-hoi-quy", 30, 2018, text("Công nhận ban vận động thành lập hội", "Recognition of a committee to found an association")),
        ("1.900102", "noi-vu-hoi-quy", 30, 2018, text("Phê duyệt điều lệ hội", "Approval of an association's charter")),
        ("1.900103", "noi-vu-hoi-quy", 40, 2019, text("Cấp giấy phép thành lập và công nhận điều lệ quỹ", "Licence to found a fund and recognition of its charter")),
        ("1.900104", "noi-vu-thi-dua-khen-thuong", 25, 2017, text("Tặng bằng khen của Chủ tịch Ủy ban nhân dân tỉnh", "Certificate of merit of the provincial chair")),
        ("1.900105", "noi-vu-ton-giao", 30, 2019, text("Đăng ký hoạt động tôn giáo", "Registration of religious activities")),
        ("1.900106", "noi-vu-luu-tru", 10, 2017, text("Cấp chứng chỉ hành nghề lưu trữ", "Archivist's practising certificate")),
        ("1.900107", "noi-vu-cong-chuc-vien-chuc", 25, 2020, text("Thẩm định đề án vị trí việc làm", "Review of a job position scheme")),
        ("1.900108", "noi-vu-cong-chuc-vien-chuc", 20, 2020, text("Thi tuyển công chức", "Civil service examination")),
    ],
    "so-thong-tin-truyen-thong": [
        ("1.900201", "thong-tin-buu-chinh", 20, 2017, text("Cấp giấy phép bưu chính", "Postal licence"), fee(1_500_000)),
        ("1.900202", "thong-tin-buu-chinh", 10, 2017, text("Xác nhận thông báo hoạt động bưu chính", "Confirmation of a notice of postal business")),
        ("1.900203", "thong-tin-xuat-ban-in-phat-hanh", 10, 2017, text("Cấp giấy phép xuất bản tài liệu không kinh doanh", "Licence to publish a non-commercial document"), fee(50_000)),
        ("1.900204", "thong-tin-xuat-ban-in-phat-hanh", 5, 2018, text("Đăng ký hoạt động cơ sở in", "Registration of a printing house")),
        ("1.900205", "thong-tin-bao-chi", 15, 2018, text("Cấp giấy phép xuất bản bản tin", "Licence to publish a newsletter")),
        ("1.900206", "thong-tin-phat-thanh-truyen-hinh", 10, 2019, text("Cấp giấy phép trang thông tin điện tử tổng hợp", "Licence for a general news website")),
        ("1.900207", "thong-tin-phat-thanh-truyen-hinh", 10, 2019, text("Đăng ký thu tín hiệu truyền hình nước ngoài từ vệ tinh", "Registration to receive foreign satellite television")),
        ("1.900208", "thong-tin-vien-thong", 7, 2018, text("Chứng nhận đủ điều kiện hoạt động điểm trò chơi điện tử công cộng", "Certificate for a public video game point")),
        ("1.900209", COMMUNICATIONS_OTHER[0], 20, 2019, text("Thẩm định thiết kế sơ bộ dự án công nghệ thông tin", "Review of the preliminary design of an IT project")),
    ],
    "ban-quan-ly-khu-cong-nghiep": [
        ("1.900301", "kcn-dau-tu", 15, 2017, text("Cấp giấy chứng nhận đăng ký đầu tư", "Investment registration certificate")),
        ("1.900302", "kcn-dau-tu", 10, 2017, text("Điều chỉnh giấy chứng nhận đăng ký đầu tư", "Change of an investment registration certificate")),
        ("1.900303", "kcn-doanh-nghiep", 10, 2018, text("Cấp giấy phép kinh doanh cho tổ chức kinh tế có vốn đầu tư nước ngoài", "Trading licence for a foreign-invested company")),
        ("1.900304", "kcn-quy-hoach-xay-dung", 20, 2018, text("Cấp giấy phép xây dựng", "Building permit"), fee(150_000)),
        ("1.900305", "kcn-moi-truong", 10, 2019, text("Xác nhận kế hoạch bảo vệ môi trường", "Confirmation of an environmental protection plan")),
        ("1.900306", "kcn-lao-dong", 7, 2017, text("Cấp giấy phép lao động cho người lao động nước ngoài", "Work permit for a foreign worker"), fee(400_000, START, "2018-01-01"), fee(600_000, "2018-01-01")),
        ("1.900307", "kcn-lao-dong", 7, 2018, text("Đăng ký nội quy lao động", "Registration of workplace rules")),
        ("1.900308", "kcn-thuong-mai", 15, 2017, text("Gia hạn giấy phép thành lập văn phòng đại diện", "Renewal of a representative office licence"), fee(3_000_000)),
        ("1.900309", "kcn-dat-dai", 20, 2020, text("Xác nhận hợp đồng thuê lại đất trong khu công nghiệp", "Confirmation of a sublease in an industrial zone")),
        ("1.900310", "kcn-xuat-nhap-khau", 1, 2017, text("Cấp giấy chứng nhận xuất xứ hàng hóa", "Certificate of origin"), fee(60_000)),
        ("1.900311", ZONES_AUTHORITY_OTHER[0], 15, 2020, text("Thẩm định công nghệ dự án đầu tư", "Technology review of an investment project")),
    ],
    "district": [
        ("2.900401", "ho-kinh-doanh", 3, 2017, text("Đăng ký thành lập hộ kinh doanh", "Registration of a household business"), fee(100_000)),
        ("2.900402", "ho-tich", 1, 2017, text("Cấp bản sao trích lục hộ tịch", "Copy of a civil status extract"), fee(8_000)),
        ("2.900403", "ho-tich", 15, 2020, text("Đăng ký kết hôn có yếu tố nước ngoài", "Registration of a marriage with a foreign element"), fee(1_000_000)),
    ],
    "commune": [
        ("2.900501", "ho-tich", 3, 2018, text("Cấp giấy xác nhận tình trạng hôn nhân", "Certificate of marital status"), fee(15_000)),
        ("2.900502", "chung-thuc", 1, 2018, text("Chứng thực bản sao từ bản chính", "Certified copy of an original"), fee(2_000)),
    ],
}
MUST_COME = {"1.900108", "2.900403"}
# Invented ones that end where a real code takes their place.
REPLACED = {"1.900108", "1.900306", "1.900307", "2.900401", "2.900402", "2.900501", "2.900502"}
# Those that the successor of their agency does not carry out: in Hồ Chí Minh City religion has a department of its own since
# 1 March 2025, and press, publishing and what is broadcast or put online are not Science and Technology's.
ELSEWHERE = {"1.900105", "1.900203", "1.900204", "1.900205", "1.900206", "1.900207", "1.900208"}
HOME_AFFAIRS_TODAY, ZONES_AUTHORITY_TODAY = "so-noi-vu-tphcm", "ban-quan-ly-khu-cong-nghiep-tphcm"
EVERY_COMMUNE = {"kinds": ["city_commune"]}
TODAY = [
    ("1.014111", "noi-vu-cong-chuc-vien-chuc", {"codes": [HOME_AFFAIRS_TODAY]}),
    ("1.014199", "kcn-lao-dong", {"codes": [ZONES_AUTHORITY_TODAY]}),
    ("1.014200", "kcn-lao-dong", {"codes": [ZONES_AUTHORITY_TODAY]}),
    ("1.014201", "kcn-lao-dong", {"codes": [ZONES_AUTHORITY_TODAY]}),
    ("2.001955", "kcn-lao-dong", {"codes": [HOME_AFFAIRS_TODAY, ZONES_AUTHORITY_TODAY]}),
    ("1.001612", "ho-kinh-doanh", EVERY_COMMUNE),
    ("2.000635", "ho-tich", EVERY_COMMUNE),
    ("1.004873", "ho-tich", EVERY_COMMUNE),
    ("2.000815", "chung-thuc", EVERY_COMMUNE),
    ("2.000884", "chung-thuc", EVERY_COMMUNE),
    # Whoever keeps the register gives the copy.
    ("2.000908", "chung-thuc", {"kinds": ["city_department", "city_commune"]}),
]


def procedures():
    out = []
    for handler, table in PROCEDURES.items():
        selector = {"kinds": [handler]} if handler in ("district", "commune") else {"codes": [handler]}
        for code, field, working_days, _year, name, *fees in table:
            procedure = {"code": code, "name": name, "agencies": selector, "field": field, "processing_days": working_days}
            if code in REPLACED | ELSEWHERE:
                procedure["valid"] = days(START, MERGER)
            if code in MUST_COME:
                procedure["in_person"] = IN_PERSON
            if fees:
                procedure["agency_fees"] = fees
            out.append(assumed(procedure))
    return out + [today.procedure(*one) for one in TODAY]


def listed(year):
    """The procedures that the Post may take in by that year."""
    return [code for table in PROCEDURES.values() for code, _field, _days, since, *_ in table if since <= year]


# --- how much --------------------------------------------------------------------------------------------------------


def flat(services, zone, price):
    """A price per dossier, whatever its weight."""
    return {"services": services, "zone": zone, "bands": [{"up_to": 100_000, "price": price}]}


def flat_rates(prices):
    return [flat(["intake", "return"], zone, price) for zone, price in zip(ZONES, prices)]


def tariffs():
    collection = "collect_agency_fee"
    bundle = flat(["both"], "intra_district", 40_000)
    free_below = {
        "id": "thu-ho-le-phi",
        "option": collection,
        "of": "agency_fee",
        "tiers": [{"below": 500_000, "fixed": 0}, assumed({"fixed": 20_000})],
    }
    banded = {
        "id": "thu-ho-le-phi",
        "option": collection,
        "of": "agency_fee",
        "tiers": [{"below": 500_000, "fixed": 8_000}, {"below": 2_000_000, "fixed": 20_000}, {"bp": 100}],
    }
    versions = [
        assumed({"id": "2014", "valid": days(SIGNED, OPENED), "rates": flat_rates((25_000, 35_000, 45_000))}),
        {
            "id": "2017",
            "valid": days(OPENED, TT22),
            "source": "vnpost.vn/binh-duong",
            "rates": flat_rates((25_000, 35_000, 45_000)) + [bundle],
            "surcharges": [free_below],
        },
        assumed(
            {
                "id": "2018",
                "valid": days(TT22, TARIFF_2018),
                "source": "22/2017/TT-BTTTT",
                "x_prices_source": "vnpost.vn/binh-duong",
                "rates": flat_rates((25_000, 35_000, 45_000)) + [bundle],
                "surcharges": [free_below],
                "discounts": discounts(),
                "combine": "best",
            },
            "rates",
            "surcharges",
            "combine",
        ),
        assumed(
            {
                "id": "2018-12",
                "valid": days(TARIFF_2018),
                "source": "ictnews/26199",
                "x_discounts_source": "22/2017/TT-BTTTT",
                "rates": flat_rates((26_000, 31_000, 32_000)),
                "surcharges": [banded],
                "discounts": discounts(),
                "combine": "best",
            },
            "valid",
            "combine",
        ),
    ]
    tariff = {
        "id": "buu-dien-binh-duong",
        "title": text("Giá cước của Bưu điện tỉnh Bình Dương", "Charges of the Post of Bình Dương"),
        "tax": "vat",
        "price_includes_tax": True,
        "rounding": {"mode": "half_up", "to": 1},
        "versions": versions,
    }
    return [assumed(tariff, "tax", "price_includes_tax", "rounding")]


# --- the contracts ---------------------------------------------------------------------------------------------------

POST = "buu-dien-binh-duong"
TARIFF = "buu-dien-binh-duong"
SLA_2014 = assumed(
    {
        "calendar": "post",
        "handover_days": 1,
        "delivery_days": {"intra_district": 1, "intra_province": 2, "inter_province": 4},
        "attempts": 2,
        "attempt_gap_days": 2,
    }
)
SLA_TT17 = {
    "calendar": "post",
    "delivery_days": {"intra_district": 1, "intra_province": 2, "inter_province": 4},
    "slip_days": {"intra_district": 2, "intra_province": 4, "inter_province": 8},
    "attempts": 2,
    "attempt_gap_days": 2,
    "source": "17/2017/TT-BTTTT",
}


def field_ids(table):
    return {"fields": [field for field, _name in table]}


def contract_2014(name, agency, scope, amendments=()):
    """Signed before decision 45/2016, so it goes on as signed (its articles 20 and 21)."""
    contract = {
        "id": name,
        "operator": POST,
        "agencies": {"codes": [agency]},
        "signed_on": SIGNED,
        "valid": days(SIGNED, HORIZON),
        "basis": ["1602/UBND-VX"],
        "clauses": [{"id": "1", "services": ["return"], "scope": scope, "tariff": TARIFF, "sla": SLA_2014}],
    }
    if amendments:
        contract["amendments"] = list(amendments)
    return assumed(contract, "id", "valid", "clauses/tariff")


def service_clause(scope, sla=SLA_TT17):
    clause = {"id": "1", "services": ["intake", "return"], "scope": scope, "tariff": TARIFF}
    if sla:
        clause["sla"] = sla
    return {**clause, "options": ["collect_agency_fee"]}


def contracts():
    communications = field_ids(COMMUNICATIONS)
    half_each = [{"who": "applicant", "bp": 5000}, {"who": "agency", "bp": 5000}]
    retroactive = assumed(
        {
            "id": "PL1",
            "signed_on": "2015-02-10",
            "effective_on": "2015-01-01",
            "set": [{"id": "1", "services": ["return"], "scope": communications, "tariff": TARIFF, "payers": half_each, "sla": SLA_2014}],
        }
    )

    def widening(year):
        scope = {"all": True} if year == 2020 else {"procedures": listed(year)}
        return assumed({"id": f"PL{year}", "signed_on": f"{year - 1}-12-15", "effective_on": f"{year}-01-01", "set": [service_clause(scope)]})

    first = {"procedures": listed(2017)}
    circular = assumed({"id": "TT17", "signed_on": TT17, "effective_on": TT17, "set": [service_clause(first)]})
    framework = {
        "id": "BCCI-2017",
        "operator": POST,
        "agencies": {"kinds": ["department", "district", "commune"]},
        "signed_on": OPENED,
        "valid": days(OPENED, MERGER),
        "basis": ["45/2016/QĐ-TTg", "1593/QĐ-UBND"],
        "clauses": [service_clause(first, sla=None)],
        "amendments": [circular, *(widening(year) for year in (2018, 2019, 2020))],
    }
    after_merger = {
        "id": "BCCI-2025",
        "operator": POST,
        "agencies": {"kinds": ["city_department", "city_commune"]},
        "signed_on": MERGER,
        "valid": days(MERGER, HORIZON),
        "basis": ["45/2016/QĐ-TTg", "118/2025/NĐ-CP", "202/2025/QH15"],
        "clauses": [service_clause({"all": True})],
    }
    return [
        contract_2014("SNV-2014", "so-noi-vu", {"all": True}),
        contract_2014("STTTT-2014", "so-thong-tin-truyen-thong", communications, [retroactive]),
        contract_2014("KCN-2014", "ban-quan-ly-khu-cong-nghiep", field_ids(ZONES_AUTHORITY)),
        assumed(framework, "id", "signed_on", "valid/until", "clauses/scope"),
        assumed(after_merger),
    ]


def document():
    body = {
        "calendars": calendars(),
        "places": places(),
        "zones": zones(),
        "operators": [{"id": POST, "name": text("Bưu điện tỉnh Bình Dương", "Post of Bình Dương province")}],
        "agencies": agencies(),
        "fields": fields(),
        "procedures": procedures(),
        "receptions": receptions(),
        "taxes": taxes(),
        "tariffs": tariffs(),
        "contracts": contracts(),
        "liability": liability({"intra_district": 5, "intra_province": 5, "inter_province": 7}),
    }
    head = {
        "hoso": 1,
        "id": "binh-duong",
        "title": text(
            "Chuyển phát hồ sơ, kết quả thủ tục hành chính qua bưu điện tại Bình Dương, từ năm 2014 (từ 01/07/2025: Thành phố Hồ Chí Minh)",
            "Dossiers and results of administrative procedures by post in Bình Dương, since 2014 (since 1 July 2025: Hồ Chí Minh City)",
        ),
        "currency": "VND",
        "utc_offset": "+07:00",
        "sources": sources_of(body),
    }
    return head | body
