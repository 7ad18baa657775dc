//! A consignment whose ids are looked up once, to be priced many times.

use super::carriage::Carriage;
use super::price::Price;
use super::question::Consignment;
use super::wishes::Words;
use crate::ask::decide::{Prepared, Under};
use crate::rulebook::Rulebook;
use crate::say::reason::ReasonCode;
use crate::wire::Id;

/// A consignment ready to be priced many times: its ids are positions in its rulebook.
#[derive(Debug)]
pub struct PreparedQuote<'r, 'q> {
    rulebook: &'r Rulebook,
    case: Prepared<'r>,
    carriage: Carriage<'q, Words<'q, Id>>,
    /// Its options and the applicant's categories, looked up.
    marks: [Option<u64>; 2],
}

impl<'r> PreparedQuote<'r, '_> {
    /// The price, as [`Rulebook::price`] gives it. Takes nothing from the heap unless `known_on` is given.
    pub fn price(&self) -> Option<Price<'r>> {
        self.price_under(&self.under()?).filter(Price::within_limits)
    }

    /// What covers it, and by which rules it is priced, if anything does.
    pub(crate) fn under(&self) -> Option<Under<'r>> {
        self.case.under()
    }

    /// The price under what covers it, whether or not an answer may hold it.
    #[inline]
    pub(crate) fn price_under(&self, under: &Under<'r>) -> Option<Price<'r>> {
        let reasons = &mut Vec::<ReasonCode>::new();
        match self.rulebook.marked(self.carriage.wishes, self.marks, under) {
            Some(marked) => self.rulebook.price_of(&self.carriage.wishing(marked), self.case.case(), under, reasons),
            None => self.rulebook.price_of(&self.carriage, self.case.case(), under, reasons),
        }
    }
}

impl Rulebook {
    /// Looks up the ids of a consignment, for pricing it many times; `None` when the agency or procedure is unknown.
    pub fn prepare_quote<'r, 'q>(&'r self, consignment: &'q Consignment) -> Option<PreparedQuote<'r, 'q>> {
        let case = self.prepare_asked(consignment.asked())?;
        let (carriage, marks) = (self.carriage(consignment), &self.routes().marks);
        let Words { options, applicant } = carriage.wishes;
        let marks = [marks.options(options.iter().map(Id::as_str)), marks.categories(applicant.iter().map(Id::as_str))];
        Some(PreparedQuote { rulebook: self, case, carriage, marks })
    }

    /// The price alone; `None` when it is not covered, has no price, or adds up to too much. [`Rulebook::quote`] says why.
    ///
    /// Takes nothing from the heap, once what there is to know of the agency, the procedure and the service is kept: see
    /// [`Rulebook::prepare`].
    pub fn price<'r>(&'r self, consignment: &Consignment) -> Option<Price<'r>> {
        self.prepare_quote(consignment)?.price()
    }
}
