//! Resolving references, with an issue for each that leads nowhere.

use super::table::{Ix, position};
use crate::document::{
    Agency, Calendar, Document, Field, Operator, Place, Procedure, Source, SourceId, Tariff, Tax, Zone,
};
use crate::wire::Lookup;
use crate::wire::{Id, IssueCode, Issues, Params, Path, Suggest, sort};

/// The ids of each list of a rulebook.
#[derive(Debug)]
pub(crate) struct Ids {
    pub(crate) sources: Lookup,
    pub(crate) calendars: Lookup,
    pub(crate) places: Lookup,
    pub(crate) zones: Lookup,
    pub(crate) operators: Lookup,
    pub(crate) agencies: Lookup,
    pub(crate) kinds: Lookup,
    pub(crate) fields: Lookup,
    pub(crate) procedures: Lookup,
    pub(crate) taxes: Lookup,
    pub(crate) tariffs: Lookup,
    pub(crate) contracts: Lookup,
    pub(crate) liability: Lookup,
}

impl Ids {
    pub(crate) fn new(document: &Document) -> Self {
        Self {
            sources: Lookup::new(document.sources.iter().map(|source| source.id.as_str())),
            calendars: Lookup::new(document.calendars.iter().map(|calendar| calendar.id.as_str())),
            places: Lookup::new(document.places.iter().map(|place| place.code.as_str())),
            zones: Lookup::new(document.zones.iter().map(|zone| zone.id.as_str())),
            operators: Lookup::new(document.operators.iter().map(|operator| operator.id.as_str())),
            agencies: Lookup::new(document.agencies.iter().map(|agency| agency.code.as_str())),
            kinds: Lookup::new(document.agencies.iter().filter_map(|agency| agency.kind.as_ref()).map(Id::as_str)),
            fields: Lookup::new(document.fields.iter().map(|field| field.id.as_str())),
            procedures: Lookup::new(document.procedures.iter().map(|procedure| procedure.code.as_str())),
            taxes: Lookup::new(document.taxes.iter().map(|tax| tax.id.as_str())),
            tariffs: Lookup::new(document.tariffs.iter().map(|tariff| tariff.id.as_str())),
            contracts: Lookup::new(document.contracts.iter().map(|contract| contract.id.as_str())),
            liability: Lookup::new(document.liability.iter().map(|rule| rule.id.as_str())),
        }
    }

    fn lists(&self) -> [(&'static str, &'static str, &Lookup); 12] {
        [
            ("sources", "id", &self.sources),
            ("calendars", "id", &self.calendars),
            ("places", "code", &self.places),
            ("zones", "id", &self.zones),
            ("operators", "id", &self.operators),
            ("agencies", "code", &self.agencies),
            ("fields", "id", &self.fields),
            ("procedures", "code", &self.procedures),
            ("taxes", "id", &self.taxes),
            ("tariffs", "id", &self.tariffs),
            ("contracts", "id", &self.contracts),
            ("liability", "id", &self.liability),
        ]
    }
}

/// Ids, and the issues found while resolving references to them.
#[derive(Debug)]
pub(crate) struct Linker<'i> {
    pub(crate) ids: &'i Ids,
    pub(crate) issues: &'i mut Issues,
    /// Which sources something refers to.
    pub(crate) used_sources: Vec<bool>,
    pub(crate) suggest: Suggest,
}

/// What is said of an id that a list does not have.
pub(crate) fn unknown(suggest: &Suggest, names: &Lookup, list: &'static str, id: &str) -> Params<'static> {
    let params = Params::new().with("list", list).with("value", id.to_owned());
    let nearest = suggest.nearest(id, names.len(), || names.ids()).map(str::to_owned);
    nearest.into_iter().fold(params, |params, nearest| params.with("nearest", nearest))
}

macro_rules! resolvers {
    ($( $name:ident: $target:ty = $list:ident; )+) => { $(
        /// Resolves a reference, when there is one.
        pub(crate) fn $name(&mut self, id: Option<&Id>, at: &Path<'_>) -> Option<Ix<$target>> {
            self.resolve(&self.ids.$list, stringify!($list), id?.as_str(), at).map(Ix::new)
        }
    )+ };
}

impl<'i> Linker<'i> {
    /// Issues for each id that stands twice in its list.
    pub(crate) fn repeated_ids(&mut self) {
        for (list, key, names) in self.ids.lists() {
            self.repeated(&Path::Key(&Path::Root, list), key, names);
        }
    }

    /// Issues for each id that stands twice in one list.
    pub(crate) fn repeated(&mut self, list: &Path<'_>, key: &str, names: &Lookup) {
        for (at, first) in names.repeated() {
            let here = Path::Index(list, position(at));
            let earlier = Path::Index(list, position(first)).to_string();
            self.issues.add(IssueCode::Duplicate, &Path::Key(&here, key), Params::new().with("first", earlier));
        }
    }

    fn resolve(&mut self, names: &'i Lookup, list: &'static str, id: &str, at: &Path<'_>) -> Option<u32> {
        let found = names.find(id);
        if found.is_none() {
            self.unknown(names, list, id, at);
        }
        found
    }

    /// Adds the issue of an id that a list does not have.
    pub(crate) fn unknown(&mut self, names: &Lookup, list: &'static str, id: &str, at: &Path<'_>) {
        self.issues.add(IssueCode::UnknownReference, at, unknown(&self.suggest, names, list, id));
    }

    resolvers! {
        calendar: Calendar = calendars;
        place: Place = places;
        zone: Zone = zones;
        operator: Operator = operators;
        agency: Agency = agencies;
        field: Field = fields;
        procedure: Procedure = procedures;
        tax: Tax = taxes;
        tariff: Tariff = tariffs;
    }

    /// Resolves a source, when there is one, and notes that something refers to it.
    pub(crate) fn source(&mut self, id: Option<&SourceId>, at: &Path<'_>) -> Option<Ix<Source>> {
        let found = self.resolve(&self.ids.sources, "sources", id?.as_str(), at).map(Ix::new)?;
        if let Some(used) = self.used_sources.get_mut(found.position()) {
            *used = true;
        }
        Some(found)
    }

    /// Resolves each reference of a list; each once and sorted, so that membership is a binary search.
    pub(crate) fn each<T>(
        &mut self,
        ids: &[Id],
        at: &Path<'_>,
        resolve: impl Fn(&mut Self, Option<&Id>, &Path<'_>) -> Option<Ix<T>>,
    ) -> Vec<Ix<T>> {
        let mut found: Vec<Ix<T>> =
            (0..).zip(ids).filter_map(|(position, id)| resolve(self, Some(id), &Path::Index(at, position))).collect();
        sort::distinct(&mut found);
        found
    }
}
