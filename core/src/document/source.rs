//! Legal sources: what a rule rests on.

use crate::wire::{BoundedText, Date, Id, Text};

/// The id of a source: a document's own number, such as `1602/UBND-VX`.
pub type SourceId = BoundedText<120>;

built! {
    /// A legal source (nguồn pháp lý): a law, a decision, a contract, a published price list.
    pub struct Source {
        /// Its id: any text of 1 to 120 characters, usually the document's number.
        pub id: SourceId,
        /// What it is.
        pub title: Text,
        /// Who issued it.
        pub issuer: Option<Text>,
        /// The day it was signed.
        pub signed_on: Option<Date>,
        /// Where it can be read.
        pub url: Option<BoundedText<500>>,
    }
}

built! {
    /// An operator (doanh nghiệp bưu chính): who carries.
    pub struct Operator {
        /// The operator's id.
        pub id: Id,
        /// What the operator is called.
        pub name: Text,
    }
}
