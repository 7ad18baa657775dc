//! The C interface of Arrow: tables come in and answers go out as capsules. All the unsafe code of the package is here.
#![expect(
    unsafe_code,
    reason = "the C interface hands over structs by address; each is taken once, from a capsule that says what it holds"
)]

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::{RecordBatch, RecordBatchIterator, RecordBatchReader, StructArray};
use arrow_schema::{ArrowError, SchemaRef};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};

const STREAM: &std::ffi::CStr = c"arrow_array_stream";
const SCHEMA: &std::ffi::CStr = c"arrow_schema";
const ARRAY: &std::ffi::CStr = c"arrow_array";

/// A table, batch by batch.
pub(crate) type Table = Box<dyn RecordBatchReader + Send>;

/// Opens anything that speaks the C interface.
pub(crate) fn open(table: &Bound<'_, PyAny>) -> PyResult<Table> {
    let py = table.py();
    if table.hasattr(intern!(py, "__arrow_c_stream__"))? {
        return stream(&table.call_method0(intern!(py, "__arrow_c_stream__"))?);
    }
    if table.hasattr(intern!(py, "__arrow_c_array__"))? {
        return array(&table.call_method0(intern!(py, "__arrow_c_array__"))?);
    }
    let given = table.get_type().fully_qualified_name()?;
    Err(PyTypeError::new_err(format!(
        "a table has __arrow_c_stream__ or __arrow_c_array__, as those of pyarrow, Polars, DuckDB and pandas have; {given} has neither"
    )))
}

fn stream(capsule: &Bound<'_, PyAny>) -> PyResult<Table> {
    let capsule = capsule.cast::<PyCapsule>()?;
    let pointer = capsule.pointer_checked(Some(STREAM))?.cast::<FFI_ArrowArrayStream>();
    // SAFETY: a capsule of this name holds a stream, which lives as long as the capsule. It is moved out, and what is left
    // behind is marked as released, as the interface asks of whoever consumes it.
    let stream = unsafe { FFI_ArrowArrayStream::from_raw(pointer.as_ptr()) };
    if stream.release().is_none() {
        return Err(PyValueError::new_err("the table was already read"));
    }
    Ok(Box::new(RecordBatchStreamReader::try_new(stream).map_err(failed)?))
}

fn array(pair: &Bound<'_, PyAny>) -> PyResult<Table> {
    let pair = pair.cast::<PyTuple>()?;
    let (schema, array) = (pair.get_item(0)?, pair.get_item(1)?);
    let (schema, array) = (schema.cast::<PyCapsule>()?, array.cast::<PyCapsule>()?);
    let schema = schema.pointer_checked(Some(SCHEMA))?.cast::<FFI_ArrowSchema>();
    let array = array.pointer_checked(Some(ARRAY))?.cast::<FFI_ArrowArray>();
    // SAFETY: capsules of these names hold a schema and an array, which live as long as the capsules. The schema is only
    // looked at; the array is moved out, and what is left behind is marked as released.
    let (schema, array) = unsafe { (schema.as_ref(), FFI_ArrowArray::from_raw(array.as_ptr())) };
    if array.is_released() {
        return Err(PyValueError::new_err("the table was already read"));
    }
    // SAFETY: whoever made the two says that the array is of this schema.
    let data = unsafe { from_ffi(array, schema) }.map_err(failed)?;
    let batch = match data.data_type() {
        arrow_schema::DataType::Struct(_) if data.nulls().is_none_or(|nulls| nulls.null_count() == 0) => {
            RecordBatch::from(StructArray::from(data))
        }
        _ => return Err(PyValueError::new_err("a table is an array of structs, none of which is null")),
    };
    let schema = batch.schema();
    Ok(Box::new(RecordBatchIterator::new([Ok(batch)], schema)))
}

/// Hands out a table.
pub(crate) fn hand_out(py: Python<'_>, table: Table) -> PyResult<Bound<'_, PyCapsule>> {
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(table), STREAM)
}

/// Hands out a schema.
pub(crate) fn hand_out_schema<'py>(py: Python<'py>, schema: &SchemaRef) -> PyResult<Bound<'py, PyCapsule>> {
    PyCapsule::new_with_value(py, FFI_ArrowSchema::try_from(schema.as_ref()).map_err(failed)?, SCHEMA)
}

/// The exception for a table that cannot be read.
pub(crate) fn failed(error: ArrowError) -> PyErr {
    PyValueError::new_err(error.to_string())
}
