//! The two forms.

use serde_json::{Value, json};

use super::code::{Code, OptionIds};
use super::person::{Consent, Person, Recipient};
use super::words::Tidy;
use crate::identifier::DossierCode;
use crate::wire::{FeeUnits, Id, Issues, Kind, Language, List, Node, Path, Schemas, Seal, Shape, Sink, Write, read};

shape! {
    /// Where the post comes to.
    pub struct Address {
        /// The code of the place.
        pub place: Id,
        /// House, street, hamlet: 1 to 200 characters.
        pub street: Tidy<200>,
    }
}

shape! {
    /// The form by which a person asks for the result by post (phiếu đăng ký nhận kết quả qua bưu điện).
    pub struct ReturnRequest {
        /// The code of the dossier, once it is known.
        pub dossier: Option<DossierCode>,
        /// The code of the agency.
        pub agency: Code,
        /// The code of the procedure.
        pub procedure: Code,
        /// The code of the agency at whose counter the result is given out; absent: the agency's own.
        pub reception: Option<Code>,
        /// Whose dossier it is.
        pub applicant: Person,
        /// Who hands it in, if not the applicant.
        pub submitter: Option<Person>,
        /// Who receives instead of the applicant.
        pub recipient: Option<Recipient>,
        /// Where the result is brought.
        pub address: Address,
        /// What is asked beyond plain carriage.
        pub options: OptionIds,
        /// Categories that the applicant is in, such as `poor_household`.
        pub applicant_categories: List<Id, 0, 100>,
        /// How many units (pages, copies, signatures) the agency fee counts, where it is a price by the unit.
        pub agency_fee_units: Option<FeeUnits>,
        /// Whether the person agrees that these data go to the post, for this delivery alone: they must.
        pub consent: Consent,
        /// What else the post should know: 1 to 500 characters.
        pub note: Option<Tidy<500>>,
    }
}

integers! {
    /// How many copies of a document, 1 to 99.
    Copies: 1..=99;
}

/// What a document that is sent is: `true`, `false` or `"electronic"`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Original {
    /// The original (bản chính): `true`.
    Original,
    /// A copy (bản sao): `false`.
    Copy,
    /// An electronic copy (bản điện tử): `"electronic"`.
    Electronic,
}

const ELECTRONIC: &str = "electronic";

impl Shape for Original {
    const KIND: Kind = Kind::Open;
    fn hole(_: Seal) -> Self {
        Self::Copy
    }
    fn read(node: &Node<'_>, at: &Path<'_>, issues: &mut Issues) -> Option<Self> {
        if matches!(node, Node::Text(kind) if kind == ELECTRONIC) {
            return Some(Self::Electronic);
        }
        read::boolean(node, at, issues).map(|original| if original { Self::Original } else { Self::Copy })
    }
    fn schema(_: &mut Schemas) -> Value {
        json!({ "anyOf": [{ "type": "boolean" }, { "const": ELECTRONIC }] })
    }
}

impl Write for Original {
    fn write(&self, to: &mut dyn Sink, _: Language) {
        match self {
            Self::Electronic => to.text(ELECTRONIC),
            kind => to.boolean(*kind == Self::Original),
        }
    }
}

shape! {
    /// A document that is sent.
    pub struct Enclosure {
        /// What it is: 1 to 500 characters.
        pub name: Tidy<500>,
        /// How many copies of it, 1 to 99.
        pub copies: Copies,
        /// Whether it is the original (bản chính), `true`, a copy (bản sao), `false`, or an electronic copy, `electronic`.
        pub original: Original,
    }
}

shape! {
    /// The form by which a person sends a dossier by post (phiếu gửi hồ sơ).
    pub struct IntakeRequest {
        /// The code of the agency.
        pub agency: Code,
        /// The code of the procedure.
        pub procedure: Code,
        /// The code of the agency at whose counter the dossier is handed in and its result given out; absent: the agency's own.
        pub reception: Option<Code>,
        /// Whose dossier it is.
        pub applicant: Person,
        /// Who hands it in, if not the applicant.
        pub submitter: Option<Person>,
        /// Who receives the result instead of the applicant.
        pub recipient: Option<Recipient>,
        /// Where the dossier is picked up and the result is brought; needed for either.
        pub address: Option<Address>,
        /// What is asked beyond plain carriage.
        pub options: OptionIds,
        /// Categories that the applicant is in, such as `poor_household`.
        pub applicant_categories: List<Id, 0, 100>,
        /// How many units (pages, copies, signatures) the agency fee counts, where it is a price by the unit.
        pub agency_fee_units: Option<FeeUnits>,
        /// Whether the person agrees that these data go to the post, for this delivery alone: they must.
        pub consent: Consent,
        /// What else the post should know: 1 to 500 characters.
        pub note: Option<Tidy<500>>,
        /// The documents that are sent.
        pub documents: List<Enclosure, 1, 100>,
        /// Whether the postman comes for the dossier; else the person goes to the counter.
        pub pick_up: bool,
        /// Whether the result comes by post too.
        pub return_by_post: bool,
        /// Whether the post collects the procedure's agency fee, the option `collect_agency_fee`.
        pub collect_agency_fee: bool,
    }
}
