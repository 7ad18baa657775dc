//! A consignment whose ids are looked up once, to be priced many times.

use super::carriage::Carriage;
use super::price::Price;
use super::question::Consignment;
use super::wishes::Words;
use crate::ask::decide::{Occasion, Prepared, Room, RowRuling};
use crate::index::marks::Marks;
use crate::index::route::{Offer, Terms};
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

    /// What covers it, and by which rules it is priced, if anything does; where no route says it, the rules are put into the
    /// room.
    pub(crate) fn terms<'x>(&'x self, room: &'x mut Option<Offer>) -> Option<Terms<'x>> {
        self.case.terms(room)
    }

    /// The price by these terms, whether or not an answer may hold it.
    pub(crate) fn price_by(&self, terms: Terms<'_>) -> Option<Price<'r>> {
        let asked = (&self.carriage, self.words);
        self.rulebook.price_by_marks((self.marks, self.listed), asked, &self.case.case().occasion(), terms)
    }
}

impl Rulebook {
    /// Looks up the ids of a consignment, for pricing it many times; `None` when the agency or procedure is unknown.
    pub fn prepare_quote<'r, 'q>(&'r self, consignment: &'q Consignment) -> Option<PreparedQuote<'r, 'q>> {
        let case = self.prepare_asked(consignment.asked())?;
        let (words, marks) = (Words::of(consignment), &self.routes().marks);
        let (carriage, listed) = (self.carriage(consignment), listed(marks, words));
        Some(PreparedQuote { rulebook: self, case, carriage, words, listed, marks })
    }

    /// The price alone; `None` when it is not covered, has no price, or adds up to too much. [`Rulebook::quote`] says why.
    ///
    /// Takes nothing from the heap, once what there is to know of the agency, the procedure and the service is kept (see
    /// [`Rulebook::prepare`]), unless it is not covered.
    pub fn price<'r>(&'r self, consignment: &Consignment) -> Option<Price<'r>> {
        let ids = consignment.asked().find(&self.index.ids);
        let (words, routes) = (Words::of(consignment), self.routes());
        let carriage = self.carriage(consignment);
        let price = match self.stretch_of(&ids, routes) {
            Some(stretch) => {
                let looked_up = (&routes.marks, listed(&routes.marks, words));
                self.price_by_marks(looked_up, (&carriage, words), &ids.on_route()?, stretch.terms().ok()?)
            }
            None => match self.row_ruling(ids, &mut Room::default()) {
                Ok(RowRuling::Covered(case, terms)) => {
                    self.price_in_words((&carriage, &words), &case.occasion(), terms, &mut Vec::<ReasonCode>::new())
                }
                _ => None,
            },
        };
        price.filter(Price::within_limits)
    }

    /// The price by these terms, of wishes that were looked up among the marks as far as that can be.
    #[inline]
    fn price_by_marks<'r, 'q>(
        &'r self,
        (marks, listed): (&Marks, [Option<u64>; 2]),
        (carriage, words): (&Carriage<'q>, Words<'q, Id>),
        case: &Occasion,
        terms: Terms<'_>,
    ) -> Option<Price<'r>>
    where
        'r: 'q,
    {
        let reasons = &mut Vec::<ReasonCode>::new();
        match self.marked(marks, words, listed, terms) {
            Some(marked) => self.price_of((carriage, &marked), case, terms, reasons),
            None => self.price_in_words((carriage, &words), case, terms, reasons),
        }
    }
}

/// Options and the applicant's categories, looked up among the marks.
fn listed(marks: &Marks, words: Words<'_, Id>) -> [Option<u64>; 2] {
    let options = marks.options(words.options.iter().map(Id::as_str));
    [options, marks.categories(words.applicant.iter().map(Id::as_str))]
}
