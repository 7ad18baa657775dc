//! A consignment whose ids are looked up once, to be priced many times.

use super::carriage::Carriage;
use super::price::Price;
use super::question::Consignment;
use super::wishes::Words;
use crate::ask::decide::Prepared;
use crate::index::marks::Marks;
use crate::index::route::Terms;
use crate::rulebook::Rulebook;
use crate::say::reason::ReasonCode;
use crate::wire::{Grams, Id};

/// A consignment ready to be priced many times: its ids are positions in its rulebook.
#[derive(Debug)]
pub struct PreparedQuote<'r, 'q> {
    rulebook: &'r Rulebook,
    case: Prepared<'r>,
    carriage: Carriage<'q>,
    words: Words<'q, Id>,
    /// Its options and the applicant's categories, looked up among the marks of the rulebook.
    listed: [Option<u64>; 2],
    marks: &'r Marks,
}

impl<'r> PreparedQuote<'r, '_> {
    /// The price, as [`Rulebook::price`] gives it. Takes nothing from the heap unless `known_on` is given.
    pub fn price(&self) -> Option<Price<'r>> {
        let mut room = None;
        self.price_by(self.terms(&mut room)?).filter(Price::within_limits)
    }

    /// With another weight than before.
    pub(crate) fn weighing(&mut self, weight: Grams) -> &Self {
        self.carriage.weight = weight;
        self
    }

    /// What covers it, and by which rules it is priced, if anything does; where no route says it, it is put into the room.
    pub(crate) fn terms<'x>(&'x self, room: &'x mut Option<Terms>) -> Option<&'x Terms> {
        self.case.terms(room)
    }

    /// The price by these terms, whether or not an answer may hold it.
    pub(crate) fn price_by(&self, terms: &Terms) -> Option<Price<'r>> {
        let (rulebook, reasons) = (self.rulebook, &mut Vec::<ReasonCode>::new());
        match rulebook.marked(self.marks, self.words, self.listed, terms) {
            Some(marked) => rulebook.price_of((&self.carriage, &marked), self.case.case(), terms, reasons),
            None => rulebook.price_in_words((&self.carriage, &self.words), self.case.case(), terms, reasons),
        }
    }
}

impl Rulebook {
    /// Looks up the ids of a consignment, for pricing it many times; `None` when the agency or procedure is unknown.
    pub fn prepare_quote<'r, 'q>(&'r self, consignment: &'q Consignment) -> Option<PreparedQuote<'r, 'q>> {
        let case = self.prepare_asked(consignment.asked())?;
        let (words, marks) = (Words::of(consignment), &self.routes().marks);
        let options = marks.options(words.options.iter().map(Id::as_str));
        let applicant = marks.categories(words.applicant.iter().map(Id::as_str));
        let carriage = self.carriage(consignment);
        Some(PreparedQuote { rulebook: self, case, carriage, words, listed: [options, applicant], marks })
    }

    /// The price alone; `None` when it is not covered, has no price, or adds up to too much. [`Rulebook::quote`] says why.
    ///
    /// Takes nothing from the heap, once what there is to know of the agency, the procedure and the service is kept: see
    /// [`Rulebook::prepare`].
    pub fn price<'r>(&'r self, consignment: &Consignment) -> Option<Price<'r>> {
        self.prepare_quote(consignment)?.price()
    }
}
