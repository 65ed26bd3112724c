//! How a command reads its corpus.

use actag::corpus::{Format, OptionNames, ReadOptions};
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use encoding_rs::Encoding;
use jiff::civil::Date;

use super::parse_day;

/// What a person types to change how a corpus is read.
pub(super) const OPTION_NAMES: OptionNames = OptionNames {
    text_field: "--text-field",
    date_field: "--date-field",
    encoding: "--encoding",
    max_ratio: "--max-ratio",
    max_document: "--max-document",
};

/// ReadOptions shared by the commands that read a corpus.
#[derive(Debug, Args)]
pub(super) struct ReadingOptions {
    /// Date of documents that have none of their own, as YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = parse_day, help_heading = "Reading")]
    date: Option<Date>,

    /// Field or column of the id
    #[arg(
        long,
        value_name = "NAME",
        default_value = "id",
        help_heading = "Reading"
    )]
    id_field: String,

    /// Field or column of the text
    #[arg(
        long,
        value_name = "NAME",
        default_value = "text",
        help_heading = "Reading"
    )]
    text_field: String,

    /// Field or column of the date
    #[arg(
        long,
        value_name = "NAME",
        default_value = "date",
        help_heading = "Reading"
    )]
    date_field: String,

    /// Field or column of the title
    #[arg(
        long,
        value_name = "NAME",
        default_value = "title",
        help_heading = "Reading"
    )]
    title_field: String,

    /// Field or column of the language; where it is empty, the text tells, if it is plain
    #[arg(
        long,
        value_name = "NAME",
        default_value = "language",
        help_heading = "Reading"
    )]
    language_field: String,

    /// Encoding of text without a byte-order mark, such as windows-1252 [default: UTF-8, else
    /// detected]
    #[arg(long, value_name = "NAME", value_parser = parse_encoding, help_heading = "Reading")]
    encoding: Option<&'static Encoding>,

    /// Format of standard input [default: detected from its first character]
    #[arg(
        long,
        value_name = "FORMAT",
        value_parser = format_parser(),
        help_heading = "Reading"
    )]
    stdin_format: Option<Format>,

    /// How many times its size a packed file may unpack to; reading stops there, as at a bomb
    #[arg(
        long,
        value_name = "N",
        default_value = "250",
        help_heading = "Reading"
    )]
    max_ratio: u64,

    /// Most bytes of a document or record; a longer one is skipped, since it would fill the memory
    #[arg(
        long,
        value_name = "BYTES",
        default_value = "1073741824",
        help_heading = "Reading"
    )]
    max_document: usize,

    /// Also read hidden files and folders
    #[arg(long, help_heading = "Reading")]
    hidden: bool,

    /// Most worker threads, up to 1024; no more than there is work for [default: one a core]
    #[arg(
        short = 'j',
        long,
        value_name = "N",
        value_parser = clap::value_parser!(u16).range(1..=1024)
    )]
    threads: Option<u16>,
}

/// Returns a parser of the name of a document format.
fn format_parser() -> impl TypedValueParser<Value = Format> {
    let values =
        Format::all().map(|format| PossibleValue::new(format.name()).help(format.description()));
    PossibleValuesParser::new(values).try_map(|name| {
        let mut formats = Format::all();
        formats
            .find(|format| format.name() == name)
            .ok_or("no such format")
    })
}

fn parse_encoding(name: &str) -> Result<&'static Encoding, String> {
    Encoding::for_label(name.as_bytes()).ok_or_else(|| {
        "no such encoding; well-known ones are utf-8, windows-1252, iso-8859-2, koi8-r, \
         shift_jis, gb18030"
            .to_owned()
    })
}

impl ReadingOptions {
    /// Returns the options as the library takes them.
    pub(super) fn corpus(&self) -> ReadOptions {
        ReadOptions {
            id_field: self.id_field.clone(),
            text_field: self.text_field.clone(),
            date_field: self.date_field.clone(),
            title_field: self.title_field.clone(),
            language_field: self.language_field.clone(),
            date: self.date,
            encoding: self.encoding,
            hidden: self.hidden,
            max_ratio: self.max_ratio,
            max_document: self.max_document,
            names: OPTION_NAMES,
            stdin_format: self.stdin_format,
        }
    }

    /// Returns the number of threads, 0 for one a core.
    pub(super) fn threads(&self) -> usize {
        self.threads.unwrap_or(0).into()
    }

    /// Returns the options that were given and change what is read, with their names.
    pub(super) fn described(&self) -> Vec<(String, String)> {
        let fields = [
            ("id_field", &self.id_field, "id"),
            ("text_field", &self.text_field, "text"),
            ("date_field", &self.date_field, "date"),
            ("title_field", &self.title_field, "title"),
            ("language_field", &self.language_field, "language"),
        ];
        let renamed = fields
            .into_iter()
            .filter(|(_, value, default)| value != default)
            .map(|(name, value, _)| (name.to_owned(), value.clone()));
        let date = self.date.map(|date| ("date".to_owned(), date.to_string()));
        let encoding = self
            .encoding
            .map(|encoding| ("encoding".to_owned(), encoding.name().to_owned()));
        let limits = [
            ("max_ratio", self.max_ratio, 250),
            ("max_document", self.max_document as u64, 1 << 30),
        ];
        let limits = limits
            .into_iter()
            .filter(|(_, value, default)| value != default)
            .map(|(name, value, _)| (name.to_owned(), value.to_string()));
        let format = self
            .stdin_format
            .map(|format| ("stdin_format".to_owned(), format.name().to_owned()));
        renamed
            .chain(date)
            .chain(encoding)
            .chain(limits)
            .chain(format)
            .collect()
    }
}
