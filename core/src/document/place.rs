//! Places: provinces, districts, communes, and their mergers.

use crate::wire::{Id, List, Text, Validity};

built! {
    /// A place (đơn vị hành chính). Places form a forest by `parent`. On and after the end of its validity a place with
    /// `merged_into` stands for that place, followed again as needed.
    pub struct Place {
        /// The place's code.
        pub code: Id,
        /// What the place is called.
        pub name: Text,
        /// What it is: a free name such as `province`, `district`, `commune`.
        pub kind: Id,
        /// The place that it is part of.
        pub parent: Option<Id>,
        /// Groups that it is in: free names, such as a region.
        pub groups: List<Id, 0, 100>,
        /// The days on which it exists; absent: always.
        pub valid: Option<Validity>,
        /// The place that takes over when it ends.
        pub merged_into: Option<Id>,
    }
}
