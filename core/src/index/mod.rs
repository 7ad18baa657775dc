//! The compiled form of a rulebook: ids as positions, rules as timelines. Built once, never changed.

pub(crate) mod agency;
pub(crate) mod calendar;
pub(crate) mod contract;
pub(crate) mod link;
pub(crate) mod names;
pub(crate) mod place;
pub(crate) mod procedure;
pub(crate) mod table;
pub(crate) mod tariff;

use std::cmp::Reverse;

use agency::{Agencies, Selected};
use calendar::WorkingDays;
use contract::ContractNode;
use link::{Ids, Linker};
use place::Map;
use procedure::{ProcedureNode, report_overlaps};
use table::{At as _, Dated, Ix, Timeline};
use tariff::{TariffNode, TaxNode};

use crate::date::Span;
use crate::read::Path;
use crate::rulebook::Document;
use crate::rulebook::agency::{Agency, Field};
use crate::rulebook::contract::Contract;
use crate::rulebook::liability::Liability;
use crate::rulebook::procedure::Procedure;
use crate::{Date, Id, Issues};

/// Everything that a question looks up.
#[derive(Debug)]
pub(crate) struct Index {
    pub(crate) ids: Ids,
    pub(crate) map: Map,
    pub(crate) calendars: Vec<WorkingDays>,
    pub(crate) agencies: Agencies,
    pub(crate) procedures: Vec<ProcedureNode>,
    by_field: Vec<Vec<Ix<Procedure>>>,
    pub(crate) taxes: Vec<TaxNode>,
    pub(crate) tariffs: Vec<TariffNode>,
    pub(crate) contracts: Vec<ContractNode>,
    pub(crate) frameworks: Frameworks,
    pub(crate) liability: Dated<Ix<Liability>>,
    /// Which sources something refers to.
    pub(crate) used_sources: Vec<bool>,
}

/// Contracts by how they select agencies, best first and by day.
#[derive(Debug)]
pub(crate) struct Frameworks {
    by_code: Vec<Timeline<Ix<Contract>>>,
    by_kind: Vec<Timeline<Ix<Contract>>>,
    all: Timeline<Ix<Contract>>,
    /// The same contracts whatever the day, in the order of the document: for saying why none covers.
    lists: [Vec<Vec<Ix<Contract>>>; 3],
}

impl Index {
    /// Compiles a document, or gives every reference and rule in it that does not hold together.
    pub(crate) fn new(document: &Document) -> Result<Self, Issues> {
        let ids = Ids::new(document);
        let mut issues = Issues::new();
        let mut linker = Linker { ids: &ids, issues: &mut issues, used_sources: vec![false; document.sources.len()] };
        let linker = &mut linker;
        linker.repeated_ids();
        let map = Map::new(&document.places, &document.zones, linker);
        let agencies = Agencies::new(&document.agencies, linker);
        let procedures = each(&document.procedures, "procedures", linker, ProcedureNode::new);
        let taxes = each(&document.taxes, "taxes", linker, TaxNode::new);
        let tariffs = each(&document.tariffs, "tariffs", linker, TariffNode::new);
        let mut contracts = each(&document.contracts, "contracts", linker, ContractNode::new);
        let liability = liability(&document.liability, linker);
        let used_sources = std::mem::take(&mut linker.used_sources);
        if !issues.is_empty() {
            return Err(issues);
        }
        rank(&document.contracts, &mut contracts);
        let frameworks = Frameworks::new(&contracts, &agencies);
        let calendars = document.calendars.iter().map(WorkingDays::new).collect();
        let mut by_field = vec![Vec::new(); document.fields.len()];
        for (procedure, node) in Ix::all(&procedures).zip(&procedures) {
            if let Some(list) = node.field.and_then(|field| by_field.get_mut(field.position())) {
                list.push(procedure);
            }
        }
        Ok(Self {
            ids,
            map,
            calendars,
            agencies,
            procedures,
            by_field,
            taxes,
            tariffs,
            contracts,
            frameworks,
            liability,
            used_sources,
        })
    }

    /// The procedures of a field.
    pub(crate) fn of_field(&self, field: Ix<Field>) -> &[Ix<Procedure>] {
        self.by_field.at(field)
    }
}

fn each<T, N>(
    list: &[T],
    name: &str,
    linker: &mut Linker<'_>,
    compile: impl Fn(&T, &Path<'_>, &mut Linker<'_>) -> N,
) -> Vec<N> {
    let root = Path::Root;
    let path = Path::Key(&root, name);
    list.iter().enumerate().map(|(position, it)| compile(it, &Path::Index(&path, position), linker)).collect()
}

fn liability(rules: &[Liability], linker: &mut Linker<'_>) -> Dated<Ix<Liability>> {
    let root = Path::Root;
    let list = Path::Key(&root, "liability");
    let spans: Vec<Span> = rules.iter().map(|rule| rule.valid.span()).collect();
    report_overlaps(&spans, &list, linker);
    tariff::link_sources(rules.iter().map(|rule| rule.source.as_ref()), &list, linker);
    for (position, rule) in rules.iter().enumerate() {
        let here = Path::Index(&list, position);
        let days = Path::Key(&here, "answer_days");
        for (zone, _) in rule.answer_days.iter() {
            linker.zone(Some(zone), &Path::Key(&days, zone.as_str()));
        }
    }
    Dated::new(spans.into_iter().zip(Ix::all(rules)).collect())
}

/// Of contracts that are else alike, the later signed wins, then the smaller id.
fn rank(documents: &[Contract], contracts: &mut [ContractNode]) {
    let mut order: Vec<Ix<Contract>> = Ix::all(documents).collect();
    let key = |contract: &Ix<Contract>| {
        let contract: &Contract = documents.at(*contract);
        (Reverse(contract.signed_on), &contract.id)
    };
    order.sort_by(|a, b| key(a).cmp(&key(b)));
    for (rank, contract) in order.into_iter().enumerate() {
        if let Some(node) = contracts.get_mut(contract.position()) {
            node.rank = rank;
        }
    }
}

/// How a contract selects an agency; the order in which contracts win.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Tier {
    Codes,
    Kinds,
    All,
}

impl Tier {
    pub(crate) const ALL: [Self; 3] = [Self::Codes, Self::Kinds, Self::All];
}

impl Frameworks {
    fn new(contracts: &[ContractNode], agencies: &Agencies) -> Self {
        let mut order: Vec<Ix<Contract>> = Ix::all(contracts).collect();
        order.sort_by_key(|contract| contracts.at(*contract).rank);
        let kinds = agencies.all().filter_map(|agency| agencies.node(agency).kind).max().map_or(0, |kind| kind + 1);
        let mut codes = vec![Vec::new(); agencies.len()];
        let mut by_kind = vec![Vec::new(); usize::try_from(kinds).unwrap_or(0)];
        let mut all = Vec::new();
        for contract in order {
            let node = contracts.at(contract);
            let entry = (node.terms.span, contract);
            match &node.agencies {
                Selected::Codes(list) => {
                    for agency in dedup(list) {
                        codes.get_mut(agency.position()).into_iter().for_each(|list: &mut Vec<_>| list.push(entry));
                    }
                }
                Selected::Kinds(list) => {
                    for kind in dedup(list) {
                        let at = usize::try_from(*kind).unwrap_or(usize::MAX);
                        by_kind.get_mut(at).into_iter().for_each(|list: &mut Vec<_>| list.push(entry));
                    }
                }
                Selected::All => all.push(entry),
            }
        }
        let plain = |lists: &[Vec<(Span, Ix<Contract>)>]| {
            let sorted = |list: &Vec<(Span, Ix<Contract>)>| {
                let mut list: Vec<Ix<Contract>> = list.iter().map(|(_, contract)| *contract).collect();
                list.sort_unstable();
                list
            };
            lists.iter().map(sorted).collect::<Vec<_>>()
        };
        Self {
            lists: [plain(&codes), plain(&by_kind), plain(std::slice::from_ref(&all))],
            by_code: codes.iter().map(|list| Timeline::new(list)).collect(),
            by_kind: by_kind.iter().map(|list| Timeline::new(list)).collect(),
            all: Timeline::new(&all),
        }
    }

    /// Contracts of a tier that select an agency and may be in force on a day, best first.
    pub(crate) fn candidates(&self, tier: Tier, agency: Ix<Agency>, kind: Option<u32>, on: Date) -> &[Ix<Contract>] {
        let timeline = match tier {
            Tier::Codes => self.by_code.get(agency.position()),
            Tier::Kinds => kind.and_then(|kind| self.by_kind.get(usize::try_from(kind).ok()?)),
            Tier::All => Some(&self.all),
        };
        timeline.map_or(&[], |timeline| timeline.candidates(on))
    }

    /// Contracts of a tier that select an agency, whatever the day, in the order of the document.
    pub(crate) fn list(&self, tier: Tier, agency: Ix<Agency>, kind: Option<u32>) -> &[Ix<Contract>] {
        let [codes, kinds, all] = &self.lists;
        let list = match tier {
            Tier::Codes => codes.get(agency.position()),
            Tier::Kinds => kind.and_then(|kind| kinds.get(usize::try_from(kind).ok()?)),
            Tier::All => all.first(),
        };
        list.map_or(&[], Vec::as_slice)
    }

    /// Contracts that select an agency, whatever the tier and the day.
    pub(crate) fn selecting(&self, agency: Ix<Agency>, kind: Option<u32>) -> impl Iterator<Item = Ix<Contract>> {
        Tier::ALL.into_iter().flat_map(move |tier| self.list(tier, agency, kind)).copied()
    }
}

/// The distinct elements of a list in which equal ones stand together, or which is short.
fn dedup<T: Ord>(list: &[T]) -> std::collections::BTreeSet<&T> {
    list.iter().collect()
}

/// Ids of a list, for messages and answers.
pub(crate) fn texts(ids: &[Id]) -> Vec<std::borrow::Cow<'_, str>> {
    ids.iter().map(|id| id.as_str().into()).collect()
}
