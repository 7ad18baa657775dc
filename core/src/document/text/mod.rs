//! A document as a text that people keep in files: its normal form, several parts made one, and one cut into its lists.
//!
//! They go by the text and not by the document that is read from it: a part need not be a rulebook by itself, and keys
//! that begin with `x_`, which nothing reads, are kept with all that stands in them.

mod merge;
mod tree;

pub use merge::{merge_documents, split_document};

use tree::Tree;

use super::Document;
use crate::wire::{IssueCode, Issues, Params, Path, Shape as _};

/// A document, or a part of one, in its normal form: the same text for all that mean the same.
///
/// Keys stand in the order of the [`Document`]; what means the same as nothing (`null`, an empty
/// list) is left out. `$schema` stands first, keys that the format does not have (`x_`) last, in their order. Lists keep
/// their order, and one value stands on a line. A text that is in normal form comes out as it is.
///
/// ```
/// let text = r#"{"id": "r", "hoso": 1, "x_by": "Sở Nội vụ", "fields": [], "title": null}"#;
/// let normal = "{\n \"hoso\": 1,\n \"id\": \"r\",\n \"x_by\": \"Sở Nội vụ\"\n}\n";
/// assert_eq!(hoso::format_document(text)?, normal);
/// # Ok::<(), hoso::Issues>(())
/// ```
///
/// # Errors
/// `not_json`, `wrong_type` when it is no object, and `duplicate_key`. Nothing else is looked at:
/// [`Rulebook::parse`](crate::Rulebook::parse) does.
pub fn format_document(json: &str) -> Result<String, Issues> {
    Ok(Tree::Object(normal(json)?).to_text())
}

/// The entries of a document in normal form.
fn normal(json: &str) -> Result<tree::Entries<'_>, Issues> {
    let mut issues = Issues::new();
    let normal = Tree::parse(json)?.in_order(Document::KIND, &Path::Root, &mut issues);
    if let Tree::Object(entries) = normal {
        return issues.or(Some(entries));
    }
    issues.add(IssueCode::WrongType, &Path::Root, Params::new().with("expected", "object"));
    Err(issues)
}
