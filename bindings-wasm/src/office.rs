//! What only an office asks: figures, money and the rulebook itself. Citizens' pages load the module without it.

mod lists;

use hoso::write::{self, Sink, Write, entry};
use hoso::{Event, Language, Tracking, TransitionRefused};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{Odd, Rulebook, Spoken, answer_in, ask, given};

#[wasm_bindgen]
impl Rulebook {
    /// How many results went by post, and how well?
    pub fn report(&self, request: &str, odd: Odd, language: Spoken) -> String {
        ask((request, odd), language, |request| self.0.report(request))
    }

    /// What would change if the other rulebook were in force?
    pub fn compare(&self, after: &Self, request: &str, odd: Odd, language: Spoken) -> String {
        ask((request, odd), language, |request| self.0.compare(&after.0, request))
    }

    /// What is unwise in the rulebook itself?
    pub fn check(&self, language: Spoken) -> String {
        answer_in(language, |language| Ok(self.0.check_json(language)))
    }

    /// What does the operator owe when an item is lost, late or damaged?
    pub fn compensation(&self, claim: &str, odd: Odd, language: Spoken) -> String {
        ask((claim, odd), language, |claim| self.0.compensation(claim))
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
