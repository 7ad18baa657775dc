//! By when is each step due?
//!
//! In law a dossier sent by post counts as filed when the hand-over record is signed at the agency, not when it is
//! posted (Decision 45/2016/QĐ-TTg, article 7); the time for returning a result runs to the first attempt (Circular
//! 17/2017/TT-BTTTT, article 3).

mod explain;

pub(crate) use explain::explain;

use std::borrow::Cow;

use crate::ask::answer::{Outcome, cite, in_json};
use crate::ask::decide::{Asked, Cover, NotCovered, PreparedCase};
use crate::ask::quote::exactly_one_end;
use crate::document::{Calendar, Service, Sla, Zone};
use crate::index::calendar::WorkingDays;
use crate::index::contract::ClauseNode;
use crate::index::table::{At as _, Ix};
use crate::rulebook::Rulebook;
use crate::say::reason::{Reason, ReasonCode};
use crate::wire::{Date, Days, Id, Issue, Issues, Line, List, Params, Path, Span, Validity, read, sort};

shape! {
    /// A question: by when is each step due? The moments are those that are known so far.
    pub struct Moments {
        /// The agency's code.
        pub(crate) agency: Id,
        /// The procedure's code.
        pub(crate) procedure: Id,
        /// The service.
        pub(crate) service: Service,
        /// The day on which it is to go.
        pub(crate) on: Date,
        /// The day on whose knowledge the answer rests; absent: everything is known.
        pub(crate) known_on: Option<Date>,
        /// The zone; or else `place`.
        pub(crate) zone: Option<Id>,
        /// The applicant's place; or else `zone`.
        pub(crate) place: Option<Id>,
        /// Whether the appointment slip is brought to the person.
        pub(crate) slip: bool = false,
        /// The day on which the post accepted the dossier from the person.
        pub(crate) posted_on: Option<Date>,
        /// The day on which the agency signed the hand-over record, or a demanded supplement was complete.
        pub(crate) filed_on: Option<Date>,
        /// The day on which the agency was done.
        pub(crate) resolved_on: Option<Date>,
        /// The day on which the post took the result at the agency.
        pub(crate) collected_on: Option<Date>,
        /// The day of the last delivery attempt.
        pub(crate) last_attempt_on: Option<Date>,
        /// Days that do not count at the agency while a supplement is awaited.
        pub(crate) suspended: List<Validity, 0, 1_000>,
    }
    check = Moments::one_end
}

impl Moments {
    /// A question about a service to or from a place, before any moment is known.
    pub fn new(agency: Id, procedure: Id, service: Service, on: Date, place: Id) -> Self {
        Self {
            agency,
            procedure,
            service,
            on,
            known_on: None,
            zone: None,
            place: Some(place),
            slip: false,
            posted_on: None,
            filed_on: None,
            resolved_on: None,
            collected_on: None,
            last_attempt_on: None,
            suspended: List::default(),
        }
    }

    /// The same question in a zone instead of a place.
    #[must_use]
    pub fn in_zone(self, zone: Id) -> Self {
        Self { zone: Some(zone), place: None, ..self }
    }

    /// The same, with only what was known on a day.
    #[must_use]
    pub fn known_on(self, day: Date) -> Self {
        Self { known_on: Some(day), ..self }
    }

    /// The same, where the appointment slip is brought to the person.
    #[must_use]
    pub fn with_slip(self) -> Self {
        Self { slip: true, ..self }
    }

    /// The same, where the post accepted the dossier from the person on a day.
    #[must_use]
    pub fn posted_on(self, day: Date) -> Self {
        Self { posted_on: Some(day), ..self }
    }

    /// The same, where the agency signed the hand-over record on a day.
    #[must_use]
    pub fn filed_on(self, day: Date) -> Self {
        Self { filed_on: Some(day), ..self }
    }

    /// The same, where the agency was done on a day.
    #[must_use]
    pub fn resolved_on(self, day: Date) -> Self {
        Self { resolved_on: Some(day), ..self }
    }

    /// The same, where the post took the result at the agency on a day.
    #[must_use]
    pub fn collected_on(self, day: Date) -> Self {
        Self { collected_on: Some(day), ..self }
    }

    /// The same, where the last delivery attempt was on a day.
    #[must_use]
    pub fn last_attempt_on(self, day: Date) -> Self {
        Self { last_attempt_on: Some(day), ..self }
    }

    /// The same, where these days do not count at the agency.
    ///
    /// # Errors
    /// `too_long` for more than 1000.
    pub fn suspended(self, days: Vec<Validity>) -> Result<Self, Issues> {
        let limit = |code| Issues::from(Issue::new(code, "/suspended", Params::new().with("max", 1_000)));
        Ok(Self { suspended: days.try_into().map_err(limit)?, ..self })
    }

    /// Reads a question from JSON text.
    ///
    /// # Errors
    /// Every issue of the text at once.
    pub fn parse(json: &str) -> Result<Self, Issues> {
        read::parse(json)
    }

    fn one_end(&self, at: &Path<'_>, issues: &mut Issues) {
        exactly_one_end(self.zone.as_ref(), self.place.as_ref(), at, issues);
    }

    pub(crate) fn asked(&self) -> Asked<'_> {
        Asked {
            agency: self.agency.as_str(),
            procedure: Some(self.procedure.as_str()),
            field: None,
            service: self.service,
            on: self.on,
            known_on: self.known_on,
        }
    }

    /// The suspended days as runs that do not touch, by first day.
    pub(crate) fn pauses(&self) -> Vec<Span> {
        let mut spans: Vec<Span> = self.suspended.iter().map(Validity::span).collect();
        sort::by_key(&mut spans, |span| span.from);
        let mut runs: Vec<Span> = Vec::new();
        for span in spans {
            match runs.last_mut() {
                Some(run) if run.until.is_none_or(|until| span.from <= until) => {
                    run.until = run.until.zip(span.until).map(|(a, b)| a.max(b));
                }
                _ => runs.push(span),
            }
        }
        runs
    }
}

closed_list! {
    /// A step on the way of a dossier, in order.
    pub enum StepId {
        /// The dossier is handed over at the agency.
        Filing = "filing",
        /// The person has the appointment slip.
        Slip = "slip",
        /// The agency is done.
        Result = "result",
        /// The post takes the result at the agency.
        Collection = "collection",
        /// The first delivery attempt.
        FirstAttempt = "first_attempt",
        /// The end of holding an undelivered result.
        Hold = "hold",
    }
}

closed_list! {
    /// How days are counted.
    pub enum DayUnit {
        /// Working days of a calendar.
        Working = "working",
        /// Calendar days.
        Calendar = "calendar",
    }
}

shape! {
    /// A step with its due day.
    pub struct Step<'r> {
        /// Which.
        pub id: StepId,
        /// The day from which it counts; the day after is day 1.
        pub from: Date,
        /// How many days.
        pub days: Days,
        /// Of which kind.
        pub unit: DayUnit,
        /// The last day on which it is in time.
        pub due: Date,
        /// The legal source of the number of days.
        pub source: Option<Cow<'r, str>>,
    }
}

shape! {
    /// Due days, as far as they can be told.
    pub struct Dated<'r> {
        /// `dated`, or `no_deadline` when there is no step.
        pub outcome: Outcome,
        /// The contract.
        pub contract: Cow<'r, str>,
        /// The clause.
        pub clause: Cow<'r, str>,
        /// The zone.
        pub zone: Option<Cow<'r, str>>,
        /// The steps that can be told, in order.
        pub steps: Vec<Step<'r>>,
        /// Why the others cannot.
        pub reasons: Vec<Reason<'r>>,
        /// The legal sources of the steps, each once.
        pub sources: Vec<Cow<'r, str>>,
    }
}

answer! {
    /// The answer to [`Moments`].
    pub enum Deadlines<'r> {
        /// Due days.
        Dated(Dated<'r>),
        /// No step can be told.
        NoDeadline(Dated<'r>),
        /// The post may not carry it.
        NotCovered(NotCovered<'r>),
    }
}

impl Rulebook {
    /// By when is each step due?
    ///
    /// # Errors
    /// None so far: a question that was read is answered.
    pub fn deadlines<'r>(&'r self, moments: &Moments) -> Result<Deadlines<'r>, Issues> {
        let not_covered = |reasons| Ok(Deadlines::NotCovered(NotCovered::because(reasons)));
        let case = match self.look_up(moments.asked())? {
            Ok(case) => case,
            Err(reason) => return not_covered(vec![reason]),
        };
        let Some(cover) = self.covers(&case) else { return not_covered(self.refusal(&case)) };
        let (steps, reasons, zone) = self.steps(moments, &case, &cover);
        let mut sources = Vec::new();
        for step in &steps {
            cite(&mut sources, step.source);
        }
        let steps: Vec<Step<'r>> = steps.into_iter().map(Told::step).collect();
        let told = Dated {
            outcome: if steps.is_empty() { Outcome::NoDeadline } else { Outcome::Dated },
            contract: cover.contract().id.as_str().into(),
            clause: cover.clause().id.as_str().into(),
            zone: zone.map(|zone| self.document().zones.at(zone).id.as_str().into()),
            steps,
            reasons,
            sources,
        };
        Ok(if told.steps.is_empty() { Deadlines::NoDeadline(told) } else { Deadlines::Dated(told) })
    }

    /// Answers a question in JSON with an answer in JSON; an invalid question with `{"issues":[…]}`.
    pub fn deadlines_json(&self, json: &str, language: crate::wire::Language) -> String {
        in_json(json, language, |moments: Moments| self.deadlines(&moments))
    }

    fn steps<'r>(
        &'r self,
        moments: &Moments,
        case: &PreparedCase,
        cover: &Cover<'r>,
    ) -> (Vec<Told<'r>>, Vec<Reason<'static>>, Option<Ix<Zone>>) {
        let mut reasons: Vec<Reason<'_>> = Vec::new();
        let zone =
            self.zone(case.agency, self.end(moments.zone.as_ref(), moments.place.as_ref()), case.on, &mut reasons);
        let mut telling = Telling {
            steps: Vec::new(),
            reasons: reasons.into_iter().map(Reason::into_owned).collect(),
            zone: zone.map(|zone| (zone, self.document().zones.at(zone).id.as_str())),
        };
        let sla = cover.clause().sla.as_ref();
        if sla.is_none() {
            let (contract, clause) = (cover.contract().id.as_str(), cover.clause().id.as_str());
            let reason = Reason::new(ReasonCode::NoSla).about(contract.to_owned()).about(clause.to_owned());
            telling.reasons.push(reason);
        }
        let (post, agency) = (cover.clause_node.calendar, self.index.agencies.node(case.agency).calendar);
        let (post, agency) = (self.calendar_or_first(post), self.calendar_or_first(agency));
        let (there, back) = (case.service != Service::Return, case.service != Service::Intake);
        if let (Some(sla), true) = (sla, there) {
            let days = &cover.clause_node.delivery_days;
            telling.by_zone(StepId::Filing, ("posted_on", moments.posted_on), days, post, sla);
            if moments.slip {
                let days = &cover.clause_node.slip_days;
                telling.by_zone(StepId::Slip, ("posted_on", moments.posted_on), days, post, sla);
            }
        }
        self.result(&mut telling, moments, case, agency);
        if let (Some(sla), true) = (sla, back) {
            telling.collection(moments, sla, agency);
            let collected = moments.collected_on.or_else(|| telling.due(StepId::Collection));
            let days = &cover.clause_node.delivery_days;
            telling.by_zone(StepId::FirstAttempt, ("collected_on", collected), days, post, sla);
            telling.hold(moments, sla);
        }
        (telling.steps, telling.reasons, zone)
    }

    /// How long the agency may take, by its own calendar and without suspended days.
    fn result<'r>(
        &'r self,
        telling: &mut Telling<'r>,
        moments: &Moments,
        case: &PreparedCase,
        agency: Option<&WorkingDays>,
    ) {
        let Some(procedure) = case.matter.procedure.map(|procedure| self.document().procedures.at(procedure)) else {
            return;
        };
        let filed = moments.filed_on.or_else(|| telling.due(StepId::Filing));
        let missing = || Reason::new(ReasonCode::NoProcessingDays).about(procedure.code.as_str().to_owned());
        let days = procedure.processing_days.ok_or_else(missing);
        let source = procedure.source.as_ref().map(Line::as_str);
        telling.count(StepId::Result, ("filed_on", filed), days, (agency, &moments.pauses()), source);
    }

    pub(crate) fn calendar_or_first(&self, calendar: Option<Ix<Calendar>>) -> Option<&WorkingDays> {
        calendar.map_or_else(|| self.index.calendars.first(), |calendar| Some(self.index.calendars.at(calendar)))
    }
}

/// A step as it is told; its source still borrowed from the rulebook alone.
#[derive(Clone, Copy, Debug)]
struct Told<'r> {
    id: StepId,
    from: Date,
    days: Days,
    unit: DayUnit,
    due: Date,
    source: Option<&'r str>,
}

impl<'r> Told<'r> {
    fn step(self) -> Step<'r> {
        let Self { id, from, days, unit, due, source } = self;
        Step { id, from, days, unit, due, source: source.map(Cow::Borrowed) }
    }
}

/// The steps told so far, and why others are not.
struct Telling<'r> {
    steps: Vec<Told<'r>>,
    reasons: Vec<Reason<'static>>,
    zone: Option<(Ix<Zone>, &'r str)>,
}

impl<'r> Telling<'r> {
    fn due(&self, id: StepId) -> Option<Date> {
        self.steps.iter().find(|step| step.id == id).map(|step| step.due)
    }

    /// Counts a step in working days, or says why it cannot be told.
    fn count(
        &mut self,
        id: StepId,
        (moment, from): (&'static str, Option<Date>),
        days: Result<Days, Reason<'static>>,
        (calendar, pauses): (Option<&WorkingDays>, &[Span]),
        source: Option<&'r str>,
    ) {
        let told = || {
            let missing = || Reason::new(ReasonCode::MomentMissing).about(id.as_str()).about(moment);
            let (from, days) = (from.ok_or_else(missing)?, days?);
            let due = calendar.map_or(Err(from), |calendar| calendar.add_except(from, days, pauses));
            let gap = |day: Date| Reason::new(ReasonCode::CalendarNotCovered).about(id.as_str()).about(day);
            Ok(Told { id, from, days, unit: DayUnit::Working, due: due.map_err(gap)?, source })
        };
        match told() {
            Ok(step) => self.steps.push(step),
            Err(reason) => self.reasons.push(reason),
        }
    }

    /// A step of the post, whose days go by the zone; without a zone it is left out silently.
    fn by_zone(
        &mut self,
        id: StepId,
        moment: (&'static str, Option<Date>),
        days: &[(Ix<Zone>, Days)],
        calendar: Option<&WorkingDays>,
        sla: &'r Sla,
    ) {
        let Some((zone, zone_id)) = self.zone else { return };
        let missing = || Reason::new(ReasonCode::NoDaysForZone).about(id.as_str()).about(zone_id.to_owned());
        let days = ClauseNode::days_for(days, zone).ok_or_else(missing);
        self.count(id, moment, days, (calendar, &[]), sla.source.as_ref().map(Line::as_str));
    }

    /// The post's collection at the agency, by the agency's calendar.
    fn collection(&mut self, moments: &Moments, sla: &'r Sla, agency: Option<&WorkingDays>) {
        let resolved = moments.resolved_on.or_else(|| self.due(StepId::Result));
        let days = Ok(sla.handover_days.unwrap_or(Days::ZERO));
        let source = sla.source.as_ref().map(Line::as_str);
        self.count(StepId::Collection, ("resolved_on", resolved), days, (agency, &[]), source);
    }

    /// How long an undelivered result is held, in calendar days.
    fn hold(&mut self, moments: &Moments, sla: &'r Sla) {
        let Some((from, days)) = moments.last_attempt_on.zip(sla.hold_days) else { return };
        // Past the last year there is no such day to tell.
        let Some(due) = from.plus_days(days) else { return };
        let source = sla.source.as_ref().map(Line::as_str);
        self.steps.push(Told { id: StepId::Hold, from, days, unit: DayUnit::Calendar, due, source });
    }
}
