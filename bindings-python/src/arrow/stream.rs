//! Tables piece by piece, on several threads, in order and with bounded memory.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, mpsc};
use std::thread;

use arrow_array::{ArrayRef, RecordBatch, RecordBatchOptions, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};
use pyo3::Python;

use super::ffi::{Table, is_interrupted};

/// The rows of a piece: enough that starting a thread costs little beside answering them, few enough that they and their
/// answers stay small.
const PIECE: usize = 1 << 16;

/// A batch is cut for its threads into pieces of no fewer rows: those of a stream that gives few at a time stay whole.
const FEWEST: usize = 1 << 12;

/// The same where rows are held as they were read, each in a kilobyte or so: more of them would not stay in the cache,
/// and cost twice the time.
const READ: usize = 1 << 9;

/// Whether the user wants it to stop: Python notes it, but looks only when it runs itself, on its main thread.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Interrupts {
    thread: thread::ThreadId,
    /// Whether others read what is made.
    read: bool,
}

impl Interrupts {
    /// Those of the thread on which this is called, which does not hold Python up for another one.
    pub(crate) fn new() -> Self {
        Self { thread: thread::current().id(), read: false }
    }

    /// The same of answers that others read.
    pub(crate) fn of_answers() -> Self {
        Self { read: true, ..Self::new() }
    }

    /// What Python raises when there was one.
    fn look(self) -> Result<(), ArrowError> {
        if thread::current().id() != self.thread {
            return Ok(());
        }
        if self.read {
            return if is_interrupted() { Err(ArrowError::CDataInterface("interrupted".to_owned())) } else { Ok(()) };
        }
        Python::attach(|py| py.check_signals().map_err(|raised| ArrowError::ExternalError(Box::new(raised))))
    }
}

/// A table that is read several times, and has as many rows each time, or says that it has not.
pub(crate) struct AsManyRows {
    table: Table,
    /// The rows so far.
    rows: usize,
    /// The rows of the first time that it was read to the end.
    first: Arc<OnceLock<usize>>,
}

impl AsManyRows {
    pub(crate) const fn new(table: Table, first: Arc<OnceLock<usize>>) -> Self {
        Self { table, rows: 0, first }
    }
}

impl Iterator for AsManyRows {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = self.table.next();
        match &next {
            Some(Ok(batch)) => self.rows += batch.num_rows(),
            Some(Err(_)) => {}
            None => {
                let first = *self.first.get_or_init(|| self.rows);
                if first != self.rows {
                    let rows = std::mem::replace(&mut self.rows, first);
                    return Some(Err(ArrowError::CDataInterface(format!(
                        "these answers had {first} rows when they were read before, and now the table gave {rows}: of a stream that can be read once, keep what was read"
                    ))));
                }
            }
        }
        next
    }
}

impl RecordBatchReader for AsManyRows {
    fn schema(&self) -> SchemaRef {
        self.table.schema()
    }
}

/// A table cut into pieces.
pub(crate) struct Pieces {
    table: Table,
    interrupts: Interrupts,
    /// What is left of the last batch.
    rest: Option<RecordBatch>,
    /// The most rows of a piece, and of one of the batch at hand.
    most: usize,
    share: usize,
}

impl Pieces {
    pub(crate) const fn new(table: Table, interrupts: Interrupts) -> Self {
        Self { table, interrupts, rest: None, most: PIECE, share: PIECE }
    }

    /// The next pieces, enough of them to keep so many threads busy; none at the end.
    fn some(&mut self, threads: usize) -> Result<Vec<RecordBatch>, ArrowError> {
        self.interrupts.look()?;
        let (mut pieces, mut rows) = (Vec::new(), 0);
        let enough = if threads == 1 { 1 } else { threads.saturating_mul(self.most) };
        while rows < enough {
            let batch = match self.rest.take() {
                Some(rest) => rest,
                None => match self.next_batch().transpose()? {
                    Some(batch) => {
                        // A batch of many rows is work for every thread.
                        self.share = batch.num_rows().div_ceil(threads).max(FEWEST).min(self.most);
                        batch
                    }
                    None => break,
                },
            };
            let piece = batch.slice(0, batch.num_rows().min(self.share));
            self.rest = (batch.num_rows() > self.share).then(|| batch.slice(self.share, batch.num_rows() - self.share));
            rows += piece.num_rows();
            if piece.num_rows() > 0 {
                pieces.push(piece);
            }
        }
        Ok(pieces)
    }

    /// Does something with each piece, one after the other.
    fn each(&mut self, mut with: impl FnMut(RecordBatch) -> Result<(), ArrowError>) -> Result<(), ArrowError> {
        loop {
            let some = self.some(1)?;
            if some.is_empty() {
                return Ok(());
            }
            some.into_iter().try_for_each(&mut with)?;
        }
    }

    fn next_batch(&mut self) -> Option<Result<RecordBatch, ArrowError>> {
        // What reads foreign memory may panic when it is broken.
        catch_unwind(AssertUnwindSafe(|| self.table.next())).unwrap_or_else(|_| Some(Err(broken())))
    }
}

fn broken() -> ArrowError {
    ArrowError::CDataInterface("the table is broken: it is not what it says it is".to_owned())
}

/// Cuts pieces into runs of about equal length, one for each thread at most.
fn runs(pieces: Vec<RecordBatch>, threads: usize) -> Vec<Vec<RecordBatch>> {
    let total: usize = pieces.iter().map(RecordBatch::num_rows).sum();
    let (mut runs, mut rows) = (vec![Vec::new()], 0);
    for piece in pieces {
        // So many runs are full when this piece starts.
        let full = rows * threads / total.max(1);
        while runs.len() <= full {
            runs.push(Vec::new());
        }
        rows += piece.num_rows();
        if let Some(run) = runs.last_mut() {
            run.push(piece);
        }
    }
    runs
}

/// Does the same with each piece of a table, on so many threads, each with its own state; the states at the end, in the
/// order of nothing in particular. A piece comes with the number of its first row.
pub(crate) fn fold<S: Send>(
    table: Table,
    threads: usize,
    new: impl Fn() -> S,
    step: impl Fn(&mut S, usize, &RecordBatch) -> Result<(), ArrowError> + Sync,
) -> Result<Vec<S>, ArrowError> {
    let mut pieces = Pieces::new(table, Interrupts::new());
    let mut states: Vec<S> = (0..threads).map(|_| new()).collect();
    let mut first = 0;
    loop {
        let some = pieces.some(threads)?;
        if some.is_empty() {
            return Ok(states);
        }
        let mut numbered = Vec::new();
        for run in runs(some, threads) {
            let start = first;
            first += run.iter().map(RecordBatch::num_rows).sum::<usize>();
            numbered.push((start, run));
        }
        let work = |state: &mut S, (mut start, run): (usize, Vec<RecordBatch>)| {
            for piece in run {
                step(state, start, &piece)?;
                start += piece.num_rows();
            }
            Ok(())
        };
        each(states.iter_mut().zip(numbered).collect(), |(state, run)| work(state, run))
            .into_iter()
            .collect::<Result<(), _>>()?;
    }
}

/// Reads each piece of a table, on so many threads, and takes what was read, in the order of rows and on this thread. A
/// piece comes with the number of its first row.
pub(crate) fn in_order<R: Send>(
    table: Table,
    (threads, interrupts): (usize, Interrupts),
    read: impl Fn(&RecordBatch) -> R + Sync,
    mut take: impl FnMut(usize, R),
) -> Result<(), ArrowError> {
    let mut pieces = Pieces { most: READ, ..Pieces::new(table, interrupts) };
    let read = |piece: &RecordBatch| catch_unwind(AssertUnwindSafe(|| read(piece))).map_err(|_| broken());
    let mut first = 0;
    let mut took = |rows: usize, of: Result<R, ArrowError>| {
        take(first, of?);
        first += rows;
        Ok(())
    };
    if threads == 1 {
        return pieces.each(|piece| took(piece.num_rows(), read(&piece)));
    }
    thread::scope(|scope| {
        // Threads that live as long as the table: while some pieces are read, others are taken.
        let (give, given) = mpsc::channel::<(RecordBatch, mpsc::Sender<Result<R, ArrowError>>)>();
        let given = Arc::new(Mutex::new(given));
        let start = || {
            let (given, read) = (given.clone(), &read);
            let next = move || given.lock().unwrap_or_else(PoisonError::into_inner).recv();
            scope.spawn(move || {
                while let Ok((piece, answer)) = next() {
                    // Who does not wait for it any more has met an error before.
                    let _ = answer.send(read(&piece));
                }
            });
        };
        let mut idle = threads;
        let mut waiting = VecDeque::new();
        pieces.each(|piece| {
            if idle > 0 {
                idle -= 1;
                start();
            }
            let (answer, answered) = mpsc::channel();
            waiting.push_back((piece.num_rows(), answered));
            give.send((piece, answer)).map_err(|_| broken())?;
            match waiting.len() {
                enough if enough > AHEAD * threads => waiting
                    .pop_front()
                    .map_or(Ok(()), |(rows, answered)| took(rows, answered.recv().unwrap_or_else(|_| Err(broken())))),
                _ => Ok(()),
            }
        })?;
        drop(give);
        waiting
            .into_iter()
            .try_for_each(|(rows, answered)| took(rows, answered.recv().unwrap_or_else(|_| Err(broken()))))
    })
}

/// So many pieces of each thread are read before they are taken.
const AHEAD: usize = 4;

/// Does something with each of some things, each on a thread of its own, the first on this one.
pub(crate) fn each<T: Send, A: Send>(
    things: Vec<T>,
    work: impl Fn(T) -> Result<A, ArrowError> + Sync,
) -> Vec<Result<A, ArrowError>> {
    let work = |thing| catch_unwind(AssertUnwindSafe(|| work(thing))).unwrap_or_else(|_| Err(broken()));
    let work = &work;
    let mut things = things.into_iter();
    let Some(first) = things.next() else { return Vec::new() };
    thread::scope(|scope| {
        let others: Vec<_> = things.map(|thing| scope.spawn(move || work(thing))).collect();
        let mut answers = vec![work(first)];
        answers.extend(others.into_iter().map(|other| other.join().unwrap_or_else(|_| Err(broken()))));
        answers
    })
}

/// What is asked of each row of a table.
pub(crate) trait Plan: Send + Sync {
    /// The columns of the answers of a piece.
    fn answer(&self, piece: &RecordBatch) -> Result<Vec<ArrayRef>, ArrowError>;
}

/// The answers to a table, made as they are read.
pub(crate) struct Answering {
    pub(crate) pieces: Pieces,
    pub(crate) plan: Arc<dyn Plan>,
    pub(crate) threads: usize,
    /// The columns that are carried along, by place.
    pub(crate) kept: Vec<usize>,
    pub(crate) schema: SchemaRef,
    pub(crate) ready: VecDeque<RecordBatch>,
}

impl Answering {
    fn some(&mut self) -> Result<(), ArrowError> {
        let pieces = self.pieces.some(self.threads)?;
        let (plan, kept, schema) = (&self.plan, &self.kept, &self.schema);
        let answer = |piece: &RecordBatch| {
            let mut columns = plan.answer(piece)?;
            columns.extend(kept.iter().filter_map(|place| piece.columns().get(*place)).cloned());
            let options = RecordBatchOptions::new().with_row_count(Some(piece.num_rows()));
            RecordBatch::try_new_with_options(schema.clone(), columns, &options)
        };
        let answered = each(runs(pieces, self.threads), |run| run.iter().map(answer).collect::<Result<Vec<_>, _>>());
        for batches in answered {
            self.ready.extend(batches?);
        }
        Ok(())
    }
}

impl Iterator for Answering {
    type Item = Result<RecordBatch, ArrowError>;
    fn next(&mut self) -> Option<Self::Item> {
        if self.ready.is_empty()
            && let Err(error) = self.some()
        {
            return Some(Err(error));
        }
        self.ready.pop_front().map(Ok)
    }
}

impl RecordBatchReader for Answering {
    fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }
}
