//! The question about due days, and what must hold across its keys.

use crate::ask::decide::CaseText;
use crate::ask::zone::exactly_one_end;
use crate::document::Service;
use crate::wire::{Date, Id, IssueCode, Issues, List, Params, Path, Span, Time, Validity, read, sort};

built! {
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
        /// The code of the agency at whose counter the dossier is handed in and the result given out; absent: the agency's own.
        pub(crate) reception: Option<Id>,
        /// The zone of the carriage; or else `place`.
        #[checked]
        pub(crate) zone: Option<Id>,
        /// The applicant's place; or else `zone`.
        #[checked]
        pub(crate) place: Option<Id>,
        /// Whether the appointment slip is brought to the person.
        pub(crate) slip: bool = false,
        /// The day on which the post accepted the dossier from the person.
        pub(crate) posted_on: Option<Date>,
        /// The day on which the agency signed the hand-over record, or a demanded supplement was complete.
        #[checked]
        pub(crate) filed_on: Option<Date>,
        /// When it was handed over to the agency, instead of `filed_on`: at or after the procedure's cut-off it counts as filed
        /// on the agency's next working day.
        #[checked]
        pub(crate) filed_at: Option<Time>,
        /// The day on which the agency was done.
        pub(crate) resolved_on: Option<Date>,
        /// The day on which the post took the result at the agency.
        pub(crate) collected_on: Option<Date>,
        /// The day of the last delivery attempt.
        pub(crate) last_attempt_on: Option<Date>,
        /// Days that do not count at the agency while a supplement is awaited.
        pub(crate) suspended: List<Validity, 0, 1_000>,
    }
    new = endless
    check = Moments::keys_agree
}

impl Moments {
    /// A question about a service to or from a place, before any moment is known.
    pub fn new(agency: Id, procedure: Id, service: Service, on: Date, place: Id) -> Self {
        Self { place: Some(place), ..Self::endless(agency, procedure, service, on) }
    }

    /// Names a zone instead of a place.
    #[must_use]
    pub fn in_zone(self, zone: Id) -> Self {
        Self { zone: Some(zone), place: None, ..self }
    }

    /// Handed over on this day, instead of at a time.
    #[must_use]
    pub fn filed_on(self, day: Date) -> Self {
        Self { filed_on: Some(day), filed_at: None, ..self }
    }

    /// Handed over at this time, instead of on a day: the procedure's cut-off tells on which day it counts as filed.
    #[must_use]
    pub fn filed_at(self, time: Time) -> Self {
        Self { filed_on: None, filed_at: Some(time), ..self }
    }

    /// Reads a question from JSON text.
    ///
    /// # Errors
    /// Every issue of the text at once.
    pub fn parse(json: &str) -> Result<Self, Issues> {
        read::parse(json)
    }

    fn keys_agree(&self, at: &Path<'_>, issues: &mut Issues) {
        exactly_one_end(self.zone.as_ref(), self.place.as_ref(), at, issues);
        filed_once(self.filed_on, self.filed_at, at, issues);
    }

    pub(crate) fn asked(&self) -> CaseText<'_> {
        CaseText {
            agency: self.agency.as_str(),
            procedure: Some(self.procedure.as_str()),
            field: None,
            service: self.service,
            on: self.on,
            known_on: self.known_on,
            reception: self.reception.as_ref().map(Id::as_str),
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

/// The hand-over by its day or by its time, not by both.
pub(crate) fn filed_once(on: Option<Date>, time: Option<Time>, at: &Path<'_>, issues: &mut Issues) {
    if on.is_some() && time.is_some() {
        issues.add(IssueCode::NotWith, &Path::Key(at, "filed_at"), Params::new().with("key", "filed_on"));
    }
}
