//! The lines of a price: one walk over them for both the sums and the answer.

use std::borrow::Cow;

#[cfg(doc)]
use super::answer::Line;
use super::answer::LineKind;
use super::carriage::Carriage;
use super::price::Price;
use super::wishes::Wishes;
use crate::document::{Base, Combine, Discount, Service, Surcharge, TariffVersion};
use crate::index::table::At as _;
use crate::index::tariff::RoundedTo;
use crate::wire::{self, Money, WHOLE};

/// A line of a price, as the engine tells it; [`Line`] is its form in an answer.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PriceLine<'r> {
    /// What it is.
    pub kind: LineKind,
    /// Which rate, surcharge, discount or tax gave it: `service/zone/up_to` for postage.
    pub id: Cow<'r, str>,
    /// The rate of a tax, in basis points.
    pub bp: Option<i64>,
    /// How much, in đồng.
    pub amount: i64,
    /// Its legal source.
    pub source: Option<&'r str>,
}

impl<'r> PriceLine<'r> {
    /// A line that a rule of the version gives, by the id of the rule.
    #[inline]
    fn of(version: &'r TariffVersion, kind: LineKind, id: impl Into<Cow<'r, str>>, amount: i64) -> Self {
        Self { kind, id: id.into(), bp: None, amount, source: version.source.as_ref().map(wire::BoundedText::as_str) }
    }
}

impl<'r> Price<'r> {
    /// Every line, in order.
    pub(crate) fn each_line<'q, W: Wishes<'q>>(
        &self,
        wishes: &W,
        carriage: &Carriage<'q>,
        mut line: impl FnMut(PriceLine<'r>),
    ) {
        let version = self.version();
        for (way, service) in self.ways.iter().flatten().zip(self.services(carriage.service)) {
            line(PriceLine::of(version, LineKind::Postage, way.id(service), way.price));
        }
        self.basis().beyond_postage(wishes, carriage, &mut line);
        if let (Some(rate), Some(tax)) = (self.tax_rate, &self.tariff().tax) {
            line(PriceLine {
                kind: LineKind::Tax,
                id: tax.as_str().into(),
                bp: Some(rate.bp.get()),
                amount: self.tax(),
                source: rate.source.as_ref().map(wire::BoundedText::as_str),
            });
        }
    }

    /// The service of each way: both at once if the version has a bundle.
    fn services(&self, service: Service) -> impl Iterator<Item = Service> {
        let each = service == Service::Both && self.ways.iter().flatten().count() > 1;
        let whole = [service];
        (if each { service.legs() } else { &[] }).iter().copied().chain(whole)
    }

    fn basis(&self) -> Basis<'r> {
        let rounding = self.sums.rulebook.index.tariffs.at(self.tariff_at).rounding;
        Basis { version: self.version(), rounding, postage: self.postage(), agency_fee: self.agency_fee }
    }
}

/// What surcharges and discounts go by.
#[derive(Clone, Copy)]
pub(super) struct Basis<'r> {
    pub(super) version: &'r TariffVersion,
    pub(super) rounding: RoundedTo,
    pub(super) postage: i64,
    pub(super) agency_fee: i64,
}

impl<'r> Basis<'r> {
    /// Surcharges for the options asked, then discounts, in the version's order. What is to be added to a price beside its
    /// postage and its tax is added here, and so is in the sums and among the lines.
    #[inline]
    pub(super) fn beyond_postage<'q, W: Wishes<'q>>(
        self,
        wishes: &W,
        carriage: &Carriage<'q>,
        mut line: impl FnMut(PriceLine<'r>),
    ) {
        let Self { version, rounding, postage, agency_fee } = self;
        // The fast path: most ask for no option.
        if wishes.any() {
            let asked = version.surcharges.iter().enumerate().filter(|(at, it)| wishes.asks(*at, &it.option));
            for (_, surcharge) in asked {
                let base = match surcharge.of {
                    None | Some(Base::Postage) => postage,
                    Some(Base::DeclaredValue) => carriage.declared_value.map_or(0, Money::get),
                    Some(Base::AgencyFee) => agency_fee,
                };
                let amount = surcharged(surcharge, base, rounding);
                line(PriceLine::of(version, LineKind::Surcharge, surcharge.id.as_str(), amount));
            }
        }
        let applies = |(at, discount): &(usize, &Discount)| {
            discount.when.service.is_none_or(|service| service == carriage.service)
                && discount.when.applicant.as_ref().is_none_or(|category| wishes.is_in(*at, category))
        };
        let applying = version.discounts.iter().enumerate().filter(applies);
        let discounts = applying.map(|(_, it)| (it.id.as_str(), discounted(it, postage, rounding)));
        match version.combine {
            Combine::Sum => {
                let mut left = postage;
                for (id, amount) in discounts {
                    let amount = amount.min(left);
                    left -= amount;
                    line(PriceLine::of(version, LineKind::Discount, id, -amount));
                }
            }
            Combine::Best => {
                let best = discounts.reduce(|best, other| if other.1 > best.1 { other } else { best });
                // Rounding up may pass the postage; a price is never negative.
                if let Some((id, amount)) = best {
                    line(PriceLine::of(version, LineKind::Discount, id, -amount.min(postage)));
                }
            }
        }
    }
}

/// A surcharge on a base: held within its limits exactly, then rounded once.
fn surcharged(surcharge: &Surcharge, base: i64, rounding: RoundedTo) -> i64 {
    let tiers = surcharge.tiers.as_deref().unwrap_or(&[]);
    let tier = tiers.iter().find(|tier| tier.below.is_none_or(|limit| base < limit.get()));
    let (fixed, bp) = tier.map_or((surcharge.fixed, surcharge.bp), |tier| (tier.fixed, tier.bp));
    let exact = match (fixed, bp) {
        (Some(fixed), _) => whole(fixed),
        (None, Some(bp)) => i128::from(base) * i128::from(bp.get()),
        (None, None) => 0,
    };
    let (least, most) = (surcharge.min.map_or(0, whole), surcharge.max.map_or(i128::MAX, whole));
    rounding.round(exact.max(least).min(most), WHOLE)
}

/// A discount on the postage: held within its limit exactly, then rounded once.
fn discounted(discount: &Discount, postage: i64, rounding: RoundedTo) -> i64 {
    let most = discount.max.map_or(i128::MAX, whole);
    rounding.round((i128::from(postage) * i128::from(discount.bp.get())).min(most), WHOLE)
}

/// An amount in ten-thousandths, in which shares of it are exact.
fn whole(amount: Money) -> i128 {
    i128::from(amount.get()) * i128::from(WHOLE)
}
