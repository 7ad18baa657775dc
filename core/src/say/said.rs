//! Sentences as they are collected, and the words that all answers share.

use std::borrow::Cow;

use crate::say::reason;
use crate::say::reason::Reason;
use crate::wire::{Language, Speaker, Time};

/// The sentences so far, in one language and by the names of one rulebook, if there is one.
pub(crate) struct Said<'r> {
    speaker: Speaker<'r>,
    text: String,
}

/// Words in the language asked for; both capture the same names.
macro_rules! words {
    ($said:expr, $vi:literal, $en:literal) => {
        match $said.language() {
            $crate::wire::Language::Vi => format!($vi),
            $crate::wire::Language::En => format!($en),
        }
    };
}

/// Says a sentence in the language asked for.
macro_rules! say {
    ($said:expr, $vi:literal, $en:literal) => {{
        let sentence = words!($said, $vi, $en);
        $said.sentence(&sentence);
    }};
}

impl<'r> Said<'r> {
    pub(crate) const fn new(speaker: Speaker<'r>) -> Self {
        Self { speaker, text: String::new() }
    }

    pub(crate) const fn language(&self) -> Language {
        self.speaker.language
    }

    pub(crate) const fn speaker(&self) -> Speaker<'r> {
        self.speaker
    }

    /// The name of a thing of a kind, such as `zone`, or its id.
    pub(crate) fn name<'a>(&self, kind: &str, id: &'a str) -> Cow<'a, str>
    where
        'r: 'a,
    {
        self.speaker.name(kind, id)
    }

    pub(crate) fn into_text(self) -> String {
        self.text
    }

    /// Adds a sentence on a line of its own; a legal source may hold a line break, a sentence does not.
    pub(crate) fn sentence(&mut self, sentence: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let mut chars = sentence.chars().peekable();
        while let Some(char) = chars.next() {
            if char == '\r' {
                chars.next_if_eq(&'\n');
            }
            self.text.push(if matches!(char, '\r' | '\n') { ' ' } else { char });
        }
    }

    /// A tariff, its name in quotes: within a sentence it is a title.
    pub(crate) fn tariff<'a>(&self, id: &'a str) -> Cow<'a, str> {
        self.speaker.named("tariff", id).map_or(Cow::Borrowed(id), |name| format!("“{name}”").into())
    }

    /// The words in the language asked for.
    pub(crate) fn pick<T>(&self, vi: T, en: T) -> T {
        self.language().pick(vi, en)
    }

    /// Each reason's message, once.
    pub(crate) fn reasons(&mut self, reasons: &[Reason<'_>]) {
        for sentence in reason::said(reasons, self.speaker) {
            self.sentence(&sentence);
        }
    }

    /// The rule on which an answer rests.
    pub(crate) fn rule(&mut self, contract: &str, clause: &str, amendment: Option<&str>) {
        let by = amendment
            .map_or_else(String::new, |id| words!(self, ", theo phụ lục {id}", ", as set by the amendment {id}"));
        let contract = self.name("contract", contract);
        say!(
            self,
            "Căn cứ điều khoản {clause} của hợp đồng {contract}{by}.",
            "By clause {clause} of the contract {contract}{by}."
        );
    }

    /// The legal sources, if there are any.
    pub(crate) fn sources(&mut self, sources: &[Cow<'_, str>]) {
        let listed: Vec<_> = sources.iter().map(|source| self.name("source", source)).collect();
        let listed = listed.join("; ");
        match sources {
            [] => {}
            [_] => say!(self, "Nguồn pháp lý: {listed}.", "Legal source: {listed}."),
            _ => say!(self, "Nguồn pháp lý: {listed}.", "Legal sources: {listed}."),
        }
    }

    /// Who pays; any id but the three with a meaning is said as it is.
    pub(crate) fn payer<'a>(&self, who: &'a str) -> &'a str {
        match who {
            "applicant" => self.pick("người nộp hồ sơ", "the applicant"),
            "agency" => self.pick("cơ quan", "the agency"),
            "operator" => self.pick("bưu điện", "the post"),
            other => other,
        }
    }

    /// A rate or share in basis points: `10%`, `8,5%` in Vietnamese and `8.5%` in English.
    pub(crate) fn percent(&self, bp: i64) -> String {
        let (sign, bp) = (if bp < 0 { "-" } else { "" }, bp.unsigned_abs());
        let (whole, rest) = (bp / 100, bp % 100);
        let (point, digits) = (self.pick(',', '.'), format!("{rest:02}"));
        match digits.trim_end_matches('0') {
            "" => format!("{sign}{whole}%"),
            digits => format!("{sign}{whole}{point}{digits}%"),
        }
    }
}

/// A label that stands within a sentence and so does not begin with a capital. Labels have no other letters in capitals
/// than these, and `str::to_lowercase` would bring along every letter that there is.
pub(crate) fn within(label: &str) -> String {
    label.to_ascii_lowercase().replace('Đ', "đ")
}

/// The đồng's code.
pub(crate) const DONG: &str = "VND";

/// An amount: `26.000 đ`, or with the code of another currency.
pub(crate) fn money(amount: i64, currency: &str) -> String {
    let digits = amount.unsigned_abs().to_string();
    let mut said = String::with_capacity(digits.len().saturating_mul(2));
    if amount < 0 {
        said.push('-');
    }
    for (place, digit) in (0..digits.len()).rev().zip(digits.chars()) {
        said.push(digit);
        if place > 0 && place % 3 == 0 {
            said.push('.');
        }
    }
    said.push(' ');
    said.push_str(if currency == DONG { "đ" } else { currency });
    said
}

/// A time in the offset that it came with: `08:30 10/09/2014`.
pub(crate) fn moment(time: Time) -> String {
    let written = time.to_string();
    let (day, clock) = written.split_once('T').unwrap_or((&written, ""));
    let clock = clock.get(..5).unwrap_or(clock);
    let day = day.parse::<crate::wire::Date>().map_or_else(|_| day.to_owned(), crate::wire::Date::said);
    format!("{clock} {day}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_grouped_by_thousands() {
        let said = |amount| money(amount, "VND");
        assert_eq!((said(0).as_str(), said(999).as_str(), said(1_000).as_str()), ("0 đ", "999 đ", "1.000 đ"));
        assert_eq!((said(-13_000).as_str(), said(104_000_000).as_str()), ("-13.000 đ", "104.000.000 đ"));
        assert_eq!(money(26_000, "USD"), "26.000 USD");
    }

    #[test]
    fn rates_have_no_more_digits_than_they_need() {
        let (vi, en) = (Said::new(Speaker::new(Language::Vi)), Said::new(Speaker::new(Language::En)));
        assert_eq!(
            (vi.percent(1_000).as_str(), vi.percent(850).as_str(), en.percent(850).as_str()),
            ("10%", "8,5%", "8.5%")
        );
        assert_eq!(
            (en.percent(805).as_str(), en.percent(1).as_str(), en.percent(0).as_str()),
            ("8.05%", "0.01%", "0%")
        );
    }

    #[test]
    fn times_are_said_in_their_own_offset() {
        assert_eq!(moment("2014-09-10T08:30:59.5+07:00".parse().unwrap()), "08:30 10/09/2014");
        assert_eq!(moment("2014-09-10T01:30:00Z".parse().unwrap()), "01:30 10/09/2014");
    }
}
