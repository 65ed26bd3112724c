//! How a command reads its corpus.

use actag::corpus::{Format, OptionNames, ReadOptions};
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use encoding_rs::Encoding;
use jiff::civil::Date;

use super::parse_day;

/// What a person types to change how a corpus is read.
pub(super) const OPTION_NAMES: OptionNames = OptionNames {
    id_field: "--id-field",
    text_field: "--text-field",
    date_field: "--date-field",
    date_format: "--date-format",
    title_field: "--title-field",
    language_field: "--language-field",
    other_format: "--input-format",
    quotes: "--quotes none",
    delimiter: "--delimiter",
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

    /// How dates are written, such as %d/%m/%Y [default: what is understood; whether day or month
    /// comes first, the dates of a file tell]
    #[arg(long, value_name = "FORMAT", value_parser = parse_format, help_heading = "Reading")]
    date_format: Option<String>,

    /// Field or column of the id, in letters of either case; of a field inside others article.id
    /// [default: id]
    #[arg(long, value_name = "NAME", help_heading = "Reading")]
    id_field: Option<String>,

    /// Field or column of the text [default: text]
    #[arg(long, value_name = "NAME", help_heading = "Reading")]
    text_field: Option<String>,

    /// Field or column of the date [default: date]
    #[arg(long, value_name = "NAME", help_heading = "Reading")]
    date_field: Option<String>,

    /// Field or column of the title [default: title]
    #[arg(long, value_name = "NAME", help_heading = "Reading")]
    title_field: Option<String>,

    /// Field or column of the language; where it is empty, the text tells, if it is plain
    /// [default: language]
    #[arg(long, value_name = "NAME", help_heading = "Reading")]
    language_field: Option<String>,

    /// Encoding of text without a byte-order mark, such as windows-1252 [default: UTF-8, else
    /// detected]
    #[arg(long, value_name = "NAME", value_parser = parse_encoding, help_heading = "Reading")]
    encoding: Option<&'static Encoding>,

    /// Format of standard input, and of files whose names tell none [default: recognised; files
    /// whose names have another ending are passed over]
    #[arg(
        long,
        alias = "stdin-format",
        value_name = "FORMAT",
        value_parser = format_parser(),
        help_heading = "Reading"
    )]
    input_format: Option<Format>,

    /// What parts the cells of tables: a character, or tab [default: what the header shows]
    #[arg(long, value_name = "CHAR", value_parser = parse_delimiter, help_heading = "Reading")]
    delimiter: Option<u8>,

    /// Whether cells of tables may stand in quotation marks
    #[arg(
        long,
        value_name = "QUOTES",
        default_value = "double",
        help_heading = "Reading"
    )]
    quotes: Quotes,

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

/// What quotation marks mean in tables.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Quotes {
    /// A cell may stand in them; doubled ones inside are part of it
    Double,
    /// Nothing: each is part of its text, as in dumps of databases
    None,
}

fn parse_format(format: &str) -> Result<String, String> {
    let day = Date::constant(2017, 6, 15);
    let written = jiff::fmt::strtime::format(format, day).map_err(|error| error.to_string())?;
    let read = jiff::fmt::strtime::parse(format, written).and_then(|read| read.to_date());
    match read {
        Ok(read) if read == day => Ok(format.to_owned()),
        _ => Err("a format names year, month and day, such as %d/%m/%Y".to_owned()),
    }
}

fn parse_delimiter(text: &str) -> Result<u8, String> {
    match text {
        "tab" | "\\t" => Ok(b'\t'),
        _ => match text.as_bytes() {
            [byte]
                if byte.is_ascii()
                    && !byte.is_ascii_alphanumeric()
                    && !b"\"\r\n".contains(byte) =>
            {
                Ok(*byte)
            }
            _ => Err("a delimiter is one character, such as ; or |, or `tab`".to_owned()),
        },
    }
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
            date_format: self.date_format.clone(),
            encoding: self.encoding,
            hidden: self.hidden,
            max_ratio: self.max_ratio,
            max_document: self.max_document,
            names: OPTION_NAMES,
            other_format: self.input_format,
            delimiter: self.delimiter,
            quotes: matches!(self.quotes, Quotes::Double),
        }
    }

    /// Returns the number of threads, 0 for one a core.
    pub(super) fn threads(&self) -> usize {
        self.threads.unwrap_or(0).into()
    }

    /// Returns the options that were given and change what is read, with their names.
    pub(super) fn described(&self) -> Vec<(String, String)> {
        let fields = [
            ("id_field", &self.id_field),
            ("text_field", &self.text_field),
            ("date_field", &self.date_field),
            ("date_format", &self.date_format),
            ("title_field", &self.title_field),
            ("language_field", &self.language_field),
        ];
        let renamed = fields
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value.clone()?)));
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
            .input_format
            .map(|format| ("input_format".to_owned(), format.name().to_owned()));
        let delimiter = self.delimiter.map(char::from);
        let delimiter = delimiter.map(|one| ("delimiter".to_owned(), one.to_string()));
        let quotes = matches!(self.quotes, Quotes::None);
        let quotes = quotes.then(|| ("quotes".to_owned(), "none".to_owned()));
        renamed
            .chain(date)
            .chain(encoding)
            .chain(limits)
            .chain(format)
            .chain(delimiter)
            .chain(quotes)
            .collect()
    }
}
