//! `report_batch` and `compare_batch`: figures over a table, which is read once and not kept.

use std::ops::Range;

use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use hoso::batch::Cell;
use hoso::wire::{Kind, Node, Shape, read};
use hoso::{
    Comparison, ComparisonBuilder, Consignment, Date, GroupKey, Id, Issue, IssueCode, Issues, Params, QuarterBuilder,
    QuarterReport, QuarterRow, Report, ReportBuilder, ReportRow, RowView, Rulebook, State, Top, Validity,
};

use super::columns::{Coded, Days};
use super::ffi::Table;
use super::layout::{Columns, Key, Layout};
use super::stream::fold;

/// The columns of a row of a comparison: what the asker calls it, and its question.
pub(crate) fn compared() -> Vec<Key> {
    [&[("id", Kind::Text)], Consignment::KEYS].concat()
}

/// Why there are no figures.
pub(crate) enum NoFigures {
    /// Rows that are not valid.
    Issues(Issues),
    /// A table that cannot be read.
    Table(ArrowError),
}

impl From<Issues> for NoFigures {
    fn from(issues: Issues) -> Self {
        Self::Issues(issues)
    }
}

impl From<ArrowError> for NoFigures {
    fn from(error: ArrowError) -> Self {
        Self::Table(error)
    }
}

/// What is counted so far, and what is wrong with which row.
struct Counting<B> {
    builder: B,
    wrong: Vec<(usize, Issues)>,
    count: usize,
}

impl<B> Counting<B> {
    const fn new(builder: B) -> Self {
        Self { builder, wrong: Vec::new(), count: 0 }
    }

    fn note(&mut self, row: usize, issues: Issues) {
        // More than are listed need not be kept.
        if self.count <= Issues::MAX {
            self.count += issues.len();
            self.wrong.push((row, issues));
        }
    }
}

/// Puts together what threads have counted; or all issues, in the order of rows, with paths as in a single question.
fn whole<B>(states: Vec<Counting<B>>, place: &str, mut merge: impl FnMut(&mut B, B)) -> Result<Option<B>, Issues> {
    let (mut whole, mut wrong): (Option<B>, Vec<(usize, Issues)>) = (None, Vec::new());
    for state in states {
        wrong.extend(state.wrong);
        match &mut whole {
            Some(whole) => merge(whole, state.builder),
            None => whole = Some(state.builder),
        }
    }
    wrong.sort_by_key(|(row, _)| *row);
    let mut issues = Issues::new();
    for (row, issue) in wrong.iter().flat_map(|(row, found)| found.iter().map(move |it| (row, it))) {
        let place = if issue.path == "/id" { "" } else { place };
        issues.push(issue.within(&format_args!("/rows/{row}{place}")));
    }
    if issues.is_empty() { Ok(whole) } else { Err(issues) }
}

/// A report of a table.
pub(crate) fn report<'r>(
    rulebook: &'r Rulebook,
    table: Table,
    layout: &Layout,
    (period, by): (&Validity, &[GroupKey]),
    threads: usize,
) -> Result<Report<'r>, NoFigures> {
    let new = || Counting::new(ReportBuilder::new(rulebook, period.clone(), by));
    let states = fold(table, threads, new, |state, first, piece| {
        count(state, first, piece, &layout.of(piece));
        Ok(())
    })?;
    // They are all of this rulebook, period and keys.
    let builder = whole(states, "", |whole, part| whole.merge(part).unwrap_or_default())?;
    Ok(builder.unwrap_or_else(|| new().builder).finish()?)
}

fn count(state: &mut Counting<ReportBuilder<'_>>, first: usize, piece: &RecordBatch, columns: &Columns) {
    let all = || 0..piece.num_rows();
    let days = |key: &str| {
        let mut cells: Vec<Cell<Date>> = Vec::new();
        Days::new(columns.get(key)).fill(all(), &mut cells);
        cells
    };
    let (resolved, attempted, delivered, due) =
        (days("resolved_on"), days("first_attempt_on"), days("delivered_on"), days("due_on"));
    let mut states: Vec<Cell<State>> = Vec::new();
    Coded::new(columns.get("state"), |text| Cell::from(State::from_name(text))).fill(all(), &mut states);
    // A text, or none; what is there and no text is told by whoever reads the row as a whole.
    let text = |key: &str, row| match columns.get(key) {
        Some(column) => column.text(row).map(Some).or_else(|| (column.node(row) == Node::Null).then_some(None)),
        None => Some(None),
    };
    let view = |row| {
        Some(RowView {
            agency: text("agency", row)??,
            procedure: text("procedure", row)?,
            field: text("field", row)?,
            resolved_on: Cell::required(&resolved, row).ok()?,
            by_post: columns.get("by_post")?.truth(row)?,
            state: Cell::optional(&states, row).ok()?,
            first_attempt_on: Cell::optional(&attempted, row).ok()?,
            delivered_on: Cell::optional(&delivered, row).ok()?,
            due_on: Cell::optional(&due, row).ok()?,
        })
    };
    for row in all() {
        let added = match view(row) {
            Some(view) => state.builder.add_view(&view),
            None => columns.read::<ReportRow>(row).map(|row| state.builder.add(&row)),
        };
        if let Err(issues) = added {
            state.note(first + row, issues);
        }
    }
}

/// A comparison of two rulebooks over a table.
pub(crate) fn compare<'r>(
    (before, after): (&'r Rulebook, &'r Rulebook),
    table: Table,
    layout: &Layout,
    (by, top): (&[GroupKey], Top),
    threads: usize,
) -> Result<Comparison<'r>, NoFigures> {
    let empty = ComparisonBuilder::new(before, after, by, top)?;
    let new = || ComparisonBuilder::new(before, after, by, top).ok().map(Counting::new);
    let states = fold(table, threads, new, |state, first, piece| {
        let (Some(state), columns) = (state, layout.of(piece)) else { return Ok(()) };
        for row in rows(piece) {
            if let Err(issues) = add(&mut state.builder, first + row, row, &columns) {
                state.note(first + row, issues);
            }
        }
        Ok(())
    })?;
    let states = states.into_iter().flatten().collect();
    let builder = whole(states, "/question", |whole, part| whole.merge(part).unwrap_or_default())?;
    Ok(builder.unwrap_or(empty).finish()?)
}

fn rows(piece: &RecordBatch) -> Range<usize> {
    0..piece.num_rows()
}

fn add(builder: &mut ComparisonBuilder<'_>, at: usize, row: usize, columns: &Columns) -> Result<(), Issues> {
    let (id, question) = parted(columns.node(row)?);
    let id = match id {
        Some(Node::Text(id)) => id.parse::<Id>().map(Some).map_err(|code| Issue::new(code, "/id", Params::new())),
        Some(Node::Int(id)) => Ok(id.to_string().parse().ok()),
        None | Some(Node::Null) => Ok(None),
        Some(_) => Err(Issue::new(IssueCode::WrongType, "/id", Params::new().with("expected", "text"))),
    };
    let question = read::from_node::<Consignment>(&question).map_err(|issues| columns.told(row, issues));
    match (id, question) {
        (Ok(id), Ok(question)) => builder.add_question(at, id.as_ref(), &question),
        (Err(issue), Err(others)) => {
            let mut issues = Issues::from(issue);
            others.iter().for_each(|issue| issues.push(issue.clone()));
            Err(issues)
        }
        (Err(issue), Ok(_)) => Err(issue.into()),
        (Ok(_), Err(issues)) => Err(issues),
    }
}

/// What the asker calls a row, and its question: under a key of its own, as in a single question, or beside.
fn parted(row: Node<'_>) -> (Option<Node<'_>>, Node<'_>) {
    let Node::Object(mut entries) = row else { return (None, row) };
    let id = entries.iter().position(|(key, _)| key == "id").map(|at| entries.remove(at).1);
    match entries.as_mut_slice() {
        [(key, question)] if key == "question" => (id, std::mem::replace(question, Node::Null)),
        _ => (id, Node::Object(entries)),
    }
}

/// The report of a quarter of a table.
pub(crate) fn quarter<'r>(
    rulebook: &'r Rulebook,
    table: Table,
    layout: &Layout,
    (period, by): (&Validity, &[GroupKey]),
    threads: usize,
) -> Result<QuarterReport<'r>, NoFigures> {
    let new = || Counting::new(QuarterBuilder::new(rulebook, period.clone(), by));
    let states = fold(table, threads, new, |state, first, piece| {
        let columns = layout.of(piece);
        for row in rows(piece) {
            match columns.read::<QuarterRow>(row) {
                Ok(row) => state.builder.add(&row),
                Err(issues) => state.note(first + row, issues),
            }
        }
        Ok(())
    })?;
    let builder = whole(states, "", |whole, part| whole.merge(part).unwrap_or_default())?;
    Ok(builder.unwrap_or_else(|| new().builder).finish()?)
}
