//! Runs a target over inputs made from a seed, on stable Rust.

use std::any::Any;
use std::backtrace::Backtrace;
use std::cell::RefCell;
use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::Once;
use std::time::{Duration, Instant};

use crate::numbers::Numbers;
use crate::{Met, Target, mutate, seeds};

/// How much is run.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Which inputs: the same seed makes the same inputs.
    pub seed: u64,
    /// The first input.
    pub from: u64,
    /// How many inputs.
    pub count: u64,
    /// How long at most; a short run has no limit, so that time does not decide what is run.
    pub time: Option<Duration>,
    /// About how many bytes an input is grown to, once in a while.
    pub bytes: usize,
    /// Whether an input that takes too long fails.
    pub slow_fails: bool,
}

impl Plan {
    /// The fixed short run.
    pub const SHORT: Self = Self { seed: 1, from: 0, count: 2_000, time: None, bytes: 30_000, slow_fails: false };
}

/// An input that broke a law.
#[derive(Clone, Debug)]
pub struct Failure {
    /// Its number.
    pub number: u64,
    /// The input.
    pub input: Vec<u8>,
    /// What the target said.
    pub message: String,
}

/// What became of the inputs of a target.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// How many were valid.
    pub accepted: u64,
    /// How many ended in issues.
    pub refused: u64,
    /// What failed.
    pub failures: Vec<Failure>,
    /// The longest that an input took, its size, and its number.
    pub slowest: (Duration, usize, u64),
}

/// How many failures end a run.
const ENOUGH: usize = 5;
/// What an input may take: for each megabyte, and at least.
const PER_MEGABYTE: Duration = Duration::from_secs(2);
const AT_LEAST: Duration = Duration::from_millis(250);

/// Runs a target.
pub fn run(name: &str, target: Target, plan: Plan) -> Summary {
    let mut seeds = seeds::of(name);
    // Valid ones first: from them more can be made that is valid too.
    seeds.sort_by_key(|seed| timed(target, seed).0 != Ok(Met::Accepted));
    assert!(!seeds.is_empty(), "no seeds for `{name}`");
    let start = now();
    let mut summary = Summary::default();
    for number in (plan.from..).take(usize::try_from(plan.count).unwrap_or(usize::MAX)) {
        if plan.time.is_some_and(|time| start.elapsed() > time) || summary.failures.len() >= ENOUGH {
            break;
        }
        // Every fourth input is a seed as it is, as long as there are any.
        let seed = usize::try_from(number / 4).ok().filter(|_| number % 4 == 0).and_then(|at| seeds.get(at)).cloned();
        let input = seed.unwrap_or_else(|| mutate::input(&seeds, &mut Numbers::nth(plan.seed, number), plan.bytes));
        let (met, took) = timed(target, &input);
        if took > summary.slowest.0 {
            summary.slowest = (took, input.len(), number);
        }
        let met = met.and_then(|met| if plan.slow_fails { quick_enough(target, &input, took, met) } else { Ok(met) });
        match met {
            Ok(Met::Accepted) => summary.accepted += 1,
            Ok(Met::Refused) => summary.refused += 1,
            Err(message) => summary.failures.push(Failure { number, input, message }),
        }
    }
    summary
}

/// Runs a target on one input, and how long that took.
pub fn timed(target: Target, input: &[u8]) -> (Result<Met, String>, Duration) {
    listen();
    let start = now();
    let met = panic::catch_unwind(AssertUnwindSafe(|| target(input)));
    let took = start.elapsed();
    let heard = HOOK.replace(Hook::Off);
    let told = |payload: Box<dyn Any + Send>| match heard {
        Hook::Heard(message) => message,
        Hook::On | Hook::Off => said(payload.as_ref()),
    };
    (met.map_err(told), took)
}

/// Whether an input took no longer than its size allows. The best of three counts, the last two without the time in which
/// others were at work: the machine may be busy.
fn quick_enough(target: Target, input: &[u8], took: Duration, met: Met) -> Result<Met, String> {
    let bytes = u32::try_from(input.len()).unwrap_or(u32::MAX);
    let limit = AT_LEAST.max(PER_MEGABYTE * bytes / 1_000_000);
    let mut best = took;
    for _ in 0..2 {
        if best > limit {
            let before = at_work();
            let (_, again) = timed(target, input);
            let worked = at_work().zip(before).and_then(|(after, before)| after.checked_sub(before));
            best = best.min(worked.unwrap_or(again));
        }
    }
    if best > limit { Err(format!("slow: {best:?} for {bytes} bytes, more than {limit:?}")) } else { Ok(met) }
}

/// Time as it passes.
#[expect(clippy::disallowed_methods, reason = "a runner tells how long it took; no test is decided by it")]
fn now() -> Instant {
    Instant::now()
}

/// The time that this thread was at work, so that a busy machine does not make an input slow. Linux tells it.
fn at_work() -> Option<Duration> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(told.split(' ').next()?.parse().ok()?))
}

/// What the hook does on this thread.
#[derive(Debug)]
enum Hook {
    /// Nobody listens: panics are printed.
    Off,
    /// A target runs: its panic is kept.
    On,
    /// A panic, and where it came from.
    Heard(String),
}

thread_local! {
    static HOOK: RefCell<Hook> = const { RefCell::new(Hook::Off) };
}

/// From here on a panic of this thread is kept, to be told with its input.
fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if matches!(HOOK.replace(Hook::Off), Hook::On) {
                HOOK.set(Hook::Heard(format!("{info}\n{}", Backtrace::capture())));
            } else {
                usual(info);
            }
        }));
    });
    HOOK.set(Hook::On);
}

fn said(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_else(|| "a panic that says nothing".to_owned())
}

/// Keeps the input of a failure in `fuzz/failures`.
pub fn keep(name: &str, input: &[u8]) -> std::io::Result<PathBuf> {
    let folder = seeds::folder().join("failures");
    fs::create_dir_all(&folder)?;
    let file = folder.join(format!("{name}-{:016x}", Numbers::of(input).draw()));
    fs::write(&file, input)?;
    Ok(file)
}
