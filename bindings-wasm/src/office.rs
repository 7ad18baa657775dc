//! What only an office asks: figures, money and the rulebook itself. Citizens' pages load the module without it.

mod lists;

use hoso::wire::write::entry;
use hoso::wire::{Path, Shape, Sink, Write, write};
use hoso::{Event, ForeignCode, Issues, Language, ReconcileRequest, SettleRequest, Tracking, TransitionRefused};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{Odd, Rulebook, Spoken, answer_in, ask, given};

impl Rulebook {
    /// What there is to choose from, by names in a language.
    fn offer<'r, Q: Shape, A: Write>(
        &'r self,
        (request, odd): (&str, Odd),
        language: Spoken,
        offer: impl FnOnce(&'r hoso::Rulebook, &Q, Language) -> A,
    ) -> String {
        answer_in(language, |language| {
            let request = given::read(request, odd)?;
            Ok(write::json(&offer(&self.0, &request, language), language))
        })
    }
}

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

    /// How does one dossier stand as a whole?
    pub fn journey(&self, dossier: &str, odd: Odd, language: Spoken) -> String {
        ask((dossier, odd), language, |dossier| self.0.journey(dossier))
    }

    /// What does a contract's period come to?
    pub fn settle(&self, request: &str, odd: Odd, language: Spoken) -> String {
        ask((request, odd), language, |request: &SettleRequest<'_>| self.0.settle(request))
    }

    /// Is the operator's invoice right?
    pub fn reconcile(&self, request: &str, odd: Odd, language: Spoken) -> String {
        ask((request, odd), language, |request: &ReconcileRequest<'_>| self.0.reconcile(request))
    }

    /// What does the post report of a quarter?
    #[wasm_bindgen(js_name = quarterReport)]
    pub fn quarter_report(&self, request: &str, odd: Odd, language: Spoken) -> String {
        ask((request, odd), language, |request| self.0.quarter_report(request))
    }

    /// Which agencies and places are there to choose from on a day?
    pub fn choices(&self, request: &str, odd: Odd, language: Spoken) -> String {
        self.offer((request, odd), language, hoso::Rulebook::choices)
    }

    /// Which procedures of an agency, and which way may each go by post?
    pub fn procedures(&self, request: &str, odd: Odd, language: Spoken) -> String {
        self.offer((request, odd), language, hoso::Rulebook::procedures)
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
