//! The price engine: exact amounts, and no heap.

use super::carriage::Carriage;
use super::lines::Basis;
use super::options::missing_options;
use super::postage::Postage;
use super::price::{Price, Sums};
use super::wishes::{Wishes, Words};
use crate::ask::decide::Occasion;
use crate::document::{AgencyFee, PostageRate, Service, TariffVersion, TaxRate, Zone};
use crate::index::route::Terms;
use crate::index::rules::Rules;
use crate::index::scale::Amounts;
use crate::index::table::{At as _, Ix};
use crate::index::tariff::{RoundedTo, VersionNode};
use crate::rulebook::Rulebook;
use crate::say::reason::{ReasonCode, ReasonSink};
use crate::wire::{FeeUnits, Grams, WHOLE};

impl Rulebook {
    /// The price of a covered carriage; without one it tells everything that is in its way.
    #[expect(clippy::inline_always, reason = "else a row of a table is written to memory and read back")]
    #[inline(always)]
    pub(crate) fn price_of<'q, 'r: 'q, W: Wishes<'q>>(
        &'r self,
        (carriage, wishes): (&Carriage<'q>, &W),
        case: &Occasion,
        terms: Terms<'_>,
        reasons: &mut impl ReasonSink<'q>,
    ) -> Option<Price<'r>> {
        let (rules, zone) = (terms.offer.rules, self.zone(case.counter, carriage.end, case.on, reasons));
        let (node, tariff) = (self.index.tariffs.at(rules.tariff), self.document().tariffs.at(rules.tariff));
        let version = rules.version.map(|version| node.versions.at(version));
        let version = version.map(|found| (found, tariff.versions.at(found.version)));
        if version.is_none() {
            reasons.add(ReasonCode::NoTariffVersion, |it| it.about(tariff.id.as_str()).about(case.on));
        }
        let ways = match (zone, version) {
            (Some(zone), Some((node, version))) => {
                ways(carriage, RatesInZone { rulebook: self, node, version, zone }, reasons)
            }
            _ => [None, None],
        };
        let fee = if wishes.collects_fee() { self.fee(case) } else { None };
        if !wishes.are_plain(fee.is_some()) {
            let version = version.map(|(_, version)| version);
            missing_options(carriage, wishes, self.cover_of(terms).clause(), version, fee.is_some(), reasons);
        }
        let tax_rate = self.tax_rate(rules, case, reasons);
        let (Some(zone), Some((found, version)), true) = (zone, version, reasons.is_empty()) else { return None };
        let agency_fee = fee.map_or(0, |fee| fee.of_units(carriage.fee_units.unwrap_or(FeeUnits::ONE)));
        let postage = ways.iter().flatten().map(|way| way.price).sum();
        let mut sum: i64 = postage;
        let basis = Basis { version, rounding: node.rounding, postage, agency_fee };
        basis.beyond_postage(wishes, carriage, |line| sum = sum.saturating_add(line.amount));
        let (net, tax) = with_tax(sum, tax_rate, tariff.price_includes_tax, node.rounding);
        let applicant = rules.applicant.of(net.saturating_add(tax));
        let sums = Sums {
            rulebook: self,
            cover: self.cover_of(terms),
            tariff_at: rules.tariff,
            version_at: found.version,
            zone_at: zone,
            agency_fee,
            amounts: Amounts { net, tax, applicant },
        };
        Some(Price { sums, ways, tax_rate, fee })
    }

    /// The price of a carriage whose wishes are words.
    #[inline(never)]
    pub(crate) fn price_in_words<'q, 'r: 'q, T: AsRef<str>>(
        &'r self,
        asked: (&Carriage<'q>, &Words<'q, T>),
        case: &Occasion,
        terms: Terms<'_>,
        reasons: &mut impl ReasonSink<'q>,
    ) -> Option<Price<'r>> {
        self.price_of(asked, case, terms, reasons)
    }

    /// The agency fee of the procedure on the day.
    fn fee(&self, case: &Occasion) -> Option<&AgencyFee> {
        let procedure = case.procedure?;
        let fee = self.index.procedures.at(procedure).fees.on(case.on)?;
        Some(self.document().procedures.at(procedure).agency_fees.at(*fee))
    }

    /// The rate of the tariff's tax; tells that it has none on the day.
    #[inline]
    fn tax_rate<'q, 'r: 'q>(
        &'r self,
        rules: Rules,
        case: &Occasion,
        reasons: &mut impl ReasonSink<'q>,
    ) -> Option<&'r TaxRate> {
        let tax = self.document().taxes.at(self.index.tariffs.at(rules.tariff).tax?);
        if rules.tax_rate.is_none() {
            reasons.add(ReasonCode::NoTaxRate, |it| it.about(tax.id.as_str()).about(case.on));
        }
        Some(tax.rates.at(rules.tax_rate?))
    }
}

/// The rates of a version in a zone.
#[derive(Clone, Copy)]
pub(super) struct RatesInZone<'r> {
    pub(super) rulebook: &'r Rulebook,
    pub(super) node: &'r VersionNode,
    pub(super) version: &'r TariffVersion,
    pub(super) zone: Ix<Zone>,
}

impl<'r> RatesInZone<'r> {
    /// The rate of a service, if there is one.
    #[inline]
    pub(super) fn find(self, service: Service) -> Option<&'r PostageRate> {
        self.node.rate(service, self.zone).map(|rate| self.version.rates.at(rate))
    }

    /// The rate of a service; tells that there is none.
    #[inline]
    fn needed<'q>(self, service: Service, reasons: &mut impl ReasonSink<'q>) -> Option<&'r PostageRate>
    where
        'r: 'q,
    {
        let rate = self.find(service);
        if rate.is_none() {
            let zone = self.rulebook.document().zones.at(self.zone).id.as_str();
            reasons.add(ReasonCode::NoRate, |it| it.about(service.as_str()).about(zone));
        }
        rate
    }
}

/// The postage of the service: a bundle for both ways, if the version has one, or else each way by itself.
#[expect(clippy::inline_always, reason = "as above")]
#[inline(always)]
fn ways<'q, 'r: 'q>(
    carriage: &Carriage<'q>,
    rates: RatesInZone<'r>,
    reasons: &mut impl ReasonSink<'q>,
) -> [Option<Postage<'r>>; 2] {
    let (there, back) = (carriage.weight, carriage.back.unwrap_or(carriage.weight));
    if carriage.service != Service::Both {
        let rate = rates.needed(carriage.service, reasons);
        return [rate.and_then(|rate| way(carriage.service, rate, there, reasons)), None];
    }
    if let Some(bundle) = rates.find(Service::Both) {
        return [way(Service::Both, bundle, there.max(back), reasons), None];
    }
    // That a rate is missing is told before that a weight is too much.
    let (intake, result) = (rates.needed(Service::Intake, reasons), rates.needed(Service::Return, reasons));
    let intake = intake.and_then(|rate| way(Service::Intake, rate, there, reasons));
    [intake, result.and_then(|rate| way(Service::Return, rate, back, reasons))]
}

/// The postage of a weight at a rate; tells that it is too heavy.
#[inline]
fn way<'q, 'r: 'q>(
    service: Service,
    rate: &'r PostageRate,
    weight: Grams,
    reasons: &mut impl ReasonSink<'q>,
) -> Option<Postage<'r>> {
    match Postage::new(rate, weight) {
        Ok(postage) => Some(postage),
        Err(most) => {
            reasons.add(ReasonCode::TooHeavy, |it| it.about(service.as_str()).about(most.get()));
            None
        }
    }
}

/// The tax added to a sum of prices, or taken out of it: what is left without it, and the tax.
#[inline]
fn with_tax(sum: i64, rate: Option<&TaxRate>, included: bool, rounding: RoundedTo) -> (i64, i64) {
    let of_sum = |bp: i64| i128::from(sum) * i128::from(bp);
    match rate.map(|rate| rate.bp.get()) {
        None => (sum, 0),
        Some(bp) if included => {
            let net = rounding.round(of_sum(WHOLE), WHOLE + bp);
            (net, sum - net)
        }
        Some(bp) => (sum, rounding.round(of_sum(bp), WHOLE)),
    }
}
