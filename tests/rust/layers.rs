//! One way down: no room of `core/src` imports from a room above it, and no two files of a room import each other in a
//! circle. The order of the rooms is written once, in ARCHITECTURE.md.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use hoso_tests::folder;
use regex::Regex;

/// A module or what is in it, as steps from the root of the crate.
type Steps = Vec<String>;

/// Which modules each module of a level imports.
type Imports = BTreeMap<String, BTreeSet<String>>;

fn core() -> PathBuf {
    folder().join("../core/src")
}

fn sources(at: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(at).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            sources(&entry, found);
        } else if entry.extension().is_some_and(|it| it == "rs") {
            found.push(entry);
        }
    }
}

/// A file's module, as steps from the crate's root: `ask/decide/mod.rs` is that of the folder itself.
fn module_of(file: &Path) -> Vec<String> {
    let steps = file.strip_prefix(core()).unwrap().with_extension("");
    let mut steps: Vec<String> = steps.iter().map(|step| step.to_string_lossy().into_owned()).collect();
    if steps.last().is_some_and(|last| last == "mod" || last == "lib") {
        steps.pop();
    }
    steps
}

/// Every path that a file names within the crate, as steps from the root.
fn paths_of(text: &str, module: &[String]) -> Vec<Vec<String>> {
    static IMPORT: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\b(crate|super|self)::((?:\w+::)*)(\{[^;]*?\}|\w+)").unwrap());
    // Comments may name what is above, and tests may use it.
    let code: Vec<&str> = text.split("#[cfg(test)]").next().unwrap().lines().map(str::trim_start).collect();
    let code: Vec<&str> = code.into_iter().filter(|line| !line.starts_with("//")).collect();
    let code = code.join("\n");
    let mut found = Vec::new();
    for import in IMPORT.captures_iter(&code) {
        let mut from = match &import[1] {
            "crate" => Vec::new(),
            "self" => module.to_vec(),
            _ => module[..module.len().saturating_sub(1)].to_vec(),
        };
        let mut steps: Vec<&str> = import[2].split("::").filter(|step| !step.is_empty()).collect();
        while steps.first() == Some(&"super") {
            steps.remove(0);
            from.pop();
        }
        from.extend(steps.into_iter().map(str::to_owned));
        for leaf in import[3].trim_matches(['{', '}']).split(',') {
            let mut path = from.clone();
            path.extend(
                leaf.trim()
                    .split("::")
                    .filter(|step| !step.is_empty())
                    .map(|it| it.trim_matches(['{', '}']).to_owned()),
            );
            found.push(path);
        }
    }
    found
}

/// Every module, and the paths that it names.
static MODULES: LazyLock<Vec<(Steps, Vec<Steps>)>> = LazyLock::new(|| {
    let mut files = Vec::new();
    sources(&core(), &mut files);
    let read = |file: PathBuf| {
        let module = module_of(&file);
        let paths = paths_of(&fs::read_to_string(file).unwrap(), &module);
        (module, paths)
    };
    files.into_iter().map(read).collect()
});

/// The modules that stand beside each other in a folder of the crate, and who of them imports whom.
fn imports_within(room: &[&str]) -> Imports {
    let inside = |module: &[String]| {
        let here = room.len() < module.len() && module.iter().zip(room).all(|(step, of)| step == of);
        here.then(|| module[room.len()].clone())
    };
    let names: BTreeSet<String> = MODULES.iter().filter_map(|(module, _)| inside(module)).collect();
    let mut imports: Imports = names.iter().map(|name| (name.clone(), BTreeSet::new())).collect();
    for (module, paths) in MODULES.iter() {
        let Some(name) = inside(module) else { continue };
        for path in paths {
            if let Some(other) = inside(path).filter(|other| *other != name && names.contains(other)) {
                imports.get_mut(&name).unwrap().insert(other);
            }
        }
    }
    imports
}

/// The rooms from the ground up, as ARCHITECTURE.md lists them.
fn order() -> Vec<String> {
    let text = fs::read_to_string(folder().join("../ARCHITECTURE.md")).unwrap();
    let house = text.split("## The house").nth(1).unwrap().split("\n## ").next().unwrap().to_owned();
    let row = Regex::new(r"(?m)^\| `(\w+)(?:/|\.rs)` \|").unwrap();
    row.captures_iter(&house).map(|row| row[1].to_owned()).collect()
}

/// The modules of a circle, if there is one.
fn circle(imports: &Imports) -> Vec<String> {
    let mut left = imports.clone();
    loop {
        let done: Vec<String> = left.iter().filter(|(_, of)| of.is_empty()).map(|(name, _)| name.clone()).collect();
        if done.is_empty() {
            return left.into_keys().collect();
        }
        left.retain(|name, _| !done.contains(name));
        for of in left.values_mut() {
            of.retain(|name| !done.contains(name));
        }
    }
}

#[test]
fn no_room_imports_from_a_room_above_it() {
    let (imports, order) = (imports_within(&[]), order());
    let rooms: BTreeSet<&String> = imports.keys().collect();
    assert_eq!(order.iter().collect::<BTreeSet<_>>(), rooms, "ARCHITECTURE.md lists other rooms than core/src has");
    let height = |name: &String| order.iter().position(|room| room == name).unwrap();
    for (room, others) in &imports {
        let above: Vec<&String> = others.iter().filter(|other| height(other) > height(room)).collect();
        assert!(above.is_empty(), "{room} imports from {above:?}, which is above it");
    }
}

#[test]
fn no_circle_within_a_room() {
    let rooms: &[&[&str]] =
        &[&["say"], &["identifier"], &["document"], &["index"], &["ask"], &["form"], &["questions"]];
    let mut all: Vec<Vec<String>> =
        rooms.iter().map(|room| room.iter().map(|&step| step.to_owned()).collect()).collect();
    all.extend(imports_within(&["ask"]).into_keys().map(|question| vec!["ask".to_owned(), question]));
    for room in &all {
        let steps: Vec<&str> = room.iter().map(String::as_str).collect();
        assert_eq!(circle(&imports_within(&steps)), [""; 0], "{} has a circle", room.join("/"));
    }
    // What reads, describes and refuses values is one knot, and no more than it was.
    let knot = circle(&imports_within(&["wire"]));
    assert!(knot.len() <= 6, "the knot of wire: {knot:?}");
}

/// What looks the imports up would be silent if it found none.
#[test]
fn imports_are_found() {
    let imports = imports_within(&[]);
    assert!(imports["ask"].contains("wire") && imports["ask"].contains("rulebook") && imports["form"].contains("ask"));
    assert!(imports_within(&["ask"])["quote"].contains("decide"));
}
