//! What costs otherwise: both rulebooks are asked at the edge of each band, in each zone, on each day from which anything
//! changes.

use std::collections::BTreeMap;

use super::answer::{BandChange, PriceChange};
use super::budget::Budget;
use crate::ask::decide::Cover;
use crate::ask::quote::Consignment;
use crate::document::{Clause, Service, Tariff};
use crate::rulebook::Rulebook;
use crate::wire::{Date, Grams, Id, Money, sort};

/// What is priced by the same rules: contract, clause and amendment before and after, and the service.
type Key<'r> = ([[Option<&'r str>; 3]; 2], Service);

/// What is asked about under the same rules: the clauses, and on which days which agency and procedure.
struct Asked<'r> {
    clauses: BTreeMap<Date, Example<'r>>,
}

/// An agency and a procedure that two clauses cover.
#[derive(Clone, Copy)]
struct Example<'r> {
    agency: &'r Id,
    procedure: &'r Id,
    before: &'r Clause,
    after: &'r Clause,
}

impl Asked<'_> {
    /// Of some days those from which a price may be another one: the first of each run of days without a change of price.
    fn days(&self, days: &[(Date, bool)]) -> Vec<Date> {
        let mut covered = false;
        let days = days.iter().filter(|(on, priced)| {
            let before = std::mem::replace(&mut covered, self.clauses.contains_key(on));
            before != covered || covered && *priced
        });
        days.map(|(on, _)| *on).collect()
    }
}

/// Beyond plain carriage: an option, or a category of the applicant.
#[derive(Clone, Copy, Default)]
struct Besides<'r> {
    option: Option<&'r Id>,
    applicant: Option<&'r Id>,
}

/// Everything that has a price in both rulebooks.
pub(super) struct Prices<'r> {
    before: &'r Rulebook,
    after: &'r Rulebook,
    asked: BTreeMap<Key<'r>, Asked<'r>>,
}

impl<'r> Prices<'r> {
    pub(super) fn new(before: &'r Rulebook, after: &'r Rulebook) -> Self {
        Self { before, after, asked: BTreeMap::new() }
    }

    /// Notes that a service is covered by both on a day.
    pub(super) fn ask(
        &mut self,
        before: &Cover<'r>,
        after: &Cover<'r>,
        service: Service,
        on: Date,
        (agency, procedure): (&'r Id, &'r Id),
    ) {
        let rules = [before, after]
            .map(|cover| [Some(cover.contract().id.as_str()), Some(cover.clause().id.as_str()), cover.amendment()]);
        let asked = self.asked.entry((rules, service)).or_insert(Asked { clauses: BTreeMap::new() });
        asked.clauses.entry(on).or_insert(Example {
            agency,
            procedure,
            before: before.clause(),
            after: after.clause(),
        });
    }

    pub(super) fn changes(&self, days: &[(Date, bool)], budget: &mut Budget) -> Vec<PriceChange<'r>> {
        let mut changes = Vec::new();
        if self.before.document().currency != self.after.document().currency {
            return changes;
        }
        for ((keys, service), asked) in &self.asked {
            if asked.clauses.values().all(|example| self.is_priced_alike(example)) {
                continue;
            }
            let days = asked.days(days);
            for zone in self.zones() {
                for found in self.in_zone(*service, zone, asked, &days, budget) {
                    let [[contract_before, clause_before, _], [contract_after, clause_after, _]] =
                        keys.map(|rules| rules.map(|key| key.unwrap_or_default().into()));
                    let (besides, from, until, bands) = found;
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

    /// Whether both sides have the very same to make a price of.
    fn is_priced_alike(&self, example: &Example<'r>) -> bool {
        let [older, newer] = [self.before, self.after].map(Rulebook::document);
        let of = |tariffs: &'r [Tariff], clause: &Clause| tariffs.iter().find(|tariff| tariff.id == clause.tariff);
        example.before == example.after
            && of(&older.tariffs, example.before) == of(&newer.tariffs, example.after)
            && older.taxes == newer.taxes
            && older.zones == newer.zones
    }

    /// The zones of both rulebooks.
    fn zones(&self) -> Vec<&'r Id> {
        let mut zones: Vec<&'r Id> = [self.before, self.after]
            .into_iter()
            .flat_map(|it| it.document().zones.iter().map(|zone| &zone.id))
            .collect();
        sort::distinct(&mut zones);
        zones
    }

    /// What costs otherwise in a zone: plain carriage, and what goes beyond it where the difference is another one.
    fn in_zone(
        &self,
        service: Service,
        zone: &'r Id,
        asked: &Asked<'r>,
        days: &[Date],
        budget: &mut Budget,
    ) -> Vec<(Besides<'r>, Date, Option<Date>, Vec<BandChange>)> {
        let mut found: Vec<(Besides<'r>, Date, Option<Date>, Vec<BandChange>)> = Vec::new();
        let edges = self.edges(zone, asked);
        let mut plain: Vec<Vec<BandChange>> = Vec::new();
        for beyond in std::iter::once(Besides::default()).chain(self.besides(asked)) {
            if !budget.take(edges.len().saturating_mul(days.len() * 2)) {
                return found;
            }
            let on_day = |on: &Date| {
                let example = asked.clauses.get(on);
                example.map_or_else(Vec::new, |example| self.bands(example, service, zone, beyond, *on, &edges))
            };
            let mut bands: Vec<Vec<BandChange>> = days.iter().map(on_day).collect();
            if beyond.is_plain() {
                plain.clone_from(&bands);
            } else {
                // What is no other difference than that of plain carriage is told there.
                let told = |bands: &mut Vec<BandChange>, usual: &Vec<BandChange>| {
                    if differences(bands) == differences(usual) {
                        bands.clear();
                    }
                };
                bands.iter_mut().zip(&plain).for_each(|(bands, usual)| told(bands, usual));
            }
            let mut open = false;
            for (on, bands) in days.iter().zip(bands) {
                if open && found.last().is_some_and(|(.., last)| *last == bands) {
                    continue;
                }
                if let Some((_, _, until, _)) = found.last_mut().filter(|_| open) {
                    *until = Some(*on);
                }
                open = !bands.is_empty();
                if open {
                    found.push((beyond, *on, None, bands));
                }
            }
        }
        found
    }

    /// What may be asked beyond plain carriage under both clauses, or changes its price.
    fn besides(&self, asked: &Asked<'r>) -> Vec<Besides<'r>> {
        let (mut options, mut categories) = (Vec::new(), Vec::new());
        for example in asked.clauses.values() {
            let offered = example.before.options.iter().filter(|option| example.after.options.contains(option));
            options.extend(offered.filter(|option| option.as_str() != "collect_agency_fee"));
            for (rulebook, clause) in [(self.before, example.before), (self.after, example.after)] {
                let tariffs = rulebook.document().tariffs.iter().filter(|tariff| tariff.id == clause.tariff);
                let discounts = tariffs.flat_map(|tariff| tariff.versions.iter()).flat_map(|it| it.discounts.iter());
                categories.extend(discounts.filter_map(|discount| discount.when.applicant.as_ref()));
            }
        }
        sort::distinct(&mut options);
        sort::distinct(&mut categories);
        let options = options.into_iter().map(|option| Besides { option: Some(option), applicant: None });
        let categories = categories.into_iter().map(|category| Besides { option: None, applicant: Some(category) });
        options.chain(categories).collect()
    }

    /// The greatest weight of each band and step of the zone, in any version of the tariffs.
    fn edges(&self, zone: &Id, asked: &Asked<'r>) -> Vec<i64> {
        let mut edges = Vec::new();
        let mut tariffs: Vec<(bool, &Id)> = Vec::new();
        for example in asked.clauses.values() {
            tariffs.extend([(false, &example.before.tariff), (true, &example.after.tariff)]);
        }
        sort::distinct(&mut tariffs);
        for (newer, id) in tariffs {
            let document = if newer { self.after.document() } else { self.before.document() };
            let versions = document.tariffs.iter().filter(|it| it.id == *id).flat_map(|it| it.versions.iter());
            for rate in versions.flat_map(|version| version.rates.iter()).filter(|rate| rate.zone == *zone) {
                edges.extend(rate.bands.iter().map(|band| band.up_to.get()));
                let (Some(further), Some(last)) = (&rate.further, rate.bands.last()) else { continue };
                let mut at = last.up_to.get();
                while at < further.max.get() {
                    at = at.saturating_add(further.each.get()).min(further.max.get());
                    edges.push(at);
                }
            }
        }
        sort::distinct(&mut edges);
        edges
    }

    /// The weights that cost otherwise on a day.
    fn bands(
        &self,
        example: &Example<'r>,
        service: Service,
        zone: &Id,
        besides: Besides<'r>,
        on: Date,
        edges: &[i64],
    ) -> Vec<BandChange> {
        let mut bands: Vec<BandChange> = Vec::new();
        let mut over = 0;
        for edge in edges {
            let Ok(weight) = Grams::try_from(*edge) else { continue };
            let question =
                Consignment::at(example.agency, example.procedure, service, on, weight).in_zone(zone.clone());
            let question = besides.add_to(question);
            let [before, after] = [self.before, self.after].map(|rulebook| {
                let price = rulebook.price(&question)?;
                Some((price.total(), price.applicant_due()))
            });
            let start = std::mem::replace(&mut over, *edge);
            if before == after {
                continue;
            }
            let band = BandChange {
                over: start,
                up_to: *edge,
                before: before.map(|(total, _)| total),
                after: after.map(|(total, _)| total),
                difference: before.zip(after).map(|((before, _), (after, _))| after - before),
                due_before: before.map(|(_, due)| due),
                due_after: after.map(|(_, due)| due),
            };
            match bands.last_mut() {
                Some(last)
                    if last.up_to == start
                        && BandChange { over: last.over, ..band.clone() }
                            == BandChange { up_to: *edge, ..last.clone() } =>
                {
                    last.up_to = *edge;
                }
                _ => bands.push(band),
            }
        }
        bands
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

/// By how much which weights differ.
fn differences(bands: &[BandChange]) -> Vec<(i64, i64, Option<i64>)> {
    bands.iter().map(|band| (band.over, band.up_to, band.difference)).collect()
}

impl Besides<'_> {
    fn is_plain(self) -> bool {
        self.option.is_none() && self.applicant.is_none()
    }

    /// A question with what is asked beyond plain carriage. Where a value is declared it is a million đồng.
    fn add_to(self, question: Consignment) -> Consignment {
        let mut question = question;
        if let Some(option) = self.option {
            question.options = [option.clone()].try_into().unwrap_or_default();
            question.declared_value = Money::try_from(1_000_000).ok();
        }
        if let Some(category) = self.applicant {
            question.applicant = [category.clone()].try_into().unwrap_or_default();
        }
        question
    }
}
