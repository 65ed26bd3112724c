//! The keys of the project file.

/// A key of the project file: an option of commands under the same name.
#[derive(Debug)]
pub(in crate::cli) struct Setting {
    /// The key; the option has hyphens.
    pub(in crate::cli) key: &'static str,
    pub(in crate::cli) shape: Shape,
    /// A value that would be right.
    pub(in crate::cli) example: &'static str,
    /// What holds where neither the command line nor the file says.
    pub(in crate::cli) default: &'static str,
    /// The one command for which it holds; else all that have the option.
    only: Option<&'static str>,
}

/// What the value of a key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Shape {
    Text,
    Texts,
    /// A path, from the folder of the project file.
    Path,
    Paths,
    Number,
    Flag,
}

impl Shape {
    /// Returns what is wanted, for messages.
    pub(in crate::cli) fn wanted(self) -> &'static str {
        match self {
            Self::Text => "a text in quotes",
            Self::Texts => "a list of texts",
            Self::Path => "a path in quotes",
            Self::Paths => "a list of paths",
            Self::Number => "a number",
            Self::Flag => "`true` or `false`",
        }
    }
}

impl Setting {
    /// Returns the long option, without its dashes.
    pub(in crate::cli) fn option(&self) -> String {
        self.key.replace('_', "-")
    }

    /// Returns whether it holds for a command.
    pub(in crate::cli) fn is_of(&self, command: &str) -> bool {
        self.only.is_none_or(|only| only == command)
    }
}

const fn setting(
    key: &'static str,
    shape: Shape,
    example: &'static str,
    default: &'static str,
) -> Setting {
    Setting {
        key,
        shape,
        example,
        default,
        only: None,
    }
}

/// The same for a key that other commands than `tag` understand otherwise.
const fn of_tag(
    key: &'static str,
    shape: Shape,
    example: &'static str,
    default: &'static str,
) -> Setting {
    Setting {
        only: Some("tag"),
        ..setting(key, shape, example, default)
    }
}

/// All keys: which gazetteers, how documents are read, the rules, the tables.
pub(in crate::cli) const SETTINGS: &[Setting] = &[
    setting(
        "gazetteers",
        Shape::Paths,
        "[\"shipped\", \"mine.yaml\"]",
        "./gazetteers, else shipped",
    ),
    setting("id_field", Shape::Text, "\"article_id\"", "id"),
    setting("text_field", Shape::Text, "\"body\"", "text"),
    setting("title_field", Shape::Text, "\"headline\"", "title"),
    setting("date_field", Shape::Text, "\"published\"", "date"),
    setting("language_field", Shape::Text, "\"lang\"", "language"),
    setting("date", Shape::Text, "\"2017-06-15\"", "none"),
    setting(
        "date_format",
        Shape::Text,
        "\"%d/%m/%Y\"",
        "what is understood",
    ),
    setting(
        "encoding",
        Shape::Text,
        "\"windows-1252\"",
        "UTF-8, else detected",
    ),
    setting("input_format", Shape::Text, "\"jsonl\"", "recognised"),
    setting("delimiter", Shape::Text, "\";\"", "what the header shows"),
    setting("quotes", Shape::Text, "\"none\"", "double"),
    setting("max_ratio", Shape::Number, "1000", "250"),
    setting("max_document", Shape::Number, "1000000", "1073741824"),
    setting("hidden", Shape::Flag, "true", "false"),
    setting("short_names", Shape::Text, "\"always\"", "country"),
    setting("case", Shape::Text, "\"ignore\"", "written"),
    of_tag("out", Shape::Path, "\"tables\"", "actag-out"),
    of_tag(
        "tables",
        Shape::Texts,
        "[\"mentions\", \"actors\"]",
        "all but those on request",
    ),
    of_tag("format", Shape::Text, "\"parquet\"", "csv"),
    of_tag("by", Shape::Text, "\"month\"", "none"),
    of_tag("title", Shape::Text, "\"ignore\"", "tag"),
    of_tag("nested", Shape::Flag, "true", "false"),
    of_tag("offsets", Shape::Text, "\"bytes\"", "chars"),
    of_tag(
        "code_columns",
        Shape::Texts,
        "[\"cow\", \"wikidata\"]",
        "none",
    ),
    of_tag("spreadsheet_safe", Shape::Flag, "true", "false"),
    of_tag("pair_actors_only", Shape::Flag, "true", "false"),
    of_tag("pair_placeholders", Shape::Flag, "true", "false"),
];

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    /// Each key is an option of `actag tag`, with the same default.
    #[test]
    fn keys_are_options() {
        let command = crate::cli::Arguments::command();
        let tag = command.find_subcommand("tag").unwrap();
        for setting in SETTINGS {
            let option = setting.option();
            let argument = tag
                .get_arguments()
                .find(|one| one.get_long() == Some(&option));
            let argument = argument.unwrap_or_else(|| panic!("no option --{option}"));
            if let Some(default) = argument.get_default_values().first()
                && setting.shape != Shape::Flag
            {
                assert_eq!(default.to_str(), Some(setting.default), "--{option}");
            }
        }
    }
}
