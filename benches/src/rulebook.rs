//! Rulebooks of any size.

use hoso::Date;
use serde_json::{Value, json};

/// Kinds of agencies, and fields of procedures.
pub(crate) const KINDS: usize = 10;
/// Days on which questions are asked; on the last hundred or so no contract is in force.
pub(crate) const DAYS: usize = 3_300;
/// Weights up to which the bands reach.
const BANDS: [usize; 6] = [20, 100, 250, 500, 1_000, MAX_WEIGHT];
pub(crate) const MAX_WEIGHT: usize = 2_000;
/// The zones, nearest first.
pub(crate) const ZONES: [&str; 3] = ["intra_district", "intra_province", "inter_province"];

/// How large a rulebook is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Contracts.
    pub contracts: usize,
    /// Contracts of an agency, one after the other.
    pub renewals: usize,
    /// Procedures in the catalogue.
    pub procedures: usize,
    /// Versions of the tariff, one after the other.
    pub versions: usize,
    /// Amendments of each contract; each replaces its clause.
    pub amendments: usize,
    /// Places: provinces of 12 districts of 12 communes.
    pub places: usize,
}

impl Size {
    /// The configuration that the goals are about (README.md#how-fast).
    pub const REFERENCE: Self =
        Self { contracts: 200, renewals: 2, procedures: 120, versions: 3, amendments: 0, places: 157 };

    pub(crate) fn agencies(self) -> usize {
        self.contracts.div_ceil(self.renewals)
    }

    /// The document, as JSON text.
    pub fn document(self) -> String {
        let kind = |n: usize| format!("kind-{}", n % KINDS);
        let named = |id: String| json!({ "id": id, "name": { "vi": "Tên gọi", "en": "Name" } });
        let agencies = (0..self.agencies()).map(|n| {
            json!({ "code": agency_code(n), "name": { "vi": "Cơ quan", "en": "Agency" }, "kind": kind(n),
                "place": place_code(n % self.places) })
        });
        let procedures = (0..self.procedures).map(|n| {
            json!({ "code": procedure_code(n), "name": "Thủ tục hành chính", "field": field_id(n),
                "agencies": { "kinds": [kind(n), kind(n + 1)] }, "processing_days": 5 })
        });
        json!({
            "hoso": 1, "id": "bench", "title": "Bench", "currency": "VND", "utc_offset": "+07:00",
            "sources": [{ "id": "1602/UBND-VX", "title": "Công văn" }, { "id": "1268/QĐ-BĐVN", "title": "Bảng giá" }],
            "places": (0..self.places).map(place).collect::<Vec<_>>(),
            "zones": [
                { "id": ZONES[0], "name": "Nội huyện", "when": { "same": "district" } },
                { "id": ZONES[1], "name": "Nội tỉnh", "when": { "same": "province" } },
                { "id": ZONES[2], "name": "Liên tỉnh", "when": { "any": true } },
            ],
            "operators": [named("post".to_owned())],
            "agencies": agencies.collect::<Vec<_>>(),
            "fields": (0..KINDS).map(|n| named(field_id(n))).collect::<Vec<_>>(),
            "procedures": procedures.collect::<Vec<_>>(),
            "taxes": [{ "id": "vat", "name": "VAT", "rates": [
                { "valid": { "from": day(0), "until": "2022-02-01" }, "bp": 1_000 },
                { "valid": { "from": "2022-02-01" }, "bp": 800 },
            ] }],
            "tariffs": [{ "id": "vnpost", "title": "Cước", "tax": "vat",
                "versions": (0..self.versions).map(|n| self.version(n)).collect::<Vec<_>>() }],
            "contracts": (0..self.contracts).map(|n| self.contract(n)).collect::<Vec<_>>(),
        })
        .to_string()
    }

    /// A version of the tariff: three zones, six bands, one way or both.
    fn version(self, n: usize) -> Value {
        let length = DAYS.div_ceil(self.versions);
        let until = (n + 1 < self.versions).then(|| day(length * (n + 1)));
        let rate = |zone: usize, services: &[&str], base: usize| {
            let price = |band: usize| base + 500 * n + 7_000 * zone + 1_517 * band;
            let bands = BANDS.iter().enumerate().map(|(band, up_to)| json!({ "up_to": up_to, "price": price(band) }));
            json!({ "services": services, "zone": ZONES.get(zone), "bands": bands.collect::<Vec<_>>() })
        };
        let rates = (0..ZONES.len())
            .flat_map(|zone| [rate(zone, &["intake", "return"], 10_400), rate(zone, &["both"], 18_200)]);
        json!({
            "id": format!("v{n}"), "valid": { "from": day(length * n), "until": until }, "source": "1268/QĐ-BĐVN",
            "rates": rates.collect::<Vec<_>>(),
            "surcharges": [{ "id": "cod", "option": "cash_on_delivery", "fixed": 5_000 + 100 * n }],
            "discounts": [{ "id": "ho-ngheo", "when": { "applicant": "poor_household" }, "bp": 3_333, "max": 8_000 }],
        })
    }

    /// A contract: of every field or of two, paid by the applicant alone or with the agency.
    fn contract(self, n: usize) -> Value {
        let (agency, renewal) = (n / self.renewals, n % self.renewals);
        let length = (DAYS - 100) / self.renewals;
        let first = length * renewal + agency % 50;
        let scope = match agency % 8 {
            7 => json!({ "fields": [field_id(agency)] }),
            1 | 3 | 5 => json!({ "fields": [field_id(agency), field_id(agency + KINDS - 1)] }),
            _ => json!({ "all": true }),
        };
        let payers =
            (agency % 3 == 0).then(|| json!([{ "who": "applicant", "bp": 6_667 }, { "who": "agency", "bp": 3_333 }]));
        let clause = json!({ "id": "1", "services": ["intake", "return"], "scope": scope, "tariff": "vnpost",
            "payers": payers, "options": ["cash_on_delivery"] });
        let amendment = |k: usize| {
            let day = day(first + length * (k + 1) / (self.amendments + 1));
            json!({ "id": format!("PL{k}"), "signed_on": day, "effective_on": day, "set": [clause] })
        };
        json!({
            "id": format!("HD-{n:05}"), "number": format!("{n}/HĐ-BĐ"), "operator": "post",
            "agencies": { "codes": [agency_code(agency)] }, "signed_on": day(first),
            "valid": { "from": day(first), "until": day(first + length) }, "basis": ["1602/UBND-VX"],
            "clauses": [clause], "amendments": (0..self.amendments).map(amendment).collect::<Vec<_>>(),
        })
    }
}

/// A place: provinces of twelve districts of twelve communes, each before its parts.
fn place(n: usize) -> Value {
    let (province, rest) = (n / 157 * 157, n % 157);
    let (kind, parent) = match rest {
        0 => ("province", None),
        _ if rest % 13 == 1 => ("district", Some(place_code(province))),
        _ => ("commune", Some(place_code(province + (rest - 1) / 13 * 13 + 1))),
    };
    json!({ "code": place_code(n), "name": "Địa bàn", "kind": kind, "parent": parent })
}

pub(crate) fn place_code(n: usize) -> String {
    format!("{:05}", 25_000 + n)
}

pub(crate) fn agency_code(n: usize) -> String {
    format!("so-noi-vu-{n:05}")
}

pub(crate) fn procedure_code(n: usize) -> String {
    format!("1.{n:06}")
}

fn field_id(n: usize) -> String {
    format!("linh-vuc-{}", n % KINDS)
}

/// The first day of everything.
pub(crate) fn first_day() -> Date {
    Date::new(2014, 1, 1).unwrap_or(Date::MIN)
}

/// The day this many days later.
pub(crate) fn day(n: usize) -> String {
    let later = i64::try_from(n).ok().and_then(|n| first_day().plus(n));
    later.unwrap_or(Date::MAX).to_string()
}
