//! hoso for Python: values are converted at the edge, everything else is the crate `hoso`.

mod convert;
mod error;
mod functions;
mod lists;
mod rulebook;
mod write;

use pyo3::prelude::*;

/// The compiled half of the package `hoso`, which re-exports everything in it.
#[pymodule(gil_used = false)]
mod _native {
    use super::*;

    #[pymodule_export]
    use super::functions::{advance, diagram, explain, parse_identifier, rulebook_schema, track, track_json};
    #[pymodule_export]
    use super::rulebook::Rulebook;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))?;
        lists::add(module)
    }
}
