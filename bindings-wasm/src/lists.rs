//! The closed lists: every code, kind and state that an answer can hold, with what it means in both languages.

use hoso::form::Form;
use hoso::track::{AnomalyCode, Claim, FailureReason};
use hoso::{
    Change, EventKind, FindingCode, GroupKey, IdentifierKind, IssueCode, Language, Outcome, ReasonCode, Service,
    Severity, State,
};
use serde::Serialize;
use serde::ser::{SerializeMap as _, Serializer};

/// A list of messages, and what else its codes say of themselves.
macro_rules! messages {
    ($list:ty $(, $key:ident: |$code:ident| $say:expr)?) => {
        Messages(<$list>::ALL, |code| {
            let (params, vi, en) = (code.params(), code.template(Language::Vi), code.template(Language::En));
            $( let $code = code; )?
            (code.as_str(), Info { params, vi, en, $( $key: Some($say), )? ..Info::default() })
        })
    };
}

/// A list of names.
macro_rules! names {
    ($list:ty) => {
        <$list>::ALL.iter().map(|member| member.as_str()).collect::<Vec<_>>()
    };
}

/// `{"issueCodes":{code:{"params":[…],"vi":…,"en":…}},…,"changes":[…],…}`.
pub(crate) struct Lists;

impl Serialize for Lists {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("issueCodes", &messages!(IssueCode))?;
        map.serialize_entry("reasonCodes", &messages!(ReasonCode))?;
        map.serialize_entry("findingCodes", &messages!(FindingCode, severity: |code| code.severity().as_str()))?;
        map.serialize_entry("anomalyCodes", &messages!(AnomalyCode))?;
        map.serialize_entry("eventKinds", &messages!(EventKind, needs: |kind| kind.needs()))?;
        map.serialize_entry("states", &messages!(State, r#final: |state| state.is_final()))?;
        map.serialize_entry("claimStates", &messages!(Claim))?;
        map.serialize_entry("failureReasons", &messages!(FailureReason, cause: |reason| reason.cause().as_str()))?;
        map.serialize_entry("changes", &names!(Change))?;
        map.serialize_entry("forms", &names!(Form))?;
        map.serialize_entry("groupKeys", &names!(GroupKey))?;
        map.serialize_entry("identifierKinds", &names!(IdentifierKind))?;
        map.serialize_entry("languages", &names!(Language))?;
        map.serialize_entry("outcomes", &names!(Outcome))?;
        map.serialize_entry("services", &names!(Service))?;
        map.serialize_entry("severities", &names!(Severity))?;
        map.end()
    }
}

/// A closed list as a map, in its order.
struct Messages<C: 'static>(&'static [C], fn(C) -> (&'static str, Info));

impl<C: Copy> Serialize for Messages<C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|&code| (self.1)(code)))
    }
}

/// What a code says of itself, and what else it has to say.
#[derive(Default, Serialize)]
struct Info {
    params: &'static [&'static str],
    vi: &'static str,
    en: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    severity: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    needs: Option<Option<&'static str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#final: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<&'static str>,
}
