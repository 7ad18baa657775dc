//! What is shipped to run it by: a unit that `systemd` takes, settings that the program knows.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::server::{Folder, PROGRAM};

const UNIT: &str = include_str!("../deploy/hoso-service.service");
const ENVIRONMENT: &str = include_str!("../deploy/environment");

#[test]
fn systemd_takes_the_unit() {
    // The program where it is here, and the file that the unit reads at the start.
    let folder = Folder::new();
    let unit = folder.0.join("hoso-service.service");
    fs::write(&unit, UNIT.replace("/usr/local/bin/hoso-service", PROGRAM)).unwrap();
    let Ok(said) = Command::new("systemd-analyze").args(["verify", "--man=no"]).arg(&unit).output() else {
        println!("skipped: there is no `systemd-analyze`");
        return;
    };
    let said = String::from_utf8(said.stderr).unwrap();
    let about: Vec<_> = said.lines().filter(|line| line.contains("hoso-service.service")).collect();
    assert!(about.is_empty(), "{said}");
}

fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap()
}

#[test]
fn help_names_every_setting_that_there_is() {
    let help = Command::new(PROGRAM).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let named: Vec<&str> = help.split([' ', ',', '.', ':', '\n']).collect();
    let readme = readme();
    let (_, settings) = readme.split_once("\n## Settings\n").unwrap();
    let (settings, _) = settings.split_once("\n## ").unwrap();
    let rows = settings.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
    let missing: Vec<_> = rows.clone().filter(|(name, _)| !named.contains(name)).collect();
    assert!(rows.count() > 10 && missing.is_empty(), "{missing:?}");
}

#[test]
fn what_is_shipped_names_only_settings_that_there_are() {
    let readme = readme();
    let named = ENVIRONMENT.lines().filter_map(|line| line.trim_start_matches('#').split_once('='));
    let named: Vec<_> = named.map(|(name, _)| name).collect();
    assert!(named.len() > 4, "{named:?}");
    let container = include_str!("../deploy/Containerfile");
    let in_container = container.split([' ', '\n']).filter_map(|word| word.split_once('=').map(|(name, _)| name));
    let ours = in_container.filter(|name| name.starts_with("HOSO_") || *name == "DATABASE_URL");
    for name in named.into_iter().chain(ours) {
        assert!(readme.contains(&format!("| `{name}` |")), "{name} is no setting");
    }
}
