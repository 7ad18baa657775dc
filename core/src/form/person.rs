//! Persons: who applies, who receives, by which papers.

use std::fmt;
use std::str::FromStr;

use serde_json::{Value, json};

use super::code::placed;
use super::words::{Email, Name, read_name};
use crate::identifier::{CitizenId, Demand, OldCitizenId, Phone, TaxCode, masked, plain_number, put_rules};
use crate::wire::{
    Issue, IssueCode, Issues, Kind, Language, Node, Params, Path, Schemas, Seal, Shape, Sink, Write, read,
};

closed_list! {
    /// A kind of papers by which a person is known.
    pub enum PaperKind {
        /// The number of 12 digits (CCCD, số định danh cá nhân).
        CitizenId = "citizen_id", "Căn cước (12 số)", "Citizen card (12 digits)",
        /// The number of 9 digits of before (CMND).
        OldCitizenId = "old_citizen_id", "Chứng minh nhân dân (9 số)", "Identity card (9 digits)",
        /// A passport (hộ chiếu) of any country: 5 to 9 letters and digits.
        Passport = "passport", "Hộ chiếu", "Passport",
        /// A tax code (mã số thuế), of organisations and household businesses.
        TaxCode = "tax_code", "Mã số thuế", "Tax code",
    }
}

/// The number of a passport: 5 to 9 letters A to Z and digits (ICAO Doc 9303: nine at most). `Debug` does not show it.
#[derive(Clone, Eq, PartialEq)]
pub struct Passport(Box<str>);

masked!(Passport);

impl FromStr for Passport {
    type Err = Issues;
    fn from_str(typed: &str) -> Result<Self, Issues> {
        const RULE: Demand = (
            "Số hộ chiếu phải có 5 đến 9 chữ cái không dấu và chữ số",
            "A passport number must have 5 to 9 letters A to Z and digits",
        );
        let read = plain_number(typed).and_then(|text| {
            let (code, params) = match text.len() {
                0..5 => (IssueCode::TooShort, Params::new().with("min", 5)),
                10.. => (IssueCode::TooLong, Params::new().with("max", 9)),
                _ if text.bytes().all(|byte| byte.is_ascii_alphanumeric()) => return Ok(Self(text.into())),
                _ => (IssueCode::BadPart, Params::new().with("part", "number").with("expected", "5–9 × A–Z 0–9")),
            };
            Err(Issue::new(code, "", params).into())
        });
        read.map_err(|issues| put_rules(&|_| Some(RULE), typed, issues))
    }
}

impl fmt::Display for Passport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Papers as they are typed: what the number means is known once the kind is.
mod typed {
    use super::PaperKind;
    use std::borrow::Cow;

    shape! {
        /// The papers by which a person is known.
        pub(super) struct Papers<'p> {
            /// Which kind of papers they are.
            pub(super) kind: PaperKind,
            /// Their number, with or without spaces, dots and dashes; kept in the normal form of its kind.
            pub(super) number: Cow<'p, str>,
        }
    }
}

/// The papers by which a person is known, their number in its normal form.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Papers {
    /// A citizen's number of 12 digits.
    CitizenId(CitizenId),
    /// A citizen's number of 9 digits.
    OldCitizenId(OldCitizenId),
    /// A passport.
    Passport(Passport),
    /// A tax code.
    TaxCode(TaxCode),
}

impl Papers {
    /// Papers of a kind by their number.
    ///
    /// # Errors
    /// What is wrong with the number, as [`crate::identifier::parse_identifier`] says it.
    pub fn new(kind: PaperKind, number: &str) -> Result<Self, Issues> {
        Ok(match kind {
            PaperKind::CitizenId => Self::CitizenId(number.parse()?),
            PaperKind::OldCitizenId => Self::OldCitizenId(number.parse()?),
            PaperKind::Passport => Self::Passport(number.parse()?),
            PaperKind::TaxCode => Self::TaxCode(number.parse()?),
        })
    }

    /// Their kind.
    pub const fn kind(&self) -> PaperKind {
        match self {
            Self::CitizenId(_) => PaperKind::CitizenId,
            Self::OldCitizenId(_) => PaperKind::OldCitizenId,
            Self::Passport(_) => PaperKind::Passport,
            Self::TaxCode(_) => PaperKind::TaxCode,
        }
    }

    /// Their number.
    pub fn number(&self) -> String {
        match self {
            Self::CitizenId(number) => number.to_string(),
            Self::OldCitizenId(number) => number.to_string(),
            Self::Passport(number) => number.to_string(),
            Self::TaxCode(number) => number.to_string(),
        }
    }
}

impl Shape for Papers {
    const KIND: Kind = typed::Papers::KIND;
    fn hole(_: Seal) -> Self {
        Self::Passport(Passport(Box::default()))
    }
    fn read(node: &Node<'_>, at: &Path<'_>, issues: &mut Issues) -> Option<Self> {
        let typed = typed::Papers::read(node, at, issues)?;
        placed(Self::new(typed.kind, &typed.number), &Path::Key(at, "number"), issues)
    }
    fn schema(schemas: &mut Schemas) -> Value {
        typed::Papers::schema(schemas)
    }
}

impl Write for Papers {
    fn write(&self, to: &mut dyn Sink, language: Language) {
        typed::Papers { kind: self.kind(), number: self.number().into() }.write(to, language);
    }
}

shape! {
    /// A person or an organisation.
    pub struct Person {
        /// The name: 1 to 100 letters, spaces, `.`, `'` and `-`; beside a tax code also an organisation's, 1 to 200 letters,
        /// digits, spaces, quotes and `. , ' - & / ( ) + @ :`.
        pub name: Name => read_name,
        /// The papers by which they are known.
        pub document: Papers,
        /// The Vietnamese telephone number.
        pub phone: Phone,
        /// The email address.
        pub email: Option<Email>,
    }
}

closed_list! {
    /// What a recipient is to the applicant.
    pub enum Relation {
        /// Husband or wife.
        Spouse = "spouse", "Vợ hoặc chồng", "Husband or wife",
        /// Father or mother.
        Parent = "parent", "Cha hoặc mẹ", "Father or mother",
        /// Son or daughter.
        Child = "child", "Con", "Son or daughter",
        /// Brother or sister.
        Sibling = "sibling", "Anh, chị, em", "Brother or sister",
        /// Of the family otherwise.
        Relative = "relative", "Họ hàng", "Other family",
        /// Of the same workplace.
        Colleague = "colleague", "Đồng nghiệp", "Colleague",
        /// None of these.
        Other = "other", "Quan hệ khác", "Other",
    }
}

/// Declares boxes that must be ticked, each with the issue of one that is not.
macro_rules! ticks {
    ($( $(#[doc = $doc:literal])+ $name:ident: $code:ident; )+) => { $(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        pub struct $name;

        impl Shape for $name {
    const KIND: Kind = Kind::Flag;
            fn hole(_: Seal) -> Self {
                Self
            }
            fn read(node: &Node<'_>, at: &Path<'_>, issues: &mut Issues) -> Option<Self> {
                let ticked = read::boolean(node, at, issues)?;
                if !ticked {
                    issues.add(IssueCode::$code, at, Params::new());
                }
                ticked.then_some(Self)
            }
            fn schema(_: &mut Schemas) -> Value {
                json!({ "const": true })
            }
        }

        impl Write for $name {
            fn write(&self, to: &mut dyn Sink, _: Language) {
                to.boolean(true);
            }
        }
    )+ };
}

ticks! {
    /// The applicant has authorised the recipient in writing.
    Authorised: AuthorisationRequired;
    /// The person agrees that these data go to the post, for this delivery alone.
    Consent: ConsentRequired;
}

shape! {
    /// Who receives the result instead of the applicant, and shows these papers at the door.
    pub struct Recipient {
        /// The name: 1 to 100 letters, spaces, `.`, `'` and `-`; beside a tax code also an organisation's, as an applicant's.
        pub name: Name => read_name,
        /// The papers that they show.
        pub document: Papers,
        /// The Vietnamese telephone number.
        pub phone: Phone,
        /// The email address.
        pub email: Option<Email>,
        /// What they are to the applicant.
        pub relation: Relation,
        /// Whether the applicant has authorised them in writing: they must be.
        pub authorised: Authorised,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_have_the_normal_form_of_their_kind_and_are_not_shown() {
        for (kind, typed, normal) in [
            (PaperKind::CitizenId, "074 185 001234", "074185001234"),
            (PaperKind::OldCitizenId, "280.123.456", "280123456"),
            (PaperKind::Passport, " c 123-45.67\u{200b}", "C1234567"),
            (PaperKind::TaxCode, "0314409058002", "0314409058-002"),
        ] {
            let papers = Papers::new(kind, typed).unwrap();
            assert_eq!((papers.kind(), papers.number().as_str()), (kind, normal));
            assert!(!format!("{papers:?}").contains(|char: char| char.is_ascii_digit()));
        }
    }

    #[test]
    fn passports() {
        let code = |text: &str| text.parse::<Passport>().unwrap_err().iter().next().unwrap().code;
        assert_eq!(code("C123"), IssueCode::TooShort);
        assert_eq!(code("C123456789"), IssueCode::TooLong);
        assert_eq!(code("Đ1234567"), IssueCode::BadPart);
        assert_eq!(code("1234567.0"), IssueCode::BadPart);
    }
}
