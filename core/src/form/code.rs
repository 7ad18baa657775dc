//! Codes as people type them: of agencies, procedures and dossiers, of persons and their telephones.

use std::fmt;
use std::str::FromStr;

use serde_json::{Value, json};

use crate::identifier::{AgencyCode, DossierCode, Phone, ProcedureCode, is_dash, is_space};
use crate::rulebook::Rulebook;
use crate::wire::{
    Id, IssueCode, Issues, Kind, Language, List, Node, Params, Path, Schemas, Seal, Shape, Sink, Write, read,
};

/// The code of an agency or a procedure: an id, typed with or without spaces.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Code(Id);

impl Code {
    /// The code's text.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    pub(super) fn into_id(self) -> Id {
        self.0
    }

    /// An agency's code, its letters in capitals where it is one of the national list and not the rulebook's own.
    pub(super) fn of_agency(self, rulebook: Option<&Rulebook>) -> Self {
        let known = rulebook.is_some_and(|rulebook| rulebook.index.ids.agencies.find(self.as_str()).is_some());
        if known { self } else { self.normal::<AgencyCode>() }
    }

    /// A procedure's code, its letters in capitals where it is one of the national list and not the rulebook's own.
    pub(super) fn of_procedure(self, rulebook: Option<&Rulebook>) -> Self {
        let known = rulebook.is_some_and(|rulebook| rulebook.index.ids.procedures.find(self.as_str()).is_some());
        if known { self } else { self.normal::<ProcedureCode>() }
    }

    /// In capitals, if it is a code of this kind: as an id it differs from its normal form in nothing else.
    fn normal<T: FromStr + fmt::Display>(self) -> Self {
        if !self.as_str().bytes().any(|byte| byte.is_ascii_lowercase()) {
            return self;
        }
        let normal = self.as_str().parse::<T>().ok().and_then(|code| code.to_string().parse().ok());
        normal.map_or(self, Self)
    }
}

impl FromStr for Code {
    type Err = IssueCode;
    fn from_str(text: &str) -> Result<Self, IssueCode> {
        if let Ok(id) = text.parse() {
            return Ok(Self(id));
        }
        let kept = text.chars().filter(|char| !is_space(*char));
        // One more than an id has: enough to see that it is too long.
        let plain: String = kept.map(|char| if is_dash(char) { '-' } else { char }).take(65).collect();
        plain.parse().map(Self)
    }
}

impl Shape for Code {
    const KIND: Kind = Kind::Text;
    fn hole(seal: Seal) -> Self {
        Self(Id::hole(seal))
    }
    fn read(node: &Node<'_>, at: &Path<'_>, issues: &mut Issues) -> Option<Self> {
        read::parsed(node, at, issues, str::parse)
    }
    fn schema(_: &mut Schemas) -> Value {
        json!({ "type": "string", "format": "code" })
    }
}

impl Write for Code {
    fn write(&self, to: &mut dyn Sink, language: Language) {
        self.0.write(to, language);
    }
}

/// What a parser of identifiers gives; its issues stand where the text does.
pub(super) fn placed<T>(parsed: Result<T, Issues>, at: &Path<'_>, issues: &mut Issues) -> Option<T> {
    parsed.map_err(|found| issues.extend(found.within(at))).ok()
}

/// Identifiers as values of a form: read as people type them, written in their normal form.
macro_rules! identifiers {
    ($($type:ty: $format:literal;)+) => { $(
        impl Shape for $type {
    const KIND: Kind = Kind::Text;
            fn hole(_: Seal) -> Self {
                <$type>::hole()
            }
            fn read(node: &Node<'_>, at: &Path<'_>, issues: &mut Issues) -> Option<Self> {
                placed(read::text(node, at, issues)?.parse(), at, issues)
            }
            fn schema(_: &mut Schemas) -> Value {
                json!({ "type": "string", "format": $format })
            }
        }

        impl Write for $type {
            fn write(&self, to: &mut dyn Sink, _: Language) {
                to.display(self);
            }
        }
    )+ };
}

identifiers! {
    DossierCode: "dossier_code";
    Phone: "phone";
}

/// Options that are asked for: at most 100 ids, each once.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct OptionIds(List<Id, 0, 100>);

impl std::ops::Deref for OptionIds {
    type Target = [Id];
    fn deref(&self) -> &[Id] {
        &self.0
    }
}

impl Shape for OptionIds {
    const KIND: Kind = Kind::List(&Kind::Text);
    fn hole(_: Seal) -> Self {
        Self::default()
    }
    fn read(node: &Node<'_>, at: &Path<'_>, issues: &mut Issues) -> Option<Self> {
        let list = List::<Id, 0, 100>::read(node, at, issues)?;
        let mut whole = true;
        for (position, option) in list.iter().enumerate() {
            if let Some(first) = list.iter().take(position).position(|other| other == option) {
                let params = Params::new().with("first", Path::Index(at, first).to_string());
                issues.add(IssueCode::Duplicate, &Path::Index(at, position), params);
                whole = false;
            }
        }
        whole.then_some(Self(list))
    }
    fn schema(schemas: &mut Schemas) -> Value {
        let mut schema = List::<Id, 0, 100>::schema(schemas);
        if let Value::Object(map) = &mut schema {
            map.insert("uniqueItems".into(), true.into());
        }
        schema
    }
    fn absent() -> Option<Self> {
        Some(Self::default())
    }
}

impl Write for OptionIds {
    fn write(&self, to: &mut dyn Sink, language: Language) {
        self.0.write(to, language);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letter_case_is_of_the_national_codes_alone() {
        let agency = |text: &str| text.parse::<Code>().unwrap().of_agency(None);
        assert_eq!(agency(" h15.50 .05\u{200b}").as_str(), "H15.50.05");
        assert_eq!(agency("000.00.01.h59").as_str(), "000.00.01.H59");
        assert_eq!(agency("so–noi-vu ").as_str(), "so-noi-vu");
        let procedure: Code = "1.001612.000.00.00.h01".parse().unwrap();
        assert_eq!(procedure.of_procedure(None).as_str(), "1.001612.000.00.00.H01");
        for text in ["Sở Nội vụ", "", "--", &"a".repeat(65), &" a".repeat(1 << 20)] {
            assert_eq!(text.parse::<Code>(), Err(IssueCode::NotAnId));
        }
    }

    #[test]
    fn the_rulebook_s_own_codes_stay_as_they_are() {
        let agencies = r#"[{"code": "h15", "name": "n"}]"#;
        let rulebook = Rulebook::parse(&format!(
            r#"{{"hoso": 1, "id": "t", "title": "t", "currency": "VND", "utc_offset": "+07:00", "agencies": {agencies}}}"#
        ));
        let rulebook = rulebook.unwrap();
        let agency = |text: &str| text.parse::<Code>().unwrap().of_agency(Some(&rulebook)).as_str().to_owned();
        assert_eq!((agency("h15"), agency("h16")), ("h15".to_owned(), "H16".to_owned()));
    }
}
