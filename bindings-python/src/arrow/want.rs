//! What a column is to hold, and whether its type fits.

use arrow_schema::DataType;
use hoso::wire::{Keys, Kind};

/// What a column is to hold; nothing certain under a key that the question does not have.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Want(pub(crate) Option<Kind>);

impl Want {
    /// What is accepted, in words.
    pub(super) fn expected(self) -> String {
        let names = |keys: Keys| keys.iter().map(|(key, _)| format!("`{key}`")).collect::<Vec<_>>().join(", ");
        match self.0 {
            Some(Kind::Text) => "string, large_string, string_view, or a dictionary of these".to_owned(),
            Some(Kind::Day) => "date32, date64, timestamp, or strings".to_owned(),
            Some(Kind::Time) => "timestamp with a time zone, or strings".to_owned(),
            Some(Kind::Integer) => "int8 to int64 or uint8 to uint64, or floats or decimals that are whole".to_owned(),
            Some(Kind::Flag) => "bool".to_owned(),
            Some(Kind::Object(keys)) => format!("struct of {}", names(keys)),
            Some(Kind::List(Kind::Object(keys))) => format!("list or large_list of structs of {}", names(keys)),
            Some(Kind::List(_)) => "list or large_list of strings".to_owned(),
            Some(Kind::Open) | None => String::new(),
        }
    }

    /// Where a column of a type does not fit: the path from the column on, what it is to hold, and what it holds.
    pub(super) fn misfit(self, of: &DataType) -> Option<(String, Self, &DataType)> {
        use DataType as D;
        match (self.0, of) {
            (Some(Kind::Object(_)), D::Struct(fields)) => fields.iter().find_map(|field| {
                let (path, want, of) = self.field(field.name()).misfit(field.data_type())?;
                Some((format!("/{}{path}", field.name()), want, of))
            }),
            (Some(Kind::List(Kind::Object(_))), of) if let Some(of) = element(of) => self.element().misfit(of),
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
