//! What is left of a form when the person is taken out of it.

use super::code::{Code, OptionIds};
use super::kind::Form;
use super::message;
use super::validate::as_seen;
use crate::wire::{FeeUnits, Id, Issues, Keys, Kind, Language, List, Node, Path, Shape, write};

shape! {
    /// Where the post came to, without the house.
    pub struct PlaceAlone {
        /// The code of the place.
        pub place: Id,
    }
}

shape! {
    /// What of a form is about no person: what its price, and every figure, is made of. `preview` says of
    /// it what it says of the whole form.
    pub struct WithoutPerson {
        /// The code of the agency, as it was given.
        pub agency: Code,
        /// The code of the procedure, as it was given.
        pub procedure: Code,
        /// The code of the agency at whose counter it was handed in and given out, as it was given.
        pub reception: Option<Code>,
        /// Where the post came to.
        pub address: Option<PlaceAlone>,
        /// What was asked beyond plain carriage.
        pub options: OptionIds,
        /// Categories that the applicant was in, such as `poor_household`: discounts are for them.
        pub applicant_categories: List<Id, 0, 100>,
        /// How many units the agency fee counted.
        pub agency_fee_units: Option<FeeUnits>,
        /// Of an intake request: whether the postman came for the dossier.
        pub pick_up: Option<bool>,
        /// Of an intake request: whether the result came by post too.
        pub return_by_post: Option<bool>,
        /// Of an intake request: whether the post collected the procedure's agency fee.
        pub collect_agency_fee: Option<bool>,
    }
}

impl WithoutPerson {
    /// It as JSON text.
    pub fn to_json(&self) -> String {
        write::json(self, Language::default())
    }
}

/// A form without the persons in it: without applicant, submitter and recipient, the street, the note and the consent, and
/// without the dossier's code and the names of documents, which lead to a person or may name one. Keys that begin with
/// `x_` go too, because nobody knows what they hold.
///
/// What is left is enough for [`preview`](super::preview) and for figures. It is not looked at whether the form is right:
/// data are erased from one that is not as well. Source of the duty: Law 91/2025/QH15 on the protection of personal data,
/// article 14, in force since 1 January 2026.
///
/// ```
/// use hoso::form::{Form, without_person};
/// use hoso::wire::Node;
/// let filled = r#"{"agency": "so-noi-vu", "procedure": "1.900101", "applicant": {"name": "Nguyễn Văn An"},
///     "address": {"place": "72", "street": "12 Bạch Đằng"}, "note": "gọi trước 0912345678", "consent": true}"#;
/// let left = without_person(Form::ReturnRequest, Node::parse(filled)?)?;
/// assert_eq!(left.to_json(), concat!(
///     r#"{"agency":"so-noi-vu","procedure":"1.900101","address":{"place":"72"},"#,
///     r#""options":[],"applicant_categories":[]}"#,
/// ));
/// # Ok::<(), hoso::Issues>(())
/// ```
///
/// # Errors
/// Every issue of what is to be left: without an agency and a procedure there is nothing to count.
pub fn without_person(form: Form, mut value: Node<'_>) -> Result<WithoutPerson, Issues> {
    as_seen(&mut value);
    let kept = kept(&value, WithoutPerson::KIND.keys());
    let mut issues = Issues::new();
    let left = WithoutPerson::read(&kept, &Path::Root, &mut issues);
    let left = issues.or(left).map_err(|issues| message::put(issues, &value, None))?;
    Ok(match form {
        Form::IntakeRequest => left,
        // Its boxes are those of another form, and say nothing.
        Form::ReturnRequest => WithoutPerson { pick_up: None, return_by_post: None, collect_agency_fee: None, ..left },
    })
}

/// An object with these keys alone, and so on inside it.
fn kept<'n>(node: &'n Node<'n>, keys: Keys) -> Node<'n> {
    let Node::Object(entries) = node else { return node.clone() };
    let kind = |key: &str| keys.iter().find(|(name, _)| *name == key).map(|(_, kind)| *kind);
    let inside = |value: &'n Node<'n>, kind: Kind| match kind {
        Kind::Object(keys) => kept(value, keys),
        _ => value.clone(),
    };
    let entries = entries.iter().filter_map(|(key, value)| Some((key.clone(), inside(value, kind(key)?))));
    Node::Object(entries.collect())
}
