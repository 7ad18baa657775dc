//! What there is to choose from.

use std::borrow::Cow;

use crate::wire::{Language, write};

shape! {
    /// An agency to choose.
    pub struct AgencyChoice<'r> {
        /// The agency's code.
        pub id: Cow<'r, str>,
        /// Its name in the language asked for.
        pub name: Cow<'r, str>,
        /// What it is, such as `department` or `commune`.
        pub kind: Option<Cow<'r, str>>,
        /// The code of the agency above it.
        pub parent: Option<Cow<'r, str>>,
        /// The code of the place where it is.
        pub place: Option<Cow<'r, str>>,
        /// Where its dossiers may be handed in on the day: at its own counter, then those of others in the order of the
        /// document; nothing where they are not asked for.
        pub receptions: Vec<ReceptionChoice<'r>>,
    }
}

shape! {
    /// A counter at which a dossier of an agency may be handed in.
    pub struct ReceptionChoice<'r> {
        /// The code of the agency whose counter it is.
        pub id: Cow<'r, str>,
        /// Its name in the language asked for.
        pub name: Cow<'r, str>,
    }
}

shape! {
    /// A place to choose.
    pub struct PlaceChoice<'r> {
        /// The place's code.
        pub id: Cow<'r, str>,
        /// Its name in the language asked for.
        pub name: Cow<'r, str>,
        /// What it is, such as `province` or `commune`.
        pub kind: Cow<'r, str>,
        /// The code of the place that it is part of.
        pub parent: Option<Cow<'r, str>>,
        /// How many places it lies in, one in another: 0 for a province.
        pub level: i64,
    }
}

shape! {
    /// What there is to choose from on a day, each list in the order of the document.
    pub struct Choices<'r> {
        /// The agencies that exist on the day.
        pub agencies: Vec<AgencyChoice<'r>>,
        /// The places that exist on the day.
        pub places: Vec<PlaceChoice<'r>>,
    }
}

impl Choices<'_> {
    /// The answer as JSON text.
    pub fn to_json(&self) -> String {
        // Its names are in one language already, and it has no messages.
        write::json(self, Language::default())
    }
}
