//! How messages say ids: as they are, or by the names that a rulebook has for them.

use std::borrow::Cow;

use crate::index::names::Names;
use crate::index::table::{At as _, Ix};
use crate::rulebook::Document;
use crate::text::Text;
use crate::{Language, Rulebook};

/// A language, and the rulebook whose names are said instead of ids, if there is one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Speaker<'r> {
    pub(crate) language: Language,
    rulebook: Option<&'r Rulebook>,
}

impl<'r> Speaker<'r> {
    /// Says ids as they are.
    pub(crate) const fn new(language: Language) -> Self {
        Self { language, rulebook: None }
    }

    /// Says the names of a rulebook, if one is given.
    pub(crate) const fn naming(language: Language, rulebook: Option<&'r Rulebook>) -> Self {
        Self { language, rulebook }
    }

    /// Whether it says names.
    pub(crate) const fn names(self) -> bool {
        self.rulebook.is_some()
    }

    /// The name of what a parameter names; what has none is said as it is.
    pub(crate) fn name<'a>(self, param: &str, id: &'a str) -> Cow<'a, str>
    where
        'r: 'a,
    {
        self.named(param, id).unwrap_or(id).into()
    }

    /// The name of what a parameter names, if it has one.
    pub(crate) fn named(self, param: &str, id: &str) -> Option<&'r str> {
        let rulebook = self.rulebook?;
        let (ids, language) = (&rulebook.index.ids, self.language);
        let Document {
            places, zones, operators, agencies, fields, procedures, taxes, tariffs, contracts, sources, ..
        } = rulebook.document();
        match param {
            "agency" => name(&ids.agencies, agencies, id, |it| &it.name, language),
            "procedure" => name(&ids.procedures, procedures, id, |it| &it.name, language),
            "field" => name(&ids.fields, fields, id, |it| &it.name, language),
            "place" => name(&ids.places, places, id, |it| &it.name, language),
            "zone" => name(&ids.zones, zones, id, |it| &it.name, language),
            "tax" => name(&ids.taxes, taxes, id, |it| &it.name, language),
            "tariff" => name(&ids.tariffs, tariffs, id, |it| &it.title, language),
            "operator" => name(&ids.operators, operators, id, |it| &it.name, language),
            "source" => name(&ids.sources, sources, id, |it| &it.title, language),
            "contract" => found(&ids.contracts, contracts, id)?.number.as_ref().map(crate::text::Line::as_str),
            _ => None,
        }
    }
}

fn found<'r, T>(ids: &Names, list: &'r [T], id: &str) -> Option<&'r T> {
    ids.find(id).map(|at| list.at(Ix::<T>::new(at)))
}

fn name<'r, T>(ids: &Names, list: &'r [T], id: &str, of: fn(&T) -> &Text, language: Language) -> Option<&'r str> {
    found(ids, list, id).map(|it| of(it).say(language))
}
