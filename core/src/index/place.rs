//! Places on a day, and the zone between two of them.

use super::link::Linker;
use super::table::{At as _, Ix};
use crate::document::{Place, Zone, ZoneRule};
use crate::wire::{Date, Id, IssueCode, Lookup, Params, Path};

/// The longest chain of parents and successors: deeper than any country, short enough to walk for each question.
pub(crate) const MAX_CHAIN: usize = 32;

/// A place made ready: its relations as positions, its names as numbers.
#[derive(Debug)]
pub(crate) struct PlaceNode {
    kind: u32,
    groups: Vec<u32>,
    parent: Option<Ix<Place>>,
    /// From which day on another place stands for this one.
    successor: Option<(Date, Ix<Place>)>,
}

/// A zone's rule, with its names as numbers.
#[derive(Debug)]
enum ZoneTest {
    Same(Option<u32>),
    SameGroup,
    Groups(Option<u32>, Option<u32>),
    Never,
    Any,
}

/// Places and zones made ready.
#[derive(Debug)]
pub(crate) struct Map {
    places: Vec<PlaceNode>,
    zones: Vec<ZoneTest>,
}

impl Map {
    pub(crate) fn new(places: &[Place], zones: &[Zone], linker: &mut Linker<'_>) -> Self {
        let root = Path::Root;
        let list = Path::Key(&root, "places");
        let kinds = Lookup::new(places.iter().map(|place| place.kind.as_str()));
        let groups = Lookup::new(places.iter().flat_map(|place| &place.groups).map(Id::as_str));
        let nodes: Vec<PlaceNode> = places
            .iter()
            .enumerate()
            .map(|(position, place)| {
                let here = Path::Index(&list, position);
                let parent = linker.place(place.parent.as_ref(), &Path::Key(&here, "parent"));
                let merged = linker.place(place.merged_into.as_ref(), &Path::Key(&here, "merged_into"));
                PlaceNode {
                    kind: kinds.find(place.kind.as_str()).unwrap_or(u32::MAX),
                    groups: place.groups.iter().filter_map(|group| groups.find(group.as_str())).collect(),
                    parent,
                    successor: place.valid.as_ref().and_then(|valid| valid.until).zip(merged),
                }
            })
            .collect();
        let chains = Chains::measure(nodes.len(), &|place| {
            let node = nodes.get(place);
            let steps = [node.and_then(|n| n.parent), node.and_then(|n| n.successor).map(|(_, to)| to)];
            steps.map(|step| step.map(Ix::position))
        });
        chains.report(&list, linker);
        let zones = zones
            .iter()
            .map(|zone| match &zone.when {
                ZoneRule::Same(kind) => ZoneTest::Same(kinds.find(kind.as_str())),
                ZoneRule::SameGroup(_) => ZoneTest::SameGroup,
                ZoneRule::Groups(pair) => {
                    let mut sides = pair.iter().map(|group| groups.find(group.as_str()));
                    ZoneTest::Groups(sides.next().flatten(), sides.next().flatten())
                }
                ZoneRule::ByName(_) => ZoneTest::Never,
                ZoneRule::Any(_) => ZoneTest::Any,
            })
            .collect();
        Self { places: nodes, zones }
    }

    /// The place that stands for a place on a day.
    pub(crate) fn standing(&self, mut place: Ix<Place>, on: Date) -> Ix<Place> {
        while let Some((_, successor)) = self.places.at(place).successor.filter(|(from, _)| *from <= on) {
            place = successor;
        }
        place
    }

    /// The place that stands for a place on a day, and its ancestors on that day, nearest first.
    fn line(&self, place: Ix<Place>, on: Date) -> impl Iterator<Item = &PlaceNode> + Clone {
        let node = move |place| self.places.at(self.standing(place, on));
        std::iter::successors(Some(node(place)), move |below| below.parent.map(node))
    }

    /// The zone between two places on a day: the first whose rule holds.
    pub(crate) fn zone(&self, a: Ix<Place>, b: Ix<Place>, on: Date) -> Option<Ix<Zone>> {
        let (a, b) = (self.line(a, on), self.line(b, on));
        let found = self.zones.iter().position(|test| test.holds(&a, &b));
        found.and_then(|at| u32::try_from(at).ok()).map(Ix::new)
    }
}

impl ZoneTest {
    /// Whether it holds between two places, each given with its ancestors.
    fn holds<'p, A, B>(&self, a: &A, b: &B) -> bool
    where
        A: Iterator<Item = &'p PlaceNode> + Clone,
        B: Iterator<Item = &'p PlaceNode> + Clone,
    {
        match self {
            Self::Any => true,
            Self::Same(kind) => kind.is_some_and(|kind| have_same(a, b, kind)),
            Self::SameGroup => a.clone().flat_map(|place| &place.groups).any(|group| in_group(b, *group)),
            Self::Groups(Some(one), Some(two)) => {
                (in_group(a, *one) && in_group(b, *two)) || (in_group(a, *two) && in_group(b, *one))
            }
            Self::Groups(..) | Self::Never => false,
        }
    }
}

/// Whether two lines of ancestors share a place of a kind.
fn have_same<'p>(
    a: &(impl Iterator<Item = &'p PlaceNode> + Clone),
    b: &(impl Iterator<Item = &'p PlaceNode> + Clone),
    kind: u32,
) -> bool {
    let mut ours = a.clone().filter(|place| place.kind == kind);
    ours.any(|place| b.clone().any(|other| std::ptr::eq(place, other)))
}

fn in_group<'p>(line: &(impl Iterator<Item = &'p PlaceNode> + Clone), group: u32) -> bool {
    line.clone().any(|place| place.groups.contains(&group))
}

/// How long the chains of references from each node are.
pub(crate) struct Chains {
    /// Nodes that stand on a cycle.
    cycles: Vec<usize>,
    /// Nodes whose longest chain is longer than [`MAX_CHAIN`].
    too_long: Vec<usize>,
}

impl Chains {
    /// Measures without recursion, in linear time: a hostile chain may be as long as the document.
    pub(crate) fn measure(count: usize, next: &dyn Fn(usize) -> [Option<usize>; 2]) -> Self {
        // Peel nodes whose every reference is already measured; what cannot be peeled hangs on a cycle.
        let mut waiting = vec![0_usize; count];
        let mut referrers: Vec<Vec<usize>> = vec![Vec::new(); count];
        for node in 0..count {
            for target in next(node).into_iter().flatten() {
                if let (Some(waits), Some(list)) = (waiting.get_mut(node), referrers.get_mut(target)) {
                    *waits += 1;
                    list.push(node);
                }
            }
        }
        let mut length = vec![1_usize; count];
        let mut ready: Vec<usize> = (0..count).filter(|node| waiting.get(*node) == Some(&0)).collect();
        while let Some(node) = ready.pop() {
            let longer = length.get(node).map_or(1, |own| own + 1);
            for referrer in referrers.get(node).into_iter().flatten() {
                if let (Some(own), Some(waits)) = (length.get_mut(*referrer), waiting.get_mut(*referrer)) {
                    *own = longer.max(*own);
                    *waits -= 1;
                    if *waits == 0 {
                        ready.push(*referrer);
                    }
                }
            }
        }
        // What is left leads into a cycle; peeled from the other side, what is left stands on one or between two.
        let mut referred: Vec<usize> = referrers
            .iter()
            .map(|list| list.iter().filter(|from| waiting.get(**from).is_some_and(|waits| *waits > 0)).count())
            .collect();
        let mut loose: Vec<usize> = (0..count)
            .filter(|node| waiting.get(*node).is_some_and(|w| *w > 0) && referred.get(*node) == Some(&0))
            .collect();
        while let Some(node) = loose.pop() {
            if let Some(waits) = waiting.get_mut(node) {
                *waits = 0;
            }
            for target in next(node).into_iter().flatten() {
                if let Some(count) = referred.get_mut(target).filter(|count| **count > 0) {
                    *count -= 1;
                    if *count == 0 && waiting.get(target).is_some_and(|waits| *waits > 0) {
                        loose.push(target);
                    }
                }
            }
        }
        let all = |test: &dyn Fn(usize) -> bool| (0..count).filter(|node| test(*node)).collect();
        Self {
            cycles: all(&|node| waiting.get(node).is_some_and(|waits| *waits > 0)),
            too_long: all(&|node| length.get(node).is_some_and(|length| *length > MAX_CHAIN)),
        }
    }

    pub(crate) fn report(&self, list: &Path<'_>, linker: &mut Linker<'_>) {
        for node in &self.cycles {
            linker.issues.add(IssueCode::Cycle, &Path::Index(list, *node), Params::new());
        }
        let max = i64::try_from(MAX_CHAIN).unwrap_or(i64::MAX);
        for node in &self.too_long {
            linker.issues.add(IssueCode::TooDeep, &Path::Index(list, *node), Params::new().with("max", max));
        }
    }
}
