//! What simulated dossiers are drawn from: procedures, places and days. The shares are assumed.

use hoso::document::Selector;
use hoso::{Date, Id, Rulebook};

use crate::Failure;
use crate::carriage::PostDays;

/// The first day under the contracts, and the first day no longer simulated: nine months.
pub(crate) const FROM: &str = "2014-09-10";
pub(crate) const UNTIL: &str = "2015-06-10";

/// Shares of the agencies, in parts of a hundred.
const AGENCIES: [(&str, u32); 3] =
    [("so-noi-vu", 25), ("so-thong-tin-truyen-thong", 15), ("ban-quan-ly-khu-cong-nghiep", 60)];
/// Shares of the places where people live, in parts of a hundred.
const PLACES: [(&str, u32); 12] = [
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
/// What dossiers are drawn from.
pub(crate) struct World<'r> {
    pub(crate) rulebook: &'r Rulebook,
    pub(crate) procedures: Vec<((&'r Id, &'r Id), u32)>,
    pub(crate) places: Vec<(&'r Id, u32)>,
    /// The agencies' working days in the period.
    pub(crate) resolving: Vec<(Date, u32)>,
    /// The post's working days, in the period and a while after.
    pub(crate) posting: PostDays,
}

impl<'r> World<'r> {
    pub(crate) fn new(rulebook: &'r Rulebook) -> Result<Self, Failure> {
        let document = rulebook.document();
        let mut procedures = Vec::new();
        for (agency, share) in AGENCIES {
            let agency = document.agencies.iter().find(|it| it.code.as_str() == agency);
            let agency = &agency.ok_or(Failure::Missing("agency of the simulation"))?.code;
            let own = document.procedures.iter().filter(|procedure| match &procedure.agencies {
                Selector::Codes(codes) => codes.contains(agency),
                _ => false,
            });
            // Quick procedures are asked for more often; within an agency the weights add up to its share.
            let often: Vec<(&Id, u32)> = own
                .map(|procedure| {
                    let days = procedure.processing_days.map_or(10, hoso::Days::get);
                    (&procedure.code, 1_000 / u32::try_from(days + 3).unwrap_or(1_000))
                })
                .collect();
            let sum = often.iter().map(|(_, often)| often).sum::<u32>().max(1);
            procedures.extend(often.iter().map(|(code, often)| ((agency, *code), share * 10_000 * often / sum)));
        }
        let place = |(code, share): (&str, u32)| {
            let place = document.places.iter().find(|place| place.code.as_str() == code);
            Ok((&place.ok_or(Failure::Missing("place of the simulation"))?.code, share))
        };
        let places = PLACES.into_iter().map(place).collect::<Result<_, Failure>>()?;
        let (from, today): (Date, Date) = (FROM.parse()?, UNTIL.parse()?);
        let resolving = working_days(rulebook, "agency", from, today)?.into_iter().map(|day| (day, 1)).collect();
        // A while after, so that every carriage has its days.
        let later = today.plus(90).ok_or(Failure::Missing("days after the simulation"))?;
        let posting = PostDays { working: working_days(rulebook, "post", from, later)?, today };
        Ok(Self { rulebook, procedures, places, resolving, posting })
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
