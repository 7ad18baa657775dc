//! What is right with an invoice, and what is not.

use std::borrow::Cow;

#[cfg(doc)]
use super::question::Billing;
use crate::wire::{Id, Issues, Language, read, write};

shape! {
    /// What is billed as the contract says.
    pub struct Matched {
        /// How many items they are.
        pub count: i64,
        /// What is billed for them, in đồng.
        pub amount: i64,
    }
}

shape! {
    /// An item that is billed with another amount than the contract says.
    pub struct WrongAmount {
        /// The id of the invoice's line; of an item with a credit note the smallest of those that are none.
        pub invoice: Id,
        /// The id of the item that it bills.
        pub item: Id,
        /// What it bills, in đồng; for an item with a credit note all its lines together.
        pub billed: i64,
        /// The item's `total`, in đồng.
        pub expected: i64,
        /// What is billed too much; negative: too little.
        pub difference: i64,
        /// The rule that gives the right amount: the id of the item's postage line; of two, both with a `+` between.
        pub rule: Option<Cow<'static, str>>,
    }
}

shape! {
    /// A line that should not be there.
    pub struct BilledLine {
        /// The id of the invoice's line.
        pub invoice: Id,
        /// The item that it names.
        pub item: Id,
        /// What it bills, in đồng.
        pub billed: i64,
    }
}

shape! {
    /// An item of which a line is negative: its lines count as one, their sum.
    pub struct Credited {
        /// The id of the item.
        pub item: Id,
        /// The ids of its lines, sorted as bytes.
        pub invoices: Vec<Id>,
        /// What they come to, in đồng.
        pub amount: i64,
    }
}

shape! {
    /// An item that no line bills.
    pub struct NotBilled {
        /// The id of the item.
        pub item: Id,
        /// Its `total`, in đồng.
        pub expected: i64,
    }
}

shape! {
    /// The operator's invoice held against what the contract says: every line of the invoice and every item stands in
    /// one place of it.
    pub struct Reconciliation {
        /// What is billed right.
        pub matched: Matched,
        /// The lines with another amount, sorted by line.
        pub wrong_amount: Vec<WrongAmount>,
        /// The lines for an item that is not there, sorted by line.
        pub not_ours: Vec<BilledLine>,
        /// The items without a line, sorted by item.
        pub not_billed: Vec<NotBilled>,
        /// The lines for an item that another line bills, sorted by line.
        pub billed_twice: Vec<BilledLine>,
        /// The items with a credit note, sorted by item. Each also stands among the matched or the wrong amounts.
        pub credited: Vec<Credited>,
        /// What the invoice bills, in đồng.
        pub billed: i64,
        /// What the items come to, in đồng.
        pub expected: i64,
        /// What is billed too much; negative: too little.
        pub difference: i64,
    }
}

impl Reconciliation {
    /// Reads an answer back from its JSON text.
    ///
    /// # Errors
    /// Every issue of the text at once.
    pub fn parse(json: &str) -> Result<Self, Issues> {
        read::parse(json)
    }

    /// The answer as JSON text.
    pub fn to_json(&self) -> String {
        write::json(self, Language::default())
    }
}
