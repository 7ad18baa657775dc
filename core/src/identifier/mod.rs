//! Identifiers on Vietnamese government paperwork and its postal items: parsed, never only matched.
//!
//! Each kind is a type of its own, a value of which is valid: `FromStr` gives every wrong part at once, `Display` the
//! one normal form, and the getters its parts. [`parse_identifier`] does the same for a kind chosen at run time and
//! gives the wire shape `{"kind","text","parts"}`.
//!
//! What people type is taken as they type it: spaces and what cannot be seen anywhere, small letters, and in numbers also
//! dashes and the dots between groups of digits.
//! An issue holds the name of the part and what would be valid there, never what was given; what it expects is
//! written in signs rather than words (`001–096`, `6 × 0–9`), so that it reads the same in every language.
//! Numbers of people (citizen ids, tax codes, phones) and their parts are not shown by `Debug`.

mod agency_code;
mod citizen;
mod dossier_code;
mod item_number;
mod parts;
mod phone;
mod postal_code;
mod procedure_code;
mod read;
mod tax_code;
mod words;

use std::fmt;
use std::str::FromStr;

pub use agency_code::{AgencyCode, AgencyCodeForm};
pub use citizen::{CitizenId, OldCitizenId, Sex};
pub use dossier_code::DossierCode;
pub use item_number::ItemNumber;
pub use parts::{Part, Parts};
pub use phone::{Phone, PhoneKind};
pub use postal_code::PostalCode;
pub use procedure_code::ProcedureCode;
pub(crate) use read::{is_dash, is_space, is_unseen, masked, number as plain_number};
pub use tax_code::TaxCode;
pub(crate) use words::{Demand, put_rules};

use crate::wire::write::entry;
use crate::wire::{Issues, Language, Sink, Write, write};

/// Declares the kinds: for each a type with `FromStr`, `Display` and `parts`.
macro_rules! kinds {
    ($( $(#[doc = $doc:literal])+ $name:ident = $text:literal, $vi:literal, $en:literal, )+) => {
        closed_list! {
            /// What an identifier identifies.
            #[non_exhaustive]
            pub enum IdentifierKind { $( $(#[doc = $doc])+ $name = $text, $vi, $en, )+ }
        }

        /// An identifier of any kind; it is written as `{"kind","text","parts"}`.
        ///
        /// ```
        /// use hoso::identifier::{parse_identifier, IdentifierKind};
        /// let item = parse_identifier(IdentifierKind::ItemNumber, "rk 166 520 145 lv")?;
        /// assert_eq!(item.to_string(), "RK166520145LV");
        /// assert_eq!(
        ///     item.to_json(),
        ///     r#"{"kind":"item_number","text":"RK166520145LV","parts":{"service":"RK","serial":"16652014","check":"5","country":"LV"}}"#,
        /// );
        /// # Ok::<(), hoso::Issues>(())
        /// ```
        #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        #[non_exhaustive]
        pub enum Identifier { $( $(#[doc = $doc])+ $name($name), )+ }

        impl Identifier {
            /// Its kind.
            pub const fn kind(&self) -> IdentifierKind {
                match self { $( Self::$name(_) => IdentifierKind::$name, )+ }
            }

            /// Its parts by name, in the order of the reference; `old` is there only when it is `true`.
            pub fn parts(&self) -> Parts<'_> {
                match self { $( Self::$name(identifier) => identifier.parts(), )+ }
            }
        }

        impl fmt::Display for Identifier {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self { $( Self::$name(identifier) => identifier.fmt(f), )+ }
            }
        }

        $( impl FromStr for $name {
            type Err = Issues;
            fn from_str(text: &str) -> Result<Self, Issues> {
                Self::typed(text).map_err(|issues| words::put(IdentifierKind::$name, text, issues))
            }
        } )+

        $( impl From<$name> for Identifier {
            fn from(identifier: $name) -> Self { Self::$name(identifier) }
        } )+

        /// Parses a text as an identifier of a kind.
        ///
        /// ```
        /// use hoso::IssueCode;
        /// use hoso::identifier::{IdentifierKind, parse_identifier};
        /// let issues = parse_identifier(IdentifierKind::TaxCode, "0100233480").unwrap_err();
        /// assert_eq!(issues.iter().next().map(|issue| issue.code), Some(IssueCode::BadCheckDigit));
        /// ```
        ///
        /// # Errors
        /// - `too_short` or `too_long` for a number with the wrong count of digits;
        /// - `bad_part` for each part that cannot be, with its name and what would be valid;
        /// - `bad_check_digit` when the other digits give another one.
        pub fn parse_identifier(kind: IdentifierKind, text: &str) -> Result<Identifier, Issues> {
            match kind { $( IdentifierKind::$name => text.parse().map(Identifier::$name), )+ }
        }
    };
}

kinds! {
    /// A procedure of the national database: `1.001612`, with a place `1.001612.000.00.00.H01` or `1.014199.H05`.
    ProcedureCode = "procedure_code", "Mã thủ tục hành chính", "Procedure code",
    /// An agency: `000.00.01.H59` (the province last) or `H15.50.05.13` (the province first).
    AgencyCode = "agency_code", "Mã cơ quan", "Agency code",
    /// A dossier: agency, day of receipt and serial, `H15.50.05.13-261008-0975`.
    DossierCode = "dossier_code", "Mã hồ sơ", "Dossier code",
    /// A person's number of 12 digits (số định danh cá nhân, CCCD).
    CitizenId = "citizen_id", "Số căn cước", "Citizen number",
    /// A person's number of 9 digits on the identity cards of before (CMND).
    OldCitizenId = "old_citizen_id", "Số chứng minh nhân dân", "Identity card number",
    /// A tax code (mã số thuế) of 10 digits, 13 with a branch, or the 12 of a person's number.
    TaxCode = "tax_code", "Mã số thuế", "Tax code",
    /// A Vietnamese telephone number, mobile or landline.
    Phone = "phone", "Số điện thoại", "Telephone number",
    /// A Vietnamese postal code of 5 digits, or 6 before 2018.
    PostalCode = "postal_code", "Mã bưu chính", "Postal code",
    /// A postal item's number by UPU S10, such as `RK166520145LV`.
    ItemNumber = "item_number", "Số hiệu bưu gửi", "Item number",
}

impl Identifier {
    /// The identifier as JSON text.
    pub fn to_json(&self) -> String {
        write::json(self, Language::default())
    }
}

impl Write for Identifier {
    fn write(&self, to: &mut dyn Sink, language: Language) {
        to.begin_object();
        entry(to, "kind", &self.kind(), language);
        to.key("text");
        to.display(self);
        entry(to, "parts", &self.parts(), language);
        to.end_object();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One valid text of each kind, and the longer forms.
    const VALID: [(IdentifierKind, &str); 17] = [
        (IdentifierKind::ProcedureCode, "1.001612"),
        (IdentifierKind::ProcedureCode, "1.001612.000.00.00.H01"),
        (IdentifierKind::ProcedureCode, "1.014199.H05"),
        (IdentifierKind::AgencyCode, "000.00.01.H59"),
        (IdentifierKind::AgencyCode, "H15.50.05.13"),
        (IdentifierKind::DossierCode, "000.00.53.H48-220921-0099"),
        (IdentifierKind::CitizenId, "074185001234"),
        (IdentifierKind::OldCitizenId, "280123456"),
        (IdentifierKind::CitizenId, "243185001234"),
        (IdentifierKind::TaxCode, "0314409058-002"),
        (IdentifierKind::TaxCode, "074185001234"),
        (IdentifierKind::Phone, "+84912345678"),
        (IdentifierKind::Phone, "+842743822222"),
        (IdentifierKind::Phone, "+841201234567"),
        (IdentifierKind::PostalCode, "75306"),
        (IdentifierKind::PostalCode, "820000"),
        (IdentifierKind::ItemNumber, "LE704280574SE"),
    ];

    /// An answer is a normal form that parses to itself, or at least one issue; never a panic.
    fn try_out(kind: IdentifierKind, text: &str) {
        match parse_identifier(kind, text) {
            Ok(identifier) => {
                let normal = identifier.to_string();
                assert_eq!(parse_identifier(kind, &normal).as_ref(), Ok(&identifier), "{kind} {text}");
                assert!(identifier.to_json().contains(&normal), "{kind} {text}");
            }
            Err(issues) => {
                assert!(!issues.is_empty(), "{kind} {text}");
                assert!(issues.iter().all(|issue| issue.path.is_empty()));
            }
        }
    }

    #[test]
    fn every_kind_has_a_valid_text_which_is_its_own_normal_form() {
        for kind in IdentifierKind::ALL {
            assert!(VALID.iter().any(|(valid, _)| valid == kind), "{kind}");
        }
        for (kind, text) in VALID {
            let identifier = parse_identifier(kind, text).unwrap();
            assert_eq!((identifier.kind(), identifier.to_string().as_str()), (kind, text));
            assert_eq!(parse_identifier(kind, &format!(" \u{a0}{}\u{202c} \n", text.to_lowercase())), Ok(identifier));
        }
    }

    #[test]
    fn no_mutated_text_panics_or_fails_without_an_issue() {
        let strange =
            ['0', '1', '9', 'A', 'h', '.', '-', '+', ' ', '–', '٣', 'đ', '\u{0}', '\u{200b}', '\u{1f600}', 'ſ'];
        for kind in IdentifierKind::ALL.iter().copied() {
            for (_, text) in VALID {
                let chars: Vec<char> = text.chars().collect();
                for at in 0..=chars.len() {
                    let (before, after) = chars.split_at(at);
                    let tail: String = after.iter().skip(1).collect();
                    let (before, after): (String, String) = (before.iter().collect(), after.iter().collect());
                    try_out(kind, &before);
                    try_out(kind, &after);
                    try_out(kind, &format!("{before}{tail}"));
                    for char in strange {
                        try_out(kind, &format!("{before}{char}{tail}"));
                        try_out(kind, &format!("{before}{char}{after}"));
                    }
                }
            }
            for text in ["", " ", "0", "+", "+84", "84", "0084", "-", "--", "...", "-.-.-"] {
                try_out(kind, text);
            }
            try_out(kind, &"9".repeat(1 << 20));
            try_out(kind, &"H15.".repeat(1 << 18));
            try_out(kind, &"đ".repeat(1 << 18));
        }
    }

    #[test]
    fn debug_shows_no_number_of_a_person() {
        use IdentifierKind::{CitizenId, OldCitizenId, Phone, TaxCode};
        for (kind, text) in VALID.iter().filter(|(kind, _)| matches!(kind, CitizenId | OldCitizenId | Phone | TaxCode))
        {
            let identifier = parse_identifier(*kind, text).unwrap();
            let shown =
                format!("{identifier:?} {:?} {:#?}", identifier.parts(), identifier.parts().iter().collect::<Vec<_>>());
            assert!(!shown.contains(|char: char| char.is_ascii_digit()), "{shown}");
        }
    }

    #[test]
    fn issues_do_not_echo_the_text() {
        for (kind, text) in [
            (IdentifierKind::CitizenId, "999985777888"),
            (IdentifierKind::Phone, "0412345678"),
            (IdentifierKind::TaxCode, "0100233480"),
        ] {
            let issues = parse_identifier(kind, text).unwrap_err();
            let said = format!("{issues:?} {issues} {}", issues.to_json(crate::wire::Language::En));
            assert!(!said.contains(text) && !said.contains("9999") && !said.contains("2345"), "{said}");
        }
    }
}
