//! Receptions: where a dossier is handed in and its result given out, when that is not the agency that decides.

use super::agency::Selector;
use super::source::SourceId;
use crate::document::Service;
use crate::wire::{Id, List, Validity};

built! {
    /// That an agency's counter takes dossiers in, or gives results out, for others (nơi tiếp nhận): a one-stop centre of a
    /// province or a commune, whatever the boundaries within the province (Decree 118/2025/NĐ-CP, in force 1 July 2025).
    pub struct Reception {
        /// The agency whose counter it is.
        pub at: Id,
        /// The agencies for which it stands in.
        pub agencies: Selector as "for",
        /// Which way: `intake` takes dossiers in, `return` gives results out, `both` does either; absent: both.
        pub services: Option<List<Service, 1, 3>>,
        /// The days on which it does; absent: always.
        pub valid: Option<Validity>,
        /// Its legal source.
        pub source: Option<SourceId>,
    }
}
