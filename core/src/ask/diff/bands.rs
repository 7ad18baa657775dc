//! Which weights cost otherwise: both rulebooks are asked at the edge of each band and step where their rules differ.

use super::answer::BandChange;
use crate::ask::decide::Cover;
use crate::ask::quote::Consignment;
use crate::document::{Clause, PostageRate, Service, Tariff, TariffVersion, TaxRate};
use crate::index::table::{At as _, Ix};
use crate::rulebook::Rulebook;
use crate::wire::{Date, Grams, Id, Money, sort};

/// Beyond plain carriage: an option, or a category of the applicant.
#[derive(Clone, Copy, Default)]
pub(super) struct Besides<'r> {
    pub(super) option: Option<&'r Id>,
    pub(super) applicant: Option<&'r Id>,
}

/// A version of a clause's tariff and the rate of its tax: with the clause, all that a price is made by.
type Terms = (Option<Ix<TariffVersion>>, Option<Ix<TaxRate>>);

/// By what a rulebook prices on a day.
struct Side<'r> {
    terms: Terms,
    clause: &'r Clause,
    tariff: &'r Tariff,
    version: Option<&'r TariffVersion>,
    tax: Option<&'r TaxRate>,
}

/// By what two rulebooks price a service on a day, under clauses that both cover an agency's procedure.
pub(super) struct Both<'r> {
    rulebooks: [&'r Rulebook; 2],
    sides: [Side<'r>; 2],
    service: Service,
    example: (&'r Id, &'r Id),
    on: Date,
}

impl<'r> Side<'r> {
    fn new(rulebook: &'r Rulebook, cover: Cover<'r>, on: Date) -> Self {
        let (ix, document) = (cover.node().tariff, rulebook.document());
        let (node, tariff) = (rulebook.index.tariffs.at(ix), document.tariffs.at(ix));
        let version = node.versions.on(on).map(|node| node.version);
        let rate = node.tax.and_then(|tax| Some((tax, *rulebook.index.taxes.at(tax).rates.on(on)?)));
        Self {
            terms: (version, rate.map(|(_, rate)| rate)),
            clause: cover.clause(),
            tariff,
            version: version.map(|version| tariff.versions.at(version)),
            tax: rate.map(|(tax, rate)| document.taxes.at(tax).rates.at(rate)),
        }
    }

    /// The rates of a zone from which a service may be priced: that of both ways may be the sum of each.
    fn rates(&self, service: Service, zone: &Id) -> impl Iterator<Item = &'r PostageRate> {
        let rates = self.version.into_iter().flat_map(|version| version.rates.iter());
        rates.filter(move |rate| rate.zone == *zone && (service == Service::Both || rate.services.contains(&service)))
    }

    /// What is made of the postage: surcharges, discounts, tax and shares.
    fn beyond_postage(&self) -> impl PartialEq + use<'r> {
        let of_version = self.version.map(|version| (&version.surcharges, &version.discounts, version.combine));
        let of_tariff = (self.tariff.tax.is_some(), self.tariff.price_includes_tax, &self.tariff.rounding);
        (of_version, of_tariff, self.tax.map(|rate| rate.bp), &self.clause.payers)
    }
}

impl<'r> Both<'r> {
    pub(super) fn new(
        rulebooks: [&'r Rulebook; 2],
        [before, after]: [Cover<'r>; 2],
        service: Service,
        example: (&'r Id, &'r Id),
        on: Date,
    ) -> Self {
        let [older, newer] = rulebooks;
        let sides = [Side::new(older, before, on), Side::new(newer, after, on)];
        Self { rulebooks, sides, service, example, on }
    }

    /// By what they price under the same clauses: what has the same terms has the same prices.
    pub(super) fn terms(&self) -> [Terms; 2] {
        self.sides.each_ref().map(|side| side.terms)
    }

    /// The options that both clauses have.
    pub(super) fn options(&self) -> impl Iterator<Item = &'r Id> {
        let [before, after] = self.sides.each_ref().map(|side| &side.clause.options);
        before.iter().filter(|option| after.contains(option) && option.as_str() != "collect_agency_fee")
    }

    /// The categories of applicants for whom either has a discount.
    pub(super) fn categories(&self) -> impl Iterator<Item = &'r Id> {
        let versions = self.sides.iter().filter_map(|side| side.version);
        versions.flat_map(|version| version.discounts.iter()).filter_map(|discount| discount.when.applicant.as_ref())
    }

    /// The weights of a zone to be asked, so that none between two of them costs otherwise than the heavier one: the greatest
    /// of each band and step. None when both price by the same rules.
    pub(super) fn edges(&self, zone: &Id) -> Vec<Grams> {
        let [before, after] = &self.sides;
        let same_rest = before.beyond_postage() == after.beyond_postage();
        let [older, newer] = [before, after].map(|side| side.rates(self.service, zone).collect::<Vec<_>>());
        let mut edges = Vec::new();
        if same_rest && older == newer {
            return edges;
        }
        let same_steps = same_rest && steps(&older) == steps(&newer);
        let rates: Vec<_> = older.into_iter().chain(newer).collect();
        // Where every rate is beyond its last band, the same steps cost the same.
        let heaviest = rates.iter().filter_map(|rate| rate.bands.last()).map(|band| band.up_to.get()).max();
        let steps_to = heaviest.filter(|_| same_steps).unwrap_or(Grams::MAX);
        for rate in rates {
            edges.extend(rate.bands.iter().map(|band| band.up_to));
            add_steps(rate, steps_to, &mut edges);
        }
        sort::distinct(&mut edges);
        edges
    }

    /// The weights that cost otherwise, asked at some weights.
    pub(super) fn bands(&self, zone: &Id, besides: Besides<'r>, edges: &[Grams]) -> Vec<BandChange> {
        let mut bands: Vec<BandChange> = Vec::new();
        let Some(first) = edges.first() else { return bands };
        let (agency, procedure) = self.example;
        let question = Consignment::at(agency, procedure, self.service, self.on, *first).in_zone(zone.clone());
        let question = besides.added_to(question);
        let mut prepared = self.rulebooks.map(|rulebook| rulebook.prepare_quote(&question));
        let mut over = 0;
        for edge in edges {
            let [before, after] = prepared.each_mut().map(|prepared| {
                let price = prepared.as_mut()?.weighing(*edge).price()?;
                Some((price.total(), price.applicant_due()))
            });
            let start = std::mem::replace(&mut over, edge.get());
            if before == after {
                continue;
            }
            let band = BandChange {
                over: start,
                up_to: edge.get(),
                before: before.map(|(total, _)| total),
                after: after.map(|(total, _)| total),
                difference: before.zip(after).map(|((before, _), (after, _))| after - before),
                due_before: before.map(|(_, due)| due),
                due_after: after.map(|(_, due)| due),
            };
            match bands.last_mut() {
                Some(last) if last.up_to == start && last.figures() == band.figures() => last.up_to = band.up_to,
                _ => bands.push(band),
            }
        }
        bands
    }
}

impl BandChange {
    /// What it says of its weights; the difference follows from it.
    fn figures(&self) -> [Option<i64>; 4] {
        [self.before, self.after, self.due_before, self.due_after]
    }
}

/// By what rates price beyond their last bands.
fn steps<'r>(rates: &[&'r PostageRate]) -> impl PartialEq + use<'r> {
    rates.iter().map(|rate| (&rate.services, rate.bands.last(), rate.further.as_ref())).collect::<Vec<_>>()
}

/// The greatest weight of each step beyond the last band of a rate that begins below a weight, and of the last one.
fn add_steps(rate: &PostageRate, below: i64, edges: &mut Vec<Grams>) {
    let (Some(further), Some(last)) = (&rate.further, rate.bands.last()) else { return };
    let (mut at, end) = (last.up_to.get(), further.max.get());
    while at < end.min(below) {
        at = at.saturating_add(further.each.get()).min(end);
        edges.extend(Grams::try_from(at));
    }
    edges.push(further.max);
}

impl Besides<'_> {
    pub(super) fn is_plain(self) -> bool {
        self.option.is_none() && self.applicant.is_none()
    }

    /// A question with what is asked beyond plain carriage. Where a value is declared it is a million đồng.
    fn added_to(self, question: Consignment) -> Consignment {
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
