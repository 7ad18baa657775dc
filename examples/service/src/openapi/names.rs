//! What operations are called, and under which heading they stand: made from method and path, so that a name changes only when
//! the address does.

use hoso::QuestionKind;

/// The operation's id: `quote` of a question, `getConsignmentTracking` of what is this service's own.
pub(super) fn operation(method: &str, path: &str) -> String {
    let parts: Vec<&str> = path.trim_start_matches("/v1").split('/').filter(|part| !part.is_empty()).collect();
    if let (&[only], true) = (&parts[..], is_question(path)) {
        return camel(only);
    }
    let mut name = method.to_owned();
    for (at, part) in parts.iter().enumerate().filter(|(_, part)| !part.starts_with('{')) {
        let is_one = parts.get(at + 1).is_some_and(|next| next.starts_with('{'));
        let part = part.trim_end_matches(".json");
        name.push_str(&capital(&camel(if is_one { part.trim_end_matches('s') } else { part })));
    }
    if parts.first() == Some(&"consignment") {
        name.push_str("ByQuery");
    }
    name
}

/// The heading under which an operation stands.
pub(super) fn tag(path: &str) -> &str {
    match path.trim_start_matches("/v1").split('/').nth(1).unwrap_or_default() {
        _ if is_question(path) => "questions",
        "consignment" | "consignments" | "registrations" => "consignments",
        "rulebook" | "rulebooks" => "rulebook",
        "public" => "public",
        _ if !path.starts_with("/v1/") => "service",
        other => other,
    }
}

/// What a heading is about.
pub(super) fn about(tag: &str) -> &'static str {
    match tag {
        "consignments" => "Whose a consignment is, where it is, and what it costs.",
        "erasures" => "The end of persons' data.",
        "events" => "What happens to consignments, told.",
        "public" => "For citizens, without a key.",
        "questions" => "What the rulebook answers alone.",
        "rulebook" => "The rulebook that holds, and taking another.",
        "service" => "The service itself, without a key.",
        "statements" => "What a contract's month comes to.",
        "webhooks" => "Where changes are told.",
        _ => "More.",
    }
}

/// As the name of a type begins.
pub(super) fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

fn is_question(path: &str) -> bool {
    path.strip_prefix("/v1/").is_some_and(|name| QuestionKind::ALL.iter().any(|kind| kind.as_str() == name))
}

fn camel(words: &str) -> String {
    let mut words = words.split(['_', '-', '.']);
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| name + &capital(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_from_addresses() {
        for (method, path, name) in [
            ("post", "/v1/quarter_report", "quarterReport"),
            ("post", "/v1/events", "postEvents"),
            ("get", "/v1/consignments/{consignment}/tracking", "getConsignmentTracking"),
            ("get", "/v1/consignment/tracking", "getConsignmentTrackingByQuery"),
            ("delete", "/v1/webhooks/{webhook}", "deleteWebhook"),
            ("get", "/v1/statements/{contract}/{month}", "getStatement"),
            ("get", "/openapi.json", "getOpenapi"),
        ] {
            assert_eq!(operation(method, path), name);
        }
    }
}
