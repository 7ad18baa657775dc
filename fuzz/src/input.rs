//! Inputs: made from a number in a test, from bytes under libFuzzer.

use std::fmt;
use std::ops::{Bound, RangeInclusive};
use std::panic::catch_unwind;

use bolero::generator::bolero_generator::driver::{ByteSliceDriver, Options};
use bolero::{Driver, EngineKind, ValueGenerator};

use crate::{Target, change};

/// The inputs of the short fixed run.
const SHORT: RangeInclusive<u64> = 0..=1_999;

/// What a target is given.
pub(crate) struct Input {
    target: &'static str,
    /// Its number, in a test.
    number: Option<u64>,
    text: String,
    /// The seed of the order in which the target asks again.
    order: u64,
}

impl Input {
    /// Holds a target to its laws.
    pub(crate) fn meet(&self, target: Target) {
        // bolero keeps a panic to itself; told at once it comes with its backtrace.
        bolero::bolero_engine::panic::forward_panic(true);
        target(&self.text, &mut fastrand::Rng::with_seed(self.order));
    }
}

/// What bolero prints of an input that failed.
impl fmt::Debug for Input {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(number) = self.number {
            let target = self.target;
            writeln!(to, "replay: HOSO_FUZZ_INPUTS={number} cargo test --release -p hoso-fuzz {target} -- --exact")?;
        }
        write!(to, "{}", self.text)
    }
}

/// Makes the inputs of a target from its seeds.
#[derive(Debug)]
pub(crate) struct Inputs {
    target: &'static str,
    /// Valid ones first, the smaller before the larger.
    seeds: Vec<String>,
    numbers: RangeInclusive<u64>,
}

impl Inputs {
    /// Holds the target to its laws with each seed as it is, and keeps the valid ones and as many others.
    pub(crate) fn new(name: &'static str, target: Target, mut seeds: Vec<String>) -> Self {
        seeds.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
        seeds.dedup();
        let holds = |seed: &String| {
            let met = catch_unwind(|| target(seed, &mut fastrand::Rng::with_seed(0)));
            met.unwrap_or_else(|_| panic!("a law is broken by this seed: {seed}"))
        };
        let (mut seeds, refused): (Vec<_>, Vec<_>) = seeds.into_iter().partition(holds);
        assert!(!seeds.is_empty(), "no seed of `{name}` is valid");
        let step = refused.len().div_ceil(seeds.len()).max(1);
        seeds.extend(refused.into_iter().step_by(step));
        Self { target: name, seeds, numbers: numbers() }
    }

    fn make(&self, driver: &mut impl Driver, number: Option<u64>) -> Option<Input> {
        let order = driver.produce()?;
        let text = change::input(&self.seeds, driver);
        Some(Input { target: self.target, number, text: String::from_utf8_lossy(&text).into_owned(), order })
    }
}

impl ValueGenerator for Inputs {
    type Output = Input;

    fn generate<D: Driver>(&self, driver: &mut D) -> Option<Input> {
        if bolero::with_context(|context| context.engine != EngineKind::Test)? {
            return self.make(driver, None);
        }
        // bolero's own tests draw other inputs each time; its exhaustive ones go through all numbers of a range in order.
        let number = driver.gen_u64(Bound::Included(self.numbers.start()), Bound::Included(self.numbers.end()))?;
        let mut bytes = [0; Options::DEFAULT_MAX_LEN];
        fastrand::Rng::with_seed(number).fill(&mut bytes);
        self.make(&mut ByteSliceDriver::new(&bytes, &Options::default()), Some(number))
    }
}

/// `HOSO_FUZZ_INPUTS`: one input (`17`) or several (`2000..100000`).
fn numbers() -> RangeInclusive<u64> {
    let Ok(given) = std::env::var("HOSO_FUZZ_INPUTS") else { return SHORT };
    let number = |text: &str| text.parse().unwrap_or_else(|error| panic!("HOSO_FUZZ_INPUTS={given}: {error}"));
    match given.split_once("..") {
        Some((first, end)) => number(first)..=number(end).saturating_sub(1),
        None => number(&given)..=number(&given),
    }
}
