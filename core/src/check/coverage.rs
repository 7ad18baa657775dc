//! Findings about what clauses cover: overlaps, clauses that never win or reach nothing, procedures never covered.
//!
//! They ask about every agency, procedure, service and day. Three things keep that cheap: agencies that no rule tells
//! apart are asked about once, and so are procedures; days are runs between changes; and an agency from which nothing
//! more can be learned is passed over.

use std::collections::{BTreeMap, BTreeSet};

use super::{Finding, FindingCode};
use crate::Date;
use crate::date::Span;
use crate::index::Tier;
use crate::index::agency::Selected;
use crate::index::contract::{ClauseNode, Matter};
use crate::index::table::{At as _, Ix};
use crate::param::Params;
use crate::rulebook::Rulebook;
use crate::rulebook::agency::Agency;
use crate::rulebook::contract::Contract;
use crate::rulebook::procedure::Procedure;

/// How many looks at a clause are taken before `too_much_to_check` ends the search: a few seconds.
const MAX_LOOKS: usize = 200_000_000;
/// How many overlapping pairs of clauses are reported before `too_much_to_check` ends the search.
const MAX_PAIRS: usize = 10_000;

pub(super) fn find<'r>(rulebook: &'r Rulebook, findings: &mut Vec<Finding<'r>>) {
    let mut coverage = Coverage::new(rulebook);
    coverage.survey();
    coverage.report(findings);
}

/// A clause on the days on which it is in force.
#[derive(Clone, Copy)]
struct Use<'r> {
    contract: Ix<Contract>,
    node: &'r ClauseNode,
    days: Span,
    /// The order in which clauses win.
    rank: (Tier, u8, usize, usize),
}

impl Use<'_> {
    fn path(&self) -> String {
        format!("/contracts/{}{}", self.contract.position(), self.node.place.pointer())
    }
}

/// A clause of one agency: its position among all uses, and from when it concerns the agency.
type Concern = (usize, Date);

struct Coverage<'r> {
    rulebook: &'r Rulebook,
    uses: Vec<Use<'r>>,
    /// Where each contract's uses start in `uses`.
    starts: Vec<usize>,
    /// A procedure of each class, and the class of each procedure.
    classes: Vec<Ix<Procedure>>,
    class_of: Vec<usize>,
    handled: Handled,
    covers: Vec<bool>,
    wins: Vec<bool>,
    class_covered: Vec<bool>,
    overlaps: BTreeMap<(usize, usize), Vec<Span>>,
    looks: usize,
}

/// Classes of procedures by how they select agencies.
struct Handled {
    by_code: Vec<Vec<usize>>,
    by_kind: BTreeMap<u32, Vec<usize>>,
    all: Vec<usize>,
}

impl<'r> Coverage<'r> {
    fn new(rulebook: &'r Rulebook) -> Self {
        let index = &rulebook.index;
        let (mut uses, mut starts) = (Vec::new(), Vec::new());
        for contract in Ix::<Contract>::all(&index.contracts) {
            let node = index.contracts.at(contract);
            let tier = match node.agencies {
                Selected::Codes(_) => Tier::Codes,
                Selected::Kinds(_) => Tier::Kinds,
                Selected::All => Tier::All,
            };
            starts.push(uses.len());
            uses.extend(node.terms.standing.iter().map(|standing| {
                let clause = node.clauses.at(standing.clause);
                let rank = (tier, clause.scope.breadth(), node.rank, standing.order);
                Use { contract, node: clause, days: standing.span.and(node.terms.span), rank }
            }));
        }
        starts.push(uses.len());
        let (classes, class_of) = classes(rulebook, &uses);
        let handled = Handled::new(rulebook, &classes);
        Self {
            rulebook,
            covers: vec![false; uses.len()],
            wins: vec![false; uses.len()],
            class_covered: vec![false; classes.len()],
            uses,
            starts,
            classes,
            class_of,
            handled,
            overlaps: BTreeMap::new(),
            looks: 0,
        }
    }

    fn exhausted(&self) -> bool {
        self.looks > MAX_LOOKS || self.overlaps.len() > MAX_PAIRS
    }

    fn survey(&mut self) {
        for agency in agency_classes(self.rulebook, &self.handled) {
            let concerns = self.concerns(agency);
            if concerns.is_empty() {
                continue;
            }
            for class in self.handled.of(self.rulebook, agency) {
                self.looks += 1 + concerns.len();
                if self.exhausted() {
                    return;
                }
                if !self.class_covered.get(class).copied().unwrap_or(true) || self.may_teach(agency, &concerns) {
                    self.look(agency, class, &concerns);
                }
            }
        }
    }

    /// The clauses that may concern an agency, each from the day on which its contract does.
    fn concerns(&self, agency: Ix<Agency>) -> Vec<Concern> {
        let mut from: BTreeMap<Ix<Contract>, Date> = BTreeMap::new();
        let index = &self.rulebook.index;
        let merged = index.agencies.ever_merged(agency).iter().copied();
        for (member, since) in std::iter::once((agency, Date::MIN)).chain(merged) {
            for contract in index.frameworks.selecting(member, index.agencies.node(member).kind) {
                from.entry(contract).and_modify(|first| *first = (*first).min(since)).or_insert(since);
            }
        }
        let of = |contract: Ix<Contract>| {
            let range = self.starts.get(contract.position()).zip(self.starts.get(contract.position() + 1));
            range.map_or(0..0, |(start, end)| *start..*end)
        };
        let all = from.into_iter().flat_map(|(contract, since)| of(contract).map(move |position| (position, since)));
        all.filter(|(position, _)| self.uses.get(*position).is_some_and(|it| !it.days.is_empty())).collect()
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
        let pairs = concerns.iter().enumerate().flat_map(|(n, one)| concerns.iter().skip(n + 1).map(move |other| (one.0, other.0)));
        pairs.filter(|(one, other)| self.undecided(*one, *other)).any(|(one, other)| {
            let both = self.uses.get(one).zip(self.uses.get(other)).map(|(a, b)| a.days.and(b.days).and(days));
            let known = self.overlaps.get(&(one.min(other), one.max(other)));
            both.is_some_and(|both| !both.is_empty() && !known.is_some_and(|runs| runs.iter().any(|run| run.and(both) == both)))
        })
    }

    /// Whether neither selector nor scope decides between the clauses of two contracts.
    fn undecided(&self, one: usize, other: usize) -> bool {
        let pair = self.uses.get(one).zip(self.uses.get(other));
        pair.is_some_and(|(a, b)| a.contract != b.contract && (a.rank.0, a.rank.1) == (b.rank.0, b.rank.1))
    }

    /// Asks about one agency and one class of procedures.
    fn look(&mut self, agency: Ix<Agency>, class: usize, concerns: &[Concern]) {
        let index = &self.rulebook.index;
        let Some(procedure) = self.classes.get(class).copied() else { return };
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
        self.class_covered.get_mut(class).into_iter().for_each(|covered| *covered = true);
        for (position, _) in &entries {
            self.covers.get_mut(*position).into_iter().for_each(|covers| *covers = true);
        }
        for service in 0..3 {
            let covers = |position: usize| self.uses.get(position).and_then(|it| it.node.services.get(service)) == Some(&true);
            let of_service: Vec<(usize, Span)> = entries.iter().copied().filter(|(position, _)| covers(*position)).collect();
            self.compare(&of_service);
        }
    }

    /// From which day on a contract reaches a procedure of an agency: that of the first member of the agency's family
    /// that it selects and that, itself or through one merged into it, handles the procedure.
    fn reached_from(&self, agency: Ix<Agency>, procedure: Ix<Procedure>, contract: Ix<Contract>, since: Date) -> Option<Date> {
        let index = &self.rulebook.index;
        if index.agencies.is_alone(agency) {
            return Some(since);
        }
        let (handlers, selected) = (&index.procedures.at(procedure).agencies, &index.contracts.at(contract).agencies);
        let family = |agency: Ix<Agency>| {
            std::iter::once((agency, Date::MIN)).chain(index.agencies.ever_merged(agency).iter().copied())
        };
        let members = family(agency).filter(|(member, _)| index.agencies.selects(selected, *member));
        let days = members.flat_map(|(member, joined)| {
            let handling = family(member).filter(|(handler, _)| index.agencies.selects(handlers, *handler));
            handling.map(move |(_, since)| since.max(joined))
        });
        days.min()
    }

    /// Which of the clauses that cover the same wins on which days, and which pairs only their dates decide between.
    fn compare(&mut self, entries: &[(usize, Span)]) {
        if let [(only, _)] = entries {
            self.wins.get_mut(*only).into_iter().for_each(|wins| *wins = true);
            return;
        }
        let mut changes: BTreeSet<Date> = entries.iter().map(|(_, span)| span.from).collect();
        changes.extend(entries.iter().filter_map(|(_, span)| span.until));
        for day in changes {
            let holding = entries.iter().filter(|(_, span)| span.contains(day));
            let first = holding.min_by_key(|(position, _)| self.uses.get(*position).map(|it| it.rank));
            first.and_then(|(position, _)| self.wins.get_mut(*position)).into_iter().for_each(|wins| *wins = true);
        }
        for (n, (one, days)) in entries.iter().enumerate() {
            for (other, other_days) in entries.iter().skip(n + 1) {
                let both = days.and(*other_days);
                if !both.is_empty() && self.undecided(*one, *other) && self.overlaps.len() <= MAX_PAIRS {
                    let runs = self.overlaps.entry(((*one).min(*other), (*one).max(*other))).or_default();
                    add_run(runs, both);
                }
            }
        }
        self.looks += entries.len() * entries.len();
    }

    fn report(&self, findings: &mut Vec<Finding<'r>>) {
        if self.exhausted() {
            findings.push(Finding { code: FindingCode::TooMuchToCheck, path: String::new(), params: Params::new() });
        }
        for ((one, other), runs) in &self.overlaps {
            self.report_overlap(*one, *other, runs, findings);
        }
        for ((clause, covers), wins) in self.uses.iter().zip(&self.covers).zip(&self.wins) {
            let code = if *covers { FindingCode::ClauseNeverWins } else { FindingCode::ScopeEmpty };
            if !wins && !clause.days.is_empty() && !self.exhausted() {
                let (contract, id) = self.ids(clause);
                let params = Params::new().with("contract", contract).with("clause", id);
                findings.push(Finding { code, path: clause.path(), params });
            }
        }
        self.report_never_covered(findings);
    }

    fn ids(&self, clause: &Use<'r>) -> (&'r str, &'r str) {
        let contract = self.rulebook.document().contracts.at(clause.contract);
        (contract.id.as_str(), clause.node.place.of(contract).id.as_str())
    }

    fn report_overlap(&self, one: usize, other: usize, runs: &[Span], findings: &mut Vec<Finding<'r>>) {
        let Some((a, b)) = self.uses.get(one).zip(self.uses.get(other)) else { return };
        let ((first, first_clause), (second, second_clause)) = (self.ids(a), self.ids(b));
        let winner = if a.rank < b.rank { first } else { second };
        for run in runs {
            let params = Params::new()
                .with("contracts", vec![first.into(), second.into()])
                .with("clauses", vec![first_clause.into(), second_clause.into()])
                .with("from", run.from);
            let params = run.until.into_iter().fold(params, |params, until| params.with("until", until));
            let params = params.with("winner", winner);
            findings.push(Finding { code: FindingCode::ContractOverlap, path: a.path(), params });
        }
    }

    fn report_never_covered(&self, findings: &mut Vec<Finding<'r>>) {
        if self.exhausted() {
            return;
        }
        let document = self.rulebook.document();
        let agencies = agency_classes(self.rulebook, &self.handled);
        for (procedure, class) in Ix::<Procedure>::all(&document.procedures).zip(&self.class_of) {
            let covered = self.class_covered.get(*class).copied().unwrap_or(true);
            if !covered && agencies.iter().any(|agency| self.could_go(procedure, *agency)) {
                let params = Params::new().with("procedure", document.procedures.at(procedure).code.as_str());
                let path = format!("/procedures/{}", procedure.position());
                findings.push(Finding { code: FindingCode::ProcedureNeverCovered, path, params });
            }
        }
    }

    /// Whether on some day an agency handles a procedure, a contract concerns the agency, and not both legs are kept
    /// off the post.
    fn could_go(&self, procedure: Ix<Procedure>, agency: Ix<Agency>) -> bool {
        let index = &self.rulebook.index;
        let node = index.procedures.at(procedure);
        let family = || std::iter::once((agency, Date::MIN)).chain(index.agencies.ever_merged(agency).iter().copied());
        let handled = family().filter(|(member, _)| index.agencies.selects(&node.agencies, *member)).map(|(_, since)| since).min();
        let concerned = family()
            .filter(|(member, _)| index.frameworks.selecting(*member, index.agencies.node(*member).kind).next().is_some())
            .map(|(_, since)| since)
            .min();
        let Some((handled, concerned)) = handled.zip(concerned) else { return false };
        let days = node.span.and(index.agencies.node(agency).span).and(Span { from: handled.max(concerned), until: None });
        !days.is_empty() && node.free_day(days)
    }
}

/// Adds a run of days to runs that do not touch, by first day.
fn add_run(runs: &mut Vec<Span>, mut run: Span) {
    let touches = |a: Span, b: Span| {
        a.until.is_none_or(|until| b.from <= until) && b.until.is_none_or(|until| a.from <= until)
    };
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

/// Procedures that no rule tells apart: a procedure of each class, and the class of each procedure.
fn classes(rulebook: &Rulebook, uses: &[Use<'_>]) -> (Vec<Ix<Procedure>>, Vec<usize>) {
    use crate::index::contract::ScopeNode;
    let procedures = &rulebook.index.procedures;
    let mut mentions: Vec<Vec<usize>> = vec![Vec::new(); procedures.len()];
    for (position, clause) in uses.iter().enumerate() {
        let scope = match &clause.node.scope {
            ScopeNode::Procedures(list) => list.as_slice(),
            _ => &[],
        };
        // Twice the position: one number for being in the scope, the next for being excepted.
        for (list, mention) in [(scope, position * 2), (clause.node.except_procedures.as_slice(), position * 2 + 1)] {
            for procedure in list {
                mentions.get_mut(procedure.position()).into_iter().for_each(|list| list.push(mention));
            }
        }
    }
    let mut known = BTreeMap::new();
    let (mut classes, mut class_of) = (Vec::new(), Vec::new());
    for (procedure, mentioned) in Ix::<Procedure>::all(procedures).zip(&mentions) {
        let node = procedures.at(procedure);
        let key = (node.field, node.span.from, node.span.until, mentioned, &node.agencies);
        let class = *known.entry(key).or_insert_with(|| {
            classes.push(procedure);
            classes.len() - 1
        });
        class_of.push(class);
    }
    (classes, class_of)
}

impl Handled {
    fn new(rulebook: &Rulebook, classes: &[Ix<Procedure>]) -> Self {
        let mut handled =
            Self { by_code: vec![Vec::new(); rulebook.index.agencies.len()], by_kind: BTreeMap::new(), all: Vec::new() };
        for (class, procedure) in classes.iter().enumerate() {
            match &rulebook.index.procedures.at(*procedure).agencies {
                Selected::Codes(codes) => {
                    for code in codes {
                        handled.by_code.get_mut(code.position()).into_iter().for_each(|list| list.push(class));
                    }
                }
                Selected::Kinds(kinds) => kinds.iter().for_each(|kind| handled.by_kind.entry(*kind).or_default().push(class)),
                Selected::All => handled.all.push(class),
            }
        }
        handled
    }

    /// The classes that an agency, or one ever merged into it, handles.
    fn of(&self, rulebook: &Rulebook, agency: Ix<Agency>) -> Vec<usize> {
        let agencies = &rulebook.index.agencies;
        let merged = agencies.ever_merged(agency).iter().map(|(member, _)| *member);
        let mut classes = self.all.clone();
        for member in std::iter::once(agency).chain(merged) {
            classes.extend(self.by_code.get(member.position()).into_iter().flatten());
            let kind = agencies.node(member).kind.and_then(|kind| self.by_kind.get(&kind));
            classes.extend(kind.into_iter().flatten());
        }
        classes.sort_unstable();
        classes.dedup();
        classes
    }
}

/// An agency of each class that no rule tells apart.
fn agency_classes(rulebook: &Rulebook, handled: &Handled) -> Vec<Ix<Agency>> {
    let index = &rulebook.index;
    let mut known = BTreeSet::new();
    index
        .agencies
        .all()
        .filter(|agency| {
            let node = index.agencies.node(*agency);
            let alone = index.agencies.is_alone(*agency).then_some(());
            let own = index.frameworks.list(Tier::Codes, *agency, None);
            let procedures = handled.by_code.get(agency.position());
            // One with others merged into it is a class of its own.
            known.insert((node.kind, node.span.from, node.span.until, own, procedures, alone.map_or(Some(*agency), |()| None)))
        })
        .collect()
}
