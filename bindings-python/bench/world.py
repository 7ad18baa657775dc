"""The reference configuration of the benchmarks: a rulebook of 200 contracts, and seeded rows of questions.

Three versions of the tariff, three zones, six bands, one way or both, a discount, an option, VAT, payers, and
eligibility (which procedures an agency handles, and which its contracts have in scope).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa

FIRST = date(2014, 1, 1)
DAYS = 3_300
AGENCIES, PROCEDURES, KINDS = 100, 120, 10
#: A contract follows another; on the last days none is in force.
TERM = (DAYS - 100) // 2
VERSION = DAYS // 3
LESS_TAX = date(2022, 2, 1)
BANDS = [20, 100, 250, 500, 1_000, 2_000]
ZONES = ["intra_district", "intra_province", "inter_province"]
SERVICES = ["intake", "return", "both"]


def agency(n: int) -> str:
    return f"so-noi-vu-{n:05}"


def procedure(n: int) -> str:
    return f"1.{n:06}"


def day(n: int) -> str:
    return (FIRST + timedelta(n)).isoformat()


def price(version: int, zone: int, both: int, band: int) -> int:
    return (18_200 if both else 10_400) + 500 * version + 7_000 * zone + 1_517 * band


def start(agency: int, renewal: int) -> int:
    """The first day of a contract."""
    return TERM * renewal + agency % 50


def fields(agency: int) -> list[int]:
    """The fields in the scope of an agency's contracts; none: all."""
    return [agency % KINDS] if agency % 8 == 7 else [agency % KINDS, (agency + KINDS - 1) % KINDS] if agency % 2 else []


def eligible(agency: int, procedure: int) -> bool:
    """Whether an agency handles a procedure, and its contracts have it in scope."""
    kind, field = agency % KINDS, procedure % KINDS
    return kind in (field, (field + 1) % KINDS) and (not fields(agency) or field in fields(agency))


def rulebook() -> dict[str, Any]:
    def version(n: int) -> dict[str, Any]:
        rates = [
            {
                "services": services,
                "zone": zone,
                "bands": [{"up_to": up_to, "price": price(n, z, both, b)} for b, up_to in enumerate(BANDS)],
            }
            for z, zone in enumerate(ZONES)
            for both, services in enumerate((["intake", "return"], ["both"]))
        ]
        return {
            "id": f"v{n}",
            "valid": {"from": day(VERSION * n), "until": day(VERSION * (n + 1)) if n < 2 else None},
            "source": "1268/QĐ-BĐVN",
            "rates": rates,
            "surcharges": [{"id": "cod", "option": "cash_on_delivery", "fixed": 5_000 + 100 * n}],
            "discounts": [{"id": "ho-ngheo", "when": {"applicant": "poor_household"}, "bp": 3_333, "max": 8_000}],
        }

    def contract(n: int) -> dict[str, Any]:
        who, renewal = divmod(n, 2)
        scope = {"fields": [f"linh-vuc-{field}" for field in fields(who)]} if fields(who) else {"all": True}
        shares = [{"who": "applicant", "bp": 6_667}, {"who": "agency", "bp": 3_333}]
        clause = {"id": "1", "services": ["intake", "return"], "scope": scope, "tariff": "vnpost"}
        clause |= {"payers": shares if who % 3 == 0 else None, "options": ["cash_on_delivery"]}
        return {
            "id": f"HD-{n:05}",
            "operator": "post",
            "agencies": {"codes": [agency(who)]},
            "signed_on": day(start(who, renewal)),
            "valid": {"from": day(start(who, renewal)), "until": day(start(who, renewal + 1))},
            "clauses": [clause],
        }

    def kinds(procedure: int) -> list[str]:
        return [f"kind-{procedure % KINDS}", f"kind-{(procedure + 1) % KINDS}"]

    return {
        "hoso": 1,
        "id": "bench",
        "title": "Bench",
        "currency": "VND",
        "utc_offset": "+07:00",
        "sources": [{"id": "1268/QĐ-BĐVN", "title": "Bảng giá"}],
        "zones": [{"id": zone, "name": zone, "when": {"any": True}} for zone in ZONES],
        "operators": [{"id": "post", "name": "Bưu điện"}],
        "agencies": [{"code": agency(n), "name": "Cơ quan", "kind": f"kind-{n % KINDS}"} for n in range(AGENCIES)],
        "fields": [{"id": f"linh-vuc-{n}", "name": "Lĩnh vực"} for n in range(KINDS)],
        "procedures": [
            {"code": procedure(n), "name": "Thủ tục", "field": f"linh-vuc-{n % KINDS}", "agencies": {"kinds": kinds(n)}}
            for n in range(PROCEDURES)
        ],
        "taxes": [
            {
                "id": "vat",
                "name": "VAT",
                "rates": [
                    {"valid": {"from": day(0), "until": LESS_TAX.isoformat()}, "bp": 1_000},
                    {"valid": {"from": LESS_TAX.isoformat()}, "bp": 800},
                ],
            }
        ],
        "tariffs": [{"id": "vnpost", "title": "Cước", "tax": "vat", "versions": [version(n) for n in range(3)]}],
        "contracts": [contract(n) for n in range(2 * AGENCIES)],
    }


#: A contract under which every procedure of its agency may go, and the month in which its dossiers are settled.
MONTH_OF = "HD-00000"


def events(count: int) -> pa.Table:
    """Some events, fourteen of each consignment: one late and one told twice."""
    kinds = ["created", "accepted", "departed", "arrived", "departed", "arrived", "out_for_delivery", "delivery_failed"]
    kinds += ["held", "out_for_delivery", "delivery_failed", "out_for_delivery", "delivered", "created"]
    order = np.array([0, 1, 2, 5, 4, 3, 6, 7, 8, 9, 10, 11, 12, 0])
    consignment, step = np.divmod(np.arange(count // 14 * 14), 14)
    place = order[step]
    first = int((FIRST - date(1970, 1, 1)).days) * 86_400
    at = first + place // 3 * 86_400 + (7 + 3 * (place % 3)) * 3_600
    kind = [kinds[n] for n in place.tolist()]
    return pa.table(
        {
            "id": [f"ev-{c}-{n}" for c, n in zip(consignment.tolist(), place.tolist(), strict=True)],
            "consignment": [f"RB{c:09}VN" for c in consignment.tolist()],
            "kind": kind,
            "at": pa.array(at, pa.int64()).cast(pa.timestamp("s", "+07:00")),
            "reason": ["addressee_absent" if it == "delivery_failed" else None for it in kind],
            "office": ["820000"] * len(kind),
        }
    )


class Rows:
    """Rows of questions, as positions, and as the tables that each competitor likes best."""

    def __init__(self, count: int, seed: int = 20_141_001) -> None:
        chance = np.random.default_rng(seed)
        self.agency = chance.integers(0, AGENCIES, count, dtype=np.int32)
        # One in sixteen asks for any procedure, the others for one that the agency handles.
        own = (self.agency - chance.integers(0, 2, count)) % KINDS + KINDS * chance.integers(
            0, PROCEDURES // KINDS, count
        )
        anything = chance.integers(0, PROCEDURES, count)
        self.procedure = np.where(chance.integers(0, 16, count) > 0, own, anything).astype(np.int32)
        self.service = chance.integers(0, 3, count, dtype=np.int32)
        self.on = chance.integers(0, DAYS, count, dtype=np.int32)
        self.weight = chance.integers(1, BANDS[-1] + 1, count, dtype=np.int64)
        self.zone = chance.integers(0, 3, count, dtype=np.int32)
        self.poor = chance.integers(0, 4, count) == 0
        self.cod = chance.integers(0, 3, count) == 0

    def table(self, categorical: bool) -> pa.Table:
        """Ids as text, plain or in dictionaries; options and categories as lists, and as truth values, which spare the
        others the lists."""

        def texts(codes: Any, names: list[str]) -> pa.Array:
            column = pa.DictionaryArray.from_arrays(pa.array(codes), names)
            return column if categorical else column.cast(pa.string())

        def lists(flags: Any, text: str) -> pa.Array:
            ends = np.concatenate([[0], np.cumsum(flags)]).astype(np.int32)
            return pa.ListArray.from_arrays(ends, pa.array([text] * int(ends[-1]), pa.string()))

        epoch = (FIRST - date(1970, 1, 1)).days
        return pa.table(
            {
                "agency": texts(self.agency, [agency(n) for n in range(AGENCIES)]),
                "procedure": texts(self.procedure, [procedure(n) for n in range(PROCEDURES)]),
                "service": texts(self.service, SERVICES),
                "on": pa.array(self.on + epoch, pa.int32()).cast(pa.date32()),
                "weight_grams": pa.array(self.weight),
                "zone": texts(self.zone, ZONES),
                "applicant": lists(self.poor, "poor_household"),
                "options": lists(self.cod, "cash_on_delivery"),
                "poor": pa.array(self.poor),
                "cod": pa.array(self.cod),
            }
        )

    def month(self) -> pa.Table:
        """The same consignments, all of one contract and one month."""
        count = len(self.agency)
        table = self.table(False)
        on = pa.array(self.on % 31 + 100 + (FIRST - date(1970, 1, 1)).days, pa.int32()).cast(pa.date32())
        alike = {"agency": agency(0), "procedure": procedure(0), "service": "return"}
        for name, text in alike.items():
            table = table.set_column(table.column_names.index(name), name, pa.array([text] * count))
        return table.set_column(table.column_names.index("on"), "on", on).drop(["poor", "cod"])

    def question(self, n: int) -> dict[str, Any]:
        return {
            "agency": agency(self.agency[n]),
            "procedure": procedure(self.procedure[n]),
            "service": SERVICES[self.service[n]],
            "on": day(int(self.on[n])),
            "weight_grams": int(self.weight[n]),
            "zone": ZONES[self.zone[n]],
            "applicant": ["poor_household"] if self.poor[n] else [],
            "options": ["cash_on_delivery"] if self.cod[n] else [],
        }
