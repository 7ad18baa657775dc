//! The answer of a contract's period.

#[cfg(doc)]
use super::question::Account;
use crate::ask::answer::within;
use crate::ask::quote::Payment;
use crate::wire::{Id, Issues, Language, Validity, read, write};

shape! {
    /// What a contract's period comes to, every đồng of it. A negative balance: the operator owes the agency.
    pub struct Statement {
        /// The id of the contract that is settled.
        pub contract: Id,
        /// The days that are settled.
        pub period: Validity,
        /// How many items were carried.
        pub items: i64,
        /// The postage of all items, in đồng, as their lines say it: with tax where the tariff's prices include it.
        pub postage: i64,
        /// The surcharges of all items, in đồng, as the lines say them.
        pub surcharges: i64,
        /// The discounts of all items, in đồng, as the lines say them: 0 or less.
        pub discounts: i64,
        /// The charges without tax, in đồng.
        pub net: i64,
        /// The tax on them, in đồng.
        pub tax: i64,
        /// The charges with tax, in đồng: `net` + `tax`, which is also what the payers pay.
        pub total: i64,
        /// Who pays what of the total, sorted by `who` as bytes.
        pub payers: Vec<Payment<'static>>,
        /// What the operator took from applicants, agency fees included.
        pub collected: i64,
        /// The agency fees of the prices, which the operator hands over: what of them was collected is in the balance.
        pub agency_fees: i64,
        /// What the operator owes for what went wrong, to agency and applicants.
        pub compensation: i64,
        /// The part of it that goes to applicants.
        pub compensation_to_applicants: i64,
        /// What the agency still owes the operator: the applicants' and the agency's shares of the total, less what was
        /// collected, less the compensation to the agency. Negative: the operator owes the agency.
        pub balance: i64,
    }
}

impl Statement {
    /// What is owed by this statement and by what came late of days that were settled before: the balance, with those of what is
    /// added, less those of what it takes the place of.
    ///
    /// # Errors
    /// `too_large` when it is more than 2^53 − 1.
    pub fn due(&self, added: &[Self], taken_back: &[Self]) -> Result<i64, Issues> {
        let sum = |of: &[Self]| of.iter().map(|statement| i128::from(statement.balance)).sum::<i128>();
        within(i128::from(self.balance) + sum(added) - sum(taken_back))
    }

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
