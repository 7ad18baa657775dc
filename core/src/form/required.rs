//! The parts that a form needs are there, empty where nothing was filled in: what is missing is then told at the fields that
//! people see, and not at what only holds them.

use std::borrow::Cow;

use super::asked::ticked;
use super::kind::Form;
use crate::wire::Node;

const PERSONS: [&str; 3] = ["applicant", "submitter", "recipient"];

/// Puts an empty object wherever the form needs one that is not there.
pub(super) fn put_required(form: Form, value: &mut Node<'_>) {
    let somebody_comes = match form {
        Form::ReturnRequest => true,
        Form::IntakeRequest => ticked(value, "pick_up") || ticked(value, "return_by_post"),
    };
    let Node::Object(entries) = value else { return };
    put(entries, "applicant");
    if somebody_comes {
        put(entries, "address");
    }
    for (key, person) in entries {
        if let Node::Object(own) = person
            && PERSONS.contains(&key.as_ref())
        {
            put(own, "document");
        }
    }
}

fn put<'a>(entries: &mut Vec<(Cow<'a, str>, Node<'a>)>, key: &'static str) {
    let empty = Node::Object(Vec::new());
    match entries.iter_mut().find(|(own, _)| own == key) {
        Some((_, value @ Node::Null)) => *value = empty,
        Some(_) => {}
        None => entries.push((Cow::Borrowed(key), empty)),
    }
}
