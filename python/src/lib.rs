//! The Python package of actag: what Python calls, over the library.
//!
//! `tagger` holds the tagger, `convert` makes Python objects of mentions and actors, `stream` tags
//! Arrow tables, `errors` raises our exceptions. What needs no Rust is in the Python files beside
//! it, among them every type that users see.

mod convert;
mod errors;
mod stream;
mod tagger;

use pyo3::prelude::*;

/// What `actag` is made of, below the Python files.
#[pymodule]
mod _actag {
    #[pymodule_export]
    use super::main;
    #[pymodule_export]
    use super::parse_date;
    #[pymodule_export]
    use super::stream::{TableStream, table_schema};
    #[pymodule_export]
    use super::tagger::Tagger;
    use pyo3::prelude::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}

/// Runs the program with what was typed, its own name first; returns the exit code.
#[pyfunction]
fn main(py: Python<'_>, typed: Vec<std::ffi::OsString>) -> u8 {
    py.detach(|| actag::cli::main(typed).code())
}

/// Returns year, month and day of a date as documents write them; `None` where it is none, or has
/// two readings.
#[pyfunction]
fn parse_date(text: &str) -> Option<(i16, i8, i8)> {
    let date = actag::corpus::parse_date(text)?;
    Some((date.year(), date.month(), date.day()))
}
