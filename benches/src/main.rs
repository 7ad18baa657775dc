//! `cargo run --release -p hoso-bench`: how fast hoso is, how that grows, and how it compares with a hand-written loop.
//!
//! `--quick` does the same on few rows in a second or two. The times then mean little, the checks are the same: the
//! run fails when an answer differs from the loop's, when a price takes something from the heap, or when a national rulebook
//! holds more than it may.

#![expect(clippy::print_stdout, reason = "a benchmark is there to print")]

use std::hint::black_box;
use std::iter;
use std::process::ExitCode;
use std::thread;

use hoso::batch::{Batch, Priced};
use hoso::form::{Form, Options, validate_json};
use hoso::wire::Node;
use hoso::{Event, Issues, Language, Price, Rulebook, Sums, track};
use hoso_bench::measure::{self, Counting, Times, readable};
use hoso_bench::peer::{Answer, Peer};
use hoso_bench::question::{Ends, Question, Rows, Table, events, form};
use hoso_bench::rulebook::Size;

#[global_allocator]
static HEAP: Counting = Counting;

/// How much is run.
#[derive(Clone, Copy)]
struct Plan {
    runs: u64,
    rows: usize,
    growth_rows: usize,
    largest: usize,
    asked: usize,
}

const FULL: Plan = Plan { runs: 16, rows: 62_500, growth_rows: 20_000, largest: 10_000, asked: 1_000_000 };
const QUICK: Plan = Plan { runs: 5, rows: 2_000, growth_rows: 1_000, largest: 100, asked: 10_000 };
/// Runs of what is slow or less important; a median needs five.
const FEW: u64 = 5;

/// What was measured, and its goal in nanoseconds (README.md#how-fast).
struct Figure {
    what: &'static str,
    goal: Option<f64>,
    times: Times,
}

impl Figure {
    fn new(what: &'static str, goal: impl Into<Option<f64>>) -> Self {
        Self { what, goal: goal.into(), times: Times::default() }
    }

    /// The same for pieces a million times as large.
    fn per_million(self) -> Self {
        Self { times: self.times.per(1e6, 1.0), ..self }
    }

    fn print(&self) {
        let (median, least) = (self.times.median(), self.times.least());
        let goal = self.goal.map_or(String::new(), |goal| {
            format!("≤ {:>8}  {}", readable(goal), if median <= goal { "ok" } else { "over" })
        });
        println!("  {:<58}{:>10}{:>10}   {goal}", self.what, readable(median), readable(least));
    }

    /// How many times it takes what a peer takes with the same rows in the same run, and at most how many it should.
    fn print_beside(&self, peer: &Self, goal: f64) {
        let (median, least) = (self.times.ratio(&peer.times), self.times.ratio_of_least(&peer.times));
        let met = if median <= goal { "ok" } else { "over" };
        println!("  {:<58}{median:>8.2} ×{least:>8.2} ×   ≤ {goal:>8.1}  {met}", self.what);
    }
}

fn main() -> Result<ExitCode, Issues> {
    let plan = if std::env::args().any(|argument| argument == "--quick") { QUICK } else { FULL };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let load = first_of("/proc/loadavg", |line| line.split(' ').next());
    let processor = first_of("/proc/cpuinfo", |line| line.strip_prefix("model name")?.split(": ").nth(1));
    println!(
        "hoso on one thread of {cores} ({processor}), load average {load}: where that is more than a core or two,"
    );
    println!("the median is of a machine that does other things, and the least is nearer to the truth");
    println!();
    let sound = reference(plan)?;
    let small = rulebooks(plan)?;
    growth(plan)?;
    Ok(if sound && small { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The first line of a system's file in which something is found.
fn first_of(file: &str, find: impl Fn(&str) -> Option<&str>) -> String {
    let lines = std::fs::read_to_string(file).unwrap_or_default();
    lines.lines().find_map(find).unwrap_or("unknown").to_owned()
}

fn answer(price: &Price<'_>) -> Answer {
    sums(price)
}

fn sums(of: &Sums<'_>) -> Answer {
    Answer { total: of.total(), tax: of.tax(), applicant_due: of.applicant_due() }
}

/// The reference configuration: the same rows for hoso and for the loop, after comparing their answers.
fn reference(plan: Plan) -> Result<bool, Issues> {
    let size = Size::REFERENCE;
    let rulebook = Rulebook::parse(&size.document())?;
    let Some(peer) = Peer::new(rulebook.document()) else {
        println!("the hand-written loop does not know these rules");
        return Ok(false);
    };
    let mut decide = Figure::new("decide, prepared: cover()", 40.0);
    let mut decide_text = Figure::new("decide from ids as text: prepare(&case), cover()", None);
    let mut decide_whole = Figure::new("decide: decide(&case), the whole answer", None);
    let mut quote = Figure::new("quote, prepared: price()", None);
    let mut price = Figure::new("quote from ids as text: price(&consignment)", None);
    let mut columns = Figure::new("quote, rows of columns: quote_many(columns)", None);
    let mut quote_json = Figure::new("quote: quote(&consignment), to_json", 1_500.0);
    let mut json_json = Figure::new("quote: quote_json(text), parsing the question too", None);
    let mut dense = Figure::new("hand-written loop, dense ids", None);
    let mut text = Figure::new("hand-written loop, ids as text (std HashMap)", None);
    let (mut rows_seen, mut priced, mut different, mut heap) = (0, 0, 0, 0);
    for seed in 1..=plan.runs {
        let questions: Vec<Question> = size.questions(seed, Ends::Zones).take(plan.rows).collect();
        let rows = Rows::new(&questions)?;
        for ((consignment, dense), text) in rows.consignments.iter().zip(&rows.dense).zip(&rows.text) {
            let mut ours = None;
            // What is kept of a route when it is first asked for is not taken by the price.
            black_box(rulebook.price(consignment));
            heap += Counting::during(|| ours = rulebook.price(consignment).as_ref().map(answer));
            rows_seen += 1;
            priced += usize::from(ours.is_some());
            different += usize::from(ours != peer.quote(dense) || ours != peer.quote_text(text));
        }
        price.times.over(&rows.consignments, |it| rulebook.price(it).as_ref().map(answer));
        let tables: Vec<Table> = questions.chunks(200).map(|some| Table::new(&rulebook, some)).collect();
        let mut batch = Batch::of(&rulebook);
        for table in &tables {
            columns.times.run(table.rows(), || quote_many(&mut batch, table));
        }
        let prepared: Vec<_> = rows.cases.iter().filter_map(|it| rulebook.prepare(it)).collect();
        decide.times.over(&prepared, hoso::Prepared::cover);
        let prepared: Vec<_> = rows.consignments.iter().filter_map(|it| rulebook.prepare_quote(it)).collect();
        quote.times.over(&prepared, |it| it.price().as_ref().map(answer));
        decide_text.times.over(&rows.cases, |it| rulebook.prepare(it).and_then(|case| case.cover()));
        dense.times.over(&rows.dense, |it| peer.quote(it));
        text.times.over(&rows.text, |it| peer.quote_text(it));
        if seed <= FEW {
            decide_whole.times.over(&rows.cases, |it| rulebook.decide(it));
            quote_json.times.over(&rows.consignments, |it| rulebook.quote(it).map(|answer| answer.to_json()));
            json_json.times.over(&rows.json, |it| rulebook.quote_json(it, Language::Vi));
        }
    }
    println!("{size:?}, per row of {rows_seen} seeded rows, of which {priced} have a price");
    println!(
        "  answers (total, tax, applicant_due) other than the loop's: {different}; taken from the heap by price: {heap}"
    );
    println!();
    println!("  {:<58}{:>10}{:>10}   goal", "", "median", "least");
    let figures = [decide, decide_text, decide_whole, quote, columns, price, quote_json, json_json];
    figures.iter().for_each(Figure::print);
    tracking(plan)?.print();
    forms(plan).iter().for_each(Figure::print);
    whole_documents(plan)?.iter().for_each(Figure::print);
    println!();
    [&dense, &text].into_iter().for_each(Figure::print);
    println!();
    println!("  {:<58}{:>10}{:>10}   goal", "times the hand-written loop", "median", "least");
    let [_, _, _, prepared, columns, price, ..] = &figures;
    for (figure, peer, goal) in [(columns, &dense, 2.0), (prepared, &dense, 2.5), (price, &text, 1.2)] {
        figure.print_beside(peer, goal);
    }
    println!();
    Ok(different == 0 && heap == 0)
}

/// Answers every row of a table.
fn quote_many(batch: &mut Batch<'_>, table: &Table) {
    let whole = |_| Node::Object(Vec::new());
    batch.quote_many(&black_box(table).columns(), table.rows(), whole, |it| {
        black_box(match it {
            Priced::Quoted(it, _) => Some(sums(it)),
            _ => None,
        });
    });
}

/// Consignments of fourteen events each.
fn tracking(plan: Plan) -> Result<Figure, Issues> {
    let told = (0..plan.growth_rows / 4).map(|n| Event::parse_list(&events(n))).collect::<Result<Vec<_>, _>>()?;
    let mut figure = Figure::new("track, per event of 14", 90.0);
    (0..FEW).for_each(|_| figure.times.over(&told, |events| track(events)));
    Ok(Figure { times: figure.times.per(1.0, 14.0), ..figure })
}

/// A form of twelve fields, as it is looked at when it is sent.
fn forms(plan: Plan) -> [Figure; 2] {
    [("form of twelve fields: validate_json", true), ("the same with five errors", false)].map(|(what, right)| {
        let (mut figure, told) = (Figure::new(what, None), vec![form(right); plan.growth_rows / 20]);
        let options = Options::default();
        (0..FEW).for_each(|_| {
            figure.times.over(&told, |text| validate_json(Form::ReturnRequest, text, &options, Language::Vi));
        });
        figure
    })
}

/// What is done to a document as a whole: one of about a megabyte.
fn whole_documents(plan: Plan) -> Result<Vec<Figure>, Issues> {
    let mut size = Size::REFERENCE;
    size.contracts = plan.largest / 4;
    let document = size.document();
    let rulebook = Rulebook::parse(&document)?;
    let mut parse = Figure::new("parse, per MB of rulebook", 6e6);
    let mut drops = Figure::new("to let go of it again, per MB of rulebook", None);
    let mut check = Figure::new("check, per MB of rulebook", None);
    for _ in 0..plan.runs {
        let parsed = parse.times.run(document.len(), || Rulebook::parse(&document));
        drops.times.run(document.len(), || drop(parsed));
        check.times.run(document.len(), || rulebook.check());
    }
    Ok(vec![parse.per_million(), drops.per_million(), check.per_million(), diff()?])
}

/// The country's post before and after every price changed: ten zones, three services, steps up to 100 kg.
fn diff() -> Result<Figure, Issues> {
    let text = include_str!("../../examples/data/public-post.json");
    let before = Rulebook::parse(text)?;
    let after = Rulebook::parse(&text.replace(r#""price": "#, r#""price": 1"#))?;
    let mut figure = Figure::new("diff, every price of the national post another one", 500e6);
    (0..FEW).for_each(|_| drop(figure.times.run(1, || before.diff(&after))));
    Ok(figure)
}

/// What a national rulebook may hold with all the routes that rows ask for.
const MOST_HELD: usize = 64 << 20;

/// What a rulebook takes: the time to parse it, and the bytes that it holds then. Whether a national one stays within what it
/// may hold once rows asked about it.
fn rulebooks(plan: Plan) -> Result<bool, Issues> {
    let public_post = include_str!("../../examples/data/public-post.json");
    // As many contracts and procedures as the country has.
    let national = Size { contracts: plan.largest, procedures: plan.largest / 2, ..Size::REFERENCE };
    println!("rulebooks                                  document     parse    per MB      held");
    for (name, document) in [("public-post.json", public_post), ("a national one", &national.document())] {
        let mut parse = Times::new();
        for _ in 0..FEW {
            drop(parse.run(1, || Rulebook::parse(document)));
        }
        let (rulebook, held) = Counting::held_by(|| Rulebook::parse(document));
        drop(rulebook?);
        let (bytes, whole) = (document.len(), parse.median());
        let per_mb = parse.per(1e6, measure::float(bytes)).median();
        let [time, per_mb] = [whole, per_mb].map(readable);
        println!("  {name:<37}{:>9} kB{time:>10}{per_mb:>10}{:>7} kB", bytes / 1_000, held / 1_000);
    }
    // Each contract of an agency of its own, which is as many routes as there may be.
    let national = Size { renewals: 1, ..national };
    let document = national.document();
    let (rulebook, held) = Counting::held_by(|| asked_about(&document, national, plan.asked));
    drop(rulebook?);
    let (agencies, bytes, within) = (plan.largest, document.len(), held <= MOST_HELD);
    let (name, met) = (format!("one of {agencies} agencies, with routes"), if within { "ok" } else { "over" });
    println!("  {name:<37}{:>9} kB{:>20}{:>7} kB   ≤ {} kB  {met}", bytes / 1_000, "", held / 1_000, MOST_HELD / 1_000);
    println!();
    Ok(within)
}

/// A rulebook of which so many rows were asked.
fn asked_about(document: &str, size: Size, rows: usize) -> Result<Rulebook, Issues> {
    let rulebook = Rulebook::parse(document)?;
    let mut questions = size.questions(1, Ends::Zones).take(rows);
    loop {
        let some: Vec<Question> = questions.by_ref().take(10_000).collect();
        if some.is_empty() {
            return Ok(rulebook);
        }
        quote_many(&mut Batch::of(&rulebook), &Table::new(&rulebook, &some));
    }
}

/// How decide and quote grow with what the rulebook holds; beside them the loop, where it knows the rules.
fn growth(plan: Plan) -> Result<(), Issues> {
    let reference = Size::REFERENCE;
    let steps = || iter::successors(Some(10), |n| Some(n * 10)).take_while(|n| *n <= plan.largest);
    let by_contracts = steps().map(|contracts| Size { contracts, ..reference });
    let by_versions = [1, 10, 100].map(|n| Size { versions: n, amendments: n, ..reference });
    let by_places = steps().map(|places| Size { places, ..reference });
    println!(
        "growth                                        decide    price   loop (text)   document     parse     check"
    );
    for size in by_contracts {
        grown(plan, size.contracts, "contracts", size, Ends::Zones)?;
    }
    // As many contracts and procedures as the country has.
    let national = Size { contracts: plan.largest, procedures: plan.largest / 2, ..reference };
    grown(plan, national.procedures, "procedures, contracts as above", national, Ends::Zones)?;
    for size in by_versions {
        grown(plan, size.versions, "versions, and amendments each", size, Ends::Zones)?;
    }
    for size in by_places {
        grown(plan, size.places, "places, asked by place", size, Ends::Places)?;
    }
    Ok(())
}

fn grown(plan: Plan, n: usize, what: &str, size: Size, ends: Ends) -> Result<(), Issues> {
    let [mut decide, mut price, mut text, mut parse, mut check] = [const { Times::new() }; 5];
    let document = size.document();
    for _ in 0..FEW {
        drop(parse.run(1, || Rulebook::parse(&document)));
    }
    let rulebook = Rulebook::parse(&document)?;
    for _ in 0..FEW {
        drop(check.run(1, || rulebook.check()));
    }
    let peer = Peer::new(rulebook.document()).filter(|_| ends == Ends::Zones);
    for seed in 1..=FEW {
        let questions: Vec<Question> = size.questions(seed, ends).take(plan.growth_rows).collect();
        let rows = Rows::new(&questions)?;
        let prepared: Vec<_> = rows.cases.iter().filter_map(|it| rulebook.prepare(it)).collect();
        decide.over(&prepared, hoso::Prepared::cover);
        price.over(&rows.consignments, |it| rulebook.price(it).as_ref().map(answer));
        if let Some(peer) = &peer {
            text.over(&rows.text, |it| peer.quote_text(it));
        }
    }
    let [decide, price, parse, check] = [decide, price, parse, check].map(|times| readable(times.median()));
    let text = peer.map_or(String::new(), |_| readable(text.median()));
    let kilobytes = document.len() / 1_000;
    println!("  {n:>6} {what:<32}{decide:>11}{price:>9}{text:>14}{kilobytes:>8} kB{parse:>10}{check:>10}");
    Ok(())
}
