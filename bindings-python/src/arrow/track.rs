//! `track_batch`: a row for each event comes in, a row for each consignment goes out.

use std::sync::Arc;

use arrow_array::builder::{Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch, RecordBatchReader, StringArray};
use arrow_schema::{ArrowError, DataType, SchemaRef};
use hoso::batch::{EventCells, event};
use hoso::wire::{Node, write};
use hoso::{Applied, Event, EventKind, Id, Issues, Language, State, Time, Tracking};

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

/// A consignment of a table, and where its events stand there.
struct Told {
    consignment: Option<Id>,
    rows: Vec<Row>,
}

/// A row of a table: which piece it is in, and its number there.
struct Row {
    piece: usize,
    row: usize,
}

/// A piece of a table, and the number of its first row.
struct Piece {
    first: usize,
    columns: Columns,
}

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
    fn read(&self, row: usize) -> Result<Event, Issues> {
        self.cells(row).and_then(|cells| event(&cells)).map_or_else(|| self.columns.read(row), Ok)
    }

    /// The consignment of the event of a row, of which more need not be right.
    fn consignment(&self, row: usize) -> Option<Id> {
        let [_, consignment, ..] = self.texts;
        match consignment.and_then(|column| column.perhaps_text(row)) {
            Some(text) => text?.parse().ok(),
            None => named(&self.columns.row(row)),
        }
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

/// The consignment of an event.
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
        let Consignments { pieces, told, .. } = Consignments::of(table, &self.layout, self.interrupts)?;
        if told.is_empty() {
            return Ok(None);
        }
        // Events are read where they are tracked, those of one consignment after those of another: what is read stays in the
        // cache of its thread, and is no larger than that.
        let (events, language): (Vec<Events<'_>>, _) =
            (pieces.iter().map(|piece| Events::of(&piece.columns)).collect(), self.whole);
        let track = |told: &[Told]| {
            let mut room = Vec::new();
            Ok(told.iter().map(|it| Standing::of(it.track(&events, &mut room), language)).collect::<Vec<_>>())
        };
        let length = told.len().div_ceil(self.threads).max(1);
        let tracked = each(told.chunks(length).collect(), track).into_iter().collect::<Result<Vec<_>, _>>()?;
        let tracked: Vec<Standing> = tracked.into_iter().flatten().collect();
        match self.whole {
            Some(_) => whole(&pieces, &told, tracked, &self.schema).map(Some),
            None => written(&told, &tracked, &self.schema).map(Some),
        }
    }
}

impl Told {
    /// Where it is by its events, or what is wrong with them: the path is that in the list of its own events.
    fn track(&self, events: &[Events<'_>], room: &mut Vec<Event>) -> Result<Tracking, Issues> {
        let mut issues = Issues::new();
        room.clear();
        for (at, Row { piece, row }) in self.rows.iter().enumerate() {
            match events.get(*piece).map(|events| events.read(*row)) {
                Some(Ok(event)) => room.push(event),
                Some(Err(found)) => {
                    found.iter().for_each(|issue| issues.push(issue.within(&format_args!("/{at}"))));
                }
                None => {}
            }
        }
        if issues.is_empty() { hoso::track(room) } else { Err(issues) }
    }
}

/// What a table tells of where a consignment is.
struct Standing {
    tracked: Result<Tracking, Issues>,
    /// When it was first tried to deliver it, and when it was delivered.
    first_attempt_at: Option<Time>,
    delivered_at: Option<Time>,
    /// The whole answer as JSON, if that is wanted.
    answer: Option<String>,
}

impl Standing {
    fn of(mut tracked: Result<Tracking, Issues>, language: Option<Language>) -> Self {
        let answer = language.map(|language| match &tracked {
            Ok(tracking) => write::json(tracking, language),
            Err(issues) => issues.to_json(language),
        });
        // How it came there is let go on the thread that found it, and while it is in the cache.
        let history = tracked.as_mut().map(|it| std::mem::take(&mut it.history)).unwrap_or_default();
        Self { tracked, first_attempt_at: first_attempt(&history), delivered_at: delivered(&history), answer }
    }
}

/// Rows by consignment, in the order in which consignments are first met.
#[derive(Default)]
struct Consignments {
    pieces: Vec<Piece>,
    told: Vec<Told>,
    places: Places,
    /// Where the last row is: the next one is often of the same consignment.
    last: usize,
}

/// Where the events of a consignment are. Ids come from outside: a seed that nobody knows keeps them from being chosen so that
/// they collide, and the order of the table shows nowhere.
#[expect(clippy::disallowed_types, reason = "it is looked into, never walked through")]
type Places = std::collections::HashMap<Id, usize>;

impl Consignments {
    fn of(table: Table, layout: &Layout, interrupts: Interrupts) -> Result<Self, ArrowError> {
        let mut all = Self::default();
        let named = |piece: &RecordBatch| {
            let columns = layout.of(piece);
            let events = Events::of(&columns);
            let named: Vec<_> = (0..piece.num_rows()).map(|row| events.consignment(row)).collect();
            (columns, named)
        };
        // To hand a piece to another thread and back takes longer than to look at the names in it.
        in_order(table, (1, interrupts), named, |first, (columns, named)| {
            let piece = all.pieces.len();
            all.pieces.push(Piece { first, columns });
            named.into_iter().enumerate().for_each(|(row, named)| all.add(named, Row { piece, row }));
        })?;
        Ok(all)
    }

    /// Adds a row. One of which not even the consignment can be read is of a consignment of its own.
    fn add(&mut self, named: Option<Id>, row: Row) {
        self.last = match &named {
            Some(_) if self.told.get(self.last).is_some_and(|told| told.consignment == named) => self.last,
            Some(id) => self.places.get(id).copied().unwrap_or(self.told.len()),
            None => self.told.len(),
        };
        if let Some(told) = self.told.get_mut(self.last) {
            told.rows.push(row);
            return;
        }
        self.places.extend(named.clone().map(|id| (id, self.last)));
        self.told.push(Told { consignment: named, rows: vec![row] });
    }
}

/// When it was first tried to deliver it.
fn first_attempt(history: &[Applied]) -> Option<Time> {
    let tried = |kind| matches!(kind, EventKind::DeliveryFailed | EventKind::Delivered);
    history.iter().find(|applied| tried(applied.kind)).map(|applied| applied.at)
}

/// When it was delivered; the last time, if it was more than once.
fn delivered(history: &[Applied]) -> Option<Time> {
    history.iter().rfind(|applied| applied.kind == EventKind::Delivered).map(|applied| applied.at)
}

/// The columns of whole answers: each as JSON, what a table tells beside, and the rows of its events in the table.
pub(crate) fn whole_columns() -> Vec<(&'static str, DataType)> {
    let texts = ["consignment", "answer", "first_attempt_at", "delivered_at"].map(|name| (name, DataType::Utf8));
    texts.into_iter().chain([("rows", list(DataType::Int64))]).collect()
}

fn whole(
    pieces: &[Piece],
    told: &[Told],
    tracked: Vec<Standing>,
    schema: &SchemaRef,
) -> Result<RecordBatch, ArrowError> {
    let (mut ends, mut rows, mut count) = (Ends::new(told.len()), Int64Builder::new(), 0);
    for told in told {
        for Row { piece, row } in &told.rows {
            let first = pieces.get(*piece).map_or(0, |piece| piece.first);
            rows.append_option(i64::try_from(first + row).ok());
        }
        count += told.rows.len();
        ends.end(count);
    }
    let times = |of: fn(&Standing) -> Option<Time>| -> ArrayRef {
        Arc::new(tracked.iter().map(|it| Some(of(it)?.to_string())).collect::<StringArray>())
    };
    let columns: Vec<ArrayRef> = vec![
        consignments(told),
        Arc::new(tracked.iter().map(|it| it.answer.as_deref()).collect::<StringArray>()),
        times(|it| it.first_attempt_at),
        times(|it| it.delivered_at),
        ends.lists(Arc::new(rows.finish()))?,
    ];
    RecordBatch::try_new(schema.clone(), columns)
}

fn consignments(told: &[Told]) -> ArrayRef {
    Arc::new(told.iter().map(|told| told.consignment.as_ref().map(Id::as_str)).collect::<StringArray>())
}

fn written(told: &[Told], tracked: &[Standing], schema: &SchemaRef) -> Result<RecordBatch, ArrowError> {
    let rows = told.len();
    let trackings = || tracked.iter().map(|it| it.tracked.as_ref().ok());
    let (mut state, mut claim) = (Few::default(), Few::default());
    let (mut code, mut event) = (StringBuilder::new(), StringBuilder::new());
    let (mut kind, mut state_then) = (StringBuilder::new(), StringBuilder::new());
    let (mut ends, mut count, mut issues) = (Ends::new(rows), 0, IssueLists::new(rows));
    for it in tracked {
        let tracking = it.tracked.as_ref().ok();
        state.push(tracking.map(|it| it.state.as_str()));
        claim.push(tracking.map(|it| it.claim.as_str()));
        match &it.tracked {
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
    trackings().for_each(|it| attempts.append_option(it.map(|it| it.attempts.get())));
    let columns: Vec<ArrayRef> = vec![
        consignments(told),
        state.finish()?,
        instants(trackings().map(|it| it?.since)),
        Arc::new(attempts.finish()),
        truths(trackings().map(|it| it.map(|it| it.damaged)).collect()),
        claim.finish()?,
        truths(trackings().map(|it| it.map(|it| it.state.is_final())).collect()),
        instants(tracked.iter().map(|it| it.first_attempt_at)),
        instants(tracked.iter().map(|it| it.delivered_at)),
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
