//! The postage of one way: the band of a weight at a rate, or the steps beyond the last band.

use crate::document::{Band, PostageRate, Service};
use crate::index::table::position;
use crate::wire::{Grams, RoundingMode, round};

/// The postage of one carriage, or of the bundle of both.
#[derive(Clone, Copy, Debug)]
pub(super) struct Postage<'r> {
    pub(super) rate: &'r PostageRate,
    pub(super) price: i64,
    /// The position of the band among those of the rate; past the last one for what is beyond them.
    band: u32,
}

/// The bands that are below a weight are counted up to so many, which waits for no look before the next one; of more they are
/// searched. A page asks for one price, and is the smaller for searching.
const COUNTED: usize = if cfg!(target_arch = "wasm32") { 0 } else { 16 };

impl<'r> Postage<'r> {
    /// The price of a weight at a rate, or the greatest weight that the rate carries.
    #[inline]
    pub(super) fn new(rate: &'r PostageRate, weight: Grams) -> Result<Self, Grams> {
        let lighter = |band: &Band| band.up_to < weight;
        let at = if rate.bands.len() <= COUNTED {
            rate.bands.iter().map(|band| usize::from(lighter(band))).sum()
        } else {
            rate.bands.partition_point(lighter)
        };
        let band = u32::try_from(at).unwrap_or(u32::MAX);
        let price = match rate.bands.get(at) {
            Some(band) => band.price.get(),
            None => Self::beyond(rate, weight)?,
        };
        Ok(Self { rate, price, band })
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

    /// Which rate gave it: `service/zone/up_to`, or `service/zone/further`.
    pub(super) fn id(&self, service: Service) -> String {
        let zone = &self.rate.zone;
        match self.rate.bands.get(position(self.band)) {
            Some(band) => format!("{service}/{zone}/{}", band.up_to),
            None => format!("{service}/{zone}/further"),
        }
    }
}
