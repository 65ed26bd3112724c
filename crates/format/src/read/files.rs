//! Which files are gazetteers, and reading them.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fs::{self, File, FileType};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use crate::diagnostic::quote;
use crate::draft::LoadError;

/// Where gazetteers are that are loaded as one, in their order: a later one may change actors of
/// an earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Layer {
    /// A folder or file.
    Path(PathBuf),
    /// Texts that are built into a program; those that are no gazetteers by their names are
    /// skipped.
    BuiltIn {
        /// The folder that findings show for them.
        folder: &'static str,
        /// Name and text of each, the name relative to the folder.
        texts: &'static [(&'static str, &'static str)],
    },
}

impl Layer {
    /// Returns the folder or file, if it is one.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Path(path) => Some(path),
            Self::BuiltIn { .. } => None,
        }
    }
}

impl From<PathBuf> for Layer {
    fn from(path: PathBuf) -> Self {
        Self::Path(path)
    }
}

/// A file to be read: its path for display, its name for the hash, and what was in it.
pub(crate) struct Input {
    pub(crate) path: String,
    pub(crate) name: String,
    pub(crate) bytes: Result<Cow<'static, [u8]>, String>,
    /// Whether there is a file at the path.
    pub(crate) on_disk: bool,
}

impl Input {
    pub(crate) fn of_text(path: String, name: String, text: &str) -> Self {
        Input {
            path,
            name,
            bytes: Ok(text.as_bytes().to_vec().into()),
            on_disk: false,
        }
    }
}

/// Returns the gazetteers among texts that are built into a program.
fn built_in(folder: &str, texts: &[(&'static str, &'static str)]) -> Vec<Input> {
    let gazetteers = texts.iter().filter(|(name, _)| is_gazetteer(name));
    gazetteers
        .map(|(name, text)| Input {
            path: format!("{folder}/{name}"),
            name: (*name).into(),
            bytes: Ok(text.as_bytes().into()),
            on_disk: false,
        })
        .collect()
}

/// Returns the gazetteers of layers, in order, and sorted within each folder.
pub(crate) fn inputs<L: Clone + Into<Layer>>(layers: &[L]) -> Result<Vec<Input>, LoadError> {
    const HELP: &str = "gazetteers are files named `*.yaml`, `*.yml` or `*.csv`";
    let mut inputs = Vec::new();
    let mut seen = HashSet::new();
    let mut seen_built_in = HashSet::new();
    for layer in layers {
        let path = match layer.clone().into() {
            Layer::Path(path) => path,
            Layer::BuiltIn { folder, texts } => {
                if seen_built_in.insert(folder) {
                    inputs.extend(built_in(folder, texts));
                }
                continue;
            }
        };
        let path = &path;
        let shown = path.display().to_string();
        let files = files_of(path).map_err(|error| {
            let at = error.path().unwrap_or(path).display().to_string();
            let reason = error
                .io_error()
                .map_or_else(|| error.to_string(), ToString::to_string);
            LoadError::unplaced(
                "unreadable",
                format!("cannot read {}: {reason}", quote(&at)),
                HELP,
            )
        })?;
        if files.is_empty() {
            return Err(LoadError::unplaced(
                "no-gazetteer",
                format!("no gazetteer in {}", quote(&shown)),
                HELP,
            ));
        }
        for (file, name) in files {
            // The same folder named twice is no mistake; the same actors twice would be.
            if !seen.insert(file.canonicalize().unwrap_or_else(|_| file.clone())) {
                continue;
            }
            let bytes = read_file(&file, file == *path).map(Cow::from);
            inputs.push(Input {
                path: file.display().to_string(),
                name,
                bytes,
                on_disk: true,
            });
        }
    }
    if inputs.is_empty() && seen_built_in.is_empty() {
        return Err(LoadError::unplaced(
            "no-gazetteer",
            "no gazetteers were given".into(),
            HELP,
        ));
    }
    Ok(inputs)
}

/// Most bytes of a gazetteer: a million actors in CSV take a tenth of it.
const MOST: u64 = 1 << 30;

/// Reads a gazetteer, or says why not, without waiting for what may never come: a file of at most
/// [`MOST`] bytes, or a pipe of the shell if it was `named` outright.
fn read_file(path: &Path, named: bool) -> Result<Vec<u8>, String> {
    let said = |error: io::Error| error.to_string();
    // By its name, since to open a pipe is to wait for its writer.
    let kind = fs::metadata(path).map_err(said)?.file_type();
    let is_pipe = named && is_pipe_of_shell(path, kind);
    if !kind.is_file() && !is_pipe {
        return Err(format!("it is {}, not a file", kind_of(kind)));
    }
    let file = File::open(path).map_err(said)?;
    // What is open now; another may have taken its place.
    let metadata = file.metadata().map_err(said)?;
    if !is_pipe && metadata.len() > MOST {
        return Err(too_long());
    }
    let mut bytes = Vec::new();
    let room = usize::try_from(metadata.len()).unwrap_or_default();
    let room = bytes
        .try_reserve(room.saturating_add(1))
        .map_err(io::Error::from);
    room.map_err(said)?;
    let read = file.take(MOST + 1).read_to_end(&mut bytes).map_err(said)?;
    match read as u64 > MOST {
        true => Err(too_long()),
        false => Ok(bytes),
    }
}

fn too_long() -> String {
    "it has more than 1 GiB; cut it into several files".to_owned()
}

/// Returns whether a path is a pipe that the shell has opened, as in `-g <(…)`: its writer is
/// there, while a named pipe may have none.
#[cfg(unix)]
fn is_pipe_of_shell(path: &Path, kind: FileType) -> bool {
    use std::os::unix::fs::FileTypeExt;
    kind.is_fifo() && (path.starts_with("/dev") || path.starts_with("/proc"))
}

#[cfg(not(unix))]
fn is_pipe_of_shell(_path: &Path, _kind: FileType) -> bool {
    false
}

/// Returns what stands where a file was to be.
fn kind_of(kind: FileType) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            return "a pipe";
        }
        if kind.is_socket() {
            return "a socket";
        }
        if kind.is_block_device() || kind.is_char_device() {
            return "a device";
        }
    }
    match kind.is_dir() {
        true => "a folder",
        false => "something else",
    }
}

/// Returns the gazetteers after an edit: files with other texts, files left out (`None`), and files
/// that are not there yet. Folders may be without gazetteers: an edit may make the first.
pub(crate) fn edited<L: Clone + Into<Layer>>(
    layers: &[L],
    edits: &[(PathBuf, Option<&str>)],
) -> Result<Vec<Input>, LoadError> {
    let is_empty = |error: &LoadError| {
        error
            .diagnostics
            .iter()
            .all(|one| one.code == "no-gazetteer")
    };
    let mut inputs = match inputs(layers) {
        Err(error) if is_empty(&error) => Vec::new(),
        other => other?,
    };
    for (path, text) in edits {
        let real = path.canonicalize().ok();
        let same = |input: &Input| {
            input.on_disk && real.is_some() && Path::new(&input.path).canonicalize().ok() == real
        };
        match (inputs.iter().position(same), text) {
            (Some(at), Some(text)) => inputs[at].bytes = Ok(text.as_bytes().to_vec().into()),
            (Some(at), None) => {
                inputs.remove(at);
            }
            (None, Some(text)) => {
                let name = path
                    .file_name()
                    .map(|name| name.to_string_lossy().into_owned());
                inputs.push(Input::of_text(
                    path.display().to_string(),
                    name.unwrap_or_default(),
                    text,
                ));
            }
            (None, None) => {}
        }
    }
    Ok(inputs)
}

/// Returns the gazetteer files at a path, with their names relative to it.
pub(crate) fn files_of(path: &Path) -> Result<Vec<(PathBuf, String)>, walkdir::Error> {
    let mut files = Vec::new();
    for entry in WalkDir::new(path)
        .follow_links(true)
        .into_iter()
        .filter_entry(|entry| {
            entry.depth() == 0 || !is_hidden(entry.file_name().to_string_lossy().as_ref())
        })
    {
        let entry = entry?;
        if entry.file_type().is_dir() {
            continue;
        }
        let relative = entry.path().strip_prefix(path).unwrap_or(entry.path());
        let parts: Vec<String> = relative
            .iter()
            .map(|part| part.to_string_lossy().into_owned())
            .collect();
        let name = if entry.depth() == 0 {
            entry.file_name().to_string_lossy().into_owned()
        } else {
            parts.join("/")
        };
        // A file that was named outright is a gazetteer whatever it is called.
        if entry.depth() == 0 || is_gazetteer(&name) {
            files.push((entry.into_path(), name));
        }
    }
    files.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(files)
}

/// Returns the folders at a path from which gazetteers are read: itself, and those it holds, also
/// by links.
pub(crate) fn folders_of(path: &Path) -> Vec<PathBuf> {
    let is_read = |entry: &walkdir::DirEntry| {
        entry.depth() == 0 || !is_hidden(entry.file_name().to_string_lossy().as_ref())
    };
    let found = WalkDir::new(path).follow_links(true).into_iter();
    let found = found.filter_entry(is_read).filter_map(Result::ok);
    let folders = found.filter(|entry| entry.file_type().is_dir());
    folders.map(walkdir::DirEntry::into_path).collect()
}

pub(crate) fn is_hidden(name: &str) -> bool {
    name.starts_with('.')
}

/// Returns whether a file of this name is read; others may lie beside.
pub(crate) fn is_gazetteer(name: &str) -> bool {
    matches!(extension(name).as_str(), "yaml" | "yml" | "csv")
}

/// Returns whether a file of this name is a list of machines, and not YAML.
pub fn is_csv(name: &str) -> bool {
    extension(name) == "csv"
}

fn extension(name: &str) -> String {
    Path::new(name)
        .extension()
        .map(|end| end.to_string_lossy().to_lowercase())
        .unwrap_or_default()
}

/// SHA-256 over names and contents; lengths keep two files from reading as one.
pub(crate) fn hash(inputs: &[Input]) -> String {
    let mut hasher = Sha256::new();
    for input in inputs {
        let bytes = input.bytes.as_deref().unwrap_or_default();
        for part in [input.name.as_bytes(), bytes] {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
    }
    hasher
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
