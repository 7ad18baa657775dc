//! The service of 2014 in Bình Dương at work, end to end, on the rulebook of `examples/data/binh-duong.json`:
//! its contracts, telling cases, one result on its way, and nine months of simulated dossiers.

mod answers;
mod carriage;
mod cases;
mod coverage;
mod figures;
mod journey;
mod options;
mod question;
mod random;
mod rules;
mod simulation;
mod table;
mod terminal;
mod words;
mod world;

use std::fmt;
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser as _;
use hoso::{IssueCode, Issues, Rulebook};
use options::Options;
use terminal::{Page, Style};
use words::count;

/// The rulebook, as it stands beside this program.
const RULEBOOK: &str = include_str!("../../../data/binh-duong.json");

/// Why the program stopped.
#[derive(Debug)]
enum Failure {
    /// A document or a question has issues.
    Issues(Issues),
    /// A text is not what it should be.
    Code(IssueCode),
    /// The rulebook lacks what this program speaks of.
    Missing(&'static str),
    /// The output is closed, or cannot be written.
    Output(io::Error),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Issues(issues) => issues.fmt(f),
            Self::Code(code) => code.fmt(f),
            Self::Missing(what) => write!(f, "the rulebook has no {what}"),
            Self::Output(error) => error.fmt(f),
        }
    }
}

impl From<Issues> for Failure {
    fn from(issues: Issues) -> Self {
        Self::Issues(issues)
    }
}

impl From<IssueCode> for Failure {
    fn from(code: IssueCode) -> Self {
        Self::Code(code)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// How often the library was asked what.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Asked {
    pub(crate) decisions: usize,
    pub(crate) quotations: usize,
    pub(crate) deadlines: usize,
    pub(crate) events: usize,
    pub(crate) tracked: usize,
    pub(crate) reported: usize,
}

fn main() -> ExitCode {
    match run(Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads has read enough: `binh-duong | head`.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            let _ = writeln!(io::stderr(), "binh-duong: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: Options) -> Result<(), Failure> {
    let mut stdout = anstream::stdout().lock();
    let mut page = Page::new(options.language);
    let mut asked = Asked::default();
    let start = now();
    let rulebook = Rulebook::parse(RULEBOOK)?;
    let parsed = start.elapsed();
    let mut show = |page: &mut Page| stdout.write_all(page.take().as_bytes());
    page.title(page.pick(
        "hoso · Bình Dương: kết quả thủ tục hành chính qua bưu điện, từ năm 2014",
        "hoso · Bình Dương: results of administrative procedures by post, since 2014",
    ));
    rules::show(&mut page, &rulebook, parsed, &mut asked);
    show(&mut page)?;
    cases::show(&mut page, &rulebook, &mut asked)?;
    show(&mut page)?;
    journey::show(&mut page, &rulebook, &mut asked)?;
    show(&mut page)?;
    let simulating = now();
    figures::show(&mut page, &rulebook, options, &mut asked)?;
    what_was_run(&mut page, asked, simulating.elapsed(), start.elapsed());
    show(&mut page)?;
    Ok(())
}

/// The last part: what was run, and how long it took.
fn what_was_run(page: &mut Page, asked: Asked, simulated: Duration, whole: Duration) {
    let language = page.language;
    let number = |number: usize| count(number, language);
    page.heading(page.pick("6. Đã chạy", "6. What was run"));
    let Asked { decisions, quotations, deadlines, events, tracked, reported } = asked;
    let (decisions, quotations, deadlines) = (number(decisions), number(quotations), number(deadlines));
    let (events, tracked, reported) = (number(events), number(tracked), number(reported));
    page.paragraph(
        Style::Plain,
        &match language {
            hoso::Language::Vi => format!(
                "{decisions} lần decide · {quotations} lần quote · {deadlines} lần deadlines · track {events} sự kiện \
                 của {tracked} bưu gửi · report {reported} hồ sơ"
            ),
            hoso::Language::En => format!(
                "{decisions} × decide · {quotations} × quote · {deadlines} × deadlines · track of {events} events of \
                 {tracked} consignments · report of {reported} dossiers"
            ),
        },
    );
    let (whole, simulated) = (seconds(whole, page), seconds(simulated, page));
    page.paragraph(
        Style::Plain,
        &match language {
            hoso::Language::Vi => format!("Mất {whole}, trong đó phần mô phỏng {simulated}, một luồng."),
            hoso::Language::En => format!("In {whole}, of which the simulation {simulated}, on one thread."),
        },
    );
}

fn seconds(time: Duration, page: &Page) -> String {
    let milliseconds = time.as_millis();
    let point = page.pick(",", ".");
    format!("{}{point}{:02} {}", milliseconds / 1_000, milliseconds % 1_000 / 10, page.pick("giây", "s"))
}

#[expect(clippy::disallowed_methods, reason = "says how long it took; no answer depends on it")]
fn now() -> Instant {
    Instant::now()
}
