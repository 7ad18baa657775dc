//! Administrative procedures (thủ tục hành chính): the catalogue.

use super::agency::Selector;
use super::source::SourceId;
use crate::document::Service;
use crate::wire::{Days, Id, List, Money, Text, Validity};

built! {
    /// An administrative procedure (thủ tục hành chính).
    pub struct Procedure {
        /// The procedure's code.
        pub code: Id,
        /// What the procedure is called.
        pub name: Text,
        /// The agencies that handle it.
        pub agencies: Selector,
        /// The field that it belongs to.
        pub field: Option<Id>,
        /// The days on which it exists; absent: always.
        pub valid: Option<Validity>,
        /// How long the agency may take, in working days.
        pub processing_days: Option<Days>,
        /// Services that are kept off the post: the person must come and may not authorise another
        /// (Decision 45/2016/QĐ-TTg, article 1(2)).
        pub in_person: List<InPerson, 0, 1_000>,
        /// What the agency asks for it (phí, lệ phí), by date.
        pub agency_fees: Vec<AgencyFee>,
        /// Its legal source.
        pub source: Option<SourceId>,
    }
}

built! {
    /// A service kept off the post.
    pub struct InPerson {
        /// The service; `both` stands for each of its legs.
        pub service: Service,
        /// The days on which it is kept off; absent: always.
        pub valid: Option<Validity>,
        /// The list that says so.
        pub source: Option<SourceId>,
    }
}

built! {
    /// An agency fee (phí, lệ phí).
    pub struct AgencyFee {
        /// The days on which it is asked; absent: always.
        pub valid: Option<Validity>,
        /// How much, in đồng.
        pub amount: Money,
        /// Its legal source.
        pub source: Option<SourceId>,
    }
}
