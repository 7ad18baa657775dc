//! Tables in and out, by the Arrow C interface: from pyarrow, Polars, DuckDB, pandas and whatever else speaks it.

mod build;
mod cells;
mod columns;
mod compensation;
mod deadlines;
mod ffi;
mod figures;
mod layout;
mod listed;
mod plain;
mod quote;
mod recent;
mod rules;
mod settle;
mod singly;
mod stream;
mod track;
mod want;
mod whole;

use std::collections::VecDeque;
use std::num::NonZero;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use arrow_schema::{DataType, Field, Schema, SchemaRef};
use hoso::wire::{Node, Shape, read};
use hoso::{
    Answerable, Case, Claim, Consignment, Dossier, Event, GroupKey, Id, InvoiceLine, Issue, IssueCode, Issues,
    Language, Moments, Params, QuarterRow, QuestionKind, ReportRow, Top, UtcOffset, Validity, batch,
};
use pyo3::exceptions::{PyOverflowError, PyTypeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyList};

use crate::convert::argument;
use crate::error::{Failed, warn_unused};
use crate::write::write;
use ffi::{Opened, Table, failed, hand_out, hand_out_schema, open};
use figures::NoFigures;
use layout::{Beside, JSON, Key, Layout};
use rules::Book;
use singly::{Singly, Told};
use stream::{Answering, AsManyRows, Interrupts, Pieces, Plan};
use want::Want;

/// How a batch is answered, as every function takes it.
pub(crate) struct How {
    pub(crate) threads: Option<Threads>,
    pub(crate) keep: Keep,
    pub(crate) language: Language,
}

impl How {
    /// So many threads; as many as there are cores when nothing is said.
    fn threads(&self) -> usize {
        self.threads
            .map_or_else(|| std::thread::available_parallelism().map_or(1, NonZero::get), |Threads(threads)| threads)
    }
}

/// A number of threads as an argument: 1 or more, of which more than 1,024 are not begun.
#[derive(Clone, Copy)]
pub(crate) struct Threads(usize);

impl<'py> FromPyObject<'_, 'py> for Threads {
    type Error = PyErr;
    fn extract(value: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        const MOST: usize = 1024;
        match value.extract::<usize>() {
            Ok(0) => Err(PyValueError::new_err("threads is at least 1")),
            Ok(threads) => Ok(Self(threads.min(MOST))),
            // Below zero, or more than there can be.
            Err(error) if error.is_instance_of::<PyOverflowError>(value.py()) => {
                if value.lt(0)? {
                    Err(PyValueError::new_err("threads is at least 1"))
                } else {
                    Ok(Self(MOST))
                }
            }
            Err(error) => Err(error),
        }
    }
}

/// Names of columns to be carried along, as an argument: several, or one by itself.
#[derive(Default)]
pub(crate) struct Keep(Vec<String>);

impl Keep {
    /// More columns than any table has: what goes on beyond them has no end.
    const MOST: usize = 100_000;
}

impl<'py> FromPyObject<'_, 'py> for Keep {
    type Error = PyErr;
    fn extract(value: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if value.is_none() {
            return Ok(Self::default());
        }
        if let Ok(name) = value.extract::<String>() {
            return Ok(Self(vec![name]));
        }
        let wanted = || PyTypeError::new_err("keep is the name of a column, or a list of names");
        let mut names = Vec::new();
        // How many there are, only going through them tells: `range(10**12)` must not be believed.
        for name in value.try_iter().map_err(|_| wanted())? {
            names.push(name?.extract::<String>().map_err(|_| wanted())?);
            if names.len() > Self::MOST {
                return Err(PyValueError::new_err("keep names more columns than a table has"));
            }
        }
        Ok(Self(names))
    }
}

/// Opens the answers to a table that was opened.
type Start = Box<dyn Fn(Opened) -> Result<Table, Issues> + Send + Sync>;
/// Which columns of a table are looked at.
type Looked = Box<dyn Fn(&str) -> Option<Want> + Send + Sync>;

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
///
/// ``unused`` are the columns of the table that were not looked at. One that is nearly a key of the question, which the
/// table lacks, is warned of (``hoso.UnusedColumns``): misspelt, it would change an answer without a word.
///
/// >>> rulebook.decide_batch(table).unused
/// ['weight_grams', 'zone']
#[pyclass(frozen, module = "hoso")]
pub(crate) struct Answers {
    table: Py<PyAny>,
    /// Whether the table is a stream, of which a second reading would find nothing.
    once: bool,
    schema: SchemaRef,
    looked: Looked,
    start: Start,
    /// The answers to the table as it was first opened, to see what columns it has.
    opened: Mutex<Option<Table>>,
    /// How many there are, once they were read to the end.
    rows: Arc<OnceLock<usize>>,
    /// The columns of the table that were not looked at.
    #[pyo3(get)]
    unused: Vec<String>,
}

impl Answers {
    fn new(table: &Bound<'_, PyAny>, language: Language, keys: &[Key], looked: Looked, start: Start) -> PyResult<Self> {
        let py = table.py();
        let opened = open(table, &looked).map_err(|failed| failed.raise(py, language))?;
        let names = Names::of(&opened);
        let opened = start(opened).map_err(|issues| Failed::from(issues).raise(py, language))?;
        let unused = names.unused(py, keys, language)?;
        let once = table.hasattr(intern!(py, "__next__"))? || table.hasattr(intern!(py, "read_next_batch"))?;
        let (table, schema) = (table.clone().unbind(), opened.schema());
        let (opened, rows) = (Mutex::new(Some(opened)), Arc::default());
        Ok(Self { table, once, schema, looked, start, opened, rows, unused })
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
            None if self.once => {
                return Err(PyValueError::new_err(
                    "these answers were read, and the stream that they are of can be read once: give a table, or keep what was read",
                ));
            }
            None => open(self.table.bind(py), &self.looked)
                .and_then(|table| Ok((self.start)(table)?))
                .map_err(|failed| failed.raise(py, Language::default()))?,
        };
        // What hides a stream cannot be asked whether it is one: that it has run dry is seen by its rows.
        hand_out(py, Box::new(AsManyRows::new(answers, self.rows.clone())))
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
        let table = py.import(intern!(py, "pyarrow"))?.call_method1(intern!(py, "table"), (slf,));
        // An interrupt is what it is, and not the failure of a stream.
        py.check_signals()?;
        table
    }

    fn __repr__(&self) -> String {
        let names: Vec<&str> = self.schema.fields().iter().map(|field| field.name().as_str()).collect();
        format!("<hoso.Answers: {}>", names.join(", "))
    }
}

/// What a column is to hold, if a question has one of its name.
fn wanted(keys: &[Key], name: &str) -> Option<Want> {
    if name == JSON {
        return Some(Want(None));
    }
    keys.iter().find(|(key, _)| *key == name).map(|(_, kind)| Want(Some(*kind)))
}

/// The names of the columns of a table: those that are looked at, and the others.
struct Names {
    looked: Vec<String>,
    others: Vec<String>,
}

impl Names {
    fn of(opened: &Opened) -> Self {
        let schema = opened.schema();
        let looked = schema.fields().iter().map(|field| field.name().clone()).collect();
        Self { looked, others: opened.others.clone() }
    }

    /// Those that were not looked at, after a warning of those that are probably misspelt.
    fn unused(self, py: Python<'_>, keys: &[Key], language: Language) -> PyResult<Vec<String>> {
        let keys: Vec<&str> = keys.iter().map(|(key, _)| *key).collect();
        // What is carried along is of use.
        let asked = self.looked.iter().map(String::as_str).filter(|name| keys.contains(name));
        let all: Vec<&str> = asked.chain(self.others.iter().map(String::as_str)).collect();
        warn_unused(py, &batch::unused(&all, &keys), language)?;
        Ok(self.others)
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
    table: &Opened,
) -> Result<(SchemaRef, Vec<usize>), Issues> {
    let schema = table.schema();
    let mut fields: Vec<Arc<Field>> =
        columns.iter().map(|(name, of)| Arc::new(Field::new(*name, of.clone(), true))).collect();
    let (mut kept, mut issues) = (Vec::new(), Issues::new());
    for name in keep {
        let here = format!("/{name}");
        if fields.iter().any(|field| field.name() == name) {
            issues.push(Issue::new(IssueCode::DuplicateKey, here, Params::new()));
        } else if let Some((place, field)) = schema.fields().find(name) {
            kept.push(place);
            fields.push(field.clone());
        } else {
            issues.push(table.missing(name));
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
    let (threads, Keep(keep), language) = (how.threads(), how.keep, how.language);
    let (names, interrupts) = (keep.clone(), Interrupts::of_answers());
    let looked =
        move |name: &str| wanted(Q::KEYS, name).or_else(|| names.iter().any(|it| it == name).then_some(Want(None)));
    let start = move |mut table: Opened| -> Result<Table, Issues> {
        let mut layout = Layout::new(Q::KEYS, &nothing::<Q>(), &mut table, offset)?;
        // Of rows of JSON the command line takes itself what is kept.
        let is_json = table.schema().index_of(JSON).is_ok();
        let (schema, kept) = answers_with(&columns, if is_json { &[] } else { &keep }, &table)?;
        if is_json {
            layout = layout.beside(Beside::Kept(keep.clone()));
        }
        let (pieces, plan, ready) = (Pieces::new(table.table, interrupts), plan(layout), VecDeque::new());
        Ok(Box::new(Answering { pieces, plan, threads, kept, schema, ready }))
    };
    Answers::new(table, language, Q::KEYS, Box::new(looked), Box::new(start))
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

/// Whole answers to the rows of a table, for the command line: each as JSON, in a column ``answer``.
pub(crate) fn whole(
    rulebook: &Arc<hoso::Rulebook>,
    name: &str,
    table: &Bound<'_, PyAny>,
    how: How,
) -> PyResult<Answers> {
    fn of<Q: Answerable + 'static>(
        rulebook: &Arc<hoso::Rulebook>,
        table: &Bound<'_, PyAny>,
        how: How,
    ) -> PyResult<Answers> {
        let (offset, language, rulebook) = (rulebook.document().utc_offset, how.language, rulebook.clone());
        by_row::<Q>(table, how, offset, whole::columns(), move |layout| {
            Arc::new(whole::Whole::<Q>::new(rulebook.clone(), layout, language))
        })
    }
    match QuestionKind::from_name(name) {
        Some(QuestionKind::Decide) => of::<Case>(rulebook, table, how),
        Some(QuestionKind::Quote) => of::<Consignment>(rulebook, table, how),
        Some(QuestionKind::Deadlines) => of::<Moments>(rulebook, table, how),
        Some(QuestionKind::Compensation) => of::<Claim>(rulebook, table, how),
        Some(QuestionKind::Journey) => of::<Dossier>(rulebook, table, how),
        _ => Err(PyValueError::new_err("no question is asked about each row by this name")),
    }
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
    threads: Option<Threads>,
    language: crate::convert::In,
) -> PyResult<Answers> {
    let how = How { threads, keep: Keep::default(), language: language.0 };
    tracked(table, &how, track::columns(), None)
}

/// Where is each consignment, as whole answers.
pub(crate) fn tracked_whole(table: &Bound<'_, PyAny>, language: Language) -> PyResult<Answers> {
    let how = How { threads: None, keep: Keep::default(), language };
    tracked(table, &how, track::whole_columns(), Some(language))
}

fn tracked(
    table: &Bound<'_, PyAny>,
    how: &How,
    columns: Vec<(&'static str, DataType)>,
    whole: Option<Language>,
) -> PyResult<Answers> {
    let (threads, interrupts) = (how.threads(), Interrupts::of_answers());
    let start = move |mut table: Opened| -> Result<Table, Issues> {
        let layout = Layout::new(Event::KEYS, &nothing::<Event>(), &mut table, UtcOffset::none())?;
        let layout = layout.beside(Beside::Answer);
        let (schema, _) = answers_with(&columns, &[], &table)?;
        Ok(Box::new(track::Tracked { table: Some(table.table), layout, threads, schema, whole, interrupts }))
    };
    Answers::new(table, how.language, Event::KEYS, Box::new(|name| wanted(Event::KEYS, name)), Box::new(start))
}

/// Opens a table whose rows are such questions.
fn open_with<Q: Shape>(
    rulebook: &hoso::Rulebook,
    table: &Bound<'_, PyAny>,
    keys: &[Key],
    language: Language,
) -> PyResult<(Table, Layout)> {
    let py = table.py();
    let mut opened = open(table, &|name| wanted(keys, name)).map_err(|failed| failed.raise(py, language))?;
    let layout = Layout::new(keys, &nothing::<Q>(), &mut opened, rulebook.document().utc_offset);
    let layout = layout.map_err(|issues| Failed::from(issues).raise(py, language))?;
    Names::of(&opened).unused(py, keys, language)?;
    Ok((opened.table, layout))
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
    let (py, threads, language) = (table.py(), how.threads(), how.language);
    let (period, by): (Validity, _) = (given(period, "period", language)?, keys_of(by, py, language)?);
    let (table, layout) = open_with::<ReportRow>(rulebook, table, ReportRow::KEYS, language)?;
    let layout = layout.beside(Beside::Answer);
    let answer = py.detach(|| figures::report(rulebook, table, &layout, (&period, &by), threads));
    figures(py, answer, language)
}

/// The report of a quarter, for the command line.
pub(crate) fn quarter<'py>(
    rulebook: &hoso::Rulebook,
    table: &Bound<'py, PyAny>,
    (period, by): (&Bound<'py, PyAny>, Option<&Bound<'py, PyAny>>),
    how: &How,
) -> PyResult<Bound<'py, PyAny>> {
    let (py, threads, language) = (table.py(), how.threads(), how.language);
    let (period, by): (Validity, _) = (given(period, "period", language)?, keys_of(by, py, language)?);
    let (table, layout) = open_with::<QuarterRow>(rulebook, table, QuarterRow::KEYS, language)?;
    let layout = layout.beside(Beside::Answer);
    let answer = py.detach(|| figures::quarter(rulebook, table, &layout, (&period, &by), threads));
    figures(py, answer, language)
}

pub(crate) fn compare<'py>(
    (before, after): (&hoso::Rulebook, &hoso::Rulebook),
    table: &Bound<'py, PyAny>,
    (by, top): (Option<&Bound<'py, PyAny>>, Option<&Bound<'py, PyAny>>),
    how: &How,
) -> PyResult<Bound<'py, PyAny>> {
    let (py, threads, language) = (table.py(), how.threads(), how.language);
    let by = keys_of(by, py, language)?;
    let top = top.map_or(Ok(Top::USUAL), |top| given(top, "top", language))?;
    let (table, layout) = open_with::<Consignment>(before, table, &figures::compared(), language)?;
    let answer = py.detach(|| figures::compare((before, after), table, &layout, (&by, top), threads));
    figures(py, answer, language)
}

/// Opens a table of items or of lines of an invoice, whose issues stand under the name of its list.
fn open_list(table: &Bound<'_, PyAny>, list: &str, keys: &[Key], language: Language) -> PyResult<Opened> {
    let py = table.py();
    let opened = open(table, &settle::wanted).map_err(|failed| match failed {
        Failed::Issues(issues) => {
            let mut within = Issues::new();
            issues.iter().for_each(|issue| within.push(issue.within(&format_args!("/{list}"))));
            Failed::Issues(within)
        }
        raised @ Failed::Raised(_) => raised,
    });
    let opened = opened.map_err(|failed| failed.raise(py, language))?;
    Names::of(&opened).unused(py, keys, language)?;
    Ok(opened)
}

pub(crate) fn settle<'py>(
    rulebook: &hoso::Rulebook,
    items: &Bound<'py, PyAny>,
    about: (&Id, &Validity),
    how: &How,
) -> PyResult<Bound<'py, PyAny>> {
    let (py, threads) = (items.py(), how.threads());
    let items = open_list(items, "items", &settle::item_keys(), how.language)?;
    let answer = py.detach(|| settle::settle(rulebook, items, about, threads));
    figures(py, answer, how.language)
}

pub(crate) fn reconcile<'py>(
    rulebook: &hoso::Rulebook,
    (items, invoice): (&Bound<'py, PyAny>, &Bound<'py, PyAny>),
    about: (&Id, &Validity),
    how: &How,
) -> PyResult<Bound<'py, PyAny>> {
    let (py, threads) = (items.py(), how.threads());
    let invoice = open_list(invoice, "invoice", InvoiceLine::KEYS, how.language)?;
    let answer = match py.detach(|| settle::Invoice::read(rulebook, invoice, about, threads)) {
        Ok(invoice) => {
            let items = open_list(items, "items", &settle::item_keys(), how.language)?;
            py.detach(|| invoice.against(items, threads))
        }
        Err(none) => Err(none),
    };
    figures(py, answer, how.language)
}
