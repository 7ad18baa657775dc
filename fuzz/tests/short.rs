//! The fixed short run of every target.

use hoso_fuzz::runner::{self, Plan};
use hoso_fuzz::{TARGETS, seeds};

/// Without optimization a tenth is run, so that it stays a matter of seconds.
const COUNT: u64 = if cfg!(debug_assertions) { Plan::SHORT.count / 10 } else { Plan::SHORT.count };

#[test]
fn no_target_fails_in_the_short_run() {
    for (name, target) in TARGETS {
        let summary = runner::run(name, *target, Plan { count: COUNT, ..Plan::SHORT });
        let failures: Vec<&str> = summary.failures.iter().map(|failure| failure.message.as_str()).collect();
        assert!(failures.is_empty(), "{name}: {}", failures.join("\n"));
        assert!(summary.accepted > 0 && summary.refused > 0, "{name} looks at one side only: {summary:?}");
    }
}

#[test]
fn every_target_has_seeds_that_it_accepts() {
    for (name, target) in TARGETS {
        let seeds = seeds::of(name);
        let accepted =
            seeds.iter().filter(|seed| runner::timed(*target, seed).0 == Ok(hoso_fuzz::Met::Accepted)).count();
        assert!(accepted * 4 > seeds.len(), "{name}: {accepted} of {} seeds", seeds.len());
    }
}
