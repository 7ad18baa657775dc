//! Forms, and what they are held against.

use hoso::form::{Form, Options};
use hoso::wire::{Node, Path, Shape, write};
use hoso::{Date, Grams, IssueCode, Issues, Params, Rulebook, form};

use crate::{Odd, Spoken, answer_in, given};

/// A text and its odd values.
type Argument<'a> = (&'a str, Odd);

pub(crate) fn validate(
    (value, odd): Argument<'_>,
    (settings, odd_settings): Argument<'_>,
    rulebook: Option<&Rulebook>,
    language: Spoken,
) -> String {
    answer_in(language, |language| {
        let settings = Settings(given::node(settings, odd_settings)?);
        let mut issues = Issues::new();
        let (form, on) = (settings.needed("form", &mut issues), settings.get("on", &mut issues));
        let Some(form) = form.filter(|_| issues.is_empty()) else { return Err(form::said_to_person(issues)) };
        let filled = form::validate(form, given::node(value, odd)?, &Options { rulebook, on })?;
        Ok(write::json(&filled, language))
    })
}

pub(crate) fn preview(
    (value, odd): Argument<'_>,
    (settings, odd_settings): Argument<'_>,
    rulebook: &Rulebook,
    language: Spoken,
) -> String {
    answer_in(language, |language| {
        let settings = Settings(given::node(settings, odd_settings)?);
        let mut issues = Issues::new();
        let form: Option<Form> = settings.needed("form", &mut issues);
        let on: Option<Date> = settings.needed("on", &mut issues);
        let weight: Option<Grams> = settings.needed("weight_grams", &mut issues);
        let (Some(form), Some(on), Some(weight)) = (form, on, weight) else { return Err(form::said_to_person(issues)) };
        let priced = form::preview(form, given::node(value, odd)?, rulebook, on, weight)?;
        Ok(write::json(&priced, language))
    })
}

#[cfg(feature = "office")]
pub(crate) fn without_person(
    (value, odd): Argument<'_>,
    (settings, odd_settings): Argument<'_>,
    language: Spoken,
) -> String {
    answer_in(language, |language| {
        let settings = Settings(given::node(settings, odd_settings)?);
        let mut issues = Issues::new();
        let form: Option<Form> = settings.needed("form", &mut issues);
        let form = form.ok_or_else(|| form::said_to_person(issues))?;
        Ok(write::json(&form::without_person(form, given::node(value, odd)?)?, language))
    })
}

/// What something is asked with besides its value.
pub(crate) struct Settings<'a>(pub(crate) Node<'a>);

impl Settings<'_> {
    fn get<T: Shape>(&self, key: &str, issues: &mut Issues) -> Option<T> {
        let Node::Object(entries) = &self.0 else { return None };
        let (_, node) = entries.iter().find(|(own, node)| own == key && !matches!(node, Node::Null))?;
        T::read(node, &Path::Key(&Path::Root, key), issues)
    }

    pub(crate) fn needed<T: Shape>(&self, key: &str, issues: &mut Issues) -> Option<T> {
        let before = issues.len();
        let value = self.get(key, issues);
        if value.is_none() && issues.len() == before {
            issues.push(hoso::Issue::new(IssueCode::Missing, format!("/{key}"), Params::new()));
        }
        value
    }
}
