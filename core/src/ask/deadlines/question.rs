//! The question about due days, and what must hold across its keys.

use crate::ask::decide::CaseText;
use crate::ask::zone::exactly_one_end;
use crate::document::Service;
use crate::wire::{Date, Id, Issue, Issues, List, Params, Path, Span, Validity, read, sort};

shape! {
    /// A question: by when is each step due? Give exactly one of `zone` and `place`, and the moments that are known so
    /// far.
    pub struct Moments {
        /// The agency's code.
        pub(crate) agency: Id,
        /// The procedure's code.
        pub(crate) procedure: Id,
        /// The service: which way goes by post.
        pub(crate) service: Service,
        /// The day on which it is to go.
        pub(crate) on: Date,
        /// The day on whose knowledge the answer rests; absent: everything is known.
        pub(crate) known_on: Option<Date>,
        /// The zone of the carriage; or else `place`.
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

    /// Names a zone instead of a place.
    #[must_use]
    pub fn in_zone(self, zone: Id) -> Self {
        Self { zone: Some(zone), place: None, ..self }
    }

    /// Rests the answer on what was known on a day.
    #[must_use]
    pub fn known_on(self, day: Date) -> Self {
        Self { known_on: Some(day), ..self }
    }

    /// Has the appointment slip brought to the person.
    #[must_use]
    pub fn with_slip(self) -> Self {
        Self { slip: true, ..self }
    }

    /// Tells the day on which the post accepted the dossier from the person.
    #[must_use]
    pub fn posted_on(self, day: Date) -> Self {
        Self { posted_on: Some(day), ..self }
    }

    /// Tells the day on which the agency signed the hand-over record.
    #[must_use]
    pub fn filed_on(self, day: Date) -> Self {
        Self { filed_on: Some(day), ..self }
    }

    /// Tells the day on which the agency was done.
    #[must_use]
    pub fn resolved_on(self, day: Date) -> Self {
        Self { resolved_on: Some(day), ..self }
    }

    /// Tells the day on which the post took the result at the agency.
    #[must_use]
    pub fn collected_on(self, day: Date) -> Self {
        Self { collected_on: Some(day), ..self }
    }

    /// Tells the day of the last delivery attempt.
    #[must_use]
    pub fn last_attempt_on(self, day: Date) -> Self {
        Self { last_attempt_on: Some(day), ..self }
    }

    /// Tells the days that do not count at the agency.
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

    pub(crate) fn asked(&self) -> CaseText<'_> {
        CaseText {
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
