//! Which columns a question has, and where they stand in a table.

use std::borrow::Cow;

use arrow_array::RecordBatch;
use arrow_schema::Schema;
use hoso::wire::{Kind, Node, Shape, read};
use hoso::{Issue, IssueCode, Issues, Params, UtcOffset};

use super::columns::{Column, Texts};
use super::want::Want;

/// A column that a question may have.
pub(crate) type Key = (&'static str, Kind);

/// A table whose schema has this key holds what a file says, as the command line reads it: any column may hold anything,
/// which is told in its row, and texts are cells as people write them (`80`, `true`, `a;b`, a list in JSON).
const CELLS: &str = "hoso:cells";
/// A column of this name holds whole rows, each as JSON text.
pub(crate) const JSON: &str = "hoso:json";

/// Where each key's column stands in a table.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    keys: Vec<Key>,
    places: Vec<Option<usize>>,
    /// Whether texts are cells of a file.
    cells: bool,
    /// Where the column of whole rows stands, if the table is of those.
    json: Option<usize>,
    offset: UtcOffset,
}

impl Layout {
    /// Finds the columns; issues for those that are missing, there twice, or of a type that does not fit. `required` are
    /// the issues of a question that has nothing.
    pub(crate) fn new(keys: &[Key], required: &Issues, schema: &Schema, offset: UtcOffset) -> Result<Self, Issues> {
        let (mut issues, fields) = (Issues::new(), schema.fields());
        let (cells, json) = (schema.metadata().contains_key(CELLS), schema.index_of(JSON).ok());
        let mut places = Vec::new();
        if json.is_some() {
            return Ok(Self { keys: keys.to_vec(), places, cells, json, offset });
        }
        for (key, kind) in keys {
            let want = Want(Some(*kind));
            let here = format!("/{key}");
            let mut found = fields.iter().enumerate().filter(|(_, field)| field.name() == key);
            let first = found.next();
            match first {
                Some(_) if found.next().is_some() => {
                    issues.push(Issue::new(IssueCode::DuplicateKey, here, Params::new()));
                }
                Some((_, field)) if !cells => {
                    if let Some((path, want, of)) = want.misfit(field.data_type()) {
                        let expected = format!("{}; the column is {of}", want.expected());
                        let params = Params::new().with("expected", expected);
                        issues.push(Issue::new(IssueCode::WrongType, here + &path, params));
                    }
                }
                Some(_) => {}
                None => {
                    let missing = required.iter().filter(|it| it.code == IssueCode::Missing && it.path == here);
                    missing.for_each(|issue| issues.push(issue.clone()));
                }
            }
            places.push(first.map(|(place, _)| place));
        }
        if issues.is_empty() { Ok(Self { keys: keys.to_vec(), places, cells, json, offset }) } else { Err(issues) }
    }

    /// The columns of a batch.
    pub(crate) fn of<'b>(&'b self, batch: &'b RecordBatch) -> Columns {
        let column = |(&(key, kind), place): (&Key, &Option<usize>)| {
            let array = batch.columns().get((*place)?)?;
            Some((key, Column::new(array, Want(Some(kind)), self.cells, self.offset)))
        };
        Columns {
            columns: self.keys.iter().zip(&self.places).filter_map(column).collect(),
            json: self.json.and_then(|place| batch.columns().get(place)).map(Texts::new),
        }
    }
}

/// The columns of a batch that a question has, by key; or its rows as they are written in JSON.
pub(crate) struct Columns {
    columns: Vec<(&'static str, Column)>,
    json: Option<Texts>,
}

impl Columns {
    pub(crate) fn get(&self, key: &str) -> Option<&Column> {
        self.columns.iter().find(|(name, _)| *name == key).map(|(_, column)| column)
    }

    /// A row as a single question's value; what is not JSON is none.
    pub(crate) fn row(&self, row: usize) -> Node<'_> {
        self.node(row).unwrap_or(Node::Other)
    }

    /// A row as a single question's value.
    pub(crate) fn node(&self, row: usize) -> Result<Node<'_>, Issues> {
        match &self.json {
            Some(texts) => Node::parse(texts.get(row).unwrap_or_default()),
            None => Ok(Node::Object(
                self.columns.iter().map(|(key, column)| (Cow::Borrowed(*key), column.node(row))).collect(),
            )),
        }
    }

    /// A row as a single question.
    pub(crate) fn read<T: Shape>(&self, row: usize) -> Result<T, Issues> {
        read::from_node(&self.node(row)?)
    }
}
