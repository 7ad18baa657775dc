//! `decide_batch` and `quote_batch`.

use std::ops::Range;
use std::sync::Arc;

use arrow_array::builder::{Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_buffer::NullBuffer;
use arrow_schema::{ArrowError, DataType};
use hoso::batch::{Batch, CaseColumns, Cell, Decided, InCell, Labels, Priced, QuoteColumns, Resolved, Resolver};
use hoso::document::{Agency, Field, Place, Procedure, Zone};
use hoso::{Date, FeeUnits, Grams, Money, Service};

use super::build::{Ends, LineLists, TextLists, dictionary, few, issues, list, numbers, place, record, records, texts};
use super::columns::{Coded, Column, Days};
use super::layout::{Columns, Layout};
use super::listed::ListColumn;
use super::rules::{Book, Ruled};
use super::stream::Plan;

/// Rows that are looked up at a time: their cells stay in the nearest cache.
const BLOCK: usize = 2048;

fn blocks(rows: usize) -> impl Iterator<Item = Range<usize>> {
    (0..rows).step_by(BLOCK).map(move |start| start..rows.min(start + BLOCK))
}

/// The columns of a case, looked up; and the cells of a block of rows.
struct Cases<'c, A, P, F, S> {
    agency: Coded<'c, Resolved<Agency>, A>,
    procedure: Coded<'c, Resolved<Procedure>, P>,
    field: Coded<'c, Resolved<Field>, F>,
    service: Coded<'c, Service, S>,
    on: Days<'c>,
    known_on: Days<'c>,
    reception: Coded<'c, Resolved<Agency>, A>,
}

#[derive(Default)]
struct CaseCells {
    agency: Vec<Cell<Resolved<Agency>>>,
    procedure: Vec<Cell<Resolved<Procedure>>>,
    field: Vec<Cell<Resolved<Field>>>,
    service: Vec<Cell<Service>>,
    on: Vec<Cell<Date>>,
    known_on: Vec<Cell<Date>>,
    reception: Vec<Cell<Resolved<Agency>>>,
}

#[expect(clippy::type_complexity, reason = "what each text is looked up in has a type without a name")]
fn cases<'c>(
    columns: &'c Columns,
    codes: Resolver<'c>,
) -> Cases<
    'c,
    impl Fn(&str) -> Cell<Resolved<Agency>> + Copy,
    impl Fn(&str) -> Cell<Resolved<Procedure>>,
    impl Fn(&str) -> Cell<Resolved<Field>>,
    impl Fn(&str) -> Cell<Service>,
> {
    let agency = move |text: &str| codes.agency(text);
    Cases {
        agency: Coded::new(columns.get("agency"), agency),
        procedure: Coded::new(columns.get("procedure"), move |text| codes.procedure(text)),
        field: Coded::new(columns.get("field"), move |text| codes.field(text)),
        service: Coded::new(columns.get("service"), |text| Cell::from(Service::from_name(text))),
        on: Days::new(columns.get("on")),
        known_on: Days::new(columns.get("known_on")),
        reception: Coded::new(columns.get("reception"), agency),
    }
}

impl<A, P, F, S> Cases<'_, A, P, F, S>
where
    A: Fn(&str) -> Cell<Resolved<Agency>>,
    P: Fn(&str) -> Cell<Resolved<Procedure>>,
    F: Fn(&str) -> Cell<Resolved<Field>>,
    S: Fn(&str) -> Cell<Service>,
{
    fn fill(&mut self, rows: &Range<usize>, cells: &mut CaseCells) {
        self.agency.fill(rows.clone(), &mut cells.agency);
        self.procedure.fill(rows.clone(), &mut cells.procedure);
        self.field.fill(rows.clone(), &mut cells.field);
        self.service.fill(rows.clone(), &mut cells.service);
        self.on.fill(rows.clone(), &mut cells.on);
        self.known_on.fill(rows.clone(), &mut cells.known_on);
        self.reception.fill(rows.clone(), &mut cells.reception);
    }
}

impl CaseCells {
    fn columns(&self) -> CaseColumns<'_> {
        CaseColumns {
            agency: &self.agency,
            procedure: &self.procedure,
            field: &self.field,
            service: &self.service,
            on: &self.on,
            known_on: &self.known_on,
            reception: &self.reception,
        }
    }
}

/// `decide_batch`.
pub(crate) struct Decide {
    pub(crate) book: Arc<Book>,
    pub(crate) layout: Layout,
    pub(crate) outcomes: ArrayRef,
}

impl Decide {
    pub(crate) fn outcomes() -> ArrayRef {
        texts(["covered", "not_covered"])
    }

    pub(crate) fn columns() -> Vec<(&'static str, DataType)> {
        let rule = ["outcome", "contract", "clause", "amendment", "operator", "tariff"].map(|name| (name, few()));
        rule.into_iter().chain([("reasons", list(DataType::Utf8)), ("issues", issues())]).collect()
    }
}

impl Plan for Decide {
    fn answer(&self, piece: &RecordBatch) -> Result<Vec<ArrayRef>, ArrowError> {
        let columns = self.layout.of(piece);
        let mut cases = cases(&columns, Resolver::of(&self.book.rulebook));
        let mut batch = Batch::of(&self.book.rulebook);
        let (mut cells, mut ruled) = (CaseCells::default(), Ruled::new(&self.book, &self.outcomes, piece.num_rows()));
        for rows in blocks(piece.num_rows()) {
            cases.fill(&rows, &mut cells);
            let whole = |row: usize| columns.row(rows.start + row);
            batch.decide_many(&cells.columns(), rows.len(), whole, |answer| match answer {
                Decided::Covered(cover) => ruled.whole(&cover),
                Decided::NotCovered(reasons) => ruled.refused(1, reasons),
                Decided::Invalid(issues) => ruled.invalid(issues),
            });
        }
        let it = ruled.finish()?;
        let operator = it.operator()?;
        Ok(vec![it.outcome, it.contract, it.clause, it.amendment, operator, it.tariff, it.reasons, it.issues])
    }
}

/// `quote_batch`.
pub(crate) struct Quote {
    pub(crate) book: Arc<Book>,
    pub(crate) layout: Layout,
    pub(crate) outcomes: ArrayRef,
    /// Whether lines, payers and sources are told too.
    pub(crate) lines: bool,
}

impl Quote {
    pub(crate) fn outcomes() -> ArrayRef {
        texts(["quoted", "no_price", "not_covered"])
    }

    pub(crate) fn columns(lines: bool) -> Vec<(&'static str, DataType)> {
        let rule =
            ["outcome", "contract", "clause", "amendment", "tariff", "version", "zone"].map(|name| (name, few()));
        let sums = ["net", "tax", "total", "agency_fee", "applicant_due"].map(|name| (name, DataType::Int64));
        let mut columns: Vec<_> = rule.into_iter().chain(sums).collect();
        columns.extend([("reasons", list(DataType::Utf8)), ("issues", issues())]);
        if lines {
            let payer = record(&[("who", DataType::Utf8), ("amount", DataType::Int64)]);
            columns.extend([
                ("lines", LineLists::of(true)),
                ("payers", list(payer)),
                ("sources", list(DataType::Utf8)),
            ]);
        }
        columns
    }
}

/// The sums of rows; zeros where a row has no price.
struct Sums {
    rows: usize,
    version: Vec<i32>,
    zone: Vec<i32>,
    net: Vec<i64>,
    tax: Vec<i64>,
    total: Vec<i64>,
    /// Mostly none is collected: these are the rows up to the last that has one.
    agency_fee: Vec<i64>,
    applicant_due: Vec<i64>,
}

impl Sums {
    fn new(rows: usize) -> Self {
        let [version, zone] = [(); 2].map(|()| Vec::with_capacity(rows));
        let [net, tax, total, applicant_due] = [(); 4].map(|()| Vec::with_capacity(rows));
        Self { rows, version, zone, net, tax, total, agency_fee: Vec::new(), applicant_due }
    }

    #[inline]
    fn price(&mut self, labels: &Labels, sums: &hoso::Sums<'_>) {
        self.version.push(place(labels.version(sums)));
        self.zone.push(place(labels.zone(sums)));
        if sums.agency_fee() != 0 {
            self.agency_fee.resize(self.net.len(), 0);
            self.agency_fee.push(sums.agency_fee());
        }
        self.net.push(sums.net());
        self.tax.push(sums.tax());
        self.total.push(sums.total());
        self.applicant_due.push(sums.applicant_due());
    }

    fn none(&mut self) {
        self.version.push(0);
        self.zone.push(0);
        for column in [&mut self.net, &mut self.tax, &mut self.total, &mut self.applicant_due] {
            column.push(0);
        }
    }

    fn columns(mut self, book: &Book, quoted: Option<&NullBuffer>) -> Result<Vec<ArrayRef>, ArrowError> {
        self.agency_fee.resize(self.rows, 0);
        let mut columns = vec![
            dictionary(self.version, quoted.cloned(), &book.versions)?,
            dictionary(self.zone, quoted.cloned(), &book.zones)?,
        ];
        for amounts in [self.net, self.tax, self.total, self.agency_fee, self.applicant_due] {
            columns.push(numbers(amounts, quoted.cloned())?);
        }
        Ok(columns)
    }
}

impl Plan for Quote {
    fn answer(&self, piece: &RecordBatch) -> Result<Vec<ArrayRef>, ArrowError> {
        let (rows, book) = (piece.num_rows(), &*self.book);
        let columns = self.layout.of(piece);
        let codes = Resolver::of(&book.rulebook);
        let mut cases = cases(&columns, codes);
        let mut zone = Coded::new(columns.get("zone"), |text| codes.zone(text));
        let mut place = Coded::new(columns.get("place"), |text| codes.place(text));
        let lists = |key| ListColumn::new(columns.get(key), rows);
        let (applicant, options) = (lists("applicant"), lists("options"));
        let applicant = applicant.look_up(|list| codes.applicant(list));
        let options = options.look_up(|list| codes.options(list));
        let mut batch = Batch::of(&book.rulebook);
        let mut cells = CaseCells::default();
        let mut zones: Vec<Cell<Resolved<Zone>>> = Vec::new();
        let mut places: Vec<Cell<Resolved<Place>>> = Vec::new();
        let [mut there, mut back]: [Vec<Cell<Grams>>; 2] = [Vec::new(), Vec::new()];
        let mut declared: Vec<Cell<Money>> = Vec::new();
        let mut units: Vec<Cell<FeeUnits>> = Vec::new();
        let mut ruled = Ruled::new(book, &self.outcomes, rows);
        let mut sums = Sums::new(rows);
        let mut details = self.lines.then(|| Details::new(rows));
        for rows in blocks(rows) {
            cases.fill(&rows, &mut cells);
            zone.fill(rows.clone(), &mut zones);
            place.fill(rows.clone(), &mut places);
            fill_numbers(columns.get("weight_grams"), &rows, &mut there);
            fill_numbers(columns.get("return_weight_grams"), &rows, &mut back);
            fill_numbers(columns.get("declared_value"), &rows, &mut declared);
            fill_numbers(columns.get("agency_fee_units"), &rows, &mut units);
            let block = QuoteColumns {
                case: cells.columns(),
                weight_grams: &there,
                return_weight_grams: &back,
                zone: &zones,
                place: &places,
                applicant: applicant.of(&rows),
                options: options.of(&rows),
                declared_value: &declared,
                agency_fee_units: &units,
            };
            let whole = |row: usize| columns.row(rows.start + row);
            batch.quote_many(&block, rows.len(), whole, |answer| {
                if let Some(details) = &mut details {
                    details.push(&answer);
                }
                if let Priced::Quoted(price, _) = answer {
                    sums.price(&book.labels, price);
                    return ruled.whole(&price.cover());
                }
                sums.none();
                match answer {
                    Priced::Quoted(..) => {}
                    Priced::NoPrice(cover, reasons) => ruled.covered(1, &cover, reasons),
                    Priced::NotCovered(reasons) => ruled.refused(2, reasons),
                    Priced::Invalid(issues) => ruled.invalid(issues),
                }
            });
        }
        let it = ruled.finish()?;
        let mut answers = vec![it.outcome, it.contract, it.clause, it.amendment, it.tariff];
        answers.extend(sums.columns(book, it.told.as_ref())?);
        answers.extend([it.reasons, it.issues]);
        if let Some(details) = details {
            answers.extend(details.finish()?);
        }
        Ok(answers)
    }
}

fn fill_numbers<T: TryFrom<i64> + InCell>(column: Option<&Column>, rows: &Range<usize>, cells: &mut Vec<Cell<T>>) {
    cells.clear();
    if let Some(column) = column {
        column.numbers(rows.clone(), cells);
    }
}

/// Lines, payers and sources of rows.
struct Details {
    lines: LineLists,
    payer_ends: Ends,
    who: StringBuilder,
    share: Int64Builder,
    payers: usize,
    sources: TextLists,
}

impl Details {
    fn new(rows: usize) -> Self {
        Self {
            lines: LineLists::new(rows, true),
            payer_ends: Ends::new(rows),
            who: StringBuilder::new(),
            share: Int64Builder::new(),
            payers: 0,
            sources: TextLists::new(rows),
        }
    }

    fn push(&mut self, answer: &Priced<'_, '_>) {
        let Priced::Quoted(price, lines) = answer else {
            self.lines.none();
            self.payer_ends.none();
            return self.sources.none();
        };
        lines.each(|line| self.lines.line(line.kind.as_str(), &line.id, line.bp, line.amount, line.source));
        self.lines.end();
        for (who, amount) in price.payments() {
            self.who.append_value(who);
            self.share.append_value(amount);
            self.payers += 1;
        }
        self.payer_ends.end(self.payers);
        self.sources.push(lines.sources());
    }

    fn finish(mut self) -> Result<[ArrayRef; 3], ArrowError> {
        let payers = records(vec![("who", Arc::new(self.who.finish())), ("amount", Arc::new(self.share.finish()))])?;
        Ok([self.lines.finish()?, self.payer_ends.lists(payers)?, self.sources.finish()?])
    }
}
