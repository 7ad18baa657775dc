//! What only an office asks: figures, money and the rulebook itself. Citizens' pages load the module without it.

mod lists;

use hoso::wire::write::entry;
use hoso::wire::{Path, Shape, Sink, Write, write};
use hoso::{Event, ForeignCode, Issues, Language, Tracking, TransitionRefused};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{Odd, Rulebook, Spoken, answer_in, ask, forms, given};

#[wasm_bindgen]
impl Rulebook {
    /// What would change if the other rulebook were in force?
    pub fn compare(&self, after: &Self, question: &str, odd: Odd, language: Spoken) -> String {
        ask((question, odd), language, |question| self.0.compare(&after.0, question))
    }

    /// What changes when the other rulebook takes the place of this one, without any rows?
    pub fn diff(&self, after: &Self, language: Spoken) -> String {
        answer_in(language, |language| Ok(self.0.diff_json(&after.0, language)))
    }

    /// What is unwise in the rulebook itself?
    pub fn check(&self, language: Spoken) -> String {
        answer_in(language, |language| Ok(self.0.check_json(language)))
    }

    /// Any question by its name, from JSON text to JSON text.
    pub fn ask(&self, name: &str, question: &str, language: Spoken) -> String {
        answer_in(language, |language| Ok(self.0.ask(name, question, language)))
    }

    /// The document in its normal form.
    pub fn document(&self) -> String {
        self.0.to_json()
    }
}

/// One event more, in order; `{"refused":{…}}` when it may not happen now.
#[wasm_bindgen]
pub fn advance(tracking: &str, odd_tracking: Odd, event: &str, odd_event: Odd, language: Spoken) -> String {
    answer_in(language, |language| {
        let tracking: Tracking = given::read(tracking, odd_tracking)?;
        let event: Event = given::read(event, odd_event)?;
        Ok(match tracking.advance(&event) {
            Ok(next) => write::json(&next, language),
            Err(refused) => write::json(&Refused(refused), language),
        })
    })
}

/// An event that may not happen now, with the words for it.
struct Refused(TransitionRefused);

impl Write for Refused {
    fn write(&self, to: &mut dyn Sink, language: Language) {
        let refused = &self.0;
        to.begin_object();
        to.key("refused");
        to.begin_object();
        entry(to, "state", &refused.state, language);
        entry(to, "event", &refused.event, language);
        entry(to, "allowed", &refused.allowed, language);
        entry(to, "message", &refused.message(language), language);
        to.end_object();
        to.end_object();
    }
}

/// An event without the person in it.
#[wasm_bindgen(js_name = withoutPerson)]
pub fn without_person(event: &str, odd: Odd, language: Spoken) -> String {
    ask((event, odd), language, |event: &Event| Ok(event.clone().without_person()))
}

/// A form without the persons in it. `settings` are `{"form"}`.
#[wasm_bindgen(js_name = formWithoutPerson)]
pub fn form_without_person(value: &str, odd: Odd, settings: &str, odd_settings: Odd, language: Spoken) -> String {
    forms::without_person((value, odd), (settings, odd_settings), language)
}

/// What does a code of another system tell of?
#[wasm_bindgen(js_name = eventOf)]
pub fn event_of(system_and_code: &str, odd: Odd, language: Spoken) -> String {
    ask((system_and_code, odd), language, |asked: &ForeignCode| {
        Ok(hoso::event_of(asked.system, asked.code.as_str().to_owned()))
    })
}

/// An amount in đồng in words: a JSON text.
#[wasm_bindgen(js_name = amountInWords)]
pub fn amount_in_words(amount: &str, odd: Odd, language: Spoken) -> String {
    answer_in(language, |language| {
        let mut issues = Issues::new();
        let amount = i64::read(&given::node(amount, odd)?, &Path::Key(&Path::Root, "amount"), &mut issues);
        let amount = amount.ok_or(issues)?;
        Ok(write::json(&hoso::amount_in_words(amount, language), language))
    })
}

/// A document, or a part of one, in its normal form: a JSON text.
#[wasm_bindgen(js_name = formatDocument)]
pub fn format_document(document: &str, language: Spoken) -> String {
    answer_in(language, |language| Ok(write::json(&hoso::format_document(document)?, language)))
}

/// Documents, or parts of one, as one in normal form: a JSON text.
#[wasm_bindgen(js_name = mergeDocuments)]
#[expect(clippy::needless_pass_by_value, reason = "a list comes by value from JavaScript")]
pub fn merge_documents(documents: Vec<String>, language: Spoken) -> String {
    let texts: Vec<&str> = documents.iter().map(String::as_str).collect();
    answer_in(language, |language| Ok(write::json(&hoso::merge_documents(&texts)?, language)))
}

/// A document in its lists: the text of each by its name.
#[wasm_bindgen(js_name = splitDocument)]
pub fn split_document(document: &str, language: Spoken) -> String {
    answer_in(language, |language| Ok(write::json(&Parts(hoso::split_document(document)?), language)))
}

/// Texts by their names.
struct Parts(Vec<(String, String)>);

impl Write for Parts {
    fn write(&self, to: &mut dyn Sink, language: Language) {
        to.begin_object();
        for (name, text) in &self.0 {
            entry(to, name, text, language);
        }
        to.end_object();
    }
}

/// The states of a consignment and the events between them, as Mermaid text.
#[wasm_bindgen]
pub fn diagram() -> String {
    hoso::diagram()
}

/// Every closed list with its messages.
#[wasm_bindgen]
pub fn lists() -> String {
    write::json(&lists::Lists, Language::default())
}
