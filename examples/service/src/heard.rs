//! Reading the events of a request.

use hoso::wire::write;
use hoso::{Issues, Language, Told};
use serde::de::IgnoredAny;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::code::Code;
use crate::history::Heard;
use crate::refusal::{Refusal, Wrong};
use crate::telling::Row;

/// Why an event is refused.
#[derive(Debug)]
pub(crate) enum Bad {
    /// The library's issues.
    Library(Issues),
    /// What the library cannot know.
    Ours(Wrong),
}

impl Bad {
    /// In words.
    pub(crate) fn issues(&self, language: Language) -> Vec<Value> {
        match self {
            Self::Ours(wrong) => vec![wrong.to_json(language)],
            Self::Library(issues) => {
                let said = issues.iter().map(|issue| serde_json::from_str(&write::json(issue, language)));
                said.map(Result::unwrap_or_default).collect()
            }
        }
    }
}

/// One event or a list, whole: the words of each, `x_` keys and all, and the codes of other systems, which are understood anew
/// each time they are read.
pub(crate) fn all(body: &str, language: Language) -> Result<Vec<Row>, Refusal> {
    let invalid = |issues: Issues| Refusal::invalid(&issues, language);
    if !is_list(body)? {
        let heard = Heard::read(body.trim().to_owned()).map_err(invalid)?;
        return Ok(vec![Row { place: String::new(), heard }]);
    }
    let told = Told::parse_list(body).map_err(invalid)?;
    // The same text, read a second time for its words: it cannot fail where the library read it.
    let words: Vec<&RawValue> = serde_json::from_str(body).unwrap_or_default();
    let row = |(at, (told, words)): (usize, (Told, &RawValue))| Row {
        place: format!("/{at}"),
        heard: Heard::of(told, words.get().to_owned()),
    };
    Ok(told.into_iter().zip(words).enumerate().map(row).collect())
}

/// One event or a list, each by itself.
pub(crate) fn each(body: &str) -> Result<Vec<Result<Row, Bad>>, Refusal> {
    if !is_list(body)? {
        return Ok(vec![one(body.trim(), String::new())]);
    }
    let words: Result<Vec<&RawValue>, _> = serde_json::from_str(body);
    let words = words.map_err(|_| Wrong::new(Code::NotThatBody).with("expected", "[{…}, …]"))?;
    Ok(words.into_iter().enumerate().map(|(at, words)| one(words.get(), format!("/{at}"))).collect())
}

fn one(words: &str, place: String) -> Result<Row, Bad> {
    match Heard::read(words.to_owned()) {
        Ok(heard) => Ok(Row { place, heard }),
        Err(issues) => {
            let mut within = Issues::new();
            issues.iter().for_each(|issue| within.push(issue.within(&place)));
            Err(Bad::Library(within))
        }
    }
}

/// Whether it is a list, and not one event. Of what can be neither the library would say that one is expected; what is no JSON it
/// tells best itself.
fn is_list(body: &str) -> Result<bool, Wrong> {
    match body.trim_start().chars().next() {
        Some('[') => Ok(true),
        Some('{') => Ok(false),
        _ if serde_json::from_str::<IgnoredAny>(body).is_err() => Ok(false),
        _ => Err(Wrong::new(Code::NotThatBody).with("expected", "{…}, [{…}, …]")),
    }
}
