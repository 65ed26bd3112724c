//! Gazetteers as they are at a commit, read with the `git` program.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::diagnostic::quote;
use crate::draft::LoadError;
use crate::read::files::{self, Input, Layer, is_gazetteer, is_hidden};

/// A file of a commit: what it is called there, and the id of its contents.
struct Listed {
    name: String,
    object: String,
    is_link: bool,
}

/// Returns the gazetteers of folders and single files at a commit, in the order of
/// [`crate::read::files::inputs`].
pub(crate) fn inputs<L: Clone + Into<Layer>>(
    layers: &[L],
    revision: &str,
) -> Result<Vec<Input>, LoadError> {
    let mut inputs = Vec::new();
    let mut paths = Vec::new();
    for layer in layers {
        let path = match layer.clone().into() {
            Layer::Path(path) => path,
            built_in => {
                inputs.extend(files::inputs(&[built_in])?);
                continue;
            }
        };
        let path = &path;
        paths.push(path.clone());
        let (folder, only) = split(path);
        let commit = find_commit(&folder, revision)?;
        let mut listed = list(&folder, &commit, only.as_deref())?;
        listed.sort_by(|a, b| a.name.cmp(&b.name));
        let contents = read_all(&folder, &listed)?;
        for (file, bytes) in listed.into_iter().zip(contents) {
            let shown = match only {
                Some(_) => path.clone(),
                None => path.join(&file.name),
            };
            inputs.push(Input {
                path: format!("git:{revision}:{}", shown.display()),
                name: file.name,
                bytes: match file.is_link {
                    true => Err("symbolic links are not followed at a commit".to_owned()),
                    false => Ok(bytes.into()),
                },
                on_disk: false,
            });
        }
    }
    if inputs.is_empty() {
        let shown: Vec<String> = paths
            .iter()
            .map(|path| quote(&path.display().to_string()))
            .collect();
        return Err(LoadError::unplaced(
            "no-gazetteer",
            format!(
                "no gazetteer in {} at the commit {}",
                shown.join(", "),
                quote(revision)
            ),
            "commit them first, or name a folder or another commit to compare with",
        ));
    }
    Ok(inputs)
}

/// Returns whether a path lies in the work tree of a git repository; `false` where git is not
/// there, too.
pub fn is_in_work_tree(path: &Path) -> bool {
    let (folder, _) = split(path);
    git(&folder, &["rev-parse", "--is-inside-work-tree"])
        .is_ok_and(|output| output.starts_with(b"true"))
}

/// Returns the folder to run git in, and the file in it that is meant, if one is.
fn split(path: &Path) -> (PathBuf, Option<PathBuf>) {
    if path.is_dir() {
        return (path.to_owned(), None);
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    (folder, path.file_name().map(PathBuf::from))
}

/// Returns the full id of a commit: what is given to git from here on, so that a revision is never
/// read as an option.
fn find_commit(folder: &Path, revision: &str) -> Result<String, LoadError> {
    git(folder, &["rev-parse", "--git-dir"]).map_err(|failure| failure.into_error(folder))?;
    let unknown = || {
        LoadError::unplaced(
            "unknown-commit",
            format!("git knows no commit {}", quote(revision)),
            "write a commit, branch or tag, such as `git:HEAD`, `git:HEAD~3`, `git:main`",
        )
    };
    if revision.is_empty() || revision.starts_with('-') || revision.contains('\0') {
        return Err(unknown());
    }
    let wanted = format!("{revision}^{{commit}}");
    match git(folder, &["rev-parse", "--verify", "--quiet", &wanted]) {
        Ok(id) => Ok(String::from_utf8_lossy(&id).trim().to_owned()),
        Err(Failure::Git(_)) => Err(unknown()),
        Err(failure) => Err(failure.into_error(folder)),
    }
}

/// Returns the gazetteer files of a folder, relative to it, or the one file in it.
fn list(folder: &Path, commit: &str, only: Option<&Path>) -> Result<Vec<Listed>, LoadError> {
    let output = git(folder, &["ls-tree", "-r", "-z", commit])
        .map_err(|failure| failure.into_error(folder))?;
    // An entry: mode, type, id, a tab, the path.
    let entries = output.split(|&byte| byte == 0).filter_map(|entry| {
        let entry = String::from_utf8_lossy(entry);
        let (facts, name) = entry.split_once('\t')?;
        let mut facts = facts.split(' ');
        let (mode, kind, object) = (facts.next()?, facts.next()?, facts.next()?);
        (kind == "blob").then(|| Listed {
            name: name.to_owned(),
            object: object.to_owned(),
            is_link: mode == "120000",
        })
    });
    Ok(entries
        .filter(|file| match only {
            Some(only) => Path::new(&file.name) == only,
            None => is_wanted(&file.name),
        })
        .collect())
}

fn is_wanted(name: &str) -> bool {
    !name.split('/').any(is_hidden) && is_gazetteer(name)
}

/// Returns the contents of files, in their order.
fn read_all(folder: &Path, files: &[Listed]) -> Result<Vec<Vec<u8>>, LoadError> {
    let failed = |error: io::Error| Failure::Start(error).into_error(folder);
    let mut child = command(folder)
        .args(["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    let requests: String = files
        .iter()
        .map(|file| format!("{}\n", file.object))
        .collect();
    let stdin = child.stdin.take();
    let done = std::thread::scope(|scope| {
        // Git answers while it reads: who only writes would wait for ever on a full pipe.
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(requests.as_bytes())));
        child.wait_with_output()
    });
    let done = done.map_err(failed)?;
    let mut rest = done.stdout.as_slice();
    files
        .iter()
        .map(|_| take_object(&mut rest))
        .collect::<Option<Vec<_>>>()
        .ok_or_else(|| Failure::Git(first_line(&done.stderr)).into_error(folder))
}

/// Takes one object off what `git cat-file --batch` wrote: a line `id type size`, the contents, a
/// line break.
fn take_object(rest: &mut &[u8]) -> Option<Vec<u8>> {
    let line_end = rest.iter().position(|&byte| byte == b'\n')?;
    let line = std::str::from_utf8(&rest[..line_end]).ok()?;
    let size: usize = line.rsplit(' ').next()?.parse().ok()?;
    let contents = rest.get(line_end + 1..)?.get(..size)?.to_vec();
    *rest = rest.get(line_end + 1 + size + 1..)?;
    Some(contents)
}

/// Why git said nothing.
enum Failure {
    /// It could not be started.
    Start(io::Error),
    /// It said why.
    Git(String),
}

impl Failure {
    fn into_error(self, folder: &Path) -> LoadError {
        let shown = quote(&folder.display().to_string());
        let (message, help) = match self {
            Failure::Start(error) if error.kind() == io::ErrorKind::NotFound => (
                "the program `git` was not found".to_owned(),
                "install it, or name the old gazetteers by their folder",
            ),
            Failure::Start(error) => (
                format!("cannot run `git`: {error}"),
                "name the old gazetteers by their folder",
            ),
            Failure::Git(output) if output.contains("not a git repository") => (
                format!("{shown} is in no git repository"),
                "name the old gazetteers by their folder",
            ),
            Failure::Git(output) => (
                format!(
                    "git cannot read {shown}: {}",
                    output.trim_start_matches("fatal: ")
                ),
                "name the old gazetteers by their folder",
            ),
        };
        LoadError::unplaced("no-git", message, help)
    }
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    // Messages in English, for they are looked into; literal paths.
    command.arg("-C").arg(folder).env("LC_ALL", "C");
    command
}

fn git(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, Failure> {
    let done = command(folder)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .map_err(Failure::Start)?;
    match done.status.success() {
        true => Ok(done.stdout),
        false => Err(Failure::Git(first_line(&done.stderr))),
    }
}

fn first_line(output: &[u8]) -> String {
    let output = String::from_utf8_lossy(output);
    output
        .lines()
        .next()
        .unwrap_or("it says nothing")
        .to_owned()
}
