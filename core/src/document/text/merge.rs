//! Parts of a document made one, and one cut into parts.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::{Entries, Tree};
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
    let mut parts: Vec<(String, Entries<'_>)> = vec![("rulebook".to_owned(), Vec::new())];
    for (key, value) in normal(json)? {
        match (rank(&key), &value) {
            (Some((_, Kind::List(_))), Tree::List(_)) => parts.push((key.clone(), vec![(key, value)])),
            // What stands behind a list goes with it, or its place would be lost.
            _ => parts.last_mut().into_iter().for_each(|(_, part)| part.push((key.clone(), value.clone()))),
        }
    }
    parts.retain(|(_, part)| !part.is_empty());
    Ok(parts.into_iter().map(|(name, part)| (name, Tree::Object(part).to_text())).collect())
}

/// The place of a key among those of a document, and the kind of its value.
fn rank(key: &str) -> Option<(usize, Kind)> {
    let keys = Document::KIND.keys();
    keys.iter().position(|(name, _)| *name == key).and_then(|at| Some((at + 1, keys.get(at)?.1)))
}

/// A key at the top: the place of the key of the format that it is or stands behind, and whether it stands behind.
type Place = (usize, bool);

/// Documents that are being made one.
#[derive(Default)]
struct Merged<'a> {
    /// The keys at the top with what they hold, and the document that first had each.
    top: Vec<(Place, String, Tree<'a>)>,
    position: BTreeMap<String, usize>,
    /// What is known of the things with ids: the place where each was first defined.
    known: BTreeMap<(String, String), (String, Tree<'a>)>,
    /// Things without ids, of which equal ones are one.
    nameless: BTreeSet<(String, Tree<'a>)>,
}

impl<'a> Merged<'a> {
    fn add(&mut self, number: usize, entries: Entries<'a>, issues: &mut Issues) {
        let (root, mut behind) = (Path::Root, 0);
        let document = Path::Index(&root, number);
        for (key, value) in entries {
            let here = Path::Key(&document, &key);
            let known = rank(&key);
            behind = known.map_or(behind, |(rank, _)| rank);
            let value = match (known, value) {
                (Some((_, Kind::List(_))), Tree::List(list)) => Tree::List(self.news(&key, list, &here, issues)),
                (_, value) => value,
            };
            let Some(held) = self.position.get(&key).and_then(|at| self.top.get_mut(*at)) else {
                self.position.insert(key.clone(), self.top.len());
                self.top.push(((behind, known.is_none()), key, value));
                continue;
            };
            match (&mut held.2, value) {
                (Tree::List(all), Tree::List(more)) if known.is_some() => all.extend(more),
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
        sort::by_key(&mut self.top, |(place, ..)| *place);
        Tree::Object(self.top.into_iter().map(|(_, key, value)| (key, value)).collect()).to_text()
    }
}
