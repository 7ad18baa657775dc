//! What a column is to hold, and whether its type fits.

use arrow_array::cast::AsArray as _;
use arrow_array::types::{Float16Type, Float32Type, Float64Type};
use arrow_array::{Array as _, ArrayRef};
use arrow_buffer::{BooleanBuffer, NullBuffer};
use arrow_schema::DataType;
use hoso::wire::{Keys, Kind};
use hoso::{Issue, batch};

/// What a column is to hold; nothing certain under a key that the question does not have.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Want(pub(crate) Option<Kind>);

impl Want {
    /// The issue of a column that is to hold this and is of another type, as it calls that.
    pub(super) fn misfit(self, path: impl Into<String>, held: &str, read: bool) -> Issue {
        batch::misfit(self.0.unwrap_or(Kind::Open), path, held, read)
    }

    /// Where a column of a type does not fit: the path from the column on, what it is to hold, and what it holds.
    pub(super) fn unfit(self, of: &DataType) -> Option<(String, Self, &DataType)> {
        use DataType as D;
        match (self.0, of) {
            (Some(Kind::Object(_)), D::Struct(fields)) => fields.iter().find_map(|field| {
                let (path, want, of) = self.field(field.name()).unfit(field.data_type())?;
                Some((format!("/{}{path}", field.name()), want, of))
            }),
            (Some(Kind::List(Kind::Object(_))), of) if let Some(of) = element(of) => self.element().unfit(of),
            _ => (!self.accepts(of)).then_some((String::new(), self, of)),
        }
    }

    /// Whether a column of a type that holds nothing else fits.
    pub(super) fn accepts(self, of: &DataType) -> bool {
        use DataType as D;
        let Some(kind) = self.0 else { return true };
        let text = |of: &DataType| match of {
            // Of a column that holds nothing, not even its type is known.
            D::Dictionary(_, values) => is_text(values) || **values == D::Null,
            of => is_text(of),
        };
        match (kind, of) {
            (_, D::Null)
            | (Kind::Open, _)
            | (Kind::Flag, D::Boolean)
            | (Kind::Day, D::Date32 | D::Date64 | D::Timestamp(..))
            | (Kind::Time, D::Timestamp(_, Some(_))) => true,
            (Kind::Text | Kind::Day | Kind::Time, of) => text(of),
            (Kind::Integer, of) => of.is_numeric(),
            (Kind::List(Kind::Text), of) => element(of).is_some_and(|of| self.element().accepts(of)),
            _ => false,
        }
    }

    /// Whether values of a type may be what is wanted, whatever stands inside them.
    pub(super) fn takes(self, of: &DataType) -> bool {
        match (self.0, of) {
            (Some(Kind::Object(_)), DataType::Struct(_)) => true,
            (Some(Kind::List(_)), of) if element(of).is_some() => true,
            (_, of) => self.accepts(of),
        }
    }

    /// Whether a column holds nothing of a type that does not fit.
    pub(super) fn is_spared_by(self, column: &ArrayRef) -> bool {
        use DataType as D;
        match column.data_type() {
            of if !self.takes(of) => {
                nothing(column).map_or(column.is_empty(), |nulls| nulls.null_count() == nulls.len())
            }
            D::Struct(fields) => {
                let inner = fields.iter().zip(column.as_struct().columns());
                inner.into_iter().all(|(field, column)| self.field(field.name()).is_spared_by(column))
            }
            D::List(_) => self.element().is_spared_by(column.as_list::<i32>().values()),
            D::LargeList(_) => self.element().is_spared_by(column.as_list::<i64>().values()),
            D::FixedSizeList(..) => self.element().is_spared_by(column.as_fixed_size_list().values()),
            _ => true,
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

/// Where a column holds nothing: a null, or among floats no number, which is how dataframes write one.
pub(super) fn nothing(column: &ArrayRef) -> Option<NullBuffer> {
    let numbers = |is_number: BooleanBuffer| NullBuffer::union(column.nulls(), Some(&NullBuffer::new(is_number)));
    match column.data_type() {
        DataType::Float16 => {
            numbers(column.as_primitive::<Float16Type>().values().iter().map(|it| !it.is_nan()).collect())
        }
        DataType::Float32 => {
            numbers(column.as_primitive::<Float32Type>().values().iter().map(|it| !it.is_nan()).collect())
        }
        DataType::Float64 => {
            numbers(column.as_primitive::<Float64Type>().values().iter().map(|it| !it.is_nan()).collect())
        }
        _ => column.logical_nulls(),
    }
}

/// What the elements of a column of lists are.
fn element(of: &DataType) -> Option<&DataType> {
    match of {
        DataType::List(field) | DataType::LargeList(field) | DataType::FixedSizeList(field, _) => {
            Some(field.data_type())
        }
        _ => None,
    }
}

pub(super) fn is_text(of: &DataType) -> bool {
    matches!(of, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
}
