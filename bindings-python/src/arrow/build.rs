//! Columns of answers in the making.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::builder::{Int64Builder, NullBufferBuilder, StringBuilder};
use arrow_array::types::{Int32Type, TimestampMicrosecondType};
use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Int64Array, ListArray, PrimitiveArray, StringArray, StructArray,
};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{ArrowError, DataType, Field, FieldRef, Fields, TimeUnit};
use hoso::{Date, Issues, Time};

use super::ffi::dictionary_of;

/// Texts with few values: each once, and where rows have them.
pub(crate) fn texts<'t>(texts: impl IntoIterator<Item = &'t str>) -> ArrayRef {
    Arc::new(StringArray::from_iter_values(texts))
}

/// A column of texts with few values.
pub(crate) fn few() -> DataType {
    DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8))
}

/// A column of instants.
pub(crate) fn instant() -> DataType {
    DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()))
}

/// A column of lists.
pub(crate) fn list(of: DataType) -> DataType {
    DataType::List(item(of))
}

/// A struct of such fields.
pub(crate) fn record(fields: &[(&str, DataType)]) -> DataType {
    DataType::Struct(fields.iter().map(|(name, of)| Field::new(*name, of.clone(), true)).collect())
}

/// A column of issues.
pub(crate) fn issues() -> DataType {
    list(record(&[("code", DataType::Utf8), ("path", DataType::Utf8)]))
}

fn item(of: DataType) -> FieldRef {
    Arc::new(Field::new_list_field(of, true))
}

/// A place among texts.
pub(crate) fn place(at: usize) -> i32 {
    i32::try_from(at).unwrap_or(i32::MAX)
}

/// Places among texts; the rows that have none are told apart by other means.
pub(crate) fn dictionary(
    places: Vec<i32>,
    nulls: Option<NullBuffer>,
    texts: &ArrayRef,
) -> Result<ArrayRef, ArrowError> {
    dictionary_of(PrimitiveArray::<Int32Type>::try_new(places.into(), nulls)?, texts.clone())
}

/// The same, where rows say themselves whether they have one.
fn optional_dictionary(places: &[Option<usize>], texts: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    let nulls: NullBuffer = places.iter().map(Option::is_some).collect();
    dictionary(places.iter().map(|at| at.map_or(0, place)).collect(), Some(nulls), texts)
}

/// Numbers, of which some rows have none.
pub(crate) fn numbers(numbers: Vec<i64>, nulls: Option<NullBuffer>) -> Result<ArrayRef, ArrowError> {
    Ok(Arc::new(Int64Array::try_new(numbers.into(), nulls)?))
}

/// Days.
pub(crate) fn days(days: impl IntoIterator<Item = Option<Date>>) -> ArrayRef {
    let number = |day: Date| i32::try_from(day.unix_days()).ok();
    Arc::new(days.into_iter().map(|day| day.and_then(number)).collect::<Date32Array>())
}

/// Instants.
pub(crate) fn instants(times: impl IntoIterator<Item = Option<Time>>) -> ArrayRef {
    let micros = times.into_iter().map(|time| time.map(Time::unix_micros));
    Arc::new(micros.collect::<PrimitiveArray<TimestampMicrosecondType>>().with_timezone("UTC"))
}

/// Truth values.
pub(crate) fn truths(values: Vec<Option<bool>>) -> ArrayRef {
    Arc::new(BooleanArray::from(values))
}

/// A column of texts with few values, each kept once when it is first met.
#[derive(Default)]
pub(crate) struct Few {
    places: BTreeMap<String, usize>,
    texts: Vec<String>,
    rows: Vec<Option<usize>>,
}

impl Few {
    pub(crate) fn push(&mut self, text: Option<&str>) {
        let place = text.map(|text| {
            self.places.get(text).copied().unwrap_or_else(|| {
                let place = self.texts.len();
                self.texts.push(text.to_owned());
                self.places.insert(text.to_owned(), place);
                place
            })
        });
        self.rows.push(place);
    }

    pub(crate) fn finish(self) -> Result<ArrayRef, ArrowError> {
        optional_dictionary(&self.rows, &texts(self.texts.iter().map(String::as_str)))
    }
}

/// Where the lists of a column end, and which rows have none.
#[derive(Debug)]
pub(crate) struct Ends {
    offsets: Vec<i32>,
    nulls: NullBufferBuilder,
    /// After how many values the last list ends.
    last: usize,
    /// How many empty lists follow it that were not written yet: most rows have one, and many are written at once.
    empty: usize,
}

impl Ends {
    pub(crate) fn new(rows: usize) -> Self {
        let mut offsets = Vec::with_capacity(rows + 1);
        offsets.push(0);
        Self { offsets, nulls: NullBufferBuilder::new(rows), last: 0, empty: 0 }
    }

    /// A list ends after so many values of all.
    #[inline]
    pub(crate) fn end(&mut self, values: usize) {
        if values == self.last {
            self.empty += 1;
        } else {
            self.write_empty();
            self.last = values;
            self.offsets.push(place(values));
            self.nulls.append_non_null();
        }
    }

    /// A row without a list.
    pub(crate) fn none(&mut self) {
        self.write_empty();
        self.offsets.push(place(self.last));
        self.nulls.append_null();
    }

    /// The rows up to one that were not told have empty lists.
    pub(crate) fn skip_to(&mut self, row: usize) {
        self.empty = (row + 1).saturating_sub(self.offsets.len());
    }

    fn write_empty(&mut self) {
        let empty = std::mem::take(&mut self.empty);
        self.offsets.resize(self.offsets.len() + empty, place(self.last));
        self.nulls.append_n_non_nulls(empty);
    }

    pub(crate) fn lists(mut self, values: ArrayRef) -> Result<ArrayRef, ArrowError> {
        self.write_empty();
        let ends = OffsetBuffer::new(self.offsets.into());
        Ok(Arc::new(ListArray::try_new(item(values.data_type().clone()), ends, values, self.nulls.finish())?))
    }
}

/// Structs from their columns.
pub(crate) fn records(columns: Vec<(&str, ArrayRef)>) -> Result<ArrayRef, ArrowError> {
    let fields: Fields =
        columns.iter().map(|(name, column)| Field::new(*name, column.data_type().clone(), true)).collect();
    let columns = columns.into_iter().map(|(_, column)| column).collect();
    Ok(Arc::new(StructArray::try_new(fields, columns, None)?))
}

/// A column of lists of texts.
#[derive(Debug)]
pub(crate) struct TextLists {
    ends: Ends,
    texts: StringBuilder,
    count: usize,
}

impl TextLists {
    pub(crate) fn new(rows: usize) -> Self {
        Self { ends: Ends::new(rows), texts: StringBuilder::new(), count: 0 }
    }

    pub(crate) fn push<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) {
        for text in texts {
            self.texts.append_value(text);
            self.count += 1;
        }
        self.ends.end(self.count);
    }

    pub(crate) fn none(&mut self) {
        self.ends.none();
    }

    /// The rows up to one that were not told have empty lists.
    pub(crate) fn skip_to(&mut self, row: usize) {
        self.ends.skip_to(row);
    }

    pub(crate) fn finish(mut self) -> Result<ArrayRef, ArrowError> {
        self.ends.lists(Arc::new(self.texts.finish()))
    }
}

/// A column of lists of issues.
#[derive(Debug)]
pub(crate) struct IssueLists {
    ends: Ends,
    codes: StringBuilder,
    paths: StringBuilder,
    count: usize,
}

impl IssueLists {
    pub(crate) fn new(rows: usize) -> Self {
        Self { ends: Ends::new(rows), codes: StringBuilder::new(), paths: StringBuilder::new(), count: 0 }
    }

    pub(crate) fn push(&mut self, issues: &Issues) {
        for issue in issues {
            self.codes.append_value(issue.code.as_str());
            self.paths.append_value(&issue.path);
            self.count += 1;
        }
        self.ends.end(self.count);
    }

    /// A row in which nothing is wrong.
    pub(crate) fn none(&mut self) {
        self.ends.end(self.count);
    }

    /// In the rows up to one that were not told nothing is wrong.
    pub(crate) fn skip_to(&mut self, row: usize) {
        self.ends.skip_to(row);
    }

    pub(crate) fn finish(mut self) -> Result<ArrayRef, ArrowError> {
        let (codes, paths): (ArrayRef, ArrayRef) = (Arc::new(self.codes.finish()), Arc::new(self.paths.finish()));
        self.ends.lists(records(vec![("code", codes), ("path", paths)])?)
    }
}

/// A column of lists of lines, of a price or of a compensation; those of a price have the rate of a tax.
#[derive(Debug)]
pub(crate) struct LineLists {
    ends: Ends,
    kinds: StringBuilder,
    ids: StringBuilder,
    rates: Option<Int64Builder>,
    amounts: Int64Builder,
    sources: StringBuilder,
    count: usize,
}

impl LineLists {
    /// The type of the column.
    pub(crate) fn of(rates: bool) -> DataType {
        let rate = rates.then_some(("bp", DataType::Int64));
        let (head, tail) = (
            [("kind", DataType::Utf8), ("id", DataType::Utf8)],
            [("amount", DataType::Int64), ("source", DataType::Utf8)],
        );
        list(record(&head.into_iter().chain(rate).chain(tail).collect::<Vec<_>>()))
    }

    pub(crate) fn new(rows: usize, rates: bool) -> Self {
        Self {
            ends: Ends::new(rows),
            kinds: StringBuilder::new(),
            ids: StringBuilder::new(),
            rates: rates.then(Int64Builder::new),
            amounts: Int64Builder::new(),
            sources: StringBuilder::new(),
            count: 0,
        }
    }

    /// A line of the row.
    pub(crate) fn line(&mut self, kind: &str, id: &str, rate: Option<i64>, amount: i64, source: Option<&str>) {
        self.kinds.append_value(kind);
        self.ids.append_value(id);
        if let Some(rates) = &mut self.rates {
            rates.append_option(rate);
        }
        self.amounts.append_value(amount);
        self.sources.append_option(source);
        self.count += 1;
    }

    /// The row has all its lines.
    pub(crate) fn end(&mut self) {
        self.ends.end(self.count);
    }

    /// A row without lines.
    pub(crate) fn none(&mut self) {
        self.ends.none();
    }

    pub(crate) fn finish(mut self) -> Result<ArrayRef, ArrowError> {
        let mut columns: Vec<(&str, ArrayRef)> =
            vec![("kind", Arc::new(self.kinds.finish())), ("id", Arc::new(self.ids.finish()))];
        if let Some(mut rates) = self.rates {
            columns.push(("bp", Arc::new(rates.finish())));
        }
        columns.push(("amount", Arc::new(self.amounts.finish())));
        columns.push(("source", Arc::new(self.sources.finish())));
        self.ends.lists(records(columns)?)
    }
}
