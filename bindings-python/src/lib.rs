//! hoso for Python: values are converted at the edge, everything else is the crate `hoso`.
#![expect(clippy::doc_markdown, clippy::doc_link_with_quotes, reason = "these comments are Python's docstrings")]
#![expect(clippy::needless_pass_by_value, reason = "an argument is handed over by value")]

mod allocator;
mod arrow;
mod batches;
mod convert;
mod error;
mod examples;
mod functions;
mod lists;
mod questions;
mod rulebook;
mod write;

/// The compiled half of the package `hoso`, which re-exports everything in it.
#[pyo3::pymodule(gil_used = false)]
mod _native {
    use pyo3::prelude::*;

    use super::lists;

    #[pymodule_export]
    use super::arrow::{Answers, track_batch};
    #[pymodule_export]
    use super::functions::{
        advance, amount_in_words, diagram, event_of, event_of_json, explain, form_schema, form_without_person,
        format_document, headings, locate, merge_documents, nearest, parse_identifier, preview, rulebook_schema,
        split_document, track, track_json, validate, whole_number, without_person,
    };
    #[pymodule_export]
    use super::rulebook::Rulebook;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        super::allocator::keep_for_the_next_table();
        module.add("__version__", env!("CARGO_PKG_VERSION"))?;
        lists::add(module)
    }
}
