//! A reconciliation in the making.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::answer::{BilledLine, Credited, Matched, NotBilled, Reconciliation, WrongAmount};
use super::question::InvoiceLine;
use crate::ask::answer::within;
use crate::ask::quote::{LineKind, Quoted};
use crate::ask::settle::{Items, SettleItem, Terms};
use crate::rulebook::Rulebook;
use crate::wire::{Id, Issue, IssueCode, Issues, Params, Path, Validity, sort};

/// A [`Reconciliation`] in the making: items and lines are added one by one, in any order, and of each is kept what the
/// answer may name.
#[derive(Debug)]
pub struct ReconciliationBuilder<'r> {
    items: Items<'r>,
    /// The items by position, as far as they were let in.
    due: Vec<Option<Due>>,
    /// How many lines were looked at.
    count: usize,
    /// The lines, by id.
    lines: BTreeMap<Id, Billed>,
}

/// What an item comes to.
#[derive(Clone, Debug)]
struct Due {
    total: i64,
    rule: Option<Box<str>>,
}

impl Due {
    fn of(quote: &Quoted<'_>) -> Self {
        Self { total: quote.total, rule: rule_of(quote) }
    }
}

/// What a line bills.
#[derive(Debug)]
struct Billed {
    position: usize,
    item: Id,
    amount: i64,
}

impl<'r> ReconciliationBuilder<'r> {
    /// No items and no lines yet.
    ///
    /// # Errors
    /// `unknown_reference` when the rulebook does not have the contract.
    pub fn new(rulebook: &'r Rulebook, contract: &Id, period: Validity) -> Result<Self, Issues> {
        let items = Items::new(rulebook, contract, period)?;
        Ok(Self { items, due: Vec::new(), count: 0, lines: BTreeMap::new() })
    }

    /// Adds an item.
    ///
    /// # Errors
    /// Everything that is wrong with it, as [`Rulebook::settle`] tells it; the item is then not counted.
    pub fn add_item(&mut self, item: &SettleItem<'_>) -> Result<(), Issues> {
        let mut issues = Issues::new();
        self.item_at(item, &Path::Root, &mut issues);
        issues.or(Some(()))
    }

    /// Adds a line of the invoice.
    ///
    /// # Errors
    /// `duplicate` when another line has its id; the line is then not counted.
    pub fn add_line(&mut self, line: &InvoiceLine) -> Result<(), Issues> {
        let mut issues = Issues::new();
        self.line_at(line, &Path::Root, &mut issues);
        issues.or(Some(()))
    }

    /// Leaves a position for an item that could not be read, so that the places of those after it are told right.
    pub fn skip_item(&mut self) {
        self.items.skip();
    }

    /// Counts a line of the invoice that could not be read, so that the positions of those after it are told right.
    pub const fn skip_line(&mut self) {
        self.count += 1;
    }

    /// A part of it, without items: they are looked at there apart from others, as on another thread.
    pub fn part(&self) -> ReconciliationPart<'r> {
        ReconciliationPart { terms: self.items.terms.clone(), ids: Vec::new(), due: Vec::new() }
    }

    /// Adds the items of a part after those that are there. Gives what only both together tell: which of them, by their
    /// positions in the part, have an id that stands already. Then, as with any issue, no answer should be asked for.
    pub fn merge(&mut self, part: ReconciliationPart<'_>) -> Vec<(usize, Issue)> {
        self.due.resize_with(self.items.count(), || None);
        self.due.extend(part.due);
        self.items.merge(part.ids)
    }

    pub(super) fn item_at(&mut self, item: &SettleItem<'_>, at: &Path<'_>, issues: &mut Issues) {
        if let Some((position, quote)) = self.items.admit(item, at, issues) {
            self.due.resize_with(position, || None);
            self.due.push(Some(Due::of(quote)));
        }
    }

    pub(super) fn line_at(&mut self, line: &InvoiceLine, at: &Path<'_>, issues: &mut Issues) {
        let position = self.count;
        self.count += 1;
        match self.lines.entry(line.id.clone()) {
            Entry::Occupied(first) => {
                let params = Params::new().with("first", format!("/invoice/{}/id", first.get().position));
                issues.add(IssueCode::Duplicate, &Path::Key(at, "id"), params);
            }
            Entry::Vacant(entry) => {
                entry.insert(Billed { position, item: line.item.clone(), amount: line.amount.get() });
            }
        }
    }

    /// What is right with the invoice, and what is not.
    ///
    /// # Errors
    /// `too_large` when a sum is more than 2^53 − 1.
    pub fn finish(mut self) -> Result<Reconciliation, Issues> {
        // Where each line's item stands, if it was let in: the lines in the order of their ids.
        let place = |item: &Id| self.items.position(item).filter(|at| matches!(self.due.get(*at), Some(Some(_))));
        let places: Vec<Option<usize>> = self.lines.values().map(|line| place(&line.item)).collect();
        let mut bills = self.bills(&places);
        let (mut matched, mut matched_amount, mut billed, mut expected) = (0, 0, 0, 0);
        let (mut wrong_amount, mut not_ours, mut billed_twice) = (Vec::new(), Vec::new(), Vec::new());
        for ((id, Billed { position, item, amount }), place) in self.lines.into_iter().zip(places) {
            billed += i128::from(amount);
            let line = |invoice, item| BilledLine { invoice, item, billed: amount };
            let of = place.and_then(|at| Some((bills.get(at)?.as_ref()?, self.due.get_mut(at)?.as_mut()?)));
            let Some((bill, due)) = of else {
                not_ours.push(line(id, item));
                continue;
            };
            if bill.line != position {
                // All lines of an item with a credit note are one.
                billed_twice.extend(bill.credit.is_none().then(|| line(id, item)));
            } else if bill.amount == i128::from(due.total) {
                matched += 1;
                matched_amount += bill.amount;
            } else {
                let (expected, rule) = (due.total, due.rule.take().map(|rule| String::from(rule).into()));
                let (billed, difference) = (within(bill.amount)?, within(bill.amount - i128::from(expected))?);
                wrong_amount.push(WrongAmount { invoice: id, item, billed, expected, difference, rule });
            }
        }
        let (mut not_billed, mut credited) = (Vec::new(), Vec::new());
        for (item, position) in self.items.into_positions() {
            let Some(Some(due)) = self.due.get(position) else { continue };
            expected += i128::from(due.total);
            match bills.get_mut(position).and_then(Option::take) {
                None => not_billed.push(NotBilled { item, expected: due.total }),
                Some(Bill { amount, credit: Some(invoices), .. }) => {
                    credited.push(Credited { item, invoices, amount: within(amount)? });
                }
                Some(_) => {}
            }
        }
        Ok(Reconciliation {
            matched: Matched { count: within(matched)?, amount: within(matched_amount)? },
            wrong_amount,
            not_ours,
            not_billed,
            billed_twice,
            credited,
            billed: within(billed)?,
            expected: within(expected)?,
            difference: within(billed - expected)?,
        })
    }

    /// What is billed for each item that has lines, by the item's position. Lines come in the order of their ids, and so
    /// with the place of their item.
    fn bills(&self, places: &[Option<usize>]) -> Vec<Option<Bill>> {
        let found = places.iter().zip(&self.lines).filter_map(|(place, line)| Some(((*place)?, line)));
        let mut lines: Vec<(usize, (&Id, &Billed))> = found.collect();
        sort::by_key(&mut lines, |(place, _)| *place);
        let mut bills: Vec<Option<Bill>> = self.due.iter().map(|_| None).collect();
        for lines in lines.chunk_by(|a, b| a.0 == b.0) {
            let place = lines.first().map_or(0, |(place, _)| *place);
            if let (Some(bill), Some(Some(due))) = (bills.get_mut(place), self.due.get(place)) {
                *bill = Bill::of(lines, due.total);
            }
        }
        bills
    }
}

/// Items of a [`Reconciliation`] in the making that were looked at apart from the others: see
/// [`ReconciliationBuilder::part`].
#[derive(Clone, Debug)]
pub struct ReconciliationPart<'r> {
    terms: Terms<'r>,
    /// By position; none of what could not be read, or was not let in.
    ids: Vec<Option<Id>>,
    due: Vec<Option<Due>>,
}

impl ReconciliationPart<'_> {
    /// Adds an item.
    ///
    /// # Errors
    /// Everything that is wrong with it by itself; the item is then not counted.
    pub fn add(&mut self, item: &SettleItem<'_>) -> Result<(), Issues> {
        let mut issues = Issues::new();
        self.ids.push(Some(item.id.clone()));
        self.due.push(self.terms.admit(item, &Path::Root, &mut issues).map(Due::of));
        issues.or(Some(()))
    }

    /// Counts an item that could not be read.
    pub fn skip(&mut self) {
        self.ids.push(None);
        self.due.push(None);
    }
}

/// What is billed for an item.
#[derive(Debug)]
struct Bill {
    /// The position of the line that speaks for the item.
    line: usize,
    amount: i128,
    /// Of an item with a credit note the ids of all its lines.
    credit: Option<Vec<Id>>,
}

impl Bill {
    /// What lines, sorted by id, bill for an item that comes to `total`: their sum where one of them is a credit note, else
    /// what is billed by the one that is right, or by the first.
    fn of(lines: &[(usize, (&Id, &Billed))], total: i64) -> Option<Self> {
        let billed = || lines.iter().map(|(_, (_, line))| *line);
        let credited = billed().any(|line| line.amount < 0);
        let speaks = |line: &&Billed| if credited { line.amount >= 0 } else { line.amount == total };
        let line = billed().find(speaks).or_else(|| billed().next())?;
        let amount = if credited { billed().map(|line| i128::from(line.amount)).sum() } else { line.amount.into() };
        let credit = credited.then(|| lines.iter().map(|(_, (id, _))| (*id).clone()).collect());
        Some(Self { line: line.position, amount, credit })
    }
}

/// The ids of the postage lines: the rule that gives the amount.
fn rule_of(quote: &Quoted<'_>) -> Option<Box<str>> {
    let postage = quote.lines.iter().filter(|line| line.kind == LineKind::Postage);
    let ids: Vec<&str> = postage.map(|line| line.id.as_ref()).collect();
    (!ids.is_empty()).then(|| ids.join("+").into())
}
