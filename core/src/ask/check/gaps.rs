//! Days on which a clause is in force and something that it needs is missing.

use super::answer::FindingCode;
use super::search::Search;
use crate::document::{Clause, Contract, Service};
use crate::index::contract::ClauseNode;
use crate::index::table::{At as _, Ix};
use crate::index::tariff::TariffNode;
use crate::rulebook::Rulebook;
use crate::wire::{Params, Span};

pub(super) fn find<'r>(rulebook: &'r Rulebook, search: &mut Search<'r>) {
    for contract in Ix::<Contract>::all(&rulebook.document().contracts) {
        let node = rulebook.index.contracts.at(contract);
        for standing in &node.terms.standing {
            let days = standing.span.and(node.terms.span);
            if !days.is_empty() && search.look(1) {
                Gaps::new(rulebook, contract, node.clauses.at(standing.clause), days).find(search);
            }
        }
    }
}

/// One clause, on the days on which it is in force.
struct Gaps<'r> {
    rulebook: &'r Rulebook,
    contract: &'r Contract,
    clause: &'r Clause,
    node: &'r ClauseNode,
    tariff: &'r TariffNode,
    days: Span,
    path: String,
}

impl<'r> Gaps<'r> {
    fn new(rulebook: &'r Rulebook, contract: Ix<Contract>, node: &'r ClauseNode, days: Span) -> Self {
        let path = format!("/contracts/{}{}", contract.position(), node.text.pointer());
        let contract = rulebook.document().contracts.at(contract);
        let (clause, tariff) = (node.text.of(contract), rulebook.index.tariffs.at(node.tariff));
        Self { rulebook, contract, clause, node, tariff, days, path }
    }

    fn params(&self) -> Params<'r> {
        Params::new().with("contract", self.contract.id.as_str()).with("clause", self.clause.id.as_str())
    }

    fn find(&self, search: &mut Search<'r>) {
        let document = self.rulebook.document();
        let versions = self.tariff.versions.iter().map(|(span, _)| *span);
        self.gap(FindingCode::TariffGap, "tariff", self.clause.tariff.as_str(), versions, search);
        if let Some(tax) = self.tariff.tax {
            let rates = self.rulebook.index.taxes.at(tax).rates.iter().map(|(span, _)| *span);
            self.gap(FindingCode::TaxGap, "tax", document.taxes.at(tax).id.as_str(), rates, search);
        }
        let calendar = self.node.calendar.or_else(|| (!document.calendars.is_empty()).then(|| Ix::new(0)));
        if let (Some(_), Some(calendar)) = (&self.clause.sla, calendar) {
            let covers = std::iter::once(self.rulebook.index.calendars.at(calendar).covers());
            self.gap(FindingCode::CalendarGap, "calendar", document.calendars.at(calendar).id.as_str(), covers, search);
        }
        self.rates(search);
    }

    /// A finding for each run of days that none of the spans holds. The spans come by first day and do not overlap.
    fn gap(
        &self,
        code: FindingCode,
        key: &'static str,
        id: &'r str,
        spans: impl Iterator<Item = Span>,
        search: &mut Search<'r>,
    ) {
        let mut gaps = Vec::new();
        let mut from = Some(self.days.from);
        for span in spans {
            let held = span.and(self.days);
            if let (Some(start), false) = (from, held.is_empty()) {
                if start < held.from {
                    gaps.push(Span { from: start, until: Some(held.from) });
                }
                from = held.until.filter(|until| self.days.until.is_none_or(|end| *until < end));
            }
        }
        gaps.extend(from.map(|from| Span { from, until: self.days.until }));
        for gap in gaps {
            let params = self.params().with(key, id).with("from", gap.from);
            let params = gap.until.into_iter().fold(params, |params, until| params.with("until", until));
            search.found(code, self.path.clone(), params);
        }
    }

    /// A finding for each version, service and zone without a rate; `both` needs a bundle or both legs.
    fn rates(&self, search: &mut Search<'r>) {
        let document = self.rulebook.document();
        let tariff = document.tariffs.at(self.node.tariff);
        let overlapping = self.tariff.versions.iter().filter(|(span, _)| span.overlaps(self.days));
        for (_, version) in overlapping {
            for (service, zone) in self.services().flat_map(|it| Ix::all(&document.zones).map(move |zone| (it, zone))) {
                if !search.look(1) {
                    return;
                }
                let has = |service| version.rate(service, zone).is_some();
                if !has(service) && service.legs().iter().any(|leg| !has(*leg)) {
                    let params = self
                        .params()
                        .with("tariff", tariff.id.as_str())
                        .with("version", tariff.versions.at(version.version).id.as_str())
                        .with("service", service.as_str())
                        .with("zone", document.zones.at(zone).id.as_str());
                    search.found(FindingCode::RateGap, self.path.clone(), params);
                }
            }
        }
    }

    /// The services that the clause lists, each once.
    fn services(&self) -> impl Iterator<Item = Service> {
        Service::ALL.iter().copied().filter(|service| self.clause.services.contains(service))
    }
}
