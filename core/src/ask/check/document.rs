//! Findings that the document shows by itself: prices, weights, discounts, zones, signatures, sources.

use super::answer::FindingCode;
use super::search::Search;
use crate::document::{ByService, Contract, Tariff, TariffVersion, ZoneRule};
use crate::index::table::{At as _, Ix};
use crate::rulebook::Rulebook;
use crate::wire::Params;

pub(super) fn find<'r>(rulebook: &'r Rulebook, search: &mut Search<'r>) {
    let document = rulebook.document();
    let services = services_by_tariff(rulebook);
    for (t, (tariff, services)) in document.tariffs.iter().zip(services).enumerate() {
        for (v, version) in tariff.versions.iter().enumerate() {
            let at = format!("/tariffs/{t}/versions/{v}");
            falling_prices(tariff, version, &at, search);
            weights(tariff, version, &at, search);
            discounts(tariff, version, services, &at, search);
        }
    }
    let always = document.zones.iter().position(|zone| matches!(zone.when, ZoneRule::Any(_)));
    for (position, zone) in document.zones.iter().enumerate().skip(always.map_or(usize::MAX, |first| first + 1)) {
        // Such a zone is not meant to be reached: it is asked for.
        if matches!(zone.when, ZoneRule::ByName(_)) {
            continue;
        }
        let params = Params::new().with("zone", zone.id.as_str());
        search.found(FindingCode::ZoneUnreachable, format!("/zones/{position}"), params);
    }
    for (contract, ix) in document.contracts.iter().zip(Ix::<Contract>::all(&document.contracts)) {
        signed_late(contract, ix, search);
        amendments(rulebook, contract, ix, search);
    }
    receptions(rulebook, search);
    for (position, source) in document.sources.iter().enumerate() {
        if rulebook.index.used_sources.get(position) == Some(&false) {
            let params = Params::new().with("source", source.id.as_str());
            search.found(FindingCode::UnusedSource, format!("/sources/{position}"), params);
        }
    }
}

/// A finding for each reception in whose selector there is no other agency than the one whose counter it is.
fn receptions<'r>(rulebook: &'r Rulebook, search: &mut Search<'r>) {
    let agencies = &rulebook.index.agencies;
    let nodes = rulebook.document().receptions.iter().zip(&rulebook.index.receptions.nodes);
    for (position, (reception, node)) in nodes.enumerate() {
        let others = |agency: &_| Some(*agency) != node.at && agencies.selects(&node.agencies, *agency);
        if !agencies.all().any(|agency| others(&agency)) {
            let params = Params::new().with("reception", reception.at.as_str());
            search.found(FindingCode::ReceptionNeverUsed, format!("/receptions/{position}"), params);
        }
    }
}

fn falling_prices<'r>(tariff: &'r Tariff, version: &'r TariffVersion, at: &str, search: &mut Search<'r>) {
    for (position, rate) in version.rates.iter().enumerate() {
        for service in &rate.services {
            for pair in rate.bands.windows(2) {
                if let [lighter, heavier] = pair
                    && heavier.price < lighter.price
                {
                    let params = Params::new()
                        .with("tariff", tariff.id.as_str())
                        .with("version", version.id.as_str())
                        .with("service", service.as_str())
                        .with("zone", rate.zone.as_str())
                        .with("up_to", heavier.up_to.get());
                    let path = format!("{at}/rates/{position}");
                    search.found(FindingCode::PriceFalls, path, params);
                }
            }
        }
    }
}

/// The services of all clauses that use each tariff.
fn services_by_tariff(rulebook: &Rulebook) -> Vec<ByService<bool>> {
    let mut services = vec![ByService::each(|_| false); rulebook.document().tariffs.len()];
    for clause in rulebook.index.contracts.iter().flat_map(|contract| &contract.clauses) {
        if let Some(all) = services.get_mut(clause.tariff.position()) {
            *all = ByService::each(|service| *all.get(service) || *clause.services.get(service));
        }
    }
    services
}

/// A finding for a version whose heaviest band is lighter than any letter with papers in it.
fn weights<'r>(tariff: &'r Tariff, version: &'r TariffVersion, at: &str, search: &mut Search<'r>) {
    let heaviest = version.rates.iter().flat_map(|rate| &rate.bands).map(|band| band.up_to.get()).max();
    let further = version.rates.iter().any(|rate| rate.further.is_some());
    if let Some(up_to) = heaviest.filter(|up_to| *up_to < 100 && !further) {
        let params = Params::new().with("tariff", tariff.id.as_str()).with("version", version.id.as_str());
        search.found(FindingCode::WeightsLookLikeKilograms, at.to_owned(), params.with("up_to", up_to));
    }
}

fn discounts<'r>(
    tariff: &'r Tariff,
    version: &'r TariffVersion,
    services: ByService<bool>,
    at: &str,
    search: &mut Search<'r>,
) {
    for (position, discount) in version.discounts.iter().enumerate() {
        if let Some(service) = discount.when.service.filter(|service| !services.get(*service)) {
            let params = Params::new()
                .with("tariff", tariff.id.as_str())
                .with("version", version.id.as_str())
                .with("discount", discount.id.as_str())
                .with("service", service.as_str());
            search.found(FindingCode::DiscountNeverApplies, format!("{at}/discounts/{position}"), params);
        }
    }
}

fn signed_late<'r>(contract: &'r Contract, ix: Ix<Contract>, search: &mut Search<'r>) {
    if contract.signed_on > contract.valid.from() {
        let params = Params::new().with("contract", contract.id.as_str());
        let params = params.with("signed_on", contract.signed_on).with("from", contract.valid.from());
        search.found(FindingCode::SignedAfterStart, format!("/contracts/{}", ix.position()), params);
    }
}

fn amendments<'r>(rulebook: &'r Rulebook, contract: &'r Contract, ix: Ix<Contract>, search: &mut Search<'r>) {
    let end = rulebook.index.contracts.at(ix).terms.span.until;
    for (position, amendment) in contract.amendments.iter().enumerate() {
        let path = || format!("/contracts/{}/amendments/{position}", ix.position());
        let params = || Params::new().with("contract", contract.id.as_str()).with("amendment", amendment.id.as_str());
        if amendment.until.is_none() && end.is_some_and(|end| amendment.effective_on >= end) {
            search.found(FindingCode::AmendmentWithoutEffect, path(), params());
        }
        if amendment.signed_on > amendment.effective_on {
            let params = params().with("signed_on", amendment.signed_on).with("effective_on", amendment.effective_on);
            search.found(FindingCode::RetroactiveAmendment, path(), params);
        }
    }
}
