//! What stands beside a question: columns that nobody uses, what is carried along, and answers that are rows again.

use crate::ask::compensation::{NotOwed, Owed};
use crate::ask::deadlines::{Dated, StepId};
use crate::ask::decide::{Covered, NotCovered};
use crate::ask::quote::{NoPrice, Quoted};
use crate::wire::{Kind, Node, Shape as _, nearest};

/// The keys of a question, as [`Shape::KEYS`](crate::wire::Shape::KEYS) has them.
type Known<'k> = &'k [(&'k str, Kind)];

/// The columns of a table that a question does not use, in their order.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Unused<'t> {
    /// Those that are nearly a key that the table does not have, each with that key: probably misspelt, and then an answer
    /// is another than was meant.
    pub near: Vec<(&'t str, &'t str)>,
    /// The others.
    pub far: Vec<&'t str>,
}

/// Which columns of a table a question does not use. Columns `x_…` are free, as keys are; where a table holds answers of
/// this library, so are the columns of those.
///
/// ```
/// use hoso::Case;
/// use hoso::batch::unused;
/// use hoso::wire::Shape;
/// let keys: Vec<&str> = Case::KEYS.iter().map(|(key, _)| *key).collect();
/// let found = unused(&["agancy", "note", "x_row"], &keys);
/// assert_eq!((found.near, found.far), (vec![("agancy", "agency")], vec!["note"]));
/// ```
pub fn unused<'t>(columns: &[&'t str], keys: &[&'t str]) -> Unused<'t> {
    let lacking = || keys.iter().copied().filter(|key| !columns.contains(key));
    let answered = columns.contains(&OUTCOME);
    let mut found = Unused::default();
    for name in columns.iter().copied() {
        if name.is_empty() || name.starts_with(FREE) || keys.contains(&name) || (answered && is_of_answer(name)) {
            continue;
        }
        match nearest(name, lacking()) {
            Some(key) => found.near.push((name, key)),
            None => found.far.push(name),
        }
    }
    found
}

/// Keys that begin so are nobody's.
const FREE: &str = "x_";
/// What every answer says; one that is none says its issues.
const OUTCOME: &str = "outcome";
const ISSUES: &str = "issues";

/// Whether an answer about a row has such a key, or a table of answers such a column.
fn is_of_answer(name: &str) -> bool {
    let shapes = [Covered::KEYS, NotCovered::KEYS, Quoted::KEYS, NoPrice::KEYS, Dated::KEYS, Owed::KEYS, NotOwed::KEYS];
    let mut keys = shapes.into_iter().flatten().map(|(key, _)| *key);
    name == ISSUES || keys.any(|key| key == name) || StepId::from_name(name).is_some()
}

/// A row without what is carried along beside its answer; a key of the question is asked about too. A key that stands twice
/// stays, so that it is told.
pub fn without_kept<'a>(row: Node<'a>, kept: &[String], keys: Known<'_>) -> Node<'a> {
    let Node::Object(mut entries) = row else { return row };
    for name in kept.iter().filter(|name| !has(keys, name)) {
        if entries.iter().filter(|(key, _)| key == name.as_str()).count() == 1 {
            entries.retain(|(key, _)| key != name.as_str());
        }
    }
    Node::Object(entries)
}

/// What a question has of a row that is an answer of this library, with what was kept of its own question beside it: the
/// keys of the question alone. A key that is nearly one of those stays, so that it is told. Any other row is what it is.
///
/// ```
/// use hoso::ReportRow;
/// use hoso::batch::of_answer;
/// use hoso::wire::{Node, Shape};
/// let row = Node::parse(r#"{"agency": "so-noi-vu", "dossier": "HS-1", "outcome": "covered", "contract": "SNV-2014"}"#)?;
/// assert_eq!(of_answer(row, ReportRow::KEYS), Node::parse(r#"{"agency": "so-noi-vu"}"#)?);
/// # Ok::<(), hoso::Issues>(())
/// ```
pub fn of_answer<'a>(row: Node<'a>, keys: Known<'_>) -> Node<'a> {
    if !is_answer(&row) {
        return row;
    }
    let Node::Object(mut entries) = row else { return row };
    let lacking: Vec<&str> =
        keys.iter().map(|(key, _)| *key).filter(|key| !entries.iter().any(|(own, _)| own == key)).collect();
    entries.retain(|(key, _)| {
        let misspelt = || !is_of_answer(key) && nearest(key, lacking.iter().copied()).is_some();
        has(keys, key) || key.starts_with(FREE) || misspelt()
    });
    Node::Object(entries)
}

/// Whether a row is an answer of this library, or what it says of a row that is not valid.
pub fn is_answer(row: &Node<'_>) -> bool {
    matches!(row, Node::Object(entries) if entries.iter().any(|(key, _)| key == OUTCOME || key == ISSUES))
}

fn has(keys: Known<'_>, name: &str) -> bool {
    keys.iter().any(|(key, _)| *key == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::report::ReportRow;

    const KEYS: [&str; 3] = ["agency", "applicant", "on"];

    #[test]
    fn columns_are_nearly_a_key_that_is_lacking_or_of_no_use() {
        let found = unused(&["AGENCY", "applicnt", "on", "onn", "x_agencey", ""], &KEYS);
        assert_eq!(found.near, [("AGENCY", "agency"), ("applicnt", "applicant")]);
        // What it is nearly is there already.
        assert_eq!(found.far, ["onn"]);
    }

    #[test]
    fn columns_of_answers_are_free_beside_an_outcome() {
        let columns = ["outcome", "contract", "issues", "first_attempt", "rule", "note"];
        assert_eq!(unused(&columns, &KEYS), Unused { near: vec![], far: vec!["note"] });
        assert_eq!(unused(&columns[1..], &KEYS).far.len(), 5);
    }

    fn parsed(json: &str) -> Node<'_> {
        Node::parse(json).unwrap()
    }

    #[test]
    fn what_is_kept_is_taken_off_unless_it_is_asked_about_or_stands_twice() {
        let kept = ["id".to_owned(), "agency".to_owned()];
        let without = |json| without_kept(parsed(json), &kept, ReportRow::KEYS);
        assert_eq!(without(r#"{"id": 1, "agency": "a", "note": 2}"#), parsed(r#"{"agency": "a", "note": 2}"#));
        assert_eq!(without(r#"{"id": 1, "id": 2}"#), parsed(r#"{"id": 1, "id": 2}"#));
        assert_eq!(without("[1]"), parsed("[1]"));
    }

    #[test]
    fn of_an_answer_the_question_is_taken_and_what_is_nearly_it() {
        let of = |json| of_answer(parsed(json), ReportRow::KEYS);
        let answer =
            r#"{"agency": "a", "reasons": [], "outcome": "not_covered", "note": 1, "by_posst": true, "x_a": 1}"#;
        assert_eq!(of(answer), parsed(r#"{"agency": "a", "by_posst": true, "x_a": 1}"#));
        let none = r#"{"agency": "a", "note": 1}"#;
        assert_eq!(of(none), parsed(none));
        assert!(is_answer(&parsed(r#"{"issues": []}"#)) && !is_answer(&parsed("1")));
    }
}
