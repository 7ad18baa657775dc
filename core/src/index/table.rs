//! Positions in lists, and things that hold on some days.

use std::cmp::Ordering;
use std::fmt;
use std::marker::PhantomData;

use crate::wire::{Date, Span, sort};

/// The position of a `T` in its list of the rulebook.
pub(crate) struct Ix<T>(u32, PhantomData<fn() -> T>);

impl<T> Ix<T> {
    pub(crate) const fn new(position: u32) -> Self {
        Self(position, PhantomData)
    }

    /// The position as the length of a list counts it.
    pub(crate) fn position(self) -> usize {
        position(self.0)
    }

    /// All positions of a list, or of one that runs beside it.
    pub(crate) fn all<K>(list: &[K]) -> impl Iterator<Item = Self> + use<T, K> {
        (0..).take(list.len()).map(Self::new)
    }
}

impl<T> Clone for Ix<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Ix<T> {}
impl<T> PartialEq for Ix<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<T> Eq for Ix<T> {}
impl<T> PartialOrd for Ix<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Ix<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}
impl<T> fmt::Debug for Ix<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

/// A position as the length of a list counts it.
#[inline]
pub(crate) fn position(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

/// Puts a value at a position; past the end of the list there is nothing to put it in.
pub(crate) fn set<T>(list: &mut [T], at: usize, value: T) {
    if let Some(slot) = list.get_mut(at) {
        *slot = value;
    }
}

/// Adds a value to the list at a position; past the end there is none.
pub(crate) fn push_at<T>(lists: &mut [Vec<T>], at: usize, value: T) {
    if let Some(list) = lists.get_mut(at) {
        list.push(value);
    }
}

/// Lists that positions point into: the document's, and the compiled ones that run beside them.
pub(crate) trait At<T> {
    /// The element at a position.
    fn at<K>(&self, ix: Ix<K>) -> &T;
}

impl<T> At<T> for [T] {
    #[expect(clippy::indexing_slicing, reason = "an Ix is made only by the rulebook whose lists it points into")]
    fn at<K>(&self, ix: Ix<K>) -> &T {
        &self[ix.position()]
    }
}

/// Values of which at most one holds on a day.
#[derive(Debug)]
pub(crate) struct ByDay<T>(Vec<(Span, T)>);

impl<T> ByDay<T> {
    /// Sorts values by their first day. Their spans do not overlap: see [`overlaps`].
    pub(crate) fn new(mut values: Vec<(Span, T)>) -> Self {
        sort::by_key(&mut values, |(span, _)| span.from);
        Self(values)
    }

    /// The value that holds on a day.
    #[inline]
    pub(crate) fn on(&self, day: Date) -> Option<&T> {
        self.find(day).map(|found| self.at(found))
    }

    /// The position of the value that holds on a day, by first day.
    #[inline]
    pub(crate) fn find(&self, day: Date) -> Option<Ix<T>> {
        let at = self.0.partition_point(|(span, _)| span.from <= day).checked_sub(1)?;
        self.0.get(at)?.0.contains(day).then(|| u32::try_from(at).ok().map(Ix::new))?
    }

    /// The value at a position.
    #[inline]
    pub(crate) fn at(&self, position: Ix<T>) -> &T {
        &self.0.at(position).1
    }

    /// Spans and values, by first day.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &(Span, T)> {
        self.0.iter()
    }
}

/// Each position whose span overlaps an earlier-starting one, with that one's position.
pub(crate) fn overlaps(spans: &[Span]) -> Vec<(usize, usize)> {
    let mut order: Vec<(usize, Span)> = spans.iter().copied().enumerate().collect();
    sort::by_key(&mut order, |(position, span)| (span.from, *position));
    let mut found = Vec::new();
    let mut reaching: Option<(usize, Span)> = None;
    for (position, span) in order {
        match reaching {
            Some((other, held)) if held.overlaps(span) => found.push((position.max(other), position.min(other))),
            _ => {}
        }
        let further = |held: Span| held.until.is_some_and(|end| span.until.is_none_or(|until| until > end));
        if reaching.is_none_or(|(_, held)| further(held)) {
            reaching = Some((position, span));
        }
    }
    sort::sort(&mut found);
    found
}

/// Values of which several may hold on a day, for finding quickly the few that do.
///
/// An index that narrows: [`Timeline::candidates`] gives every value that holds on the day, best first, and may give
/// others, so the caller looks at each value's own span. That way values that overlap without measure (which no
/// sensible rulebook has) cost time and not memory.
#[derive(Debug)]
pub(crate) struct Timeline<T> {
    /// From which day on which range of the values may hold; none: all of them, on every day.
    segments: Vec<(Date, u32, u32)>,
    values: Vec<T>,
}

impl<T: Copy> Timeline<T> {
    /// The timeline of values, which come best first.
    pub(crate) fn new(values: &[(Span, T)]) -> Self {
        let spans = || values.iter().map(|(span, _)| *span).collect::<Vec<_>>();
        let told_apart = if values.len() > FEW { segments(&spans()) } else { None };
        let (segments, positions) = told_apart.unwrap_or_else(|| (Vec::new(), (0..values.len()).collect()));
        let at = |position| values.get(position).map(|(_, value)| *value);
        Self { segments, values: positions.into_iter().filter_map(at).collect() }
    }

    /// Every value that holds on a day, and perhaps others, best first.
    #[inline]
    pub(crate) fn candidates(&self, day: Date) -> &[T] {
        if self.segments.is_empty() {
            return &self.values;
        }
        let after = self.segments.partition_point(|(start, ..)| *start <= day);
        let segment = after.checked_sub(1).and_then(|segment| self.segments.get(segment));
        segment.and_then(|(_, from, to)| self.values.get(position(*from)..position(*to))).unwrap_or(&[])
    }
}

/// Overlap, in values listed per value given, beyond which the days are not told apart.
const MAX_OVERLAP: usize = 16;
/// The days of so few values are not told apart. In a page no days are: it asks about few contracts, and its module is the smaller.
const FEW: usize = if cfg!(target_arch = "wasm32") { usize::MAX } else { 3 };

/// From which day on which range of the positions holds, and the positions of the spans that hold then.
type Segments = (Vec<(Date, u32, u32)>, Vec<usize>);

/// The days told apart, unless the spans overlap without measure.
fn segments(spans: &[Span]) -> Option<Segments> {
    let mut starts: Vec<Date> = spans.iter().flat_map(|span| [Some(span.from), span.until]).flatten().collect();
    sort::distinct(&mut starts);
    // Which spans begin where, so that a sweep over the days sees each once.
    let mut begins: Vec<(Date, usize)> = Vec::new();
    for (position, span) in spans.iter().enumerate().filter(|(_, span)| !span.is_empty()) {
        begins.push((span.from, position));
    }
    sort::sort(&mut begins);
    let most = spans.len().saturating_mul(MAX_OVERLAP).saturating_add(MAX_OVERLAP);
    let mut begins = begins.into_iter().peekable();
    let (mut holding, mut segments, mut positions): (Vec<usize>, _, _) = (Vec::new(), Vec::new(), Vec::new());
    for start in starts {
        holding.retain(|at| spans.get(*at).is_some_and(|span| span.contains(start)));
        while let Some((_, position)) = begins.next_if(|(day, _)| *day <= start) {
            holding.push(position);
        }
        sort::sort(&mut holding);
        let from = positions.len();
        if from.saturating_add(holding.len()) > most {
            return None;
        }
        positions.extend_from_slice(&holding);
        segments.push((start, u32::try_from(from).ok()?, u32::try_from(positions.len()).ok()?));
    }
    Some((segments, positions))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(from: &str, until: &str) -> Span {
        Span { from: from.parse().unwrap(), until: until.parse().ok() }
    }

    #[test]
    fn a_timeline_gives_what_holds_best_first() {
        let values = [
            (span("2014-01-01", "2016-01-01"), 'a'),
            (span("2015-01-01", ""), 'b'),
            (span("2011-01-01", "2012-01-01"), 'c'),
            (span("2010-01-01", "2011-01-01"), 'd'),
        ];
        let timeline = Timeline::new(&values);
        let on = |day: &str| timeline.candidates(day.parse().unwrap()).iter().collect::<String>();
        assert_eq!([on("2013-12-31"), on("2014-01-01"), on("2015-06-01"), on("2016-01-01")], ["", "a", "ab", "b"]);
    }

    #[test]
    fn values_that_all_overlap_stay_linear_in_memory() {
        let day = |n: i64| Date::from_number(735_000 + n).unwrap();
        let values: Vec<_> = (0..2_000).map(|n| (Span { from: day(n), until: Some(day(9_000 - n)) }, n)).collect();
        let timeline = Timeline::new(&values);
        assert!(timeline.values.len() <= 2_000 * 17);
        let hits =
            timeline.candidates(day(3)).iter().filter(|n| values[usize::try_from(**n).unwrap()].0.contains(day(3)));
        assert_eq!(hits.count(), 4);
    }

    #[test]
    fn overlaps_are_seen_across_a_longer_span() {
        let spans = [span("2014-01-01", "2020-01-01"), span("2015-01-01", "2016-01-01"), span("2017-01-01", "")];
        assert_eq!(overlaps(&spans), [(1, 0), (2, 0)]);
        assert_eq!(overlaps(&[span("2014-01-01", "2015-01-01"), span("2015-01-01", "")]), []);
        // Of those that end on one day the first is named.
        let spans = [span("2014-01-01", "2020-01-01"), span("2015-01-01", "2020-01-01"), span("2017-01-01", "")];
        assert_eq!(overlaps(&spans), [(1, 0), (2, 0)]);
    }
}
