//! From Python: a value becomes the tree that the core reads.
//!
//! What JSON does not have becomes `Node::Other`, which the core refuses at its place; only what has no place in the
//! tree at all (a cycle, a key that is not text) is decided here.

use std::borrow::Cow;

use hoso::wire::{Node, Path, Shape, read};
use hoso::{Issue, IssueCode, Issues, Language, Params};
use pyo3::exceptions::{PyOverflowError, PyTypeError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{
    PyBool, PyByteArray, PyBytes, PyDate, PyDict, PyFloat, PyInt, PyList, PyMapping, PyMemoryView, PySequence,
    PyString, PyTuple, PyType,
};

use crate::error::Failed;

/// What a function was given, out of Python's hands: it is read without Python.
pub(crate) enum Input<'a> {
    /// JSON text.
    Text(Cow<'a, str>),
    /// A value.
    Tree(Node<'static>),
}

impl Input<'_> {
    /// Gives the tree to the core.
    pub(crate) fn ask<T>(&self, ask: impl FnOnce(&Node<'_>) -> Result<T, Issues>) -> Result<T, Issues> {
        match self {
            Self::Text(text) => ask(&Node::parse(text)?),
            Self::Tree(node) => ask(node),
        }
    }

    /// The rulebook of a document: of a text no tree is made as a whole.
    pub(crate) fn rulebook(&self) -> Result<hoso::Rulebook, Issues> {
        match self {
            Self::Text(text) => hoso::Rulebook::parse(text),
            Self::Tree(node) => hoso::Rulebook::from_node(node),
        }
    }
}

/// Takes a document, a question or an answer: text is JSON, anything else is the value itself.
pub(crate) fn take<'a>(value: &'a Bound<'_, PyAny>) -> Result<Input<'a>, Failed> {
    Ok(match json_text(value)? {
        Some(text) => Input::Text(text),
        None => Input::Tree(Walk::new().node(value, 0)?),
    })
}

/// Reads a question or an answer.
pub(crate) fn read<T: Shape>(value: &Bound<'_, PyAny>) -> Result<T, Failed> {
    // Mostly a dict of a few texts and numbers: held until it is read, its texts need not be copied.
    if let Ok(dict) = value.cast::<PyDict>() {
        let entries: Vec<_> = dict.iter().collect();
        return Ok(read::from_node(&Walk::new().held(&entries)?)?);
    }
    Ok(take(value)?.ask(|node| read::from_node(node))?)
}

/// Reads one argument of a function; its issues have the argument's name for a path.
pub(crate) fn argument<T: Shape>(
    value: &Bound<'_, PyAny>,
    name: &str,
    issues: &mut Issues,
) -> Result<Option<T>, Failed> {
    let node = Walk::new().node(value, 0)?;
    if matches!(node, Node::Null) {
        // As for a key of a question: nothing is the same as an absent one.
        issues.push(Issue::new(IssueCode::Missing, format!("/{name}"), Params::new()));
        return Ok(None);
    }
    Ok(T::read(&node, &Path::Key(&Path::Root, name), issues))
}

/// Reads two arguments, with the issues of both.
pub(crate) fn both<A: Shape, B: Shape>(
    (a_name, a): (&str, &Bound<'_, PyAny>),
    (b_name, b): (&str, &Bound<'_, PyAny>),
    language: In,
) -> PyResult<(A, B)> {
    let mut issues = Issues::new();
    let read = argument(a, a_name, &mut issues).and_then(|a| Ok((a, argument(b, b_name, &mut issues)?)));
    match read {
        Ok((Some(a), Some(b))) => Ok((a, b)),
        Ok(_) => Err(Failed::Issues(issues).raise(a.py(), language.0)),
        Err(failed) => Err(failed.raise(a.py(), language.0)),
    }
}

/// The text of JSON that is given as `str`, `bytes` or `bytearray`; nothing for other values.
fn json_text<'a>(value: &'a Bound<'_, PyAny>) -> PyResult<Option<Cow<'a, str>>> {
    if let Ok(text) = value.cast::<PyString>() {
        if let Ok(text) = text.to_str() {
            return Ok(Some(Cow::Borrowed(text)));
        }
        let bytes = text.call_method1(intern!(value.py(), "encode"), ("utf-8", "surrogatepass"))?;
        return Ok(Some(Cow::Owned(up_to_the_fault(bytes.cast::<PyBytes>()?.as_bytes()).into_owned())));
    }
    if let Ok(bytes) = value.cast::<PyBytes>() {
        return Ok(Some(up_to_the_fault(bytes.as_bytes())));
    }
    if let Ok(bytes) = value.cast::<PyByteArray>() {
        return Ok(Some(Cow::Owned(up_to_the_fault(&bytes.to_vec()).into_owned())));
    }
    Ok(None)
}

/// Bytes as text. What is not UTF-8 ends at its first fault with a character that JSON never has, so that the core
/// says where it stopped being JSON.
fn up_to_the_fault(bytes: &[u8]) -> Cow<'_, str> {
    match bytes.utf8_chunks().next() {
        Some(first) if !first.invalid().is_empty() => Cow::Owned(format!("{}\0", first.valid())),
        Some(whole) => Cow::Borrowed(whole.valid()),
        None => Cow::Borrowed(""),
    }
}

/// JSON text as an argument: `str`, `bytes` or `bytearray`.
pub(crate) struct Json(pub(crate) String);

impl<'py> FromPyObject<'_, 'py> for Json {
    type Error = PyErr;
    fn extract(value: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        match json_text(&value)? {
            Some(text) => Ok(Self(text.into_owned())),
            None => Err(PyTypeError::new_err("JSON text is str, bytes or bytearray")),
        }
    }
}

/// A language as an argument.
#[derive(Clone, Copy, Default)]
pub(crate) struct In(pub(crate) Language);

impl<'py> FromPyObject<'_, 'py> for In {
    type Error = PyErr;
    fn extract(value: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let mut issues = Issues::new();
        let read = argument(&value, "language", &mut issues);
        let language = read.and_then(|language| language.ok_or(Failed::Issues(issues)));
        language.map(Self).map_err(|failed| failed.raise(value.py(), Language::default()))
    }
}

/// A walk through a value. It ends: no deeper than JSON may be, and no longer than JSON text may be.
struct Walk {
    room: usize,
}

impl Walk {
    const fn new() -> Self {
        Self { room: Node::MAX_BYTES }
    }

    fn node(&mut self, value: &Bound<'_, PyAny>, depth: usize) -> Result<Node<'static>, Failed> {
        // In JSON a value takes at least its own character, and one that parts it from the next.
        self.spend(2)?;
        if let Ok(text) = value.cast::<PyString>() {
            return self.copied(text);
        }
        // Before int, of which bool is a subclass.
        if let Ok(truth) = value.cast::<PyBool>() {
            return Ok(Node::Bool(truth.is_true()));
        }
        if value.is_instance_of::<PyInt>() {
            return integer(value);
        }
        if value.is_none() {
            return Ok(Node::Null);
        }
        if let Ok(dict) = value.cast::<PyDict>() {
            // Taken before anything else is run: code in the values could change the dict.
            let entries: Vec<_> = dict.iter().collect();
            let object = Vec::with_capacity(entries.len());
            return self.object(object, entries.into_iter().map(Ok), deeper(depth)?);
        }
        if let Ok(list) = value.cast::<PyList>() {
            return self.list(Vec::with_capacity(list.len()), list.iter().map(Ok), deeper(depth)?);
        }
        if let Ok(tuple) = value.cast::<PyTuple>() {
            return self.list(Vec::with_capacity(tuple.len()), tuple.iter().map(Ok), deeper(depth)?);
        }
        self.other(value, depth)
    }

    /// Values of less usual types.
    fn other(&mut self, value: &Bound<'_, PyAny>, depth: usize) -> Result<Node<'static>, Failed> {
        static NUMBER: PyOnceLock<Py<PyType>> = PyOnceLock::new();
        let py = value.py();
        if value.is_instance_of::<PyFloat>() {
            return Ok(Node::Fraction);
        }
        // A datetime is a date too; which of them is wanted here, the core tells by the text.
        if value.is_instance_of::<PyDate>() {
            let text = value.call_method0(intern!(py, "isoformat"))?;
            return self.copied(text.cast().map_err(PyErr::from)?);
        }
        let bytes = value.is_instance_of::<PyBytes>() || value.is_instance_of::<PyByteArray>();
        if bytes || value.is_instance_of::<PyMemoryView>() {
            return Ok(Node::Other);
        }
        // How long these are, only going through them tells: `range(10**12)` must not be believed.
        if let Ok(mapping) = value.cast::<PyMapping>() {
            let depth = deeper(depth)?;
            let items = mapping.call_method0(intern!(py, "items"))?;
            return self.object(Vec::new(), items.try_iter()?.map(|item| item?.extract()), depth);
        }
        if let Ok(sequence) = value.cast::<PySequence>() {
            let depth = deeper(depth)?;
            return self.list(Vec::new(), sequence.try_iter()?, depth);
        }
        if value.hasattr(intern!(py, "__index__"))? {
            return integer(value);
        }
        let number = value.is_instance(NUMBER.import(py, "numbers", "Number")?)?;
        Ok(if number { Node::Fraction } else { Node::Other })
    }

    /// A dict of these entries, which somebody holds: their texts stay where they are.
    fn held<'e>(&mut self, entries: &'e [(Bound<'_, PyAny>, Bound<'_, PyAny>)]) -> Result<Node<'e>, Failed> {
        self.spend(2)?;
        let (depth, mut object, mut keys_are_text) = (deeper(0)?, Vec::with_capacity(entries.len()), true);
        for (key, value) in entries {
            let key = key.cast::<PyString>().ok().map(|key| self.text(key)).transpose()?.flatten();
            let value = match value.cast::<PyString>() {
                Ok(text) => {
                    self.spend(2)?;
                    self.text(text)?.map_or(Node::Other, |text| Node::Text(Cow::Borrowed(text)))
                }
                Err(_) => self.node(value, depth)?,
            };
            match key {
                Some(key) => object.push((Cow::Borrowed(key), value)),
                None => keys_are_text = false,
            }
        }
        Ok(if keys_are_text { Node::Object(object) } else { Node::Other })
    }

    fn object<'py>(
        &mut self,
        mut object: Vec<(Cow<'static, str>, Node<'static>)>,
        entries: impl Iterator<Item = PyResult<(Bound<'py, PyAny>, Bound<'py, PyAny>)>>,
        depth: usize,
    ) -> Result<Node<'static>, Failed> {
        let mut keys_are_text = true;
        for entry in entries {
            let (key, value) = entry?;
            let key = match key.cast::<PyString>() {
                Ok(key) => self.copied(key)?,
                Err(_) => Node::Other,
            };
            let value = self.node(&value, depth)?;
            match key {
                Node::Text(key) => object.push((key, value)),
                _ => keys_are_text = false,
            }
        }
        // Such a key has no name to be refused by, so what holds it is.
        Ok(if keys_are_text { Node::Object(object) } else { Node::Other })
    }

    fn list<'py>(
        &mut self,
        mut list: Vec<Node<'static>>,
        values: impl Iterator<Item = PyResult<Bound<'py, PyAny>>>,
        depth: usize,
    ) -> Result<Node<'static>, Failed> {
        for value in values {
            list.push(self.node(&value?, depth)?);
        }
        Ok(Node::List(list))
    }

    /// A text, unless it holds a lone surrogate.
    fn text<'t>(&mut self, text: &'t Bound<'_, PyString>) -> Result<Option<&'t str>, Failed> {
        let Ok(text) = text.to_str() else { return Ok(None) };
        self.spend(text.len())?;
        Ok(Some(text))
    }

    fn copied(&mut self, text: &Bound<'_, PyString>) -> Result<Node<'static>, Failed> {
        Ok(self.text(text)?.map_or(Node::Other, |text| Node::Text(Cow::Owned(text.to_owned()))))
    }

    fn spend(&mut self, bytes: usize) -> Result<(), Issue> {
        match self.room.checked_sub(bytes) {
            Some(room) => self.room = room,
            None => return Err(limit(IssueCode::TooLong, Node::MAX_BYTES)),
        }
        Ok(())
    }
}

/// An integer by `__index__`, as numpy's have it. What has it only in name (numpy's `bool_`) is no integer.
fn integer(value: &Bound<'_, PyAny>) -> Result<Node<'static>, Failed> {
    let py = value.py();
    match value.extract::<i64>() {
        Ok(number) => Ok(Node::Int(number)),
        Err(error) if error.is_instance_of::<PyOverflowError>(py) => Ok(Node::Huge { negative: value.lt(0)? }),
        Err(error) if error.is_instance_of::<PyTypeError>(py) => Ok(Node::Other),
        Err(error) => Err(error.into()),
    }
}

fn deeper(depth: usize) -> Result<usize, Issue> {
    if depth < Node::MAX_DEPTH { Ok(depth + 1) } else { Err(limit(IssueCode::TooDeep, Node::MAX_DEPTH)) }
}

fn limit(code: IssueCode, max: usize) -> Issue {
    Issue::new(code, "", Params::new().with("max", i64::try_from(max).unwrap_or(i64::MAX)))
}
