//! Agencies, fields, and which agencies something is about.

use crate::wire::{Id, List, Text, True, Validity};

built! {
    /// An agency (cơ quan giải quyết). On and after the end of its validity an agency with `merged_into` is asked about
    /// as its successor.
    pub struct Agency {
        /// The agency's code.
        pub code: Id,
        /// What the agency is called.
        pub name: Text,
        /// What it is: a free name such as `department` or `commune`.
        pub kind: Option<Id>,
        /// Where it is: the agency's end of a carriage.
        pub place: Option<Id>,
        /// The agency above it.
        pub parent: Option<Id>,
        /// The calendar by which it counts; absent: the first of the rulebook.
        pub calendar: Option<Id>,
        /// The days on which it exists; absent: always.
        pub valid: Option<Validity>,
        /// The agency that takes over its procedures and contracts when it ends.
        pub merged_into: Option<Id>,
    }
}

built! {
    /// A field (lĩnh vực) of administrative procedures.
    pub struct Field {
        /// The field's id.
        pub id: Id,
        /// What the field is called.
        pub name: Text,
    }
}

choice! {
    /// Which agencies something is about.
    pub enum Selector {
        /// The agencies of these codes.
        Codes(List<Id, 1, 100_000>) = "codes",
        /// Every agency of these kinds.
        Kinds(List<Id, 1, 100>) = "kinds",
        /// Every agency of the rulebook.
        All(True) = "all",
    }
}
