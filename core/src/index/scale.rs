//! Scales: what a carriage costs is worked out once for each band, and then only looked up.
//!
//! To price a row is to find the rate of a service and a zone, the band of a weight, surcharges and discounts, the tax and
//! the applicant's share, and to round three times. Of all that only the weight differs from one row to the next: rows ask by
//! the same rules for the same few zones, services, options and categories, over and over.
//!
//! A **scale** is therefore what a carriage comes to for every weight: sorted bounds, and the sums up to each of them. It is made by
//! asking the general way for the price of each bound (`ask/quote/scale.rs`), so it knows no rule of its own. A row then counts
//! bounds.
//!
//! What is rare has no scale and goes the general way: a fee that is collected, a declared value, a place instead of a zone,
//! another weight on the way back, weights beyond the last band, more bands than pay, and everything for which there is no
//! place left. That is not another answer, only a slower one; `tests/rust/routes.rs` holds both ways to each other.

use std::sync::OnceLock;

use super::table::Ix;
use crate::document::{Service, Tariff, TariffVersion, Zone};
use crate::wire::Grams;

/// More steps than that have no scale: all of them together take 8 MB at most.
pub(crate) const MOST: usize = 64;
const BITS: u32 = 12;
/// At so many places in a row a scale may stand.
const NEXT: usize = 4;

/// What a carriage is asked by, its weight aside.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct ScaleKey {
    /// By which rules, and with which options offered: see [`super::route::Offer`].
    pub(crate) offer: u32,
    pub(crate) service: Service,
    pub(crate) zone: Ix<Zone>,
    /// The options asked, as marks.
    pub(crate) options: u64,
    /// What the applicant is, as marks.
    pub(crate) applicant: u64,
}

/// What a carriage comes to, in đồng.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Amounts {
    pub(crate) net: i64,
    pub(crate) tax: i64,
    pub(crate) applicant: i64,
}

/// What a carriage to a zone comes to up to some weight, and by which tariff.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    pub(crate) amounts: Amounts,
    pub(crate) tariff: Ix<Tariff>,
    pub(crate) version: Ix<TariffVersion>,
    pub(crate) zone: Ix<Zone>,
}

/// What a carriage comes to for every weight.
#[derive(Debug)]
pub(crate) struct Scale {
    /// What it comes to up to a weight in grams.
    steps: Vec<(i32, Amounts)>,
    tariff: Ix<Tariff>,
    version: Ix<TariffVersion>,
}

impl Scale {
    /// A scale of steps, lightest first.
    pub(crate) fn new(
        steps: impl IntoIterator<Item = (Grams, Amounts)>,
        tariff: Ix<Tariff>,
        version: Ix<TariffVersion>,
    ) -> Self {
        let step = |(bound, amounts): (Grams, Amounts)| (i32::try_from(bound.get()).unwrap_or(i32::MAX), amounts);
        Self { steps: steps.into_iter().map(step).collect(), tariff, version }
    }

    /// What a carriage comes to, and up to which weight in grams, lightest first.
    pub(crate) fn steps(&self) -> impl Iterator<Item = (i32, &Amounts)> {
        self.steps.iter().map(|(bound, amounts)| (*bound, amounts))
    }

    /// A step of it, to its key's zone.
    pub(crate) const fn step(&self, amounts: Amounts, zone: Ix<Zone>) -> Step {
        Step { amounts, tariff: self.tariff, version: self.version, zone }
    }
}

/// The scales that were made so far: each at one of a few places that its key gives, where it stays.
#[derive(Debug)]
pub(crate) struct Scales(Vec<Place>);

/// A scale, or that there is none of its key.
type Place = OnceLock<(ScaleKey, Option<Box<Scale>>)>;

impl Scales {
    pub(crate) fn new() -> Self {
        Self((0..ScaleKey::PLACES).map(|_| OnceLock::new()).collect())
    }

    /// The scale of a key; none where there is none, or no place for it. `make` makes it, if it can be.
    #[inline]
    pub(crate) fn get(&self, key: ScaleKey, make: impl FnOnce() -> Option<Scale>) -> Option<&Scale> {
        let mut make = Some(make);
        for place in self.0.get(key.place()..)?.iter().take(NEXT) {
            let (own, scale) = place.get_or_init(|| (key, make.take().and_then(|make| make()).map(Box::new)));
            if *own == key {
                return scale.as_deref();
            }
        }
        None
    }
}

impl ScaleKey {
    /// So many places there are, and so many scales are kept at most.
    pub(crate) const PLACES: usize = 1 << BITS;

    /// All of it as numbers.
    #[inline]
    pub(crate) fn numbers(self) -> [u64; 4] {
        let zone = u64::try_from(self.zone.position()).unwrap_or(u64::MAX);
        [self.offer.into(), zone << 2 | u64::from(self.service.number()), self.options, self.applicant]
    }

    /// The first of its places.
    #[inline]
    pub(crate) fn place(self) -> usize {
        const MIX: u64 = 0x9E37_79B9_7F4A_7C15;
        let [offer, carriage, options, applicant] = self.numbers();
        let asked = offer << 34 ^ carriage ^ options.rotate_left(20) ^ applicant.rotate_left(40);
        // The leading bits of the product depend on every bit before it.
        usize::try_from(asked.wrapping_mul(MIX) >> (u64::BITS - BITS)).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(bounds: &[i64]) -> Scale {
        let step = |bound: &i64| (Grams::try_from(*bound).unwrap(), Amounts { net: *bound, ..Amounts::default() });
        Scale::new(bounds.iter().map(step), Ix::new(0), Ix::new(0))
    }

    fn key(offer: u32, zone: u32, service: Service, marks: [u64; 2]) -> ScaleKey {
        ScaleKey { offer, zone: Ix::new(zone), service, options: marks[0], applicant: marks[1] }
    }

    #[test]
    fn a_scale_is_made_once_and_is_that_of_its_key() {
        let scales = Scales::new();
        let mut keys = Vec::new();
        for offer in 0..8 {
            for zone in 0..4 {
                for service in Service::ALL {
                    keys.extend([[0, 0], [1, 0], [0, 1], [1, 1]].map(|marks| key(offer, zone, *service, marks)));
                }
            }
        }
        let own = |n: usize| scale(&[i64::try_from(n).unwrap() + 1]);
        let mut kept = 0;
        for (n, key) in keys.iter().enumerate() {
            let weight = i32::try_from(n).unwrap() + 1;
            let found = scales.get(*key, || Some(own(n))).map(|scale| scale.steps().next());
            assert!(found.is_none_or(|step| step.is_some_and(|(bound, _)| bound == weight)), "{key:?}");
            // It is there now, or there is no place for it.
            let (mut made, is_there) = (false, found.is_some());
            let again = scales.get(*key, || {
                made = true;
                None
            });
            assert_eq!((again.is_some(), made), (is_there, false));
            kept += usize::from(found.is_some());
        }
        // Keys lie far enough from each other that hardly one finds no place.
        assert!(kept + 2 >= keys.len(), "{kept} of {}", keys.len());
    }

    #[test]
    fn that_there_is_no_scale_is_kept_too() {
        let (scales, key) = (Scales::new(), key(1, 2, Service::Both, [4, 8]));
        assert!(scales.get(key, || None).is_none());
        assert!(scales.get(key, || Some(scale(&[1]))).is_none());
    }
}
