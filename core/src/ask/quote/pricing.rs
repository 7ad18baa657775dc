//! The price engine: exact amounts, and no heap.

use super::carriage::Carriage;
use super::options::{COLLECT_AGENCY_FEE, asks, missing_options};
use super::postage::Leg;
use super::price::{Price, part};
use crate::ask::decide::{Cover, PreparedCase};
use crate::document::{AgencyFee, Service, TariffVersion, TaxRate, Zone};
use crate::index::table::{At as _, Ix};
use crate::index::tariff::{TariffNode, VersionNode};
use crate::rulebook::Rulebook;
use crate::say::reason::{ReasonCode, Tell};
use crate::wire::{Grams, WHOLE, round};

impl Rulebook {
    /// The price of a covered carriage; without one it tells everything that is in its way.
    #[inline]
    pub(crate) fn price_of<'q, 'r: 'q, T: AsRef<str>>(
        &'r self,
        carriage: &Carriage<'q, T>,
        case: &PreparedCase,
        cover: Cover<'r>,
        reasons: &mut impl Tell<'q>,
    ) -> Option<Price<'r>> {
        let zone = self.zone(case.agency, carriage.end, case.on, reasons);
        let node = self.index.tariffs.at(cover.clause_node.tariff);
        let tariff = self.document().tariffs.at(cover.clause_node.tariff);
        let version = node.on(case.on).map(|found| (found, tariff.versions.at(found.version)));
        if version.is_none() {
            reasons.tell(ReasonCode::NoTariffVersion, |it| it.about(tariff.id.as_str()).about(case.on));
        }
        let legs = match (zone, version) {
            (Some(zone), Some((found, version))) => self.legs(carriage, found, version, zone, reasons),
            _ => [None, None],
        };
        let fee = if asks(carriage, COLLECT_AGENCY_FEE) { self.fee(case) } else { None };
        // Most ask for nothing.
        if !carriage.options.is_empty() {
            missing_options(carriage, cover.clause(), version.map(|(_, version)| version), fee.is_some(), reasons);
        }
        let tax_rate = self.tax_rate(node, case, reasons);
        let (Some(zone), Some((found, version)), true) = (zone, version, reasons.is_silent()) else { return None };
        let places = (found.version, zone);
        let price = Price { rulebook: self, cover, version, places, legs, tax_rate, fee, net: 0, tax: 0, applicant: 0 };
        Some(price.added_up(carriage, node, tariff.price_includes_tax))
    }

    /// The postage of the service: a bundle for both ways, if the version has one, or else a leg for each way.
    #[inline]
    fn legs<'q, 'r: 'q, T>(
        &'r self,
        carriage: &Carriage<'q, T>,
        found: &VersionNode,
        version: &'r TariffVersion,
        zone: Ix<Zone>,
        reasons: &mut impl Tell<'q>,
    ) -> [Option<Leg<'r>>; 2] {
        let rate = |service| found.rate(service, zone).map(|rate| version.rates.at(rate));
        let mut needed = |service: Service| {
            let rate = rate(service);
            if rate.is_none() {
                let zone = self.document().zones.at(zone).id.as_str();
                reasons.tell(ReasonCode::NoRate, |it| it.about(service.as_str()).about(zone));
            }
            rate
        };
        let (there, back) = (carriage.weight, carriage.back.unwrap_or(carriage.weight));
        let parts = match carriage.service {
            Service::Both => match rate(Service::Both) {
                Some(bundle) => [(Service::Both, Some(bundle), there.max(back)), (Service::Both, None, back)],
                None => [
                    (Service::Intake, needed(Service::Intake), there),
                    (Service::Return, needed(Service::Return), back),
                ],
            },
            one => [(one, needed(one), there), (one, None, there)],
        };
        parts.map(|(service, rate, weight)| {
            let leg = Leg::new(service, rate?, weight);
            let too_heavy = |max: Grams| {
                reasons.tell(ReasonCode::TooHeavy, |it| it.about(service.as_str()).about(max.get()));
            };
            leg.map_err(too_heavy).ok()
        })
    }

    /// The agency fee of the procedure on the day.
    fn fee(&self, case: &PreparedCase) -> Option<&AgencyFee> {
        let procedure = case.matter.procedure?;
        let fee = self.index.procedures.at(procedure).fees.on(case.on)?;
        Some(self.document().procedures.at(procedure).agency_fees.at(*fee))
    }

    /// The rate of the tariff's tax on the day.
    #[inline]
    fn tax_rate<'q, 'r: 'q>(
        &'r self,
        node: &TariffNode,
        case: &PreparedCase,
        reasons: &mut impl Tell<'q>,
    ) -> Option<&'r TaxRate> {
        let tax = node.tax?;
        let document = self.document().taxes.at(tax);
        let rate = self.index.taxes.at(tax).rates.on(case.on);
        if rate.is_none() {
            reasons.tell(ReasonCode::NoTaxRate, |it| it.about(document.id.as_str()).about(case.on));
        }
        Some(document.rates.at(*rate?))
    }
}

impl Price<'_> {
    /// Sums the lines, then adds the tax to them or takes it out of them.
    #[inline]
    fn added_up<T: AsRef<str>>(self, carriage: &Carriage<'_, T>, node: &TariffNode, tax_included: bool) -> Self {
        let mut sum = self.postage();
        self.beyond_postage(carriage, |_, _, amount| sum = sum.saturating_add(amount));
        let (mode, to) = node.rounding;
        let of_sum = |bp: i64| i128::from(sum) * i128::from(bp);
        let (net, tax) = match self.tax_rate.map(|rate| rate.bp.get()) {
            None => (sum, 0),
            Some(bp) if tax_included => {
                let tax = sum - round(of_sum(WHOLE), WHOLE + bp, to, mode);
                (sum - tax, tax)
            }
            Some(bp) => (sum, round(of_sum(bp), WHOLE, to, mode)),
        };
        Self { net, tax, applicant: part(net.saturating_add(tax), self.cover.clause_node.applicant), ..self }
    }
}
