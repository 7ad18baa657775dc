//! Which columns a question has, and where they stand in a table.

use std::borrow::Cow;

use arrow_array::RecordBatch;
use arrow_schema::{DataType, Field};
use hoso::wire::{Keys, Kind, Node};
use hoso::{Issue, IssueCode, Issues, Params, UtcOffset};

use super::columns::Column;

/// A column that a question may have.
pub(crate) type Key = (&'static str, Kind);

/// What a column is to hold; nothing certain under a key that the question does not have.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Want(pub(crate) Option<Kind>);

impl Want {
    /// What is accepted, in words.
    fn expected(self) -> String {
        let names = |keys: Keys| keys.iter().map(|(key, _)| format!("`{key}`")).collect::<Vec<_>>().join(", ");
        match self.0 {
            Some(Kind::Text) => "string, large_string, string_view, or a dictionary of these".to_owned(),
            Some(Kind::Day) => "date32, date64, timestamp, or strings".to_owned(),
            Some(Kind::Time) => "timestamp with a time zone, or strings".to_owned(),
            Some(Kind::Integer) => "int8 to int64 or uint8 to uint64".to_owned(),
            Some(Kind::Flag) => "bool".to_owned(),
            Some(Kind::Object(keys)) => format!("struct of {}", names(keys)),
            Some(Kind::List(Kind::Object(keys))) => format!("list or large_list of structs of {}", names(keys)),
            Some(Kind::List(_)) => "list or large_list of strings".to_owned(),
            Some(Kind::Open) | None => String::new(),
        }
    }

    /// Where a column of a type does not fit: the path from the column on, what it is to hold, and what it holds.
    fn misfit(self, of: &DataType) -> Option<(String, Self, &DataType)> {
        use DataType as D;
        match (self.0, of) {
            (Some(Kind::Object(_)), D::Struct(fields)) => fields.iter().find_map(|field| {
                let (path, want, of) = self.field(field.name()).misfit(field.data_type())?;
                Some((format!("/{}{path}", field.name()), want, of))
            }),
            (Some(Kind::List(Kind::Object(_))), D::List(field) | D::LargeList(field)) => {
                self.element().misfit(field.data_type())
            }
            _ => (!self.accepts(of)).then_some((String::new(), self, of)),
        }
    }

    /// Whether a column of a type that holds nothing else fits.
    fn accepts(self, of: &DataType) -> bool {
        use DataType as D;
        let Some(kind) = self.0 else { return true };
        let text = |of: &DataType| match of {
            D::Dictionary(_, values) => is_text(values),
            of => is_text(of),
        };
        match (kind, of) {
            (_, D::Null)
            | (Kind::Open, _)
            | (Kind::Flag, D::Boolean)
            | (Kind::Day, D::Date32 | D::Date64 | D::Timestamp(..))
            | (Kind::Time, D::Timestamp(_, Some(_))) => true,
            (Kind::Text | Kind::Day | Kind::Time, of) => text(of),
            (Kind::Integer, of) => of.is_integer() || matches!(of, D::Float16 | D::Float32 | D::Float64),
            (Kind::List(Kind::Text), D::List(field) | D::LargeList(field)) => self.element().accepts(field.data_type()),
            _ => false,
        }
    }

    /// What the elements of a list are to hold.
    pub(crate) const fn element(self) -> Self {
        match self.0 {
            Some(Kind::List(element)) => Self(Some(*element)),
            _ => Self(None),
        }
    }

    /// What a field of a struct is to hold.
    pub(crate) fn field(self, name: &str) -> Self {
        let none: Keys = &[];
        let keys = self.0.map_or(none, Kind::keys);
        Self(keys.iter().find(|(key, _)| *key == name).map(|(_, kind)| *kind))
    }
}

fn is_text(of: &DataType) -> bool {
    matches!(of, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
}

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
