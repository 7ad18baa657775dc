//! The C interface of Arrow: tables come in and answers go out as capsules. All the unsafe code of the package is here.
#![expect(
    unsafe_code,
    reason = "the C interface hands over structs by address; each is taken once, from a capsule that says what it holds; keys of dictionaries are checked all at once"
)]

use std::ffi::CStr;
use std::sync::Arc;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi_and_data_type};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::Int32Type;
use arrow_array::{
    ArrayRef, DictionaryArray, NullArray, PrimitiveArray, RecordBatch, RecordBatchIterator, RecordBatchOptions,
    RecordBatchReader, make_array,
};
use arrow_buffer::NullBuffer;
use arrow_data::ArrayData;
use arrow_schema::{ArrowError, DataType, Field, FieldRef, Fields, Schema, SchemaRef};
use hoso::{Issue, IssueCode, Issues, Params};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};

use super::plain::{plain, plain_type};
use super::want::Want;
use crate::error::Failed;

const STREAM: &std::ffi::CStr = c"arrow_array_stream";
const SCHEMA: &std::ffi::CStr = c"arrow_schema";
const ARRAY: &std::ffi::CStr = c"arrow_array";

/// A table, batch by batch.
pub(crate) type Table = Box<dyn RecordBatchReader + Send>;

/// A table that was opened, of which some columns are looked at.
pub(crate) struct Opened {
    pub(crate) table: Table,
    /// The names of the columns beside those.
    pub(crate) others: Vec<String>,
}

/// A column whose type does not fit what is wanted: its place among the keys of the question and in the table.
pub(crate) struct Unfit {
    pub(crate) order: usize,
    pub(crate) place: usize,
    pub(crate) want: Want,
    pub(crate) issue: Issue,
}

impl Opened {
    /// So many rows are read ahead to see whether a column holds anything. What a later row holds is told in that row.
    const AHEAD: usize = 1 << 20;

    /// Of columns whose type does not fit, those that hold something. Files and dataframes give a column without values
    /// whatever type they like.
    pub(crate) fn refused(&mut self, mut unfit: Vec<Unfit>) -> Vec<Unfit> {
        let (mut ahead, mut rows, mut refused) = (Vec::new(), 0, Vec::new());
        while !unfit.is_empty() && rows < Self::AHEAD {
            let Some(batch) = self.table.next() else { break };
            if let Ok(batch) = &batch {
                rows += batch.num_rows();
                refused.extend(unfit.extract_if(.., |it| !it.want.is_spared_by(batch.column(it.place))));
            }
            let is_last = batch.is_err();
            ahead.push(batch);
            if is_last {
                break;
            }
        }
        if !ahead.is_empty() {
            let schema = self.schema();
            let rest = std::mem::replace(&mut self.table, Box::new(RecordBatchIterator::new([], schema.clone())));
            self.table = Box::new(RecordBatchIterator::new(ahead.into_iter().chain(rest), schema));
        }
        refused
    }

    pub(crate) fn schema(&self) -> SchemaRef {
        self.table.schema()
    }

    /// The issue of a column that is not there, which names the one that is nearly it.
    pub(crate) fn missing(&self, name: &str) -> Issue {
        let schema = self.schema();
        let own = schema.fields().iter().map(|field| field.name().as_str());
        let near = hoso::nearest(name, own.chain(self.others.iter().map(String::as_str)));
        let params = near.map_or_else(Params::new, |near| Params::new().with("nearest", near.to_owned()));
        Issue::new(IssueCode::Missing, format!("/{name}"), params)
    }
}

/// Which columns of a table are looked at, and what they are to hold.
pub(crate) type Wanted<'w> = &'w dyn Fn(&str) -> Option<Want>;

/// Opens anything that speaks the C interface, with the columns that are wanted; those beside may be of any type.
pub(crate) fn open(table: &Bound<'_, PyAny>, wanted: Wanted<'_>) -> Result<Opened, Failed> {
    let py = table.py();
    if table.hasattr(intern!(py, "__arrow_c_stream__"))? {
        return stream(&table.call_method0(intern!(py, "__arrow_c_stream__"))?, wanted);
    }
    if table.hasattr(intern!(py, "__arrow_c_array__"))? {
        return array(&table.call_method0(intern!(py, "__arrow_c_array__"))?, wanted);
    }
    let given = table.get_type().fully_qualified_name()?;
    Err(PyTypeError::new_err(format!(
        "a table has __arrow_c_stream__ or __arrow_c_array__, as those of pyarrow, Polars, DuckDB and pandas have; {given} has neither"
    ))
    .into())
}

/// The columns that are wanted of a table: their places in it, and what they are. One whose type cannot be read is an
/// issue.
struct Columns {
    places: Vec<usize>,
    schema: SchemaRef,
    /// What each is as it comes: what a question looks at is then made plain.
    come: Vec<DataType>,
    others: Vec<String>,
}

impl Columns {
    fn of(schema: &FFI_ArrowSchema, wanted: Wanted<'_>) -> Result<Self, Failed> {
        if schema.format() != "+s" {
            return Err(PyValueError::new_err("a table is a stream or an array of structs").into());
        }
        let (mut places, mut fields, mut issues) = (Vec::new(), Vec::<FieldRef>::new(), Issues::new());
        let (mut come, mut others) = (Vec::new(), Vec::new());
        for (place, child) in schema.children().enumerate() {
            let name = child.name().unwrap_or_default();
            let Some(want) = wanted(name) else {
                others.push(name.to_owned());
                continue;
            };
            match Field::try_from(child) {
                Ok(field) => {
                    let of = field.data_type().clone();
                    let read_as = if want.0.is_some() { plain_type(&of) } else { of.clone() };
                    places.push(place);
                    come.push(of);
                    fields.push(Arc::new(field.with_data_type(read_as)));
                }
                Err(_) => issues.push(want.misfit(format!("/{name}"), child.format(), false)),
            }
        }
        if !issues.is_empty() {
            return Err(issues.into());
        }
        let metadata = schema.metadata().unwrap_or_default();
        Ok(Self { places, schema: Arc::new(Schema::new_with_metadata(fields, metadata)), come, others })
    }

    /// The columns of an array of structs.
    fn take(&self, array: FFI_ArrowArray) -> Result<RecordBatch, ArrowError> {
        let (offset, length) = (array.offset(), array.len());
        // A count below zero is one that was not made.
        if array.null_count_opt().is_some_and(|nulls| nulls > 0) {
            return Err(ArrowError::CDataInterface("a row of a table is never null".to_owned()));
        }
        let parent = Arc::new(array);
        let column = |((place, field), of): ((&usize, &FieldRef), &DataType)| -> Result<ArrayRef, ArrowError> {
            // Who writes an array of nulls does not agree with others on how many buffers it has; it needs none.
            if *field.data_type() == DataType::Null {
                return Ok(Arc::new(NullArray::new(length)));
            }
            if *place >= parent.num_children() {
                return Err(ArrowError::CDataInterface("a batch has fewer columns than its table".to_owned()));
            }
            let column = borrowed(&parent, *place);
            let read_as = with_empty_for_null(of);
            // SAFETY: whoever made the array says that it is of this schema.
            let data = unsafe { from_ffi_and_data_type(column, read_as) }?;
            let array = make_array(with_null_for_empty(data, of)?).slice(offset, length);
            if field.data_type() == of { Ok(array) } else { plain(array) }
        };
        let columns = self.places.iter().zip(self.schema.fields()).zip(&self.come).map(column);
        let columns = columns.collect::<Result<_, _>>()?;
        let options = RecordBatchOptions::new().with_row_count(Some(length));
        RecordBatch::try_new_with_options(self.schema.clone(), columns, &options)
    }
}

/// A type that is read instead of one with nulls inside: their arrays are read as structs of nothing, which need no buffer
/// either, whatever their makers say.
fn with_empty_for_null(of: &DataType) -> DataType {
    let field =
        |field: &FieldRef| Arc::new(field.as_ref().clone().with_data_type(with_empty_for_null(field.data_type())));
    match of {
        DataType::Null => DataType::Struct(Fields::empty()),
        DataType::List(of) => DataType::List(field(of)),
        DataType::LargeList(of) => DataType::LargeList(field(of)),
        DataType::FixedSizeList(of, length) => DataType::FixedSizeList(field(of), *length),
        DataType::Struct(fields) => DataType::Struct(fields.iter().map(field).collect()),
        DataType::Dictionary(keys, values) => DataType::Dictionary(keys.clone(), Box::new(with_empty_for_null(values))),
        of => of.clone(),
    }
}

/// What was read so, as what it is.
fn with_null_for_empty(data: ArrayData, of: &DataType) -> Result<ArrayData, ArrowError> {
    if data.data_type() == of {
        return Ok(data);
    }
    let inner: Vec<&DataType> = match of {
        DataType::Null => return Ok(ArrayData::new_null(of, data.len())),
        DataType::List(field) | DataType::LargeList(field) | DataType::FixedSizeList(field, _) => {
            vec![field.data_type()]
        }
        DataType::Struct(fields) => fields.iter().map(|field| field.data_type()).collect(),
        DataType::Dictionary(_, values) => vec![values],
        _ => Vec::new(),
    };
    let children = data.child_data().iter().zip(inner).map(|(data, of)| with_null_for_empty(data.clone(), of));
    let children = children.collect::<Result<_, _>>()?;
    data.into_builder().data_type(of.clone()).child_data(children).build()
}

/// A column of an array, which keeps all of it alive: who made it owns it as a whole.
fn borrowed(parent: &Arc<FFI_ArrowArray>, place: usize) -> FFI_ArrowArray {
    unsafe extern "C" fn release(array: *mut FFI_ArrowArray) {
        // SAFETY: the array is one that was made below, and is released once, for it is then marked as such.
        unsafe {
            drop(Arc::from_raw((*array).private_data().cast::<FFI_ArrowArray>()));
            (*array).set_release(None);
        }
    }
    let owner = Arc::into_raw(parent.clone()).cast_mut().cast();
    // SAFETY: the copy is never released as the column that it is a copy of, but lets go of the whole, which it keeps alive
    // for as long as it is there.
    unsafe {
        let mut column = std::ptr::read(parent.child(place));
        column.set_release(Some(release));
        column.set_private_data(owner);
        column
    }
}

/// A stream of batches, of which the wanted columns are taken.
struct Batches {
    stream: FFI_ArrowArrayStream,
    columns: Columns,
}

impl Batches {
    /// What the stream says of its last failure.
    fn failure(stream: &mut FFI_ArrowArrayStream) -> ArrowError {
        let told = stream.get_last_error().map(|last| {
            // SAFETY: the stream is not released, and its last call failed. What it says lives until the next call.
            unsafe {
                let text = last(&raw mut *stream);
                if text.is_null() { String::new() } else { CStr::from_ptr(text).to_string_lossy().into_owned() }
            }
        });
        ArrowError::CDataInterface(told.unwrap_or_default())
    }
}

impl Iterator for Batches {
    type Item = Result<RecordBatch, ArrowError>;
    fn next(&mut self) -> Option<Self::Item> {
        let next = self.stream.get_next()?;
        let mut array = FFI_ArrowArray::empty();
        // SAFETY: the stream is not released, and the array is empty, as the interface asks.
        if unsafe { next(&raw mut self.stream, &raw mut array) } != 0 {
            return Some(Err(Self::failure(&mut self.stream)));
        }
        (!array.is_released()).then(|| self.columns.take(array))
    }
}

impl RecordBatchReader for Batches {
    fn schema(&self) -> SchemaRef {
        self.columns.schema.clone()
    }
}

fn stream(capsule: &Bound<'_, PyAny>, wanted: Wanted<'_>) -> Result<Opened, Failed> {
    let capsule = capsule.cast::<PyCapsule>().map_err(PyErr::from)?;
    let pointer = capsule.pointer_checked(Some(STREAM))?.cast::<FFI_ArrowArrayStream>();
    // SAFETY: a capsule of this name holds a stream, which lives as long as the capsule. It is moved out, and what is left
    // behind is marked as released, as the interface asks of whoever consumes it.
    let mut stream = unsafe { FFI_ArrowArrayStream::from_raw(pointer.as_ptr()) };
    let Some(describe) = stream.get_schema().filter(|_| stream.release().is_some()) else {
        return Err(PyValueError::new_err("the table was already read").into());
    };
    let mut schema = FFI_ArrowSchema::empty();
    // SAFETY: the stream is not released, and the schema is empty, as the interface asks.
    if unsafe { describe(&raw mut stream, &raw mut schema) } != 0 {
        return Err(failed(Batches::failure(&mut stream)).into());
    }
    let mut columns = Columns::of(&schema, wanted)?;
    let others = std::mem::take(&mut columns.others);
    Ok(Opened { table: Box::new(Batches { stream, columns }), others })
}

fn array(pair: &Bound<'_, PyAny>, wanted: Wanted<'_>) -> Result<Opened, Failed> {
    let pair = pair.cast::<PyTuple>().map_err(PyErr::from)?;
    let (schema, array) = (pair.get_item(0)?, pair.get_item(1)?);
    let schema = schema.cast::<PyCapsule>().map_err(PyErr::from)?;
    let array = array.cast::<PyCapsule>().map_err(PyErr::from)?;
    let schema = schema.pointer_checked(Some(SCHEMA))?.cast::<FFI_ArrowSchema>();
    let array = array.pointer_checked(Some(ARRAY))?.cast::<FFI_ArrowArray>();
    // SAFETY: capsules of these names hold a schema and an array, which live as long as the capsules. The schema is only
    // looked at; the array is moved out, and what is left behind is marked as released.
    let (schema, array) = unsafe { (schema.as_ref(), FFI_ArrowArray::from_raw(array.as_ptr())) };
    if array.is_released() {
        return Err(PyValueError::new_err("the table was already read").into());
    }
    let columns = Columns::of(schema, wanted)?;
    let batch = columns.take(array).map_err(failed)?;
    let table = Box::new(RecordBatchIterator::new([Ok(batch)], columns.schema));
    Ok(Opened { table, others: columns.others })
}

/// Hands out a table.
pub(crate) fn hand_out(py: Python<'_>, table: Table) -> PyResult<Bound<'_, PyCapsule>> {
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(table), STREAM)
}

/// Hands out a schema.
pub(crate) fn hand_out_schema<'py>(py: Python<'py>, schema: &SchemaRef) -> PyResult<Bound<'py, PyCapsule>> {
    PyCapsule::new_with_value(py, FFI_ArrowSchema::try_from(schema.as_ref()).map_err(failed)?, SCHEMA)
}

/// Whether the user wants a stream to stop that others read. They may have let go of Python inside a function of this
/// package, which believes then that it still holds it; so it is asked for anew. They may also make another error of it:
/// an interrupt is noted again, so that Python raises it as soon as it runs itself.
pub(crate) fn is_interrupted() -> bool {
    use pyo3::ffi::{
        PyErr_CheckSignals, PyErr_Clear, PyErr_ExceptionMatches, PyErr_SetInterrupt, PyExc_KeyboardInterrupt,
        PyGILState_Ensure, PyGILState_Release,
    };
    // SAFETY: Python is taken and let go on one thread, and nothing of it is kept.
    unsafe {
        let state = PyGILState_Ensure();
        let stop = PyErr_CheckSignals() != 0;
        if stop {
            let again = PyErr_ExceptionMatches(PyExc_KeyboardInterrupt) != 0;
            PyErr_Clear();
            if again {
                PyErr_SetInterrupt();
            }
        }
        PyGILState_Release(state);
        stop
    }
}

/// The exception for a table that cannot be read; what Python raised meanwhile is raised again.
pub(crate) fn failed(error: ArrowError) -> PyErr {
    match error {
        ArrowError::ExternalError(error) => match error.downcast::<PyErr>() {
            Ok(raised) => *raised,
            Err(error) => PyValueError::new_err(error.to_string()),
        },
        error => PyValueError::new_err(error.to_string()),
    }
}

/// A dictionary of keys and values.
///
/// # Errors
/// A key that is not of the values.
pub(super) fn dictionary_of(keys: PrimitiveArray<Int32Type>, values: ArrayRef) -> Result<ArrayRef, ArrowError> {
    // All at once; the array's own constructor looks at one key after the other, and at whether it is null.
    let ends = i32::try_from(values.len()).unwrap_or(i32::MAX);
    let (least, most) = keys.values().iter().fold((0, -1), |(least, most), key| ((*key).min(least), (*key).max(most)));
    if least < 0 || most >= ends {
        return Ok(Arc::new(DictionaryArray::try_new(keys, values)?));
    }
    // SAFETY: every key was just found to be of the values.
    Ok(Arc::new(unsafe { DictionaryArray::new_unchecked(keys, values) }))
}

/// The first of some values in every row that has one.
///
/// # Errors
/// No values, and rows that have one.
pub(super) fn first_of(rows: usize, nulls: Option<NullBuffer>, values: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    let keys = PrimitiveArray::<Int32Type>::try_new(vec![0; rows].into(), nulls)?;
    if values.is_empty() {
        return Ok(Arc::new(DictionaryArray::try_new(keys, values.clone())?));
    }
    // SAFETY: every key is the first, which the values have.
    Ok(Arc::new(unsafe { DictionaryArray::new_unchecked(keys, values.clone()) }))
}
