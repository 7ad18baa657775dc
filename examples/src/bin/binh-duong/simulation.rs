//! Simulated dossiers: the same seed gives the same dossiers. Nothing here is data; every rate below is assumed.

use std::collections::BTreeMap;

use hoso::rulebook::agency::Selector;
use hoso::track::FailureReason;
use hoso::{
    Case, Consignment, Date, Deadlines, Decision, Event, EventKind, Id, Moments, Quotation, ReportRow,
    Rulebook, Service, Validity, track,
};

use crate::journey::first_attempt;
use crate::random::Random;
use crate::{Asked, Failure};

/// The first day under the contracts, and the first day no longer simulated: nine months.
const FROM: &str = "2014-09-10";
const UNTIL: &str = "2015-06-10";
/// Of ten thousand people, how many want their result by post. Chosen so that the share is of the published size.
pub(crate) const WANTS_POST: usize = 5_500;
/// Of ten thousand results by post, how many are collected a day late, first tried after the due day, and lost.
const COLLECTED_LATE: usize = 300;
const TRIED_LATE: usize = 350;
const LOST: usize = 5;
/// Of ten thousand attempts, how many fail: the first, and the second.
const FIRST_FAILS: usize = 900;
const SECOND_FAILS: usize = 1_500;
/// Of ten thousand events, how many are told twice.
const TOLD_TWICE: usize = 400;

/// Shares of the agencies, in parts of a hundred.
const AGENCIES: [(&str, usize); 3] = [
    ("so-noi-vu", 25),
    ("so-thong-tin-truyen-thong", 15),
    ("ban-quan-ly-khu-cong-nghiep", 60),
];
/// Shares of the places where people live, in parts of a hundred.
const PLACES: [(&str, usize); 12] = [
    ("718", 22),
    ("725", 17),
    ("724", 15),
    ("721", 11),
    ("723", 9),
    ("720", 3),
    ("722", 3),
    ("719", 3),
    ("726", 3),
    ("79", 10),
    ("75", 3),
    ("70", 1),
];
const REASONS: [(FailureReason, usize); 5] = [
    (FailureReason::AddresseeAbsent, 55),
    (FailureReason::Unreachable, 20),
    (FailureReason::AddressWrong, 12),
    (FailureReason::Moved, 8),
    (FailureReason::Refused, 5),
];

/// Everything that was simulated.
#[derive(Debug)]
pub(crate) struct Simulated {
    /// The days on which the agencies resolved them.
    pub(crate) period: Validity,
    /// The results, as `report` takes them.
    pub(crate) rows: Vec<ReportRow>,
    /// Results that no contract covers, so that they are taken at the counter.
    pub(crate) not_covered: usize,
    /// How many results by post there are in each zone, and what their charges add up to.
    pub(crate) charges: BTreeMap<String, (usize, i64)>,
}

/// What dossiers are drawn from.
struct World<'r> {
    rulebook: &'r Rulebook,
    procedures: Vec<((&'r Id, &'r Id), usize)>,
    places: Vec<(&'r Id, usize)>,
    /// The agencies' working days in the period.
    resolving: Vec<(Date, usize)>,
    /// The post's working days, in the period and a while after.
    posting: Vec<Date>,
    /// The first day after the period: what happens from this day on is not told yet.
    today: Date,
}

/// Simulates so many dossiers, asking the library about each.
pub(crate) fn run(
    rulebook: &Rulebook,
    seed: u64,
    dossiers: u32,
    asked: &mut Asked,
) -> Result<Simulated, Failure> {
    let world = World::new(rulebook)?;
    let mut random = Random::new(seed);
    let period = hoso::read::parse(&format!(r#"{{"from": "{FROM}", "until": "{UNTIL}"}}"#))?;
    let capacity = usize::try_from(dossiers).unwrap_or(0);
    let mut simulated = Simulated {
        period,
        rows: Vec::with_capacity(capacity),
        not_covered: 0,
        charges: BTreeMap::new(),
    };
    for number in 1..=dossiers {
        let row = world.dossier(number, &mut random, &mut simulated, asked)?;
        simulated.rows.push(row);
    }
    Ok(simulated)
}

impl<'r> World<'r> {
    fn new(rulebook: &'r Rulebook) -> Result<Self, Failure> {
        let document = rulebook.document();
        let mut procedures = Vec::new();
        for (agency, share) in AGENCIES {
            let agency = document.agencies.iter().find(|it| it.code.as_str() == agency);
            let agency = &agency.ok_or(Failure::Missing("agency of the simulation"))?.code;
            let own = document
                .procedures
                .iter()
                .filter(|procedure| match &procedure.agencies {
                    Selector::Codes(codes) => codes.contains(agency),
                    _ => false,
                });
            // Quick procedures are asked for more often; within an agency the weights add up to its share.
            let often: Vec<(&Id, usize)> = own
                .map(|procedure| {
                    let days = procedure.processing_days.map_or(10, |days| days.get());
                    (
                        &procedure.code,
                        1_000 / usize::try_from(days + 3).unwrap_or(1_000),
                    )
                })
                .collect();
            let sum = often.iter().map(|(_, often)| often).sum::<usize>().max(1);
            procedures.extend(
                often
                    .iter()
                    .map(|(code, often)| ((agency, *code), share * 100_000 * often / sum)),
            );
        }
        let place = |(code, share): (&str, usize)| {
            let place = document.places.iter().find(|place| place.code.as_str() == code);
            Ok((
                &place.ok_or(Failure::Missing("place of the simulation"))?.code,
                share,
            ))
        };
        let places = PLACES.into_iter().map(place).collect::<Result<_, Failure>>()?;
        let (from, today): (Date, Date) = (FROM.parse()?, UNTIL.parse()?);
        let resolving = working_days(rulebook, "agency", from, today)?
            .into_iter()
            .map(|day| (day, 1))
            .collect();
        // A while after, so that every carriage has its days.
        let later = today
            .plus(90)
            .ok_or(Failure::Missing("days after the simulation"))?;
        let posting = working_days(rulebook, "post", from, later)?;
        Ok(Self {
            rulebook,
            procedures,
            places,
            resolving,
            posting,
            today,
        })
    }

    /// One dossier: what it is, whether it goes by post, and what becomes of it.
    fn dossier(
        &self,
        number: u32,
        random: &mut Random,
        simulated: &mut Simulated,
        asked: &mut Asked,
    ) -> Result<ReportRow, Failure> {
        let missing = || Failure::Missing("dossier to simulate");
        let (agency, procedure) = *random.weighted(&self.procedures).ok_or_else(missing)?;
        let on = *random.weighted(&self.resolving).ok_or_else(missing)?;
        let place = *random.weighted(&self.places).ok_or_else(missing)?;
        let wants_post = random.chance(WANTS_POST);
        let mut row = ReportRow::new(agency.clone(), on, false);
        row.procedure = Some(procedure.clone());
        let case = Case::new(agency.clone(), procedure.clone(), Service::Return, on);
        asked.decisions += 1;
        let Decision::Covered(_) = self.rulebook.decide(&case)? else {
            simulated.not_covered += 1;
            return Ok(row);
        };
        if !wants_post {
            return Ok(row);
        }
        let consignment = Consignment::new(
            agency.clone(),
            procedure.clone(),
            Service::Return,
            on,
            50.try_into()?,
            place.clone(),
        );
        asked.quotations += 1;
        let Quotation::Quoted(quoted) = self.rulebook.quote(&consignment)? else {
            return Err(Failure::Missing("price in the simulation"));
        };
        match simulated.charges.get_mut(quoted.zone.as_ref()) {
            Some((count, sum)) => (*count, *sum) = (*count + 1, *sum + quoted.total),
            None => drop(
                simulated
                    .charges
                    .insert(quoted.zone.into_owned(), (1, quoted.total)),
            ),
        }
        let collected =
            self.posting.partition_point(|day| *day <= on) + usize::from(random.chance(COLLECTED_LATE));
        let due_on = self.due(agency, procedure, place, on, self.day(collected)?, asked)?;
        let events = self.carriage(number, collected, due_on, random)?;
        let tracking = track(&events)?;
        asked.tracked += 1;
        asked.events += events.len();
        let offset = self.rulebook.document().utc_offset;
        let delivered = tracking
            .history
            .iter()
            .find(|applied| applied.kind == EventKind::Delivered);
        row.by_post = true;
        row.state = Some(tracking.state);
        row.first_attempt_on = first_attempt(&tracking, offset);
        row.delivered_on = delivered.and_then(|applied| applied.at.day(offset));
        row.due_on = Some(due_on);
        Ok(row)
    }

    /// By when the first attempt is due.
    fn due(
        &self,
        agency: &Id,
        procedure: &Id,
        place: &Id,
        on: Date,
        collected_on: Date,
        asked: &mut Asked,
    ) -> Result<Date, Failure> {
        let question = format!(
            r#"{{"agency":"{agency}","procedure":"{procedure}","service":"return","on":"{on}","place":"{place}","resolved_on":"{on}","collected_on":"{collected_on}"}}"#
        );
        asked.deadlines += 1;
        let missing = Failure::Missing("due day in the simulation");
        let Deadlines::Dated(dated) = self.rulebook.deadlines(&Moments::parse(&question)?)? else {
            return Err(missing);
        };
        let step = dated
            .steps
            .iter()
            .find(|step| step.id.as_str() == "first_attempt");
        step.map(|step| step.due).ok_or(missing)
    }

    /// The events of a carriage that are told by today: in some order, some of them twice.
    fn carriage(
        &self,
        number: u32,
        collected: usize,
        due_on: Date,
        random: &mut Random,
    ) -> Result<Vec<Event>, Failure> {
        let due = self.posting.partition_point(|day| *day < due_on);
        let mut told = Vec::with_capacity(10);
        told.push((EventKind::Accepted, collected, 15 * 60 + random.below(60)));
        told.push((EventKind::Departed, collected, 17 * 60 + random.below(60)));
        if random.chance(LOST) {
            told.push((EventKind::Lost, due + 5, 9 * 60));
        } else {
            let attempt = match random.chance(TRIED_LATE) {
                true => due + 1 + random.below(3),
                false => collected + 1 + random.below(due.saturating_sub(collected)),
            };
            told.push((EventKind::Arrived, attempt, 6 * 60 + random.below(60)));
            self.attempts(attempt, random, &mut told);
        }
        let consignment: Id = format!("BD{number:07}").parse()?;
        let mut events = Vec::with_capacity(told.len() + 1);
        for (place, (kind, day, minute)) in told.into_iter().enumerate() {
            let day = self.day(day)?;
            if day >= self.today {
                continue;
            }
            let at = format!("{day}T{:02}:{:02}:00+07:00", minute / 60, minute % 60).parse()?;
            let mut event = Event::new(format!("e{}", place + 1).parse()?, consignment.clone(), kind, at);
            if kind == EventKind::DeliveryFailed {
                event.reason = random.weighted(&REASONS).copied();
            }
            if random.chance(TOLD_TWICE) {
                events.push(event.clone());
            }
            events.push(event);
        }
        random.shuffle(&mut events);
        Ok(events)
    }

    /// One attempt, or two working days later a second one, or back to the agency.
    fn attempts(&self, first: usize, random: &mut Random, told: &mut Vec<(EventKind, usize, usize)>) {
        for (day, fails) in [(first, FIRST_FAILS), (first + 2, SECOND_FAILS)] {
            told.push((EventKind::OutForDelivery, day, 8 * 60 + random.below(30)));
            let minute = 9 * 60 + random.below(150);
            if !random.chance(fails) {
                told.push((EventKind::Delivered, day, minute));
                return;
            }
            told.push((EventKind::DeliveryFailed, day, minute));
        }
        told.push((EventKind::ReturnStarted, first + 2, 16 * 60));
        told.push((EventKind::Returned, first + 4, 10 * 60));
    }

    fn day(&self, place: usize) -> Result<Date, Failure> {
        self.posting
            .get(place)
            .copied()
            .ok_or(Failure::Missing("days after the simulation"))
    }
}

/// The working days of a calendar from a day to before another.
fn working_days(rulebook: &Rulebook, calendar: &str, from: Date, until: Date) -> Result<Vec<Date>, Failure> {
    let days = (0..until.since(from)).filter_map(|days| from.plus(days));
    let mut working = Vec::new();
    for day in days {
        let before = day.plus(-1).unwrap_or(day);
        let counted = rulebook.working_days_between(calendar, before, day);
        if counted.map_err(|_| Failure::Missing("calendar of the simulation"))? == 1 {
            working.push(day);
        }
    }
    Ok(working)
}
