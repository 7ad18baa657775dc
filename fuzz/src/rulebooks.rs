//! The rulebooks that are asked.

use std::sync::LazyLock;

use hoso::Rulebook;
use serde_json::Value;

/// A rulebook, and what is read back from its text: both must answer the same.
pub(crate) type Twice = [Rulebook; 2];

/// Reads a rulebook back from what is written of it.
pub(crate) fn twice(rulebook: Rulebook) -> Twice {
    let json = rulebook.to_json();
    let again = Rulebook::parse(&json).unwrap_or_else(|issues| panic!("{issues} in {json}"));
    assert_eq!(rulebook.document(), again.document(), "read back");
    assert_eq!(json, again.to_json(), "written again");
    [rulebook, again]
}

/// A document of the vectors.
macro_rules! of_vector {
    ($($name:ident = $key:literal of $file:literal;)+) => { $(
        pub(crate) static $name: LazyLock<Twice> = LazyLock::new(|| {
            let vector: Value = serde_json::from_str(include_str!(concat!("../../tests/vectors/", $file))).expect("JSON");
            twice(Rulebook::from_value(&vector[$key]).expect("a valid rulebook"))
        });
    )+ };
}

of_vector! {
    CHOICES = "rulebook" of "choices.json";
    FORMS = "rulebook" of "forms.json";
    JOURNEY = "rulebook" of "journey.json";
    QUARTER = "rulebook" of "quarter.json";
    REPORT = "rulebook" of "report.json";
    RULES = "rulebook" of "rules-9000.json";
    SETTLE = "rulebook" of "settle.json";
    TRIAL = "before" of "compare.json";
}

/// The rulebook of the main job.
pub(crate) static EXAMPLE: LazyLock<Twice> = LazyLock::new(|| {
    let example = Rulebook::parse(include_str!("../../examples/data/binh-duong.json"));
    twice(example.expect("a valid rulebook"))
});
