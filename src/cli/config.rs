//! `actag config`: what holds, and why.

use std::io::Write;

use super::gazetteers::{self, GazetteerOptions};
use super::{Outcome, columns, one_line, project};

/// Show which gazetteers, fields and other options hold here, and where each is set
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  actag config                  what a command that is typed here would use
  actag config -g mine.yaml     with other gazetteers

The file actag.toml, here or in a folder above, sets what would otherwise be typed each time:
  gazetteers = [\"shipped\", \"mine.yaml\"]
  text_field = \"body\"
  date_format = \"%d/%m/%Y\"
  tables = [\"mentions\", \"actors\"]
  short_names = \"always\"
Keys are options of `actag tag`, with _ for -; paths are those from the folder of the file. What is
typed comes before what the file says, and that before the default.

Exit codes: 0 done; 2 could not run, as where the file has mistakes.")]
pub(super) struct Arguments {
    #[command(flatten)]
    gazetteers: GazetteerOptions,
}

pub(super) fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let mut out = anstream::stdout().lock();
    let project = project::current();
    match project {
        Some(project) => {
            let path = project.path.display().to_string();
            writeln!(out, "Project file: {}\n", one_line(&path))?;
        }
        None => writeln!(
            out,
            "No {} here or in a folder above: what holds are the defaults\n",
            project::FILE_NAME
        )?,
    }
    let named = &arguments.gazetteers.gazetteers;
    let rows: Vec<Vec<String>> = project::SETTINGS
        .iter()
        .map(|setting| {
            let set = project.and_then(|project| project.value(setting.key));
            let (value, why) = match set {
                _ if setting.key == "gazetteers" => {
                    let layers = gazetteers::layers(named);
                    let why = match (named.is_empty(), set) {
                        (false, _) => "typed",
                        (true, Some(set)) => &*set.place,
                        (true, None) => "default",
                    };
                    (gazetteers::described(&layers), why.to_owned())
                }
                Some(set) => (set.texts.join(", "), set.place.clone()),
                None => (setting.default.to_owned(), "default".to_owned()),
            };
            vec![setting.key.to_owned(), value, why]
        })
        .collect();
    columns::write(
        &mut out,
        &["key", "value", "from"],
        &rows,
        columns::terminal_width(),
    )?;
    Ok(Outcome::Done)
}
