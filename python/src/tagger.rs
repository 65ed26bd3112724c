//! The tagger, with its gazetteers.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use actag::gazetteer::{Draft, Gazetteer, LoadError};
use actag::tables::joined::{FieldPlaces, JoinedText};
use actag::tagger::{Mention, ShortNames};
use actag::text::OffsetUnit;
use actag::{BuildError, Document, Tagger as Matcher};
use arrow_array::ffi_stream::RecordBatchStreamReader;
use arrow_array::{RecordBatch, RecordBatchIterator, RecordBatchReader};
use arrow_pyarrow::FromPyArrow;
use pyo3::exceptions::{PyOSError, PyRuntimeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;

use crate::stream::{TableOptions, TableStream};
use crate::{convert, errors};

/// Tags texts; the class that users see is in `_tagger.py`.
#[pyclass(frozen, subclass, module = "actag._actag")]
pub(crate) struct Tagger {
    matcher: Matcher,
    /// None for the shipped gazetteers.
    paths: Vec<PathBuf>,
    /// The objects of actors that were met, by number.
    actors: Mutex<HashMap<usize, Py<PyAny>>>,
}

/// Why gazetteers cannot be used.
enum Unusable {
    Mistakes(LoadError),
    TooMany(BuildError),
}

fn draft(paths: &[PathBuf]) -> Result<Draft, LoadError> {
    match paths {
        [] => actag::gazetteer::draft(&[actag::gazetteer::SHIPPED_LAYER]),
        paths => actag::gazetteer::draft(&actag::gazetteer::layers(paths)),
    }
}

fn compile(paths: &[PathBuf]) -> Result<Matcher, Unusable> {
    let gazetteer = draft(paths).and_then(Draft::into_gazetteer);
    Matcher::new(gazetteer.map_err(Unusable::Mistakes)?).map_err(Unusable::TooMany)
}

/// Does something in parallel, on threads that end with it: those of a pool that stayed would be
/// missing, and waited for, in a process that is forked.
fn in_parallel<T: Send>(py: Python<'_>, work: impl FnOnce() -> T + Send) -> PyResult<T> {
    py.detach(|| {
        let pool = rayon::ThreadPoolBuilder::new().build();
        let pool = pool.map_err(|error| PyOSError::new_err(error.to_string()))?;
        Ok(pool.install(work))
    })
}

#[pymethods]
impl Tagger {
    #[new]
    #[pyo3(signature = (paths, nested, short_names))]
    fn new(py: Python<'_>, paths: Vec<PathBuf>, nested: bool, short_names: &str) -> PyResult<Self> {
        let short_names = match short_names {
            "evidence" => ShortNames::Evidence,
            "country" => ShortNames::Country,
            "always" => ShortNames::Always,
            other => {
                let other = actag::diagnostic::quote(other);
                return Err(PyValueError::new_err(format!(
                    "short_names is \"evidence\", \"country\" or \"always\", not {other}"
                )));
            }
        };
        let matcher = in_parallel(py, || compile(&paths))?;
        let matcher = matcher.map_err(|error| match error {
            Unusable::Mistakes(error) => errors::gazetteer_error(py, &error),
            Unusable::TooMany(error) => PyValueError::new_err(error.to_string()),
        })?;
        Ok(Self {
            matcher: matcher.nested(nested).short_names(short_names),
            paths,
            actors: Mutex::default(),
        })
    }

    /// The hash of the gazetteers: 64 hexadecimal digits.
    #[getter]
    fn hash(&self) -> &str {
        self.gazetteer().hash()
    }

    /// How many actors the gazetteers have.
    #[getter]
    fn actor_count(&self) -> usize {
        self.gazetteer().actors().len()
    }

    fn tag<'py>(
        &self,
        py: Python<'py>,
        text: &str,
        date: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let document = document(text, date)?;
        let joined = JoinedText::of(&document, false, &mut String::new());
        let tagged = joined.as_ref().map(|joined| joined.document(&document));
        let mentions = py.detach(|| self.matcher.tag(tagged.as_ref().unwrap_or(&document)));
        let mut places = FieldPlaces::new(&document, joined.as_ref(), OffsetUnit::Chars);
        self.objects(py, &mut places, &mentions)
    }

    #[allow(clippy::type_complexity)]
    fn explain<'py>(
        &self,
        py: Python<'py>,
        text: &str,
        date: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<(Vec<Bound<'py, PyAny>>, Vec<Bound<'py, PyAny>>)> {
        let document = document(text, date)?;
        let joined = JoinedText::of(&document, false, &mut String::new());
        let tagged = joined.as_ref().map(|joined| joined.document(&document));
        let tagged = tagged.as_ref().unwrap_or(&document);
        let (mentions, rejections) = py.detach(|| self.matcher.explain(tagged));
        let places = || FieldPlaces::new(&document, joined.as_ref(), OffsetUnit::Chars);
        let mut of_rejections = places();
        let rejections = rejections
            .iter()
            .map(|one| convert::rejection(py, of_rejections.owned_rejection(one)));
        let rejections = rejections.collect::<PyResult<_>>()?;
        Ok((self.objects(py, &mut places(), &mentions)?, rejections))
    }

    /// Returns the actor of an id, or `None`.
    fn actor<'py>(&self, py: Python<'py>, id: &str) -> PyResult<Option<Bound<'py, PyAny>>> {
        let index = self.gazetteer().index_of(id);
        index.map(|index| self.object(py, index)).transpose()
    }

    /// Returns all actors.
    fn actors<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let count = self.gazetteer().actors().len();
        (0..count).map(|index| self.object(py, index)).collect()
    }

    /// Returns the actors that fit a query, the best first.
    fn search<'py>(
        &self,
        py: Python<'py>,
        query: &str,
        limit: usize,
    ) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let gazetteer = self.gazetteer();
        let hits = in_parallel(py, || actag::search::search(gazetteer, query))?;
        let hits = hits.iter().take(limit);
        let found = hits.filter_map(|hit| gazetteer.index_of(&hit.actor.id));
        found.map(|index| self.object(py, index)).collect()
    }

    /// Returns all findings in the gazetteers, as the files are now.
    fn check<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let findings = in_parallel(py, || {
            let draft = draft(&self.paths).map_err(Unusable::Mistakes)?;
            actag::check::check(&draft).map_err(Unusable::TooMany)
        })?;
        let findings = findings.map_err(|error| match error {
            Unusable::Mistakes(error) => errors::gazetteer_error(py, &error),
            Unusable::TooMany(error) => PyValueError::new_err(error.to_string()),
        })?;
        errors::findings(py, &findings)
    }

    /// Returns a stream of the rows that a source of Arrow batches gives.
    fn tag_table(&self, source: &Bound<'_, PyAny>, options: TableOptions) -> PyResult<TableStream> {
        TableStream::new(&self.matcher, batches(source)?, options, source.py())
    }
}

impl Tagger {
    fn gazetteer(&self) -> &Gazetteer {
        self.matcher.gazetteer()
    }

    fn objects<'py>(
        &self,
        py: Python<'py>,
        places: &mut FieldPlaces<'_>,
        mentions: &[Mention<'_>],
    ) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let object = |one: &Mention<'_>| {
            let actor = convert::actor_index(one).map(|index| self.object(py, index));
            convert::mention(py, places.owned(one), actor.transpose()?)
        };
        mentions.iter().map(object).collect()
    }

    /// Returns the object of an actor: one for all mentions.
    fn object<'py>(&self, py: Python<'py>, index: usize) -> PyResult<Bound<'py, PyAny>> {
        let known = || self.actors.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(actor) = known().get(&index) {
            return Ok(actor.bind(py).clone());
        }
        let actors = self.gazetteer().actors();
        let Some(actor) = actors.get(index) else {
            return Err(PyRuntimeError::new_err("an actor of another gazetteer"));
        };
        // The lock is not held while Python runs.
        let actor = convert::actor(py, actor)?;
        known().insert(index, actor.clone().unbind());
        Ok(actor)
    }
}

fn document<'t>(text: &'t str, date: Option<&Bound<'_, PyAny>>) -> PyResult<Document<'t>> {
    let mut document = Document::new("", text);
    document.date = date.map(convert::day).transpose()?;
    Ok(document)
}

/// Returns the batches of an Arrow source.
fn batches(source: &Bound<'_, PyAny>) -> PyResult<Box<dyn RecordBatchReader + Send>> {
    let py = source.py();
    if source.hasattr(intern!(py, "__arrow_c_stream__"))? {
        return Ok(Box::new(RecordBatchStreamReader::from_pyarrow_bound(
            source,
        )?));
    }
    if source.hasattr(intern!(py, "__arrow_c_array__"))? {
        let batch = RecordBatch::from_pyarrow_bound(source)?;
        let schema = batch.schema();
        return Ok(Box::new(RecordBatchIterator::new([Ok(batch)], schema)));
    }
    let class = source.get_type().fully_qualified_name()?;
    Err(errors::table_error(
        py,
        &format!(
            "a `{class}` gives no Arrow data; give a table of pandas (2.2 or newer), Polars, \
             pyarrow or DuckDB, or anything with `__arrow_c_stream__`"
        ),
    ))
}
