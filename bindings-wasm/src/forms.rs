//! Forms, and what they are held against.

use hoso::form::{Form, Options};
use hoso::wire::{Node, Path, Shape, write};
use hoso::{Date, Grams, IssueCode, Issues, Params, Rulebook, form};

use crate::{Odd, Spoken, answer_in, given};

/// A text and its odd values.
type Argument<'a> = (&'a str, Odd);

pub(crate) fn validate(
    (value, odd): Argument<'_>,
    settings: Argument<'_>,
    rulebook: Option<&Rulebook>,
    language: Spoken,
) -> String {
    answer_in(language, |language| {
        let (form, on) = set(settings, |settings, issues| {
            let (form, on) = (settings.needed("form", issues), settings.get("on", issues));
            Some((form?, on))
        })?;
        let filled = form::validate(form, given::node(value, odd)?, &Options { rulebook, on })?;
        Ok(write::json(&filled, language))
    })
}

pub(crate) fn preview(
    (value, odd): Argument<'_>,
    settings: Argument<'_>,
    rulebook: &Rulebook,
    language: Spoken,
) -> String {
    answer_in(language, |language| {
        let (form, on, weight): (Form, Date, Grams) = set(settings, |settings, issues| {
            let (form, on) = (settings.needed("form", issues), settings.needed("on", issues));
            let weight = settings.needed("weight_grams", issues);
            Some((form?, on?, weight?))
        })?;
        let priced = form::preview(form, given::node(value, odd)?, rulebook, on, weight)?;
        Ok(write::json(&priced, language))
    })
}

#[cfg(feature = "office")]
pub(crate) fn without_person((value, odd): Argument<'_>, settings: Argument<'_>, language: Spoken) -> String {
    answer_in(language, |language| {
        let form: Form = set(settings, |settings, issues| settings.needed("form", issues))?;
        Ok(write::json(&form::without_person(form, given::node(value, odd)?)?, language))
    })
}

/// What is read of settings, or every issue of them, said to the person who fills in the form.
fn set<T>(
    (settings, odd): Argument<'_>,
    read: impl FnOnce(&Settings<'_>, &mut Issues) -> Option<T>,
) -> Result<T, Issues> {
    let settings = Settings(given::node(settings, odd)?);
    let mut issues = Issues::new();
    let value = read(&settings, &mut issues);
    value.filter(|_| issues.is_empty()).ok_or_else(|| form::said_to_person(issues))
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
