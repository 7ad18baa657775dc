//! Columns as they come, of whatever type, as cells of the core and as values of the tree that it reads.

use std::borrow::Cow;
use std::ops::Range;

use arrow_array::cast::AsArray as _;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Date64Type, Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type,
    Float16Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, TimestampMicrosecondType,
    TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type,
    UInt64Type,
};
use arrow_array::{Array, ArrayRef, BooleanArray, LargeStringArray, PrimitiveArray, StringArray, StringViewArray};
use arrow_buffer::{ArrowNativeType as _, NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::{DataType, FieldRef, TimeUnit};
use hoso::batch::{Cell, InCell, day};
use hoso::wire::{Kind, Node};
use hoso::{Date, Time, UtcOffset};

use super::cells;
use super::recent::Recent;
use super::want::{Want, is_text, nothing};

/// Texts.
pub(crate) enum Texts {
    Utf8(StringArray),
    Large(LargeStringArray),
    View(StringViewArray),
    /// Keys, and the texts that they stand for.
    Dictionary(ArrayRef, Box<Self>),
    /// Nothing but nulls.
    None(usize),
}

/// A column of one of the types that are accepted.
pub(crate) enum Column {
    Texts(Texts),
    /// Texts where days are wanted.
    Dates(Texts),
    /// Days since 1970.
    Days(ScalarBuffer<i32>, Option<NullBuffer>),
    /// So many of these a second since 1970, and whether they are instants; days are told at the offset. Where the time of day
    /// counts, what has one is no day.
    Instants {
        values: ScalarBuffer<i64>,
        nulls: Option<NullBuffer>,
        second: i64,
        zone: Option<UtcOffset>,
        day: bool,
        clock_counts: bool,
    },
    /// Integers; floats and decimals, of which those that are whole are integers.
    Numbers(ArrayRef),
    /// Texts where something else is wanted, as the cells of a file are.
    Cells(Texts, Kind),
    /// Values of a type that is not wanted, wrong wherever there is one.
    Other(Option<NullBuffer>),
    Truths(BooleanArray),
    /// Where each list starts and ends, and the values of all.
    Lists(Spans, Option<NullBuffer>, Box<Self>),
    Structs(Vec<(String, Self)>, Option<NullBuffer>),
}

/// Where the lists of a column start and end among the values of all.
pub(crate) enum Spans {
    Short(OffsetBuffer<i32>),
    Long(OffsetBuffer<i64>),
    /// So many values each.
    Equal(usize),
}

impl Spans {
    #[inline]
    pub(crate) fn of(&self, row: usize) -> (usize, usize) {
        fn between<T: Copy + TryInto<usize>>(offsets: &[T], row: usize) -> (usize, usize) {
            match offsets.get(row..).and_then(<[T]>::first_chunk) {
                Some([start, end]) => ((*start).try_into().unwrap_or(0), (*end).try_into().unwrap_or(0)),
                None => (0, 0),
            }
        }
        match self {
            Self::Short(offsets) => between(offsets, row),
            Self::Long(offsets) => between(offsets, row),
            Self::Equal(each) => (row * each, (row + 1) * each),
        }
    }

    /// Something for each of so many rows, by where its list starts and ends.
    pub(crate) fn map<T>(&self, rows: usize, mut of: impl FnMut(usize, (usize, usize)) -> T) -> Vec<T> {
        fn each<N: Copy + TryInto<usize>, T>(
            offsets: &[N],
            rows: usize,
            mut of: impl FnMut(usize, (usize, usize)) -> T,
        ) -> Vec<T> {
            let place = |offset: N| offset.try_into().unwrap_or(0);
            let spans = offsets.iter().zip(offsets.iter().skip(1)).take(rows);
            spans.enumerate().map(|(row, (start, end))| of(row, (place(*start), place(*end)))).collect()
        }
        match self {
            Self::Short(offsets) => each(offsets, rows, of),
            Self::Long(offsets) => each(offsets, rows, of),
            Self::Equal(_) => (0..rows).map(|row| of(row, self.of(row))).collect(),
        }
    }
}

/// Does something with an array of integers of whatever width.
macro_rules! with_integers {
    ($array:expr, |$typed:ident: $ty:ident| $body:expr, else $other:expr) => {
        match $array.data_type() {
            DataType::Int8 => with_integers!(@ $array, $typed, $ty, Int8Type, $body),
            DataType::Int16 => with_integers!(@ $array, $typed, $ty, Int16Type, $body),
            DataType::Int32 => with_integers!(@ $array, $typed, $ty, Int32Type, $body),
            DataType::Int64 => with_integers!(@ $array, $typed, $ty, Int64Type, $body),
            DataType::UInt8 => with_integers!(@ $array, $typed, $ty, UInt8Type, $body),
            DataType::UInt16 => with_integers!(@ $array, $typed, $ty, UInt16Type, $body),
            DataType::UInt32 => with_integers!(@ $array, $typed, $ty, UInt32Type, $body),
            DataType::UInt64 => with_integers!(@ $array, $typed, $ty, UInt64Type, $body),
            _ => $other,
        }
    };
    (@ $array:expr, $typed:ident, $ty:ident, $arrow:ty, $body:expr) => {{
        type $ty = $arrow;
        let $typed: &PrimitiveArray<$ty> = $array.as_primitive();
        $body
    }};
}

impl Texts {
    pub(crate) fn new(array: &ArrayRef) -> Self {
        match array.data_type() {
            DataType::Utf8 => Self::Utf8(array.as_string().clone()),
            DataType::LargeUtf8 => Self::Large(array.as_string().clone()),
            DataType::Utf8View => Self::View(array.as_string_view().clone()),
            DataType::Dictionary(..) => match array.as_any_dictionary_opt() {
                Some(dictionary) => {
                    let keys = arrow_array::make_array(dictionary.keys().to_data());
                    Self::Dictionary(keys, Box::new(Self::new(dictionary.values())))
                }
                None => Self::None(array.len()),
            },
            _ => Self::None(array.len()),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Utf8(array) => array.len(),
            Self::Large(array) => array.len(),
            Self::View(array) => array.len(),
            Self::Dictionary(keys, _) => keys.len(),
            Self::None(len) => *len,
        }
    }

    /// The text of a row, unless it is null.
    pub(crate) fn get(&self, row: usize) -> Option<&str> {
        fn of<'a, T>(array: &'a T, row: usize, value: impl FnOnce(&'a T) -> &'a str) -> Option<&'a str>
        where
            T: Array,
        {
            (row < array.len() && array.is_valid(row)).then(|| value(array))
        }
        match self {
            Self::Utf8(array) => of(array, row, |array| array.value(row)),
            Self::Large(array) => of(array, row, |array| array.value(row)),
            Self::View(array) => of(array, row, |array| array.value(row)),
            Self::Dictionary(keys, values) => values.get(key(keys, row)?),
            Self::None(_) => None,
        }
    }

    /// What each row is, by its text. Of a dictionary each distinct text is looked at once, if that is less work.
    fn cells<T: InCell>(
        &self,
        rows: Range<usize>,
        table: &[Cell<T>],
        mut find: impl FnMut(&str) -> Cell<T>,
        cells: &mut Vec<Cell<T>>,
    ) {
        fn each<T: InCell, A: Array>(
            array: &A,
            rows: Range<usize>,
            cells: &mut Vec<Cell<T>>,
            mut value: impl FnMut(usize) -> Cell<T>,
        ) {
            match array.nulls().filter(|nulls| nulls.null_count() > 0) {
                Some(nulls) => cells.extend(rows.map(|row| if nulls.is_valid(row) { value(row) } else { Cell::NULL })),
                None => cells.extend(rows.map(value)),
            }
        }
        match self {
            Self::Utf8(array) => each(array, rows, cells, |row| find(array.value(row))),
            Self::Large(array) => each(array, rows, cells, |row| find(array.value(row))),
            Self::View(array) => each(array, rows, cells, |row| find(array.value(row))),
            Self::Dictionary(keys, _) if !table.is_empty() => with_integers!(
                keys,
                |keys: Key| {
                    let values = keys.values();
                    // A key beyond its dictionary, or below it, is of a table that is broken.
                    let of = |key: &<Key as ArrowPrimitiveType>::Native| table.get(key.as_usize()).copied().unwrap_or(Cell::ODD);
                    match values.get(rows.clone()) {
                        Some(all) if keys.null_count() == 0 => cells.extend(all.iter().map(of)),
                        _ => each(keys, rows, cells, |row| values.get(row).map_or(Cell::ODD, of)),
                    }
                },
                else cells.extend(rows.map(|_| Cell::NULL))
            ),
            Self::Dictionary(..) => cells.extend(rows.map(|row| self.get(row).map_or(Cell::NULL, &mut find))),
            Self::None(_) => cells.extend(rows.map(|_| Cell::NULL)),
        }
    }

    /// What each distinct text of a dictionary is; nothing where there is no dictionary, or a large one for few rows.
    fn table<T: InCell>(&self, find: impl Fn(&str) -> Cell<T>) -> Vec<Cell<T>> {
        match self {
            Self::Dictionary(keys, values) if values.len() <= keys.len() / 4 + 16 => {
                (0..values.len()).map(|at| values.get(at).map_or(Cell::NULL, &find)).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// The key of a row of a dictionary.
fn key(keys: &ArrayRef, row: usize) -> Option<usize> {
    if row >= keys.len() || keys.is_null(row) {
        return None;
    }
    with_integers!(keys, |keys: Key| usize::try_from(i128::from(keys.value(row))).ok(), else None)
}

/// The texts of a column and what each is: looked up once for all rows where that can be.
pub(crate) struct Coded<'c, T: InCell, F> {
    column: Option<&'c Column>,
    table: Vec<Cell<T>>,
    recent: Recent<Cell<T>>,
    find: F,
}

impl<'c, T: InCell, F: Fn(&str) -> Cell<T>> Coded<'c, T, F> {
    pub(crate) fn new(column: Option<&'c Column>, find: F) -> Self {
        let table = match column {
            Some(Column::Texts(texts) | Column::Dates(texts)) => texts.table(&find),
            _ => Vec::new(),
        };
        Self { column, table, recent: Recent::default(), find }
    }

    /// The cells of some rows; none when there is no such column.
    pub(crate) fn fill(&mut self, rows: Range<usize>, cells: &mut Vec<Cell<T>>) {
        cells.clear();
        match self.column {
            Some(Column::Texts(texts) | Column::Dates(texts)) => {
                let find = |text: &str| self.recent.get(text, &self.find);
                texts.cells(rows, &self.table, find, cells);
            }
            Some(column) => column.odd(rows, cells),
            None => {}
        }
    }
}

/// Days of a column, whatever it holds them as.
pub(crate) struct Days<'c> {
    column: Option<&'c Column>,
    coded: Coded<'c, Date, fn(&str) -> Cell<Date>>,
}

impl<'c> Days<'c> {
    pub(crate) fn new(column: Option<&'c Column>) -> Self {
        Self { column, coded: Coded::new(column, |text| Cell::from(day(text).parse::<Date>().ok())) }
    }

    pub(crate) fn fill(&mut self, rows: Range<usize>, cells: &mut Vec<Cell<Date>>) {
        let Some(column @ (Column::Days(..) | Column::Instants { .. })) = self.column else {
            return self.coded.fill(rows, cells);
        };
        cells.clear();
        match column {
            Column::Days(values, None) => {
                cells.extend(values.get(rows).unwrap_or_default().iter().map(|day| Cell::of_unix_days(*day)));
            }
            column => {
                // What 32 bits cannot count is no day.
                let of = |day: i64| i32::try_from(day).map_or(Cell::ODD, Cell::of_unix_days);
                cells.extend(rows.map(|row| column.day(row).map_or(Cell::NULL, of)));
            }
        }
    }
}

pub(crate) fn valid(nulls: Option<&NullBuffer>, row: usize) -> bool {
    nulls.is_none_or(|nulls| row < nulls.len() && nulls.is_valid(row))
}

fn values<T: ArrowPrimitiveType<Native = i64>>(array: &ArrayRef) -> ScalarBuffer<i64> {
    array.as_primitive::<T>().values().clone()
}

impl Column {
    pub(crate) fn new(array: &ArrayRef, want: Want, cells: bool, offset: UtcOffset) -> Self {
        use DataType as D;
        let list_of = |spans, nulls, values: &ArrayRef| {
            Self::Lists(spans, nulls, Box::new(Self::new(values, want.element(), cells, offset)))
        };
        let text =
            |of: &D| matches!(of, D::Dictionary(_, values) if is_text(values) || **values == D::Null) || is_text(of);
        let nulls = array.nulls().filter(|nulls| nulls.null_count() > 0).cloned();
        let instants = |values: ScalarBuffer<i64>, second, zone: Option<&str>| {
            let day = want != Want(Some(Kind::Time));
            // Instants are written at the column's own offset; a named zone gives none, and then `+00:00` will do.
            let zone = zone.map(|zone| if day { offset } else { zone.parse().unwrap_or_else(|_| UtcOffset::none()) });
            Self::Instants { values, nulls: nulls.clone(), second, zone, day, clock_counts: false }
        };
        match array.data_type() {
            of if !cells && !want.takes(of) => Self::Other(nothing(array)),
            D::Date32 => Self::Days(array.as_primitive::<Date32Type>().values().clone(), nulls),
            D::Date64 => instants(values::<Date64Type>(array), 1_000, None),
            D::Timestamp(unit, zone) => {
                let (values, second) = match unit {
                    TimeUnit::Second => (values::<TimestampSecondType>(array), 1),
                    TimeUnit::Millisecond => (values::<TimestampMillisecondType>(array), 1_000),
                    TimeUnit::Microsecond => (values::<TimestampMicrosecondType>(array), 1_000_000),
                    TimeUnit::Nanosecond => (values::<TimestampNanosecondType>(array), 1_000_000_000),
                };
                instants(values, second, zone.as_deref())
            }
            D::Boolean => Self::Truths(array.as_boolean().clone()),
            D::List(_) => {
                let list = array.as_list::<i32>();
                list_of(Spans::Short(list.offsets().clone()), nulls, list.values())
            }
            D::LargeList(_) => {
                let list = array.as_list::<i64>();
                list_of(Spans::Long(list.offsets().clone()), nulls, list.values())
            }
            D::FixedSizeList(..) => {
                let list = array.as_fixed_size_list();
                let each = usize::try_from(list.value_length()).unwrap_or(0);
                list_of(Spans::Equal(each), nulls, list.values())
            }
            D::Struct(fields) => {
                let column = |(array, field): (&ArrayRef, &FieldRef)| {
                    (field.name().clone(), Self::new(array, want.field(field.name()), cells, offset))
                };
                Self::Structs(array.as_struct().columns().iter().zip(fields).map(column).collect(), nulls)
            }
            of if of.is_numeric() => Self::Numbers(array.clone()),
            D::Null => Self::Texts(Texts::new(array)),
            of if !text(of) => Self::Other(nothing(array)),
            _ => match want.0 {
                Some(kind) if cells && !matches!(kind, Kind::Text | Kind::Day | Kind::Time) => {
                    Self::Cells(Texts::new(array), kind)
                }
                Some(Kind::Day) => Self::Dates(Texts::new(array)),
                _ => Self::Texts(Texts::new(array)),
            },
        }
    }

    /// A column of days of which the time of day would count, if it said one.
    pub(crate) fn where_the_clock_counts(mut self) -> Self {
        if let Self::Instants { clock_counts, .. } = &mut self {
            *clock_counts = true;
        }
        self
    }

    /// Whether a row says a time of day where that counts.
    fn has_clock(&self, row: usize) -> bool {
        let Self::Instants { values, nulls, second, zone, clock_counts: true, .. } = self else { return false };
        let at = |value: &i64| value.saturating_add(zone.map_or(0, UtcOffset::seconds).saturating_mul(*second));
        valid(nulls.as_ref(), row) && values.get(row).is_some_and(|value| at(value).rem_euclid(86_400 * second) != 0)
    }

    /// The text of a cell of a file where something else than text is wanted, and what that is.
    pub(crate) fn cell(&self, row: usize) -> Option<(&str, Kind)> {
        match self {
            Self::Cells(texts, kind) => texts.get(row).map(|text| (text, *kind)),
            _ => None,
        }
    }

    /// The text of a row, unless it is null or no text.
    pub(crate) fn text(&self, row: usize) -> Option<&str> {
        match self {
            Self::Texts(texts) => texts.get(row),
            _ => None,
        }
    }

    /// The day of a row since 1970.
    fn day(&self, row: usize) -> Option<i64> {
        match self {
            Self::Days(values, nulls) if valid(nulls.as_ref(), row) => values.get(row).map(|day| i64::from(*day)),
            Self::Instants { values, nulls, second, zone, .. } if valid(nulls.as_ref(), row) => {
                let seconds = values.get(row)?.div_euclid(*second);
                Some(seconds.saturating_add(zone.map_or(0, UtcOffset::seconds)).div_euclid(86_400))
            }
            _ => None,
        }
    }

    /// What each of some rows holds that is not as the column should be: nothing, or something that is read with its row.
    fn odd<T: InCell>(&self, rows: Range<usize>, cells: &mut Vec<Cell<T>>) {
        cells.extend(rows.map(|row| if self.node(row) == Node::Null { Cell::NULL } else { Cell::ODD }));
    }

    /// Numbers within the limits of their unit.
    pub(crate) fn numbers<T: TryFrom<i64> + InCell>(&self, rows: Range<usize>, cells: &mut Vec<Cell<T>>) {
        let of = |node: Node<'_>| match node {
            Node::Null => Cell::NULL,
            Node::Int(number) => Cell::from(T::try_from(number).ok()),
            _ => Cell::ODD,
        };
        let Self::Numbers(array) = self else {
            return cells.extend(rows.map(|row| of(self.node(row))));
        };
        let nulls = array.nulls().filter(|nulls| nulls.null_count() > 0);
        with_integers!(
            array,
            |numbers: Number| {
                let values = numbers.values();
                let of = |number| Cell::from(narrow(number).and_then(|number| T::try_from(number).ok()));
                match nulls {
                    None => cells.extend(values.get(rows).unwrap_or_default().iter().map(|number| of(*number))),
                    Some(nulls) => cells.extend(rows.map(|row| match values.get(row) {
                        Some(number) if nulls.is_valid(row) => of(*number),
                        _ => Cell::NULL,
                    })),
                }
            },
            else cells.extend(rows.map(|row| of(self.node(row))))
        );
    }

    /// Truth values.
    pub(crate) fn truth(&self, row: usize) -> Option<bool> {
        match self {
            Self::Truths(array) if row < array.len() && array.is_valid(row) => Some(array.value(row)),
            _ => None,
        }
    }

    /// A row's text, which may be none; of a column that is of no texts there is not even that.
    #[expect(clippy::option_option, reason = "whether there are texts, and whether there is one")]
    pub(crate) fn perhaps_text(&self, row: usize) -> Option<Option<&str>> {
        match self {
            Self::Texts(texts) => Some(texts.get(row)),
            _ => None,
        }
    }

    /// A row's time, which may be none; nothing where it is not one.
    #[expect(clippy::option_option, reason = "whether it can be read, and whether there is one")]
    pub(crate) fn time(&self, row: usize) -> Option<Option<Time>> {
        match self {
            Self::Instants { nulls, day: false, .. } if valid(nulls.as_ref(), row) => self.instant(row).map(Some),
            Self::Instants { day: false, .. } => Some(None),
            column => column.perhaps_text(row)?.map(str::parse).transpose().ok(),
        }
    }

    /// The instant of a row that is not null.
    fn instant(&self, row: usize) -> Option<Time> {
        let Self::Instants { values, second, zone, .. } = self else { return None };
        let value = values.get(row)?;
        let rest = u32::try_from(value.rem_euclid(*second) * (1_000_000_000 / second)).ok()?;
        Time::from_unix(value.div_euclid(*second), rest, (*zone)?)
    }

    /// A row's value, for the core to read.
    pub(crate) fn node(&self, row: usize) -> Node<'_> {
        match self {
            Self::Texts(texts) => texts.get(row).map_or(Node::Null, |text| Node::Text(Cow::Borrowed(text))),
            Self::Dates(texts) => texts.get(row).map_or(Node::Null, |text| Node::Text(Cow::Borrowed(day(text)))),
            Self::Instants { nulls, day: false, .. } if valid(nulls.as_ref(), row) => written(self.instant(row)),
            // As any other text that is no date.
            Self::Instants { .. } if self.has_clock(row) => Node::Text(Cow::Borrowed("a time of day")),
            Self::Days(..) | Self::Instants { .. } => match self.day(row) {
                Some(day) => written(Date::from_unix_days(day)),
                None => Node::Null,
            },
            Self::Numbers(array) if array.is_null(row) => Node::Null,
            Self::Numbers(array) => with_integers!(
                array,
                |numbers: Number| narrow(numbers.value(row)).map_or(Node::Huge { negative: false }, Node::Int),
                else fraction(array, row)
            ),
            Self::Cells(texts, kind) => texts.get(row).map_or(Node::Null, |text| cells::node(text, *kind)),
            Self::Other(nulls) if !valid(nulls.as_ref(), row) => Node::Null,
            Self::Other(_) => Node::Other,
            Self::Truths(_) => self.truth(row).map_or(Node::Null, Node::Bool),
            Self::Lists(_, nulls, _) if !valid(nulls.as_ref(), row) => Node::Null,
            Self::Lists(spans, _, values) => {
                let (start, end) = spans.of(row);
                Node::List((start..end).map(|at| values.node(at)).collect())
            }
            Self::Structs(_, nulls) if !valid(nulls.as_ref(), row) => Node::Null,
            Self::Structs(fields, _) => {
                // A struct has all fields of all rows: those that hold nothing are keys that this row does not have.
                let fields = fields.iter().map(|(key, column)| (Cow::Borrowed(key.as_str()), column.node(row)));
                Node::Object(fields.filter(|(_, value)| *value != Node::Null).collect())
            }
        }
    }
}

/// An integer of whatever width, if it fits; else it is one of 64 bits without a sign.
fn narrow(number: impl Into<i128>) -> Option<i64> {
    i64::try_from(number.into()).ok()
}

/// A day or time as text; one outside the years that the core knows as a text that is none.
fn written(value: Option<impl ToString>) -> Node<'static> {
    Node::Text(Cow::Owned(value.map_or_else(String::new, |value| value.to_string())))
}

/// A number that is not held as an integer.
fn fraction(array: &ArrayRef, row: usize) -> Node<'static> {
    let text = match array.data_type() {
        DataType::Float16 => array.as_primitive::<Float16Type>().value(row).to_f64().to_string(),
        DataType::Float32 => array.as_primitive::<Float32Type>().value(row).to_string(),
        DataType::Float64 => array.as_primitive::<Float64Type>().value(row).to_string(),
        DataType::Decimal32(..) => array.as_primitive::<Decimal32Type>().value_as_string(row),
        DataType::Decimal64(..) => array.as_primitive::<Decimal64Type>().value_as_string(row),
        DataType::Decimal128(..) => array.as_primitive::<Decimal128Type>().value_as_string(row),
        DataType::Decimal256(..) => array.as_primitive::<Decimal256Type>().value_as_string(row),
        _ => return Node::Other,
    };
    whole(&text)
}

/// A number as it is written in full: an integer if nothing but zeros follows its point.
fn whole(text: &str) -> Node<'static> {
    let (integer, fraction) = text.split_once('.').unwrap_or((text, ""));
    if text == "NaN" || fraction.bytes().any(|digit| digit != b'0') {
        return Node::Fraction;
    }
    integer.parse().map_or_else(|_| Node::Huge { negative: text.starts_with('-') }, Node::Int)
}
