//! Where a consignment is and what may happen next, in words.

use crate::ask::track::{Anomaly, AnomalyCode, ClaimState, EventKind, Tracking};
use crate::say::{Said, moment, within};

pub(crate) fn explain(answer: &Tracking, said: &mut Said<'_>) {
    state(answer, said);
    match answer.attempts.get() {
        0 => {}
        1 => say!(said, "Đã phát không thành công 1 lần.", "Delivery has failed once."),
        times => say!(said, "Đã phát không thành công {times} lần.", "Delivery has failed {times} times."),
    }
    if answer.damaged {
        say!(said, "Bưu gửi bị hư hỏng.", "The consignment is damaged.");
    }
    if answer.claim != ClaimState::None {
        let label = answer.claim.label(said.language());
        say!(said, "{label}.", "{label}.");
    }
    anomalies(&answer.anomalies, said);
    if answer.anomalies.iter().any(|anomaly| anomaly.code == AnomalyCode::NotAccepted) {
        say!(said, "Không có sự kiện chấp nhận gửi.", "No acceptance by the post was told.");
    }
    if answer.state.is_final() {
        say!(said, "Việc chuyển phát đã kết thúc.", "The carriage is over.");
    }
    next(answer, said);
}

/// The state.
fn state(answer: &Tracking, said: &mut Said<'_>) {
    let state = within(answer.state.label(said.language()));
    let since = answer.since.map_or_else(String::new, |since| {
        let since = moment(since);
        words!(said, ", từ {since}", ", since {since}")
    });
    let id = answer.consignment.as_ref().map_or_else(String::new, |id| format!(" {}", id.as_str()));
    say!(said, "Bưu gửi{id}: {state}{since}.", "The consignment{id}: {state}{since}.");
}

/// How many events have no effect, and why.
fn anomalies(anomalies: &[Anomaly], said: &mut Said<'_>) {
    let count = |code| anomalies.iter().filter(|anomaly| anomaly.code == code).count();
    let why = |code: &AnomalyCode| Some((count(*code), why(*code, said)?));
    let counted = AnomalyCode::ALL.iter().filter_map(why).filter(|(count, _)| *count > 0);
    let listed: Vec<String> = counted.map(|(count, why)| format!("{count} {why}")).collect();
    if !listed.is_empty() {
        let listed = listed.join("; ");
        say!(said, "Không được tính: {listed}.", "Events that do not count: {listed}.");
    }
}

/// Why an event does not count; one that was not accepted does.
fn why(code: AnomalyCode, said: &Said<'_>) -> Option<&'static str> {
    Some(match code {
        AnomalyCode::ConflictingEvent => said.pick("sự kiện có bản khác ghi nhận sau", "told otherwise later"),
        AnomalyCode::VoidOfVoid => said.pick("sự kiện hủy một sự kiện hủy", "voiding a void"),
        AnomalyCode::VoidOfUnknown => said.pick("sự kiện hủy một sự kiện không có", "voiding an unknown event"),
        AnomalyCode::UnexpectedEvent => said.pick("sự kiện không đúng trình tự", "out of order"),
        AnomalyCode::NotAccepted => return None,
    })
}

fn next(answer: &Tracking, said: &mut Said<'_>) {
    let label = |kind: &EventKind| within(kind.label(said.language()));
    let listed: Vec<String> = answer.allowed().iter().map(label).collect();
    if !listed.is_empty() {
        let listed = listed.join("; ");
        say!(said, "Tiếp theo có thể: {listed}.", "What may happen next: {listed}.");
    }
}

#[cfg(test)]
mod tests {
    use crate::ask::track::{EventKind, State};
    use crate::say::within;
    use crate::wire::Language;

    #[test]
    fn no_label_has_a_capital_within_a_sentence() {
        for language in [Language::Vi, Language::En] {
            let kinds = EventKind::ALL.iter().map(|kind| kind.label(language));
            for label in State::ALL.iter().map(|state| state.label(language)).chain(kinds) {
                assert_eq!(within(label), label.to_lowercase());
            }
        }
    }
}
