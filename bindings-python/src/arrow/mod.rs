//! Tables in and out, by the Arrow C interface: from pyarrow, Polars, DuckDB, pandas and whatever else speaks it.

mod build;
mod columns;
mod compensation;
mod deadlines;
mod ffi;
mod figures;
mod layout;
mod quote;
mod rules;
mod settle;
mod singly;
mod stream;
mod track;
mod want;

use std::collections::VecDeque;
use std::num::NonZero;
use std::sync::{Arc, Mutex, PoisonError};

use arrow_schema::{DataType, Field, Schema, SchemaRef};
use hoso::wire::{Node, Shape, read};
use hoso::{
    Case, Consignment, Event, GroupKey, Id, Issue, IssueCode, Issues, Language, Params, ReportRow, Top, UtcOffset,
    Validity,
};
use pyo3::exceptions::PyValueError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyList};

use crate::convert::argument;
use crate::error::Failed;
use crate::write::write;
use ffi::{Table, failed, hand_out, hand_out_schema, open};
use figures::NoFigures;
use layout::{Key, Layout};
use rules::Book;
use singly::{Singly, Told};
use stream::{Answering, Pieces, Plan};

/// How a batch is answered, as every function takes it.
pub(crate) struct How {
    pub(crate) threads: Option<usize>,
    pub(crate) keep: Option<Vec<String>>,
    pub(crate) language: Language,
}

impl How {
    /// So many threads; as many as there are cores when nothing is said.
    fn threads(&self) -> PyResult<usize> {
        match self.threads {
            Some(0) => Err(PyValueError::new_err("threads is at least 1")),
            Some(threads) => Ok(threads.min(1024)),
            None => Ok(std::thread::available_parallelism().map_or(1, NonZero::get)),
        }
    }
}

/// Opens the answers to a table that was opened.
type Start = Box<dyn Fn(Table) -> Result<Table, Issues> + Send + Sync>;

/// The answers to a table: an Arrow stream that is computed as it is read.
///
/// Anything that reads the Arrow C interface takes it as it is: ``pyarrow.table(answers)``, ``polars.DataFrame(answers)``,
/// ``duckdb.sql("FROM answers")``, ``pandas.DataFrame.from_arrow(answers)``. Each time that it is read, the table is read
/// again.
///
/// >>> answers = rulebook.decide_batch(table)
/// >>> answers
/// <hoso.Answers: outcome, contract, clause, amendment, operator, tariff, reasons, issues>
/// >>> answers.to_pyarrow()["outcome"].to_pylist()
/// ['covered', 'not_covered']
#[pyclass(frozen, module = "hoso")]
pub(crate) struct Answers {
    table: Py<PyAny>,
    schema: SchemaRef,
    start: Start,
    /// The answers to the table as it was first opened, to see what columns it has.
    opened: Mutex<Option<Table>>,
}

impl Answers {
    fn new(table: &Bound<'_, PyAny>, language: Language, start: Start) -> PyResult<Self> {
        let opened = start(open(table)?).map_err(|issues| Failed::Issues(issues).raise(table.py(), language))?;
        Ok(Self { table: table.clone().unbind(), schema: opened.schema(), start, opened: Mutex::new(Some(opened)) })
    }
}

#[pymethods]
impl Answers {
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // A wish that a stream need not grant; whoever has it converts.
        let _ = requested_schema;
        let opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner).take();
        let answers = match opened {
            Some(answers) => answers,
            None => (self.start)(open(self.table.bind(py))?)
                .map_err(|issues| Failed::Issues(issues).raise(py, Language::default()))?,
        };
        hand_out(py, answers)
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        hand_out_schema(py, &self.schema)
    }

    /// All answers as a pyarrow.Table; needs pyarrow.
    ///
    /// >>> rulebook.decide_batch(table).to_pyarrow().num_rows
    /// 2
    fn to_pyarrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let py = slf.py();
        py.import(intern!(py, "pyarrow"))?.call_method1(intern!(py, "table"), (slf,))
    }

    fn __repr__(&self) -> String {
        let names: Vec<&str> = self.schema.fields().iter().map(|field| field.name().as_str()).collect();
        format!("<hoso.Answers: {}>", names.join(", "))
    }
}

/// What is wrong with a question that has nothing.
fn nothing<Q: Shape>() -> Issues {
    read::from_node::<Q>(&Node::Object(Vec::new())).err().unwrap_or_default()
}

/// The schema of answers, and the places of columns that are carried along.
fn answers_with(
    columns: &[(&'static str, DataType)],
    keep: &[String],
    table: &Schema,
) -> Result<(SchemaRef, Vec<usize>), Issues> {
    let mut fields: Vec<Arc<Field>> =
        columns.iter().map(|(name, of)| Arc::new(Field::new(*name, of.clone(), true))).collect();
    let (mut kept, mut issues) = (Vec::new(), Issues::new());
    for name in keep {
        let here = format!("/{name}");
        if fields.iter().any(|field| field.name() == name) {
            issues.push(Issue::new(IssueCode::DuplicateKey, here, Params::new()));
        } else if let Some((place, field)) = table.fields().find(name) {
            kept.push(place);
            fields.push(field.clone());
        } else {
            issues.push(Issue::new(IssueCode::Missing, here, Params::new()));
        }
    }
    if issues.is_empty() { Ok((Arc::new(Schema::new(fields)), kept)) } else { Err(issues) }
}

/// Answers a table row by row.
fn by_row<Q: Shape>(
    table: &Bound<'_, PyAny>,
    how: How,
    offset: UtcOffset,
    columns: Vec<(&'static str, DataType)>,
    plan: impl Fn(Layout) -> Arc<dyn Plan> + Send + Sync + 'static,
) -> PyResult<Answers> {
    let (threads, keep, language) = (how.threads()?, how.keep.unwrap_or_default(), how.language);
    let start = move |table: Table| -> Result<Table, Issues> {
        let schema = table.schema();
        let layout = Layout::new(Q::KEYS, &nothing::<Q>(), schema.fields(), offset)?;
        let (schema, kept) = answers_with(&columns, &keep, &schema)?;
        let (pieces, plan, ready) = (Pieces::new(table), plan(layout), VecDeque::new());
        Ok(Box::new(Answering { pieces, plan, threads, kept, schema, ready }))
    };
    Answers::new(table, language, Box::new(start))
}

pub(crate) fn decide(rulebook: &Arc<hoso::Rulebook>, table: &Bound<'_, PyAny>, how: How) -> PyResult<Answers> {
    let (book, outcomes) = (Arc::new(Book::new(rulebook)), quote::Decide::outcomes());
    by_row::<Case>(table, how, rulebook.document().utc_offset, quote::Decide::columns(), move |layout| {
        Arc::new(quote::Decide { book: book.clone(), layout, outcomes: outcomes.clone() })
    })
}

pub(crate) fn quote(
    rulebook: &Arc<hoso::Rulebook>,
    table: &Bound<'_, PyAny>,
    lines: bool,
    how: How,
) -> PyResult<Answers> {
    let (book, outcomes) = (Arc::new(Book::new(rulebook)), quote::Quote::outcomes());
    by_row::<Consignment>(table, how, rulebook.document().utc_offset, quote::Quote::columns(lines), move |layout| {
        Arc::new(quote::Quote { book: book.clone(), layout, outcomes: outcomes.clone(), lines })
    })
}

/// Answers a table whose rows are read as single questions.
fn singly<T: Told + 'static>(rulebook: &Arc<hoso::Rulebook>, table: &Bound<'_, PyAny>, how: How) -> PyResult<Answers> {
    let (offset, rulebook) = (rulebook.document().utc_offset, rulebook.clone());
    by_row::<T::Question>(table, how, offset, T::columns(), move |layout| {
        Arc::new(Singly::<T>::new(rulebook.clone(), layout))
    })
}

pub(crate) fn deadlines(rulebook: &Arc<hoso::Rulebook>, table: &Bound<'_, PyAny>, how: How) -> PyResult<Answers> {
    singly::<deadlines::Steps>(rulebook, table, how)
}

pub(crate) fn compensation(rulebook: &Arc<hoso::Rulebook>, table: &Bound<'_, PyAny>, how: How) -> PyResult<Answers> {
    singly::<compensation::Owing>(rulebook, table, how)
}

/// Where is each consignment, by a table of events? One row for each consignment, in order of first appearance.
///
/// The columns of the table carry the names of an event's keys: ``id, consignment, kind, at`` and, where there are such,
/// ``recorded_at, office, reason, voids, amount, recipient``. Times are timestamps with a time zone, or text. The answers
/// have ``consignment, state, since, attempts, damaged, claim, final, first_attempt_at, delivered_at, anomalies, issues``;
/// a consignment with an event that is not valid has issues (with the place of the event among its own) and no more. All
/// events are held in memory; threads is the number of cores when nothing is said.
///
/// >>> events = pyarrow.table({
/// ...     "id": ["e1", "e2"], "consignment": ["RB1", "RB1"], "kind": ["accepted", "delivered"],
/// ...     "at": ["2014-10-01T08:30:00+07:00", "2014-10-03T09:00:00+07:00"],
/// ... })
/// >>> hoso.track_batch(events).to_pyarrow()["state"].to_pylist()
/// ['delivered']
#[pyfunction]
#[pyo3(
    signature = (table, *, threads = None, language = crate::convert::In::default()),
    text_signature = "(table, *, threads=None, language='vi')"
)]
pub(crate) fn track_batch(
    table: &Bound<'_, PyAny>,
    threads: Option<usize>,
    language: crate::convert::In,
) -> PyResult<Answers> {
    let how = How { threads, keep: None, language: language.0 };
    let threads = how.threads()?;
    let start = move |table: Table| -> Result<Table, Issues> {
        let layout = Layout::new(Event::KEYS, &nothing::<Event>(), table.schema().fields(), UtcOffset::none())?;
        let (schema, _) = answers_with(&track::columns(), &[], &Schema::empty())?;
        Ok(Box::new(track::Tracked { table: Some(table), layout, threads, schema }))
    };
    Answers::new(table, how.language, Box::new(start))
}

/// Opens a table whose rows are such questions.
fn open_with<Q: Shape>(
    rulebook: &hoso::Rulebook,
    table: &Bound<'_, PyAny>,
    keys: &[Key],
    language: Language,
) -> PyResult<(Table, Layout)> {
    let (py, table) = (table.py(), open(table)?);
    let layout = Layout::new(keys, &nothing::<Q>(), table.schema().fields(), rulebook.document().utc_offset);
    Ok((table, layout.map_err(|issues| Failed::Issues(issues).raise(py, language))?))
}

/// Writes figures, or raises why there are none.
fn figures<A: Shape>(py: Python<'_>, answer: Result<A, NoFigures>, language: Language) -> PyResult<Bound<'_, PyAny>> {
    match answer {
        Ok(answer) => write(py, &answer, language),
        Err(NoFigures::Issues(issues)) => Err(Failed::Issues(issues).raise(py, language)),
        Err(NoFigures::Table(error)) => Err(failed(error)),
    }
}

/// Reads an argument, with the issues of it.
fn given<T: Shape>(value: &Bound<'_, PyAny>, name: &str, language: Language) -> PyResult<T> {
    let mut issues = Issues::new();
    let read = argument(value, name, &mut issues).and_then(|read| read.ok_or(Failed::Issues(issues)));
    read.map_err(|failed| failed.raise(value.py(), language))
}

fn keys_of(by: Option<&Bound<'_, PyAny>>, py: Python<'_>, language: Language) -> PyResult<Vec<GroupKey>> {
    let none = PyList::empty(py);
    given(by.unwrap_or(&none), "by", language)
}

pub(crate) fn report<'py>(
    rulebook: &hoso::Rulebook,
    table: &Bound<'py, PyAny>,
    (period, by): (&Bound<'py, PyAny>, Option<&Bound<'py, PyAny>>),
    how: &How,
) -> PyResult<Bound<'py, PyAny>> {
    let (py, threads, language) = (table.py(), how.threads()?, how.language);
    let (period, by): (Validity, _) = (given(period, "period", language)?, keys_of(by, py, language)?);
    let (table, layout) = open_with::<ReportRow>(rulebook, table, ReportRow::KEYS, language)?;
    let answer = py.detach(|| figures::report(rulebook, table, &layout, (&period, &by), threads));
    figures(py, answer, language)
}

pub(crate) fn compare<'py>(
    (before, after): (&hoso::Rulebook, &hoso::Rulebook),
    table: &Bound<'py, PyAny>,
    (by, top): (Option<&Bound<'py, PyAny>>, Option<&Bound<'py, PyAny>>),
    how: &How,
) -> PyResult<Bound<'py, PyAny>> {
    let (py, threads, language) = (table.py(), how.threads()?, how.language);
    let by = keys_of(by, py, language)?;
    let top = top.map_or(Ok(Top::USUAL), |top| given(top, "top", language))?;
    let (table, layout) = open_with::<Consignment>(before, table, &figures::compared(), language)?;
    let answer = py.detach(|| figures::compare((before, after), table, &layout, (&by, top), threads));
    figures(py, answer, language)
}

pub(crate) fn settle<'py>(
    rulebook: &hoso::Rulebook,
    items: &Bound<'py, PyAny>,
    about: (&Id, &Validity),
    how: &How,
) -> PyResult<Bound<'py, PyAny>> {
    let (py, threads, items) = (items.py(), how.threads()?, open(items)?);
    let answer = py.detach(|| settle::settle(rulebook, items, about, threads));
    figures(py, answer, how.language)
}

pub(crate) fn reconcile<'py>(
    rulebook: &hoso::Rulebook,
    (items, invoice): (&Bound<'py, PyAny>, &Bound<'py, PyAny>),
    about: (&Id, &Validity),
    how: &How,
) -> PyResult<Bound<'py, PyAny>> {
    let (py, threads, invoice) = (items.py(), how.threads()?, open(invoice)?);
    let answer = match py.detach(|| settle::Invoice::read(rulebook, invoice, about, threads)) {
        Ok(invoice) => {
            let items = open(items)?;
            py.detach(|| invoice.against(items, threads))
        }
        Err(none) => Err(none),
    };
    figures(py, answer, how.language)
}
