//! Findings about what clauses cover: overlaps, clauses that never win or reach nothing, procedures never covered.
//!
//! They ask about every agency, procedure, service and day. Three things keep that cheap: agencies that no rule tells
//! apart are asked about once, and so are procedures; days are runs between changes; and an agency from which nothing
//! more can be learned is passed over.

use std::collections::BTreeMap;
use std::ops::Range;

use super::answer::FindingCode;
use super::classes::{Handled, Use, agency_classes};
use super::search::{MAX_FINDINGS, Search};
use crate::document::{Agency, Contract, Procedure, Service};
use crate::index::Precedence;
use crate::index::agency::Selected;
use crate::index::class::Classes;
use crate::index::clause::Matter;
use crate::index::table::{At as _, Ix, push_at, set};
use crate::rulebook::Rulebook;
use crate::wire::{Date, Params, Span, sort};

pub(super) fn find<'r>(rulebook: &'r Rulebook, search: &mut Search<'r>) {
    // Without a contract nothing covers anything, and nothing concerns anybody.
    if !rulebook.document().contracts.is_empty() && !search.exhausted() {
        let mut coverage = Coverage::new(rulebook);
        coverage.survey(search);
        coverage.report(search);
    }
}

/// A clause of one agency: its position among all uses, and from when it concerns the agency.
type Concern = (usize, Date);

struct Coverage<'r> {
    rulebook: &'r Rulebook,
    uses: Vec<Use<'r>>,
    /// Where each contract's uses start in `uses`.
    starts: Vec<usize>,
    classes: Classes,
    handled: Handled,
    covers: Vec<bool>,
    wins: Vec<bool>,
    class_covered: Vec<bool>,
    overlaps: BTreeMap<(usize, usize), Vec<Span>>,
}

impl<'r> Coverage<'r> {
    fn new(rulebook: &'r Rulebook) -> Self {
        let index = &rulebook.index;
        let (mut uses, mut starts) = (Vec::new(), Vec::new());
        for contract in Ix::<Contract>::all(&index.contracts) {
            let node = index.contracts.at(contract);
            let tier = match node.agencies {
                Selected::Codes(_) => Precedence::Codes,
                Selected::Kinds(_) => Precedence::Kinds,
                Selected::All => Precedence::All,
            };
            starts.push(uses.len());
            uses.extend(node.terms.standing.iter().map(|standing| {
                let clause = node.clauses.at(standing.clause);
                let rank = (tier, clause.scope.breadth(), node.rank, standing.order);
                Use { contract, node: clause, days: standing.span.and(node.terms.span), rank }
            }));
        }
        starts.push(uses.len());
        let classes = Classes::new(&index.procedures, &index.contracts);
        let handled = Handled::new(rulebook, &classes.first);
        Self {
            rulebook,
            covers: vec![false; uses.len()],
            wins: vec![false; uses.len()],
            class_covered: vec![false; classes.first.len()],
            uses,
            starts,
            classes,
            handled,
            overlaps: BTreeMap::new(),
        }
    }

    /// Asks about each agency that rules tell apart, and each class of procedures that it handles.
    fn survey(&mut self, search: &mut Search<'r>) {
        for agency in agency_classes(self.rulebook, &self.handled).0 {
            let concerns = self.concerns(agency);
            // What a contract reaches is asked of each pair of a family: see `reached_from`.
            let family = self.rulebook.index.agencies.ever_family(agency).count();
            let looks = concerns.len().saturating_mul(family.saturating_mul(family));
            if !search.look(1 + concerns.len()) {
                return;
            }
            for class in self.handled.of(self.rulebook, agency) {
                let covered = self.class_covered.get(class).copied().unwrap_or(true);
                if concerns.is_empty() || covered && !self.may_teach(agency, &concerns) {
                    continue;
                }
                if !search.look(looks) {
                    return;
                }
                self.look(agency, class, &concerns, search);
            }
        }
    }

    /// The clauses that may concern an agency, each from the day on which its contract does.
    fn concerns(&self, agency: Ix<Agency>) -> Vec<Concern> {
        let mut from: Vec<(Ix<Contract>, Date)> = Vec::new();
        let index = &self.rulebook.index;
        for (member, since) in index.agencies.ever_family(agency) {
            let selecting = index.frameworks.selecting(member, index.agencies.node(member).kind);
            from.extend(selecting.map(|contract| (contract, since)));
        }
        // Of each contract the first day.
        sort::sort(&mut from);
        from.dedup_by_key(|(contract, _)| *contract);
        let all = from
            .into_iter()
            .flat_map(|(contract, since)| self.uses_of(contract).map(move |position| (position, since)));
        all.filter(|(position, _)| self.uses.get(*position).is_some_and(|it| !it.days.is_empty())).collect()
    }

    /// The positions of a contract's clauses among all uses.
    fn uses_of(&self, contract: Ix<Contract>) -> Range<usize> {
        let range = self.starts.get(contract.position()).zip(self.starts.get(contract.position() + 1));
        range.map_or(0..0, |(start, end)| *start..*end)
    }

    /// Whether an agency may still show that a clause wins or that two overlap.
    fn may_teach(&self, agency: Ix<Agency>, concerns: &[Concern]) -> bool {
        let won = |position: &usize| self.wins.get(*position).copied().unwrap_or(true);
        if concerns.iter().any(|(position, _)| !won(position)) {
            return true;
        }
        // With many clauses looking at each pair would cost as much as asking.
        if concerns.len() > 8 {
            return true;
        }
        let days = self.rulebook.index.agencies.node(agency).span;
        let pairs = concerns
            .iter()
            .enumerate()
            .flat_map(|(n, one)| concerns.iter().skip(n + 1).map(move |other| (one.0, other.0)));
        pairs.filter(|(one, other)| self.undecided(*one, *other)).any(|(one, other)| {
            let both = self.uses.get(one).zip(self.uses.get(other)).map(|(a, b)| a.days.and(b.days).and(days));
            let known = self.overlaps.get(&(one.min(other), one.max(other)));
            both.is_some_and(|both| {
                !both.is_empty() && !known.is_some_and(|runs| runs.iter().any(|run| run.and(both) == both))
            })
        })
    }

    /// Whether neither selector nor scope decides between the clauses of two contracts.
    fn undecided(&self, one: usize, other: usize) -> bool {
        let pair = self.uses.get(one).zip(self.uses.get(other));
        pair.is_some_and(|(a, b)| a.contract != b.contract && (a.rank.0, a.rank.1) == (b.rank.0, b.rank.1))
    }

    /// Asks about one agency and one class of procedures.
    fn look(&mut self, agency: Ix<Agency>, class: usize, concerns: &[Concern], search: &mut Search<'r>) {
        let index = &self.rulebook.index;
        let Some(procedure) = self.classes.first.get(class).copied() else { return };
        let node = index.procedures.at(procedure);
        let matter = Matter { procedure: Some(procedure), field: node.field };
        let days = node.span.and(index.agencies.node(agency).span);
        let mut entries: Vec<(usize, Span)> = Vec::new();
        for (position, since) in concerns {
            let Some(clause) = self.uses.get(*position).filter(|it| it.node.covers(matter)) else { continue };
            let Some(reached) = self.reached_from(agency, procedure, clause.contract, *since) else { continue };
            let span = clause.days.and(days).and(Span { from: reached, until: None });
            if !span.is_empty() {
                entries.push((*position, span));
            }
        }
        if entries.is_empty() {
            return;
        }
        set(&mut self.class_covered, class, true);
        for (position, _) in &entries {
            set(&mut self.covers, *position, true);
        }
        for service in Service::ALL {
            let covers = |position: usize| self.uses.get(position).is_some_and(|it| *it.node.services.get(*service));
            let of_service: Vec<(usize, Span)> =
                entries.iter().copied().filter(|(position, _)| covers(*position)).collect();
            self.compare(&of_service, search);
        }
    }

    /// From which day on a contract reaches a procedure of an agency: that of the first member of the agency's family
    /// that it selects and that, itself or through one merged into it, handles the procedure.
    fn reached_from(
        &self,
        agency: Ix<Agency>,
        procedure: Ix<Procedure>,
        contract: Ix<Contract>,
        since: Date,
    ) -> Option<Date> {
        let index = &self.rulebook.index;
        if index.agencies.is_alone(agency) {
            return Some(since);
        }
        let (handlers, selected) = (&index.procedures.at(procedure).agencies, &index.contracts.at(contract).agencies);
        let family = |agency| index.agencies.ever_family(agency);
        let members = family(agency).filter(|(member, _)| index.agencies.selects(selected, *member));
        let days = members.flat_map(|(member, joined)| {
            let handling = family(member).filter(|(handler, _)| index.agencies.selects(handlers, *handler));
            handling.map(move |(_, since)| since.max(joined))
        });
        days.min()
    }

    /// Which of the clauses that cover the same wins on which days, and which pairs only their dates decide between.
    fn compare(&mut self, entries: &[(usize, Span)], search: &mut Search<'r>) {
        if let [(only, _)] = entries {
            set(&mut self.wins, *only, true);
            return;
        }
        if !search.look(entries.len().saturating_mul(entries.len())) {
            return;
        }
        let changes = entries.iter().flat_map(|(_, span)| [Some(span.from), span.until]);
        let mut changes: Vec<Date> = changes.flatten().collect();
        sort::distinct(&mut changes);
        for day in changes {
            let holding = entries.iter().filter(|(_, span)| span.contains(day));
            let first = holding.min_by_key(|(position, _)| self.uses.get(*position).map(|it| it.rank));
            if let Some((position, _)) = first {
                set(&mut self.wins, *position, true);
            }
        }
        for (n, (one, days)) in entries.iter().enumerate() {
            for (other, other_days) in entries.iter().skip(n + 1) {
                let both = days.and(*other_days);
                if self.overlaps.len() > MAX_FINDINGS {
                    return;
                }
                if !both.is_empty() && self.undecided(*one, *other) {
                    let runs = self.overlaps.entry(((*one).min(*other), (*one).max(*other))).or_default();
                    add_run(runs, both);
                }
            }
        }
    }

    fn report(&self, search: &mut Search<'r>) {
        for ((one, other), runs) in &self.overlaps {
            self.report_overlap(*one, *other, runs, search);
        }
        // What was not looked at to the end is not accused.
        if search.exhausted() {
            return;
        }
        for ((clause, covers), wins) in self.uses.iter().zip(&self.covers).zip(&self.wins) {
            let code = if *covers { FindingCode::ClauseNeverWins } else { FindingCode::ScopeEmpty };
            if !wins && !clause.days.is_empty() {
                let (contract, id) = self.ids(clause);
                search.found(code, clause.path(), Params::new().with("contract", contract).with("clause", id));
            }
        }
        self.report_never_covered(search);
    }

    fn ids(&self, clause: &Use<'r>) -> (&'r str, &'r str) {
        let contract = self.rulebook.document().contracts.at(clause.contract);
        (contract.id.as_str(), clause.node.text.of(contract).id.as_str())
    }

    fn report_overlap(&self, one: usize, other: usize, runs: &[Span], search: &mut Search<'r>) {
        let Some((a, b)) = self.uses.get(one).zip(self.uses.get(other)) else { return };
        let ((first, first_clause), (second, second_clause)) = (self.ids(a), self.ids(b));
        let winner = if a.rank < b.rank { first } else { second };
        for run in runs {
            let params = Params::new()
                .with("contracts", vec![first.into(), second.into()])
                .with("clauses", vec![first_clause.into(), second_clause.into()])
                .with("from", run.from);
            let params = run.until.into_iter().fold(params, |params, until| params.with("until", until));
            search.found(FindingCode::ContractOverlap, a.path(), params.with("winner", winner));
        }
    }

    fn report_never_covered(&self, search: &mut Search<'r>) {
        let covered = |class: usize| self.class_covered.get(class).copied().unwrap_or(true);
        // The agencies that handle each class that no clause covers.
        let mut handlers: Vec<Vec<Ix<Agency>>> = vec![Vec::new(); self.classes.first.len()];
        for agency in agency_classes(self.rulebook, &self.handled).0 {
            for class in self.handled.of(self.rulebook, agency).into_iter().filter(|class| !covered(*class)) {
                push_at(&mut handlers, class, agency);
            }
        }
        let document = self.rulebook.document();
        for (procedure, class) in Ix::<Procedure>::all(&document.procedures).zip(&self.classes.of) {
            let agencies = handlers.get(*class).map_or(&[][..], Vec::as_slice);
            let days = document.procedures.at(procedure).in_person.len();
            let mut could = agencies
                .iter()
                .map(|agency| search.look(1 + days.saturating_mul(days)) && self.could_go(procedure, *agency));
            if could.any(|could| could) {
                let params = Params::new().with("procedure", document.procedures.at(procedure).code.as_str());
                search.found(
                    FindingCode::ProcedureNeverCovered,
                    format!("/procedures/{}", procedure.position()),
                    params,
                );
            }
        }
    }

    /// Whether on some day an agency handles a procedure, a contract concerns the agency, and not both legs are kept
    /// off the post.
    fn could_go(&self, procedure: Ix<Procedure>, agency: Ix<Agency>) -> bool {
        let index = &self.rulebook.index;
        let node = index.procedures.at(procedure);
        let family = || index.agencies.ever_family(agency);
        let handled = family()
            .filter(|(member, _)| index.agencies.selects(&node.agencies, *member))
            .map(|(_, since)| since)
            .min();
        let concerned = family()
            .filter(|(member, _)| {
                index.frameworks.selecting(*member, index.agencies.node(*member).kind).next().is_some()
            })
            .map(|(_, since)| since)
            .min();
        let Some((handled, concerned)) = handled.zip(concerned) else { return false };
        let days =
            node.span.and(index.agencies.node(agency).span).and(Span { from: handled.max(concerned), until: None });
        !days.is_empty() && node.free_day(days)
    }
}

/// Adds a run of days to runs that do not touch, by first day.
fn add_run(runs: &mut Vec<Span>, mut run: Span) {
    let touches =
        |a: Span, b: Span| a.until.is_none_or(|until| b.from <= until) && b.until.is_none_or(|until| a.from <= until);
    runs.retain(|other| {
        let joined = touches(*other, run);
        if joined {
            run.from = run.from.min(other.from);
            run.until = run.until.zip(other.until).map(|(a, b)| a.max(b));
        }
        !joined
    });
    let at = runs.partition_point(|other| other.from < run.from);
    runs.insert(at, run);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(from: i64, until: Option<i64>) -> Span {
        let day = |year: i64| Date::from_number(700_000 + year).unwrap();
        Span { from: day(from), until: until.map(day) }
    }

    fn added(runs: &[Span]) -> Vec<Span> {
        runs.iter().fold(Vec::new(), |mut all, run| {
            add_run(&mut all, *run);
            all
        })
    }

    #[test]
    fn runs_that_touch_are_one() {
        let (early, middle, late) = (run(1, Some(2)), run(2, Some(4)), run(4, Some(5)));
        for order in [[early, middle, late], [early, late, middle], [late, middle, early], [middle, late, early]] {
            assert_eq!(added(&order), [run(1, Some(5))]);
        }
        assert_eq!(added(&[run(3, None), run(1, Some(4))]), [run(1, None)]);
        assert_eq!(added(&[run(1, Some(4)), run(3, None)]), [run(1, None)]);
        // One within another, either way.
        assert_eq!(added(&[run(1, Some(9)), run(3, Some(4))]), [run(1, Some(9))]);
        assert_eq!(added(&[run(3, Some(4)), run(1, Some(9))]), [run(1, Some(9))]);
    }

    #[test]
    fn runs_apart_stay_apart_by_first_day() {
        let (early, middle, late) = (run(1, Some(2)), run(3, Some(4)), run(5, None));
        for order in [[early, middle, late], [late, middle, early], [middle, late, early]] {
            assert_eq!(added(&order), [early, middle, late]);
        }
    }
}
