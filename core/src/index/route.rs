//! Routes: for a table's rows the rules are found once, and then only looked up.
//!
//! Which clause covers a case, and by which version and tax rate it is priced, depends on who is asked about, on which
//! service and on the day, and on little of the procedure. A table asks about the same few over and over: a million rows
//! about a hundred agencies, a dozen kinds of procedures and three services. To go through tiers, contracts, clauses, versions
//! and rates for each row costs more than everything else.
//!
//! A **route** is therefore what `decide` says of an agency, a procedure and a service on every day: a sorted list of first
//! days, and for each of them the [`Terms`] that hold from then on, or the codes of the reasons why nothing covers. It is
//! made by asking the general way about each day on which anything may change (`ask/decide/route.rs`), so it knows no rule of
//! its own. A row then counts first days.
//!
//! Three things keep routes few and small:
//!
//! - procedures that no rule tells apart share their routes ([`Classes`]): a country's thousands are some dozens;
//! - equal routes are kept once: an agency's procedures mostly have the same;
//! - a route is made when it is first asked for. What a table does not ask about costs nothing: an agency has a row of cells,
//!   one for each class and service, from its first question on.
//!
//! **What is rare goes the general way**: a question with `known_on` or `reception`, or about a field alone; an agency and a
//! procedure with more days of change than pay; everything that comes when the room for routes is used up. That is not
//! another answer, only a slower one; `tests/rust/routes.rs` holds both ways to each other.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use super::Index;
use super::class::Classes;
use super::clause::ClauseNode;
use super::marks::Marks;
use super::rules::Rules;
use super::scale::Scales;
use super::table::{At as _, Ix, position};
use crate::document::{Agency, ByService, Contract, Document, Procedure, Service};
use crate::say::reason::ReasonCode;
use crate::wire::Date;

/// The room for cells and for routes, in bytes each: with both used up a rulebook has 48 MB of them.
const ROOM: usize = 24 << 20;
/// So many first days are counted at once; among more of them a day is searched.
const COUNTED: usize = 8;

/// What covers a case on a day, and by which rules it is priced.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terms<'x> {
    pub(crate) contract: Ix<Contract>,
    pub(crate) clause: Ix<ClauseNode>,
    pub(crate) offer: &'x Offer,
}

/// By which rules is priced what is covered, and what is offered with it.
#[derive(Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Offer {
    pub(crate) rules: Rules,
    /// What is known of it when it is kept.
    pub(crate) kept: Option<Kept>,
}

/// What is known of an offer that is kept.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Kept {
    /// The options that need nothing but to be asked, as [`Marks`].
    pub(crate) options: u64,
    /// A number of its own: all that a price depends on beside what is asked.
    pub(crate) number: u32,
}

/// What holds from a first day on. Offers and reasons are kept once, so that many routes take little room.
#[derive(Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Stretch {
    Covered { contract: Ix<Contract>, clause: Ix<ClauseNode>, offer: Arc<Offer> },
    NotCovered(Arc<[ReasonCode]>),
}

impl Stretch {
    /// What covers; or the reasons why nothing does.
    #[inline]
    pub(crate) fn terms(&self) -> Result<Terms<'_>, &[ReasonCode]> {
        match self {
            Self::Covered { contract, clause, offer } => Ok(Terms { contract: *contract, clause: *clause, offer }),
            Self::NotCovered(reasons) => Err(reasons),
        }
    }
}

/// What `decide` says of an agency, a procedure and a service on every day.
#[derive(Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Route {
    /// The first days of the first stretches since 1970; after the last of them come days beyond all that there are.
    first_days: [i32; COUNTED],
    /// The first stretches, read together with their days.
    stretches: [Option<Stretch>; COUNTED],
    /// The other stretches, by their first day.
    more: Vec<(i32, Stretch)>,
}

impl Default for Route {
    fn default() -> Self {
        Self { first_days: [i32::MAX; COUNTED], stretches: [const { None }; COUNTED], more: Vec::new() }
    }
}

impl Route {
    /// Adds what holds from a day on, the days in their order; what holds already is not told again.
    pub(crate) fn add(&mut self, from: Date, stretch: Stretch) {
        let count = self.stretches.iter().flatten().count();
        let last =
            self.more.last().map(|(_, last)| last).or_else(|| self.stretches.get(count.checked_sub(1)?)?.as_ref());
        if last == Some(&stretch) {
            return;
        }
        match (self.first_days.get_mut(count), self.stretches.get_mut(count)) {
            (Some(day), Some(slot)) => (*day, *slot) = (from.unix_day(), Some(stretch)),
            _ => self.more.push((from.unix_day(), stretch)),
        }
    }

    /// What holds, and from which day since 1970 on, first to last.
    pub(crate) fn stretches(&self) -> impl Iterator<Item = (i32, &Stretch)> + Clone {
        let first = self.first_days.iter().zip(self.stretches.iter().flatten()).map(|(day, stretch)| (*day, stretch));
        first.chain(self.more.iter().map(|(day, stretch)| (*day, stretch)))
    }

    /// What holds on a day since 1970.
    #[inline]
    pub(crate) fn on(&self, day: i32) -> Option<&Stretch> {
        // Without a branch for each of them, which a processor would have to guess.
        let begun = position(self.first_days.iter().map(|first| u32::from(*first <= day)).sum());
        if begun == COUNTED && !self.more.is_empty() {
            let more = self.more.partition_point(|(first, _)| *first <= day);
            if let Some((_, stretch)) = more.checked_sub(1).and_then(|at| self.more.get(at)) {
                return Some(stretch);
            }
        }
        self.stretches.get(begun.checked_sub(1)?)?.as_ref()
    }

    /// What it takes, and what it costs to know it, in bytes.
    fn size(&self) -> usize {
        // Some more than its own fields: counts of an `Arc`, and its part of a node of the set.
        size_of::<Self>() + 64 + self.more.capacity() * size_of::<(i32, Stretch)>()
    }
}

/// The routes of a class, by service; none where it goes the general way.
type Cells = ByService<OnceLock<Option<Arc<Route>>>>;

/// Who keeps routes. A rulebook knows no more of its routes than this: else what drops them would be part of a citizen's page,
/// which asks for none.
pub(crate) trait KeepsRoutes: fmt::Debug + Send + Sync + UnwindSafe + RefUnwindSafe {
    fn routes(&self) -> &Routes;
}

impl KeepsRoutes for Routes {
    fn routes(&self) -> &Routes {
        self
    }
}

/// The routes of a rulebook, as far as they were asked for.
#[derive(Debug)]
pub(crate) struct Routes {
    pub(crate) marks: Marks,
    classes: Classes,
    /// By agency, then by class; none where there was no room.
    cells: Vec<OnceLock<Option<Box<[Cells]>>>>,
    /// The bytes that cells take.
    taken: AtomicUsize,
    known: Mutex<Known>,
    scales: OnceLock<Scales>,
}

/// What routes are made of, each once, and the bytes that they take.
#[derive(Debug, Default)]
struct Known {
    routes: BTreeSet<Arc<Route>>,
    taken: usize,
    /// Of which there are as few as versions of tariffs with all that differs about them.
    offers: BTreeMap<(Rules, u64), Arc<Offer>>,
    /// Of which there are few.
    reasons: BTreeSet<Arc<[ReasonCode]>>,
}

impl Routes {
    pub(crate) fn new(document: &Document, index: &Index) -> Self {
        Self {
            marks: Marks::new(document, &index.contracts),
            classes: Classes::new(&index.procedures, &index.contracts),
            cells: document.agencies.iter().map(|_| OnceLock::new()).collect(),
            taken: AtomicUsize::new(0),
            known: Mutex::default(),
            scales: OnceLock::new(),
        }
    }

    /// What a clause covers by these rules, with these options offered.
    #[cold]
    pub(crate) fn covered(
        &self,
        contract: Ix<Contract>,
        clause: Ix<ClauseNode>,
        rules: Rules,
        options: u64,
    ) -> Stretch {
        let mut known = self.known();
        let number = u32::try_from(known.offers.len()).unwrap_or(u32::MAX);
        let make = || Arc::new(Offer { rules, kept: Some(Kept { options, number }) });
        Stretch::Covered { contract, clause, offer: known.offers.entry((rules, options)).or_insert_with(make).clone() }
    }

    /// That nothing covers, and why.
    #[cold]
    pub(crate) fn not_covered(&self, reasons: &[ReasonCode]) -> Stretch {
        let mut known = self.known();
        if let Some(own) = known.reasons.get(reasons) {
            return Stretch::NotCovered(own.clone());
        }
        let own: Arc<[ReasonCode]> = reasons.into();
        known.reasons.insert(own.clone());
        Stretch::NotCovered(own)
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What carriages come to by these routes. Who asks about many rows asks for them once.
    pub(crate) fn scales(&self) -> &Scales {
        self.scales.get_or_init(Scales::new)
    }

    /// How many cells an agency has.
    pub(crate) fn width(&self) -> usize {
        self.classes.first.len() * Service::ALL.len()
    }

    /// The first cell of the procedure at a position among those of an agency; one for each service is there.
    #[inline]
    pub(crate) fn cell(&self, procedure: usize) -> Option<usize> {
        self.classes.of.get(procedure).map(|class| class.wrapping_mul(Service::ALL.len()))
    }

    /// The route of an agency, a procedure and a service. `make` makes that of a procedure of the same class, if it pays.
    #[inline]
    pub(crate) fn get(
        &self,
        agency: Ix<Agency>,
        procedure: Ix<Procedure>,
        service: Service,
        make: impl FnOnce(Ix<Procedure>) -> Option<Route>,
    ) -> Option<&Route> {
        let class = *self.classes.of.at(procedure);
        let cells = self.cells.at(agency).get_or_init(|| self.row()).as_ref()?;
        let route = cells.get(class)?.get(service);
        let route = route.get_or_init(|| self.keep(make(*self.classes.first.get(class)?)?));
        route.as_deref()
    }

    /// The cells of an agency, while there is room.
    #[cold]
    fn row(&self) -> Option<Box<[Cells]>> {
        let classes = self.classes.first.len();
        let size = classes * size_of::<Cells>();
        let before = self.taken.fetch_add(size, Ordering::Relaxed);
        let none = |_| Cells::each(|_| OnceLock::new());
        (before.saturating_add(size) <= ROOM).then(|| (0..classes).map(none).collect())
    }

    /// The route, or the equal one that is known already; none when there is no room for it.
    #[cold]
    fn keep(&self, route: Route) -> Option<Arc<Route>> {
        let mut known = self.known();
        if let Some(equal) = known.routes.get(&route) {
            return Some(equal.clone());
        }
        let size = route.size();
        if known.taken.saturating_add(size) > ROOM {
            return None;
        }
        let route = Arc::new(route);
        known.taken += size;
        known.routes.insert(route.clone());
        Some(route)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Rulebook;
    use crate::ask::batch::{Batch, CaseColumns, Cell, Decided, Resolver};
    use crate::wire::Node;

    fn rulebook() -> Rulebook {
        Rulebook::parse(include_str!("../../../examples/data/binh-duong.json")).unwrap()
    }

    /// How each day of October 2014 and of the year before comes out for a procedure.
    fn outcomes(rulebook: &Rulebook) -> Vec<String> {
        let codes = Resolver::of(rulebook);
        let days: Vec<Cell<Date>> = (0..400).map(|n| Date::new(2013, 10, 1).unwrap().plus(n).unwrap().into()).collect();
        let columns = CaseColumns {
            agency: &[codes.agency("so-noi-vu"); 400],
            procedure: &[codes.procedure("1.900101"); 400],
            service: &[Cell::from(Service::Return); 400],
            on: &days,
            ..CaseColumns::default()
        };
        let mut outcomes = Vec::new();
        Batch::of(rulebook).decide_many(
            &columns,
            400,
            |_| Node::Null,
            |answer| {
                outcomes.push(match answer {
                    Decided::Covered(cover) => format!("{cover:?}"),
                    Decided::NotCovered(reasons) => format!("{reasons:?}"),
                    Decided::Invalid(issues) => format!("{issues}"),
                });
            },
        );
        outcomes
    }

    #[test]
    fn equal_routes_are_kept_once() {
        let rulebook = rulebook();
        let route = || {
            let mut route = Route::default();
            route.add(Date::MIN, Stretch::NotCovered([ReasonCode::NoContract].into()));
            route.add(Date::MAX, Stretch::NotCovered([ReasonCode::NoContract].into()));
            route
        };
        assert_eq!(route().stretches.iter().flatten().count(), 1);
        let [one, other] = [(); 2].map(|()| rulebook.routes().keep(route()).unwrap());
        assert!(Arc::ptr_eq(&one, &other));
        let known = rulebook.routes().known.lock().unwrap();
        assert_eq!((known.routes.len(), known.taken), (1, one.size()));
    }

    #[test]
    fn without_room_rows_go_the_general_way_and_say_the_same() {
        let (with, no_cells, no_routes) = (rulebook(), rulebook(), rulebook());
        no_cells.routes().taken.store(ROOM, Ordering::Relaxed);
        no_routes.routes().known.lock().unwrap().taken = ROOM;
        let said = outcomes(&with);
        assert!(said.iter().any(|it| it.contains("SNV-2014")) && said.iter().any(|it| !it.contains("SNV-2014")));
        assert_eq!([outcomes(&no_cells), outcomes(&no_routes)], [said.clone(), said]);
        assert_eq!(with.routes().known.lock().unwrap().routes.len(), 1);
        assert!([no_cells, no_routes].iter().all(|it| it.routes().known.lock().unwrap().routes.is_empty()));
    }

    #[test]
    fn many_first_days_are_searched_and_few_are_counted() {
        for stretches in [1, COUNTED - 1, COUNTED, COUNTED + 1, 40] {
            let mut route = Route::default();
            let first = |n: usize| Date::MIN.plus(i64::try_from(n * 10 + 10).unwrap()).unwrap();
            for n in 0..stretches {
                route.add(first(n), Stretch::NotCovered(vec![ReasonCode::NoContract; n].into()));
            }
            let on = |day: Date| route.on(day.unix_day())?.terms().err().map(<[_]>::len);
            for n in 0..stretches {
                let before = first(n).plus(-1).unwrap();
                assert_eq!([on(before), on(first(n))], [n.checked_sub(1), Some(n)], "{n} of {stretches}");
            }
            assert_eq!(on(Date::MAX), Some(stretches - 1));
        }
    }
}
