//! To Python: what the core writes as JSON is written as dicts, lists, strings and integers, in the same order.

use hoso::Language;
use hoso::wire::{Sink, Write};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBool, PyDict, PyInt, PyList, PyString};

/// Writes anything that the core can write, with messages in a language.
pub(crate) fn write<'py>(py: Python<'py>, value: &dyn Write, language: Language) -> PyResult<Bound<'py, PyAny>> {
    Objects { py, keys: Some(&KEYS), open: Vec::new(), written: Ok(None) }.write(value, language)
}

/// Writes what is written only once, so that its keys do not take the places of those of answers.
pub(crate) fn write_once<'py>(py: Python<'py>, value: &dyn Write) -> PyResult<Bound<'py, PyAny>> {
    Objects { py, keys: None, open: Vec::new(), written: Ok(None) }.write(value, Language::default())
}

/// A JSON Schema, as Python reads it.
pub(crate) fn schema<'py>(py: Python<'py>, schema: &serde_json::Value) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.call_method1("loads", (schema.to_string(),))
}

/// The keys of answers, as Python strings. The same few dozen stand in every answer, and a string that was made once
/// also knows its hash. A key whose slot is another's is made anew each time.
struct Keys {
    slots: [PyOnceLock<(Box<str>, Py<PyString>)>; 1 << Keys::BITS],
}

static KEYS: Keys = Keys { slots: [const { PyOnceLock::new() }; 1 << Keys::BITS] };

impl Keys {
    /// So many bits tell slots apart.
    const BITS: u32 = 12;

    fn get<'py>(&self, py: Python<'py>, key: &str) -> Bound<'py, PyString> {
        let make = || PyString::new(py, key);
        let Some(slot) = self.slots.get(Self::slot(key)) else { return make() };
        let (text, known) = slot.get_or_init(py, || (key.into(), make().unbind()));
        if **text == *key { known.bind(py).clone() } else { make() }
    }

    /// The slot of a key, by its first eight bytes and its last: to look at each byte takes longer than to make a string
    /// anew.
    fn slot(key: &str) -> usize {
        let bytes = key.as_bytes();
        let (first, last) = match (bytes.first_chunk(), bytes.last_chunk()) {
            (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
            _ => (bytes.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)), 0),
        };
        let mixed = (first ^ last.rotate_left(29) ^ u64::from(bytes.len() > 8)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        usize::try_from(mixed >> (64 - Self::BITS)).unwrap_or(0)
    }
}

/// A list or dict that has not ended.
enum Open<'py> {
    List(Bound<'py, PyList>),
    Dict(Bound<'py, PyDict>, Option<Bound<'py, PyString>>),
}

/// Makes Python's objects.
struct Objects<'py> {
    py: Python<'py>,
    keys: Option<&'static Keys>,
    open: Vec<Open<'py>>,
    /// The whole, or the first exception on the way.
    written: PyResult<Option<Bound<'py, PyAny>>>,
}

impl<'py> Objects<'py> {
    fn write(mut self, value: &dyn Write, language: Language) -> PyResult<Bound<'py, PyAny>> {
        value.write(&mut self, language);
        self.written?.ok_or_else(|| PyRuntimeError::new_err("internal error: nothing was written"))
    }

    fn add(&mut self, value: Bound<'py, PyAny>) {
        let added = match self.open.last_mut() {
            Some(Open::List(list)) => list.append(value),
            Some(Open::Dict(dict, key)) => match key.take() {
                Some(key) => dict.set_item(key, value),
                None => Err(PyRuntimeError::new_err("internal error: a value without a key")),
            },
            None => {
                self.written = self.written.as_ref().map(|_| Some(value)).map_err(|error| error.clone_ref(self.py));
                return;
            }
        };
        if let (Err(error), Ok(_)) = (added, &self.written) {
            self.written = Err(error);
        }
    }

    fn end(&mut self) {
        match self.open.pop() {
            Some(Open::List(list)) => self.add(list.into_any()),
            Some(Open::Dict(dict, _)) => self.add(dict.into_any()),
            None => {}
        }
    }
}

impl Sink for Objects<'_> {
    fn null(&mut self) {
        self.add(self.py.None().into_bound(self.py));
    }

    fn boolean(&mut self, value: bool) {
        self.add(PyBool::new(self.py, value).to_owned().into_any());
    }

    fn integer(&mut self, value: i64) {
        self.add(PyInt::new(self.py, value).into_any());
    }

    fn text(&mut self, value: &str) {
        self.add(PyString::new(self.py, value).into_any());
    }

    fn begin_list(&mut self) {
        self.open.push(Open::List(PyList::empty(self.py)));
    }

    fn end_list(&mut self) {
        self.end();
    }

    fn begin_object(&mut self) {
        self.open.push(Open::Dict(PyDict::new(self.py), None));
    }

    fn key(&mut self, text: &str) {
        if let Some(Open::Dict(_, key)) = self.open.last_mut() {
            *key = Some(self.keys.map_or_else(|| PyString::new(self.py, text), |keys| keys.get(self.py, text)));
        }
    }

    fn end_object(&mut self) {
        self.end();
    }
}
