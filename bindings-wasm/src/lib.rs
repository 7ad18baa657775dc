//! hoso for JavaScript. This crate converts and nothing else: every rule, message and default is in `hoso`.
//!
//! A question crosses as JSON text, and so does its answer: `{"issues":[…]}` when the question is not valid. `ts/write.ts`
//! makes the text of a value; `odd` says which of its `null`s stand for values that JSON does not have.

mod forms;
mod given;
#[cfg(feature = "office")]
pub mod office;

use std::borrow::Cow;

use hoso::identifier::IdentifierKind;
use hoso::wire::{Node, Shape, write};
use hoso::{Answer, Event, Issues, Language, Question};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::forms::Settings;

/// A valid rulebook, ready to answer.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Rulebook(hoso::Rulebook);

#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

type Odd = Option<Vec<u32>>;
type Spoken = Option<String>;

/// Asks one question: reads it, has it answered, writes the answer.
fn ask<Q: Shape, A: Shape>(
    (question, odd): (&str, Odd),
    language: Spoken,
    answer: impl FnOnce(&Q) -> Result<A, Issues>,
) -> String {
    answer_in(language, |language| {
        let question = given::read(question, odd)?;
        Ok(write::json(&answer(&question)?, language))
    })
}

/// Answers in a language: the answer as JSON text, or the issues.
fn answer_in(language: Spoken, answer: impl FnOnce(Language) -> Result<String, Issues>) -> String {
    match given::language(language) {
        Ok(language) => answer(language).unwrap_or_else(|issues| issues.to_json(language)),
        Err(issues) => issues.to_json(Language::default()),
    }
}

#[wasm_bindgen]
impl Rulebook {
    /// Reads a rulebook.
    ///
    /// # Errors
    /// `{"issues":[…]}` as text.
    pub fn parse(document: &str, odd: Odd, language: Spoken) -> Result<Rulebook, String> {
        let language = given::language(language).map_err(|issues| issues.to_json(Language::default()))?;
        given::node(document, odd)
            .and_then(|node| hoso::Rulebook::from_node(&node))
            .map(Self)
            .map_err(|issues| issues.to_json(language))
    }

    /// Is this form right, by itself and by the rulebook? `settings` are `{"form","on"}`.
    pub fn validate(&self, value: &str, odd: Odd, settings: &str, odd_settings: Odd, language: Spoken) -> String {
        forms::validate((value, odd), (settings, odd_settings), Some(&self.0), language)
    }

    /// What the carriage costs that a form asks for. `settings` are `{"form","on","weight_grams"}`.
    pub fn preview(&self, value: &str, odd: Odd, settings: &str, odd_settings: Odd, language: Spoken) -> String {
        forms::preview((value, odd), (settings, odd_settings), &self.0, language)
    }

    /// An answer as a few plain sentences, by the names of this rulebook.
    pub fn explain(&self, answer: &str, odd: Odd, language: Spoken) -> String {
        explained(answer, odd, language, Some(&self.0))
    }

    /// The rulebook's id.
    #[wasm_bindgen(getter)]
    pub fn id(&self) -> String {
        self.0.document().id.to_string()
    }
}

/// The questions as methods, written from the core's one list; those of the office are in its module alone.
macro_rules! methods {
    ({}
        of_rulebook { $( $(#[doc = $doc:literal])+ $kind:ident $name:ident $json:ident $text:literal $js:literal
            ($question:ty) $audience:ident $(in $language:ident)? $vi:literal, $en:literal; )+ }
        apart { $($apart:tt)* }
    ) => { $( method! { $audience $(#[doc = $doc])+ $name $js ($question) } )+ };
}

macro_rules! method {
    (citizen $(#[doc = $doc:literal])+ $name:ident $js:literal ($question:ty)) => {
        #[wasm_bindgen]
        impl Rulebook {
            $(#[doc = $doc])+
            #[wasm_bindgen(js_name = $js)]
            pub fn $name(&self, question: &str, odd: Odd, language: Spoken) -> String {
                ask_rulebook::<$question>(&self.0, (question, odd), language)
            }
        }
    };
    (office $($method:tt)+) => {
        #[cfg(feature = "office")]
        method! { citizen $($method)+ }
    };
}

hoso::for_each_question!(methods);

/// Asks a rulebook a question.
fn ask_rulebook<Q: Question>(rulebook: &hoso::Rulebook, (question, odd): (&str, Odd), language: Spoken) -> String {
    answer_in(language, |language| {
        let question: Q = given::read(question, odd)?;
        Ok(write::json(&question.answer(rulebook, language)?, language))
    })
}

/// Where is it, and what may happen next?
#[wasm_bindgen]
pub fn track(events: &str, odd: Odd, language: Spoken) -> String {
    ask((events, odd), language, |events: &Vec<Event>| hoso::track(events))
}

/// An answer as a few plain sentences: a JSON text.
#[wasm_bindgen]
pub fn explain(answer: &str, odd: Odd, language: Spoken) -> String {
    explained(answer, odd, language, None)
}

fn explained(answer: &str, odd: Odd, language: Spoken, names: Option<&hoso::Rulebook>) -> String {
    answer_in(language, |language| {
        let answer: Answer<'_> = given::read(answer, odd)?;
        Ok(write::json(&hoso::explain_with(answer, language, names), language))
    })
}

/// An identifier's normal form and its parts, from `[kind, text]`.
#[wasm_bindgen(js_name = parseIdentifier)]
pub fn parse_identifier(kind_and_text: &str, odd: Odd, language: Spoken) -> String {
    answer_in(language, |language| {
        let Node::List(pair) = given::node(kind_and_text, odd)? else { return Err(Issues::new()) };
        let mut issues = Issues::new();
        let settings = Settings(Node::Object(["kind", "text"].map(Cow::Borrowed).into_iter().zip(pair).collect()));
        let kind: Option<IdentifierKind> = settings.needed("kind", &mut issues);
        let text: Option<Cow<'_, str>> = settings.needed("text", &mut issues);
        let (Some(kind), Some(text)) = (kind, text) else { return Err(issues) };
        Ok(write::json(&hoso::identifier::parse_identifier(kind, &text)?, language))
    })
}

/// A whole number as people type it.
#[wasm_bindgen(js_name = wholeNumber)]
pub fn whole_number(text: &str, language: Spoken) -> String {
    answer_in(language, |language| Ok(write::json(&hoso::form::whole_number(text)?, language)))
}

/// Is this form right by itself? `settings` are `{"form"}`.
#[wasm_bindgen]
pub fn validate(value: &str, odd: Odd, settings: &str, odd_settings: Odd, language: Spoken) -> String {
    forms::validate((value, odd), (settings, odd_settings), None, language)
}

/// The longest text that is read, in bytes.
#[wasm_bindgen(js_name = maxBytes)]
pub fn max_bytes() -> usize {
    Node::MAX_BYTES
}

/// The deepest nesting that is read.
#[wasm_bindgen(js_name = maxDepth)]
pub fn max_depth() -> usize {
    Node::MAX_DEPTH
}
