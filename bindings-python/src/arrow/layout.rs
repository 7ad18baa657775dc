//! Which columns a question has, and where they stand in a table.

use std::borrow::Cow;

use arrow_array::RecordBatch;
use arrow_schema::{DataType, Field};
use hoso::wire::Node;
use hoso::{Issue, IssueCode, Issues, Params, UtcOffset};

use super::columns::Column;

/// What a column is to hold.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Want {
    /// Ids and other texts.
    Text,
    /// Days.
    Day,
    /// Times.
    Time,
    /// Integers.
    Integer,
    /// True or false.
    Truth,
    /// Lists of texts.
    Texts,
    /// Objects with these keys.
    Record(Keys),
    /// Lists of objects with these keys.
    Records(Keys),
    /// Whatever there is: its key is one that the question does not have.
    Anything,
}

/// A column that a question may have.
pub(crate) type Key = (&'static str, Want);

/// The columns that a question may have.
pub(crate) type Keys = &'static [Key];

impl Want {
    /// What is accepted, in words.
    fn expected(self) -> String {
        let names = |keys: Keys| keys.iter().map(|(key, _)| format!("`{key}`")).collect::<Vec<_>>().join(", ");
        match self {
            Self::Text => "string, large_string, string_view, or a dictionary of these".to_owned(),
            Self::Day => "date32, date64, timestamp, or strings".to_owned(),
            Self::Time => "timestamp with a time zone, or strings".to_owned(),
            Self::Integer => "int8 to int64 or uint8 to uint64".to_owned(),
            Self::Truth => "bool".to_owned(),
            Self::Texts => "list or large_list of strings".to_owned(),
            Self::Record(keys) => format!("struct of {}", names(keys)),
            Self::Records(keys) => format!("list or large_list of structs of {}", names(keys)),
            Self::Anything => String::new(),
        }
    }

    /// Where a column of a type does not fit: the path from the column on, what it is to hold, and what it holds.
    fn misfit(self, of: &DataType) -> Option<(String, Self, &DataType)> {
        use DataType as D;
        match (self, of) {
            (Self::Record(_), D::Struct(fields)) => fields.iter().find_map(|field| {
                let (path, want, of) = self.field(field.name()).misfit(field.data_type())?;
                Some((format!("/{}{path}", field.name()), want, of))
            }),
            (Self::Records(keys), D::List(field) | D::LargeList(field)) => Self::Record(keys).misfit(field.data_type()),
            _ => (!self.accepts(of)).then_some((String::new(), self, of)),
        }
    }

    /// Whether a column of a type that holds nothing else fits.
    fn accepts(self, of: &DataType) -> bool {
        use DataType as D;
        let text = |of: &DataType| match of {
            D::Dictionary(_, values) => is_text(values),
            of => is_text(of),
        };
        match (self, of) {
            (_, D::Null)
            | (Self::Anything, _)
            | (Self::Truth, D::Boolean)
            | (Self::Day, D::Date32 | D::Date64 | D::Timestamp(..))
            | (Self::Time, D::Timestamp(_, Some(_))) => true,
            (Self::Text | Self::Day | Self::Time, of) => text(of),
            (Self::Integer, of) => of.is_integer() || matches!(of, D::Float16 | D::Float32 | D::Float64),
            (Self::Texts, D::List(field) | D::LargeList(field)) => Self::Text.accepts(field.data_type()),
            _ => false,
        }
    }

    /// What the elements of a list are to hold.
    pub(crate) const fn element(self) -> Self {
        match self {
            Self::Texts => Self::Text,
            Self::Records(keys) => Self::Record(keys),
            _ => Self::Anything,
        }
    }

    /// What a field of a struct is to hold.
    pub(crate) fn field(self, name: &str) -> Self {
        let Self::Record(keys) = self else { return Self::Anything };
        keys.iter().find(|(key, _)| *key == name).map_or(Self::Anything, |(_, want)| *want)
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
        for (key, want) in keys {
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
        let column = |(&(key, want), place): (&Key, &Option<usize>)| {
            let array = batch.columns().get((*place)?)?;
            Some((key, Column::new(array, want, self.offset)))
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
