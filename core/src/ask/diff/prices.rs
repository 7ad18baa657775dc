//! What costs otherwise: under two clauses that cover a same case, in each zone, from each day on which they price by other
//! rules.

use std::collections::BTreeMap;

use super::answer::{BandChange, PriceChange};
use super::bands::{Besides, Both};
use super::budget::Budget;
use crate::ask::decide::Cover;
use crate::document::Service;
use crate::rulebook::Rulebook;
use crate::wire::{Date, Id, sort};

/// What is asked about together: contract, clause and amendment before and after, and the service.
type Key<'r> = ([[Option<&'r str>; 3]; 2], Service);

/// An agency and a procedure that two clauses cover on a day.
#[derive(Clone, Copy)]
struct Example<'r> {
    agency: &'r Id,
    procedure: &'r Id,
    covers: [Cover<'r>; 2],
}

/// Everything that has a price in both rulebooks.
pub(super) struct Prices<'r> {
    rulebooks: [&'r Rulebook; 2],
    asked: BTreeMap<Key<'r>, BTreeMap<Date, Example<'r>>>,
}

impl<'r> Prices<'r> {
    pub(super) fn new(before: &'r Rulebook, after: &'r Rulebook) -> Self {
        Self { rulebooks: [before, after], asked: BTreeMap::new() }
    }

    /// Notes that a service is covered by both on a day.
    pub(super) fn ask(
        &mut self,
        covers: [Cover<'r>; 2],
        service: Service,
        on: Date,
        (agency, procedure): (&'r Id, &'r Id),
    ) {
        let keys = covers
            .map(|cover| [Some(cover.contract().id.as_str()), Some(cover.clause().id.as_str()), cover.amendment()]);
        let days = self.asked.entry((keys, service)).or_default();
        days.entry(on).or_insert(Example { agency, procedure, covers });
    }

    /// What costs otherwise, by all days on which anything may change.
    pub(super) fn changes(&self, days: &[Date], budget: &mut Budget) -> Vec<PriceChange<'r>> {
        let mut changes = Vec::new();
        let [before, after] = self.rulebooks.map(Rulebook::document);
        if before.currency != after.currency {
            return changes;
        }
        let mut zones: Vec<&'r Id> =
            [before, after].into_iter().flat_map(|it| it.zones.iter()).map(|it| &it.id).collect();
        sort::distinct(&mut zones);
        for ((keys, service), examples) in &self.asked {
            let rules = Rules::new(self.rulebooks, *service, examples, days);
            for zone in &zones {
                for (besides, from, until, bands) in rules.in_zone(zone, budget) {
                    let [[contract_before, clause_before, _], [contract_after, clause_after, _]] =
                        keys.map(|keys| keys.map(|key| key.unwrap_or_default().into()));
                    changes.push(PriceChange {
                        contract_before,
                        clause_before,
                        contract_after,
                        clause_after,
                        service: *service,
                        zone: zone.as_str().into(),
                        option: besides.option.map(|id| id.as_str().into()),
                        applicant: besides.applicant.map(|id| id.as_str().into()),
                        from,
                        until,
                        bands,
                    });
                }
            }
        }
        joined(changes)
    }
}

/// By what two clauses are priced, from when on.
struct Rules<'r> {
    /// Each once.
    distinct: Vec<Both<'r>>,
    /// From which day on which of them holds; none: there is no case that both clauses cover.
    runs: Vec<(Date, Option<usize>)>,
}

/// What costs otherwise in a zone: with what, from and until when, and which weights.
type Found<'r> = (Besides<'r>, Date, Option<Date>, Vec<BandChange>);

impl<'r> Rules<'r> {
    fn new(
        rulebooks: [&'r Rulebook; 2],
        service: Service,
        examples: &BTreeMap<Date, Example<'r>>,
        days: &[Date],
    ) -> Self {
        let mut rules = Self { distinct: Vec::new(), runs: Vec::new() };
        for on in days {
            let both = examples.get(on).map(|example| {
                let Example { agency, procedure, covers } = *example;
                Both::new(rulebooks, covers, service, (agency, procedure), *on)
            });
            let at = both.map(|both| {
                let known = rules.distinct.iter().position(|it| it.terms() == both.terms());
                known.unwrap_or_else(|| {
                    rules.distinct.push(both);
                    rules.distinct.len() - 1
                })
            });
            if rules.runs.last().map(|(_, last)| *last) != Some(at) {
                rules.runs.push((*on, at));
            }
        }
        rules
    }

    /// What costs otherwise in a zone: plain carriage, and what goes beyond it where the difference is another one.
    fn in_zone(&self, zone: &'r Id, budget: &mut Budget) -> Vec<Found<'r>> {
        let mut found = Vec::new();
        let edges: Vec<_> = self.distinct.iter().map(|both| both.edges(zone)).collect();
        if edges.iter().all(Vec::is_empty) {
            return found;
        }
        let mut plain: Vec<Vec<BandChange>> = Vec::new();
        for besides in std::iter::once(Besides::default()).chain(self.besides()) {
            if !budget.take(edges.iter().map(|edges| edges.len() * 2).sum()) {
                return found;
            }
            let asked = self.distinct.iter().zip(&edges);
            let mut bands: Vec<_> = asked.map(|(both, edges)| both.bands(zone, besides, edges)).collect();
            if besides.is_plain() {
                plain.clone_from(&bands);
            } else {
                // What is no other difference than that of plain carriage is told there.
                let told = |(bands, plain): &(&mut Vec<BandChange>, &Vec<BandChange>)| {
                    differences(bands) == differences(plain)
                };
                bands.iter_mut().zip(&plain).filter(told).for_each(|(bands, _)| bands.clear());
            }
            found.extend(self.runs_of(&bands).into_iter().map(|(from, until, bands)| (besides, from, until, bands)));
        }
        found
    }

    /// From when until when which weights cost otherwise, by what does so under each of the rules.
    fn runs_of(&self, bands: &[Vec<BandChange>]) -> Vec<(Date, Option<Date>, Vec<BandChange>)> {
        let mut found: Vec<(Date, Option<Date>, Vec<BandChange>)> = Vec::new();
        for (on, rules) in &self.runs {
            let bands = rules.and_then(|at| bands.get(at)).filter(|bands| !bands.is_empty());
            let open = found.last_mut().filter(|(_, until, _)| until.is_none());
            if let Some((_, until, last)) = open {
                if bands == Some(&*last) {
                    continue;
                }
                *until = Some(*on);
            }
            if let Some(bands) = bands {
                found.push((*on, None, bands.clone()));
            }
        }
        found
    }

    /// What may be asked beyond plain carriage under both clauses, or changes its price.
    fn besides(&self) -> Vec<Besides<'r>> {
        let (mut options, mut categories) = (Vec::new(), Vec::new());
        for both in &self.distinct {
            options.extend(both.options());
            categories.extend(both.categories());
        }
        sort::distinct(&mut options);
        sort::distinct(&mut categories);
        let options = options.into_iter().map(|option| Besides { option: Some(option), applicant: None });
        let categories = categories.into_iter().map(|category| Besides { option: None, applicant: Some(category) });
        options.chain(categories).collect()
    }
}

/// Changes of which one goes on where the other ends, as when an amendment changed something else, told as one.
fn joined(mut changes: Vec<PriceChange<'_>>) -> Vec<PriceChange<'_>> {
    fn rules<'c>(change: &'c PriceChange<'_>) -> impl Ord + use<'c> {
        let clauses = [&change.contract_before, &change.clause_before, &change.contract_after, &change.clause_after];
        let besides = [&change.option, &change.applicant].map(|it| it.as_deref());
        (clauses.map(|it| &**it), change.service, &*change.zone, besides)
    }
    changes.sort_by(|one, other| rules(one).cmp(&rules(other)).then(one.from.cmp(&other.from)));
    changes.dedup_by(|next, last| {
        let goes_on = last.until == Some(next.from) && last.bands == next.bands && rules(last) == rules(next);
        if goes_on {
            last.until = next.until;
        }
        goes_on
    });
    changes
}

/// By how much which weights differ, neighbours that differ by the same together.
fn differences(bands: &[BandChange]) -> Vec<(i64, i64, Option<i64>)> {
    let mut told: Vec<(i64, i64, Option<i64>)> = Vec::new();
    for band in bands {
        match told.last_mut() {
            Some((_, up_to, by)) if *up_to == band.over && *by == band.difference => *up_to = band.up_to,
            _ => told.push((band.over, band.up_to, band.difference)),
        }
    }
    told
}
