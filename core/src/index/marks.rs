//! Options and categories as bits, so that a row of a table compares numbers and not texts.
//!
//! A question names what it asks beyond plain carriage, and what the applicant is, by ids. Of those only the ones matter that
//! some clause, surcharge or discount names, and a rulebook names few: each of them is one bit. A list of ids is looked up once
//! ([`Marks::options`], [`Marks::categories`]), and what a version wants of it is a mask that was made once ([`VersionMarks`]).

use std::collections::BTreeSet;

use super::contract::ContractNode;
use super::table::{At as _, Ix};
use crate::document::{Base, Clause, Document, Surcharge, Tariff, TariffVersion};
use crate::wire::{Id, Lookup};

/// The option by which the post collects the procedure's agency fee.
pub(crate) const COLLECT_AGENCY_FEE: &str = "collect_agency_fee";

/// The options and categories that rules name.
#[derive(Debug)]
pub(crate) struct Marks {
    options: Lookup,
    categories: Lookup,
    /// The bit of collecting the agency fee; 0 where no rule names it.
    pub(crate) fee: u64,
    /// By tariff and version.
    versions: Vec<Vec<VersionMarks>>,
}

/// What a version wants, by the position of what wants it.
#[derive(Debug, Default)]
pub(crate) struct VersionMarks {
    /// The option of each surcharge.
    pub(crate) surcharges: Vec<u64>,
    /// The category of each discount; none where it asks for none.
    pub(crate) discounts: Vec<u64>,
    /// The options that it has a price for, and that need no declared value. To collect the agency fee may be free.
    priced: u64,
}

impl Marks {
    pub(super) fn new(document: &Document, contracts: &[ContractNode]) -> Self {
        let versions = || document.tariffs.iter().flat_map(|tariff| &tariff.versions);
        let clauses = document.contracts.iter().zip(contracts);
        let clauses = clauses.flat_map(|(contract, node)| node.clauses.iter().map(move |it| it.text.of(contract)));
        let surcharged = versions().flat_map(|version| &*version.surcharges).map(|surcharge| &surcharge.option);
        let discounts = versions().flat_map(|version| &*version.discounts);
        let options = names(surcharged.chain(clauses.flat_map(|clause| &*clause.options)));
        let mut marks = Self {
            fee: bit(&options, COLLECT_AGENCY_FEE).unwrap_or(0),
            options,
            categories: names(discounts.filter_map(|discount| discount.when.applicant.as_ref())),
            versions: Vec::new(),
        };
        let of = |tariff: &Tariff| tariff.versions.iter().map(|it| marks.of_version(it)).collect();
        marks.versions = document.tariffs.iter().map(of).collect();
        marks
    }

    fn of_version(&self, version: &TariffVersion) -> VersionMarks {
        let option = |surcharge: &Surcharge| bit(&self.options, surcharge.option.as_str()).unwrap_or(0);
        let category = |category: &Id| bit(&self.categories, category.as_str()).unwrap_or(0);
        let (mut priced, mut needs_value) = (self.fee, 0);
        for surcharge in &*version.surcharges {
            let marks = if surcharge.of == Some(Base::DeclaredValue) { &mut needs_value } else { &mut priced };
            *marks |= option(surcharge);
        }
        VersionMarks {
            surcharges: version.surcharges.iter().map(option).collect(),
            discounts: version.discounts.iter().map(|it| it.when.applicant.as_ref().map_or(0, category)).collect(),
            priced: priced & !needs_value,
        }
    }

    /// The marks of a version.
    #[inline]
    pub(crate) fn version(&self, tariff: Ix<Tariff>, version: Ix<TariffVersion>) -> &VersionMarks {
        self.versions.at(tariff).at(version)
    }

    /// The options of a clause that a version offers as they are.
    pub(crate) fn offered(&self, clause: &Clause, version: &VersionMarks) -> u64 {
        let listed = clause.options.iter().filter_map(|option| bit(&self.options, option.as_str()));
        listed.fold(0, |marks, mark| marks | mark) & version.priced
    }

    /// A list of options; `None` where one of them has no bit: no rule names it, or rules name too many.
    pub(crate) fn options<'q>(&self, mut list: impl Iterator<Item = &'q str>) -> Option<u64> {
        list.try_fold(0, |marks, option| Some(marks | bit(&self.options, option)?))
    }

    /// A list of categories, of which those count that a rule names; `None` where rules name too many.
    pub(crate) fn categories<'q>(&self, list: impl Iterator<Item = &'q str>) -> Option<u64> {
        let mut known = list.filter_map(|category| self.categories.find(category));
        known.try_fold(0, |marks, category| Some(marks | 1_u64.checked_shl(category)?))
    }
}

/// Names, each once.
fn names<'d>(ids: impl Iterator<Item = &'d Id>) -> Lookup {
    let names: BTreeSet<&str> = ids.map(Id::as_str).collect();
    Lookup::new(names.into_iter())
}

/// The bit of a name, if it is one of the first 64.
fn bit(names: &Lookup, name: &str) -> Option<u64> {
    1_u64.checked_shl(names.find(name)?)
}
