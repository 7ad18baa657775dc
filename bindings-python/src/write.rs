//! To Python: what the core writes as JSON is written as dicts, lists, strings and integers, in the same order.

use std::fmt;

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBool, PyDict, PyInt, PyList, PyString};
use serde::ser::{self, Impossible, Serialize, Serializer};

/// Writes anything that the core can write.
pub(crate) fn write<'py>(py: Python<'py>, value: &impl Serialize) -> PyResult<Bound<'py, PyAny>> {
    value.serialize(Writer::value(py)).map_err(|Failed(error)| error)
}

/// An exception on the way.
#[derive(Debug)]
struct Failed(PyErr);

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Failed {}

impl ser::Error for Failed {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(PyRuntimeError::new_err(format!("internal error: {message}")))
    }
}

impl From<PyErr> for Failed {
    fn from(error: PyErr) -> Self {
        Self(error)
    }
}

/// What no answer holds: answers are made of objects, lists, texts, integers and truth values.
fn not_in_answers<T>(what: &str) -> Result<T, Failed> {
    Err(ser::Error::custom(format_args!("an answer holds no {what}")))
}

/// The keys of answers, as Python strings. The same few dozen stand in every answer, and a string that was made once
/// also knows its hash. A key whose slot is another's is made anew each time.
struct Keys {
    slots: [PyOnceLock<(Box<str>, Py<PyString>)>; 1 << 10],
}

static KEYS: Keys = Keys { slots: [const { PyOnceLock::new() }; 1 << 10] };

impl Keys {
    fn get<'py>(&self, py: Python<'py>, key: &str) -> Bound<'py, PyString> {
        let make = || PyString::new(py, key);
        let hash = key
            .bytes()
            .fold(key.len(), |hash, byte| (hash.rotate_left(5) ^ usize::from(byte)).wrapping_mul(0x9E37_79B9));
        let Some(slot) = self.slots.get((hash >> 16) % self.slots.len()) else {
            return make();
        };
        let (text, known) = slot.get_or_init(py, || (key.into(), make().unbind()));
        if **text == *key { known.bind(py).clone() } else { make() }
    }
}

#[derive(Clone, Copy)]
struct Writer<'py> {
    py: Python<'py>,
    /// Whether what is written is the key of a dict.
    key: bool,
}

impl<'py> Writer<'py> {
    const fn value(py: Python<'py>) -> Self {
        Self { py, key: false }
    }

    const fn key(py: Python<'py>) -> Self {
        Self { py, key: true }
    }
}

type Written<'py> = Result<Bound<'py, PyAny>, Failed>;
type Never<'py> = Impossible<Bound<'py, PyAny>, Failed>;

/// Integers of every width.
macro_rules! integers {
    ($($method:ident: $ty:ty),+) => { $(
        fn $method(self, value: $ty) -> Written<'py> {
            Ok(PyInt::new(self.py, value).into_any())
        }
    )+ };
}

impl<'py> Serializer for Writer<'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = Failed;
    type SerializeSeq = ListWriter<'py>;
    type SerializeTuple = Never<'py>;
    type SerializeTupleStruct = Never<'py>;
    type SerializeTupleVariant = Never<'py>;
    type SerializeMap = DictWriter<'py>;
    type SerializeStruct = Never<'py>;
    type SerializeStructVariant = Never<'py>;

    integers! {
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64
    }

    fn serialize_bool(self, value: bool) -> Written<'py> {
        Ok(PyBool::new(self.py, value).to_owned().into_any())
    }

    fn serialize_str(self, value: &str) -> Written<'py> {
        Ok(if self.key { KEYS.get(self.py, value) } else { PyString::new(self.py, value) }.into_any())
    }

    fn serialize_char(self, value: char) -> Written<'py> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_none(self) -> Written<'py> {
        Ok(self.py.None().into_bound(self.py))
    }

    fn serialize_unit(self) -> Written<'py> {
        self.serialize_none()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written<'py> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Written<'py> {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<ListWriter<'py>, Failed> {
        Ok(ListWriter { list: PyList::empty(self.py) })
    }

    fn serialize_map(self, _: Option<usize>) -> Result<DictWriter<'py>, Failed> {
        Ok(DictWriter { dict: PyDict::new(self.py), key: None })
    }

    fn serialize_f32(self, _: f32) -> Written<'py> {
        not_in_answers("fraction")
    }

    fn serialize_f64(self, _: f64) -> Written<'py> {
        not_in_answers("fraction")
    }

    fn serialize_bytes(self, _: &[u8]) -> Written<'py> {
        not_in_answers("bytes")
    }

    fn serialize_unit_struct(self, _: &'static str) -> Written<'py> {
        not_in_answers("unit")
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Written<'py> {
        not_in_answers("variant")
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Written<'py> {
        not_in_answers("variant")
    }

    fn serialize_tuple(self, _: usize) -> Result<Never<'py>, Failed> {
        not_in_answers("tuple")
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Never<'py>, Failed> {
        not_in_answers("tuple")
    }

    fn serialize_tuple_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Never<'py>, Failed> {
        not_in_answers("variant")
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Never<'py>, Failed> {
        not_in_answers("struct")
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Never<'py>, Failed> {
        not_in_answers("variant")
    }
}

struct ListWriter<'py> {
    list: Bound<'py, PyList>,
}

impl<'py> ser::SerializeSeq for ListWriter<'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = Failed;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failed> {
        let value = value.serialize(Writer::value(self.list.py()))?;
        Ok(self.list.append(value)?)
    }

    fn end(self) -> Written<'py> {
        Ok(self.list.into_any())
    }
}

struct DictWriter<'py> {
    dict: Bound<'py, PyDict>,
    key: Option<Bound<'py, PyAny>>,
}

impl<'py> ser::SerializeMap for DictWriter<'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = Failed;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Failed> {
        self.key = Some(key.serialize(Writer::key(self.dict.py()))?);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failed> {
        let value = value.serialize(Writer::value(self.dict.py()))?;
        match self.key.take() {
            Some(key) => Ok(self.dict.set_item(key, value)?),
            None => not_in_answers("value without a key"),
        }
    }

    fn end(self) -> Written<'py> {
        Ok(self.dict.into_any())
    }
}
