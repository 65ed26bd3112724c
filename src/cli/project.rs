//! The project file: what a person would otherwise type each time.
//!
//! `actag.toml` is found in the current folder or one above. What it sets is put among the
//! arguments of a command that has the option, where nobody typed it, so that each value is read
//! and refused as a typed one is.

mod settings;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use actag::diagnostic::{Diagnostic, Location, Severity, Source, line_column, quote};
use actag::gazetteer::{LoadError, SHIPPED_FOLDER, nearest};
use clap::error::{ContextKind, ContextValue};
use clap::parser::ValueSource;
use clap::{ArgAction, ArgMatches, Command};
use toml_edit::{Document, Item, Key, Value};

pub(super) use settings::{SETTINGS, Setting, Shape};

/// The name of the file.
pub(super) const FILE_NAME: &str = "actag.toml";

/// Most bytes of a project file: no person writes as much.
const MOST: u64 = 1 << 20;

/// The project file of the current folder, read once.
static PROJECT: OnceLock<Option<Project>> = OnceLock::new();

/// A project file that was read.
#[derive(Debug)]
pub(super) struct Project {
    /// The file, from the current folder.
    pub(super) path: PathBuf,
    values: Vec<SetValue>,
}

/// What the file sets.
#[derive(Debug)]
pub(super) struct SetValue {
    pub(super) setting: &'static Setting,
    /// The items of a list, or the one value.
    pub(super) texts: Vec<String>,
    /// `path:line`.
    pub(super) place: String,
}

/// The gazetteers that the file names.
pub(super) struct Gazetteers {
    pub(super) paths: Vec<PathBuf>,
    /// Where it names them, as `path:line`.
    pub(super) place: String,
}

/// Returns the gazetteers of the project file, if there is one and it names any.
pub(super) fn gazetteers() -> Option<Gazetteers> {
    let project = PROJECT.get()?.as_ref()?;
    let value = project.value("gazetteers")?;
    Some(Gazetteers {
        paths: value.texts.iter().map(PathBuf::from).collect(),
        place: value.place.clone(),
    })
}

/// Returns the project file, if there is one.
pub(super) fn current() -> Option<&'static Project> {
    PROJECT.get()?.as_ref()
}

/// Reads the project file, if there is one, and keeps it.
///
/// # Errors
/// Every mistake in it, or why it cannot be read.
pub(super) fn read(command: &Command) -> anyhow::Result<()> {
    let project = match find() {
        Some(path) => Some(Project::read(path, command)?),
        None => None,
    };
    // It is read once, before anything asks for it.
    let _ = PROJECT.set(project);
    Ok(())
}

/// Returns the path of the nearest project file, from the current folder.
fn find() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let mut folder = PathBuf::new();
    for above in here.ancestors() {
        if above.join(FILE_NAME).is_file() {
            return Some(folder.join(FILE_NAME));
        }
        folder.push("..");
    }
    None
}

impl Project {
    fn read(path: PathBuf, command: &Command) -> anyhow::Result<Self> {
        let shown = path.display().to_string();
        let unreadable = |reason: String| {
            refused(Diagnostic {
                severity: Severity::Error,
                code: "unreadable",
                message: format!("cannot read {}: {reason}", quote(&shown)),
                help: None,
                location: None,
            })
        };
        let size = fs::metadata(&path).map(|facts| facts.len());
        if size.is_ok_and(|size| size > MOST) {
            return Err(unreadable("it has more than 1 MiB".to_owned()).into());
        }
        let text = fs::read_to_string(&path).map_err(|error| unreadable(error.to_string()))?;
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text).to_owned();
        let mut reader = Reader {
            source: Arc::new(Source {
                path: shown,
                text: text.clone().into(),
            }),
            folder: path.parent().unwrap_or(Path::new("")).to_owned(),
            findings: Vec::new(),
        };
        let values = reader.values(&text, command);
        match reader.findings.is_empty() {
            true => Ok(Self { path, values }),
            false => Err(LoadError {
                diagnostics: reader.findings,
                more: 0,
            }
            .into()),
        }
    }

    /// Returns what the file sets for a key.
    pub(super) fn value(&self, key: &str) -> Option<&SetValue> {
        self.values.iter().find(|value| value.setting.key == key)
    }

    /// Returns the arguments that the file adds to those of a command: of options that it has and
    /// nobody typed.
    pub(super) fn arguments(&self, command: &Command, typed: &ArgMatches) -> Vec<OsString> {
        let streams = |value: &SetValue| {
            // Standard output takes one table: which, is said by whoever asks for it.
            value.setting.key == "tables"
                && typed
                    .try_get_raw("out")
                    .is_ok_and(|out| out.is_some_and(|mut out| out.any(|out| out == "-")))
        };
        let is_wanted = |value: &&SetValue| {
            // Every command asks for the gazetteers itself, whatever its options are called.
            value.setting.key != "gazetteers"
                && value.setting.is_of(command.get_name())
                && argument(command, value.setting).is_some_and(|argument| {
                    typed.value_source(argument.get_id().as_str()) != Some(ValueSource::CommandLine)
                })
                && !streams(value)
        };
        let wanted = self.values.iter().filter(is_wanted);
        wanted.flat_map(|value| value.arguments(command)).collect()
    }
}

impl SetValue {
    fn arguments(&self, command: &Command) -> Vec<OsString> {
        let flag = argument(command, self.setting)
            .is_some_and(|argument| matches!(argument.get_action(), ArgAction::SetTrue));
        let option = self.setting.option();
        if flag {
            let is_set = self.texts.iter().any(|text| text == "true");
            return is_set
                .then(|| format!("--{option}").into())
                .into_iter()
                .collect();
        }
        let texts = self.texts.iter();
        texts
            .map(|text| format!("--{option}={text}").into())
            .collect()
    }
}

/// Returns the argument of a command that a setting is for.
fn argument<'c>(command: &'c Command, setting: &Setting) -> Option<&'c clap::Arg> {
    let option = setting.option();
    command
        .get_arguments()
        .find(|one| one.get_long() == Some(&option))
}

fn refused(diagnostic: Diagnostic) -> LoadError {
    LoadError {
        diagnostics: vec![diagnostic],
        more: 0,
    }
}

/// Reads one file and notes what is wrong.
struct Reader {
    source: Arc<Source>,
    folder: PathBuf,
    findings: Vec<Diagnostic>,
}

impl Reader {
    fn error(
        &mut self,
        span: Option<std::ops::Range<usize>>,
        code: &'static str,
        message: String,
        help: String,
    ) {
        self.findings.push(Diagnostic {
            severity: Severity::Error,
            code,
            message,
            help: Some(help),
            location: Some(Location {
                source: Arc::clone(&self.source),
                span: span.unwrap_or(0..0),
            }),
        });
    }

    fn values(&mut self, text: &str, command: &Command) -> Vec<SetValue> {
        let document = match Document::parse(text) {
            Ok(document) => document,
            Err(error) => {
                let message = error
                    .message()
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ");
                let help = "the file is TOML: `key = \"value\"`, lists in brackets".to_owned();
                self.error(error.span(), "bad-toml", message, help);
                return Vec::new();
            }
        };
        let mut values = Vec::new();
        let keys: Vec<&str> = document.as_table().iter().map(|(key, _)| key).collect();
        for key in keys {
            let Some((key, item)) = document.as_table().get_key_value(key) else {
                continue;
            };
            let Some(setting) = SETTINGS.iter().find(|one| one.key == key.get()) else {
                self.unknown(key);
                continue;
            };
            let Some(texts) = self.texts(setting, key, item) else {
                continue;
            };
            let start = key.span().map_or(0, |span| span.start);
            let (line, _) = line_column(&self.source.text, start);
            let value = SetValue {
                setting,
                texts,
                place: format!("{}:{line}", self.source.path),
            };
            if self.is_taken(&value, item, command) {
                values.push(value);
            }
        }
        values
    }

    fn unknown(&mut self, key: &Key) {
        let keys: Vec<&str> = SETTINGS.iter().map(|setting| setting.key).collect();
        let help = match nearest(key.get(), keys.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the keys are {}", keys.join(", ")),
        };
        let message = format!("unknown key {}", quote(key.get()));
        self.error(key.span(), "unknown-key", message, help);
    }

    /// Returns the texts of a value, if it has the shape that its key wants.
    fn texts(&mut self, setting: &Setting, key: &Key, item: &Item) -> Option<Vec<String>> {
        let texts = match (setting.shape, item.as_value()) {
            (Shape::Texts | Shape::Paths, Some(Value::Array(items))) => items
                .iter()
                .map(|item| item.as_str().map(str::to_owned))
                .collect(),
            (Shape::Text | Shape::Path, Some(value)) => text(value).map(|text| vec![text]),
            (Shape::Number, Some(Value::Integer(number))) => Some(vec![number.value().to_string()]),
            (Shape::Flag, Some(Value::Boolean(flag))) => Some(vec![flag.value().to_string()]),
            _ => None,
        };
        let Some(mut texts) = texts.filter(|texts: &Vec<String>| !texts.is_empty()) else {
            let message = format!("expected {} in `{}`", setting.shape.wanted(), setting.key);
            let help = format!("write `{} = {}`", setting.key, setting.example);
            self.error(item.span().or(key.span()), "wrong-type", message, help);
            return None;
        };
        if matches!(setting.shape, Shape::Path | Shape::Paths) {
            for path in texts.iter_mut().filter(|path| *path != SHIPPED_FOLDER) {
                *path = self.folder.join(&*path).display().to_string();
            }
        }
        Some(texts)
    }

    /// Returns whether `actag tag`, which has all the options, takes a value; else reports why not.
    fn is_taken(&mut self, value: &SetValue, item: &Item, command: &Command) -> bool {
        let Some(tag) = command.find_subcommand("tag") else {
            return true;
        };
        let typed = ["tag".into(), "-".into()]
            .into_iter()
            .chain(value.arguments(tag));
        let Err(error) = tag.clone().try_get_matches_from(typed) else {
            return true;
        };
        let refused = match error.get(ContextKind::InvalidValue) {
            Some(ContextValue::String(text)) => text.clone(),
            _ => value.texts.join(", "),
        };
        let reason = std::error::Error::source(&error).map(ToString::to_string);
        let help = match (error.get(ContextKind::ValidValue), reason) {
            (Some(ContextValue::Strings(valid)), _) if !valid.is_empty() => {
                format!("write one of {}", valid.join(", "))
            }
            (_, Some(reason)) => reason,
            _ => format!(
                "such as `{} = {}`",
                value.setting.key, value.setting.example
            ),
        };
        let message = format!("{} is no value of `{}`", quote(&refused), value.setting.key);
        self.error(item.span(), "bad-value", message, help);
        false
    }
}

/// Returns a single value as text.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.value().clone()),
        Value::Datetime(day) => Some(day.value().to_string()),
        _ => None,
    }
}
