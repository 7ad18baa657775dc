//! The closed lists: every code, kind and state that can be said, with its label or message in both languages.

use hoso::Language;
use hoso::wire::write::entry;
use hoso::wire::{Sink, Write};

/// `{"issueCodes":{code:{"params":[…],"vi":…,"en":…}},…,"changes":{code:{"vi":…,"en":…}},…}`.
pub(crate) struct Lists;

impl Write for Lists {
    fn write(&self, to: &mut dyn Sink, language: Language) {
        to.begin_object();
        for list in hoso::lists() {
            entry(to, &camel(list.export), &list, language);
        }
        to.end_object();
    }
}

/// `issue_codes` as JavaScript writes it: `issueCodes`.
fn camel(snake: &str) -> String {
    let mut name = String::with_capacity(snake.len());
    for (at, word) in snake.split('_').enumerate() {
        let (first, rest) = word.split_at(word.len().min(1));
        name.push_str(&if at == 0 { first.to_owned() } else { first.to_ascii_uppercase() });
        name.push_str(rest);
    }
    name
}
