"""The service in Hồ Chí Minh City since the merger of 1 July 2025: the parts that hold in the whole country, and what is
the city's own. Every commune has its committee, and every one a centre that takes dossiers in."""

import binh_duong
import parts
import public_post
import today
from common import (
    HORIZON,
    MERGER,
    assumed,
    calendars,
    commune,
    commune_before,
    days,
    place,
    rows,
    sources_of,
    text,
)

CITY = "79"
OPERATOR = "buu-dien-tphcm"
COMMUNES = [row for row in rows("communes.csv") if row["parent"] == CITY]
# What the city calls its communes, by the first word or words of their names.
KINDS = {"Phường": "ward", "Xã": "commune", "Đặc khu": "special zone"}
DECIDES = {"kinds": ["city_department", "city_commune"]}


def places():
    """The provinces, the communes of the city, and the districts and communes of before that went into them: people still
    say where they live by those."""
    districts = [place(row) for row in rows("places.csv") if row["kind"] == "district" and row["unit_2025"] == CITY]
    before = [row for row in rows("communes-before.csv") if row["into"].split("/")[0] == CITY]
    return parts.provinces() + districts + [commune(row) for row in COMMUNES] + [commune_before(row) for row in before]


def of_commune(row, code, vi, en):
    """An agency of a commune, under the commune's own number."""
    kind = next(kind for kind in KINDS if row["name"].startswith(kind))
    proper = row["name"].removeprefix(f"{kind} ")
    return f"{code}-{row['code'].split('/')[1]}", text(f"{vi} {kind.lower()} {proper}", f"{en} of {proper} {KINDS[kind]}"), row["code"]


CENTRES = [binh_duong.CITY_CENTRE] + [
    of_commune(row, "trung-tam-hcc", "Trung tâm Phục vụ hành chính công", "Public Administration Service Centre") for row in COMMUNES
]


def agencies():
    committees = [of_commune(row, "ubnd", "Ủy ban nhân dân", "People's Committee") for row in COMMUNES]
    kinds = (("city_department", binh_duong.CITY), ("city_commune", committees), ("centre", CENTRES))
    return [
        assumed({"code": code, "name": name, "kind": kind, "place": at, "calendar": "agency", "valid": days(MERGER)})
        for kind, every in kinds
        for code, name, at in every
    ]


def receptions():
    """Any centre of the city takes dossiers in and gives results out, whoever decides."""
    return [assumed({"at": code, "for": DECIDES, "valid": days(MERGER), "source": "118/2025/NĐ-CP"}, "at") for code, *_ in CENTRES]


def contracts():
    contract = {
        "id": "BCCI-TPHCM",
        "operator": OPERATOR,
        "agencies": DECIDES,
        "signed_on": MERGER,
        "valid": days(MERGER, HORIZON),
        "basis": ["45/2016/QĐ-TTg", "17/2017/TT-BTTTT", "22/2017/TT-BTTTT", "118/2025/NĐ-CP"],
        "clauses": [public_post.clause(parts.ZONES)],
    }
    return [assumed(contract)]


def document():
    used = {field for _code, field, _agencies in binh_duong.TODAY}
    post = parts.post()
    body = {
        "calendars": calendars(MERGER),
        "places": places(),
        "zones": post["zones"],
        "operators": [assumed({"id": OPERATOR, "name": text("Bưu điện Thành phố Hồ Chí Minh", "Post of Hồ Chí Minh City")})],
        "agencies": agencies(),
        "fields": [field for field in binh_duong.fields() if field["id"] in used],
        "procedures": [today.procedure(*one) for one in binh_duong.TODAY],
        "receptions": receptions(),
        "taxes": [{**tax, "rates": [rate for rate in tax["rates"] if standing(rate)]} for tax in post["taxes"]],
        "tariffs": post["tariffs"],
        "contracts": contracts(),
        "liability": [one for one in post["liability"] if standing(one)],
    }
    head = {
        "hoso": 1,
        "id": "ho-chi-minh",
        "title": text(
            "Chuyển phát hồ sơ, kết quả thủ tục hành chính qua bưu điện tại Thành phố Hồ Chí Minh, từ 01/07/2025",
            "Dossiers and results of administrative procedures by post in Hồ Chí Minh City, since 1 July 2025",
        ),
        "currency": "VND",
        "utc_offset": "+07:00",
        "sources": sources_of(body),
    }
    return head | body


def standing(rule):
    """Whether a rule still holds when this rulebook begins."""
    return rule["valid"].get("until", HORIZON) > MERGER
