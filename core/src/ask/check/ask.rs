//! From a rulebook to what is unwise in it.

use super::answer::Finding;
use super::search::Search;
use super::{coverage, days, document, gaps};
use crate::document::Document;
use crate::rulebook::Rulebook;
use crate::wire::{Kind, Language, Shape as _, sort, write};

impl Rulebook {
    /// What is wrong with the rulebook itself: everything that can be read but is unwise, by its
    /// place in the document, then code.
    ///
    /// In a rulebook without findings of severity `error` no covered question that is asked without `known_on` ends in
    /// `no_tariff_version`, `no_rate` or `no_tax_rate`.
    ///
    /// ```
    /// # let text = include_str!("../../../../examples/data/binh-duong.json");
    /// let rulebook = hoso::Rulebook::parse(text)?;
    /// let findings = rulebook.check();
    /// assert!(findings.iter().all(|finding| finding.code.severity() != hoso::Severity::Error));
    /// # Ok::<(), hoso::Issues>(())
    /// ```
    pub fn check(&self) -> Vec<Finding<'_>> {
        let mut search = Search::default();
        document::find(self, &mut search);
        days::find(self, &mut search);
        gaps::find(self, &mut search);
        coverage::find(self, &mut search);
        let mut findings = Vec::new();
        for finding in search.end() {
            let params = write::json(&finding.params, Language::default());
            findings.push(((place(&finding.path), finding.code.as_str(), params), finding));
        }
        sort::by(&mut findings, |(a, _), (b, _)| a.cmp(b));
        findings.into_iter().map(|(_, finding)| finding).collect()
    }

    /// The findings as a JSON list.
    pub fn check_json(&self, language: Language) -> String {
        write::json(&self.check(), language)
    }
}

/// Where a path leads in a document, key by key in the order in which a document is written, and number by number.
fn place(path: &str) -> Vec<usize> {
    let mut kind = Document::KIND;
    let step = |step: &str| match kind {
        Kind::Object(keys) => {
            let at = keys.iter().position(|(key, _)| *key == step)?;
            kind = keys.get(at)?.1;
            Some(at)
        }
        Kind::List(of) => {
            kind = *of;
            step.parse().ok()
        }
        _ => None,
    };
    path.split('/').skip(1).map_while(step).collect()
}
