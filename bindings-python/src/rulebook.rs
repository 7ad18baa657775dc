//! The class `Rulebook`.

use std::sync::Arc;

use hoso::wire::Node;
use hoso::{Date, Days, Language};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyString, PyType};

use crate::convert::{In, both, take};
use crate::write::write;

/// A valid rulebook, ready to answer: places, agencies, procedures, contracts, tariffs and calendars.
///
/// Made from a mapping, or from JSON text as str, bytes or bytearray. Immutable and safe to share between threads; it
/// can be pickled, compared and hashed. Raises InvalidInput with every issue of the document at once.
///
/// >>> hoso.Rulebook('{"hoso": 1, "id": "empty", "title": "Empty", "currency": "VND", "utc_offset": "+07:00"}')
/// <hoso.Rulebook 'empty': 0 contracts, 0 procedures>
#[pyclass(frozen, module = "hoso")]
pub(crate) struct Rulebook(Arc<hoso::Rulebook>);

impl Rulebook {
    /// The rulebook of the core.
    pub(crate) fn core(&self) -> &hoso::Rulebook {
        &self.0
    }

    /// The rulebook of the core, to be kept by answers that are read later.
    pub(crate) fn shared(&self) -> &Arc<hoso::Rulebook> {
        &self.0
    }
}

#[pymethods]
impl Rulebook {
    #[new]
    #[pyo3(signature = (document, *, language = In::default()), text_signature = "(document, *, language='vi')")]
    fn new(document: &Bound<'_, PyAny>, language: In) -> PyResult<Self> {
        let py = document.py();
        // Other threads may run meanwhile: a national rulebook takes a while.
        let read = take(document).and_then(|input| Ok(py.detach(|| input.rulebook())?));
        read.map(|rulebook| Self(Arc::new(rulebook))).map_err(|failed| failed.raise_of(document, language.0))
    }

    /// The rulebook of a file of JSON.
    ///
    /// Raises OSError when it cannot be opened, and InvalidInput with every issue of the document at once.
    ///
    /// >>> import pathlib, tempfile
    /// >>> path = pathlib.Path(tempfile.mkdtemp()) / "rulebook.json"
    /// >>> path.write_text(rulebook.to_json(), encoding="utf-8") > 0
    /// True
    /// >>> hoso.Rulebook.read(path) == rulebook
    /// True
    #[staticmethod]
    #[pyo3(signature = (path, *, language = In::default()), text_signature = "(path, *, language='vi')")]
    fn read(path: &Bound<'_, PyAny>, language: In) -> PyResult<Self> {
        let py = path.py();
        let file = py.import("builtins")?.call_method1("open", (path, "rb"))?;
        // One byte more than a document may have says that it is too long.
        let text = file.call_method1("read", (Node::MAX_BYTES + 1,));
        file.call_method0("close")?;
        let mut text = text?;
        // Windows writes this too, as the command reads it.
        if text.extract::<&[u8]>().is_ok_and(|bytes| matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..])) {
            text = text.call_method1("decode", ("utf-16",))?;
        }
        Self::new(&text, language)
    }

    /// Working days after a, up to and with b, by a calendar; 0 when b is not after a.
    ///
    /// Raises ValueError when there is no such calendar or it does not cover a day that is needed.
    ///
    /// >>> rulebook.working_days_between("agency", "2018-10-05", "2018-10-09")
    /// 2
    #[pyo3(
        signature = (calendar, a, b, *, language = In::default()),
        text_signature = "($self, calendar, a, b, *, language='vi')"
    )]
    fn working_days_between(
        &self,
        calendar: &str,
        a: &Bound<'_, PyAny>,
        b: &Bound<'_, PyAny>,
        language: In,
    ) -> PyResult<i64> {
        let (a, b): (Date, Date) = both(("a", a), ("b", b), language)?;
        self.0.working_days_between(calendar, a, b).map_err(|error| PyValueError::new_err(error.to_string()))
    }

    /// The day that is so many working days after a, by a calendar: the day after is day 1.
    ///
    /// 0 days is the day itself when it is a working day, else the next. Raises ValueError when there is no such
    /// calendar or it does not cover a day that is needed.
    ///
    /// >>> rulebook.add_working_days("agency", date(2018, 10, 5), 2)
    /// datetime.date(2018, 10, 9)
    #[pyo3(
        signature = (calendar, a, days, *, language = In::default()),
        text_signature = "($self, calendar, a, days, *, language='vi')"
    )]
    fn add_working_days<'py>(
        &self,
        calendar: &str,
        a: &Bound<'py, PyAny>,
        days: &Bound<'py, PyAny>,
        language: In,
    ) -> PyResult<Bound<'py, PyAny>> {
        static DATE: PyOnceLock<Py<PyType>> = PyOnceLock::new();
        let py = a.py();
        let (a, days): (Date, Days) = both(("a", a), ("days", days), language)?;
        let day = self.0.add_working_days(calendar, a, days);
        let day = day.map_err(|error| PyValueError::new_err(error.to_string()))?;
        DATE.import(py, "datetime", "date")?.call_method1("fromisoformat", (day.to_string(),))
    }

    /// The rulebook's id.
    ///
    /// >>> rulebook.id
    /// 'binh-duong'
    #[getter]
    fn id(&self) -> &str {
        self.0.document().id.as_str()
    }

    /// The document in its normal form, as a new dict each time.
    ///
    /// >>> rulebook.document["currency"]
    /// 'VND'
    #[getter]
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        write(py, self.0.document(), Language::default())
    }

    /// The document in its normal form, as JSON text.
    ///
    /// >>> json.loads(rulebook.to_json()) == rulebook.document
    /// True
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    fn __repr__(&self) -> String {
        let document = self.0.document();
        let (contracts, procedures) = (document.contracts.len(), document.procedures.len());
        format!("<hoso.Rulebook '{}': {contracts} contracts, {procedures} procedures>", document.id)
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.0.document() == other.0.document()
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        // Equal rulebooks have equal ids; two editions of one rulebook may well share a bucket.
        PyString::new(py, self.id()).hash()
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> (Bound<'py, PyType>, (String,)) {
        (slf.get_type(), (slf.get().0.to_json(),))
    }

    /// Immutable, so it is its own copy.
    fn __copy__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    fn __deepcopy__<'py>(slf: Bound<'py, Self>, _memo: &Bound<'py, PyAny>) -> Bound<'py, Self> {
        slf
    }
}
