//! Taxes and tariffs: what carriage costs, by date.

use std::borrow::Cow;

use super::source::SourceId;
use crate::document::Service;
use crate::wire::{
    Grams, Id, IssueCode, Issues, List, Money, Params, Path, Rate, RoundTo, RoundingMode, ShareBp, Text, Validity,
};

built! {
    /// A tax (thuế), with its rates by date.
    pub struct Tax {
        /// The tax's id.
        pub id: Id,
        /// What the tax is called.
        pub name: Text,
        /// Its rates; no two on a same day.
        pub rates: Vec<TaxRate>,
    }
}

built! {
    /// A tax rate.
    pub struct TaxRate {
        /// The days on which it holds.
        pub valid: Validity,
        /// The rate in basis points: 1000 is 10%.
        pub bp: Rate,
        /// Its legal source.
        pub source: Option<SourceId>,
    }
}

built! {
    /// A tariff (bảng giá cước), with its versions by date.
    pub struct Tariff {
        /// The tariff's id.
        pub id: Id,
        /// What it is.
        pub title: Text,
        /// The tax on its charges; absent: not subject to tax.
        pub tax: Option<Id>,
        /// Whether its prices include the tax.
        pub price_includes_tax: bool = false,
        /// How amounts are rounded; absent: to the nearest đồng, halves up.
        pub rounding: Option<Rounding>,
        /// Its versions; no two on a same day.
        pub versions: Vec<TariffVersion>,
    }
}

built! {
    /// How a tariff's amounts are rounded.
    pub struct Rounding {
        /// In which direction.
        pub mode: RoundingMode,
        /// To a multiple of this, in đồng.
        pub to: RoundTo,
    }
}

closed_list! {
    /// How several discounts combine.
    pub enum Combine {
        /// All that apply, never beyond the postage.
        Sum = "sum", "Cộng các mức giảm", "Added up",
        /// Only the largest after rounding; of equals the first.
        Best = "best", "Chỉ mức giảm cao nhất", "Only the largest",
    }
}

built! {
    /// A version of a tariff.
    pub struct TariffVersion {
        /// The version's id.
        pub id: Id,
        /// The days on which it holds.
        pub valid: Validity,
        /// Its legal source.
        pub source: Option<SourceId>,
        /// Prices by service and zone; at most one for each pair.
        pub rates: Vec<PostageRate>,
        /// What is added for an option; at most one for each option.
        pub surcharges: List<Surcharge, 0, 1_000>,
        /// What is taken off the postage.
        pub discounts: List<Discount, 0, 1_000>,
        /// How several discounts combine.
        pub combine: Combine = Combine::Sum,
    }
}

built! {
    /// Prices for some services in a zone, by weight.
    pub struct PostageRate {
        /// The services that the rate is for.
        pub services: List<Service, 1, 3>,
        /// The zone that the rate is for.
        pub zone: Id,
        /// Prices up to a weight, strictly rising in weight; the first that reaches the weight applies.
        pub bands: List<Band, 1, 10_000>,
        /// What is added beyond the last band.
        pub further: Option<Further>,
    }
    check = PostageRate::bands_rise
}

impl PostageRate {
    fn bands_rise(&self, at: &Path<'_>, issues: &mut Issues) {
        let bands = Path::Key(at, "bands");
        for (index, pair) in self.bands.windows(2).enumerate() {
            if let [lighter, heavier] = pair
                && heavier.up_to <= lighter.up_to
            {
                let band = Path::Index(&bands, index + 1);
                issues.add(IssueCode::NotRising, &Path::Key(&band, "up_to"), Params::new());
            }
        }
    }
}

built! {
    /// A price up to a weight.
    pub struct Band {
        /// The greatest weight, in grams, itself included.
        pub up_to: Grams,
        /// The price in đồng.
        pub price: Money,
    }
}

built! {
    /// What is added per started step beyond the last band.
    pub struct Further {
        /// The step, in grams.
        pub each: Grams,
        /// The price of a started step, in đồng.
        pub price: Money,
        /// The greatest weight carried, in grams.
        pub max: Grams,
    }
}

closed_list! {
    /// What a surcharge is a share of.
    pub enum Base {
        /// The postage alone, before surcharges.
        Postage = "postage", "Cước chính", "Postage",
        /// The value that the sender declares.
        DeclaredValue = "declared_value", "Giá trị khai báo", "Declared value",
        /// The agency fee that the post collects; 0 when none is collected.
        AgencyFee = "agency_fee", "Phí, lệ phí", "Agency fee",
    }
}

built! {
    /// A surcharge (phụ thu) for an option: `fixed`, or `bp` of a base, or `tiers` of a base; then held within `min` and `max`.
    pub struct Surcharge {
        /// The surcharge's id.
        pub id: Id,
        /// The option that it is for.
        pub option: Id,
        /// A fixed amount in đồng.
        pub fixed: Option<Money>,
        /// A rate of the base.
        pub bp: Option<Rate>,
        /// Amounts or rates by the size of the base.
        pub tiers: Option<List<Tier, 1, 1_000>>,
        /// The base of `bp` or `tiers`.
        pub of: Option<Base>,
        /// The least amount in đồng.
        pub min: Option<Money>,
        /// The greatest amount in đồng.
        pub max: Option<Money>,
    }
    check = Surcharge::one_form
}

pub(super) fn keys(names: &[&'static str]) -> Params<'static> {
    Params::new().with("keys", names.iter().map(|name| Cow::Borrowed(*name)).collect::<Vec<_>>())
}

impl Surcharge {
    fn one_form(&self, at: &Path<'_>, issues: &mut Issues) {
        let forms = [self.fixed.is_some(), self.bp.is_some(), self.tiers.is_some()];
        if forms.into_iter().filter(|form| *form).count() != 1 {
            issues.add(IssueCode::ExactlyOneOf, at, keys(&["fixed", "bp", "tiers"]));
        } else if self.fixed.is_some() && self.of.is_some() {
            issues.add(IssueCode::NotWith, &Path::Key(at, "of"), Params::new().with("key", "fixed"));
        }
        if let (Some(min), Some(max)) = (self.min, self.max)
            && max < min
        {
            issues.add(IssueCode::TooSmall, &Path::Key(at, "max"), Params::new().with("min", min.get()));
        }
        if let Some(tiers) = &self.tiers {
            let limits: Vec<_> = tiers.iter().map(|tier| tier.below.map(Money::get)).collect();
            limits_rise(&limits, ("tiers", "below"), at, issues);
        }
    }
}

/// Every step of a list but the last has a limit, and they rise strictly.
pub(super) fn limits_rise(
    limits: &[Option<i64>],
    (list, key): (&'static str, &str),
    at: &Path<'_>,
    issues: &mut Issues,
) {
    let (steps, end) = (Path::Key(at, list), limits.len().saturating_sub(1));
    let mut previous = i64::MIN;
    for (index, limit) in limits.iter().enumerate() {
        let here = Path::Index(&steps, index);
        let here = Path::Key(&here, key);
        match (limit, index == end) {
            (Some(_), true) => issues.add(IssueCode::NotWith, &here, Params::new().with("key", list)),
            (None, false) => issues.add(IssueCode::Missing, &here, Params::new()),
            (Some(limit), false) if *limit <= previous => {
                issues.add(IssueCode::NotRising, &here, Params::new());
            }
            _ => {}
        }
        previous = limit.unwrap_or(previous);
    }
}

built! {
    /// One tier of a surcharge: `fixed` or `bp` while the base is below a limit; the last has no limit.
    pub struct Tier {
        /// The limit, in đồng, itself not included.
        pub below: Option<Money>,
        /// A fixed amount in đồng.
        pub fixed: Option<Money>,
        /// A rate of the base.
        pub bp: Option<Rate>,
    }
    check = Tier::one_form
}

impl Tier {
    fn one_form(&self, at: &Path<'_>, issues: &mut Issues) {
        if self.fixed.is_some() == self.bp.is_some() {
            issues.add(IssueCode::ExactlyOneOf, at, keys(&["fixed", "bp"]));
        }
    }
}

built! {
    /// A discount (giảm giá) on the postage.
    pub struct Discount {
        /// The discount's id.
        pub id: Id,
        /// When it applies.
        pub when: DiscountRule,
        /// The share of the postage, in basis points.
        pub bp: ShareBp,
        /// The greatest amount in đồng.
        pub max: Option<Money>,
    }
}

built! {
    /// When a discount applies: all of what is given must hold.
    pub struct DiscountRule {
        /// For this service.
        pub service: Option<Service>,
        /// For applicants of this category.
        pub applicant: Option<Id>,
    }
    check = DiscountRule::at_least_one
}

impl DiscountRule {
    fn at_least_one(&self, at: &Path<'_>, issues: &mut Issues) {
        if self.service.is_none() && self.applicant.is_none() {
            issues.add(IssueCode::AtLeastOneOf, at, keys(&["service", "applicant"]));
        }
    }
}
