//! Simulated dossiers: the same seed gives the same dossiers. Nothing here is data; every rate below is assumed.

use std::collections::BTreeMap;

use fastrand::Rng;
use hoso::{
    Case, Consignment, Date, Deadlines, Decision, EventKind, Id, Moments, Quotation, ReportRow, Rulebook, Service,
    Validity, track,
};

use crate::carriage::Carriage;
use crate::journey::first_attempt;
use crate::random::{chance, weighted};
use crate::world::{FROM, UNTIL, World};
use crate::{Asked, Failure};

/// Of ten thousand people, how many want their result by post. Chosen so that the share is of the published size.
pub(crate) const WANTS_POST: u32 = 5_500;
/// Of ten thousand results by post, how many are collected a day late.
const COLLECTED_LATE: u32 = 300;

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

/// Simulates so many dossiers, asking the library about each.
pub(crate) fn run(rulebook: &Rulebook, seed: u64, dossiers: u32, asked: &mut Asked) -> Result<Simulated, Failure> {
    let world = World::new(rulebook)?;
    let mut random = Rng::with_seed(seed);
    let period = hoso::wire::read::parse(&format!(r#"{{"from": "{FROM}", "until": "{UNTIL}"}}"#))?;
    let capacity = usize::try_from(dossiers).unwrap_or(0);
    let mut simulated =
        Simulated { period, rows: Vec::with_capacity(capacity), not_covered: 0, charges: BTreeMap::new() };
    for number in 1..=dossiers {
        let row = world.dossier(number, &mut random, &mut simulated, asked)?;
        simulated.rows.push(row);
    }
    Ok(simulated)
}

impl World<'_> {
    /// One dossier: what it is, whether it goes by post, and what becomes of it.
    fn dossier(
        &self,
        number: u32,
        random: &mut Rng,
        simulated: &mut Simulated,
        asked: &mut Asked,
    ) -> Result<ReportRow, Failure> {
        let missing = || Failure::Missing("dossier to simulate");
        let (agency, procedure) = *weighted(random, &self.procedures).ok_or_else(missing)?;
        let on = *weighted(random, &self.resolving).ok_or_else(missing)?;
        let place = *weighted(random, &self.places).ok_or_else(missing)?;
        let wants_post = chance(random, WANTS_POST);
        let mut row = ReportRow::new(agency.clone(), on, false).procedure(procedure.clone());
        let case = Case::new(agency.clone(), procedure.clone(), Service::Return, on);
        asked.decisions += 1;
        let Decision::Covered(_) = self.rulebook.decide(&case)? else {
            simulated.not_covered += 1;
            return Ok(row);
        };
        if !wants_post {
            return Ok(row);
        }
        let consignment =
            Consignment::new(agency.clone(), procedure.clone(), Service::Return, on, 50.try_into()?, place.clone());
        asked.quotations += 1;
        let Quotation::Quoted(quoted) = self.rulebook.quote(&consignment)? else {
            return Err(Failure::Missing("price in the simulation"));
        };
        let charges = simulated.charges.entry(quoted.zone.into_owned()).or_default();
        *charges = (charges.0 + 1, charges.1 + quoted.total);
        let collected = self.posting.after(on) + usize::from(chance(random, COLLECTED_LATE));
        let due_on = self.due(agency, procedure, place, on, self.posting.get(collected)?, asked)?;
        let carriage = Carriage { days: &self.posting, number, collected, due_on };
        let events = carriage.events(random)?;
        let tracking = track(&events)?;
        asked.tracked += 1;
        asked.events += events.len();
        let offset = self.rulebook.document().utc_offset;
        let delivered = tracking.history.iter().find(|applied| applied.kind == EventKind::Delivered);
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
        let step = dated.steps.iter().find(|step| step.id.as_str() == "first_attempt");
        step.map(|step| step.due).ok_or(missing)
    }
}

#[cfg(test)]
mod tests {
    use hoso::State;

    use super::*;

    /// Results by post, delivered, first tried late, returned; results outside the contracts; all charges.
    fn figures(seed: u64) -> ([usize; 4], usize, i64, Asked) {
        let rulebook = Rulebook::parse(crate::RULEBOOK).unwrap();
        let mut asked = Asked::default();
        let simulated = run(&rulebook, seed, 1_000, &mut asked).unwrap();
        let count = |holds: fn(&ReportRow) -> bool| simulated.rows.iter().filter(|row| holds(row)).count();
        let counts = [
            count(|row| row.by_post),
            count(|row| row.state == Some(State::Delivered)),
            count(|row| row.first_attempt_on.is_some_and(|day| Some(day) > row.due_on)),
            count(|row| row.state == Some(State::Returned)),
        ];
        (counts, simulated.not_covered, simulated.charges.values().map(|(_, sum)| sum).sum(), asked)
    }

    #[test]
    fn a_seed_gives_the_same_figures_everywhere() {
        let (counts, not_covered, charges, asked) = figures(1);
        assert_eq!(counts, [512, 492, 13, 8]);
        assert_eq!((not_covered, charges), (52, 17_370_000));
        assert_eq!((asked.decisions, asked.quotations, asked.tracked), (1_000, counts[0], counts[0]));
        assert_ne!(figures(2).0, counts);
    }

    #[test]
    fn every_result_is_of_a_working_day_in_the_period() {
        let rulebook = Rulebook::parse(crate::RULEBOOK).unwrap();
        let simulated = run(&rulebook, 7, 500, &mut Asked::default()).unwrap();
        let resolved = |row: &ReportRow| row.resolved_on;
        assert!(simulated.rows.iter().all(|row| simulated.period.holds_on(resolved(row))));
        let first: Date = FROM.parse().unwrap();
        let tet: Date = "2015-02-19".parse().unwrap();
        assert!(simulated.rows.iter().all(|row| resolved(row) >= first && resolved(row) != tet));
        assert!(simulated.rows.iter().filter(|row| row.by_post).all(|row| Some(row.resolved_on) < row.due_on));
    }
}
