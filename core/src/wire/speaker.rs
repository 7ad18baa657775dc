//! How messages say ids: as they are, or by names.

use std::borrow::Cow;

use crate::wire::Language;

/// Who has names for ids, as a rulebook has them for agencies and procedures. Not `Debug`, which would bring what shows a
/// whole rulebook into every citizen's page.
pub(crate) trait Naming {
    /// The name of a thing of a kind (the parameter's name: `agency`, `zone`), if it has one.
    fn name(&self, kind: &str, id: &str, language: Language) -> Option<&str>;
}

/// A language, and whose names are said instead of ids, if anybody's are.
#[derive(Clone, Copy)]
pub(crate) struct Speaker<'r> {
    pub(crate) language: Language,
    names: Option<&'r dyn Naming>,
}

impl<'r> Speaker<'r> {
    /// Says ids as they are.
    pub(crate) const fn new(language: Language) -> Self {
        Self { language, names: None }
    }

    /// Says names, if somebody has them.
    pub(crate) fn naming(language: Language, names: Option<&'r impl Naming>) -> Self {
        Self { language, names: names.map(|names| -> &dyn Naming { names }) }
    }

    /// Whether it says names.
    pub(crate) const fn names(self) -> bool {
        self.names.is_some()
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
        self.names?.name(param, id, self.language)
    }
}
