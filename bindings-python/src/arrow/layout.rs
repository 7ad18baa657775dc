//! Which columns a question has, and where they stand in a table.

use std::borrow::Cow;

use arrow_array::RecordBatch;
use arrow_schema::Field;
use hoso::wire::{Kind, Node};
use hoso::{Issue, IssueCode, Issues, Params, UtcOffset};

use super::columns::Column;
use super::want::Want;

/// A column that a question may have.
pub(crate) type Key = (&'static str, Kind);

/// Where each key's column stands in a table.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    keys: Vec<Key>,
    places: Vec<Option<usize>>,
    offset: UtcOffset,
}

impl Layout {
    /// Finds the columns; issues for those that are missing, there twice, or of a type that does not fit. `required` are
    /// the issues of a question that has nothing.
    pub(crate) fn new(
        keys: &[Key],
        required: &Issues,
        fields: &[impl AsRef<Field>],
        offset: UtcOffset,
    ) -> Result<Self, Issues> {
        let mut issues = Issues::new();
        let mut places = Vec::new();
        for (key, kind) in keys {
            let want = Want(Some(*kind));
            let here = format!("/{key}");
            let mut found = fields.iter().map(AsRef::as_ref).enumerate().filter(|(_, field)| field.name() == key);
            let first = found.next();
            match first {
                Some(_) if found.next().is_some() => {
                    issues.push(Issue::new(IssueCode::DuplicateKey, here, Params::new()));
                }
                Some((_, field)) => {
                    if let Some((path, want, of)) = want.misfit(field.data_type()) {
                        let expected = format!("{}; the column is {of}", want.expected());
                        let params = Params::new().with("expected", expected);
                        issues.push(Issue::new(IssueCode::WrongType, here + &path, params));
                    }
                }
                None => {
                    let missing = required.iter().filter(|it| it.code == IssueCode::Missing && it.path == here);
                    missing.for_each(|issue| issues.push(issue.clone()));
                }
            }
            places.push(first.map(|(place, _)| place));
        }
        if issues.is_empty() { Ok(Self { keys: keys.to_vec(), places, offset }) } else { Err(issues) }
    }

    /// The columns of a batch.
    pub(crate) fn of<'b>(&'b self, batch: &'b RecordBatch) -> Columns {
        let column = |(&(key, kind), place): (&Key, &Option<usize>)| {
            let array = batch.columns().get((*place)?)?;
            Some((key, Column::new(array, Want(Some(kind)), self.offset)))
        };
        Columns(self.keys.iter().zip(&self.places).filter_map(column).collect())
    }
}

/// The columns of a batch that a question has, by key.
pub(crate) struct Columns(Vec<(&'static str, Column)>);

impl Columns {
    pub(crate) fn get(&self, key: &str) -> Option<&Column> {
        self.0.iter().find(|(name, _)| *name == key).map(|(_, column)| column)
    }

    /// A row as a single question's value.
    pub(crate) fn row(&self, row: usize) -> Node<'_> {
        self.row_without(row, "")
    }

    /// The same without one key.
    pub(crate) fn row_without(&self, row: usize, left_out: &str) -> Node<'_> {
        let columns = self.0.iter().filter(|(key, _)| *key != left_out);
        Node::Object(columns.map(|(key, column)| (Cow::Borrowed(*key), column.node(row))).collect())
    }
}
