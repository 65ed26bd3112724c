//! Exceptions of our own, which the Python files define.

use actag::diagnostic::Diagnostic;
use actag::gazetteer::LoadError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyTuple, PyType};

use crate::convert::new_object;

/// Returns an exception by the name of its class and its arguments, or whatever prevents that.
fn exception<'py>(
    py: Python<'py>,
    class: &'static PyOnceLock<Py<PyType>>,
    name: &str,
    arguments: impl FnOnce() -> PyResult<Bound<'py, PyTuple>>,
) -> PyErr {
    let make = || {
        let class = class.import(py, "actag._types", name)?;
        class.call1(arguments()?)
    };
    make().map_or_else(|error| error, PyErr::from_value)
}

/// Returns the exception for gazetteers with mistakes: with every finding.
pub(crate) fn gazetteer_error(py: Python<'_>, error: &LoadError) -> PyErr {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    exception(py, &CLASS, "GazetteerError", || {
        let findings = findings(py, &error.diagnostics)?;
        (error.to_string(), findings, error.more).into_pyobject(py)
    })
}

/// Returns the exception for a source that cannot be tagged.
pub(crate) fn table_error(py: Python<'_>, message: &str) -> PyErr {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    exception(py, &CLASS, "TableError", || (message,).into_pyobject(py))
}

/// Returns findings as Python objects.
pub(crate) fn findings<'py>(
    py: Python<'py>,
    findings: &[Diagnostic],
) -> PyResult<Vec<Bound<'py, PyAny>>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let finding = |finding: &Diagnostic| {
        let path = finding
            .location
            .as_ref()
            .map(|location| location.source.path.as_str());
        let (line, column) = finding.line_column().unzip();
        let fields = (
            path,
            line,
            column,
            finding.severity.to_string(),
            finding.code,
            finding.message.as_str(),
            finding.help.as_deref(),
        );
        new_object(py, &CLASS, "Finding", fields)
    };
    findings.iter().map(finding).collect()
}
