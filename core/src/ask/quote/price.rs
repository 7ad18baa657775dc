//! The price engine: exact amounts, no heap, and one walk over the lines for both the sums and the answer.

use std::borrow::Cow;

use super::{Carriage, LineKind};
use crate::ask::decide::{Cover, PreparedCase};
use crate::document::{
    AgencyFee, Base, Clause, Combine, Discount, Document, PostageRate, Service, Surcharge, Tariff, TariffVersion,
    TaxRate, Zone,
};
use crate::index::table::{At as _, Ix};
use crate::index::tariff::{TariffNode, VersionNode};
use crate::rulebook::Rulebook;
use crate::say::reason::{ReasonCode, Tell};
use crate::wire::round;
use crate::wire::{Grams, MAX_SUM, Money, RoundingMode, WHOLE};

/// The option by which the post collects the procedure's agency fee.
const COLLECT_AGENCY_FEE: &str = "collect_agency_fee";

/// What a carriage costs: the rules that apply, and the sums. Its lines are made when they are asked for.
#[derive(Clone, Copy, Debug)]
pub struct Price<'r> {
    rulebook: &'r Rulebook,
    cover: Cover<'r>,
    version: &'r TariffVersion,
    /// Version and zone, by position.
    pub(crate) places: (Ix<TariffVersion>, Ix<Zone>),
    legs: [Option<Leg<'r>>; 2],
    tax_rate: Option<&'r TaxRate>,
    fee: Option<&'r AgencyFee>,
    net: i64,
    tax: i64,
    applicant: i64,
}

/// The postage of one carriage, or of the bundle of both.
#[derive(Clone, Copy, Debug)]
struct Leg<'r> {
    rate: &'r PostageRate,
    price: i64,
    service: Service,
    /// The band's place among those of the rate; past the last one for what is beyond them.
    band: u32,
}

impl<'r> Leg<'r> {
    /// The price of a weight at a rate, or the greatest weight that the rate carries.
    #[inline]
    fn new(service: Service, rate: &'r PostageRate, weight: Grams) -> Result<Self, Grams> {
        let place = rate.bands.partition_point(|band| band.up_to < weight);
        let band = u32::try_from(place).unwrap_or(u32::MAX);
        let price = match rate.bands.get(place) {
            Some(band) => band.price.get(),
            None => Self::beyond(rate, weight)?,
        };
        Ok(Self { rate, price, service, band })
    }

    /// The price beyond the last band.
    fn beyond(rate: &PostageRate, weight: Grams) -> Result<i64, Grams> {
        let Some(last) = rate.bands.last() else { return Err(weight) };
        match &rate.further {
            Some(further) if weight <= further.max => {
                let beyond = i128::from(weight.get() - last.up_to.get());
                // Started steps: the last one counts whole. At most 10^5 steps of 10^12 each.
                let steps = round(beyond, further.each.get(), 1, RoundingMode::Up);
                Ok(last.price.get() + steps * further.price.get())
            }
            Some(further) => Err(further.max.max(last.up_to)),
            None => Err(last.up_to),
        }
    }

    fn id(&self) -> String {
        let (service, zone) = (self.service, &self.rate.zone);
        let band = usize::try_from(self.band).ok().and_then(|place| self.rate.bands.get(place));
        match band {
            Some(band) => format!("{service}/{zone}/{}", band.up_to),
            None => format!("{service}/{zone}/further"),
        }
    }
}

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

fn asks<T: AsRef<str>>(carriage: &Carriage<'_, T>, option: &str) -> bool {
    carriage.options.iter().any(|asked| asked.as_ref() == option)
}

fn surcharge_for<'r>(version: &'r TariffVersion, option: &str) -> Option<&'r Surcharge> {
    version.surcharges.iter().find(|surcharge| surcharge.option.as_str() == option)
}

/// Options that are not offered, or that lack what they need.
fn missing_options<'q, T: AsRef<str>>(
    carriage: &Carriage<'q, T>,
    clause: &Clause,
    version: Option<&TariffVersion>,
    has_fee: bool,
    reasons: &mut impl Tell<'q>,
) {
    let (mut without_value, mut without_fee) = (false, false);
    for option in carriage.options.iter().map(AsRef::as_ref) {
        let surcharge = version.and_then(|version| surcharge_for(version, option));
        if !offered(clause, version, surcharge, option) {
            reasons.tell(ReasonCode::OptionNotOffered, |it| it.about(option));
            continue;
        }
        without_value |= carriage.declared_value.is_none() && needs_value(surcharge);
        without_fee |= !has_fee && option == COLLECT_AGENCY_FEE;
    }
    if without_value {
        for option in carriage.options.iter().map(AsRef::as_ref) {
            let surcharge = version.and_then(|version| surcharge_for(version, option));
            if needs_value(surcharge) && offered(clause, version, surcharge, option) {
                reasons.tell(ReasonCode::DeclaredValueMissing, |it| it.about(option));
            }
        }
    }
    if without_fee {
        reasons.tell(ReasonCode::NoAgencyFee, |it| it.about(carriage.procedure));
    }
}

/// Whether the clause lists an option and the version has a price for it. Collecting the agency fee is free when the
/// version has no surcharge for it.
fn offered(clause: &Clause, version: Option<&TariffVersion>, surcharge: Option<&Surcharge>, option: &str) -> bool {
    let priced = version.is_none() || surcharge.is_some() || option == COLLECT_AGENCY_FEE;
    priced && clause.options.iter().any(|listed| listed.as_str() == option)
}

fn needs_value(surcharge: Option<&Surcharge>) -> bool {
    surcharge.is_some_and(|surcharge| surcharge.of == Some(Base::DeclaredValue))
}

impl<'r> Price<'r> {
    /// What covers it.
    pub fn cover(&self) -> Cover<'r> {
        self.cover
    }

    /// The tariff.
    pub fn tariff(&self) -> &'r Tariff {
        self.document().tariffs.at(self.cover.clause_node.tariff)
    }

    fn document(&self) -> &'r Document {
        self.rulebook.document()
    }

    /// The version of the tariff.
    pub fn version(&self) -> &'r TariffVersion {
        self.version
    }

    /// The zone.
    pub fn zone(&self) -> &'r Zone {
        self.document().zones.at(self.places.1)
    }

    /// Without tax, in đồng.
    pub fn net(&self) -> i64 {
        self.net
    }

    /// The tax, in đồng.
    pub fn tax(&self) -> i64 {
        self.tax
    }

    /// With tax, in đồng.
    pub fn total(&self) -> i64 {
        self.net.saturating_add(self.tax)
    }

    /// What is collected for the agency, in đồng; never part of the total.
    pub fn agency_fee(&self) -> i64 {
        self.fee.map_or(0, |fee| fee.amount.get())
    }

    /// What is asked at the door: the applicant's share and the agency fee, in đồng.
    pub fn applicant_due(&self) -> i64 {
        self.applicant.saturating_add(self.agency_fee())
    }

    pub(super) fn currency(&self) -> &'r str {
        self.document().currency.as_str()
    }

    pub(crate) fn fee_source(&self) -> Option<&'r str> {
        self.fee.and_then(|fee| fee.source.as_ref()).map(crate::wire::Line::as_str)
    }

    /// The postage: the sum of the legs.
    fn postage(&self) -> i64 {
        self.legs.iter().flatten().map(|leg| leg.price).sum()
    }

    /// Whether every sum is within what an answer may hold.
    pub(crate) fn within_limits(&self) -> bool {
        let with_fee = self.total().saturating_add(self.agency_fee());
        [self.postage(), self.net, self.tax, with_fee].into_iter().all(|sum| sum <= MAX_SUM)
    }

    /// Who pays what of the total, in the clause's order. Cumulative shares are rounded, so that the parts add up.
    pub fn payments(&self) -> impl Iterator<Item = (&'r str, i64)> {
        let total = self.total();
        self.cover.clause().shares().scan(0, move |before, (who, bp)| {
            let after = *before + bp;
            let amount = part(total, (*before, after));
            *before = after;
            Some((who, amount))
        })
    }

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

    /// Every line, in order: kind, id, rate of a tax, amount, source.
    pub(crate) fn each_line<T: AsRef<str>>(
        &self,
        carriage: &Carriage<'_, T>,
        mut line: impl FnMut(LineKind, Cow<'r, str>, Option<i64>, i64, Option<&'r str>),
    ) {
        let source = self.version.source.as_ref().map(crate::wire::Line::as_str);
        for leg in self.legs.iter().flatten() {
            line(LineKind::Postage, Cow::Owned(leg.id()), None, leg.price, source);
        }
        self.beyond_postage(carriage, |kind, id, amount| line(kind, Cow::Borrowed(id), None, amount, source));
        if let (Some(rate), Some(tax)) = (self.tax_rate, &self.tariff().tax) {
            let source = rate.source.as_ref().map(crate::wire::Line::as_str);
            line(LineKind::Tax, Cow::Borrowed(tax.as_str()), Some(rate.bp.get()), self.tax, source);
        }
    }

    /// Surcharges for the options asked, then discounts, in the version's order.
    #[inline]
    fn beyond_postage<T: AsRef<str>>(&self, carriage: &Carriage<'_, T>, mut line: impl FnMut(LineKind, &'r str, i64)) {
        let (postage, rounding) =
            (self.postage(), self.rulebook.index.tariffs.at(self.cover.clause_node.tariff).rounding);
        // Most ask for nothing.
        if !carriage.options.is_empty() {
            for surcharge in self.version.surcharges.iter().filter(|it| asks(carriage, it.option.as_str())) {
                let base = match surcharge.of {
                    None | Some(Base::Postage) => postage,
                    Some(Base::DeclaredValue) => carriage.declared_value.map_or(0, Money::get),
                    Some(Base::AgencyFee) => self.agency_fee(),
                };
                line(LineKind::Surcharge, surcharge.id.as_str(), surcharged(surcharge, base, rounding));
            }
        }
        let applying = self.version.discounts.iter().filter(|discount| applies(discount, carriage));
        let discounts = applying.map(|discount| (discount.id.as_str(), discounted(discount, postage, rounding)));
        match self.version.combine {
            Combine::Sum => {
                let mut left = postage;
                for (id, amount) in discounts {
                    let amount = amount.min(left);
                    left -= amount;
                    line(LineKind::Discount, id, -amount);
                }
            }
            Combine::Best => {
                let best = discounts.reduce(|best, other| if other.1 > best.1 { other } else { best });
                // Rounding up may pass the postage; a price is never negative.
                if let Some((id, amount)) = best {
                    line(LineKind::Discount, id, -amount.min(postage));
                }
            }
        }
    }
}

/// The part of a total between two cumulative shares.
#[inline]
fn part(total: i64, (before, after): (i64, i64)) -> i64 {
    let up_to = |bp: i64| match bp {
        0 => 0,
        WHOLE => total,
        bp => round(i128::from(total) * i128::from(bp), WHOLE, 1, RoundingMode::HalfUp),
    };
    up_to(after) - up_to(before)
}

/// A surcharge on a base: held within its limits exactly, then rounded once.
fn surcharged(surcharge: &Surcharge, base: i64, (mode, to): (RoundingMode, i64)) -> i64 {
    let tiers = surcharge.tiers.as_deref().unwrap_or(&[]);
    let tier = tiers.iter().find(|tier| tier.below.is_none_or(|limit| base < limit.get()));
    let (fixed, bp) = tier.map_or((surcharge.fixed, surcharge.bp), |tier| (tier.fixed, tier.bp));
    let exact = match (fixed, bp) {
        (Some(fixed), _) => whole(fixed),
        (None, Some(bp)) => i128::from(base) * i128::from(bp.get()),
        (None, None) => 0,
    };
    let (least, most) = (surcharge.min.map_or(0, whole), surcharge.max.map_or(i128::MAX, whole));
    round(exact.max(least).min(most), WHOLE, to, mode)
}

/// A discount on the postage: held within its limit exactly, then rounded once.
fn discounted(discount: &Discount, postage: i64, (mode, to): (RoundingMode, i64)) -> i64 {
    let most = discount.max.map_or(i128::MAX, whole);
    round((i128::from(postage) * i128::from(discount.bp.get())).min(most), WHOLE, to, mode)
}

/// An amount in ten-thousandths, in which shares of it are exact.
fn whole(amount: Money) -> i128 {
    i128::from(amount.get()) * i128::from(WHOLE)
}

fn applies<T: AsRef<str>>(discount: &Discount, carriage: &Carriage<'_, T>) -> bool {
    let is_in = |category: &crate::wire::Id| carriage.applicant.iter().any(|it| it.as_ref() == category.as_str());
    discount.when.service.is_none_or(|service| service == carriage.service)
        && discount.when.applicant.as_ref().is_none_or(is_in)
}
