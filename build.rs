//! With the feature `shipped`, writes a list of `include_str!` for the files of `gazetteers/`.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    if env::var_os("CARGO_FEATURE_SHIPPED").is_none() {
        return Ok(());
    }
    let variable = |name| {
        env::var_os(name)
            .map(PathBuf::from)
            .ok_or_else(|| io::Error::other(format!("{name} is not set")))
    };
    let folder = variable("CARGO_MANIFEST_DIR")?.join("gazetteers");
    println!("cargo::rerun-if-changed=gazetteers");

    let mut files = Vec::new();
    collect(&folder, "", &mut files)?;
    files.sort();
    let mut list = String::from("&[\n");
    for name in files {
        list.push_str(&format!(
            "    ({name:?}, include_str!({:?})),\n",
            folder.join(&name)
        ));
    }
    list.push_str("]\n");
    fs::write(variable("OUT_DIR")?.join("shipped.rs"), list)
}

/// The names of the gazetteers and of what belongs to them, relative to the folder, with `/` on
/// every system.
fn collect(folder: &Path, prefix: &str, files: &mut Vec<String>) -> io::Result<()> {
    if !folder.is_dir() {
        return Ok(()); // A checkout without gazetteers still builds.
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let path = format!("{prefix}{name}");
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{path}/"), files)?;
        } else if name == "NOTICE"
            || [".yaml", ".yml", ".csv", ".md", ".schema.json"]
                .iter()
                .any(|end| name.ends_with(end))
        {
            files.push(path);
        }
    }
    Ok(())
}
