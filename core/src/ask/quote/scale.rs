//! Making scales: the general way is asked for the price of each bound. See [`crate::index::scale`].

use super::carriage::Carriage;
use super::price::{Price, Sums};
use super::pricing::RatesInZone;
use super::wishes::Words;
use crate::ask::decide::Occasion;
use crate::ask::zone::End;
use crate::document::Service;
use crate::index::marks::COLLECT_AGENCY_FEE;
use crate::index::route::Terms;
use crate::index::scale::{MOST, Scale, ScaleKey, Step};
use crate::index::table::At as _;
use crate::rulebook::Rulebook;
use crate::say::reason::ReasonCode;
use crate::wire::{Grams, sort};

impl Rulebook {
    /// What a carriage asked by these words comes to for every weight, where that is worth to be kept.
    #[cold]
    pub(crate) fn make_scale(
        &self,
        key: ScaleKey,
        terms: Terms<'_>,
        words: Words<'_, &str>,
        case: &Occasion,
    ) -> Option<Scale> {
        // A fee is the procedure's own.
        if words.options.contains(&COLLECT_AGENCY_FEE) {
            return None;
        }
        let rules = terms.offer.rules;
        let node = self.index.tariffs.at(rules.tariff).versions.at(rules.version?);
        let version = self.document().tariffs.at(rules.tariff).versions.at(node.version);
        let bounds = bounds(key.service, RatesInZone { rulebook: self, node, version, zone: key.zone });
        if bounds.len() > MOST {
            return None;
        }
        let mut steps = Vec::with_capacity(bounds.len());
        for weight in bounds {
            let end = Some(End::Zone(Some(key.zone), ""));
            let (service, back, declared_value, fee_units) = (key.service, None, None, None);
            let carriage = Carriage { procedure: "", service, weight, back, end, declared_value, fee_units };
            let price = self.price_in_words((&carriage, &words), case, terms, &mut Vec::<ReasonCode>::new());
            // Too heavy for one of the rates, or else without a price: so is what weighs more.
            let Some(price) = price.filter(Price::within_limits) else { break };
            steps.push((weight, price.amounts));
        }
        Some(Scale::new(steps, rules.tariff, node.version))
    }

    /// The sums of a carriage by a step of its scale.
    #[inline]
    pub(crate) const fn sums_of(&self, terms: Terms<'_>, step: &Step) -> Sums<'_> {
        let Step { amounts, tariff: tariff_at, version: version_at, zone: zone_at } = *step;
        Sums { rulebook: self, cover: self.cover_of(terms), tariff_at, version_at, zone_at, agency_fee: 0, amounts }
    }
}

/// The weights up to which the postage of a service stays what it is.
fn bounds(service: Service, rates: RatesInZone<'_>) -> Vec<Grams> {
    let bundle = rates.find(service).filter(|_| service == Service::Both);
    let legs = if bundle.is_some() { &[] } else { service.legs() };
    let each = bundle.into_iter().chain(legs.iter().filter_map(|leg| rates.find(*leg)));
    let mut bounds: Vec<Grams> = each.flat_map(|rate| &*rate.bands).map(|band| band.up_to).collect();
    sort::distinct(&mut bounds);
    bounds
}
