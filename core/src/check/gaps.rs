//! Days on which a clause is in force and something that it needs is missing.

use super::{Finding, FindingCode};
use crate::date::Span;
use crate::index::contract::ClauseNode;
use crate::index::table::{At as _, Ix};
use crate::index::tariff::{TariffNode, VersionNode};
use crate::param::Params;
use crate::rulebook::Rulebook;
use crate::rulebook::contract::{Clause, Contract};
use crate::rulebook::zone::Zone;
use crate::{Date, Service};

pub(super) fn find<'r>(rulebook: &'r Rulebook, findings: &mut Vec<Finding<'r>>) {
    let document = rulebook.document();
    // Services and zones without a rate, by tariff and version: looked up once, whatever the number of contracts.
    let missing: Vec<Vec<Missing>> =
        rulebook.index.tariffs.iter().map(|tariff| tariff.versions.iter().map(|it| Missing::of(it, rulebook)).collect()).collect();
    for contract in Ix::<Contract>::all(&document.contracts) {
        let node = rulebook.index.contracts.at(contract);
        for standing in &node.terms.standing {
            let days = standing.span.and(node.terms.span);
            if !days.is_empty() {
                let clause = node.clauses.at(standing.clause);
                let gaps = Gaps::new(rulebook, contract, clause, days);
                gaps.find(missing.at(clause.tariff), findings);
            }
        }
    }
}

/// What a version lacks on the days on which it holds.
struct Missing {
    days: Span,
    version: usize,
    rates: Vec<(Service, Ix<Zone>)>,
}

impl Missing {
    fn of((days, version): &(Span, VersionNode), rulebook: &Rulebook) -> Self {
        let zones = || Ix::<Zone>::all(&rulebook.document().zones);
        let has = |service, zone| version.rate(service, zone).is_some();
        let lacks = |service: &Service, zone: Ix<Zone>| {
            !has(*service, zone) && service.legs().iter().any(|leg| !has(*leg, zone))
        };
        let rates = Service::ALL.iter().flat_map(|service| zones().filter(|zone| lacks(service, *zone)).map(|zone| (*service, zone)));
        Self { days: *days, version: version.version.position(), rates: rates.collect() }
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
        let path = format!("/contracts/{}{}", contract.position(), node.place.pointer());
        let contract = rulebook.document().contracts.at(contract);
        let (clause, tariff) = (node.place.of(contract), rulebook.index.tariffs.at(node.tariff));
        Self { rulebook, contract, clause, node, tariff, days, path }
    }

    fn params(&self) -> Params<'r> {
        Params::new().with("contract", self.contract.id.as_str()).with("clause", self.clause.id.as_str())
    }

    fn find(&self, missing: &[Missing], findings: &mut Vec<Finding<'r>>) {
        let document = self.rulebook.document();
        let versions = self.tariff.versions.iter().map(|(span, _)| *span);
        self.gap(FindingCode::TariffGap, "tariff", self.clause.tariff.as_str(), versions, findings);
        if let Some(tax) = self.tariff.tax {
            let rates = self.rulebook.index.taxes.at(tax).rates.iter().map(|(span, _)| *span);
            self.gap(FindingCode::TaxGap, "tax", document.taxes.at(tax).id.as_str(), rates, findings);
        }
        let calendar = self.node.calendar.or_else(|| (!document.calendars.is_empty()).then(|| Ix::new(0)));
        if let (Some(_), Some(calendar)) = (&self.clause.sla, calendar) {
            let covers = std::iter::once(self.rulebook.index.calendars.at(calendar).covers());
            self.gap(FindingCode::CalendarGap, "calendar", document.calendars.at(calendar).id.as_str(), covers, findings);
        }
        self.rates(missing, findings);
    }

    /// A finding for each run of days that none of the spans holds. The spans come by first day and do not overlap.
    fn gap(
        &self,
        code: FindingCode,
        key: &'static str,
        id: &'r str,
        spans: impl Iterator<Item = Span>,
        findings: &mut Vec<Finding<'r>>,
    ) {
        let mut report = |from: Date, until: Option<Date>| {
            let params = self.params().with(key, id).with("from", from);
            let params = until.into_iter().fold(params, |params, until| params.with("until", until));
            findings.push(Finding { code, path: self.path.clone(), params });
        };
        let mut from = Some(self.days.from);
        for span in spans {
            let held = span.and(self.days);
            if let (Some(start), false) = (from, held.is_empty()) {
                if start < held.from {
                    report(start, Some(held.from));
                }
                from = held.until.filter(|until| self.days.until.is_none_or(|end| *until < end));
            }
        }
        if let Some(start) = from {
            report(start, self.days.until);
        }
    }

    fn rates(&self, missing: &[Missing], findings: &mut Vec<Finding<'r>>) {
        let document = self.rulebook.document();
        let tariff = document.tariffs.at(self.node.tariff);
        for version in missing.iter().filter(|version| version.days.overlaps(self.days)) {
            let Some(version_id) = tariff.versions.get(version.version).map(|version| version.id.as_str()) else { continue };
            for (service, zone) in version.rates.iter().filter(|(service, _)| self.clause.services.contains(service)) {
                let params = self
                    .params()
                    .with("tariff", tariff.id.as_str())
                    .with("version", version_id)
                    .with("service", service.as_str())
                    .with("zone", document.zones.at(*zone).id.as_str());
                findings.push(Finding { code: FindingCode::RateGap, path: self.path.clone(), params });
            }
        }
    }
}
