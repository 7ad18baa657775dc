//! The questions as methods of `Rulebook`, written from the core's one list.

use hoso::wire::{Shape, Write};
use hoso::{Answerable as _, Issues, Trial};
use pyo3::prelude::*;
use pyo3::types::PyList;

use crate::convert::{In, Json, read};
use crate::examples::example;
use crate::rulebook::Rulebook;
use crate::write::write;

/// Asks one question: reads it, has it answered, writes the answer.
fn ask<'py, Q: Shape, A: Write>(
    question: &Bound<'py, PyAny>,
    language: In,
    answer: impl FnOnce(Q) -> Result<A, Issues>,
) -> PyResult<Bound<'py, PyAny>> {
    let answered = read::<Q>(question).and_then(|question| Ok(answer(question)?));
    let answer = answered.map_err(|failed| failed.raise(question.py(), language.0))?;
    write(question.py(), &answer, language.0)
}

/// Has a question answered: an office's, which may take a while, while other threads run.
macro_rules! answer {
    (citizen, $py:expr, $answer:expr) => {
        $answer
    };
    (office, $py:expr, $answer:expr) => {
        $py.detach(|| $answer)
    };
}

macro_rules! methods {
    ({}
        of_rulebook { $( $(#[doc = $doc:literal])+ $kind:ident $name:ident $json:ident $text:literal $js:literal
            ($question:ty) $audience:ident $(in $language:ident)? $vi:literal, $en:literal; )+ }
        apart { $($apart:tt)* }
    ) => {
        #[pymethods]
        impl Rulebook {
            $(
                $(#[doc = $doc])+
                #[doc = example!($name)]
                #[pyo3(
                    signature = (question, *, language = In::default()),
                    text_signature = "($self, question, *, language='vi')"
                )]
                fn $name<'py>(&self, question: &Bound<'py, PyAny>, language: In) -> PyResult<Bound<'py, PyAny>> {
                    ask(question, language, |asked: $question| {
                        answer!($audience, question.py(), asked.answer(self.core(), language.0))
                    })
                }

                #[doc = concat!($text, " from JSON text to JSON text; an invalid question gives ``{\"issues\":[…]}``.")]
                #[doc = concat!("\n>>> rulebook.", $text, "_json(\"{}\")[:36]")]
                #[doc = "'{\"issues\":[{\"code\":\"missing\",\"path\":'"]
                #[pyo3(
                    signature = (question, *, language = In::default()),
                    text_signature = "($self, question, *, language='vi')"
                )]
                fn $json(&self, py: Python<'_>, question: Json, language: In) -> String {
                    py.detach(|| self.core().ask($text, &question.0, language.0))
                }
            )+
        }
    };
}

hoso::for_each_question!(methods);

#[pymethods]
impl Rulebook {
    /// Asks any question by its name, from JSON text to JSON text.
    ///
    /// An invalid question gives ``{"issues":[…]}``, and so does a name that is none, with the names that are.
    ///
    /// >>> rulebook.ask("decide", '{"agency": "x", "procedure": "1", "service": "return", "on": "2014-10-01"}')[:24]
    /// '{"outcome":"not_covered"'
    #[pyo3(
        signature = (name, question, *, language = In::default()),
        text_signature = "($self, name, question, *, language='vi')"
    )]
    fn ask(&self, py: Python<'_>, name: &str, question: Json, language: In) -> String {
        py.detach(|| self.core().ask(name, &question.0, language.0))
    }

    /// What would change if the other rulebook were in force instead of this one?
    ///
    /// >>> question = {"rows": [{"id": "HS-1", "question": {
    /// ...     "agency": "so-noi-vu", "procedure": "1.900101", "service": "return", "on": "2014-10-01",
    /// ...     "weight_grams": 80, "zone": "intra_province",
    /// ... }}]}
    /// >>> rulebook.compare(rulebook, question)["total"]["changed"]
    /// 0
    #[pyo3(
        signature = (after, question, *, language = In::default()),
        text_signature = "($self, after, question, *, language='vi')"
    )]
    fn compare<'py>(
        &self,
        after: &Bound<'py, Self>,
        question: &Bound<'py, PyAny>,
        language: In,
    ) -> PyResult<Bound<'py, PyAny>> {
        let (py, after) = (question.py(), after.get().core());
        ask(question, language, |question: Trial| py.detach(|| self.core().compare(after, &question)))
    }

    /// compare from JSON text to JSON text; an invalid question gives ``{"issues":[…]}``.
    ///
    /// >>> rulebook.compare_json(rulebook, "{}")[:32]
    /// '{"currency":"VND","groups":[],"t'
    #[pyo3(
        signature = (after, question, *, language = In::default()),
        text_signature = "($self, after, question, *, language='vi')"
    )]
    fn compare_json(&self, after: &Bound<'_, Self>, question: Json, language: In) -> String {
        let (py, after) = (after.py(), after.get().core());
        py.detach(|| self.core().compare_json(after, &question.0, language.0))
    }

    /// What changes when another rulebook takes the place of this one, without any rows.
    ///
    /// What is written otherwise (edits), what may go by post otherwise (routes), what costs otherwise (prices), and the
    /// findings of check that are new or gone.
    ///
    /// >>> rulebook.diff(rulebook)["edits"]
    /// []
    #[pyo3(signature = (after, *, language = In::default()), text_signature = "($self, after, *, language='vi')")]
    fn diff<'py>(&self, after: &Bound<'py, Self>, language: In) -> PyResult<Bound<'py, PyAny>> {
        let (py, after) = (after.py(), after.get().core());
        write(py, &py.detach(|| self.core().diff(after)), language.0)
    }

    /// diff as JSON text.
    ///
    /// >>> rulebook.diff_json(rulebook)[:12]
    /// '{"edits":[],'
    #[pyo3(signature = (after, *, language = In::default()), text_signature = "($self, after, *, language='vi')")]
    fn diff_json(&self, after: &Bound<'_, Self>, language: In) -> String {
        let (py, after) = (after.py(), after.get().core());
        py.detach(|| self.core().diff_json(after, language.0))
    }

    /// What is unwise in the rulebook itself: findings by their place in the document, then code.
    ///
    /// >>> [finding["code"] for finding in rulebook.check() if finding["severity"] == "error"]
    /// []
    #[pyo3(signature = (*, language = In::default()), text_signature = "($self, *, language='vi')")]
    fn check<'py>(&self, py: Python<'py>, language: In) -> PyResult<Bound<'py, PyList>> {
        let findings = py.detach(|| self.core().check());
        let list = PyList::empty(py);
        for finding in &findings {
            list.append(write(py, finding, language.0)?)?;
        }
        Ok(list)
    }

    /// The findings of check as a JSON list.
    ///
    /// >>> json.loads(rulebook.check_json()) == rulebook.check()
    /// True
    #[pyo3(signature = (*, language = In::default()), text_signature = "($self, *, language='vi')")]
    fn check_json(&self, py: Python<'_>, language: In) -> String {
        py.detach(|| self.core().check_json(language.0))
    }
}
