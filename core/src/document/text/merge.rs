//! Parts of a document made one, and one cut into parts.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::{Entries, Tree, rank};
use super::{Document, normal};
use crate::wire::{IssueCode, Issues, Kind, Params, Path, Shape as _, sort};

/// Several documents, or parts of one, as one in [normal form](super::format_document): their lists one after another.
///
/// A thing that stands in several and is the same in all stands once. The documents have the numbers 0, 1, … in paths:
/// `/1/procedures/3` is in the second.
///
/// ```
/// let ministry = r#"{"procedures": [{"code": "1.1", "name": "Khai sinh", "agencies": {"all": true}}]}"#;
/// let province = r#"{"hoso": 1, "fields": [{"id": "civil", "name": "Hộ tịch"}], "procedures": []}"#;
/// assert!(hoso::merge_documents(&[ministry, province])?.contains("Khai sinh"));
/// let issues = hoso::merge_documents(&[ministry, &ministry.replace("sinh", "tử")]).unwrap_err();
/// let issue = issues.iter().next().unwrap();
/// assert_eq!((issue.code.as_str(), issue.path.as_str()), ("duplicate", "/1/procedures/0/code"));
/// # Ok::<(), hoso::Issues>(())
/// ```
///
/// # Errors
/// Those of [`format_document`](super::format_document) in each document; `duplicate` for a thing that is defined twice
/// and differs, with the `first` place; `contradicts` for a key at the top that is not a list of the format and differs.
pub fn merge_documents(documents: &[&str]) -> Result<String, Issues> {
    let mut issues = Issues::new();
    let mut merged = Merged::default();
    for (number, json) in documents.iter().enumerate() {
        match normal(json) {
            Ok(entries) => merged.add(number, entries, &mut issues),
            Err(wrong) => wrong.iter().for_each(|issue| issues.push(issue.within(&format_args!("/{number}")))),
        }
    }
    issues.or(Some(merged.told()))
}

/// A document in its lists: the name of each part, and its text; what is in no list is the part `rulebook`.
///
/// Parts [merged](merge_documents), in any order, are the document in its [normal form](super::format_document).
///
/// ```
/// let text = r#"{"hoso": 1, "id": "r", "fields": [{"id": "civil", "name": "Hộ tịch"}]}"#;
/// let parts = hoso::split_document(text)?;
/// assert_eq!(parts.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["rulebook", "fields"]);
/// let texts: Vec<_> = parts.iter().map(|(_, text)| text.as_str()).collect();
/// assert_eq!(hoso::merge_documents(&texts)?, hoso::format_document(text)?);
/// # Ok::<(), hoso::Issues>(())
/// ```
///
/// # Errors
/// As [`format_document`](super::format_document).
pub fn split_document(json: &str) -> Result<Vec<(String, String)>, Issues> {
    let (lists, rest): (Entries<'_>, Entries<'_>) = normal(json)?.into_iter().partition(|(key, it)| is_list(key, it));
    let mut parts = vec![("rulebook".to_owned(), rest)];
    parts.extend(lists.into_iter().map(|(key, list)| (key.clone(), vec![(key, list)])));
    parts.retain(|(_, part)| !part.is_empty());
    Ok(parts.into_iter().map(|(name, part)| (name, Tree::Object(part).to_text())).collect())
}

/// Whether something at the top is one of the document's lists.
fn is_list(key: &str, value: &Tree<'_>) -> bool {
    let of_format = Document::KIND.keys().iter().any(|(name, kind)| *name == key && matches!(kind, Kind::List(_)));
    of_format && matches!(value, Tree::List(_))
}

/// Documents that are being made one.
#[derive(Default)]
struct Merged<'a> {
    /// The keys at the top with what they hold.
    top: Entries<'a>,
    position: BTreeMap<String, usize>,
    /// What is known of the things with ids: the place where each was first defined.
    known: BTreeMap<(String, String), (String, Tree<'a>)>,
    /// Things without ids, of which equal ones are one.
    nameless: BTreeSet<(String, Tree<'a>)>,
}

impl<'a> Merged<'a> {
    fn add(&mut self, number: usize, entries: Entries<'a>, issues: &mut Issues) {
        let document = Path::Index(&Path::Root, number);
        for (key, value) in entries {
            let here = Path::Key(&document, &key);
            let is_list = is_list(&key, &value);
            let value = match value {
                Tree::List(list) if is_list => Tree::List(self.news(&key, list, &here, issues)),
                value => value,
            };
            let Some((_, held)) = self.position.get(&key).and_then(|at| self.top.get_mut(*at)) else {
                self.position.insert(key.clone(), self.top.len());
                self.top.push((key, value));
                continue;
            };
            match (held, value) {
                (Tree::List(all), Tree::List(more)) if is_list => all.extend(more),
                (first, value) if *first != value => {
                    let expected = first.to_text();
                    issues.add(
                        IssueCode::Contradicts,
                        &here,
                        Params::new().with("expected", expected.trim().to_owned()),
                    );
                }
                _ => {}
            }
        }
    }

    /// What of a list was not there before.
    fn news(&mut self, key: &str, list: Vec<Tree<'a>>, at: &Path<'_>, issues: &mut Issues) -> Vec<Tree<'a>> {
        let mut news = Vec::new();
        for (n, thing) in list.into_iter().enumerate() {
            let here = Path::Index(at, n);
            let Some((name, id)) = thing.id().map(|(name, id)| (name.to_owned(), id.to_owned())) else {
                if self.nameless.insert((key.to_owned(), thing.clone())) {
                    news.push(thing);
                }
                continue;
            };
            match self.known.get(&(key.to_owned(), id.clone())) {
                None => {
                    self.known.insert((key.to_owned(), id), (here.to_string(), thing.clone()));
                    news.push(thing);
                }
                Some((_, same)) if *same == thing => {}
                Some((first, _)) => {
                    let first = Params::new().with("first", first.clone());
                    issues.add(IssueCode::Duplicate, &Path::Key(&here, &name), first);
                }
            }
        }
        news
    }

    fn told(mut self) -> String {
        sort::by_key(&mut self.top, |(key, _)| rank(key, Document::KIND.keys()));
        Tree::Object(self.top).to_text()
    }
}
