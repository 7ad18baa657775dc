//! What a question names in words of its own: what is asked beyond plain carriage, and what the applicant is.

use super::question::Consignment;
use crate::index::marks::{COLLECT_AGENCY_FEE, Marks, VersionMarks};
use crate::index::route::Terms;
use crate::index::table::At as _;
use crate::rulebook::Rulebook;
use crate::wire::Id;

/// What is asked beyond plain carriage, and what the applicant is, as the price engine asks about it.
pub(crate) trait Wishes<'q> {
    /// The options asked, as they were written.
    fn options(&self) -> impl Iterator<Item = &'q str>;

    /// Whether any is asked.
    fn any(&self) -> bool;

    /// Whether the post is to collect the agency fee.
    fn collects_fee(&self) -> bool;

    /// Whether it is known without a look at each that every option asked is offered and has what it needs.
    fn are_plain(&self, has_fee: bool) -> bool;

    /// Whether an option is asked: that of the surcharge at a position of the version.
    fn asks(&self, at: usize, option: &Id) -> bool;

    /// Whether the applicant is in a category: that of the discount at a position of the version.
    fn is_in(&self, at: usize, category: &Id) -> bool;
}

/// Wishes in words.
#[derive(Debug)]
pub(crate) struct Words<'q, T> {
    pub(crate) options: &'q [T],
    pub(crate) applicant: &'q [T],
}

impl<'q> Words<'q, Id> {
    /// The words of a consignment.
    pub(crate) fn of(consignment: &'q Consignment) -> Self {
        Self { options: &consignment.options, applicant: &consignment.applicant }
    }
}

// Derived, these would ask as much of the words.
impl<T> Clone for Words<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Words<'_, T> {}

impl<'q, T: AsRef<str>> Wishes<'q> for Words<'q, T> {
    fn options(&self) -> impl Iterator<Item = &'q str> {
        self.options.iter().map(AsRef::as_ref)
    }

    fn any(&self) -> bool {
        !self.options.is_empty()
    }

    fn collects_fee(&self) -> bool {
        self.options().any(|asked| asked == COLLECT_AGENCY_FEE)
    }

    fn are_plain(&self, _: bool) -> bool {
        self.options.is_empty()
    }

    fn asks(&self, _: usize, option: &Id) -> bool {
        self.options().any(|asked| asked == option.as_str())
    }

    fn is_in(&self, _: usize, category: &Id) -> bool {
        self.applicant.iter().any(|it| it.as_ref() == category.as_str())
    }
}

/// Wishes that were looked up, beside what the version on the day wants: see [`crate::index::marks`].
#[derive(Debug)]
pub(crate) struct Marked<'q, 'r, T> {
    words: Words<'q, T>,
    options: u64,
    applicant: u64,
    /// The options that are offered as they are.
    offered: u64,
    /// The option of collecting the agency fee.
    fee: u64,
    version: &'r VersionMarks,
}

impl Rulebook {
    /// Wishes whose options and categories were looked up, where that tells all, and where a route knows what is offered.
    #[inline]
    pub(crate) fn marked<'q, 'r, T>(
        &self,
        marks: &'r Marks,
        words: Words<'q, T>,
        [options, applicant]: [Option<u64>; 2],
        terms: Terms<'_>,
    ) -> Option<Marked<'q, 'r, T>> {
        let rules = terms.offer.rules;
        let version = self.index.tariffs.at(rules.tariff).versions.at(rules.version?).version;
        let version = marks.version(rules.tariff, version);
        Some(Marked {
            words,
            options: options?,
            applicant: applicant?,
            offered: terms.offer.kept?.options,
            fee: marks.fee,
            version,
        })
    }
}

impl<'q, T: AsRef<str>> Wishes<'q> for Marked<'q, '_, T> {
    fn options(&self) -> impl Iterator<Item = &'q str> {
        self.words.options()
    }

    #[inline]
    fn any(&self) -> bool {
        self.options != 0
    }

    #[inline]
    fn collects_fee(&self) -> bool {
        self.options & self.fee != 0
    }

    #[inline]
    fn are_plain(&self, has_fee: bool) -> bool {
        self.options & !self.offered == 0 && (has_fee || !self.collects_fee())
    }

    #[inline]
    fn asks(&self, at: usize, _: &Id) -> bool {
        self.version.surcharges.get(at).is_some_and(|mark| self.options & mark != 0)
    }

    #[inline]
    fn is_in(&self, at: usize, _: &Id) -> bool {
        self.version.discounts.get(at).is_some_and(|mark| self.applicant & mark != 0)
    }
}
