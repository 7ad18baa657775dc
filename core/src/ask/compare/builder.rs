//! Asking both rulebooks, row by row, and keeping sums and the rows that changed most.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::answer::{Change, ChangedRow, Comparison, Terms};
use super::question::{CompareRow, Top};
use super::side::Side;
use super::sums::CompareSums;
use crate::ask::quote::Consignment;
use crate::ask::report::{GroupKey, GroupKeys, Groups, Keyed, Mismatch};
use crate::rulebook::Rulebook;
use crate::wire::{Id, Issue, IssueCode, Issues, MAX_SUM, Params};

/// A [`Comparison`] in the making: rows are added one by one, in any order, and only those that changed most are kept.
///
/// Threads that share the rows make a builder each, and merge them at the end. Memory goes by the number of groups and
/// [`Top`].
///
/// ```
/// use hoso::{Trial, ComparisonBuilder, GroupKey, Rulebook};
/// # let rulebook = |id: &str| Rulebook::parse(&format!(
/// #     r#"{{"hoso": 1, "id": "{id}", "title": "Bình Dương", "currency": "VND", "utc_offset": "+07:00"}}"#,
/// # ));
/// let (before, after) = (rulebook("before")?, rulebook("after")?);
/// let question = Trial::parse(
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
    groups: Groups<'r, CompareSums>,
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
            let size: Size =
                (Reverse((after.total() - before.total()).abs()), Reverse((after.due() - before.due()).abs()), at);
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
            total: total.told(GroupKeys::default())?,
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
