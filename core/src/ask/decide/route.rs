//! Making routes: the general way is asked about each day on which its answer may change. See [`crate::index::route`].

use super::cover::Cover;
use super::lookup::{CaseIds, Occasion, PreparedCase, Sought};
use super::ruling::Ruling;
use crate::document::{Agency, Contract, Procedure, Service, Tariff};
use crate::index::clause::Matter;
use crate::index::route::{Offer, Route, Routes, Stretch, Terms};
use crate::index::table::{At as _, Ix};
use crate::rulebook::Rulebook;
use crate::say::reason::ReasonCode;
use crate::wire::{Date, Issues, Span, sort};

/// How a rulebook rules on a row: as on a case, with reasons as codes alone.
pub(crate) enum RowRuling<'x> {
    NotCovered(&'x [ReasonCode]),
    Covered(PreparedCase, Terms<'x>),
}

/// Room for what the general way says of a row.
#[derive(Debug, Default)]
pub(crate) struct Room {
    reasons: Vec<ReasonCode>,
    offer: Option<Offer>,
}

/// The most changes for which a route is made: to ask about each of their days costs as much as so many rows do the general
/// way.
const MOST: usize = 256;

impl Rulebook {
    /// What the route of a case whose ids were looked up says of its day; none where it goes the general way.
    #[expect(clippy::inline_always, reason = "else a row of a table is written to memory and read back")]
    #[inline(always)]
    pub(crate) fn stretch_of<'x>(&self, ids: &CaseIds, routes: &'x Routes) -> Option<&'x Stretch> {
        let (agency, procedure) = on_a_route(ids)?;
        self.route(routes, agency, procedure, ids.service)?.on(ids.on.unix_day())
    }

    /// Rules on a case whose ids were looked up, and of which no route says anything.
    ///
    /// # Errors
    /// As [`Rulebook::ruling`].
    #[inline(never)]
    pub(crate) fn row_ruling<'x>(&'x self, ids: CaseIds, room: &'x mut Room) -> Result<RowRuling<'x>, Issues> {
        room.reasons.clear();
        Ok(match self.ruling_on(ids, |_| "", &mut room.reasons)? {
            Ruling::NotCovered(reasons) => RowRuling::NotCovered(reasons),
            Ruling::Covered(case, cover) => RowRuling::Covered(case, self.terms(&case, cover, &mut room.offer)),
        })
    }

    /// What a clause covers a case by; the rules by which that is priced are put into the room.
    pub(crate) fn terms<'x>(&self, case: &PreparedCase, cover: Cover<'_>, room: &'x mut Option<Offer>) -> Terms<'x> {
        let offer = Offer { rules: self.index.rules(cover.node(), case.on), kept: None };
        Terms { contract: cover.at, clause: cover.clause_at, offer: room.insert(offer) }
    }

    /// The cover of terms.
    #[inline]
    pub(crate) const fn cover_of(&self, terms: Terms<'_>) -> Cover<'_> {
        self.cover(terms.contract, terms.clause)
    }

    /// The route of a case whose ids were looked up; none when it goes the general way.
    pub(crate) fn route_of(&self, ids: &CaseIds) -> Option<&Route> {
        let (agency, procedure) = on_a_route(ids)?;
        self.route(self.routes(), agency, procedure, ids.service)
    }

    #[inline]
    pub(crate) fn route<'x>(
        &self,
        routes: &'x Routes,
        agency: Ix<Agency>,
        procedure: Ix<Procedure>,
        service: Service,
    ) -> Option<&'x Route> {
        routes.get(agency, procedure, service, |procedure| self.make_route(agency, procedure, service))
    }

    /// Every route that was made so far. Who asks about many rows asks for them once.
    pub(crate) fn routes(&self) -> &Routes {
        self.routes.get_or_init(|| Box::new(Routes::new(self.document(), &self.index))).routes()
    }

    #[cold]
    fn make_route(&self, agency: Ix<Agency>, procedure: Ix<Procedure>, service: Service) -> Option<Route> {
        let matter = Matter { procedure: Some(procedure), field: self.index.procedures.at(procedure).field };
        let mut route = Route::default();
        for day in self.changes(agency, procedure, service)? {
            let standing = self.index.agencies.standing(agency, day);
            route.add(day, self.stretch(&PreparedCase::new(standing, matter, service, day)));
        }
        Some(route)
    }

    /// What holds on the day of a case.
    fn stretch(&self, case: &PreparedCase) -> Stretch {
        let routes = self.routes();
        let Some(cover) = self.covers(case) else {
            let mut reasons: Vec<ReasonCode> = Vec::new();
            self.refuse(case, |_| "", &mut reasons);
            return routes.not_covered(&reasons);
        };
        let rules = self.index.rules(cover.node(), case.on);
        let version = rules.version.map(|version| self.index.tariffs.at(rules.tariff).versions.at(version).version);
        let marks = version.map(|it| routes.marks.version(rules.tariff, it));
        let options = marks.map_or(0, |marks| routes.marks.offered(cover.clause(), marks));
        routes.covered(cover.at, cover.clause_at, rules, options)
    }

    /// The days on which it may change what holds for an agency, a procedure and a service, the first of all among them;
    /// none where they are too many.
    fn changes(&self, agency: Ix<Agency>, procedure: Ix<Procedure>, service: Service) -> Option<Vec<Date>> {
        let mut changes = Changes(vec![Date::MIN]);
        self.index.procedures.at(procedure).spans().try_for_each(|span| changes.note(span))?;
        let (mut contracts, agencies) = (Vec::new(), &self.index.agencies);
        for (standing, from) in agencies.line(agency) {
            changes.note(agencies.node(standing).span)?;
            changes.note(Span { from, until: None })?;
            for (member, from) in agencies.ever_family(standing) {
                changes.note(Span { from, until: None })?;
                let selecting = self.index.frameworks.selecting(member, agencies.node(member).kind);
                // Each of them notes a day, so these are too many already.
                contracts.extend(selecting.take(MOST));
            }
        }
        sort::distinct(&mut contracts);
        let tariffs = self.clauses_change(&contracts, service, &mut changes)?;
        self.prices_change(tariffs, &mut changes)?;
        sort::distinct(&mut changes.0);
        Some(changes.0)
    }

    /// When contracts and their clauses for a service begin and end; the tariffs of the clauses.
    fn clauses_change(
        &self,
        contracts: &[Ix<Contract>],
        service: Service,
        changes: &mut Changes,
    ) -> Option<Vec<Ix<Tariff>>> {
        let mut tariffs = Vec::new();
        for contract in contracts {
            let node = self.index.contracts.at(*contract);
            changes.note(node.terms.span)?;
            for standing in &node.terms.standing {
                let clause = node.clauses.at(standing.clause);
                if *clause.services.get(service) {
                    changes.note(standing.span)?;
                    tariffs.push(clause.tariff);
                }
            }
        }
        sort::distinct(&mut tariffs);
        Some(tariffs)
    }

    /// When versions of tariffs and rates of their taxes begin and end.
    fn prices_change(&self, tariffs: Vec<Ix<Tariff>>, changes: &mut Changes) -> Option<()> {
        for tariff in tariffs {
            let node = self.index.tariffs.at(tariff);
            node.versions.iter().try_for_each(|(span, _)| changes.note(*span))?;
            let taxes = node.tax.into_iter().flat_map(|tax| self.index.taxes.at(tax).rates.iter());
            taxes.map(|(span, _)| *span).try_for_each(|span| changes.note(span))?;
        }
        Some(())
    }
}

impl CaseIds {
    /// What the price of a case that a route covers depends on.
    #[inline]
    pub(crate) fn on_route(&self) -> Option<Occasion> {
        on_a_route(self).map(|(counter, procedure)| Occasion { procedure: Some(procedure), counter, on: self.on })
    }
}

/// Agency and procedure of a case that routes are for: nothing about it is rare.
#[inline]
fn on_a_route(ids: &CaseIds) -> Option<(Ix<Agency>, Ix<Procedure>)> {
    match *ids {
        CaseIds {
            agency: Some(agency),
            procedure: Sought::Found(procedure),
            field: Sought::Absent,
            known_on: None,
            reception: Sought::Absent,
            ..
        } => Some((agency, procedure)),
        _ => None,
    }
}

/// Days on which something begins or ends.
struct Changes(Vec<Date>);

impl Changes {
    /// Notes when something holds; `None` where that was too often.
    fn note(&mut self, span: Span) -> Option<()> {
        self.0.extend([Some(span.from), span.until].into_iter().flatten());
        (self.0.len() <= MOST).then_some(())
    }
}
