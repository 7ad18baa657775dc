//! The procedures of an agency, and what of them may go by post.

use std::borrow::Cow;

use crate::document::Service;
use crate::wire::{Language, write};

shape! {
    /// The field (lĩnh vực) of a procedure.
    pub struct FieldChoice<'r> {
        /// The field's id.
        pub id: Cow<'r, str>,
        /// Its name in the language asked for.
        pub name: Cow<'r, str>,
    }
}

shape! {
    /// A procedure to choose.
    pub struct ProcedureChoice<'r> {
        /// The procedure's code.
        pub id: Cow<'r, str>,
        /// Its name in the language asked for.
        pub name: Cow<'r, str>,
        /// The field that it belongs to.
        pub field: Option<FieldChoice<'r>>,
        /// What of it may go by post on the day, as `decide` says it; `both` also where each way has its own clause. Empty:
        /// the person must go to the agency.
        pub services: Vec<Service>,
    }
}

shape! {
    /// The procedures that an agency handles on a day, in the order of the document; none for an agency that is unknown.
    pub struct Procedures<'r> {
        /// The procedures to choose from.
        pub procedures: Vec<ProcedureChoice<'r>>,
    }
}

impl Procedures<'_> {
    /// The answer as JSON text.
    pub fn to_json(&self) -> String {
        // Its names are in one language already, and it has no messages.
        write::json(self, Language::default())
    }
}
