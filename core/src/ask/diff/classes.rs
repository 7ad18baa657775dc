//! Agencies and procedures that neither rulebook tells apart, so that one of each class is asked about.

use std::collections::BTreeMap;

use crate::ask::check::classes::{Handled, agency_classes};
use crate::document::{Agency, Procedure};
use crate::index::class::Classes;
use crate::index::table::Ix;
use crate::rulebook::Rulebook;
use crate::wire::{Date, Id, Language, sort, write};

/// What a rulebook says of a thing, as a number and what the number leaves open; none: it does not have the thing.
type Said<T> = Option<(usize, T)>;

/// Agencies and procedures of two rulebooks.
pub(super) struct Common<'r> {
    pub(super) before: &'r Rulebook,
    pub(super) after: &'r Rulebook,
    /// The codes of each class, sorted.
    pub(super) agencies: Vec<Vec<&'r Id>>,
    pub(super) procedures: Vec<Vec<&'r Id>>,
}

impl<'r> Common<'r> {
    pub(super) fn new(before: &'r Rulebook, after: &'r Rulebook) -> Self {
        let (older, newer) = (Side::new(before), Side::new(after));
        Self {
            before,
            after,
            agencies: joined(older.agencies, newer.agencies),
            procedures: joined(older.procedures, newer.procedures),
        }
    }
}

/// Of which class those are that stand for an agency one after another, and from when.
type Successors = Vec<(Date, usize)>;

/// The classes of one rulebook: what it says of each agency and procedure.
struct Side<'r> {
    agencies: Vec<(&'r Id, (usize, Successors))>,
    procedures: Vec<(&'r Id, (usize, String))>,
}

impl<'r> Side<'r> {
    fn new(rulebook: &'r Rulebook) -> Self {
        let document = rulebook.document();
        let classes = Classes::new(&rulebook.index.procedures, &rulebook.index.contracts);
        let (_, agency_class) = agency_classes(rulebook, &Handled::new(rulebook, &classes.first));
        let agencies = document.agencies.iter().zip(Ix::<Agency>::all(&document.agencies)).zip(&agency_class);
        let agencies =
            agencies.map(|((agency, ix), class)| (&agency.code, (*class, successors(rulebook, ix, &agency_class))));
        let procedures = document.procedures.iter().zip(Ix::<Procedure>::all(&document.procedures)).zip(&classes.of);
        let procedures = procedures.map(|((procedure, _), class)| {
            let kept_off = write::json(&procedure.in_person, Language::default());
            (&procedure.code, (*class, kept_off))
        });
        Self { agencies: agencies.collect(), procedures: procedures.collect() }
    }
}

/// Those that stand for an agency one after another: from when, and of which class.
fn successors(rulebook: &Rulebook, agency: Ix<Agency>, classes: &[usize]) -> Successors {
    let class = |at: Ix<Agency>| classes.get(at.position()).copied().unwrap_or(0);
    rulebook.index.agencies.line(agency).skip(1).map(|(next, from)| (from, class(next))).collect()
}

/// Codes by what both rulebooks say of them.
fn joined<'r, T: Ord>(before: Vec<(&'r Id, (usize, T))>, after: Vec<(&'r Id, (usize, T))>) -> Vec<Vec<&'r Id>> {
    let mut said: BTreeMap<&str, (&'r Id, Said<T>, Said<T>)> = BTreeMap::new();
    for (id, one) in before {
        said.insert(id.as_str(), (id, Some(one), None));
    }
    for (id, other) in after {
        said.entry(id.as_str()).or_insert((id, None, None)).2 = Some(other);
    }
    let mut classes: BTreeMap<(Said<T>, Said<T>), Vec<&'r Id>> = BTreeMap::new();
    for (id, one, other) in said.into_values() {
        classes.entry((one, other)).or_default().push(id);
    }
    // By their first codes, whichever rulebook comes first.
    let mut classes: Vec<_> = classes.into_values().collect();
    sort::by_key(&mut classes, |codes| codes.first().map(|id| id.as_str().to_owned()));
    classes
}
