//! What in stored words is about a person, and the words without it.
//!
//! The library says of what it reads that only the recipient of an event is a person. What it does not read, the keys that begin
//! with `x_`, may hold anything.

use serde_json::Value;

/// Words without recipients and `x_` keys, at whatever depth. Words that are no JSON are none of ours and stay as they are.
pub(crate) fn without(words: &str) -> String {
    changed(words, &|key| key == "recipient" || key.starts_with("x_"))
}

/// Words without a key.
pub(crate) fn without_key(words: &str, name: &str) -> String {
    changed(words, &|key| key == name)
}

/// Words without the keys that are about a person. Those that hold none stay as they were written.
fn changed(words: &str, is_out: &impl Fn(&str) -> bool) -> String {
    let Ok(mut value) = serde_json::from_str(words) else { return words.to_owned() };
    if take_out(&mut value, is_out) { value.to_string() } else { words.to_owned() }
}

/// Says whether there was something to take out.
fn take_out(value: &mut Value, is_out: &impl Fn(&str) -> bool) -> bool {
    let mut changed = false;
    match value {
        Value::Object(keys) => {
            let before = keys.len();
            keys.retain(|key, _| !is_out(key));
            changed = keys.len() < before;
            keys.values_mut().for_each(|value| changed |= take_out(value, is_out));
        }
        Value::Array(list) => list.iter_mut().for_each(|value| changed |= take_out(value, is_out)),
        _ => {}
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn what_is_about_a_person_is_taken_out_at_any_depth_and_nothing_else() {
        let told =
            r#"{"id":"e","recipient":"A","office":{"vi":"X","x_by":"B"},"x_note":{"a":[1]},"list":[{"x_c":1,"y":2}]}"#;
        assert_eq!(without(told), r#"{"id":"e","list":[{"y":2}],"office":{"vi":"X"}}"#);
        let nobody = r#"{ "id": "e" }"#;
        assert_eq!(without(nobody), nobody);
    }
}
