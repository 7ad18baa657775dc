//! The question of an invoice.

use crate::ask::settle::SettleItem;
#[cfg(doc)]
use crate::rulebook::Rulebook;
use crate::wire::{Id, InvoiceAmount, Issues, Validity, read};

built! {
    /// A line of the operator's invoice.
    pub struct InvoiceLine {
        /// What it is known by, once among the lines.
        pub id: Id,
        /// The item that it bills.
        pub item: Id,
        /// What it bills, with tax, in đồng; negative for a credit note.
        pub amount: InvoiceAmount,
    }
}

built! {
    /// A question: is an invoice right?
    pub struct Billing<'r> {
        /// The id of the contract whose invoice it is.
        pub contract: Id,
        /// The days: an item of another day is an issue.
        pub period: Validity,
        /// What was carried, in any order, as for [`Rulebook::settle`].
        pub items: Vec<SettleItem<'r>>,
        /// The invoice, in any order.
        pub invoice: Vec<InvoiceLine>,
    }
}

impl Billing<'_> {
    /// Reads a question from JSON text.
    ///
    /// # Errors
    /// Every issue of the text at once.
    pub fn parse(json: &str) -> Result<Self, Issues> {
        read::parse(json)
    }
}
