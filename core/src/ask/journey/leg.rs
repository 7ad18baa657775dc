//! The legs of a journey: each a consignment, tracked by its events.

use std::collections::BTreeMap;

use super::answer::Leg;
use super::question::Dossier;
use crate::ask::track::{Applied, Event, EventKind, State, track};
use crate::document::Service;
use crate::wire::{Date, Id, Issues, Time, UtcOffset, sort};

impl Leg {
    fn of(leg: Service, events: &[Event]) -> Result<Self, Issues> {
        Ok(Self { leg, tracking: track(events)? })
    }

    /// Whether the carriage ended or cannot go on: no delivery can be expected of it.
    pub(super) fn is_over(&self) -> bool {
        self.tracking.state.is_final() || self.tracking.state == State::Lost
    }

    /// Whether it waits for another delivery.
    pub(super) fn is_waiting(&self) -> bool {
        !self.is_over() && self.tracking.state != State::Returning
    }

    pub(super) fn is_delivered(&self) -> bool {
        self.tracking.state == State::Delivered
    }

    /// The first day of what was told of one of these kinds.
    fn first(&self, offset: UtcOffset, is: impl Fn(EventKind) -> bool) -> Option<Date> {
        self.tracking.history.iter().find(|applied| is(applied.kind))?.at.day(offset)
    }

    /// The first sign that the post had it: some offices tell no acceptance, only what came after, and some feeds begin with
    /// the delivery.
    fn taken(&self) -> Option<&Applied> {
        use EventKind as Kind;
        let has_it = |applied: &&Applied| {
            !matches!(
                applied.kind,
                Kind::Created | Kind::Cancelled | Kind::ClaimOpened | Kind::ClaimSettled | Kind::ClaimRefused
            )
        };
        self.tracking.history.iter().find(has_it)
    }

    fn taken_on(&self, offset: UtcOffset) -> Option<Date> {
        self.taken()?.at.day(offset)
    }

    /// The day on which the post took it, where that was told, or what comes right after it.
    fn taking_told_on(&self, offset: UtcOffset) -> Option<Date> {
        let took = |kind| matches!(kind, EventKind::Accepted | EventKind::Departed | EventKind::Arrived);
        self.taken().filter(|applied| took(applied.kind))?.at.day(offset)
    }

    fn attempted_on(&self, offset: UtcOffset) -> Option<Date> {
        self.first(offset, |kind| matches!(kind, EventKind::DeliveryFailed | EventKind::Delivered))
    }

    fn delivered_at(&self) -> Option<Time> {
        let delivered = |applied: &&Applied| applied.kind == EventKind::Delivered;
        Some(self.tracking.history.iter().find(delivered)?.at)
    }

    fn delivered_on(&self, offset: UtcOffset) -> Option<Date> {
        self.delivered_at()?.day(offset)
    }

    fn last_failed_on(&self, offset: UtcOffset) -> Option<Date> {
        let failed = |applied: &&Applied| applied.kind == EventKind::DeliveryFailed;
        self.tracking.history.iter().rfind(failed)?.at.day(offset)
    }
}

/// When what happened, as given or else as the events tell it.
#[derive(Clone, Copy, Debug)]
pub(super) struct KnownDays {
    pub(super) posted: Option<Date>,
    /// The day of the hand-over itself, which a supplement does not move.
    pub(super) handed_in: Option<Date>,
    pub(super) filed: Option<Date>,
    /// When that was, where it is known more closely than by the day: the cut-off tells the day on which it counts.
    pub(super) filed_at: Option<Time>,
    pub(super) resolved: Option<Date>,
    /// The first time: at the latest then.
    pub(super) collected: Option<Date>,
    /// Where somebody said when it was, that day.
    pub(super) collecting_told: Option<Date>,
}

/// When what happened to one sending of the result.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sending<'l> {
    /// None: nothing was told of it.
    pub(super) leg: Option<&'l Leg>,
    pub(super) collected_on: Option<Date>,
    pub(super) attempted_on: Option<Date>,
    pub(super) last_attempt_on: Option<Date>,
    pub(super) delivered_on: Option<Date>,
}

/// Every sending of the result.
#[derive(Debug)]
pub(super) struct Sendings<'l> {
    pub(super) before: Vec<Sending<'l>>,
    /// The one under way, or to come.
    pub(super) last: Sending<'l>,
}

/// The legs of which something was told.
#[derive(Debug)]
pub(super) struct Legs {
    offset: UtcOffset,
    pub(super) intake: Option<Leg>,
    /// By the first event that had an effect, then by consignment.
    pub(super) returns: Vec<Leg>,
}

impl Legs {
    pub(super) fn of(dossier: &Dossier, offset: UtcOffset) -> Result<Self, Issues> {
        let events = &dossier.intake_events;
        let intake = (!events.is_empty()).then(|| Leg::of(Service::Intake, events)).transpose();
        let intake = intake.map_err(|issues| below("/intake_events", &issues))?;
        let mut consignments: BTreeMap<&Id, Vec<Event>> = BTreeMap::new();
        for event in &dossier.return_events {
            consignments.entry(&event.consignment).or_default().push(event.clone());
        }
        let legs = consignments.values().map(|events| Leg::of(Service::Return, events));
        let mut returns: Vec<Leg> = legs.collect::<Result<_, Issues>>()?;
        // Stable, so that legs of one instant stay in the order of their consignments.
        sort::by_key(&mut returns, |leg| {
            let first = leg.tracking.history.first().map(|applied| applied.at);
            (first.is_none(), first)
        });
        Ok(Self { offset, intake, returns })
    }

    /// When what happened.
    pub(super) fn known(&self, dossier: &Dossier) -> KnownDays {
        let handed_in_on = self.handed_in_on();
        let first = |day: fn(&Leg, UtcOffset) -> Option<Date>| match self.returns.as_slice() {
            [first, _, ..] => day(first, self.offset),
            [only] => dossier.collected_on.or_else(|| day(only, self.offset)),
            [] => dossier.collected_on,
        };
        let told_at = dossier.filed_at.or_else(|| self.intake.as_ref()?.delivered_at());
        let filed_at = if dossier.filed_on.is_some() { None } else { told_at };
        let filed = dossier.filed_on.or_else(|| filed_at?.day(self.offset));
        KnownDays {
            posted: dossier.posted_on.or_else(|| self.intake.as_ref()?.taken_on(self.offset)),
            handed_in: handed_in_on.or(filed),
            filed,
            filed_at,
            resolved: dossier.resolved_on,
            collected: first(Leg::taken_on),
            collecting_told: first(Leg::taking_told_on),
        }
    }

    /// Each sending of the result, in order. What the dossier says is about the last.
    pub(super) fn sendings<'l>(&'l self, dossier: &Dossier) -> Sendings<'l> {
        let (last, before) = self.returns.split_last().map_or((None, &[][..]), |(last, before)| (Some(last), before));
        let last = self.sending(last);
        let last = Sending {
            collected_on: dossier.collected_on.or(last.collected_on),
            last_attempt_on: dossier.last_attempt_on.or(last.last_attempt_on),
            ..last
        };
        Sendings { before: before.iter().map(|leg| self.sending(Some(leg))).collect(), last }
    }

    fn sending<'l>(&self, leg: Option<&'l Leg>) -> Sending<'l> {
        let on = |day: fn(&Leg, UtcOffset) -> Option<Date>| day(leg?, self.offset);
        Sending {
            leg,
            collected_on: on(Leg::taken_on),
            attempted_on: on(Leg::attempted_on),
            last_attempt_on: on(Leg::last_failed_on),
            delivered_on: on(Leg::delivered_on),
        }
    }

    /// The day on which the agency was handed the dossier, by the events.
    pub(super) fn handed_in_on(&self) -> Option<Date> {
        self.intake.as_ref()?.delivered_on(self.offset)
    }

    /// The day on which the result was handed over.
    pub(super) fn handed_over_on(&self) -> Option<Date> {
        self.returns.iter().find_map(|leg| leg.delivered_on(self.offset))
    }

    pub(super) fn into_list(self) -> Vec<Leg> {
        self.intake.into_iter().chain(self.returns).collect()
    }
}

/// Issues of a list, told from the whole that it stands in.
fn below(list: &str, issues: &Issues) -> Issues {
    let mut told = Issues::new();
    for issue in issues {
        told.push(issue.within(&list));
    }
    told
}
