//! What a carriage costs: the rules that apply, and the sums.

use std::ops::Deref;

use super::postage::Postage;
use crate::ask::decide::Cover;
use crate::document::{AgencyFee, Document, Tariff, TariffVersion, TaxRate, Zone};
use crate::index::clause::Portion;
use crate::index::scale::Amounts;
use crate::index::table::{At as _, Ix};
use crate::rulebook::Rulebook;
use crate::wire::MAX_SUM;

/// What a carriage costs in all, and by which rules.
#[derive(Clone, Copy, Debug)]
pub struct Sums<'r> {
    pub(super) rulebook: &'r Rulebook,
    pub(super) cover: Cover<'r>,
    pub(crate) tariff_at: Ix<Tariff>,
    pub(crate) version_at: Ix<TariffVersion>,
    pub(crate) zone_at: Ix<Zone>,
    pub(super) agency_fee: i64,
    pub(super) amounts: Amounts,
}

impl<'r> Sums<'r> {
    /// What covers it.
    pub fn cover(&self) -> Cover<'r> {
        self.cover
    }

    /// The tariff.
    pub fn tariff(&self) -> &'r Tariff {
        self.document().tariffs.at(self.tariff_at)
    }

    fn document(&self) -> &'r Document {
        self.rulebook.document()
    }

    /// The version of the tariff.
    pub fn version(&self) -> &'r TariffVersion {
        self.tariff().versions.at(self.version_at)
    }

    /// The zone.
    pub fn zone(&self) -> &'r Zone {
        self.document().zones.at(self.zone_at)
    }

    /// Without tax, in đồng.
    pub fn net(&self) -> i64 {
        self.amounts.net
    }

    /// The tax, in đồng.
    pub fn tax(&self) -> i64 {
        self.amounts.tax
    }

    /// With tax, in đồng.
    pub fn total(&self) -> i64 {
        self.net().saturating_add(self.tax())
    }

    /// What is collected for the agency, in đồng; never part of the total.
    pub fn agency_fee(&self) -> i64 {
        self.agency_fee
    }

    /// What is asked at the door: the applicant's share and the agency fee, in đồng.
    pub fn applicant_due(&self) -> i64 {
        self.amounts.applicant.saturating_add(self.agency_fee())
    }

    /// Who pays what of the total, in the clause's order. Cumulative shares are rounded, so that the parts add up.
    pub fn payments(&self) -> impl Iterator<Item = (&'r str, i64)> + use<'r> {
        let total = self.total();
        self.cover.clause().shares().scan(0, move |before, (who, bp)| {
            let after = *before + bp;
            let portion = Portion { before: std::mem::replace(before, after), after };
            Some((who, portion.of(total)))
        })
    }

    pub(super) fn currency(&self) -> &'r str {
        self.document().currency.as_str()
    }
}

/// What a carriage costs: its [`Sums`], and what they were made of. Its lines are made when they are asked for.
#[derive(Clone, Copy, Debug)]
pub struct Price<'r> {
    pub(super) sums: Sums<'r>,
    /// The postage of each way, or of the bundle of both.
    pub(super) ways: [Option<Postage<'r>>; 2],
    pub(super) tax_rate: Option<&'r TaxRate>,
    pub(super) fee: Option<&'r AgencyFee>,
}

/// A price says everything that its sums say.
impl<'r> Deref for Price<'r> {
    type Target = Sums<'r>;
    fn deref(&self) -> &Sums<'r> {
        &self.sums
    }
}

impl<'r> Price<'r> {
    pub(crate) fn fee_source(&self) -> Option<&'r str> {
        self.fee.and_then(|fee| fee.source.as_ref()).map(crate::wire::BoundedText::as_str)
    }

    /// The postage: the sum of the ways.
    pub(super) fn postage(&self) -> i64 {
        self.ways.iter().flatten().map(|way| way.price).sum()
    }

    /// Whether every sum is within what an answer may hold.
    pub(crate) fn within_limits(&self) -> bool {
        let with_fee = self.total().saturating_add(self.agency_fee());
        [self.postage(), self.net(), self.tax(), with_fee].into_iter().all(|sum| sum <= MAX_SUM)
    }
}
