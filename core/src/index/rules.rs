//! By which rules what a clause covers is priced on a day.

use super::Index;
use super::clause::{ClauseNode, Portion};
use super::table::{At as _, Ix};
use super::tariff::VersionNode;
use crate::document::{Tariff, TaxRate};
use crate::wire::Date;

/// The rules by which what a clause covers is priced on a day, by their positions.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Rules {
    pub(crate) tariff: Ix<Tariff>,
    /// The version of the tariff, if it has one.
    pub(crate) version: Option<Ix<VersionNode>>,
    /// The rate of the tariff's tax, if it has one.
    pub(crate) tax_rate: Option<Ix<TaxRate>>,
    /// Which part of the charge is the applicant's.
    pub(crate) applicant: Portion,
}

impl Index {
    /// The rules of a clause on a day.
    #[inline]
    pub(crate) fn rules(&self, clause: &ClauseNode, on: Date) -> Rules {
        let node = self.tariffs.at(clause.tariff);
        let tax_rate = node.tax.and_then(|tax| self.taxes.at(tax).rates.on(on).copied());
        Rules { tariff: clause.tariff, version: node.versions.find(on), tax_rate, applicant: clause.applicant }
    }
}
