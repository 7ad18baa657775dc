//! Which columns a question has, and where they stand in a table.

use std::borrow::Cow;
use std::sync::Arc;

use arrow_array::RecordBatch;
use hoso::wire::{Kind, Node, Shape, read};
use hoso::{Issue, IssueCode, Issues, Params, UtcOffset, batch};

use super::columns::{Column, Texts};
use super::ffi::{Opened, Unfit};
use super::want::Want;

/// A column that a question may have.
pub(crate) type Key = (&'static str, Kind);

/// A table whose schema has this key holds what a file says, as the command line reads it: any column may hold anything,
/// which is told in its row, and texts are cells as people write them (`80`, `true`, `a;b`, a list in JSON).
const CELLS: &str = "hoso:cells";
/// A column of this name holds whole rows, each as JSON text.
pub(crate) const JSON: &str = "hoso:json";

/// The day on which a dossier was filed: of a time, the day alone would lose the cut-off.
const FILED_ON: &str = "filed_on";

/// What a row of JSON may say beside its question.
#[derive(Clone, Debug, Default)]
pub(crate) enum Beside {
    /// Nothing.
    #[default]
    Nothing,
    /// These keys, which are carried along.
    Kept(Vec<String>),
    /// What an answer says: rows may be answers of this library, with what was kept of their questions.
    Answer,
}

/// Where each key's column stands in a table.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    keys: Vec<Key>,
    places: Vec<Option<usize>>,
    /// Whether texts are cells of a file.
    cells: bool,
    /// Where the column of whole rows stands, if the table is of those.
    json: Option<usize>,
    beside: Arc<Beside>,
    offset: UtcOffset,
}

impl Layout {
    /// Finds the columns of a table; issues for those that are missing, there twice, or of a type that does not fit and hold
    /// something.
    /// `required` are the issues of a question that has nothing.
    pub(crate) fn new(keys: &[Key], required: &Issues, table: &mut Opened, offset: UtcOffset) -> Result<Self, Issues> {
        let schema = table.schema();
        let (mut wrong, fields) = (Vec::new(), schema.fields());
        let (cells, json) = (schema.metadata().contains_key(CELLS), schema.index_of(JSON).ok());
        let (mut places, mut unfit) = (Vec::new(), Vec::new());
        let beside = Arc::default();
        if json.is_some() {
            return Ok(Self { keys: keys.to_vec(), places, cells, json, beside, offset });
        }
        for (order, (key, kind)) in keys.iter().enumerate() {
            let want = Want(Some(*kind));
            let here = format!("/{key}");
            let mut found = fields.iter().enumerate().filter(|(_, field)| field.name() == key);
            let first = found.next();
            match first {
                Some(_) if found.next().is_some() => {
                    wrong.push((order, Issue::new(IssueCode::DuplicateKey, here, Params::new())));
                }
                Some((place, field)) if !cells => {
                    if let Some((path, inner, of)) = want.unfit(field.data_type()) {
                        let issue = inner.misfit(here + &path, &of.to_string(), true);
                        unfit.push(Unfit { order, place, want, issue });
                    }
                }
                Some(_) => {}
                None => {
                    if required.iter().any(|it| it.code == IssueCode::Missing && it.path == here) {
                        wrong.push((order, table.missing(key)));
                    }
                }
            }
            places.push(first.map(|(place, _)| place));
        }
        wrong.extend(table.refused(unfit).into_iter().map(|it| (it.order, it.issue)));
        wrong.sort_by_key(|(order, _)| *order);
        let mut issues = Issues::new();
        for (_, issue) in wrong {
            issues.push(issue);
        }
        if issues.is_empty() {
            Ok(Self { keys: keys.to_vec(), places, cells, json, beside, offset })
        } else {
            Err(issues)
        }
    }

    /// The layout of rows of JSON that say something beside their question.
    pub(crate) fn beside(self, beside: Beside) -> Self {
        Self { beside: Arc::new(beside), ..self }
    }

    /// The columns of a batch.
    pub(crate) fn of<'b>(&'b self, batch: &'b RecordBatch) -> Columns {
        let column = |(&(key, kind), place): (&Key, &Option<usize>)| {
            let array = batch.columns().get((*place)?)?;
            let column = Column::new(array, Want(Some(kind)), self.cells, self.offset);
            Some((key, if key == FILED_ON { column.where_the_clock_counts() } else { column }))
        };
        let json = self.json.and_then(|place| batch.columns().get(place)).map(|texts| Json {
            texts: Texts::new(texts),
            keys: self.keys.clone(),
            beside: self.beside.clone(),
        });
        Columns { columns: self.keys.iter().zip(&self.places).filter_map(column).collect(), json }
    }
}

/// The columns of a batch that a question has, by key; or its rows as they are written in JSON.
pub(crate) struct Columns {
    columns: Vec<(&'static str, Column)>,
    json: Option<Json>,
}

/// Rows as they are written in JSON.
struct Json {
    texts: Texts,
    keys: Vec<Key>,
    beside: Arc<Beside>,
}

impl Json {
    fn node(&self, row: usize) -> Result<Node<'_>, Issues> {
        let row = Node::parse(self.texts.get(row).unwrap_or_default())?;
        Ok(match &*self.beside {
            Beside::Nothing => row,
            Beside::Kept(names) => batch::without_kept(row, names, &self.keys),
            Beside::Answer => batch::of_answer(row, &self.keys),
        })
    }
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
            Some(json) => json.node(row),
            None => Ok(Node::Object(
                self.columns.iter().map(|(key, column)| (Cow::Borrowed(*key), column.node(row))).collect(),
            )),
        }
    }

    /// A row as a single question.
    pub(crate) fn read<T: Shape>(&self, row: usize) -> Result<T, Issues> {
        read::from_node(&self.node(row)?).map_err(|issues| self.told(row, issues))
    }

    /// Issues of a row; those of cells of a file say how they are written wrongly.
    pub(crate) fn told(&self, row: usize, issues: Issues) -> Issues {
        batch::cells_told(issues, |key| self.get(key).and_then(|column| column.cell(row)))
    }
}
