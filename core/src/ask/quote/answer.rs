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
        /// The tax.
        Tax = "tax", "Thuế", "Tax",
    }
}

shape! {
    /// A line of a price.
    pub struct Line<'r> {
        /// What it is.
        pub kind: LineKind,
        /// Which rate, surcharge, discount or tax gave it: `service/zone/up_to` for postage.
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
        /// Who pays.
        pub who: Cow<'r, str>,
        /// How much, in đồng.
        pub amount: i64,
    }
}

shape! {
    /// A price, line by line, each with the rule that gave it.
    pub struct Quoted<'r> {
        /// `quoted`.
        pub outcome: Outcome,
        /// The contract.
        pub contract: Cow<'r, str>,
        /// The clause.
        pub clause: Cow<'r, str>,
        /// The amendment that last set the clause.
        pub amendment: Option<Cow<'r, str>>,
        /// The tariff.
        pub tariff: Cow<'r, str>,
        /// The version of the tariff.
        pub version: Cow<'r, str>,
        /// The zone.
        pub zone: Cow<'r, str>,
        /// The currency.
        pub currency: Cow<'r, str>,
        /// Postage, surcharges, discounts, tax.
        pub lines: Vec<Line<'r>>,
        /// Without tax, in đồng.
        pub net: i64,
        /// The tax, in đồng.
        pub tax: i64,
        /// With tax, in đồng.
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
        /// `no_price`.
        pub outcome: Outcome,
        /// The contract.
        pub contract: Cow<'r, str>,
        /// The clause.
        pub clause: Cow<'r, str>,
        /// Everything that is in the way.
        pub reasons: Vec<Reason<'r>>,
    }
}

answer! {
    /// The answer to a [`Consignment`].
    pub enum Quotation<'r> {
        /// It has a price.
        Quoted(Quoted<'r>),
        /// It may be carried, but its price cannot be told.
        NoPrice(NoPrice<'r>),
        /// The post may not carry it.
        NotCovered(NotCovered<'r>),
    }
}
