"""What both rulebooks share: sources, calendars, taxes, liability, places, small helpers."""

import csv
from datetime import date
from itertools import groupby
from pathlib import Path

HERE = Path(__file__).resolve().parent

START = "2014-01-01"  # the documents tell nothing about earlier days
HORIZON = "2029-01-01"  # the calendars end here
MERGER = "2025-07-01"  # two-level government, 63 provinces become 34 (202/2025/QH15)
TT17 = "2017-08-15"  # 17/2017/TT-BTTTT comes into force
TT22 = "2018-01-01"  # 22/2017/TT-BTTTT comes into force


def text(vi, en):
    return {"vi": vi, "en": en}


def days(start, until=None):
    """A validity: half-open, `until` is the first day no longer valid."""
    return {"from": start, "until": until} if until else {"from": start}


def assumed(thing, *keys):
    """Marks what no source gives: the whole object, or only the keys named."""
    return {**thing, "x_assumed": list(keys) if keys else True}


def rows(name):
    with open(HERE / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# What a unit was called from which day on.
RENAMED = {code: list(names) for code, names in groupby(rows("renamed.csv"), key=lambda row: row["code"])}


# --- sources ---------------------------------------------------------------------------------------------------------

GOVERNMENT = text("Chính phủ", "Government")
PRIME_MINISTER = text("Thủ tướng Chính phủ", "Prime Minister")
ASSEMBLY = text("Quốc hội", "National Assembly")
MIC = text("Bộ Thông tin và Truyền thông", "Ministry of Information and Communications")
MST = text("Bộ Khoa học và Công nghệ", "Ministry of Science and Technology")  # has charge of post since March 2025
BINH_DUONG = text("Ủy ban nhân dân tỉnh Bình Dương", "People's Committee of Bình Dương province")


def vat_decree(number, vi, en):
    return {
        "id": f"{number}/NĐ-CP",
        "title": text(f"Nghị định {number}/NĐ-CP: giảm thuế giá trị gia tăng {vi}", f"Decree {number}/NĐ-CP: reduced value added tax, {en}"),
        "issuer": GOVERNMENT,
    }


def procedures_of(number, province, signed_on, vi, en):
    """A decision by which a province publishes its procedures in a field."""
    return {
        "id": f"{number}/QĐ-UBND ({province})",
        "title": text(f"Quyết định {number}/QĐ-UBND: danh mục thủ tục hành chính ({vi})", f"Decision {number}/QĐ-UBND: list of procedures ({en})"),
        "issuer": text(f"Ủy ban nhân dân tỉnh {province}", f"People's Committee of {province} province"),
        "signed_on": signed_on,
    }


SOURCES = [
    {
        "id": "47/2011/NĐ-CP",
        "title": text(
            "Nghị định 47/2011/NĐ-CP thi hành Luật Bưu chính: khiếu nại và bồi thường (Điều 24–27)",
            "Decree 47/2011/NĐ-CP under the Postal Law: complaints and compensation (articles 24 to 27)",
        ),
        "issuer": GOVERNMENT,
        "x_amended_by": ["25/2022/NĐ-CP"],
    },
    {
        "id": "1602/UBND-VX",
        "title": text(
            "Công văn 1602/UBND-VX: cho phép Bưu điện tham gia tiếp nhận hồ sơ, trả kết quả thủ tục hành chính tại các đơn vị trong tỉnh",
            "Letter 1602/UBND-VX: the Post may take part in receiving dossiers and returning results at units in the province",
        ),
        "issuer": BINH_DUONG,
        "signed_on": "2014-05-26",
    },
    {
        "id": "45/2016/QĐ-TTg",
        "title": text(
            "Quyết định 45/2016/QĐ-TTg về việc tiếp nhận hồ sơ, trả kết quả giải quyết thủ tục hành chính qua dịch vụ bưu chính công ích",
            "Decision 45/2016/QĐ-TTg on receiving dossiers and returning results of administrative procedures through the public postal service",
        ),
        "issuer": PRIME_MINISTER,
        "signed_on": "2016-10-19",
    },
    {
        "id": "1593/QĐ-UBND",
        "title": text(
            "Quyết định 1593/QĐ-UBND: Kế hoạch triển khai dịch vụ tiếp nhận hồ sơ và trả kết quả giải quyết thủ tục hành chính qua Bưu điện giai đoạn 2017–2020",
            "Decision 1593/QĐ-UBND: plan for receiving dossiers and returning results through the Post, 2017–2020",
        ),
        "issuer": BINH_DUONG,
        "signed_on": "2017-06-20",
        "url": "https://thuvienphapluat.vn/van-ban/Bo-may-hanh-chinh/Quyet-dinh-1593-QD-UBND-2017-dich-vu-tiep-nhan-ho-so-qua-Buu-dien-Binh-Duong-2017-2020-356116.aspx",
    },
    {
        "id": "17/2017/TT-BTTTT",
        "title": text(
            "Thông tư 17/2017/TT-BTTTT về thi hành Quyết định 45/2016/QĐ-TTg: thời gian toàn trình, phát, khiếu nại, báo cáo",
            "Circular 17/2017/TT-BTTTT on carrying out Decision 45/2016/QĐ-TTg: delivery times, delivery, complaints, reports",
        ),
        "issuer": MIC,
        "signed_on": "2017-06-23",
    },
    {
        "id": "22/2017/TT-BTTTT",
        "title": text(
            "Thông tư 22/2017/TT-BTTTT quy định mức giá cước tối đa và chính sách miễn, giảm giá cước dịch vụ nhận gửi hồ sơ và dịch vụ chuyển trả kết quả",
            "Circular 22/2017/TT-BTTTT on maximum charges, exemptions and reductions for sending dossiers and returning results",
        ),
        "issuer": MIC,
        "signed_on": "2017-09-29",
        "x_issuer_today": MST,
    },
    {
        "id": "vnpost.vn/binh-duong",
        "title": text(
            "Bình Dương triển khai dịch vụ tiếp nhận và trả kết quả giải quyết thủ tục hành chính qua hệ thống Bưu điện (khai trương ngày 28/07/2017)",
            "Bình Dương starts receiving dossiers and returning results through the Post (opened on 28 July 2017)",
        ),
        "issuer": text("Tổng công ty Bưu điện Việt Nam", "Vietnam Post"),
        "url": "https://vnpost.vn/vi/hanh-chinh-cong/binh-duong-trien-khai-dich-vu-tiep-nhan-va-tra-ket-qua-giai-quyet-thu-tuc-hanh-chinh-qua-he-thong-buu-dien",
    },
    {
        "id": "ictnews/26199",
        "title": text(
            "Bình Dương: Nhận và trả kết quả giải quyết thủ tục hành chính các cấp qua Bưu điện (từ tháng 12/2018)",
            "Bình Dương: dossiers and results of procedures at every level through the Post (from December 2018)",
        ),
        "issuer": text("ICTnews", "ICTnews"),
        "url": "https://ictnews.vietnamnet.vn/cuoc-song-so/binh-duong-nhan-va-tra-ket-qua-giai-quyet-thu-tuc-hanh-chinh-cac-cap-qua-buu-dien-26199.html",
    },
    {
        "id": "scedfa.com.vn/bang-gia-2021",
        "title": text(
            "Bảng giá của Tổng công ty Bưu điện Việt Nam kèm theo thỏa thuận hợp tác giữa Sở Ngoại vụ và Bưu điện thành phố Đà Nẵng",
            "Vietnam Post's price table attached to the cooperation agreement between the Department of Foreign Affairs and the Post of Đà Nẵng",
        ),
        "issuer": text("Tổng công ty Bưu điện Việt Nam", "Vietnam Post"),
        "signed_on": "2021-04-20",
    },
    vat_decree("15/2022", "từ 01/02/2022 đến 31/12/2022", "1 February to 31 December 2022"),
    vat_decree("44/2023", "từ 01/07/2023 đến 31/12/2023", "1 July to 31 December 2023"),
    vat_decree("94/2023", "từ 01/01/2024 đến 30/06/2024", "1 January to 30 June 2024"),
    vat_decree("72/2024", "từ 01/07/2024 đến 31/12/2024", "1 July to 31 December 2024"),
    vat_decree("180/2024", "từ 01/01/2025 đến 30/06/2025", "1 January to 30 June 2025"),
    vat_decree("174/2025", "từ 01/07/2025 đến 31/12/2026 (Nghị quyết 204/2025/QH15)", "1 July 2025 to 31 December 2026 (Resolution 204/2025/QH15)"),
    {
        "id": "118/2025/NĐ-CP",
        "title": text(
            "Nghị định 118/2025/NĐ-CP về thực hiện thủ tục hành chính theo cơ chế một cửa, một cửa liên thông tại Bộ phận Một cửa và Cổng Dịch vụ công quốc gia",
            "Decree 118/2025/NĐ-CP on administrative procedures through one-stop departments and the National Public Service Portal",
        ),
        "issuer": GOVERNMENT,
        "signed_on": "2025-06-09",
        "x_amended_by": ["367/2025/NĐ-CP", "224/2026/NĐ-CP, art. 89(3)"],
        "x_guided_by": ["03/2025/TT-VPCP", "04/2025/TT-VPCP"],
        "x_see": ["29/2026/QĐ-TTg"],
    },
    {
        "id": "202/2025/QH15",
        "title": text(
            "Nghị quyết 202/2025/QH15 về sắp xếp đơn vị hành chính cấp tỉnh",
            "Resolution 202/2025/QH15 on the rearrangement of provinces",
        ),
        "issuer": ASSEMBLY,
        "signed_on": "2025-06-12",
    },
    {
        "id": "danviet.vn/ly-lich-tu-phap",
        "title": text(
            "Từ ngày 1/3, người dân TP.HCM nộp hồ sơ cấp phiếu lý lịch tư pháp tại đâu? (28/02/2025: Ủy ban nhân dân Thành phố chuyển việc này từ Sở Tư pháp sang Công an)",
            "Where people of Hồ Chí Minh City ask for criminal record certificates from 1 March (28 February 2025: the city moves them from Justice to the police)",
        ),
        "issuer": text("Báo Dân Việt", "Dân Việt newspaper"),
        "url": "https://danviet.vn/tu-ngay-1-3-nguoi-dan-tphcm-nop-ho-so-cap-phieu-ly-lich-tu-phap-tai-dau-2025022809243187.htm",
    },
    {
        "id": "663/QĐ-TTPVHCC (Hà Nội)",
        "title": text("Quyết định 663/QĐ-TTPVHCC: thủ tục hành chính về chứng thực", "Decision 663/QĐ-TTPVHCC: procedures of certification"),
        "issuer": text("Trung tâm Phục vụ hành chính công thành phố Hà Nội", "Public Administration Service Centre of Hà Nội"),
        "signed_on": "2026-05-13",
    },
    procedures_of("1513", "Bắc Ninh", "2025-11-22", "việc làm, Ban Quản lý các khu công nghiệp", "employment, industrial zones authority"),
    procedures_of("2637", "Vĩnh Long", "2025-11-16", "chứng thực, không phụ thuộc vào địa giới hành chính", "certification, anywhere in the province"),
    procedures_of("2770", "Đồng Nai", "2025-11-18", "chứng thực", "certification"),
    procedures_of("3783", "Nghệ An", "2025-11-20", "Sở Nội vụ, không phụ thuộc vào địa giới hành chính", "Department of Home Affairs, anywhere in the province"),
]


def references(thing):
    """Every legal source that a document refers to."""
    found = set()
    if isinstance(thing, dict):
        for key, value in thing.items():
            if key == "source":
                found.add(value)
            elif key == "basis":
                found.update(value)
            elif not key.startswith("x_"):
                found |= references(value)
    elif isinstance(thing, list):
        for value in thing:
            found |= references(value)
    return found


def sources_of(document):
    used = references(document)
    unknown = used - {source["id"] for source in SOURCES}
    if unknown:
        raise ValueError(f"sources without an entry: {sorted(unknown)}")
    return [source for source in SOURCES if source["id"] in used]


# --- calendars, taxes, liability -------------------------------------------------------------------------------------


def holiday(row, post):
    """A row of holidays.csv. A day that was swapped binds state agencies: that the post swaps it too is assumed."""
    out = {"from": row["from"], "until": row["until"], "name": text(row["vi"], row["en"])}
    if row["source"]:
        out["x_source"] = row["source"]
    if row["computed"] or (post and row["vi"].startswith("Ngày nghỉ (thay cho")):
        out["x_assumed"] = True
    return out


def calendars(since=START):
    table = [row for row in rows("holidays.csv") if row["from"] >= since]
    origin = "python-holidays 0.109; 6519/VPCP-KGVX (2018), 2450/VPCP-KGVX (2024), 6150/TB-BLĐTBXH (2025); from 2028 computed"

    def calendar(name, post):
        return {
            "id": name,
            "weekend": ["saturday", "sunday"],
            "covers": days(since, HORIZON),
            "holidays": [holiday(row, post) for row in table if row["kind"] == "holiday"],
            "working_days": [row["from"] for row in table if row["kind"] == "working_day"],
            "x_source": origin,
        }

    return [calendar("agency", post=False), assumed(calendar("post", post=True), "working_days")]


def taxes():
    rates = [
        {"valid": days(START, "2022-02-01"), "bp": 1000},
        {"valid": days("2022-02-01", "2023-01-01"), "bp": 800, "source": "15/2022/NĐ-CP"},
        {"valid": days("2023-01-01", "2023-07-01"), "bp": 1000},
        {"valid": days("2023-07-01", "2024-01-01"), "bp": 800, "source": "44/2023/NĐ-CP"},
        {"valid": days("2024-01-01", "2024-07-01"), "bp": 800, "source": "94/2023/NĐ-CP"},
        {"valid": days("2024-07-01", "2025-01-01"), "bp": 800, "source": "72/2024/NĐ-CP"},
        {"valid": days("2025-01-01", "2025-07-01"), "bp": 800, "source": "180/2024/NĐ-CP"},
        {"valid": days("2025-07-01", "2027-01-01"), "bp": 800, "source": "174/2025/NĐ-CP"},
        {"valid": days("2027-01-01"), "bp": 1000},
    ]
    return [{"id": "vat", "name": text("Thuế giá trị gia tăng", "Value added tax"), "rates": rates}]


def liability(answer_days):
    """Four times the charge for a loss, the charge for a delay; the circular of 2017 added times to answer."""
    owed = {
        "source": "47/2011/NĐ-CP",
        "lost_bp": 40000,
        "late_bp": 10000,
        "claim_months": {"lost": 6, "late": 6, "damaged": 1, "charge": 1},
        "x_claim_months_source": "49/2010/QH12, art. 38",
    }
    return [
        {"id": "ND47-2011", "valid": days(START, TT17), **owed, "answer_days": {}, "pay_days": 30},
        {
            "id": "ND47-TT17-2017",
            "valid": days(TT17),
            **owed,
            "answer_days": answer_days,
            "x_answer_days_source": "17/2017/TT-BTTTT, art. 8",
            "pay_days": 30,
        },
    ]


def discounts():
    """22/2017/TT-BTTTT: two groups are exempt, eight pay half."""
    exempt = [
        ("lao-thanh-cach-mang", "revolutionary_before_1945"),
        ("ba-me-viet-nam-anh-hung", "heroic_mother"),
    ]
    half = [
        ("anh-hung", "hero"),
        ("thuong-binh", "war_invalid"),
        ("benh-binh", "sick_soldier"),
        ("nhiem-chat-doc-hoa-hoc", "chemical_victim"),
        ("bi-dich-bat-tu-day", "imprisoned_revolutionary"),
        ("than-nhan-liet-si", "martyr_relative"),
        ("ho-ngheo", "poor_household"),
        ("vung-dac-biet-kho-khan", "difficult_area"),
    ]
    return [{"id": name, "when": {"applicant": group}, "bp": 10000} for name, group in exempt] + [
        {"id": name, "when": {"applicant": group}, "bp": 5000} for name, group in half
    ]


# --- places ----------------------------------------------------------------------------------------------------------


def name_of(row):
    """A unit's name, and what it was called later: a name has no days of its own."""
    later = [f"từ {date.fromisoformat(other['from']):%d/%m/%Y}: {other['name']}" for other in RENAMED.get(row["code"], [])]
    return f"{row['name']} ({'; '.join(later)})" if later else row["name"]


def place(row):
    """A row of places.csv: districts end with the merger, and so do provinces whose code was not kept."""
    out = {"code": row["code"], "name": name_of(row), "kind": row["kind"]}
    if row["parent"]:
        out["parent"] = row["parent"]
    if row["unit_2025"] != row["code"]:
        out["valid"] = days(START, MERGER)
        out["merged_into"] = row["unit_2025"]
    return out


def commune(row):
    """A row of communes.csv: what there is since the merger. A new one may have the number of another old one, so that
    its code stands behind its province's."""
    return {"code": row["code"], "name": name_of(row), "kind": "commune", "parent": row["parent"], "valid": days(MERGER)}


def commune_before(row):
    """A row of communes-before.csv: what there was. One that was divided counts as the part that the package calls the
    main one, which is assumed."""
    main, *others = row["into"].split()
    out = {"code": row["code"], "name": row["name"], "kind": "commune", "parent": row["parent"], "valid": days(START, MERGER)}
    out["merged_into"] = main
    return assumed({**out, "x_divided_into": [main, *others]}, "merged_into") if others else out


def merged(agency, successor):
    """An agency of before the merger."""
    return {**agency, "valid": days(START, MERGER), "merged_into": successor}
