//! The price engine: exact amounts, no heap, and one walk over the lines for both the sums and the answer.

use std::borrow::Cow;

use super::{Carriage, LineKind};
use crate::Service;
use crate::decide::{Cover, PreparedCase, payers};
use crate::index::table::{At as _, Ix};
use crate::index::tariff::{TariffNode, VersionNode};
use crate::number::{Grams, MAX_SUM, Money, RoundingMode, WHOLE, round};
use crate::reason::{ReasonCode, Tell};
use crate::rulebook::procedure::AgencyFee;
use crate::rulebook::tariff::{Base, Combine, Discount, PostageRate, Surcharge, Tariff, TariffVersion, Tax, TaxRate};
use crate::rulebook::zone::Zone;
use crate::rulebook::{Document, Rulebook};

/// The option by which the post collects the procedure's agency fee.
const COLLECT_AGENCY_FEE: &str = "collect_agency_fee";

/// What a carriage costs: the rules that apply, and the sums. Its lines are made when they are asked for.
#[derive(Clone, Copy, Debug)]
pub struct Price<'r> {
    cover: Cover<'r>,
    document: &'r Document,
    tariff: &'r Tariff,
    rounding: (RoundingMode, i64),
    version: &'r TariffVersion,
    /// Version and zone, by position.
    pub(crate) places: (Ix<TariffVersion>, Ix<Zone>),
    legs: [Option<Leg<'r>>; 2],
    tax_rule: Option<(&'r Tax, &'r TaxRate)>,
    fee: Option<&'r AgencyFee>,
    /// The postage: the sum of the legs.
    postage: i64,
    net: i64,
    tax: i64,
    total: i64,
    applicant: i64,
}

/// The postage of one carriage, or of the bundle of both.
#[derive(Clone, Copy, Debug)]
struct Leg<'r> {
    service: Service,
    /// The band's weight; `None` beyond the last band.
    up_to: Option<Grams>,
    price: i64,
    rate: &'r PostageRate,
}

impl<'r> Leg<'r> {
    /// The price of a weight at a rate, or the greatest weight that the rate carries.
    fn new(service: Service, rate: &'r PostageRate, weight: Grams) -> Result<Self, Grams> {
        let position = rate.bands.partition_point(|band| band.up_to < weight);
        if let Some(band) = rate.bands.get(position) {
            let price = band.price.get();
            return Ok(Self { service, up_to: Some(band.up_to), price, rate });
        }
        let Some(last) = rate.bands.last() else { return Err(weight) };
        match &rate.further {
            Some(further) if weight <= further.max => {
                let beyond = i128::from(weight.get() - last.up_to.get());
                // Started steps: the last one counts whole. At most 10^5 steps of 10^12 each.
                let steps = round(beyond, further.each.get(), 1, RoundingMode::Up);
                let price = last.price.get() + steps * further.price.get();
                Ok(Self { service, up_to: None, price, rate })
            }
            Some(further) => Err(further.max.max(last.up_to)),
            None => Err(last.up_to),
        }
    }

    fn id(&self) -> String {
        let (service, zone) = (self.service, &self.rate.zone);
        match self.up_to {
            Some(up_to) => format!("{service}/{zone}/{up_to}"),
            None => format!("{service}/{zone}/further"),
        }
    }
}

impl Rulebook {
    /// The price of a covered carriage; without one it tells everything that is in its way.
    pub(crate) fn price_of<'q, 'r: 'q, T: AsRef<str>>(
        &'r self,
        carriage: &Carriage<'q, T>,
        case: &PreparedCase,
        cover: Cover<'r>,
        reasons: &mut impl Tell<'q>,
    ) -> Option<Price<'r>> {
        let document = self.document();
        let clause = cover.clause();
        let zone = self.zone(case.agency, carriage.end, case.on, reasons);
        let tariff: &'r Tariff = document.tariffs.at(cover.clause_node.tariff);
        let node = self.index.tariffs.at(cover.clause_node.tariff);
        let version = node.on(case.on).map(|found| (found, tariff.versions.at(found.version)));
        if version.is_none() {
            reasons.tell(ReasonCode::NoTariffVersion, |it| it.about(clause.tariff.as_str()).about(case.on));
        }
        let legs = match (zone, version) {
            (Some(zone), Some((found, version))) => self.legs(carriage, found, version, zone, reasons),
            _ => [None, None],
        };
        let fee = self.fee(case);
        missing_options(carriage, clause, version.map(|(_, version)| version), fee.is_some(), reasons);
        let tax_rule = self.tax_rule(node, case, reasons);
        let (Some(zone), Some((found, version)), true) = (zone, version, reasons.is_silent()) else { return None };
        let mut price = Price {
            cover,
            document,
            tariff,
            rounding: node.rounding,
            version,
            places: (found.version, zone),
            legs,
            tax_rule,
            fee: fee.filter(|_| asks(carriage, COLLECT_AGENCY_FEE)),
            postage: legs.iter().flatten().map(|leg| leg.price).sum(),
            net: 0,
            tax: 0,
            total: 0,
            applicant: 0,
        };
        price.add_up(carriage);
        Some(price)
    }

    /// The postage of the service: a bundle for both ways, if the version has one, or else a leg for each way.
    fn legs<'q, 'r: 'q, T>(
        &'r self,
        carriage: &Carriage<'q, T>,
        found: &VersionNode,
        version: &'r TariffVersion,
        zone: Ix<Zone>,
        reasons: &mut impl Tell<'q>,
    ) -> [Option<Leg<'r>>; 2] {
        let there = carriage.weight;
        let back = carriage.back.unwrap_or(there);
        let bundle = || found.rate(Service::Both, zone).is_some();
        let parts = match carriage.service {
            Service::Both if bundle() => [Some((Service::Both, there.max(back))), None],
            Service::Both => [Some((Service::Intake, there)), Some((Service::Return, back))],
            service => [Some((service, there)), None],
        };
        let rates = parts.map(|part| {
            let (service, weight) = part?;
            let rate = found.rate(service, zone);
            if rate.is_none() {
                let zone = self.document().zones.at(zone).id.as_str();
                reasons.tell(ReasonCode::NoRate, |it| it.about(service.as_str()).about(zone));
            }
            rate.map(|rate| (service, weight, version.rates.at(rate)))
        });
        rates.map(|part| {
            let (service, weight, rate) = part?;
            let leg = Leg::new(service, rate, weight);
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

    /// The tax and its rate on the day.
    fn tax_rule<'q, 'r: 'q>(
        &'r self,
        node: &TariffNode,
        case: &PreparedCase,
        reasons: &mut impl Tell<'q>,
    ) -> Option<(&'r Tax, &'r TaxRate)> {
        let tax = node.tax?;
        let document = self.document().taxes.at(tax);
        let rate = self.index.taxes.at(tax).rates.on(case.on);
        if rate.is_none() {
            reasons.tell(ReasonCode::NoTaxRate, |it| it.about(document.id.as_str()).about(case.on));
        }
        Some((document, document.rates.at(*rate?)))
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
    clause: &crate::rulebook::contract::Clause,
    version: Option<&TariffVersion>,
    has_fee: bool,
    reasons: &mut impl Tell<'q>,
) {
    // Most ask for nothing.
    if carriage.options.is_empty() {
        return;
    }
    let offered = |option: &str| {
        let listed = clause.options.iter().any(|listed| listed.as_str() == option);
        // Collecting the agency fee is free when the version has no surcharge for it.
        let priced = |version| option == COLLECT_AGENCY_FEE || surcharge_for(version, option).is_some();
        listed && version.is_none_or(priced)
    };
    let asked = || carriage.options.iter().map(AsRef::as_ref);
    for option in asked().filter(|option| !offered(option)) {
        reasons.tell(ReasonCode::OptionNotOffered, |it| it.about(option));
    }
    let needs_value = |option: &str| {
        let surcharge = version.and_then(|version| surcharge_for(version, option));
        surcharge.is_some_and(|surcharge| surcharge.of == Some(Base::DeclaredValue))
    };
    if carriage.declared_value.is_none() {
        for option in asked().filter(|option| offered(option) && needs_value(option)) {
            reasons.tell(ReasonCode::DeclaredValueMissing, |it| it.about(option));
        }
    }
    if !has_fee && asks(carriage, COLLECT_AGENCY_FEE) && offered(COLLECT_AGENCY_FEE) {
        reasons.tell(ReasonCode::NoAgencyFee, |it| it.about(carriage.procedure));
    }
}

impl<'r> Price<'r> {
    /// What covers it.
    pub fn cover(&self) -> Cover<'r> {
        self.cover
    }

    /// The tariff.
    pub fn tariff(&self) -> &'r Tariff {
        self.tariff
    }

    /// The version of the tariff.
    pub fn version(&self) -> &'r TariffVersion {
        self.version
    }

    /// The zone.
    pub fn zone(&self) -> &'r Zone {
        self.document.zones.at(self.places.1)
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
        self.total
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
        self.document.currency.as_str()
    }

    pub(crate) fn fee_source(&self) -> Option<&'r str> {
        self.fee.and_then(|fee| fee.source.as_ref()).map(crate::text::Line::as_str)
    }

    /// Whether every sum is within what an answer may hold.
    pub(crate) fn within_limits(&self) -> bool {
        let with_fee = self.total.saturating_add(self.agency_fee());
        [self.postage, self.net, self.tax, with_fee].into_iter().all(|sum| sum <= MAX_SUM)
    }

    /// Who pays what of the total, in the clause's order. Cumulative shares are rounded, so that the parts add up.
    pub fn payments(&self) -> impl Iterator<Item = (&'r str, i64)> {
        let total = self.total;
        payers(self.cover.clause()).scan((0, 0), move |(share, paid), (who, bp)| {
            *share += bp;
            let up_to_here = round(i128::from(total) * i128::from(*share), WHOLE, 1, RoundingMode::HalfUp);
            let amount = up_to_here - *paid;
            *paid = up_to_here;
            Some((who, amount))
        })
    }

    /// Sums the lines, then adds the tax to them or takes it out of them.
    fn add_up<T: AsRef<str>>(&mut self, carriage: &Carriage<'_, T>) {
        let mut sum = self.postage;
        self.beyond_postage(carriage, |_, _, amount| sum = sum.saturating_add(amount));
        let (mode, to) = self.rounding;
        let bp = self.tax_rule.map_or(0, |(_, rate)| rate.bp.get());
        let of_sum = |bp: i64| i128::from(sum) * i128::from(bp);
        if self.tariff.price_includes_tax && self.tax_rule.is_some() {
            self.total = sum;
            self.tax = sum - round(of_sum(WHOLE), WHOLE + bp, to, mode);
            self.net = sum - self.tax;
        } else {
            self.net = sum;
            self.tax = if self.tax_rule.is_some() { round(of_sum(bp), WHOLE, to, mode) } else { 0 };
            self.total = self.net.saturating_add(self.tax);
        }
        let applicant = self.payments().find(|(who, _)| *who == "applicant");
        self.applicant = applicant.map_or(0, |(_, amount)| amount);
    }

    /// Every line, in order: kind, id, rate of a tax, amount, source.
    pub(crate) fn each_line<T: AsRef<str>>(
        &self,
        carriage: &Carriage<'_, T>,
        mut line: impl FnMut(LineKind, Cow<'r, str>, Option<i64>, i64, Option<&'r str>),
    ) {
        let source = self.version.source.as_ref().map(crate::text::Line::as_str);
        for leg in self.legs.iter().flatten() {
            line(LineKind::Postage, Cow::Owned(leg.id()), None, leg.price, source);
        }
        self.beyond_postage(carriage, |kind, id, amount| line(kind, Cow::Borrowed(id), None, amount, source));
        if let Some((tax, rate)) = self.tax_rule {
            let source = rate.source.as_ref().map(crate::text::Line::as_str);
            line(LineKind::Tax, Cow::Borrowed(tax.id.as_str()), Some(rate.bp.get()), self.tax, source);
        }
    }

    /// Surcharges for the options asked, then discounts, in the version's order.
    fn beyond_postage<T: AsRef<str>>(&self, carriage: &Carriage<'_, T>, mut line: impl FnMut(LineKind, &'r str, i64)) {
        for surcharge in self.version.surcharges.iter().filter(|it| asks(carriage, it.option.as_str())) {
            line(LineKind::Surcharge, surcharge.id.as_str(), self.surcharge(surcharge, carriage.declared_value));
        }
        let applying = self.version.discounts.iter().filter(|discount| applies(discount, carriage));
        let discounts = applying.map(|discount| (discount.id.as_str(), self.discount(discount)));
        match self.version.combine {
            Combine::Sum => {
                let mut left = self.postage;
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
                    line(LineKind::Discount, id, -amount.min(self.postage));
                }
            }
        }
    }

    /// A surcharge: held within its limits exactly, then rounded once.
    fn surcharge(&self, surcharge: &Surcharge, declared: Option<Money>) -> i64 {
        let base = match surcharge.of {
            None | Some(Base::Postage) => self.postage,
            Some(Base::DeclaredValue) => declared.map_or(0, Money::get),
            Some(Base::AgencyFee) => self.agency_fee(),
        };
        let tiers = surcharge.tiers.as_deref().unwrap_or(&[]);
        let tier = tiers.iter().find(|tier| tier.below.is_none_or(|limit| base < limit.get()));
        let (fixed, bp) = tier.map_or((surcharge.fixed, surcharge.bp), |tier| (tier.fixed, tier.bp));
        let exact = match (fixed, bp) {
            (Some(fixed), _) => whole(fixed),
            (None, Some(bp)) => i128::from(base) * i128::from(bp.get()),
            (None, None) => 0,
        };
        let (least, most) = (surcharge.min.map_or(0, whole), surcharge.max.map_or(i128::MAX, whole));
        let (mode, to) = self.rounding;
        round(exact.max(least).min(most), WHOLE, to, mode)
    }

    /// A discount on the postage: held within its limit exactly, then rounded once.
    fn discount(&self, discount: &Discount) -> i64 {
        let most = discount.max.map_or(i128::MAX, whole);
        let exact = i128::from(self.postage) * i128::from(discount.bp.get());
        let (mode, to) = self.rounding;
        round(exact.min(most), WHOLE, to, mode)
    }
}

/// An amount in ten-thousandths, in which shares of it are exact.
fn whole(amount: Money) -> i128 {
    i128::from(amount.get()) * i128::from(WHOLE)
}

fn applies<T: AsRef<str>>(discount: &Discount, carriage: &Carriage<'_, T>) -> bool {
    let is_in = |category: &crate::Id| carriage.applicant.iter().any(|it| it.as_ref() == category.as_str());
    discount.when.service.is_none_or(|service| service == carriage.service)
        && discount.when.applicant.as_ref().is_none_or(is_in)
}
