//! A statement in the making.

use std::collections::BTreeMap;

use super::adds_up::{AGENCY, APPLICANT, LineSums};
use super::answer::Statement;
use super::items::{CompensationTo, Items, SettleItem, Terms};
use crate::ask::answer::within;
use crate::ask::quote::{Payment, Quoted};
use crate::rulebook::Rulebook;
use crate::wire::{Id, Issue, Issues, Money, Path, Validity};

/// A [`Statement`] in the making: items are added one by one, in any order, and only their ids are kept.
#[derive(Debug)]
pub struct StatementBuilder<'r> {
    items: Items<'r>,
    sums: Sums,
}

impl<'r> StatementBuilder<'r> {
    /// No items yet.
    ///
    /// # Errors
    /// `unknown_reference` when the rulebook does not have the contract.
    pub fn new(rulebook: &'r Rulebook, contract: &Id, period: Validity) -> Result<Self, Issues> {
        Ok(Self { items: Items::new(rulebook, contract, period)?, sums: Sums::default() })
    }

    /// Adds an item.
    ///
    /// # Errors
    /// Everything that is wrong with it, as [`Rulebook::settle`] tells it; the item is then not counted.
    pub fn add(&mut self, item: &SettleItem<'_>) -> Result<(), Issues> {
        let mut issues = Issues::new();
        self.add_at(item, &Path::Root, &mut issues);
        issues.or(Some(()))
    }

    /// Adds so many items that are alike in all but their ids and days, as a store counts them that keeps each price once. Of
    /// their ids nothing is kept: that each stands there once, on a day of the period, is for whoever counts to see. The day of
    /// this one is looked at.
    ///
    /// ```
    /// use hoso::{Rulebook, SettleItem, StatementBuilder, Validity};
    /// # let rulebook = Rulebook::parse(include_str!("../../../../examples/data/binh-duong.json"))?;
    /// # let quote = rulebook.quote(&hoso::Consignment::parse(
    /// #     r#"{"agency": "so-noi-vu", "procedure": "1.900101", "service": "return", "on": "2018-10-01", "weight_grams": 80,
    /// #         "zone": "intra_province"}"#,
    /// # )?)?;
    /// let (contract, period) = ("SNV-2014".parse()?, Validity::new("2018-10-01".parse()?, Some("2018-11-01".parse()?))?);
    /// let mut statement = StatementBuilder::new(&rulebook, &contract, period)?;
    /// statement.add_alike(&SettleItem::new("RB1".parse()?, "2018-10-01".parse()?, quote), 1_000)?;
    /// assert_eq!(statement.finish()?.items, 1_000);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Everything else that is wrong with them, as [`Rulebook::settle`] tells it; none of them is then counted.
    pub fn add_alike(&mut self, item: &SettleItem<'_>, count: u32) -> Result<(), Issues> {
        let mut issues = Issues::new();
        if let Some(quote) = self.items.terms.admit(item, &Path::Root, &mut issues) {
            self.sums.count(item, quote, count.into());
        }
        issues.or(Some(()))
    }

    /// Counts an item that could not be read, so that the positions of those after it are told right.
    pub fn skip(&mut self) {
        self.items.skip();
    }

    /// A part of it, without items: they are looked at there apart from others, as on another thread.
    pub fn part(&self) -> StatementPart<'r> {
        StatementPart { terms: self.items.terms.clone(), ids: Vec::new(), sums: Sums::default() }
    }

    /// Adds the items of a part after those that are there. Gives what only both together tell: which of them, by their
    /// positions in the part, have an id that stands already. Then, as with any issue, no answer should be asked for.
    pub fn merge(&mut self, part: StatementPart<'_>) -> Vec<(usize, Issue)> {
        self.sums.merge(part.sums);
        self.items.merge(part.ids)
    }

    pub(super) fn add_at(&mut self, item: &SettleItem<'_>, at: &Path<'_>, issues: &mut Issues) {
        if let Some((_, quote)) = self.items.admit(item, at, issues) {
            self.sums.count(item, quote, 1);
        }
    }

    /// What all items added come to.
    ///
    /// # Errors
    /// `too_large` when a sum is more than 2^53 − 1.
    pub fn finish(self) -> Result<Statement, Issues> {
        let Terms { contract, period, .. } = self.items.terms;
        self.sums.told(contract.clone(), period)
    }
}

/// Items of a [`Statement`] in the making that were looked at apart from the others: see [`StatementBuilder::part`].
#[derive(Clone, Debug)]
pub struct StatementPart<'r> {
    terms: Terms<'r>,
    /// By position; none of what could not be read.
    ids: Vec<Option<Id>>,
    sums: Sums,
}

impl StatementPart<'_> {
    /// Adds an item.
    ///
    /// # Errors
    /// Everything that is wrong with it by itself; the item is then not counted.
    pub fn add(&mut self, item: &SettleItem<'_>) -> Result<(), Issues> {
        let mut issues = Issues::new();
        self.ids.push(Some(item.id.clone()));
        if let Some(quote) = self.terms.admit(item, &Path::Root, &mut issues) {
            self.sums.count(item, quote, 1);
        }
        issues.or(Some(()))
    }

    /// Counts an item that could not be read.
    pub fn skip(&mut self) {
        self.ids.push(None);
    }
}

/// What is added up. Sums of amounts within 2^53, each up to 2^32 times, cannot pass 128 bits.
#[derive(Clone, Debug, Default)]
struct Sums {
    items: i128,
    lines: LineSums,
    net: i128,
    tax: i128,
    total: i128,
    payers: BTreeMap<Box<str>, i128>,
    collected: i128,
    agency_fees: i128,
    to_agency: i128,
    to_applicants: i128,
}

impl Sums {
    /// Counts an item so many times.
    fn count(&mut self, item: &SettleItem<'_>, quote: &Quoted<'_>, times: i128) {
        let all = |amount: i64| i128::from(amount) * times;
        self.items += times;
        self.lines.add(quote, times);
        self.net += all(quote.net);
        self.tax += all(quote.tax);
        self.total += all(quote.total);
        for payer in &quote.payers {
            self.pays(&payer.who, all(payer.amount));
        }
        self.collected += all(item.collected.map_or(quote.applicant_due, Money::get));
        self.agency_fees += all(quote.agency_fee);
        *(match item.compensation_to {
            CompensationTo::Agency => &mut self.to_agency,
            CompensationTo::Applicant => &mut self.to_applicants,
        }) += all(item.compensation.get());
    }

    fn pays(&mut self, who: &str, amount: i128) {
        match self.payers.get_mut(who) {
            Some(sum) => *sum += amount,
            None => _ = self.payers.insert(who.into(), amount),
        }
    }

    fn merge(&mut self, other: Self) {
        let Self { items, lines, net, tax, total, payers, collected, agency_fees, to_agency, to_applicants } = other;
        self.items += items;
        self.lines.merge(lines);
        self.net += net;
        self.tax += tax;
        self.total += total;
        for (who, sum) in &payers {
            self.pays(who, *sum);
        }
        self.collected += collected;
        self.agency_fees += agency_fees;
        self.to_agency += to_agency;
        self.to_applicants += to_applicants;
    }

    fn told(self, contract: Id, period: Validity) -> Result<Statement, Issues> {
        let share = |who: &str| self.payers.get(who).copied().unwrap_or(0);
        let balance = share(APPLICANT) + share(AGENCY) - self.collected - self.to_agency;
        let payers = self.payers.into_iter();
        let payers = payers.map(|(who, sum)| Ok(Payment { who: String::from(who).into(), amount: within(sum)? }));
        Ok(Statement {
            contract,
            period,
            items: within(self.items)?,
            postage: within(self.lines.postage)?,
            surcharges: within(self.lines.surcharges)?,
            discounts: within(self.lines.discounts)?,
            net: within(self.net)?,
            tax: within(self.tax)?,
            total: within(self.total)?,
            payers: payers.collect::<Result<_, Issues>>()?,
            collected: within(self.collected)?,
            agency_fees: within(self.agency_fees)?,
            compensation: within(self.to_agency + self.to_applicants)?,
            compensation_to_applicants: within(self.to_applicants)?,
            balance: within(balance)?,
        })
    }
}
