//! `cargo bench -p hoso-bench`: instructions executed under valgrind, which hardly depend on the machine's load.
//!
//! Each limit is a quarter above what was counted when it was last written down; beyond it the run fails. After a change
//! that is worth its cost, write down the new count. The runner comes with
//! `cargo install gungraun-runner --version 0.20.0 --locked`.

#![expect(clippy::expect_used, reason = "a benchmark that cannot be set up may stop")]
#![expect(clippy::exit, reason = "gungraun's macros leave with a status")]
#![expect(missing_docs, reason = "gungraun's macros make public items without documentation")]

use std::hint::black_box;

use gungraun::{Callgrind, EventKind, LibraryBenchmarkConfig, library_benchmark, library_benchmark_group, main};
use hoso::batch::{Batch, Priced};
use hoso::form::{Form, Options, validate_json};
use hoso::wire::Node;
use hoso::{Consignment, Event, Language, Prepared, Rulebook, track};
use hoso_bench::question::{Ends, Question, Table, events, form};
use hoso_bench::rulebook::Size;

/// Questions of one benchmark.
const QUESTIONS: usize = 1_000;

/// What was counted, and a quarter more: libraries copy and compare with other instructions on other processors.
fn at_most(counted: u64) -> LibraryBenchmarkConfig {
    let mut callgrind = Callgrind::with_args(["--cache-sim=no"]);
    callgrind.hard_limits([(EventKind::Ir, counted + counted / 4)]);
    let mut config = LibraryBenchmarkConfig::default();
    config.tool(callgrind);
    config
}

fn rulebook() -> Rulebook {
    Rulebook::parse(&Size::REFERENCE.document()).expect("the generator makes valid rulebooks")
}

fn questions() -> impl Iterator<Item = Question> {
    Size::REFERENCE.questions(1, Ends::Zones).take(QUESTIONS)
}

/// A rulebook that is borrowed for as long as the process lives.
fn kept() -> &'static Rulebook {
    Box::leak(Box::new(rulebook()))
}

fn prepared() -> Vec<Prepared<'static>> {
    let rulebook = kept();
    let cases = questions().map(|it| it.case().expect("the generator makes valid questions"));
    cases.filter_map(|case| rulebook.prepare(&case)).collect()
}

fn consignments() -> (Rulebook, Vec<Consignment>) {
    let consignments = questions().map(|it| it.consignment().expect("the generator makes valid questions"));
    asked_about((rulebook(), consignments.collect()), ask_prices)
}

/// Asks, and gives back what was asked about. Whatever is counted was asked about before: its routes are made.
fn asked_about<T>(asked: T, ask: fn(&T)) -> T {
    ask(&asked);
    asked
}

fn ask_prices((rulebook, consignments): &(Rulebook, Vec<Consignment>)) {
    for consignment in consignments {
        black_box(rulebook.price(black_box(consignment)));
    }
}

fn told() -> Vec<Event> {
    Event::parse_list(&events(1)).expect("the generator makes valid events")
}

fn wrong_form() -> String {
    form(false)
}

/// About 100 kB.
fn document() -> String {
    Size::REFERENCE.document()
}

#[library_benchmark(config = at_most(112_730))]
#[bench::prepared(setup = prepared)]
fn decide(cases: Vec<Prepared<'static>>) -> Vec<Prepared<'static>> {
    for case in &cases {
        black_box(black_box(case).cover());
    }
    cases
}

/// A table, and what has answered it before.
fn table() -> (Batch<'static>, Table) {
    let rulebook = kept();
    let mut asked = (Batch::of(rulebook), Table::new(rulebook, &questions().collect::<Vec<_>>()));
    ask_table(&mut asked);
    asked
}

fn ask_table((batch, table): &mut (Batch<'static>, Table)) {
    let whole = |_| Node::Object(Vec::new());
    batch.quote_many(&black_box(&*table).columns(), table.rows(), whole, |answer| {
        if let Priced::Quoted(price, _) = answer {
            black_box((price.total(), price.tax(), price.applicant_due()));
        }
    });
}

#[library_benchmark(config = at_most(284_887))]
#[bench::columns(setup = table)]
fn quote_many(mut asked: (Batch<'static>, Table)) -> (Batch<'static>, Table) {
    ask_table(&mut asked);
    asked
}

#[library_benchmark(config = at_most(1_270_646))]
#[bench::text_ids(setup = consignments)]
fn price(asked: (Rulebook, Vec<Consignment>)) -> (Rulebook, Vec<Consignment>) {
    asked_about(asked, ask_prices)
}

#[library_benchmark(config = at_most(14_976_832))]
#[bench::text_ids(setup = consignments)]
fn quote_json((rulebook, consignments): (Rulebook, Vec<Consignment>)) -> (Rulebook, Vec<Consignment>) {
    for consignment in &consignments {
        drop(black_box(rulebook.quote(black_box(consignment)).map(|answer| answer.to_json())));
    }
    (rulebook, consignments)
}

#[library_benchmark(config = at_most(8_966))]
#[bench::fourteen_events(setup = told)]
fn tracking(events: Vec<Event>) -> Vec<Event> {
    drop(black_box(track(black_box(&events))));
    events
}

#[library_benchmark(config = at_most(60_256))]
#[bench::five_errors(setup = wrong_form)]
fn validate(form: String) -> String {
    drop(black_box(validate_json(Form::ReturnRequest, black_box(&form), &Options::default(), Language::Vi)));
    form
}

#[library_benchmark(config = at_most(11_855_077))]
#[bench::reference(setup = document)]
fn parse(document: String) -> String {
    drop(black_box(Rulebook::parse(black_box(&document))));
    document
}

library_benchmark_group!(name = hot, benchmarks = [decide, quote_many, price, quote_json, tracking, validate, parse]);
main!(library_benchmark_groups = hot);
