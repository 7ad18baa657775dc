//! From a dossier and its events to its journey.

use super::answer::Journey;
use super::course::{Course, Outlook, dated, due, state_of};
use super::leg::Legs;
use super::question::Dossier;
use crate::ask::answer::in_json;
use crate::ask::deadlines::StepId;
use crate::document::Service;
use crate::rulebook::Rulebook;
use crate::wire::{Issues, Language};

impl Rulebook {
    /// How does one dossier stand as a whole: where is it, what is late, and what comes next?
    ///
    /// Neither the order of events nor repetitions matter.
    ///
    /// ```
    /// use hoso::{Dossier, DossierState, Rulebook};
    /// let rulebook = Rulebook::parse(
    ///     r#"{"hoso": 1, "id": "binh-duong", "title": "Bình Dương", "currency": "VND", "utc_offset": "+07:00"}"#,
    /// )?;
    /// let dossier = Dossier::parse(
    ///     r#"{"dossier": "000.00.01.H09-181001-0001", "agency": "so-noi-vu", "procedure": "1.000001", "service": "return",
    ///         "on": "2018-10-05", "zone": "intra_province", "filed_on": "2018-10-01", "return_events": [
    ///         {"id": "2", "consignment": "c", "kind": "delivered", "at": "2018-10-04T09:00:00+07:00"},
    ///         {"id": "1", "consignment": "c", "kind": "accepted", "at": "2018-10-03T09:00:00+07:00"}]}"#,
    /// )?;
    /// let journey = rulebook.journey(&dossier)?;
    /// assert_eq!((journey.state, journey.state_number), (DossierState::HandedOver, 10));
    /// # Ok::<(), hoso::Issues>(())
    /// ```
    ///
    /// # Errors
    /// `mixed_consignments` at an event of another consignment than the first of `intake_events`; `too_large` when the price adds up to more than 2^53 − 1.
    pub fn journey<'r>(&'r self, dossier: &Dossier) -> Result<Journey<'r>, Issues> {
        let legs = Legs::of(dossier, self.document().utc_offset)?;
        let (known, sendings) = (legs.known(dossier), legs.sendings(dossier));
        let went_on = if dossier.service == Service::Return { known.collected } else { known.posted };
        let went_on = went_on.unwrap_or(dossier.on);
        let course = Course { rulebook: self, dossier, legs: &legs, known, sendings: &sendings, went_on };
        let Outlook { deadlines, late, next, quote } = course.outlook()?;
        let state = state_of(dossier, &legs, &known);
        let handed_over_on = legs.handed_over_on();
        Ok(Journey {
            dossier: dossier.dossier.clone(),
            on: dossier.on,
            state,
            state_number: state.number(),
            promised_on: dated(&deadlines).and_then(|dated| due(dated, StepId::Result)),
            resolved_on: known.resolved,
            handed_over_on,
            legs: legs.into_list(),
            deadlines,
            late,
            next,
            quote,
        })
    }

    /// Answers a question in JSON with an answer in JSON; an invalid question with `{"issues":[…]}`.
    pub fn journey_json(&self, json: &str, language: Language) -> String {
        in_json(json, language, |dossier: Dossier| self.journey(&dossier))
    }
}
