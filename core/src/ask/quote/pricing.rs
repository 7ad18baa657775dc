//! The price engine: exact amounts, and no heap.

use super::carriage::Carriage;
use super::options::missing_options;
use super::postage::Postage;
use super::price::Price;
use super::wishes::Wishes;
use crate::ask::decide::{PreparedCase, Under};
use crate::document::{AgencyFee, PostageRate, Service, TariffVersion, TaxRate, Zone};
use crate::index::rules::Rules;
use crate::index::table::{At as _, Ix};
use crate::index::tariff::{TariffNode, VersionNode};
use crate::rulebook::Rulebook;
use crate::say::reason::{ReasonCode, ReasonSink};
use crate::wire::{FeeUnits, Grams, WHOLE};

impl Rulebook {
    /// The price of a covered carriage by the rules of the day; without one it tells everything that is in its way.
    #[inline]
    pub(crate) fn price_of<'q, 'r: 'q, W: Wishes<'q>>(
        &'r self,
        carriage: &Carriage<'q, W>,
        case: &PreparedCase,
        &Under { cover, rules, .. }: &Under<'r>,
        reasons: &mut impl ReasonSink<'q>,
    ) -> Option<Price<'r>> {
        let zone = self.zone(case.counter(), carriage.end, case.on, reasons);
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
        let fee = if carriage.wishes.collects_fee() { self.fee(case) } else { None };
        if !carriage.wishes.are_plain(fee.is_some()) {
            missing_options(carriage, cover.clause(), version.map(|(_, version)| version), fee.is_some(), reasons);
        }
        let tax_rate = self.tax_rate(rules, case, reasons);
        let (Some(zone), Some((found, version)), true) = (zone, version, reasons.is_empty()) else { return None };
        let price = Price {
            rulebook: self,
            cover,
            rules,
            version,
            version_at: found.version,
            zone_at: zone,
            ways,
            tax_rate,
            fee,
            agency_fee: fee.map_or(0, |fee| fee.of_units(carriage.fee_units.unwrap_or(FeeUnits::ONE))),
            net: 0,
            tax: 0,
            applicant: 0,
        };
        Some(price.added_up(carriage, node, tariff.price_includes_tax))
    }

    /// The agency fee of the procedure on the day.
    fn fee(&self, case: &PreparedCase) -> Option<&AgencyFee> {
        let procedure = case.matter.procedure?;
        let fee = self.index.procedures.at(procedure).fees.on(case.on)?;
        Some(self.document().procedures.at(procedure).agency_fees.at(*fee))
    }

    /// The rate of the tariff's tax; tells that it has none on the day.
    #[inline]
    fn tax_rate<'q, 'r: 'q>(
        &'r self,
        rules: Rules,
        case: &PreparedCase,
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
struct RatesInZone<'r> {
    rulebook: &'r Rulebook,
    node: &'r VersionNode,
    version: &'r TariffVersion,
    zone: Ix<Zone>,
}

impl<'r> RatesInZone<'r> {
    /// The rate of a service, if there is one.
    #[inline]
    fn find(self, service: Service) -> Option<&'r PostageRate> {
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
#[inline]
fn ways<'q, 'r: 'q, W>(
    carriage: &Carriage<'q, W>,
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
    match Postage::new(service, rate, weight) {
        Ok(postage) => Some(postage),
        Err(most) => {
            reasons.add(ReasonCode::TooHeavy, |it| it.about(service.as_str()).about(most.get()));
            None
        }
    }
}

impl Price<'_> {
    /// Sums the lines, then adds the tax to them or takes it out of them.
    #[inline]
    fn added_up<'q, W: Wishes<'q>>(self, carriage: &Carriage<'q, W>, node: &TariffNode, tax_included: bool) -> Self {
        let mut sum = self.postage();
        self.beyond_postage(carriage, |line| sum = sum.saturating_add(line.amount));
        let of_sum = |bp: i64| i128::from(sum) * i128::from(bp);
        let (net, tax) = match self.tax_rate.map(|rate| rate.bp.get()) {
            None => (sum, 0),
            Some(bp) if tax_included => {
                let tax = sum - node.rounding.round(of_sum(WHOLE), WHOLE + bp);
                (sum - tax, tax)
            }
            Some(bp) => (sum, node.rounding.round(of_sum(bp), WHOLE)),
        };
        Self { net, tax, applicant: self.rules.applicant.of(net.saturating_add(tax)), ..self }
    }
}
