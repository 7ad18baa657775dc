//! The closed lists: every code, kind and state that an answer can hold, with what it means in both languages.

use hoso::compensation::{Harm, OwedKind};
use hoso::deadlines::{DayUnit, StepId};
use hoso::foreign::Meaning;
use hoso::form::{Form, PaperKind, Relation};
use hoso::journey::{ExpectedKind, Whose};
use hoso::quote::LineKind;
use hoso::settle::CompensationTo;
use hoso::track::{AnomalyCode, Claim, FailureReason};
use hoso::{
    Change, DossierState, EventKind, FindingCode, ForeignSystem, GroupKey, IdentifierKind, IssueCode, Language,
    Outcome, ReasonCode, Service, Severity, State,
};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

/// A list of messages: `{code: {"params": [names], "vi": text, "en": text}}`, and what else a code says of itself.
macro_rules! messages {
    ($module:expr, $name:literal, $list:ty $(, $key:literal: $say:expr)*) => {{
        let list = PyDict::new($module.py());
        for &code in <$list>::ALL {
            let entry = PyDict::new($module.py());
            entry.set_item("params", code.params())?;
            entry.set_item("vi", code.template(Language::Vi))?;
            entry.set_item("en", code.template(Language::En))?;
            $( entry.set_item($key, $say(code))?; )*
            list.set_item(code.as_str(), entry)?;
        }
        $module.add($name, list)?;
    }};
}

/// A list of names.
macro_rules! names {
    ($module:expr, $name:literal, $list:ty) => {
        $module.add($name, PyTuple::new($module.py(), <$list>::ALL.iter().map(|member| member.as_str()))?)?
    };
}

pub(crate) fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    messages!(module, "ISSUE_CODES", IssueCode);
    messages!(module, "REASON_CODES", ReasonCode);
    messages!(module, "FINDING_CODES", FindingCode, "severity": |code: FindingCode| code.severity().as_str());
    messages!(module, "ANOMALY_CODES", AnomalyCode);
    messages!(module, "EVENT_KINDS", EventKind, "needs": |kind: EventKind| kind.needs());
    messages!(module, "STATES", State, "final": |state: State| state.is_final(), "charged": |state: State| state.is_charged());
    messages!(module, "CLAIM_STATES", Claim);
    messages!(module, "DOSSIER_STATES", DossierState, "number": |state: DossierState| state.number());
    messages!(module, "FAILURE_REASONS", FailureReason, "cause": |reason: FailureReason| reason.cause().as_str());
    names!(module, "CHANGES", Change);
    names!(module, "COMPENSATION_TO", CompensationTo);
    names!(module, "DAY_UNITS", DayUnit);
    names!(module, "EXPECTED_KINDS", ExpectedKind);
    names!(module, "FORMS", Form);
    names!(module, "GROUP_KEYS", GroupKey);
    names!(module, "HARMS", Harm);
    names!(module, "IDENTIFIER_KINDS", IdentifierKind);
    names!(module, "LANGUAGES", Language);
    names!(module, "LINE_KINDS", LineKind);
    names!(module, "MEANINGS", Meaning);
    names!(module, "OUTCOMES", Outcome);
    names!(module, "OWED_KINDS", OwedKind);
    names!(module, "PAPER_KINDS", PaperKind);
    names!(module, "RELATIONS", Relation);
    names!(module, "SERVICES", Service);
    names!(module, "SEVERITIES", Severity);
    names!(module, "STEPS", StepId);
    names!(module, "WHOSE", Whose);
    module.add("FOREIGN_SYSTEMS", foreign_systems(module.py())?)
}

/// The systems whose codes are known: `{system: {"source": text, "codes": [code]}}`.
fn foreign_systems(py: Python<'_>) -> PyResult<Bound<'_, PyDict>> {
    let list = PyDict::new(py);
    for system in ForeignSystem::ALL {
        let entry = PyDict::new(py);
        entry.set_item("source", system.source())?;
        entry.set_item("codes", system.codes().collect::<Vec<_>>())?;
        list.set_item(system.as_str(), entry)?;
    }
    Ok(list)
}
