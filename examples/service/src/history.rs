//! What is told about a consignment, by whom, and what of it counts.
//!
//! Several parties tell of one consignment, and each may take back and correct what it told itself. The library knows of
//! events and not of parties, so that what one party says about another's words is left out before it is asked, and so is what an
//! agency says of a consignment that is not registered for it.

use std::collections::BTreeMap;

use hoso::{Event, EventKind, Fold, Id, Issues, Told, Tracking, track};

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

/// All that is stored of a consignment, read.
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
        let told: Vec<_> = stored.iter().map(read).collect::<Result<_, Issues>>()?;
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
            self.kept().filter(|(stored, _)| !stored.by.is_agency()).map(|(_, it)| it.clone()).collect();
        track(&theirs).is_ok_and(|tracking| tracking.history.iter().any(|applied| applied.to.is_charged()))
    }

    /// Each stored event, with whether it counts.
    pub(crate) fn told(&self) -> impl Iterator<Item = (&'s Stored, &Event, bool)> {
        let accepted = self.is_accepted();
        self.told.iter().map(move |(stored, event)| {
            let too_late = accepted && stored.by.is_agency() && event.kind() == EventKind::Cancelled;
            (*stored, event, self.is_own(stored, event) && !too_late)
        })
    }

    /// Where the consignment is, by what counts.
    pub(crate) fn tracking(&self) -> Result<Tracking, Issues> {
        track(&self.counting())
    }

    /// The same without its history, to go on from.
    pub(crate) fn fold(&self) -> Result<Fold, Issues> {
        Fold::of(&self.counting())
    }

    fn counting(&self) -> Vec<Event> {
        self.told().filter(|(.., counts)| *counts).map(|(_, it, _)| it.clone()).collect()
    }

    fn kept(&self) -> impl Iterator<Item = &(&'s Stored, Event)> {
        self.told.iter().filter(|(stored, event)| self.is_own(stored, event))
    }

    /// Whether an event is of who has a say, and neither speaks under an id of the other one, nor voids what that told.
    fn is_own(&self, stored: &Stored, event: &Event) -> bool {
        let is_theirs = |id: &Id| self.owners.get(id).is_some_and(|owner| **owner != stored.by);
        stored.has_say && !is_theirs(event.id()) && !event.voids().is_some_and(is_theirs)
    }
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
}
