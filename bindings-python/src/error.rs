//! What a function raises.

use std::ffi::CString;

use hoso::batch::Unused;
use hoso::{Issue, Issues, Language, TransitionRefused};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyList, PyType};

use crate::write::write;

/// Why a question has no answer: it is not valid, or Python code that was run while reading it raised something.
pub(crate) enum Failed {
    Issues(Issues),
    Raised(PyErr),
}

impl Failed {
    /// The exception to raise, with messages in a language.
    pub(crate) fn raise(self, py: Python<'_>, language: Language) -> PyErr {
        match self {
            Self::Issues(issues) => invalid_input(py, &issues, language, "").unwrap_or_else(|error| error),
            Self::Raised(error) => error,
        }
    }

    /// The same of a document; where it is the path of one, the exception says how a file is read.
    pub(crate) fn raise_of(self, document: &Bound<'_, PyAny>, language: Language) -> PyErr {
        let py = document.py();
        match self {
            Self::Issues(issues) if is_path(document) => {
                let hint = match language {
                    Language::Vi => "\nĐể đọc một tệp: Rulebook.read(path)",
                    Language::En => "\nTo read a file: Rulebook.read(path)",
                };
                invalid_input(py, &issues, language, hint).unwrap_or_else(|error| error)
            }
            failed => failed.raise(py, language),
        }
    }
}

impl From<Issues> for Failed {
    fn from(issues: Issues) -> Self {
        Self::Issues(issues)
    }
}

impl From<Issue> for Failed {
    fn from(issue: Issue) -> Self {
        Self::Issues(issue.into())
    }
}

impl From<PyErr> for Failed {
    fn from(error: PyErr) -> Self {
        Self::Raised(error)
    }
}

/// Whether a value is a path, or a text that is no JSON and looks like the name of a file.
fn is_path(value: &Bound<'_, PyAny>) -> bool {
    match value.extract::<String>() {
        Ok(text) => text.len() < 4096 && !text.contains(['{', '[', '\n']) && text.contains(['.', '/', '\\']),
        Err(_) => value.hasattr(intern!(value.py(), "__fspath__")).unwrap_or(false),
    }
}

/// Warns of columns that are probably misspelt: what they say is not looked at.
pub(crate) fn warn_unused(py: Python<'_>, unused: &Unused<'_>, language: Language) -> PyResult<()> {
    static CATEGORY: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    if unused.near.is_empty() {
        return Ok(());
    }
    let (said, or) = match language {
        Language::Vi => ("Không dùng đến cột", "có phải"),
        Language::En => ("Columns that are not used", "did you mean"),
    };
    let names: Vec<String> = unused.near.iter().map(|(name, near)| format!("{name} ({or} {near}?)")).collect();
    let category = CATEGORY.import(py, "hoso._errors", "UnusedColumns")?;
    let message = CString::new(format!("{said}: {}", names.join(", ")).replace('\0', "")).unwrap_or_default();
    PyErr::warn(py, category, &message, 1)
}

// The exceptions are Python classes: the stable ABI of 3.11 cannot derive one from ValueError here.

fn invalid_input(py: Python<'_>, issues: &Issues, language: Language, hint: &str) -> PyResult<PyErr> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let list = PyList::empty(py);
    for issue in issues {
        list.append(write(py, issue, language)?)?;
    }
    let class = CLASS.import(py, "hoso._errors", "InvalidInput")?;
    Ok(PyErr::from_value(class.call1((list, issues.in_words(language) + hint))?))
}

/// The exception for an event that may not happen now.
pub(crate) fn refused(py: Python<'_>, refused: &TransitionRefused, language: Language) -> PyErr {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let raise = || {
        let (state, event) = (refused.state.as_str(), refused.event.as_str());
        let allowed: Vec<&str> = refused.allowed.iter().map(|kind| kind.as_str()).collect();
        let class = CLASS.import(py, "hoso._errors", "TransitionRefused")?;
        Ok(PyErr::from_value(class.call1((state, event, allowed, refused.message(language)))?))
    };
    raise().unwrap_or_else(|error: PyErr| error)
}
