//! The compiled form of a rulebook: ids as positions, rules as timelines. Built once, never changed.

pub(crate) mod agency;
pub(crate) mod calendar;
pub(crate) mod class;
pub(crate) mod clause;
pub(crate) mod contract;
mod framework;
pub(crate) mod link;
pub(crate) mod marks;
pub(crate) mod place;
pub(crate) mod procedure;
pub(crate) mod reception;
pub(crate) mod route;
pub(crate) mod rules;
pub(crate) mod scale;
pub(crate) mod table;
pub(crate) mod tariff;
pub(crate) mod terms;

use agency::Agencies;
use calendar::WorkingDays;
use contract::ContractNode;
pub(crate) use framework::Precedence;
use framework::{Frameworks, rank};
use link::{Ids, Linker};
use place::Map;
use procedure::{ProcedureNode, report_overlaps};
use reception::{ReceptionNode, Receptions};
use table::{At as _, ByDay, Ix};
use tariff::{TariffNode, TaxNode};

use crate::document::{Document, Field, Liability, Procedure};
use crate::wire::{Id, Issues, Path, Span, Suggest};

/// Everything that a question looks up.
#[derive(Debug)]
pub(crate) struct Index {
    pub(crate) ids: Ids,
    pub(crate) map: Map,
    pub(crate) calendars: Vec<WorkingDays>,
    pub(crate) agencies: Agencies,
    pub(crate) procedures: Vec<ProcedureNode>,
    by_field: Vec<Vec<Ix<Procedure>>>,
    pub(crate) receptions: Receptions,
    pub(crate) taxes: Vec<TaxNode>,
    pub(crate) tariffs: Vec<TariffNode>,
    pub(crate) contracts: Vec<ContractNode>,
    pub(crate) frameworks: Frameworks,
    pub(crate) liability: ByDay<Ix<Liability>>,
    /// Which sources something refers to.
    pub(crate) used_sources: Vec<bool>,
}

impl Index {
    /// Compiles a document, or gives every reference and rule in it that does not hold together.
    pub(crate) fn new(document: &Document) -> Result<Self, Issues> {
        let ids = Ids::new(document);
        let mut issues = Issues::new();
        let used_sources = vec![false; document.sources.len()];
        let mut linker = Linker { ids: &ids, issues: &mut issues, used_sources, suggest: Suggest::new() };
        let linker = &mut linker;
        linker.repeated_ids();
        let map = Map::new(&document.places, &document.zones, linker);
        let agencies = Agencies::new(&document.agencies, linker);
        let procedures = each(&document.procedures, "procedures", linker, ProcedureNode::new);
        let receptions = each(&document.receptions, "receptions", linker, ReceptionNode::new);
        let taxes = each(&document.taxes, "taxes", linker, TaxNode::new);
        let tariffs = each(&document.tariffs, "tariffs", linker, TariffNode::new);
        let mut contracts = each(&document.contracts, "contracts", linker, ContractNode::new);
        let liability = liability(&document.liability, linker);
        let used_sources = std::mem::take(&mut linker.used_sources);
        if !issues.is_empty() {
            return Err(issues);
        }
        rank(&document.contracts, &mut contracts);
        let receptions = Receptions::new(receptions, &agencies);
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
            receptions,
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

fn liability(rules: &[Liability], linker: &mut Linker<'_>) -> ByDay<Ix<Liability>> {
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
    ByDay::new(spans.into_iter().zip(Ix::all(rules)).collect())
}

/// Ids of a list, for messages and answers.
pub(crate) fn texts(ids: &[Id]) -> Vec<std::borrow::Cow<'_, str>> {
    ids.iter().map(|id| id.as_str().into()).collect()
}
