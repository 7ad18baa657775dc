//! What the tests of the workspace share.
#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "a test stops at the first thing that is wrong"
)]

pub mod asked;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// The folder `tests` of the workspace.
pub fn folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The shared vector files `rules-N.json`, by name.
pub fn rules() -> Vec<(PathBuf, Value)> {
    let entries = fs::read_dir(folder().join("vectors")).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("rules-")))
        .collect();
    files.sort();
    files.into_iter().map(|path| (path.clone(), read(&path))).collect()
}

/// A JSON file.
pub fn read(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// An answer without any `message`: vectors and oracle compare codes and parameters.
pub fn without_messages(mut answer: Value) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(map) => {
                map.remove("message");
                map.values_mut().for_each(strip);
            }
            Value::Array(list) => list.iter_mut().for_each(strip),
            _ => {}
        }
    }
    strip(&mut answer);
    answer
}

/// The same for JSON text.
pub fn answer_of(json: &str) -> Value {
    without_messages(serde_json::from_str(json).unwrap())
}

/// How many generated cases to try where usually there are so many: `HOSO_CASES` says how many of a hundred.
pub fn cases(usual: u32) -> u32 {
    let share = std::env::var("HOSO_CASES").map_or(100, |share| share.parse().unwrap());
    (usual * share / 100).max(1)
}
