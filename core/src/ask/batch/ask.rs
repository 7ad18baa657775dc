//! From rows to their answers: by the routes that were made for such rows, or as a single question is answered.

use super::answer::{Decided, Lines, Priced};
use super::cell::{Listed, OddCell};
use super::columns::{CaseColumns, QuoteColumns, Row};
use crate::ask::answer::too_large;
use crate::ask::decide::{Case, Room, RowRuling};
use crate::ask::quote::{Consignment, Words};
use crate::index::route::Routes;
use crate::rulebook::Rulebook;
use crate::say::reason::ReasonCode;
use crate::wire::{Id, Node, read};

impl Rulebook {
    /// [`Rulebook::decide`] for rows of a table, in their order. `whole` gives a row as a single question's value, and is
    /// asked only for rows with something odd or missing.
    pub fn decide_many<'a, 'r>(
        &'r self,
        columns: &CaseColumns<'_>,
        rows: usize,
        whole: impl Fn(usize) -> Node<'a>,
        mut answer: impl FnMut(Decided<'_, 'r>),
    ) {
        let (routes, mut room) = (self.routes(), Room::default());
        for row in 0..rows {
            let read = || Ok(read::from_node::<Case>(&whole(row))?.asked().find(&self.index.ids));
            let ids = columns.ids(row, self).ok().filter(|ids| ids.procedure.is_given() || ids.field.is_given());
            match ids.map_or_else(read, Ok).and_then(|ids| self.row_ruling(ids, routes, &mut room)) {
                Ok(RowRuling::Covered(_, terms)) => answer(Decided::Covered(self.cover_of(terms))),
                Ok(RowRuling::NotCovered(reasons)) => answer(Decided::NotCovered(reasons)),
                Err(issues) => answer(Decided::Invalid(&issues)),
            }
        }
    }
    /// [`Rulebook::quote`] for rows of a table, in their order. `whole` gives a row as a single question's value, and is
    /// asked only for rows with something odd or missing.
    pub fn quote_many<'a, 'r>(
        &'r self,
        columns: &QuoteColumns<'_>,
        rows: usize,
        whole: impl Fn(usize) -> Node<'a>,
        mut answer: impl FnMut(Priced<'_, 'r>),
    ) {
        let (routes, mut room) = (self.routes(), (Room::default(), Vec::new()));
        for row in 0..rows {
            match columns.row(row, self) {
                Ok(row) => self.priced(row, routes, &mut room, &mut answer),
                Err(OddCell) => match read::from_node::<Consignment>(&whole(row)) {
                    Ok(consignment) => self.priced_alone(&consignment, routes, &mut room, &mut answer),
                    Err(issues) => answer(Priced::Invalid(&issues)),
                },
            }
        }
    }

    #[expect(
        clippy::inline_always,
        reason = "else a row is written to memory and read back; it is used once for rows as they come, once for odd ones"
    )]
    #[inline(always)]
    fn priced<'r>(
        &'r self,
        (ids, carriage, [options, applicant]): Row<'_>,
        routes: &Routes,
        room: &mut (Room, Vec<ReasonCode>),
        answer: &mut impl FnMut(Priced<'_, 'r>),
    ) {
        let (room, reasons) = room;
        let (case, terms) = match self.row_ruling(ids, routes, room) {
            Ok(RowRuling::Covered(case, terms)) => (case, terms),
            Ok(RowRuling::NotCovered(reasons)) => return answer(Priced::NotCovered(reasons)),
            Err(issues) => return answer(Priced::Invalid(&issues)),
        };
        let words = Words { options: options.words, applicant: applicant.words };
        reasons.clear();
        let price = match self.marked(&routes.marks, words, [options.marks, applicant.marks], terms) {
            Some(marked) => self.price_of((&carriage, &marked), &case, terms, reasons),
            None => self.price_in_words((&carriage, &words), &case, terms, reasons),
        };
        match price {
            Some(price) if price.within_limits() => {
                answer(Priced::Quoted(&price, Lines { price: &price, carriage: &carriage, words }));
            }
            Some(_) => answer(Priced::Invalid(&too_large())),
            None => answer(Priced::NoPrice(self.cover_of(terms), reasons)),
        }
    }

    /// The price of a row that was read as a whole.
    #[cold]
    #[inline(never)]
    fn priced_alone<'r>(
        &'r self,
        consignment: &Consignment,
        routes: &Routes,
        room: &mut (Room, Vec<ReasonCode>),
        answer: &mut impl FnMut(Priced<'_, 'r>),
    ) {
        let own = Words::of(consignment);
        let [options, applicant] =
            [own.options, own.applicant].map(|ids| ids.iter().map(Id::as_str).collect::<Vec<_>>());
        let lists = [&options, &applicant].map(|words| Listed { words, marks: None });
        self.priced(
            (consignment.asked().find(&self.index.ids), self.carriage(consignment), lists),
            routes,
            room,
            answer,
        );
    }
}
