//! The closed lists: every code, kind and state that can be said, with its label or message in both languages.

use pyo3::prelude::*;

use crate::write::write_once;

/// Adds each list as `{code: {"vi": text, "en": text}}`, and what else a code says of itself; messages have `"params"`.
pub(crate) fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    for list in hoso::lists() {
        module.add(list.export.to_ascii_uppercase(), write_once(module.py(), &list)?)?;
    }
    Ok(())
}
