//! Mentions, actors and candidates as objects of the types in `_types.py`.

use actag::gazetteer::{Actor, Role};
use actag::tagger::{Mention, OwnedMention, OwnedRejection};
use jiff::civil::Date;
use pyo3::call::PyCallArgs;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDate, PyDict, PyType};

/// Makes an object of a class in `_types.py`, which is looked up once.
pub(crate) fn new_object<'py>(
    py: Python<'py>,
    class: &'static PyOnceLock<Py<PyType>>,
    name: &str,
    fields: impl PyCallArgs<'py>,
) -> PyResult<Bound<'py, PyAny>> {
    class.import(py, "actag._types", name)?.call1(fields)
}

/// Returns codes as Python has them: by scheme.
fn codes<'py>(
    py: Python<'py>,
    codes: impl IntoIterator<Item = (impl AsRef<str>, impl AsRef<str>)>,
) -> PyResult<Bound<'py, PyDict>> {
    let dict = PyDict::new(py);
    for (scheme, value) in codes {
        dict.set_item(scheme.as_ref(), value.as_ref())?;
    }
    Ok(dict)
}

/// Returns an actor with its names and roles.
pub(crate) fn actor<'py>(py: Python<'py>, actor: &Actor) -> PyResult<Bound<'py, PyAny>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let mut names: Vec<&str> = actor.names.iter().map(|name| name.text.as_str()).collect();
    // Equal ones stand side by side where an actor has them under several kinds.
    names.dedup();
    let roles: Vec<_> = actor
        .roles()
        .iter()
        .map(|one| role(py, one))
        .collect::<PyResult<_>>()?;
    let fields = (
        actor.id.as_str(),
        actor.name.as_str(),
        &*actor.actor_type,
        actor.country.as_deref(),
        actor.part_of.as_deref(),
        codes(py, actor.codes.on(None))?,
        pyo3::types::PyTuple::new(py, names)?,
        pyo3::types::PyTuple::new(py, roles)?,
        actor.is_placeholder(),
    );
    new_object(py, &CLASS, "Actor", fields)
}

fn role<'py>(py: Python<'py>, role: &Role) -> PyResult<Bound<'py, PyAny>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let day = |date: Option<Date>| {
        let day =
            |date: Date| PyDate::new(py, date.year().into(), date.month() as u8, date.day() as u8);
        date.map(day).transpose()
    };
    let fields = (
        role.title.as_deref(),
        role.of.as_deref(),
        day(role.from)?,
        day(role.until)?,
        codes(py, role.codes.on(None))?,
    );
    new_object(py, &CLASS, "Role", fields)
}

/// Returns a mention, with the object of its actor.
pub(crate) fn mention<'py>(
    py: Python<'py>,
    mention: OwnedMention,
    actor: Option<Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, PyAny>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let mut candidates = mention.candidates;
    if mention.more_candidates > 0 {
        // As the table has it.
        candidates.push(format!("+{}", mention.more_candidates));
    }
    let codes = codes(py, &mention.codes)?;
    let who = (mention.text, mention.start, mention.end, actor);
    let what = (
        mention.actor_type,
        mention.country,
        mention.name_kind,
        mention.reading,
    );
    let role = (mention.role, mention.role_note, codes, mention.modifier);
    let place = (mention.inside, candidates, mention.sentence);
    let parent = mention.parent.map(|span| (span.start, span.end));
    let class = CLASS.import(py, "actag._types", "Mention")?;
    class.call_method1(intern!(py, "_of"), (who, what, role, place, (parent,)))
}

/// Returns a candidate that a rule turned down.
pub(crate) fn rejection(py: Python<'_>, one: OwnedRejection) -> PyResult<Bound<'_, PyAny>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let rule = one.rule.code();
    let fields = (one.text, one.start, one.end, one.actor_id, rule, one.winner);
    new_object(py, &CLASS, "Rejection", fields)
}

/// Returns the place of the actor of a mention in the gazetteer.
pub(crate) fn actor_index(mention: &Mention<'_>) -> Option<usize> {
    mention.actor().and_then(|_| mention.actor_index())
}

/// Returns the day that a Python value says: of a date or a time, or of a text as documents write
/// them.
pub(crate) fn day(date: &Bound<'_, PyAny>) -> PyResult<Date> {
    let py = date.py();
    if let Ok(text) = date.extract::<&str>() {
        return actag::corpus::parse_date(text).ok_or_else(|| {
            let text = actag::diagnostic::quote(text);
            PyValueError::new_err(format!(
                "{text} is not a date that can be read; write it as YYYY-MM-DD"
            ))
        });
    }
    let part = |name| date.getattr(name).and_then(|part| part.extract::<i16>());
    let read = || {
        let year = part(intern!(py, "year"))?;
        let month = part(intern!(py, "month"))?;
        PyResult::Ok((year, month, part(intern!(py, "day"))?))
    };
    let (year, month, day) = read().map_err(|_| {
        let class = date.get_type().name();
        let class = class.map_or_else(|_| "?".to_owned(), |name| name.to_string());
        PyTypeError::new_err(format!(
            "a date is a datetime.date or a text, not a `{class}`"
        ))
    })?;
    let small = |number| i8::try_from(number).unwrap_or_default();
    Date::new(year, small(month), small(day))
        .map_err(|error| PyValueError::new_err(error.to_string()))
}
