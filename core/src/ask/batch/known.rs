//! The routes and scales that a table has asked for, by number.
//!
//! A rulebook keeps routes and scales for all tables, of many threads at a time: to come to one takes a chain of pointers, each
//! of which is waited for. A table asks for the same few of them, so it numbers them, and keeps what tells its rows apart in
//! lists of its own, which stay in the nearer caches. A row then goes from one small number to the next without a branch that
//! depends on it, and many rows do so side by side.

use std::collections::BTreeMap;
use std::ops::Range;

use super::cell::{Cell, ODD_LIST};
use super::columns::{Cases, OnRoute, QuoteColumns};
use crate::document::{Service, Zone};
use crate::index::route::{Offer, Routes, Stretch, Terms};
use crate::index::scale::{Scale, ScaleKey, Scales, Step};
use crate::index::table::{Ix, position, set};
use crate::rulebook::Rulebook;
use crate::say::reason::ReasonCode;
use crate::wire::{Date, Grams};

/// What is known of a row, by number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// What a route says of it.
    pub(super) ruling: u32,
    /// What it comes to, if that covers it.
    pub(super) step: u32,
}

/// The number of what there is not; what is asked for first has a greater one.
pub(super) const NONE: u32 = 0;
/// In place of a step: nothing covers the row, and nothing of it is odd.
pub(super) const REFUSED: u32 = u32::MAX;

impl Found {
    /// Nothing is known of it.
    pub(super) const NOTHING: Self = Self { ruling: NONE, step: NONE };
}

/// What covers a row; or the reasons why nothing does.
pub(super) type Ruling<'r> = Result<Terms<'r>, &'r [ReasonCode]>;

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// Where what has a number stands in its list; nowhere what there is not.
#[inline]
fn place(number: u32) -> usize {
    position(number.wrapping_sub(1))
}

/// The routes that a table has asked for.
#[derive(Debug)]
pub(super) struct KnownRoutes<'r> {
    rulebook: &'r Rulebook,
    routes: &'r Routes,
    /// Where the cells of each agency start. Those of agencies that were not asked about are the first, which know nothing.
    starts: Vec<usize>,
    /// By class and service: the list of a route.
    cells: Vec<u32>,
    bounds: Bounds,
    /// By the list of each route.
    rulings: Vec<Known<'r>>,
    numbers: BTreeMap<*const Stretch, u32>,
    /// The cells of the rows that are being found.
    room: Vec<usize>,
    /// By the number that the rulebook gives an offer: that among those of the table.
    offers: BTreeMap<u32, u32>,
}

/// What a route says, and what of it a price depends on.
#[derive(Clone, Copy, Debug)]
struct Known<'r> {
    ruling: Ruling<'r>,
    offered: Offered,
}

/// By which rules a row is priced.
#[derive(Clone, Copy, Debug)]
pub(super) enum Offered {
    /// By those of an offer that has this number among those of the table.
    Kept(u32),
    /// By none: nothing covers it.
    Nothing,
    /// As a single question is.
    Otherwise,
}

impl<'r> Known<'r> {
    fn new(stretch: &'r Stretch, offers: &mut BTreeMap<u32, u32>) -> Self {
        let next = u32::try_from(offers.len()).unwrap_or(u32::MAX);
        let ruling = stretch.terms();
        let offered = match ruling {
            Ok(Terms { offer: Offer { kept: Some(kept), .. }, .. }) => {
                Offered::Kept(*offers.entry(kept.number).or_insert(next))
            }
            Ok(_) => Offered::Otherwise,
            Err(_) => Offered::Nothing,
        };
        Self { ruling, offered }
    }
}

/// So many cells are kept at most, 16 MB; a rulebook keeps routes for fewer.
const MOST_CELLS: usize = 4 << 20;

impl<'r> KnownRoutes<'r> {
    pub(super) fn new(rulebook: &'r Rulebook) -> Self {
        let routes = rulebook.routes();
        Self {
            rulebook,
            routes,
            starts: vec![0; rulebook.document().agencies.len()],
            cells: vec![NONE; routes.width()],
            bounds: Bounds::new(),
            rulings: Vec::new(),
            numbers: BTreeMap::new(),
            room: Vec::new(),
            offers: BTreeMap::new(),
        }
    }

    /// Finds the numbers of what routes say of rows; none where a row goes the general way or is read as a whole. `asked` says
    /// what a row asks of which nobody asked before.
    pub(super) fn find(&mut self, rows: Cases<'_>, found: &mut [Found], asked: impl Fn(usize) -> Option<OnRoute>) {
        let mut cells = std::mem::take(&mut self.room);
        cells.clear();
        cells.extend(rows.agency.iter().zip(rows.procedure).zip(rows.service).map(|((agency, procedure), service)| {
            let start = self.starts.get(position(agency.number()));
            let (cell, service) = (self.routes.cell(position(procedure.number())), usize::from(service.number()));
            let known = start.zip(cell).filter(|_| service < Service::ALL.len());
            known.map_or(usize::MAX, |(start, cell)| start.wrapping_add(cell).wrapping_add(service))
        }));
        for (at, ((found, cell), day)) in found.iter_mut().zip(&cells).zip(rows.on).enumerate() {
            let list = match self.cells.get(*cell) {
                Some(list) if *list == NONE => asked(at).map_or(Bounds::EMPTY, |asked| self.make(asked)),
                list => list.copied().unwrap_or(Bounds::EMPTY),
            };
            let day = day.number();
            found.ruling = if Date::UNIX_DAYS.contains(&day) { self.bounds.item(list, day) } else { NONE };
        }
        self.room = cells;
    }

    /// The ruling that has a number: what covers, or the reasons why nothing does.
    #[inline]
    pub(super) fn ruling(&self, number: u32) -> Option<Ruling<'r>> {
        self.rulings.get(place(number)).map(|known| known.ruling)
    }

    /// What is offered by what has a number.
    #[inline]
    pub(super) fn offered(&self, number: u32) -> Offered {
        self.rulings.get(place(number)).map_or(Offered::Otherwise, |known| known.offered)
    }

    /// Numbers a route that was not asked for before.
    #[cold]
    #[inline(never)]
    fn make(&mut self, OnRoute { agency, procedure, service, .. }: OnRoute) -> u32 {
        let Some(cell) = self.routes.cell(procedure.position()) else { return Bounds::EMPTY };
        let start = match self.starts.get(agency.position()) {
            Some(0) if self.cells.len() < MOST_CELLS => self.cells.len(),
            Some(0) | None => return Bounds::EMPTY,
            Some(start) => *start,
        };
        let list = match self.rulebook.route(self.routes, agency, procedure, service) {
            Some(route) => self.number(route.stretches()),
            None => Bounds::EMPTY,
        };
        set(&mut self.starts, agency.position(), start);
        if start == self.cells.len() {
            self.cells.resize(start + self.routes.width(), NONE);
        }
        set(&mut self.cells, start.saturating_add(cell).saturating_add(service.number().into()), list);
        list
    }

    fn number(&mut self, stretches: impl Iterator<Item = (i32, &'r Stretch)> + Clone) -> u32 {
        let Some((_, first)) = stretches.clone().next() else { return Bounds::EMPTY };
        let Self { bounds, numbers, rulings, offers, .. } = self;
        *numbers.entry(std::ptr::from_ref(first)).or_insert_with(|| {
            let before = rulings.len();
            rulings.extend(stretches.clone().map(|(_, stretch)| Known::new(stretch, offers)));
            // One ends the day before the next.
            bounds.add(before, rulings.len() - before, stretches.skip(1).map(|(first, _)| first.saturating_sub(1)))
        })
    }
}

/// The scales that a table has asked for.
#[derive(Debug)]
pub(super) struct KnownScales<'r> {
    scales: &'r Scales,
    /// What the rulebook knows of each kind of lists of options and of categories; the cells are for these.
    marks: [Vec<u64>; 2],
    /// How many zones there are, how many kinds of lists of categories, and how many pairs of kinds.
    zones: u64,
    categories: u64,
    kinds: u64,
    /// By offer, service, zone and kinds of lists: the list of a scale.
    cells: Vec<u32>,
    /// The pairs of kinds of the rows that are being found.
    room: Vec<u64>,
    bounds: Bounds,
    /// By the list of each scale.
    steps: Vec<Step>,
    numbers: BTreeMap<*const Scale, u32>,
}

impl<'r> KnownScales<'r> {
    pub(super) fn new(rulebook: &'r Rulebook) -> Self {
        Self {
            scales: rulebook.routes().scales(),
            marks: [vec![0], vec![0]],
            zones: count(rulebook.document().zones.len()),
            categories: 1,
            kinds: 1,
            cells: Vec::new(),
            room: Vec::new(),
            bounds: Bounds::new(),
            steps: Vec::new(),
            numbers: BTreeMap::new(),
        }
    }

    /// The kinds of lists that the next rows have; not when they are too many for cells.
    pub(super) fn expect(&mut self, columns: &QuoteColumns<'_>) -> bool {
        let marks = [columns.options.marks(), columns.applicant.marks()];
        if self.marks.iter().zip(marks).any(|(own, marks)| own != marks) {
            self.marks = marks.map(<[u64]>::to_vec);
            let [options, categories] = marks.map(|marks| count(marks.len()));
            (self.categories, self.kinds) = (categories, options.saturating_mul(categories));
            self.cells.clear();
        }
        self.zones.saturating_mul(self.kinds) <= count(MOST_CELLS)
    }

    /// Finds the numbers of what rows come to of which routes say something; none where no scale says it. The kinds of their
    /// lists are those that are expected; `make` makes a scale that no row asked for before.
    pub(super) fn find(
        &mut self,
        (columns, rows): (&QuoteColumns<'_>, Range<usize>),
        (routes, found): (&KnownRoutes<'r>, &mut [Found]),
        make: impl Fn(ScaleKey, Terms<'r>, usize) -> Option<Scale>,
    ) {
        let asked = (columns.case.service.get(rows.clone()), columns.zone.get(rows.clone()));
        let (Some(service), Some(zone)) = asked else { return };
        let Some(weight) = columns.weight_grams.get(rows.clone()) else { return };
        let mut lists = std::mem::take(&mut self.room);
        lists.clear();
        let categories = self.categories;
        let kinds = columns.options.kinds(rows.clone()).zip(columns.applicant.kinds(rows));
        lists.extend(kinds.map(|(options, applicant)| match (options, applicant) {
            (ODD_LIST, _) | (_, ODD_LIST) => u64::MAX,
            (options, applicant) => u64::from(options) * categories + u64::from(applicant),
        }));
        let carried = service.iter().zip(zone).zip(weight).zip(&lists);
        for (at, (found, (((service, zone), weight), lists))) in found.iter_mut().zip(carried).enumerate() {
            let weight = weight.number();
            let odd = !(Grams::MIN..=Grams::MAX).contains(&i64::from(weight))
                || *zone == Cell::NULL
                || *zone == Cell::ODD
                || *lists >= self.kinds;
            let offered = routes.offered(found.ruling);
            found.step = match (offered, u64::from(zone.number())) {
                _ if odd => NONE,
                (Offered::Nothing, _) => REFUSED,
                (Offered::Kept(number), zone) if zone < self.zones => {
                    // What is expected has few enough of everything for these to be small.
                    let services = u64::from(number) * count(Service::ALL.len()) + u64::from(service.number());
                    let cell =
                        usize::try_from((services * self.zones + zone) * self.kinds + lists).unwrap_or(usize::MAX);
                    let list = match self.cells.get(cell) {
                        Some(list) if *list != NONE => *list,
                        _ => self.make((cell, *lists), routes.ruling(found.ruling), (*service, zone), |key, terms| {
                            make(key, terms, at)
                        }),
                    };
                    self.bounds.item(list, weight)
                }
                _ => NONE,
            };
        }
        self.room = lists;
    }

    /// What has a number.
    #[inline]
    pub(super) fn step(&self, number: u32) -> Option<&Step> {
        self.steps.get(place(number))
    }

    /// Numbers a scale that was not asked for before.
    #[cold]
    #[inline(never)]
    fn make(
        &mut self,
        (cell, lists): (usize, u64),
        ruling: Option<Ruling<'r>>,
        (service, zone): (Cell<Service>, u64),
        make: impl FnOnce(ScaleKey, Terms<'r>) -> Option<Scale>,
    ) -> u32 {
        let key = || {
            let terms = ruling?.ok()?;
            let [options, categories] = &self.marks;
            let at = |of: u64| usize::try_from(of).ok();
            let options = *options.get(at(lists / self.categories)?)?;
            let applicant = *categories.get(at(lists % self.categories)?)?;
            let (service, zone) = (service.get().ok()??, Ix::new(u32::try_from(zone).ok()?));
            Some((ScaleKey { offer: terms.offer.kept?.number, service, zone, options, applicant }, terms))
        };
        let Some((key, terms)) = key().filter(|_| cell < MOST_CELLS) else { return Bounds::EMPTY };
        let list =
            self.scales.get(key, || make(key, terms)).map_or(Bounds::EMPTY, |scale| self.number(key.zone, scale));
        if cell >= self.cells.len() {
            self.cells.resize(cell + 1, NONE);
        }
        set(&mut self.cells, cell, list);
        list
    }

    fn number(&mut self, zone: Ix<Zone>, scale: &'r Scale) -> u32 {
        let Self { bounds, numbers, steps, .. } = self;
        *numbers.entry(std::ptr::from_ref(scale)).or_insert_with(|| {
            let before = steps.len();
            steps.extend(scale.steps().map(|(_, amounts)| scale.step(*amounts, zone)));
            bounds.add(before, steps.len() - before, scale.steps().map(|(bound, _)| bound))
        })
    }
}

/// Lists of things of which each reaches up to an end, where the next begins.
#[derive(Debug)]
struct Bounds {
    lists: Vec<List>,
    /// The ends beyond those that are counted.
    more: Vec<Vec<i32>>,
}

/// So many ends are counted at once; among more of them is searched.
const COUNTED: usize = 8;
/// Farther than days and weights reach, on either side; the difference of two numbers that are no farther is one too.
const FAR: i32 = 1 << 30;

#[derive(Clone, Copy, Debug)]
struct List {
    /// Up to which number the first things reach; after the last of them comes [`FAR`].
    ends: [i32; COUNTED],
    /// The number of the first thing, and how many there are.
    first: u32,
    things: u32,
    /// Where the other ends are.
    more: u32,
}

impl List {
    const EMPTY: Self = Self { ends: [FAR; COUNTED], first: 0, things: 0, more: 0 };
}

impl Bounds {
    /// The list of nothing; the one before it is of what is not known yet.
    const EMPTY: u32 = 1;

    fn new() -> Self {
        Self { lists: vec![List::EMPTY; 2], more: vec![Vec::new()] }
    }

    /// Adds a list; that of nothing when there are more than can be numbered.
    fn add(&mut self, first: usize, things: usize, ends: impl Iterator<Item = i32>) -> u32 {
        let number = |n: usize| u32::try_from(n).ok().filter(|n| *n < u32::MAX);
        let (mut list, mut ends) = (List::EMPTY, ends.map(|end| end.clamp(-FAR, FAR)).fuse());
        list.ends.iter_mut().zip(&mut ends).for_each(|(slot, end)| *slot = end);
        let more: Vec<i32> = ends.collect();
        let Some(((first, things), own)) = number(first).zip(number(things)).zip(number(self.lists.len())) else {
            return Self::EMPTY;
        };
        (list.first, list.things) = (first + 1, things);
        if !more.is_empty() {
            list.more = number(self.more.len()).unwrap_or(0);
            self.more.push(more);
        }
        self.lists.push(list);
        own
    }

    /// The number of what reaches up to a day or a weight.
    #[inline]
    fn item(&self, list: u32, to: i32) -> u32 {
        let Some(list) = self.lists.get(position(list)) else { return NONE };
        // Signs are summed up, side by side: a branch for each end is what a processor would have to guess.
        let below = list.ends.iter().fold(0_i32, |below, end| below.wrapping_add(end.wrapping_sub(to) >> 31));
        let mut at = below.unsigned_abs();
        if list.more != 0 && position(at) == COUNTED {
            at = at.saturating_add(self.further(list.more, to));
        }
        if at < list.things { list.first.wrapping_add(at) } else { NONE }
    }

    #[inline(never)]
    fn further(&self, more: u32, to: i32) -> u32 {
        let ends = self.more.get(position(more)).map_or(&[][..], Vec::as_slice);
        u32::try_from(ends.partition_point(|end| *end < to)).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_each_list_is_found_what_reaches_so_far_however_many_ends_it_has() {
        let mut bounds = Bounds::new();
        let mut first = 0;
        for ends in [0, 1, COUNTED - 1, COUNTED, COUNTED + 1, 40] {
            let end = |n: usize| i32::try_from(n * 10).unwrap();
            // One more thing than ends is without an end; as many things as ends, and nothing reaches farther.
            for things in [ends, ends + 1] {
                let list = bounds.add(first, things, (0..ends).map(end));
                for at in 0..=ends {
                    let number = u32::try_from(first + at + 1).unwrap();
                    let expected = if at < things { number } else { NONE };
                    let reach = [at.checked_sub(1).map_or(-25_567, |at| end(at) + 1), end(at)];
                    assert_eq!(reach.map(|to| bounds.item(list, to)), [expected; 2], "{at} of {ends}");
                }
                first += things;
            }
        }
        assert_eq!([NONE, Bounds::EMPTY, 1_000].map(|list| bounds.item(list, 0)), [NONE; 3]);
    }
}
