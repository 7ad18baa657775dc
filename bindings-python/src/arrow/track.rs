//! `track_batch`: a row for each event comes in, a row for each consignment goes out.

use std::sync::Arc;

use arrow_array::builder::{Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch, RecordBatchReader, StringArray};
use arrow_schema::{ArrowError, DataType, SchemaRef};
use hoso::batch::{EventCells, event};
use hoso::wire::{Node, read, write};
use hoso::{Event, EventKind, Id, Issues, Language, State, Time, Tracking};

use super::build::{Ends, Few, IssueLists, few, instant, instants, issues, list, record, records, truths};
use super::columns::Column;
use super::ffi::Table;
use super::layout::{Columns, Layout};
use super::stream::{Interrupts, each, in_order};

pub(crate) fn columns() -> Vec<(&'static str, DataType)> {
    let anomaly = record(&[
        ("code", DataType::Utf8),
        ("event", DataType::Utf8),
        ("kind", DataType::Utf8),
        ("state", DataType::Utf8),
    ]);
    vec![
        ("consignment", DataType::Utf8),
        ("state", few()),
        ("since", instant()),
        ("attempts", DataType::Int64),
        ("damaged", DataType::Boolean),
        ("claim", few()),
        ("final", DataType::Boolean),
        ("first_attempt_at", instant()),
        ("delivered_at", instant()),
        ("anomalies", list(anomaly)),
        ("issues", issues()),
    ]
}

/// Events of one consignment, as far as they can be read.
#[derive(Default)]
struct Told {
    consignment: Option<Id>,
    events: Vec<Event>,
    /// The rows of its events, and what is wrong with some.
    rows: Vec<i64>,
    issues: Issues,
}

/// An event as it was read, or what is wrong with it and the consignment if that much is right.
type Read = Result<Event, (Option<Id>, Issues)>;

/// The columns of a table of events, found once for all its rows.
struct Events<'c> {
    columns: &'c Columns,
    texts: [Option<&'c Column>; 7],
    times: [Option<&'c Column>; 2],
    amount: Option<&'c Column>,
}

impl<'c> Events<'c> {
    fn of(columns: &'c Columns) -> Self {
        let texts = ["id", "consignment", "kind", "office", "reason", "voids", "recipient"];
        Self {
            columns,
            texts: texts.map(|key| columns.get(key)),
            times: ["at", "recorded_at"].map(|key| columns.get(key)),
            amount: columns.get("amount"),
        }
    }

    /// The event of a row: of a valid one from its cells, any other is read as a single event would be.
    fn read(&self, row: usize) -> Read {
        self.cells(row).and_then(|cells| event(&cells)).map_or_else(|| self.whole(row), Ok)
    }

    fn whole(&self, row: usize) -> Read {
        let node = self.columns.node(row).map_err(|issues| (None, issues))?;
        read::from_node(&node).map_err(|issues| (named(&node), self.columns.told(row, issues)))
    }

    /// The cells of a row, if all are of the types that they should be.
    fn cells(&self, row: usize) -> Option<EventCells<'c>> {
        let text = |column: Option<&'c Column>| column.map_or(Some(None), |column| column.perhaps_text(row));
        let time = |column: Option<&'c Column>| column.map_or(Some(None), |column| column.time(row));
        let ([id, consignment, kind, office, reason, voids, recipient], [at, recorded_at]) = (self.texts, self.times);
        Some(EventCells {
            id: text(id)??,
            consignment: text(consignment)??,
            kind: text(kind)??,
            at: time(at)??,
            recorded_at: time(recorded_at)?,
            office: text(office)?,
            reason: text(reason)?,
            voids: text(voids)?,
            amount: match self.amount.map_or(Node::Null, |column| column.node(row)) {
                Node::Null => None,
                Node::Int(amount) => Some(amount),
                _ => return None,
            },
            recipient: text(recipient)?,
        })
    }
}

/// The consignment of an event of which more cannot be read.
fn named(event: &Node<'_>) -> Option<Id> {
    let Node::Object(entries) = event else { return None };
    entries.iter().find_map(|(key, value)| match value {
        Node::Text(text) if key == "consignment" => text.parse().ok(),
        _ => None,
    })
}

/// The trackings of all consignments of a table, made when they are asked for.
pub(crate) struct Tracked {
    pub(crate) table: Option<Table>,
    pub(crate) layout: Layout,
    pub(crate) threads: usize,
    pub(crate) schema: SchemaRef,
    /// The language of whole answers, if those are wanted.
    pub(crate) whole: Option<Language>,
    pub(crate) interrupts: Interrupts,
}

impl Tracked {
    fn all(&mut self) -> Result<Option<RecordBatch>, ArrowError> {
        let Some(table) = self.table.take() else { return Ok(None) };
        let rows = |piece: &RecordBatch| {
            let columns = self.layout.of(piece);
            let events = Events::of(&columns);
            (0..piece.num_rows()).map(|row| events.read(row)).collect::<Vec<Read>>()
        };
        let mut consignments = Consignments::default();
        in_order(table, (self.threads, self.interrupts), rows, |first, rows| {
            (first..).zip(rows).for_each(|(row, event)| consignments.add(row, event));
        })?;
        let groups = consignments.told;
        if groups.is_empty() {
            return Ok(None);
        }
        let length = groups.len().div_ceil(self.threads).max(1);
        let told: Vec<Vec<Result<Tracking, Issues>>> = each(groups.chunks(length).collect(), |groups| {
            Ok(groups
                .iter()
                .map(|told| if told.issues.is_empty() { hoso::track(&told.events) } else { Err(told.issues.clone()) })
                .collect())
        })
        .into_iter()
        .collect::<Result<_, _>>()?;
        let told: Vec<_> = told.into_iter().flatten().collect();
        match self.whole {
            Some(language) => whole(&groups, &told, &self.schema, language).map(Some),
            None => written(&groups, &told, &self.schema).map(Some),
        }
    }
}

/// Events by consignment, in the order in which consignments are first met.
#[derive(Default)]
struct Consignments {
    told: Vec<Told>,
    places: Places,
    /// Where the last event is: the next one is often of the same consignment.
    last: usize,
}

/// Where the events of a consignment are. Ids come from outside: a seed that nobody knows keeps them from being chosen so that
/// they collide, and the order of the table shows nowhere.
#[expect(clippy::disallowed_types, reason = "it is looked into, never walked through")]
type Places = std::collections::HashMap<Id, usize>;

impl Consignments {
    /// Adds an event of a row. One of which not even the consignment can be read is of a consignment of its own.
    fn add(&mut self, row: usize, event: Read) {
        let named = match &event {
            Ok(event) => Some(event.consignment()),
            Err((named, _)) => named.as_ref(),
        };
        self.last = match named {
            Some(id) if self.told.get(self.last).is_some_and(|told| told.consignment.as_ref() == Some(id)) => self.last,
            Some(id) => self.places.get(id).copied().unwrap_or(self.told.len()),
            None => self.told.len(),
        };
        if self.last == self.told.len() {
            self.places.extend(named.map(|id| (id.clone(), self.last)));
            self.told.push(Told { consignment: named.cloned(), ..Told::default() });
        }
        let Some(told) = self.told.get_mut(self.last) else { return };
        match event {
            Ok(event) => told.events.push(event),
            // The path is that in the list of the consignment's own events.
            Err((_, issues)) => issues.iter().for_each(|issue| {
                told.issues.push(issue.within(&format_args!("/{}", told.rows.len())));
            }),
        }
        told.rows.extend(i64::try_from(row));
    }
}

/// When it was first tried to deliver it.
fn first_attempt(tracking: &Tracking) -> Option<Time> {
    let tried = |kind| matches!(kind, EventKind::DeliveryFailed | EventKind::Delivered);
    tracking.history.iter().find(|applied| tried(applied.kind)).map(|applied| applied.at)
}

/// When it was delivered; the last time, if it was more than once.
fn delivered(tracking: &Tracking) -> Option<Time> {
    tracking.history.iter().rfind(|applied| applied.kind == EventKind::Delivered).map(|applied| applied.at)
}

/// The columns of whole answers: each as JSON, what a table tells beside, and the rows of its events in the table.
pub(crate) fn whole_columns() -> Vec<(&'static str, DataType)> {
    let texts = ["consignment", "answer", "first_attempt_at", "delivered_at"].map(|name| (name, DataType::Utf8));
    texts.into_iter().chain([("rows", list(DataType::Int64))]).collect()
}

fn whole(
    groups: &[Told],
    told: &[Result<Tracking, Issues>],
    schema: &SchemaRef,
    language: Language,
) -> Result<RecordBatch, ArrowError> {
    let answers = told.iter().map(|it| match it {
        Ok(tracking) => Some(write::json(tracking, language)),
        Err(issues) => Some(issues.to_json(language)),
    });
    let (mut ends, mut rows, mut count) = (Ends::new(groups.len()), Int64Builder::new(), 0);
    for group in groups {
        rows.append_slice(&group.rows);
        count += group.rows.len();
        ends.end(count);
    }
    let times = |of: fn(&Tracking) -> Option<Time>| -> ArrayRef {
        let time = |it: &Result<Tracking, Issues>| Some(of(it.as_ref().ok()?)?.to_string());
        Arc::new(told.iter().map(time).collect::<StringArray>())
    };
    let columns: Vec<ArrayRef> = vec![
        Arc::new(groups.iter().map(|group| group.consignment.as_ref().map(Id::as_str)).collect::<StringArray>()),
        Arc::new(answers.collect::<StringArray>()),
        times(first_attempt),
        times(delivered),
        ends.lists(Arc::new(rows.finish()))?,
    ];
    RecordBatch::try_new(schema.clone(), columns)
}

fn written(groups: &[Told], told: &[Result<Tracking, Issues>], schema: &SchemaRef) -> Result<RecordBatch, ArrowError> {
    let rows = groups.len();
    let tracked = || told.iter().map(|it| it.as_ref().ok());
    let (mut state, mut claim) = (Few::default(), Few::default());
    let (mut code, mut event) = (StringBuilder::new(), StringBuilder::new());
    let (mut kind, mut state_then) = (StringBuilder::new(), StringBuilder::new());
    let (mut ends, mut count, mut issues) = (Ends::new(rows), 0, IssueLists::new(rows));
    for it in told {
        state.push(it.as_ref().ok().map(|it| it.state.as_str()));
        claim.push(it.as_ref().ok().map(|it| it.claim.as_str()));
        match it {
            Ok(tracking) => {
                for anomaly in &tracking.anomalies {
                    code.append_value(anomaly.code.as_str());
                    event.append_value(anomaly.event.as_str());
                    kind.append_option(anomaly.kind.map(EventKind::as_str));
                    state_then.append_option(anomaly.state.map(State::as_str));
                    count += 1;
                }
                ends.end(count);
                issues.none();
            }
            Err(found) => {
                ends.none();
                issues.push(found);
            }
        }
    }
    let anomalies = records(vec![
        ("code", Arc::new(code.finish())),
        ("event", Arc::new(event.finish())),
        ("kind", Arc::new(kind.finish())),
        ("state", Arc::new(state_then.finish())),
    ])?;
    let mut attempts = Int64Builder::with_capacity(rows);
    tracked().for_each(|it| attempts.append_option(it.map(|it| it.attempts.get())));
    let columns: Vec<ArrayRef> = vec![
        Arc::new(groups.iter().map(|group| group.consignment.as_ref().map(Id::as_str)).collect::<StringArray>()),
        state.finish()?,
        instants(tracked().map(|it| it?.since)),
        Arc::new(attempts.finish()),
        truths(tracked().map(|it| it.map(|it| it.damaged)).collect()),
        claim.finish()?,
        truths(tracked().map(|it| it.map(|it| it.state.is_final())).collect()),
        instants(tracked().map(|it| it.and_then(first_attempt))),
        instants(tracked().map(|it| it.and_then(delivered))),
        ends.lists(anomalies)?,
        issues.finish()?,
    ];
    RecordBatch::try_new(schema.clone(), columns)
}

impl Iterator for Tracked {
    type Item = Result<RecordBatch, ArrowError>;
    fn next(&mut self) -> Option<Self::Item> {
        self.all().transpose()
    }
}

impl RecordBatchReader for Tracked {
    fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }
}
