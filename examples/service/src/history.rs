//! What is told about a consignment, by whom, and what of it counts.
//!
//! Several parties tell of one consignment, and each may take back and correct what it told itself. The library knows of
//! events and not of parties, so that what one party says about another's words is left out before it is asked, and so is what an
//! agency says of a consignment that is not registered for it.

use std::collections::{BTreeMap, BTreeSet};

use hoso::{Event, EventKind, Fold, Id, Issues, Time, Told, Tracking, track};

use crate::auth::Party;
use crate::person;
use crate::secret;

/// An event as it was heard: the words, and what the library makes of them.
#[derive(Clone, Debug)]
pub(crate) struct Heard {
    pub(crate) event: Event,
    words: String,
}

impl Heard {
    /// An event in our words, or by a code of another system.
    pub(crate) fn read(words: String) -> Result<Self, Issues> {
        Ok(Self::of(Told::parse(&words)?, words))
    }

    /// An event that was read, and the words that it was read from.
    pub(crate) fn of(told: Told, words: String) -> Self {
        Self { event: told.into_event(), words }
    }

    pub(crate) fn words(&self) -> &str {
        &self.words
    }

    /// The event without the person in it. It is equal to the one with it.
    pub(crate) fn without_person(self) -> Self {
        let words = person::without(&self.words);
        // A text that told the library nothing was free text.
        let silent = person::without_key(&words, "reason");
        let says_the_same =
            |words: &str| Told::parse(words).is_ok_and(|told| *told.event() == self.event.clone().without_person());
        Self { words: if says_the_same(&silent) { silent } else { words }, event: self.event.without_person() }
    }

    /// The digest of what equal events have in common, however they are written and whoever received the consignment.
    pub(crate) fn digest(&self) -> String {
        secret::digest(&self.event.at_no_offset().normal_form())
    }

    /// Whether of two equal events this one is kept, and not the words that are. The library tells the times of the one with
    /// the greater normal form, so that is kept, whichever came first.
    pub(crate) fn is_kept_before(&self, kept: &str) -> bool {
        if self.words == kept {
            return false;
        }
        let rank = |heard: &Self| (heard.event.normal_form(), heard.words.clone());
        Self::read(kept.to_owned()).is_ok_and(|kept| rank(self) > rank(&kept))
    }
}

/// An event that is stored.
#[derive(Clone, Debug)]
pub(crate) struct Stored {
    /// Who told it.
    pub(crate) by: Party,
    /// Whether that has a say now: its operator, or the agency that it is registered for.
    pub(crate) has_say: bool,
    pub(crate) words: String,
    /// When it came, in milliseconds since 1970.
    pub(crate) received_at: i64,
}

/// All that is stored of a consignment, read, in the order in which it happened.
#[derive(Debug)]
pub(crate) struct History<'s> {
    told: Vec<(&'s Stored, Event)>,
    /// Whose an event's id is: its operator's, or else its agency's. An agency learns nothing of what another told before it had the
    /// consignment, so that no id is taken by that.
    owners: BTreeMap<Id, &'s Party>,
}

impl<'s> History<'s> {
    /// # Errors
    /// Words that the library no longer reads.
    pub(crate) fn of(stored: &'s [Stored]) -> Result<Self, Issues> {
        let read = |stored: &'s Stored| Ok((stored, Told::parse(&stored.words)?.into_event()));
        let mut told: Vec<_> = stored.iter().map(read).collect::<Result<_, Issues>>()?;
        told.sort_by(|(_, one), (_, other)| turn(one).cmp(&turn(other)));
        let mut heard: Vec<_> = told.iter().filter(|(stored, _)| stored.has_say).collect();
        heard.sort_by_key(|(stored, _)| stored.by.is_agency());
        let mut owners = BTreeMap::new();
        for (stored, event) in heard {
            owners.entry(event.id().clone()).or_insert(&stored.by);
        }
        Ok(Self { told, owners })
    }

    /// Whether the operator told that the consignment was in its hands.
    pub(crate) fn is_accepted(&self) -> bool {
        let theirs: Vec<Event> =
            self.own().filter(|(stored, _)| !stored.by.is_agency()).map(|(_, it)| it.clone()).collect();
        track(&theirs).is_ok_and(|tracking| tracking.history.iter().any(|applied| applied.to.is_charged()))
    }

    /// Each stored event, with whether it counts: it is heard, no other word under its id stands in its place, and no void that
    /// counts takes it back.
    pub(crate) fn told(&self) -> impl Iterator<Item = (&'s Stored, &Event, bool)> {
        let mut last: BTreeMap<&Id, &Event> = BTreeMap::new();
        for event in self.heard() {
            let kept = last.entry(event.id()).or_insert(event);
            if !std::ptr::eq(*kept, event) && replaces(event, kept) {
                *kept = event;
            }
        }
        let voided: BTreeSet<&Id> = last.values().filter_map(|event| event.voids()).collect();
        self.told.iter().map(move |(stored, event)| {
            let is_last = last.get(event.id()).is_some_and(|last| std::ptr::eq(*last, event));
            let is_voided = event.kind() != EventKind::Void && voided.contains(event.id());
            (*stored, event, is_last && !is_voided)
        })
    }

    /// What the library is asked about: it sees for itself, and says, what was corrected and voided.
    pub(crate) fn heard(&self) -> impl Iterator<Item = &Event> {
        let accepted = self.is_accepted();
        let is_too_late = move |stored: &Stored, event: &Event| {
            accepted && stored.by.is_agency() && event.kind() == EventKind::Cancelled
        };
        self.own().filter(move |(stored, event)| !is_too_late(stored, event)).map(|(_, event)| event)
    }

    /// Where the consignment is.
    pub(crate) fn tracking(&self) -> Result<Tracking, Issues> {
        track(&self.heard().cloned().collect::<Vec<_>>())
    }

    /// The same without its history, to go on from.
    pub(crate) fn fold(&self) -> Result<Fold, Issues> {
        Fold::of(&self.heard().cloned().collect::<Vec<_>>())
    }

    fn own(&self) -> impl Iterator<Item = &(&'s Stored, Event)> {
        self.told.iter().filter(|(stored, event)| self.is_own(stored, event))
    }

    /// Whether an event is of who has a say, and neither speaks under an id of the other one, nor voids what that told.
    fn is_own(&self, stored: &Stored, event: &Event) -> bool {
        let is_theirs = |id: &Id| self.owners.get(id).is_some_and(|owner| **owner != stored.by);
        stored.has_say && !is_theirs(event.id()) && !event.voids().is_some_and(is_theirs)
    }
}

/// When it is the turn of an event, as the library has it; of two words under one id the first that was known comes first.
fn turn(event: &Event) -> (Time, EventKind, &Id, Time) {
    (event.at(), event.kind(), event.id(), known_at(event))
}

/// Whether of two words under one id this one counts, as the library has it: the one that was known last, or else the greater one.
fn replaces(event: &Event, other: &Event) -> bool {
    let (one, two) = (known_at(event), known_at(other));
    one > two || (one == two && event.normal_form() > other.normal_form())
}

fn known_at(event: &Event) -> Time {
    event.recorded_at().unwrap_or(event.at())
}

#[cfg(test)]
mod tests {
    use hoso::State;

    use super::*;

    fn told(day: i64, by: &Party, words: &str) -> Stored {
        let words = format!(r#"{{"consignment":"C","at":"2018-10-0{day}T08:00:00+07:00",{words}}}"#);
        Stored { by: by.clone(), has_say: true, words, received_at: 0 }
    }

    fn state(stored: &[Stored]) -> State {
        // Whatever the order in which they are read.
        let mut backwards = stored.to_vec();
        backwards.reverse();
        let [one, other] = [stored, &backwards].map(|all| History::of(all).unwrap().tracking().unwrap());
        assert_eq!(one, other);
        one.state
    }

    #[test]
    fn each_party_takes_back_and_corrects_its_own_alone() {
        let [post, agency, other] =
            [Party::Operator("post".into()), Party::Agency("a".into()), Party::Agency("b".into())];
        let accepted = told(1, &post, r#""id":"1","kind":"accepted""#);
        let delivered = told(2, &post, r#""id":"2","kind":"delivered""#);
        let both = [accepted.clone(), delivered.clone()];
        assert_eq!(state(&both), State::Delivered);
        let void = |day, by| told(day, by, r#""id":"9","kind":"void","voids":"2""#);
        assert_eq!(state(&[&both[..], &[void(3, &agency)]].concat()), State::Delivered);
        assert_eq!(state(&[&both[..], &[void(3, &post)]].concat()), State::Accepted);
        // Before what it voids is known.
        assert_eq!(
            state(&[void(1, &agency), accepted.clone(), told(2, &post, r#""id":"2","kind":"delivered""#)]),
            State::Delivered
        );
        let overwritten = told(3, &agency, r#""id":"2","kind":"created","recorded_at":"2999-01-01T00:00:00+07:00""#);
        assert_eq!(state(&[&both[..], &[overwritten]].concat()), State::Delivered);
        // An id that an agency took before its operator used it is the operator's all the same.
        let taken = told(0, &agency, r#""id":"2","kind":"created","recorded_at":"2999-01-01T00:00:00+07:00""#);
        let taken = Stored { words: taken.words.replace("-00T", "-01T"), ..taken };
        assert_eq!(state(&[taken, accepted.clone(), delivered.clone()]), State::Delivered);
        // Of two agencies the one that it is registered for, whichever was first.
        let [one, another] = [(1, &agency, "created"), (2, &other, "created")]
            .map(|(day, by, kind)| told(day, by, &format!(r#""id":"1","kind":"{kind}""#)));
        let cancelled = told(3, &agency, r#""id":"3","kind":"cancelled""#);
        let void = told(3, &other, r#""id":"4","kind":"void","voids":"3""#);
        let of = |party: &Party| {
            let all = [one.clone(), another.clone(), cancelled.clone(), void.clone()];
            all.map(|stored| Stored { has_say: stored.by == *party, ..stored })
        };
        assert_eq!(
            (state(&of(&agency)), state(&of(&other)), state(&of(&post))),
            (State::Cancelled, State::Created, State::None)
        );
    }

    #[test]
    fn an_agency_cancels_only_what_the_post_does_not_have() {
        let [post, agency] = [Party::Operator("post".into()), Party::Agency("a".into())];
        let created = told(1, &agency, r#""id":"1","kind":"created""#);
        let cancelled = told(2, &agency, r#""id":"2","kind":"cancelled""#);
        assert_eq!(state(&[created.clone(), cancelled.clone()]), State::Cancelled);
        let accepted = told(3, &post, r#""id":"3","kind":"accepted""#);
        assert_eq!(state(&[created, cancelled, accepted]), State::Accepted);
    }

    /// What does not count may be left out, and then nothing else is to be left out.
    #[test]
    fn what_counts_is_what_the_library_goes_by() {
        let post = Party::Operator("post".into());
        let kinds =
            [r#""held""#, r#""departed""#, r#""void","voids":"1""#, r#""void","voids":"2""#, r#""void","voids":"3""#];
        let words = |id: usize, kind: &str, day: i64| {
            told(day, &post, &format!(r#""id":"{id}","kind":{kind},"recorded_at":"2018-10-09T08:00:00+07:00""#))
        };
        let all: Vec<Stored> = (1..=3)
            .flat_map(|id| kinds.iter().flat_map(move |kind| [1, 2].map(|day| (id, *kind, day))))
            .map(|(id, kind, day)| words(id, kind, day))
            .collect();
        let mut left_out = 0;
        for one in &all {
            for two in &all {
                for three in &all[..10] {
                    let stored = [one.clone(), two.clone(), three.clone()];
                    let history = History::of(&stored).unwrap();
                    let counting: Vec<Event> =
                        history.told().filter(|(.., counts)| *counts).map(|(_, event, _)| event.clone()).collect();
                    let (whole, part) = (history.tracking().unwrap(), track(&counting).unwrap());
                    assert_eq!((whole.state, &whole.history), (part.state, &part.history), "{stored:?}");
                    let is_superseded = |it: &&hoso::Anomaly| it.code == hoso::AnomalyCode::ConflictingEvent;
                    assert_eq!(part.anomalies.iter().filter(is_superseded).count(), 0, "{stored:?}");
                    left_out += stored.len() - counting.len();
                }
            }
        }
        assert!(left_out > 1_000);
    }
}
