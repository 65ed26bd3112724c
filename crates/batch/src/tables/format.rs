//! The file formats of tables.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A file format of tables.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TableFormat {
    /// UTF-8, RFC 4180, a header row.
    #[default]
    Csv,
    /// A JSON object a line.
    Jsonl,
    /// Columns with types, packed.
    #[cfg(feature = "parquet")]
    Parquet,
}

impl TableFormat {
    /// All formats that are built in.
    pub const ALL: &'static [Self] = &[
        Self::Csv,
        Self::Jsonl,
        #[cfg(feature = "parquet")]
        Self::Parquet,
    ];

    /// Returns the name, which is also how files of the format end.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            #[cfg(feature = "parquet")]
            Self::Parquet => "parquet",
        }
    }

    /// Returns the media type.
    pub(super) fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv",
            Self::Jsonl => "application/jsonl",
            #[cfg(feature = "parquet")]
            Self::Parquet => "application/vnd.apache.parquet",
        }
    }
}

impl fmt::Display for TableFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for TableFormat {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        let found = Self::ALL.iter().find(|format| format.name() == name);
        found.copied().ok_or_else(|| UnknownFormat {
            name: name.to_owned(),
        })
    }
}

/// There is no format of tables of that name, or it is not built in.
#[derive(Debug, thiserror::Error)]
#[error("no format `{name}` of tables; the formats are {}", names())]
pub struct UnknownFormat {
    name: String,
}

fn names() -> String {
    let names = TableFormat::ALL.iter().map(|format| format.name());
    names.collect::<Vec<_>>().join(", ")
}
