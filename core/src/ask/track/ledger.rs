//! From a set of events to those that count, in order: one content for each id, nothing that is voided.
//!
//! Nothing here looks at the order in which events arrived. Sorting takes all the time there is: n log n, whatever the
//! events are.

use std::hash::Hasher as _;

use rustc_hash::FxHasher;

use super::anomaly::{Anomaly, AnomalyCode};
use super::event::{Event, EventKind};
use super::tracking::Tracking;
use crate::wire::{Id, Time, sort};

/// When it is the turn of an event: by instant, then rank, then id.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Turn<'e> {
    instant: (i64, u32),
    kind: EventKind,
    id: &'e Id,
}

impl<'e> Turn<'e> {
    pub(super) fn of(event: &'e Event) -> Self {
        Self::new(event.at, event.kind, &event.id)
    }

    pub(super) fn new(at: Time, kind: EventKind, id: &'e Id) -> Self {
        Self { instant: at.instant(), kind, id }
    }
}

/// The events that count, in order, and what was found on the way.
#[derive(Debug, Default)]
pub(super) struct Ledger<'e> {
    pub(super) counting: Vec<(Turn<'e>, &'e Event)>,
    anomalies: Vec<(Turn<'e>, Anomaly)>,
}

impl<'e> Ledger<'e> {
    pub(super) fn of(events: &'e [Event]) -> Self {
        let mut ledger = Self::default();
        // A page shows one consignment, and is the smaller for sorting its events.
        let plain = if cfg!(target_arch = "wasm32") { None } else { few_and_plain(events) };
        ledger.counting = plain.unwrap_or_else(|| ledger.sorted_out(events));
        // They are in the order in which they were told, which mostly is theirs: what is sorted already is sorted quickly.
        sort::by(&mut ledger.counting, |a, b| a.0.cmp(&b.0));
        ledger
    }

    /// The events that count, in the order in which they were told, however many they are and whatever they say.
    fn sorted_out(&mut self, events: &'e [Event]) -> Vec<(Turn<'e>, &'e Event)> {
        let mut entries = self.one_of_each_id(events);
        self.strike_voided(&mut entries);
        let mut counts = vec![false; events.len()];
        for entry in entries.iter().filter(|entry| !entry.voided && entry.event.kind != EventKind::Void) {
            if let Some(counts) = counts.get_mut(entry.position) {
                *counts = true;
            }
        }
        let counting = events.iter().zip(counts).filter(|(_, counts)| *counts);
        counting.map(|(event, _)| (Turn::of(event), event)).collect()
    }

    /// One entry for each id, sorted as [`IdEvent::key`] says.
    fn one_of_each_id(&mut self, events: &'e [Event]) -> Vec<IdEvent<'e>> {
        let mut told: Vec<IdEvent<'e>> = events.iter().enumerate().map(IdEvent::new).collect();
        sort::by(&mut told, |a, b| a.key().cmp(&b.key()));
        let mut entries = Vec::with_capacity(told.len());
        for same_id in told.chunk_by(|a, b| a.key() == b.key()) {
            match same_id {
                [one] => entries.push(*one),
                [first, rest @ ..] if rest.iter().all(|entry| entry.event.is_written_as(first.event)) => {
                    entries.push(*first);
                }
                contents => entries.extend(self.winner(contents)),
            }
        }
        entries
    }

    /// The content that counts: the one known last, of those the greatest in normal form. The others are conflicts.
    fn winner(&mut self, told: &[IdEvent<'e>]) -> Option<IdEvent<'e>> {
        let mut told = told.to_vec();
        sort::by_key(&mut told, |entry| entry.event.known_at());
        let mut contents = Vec::with_capacity(told.len());
        for same_time in told.chunk_by(|a, b| a.event.known_at() == b.event.known_at()) {
            match same_time {
                [one] => contents.push(*one),
                several => contents.extend(by_normal_form(several)),
            }
        }
        let winner = contents.pop();
        for loser in contents {
            self.note(Turn::of(loser.event), Anomaly::new(AnomalyCode::ConflictingEvent, &loser.event.id));
        }
        winner
    }

    /// Marks what is voided by a void that counts, whenever it came. Neither a void nor what is not there can be voided.
    fn strike_voided(&mut self, entries: &mut [IdEvent<'e>]) {
        let mut voided = Vec::new();
        for void in entries.iter().filter(|entry| entry.event.kind == EventKind::Void) {
            let target = void.event.voids.as_ref().map(|id| (hash(id), id));
            let found = target.and_then(|key| entries.binary_search_by(|entry| entry.key().cmp(&key)).ok());
            let code = match found.and_then(|at| entries.get(at)) {
                None => AnomalyCode::VoidOfUnknown,
                Some(target) if target.event.kind == EventKind::Void => AnomalyCode::VoidOfVoid,
                Some(_) => {
                    voided.extend(found);
                    continue;
                }
            };
            self.note(Turn::of(void.event), Anomaly::new(code, &void.event.id));
        }
        for at in voided {
            if let Some(entry) = entries.get_mut(at) {
                entry.voided = true;
            }
        }
    }

    /// Where the consignment of an event is, after all that counts; notes what does not fit. What follows from that is not
    /// filled in.
    pub(super) fn follow(&mut self, first: Option<&Event>) -> Tracking {
        let counting = std::mem::take(&mut self.counting);
        let mut tracking = Tracking::untold();
        tracking.consignment = first.map(|first| first.consignment.clone());
        tracking.history.reserve_exact(counting.len());
        for (turn, event) in counting {
            if let Some(anomaly) = tracking.take(event) {
                self.note(turn, anomaly);
            }
        }
        tracking
    }

    /// Notes what is wrong with the event of a turn.
    fn note(&mut self, turn: Turn<'e>, anomaly: Anomaly) {
        self.anomalies.push((turn, anomaly));
    }

    /// All anomalies, in the order of their events. Of one turn, which is one id, the anomaly of the content that counts
    /// comes before its conflicts; these read all the same, so their order cannot be told.
    pub(super) fn anomalies(self) -> Vec<Anomaly> {
        let mut anomalies = self.anomalies;
        let key = |(turn, anomaly): &(Turn<'e>, Anomaly)| (*turn, anomaly.code == AnomalyCode::ConflictingEvent);
        sort::by_key(&mut anomalies, key);
        anomalies.into_iter().map(|(_, anomaly)| anomaly).collect()
    }
}

/// So many events are held against each other one by one, which takes less than to sort them. It is the square of this that
/// hostile events cost.
const FEW: usize = 32;

/// The events that count, in the order in which they were told, where that is plain: they are few, none is a void, and what
/// has the id of another only repeats it.
fn few_and_plain(events: &[Event]) -> Option<Vec<(Turn<'_>, &Event)>> {
    let mut endings = [0; FEW];
    let mut counting: Vec<(Turn<'_>, &Event)> = Vec::with_capacity(events.len().min(FEW));
    for event in events {
        let ending = ending(&event.id);
        let same = |(other, (turn, _)): &(&u64, &(Turn<'_>, &Event))| **other == ending && *turn.id == event.id;
        match endings.iter().zip(&counting).find(same) {
            Some((_, (_, first))) if event.is_written_as(first) => {}
            None if event.kind != EventKind::Void => {
                *endings.get_mut(counting.len())? = ending;
                counting.push((Turn::of(event), event));
            }
            _ => return None,
        }
    }
    Some(counting)
}

/// The last bytes of an id, in which ids of one consignment mostly differ.
fn ending(id: &Id) -> u64 {
    let bytes = id.as_str().as_bytes();
    match bytes.last_chunk() {
        Some(last) => u64::from_le_bytes(*last),
        None => bytes.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)),
    }
}

/// An event by its id.
#[derive(Clone, Copy, Debug)]
struct IdEvent<'e> {
    hash: u64,
    event: &'e Event,
    /// Its position among all that was told.
    position: usize,
    voided: bool,
}

impl<'e> IdEvent<'e> {
    fn new((position, event): (usize, &'e Event)) -> Self {
        Self { hash: hash(&event.id), event, position, voided: false }
    }

    /// What events are grouped and found by. The hash only spares comparing texts: ids made to collide are told apart
    /// by the text, and the order of hashes never shows in an answer.
    fn key(&self) -> (u64, &'e Id) {
        (self.hash, &self.event.id)
    }
}

/// Each content once, the greatest normal form last. Equal events may be written in two ways, with their times at two
/// offsets: the greater normal form stands for them.
fn by_normal_form<'e>(told: &[IdEvent<'e>]) -> impl Iterator<Item = IdEvent<'e>> {
    let forms = |entry: &IdEvent<'e>| (entry.event.at_no_offset().normal_form(), entry.event.normal_form(), *entry);
    let mut contents: Vec<_> = told.iter().map(forms).collect();
    sort::by(&mut contents, |a, b| (&b.0, &b.1).cmp(&(&a.0, &a.1)));
    contents.dedup_by(|a, b| a.0 == b.0);
    sort::by(&mut contents, |a, b| a.1.cmp(&b.1));
    contents.into_iter().map(|(.., entry)| entry)
}

fn hash(id: &Id) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(id.as_str().as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Time;

    fn event(id: &str, kind: EventKind) -> Event {
        let at: Time = "2014-10-01T08:00:00+07:00".parse().unwrap();
        let (id, consignment) = (id.parse().unwrap(), "c".parse().unwrap());
        match kind {
            EventKind::Void => Event::void(id, consignment, at, "e1".parse().unwrap()),
            kind => Event::new(id, consignment, kind, at).unwrap(),
        }
    }

    /// What counts of events by the long way, which the short way must agree with where there is one.
    fn counting(events: &[Event]) -> (Vec<&str>, bool) {
        let long: Vec<_> = Ledger::default().sorted_out(events).into_iter().map(|(_, event)| event).collect();
        let short = few_and_plain(events);
        if let Some(short) = &short {
            let short: Vec<_> = short.iter().map(|(_, event)| *event).collect();
            assert_eq!(short.len(), long.len());
            assert!(short.iter().zip(&long).all(|(short, long)| std::ptr::eq(*short, *long)));
        }
        (long.into_iter().map(|event| event.id.as_str()).collect(), short.is_some())
    }

    #[test]
    fn a_few_plain_events_count_as_many_and_others_do() {
        use EventKind::{Accepted, Arrived, Departed, Void};
        let [one, two] = [event("e1", Accepted), event("e2", Departed)];
        assert_eq!(counting(&[two.clone(), one.clone(), two.clone(), one.clone()]), (vec!["e2", "e1"], true));
        // Other ids that end alike are of other events.
        let alike = [event("first-12345678", Accepted), event("other-12345678", Departed)];
        assert_eq!(counting(&alike), (vec!["first-12345678", "other-12345678"], true));
        // An id with another content, a void, and the same instant in other words are no matter of a quick look.
        assert!(!counting(&[one.clone(), event("e1", Arrived)]).1);
        assert_eq!(counting(&[one.clone(), two.clone(), event("v", Void)]), (vec!["e2"], false));
        assert!(!counting(&[one.clone(), one.at_no_offset()]).1);
    }

    #[test]
    fn as_many_as_are_few_are_held_against_each_other_however_often_they_are_told() {
        let events: Vec<Event> = (0..=FEW).map(|n| event(&format!("event-{n:04}"), EventKind::Arrived)).collect();
        let (few, many) = (events.split_last().unwrap().1, &events);
        assert!(counting(&[few, few].concat()).1);
        let (ids, short) = counting(many);
        assert_eq!((ids.len(), short), (FEW + 1, false));
    }
}
