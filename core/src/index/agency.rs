//! Agencies: who stands for whom on a day, and which a selector is about.

use super::link::{Ids, Linker};
use super::place::{Chains, MAX_CHAIN};
use super::table::{At as _, Ix, position};
use crate::document::{Agency, Calendar, Place, Selector};
use crate::wire::{Date, Id, IssueCode, Params, Path, Span, sort, span_of};

/// How many agencies may be merged into one, directly or through others.
const MAX_MERGED: usize = 1_000;

/// An agency made ready.
#[derive(Debug)]
pub(crate) struct AgencyNode {
    pub(crate) span: Span,
    pub(crate) kind: Option<u32>,
    pub(crate) place: Option<Ix<Place>>,
    pub(crate) calendar: Option<Ix<Calendar>>,
    /// From which day on another agency stands for this one.
    successor: Option<(Date, Ix<Agency>)>,
    /// Agencies merged into this one, directly or through others, each from a day on.
    merged: Vec<(Ix<Agency>, Date)>,
}

/// The agencies of a rulebook.
#[derive(Debug)]
pub(crate) struct Agencies(Vec<AgencyNode>);

/// A selector made ready.
#[derive(Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Selected {
    Codes(Vec<Ix<Agency>>),
    Kinds(Vec<u32>),
    All,
}

impl Agencies {
    pub(crate) fn new(agencies: &[Agency], linker: &mut Linker<'_>) -> Self {
        let root = Path::Root;
        let list = Path::Key(&root, "agencies");
        let nodes: Vec<AgencyNode> = agencies
            .iter()
            .enumerate()
            .map(|(at, agency)| {
                let here = Path::Index(&list, at);
                linker.agency(agency.parent.as_ref(), &Path::Key(&here, "parent"));
                let merged = linker.agency(agency.merged_into.as_ref(), &Path::Key(&here, "merged_into"));
                let kind = agency.kind.as_ref().and_then(|kind| linker.ids.kinds.find(kind.as_str()));
                AgencyNode {
                    span: span_of(agency.valid.as_ref()),
                    kind,
                    place: linker.place(agency.place.as_ref(), &Path::Key(&here, "place")),
                    calendar: linker.calendar(agency.calendar.as_ref(), &Path::Key(&here, "calendar")),
                    successor: agency.valid.as_ref().and_then(|valid| valid.until).zip(merged),
                    merged: Vec::new(),
                }
            })
            .collect();
        let mergers = chains(agencies, linker.ids, |agency| agency.merged_into.as_ref());
        let parents = chains(agencies, linker.ids, |agency| agency.parent.as_ref());
        mergers.report(&list, linker);
        parents.report(&list, linker);
        let mut agencies = Self(nodes);
        if linker.issues.is_empty() {
            agencies.gather();
            agencies.refuse_crowds(&list, linker);
        }
        agencies
    }

    /// Tells each agency which others were merged into it, and from when.
    fn gather(&mut self) {
        for agency in Ix::all(&self.0) {
            let mut from = Date::MIN;
            let mut at = agency;
            // A chain is at most MAX_CHAIN long: longer ones were refused.
            for _ in 0..MAX_CHAIN {
                let Some((until, successor)) = self.0.at(at).successor else { break };
                from = from.max(until);
                if let Some(node) = self.0.get_mut(successor.position()) {
                    node.merged.push((agency, from));
                }
                at = successor;
            }
        }
    }

    /// Issues for agencies into which more are merged than a question can ask about in reasonable time.
    fn refuse_crowds(&self, list: &Path<'_>, linker: &mut Linker<'_>) {
        let max = i64::try_from(MAX_MERGED).unwrap_or(i64::MAX);
        for (position, _) in self.0.iter().enumerate().filter(|(_, node)| node.merged.len() > MAX_MERGED) {
            linker.issues.add(IssueCode::TooLong, &Path::Index(list, position), Params::new().with("max", max));
        }
    }

    #[inline]
    pub(crate) fn node(&self, agency: Ix<Agency>) -> &AgencyNode {
        self.0.at(agency)
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = Ix<Agency>> + use<> {
        Ix::all(&self.0)
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The agency that stands for an agency on a day.
    #[inline]
    pub(crate) fn standing(&self, mut agency: Ix<Agency>, on: Date) -> Ix<Agency> {
        while let Some((_, successor)) = self.0.at(agency).successor.filter(|(from, _)| *from <= on) {
            agency = successor;
        }
        agency
    }

    /// An agency, and those that stand for it later on, each from a day on.
    pub(crate) fn line(&self, agency: Ix<Agency>) -> impl Iterator<Item = (Ix<Agency>, Date)> {
        let next = |(at, _): &(Ix<Agency>, Date)| self.0.at(*at).successor.map(|(from, successor)| (successor, from));
        std::iter::successors(Some((agency, Date::MIN)), next)
    }

    /// An agency and those merged into it by a day.
    pub(crate) fn family(&self, agency: Ix<Agency>, on: Date) -> impl Iterator<Item = Ix<Agency>> {
        std::iter::once(agency).chain(self.merged(agency, on))
    }

    /// Those merged into an agency by a day.
    #[inline]
    pub(crate) fn merged(&self, agency: Ix<Agency>, on: Date) -> impl Iterator<Item = Ix<Agency>> {
        let merged = self.0.at(agency).merged.iter().filter(move |(_, from)| *from <= on);
        merged.map(|(agency, _)| *agency)
    }

    /// Whether no agency is ever merged into this one.
    pub(crate) fn is_alone(&self, agency: Ix<Agency>) -> bool {
        self.0.at(agency).merged.is_empty()
    }

    /// An agency from ever on, and those ever merged into it, each from a day on.
    pub(crate) fn ever_family(&self, agency: Ix<Agency>) -> impl Iterator<Item = (Ix<Agency>, Date)> {
        std::iter::once((agency, Date::MIN)).chain(self.0.at(agency).merged.iter().copied())
    }

    /// Whether a selector is about this very agency.
    #[inline]
    pub(crate) fn selects(&self, selected: &Selected, agency: Ix<Agency>) -> bool {
        match selected {
            Selected::Codes(codes) => codes.binary_search(&agency).is_ok(),
            Selected::Kinds(kinds) => self.0.at(agency).kind.is_some_and(|kind| kinds.contains(&kind)),
            Selected::All => true,
        }
    }

    /// Whether a selector is about this agency or one merged into it by a day.
    #[inline]
    pub(crate) fn selects_family(&self, selected: &Selected, agency: Ix<Agency>, on: Date) -> bool {
        self.selects(selected, agency) || self.merged(agency, on).any(|member| self.selects(selected, member))
    }
}

/// How long the chains of one kind of reference between agencies are.
fn chains(agencies: &[Agency], ids: &Ids, to: fn(&Agency) -> Option<&Id>) -> Chains {
    let step = |agency: &Agency| Some(position(ids.agencies.find(to(agency)?.as_str())?));
    Chains::measure(agencies.len(), &|agency| [agencies.get(agency).and_then(step), None])
}

impl Selected {
    pub(crate) fn new(selector: &Selector, at: &Path<'_>, linker: &mut Linker<'_>) -> Self {
        match selector {
            Selector::Codes(codes) => Self::Codes(linker.each(codes, &Path::Key(at, "codes"), Linker::agency)),
            // A kind is a free name: one that no agency has selects nobody.
            Selector::Kinds(kinds) => {
                let mut kinds = kinds.iter().filter_map(|kind| linker.ids.kinds.find(kind.as_str())).collect();
                sort::distinct(&mut kinds);
                Self::Kinds(kinds)
            }
            Selector::All(_) => Self::All,
        }
    }
}
