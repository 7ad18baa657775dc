//! What someone would write by hand for these very rules: a loop over dense tables, nothing more.
//!
//! It knows one way of selecting agencies, one surcharge, one discount and one tax, gives no reasons, lines or
//! sources, and trusts its tables. That is the least that the same answers can cost.

#![expect(
    clippy::indexing_slicing,
    reason = "the loop is to be as fast as one writes it; positions come from its own tables"
)]
#![expect(clippy::disallowed_types, reason = "what most people would look ids up in")]

use std::collections::HashMap;

use hoso::document::{Contract, Document, PostageRate, Scope, Selector, TariffVersion};
use hoso::{Date, Id, Money, Service, Validity};

use crate::rulebook::first_day;

/// A question by positions in lists.
#[derive(Clone, Copy, Debug)]
pub struct DenseRow {
    pub(crate) agency: usize,
    pub(crate) procedure: usize,
    pub(crate) zone: usize,
    pub(crate) service: usize,
    pub(crate) on: i64,
    pub(crate) weight: i64,
    pub(crate) poor: bool,
    pub(crate) cod: bool,
}

/// A question by ids, laid out as hoso's own.
#[derive(Clone, Debug)]
pub struct TextRow {
    pub(crate) agency: Box<str>,
    pub(crate) procedure: Box<str>,
    pub(crate) zone: Box<str>,
    pub(crate) applicant: Option<Box<str>>,
    pub(crate) option: Option<Box<str>>,
    pub(crate) rest: DenseRow,
}

/// What is compared with hoso's answer.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Answer {
    /// With tax.
    pub total: i64,
    /// The tax.
    pub tax: i64,
    /// What is asked at the door.
    pub applicant_due: i64,
}

/// The tables.
#[derive(Debug)]
pub struct Peer {
    agencies: Vec<Agency>,
    contracts: Vec<Terms>,
    procedures: Vec<Procedure>,
    versions: Vec<Version>,
    taxes: Vec<(Days, i64)>,
    agency_ids: HashMap<Box<str>, usize>,
    procedure_ids: HashMap<Box<str>, usize>,
    zone_ids: HashMap<Box<str>, usize>,
}

/// An agency's kind as a bit, and where its contracts lie.
#[derive(Debug)]
struct Agency {
    kind: u64,
    first: usize,
    end: usize,
}

/// A procedure's field and the kinds that handle it, as bits.
#[derive(Debug)]
struct Procedure {
    field: u64,
    kinds: u64,
}

#[derive(Debug)]
struct Terms {
    days: Days,
    fields: u64,
    cod: bool,
    applicant_bp: i64,
}

/// A version: limits and prices by service and zone.
#[derive(Debug)]
struct Version {
    days: Days,
    rates: [[[(i64, i64); 6]; 3]; 3],
    cod: i64,
    discount_bp: i64,
    discount_max: i64,
}

#[derive(Clone, Copy, Debug)]
struct Days {
    from: i64,
    until: i64,
}

impl Days {
    fn hold(self, on: i64) -> bool {
        self.from <= on && on < self.until
    }
}

fn half_up(amount: i64, bp: i64) -> i64 {
    (amount * bp + 5_000) / 10_000
}

impl Peer {
    /// The loop's body: total, tax, and what the applicant owes.
    #[inline]
    pub fn quote(&self, row: &DenseRow) -> Option<Answer> {
        let (agency, procedure) = (&self.agencies[row.agency], &self.procedures[row.procedure]);
        if procedure.kinds & agency.kind == 0 {
            return None;
        }
        let covers = |it: &&Terms| it.days.hold(row.on) && it.fields & procedure.field != 0;
        let terms = self.contracts[agency.first..agency.end].iter().find(covers)?;
        let version = self.versions.iter().find(|it| it.days.hold(row.on))?;
        let bands = &version.rates[row.service][row.zone];
        let postage = bands.iter().find(|(up_to, _)| row.weight <= *up_to)?.1;
        let mut net = postage;
        if row.cod {
            if !terms.cod {
                return None;
            }
            net += version.cod;
        }
        if row.poor {
            net -= half_up(postage, version.discount_bp).min(version.discount_max);
        }
        let bp = self.taxes.iter().find(|(days, _)| days.hold(row.on))?.1;
        let tax = half_up(net, bp);
        let total = net + tax;
        Some(Answer { total, tax, applicant_due: half_up(total, terms.applicant_bp) })
    }

    /// The same from ids as text.
    #[inline]
    pub fn quote_text(&self, row: &TextRow) -> Option<Answer> {
        let cod = match row.option.as_deref() {
            None => false,
            Some("cash_on_delivery") => true,
            Some(_) => return None,
        };
        self.quote(&DenseRow {
            agency: *self.agency_ids.get(&row.agency)?,
            procedure: *self.procedure_ids.get(&row.procedure)?,
            zone: *self.zone_ids.get(&row.zone)?,
            poor: row.applicant.as_deref() == Some("poor_household"),
            cod,
            ..row.rest
        })
    }

    /// The tables of a document, or `None` when it has something that the loop does not know.
    pub fn new(document: &Document) -> Option<Self> {
        let [tariff] = document.tariffs.as_slice() else {
            return None;
        };
        let [tax] = document.taxes.as_slice() else {
            return None;
        };
        let agency_ids = positions(document.agencies.iter().map(|it| &it.code));
        let zone_ids = positions(document.zones.iter().map(|it| &it.id));
        let field_ids = positions(document.fields.iter().map(|it| &it.id));
        let kind_ids = positions(document.agencies.iter().filter_map(|it| it.kind.as_ref()));
        let (mut agencies, mut contracts) = (Vec::new(), Vec::new());
        let mut by_agency = vec![Vec::new(); document.agencies.len()];
        for contract in &document.contracts {
            let Selector::Codes(codes) = &contract.agencies else {
                return None;
            };
            codes.iter().for_each(|code| by_agency[agency_ids[code.as_str()]].push(contract));
        }
        for (agency, own) in document.agencies.iter().zip(by_agency) {
            let first = contracts.len();
            for contract in own {
                contracts.push(Terms::new(contract, &field_ids)?);
            }
            agencies.push(Agency { kind: bits(agency.kind.iter(), &kind_ids), first, end: contracts.len() });
        }
        let procedure = |it: &hoso::document::Procedure| match &it.agencies {
            Selector::Kinds(kinds) => {
                Some(Procedure { field: bits(it.field.iter(), &field_ids), kinds: bits(kinds.iter(), &kind_ids) })
            }
            _ => None,
        };
        Some(Self {
            agencies,
            contracts,
            procedures: document.procedures.iter().map(procedure).collect::<Option<_>>()?,
            versions: tariff.versions.iter().map(|it| Version::new(it, &zone_ids)).collect::<Option<_>>()?,
            taxes: tax.rates.iter().map(|rate| (days(&rate.valid), rate.bp.get())).collect(),
            procedure_ids: positions(document.procedures.iter().map(|it| &it.code)),
            agency_ids,
            zone_ids,
        })
    }
}

impl Terms {
    fn new(contract: &Contract, fields: &HashMap<Box<str>, usize>) -> Option<Self> {
        let ([clause], []) = (&*contract.clauses, &*contract.amendments) else {
            return None;
        };
        let payer = clause.payers.as_ref().and_then(|payers| payers.first());
        Some(Self {
            days: days(&contract.valid),
            fields: match &clause.scope {
                Scope::All(_) => u64::MAX,
                Scope::Fields(ids) => bits(ids.iter(), fields),
                Scope::Procedures(_) => return None,
            },
            cod: clause.options.iter().any(|option| option.as_str() == "cash_on_delivery"),
            applicant_bp: payer.map_or(10_000, |payer| payer.bp.get()),
        })
    }
}

impl Version {
    fn new(version: &TariffVersion, zones: &HashMap<Box<str>, usize>) -> Option<Self> {
        let ([surcharge], [discount]) = (&*version.surcharges, &*version.discounts) else {
            return None;
        };
        let bands = |rate: &PostageRate| -> Option<[(i64, i64); 6]> {
            let bands: Vec<_> = rate.bands.iter().map(|band| (band.up_to.get(), band.price.get())).collect();
            bands.try_into().ok()
        };
        let mut rates = [[[(0, 0); 6]; 3]; 3];
        for rate in &version.rates {
            let zone = zones[rate.zone.as_str()];
            for service in &rate.services {
                rates[position(*service)][zone] = bands(rate)?;
            }
        }
        Some(Self {
            days: days(&version.valid),
            rates,
            cod: surcharge.fixed?.get(),
            discount_bp: discount.bp.get(),
            discount_max: discount.max.map_or(i64::MAX, Money::get),
        })
    }
}

fn position(service: Service) -> usize {
    match service {
        Service::Intake => 0,
        Service::Return => 1,
        Service::Both => 2,
    }
}

fn days(valid: &Validity) -> Days {
    let number = |day: Date| day.since(first_day());
    Days { from: number(valid.from()), until: valid.until().map_or(i64::MAX, number) }
}

fn positions<'i>(ids: impl Iterator<Item = &'i Id>) -> HashMap<Box<str>, usize> {
    let mut positions = HashMap::new();
    for id in ids {
        let next = positions.len();
        positions.entry(id.as_str().into()).or_insert(next);
    }
    positions
}

/// A set of ids, one bit for each position below 64; an id that is nowhere else selects nothing.
fn bits<'i>(ids: impl Iterator<Item = &'i Id>, positions: &HashMap<Box<str>, usize>) -> u64 {
    ids.filter_map(|id| positions.get(id.as_str())).fold(0, |bits, position| bits | 1 << position)
}
