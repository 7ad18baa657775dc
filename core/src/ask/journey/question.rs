//! What is asked about a dossier, and what must hold across its keys.

use super::state::DossierState;
#[cfg(doc)]
use crate::ask::deadlines::Moments;
use crate::ask::deadlines::filed_once;
use crate::ask::quote::{Consignment, carriage_keys_agree};
use crate::ask::track::Event;
use crate::ask::zone::exactly_one_end;
use crate::document::Service;
use crate::wire::{Date, FeeUnits, Grams, Id, IssueCode, Issues, List, Money, Params, Path, Time, Validity, read};

built! {
    /// A question: how does one dossier stand as a whole?
    ///
    /// The keys of [`Consignment`] and [`Moments`], and the events of both ways. `on` is the day of asking; what the post
    /// may carry, by when and for how much is that of the day on which it went, or would go today.
    pub struct Dossier {
        /// The dossier's code.
        pub dossier: Id,
        /// The agency's code.
        pub agency: Id,
        /// The procedure's code.
        pub procedure: Id,
        /// The service: which ways go by post.
        pub(crate) service: Service,
        /// The day of asking.
        pub on: Date,
        /// The day on whose knowledge the answer rests; absent: everything is known.
        pub known_on: Option<Date>,
        /// The code of the agency at whose counter the dossier is handed in and the result given out; absent: the agency's own.
        pub reception: Option<Id>,
        /// The weight in grams, for the price; absent: the answer has no `quote`.
        pub(crate) weight_grams: Option<Grams>,
        /// For `both`, the weight of the result on its way back; absent: the same.
        #[checked]
        pub(crate) return_weight_grams: Option<Grams>,
        /// The zone of the carriage; or else `place`.
        #[checked]
        pub(crate) zone: Option<Id>,
        /// The applicant's place; or else `zone`.
        #[checked]
        pub(crate) place: Option<Id>,
        /// Categories that the applicant is in, such as `poor_household`.
        pub applicant: List<Id, 0, 100>,
        /// What is asked beyond plain carriage.
        #[checked]
        pub(crate) options: List<Id, 0, 100>,
        /// The value that the sender declares, in đồng.
        pub declared_value: Option<Money>,
        /// How many units the agency fee counts (pages, copies, signatures), where it is a price by the unit; absent: 1.
        pub agency_fee_units: Option<FeeUnits>,
        /// Whether the appointment slip is brought to the person.
        pub slip: bool = false,
        /// The day on which the post accepted the dossier from the person; absent: as the intake events tell it.
        pub posted_on: Option<Date>,
        /// The day on which the agency signed the hand-over record, or a demanded supplement was complete; absent: as the
        /// intake events tell the delivery.
        #[checked]
        pub(crate) filed_on: Option<Date>,
        /// When it was handed over to the agency, instead of `filed_on`: at or after the procedure's cut-off it counts as filed
        /// on the agency's next working day.
        #[checked]
        pub(crate) filed_at: Option<Time>,
        /// The day on which the agency was done.
        pub resolved_on: Option<Date>,
        /// The day on which the post took the result at the agency, the last time when it was sent again; absent: as the
        /// return events tell it.
        pub collected_on: Option<Date>,
        /// The day of the last failed delivery; absent: as the return events tell it.
        pub last_attempt_on: Option<Date>,
        /// Days that do not count at the agency while a supplement is awaited.
        pub suspended: List<Validity, 0, 1_000>,
        /// What the agency's own system says, for what no event shows: a payment, a withdrawal, a stop.
        pub agency_state: Option<DossierState>,
        /// The events of the dossier on its way to the agency, in any order: one consignment.
        pub intake_events: Vec<Event>,
        /// The events of the result on its way to the person, in any order. A result that was sent again has another
        /// consignment for each time.
        pub return_events: Vec<Event>,
    }
    new = endless
    check = Dossier::keys_agree
}

impl Dossier {
    /// A dossier to or from a place, of which nothing else is known; set what is.
    pub fn new(dossier: Id, agency: Id, procedure: Id, service: Service, on: Date, place: Id) -> Self {
        Self { place: Some(place), ..Self::endless(dossier, agency, procedure, service, on) }
    }

    /// In a zone instead of to or from a place.
    #[must_use]
    pub fn in_zone(self, zone: Id) -> Self {
        Self { zone: Some(zone), place: None, ..self }
    }

    /// With another weight on the way back.
    ///
    /// # Errors
    /// `not_with` for a service that does not go both ways, `missing` without the weight on the way in.
    pub fn return_weight_grams(self, weight: Grams) -> Result<Self, Issues> {
        Self { return_weight_grams: Some(weight), ..self }.agreed()
    }

    /// With what is asked beyond plain carriage.
    ///
    /// # Errors
    /// `duplicate` for one that stands twice.
    pub fn options(self, options: List<Id, 0, 100>) -> Result<Self, Issues> {
        Self { options, ..self }.agreed()
    }

    fn agreed(self) -> Result<Self, Issues> {
        let mut issues = Issues::new();
        self.keys_agree(&Path::Root, &mut issues);
        issues.or(Some(self))
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
        carriage_keys_agree(self.return_weight_grams, self.service, &self.options, at, issues);
        if self.return_weight_grams.is_some() && self.weight_grams.is_none() {
            issues.add(IssueCode::Missing, &Path::Key(at, "weight_grams"), Params::new());
        }
    }

    /// The question about the price, when a weight is given.
    pub(super) fn consignment(&self, on: Date) -> Option<Consignment> {
        Some(Consignment {
            agency: self.agency.clone(),
            procedure: self.procedure.clone(),
            service: self.service,
            on,
            known_on: self.known_on,
            reception: self.reception.clone(),
            weight_grams: self.weight_grams?,
            return_weight_grams: self.return_weight_grams,
            zone: self.zone.clone(),
            place: self.place.clone(),
            applicant: self.applicant.clone(),
            options: self.options.clone(),
            declared_value: self.declared_value,
            agency_fee_units: self.agency_fee_units,
        })
    }
}
