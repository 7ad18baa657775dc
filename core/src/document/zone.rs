//! Zones: how near the two ends of a carriage are.

use crate::wire::{Id, List, Text, True};

built! {
    /// A zone (vùng cước). Zones are tried in the order of the list; the first that holds is the zone.
    pub struct Zone {
        /// The zone's id.
        pub id: Id,
        /// What the zone is called.
        pub name: Text,
        /// When it holds.
        pub when: ZoneRule,
    }
}

choice! {
    /// When a zone holds for an origin and a destination.
    pub enum ZoneRule {
        /// They have the same ancestor-or-self of this kind.
        Same(Id) = "same",
        /// They, or their ancestors, share a group.
        SameGroup(True) = "same_group",
        /// One side is in the first group, the other in the second, either way.
        Groups(List<Id, 2, 2>) = "groups",
        /// It never holds for two places, and is asked about by its id: for tables that name their zones.
        ByName(True) = "by_name",
        /// It holds always, whatever the places.
        Any(True) = "any",
    }
}
