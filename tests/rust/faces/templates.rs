//! What a face has besides what is made stands in templates: files of the face's own language, with marks in them.

use regex::{Captures, Regex};

use super::model::{Model, Type};
use super::sides::Side;

/// A template with what is made in place of each mark, which stands on lines of its own.
pub(super) fn fill(template: &str, made: &[(&str, &str)]) -> String {
    made.iter().fold(template.to_owned(), |file, (mark, text)| {
        assert!(file.contains(mark), "no place for {mark}");
        file.replace(mark, text.trim_end_matches('\n'))
    })
}

/// A template with types in place of `QUESTION(settle.period)` and `ANSWER(settle)`: names that `core` decides.
pub(super) fn with_types(model: &Model, template: &str, type_of: &dyn Fn(Side, &Type) -> String) -> String {
    let place = Regex::new(r"(QUESTION|ANSWER)\(([a-z_.0]+)\)").unwrap();
    let found = place.replace_all(template, |place: &Captures<'_>| {
        let side = if &place[1] == "QUESTION" { Side::Asked } else { Side::Answered };
        type_of(side, at(model, side, &place[2]))
    });
    found.into_owned()
}

/// The type at a path: `settle.period` is a key of what `settle` is asked with, `track.0` an element.
fn at<'m>(model: &'m Model, side: Side, path: &str) -> &'m Type {
    let (question, rest) = path.split_once('.').unwrap_or((path, ""));
    let asked = model.questions.iter().find(|asked| asked.kind.as_str() == question);
    let root = match (asked, side) {
        (Some(asked), Side::Asked) => &asked.question,
        (Some(asked), Side::Answered) => &asked.answer,
        (None, _) => &model.functions.iter().find(|function| function.name == question).unwrap().answer,
    };
    rest.split('.').filter(|step| !step.is_empty()).fold(root, |of, step| match of {
        Type::Each(inner) if step == "0" => inner,
        Type::Shape(name) => {
            let keys = model.shape(name).keys();
            &keys.iter().find(|key| key.name == step).unwrap_or_else(|| panic!("{path}: {name} has no {step}")).of
        }
        _ => panic!("{path}: no {step}"),
    })
}

/// The names among these that a text has as words, in order.
pub(super) fn used<'n>(text: &str, names: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let word = Regex::new(r"\w+").unwrap();
    let words: std::collections::BTreeSet<&str> = word.find_iter(text).map(|it| it.as_str()).collect();
    let mut used: Vec<&str> = names.filter(|name| words.contains(name)).collect();
    used.sort_unstable();
    used.dedup();
    used
}
