//! The answer to a consignment.

use std::borrow::Cow;

#[cfg(doc)]
use super::question::Consignment;
use crate::ask::answer::Outcome;
use crate::ask::decide::NotCovered;
use crate::say::reason::Reason;

closed_list! {
    /// What a line of a price is.
    pub enum LineKind {
        /// The price of carriage.
        Postage = "postage", "Cước chính", "Postage",
        /// What is added for an option.
        Surcharge = "surcharge", "Phụ thu", "Surcharge",
        /// What is taken off; its amount is not positive.
        Discount = "discount", "Giảm cước", "Discount",
        /// The tax on the others.
        Tax = "tax", "Thuế", "Tax",
    }
}

shape! {
    /// A line of a price.
    pub struct Line<'r> {
        /// What it is.
        pub kind: LineKind,
        /// The id of the rate, surcharge, discount or tax that gave it: `service/zone/up_to` for postage.
        pub id: Cow<'r, str>,
        /// The rate of a tax, in basis points.
        pub bp: Option<i64>,
        /// How much, in đồng.
        pub amount: i64,
        /// Its legal source.
        pub source: Option<Cow<'r, str>>,
    }
}

shape! {
    /// A payer's share of the total.
    pub struct Payment<'r> {
        /// Who pays: a free name such as `agency` or `applicant`.
        pub who: Cow<'r, str>,
        /// How much of the total, in đồng.
        pub amount: i64,
    }
}

shape! {
    /// A price, line by line, each with the rule that gave it.
    pub struct Quoted<'r> {
        /// How it came out: `quoted`.
        pub outcome: Outcome,
        /// The id of the contract that covers it.
        pub contract: Cow<'r, str>,
        /// The id of the clause that covers it.
        pub clause: Cow<'r, str>,
        /// The amendment that last set the clause.
        pub amendment: Option<Cow<'r, str>>,
        /// The id of the tariff that gave the price.
        pub tariff: Cow<'r, str>,
        /// The id of the tariff's version.
        pub version: Cow<'r, str>,
        /// The id of the carriage's zone.
        pub zone: Cow<'r, str>,
        /// The currency of every amount: `VND`.
        pub currency: Cow<'r, str>,
        /// The postage, surcharges, discounts and tax, one after the other.
        pub lines: Vec<Line<'r>>,
        /// The price without tax, in đồng.
        pub net: i64,
        /// The tax on it, in đồng.
        pub tax: i64,
        /// The price with tax, in đồng.
        pub total: i64,
        /// Who pays what of the total.
        pub payers: Vec<Payment<'r>>,
        /// What is collected for the agency, in đồng; never part of the total.
        pub agency_fee: i64,
        /// What is asked at the door: the applicant's share and the agency fee, in đồng.
        pub applicant_due: i64,
        /// The legal sources of lines and fee, each once.
        pub sources: Vec<Cow<'r, str>>,
    }
}

shape! {
    /// The post may carry it, but its price cannot be told.
    pub struct NoPrice<'r> {
        /// How it came out: `no_price`.
        pub outcome: Outcome,
        /// The id of the contract that covers it.
        pub contract: Cow<'r, str>,
        /// The id of the clause that covers it.
        pub clause: Cow<'r, str>,
        /// Everything that is in the way.
        pub reasons: Vec<Reason<'r>>,
    }
}

answer! {
    /// The price line by line, or why there is none.
    pub enum Quotation<'r> {
        /// It has a price.
        Quoted(Quoted<'r>),
        /// It may be carried, but its price cannot be told.
        NoPrice(NoPrice<'r>),
        /// The post may not carry it.
        NotCovered(NotCovered<'r>),
    }
}
