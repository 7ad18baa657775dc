//! `cargo run --release -p hoso-fuzz -- [TARGET|all] [--count N] [--seed S] …`: see `fuzz/README.md`.

#![expect(clippy::print_stdout, reason = "a program is there to print")]

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use hoso_fuzz::runner::{self, Plan, Summary};
use hoso_fuzz::{TARGETS, Target, growth, seeds};

const USAGE: &str = "hoso-fuzz [TARGET|all] [--count N] [--seed S] [--from N]
    --minutes M    a long run: about M minutes for each target, larger inputs, and slow ones fail
    --growth       whether time grows faster than the input, list by list
    --replay FILE  one input, with its panic
    --seeds DIR    writes the seeds, for libFuzzer's corpus";

/// What is to be done.
struct Asked {
    targets: Vec<(&'static str, Target)>,
    plan: Plan,
    growth: bool,
    replay: Option<PathBuf>,
    seeds: Option<PathBuf>,
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let Some(asked) = read(std::env::args().skip(1)) else {
        let names: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
        println!("{USAGE}\ntargets: {}", names.join(", "));
        return Ok(ExitCode::from(2));
    };
    if let Some(folder) = &asked.seeds {
        asked.targets.iter().try_for_each(|(name, _)| write_seeds(&folder.join(name), name))?;
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(file) = &asked.replay {
        let input = fs::read(file)?;
        for (name, target) in &asked.targets {
            let (met, took) = runner::timed(*target, &input);
            println!("{name}: {took:?}\n{}", met.map_or_else(|message| message, |met| format!("{met:?}")));
        }
        return Ok(ExitCode::SUCCESS);
    }
    let mut failed = false;
    for (name, target) in asked.targets {
        if asked.growth {
            growth::find(name, target, |steep, input| {
                println!("{name}: {steep:?}, {:?}", runner::keep(name, input));
            });
            continue;
        }
        let summary = runner::run(name, target, asked.plan);
        failed |= !summary.failures.is_empty();
        tell(name, asked.plan.seed, &summary)?;
    }
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn read(mut words: impl Iterator<Item = String>) -> Option<Asked> {
    let mut asked = Asked { targets: TARGETS.to_vec(), plan: Plan::SHORT, growth: false, replay: None, seeds: None };
    while let Some(word) = words.next() {
        match word.as_str() {
            "all" => {}
            "--growth" => asked.growth = true,
            "--count" => asked.plan.count = words.next()?.parse().ok()?,
            "--seed" => asked.plan.seed = words.next()?.parse().ok()?,
            "--from" => asked.plan.from = words.next()?.parse().ok()?,
            "--minutes" => {
                let minutes: u64 = words.next()?.parse().ok()?;
                let time = Some(Duration::from_secs(minutes.checked_mul(60)?));
                asked.plan = Plan { time, count: u64::MAX, bytes: 1_000_000, slow_fails: true, ..asked.plan };
            }
            "--replay" => asked.replay = Some(words.next()?.into()),
            "--seeds" => asked.seeds = Some(words.next()?.into()),
            name => asked.targets.retain(|(own, _)| *own == name),
        }
    }
    (!asked.targets.is_empty()).then_some(asked)
}

fn tell(name: &str, seed: u64, summary: &Summary) -> Result<(), Box<dyn Error>> {
    let Summary { accepted, refused, failures, slowest: (time, bytes, number) } = summary;
    let count = accepted + refused + u64::try_from(failures.len())?;
    println!(
        "{name}: {count} inputs, {accepted} accepted, {refused} refused; slowest {time:.1?} ({bytes} bytes, input {number})"
    );
    for failure in failures {
        let file = runner::keep(name, &failure.input)?;
        println!("FAILED {name}, seed {seed}, input {}:\n{}", failure.number, failure.message);
        println!("replay: cargo run --release -p hoso-fuzz -- {name} --replay {}", file.display());
    }
    Ok(())
}

fn write_seeds(folder: &Path, name: &str) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    for (n, seed) in seeds::of(name).iter().enumerate() {
        fs::write(folder.join(format!("seed-{n}")), seed)?;
    }
    Ok(())
}
