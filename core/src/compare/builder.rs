//! Asking both rulebooks, row by row, and keeping sums and the rows that changed most.

use std::borrow::Cow;
use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use super::{Change, ChangeFigures, ChangedRow, CompareRow, Comparison, ComparisonGroup, SideFigures, Terms, Top};
use crate::answer::Outcome;
use crate::decide::Cover;
use crate::number::MAX_SUM;
use crate::quote::{Consignment, Price, too_large};
use crate::report::{GroupKey, Groups, Keyed, Keys, Mismatch, Tally};
use crate::rulebook::Rulebook;
use crate::{Id, Issue, IssueCode, Issues, Params};

/// A [`Comparison`] in the making: rows are added one by one, in any order, and only those that changed most are kept.
///
/// Threads that share the rows make a builder each, and merge them at the end. Memory goes by the number of groups and
/// [`Top`].
///
/// ```
/// use hoso::{CompareRequest, ComparisonBuilder, GroupKey, Rulebook};
/// # let rulebook = |id: &str| Rulebook::parse(&format!(
/// #     r#"{{"hoso": 1, "id": "{id}", "title": "Bình Dương", "currency": "VND", "utc_offset": "+07:00"}}"#,
/// # ));
/// let (before, after) = (rulebook("before")?, rulebook("after")?);
/// let question = CompareRequest::parse(
///     r#"{"rows": [{"question": {"agency": "so-noi-vu", "procedure": "1.000001", "service": "return",
///         "on": "2014-10-01", "weight_grams": 100, "zone": "intra_province"}}]}"#,
/// )?;
/// let mut whole = ComparisonBuilder::new(&before, &after, &[GroupKey::Agency], question.top)?;
/// let mut part = ComparisonBuilder::new(&before, &after, &[GroupKey::Agency], question.top)?;
/// whole.add(0, &question.rows[0])?;
/// part.add(1, &question.rows[0])?;
/// whole.merge(part).unwrap();
/// assert_eq!(whole.finish()?.total.unchanged, 2);
/// # Ok::<(), hoso::Issues>(())
/// ```
#[derive(Debug)]
pub struct ComparisonBuilder<'r> {
    before: &'r Rulebook,
    after: &'r Rulebook,
    groups: Groups<'r, Figures>,
    top: usize,
    /// The rows that changed most so far, at most `top`.
    most: BTreeMap<Size, Changed<'r>>,
}

/// How much a row changed, the greatest first: by total, by what is asked at the door, then the first row.
type Size = (Reverse<i64>, Reverse<i64>, usize);

/// A row that is among those that changed most.
#[derive(Debug)]
struct Changed<'r> {
    id: Option<Id>,
    kind: Change,
    before: Terms<'r>,
    after: Terms<'r>,
}

impl<'r> ComparisonBuilder<'r> {
    /// No rows yet.
    ///
    /// # Errors
    /// `contradicts` when the rulebooks are in different currencies.
    pub fn new(before: &'r Rulebook, after: &'r Rulebook, by: &[GroupKey], top: Top) -> Result<Self, Issues> {
        let expected = before.document().currency.as_str();
        if after.document().currency.as_str() != expected {
            let params = Params::new().with("expected", expected.to_owned());
            return Err(Issue::new(IssueCode::Contradicts, "", params).into());
        }
        let top = usize::try_from(top.get()).unwrap_or(0);
        let groups = Groups::new(before, Some(after), by);
        Ok(Self { before, after, groups, top, most: BTreeMap::new() })
    }

    /// Adds a row; `at` is its place among all rows, also those added elsewhere.
    ///
    /// # Errors
    /// `too_large` when its price adds up to more than 2^53 − 1 under either rulebook; the row is then not counted.
    pub fn add(&mut self, at: usize, row: &CompareRow) -> Result<(), Issues> {
        self.add_question(at, row.id.as_ref(), &row.question)
    }

    /// Adds a row that is not a [`CompareRow`].
    ///
    /// # Errors
    /// As [`ComparisonBuilder::add`].
    pub fn add_question(&mut self, at: usize, id: Option<&Id>, question: &Consignment) -> Result<(), Issues> {
        let (before, after) = (Side::of(self.before, question)?, Side::of(self.after, question)?);
        let asked = question.asked();
        let keyed = Keyed { agency: asked.agency, procedure: asked.procedure, field: None, on: asked.on };
        let figures = self.groups.of(keyed)?;
        let change = before.change_to(&after);
        figures.count(&before, &after, change);
        if let Some(kind) = change {
            let size: Size = (
                Reverse((after.total() - before.total()).abs()),
                Reverse((after.due() - before.due()).abs()),
                at,
            );
            let full = self.most.len() >= self.top;
            if !full || self.most.last_key_value().is_some_and(|(least, _)| size < *least) {
                let (before, after) = (before.terms(), after.terms());
                self.most.insert(size, Changed { id: id.cloned(), kind, before, after });
                self.keep_most();
            }
        }
        Ok(())
    }

    /// Lets the rows go that changed least, while there are too many.
    fn keep_most(&mut self) {
        while self.most.len() > self.top {
            self.most.pop_last();
        }
    }

    /// Takes in the rows that were added to another builder.
    ///
    /// # Errors
    /// [`Mismatch`] when it is of other rulebooks (the very same in memory are meant), keys or top.
    pub fn merge(&mut self, other: Self) -> Result<(), Mismatch> {
        if self.top != other.top {
            return Err(Mismatch);
        }
        self.groups.merge(other.groups)?;
        self.most.extend(other.most);
        self.keep_most();
        Ok(())
    }

    /// What changes, over all rows added.
    ///
    /// # Errors
    /// `too_large` when something adds up to more than 2^53 − 1.
    pub fn finish(self) -> Result<Comparison<'r>, Issues> {
        let (groups, total) = self.groups.finish();
        let groups: Result<Vec<_>, Issues> = groups.into_iter().map(|(keys, figures)| figures.told(keys)).collect();
        let most = self.most.into_iter().map(|((.., at), changed)| changed.told(at));
        Ok(Comparison {
            currency: self.before.document().currency.as_str().into(),
            groups: groups?,
            total: total.told(Keys::default())?,
            most: most.collect(),
        })
    }
}

impl<'r> Changed<'r> {
    fn told(self, at: usize) -> ChangedRow<'r> {
        let Self { id, kind, before, after } = self;
        let less = |after: Option<i64>, before: Option<i64>| after.unwrap_or(0) - before.unwrap_or(0);
        ChangedRow {
            row: i64::try_from(at).unwrap_or(MAX_SUM).min(MAX_SUM),
            id: id.map(|id| Cow::Owned(id.as_str().to_owned())),
            kind,
            difference: less(after.total, before.total),
            due_difference: less(after.applicant_due, before.applicant_due),
            before,
            after,
        }
    }
}

/// How a row comes out under one rulebook; not covered without a cover, and without a price no price can be told.
struct Side<'r> {
    cover: Option<Cover<'r>>,
    price: Option<Price<'r>>,
}

impl<'r> Side<'r> {
    fn of(rulebook: &'r Rulebook, question: &Consignment) -> Result<Self, Issues> {
        if let Some(price) = rulebook.price(question) {
            return Ok(Self { cover: Some(price.cover()), price: Some(price) });
        }
        let case = rulebook.look_up(question.asked())?.ok();
        let cover = case.as_ref().and_then(|case| Some((case, rulebook.covers(case)?)));
        match cover {
            // It has a price, but not one within limits.
            Some((case, cover)) if rulebook.price_of(question, case, cover).is_ok() => Err(too_large()),
            cover => Ok(Self { cover: cover.map(|(_, cover)| cover), price: None }),
        }
    }

    fn total(&self) -> i64 {
        self.price.as_ref().map_or(0, Price::total)
    }

    fn due(&self) -> i64 {
        self.price.as_ref().map_or(0, Price::applicant_due)
    }

    /// In which way a row comes out otherwise after, if it does.
    fn change_to(&self, after: &Self) -> Option<Change> {
        let (Some(cover), Some(cover_after)) = (&self.cover, &after.cover) else {
            return match (&self.cover, &after.cover) {
                (None, Some(_)) => Some(Change::NowCovered),
                (Some(_), None) => Some(Change::NoLongerCovered),
                _ => None,
            };
        };
        let same_terms = rule(cover) == rule(cover_after);
        match (&self.price, &after.price) {
            (None, Some(_)) => Some(Change::NowPriced),
            (Some(_), None) => Some(Change::NoLongerPriced),
            (None, None) => (!same_terms).then_some(Change::OtherTerms),
            (Some(price), Some(price_after)) => match price_after.total().cmp(&price.total()) {
                Ordering::Greater => Some(Change::Dearer),
                Ordering::Less => Some(Change::Cheaper),
                Ordering::Equal if price.applicant_due() != price_after.applicant_due() => Some(Change::OtherDue),
                Ordering::Equal => (!(same_terms && same_price(price, price_after))).then_some(Change::OtherTerms),
            },
        }
    }

    fn terms(&self) -> Terms<'r> {
        let outcome = match (&self.cover, &self.price) {
            (_, Some(_)) => Outcome::Quoted,
            (Some(_), None) => Outcome::NoPrice,
            (None, None) => Outcome::NotCovered,
        };
        let [contract, _, clause, amendment] = self.cover.as_ref().map_or([None; 4], rule);
        let [tariff, version, zone] = self.price.as_ref().map_or([None; 3], tariff);
        Terms {
            outcome,
            contract: contract.map(Cow::Borrowed),
            clause: clause.map(Cow::Borrowed),
            amendment: amendment.map(Cow::Borrowed),
            tariff: tariff.map(Cow::Borrowed),
            version: version.map(Cow::Borrowed),
            zone: zone.map(Cow::Borrowed),
            total: self.price.as_ref().map(Price::total),
            applicant_due: self.price.as_ref().map(Price::applicant_due),
        }
    }
}

/// Contract, operator, clause and amendment.
fn rule<'r>(cover: &Cover<'r>) -> [Option<&'r str>; 4] {
    let contract = cover.contract();
    [Some(contract.id.as_str()), Some(contract.operator.as_str()), Some(cover.clause().id.as_str()), cover.amendment()]
}

/// Tariff, version and zone.
fn tariff<'r>(price: &Price<'r>) -> [Option<&'r str>; 3] {
    [price.tariff().id.as_str(), price.version().id.as_str(), price.zone().id.as_str()].map(Some)
}

fn same_price(a: &Price<'_>, b: &Price<'_>) -> bool {
    tariff(a) == tariff(b) && a.net() == b.net() && a.agency_fee() == b.agency_fee() && a.payments().eq(b.payments())
}

/// What is counted of a group. Sums of amounts within 2^53 cannot pass 128 bits.
#[derive(Debug, Default)]
struct Figures {
    before: SideSums,
    after: SideSums,
    /// For each change, in order.
    changes: [ChangeSums; Change::ALL.len()],
}

#[derive(Debug, Default)]
struct SideSums {
    quoted: i64,
    no_price: i64,
    not_covered: i64,
    total: i128,
    due: i128,
}

#[derive(Debug, Default)]
struct ChangeSums {
    count: i64,
    difference: i128,
    due_difference: i128,
}

impl Figures {
    fn count(&mut self, before: &Side<'_>, after: &Side<'_>, change: Option<Change>) {
        self.before.count(before);
        self.after.count(after);
        let sums = Change::ALL.iter().zip(&mut self.changes).find(|(kind, _)| Some(**kind) == change);
        if let Some((_, sums)) = sums {
            sums.count += 1;
            sums.difference += i128::from(after.total() - before.total());
            sums.due_difference += i128::from(after.due() - before.due());
        }
    }

    fn told<'r>(&self, keys: Keys<'r>) -> Result<ComparisonGroup<'r>, Issues> {
        let rows = self.before.rows();
        let changed = self.changes.iter().map(|sums| sums.count).sum();
        let kinds = Change::ALL.iter().zip(&self.changes).map(|(kind, sums)| {
            Ok(ChangeFigures {
                kind: *kind,
                count: sums.count,
                difference: within(sums.difference)?,
                due_difference: within(sums.due_difference)?,
            })
        });
        Ok(ComparisonGroup {
            agency: keys.agency,
            field: keys.field,
            procedure: keys.procedure,
            month: keys.month,
            rows: within(rows.into())?,
            unchanged: rows - changed,
            changed,
            changes: kinds.collect::<Result<_, Issues>>()?,
            before: self.before.told()?,
            after: self.after.told()?,
            difference: within(self.after.total - self.before.total)?,
            due_difference: within(self.after.due - self.before.due)?,
        })
    }
}

impl Tally for Figures {
    fn add(&mut self, other: &Self) {
        self.before.add(&other.before);
        self.after.add(&other.after);
        for (sums, other) in self.changes.iter_mut().zip(&other.changes) {
            sums.count += other.count;
            sums.difference += other.difference;
            sums.due_difference += other.due_difference;
        }
    }
}

impl SideSums {
    fn count(&mut self, side: &Side<'_>) {
        match (&side.cover, &side.price) {
            (_, Some(_)) => self.quoted += 1,
            (Some(_), None) => self.no_price += 1,
            (None, None) => self.not_covered += 1,
        }
        self.total += i128::from(side.total());
        self.due += i128::from(side.due());
    }

    fn rows(&self) -> i64 {
        self.quoted + self.no_price + self.not_covered
    }

    fn add(&mut self, other: &Self) {
        self.quoted += other.quoted;
        self.no_price += other.no_price;
        self.not_covered += other.not_covered;
        self.total += other.total;
        self.due += other.due;
    }

    fn told(&self) -> Result<SideFigures, Issues> {
        Ok(SideFigures {
            quoted: self.quoted,
            no_price: self.no_price,
            not_covered: self.not_covered,
            total: within(self.total)?,
            applicant_due: within(self.due)?,
        })
    }
}

/// A sum, when an answer may hold it.
fn within(sum: i128) -> Result<i64, Issues> {
    i64::try_from(sum).ok().filter(|sum| sum.abs() <= MAX_SUM).ok_or_else(too_large)
}
