//! A simulated carriage: the events that the post would tell of one result, late, twice and out of order.

use fastrand::Rng;
use hoso::{Date, Event, EventKind, FailureReason, Id};

use crate::Failure;
use crate::random::{chance, weighted};

/// Of ten thousand results by post, how many are first tried after the due day, and lost.
const TRIED_LATE: u32 = 350;
const LOST: u32 = 5;
/// Of ten thousand attempts, how many fail: the first, and the second.
const FIRST_FAILS: u32 = 900;
const SECOND_FAILS: u32 = 1_500;
/// Of ten thousand events, how many are told twice.
const TOLD_TWICE: u32 = 400;

/// Why deliveries fail, in parts of a hundred.
const REASONS: [(FailureReason, u32); 5] = [
    (FailureReason::AddresseeAbsent, 55),
    (FailureReason::Unreachable, 20),
    (FailureReason::AddressWrong, 12),
    (FailureReason::Moved, 8),
    (FailureReason::Refused, 5),
];

/// The post's working days, and the day on which the simulation looks back.
#[derive(Debug)]
pub(crate) struct PostDays {
    pub(crate) working: Vec<Date>,
    /// What happens from this day on is not told yet.
    pub(crate) today: Date,
}

impl PostDays {
    /// The place of the first working day after a day.
    pub(crate) fn after(&self, day: Date) -> usize {
        self.working.partition_point(|working| *working <= day)
    }

    pub(crate) fn get(&self, place: usize) -> Result<Date, Failure> {
        let found = self.working.get(place).copied();
        found.ok_or(Failure::Missing("days after the simulation"))
    }
}

/// A result that the post has taken at the agency.
#[derive(Debug)]
pub(crate) struct Carriage<'d> {
    pub(crate) days: &'d PostDays,
    pub(crate) number: u32,
    /// The working day on which it was taken, by its place.
    pub(crate) collected: usize,
    /// The last day on which its first attempt is in time.
    pub(crate) due_on: Date,
}

/// What happened, on which working day, at which minute of the day.
type Told = Vec<(EventKind, usize, u32)>;

impl Carriage<'_> {
    /// The events that are told by today: in some order, some of them twice.
    pub(crate) fn events(&self, random: &mut Rng) -> Result<Vec<Event>, Failure> {
        let consignment: Id = format!("BD{:07}", self.number).parse()?;
        let mut events = Vec::with_capacity(8);
        for (place, (kind, day, minute)) in self.course(random).into_iter().enumerate() {
            let day = self.days.get(day)?;
            if day >= self.days.today {
                continue;
            }
            let at = format!("{day}T{:02}:{:02}:00+07:00", minute / 60, minute % 60).parse()?;
            let (id, consignment) = (format!("e{}", place + 1).parse()?, consignment.clone());
            let failed = kind == EventKind::DeliveryFailed;
            let event = match failed.then(|| weighted(random, &REASONS)).flatten() {
                Some(reason) => Event::delivery_failed(id, consignment, at, *reason),
                None => Event::new(id, consignment, kind, at)?,
            };
            if chance(random, TOLD_TWICE) {
                events.push(event.clone());
            }
            events.push(event);
        }
        // Drawn as `usize`: the order may be another on another machine, but the answer of `track` is of no order.
        random.shuffle(&mut events);
        Ok(events)
    }

    /// All that happens to it, in order.
    fn course(&self, random: &mut Rng) -> Told {
        let (collected, due) = (self.collected, self.days.after(self.due_on).saturating_sub(1));
        let mut told = Vec::with_capacity(9);
        told.push((EventKind::Accepted, collected, 15 * 60 + random.u32(..60)));
        told.push((EventKind::Departed, collected, 17 * 60 + random.u32(..60)));
        if chance(random, LOST) {
            told.push((EventKind::Lost, due + 5, 9 * 60));
            return told;
        }
        let attempt = if chance(random, TRIED_LATE) {
            due + 1 + usize::from(random.u16(..3))
        } else {
            let days = u16::try_from(due.saturating_sub(collected)).unwrap_or(u16::MAX);
            collected + 1 + usize::from(random.u16(..days.max(1)))
        };
        told.push((EventKind::Arrived, attempt, 6 * 60 + random.u32(..60)));
        attempts(attempt, random, &mut told);
        told
    }
}

/// One attempt, or two working days later a second one, or back to the agency.
fn attempts(first: usize, random: &mut Rng, told: &mut Told) {
    for (day, fails) in [(first, FIRST_FAILS), (first + 2, SECOND_FAILS)] {
        told.push((EventKind::OutForDelivery, day, 8 * 60 + random.u32(..30)));
        let minute = 9 * 60 + random.u32(..150);
        if !chance(random, fails) {
            told.push((EventKind::Delivered, day, minute));
            return;
        }
        told.push((EventKind::DeliveryFailed, day, minute));
    }
    told.push((EventKind::ReturnStarted, first + 2, 16 * 60));
    told.push((EventKind::Returned, first + 4, 10 * 60));
}
