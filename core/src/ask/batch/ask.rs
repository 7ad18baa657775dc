//! From rows to their answers: by the routes that were made for such rows, or as a single question is answered.

use std::ops::Range;

use super::answer::{Basis, Decided, Lines, Priced};
use super::cell::{Listed, OddCell};
use super::columns::{Carried, CaseColumns, QuoteColumns};
use super::known::{Found, KnownRoutes, KnownScales, NONE, REFUSED, Ruling};
use crate::ask::answer::too_large;
use crate::ask::decide::{Case, CaseIds, Room, RowRuling};
use crate::ask::quote::{Carriage, Consignment, Price, Words};
use crate::index::route::Terms;
use crate::rulebook::Rulebook;
use crate::say::reason::ReasonCode;
use crate::wire::{Id, Node, read};

/// Answers the rows of one table, of as many columns at a time as are at hand.
///
/// It remembers what the rows before have asked for: make one for a whole table, and one for each thread.
#[derive(Debug)]
pub struct Batch<'r> {
    rulebook: &'r Rulebook,
    routes: KnownRoutes<'r>,
    scales: KnownScales<'r>,
    /// What is known of the next rows.
    found: Vec<Found>,
    room: (Room, Vec<ReasonCode>),
}

/// So many rows are looked up before the first of them is answered: their look-ups wait for memory together, while a row that
/// is answered as soon as it is found would let all others wait for it.
const AHEAD: usize = 256;

impl<'r> Batch<'r> {
    /// For the rows of a table.
    pub fn of(rulebook: &'r Rulebook) -> Self {
        Self {
            rulebook,
            routes: KnownRoutes::new(rulebook),
            scales: KnownScales::new(rulebook),
            found: Vec::with_capacity(AHEAD),
            room: (Room::default(), Vec::new()),
        }
    }

    /// [`Rulebook::decide`] for rows, in their order. `whole` gives a row as a single question's value, and is asked only for
    /// rows with something odd or missing.
    pub fn decide_many<'a>(
        &mut self,
        columns: &CaseColumns<'_>,
        rows: usize,
        whole: impl Fn(usize) -> Node<'a>,
        mut answer: impl FnMut(Decided<'_, 'r>),
    ) {
        for ahead in blocks(rows) {
            self.find(columns, ahead.clone());
            let Self { rulebook, routes, found, room, .. } = self;
            for (row, found) in ahead.zip(&*found) {
                match routes.ruling(found.ruling) {
                    Some(Ok(terms)) => answer(Decided::Covered(rulebook.cover_of(terms))),
                    Some(Err(reasons)) => answer(Decided::NotCovered(reasons)),
                    None => rulebook.decided(columns.ids(row, rulebook).ok(), || whole(row), &mut room.0, &mut answer),
                }
            }
        }
    }

    /// [`Rulebook::quote`] for rows, in their order. `whole` gives a row as a single question's value, and is asked only for
    /// rows with something odd or missing.
    pub fn quote_many<'a>(
        &mut self,
        columns: &QuoteColumns<'_>,
        rows: usize,
        whole: impl Fn(usize) -> Node<'a>,
        mut answer: impl FnMut(Priced<'_, 'r>),
    ) {
        let columns = &QuoteColumns { case: CaseColumns { field: &[], ..columns.case }, ..*columns };
        for ahead in blocks(rows) {
            self.find(&columns.case, ahead.clone());
            self.find_steps(columns, ahead.clone());
            let Self { rulebook, routes, scales, found, room } = self;
            for (row, found) in ahead.zip(&*found) {
                match (routes.ruling(found.ruling), scales.step(found.step)) {
                    (Some(Ok(terms)), Some(step)) => {
                        let sums = rulebook.sums_of(terms, step);
                        answer(Priced::Quoted(&sums, Lines(Basis::Row { rulebook, columns, row, terms })));
                    }
                    (Some(Err(reasons)), _) if found.step == REFUSED => answer(Priced::NotCovered(reasons)),
                    (Some(ruling), _) => rulebook.priced_on_route(columns, row, ruling, &whole, room, &mut answer),
                    (None, _) => rulebook.priced_otherwise(columns, row, &whole, room, &mut answer),
                }
            }
        }
    }

    /// Finds what routes say of rows; nothing of those that go the general way or are read as a whole.
    fn find(&mut self, columns: &CaseColumns<'_>, rows: Range<usize>) {
        let Self { rulebook, routes, found, .. } = self;
        found.clear();
        found.resize(rows.len(), Found::NOTHING);
        if let Some(cases) = columns.some(rows.clone()) {
            routes.find(cases, found, |at| columns.on_route(rows.start + at, rulebook.document()));
        }
        if columns.may_be_rare() {
            let rare = rows.zip(found).filter(|(row, _)| columns.is_rare(*row));
            rare.for_each(|(_, found)| found.ruling = NONE);
        }
    }

    /// Finds what scales say of rows that routes say something of; nothing of those that have something rare, odd or missing.
    fn find_steps(&mut self, columns: &QuoteColumns<'_>, rows: Range<usize>) {
        let Self { rulebook, routes, scales, found, .. } = self;
        if !scales.expect(columns) {
            return;
        }
        scales.find((columns, rows.clone()), (routes, found), |key, terms, at| {
            let row = rows.start + at;
            let words = words([columns.options.of(row).ok()?, columns.applicant.of(row).ok()?]);
            let case = columns.case.on_route(row, rulebook.document())?.occasion()?;
            rulebook.make_scale(key, terms, words, &case)
        });
        if columns.may_be_rare() {
            let rare = rows.zip(found).filter(|(row, _)| columns.is_rare(*row));
            rare.for_each(|(_, found)| found.step = NONE);
        }
    }
}

fn blocks(rows: usize) -> impl Iterator<Item = Range<usize>> {
    (0..rows).step_by(AHEAD).map(move |start| start..rows.min(start + AHEAD))
}

impl Rulebook {
    /// What is decided of a row of which no route says anything.
    #[inline(never)]
    fn decided<'a, 'r>(
        &'r self,
        ids: Option<CaseIds>,
        whole: impl FnOnce() -> Node<'a>,
        room: &mut Room,
        answer: &mut impl FnMut(Decided<'_, 'r>),
    ) {
        let read = || Ok(read::from_node::<Case>(&whole())?.asked().find(&self.index.ids));
        let ids = ids.filter(|ids| ids.procedure.is_given() || ids.field.is_given());
        match ids.map_or_else(read, Ok).and_then(|ids| self.row_ruling(ids, room)) {
            Ok(RowRuling::Covered(_, terms)) => answer(Decided::Covered(self.cover_of(terms))),
            Ok(RowRuling::NotCovered(reasons)) => answer(Decided::NotCovered(reasons)),
            Err(issues) => answer(Decided::Invalid(&issues)),
        }
    }

    /// The price of a row of which a route says what covers it.
    #[inline(never)]
    fn priced_on_route<'a, 'r>(
        &'r self,
        columns: &QuoteColumns<'_>,
        row: usize,
        ruling: Ruling<'_>,
        whole: impl Fn(usize) -> Node<'a>,
        room: &mut (Room, Vec<ReasonCode>),
        answer: &mut impl FnMut(Priced<'_, 'r>),
    ) {
        let asked = columns.case.on_route(row, self.document());
        let carried =
            asked.and_then(|asked| Some((columns.carried(row, asked.service, self).ok()?, asked.occasion()?)));
        let Some(((carriage, lists), occasion)) = carried else {
            return self.priced_whole(&whole(row), room, answer);
        };
        let terms = match ruling {
            Ok(terms) => terms,
            Err(reasons) => return answer(Priced::NotCovered(reasons)),
        };
        let (words, marks) = (words(lists), lists.map(|list| list.marks));
        let reasons = &mut room.1;
        reasons.clear();
        let price = match self.marked(&self.routes().marks, words, marks, terms) {
            Some(marked) => self.price_of((&carriage, &marked), &occasion, terms, reasons),
            None => self.price_in_words((&carriage, &words), &occasion, terms, reasons),
        };
        self.tell((&carriage, words), terms, (price.as_ref(), reasons), answer);
    }

    /// The price of a row whose sums a scale said.
    #[cold]
    pub(super) fn price_of_row<'c, 'r>(
        &'r self,
        columns: &QuoteColumns<'c>,
        row: usize,
        terms: Terms<'_>,
    ) -> Option<(Price<'r>, Carriage<'c>, Words<'c, &'c str>)> {
        let asked = columns.case.on_route(row, self.document())?;
        let (carriage, lists) = columns.carried(row, asked.service, self).ok()?;
        let (words, occasion) = (words(lists), asked.occasion()?);
        let price = self.price_in_words((&carriage, &words), &occasion, terms, &mut Vec::<ReasonCode>::new())?;
        Some((price, carriage, words))
    }

    /// What is told of a covered row: its price, or why it has none.
    #[expect(clippy::inline_always, reason = "else a row is written to memory and read back")]
    #[inline(always)]
    fn tell<'r>(
        &'r self,
        (carriage, words): (&Carriage<'_>, Words<'_, &str>),
        terms: Terms<'_>,
        (price, reasons): (Option<&Price<'r>>, &[ReasonCode]),
        answer: &mut impl FnMut(Priced<'_, 'r>),
    ) {
        match price {
            Some(price) if price.within_limits() => {
                answer(Priced::Quoted(price, Lines(Basis::Price(price, carriage, words))));
            }
            Some(_) => answer(Priced::Invalid(&too_large())),
            None => answer(Priced::NoPrice(self.cover_of(terms), reasons)),
        }
    }

    /// The price of a row of which no route says anything, or that is to be read as a whole.
    #[inline(never)]
    fn priced_otherwise<'a, 'r>(
        &'r self,
        columns: &QuoteColumns<'_>,
        row: usize,
        whole: impl Fn(usize) -> Node<'a>,
        room: &mut (Room, Vec<ReasonCode>),
        answer: &mut impl FnMut(Priced<'_, 'r>),
    ) {
        let read = columns.ids(row, self).and_then(|ids| Ok((ids, columns.carried(row, ids.service, self)?)));
        match read {
            Ok((ids, carried)) => self.priced_in_general(ids, carried, room, answer),
            Err(OddCell) => self.priced_whole(&whole(row), room, answer),
        }
    }

    #[inline(never)]
    fn priced_in_general<'r>(
        &'r self,
        ids: CaseIds,
        (carriage, lists): Carried<'_>,
        (room, reasons): &mut (Room, Vec<ReasonCode>),
        answer: &mut impl FnMut(Priced<'_, 'r>),
    ) {
        let (case, terms) = match self.row_ruling(ids, room) {
            Ok(RowRuling::Covered(case, terms)) => (case, terms),
            Ok(RowRuling::NotCovered(reasons)) => return answer(Priced::NotCovered(reasons)),
            Err(issues) => return answer(Priced::Invalid(&issues)),
        };
        reasons.clear();
        let words = words(lists);
        let price = self.price_in_words((&carriage, &words), &case.occasion(), terms, reasons);
        self.tell((&carriage, words), terms, (price.as_ref(), reasons), answer);
    }

    /// The price of a row that is read as a whole.
    #[cold]
    #[inline(never)]
    fn priced_whole<'r>(
        &'r self,
        row: &Node<'_>,
        room: &mut (Room, Vec<ReasonCode>),
        answer: &mut impl FnMut(Priced<'_, 'r>),
    ) {
        let consignment = match read::from_node::<Consignment>(row) {
            Ok(consignment) => consignment,
            Err(issues) => return answer(Priced::Invalid(&issues)),
        };
        let own = Words::of(&consignment);
        let [options, applicant] =
            [own.options, own.applicant].map(|ids| ids.iter().map(Id::as_str).collect::<Vec<_>>());
        let lists = [&options, &applicant].map(|words| Listed { words, marks: None });
        let ids = consignment.asked().find(&self.index.ids);
        self.priced_in_general(ids, (self.carriage(&consignment), lists), room, answer);
    }
}

/// The words of the options and of the applicant's categories.
const fn words([options, applicant]: [Listed<'_>; 2]) -> Words<'_, &str> {
    Words { options: options.words, applicant: applicant.words }
}
