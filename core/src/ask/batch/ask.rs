//! From rows to their answers: by the routes that were made for such rows, or as a single question is answered.

use super::answer::{Basis, Decided, Lines, Priced};
use super::cell::{Cell, Listed, OddCell};
use super::columns::{Carried, CaseColumns, OnRoute, OnScale, QuoteColumns};
use crate::ask::answer::too_large;
use crate::ask::decide::{Case, CaseIds, Room, RowRuling};
use crate::ask::quote::{Carriage, Consignment, Price, Sums, Words};
use crate::index::route::{Routes, Stretch, Terms};
use crate::index::scale::{ScaleKey, Scales};
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
        let (mut ahead, mut room) = (Ahead::new(self), Room::default());
        for row in 0..rows {
            match ahead.at(row, columns, rows).map(|found| found.stretch.terms()) {
                Some(Ok(terms)) => answer(Decided::Covered(self.cover_of(terms))),
                Some(Err(reasons)) => answer(Decided::NotCovered(reasons)),
                None => self.decided(columns.ids(row, self).ok(), || whole(row), &mut room, &mut answer),
            }
        }
    }

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

    /// [`Rulebook::quote`] for rows of a table, in their order. `whole` gives a row as a single question's value, and is
    /// asked only for rows with something odd or missing.
    pub fn quote_many<'a, 'r>(
        &'r self,
        columns: &QuoteColumns<'_>,
        rows: usize,
        whole: impl Fn(usize) -> Node<'a>,
        mut answer: impl FnMut(Priced<'_, 'r>),
    ) {
        let (mut ahead, mut room) = (Ahead::new(self), (Room::default(), Vec::new()));
        let (case, scales) = (CaseColumns { field: &[], ..columns.case }, self.routes().scales());
        for row in 0..rows {
            let Some(found) = ahead.at(row, &case, rows) else {
                self.priced_otherwise(columns, row, &whole, &mut room, &mut answer);
                continue;
            };
            match self.at_once(columns, row, &found, scales) {
                Some(AtOnce::NotCovered(reasons)) => answer(Priced::NotCovered(reasons)),
                Some(AtOnce::Quoted(sums, terms)) => {
                    answer(Priced::Quoted(&sums, Lines(Basis::Row { rulebook: self, columns, row, terms })));
                }
                None => self.priced_on_route(columns, row, &found, &whole, &mut room, &mut answer),
            }
        }
    }

    /// What is told of a row without working out its price; nothing of one that has something rare, odd or missing.
    #[inline]
    fn at_once<'r>(
        &'r self,
        columns: &QuoteColumns<'_>,
        row: usize,
        found: &Found<'r>,
        scales: &Scales,
    ) -> Option<AtOnce<'r>> {
        let asked = columns.on_scale(row)?;
        let terms = match found.stretch.terms() {
            Ok(terms) => terms,
            Err(reasons) => return Some(AtOnce::NotCovered(reasons)),
        };
        let zone = Cell::known(columns.zone, row, &self.document().zones)?;
        let OnScale { weight, options, applicant } = asked;
        let key = ScaleKey { offer: terms.offer.kept?.number, service: found.asked.service, zone, options, applicant };
        let scale = scales.get(key, || {
            let words = words([columns.options.of(row).ok()?, columns.applicant.of(row).ok()?]);
            self.make_scale(key, terms, words, &found.asked.occasion()?)
        })?;
        Some(AtOnce::Quoted(self.sums_of(terms, key, scale, *scale.of(weight)?), terms))
    }

    /// The price of a row of which a route says what covers it.
    #[inline(never)]
    fn priced_on_route<'a, 'r>(
        &'r self,
        columns: &QuoteColumns<'_>,
        row: usize,
        found: &Found<'r>,
        whole: impl Fn(usize) -> Node<'a>,
        room: &mut (Room, Vec<ReasonCode>),
        answer: &mut impl FnMut(Priced<'_, 'r>),
    ) {
        let carried = columns.carried(row, found.asked.service, self).ok();
        let Some(((carriage, lists), occasion)) = carried.zip(found.asked.occasion()) else {
            return self.priced_whole(&whole(row), room, answer);
        };
        let terms = match found.stretch.terms() {
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

/// So many rows are looked up before the first of them is answered.
const AHEAD: usize = 64;

/// What routes say of the next rows. Each look-up waits for memory several times; those of many rows wait together, while a
/// row that is answered as soon as it is found would let all others wait for it.
struct Ahead<'r> {
    rulebook: &'r Rulebook,
    routes: &'r Routes,
    found: Vec<Option<Found<'r>>>,
}

/// What a route says of a row.
#[derive(Clone, Copy)]
struct Found<'r> {
    stretch: &'r Stretch,
    asked: OnRoute,
}

/// What is told of a row without working out its price.
enum AtOnce<'r> {
    NotCovered(&'r [ReasonCode]),
    Quoted(Sums<'r>, Terms<'r>),
}

impl<'r> Ahead<'r> {
    fn new(rulebook: &'r Rulebook) -> Self {
        Self { rulebook, routes: rulebook.routes(), found: Vec::with_capacity(AHEAD) }
    }

    /// What a route says of a row; none of one that goes the general way or is read as a whole. Rows are asked for in their
    /// order.
    #[inline]
    fn at(&mut self, row: usize, columns: &CaseColumns<'_>, rows: usize) -> Option<Found<'r>> {
        let at = row % AHEAD;
        if at == 0 {
            self.found.clear();
            let Self { rulebook, routes, .. } = *self;
            let find = |row: usize| {
                let asked = columns.on_route(row, rulebook.document())?;
                let route = rulebook.route(routes, asked.agency, asked.procedure, asked.service)?;
                Some(Found { stretch: route.on(asked.day)?, asked })
            };
            self.found.extend((row..rows.min(row + AHEAD)).map(find));
        }
        self.found.get(at).copied().flatten()
    }
}
