//! One dossier as a whole: both ways and the stay at the agency.
//!
//! Built from [`track()`](crate::ask::track()) and [`Rulebook::deadlines`]: each leg is tracked by its events, the moments that
//! are not given are read from these trackings, and the due days are those of `deadlines` for these moments. What is added
//! is only what neither says alone: the state of the dossier, what is late and whose days they are, what comes next.
//!
//! Sources: the dossier counts as filed from the hand-over record (Decision 45/2016/QĐ-TTg, article 7); the time for a
//! result runs to the first attempt (Circular 17/2017/TT-BTTTT, article 3), and it goes back to the agency after at least
//! two invitations (the same, article 5(2)). The ten states are the national portal's, as one-stop software uses them.

mod late;
mod leg;
mod next;
mod question;
mod state;

pub use late::{Late, Whose};
pub use leg::Leg;
pub use next::{Expected, ExpectedKind};
pub use question::Dossier;
pub use state::DossierState;

use crate::ask::answer::in_json;
use crate::ask::deadlines::{Dated, Deadlines, StepId};
use crate::ask::quote::Quotation;
use crate::ask::track::State;
use crate::document::Service;
use crate::index::table::At as _;
use crate::rulebook::Rulebook;
use crate::wire::{Date, Id, IssueCode, Issues, Language, Params, Path, read, write};
use late::Clocks;
use leg::Legs;
use next::{Claimable, of_delivery};
use question::{Known, Sending, Sendings};

shape! {
    /// The answer to a [`Dossier`].
    pub struct Journey<'r> {
        /// The dossier's code.
        pub dossier: Id,
        /// The day of asking.
        pub on: Date,
        /// Where the dossier stands, in the national portal's terms.
        pub state: DossierState,
        /// The number of the state there, 1 to 10.
        pub state_number: i64,
        /// The day by which the agency is to be done: the due day of `result`.
        pub promised_on: Option<Date>,
        /// The day on which the agency was done.
        pub resolved_on: Option<Date>,
        /// The day on which the post handed the result over.
        pub handed_over_on: Option<Date>,
        /// The legs of which something was told: the intake, then each sending of the result.
        pub legs: Vec<Leg>,
        /// The due days, with the moments that the events tell; of the last sending, when the result was sent again.
        pub deadlines: Deadlines<'r>,
        /// What is late, in the order of the steps and sendings.
        pub late: Vec<Late>,
        /// What is expected next.
        pub next: Vec<Expected<'r>>,
        /// The price, when a weight was given.
        pub quote: Option<Quotation<'r>>,
    }
    check = Journey::numbered
}

impl Journey<'_> {
    /// Reads an answer back from its JSON text.
    ///
    /// # Errors
    /// Every issue of the text at once.
    pub fn parse(json: &str) -> Result<Self, Issues> {
        read::parse(json)
    }

    /// The answer as JSON text, with messages in Vietnamese.
    pub fn to_json(&self) -> String {
        self.to_json_in(Language::Vi)
    }

    /// The answer as JSON text, with messages in a language.
    pub fn to_json_in(&self, language: Language) -> String {
        write::json(self, language)
    }

    fn numbered(&self, at: &Path<'_>, issues: &mut Issues) {
        let expected = self.state.number();
        if self.state_number != expected {
            let params = Params::new().with("expected", expected);
            issues.add(IssueCode::Contradicts, &Path::Key(at, "state_number"), params);
        }
    }
}

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
    /// `mixed_consignments` at an event of another consignment than the first of `intake_events`; keys that do not agree,
    /// as [`Dossier::parse`] tells them; `too_large` when the price adds up to more than 2^53 − 1.
    pub fn journey<'r>(&'r self, dossier: &Dossier) -> Result<Journey<'r>, Issues> {
        let mut issues = Issues::new();
        dossier.keys_agree(&Path::Root, &mut issues);
        issues.or(Some(()))?;
        let legs = Legs::of(dossier, self.document().utc_offset)?;
        let (known, sendings) = (legs.known(dossier), legs.sendings(dossier));
        let went_on = if dossier.service == Service::Return { known.collected } else { known.posted };
        let went_on = went_on.unwrap_or(dossier.on);
        let course = Course { rulebook: self, dossier, legs: &legs, known, sendings: &sendings, went_on };
        let (deadlines, late, next) = course.told()?;
        let state = state_of(dossier, &legs, &known);
        let handed_over_on = legs.handed_over_on();
        let quote = dossier.consignment(went_on).map(|consignment| self.quote(&consignment)).transpose()?;
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

/// What there is to tell of a dossier under the clause that covers it.
struct Course<'r, 'd> {
    rulebook: &'r Rulebook,
    dossier: &'d Dossier,
    legs: &'d Legs,
    known: Known,
    sendings: &'d Sendings<'d>,
    went_on: Date,
}

type Told<'r> = (Deadlines<'r>, Vec<Late>, Vec<Expected<'r>>);

impl<'r, 'd> Course<'r, 'd> {
    /// The due days of the last sending, what is late, and what comes next.
    fn told(&self) -> Result<Told<'r>, Issues> {
        let Self { rulebook, dossier, legs, known, sendings, went_on } = *self;
        let moments = dossier.moments(went_on, &known, &sendings.last);
        let (deadlines, case) = (rulebook.deadlines(&moments)?, rulebook.look_up(moments.asked())?);
        let cover = case.as_ref().ok().and_then(|case| Some((case, rulebook.covers(case)?)));
        let (Some(dated), Some((case, cover))) = (dated(&deadlines), cover) else {
            return Ok((deadlines, Vec::new(), Vec::new()));
        };
        let post = rulebook.calendar_or_first(cover.clause_node.calendar);
        let agency = rulebook.calendar_or_first(rulebook.index.agencies.node(case.agency).calendar);
        let clocks = Clocks { on: dossier.on, post, agency, pauses: &moments.pauses() };
        let mut late = clocks.up_to_collection(dated, &known, legs.intake.as_ref());
        let mut claimable: Vec<Claimable<'d>> = self.intake(dated).into_iter().collect();
        for sending in &sendings.before {
            let answer = rulebook.deadlines(&dossier.moments(went_on, &known, sending))?;
            let Some(dated) = self::dated(&answer) else { continue };
            late.extend(clocks.first_attempt(dated, sending));
            claimable.extend(sending.claimable(dated));
        }
        late.extend(clocks.first_attempt(dated, &sendings.last));
        claimable.extend(sendings.last.claimable(dated));
        let sla = cover.clause().sla.as_ref();
        let mut next = sla.map_or_else(Vec::new, |sla| of_delivery(sla, post, dated, &sendings.last));
        let rule = |day| Some(rulebook.document().liability.at(*rulebook.index.liability.on(day)?));
        next.extend(claimable.iter().flat_map(|leg| leg.claims(rule, &late, dossier.on)));
        Ok((deadlines, late, next))
    }

    fn intake(&self, dated: &Dated<'_>) -> Option<Claimable<'d>> {
        Some(Claimable {
            leg: self.legs.intake.as_ref()?,
            accepted_on: self.known.posted,
            due_on: due(dated, StepId::Filing),
            delivered_on: self.legs.handed_in_on(),
        })
    }
}

impl<'l> Sending<'l> {
    fn claimable(&self, dated: &Dated<'_>) -> Option<Claimable<'l>> {
        let Self { leg, collected_on: accepted_on, delivered_on, .. } = *self;
        Some(Claimable { leg: leg?, accepted_on, due_on: due(dated, StepId::FirstAttempt), delivered_on })
    }
}

/// The due days of an answer that has a clause.
fn dated<'a, 'r>(deadlines: &'a Deadlines<'r>) -> Option<&'a Dated<'r>> {
    match deadlines {
        Deadlines::Dated(dated) | Deadlines::NoDeadline(dated) => Some(dated),
        Deadlines::NotCovered(_) => None,
    }
}

fn due(dated: &Dated<'_>, step: StepId) -> Option<Date> {
    dated.steps.iter().find(|told| told.id == step).map(|told| told.due)
}

/// Where the dossier stands. That the person has the result the post knows best, anything else the agency.
fn state_of(dossier: &Dossier, legs: &Legs, known: &Known) -> DossierState {
    if legs.returns.iter().any(Leg::is_delivered) {
        return DossierState::HandedOver;
    }
    if let Some(told) = dossier.agency_state {
        return told;
    }
    if known.resolved.or(known.collected).is_some() {
        return DossierState::Done;
    }
    if dossier.suspended.iter().any(|days| days.holds_on(dossier.on)) {
        return DossierState::SupplementRequested;
    }
    match (known.filed, legs.intake.as_ref().map(|leg| leg.tracking.state)) {
        // The agency's clock counts from the day after.
        (Some(filed_on), _) if dossier.on > filed_on => DossierState::Processing,
        (Some(_), _) => DossierState::Received,
        (None, Some(State::Returned)) => DossierState::NotReceived,
        (None, Some(State::Cancelled)) => DossierState::WithdrawalRequested,
        (None, _) => DossierState::Registered,
    }
}
