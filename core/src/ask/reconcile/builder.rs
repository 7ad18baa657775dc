//! A reconciliation in the making.

use std::collections::BTreeMap;

use super::answer::{BilledLine, Credited, Matched, NotBilled, Reconciliation, WrongAmount};
use super::question::InvoiceLine;
use crate::ask::answer::within;
use crate::ask::quote::{LineKind, Quoted};
use crate::ask::settle::{Items, SettleItem};
use crate::rulebook::Rulebook;
use crate::wire::{Id, IssueCode, Issues, Params, Path, Validity};

/// A [`Reconciliation`] in the making: items and lines are added one by one, in any order, and of each is kept what the
/// answer may name.
#[derive(Debug)]
pub struct ReconciliationBuilder<'r> {
    items: Items<'r>,
    /// The items that were let in, by position.
    due: BTreeMap<usize, Due>,
    /// How many lines were looked at.
    count: usize,
    /// The lines, by id.
    lines: BTreeMap<Id, Billed>,
}

/// What an item comes to.
#[derive(Debug)]
struct Due {
    total: i64,
    rule: Option<Box<str>>,
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
        Ok(Self { items, due: BTreeMap::new(), count: 0, lines: BTreeMap::new() })
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

    pub(super) fn item_at(&mut self, item: &SettleItem<'_>, at: &Path<'_>, issues: &mut Issues) {
        if let Some((position, quote)) = self.items.admit(item, at, issues) {
            self.due.insert(position, Due { total: quote.total, rule: rule_of(quote) });
        }
    }

    pub(super) fn line_at(&mut self, line: &InvoiceLine, at: &Path<'_>, issues: &mut Issues) {
        let position = self.count;
        self.count += 1;
        if let Some(first) = self.lines.get(&line.id) {
            let params = Params::new().with("first", format!("/invoice/{}/id", first.position));
            issues.add(IssueCode::Duplicate, &Path::Key(at, "id"), params);
            return;
        }
        let billed = Billed { position, item: line.item.clone(), amount: line.amount.get() };
        self.lines.insert(line.id.clone(), billed);
    }

    /// What is right with the invoice, and what is not.
    ///
    /// # Errors
    /// `too_large` when a sum is more than 2^53 − 1.
    pub fn finish(mut self) -> Result<Reconciliation, Issues> {
        let mut bills = self.bills();
        let (mut matched, mut matched_amount, mut billed, mut expected) = (0, 0, 0, 0);
        let (mut wrong_amount, mut not_ours, mut billed_twice) = (Vec::new(), Vec::new(), Vec::new());
        for (id, Billed { position, item, amount }) in self.lines {
            billed += i128::from(amount);
            let of = self.items.position(&item);
            let line = |invoice, item| BilledLine { invoice, item, billed: amount };
            let Some((bill, due)) = of.and_then(|of| Some((bills.get(&of)?, self.due.get_mut(&of)?))) else {
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
            let Some(due) = self.due.get(&position) else { continue };
            expected += i128::from(due.total);
            match bills.remove(&position) {
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

    /// What is billed for each item that has lines, by the item's position.
    fn bills(&self) -> BTreeMap<usize, Bill> {
        let mut lines: BTreeMap<usize, Vec<(&Id, &Billed)>> = BTreeMap::new();
        for line in &self.lines {
            let of = self.items.position(&line.1.item).filter(|of| self.due.contains_key(of));
            if let Some(of) = of {
                lines.entry(of).or_default().push(line);
            }
        }
        let bill = |(of, lines): (usize, Vec<_>)| Some((of, Bill::of(&lines, self.due.get(&of)?.total)?));
        lines.into_iter().filter_map(bill).collect()
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
    fn of(lines: &[(&Id, &Billed)], total: i64) -> Option<Self> {
        let credited = lines.iter().any(|(_, line)| line.amount < 0);
        let speaks = |line: &Billed| if credited { line.amount >= 0 } else { line.amount == total };
        let (_, line) = lines.iter().find(|(_, line)| speaks(line)).or_else(|| lines.first())?;
        let amount =
            if credited { lines.iter().map(|(_, line)| i128::from(line.amount)).sum() } else { line.amount.into() };
        let credit = credited.then(|| lines.iter().map(|(id, _)| (*id).clone()).collect());
        Some(Self { line: line.position, amount, credit })
    }
}

/// The ids of the postage lines: the rule that gives the amount.
fn rule_of(quote: &Quoted<'_>) -> Option<Box<str>> {
    let postage = quote.lines.iter().filter(|line| line.kind == LineKind::Postage);
    let ids: Vec<&str> = postage.map(|line| line.id.as_ref()).collect();
    (!ids.is_empty()).then(|| ids.join("+").into())
}
