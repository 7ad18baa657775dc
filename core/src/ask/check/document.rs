//! Findings that the document shows by itself: prices, zones, amendments, sources.

use super::answer::FindingCode;
use super::search::Search;
use crate::document::{Contract, Tariff, TariffVersion, ZoneRule};
use crate::index::table::Ix;
use crate::rulebook::Rulebook;
use crate::wire::Params;

pub(super) fn find<'r>(rulebook: &'r Rulebook, search: &mut Search<'r>) {
    let document = rulebook.document();
    for (t, tariff) in document.tariffs.iter().enumerate() {
        for (v, version) in tariff.versions.iter().enumerate() {
            falling_prices(tariff, version, &format!("/tariffs/{t}/versions/{v}"), search);
        }
    }
    let always = document.zones.iter().position(|zone| matches!(zone.when, ZoneRule::Any(_)));
    for (position, zone) in document.zones.iter().enumerate().skip(always.map_or(usize::MAX, |first| first + 1)) {
        let params = Params::new().with("zone", zone.id.as_str());
        search.found(FindingCode::ZoneUnreachable, format!("/zones/{position}"), params);
    }
    for (contract, ix) in document.contracts.iter().zip(Ix::<Contract>::all(&document.contracts)) {
        amendments(rulebook, contract, ix, search);
    }
    for (position, source) in document.sources.iter().enumerate() {
        if rulebook.index.used_sources.get(position) == Some(&false) {
            let params = Params::new().with("source", source.id.as_str());
            search.found(FindingCode::UnusedSource, format!("/sources/{position}"), params);
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

fn amendments<'r>(rulebook: &'r Rulebook, contract: &'r Contract, ix: Ix<Contract>, search: &mut Search<'r>) {
    use crate::index::table::At as _;
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
