//! The question of a consignment, and what must hold across its keys.

use crate::ask::decide::CaseText;
use crate::ask::zone::exactly_one_end;
use crate::document::Service;
use crate::wire::{Date, FeeUnits, Grams, Id, IssueCode, Issues, List, Money, Params, Path, read};

built! {
    /// A question: what does this carriage cost? Give exactly one of `zone` and `place`.
    pub struct Consignment {
        /// The agency's code.
        pub(crate) agency: Id,
        /// The procedure's code.
        pub(crate) procedure: Id,
        /// The service: which way is carried.
        pub(crate) service: Service,
        /// The day on which it is to go.
        pub(crate) on: Date,
        /// The day on whose knowledge the answer rests; absent: everything is known.
        pub(crate) known_on: Option<Date>,
        /// The code of the agency at whose counter the dossier is handed in and the result given out; absent: the agency's own.
        pub(crate) reception: Option<Id>,
        /// The weight in grams; for `both`, of the dossier on its way to the agency.
        pub(crate) weight_grams: Grams,
        /// For `both`, the weight of the result on its way back; absent: the same.
        #[checked]
        pub(crate) return_weight_grams: Option<Grams>,
        /// The zone of the carriage; or else `place`.
        #[checked]
        pub(crate) zone: Option<Id>,
        /// The applicant's place: the other end of the carriage; or else `zone`.
        #[checked]
        pub(crate) place: Option<Id>,
        /// Categories that the applicant is in, such as `poor_household`.
        pub(crate) applicant: List<Id, 0, 100>,
        /// What is asked beyond plain carriage.
        #[checked]
        pub(crate) options: List<Id, 0, 100>,
        /// The value that the sender declares, in đồng.
        pub(crate) declared_value: Option<Money>,
        /// How many units the agency fee counts (pages, copies, signatures), where it is a price by the unit; absent: 1.
        pub(crate) agency_fee_units: Option<FeeUnits>,
    }
    new = endless
    check = Consignment::keys_agree
}

impl Consignment {
    /// A question about a service of one weight, to or from a place.
    pub fn new(agency: Id, procedure: Id, service: Service, on: Date, weight: Grams, place: Id) -> Self {
        Self { place: Some(place), ..Self::endless(agency, procedure, service, on, weight) }
    }

    /// A question that still lacks its other end.
    pub(crate) fn at(agency: &Id, procedure: &Id, service: Service, on: Date, weight: Grams) -> Self {
        Self::endless(agency.clone(), procedure.clone(), service, on, weight)
    }

    /// Names a zone instead of a place.
    #[must_use]
    pub fn in_zone(self, zone: Id) -> Self {
        Self { zone: Some(zone), place: None, ..self }
    }

    /// Gives the way back another weight, in grams.
    ///
    /// # Errors
    /// `not_with` for a service that does not go both ways.
    pub fn return_weight_grams(self, weight: Grams) -> Result<Self, Issues> {
        Self { return_weight_grams: Some(weight), ..self }.agreed()
    }

    /// Asks for these options beyond plain carriage.
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

    /// Reads a question from JSON text.
    ///
    /// # Errors
    /// Every issue of the text at once.
    pub fn parse(json: &str) -> Result<Self, Issues> {
        read::parse(json)
    }

    fn keys_agree(&self, at: &Path<'_>, issues: &mut Issues) {
        exactly_one_end(self.zone.as_ref(), self.place.as_ref(), at, issues);
        carriage_keys_agree(self.return_weight_grams, self.service, &self.options, at, issues);
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
}

/// A weight on the way back only with `both`; each option once.
pub(crate) fn carriage_keys_agree(
    back: Option<Grams>,
    service: Service,
    options: &[Id],
    at: &Path<'_>,
    issues: &mut Issues,
) {
    if back.is_some() && service != Service::Both {
        let here = Path::Key(at, "return_weight_grams");
        issues.add(IssueCode::NotWith, &here, Params::new().with("key", "service"));
    }
    let list = Path::Key(at, "options");
    for (position, option) in options.iter().enumerate() {
        if let Some(first) = options.iter().take(position).position(|other| other == option) {
            let params = Params::new().with("first", Path::Index(&list, first).to_string());
            issues.add(IssueCode::Duplicate, &Path::Index(&list, position), params);
        }
    }
}
