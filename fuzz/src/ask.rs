//! The one door to every question.

use hoso::form::{Form, Options, preview_json, validate_json};
use hoso::number::Grams;
use hoso::shape::Shape;
use hoso::{Date, Issues, Language, Rulebook, event_of_json, track};
use serde_json::Value;

/// Asks a question in JSON; the answer is JSON, `{"issues":[…]}` when the question is not valid.
pub(crate) fn ask(rulebook: &Rulebook, name: &str, json: &str, language: Language) -> String {
    match name {
        "decide" => rulebook.decide_json(json, language),
        "quote" => rulebook.quote_json(json, language),
        "deadlines" => rulebook.deadlines_json(json, language),
        "compensation" => rulebook.compensation_json(json, language),
        "journey" => rulebook.journey_json(json, language),
        "settle" => rulebook.settle_json(json, language),
        "reconcile" => rulebook.reconcile_json(json, language),
        "report" => rulebook.report_json(json, language),
        "quarter_report" => rulebook.quarter_report_json(json, language),
        "choices" => rulebook.choices_json(json, language),
        "procedures" => rulebook.procedures_json(json, language),
        "check" => rulebook.check_json(language),
        "track" => track::track_json(json, language),
        "event_of" => event_of_json(json, language),
        "compare" => in_parts(Trial::read(json), language, |it| rulebook.compare_json(&it.after, &it.trial, language)),
        "validate" => in_parts(Filled::read(json), language, |it| {
            validate_json(it.form, &it.value, &it.options(rulebook), language)
        }),
        "preview" => in_parts(Parcel::read(json), language, |Parcel { filled, on, weight }| {
            preview_json(filled.form, &filled.value, rulebook, on, weight, language)
        }),
        _ => panic!("no question `{name}`"),
    }
}

fn in_parts<T>(parts: Result<T, Issues>, language: Language, answer: impl FnOnce(T) -> String) -> String {
    parts.map_or_else(|issues| issues.to_json(language), answer)
}

/// Two rulebooks over the same rows: `{"after": document, "trial": CompareRequest}`.
pub(crate) struct Trial {
    pub(crate) after: Rulebook,
    pub(crate) trial: String,
}

impl Trial {
    pub(crate) fn read(json: &str) -> Result<Self, Issues> {
        let parts = value(json)?;
        let after = Rulebook::from_value(&parts["after"]).map_err(|issues| within(&issues, "after"))?;
        Ok(Self { after, trial: parts["trial"].to_string() })
    }
}

/// A form that was filled in: `{"form", "value", "on"?}`; with a day it is held against the rulebook.
pub(crate) struct Filled {
    pub(crate) form: Form,
    pub(crate) value: String,
    on: Option<Date>,
}

impl Filled {
    pub(crate) fn read(json: &str) -> Result<Self, Issues> {
        let parts = value(json)?;
        Ok(Self { form: part(&parts, "form")?, value: parts["value"].to_string(), on: part(&parts, "on")? })
    }

    pub(crate) fn options<'r>(&self, rulebook: &'r Rulebook) -> Options<'r> {
        Options { rulebook: self.on.map(|_| rulebook), on: self.on }
    }
}

/// What the carriage of a form costs: `{"form", "value", "on", "weight_grams"}`.
pub(crate) struct Parcel {
    pub(crate) filled: Filled,
    pub(crate) on: Date,
    pub(crate) weight: Grams,
}

impl Parcel {
    pub(crate) fn read(json: &str) -> Result<Self, Issues> {
        let parts = value(json)?;
        let (on, weight) = (part(&parts, "on")?, part(&parts, "weight_grams")?);
        Ok(Self { filled: Filled::read(json)?, on, weight })
    }
}

/// The value of a text that holds parts; `Null` where only the value type of JSON cannot hold it.
fn value(json: &str) -> Result<Value, Issues> {
    hoso::read::Node::parse(json)?;
    Ok(serde_json::from_str(json).unwrap_or_default())
}

fn part<T: Shape>(parts: &Value, key: &str) -> Result<T, Issues> {
    hoso::read::parse(&parts[key].to_string()).map_err(|issues| within(&issues, key))
}

fn within(issues: &Issues, key: &str) -> Issues {
    let mut moved = Issues::new();
    issues.iter().for_each(|issue| moved.push(issue.within(&format_args!("/{key}"))));
    moved
}
