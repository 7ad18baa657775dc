//! hoso for JavaScript. This crate converts and nothing else: every rule, message and default is in `hoso`.
#![expect(clippy::needless_pass_by_value, reason = "wasm-bindgen hands over an optional text as a value")]

use hoso::Language;
use wasm_bindgen::prelude::wasm_bindgen;

/// A valid rulebook, ready to answer.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Rulebook(hoso::Rulebook);

/// The language of an optional name; Vietnamese unless asked otherwise.
fn language(name: Option<&str>) -> Language {
    name.and_then(Language::from_name).unwrap_or_default()
}

#[wasm_bindgen]
impl Rulebook {
    /// Reads a rulebook from JSON text.
    ///
    /// # Errors
    /// `{"issues":[…]}` as text.
    pub fn parse(json: &str, lang: Option<String>) -> Result<Rulebook, String> {
        hoso::Rulebook::parse(json).map(Self).map_err(|issues| issues.to_json(language(lang.as_deref())))
    }

    /// May this go by post? JSON in, JSON out.
    #[wasm_bindgen(js_name = decideJson)]
    pub fn decide_json(&self, json: &str, lang: Option<String>) -> String {
        self.0.decide_json(json, language(lang.as_deref()))
    }

    /// What does it cost, and who pays? JSON in, JSON out.
    #[wasm_bindgen(js_name = quoteJson)]
    pub fn quote_json(&self, json: &str, lang: Option<String>) -> String {
        self.0.quote_json(json, language(lang.as_deref()))
    }
}

/// Where is it, and what may happen next? JSON in, JSON out.
#[wasm_bindgen(js_name = trackJson)]
pub fn track_json(json: &str, lang: Option<String>) -> String {
    hoso::track::track_json(json, language(lang.as_deref()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_those_of_the_core() {
        let text = r#"{"hoso": 1, "id": "t", "title": "t", "currency": "VND", "utc_offset": "+07:00"}"#;
        let (ours, core) = (Rulebook::parse(text, None).unwrap(), hoso::Rulebook::parse(text).unwrap());
        for question in ["{}", r#"{"agency": "a", "procedure": "1.000001", "service": "return", "on": "2014-10-01"}"#] {
            assert_eq!(ours.decide_json(question, Some("en".into())), core.decide_json(question, Language::En));
            assert_eq!(ours.quote_json(question, None), core.quote_json(question, Language::Vi));
        }
        assert_eq!(track_json("[]", None), hoso::track::track_json("[]", Language::Vi));
        assert!(Rulebook::parse("{", None).unwrap_err().starts_with("{\"issues\":["));
    }
}
