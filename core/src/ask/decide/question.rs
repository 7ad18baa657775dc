//! The question of a case, and what must hold across its keys.

use super::lookup::CaseText;
use crate::document::Service;
use crate::wire::{Date, Id, IssueCode, Issues, Params, Path, read};

built! {
    /// A question: may this go by post? About a procedure, or about a field as a whole: give `procedure`, or `field`
    /// alone.
    pub struct Case {
        /// The agency's code.
        agency: Id,
        /// The procedure's code; without it the question is about the field.
        procedure: Option<Id>,
        /// The field's id; beside a procedure it must be the procedure's own.
        field: Option<Id>,
        /// The service: which way is to go by post.
        service: Service,
        /// The day on which it is to go.
        on: Date,
        /// The day on whose knowledge the answer rests; absent: everything is known.
        known_on: Option<Date>,
        /// The code of the agency at whose counter the dossier is handed in and the result given out; absent: the agency's own.
        reception: Option<Id>,
    }
    new = about
    check = Case::about_something
}

impl Case {
    /// A question about a procedure.
    pub fn new(agency: Id, procedure: Id, service: Service, on: Date) -> Self {
        Self::about(agency, service, on).procedure(procedure)
    }

    /// A question about a field as a whole.
    pub fn of_field(agency: Id, field: Id, service: Service, on: Date) -> Self {
        Self::about(agency, service, on).field(field)
    }

    /// Reads a question from JSON text.
    ///
    /// # Errors
    /// Every issue of the text at once.
    pub fn parse(json: &str) -> Result<Self, Issues> {
        read::parse(json)
    }

    fn about_something(&self, at: &Path<'_>, issues: &mut Issues) {
        if self.procedure.is_none() && self.field.is_none() {
            let keys = vec!["procedure".into(), "field".into()];
            issues.add(IssueCode::AtLeastOneOf, at, Params::new().with("keys", keys));
        }
    }

    pub(crate) fn asked(&self) -> CaseText<'_> {
        let Self { agency, procedure, field, service, on, known_on, reception } = self;
        CaseText {
            agency: agency.as_str(),
            procedure: procedure.as_ref().map(Id::as_str),
            field: field.as_ref().map(Id::as_str),
            service: *service,
            on: *on,
            known_on: *known_on,
            reception: reception.as_ref().map(Id::as_str),
        }
    }
}
