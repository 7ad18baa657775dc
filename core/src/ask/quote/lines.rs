//! The lines of a price: one walk over them for both the sums and the answer.

use std::borrow::Cow;

use super::answer::LineKind;
use super::carriage::Carriage;
use super::options::asks;
use super::price::Price;
use crate::document::{Base, Combine, Discount, Surcharge};
use crate::index::table::At as _;
use crate::wire::{Money, RoundingMode, WHOLE, round};

impl<'r> Price<'r> {
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
    pub(super) fn beyond_postage<T: AsRef<str>>(
        &self,
        carriage: &Carriage<'_, T>,
        mut line: impl FnMut(LineKind, &'r str, i64),
    ) {
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
