//! `settle_batch` and `reconcile_batch`: a contract's period over tables, which are read once and not kept.

use arrow_schema::ArrowError;
use hoso::wire::{Node, Shape, read};
use hoso::{
    Id, InvoiceLine, Issue, IssueCode, Issues, Params, Quoted, Reconciliation, ReconciliationBuilder,
    ReconciliationPart, Rulebook, SettleItem, Statement, StatementBuilder, StatementPart, Validity, batch,
};

use super::ffi::Opened;
use super::figures::NoFigures;
use super::layout::{Columns, JSON, Key, Layout};
use super::want::Want;
use super::{nothing, stream};

/// The price in one column.
const QUOTE: Key = ("quote", Quoted::KIND);

/// What each column of items or of an invoice is to hold.
pub(crate) fn wanted(name: &str) -> Option<Want> {
    let price = Quoted::KEYS.iter().chain([&QUOTE]);
    let mut keys = SettleItem::KEYS.iter().chain(price).chain(InvoiceLine::KEYS);
    if name == JSON { Some(Want(None)) } else { keys.find(|(key, _)| *key == name).map(|(_, kind)| Want(Some(*kind))) }
}

/// All columns that items may have, with their price in one or in several.
pub(crate) fn item_keys() -> Vec<Key> {
    [&item(&[QUOTE]), Quoted::KEYS].concat()
}

/// The columns of an item with these for its price.
fn item(price: &[Key]) -> Vec<Key> {
    SettleItem::KEYS.iter().filter(|(key, _)| *key != QUOTE.0).chain(price).copied().collect()
}

/// A table and how its rows are read.
struct Rows {
    table: Opened,
    layout: Layout,
    /// The list of the question that it stands for.
    list: &'static str,
    /// Whether the keys of the price are columns of their own.
    flat: bool,
}

impl Rows {
    /// Items, with their price in a column `quote`, or, where there is none, in columns as those of quotes.
    fn items(rulebook: &Rulebook, table: Opened) -> Result<Self, Issues> {
        let has = |name| table.schema().index_of(name).is_ok();
        let flat = !has(QUOTE.0) && !has(JSON);
        if !flat {
            return Self::new(rulebook, table, ("items", flat), &item(&[QUOTE]), &nothing::<SettleItem<'_>>());
        }
        // What an item with a price needs, and what says that it has one.
        let quoted = Node::Object(vec![("outcome".into(), Node::Text("quoted".into()))]);
        let mut required = Issues::new();
        required.push(Issue::new(IssueCode::Missing, "/outcome", Params::new()));
        let issues = SettleItem::from_row(quoted, rulebook).err().unwrap_or_default();
        issues.iter().for_each(|issue| required.push(at(issue, "", beside_quote(&issue.path))));
        Self::new(rulebook, table, ("items", flat), &item(Quoted::KEYS), &required)
    }

    /// Lines of an invoice.
    fn invoice(rulebook: &Rulebook, table: Opened) -> Result<Self, Issues> {
        Self::new(rulebook, table, ("invoice", false), InvoiceLine::KEYS, &nothing::<InvoiceLine>())
    }

    fn new(
        rulebook: &Rulebook,
        mut table: Opened,
        (list, flat): (&'static str, bool),
        keys: &[Key],
        required: &Issues,
    ) -> Result<Self, Issues> {
        let layout = Layout::new(keys, required, &mut table, rulebook.document().utc_offset);
        let layout = layout.map_err(|issues| {
            let mut there = Issues::new();
            issues.iter().for_each(|issue| there.push(at(issue, &format!("/{list}"), &issue.path)));
            there
        })?;
        Ok(Self { table, layout, list, flat })
    }

    /// Reads the rows on so many threads, each piece of the table into a part of its own, and puts the parts together in their
    /// order; every issue has the number of its row. `read` also says whether the keys of the price stand beside those of the
    /// item; `merge` gives what is wrong with rows of the part that only the others tell.
    fn each<T, P: Send>(
        self,
        threads: usize,
        read: impl Fn(Node<'_>) -> (bool, Result<T, Issues>) + Sync,
        (part, add): (impl Fn() -> P + Sync, impl Fn(&mut P, Result<T, Issues>) -> Result<(), Issues> + Sync),
        issues: &mut Issues,
        mut merge: impl FnMut(P) -> Vec<(usize, Issue)>,
    ) -> Result<(), ArrowError> {
        let Self { table: Opened { table, .. }, layout, list, .. } = self;
        let one = |columns: &Columns, row| match columns.node(row) {
            Ok(node) => {
                let (flat, value) = read(node);
                (flat, value.map_err(|issues| columns.told(row, issues)))
            }
            Err(issues) => (false, Err(issues)),
        };
        let rows = |columns: &Columns, count: usize| {
            let (mut part, mut wrong) = (part(), Vec::new());
            for row in 0..count {
                let (flat, value) = one(columns, row);
                for issue in add(&mut part, value).err().iter().flatten() {
                    let path = if flat { beside_quote(&issue.path) } else { &issue.path };
                    wrong.push((row, issue.at(path)));
                }
            }
            (part, wrong)
        };
        stream::in_order(
            table,
            (threads, stream::Interrupts::new()),
            |piece| rows(&layout.of(piece), piece.num_rows()),
            |first, (part, wrong)| {
                let mut all = merge(part);
                all.extend(wrong);
                all.sort_by_key(|(row, _)| *row);
                for (row, issue) in all {
                    issues.push(issue.within(&format_args!("/{list}/{}", first + row)));
                }
            },
        )
    }
}

/// The same issue elsewhere.
fn at(issue: &Issue, place: &str, path: &str) -> Issue {
    issue.at(format!("{place}{path}"))
}

/// Whether a row of JSON is a price, with what was kept of its consignment beside it.
fn is_priced(row: &Node<'_>) -> bool {
    let has = |name: &str| matches!(row, Node::Object(entries) if entries.iter().any(|(key, _)| key == name));
    !has(QUOTE.0) && batch::is_answer(row)
}

/// The path of a key that stands beside an item's own.
fn beside_quote(path: &str) -> &str {
    path.strip_prefix("/quote").unwrap_or(path)
}

impl Rows {
    /// Adds items, or what is wrong with them.
    fn add_items<P: Send>(
        self,
        rulebook: &Rulebook,
        threads: usize,
        part: (
            impl Fn() -> P + Sync,
            impl Fn(&mut P, Result<SettleItem<'static>, Issues>) -> Result<(), Issues> + Sync,
        ),
        issues: &mut Issues,
        merge: impl FnMut(P) -> Vec<(usize, Issue)>,
    ) -> Result<(), ArrowError> {
        let flat = self.flat;
        let read = |row: Node<'_>| {
            if flat {
                (true, SettleItem::from_row(row, rulebook))
            } else if is_priced(&row) {
                (true, SettleItem::from_row(batch::of_answer(row, &item(Quoted::KEYS)), rulebook))
            } else {
                (false, read::from_node(&row))
            }
        };
        self.each(threads, read, part, issues, merge)
    }
}

/// The statement of a table of items.
pub(crate) fn settle(
    rulebook: &Rulebook,
    items: Opened,
    (contract, period): (&Id, &Validity),
    threads: usize,
) -> Result<Statement, NoFigures> {
    let mut builder = StatementBuilder::new(rulebook, contract, period.clone())?;
    let (mut issues, empty) = (Issues::new(), builder.part());
    let add = |part: &mut StatementPart<'_>, item: Result<SettleItem<'_>, Issues>| match item {
        Ok(item) => part.add(&item),
        Err(issues) => {
            part.skip();
            Err(issues)
        }
    };
    let merge = |part| builder.merge(part);
    Rows::items(rulebook, items)?.add_items(rulebook, threads, (|| empty.clone(), add), &mut issues, merge)?;
    if issues.is_empty() { Ok(builder.finish()?) } else { Err(issues.into()) }
}

/// An invoice that was read, to be held against items. The one is read before the other is opened: two answers of one
/// connection of a database are often not to be had at once.
pub(crate) struct Invoice<'r> {
    rulebook: &'r Rulebook,
    builder: ReconciliationBuilder<'r>,
    /// What is wrong with its columns, so that no line was read; and with its lines.
    columns: Issues,
    lines: Issues,
}

impl<'r> Invoice<'r> {
    /// Reads the lines of a table.
    pub(crate) fn read(
        rulebook: &'r Rulebook,
        table: Opened,
        (contract, period): (&Id, &Validity),
        threads: usize,
    ) -> Result<Self, NoFigures> {
        let mut builder = ReconciliationBuilder::new(rulebook, contract, period.clone())?;
        let mut lines = Issues::new();
        let rows = match Rows::invoice(rulebook, table) {
            Ok(rows) => rows,
            Err(columns) => return Ok(Self { rulebook, builder, columns, lines }),
        };
        let add = |part: &mut Vec<Option<InvoiceLine>>, line: Result<InvoiceLine, Issues>| {
            let (line, issues) = line.map_or_else(|issues| (None, issues), |line| (Some(line), Issues::new()));
            part.push(line);
            if issues.is_empty() { Ok(()) } else { Err(issues) }
        };
        let read = |row: Node<'_>| (false, read::from_node::<InvoiceLine>(&row));
        rows.each(threads, read, (Vec::new, add), &mut lines, |part| add_lines(&mut builder, part))?;
        Ok(Self { rulebook, builder, columns: Issues::new(), lines })
    }

    /// Holds it against a table of items.
    pub(crate) fn against(self, items: Opened, threads: usize) -> Result<Reconciliation, NoFigures> {
        let Self { rulebook, mut builder, columns, lines } = self;
        let items = match Rows::items(rulebook, items) {
            Ok(items) if columns.is_empty() => items,
            items => return Err(all(items.err().unwrap_or_default(), &columns).into()),
        };
        let (mut issues, empty) = (Issues::new(), builder.part());
        let add = |part: &mut ReconciliationPart<'_>, item: Result<SettleItem<'_>, Issues>| match item {
            Ok(item) => part.add(&item),
            Err(issues) => {
                part.skip();
                Err(issues)
            }
        };
        let merge = |part| builder.merge(part);
        items.add_items(rulebook, threads, (|| empty.clone(), add), &mut issues, merge)?;
        let issues = all(issues, &lines);
        if issues.is_empty() { Ok(builder.finish()?) } else { Err(issues.into()) }
    }
}

/// Adds lines, or leaves the places of those that could not be read. Gives those whose ids others have already.
fn add_lines(builder: &mut ReconciliationBuilder<'_>, lines: Vec<Option<InvoiceLine>>) -> Vec<(usize, Issue)> {
    let mut duplicates = Vec::new();
    for (at, line) in lines.into_iter().enumerate() {
        let Some(line) = line else {
            builder.skip_line();
            continue;
        };
        let added = builder.add_line(&line);
        duplicates.extend(added.err().iter().flatten().map(|issue| (at, issue.clone())));
    }
    duplicates
}

/// Issues, and then others.
fn all(mut issues: Issues, others: &Issues) -> Issues {
    others.iter().for_each(|issue| issues.push(issue.clone()));
    issues
}
