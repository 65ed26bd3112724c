//! Errors gathered while a folder is read: all of them, to be shown in one go.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity, Source};
use actag_core::gazetteer::Origin;

/// An error with its place, before the sources are put together.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    pub(crate) origin: Origin,
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    /// Whether the place is a real one; a file that cannot be read has none.
    pub(crate) placed: bool,
    /// Whether the gazetteers can be used without what is wrong, which is left out.
    pub(crate) is_mild: bool,
}

impl Finding {
    /// Returns an error at a place.
    pub(crate) fn at(
        origin: Origin,
        code: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            origin,
            code,
            message: message.into(),
            help: Some(help.into()),
            placed: true,
            is_mild: false,
        }
    }

    /// Returns the finding with its source.
    pub(crate) fn diagnostic(self, severity: Severity, sources: &[Arc<Source>]) -> Diagnostic {
        let source = sources.get(self.origin.source as usize);
        Diagnostic {
            severity,
            code: self.code,
            message: self.message,
            help: self.help,
            location: source
                .filter(|_| self.placed)
                .map(|source| self.origin.in_source(source)),
        }
    }

    /// Says what would be right.
    pub(crate) fn help(&mut self, help: impl Into<String>) {
        self.help = Some(help.into());
    }
}

/// The errors of one source.
#[derive(Debug, Clone)]
pub(crate) struct Findings {
    source: u32,
    pub(crate) list: Vec<Finding>,
}

impl Findings {
    pub(crate) fn new(source: u32) -> Self {
        Findings {
            source,
            list: Vec::new(),
        }
    }

    /// Adds an error; `help` on the result says what would be right.
    pub(crate) fn error(
        &mut self,
        span: &Range<usize>,
        code: &'static str,
        message: impl Into<String>,
    ) -> &mut Finding {
        let origin = self.origin(span);
        self.error_at(origin, code, message)
    }

    /// Returns the same for a place that is already an origin, perhaps in another source.
    pub(crate) fn error_at(
        &mut self,
        origin: Origin,
        code: &'static str,
        message: impl Into<String>,
    ) -> &mut Finding {
        let finding = Finding {
            origin,
            code,
            message: message.into(),
            help: None,
            placed: true,
            is_mild: false,
        };
        let at = self.list.len();
        self.list.push(finding);
        &mut self.list[at]
    }

    /// Returns the span as an origin in this source. Files are refused beyond 4 GiB, so positions
    /// fit.
    pub(crate) fn origin(&self, span: &Range<usize>) -> Origin {
        let fit = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        Origin {
            source: self.source,
            start: fit(span.start),
            end: fit(span.end),
        }
    }
}
