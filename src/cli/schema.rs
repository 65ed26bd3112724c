//! `actag schema`: the format of gazetteers for editors.

use std::io::Write;

use actag::gazetteer::json_schema;

use super::Outcome;

/// Print the JSON Schema of gazetteers, with which editors complete keys and underline mistakes
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  actag schema > my-gazetteers/gazetteer.schema.json

Put this line first into each gazetteer beside it:
  # yaml-language-server: $schema=gazetteer.schema.json

An editor with a YAML language server then shows what each key is for. `actag init` also
writes the schema.

Exit codes: 0 done; 2 could not run.")]
pub(super) struct Arguments {}

pub(super) fn run(_: Arguments) -> anyhow::Result<Outcome> {
    write!(anstream::stdout(), "{}", json_schema())?;
    Ok(Outcome::Done)
}
