//! Which gazetteers a command uses.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use actag::Gazetteer;
use actag::gazetteer::{Draft, Layer, LoadError, SHIPPED_LAYER, layers as layers_of};
use actag::paths::{is_same_place, lies_in};
use actag::tables::folder::output_paths;
use anyhow::bail;

use super::{counted, note, one_line, project};

/// The folder that is used where it is there and none is named.
pub(super) const DEFAULT_FOLDER: &str = "gazetteers";

/// Words for the gazetteers built into the program.
pub(super) const SHIPPED: &str = concat!("shipped with actag ", env!("CARGO_PKG_VERSION"));

/// Options shared by the commands that use gazetteers.
#[derive(Debug, clap::Args)]
pub(super) struct GazetteerOptions {
    /// Folder or file of gazetteers, or `shipped` for those that come with actag; several are
    /// loaded as one [default: those of actag.toml, else ./gazetteers, else shipped]
    #[arg(short, long = "gazetteers", value_name = "DIR")]
    pub(super) gazetteers: Vec<PathBuf>,
}

/// Returns the gazetteers that a command uses: those that were named; else those of the project
/// file; else `./gazetteers`, if there is such a folder; else those built in.
pub(super) fn layers(named: &[PathBuf]) -> Vec<Layer> {
    if !named.is_empty() {
        return layers_of(named);
    }
    if let Some(gazetteers) = project::gazetteers() {
        return layers_of(&gazetteers.paths);
    }
    match Path::new(DEFAULT_FOLDER).is_dir() {
        true => vec![Layer::Path(DEFAULT_FOLDER.into())],
        false => vec![SHIPPED_LAYER],
    }
}

/// Returns those of them that are on the disk; none where only those built in are used.
pub(super) fn on_disk(named: &[PathBuf]) -> Vec<PathBuf> {
    let layers = layers(named);
    let paths = layers.iter().filter_map(Layer::path);
    paths.map(Path::to_owned).collect()
}

/// Returns which gazetteers a command uses, in words.
pub(super) fn which(named: &[PathBuf]) -> String {
    let listed = described(&layers(named));
    match (named, project::gazetteers()) {
        ([], Some(gazetteers)) => format!("{listed} (set at {})", gazetteers.place),
        ([], None) if listed == DEFAULT_FOLDER => format!("./{DEFAULT_FOLDER}"),
        _ => listed,
    }
}

/// Returns layers in words, joined by commas.
pub(super) fn described(layers: &[Layer]) -> String {
    let layers: Vec<String> = layers
        .iter()
        .map(|layer| match layer.path() {
            Some(path) => path.display().to_string(),
            None => SHIPPED.to_owned(),
        })
        .collect();
    layers.join(", ")
}

/// Refuses an output folder among the gazetteers that a command uses, or uses where none are named:
/// tables are CSV files, as gazetteers may be, and would be loaded as such from then on.
pub(super) fn refuse_output(named: &[PathBuf], out: &Path) -> anyhow::Result<()> {
    let usual = PathBuf::from(DEFAULT_FOLDER);
    let usual = Some(usual).filter(|folder| folder.is_dir());
    for path in on_disk(named).iter().chain(&usual) {
        let there = actag::gazetteer::folders(path);
        if there.iter().any(|folder| lies_in(out, folder)) {
            bail!(
                "the tables would go to `{}`, inside the gazetteers `{}`, and be loaded as \
                 gazetteers the next time; name a folder outside with --out",
                out.display(),
                path.display()
            );
        }
        let is_gazetteer = |table: &PathBuf| table.exists() && is_same_place(table, path);
        if let Some(table) = output_paths(out).find(is_gazetteer) {
            bail!(
                "`{}` is a gazetteer, and the table `{}` would take its place; name another \
                 folder with --out",
                path.display(),
                table.display()
            );
        }
    }
    Ok(())
}

/// Refuses a file to be written that is a gazetteer, or lies among them.
/// `option` names the file.
pub(super) fn refuse_output_file(
    paths: &[PathBuf],
    file: &Path,
    option: &str,
) -> anyhow::Result<()> {
    for path in paths {
        let there = actag::gazetteer::folders(path);
        let inside = there.iter().any(|folder| lies_in(file, folder));
        if inside || file.exists() && is_same_place(file, path) {
            bail!(
                "`{}` is, or lies inside, the gazetteers `{}`; name a file elsewhere with {option}",
                file.display(),
                path.display()
            );
        }
    }
    Ok(())
}

/// Loads the gazetteers that a command uses ([`layers`]), and says in words which they are.
pub(super) fn load(named: &[PathBuf]) -> Result<(Arc<Gazetteer>, String), LoadError> {
    let (draft, which) = draft(named)?;
    let left_out = draft.warnings.len() as u64;
    let gazetteer = Arc::new(draft.into_gazetteer()?);
    if left_out > 0 {
        note(|out| {
            let names = counted(left_out, "name");
            writeln!(
                out,
                "Left out {names} that begin with a sign: `actag check` lists them"
            )
        });
    }
    // One reference is kept to the end of the program, which ends sooner when it need not free the
    // memory of a million names one by one.
    std::mem::forget(Arc::clone(&gazetteer));
    Ok((gazetteer, which))
}

/// Loads the same gazetteers without refusing those with mistakes.
pub(super) fn draft(named: &[PathBuf]) -> Result<(Draft, String), LoadError> {
    let draft = actag::gazetteer::draft(&layers(named))?;
    Ok((draft, which(named)))
}

/// Describes the gazetteers: which they are, and how many files, actors and names they have.
pub(super) fn describe(gazetteer: &Gazetteer, which: &str) -> String {
    let names: usize = gazetteer
        .actors()
        .iter()
        .map(|actor| actor.names.len())
        .sum();
    format!(
        "{}: {}, {}, {}",
        one_line(which),
        counted(gazetteer.sources().len() as u64, "file"),
        counted(gazetteer.actors().len() as u64, "actor"),
        counted(names as u64, "name")
    )
}
