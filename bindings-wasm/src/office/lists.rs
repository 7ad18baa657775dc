//! The closed lists: every code, kind and state that an answer can hold, with what it means in both languages.

use hoso::compensation::{Harm, OwedKind};
use hoso::deadlines::{DayUnit, StepId};
use hoso::foreign::Meaning;
use hoso::form::{Form, PaperKind, Relation};
use hoso::journey::{ExpectedKind, Whose};
use hoso::quote::LineKind;
use hoso::settle::CompensationTo;
use hoso::track::{AnomalyCode, Claim, FailureReason};
use hoso::wire::write::entry;
use hoso::wire::{Sink, Write};
use hoso::{
    Change, DossierState, EventKind, FindingCode, ForeignSystem, GroupKey, IdentifierKind, IssueCode, Language,
    Outcome, ReasonCode, Service, Severity, State,
};

/// `{"issueCodes":{code:{"params":[…],"vi":…,"en":…}},…,"changes":[…],…}`.
pub(crate) struct Lists;

impl Write for Lists {
    fn write(&self, to: &mut dyn Sink, _: Language) {
        /// A list of messages, and what else its codes say of themselves.
        macro_rules! messages {
            ($name:literal, $list:ty $(, $key:literal: |$code:ident| $say:expr)*) => {
                to.key($name);
                to.begin_object();
                for code in <$list>::ALL {
                    to.key(code.as_str());
                    let templates = [code.template(Language::Vi), code.template(Language::En)];
                    let begun = begin(to, code.params(), templates);
                    $( let $code = code; entry(begun, $key, $say, Language::default()); )*
                    begun.end_object();
                }
                to.end_object();
            };
        }

        /// Lists of names.
        macro_rules! names {
            ($($name:literal: $list:ty,)+) => { $(
                to.key($name);
                names(to, &mut <$list>::ALL.iter().map(|member| member.as_str()));
            )+ };
        }

        to.begin_object();
        messages!("issueCodes", IssueCode);
        messages!("reasonCodes", ReasonCode);
        messages!("findingCodes", FindingCode, "severity": |code| &code.severity());
        messages!("anomalyCodes", AnomalyCode);
        messages!("eventKinds", EventKind, "needs": |kind| &Nullable(kind.needs()));
        messages!("states", State, "final": |state| &state.is_final(), "charged": |state| &state.is_charged());
        messages!("claimStates", Claim);
        messages!("dossierStates", DossierState, "number": |state| &state.number());
        messages!("failureReasons", FailureReason, "cause": |reason| &reason.cause());
        names! {
            "changes": Change, "compensationTo": CompensationTo, "dayUnits": DayUnit, "expectedKinds": ExpectedKind,
            "forms": Form, "groupKeys": GroupKey, "harms": Harm, "identifierKinds": IdentifierKind,
            "languages": Language, "lineKinds": LineKind, "meanings": Meaning, "outcomes": Outcome,
            "owedKinds": OwedKind, "paperKinds": PaperKind, "relations": Relation, "services": Service,
            "severities": Severity, "steps": StepId, "whose": Whose,
        }
        foreign_systems(to);
        to.end_object();
    }
}

/// The systems whose codes are known: `"foreignSystems":{system:{"source":…,"codes":[…]}}`.
fn foreign_systems(to: &mut dyn Sink) {
    to.key("foreignSystems");
    to.begin_object();
    for system in ForeignSystem::ALL {
        to.key(system.as_str());
        to.begin_object();
        to.key("source");
        to.text(system.source());
        to.key("codes");
        names(to, &mut system.codes());
        to.end_object();
    }
    to.end_object();
}

/// Begins what a code says of itself: its parameters and its words in Vietnamese and English.
fn begin<'a>(to: &'a mut dyn Sink, params: &[&str], [vi, en]: [&str; 2]) -> &'a mut dyn Sink {
    to.begin_object();
    to.key("params");
    names(to, &mut params.iter().copied());
    to.key("vi");
    to.text(vi);
    to.key("en");
    to.text(en);
    to
}

fn names(to: &mut dyn Sink, names: &mut dyn Iterator<Item = &str>) {
    to.begin_list();
    names.for_each(|name| to.text(name));
    to.end_list();
}

/// A key that may be needed: `null` when there is none, rather than left out.
struct Nullable(Option<&'static str>);

impl Write for Nullable {
    fn write(&self, to: &mut dyn Sink, _: Language) {
        match self.0 {
            Some(text) => to.text(text),
            None => to.null(),
        }
    }
}
