"""Procedures of today, most under their real codes, as decisions of provinces print them in November 2025.

Code and name are national. What another province's decision prints of days, cut-offs and fees repeats decrees that hold
everywhere; who carries a procedure out, and since when, is assumed for the agencies of these documents.
"""

from common import MERGER, assumed, days, text

BAC_NINH = "1513/QĐ-UBND (Bắc Ninh)"
DONG_NAI = "2770/QĐ-UBND (Đồng Nai)"
NGHE_AN = "3783/QĐ-UBND (Nghệ An)"
HA_NOI = "663/QĐ-TTPVHCC (Hà Nội)"
VINH_LONG = "2637/QĐ-UBND (Vĩnh Long)"
DATA_RESOLUTION = "Nghị quyết của Chính phủ về thay thế, cắt giảm thành phần hồ sơ bằng dữ liệu, phụ lục"

# The same day; the next working day for what comes after 15:00.
SAME_DAY = {"processing_days": 0, "cut_off": "15:00"}


def work_permit(vi, en, working_days):
    """Its fee is the provincial council's to set, and that of the city was not found: none is given."""
    name = text(f"{vi} giấy phép lao động đối với người lao động nước ngoài làm việc tại Việt Nam", f"{en} of a work permit for a foreign worker in Việt Nam")
    return {"name": name, "processing_days": working_days, "source": BAC_NINH}


# What is known of each, and the keys that are assumed beside those of everyone (`procedure`).
FACTS = {
    "2.000815": (
        {
            "name": text(
                "Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền cấp hoặc chứng nhận",
                "Certified copy of an original paper issued or certified by a competent authority",
            ),
            **SAME_DAY,
            # A unit is a page of the original, for one copy. Many originals, pages or copies: up to two working days more.
            "agency_fees": [{"each": [{"up_to": 2, "price": 2_000}, {"price": 1_000}], "max": 200_000, "source": VINH_LONG}],
            "source": VINH_LONG,
        },
        (),
    ),
    "2.000884": (
        {
            "name": text("Chứng thực chữ ký trong các giấy tờ, văn bản", "Certification of a signature on a paper"),
            **SAME_DAY,
            # Đồng Nai has it in person only, Vĩnh Long also by post to the commune's centre: the safer reading.
            "in_person": [{"service": service, "source": DONG_NAI} for service in ("intake", "return")],
            "agency_fees": [{"amount": 10_000, "source": VINH_LONG}],
            "source": VINH_LONG,
        },
        ("in_person",),
    ),
    "2.000908": (
        {
            "name": text("Cấp bản sao từ sổ gốc", "Copy from a register"),
            **SAME_DAY,
            # Free: Hà Nội's decision says so.
            "agency_fees": [{"amount": 0, "source": HA_NOI}],
            "source": VINH_LONG,
        },
        (),
    ),
    "2.000635": (
        {
            "name": text("Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh", "Copy of a civil status extract or of a birth certificate"),
            "x_name_source": DATA_RESOLUTION,
            **SAME_DAY,
            "agency_fees": [{"amount": 8_000}],
        },
        ("processing_days", "cut_off", "agency_fees"),
    ),
    "1.004873": (
        {
            "name": text("Cấp Giấy xác nhận tình trạng hôn nhân", "Certificate of marital status"),
            "x_name_source": DATA_RESOLUTION,
            "processing_days": 3,
            "agency_fees": [{"amount": 15_000}],
        },
        ("processing_days", "agency_fees"),
    ),
    "1.001612": (
        {
            "name": text("Đăng ký thành lập hộ kinh doanh", "Registration of a household business"),
            "processing_days": 3,
            "agency_fees": [{"amount": 100_000}],
        },
        ("code", "name", "processing_days", "agency_fees"),
    ),
    "1.014199": (work_permit("Cấp", "Issue", 10), ()),  # refused in 3
    "1.014200": (work_permit("Cấp lại", "Reissue", 3), ()),
    "1.014201": (work_permit("Gia hạn", "Extension", 10), ()),
    "2.001955": (
        {
            "name": text("Đăng ký nội quy lao động của doanh nghiệp", "Registration of a company's workplace rules"),
            "processing_days": 7,
            # It may go by post; a `source` would be that of the days.
            "x_source": NGHE_AN,
        },
        ("processing_days",),
    ),
    # Its days were not found.
    "2.900609": (
        {
            "name": text("Cấp phiếu lý lịch tư pháp (cơ quan Công an)", "Criminal record certificate (police)"),
            "agency_fees": [{"amount": 200_000}],
            "source": "danviet.vn/ly-lich-tu-phap",
        },
        ("code", "name", "agency_fees"),
    ),
    # No days: it takes as long as the notice of recruitment says.
    "1.014111": ({"name": text("Thi tuyển công chức", "Civil service examination"), "source": NGHE_AN}, ()),
}


def procedure(code, field, agencies, since=MERGER):
    """A procedure as its sources print it, carried out by these agencies; `since` is None where it has no first day.
    That it holds since the merger is assumed: the decisions are of November."""
    facts, guessed = FACTS[code]
    valid = {"valid": days(since)} if since else {}
    unsure = ["valid"] if since == MERGER else []
    return assumed({"code": code, "agencies": agencies, "field": field, **valid, **facts}, "agencies", "field", *unsure, *guessed)
