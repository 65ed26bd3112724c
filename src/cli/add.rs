//! `actag add`: an actor, or names for one that is there.

use std::io::{self, Write};
use std::path::PathBuf;

use actag::add::{AddError, Plan, Profile, Request, RequestNames, Subject, add, plan};
use actag::gazetteer::Layer;
use actag::gazetteer::edit::{Additions, Guarded};
use anyhow::{anyhow, bail};

use super::gazetteers::{self, DEFAULT_FOLDER, GazetteerOptions};
use super::{Outcome, counted, formats, note, one_line, printable};

/// Most names that are listed: a text with braces may expand to hundreds.
const MOST_SHOWN: usize = 10;

/// Add an actor to the gazetteers, or names, codes and examples to one that is there
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  actag add \"Liwa Fatemiyoun\" --type militia --country AFG \
    --alias \"Fatemiyoun {Brigade,Division}\"
  actag add --to popular-mobilization-forces --alias \"Hashd\" --matches \"the [Hashd] said\"
  actag add --to popular-mobilization-forces --guarded PMU --needs iraq,Baghdad
  actag add --to iran --code wikidata=Q794 --dry-run

The entry goes into the file with most actors of its type, among those of its country; comments
and layout stay. Then all gazetteers are loaded with it and the examples are run: where anything
is wrong, nothing is written.
Exit codes: 0 written; 1 refused because of findings; 2 could not run.")]
pub(super) struct Arguments {
    /// Canonical name of the new actor
    #[arg(value_name = "NAME", required_unless_present = "to")]
    name: Option<String>,

    /// Add to the actor of this id
    #[arg(
        long,
        value_name = "ID",
        conflicts_with_all = ["name", "id", "actor_type", "country", "part_of", "file"]
    )]
    to: Option<String>,

    /// File for the new actor [default: the one with most actors of its type]
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,

    /// Write a name even where another actor has it
    #[arg(long)]
    allow_shared: bool,

    /// Print the change as a unified diff and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,

    #[command(flatten)]
    gazetteers: GazetteerOptions,

    #[command(flatten)]
    profile: ProfileOptions,

    #[command(flatten)]
    lists: Lists,
}

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "The new actor")]
struct ProfileOptions {
    /// Its id [default: the words of the name, joined by hyphens]
    #[arg(long, value_name = "ID")]
    id: Option<String>,

    /// Its type, such as militia
    #[arg(long = "type", value_name = "TYPE")]
    actor_type: Option<String>,

    /// Its country, as an ISO 3166 alpha-3 code
    #[arg(long, value_name = "CODE")]
    country: Option<String>,

    /// The actor it belongs to
    #[arg(long, value_name = "ID")]
    part_of: Option<String>,
}

/// What is added; each option may be given several times.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "What is added, each as often as needed")]
struct Lists {
    /// Another full name; braces hold alternatives: "Mobili{s,z}ation Units"
    #[arg(long = "alias", value_name = "NAME")]
    aliases: Vec<String>,

    /// An adjective or a noun of people: "Iranian{,s}"
    #[arg(long = "adjective", value_name = "NAME")]
    adjectives: Vec<String>,

    /// A place whose name is used for the actor
    #[arg(long = "metonym", value_name = "NAME")]
    metonyms: Vec<String>,

    /// A name that counts only beside a full one
    #[arg(long = "short-name", value_name = "NAME")]
    short_names: Vec<String>,

    /// A name that counts only under the conditions of --needs and --unless
    #[arg(long, value_name = "NAME")]
    guarded: Vec<String>,

    /// For the guarded names: actor ids or words, one of which the document must hold
    #[arg(long, value_name = "X,Y", value_delimiter = ',', requires = "guarded")]
    needs: Vec<String>,

    /// For the guarded names: actor ids or words that the document must not hold
    #[arg(long, value_name = "X,Y", value_delimiter = ',', requires = "guarded")]
    unless: Vec<String>,

    /// A longer phrase that is somebody else
    #[arg(long, value_name = "PHRASE")]
    not: Vec<String>,

    /// A key in a public scheme: wikidata=Q794
    #[arg(long = "code", value_name = "SCHEME=VALUE", value_parser = parse_code)]
    codes: Vec<(String, String)>,

    /// An example with brackets round what must be found: "the [PMU] left Baghdad"
    #[arg(long, value_name = "TEXT")]
    matches: Vec<String>,

    /// An example in which the actor must not be found
    #[arg(long, value_name = "TEXT")]
    never: Vec<String>,
}

fn parse_code(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((scheme, value)) if !scheme.is_empty() && !value.is_empty() => {
            Ok((scheme.to_owned(), value.to_owned()))
        }
        _ => Err("codes are written SCHEME=VALUE, such as wikidata=Q794".to_owned()),
    }
}

impl Lists {
    fn additions(self) -> anyhow::Result<Additions> {
        if !self.guarded.is_empty() && self.needs.is_empty() && self.unless.is_empty() {
            bail!(
                "say with --needs or --unless when a guarded name counts; \
                 a name that always counts is an --alias"
            );
        }
        let (needs, unless) = (&self.needs, &self.unless);
        let guarded = self.guarded.into_iter().map(|name| Guarded {
            name,
            needs: needs.clone(),
            unless: unless.clone(),
        });
        Ok(Additions {
            guarded: guarded.collect(),
            aliases: self.aliases,
            adjectives: self.adjectives,
            metonyms: self.metonyms,
            short_names: self.short_names,
            codes: self.codes,
            not: self.not,
            matches: self.matches,
            never: self.never,
        })
    }
}

const NAMES: RequestNames = RequestNames {
    command: "actag add",
    explain: "actag explain",
    to: "--to",
    id: "--id",
    actor_type: "--type",
    file: "--file",
    alias: "--alias",
    guarded: "--guarded",
    needs: "--needs",
    allow_shared: "--allow-shared",
};

pub(super) fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let layers = layers(&arguments.gazetteers.gazetteers)?;
    let profile = arguments.profile;
    let subject = match (arguments.to, arguments.name) {
        (Some(id), _) => Subject::Known(id),
        (None, name) => Subject::New(Profile {
            name: name.unwrap_or_default(),
            id: profile.id,
            actor_type: profile.actor_type,
            country: profile.country,
            part_of: profile.part_of,
        }),
    };
    let request = Request {
        subject,
        additions: arguments.lists.additions()?,
        file: arguments.file,
        allow_shared: arguments.allow_shared,
        names: NAMES,
    };
    let done = match arguments.dry_run {
        true => plan(&layers, request),
        false => add(&layers, &request),
    };
    let plan = match done {
        Ok(plan) => plan,
        Err(AddError::Refused(findings)) => {
            note(|mut err| {
                formats::human::write(&findings.diagnostics, findings.more, &mut err)?;
                writeln!(err, "Nothing is written")
            });
            return Ok(Outcome::Findings);
        }
        Err(AddError::Load(error)) => return Err(error.into()),
        Err(error) => return Err(error.into()),
    };
    if arguments.dry_run {
        write!(anstream::stdout(), "{}", printable(&plan.diff()))?;
        note(|mut out| print_summary(&plan, "Would write", "Would add", &mut out));
        return Ok(Outcome::Done);
    }
    // It is on the disk by now, whether anybody can read so or not.
    let _ = print_done(&plan);
    Ok(Outcome::Done)
}

fn print_done(plan: &Plan) -> anyhow::Result<()> {
    let mut out = anstream::stdout();
    print_summary(plan, "Wrote", "Added", &mut out)?;
    writeln!(
        out,
        "Next: `actag check` looks over all of it; \
         `actag diff CORPUS` shows what it changes in a corpus"
    )?;
    Ok(())
}

/// Returns the gazetteers, of which some must be on the disk: never those built into the program
/// are written to.
fn layers(named: &[PathBuf]) -> anyhow::Result<Vec<Layer>> {
    if !gazetteers::on_disk(named).is_empty() {
        return Ok(gazetteers::layers(named));
    }
    Err(anyhow!(
        "there is no folder ./{DEFAULT_FOLDER} to add to; `actag init` writes the gazetteers \
         that come with actag there, or name yours with -g DIR"
    ))
}

/// Prints what was written where, the names that it expands to, and the number of examples.
fn print_summary(plan: &Plan, new: &str, known: &str, out: &mut impl Write) -> io::Result<()> {
    for note in &plan.notes {
        writeln!(out, "{}\n", note.render(true))?;
    }
    let place = format!("{}:{}", plan.path().display(), plan.line);
    let done = if plan.is_new {
        new.to_owned()
    } else {
        format!("{known} to")
    };
    writeln!(out, "{done} {} at {}", one_line(&plan.id), one_line(&place))?;
    if !plan.names.is_empty() {
        let shown: Vec<&str> = plan
            .names
            .iter()
            .take(MOST_SHOWN)
            .map(String::as_str)
            .collect();
        let more = plan.names.len().saturating_sub(MOST_SHOWN);
        let more = if more > 0 {
            format!("; and {} more", counted(more as u64, "name"))
        } else {
            String::new()
        };
        writeln!(out, "Names: {}{more}", one_line(&shown.join("; ")))?;
    }
    match plan.examples {
        0 => writeln!(
            out,
            "No examples: --matches and --never say what must be found, and what must not"
        )?,
        1 => writeln!(out, "1 example holds")?,
        count => writeln!(out, "{} hold", counted(count as u64, "example"))?,
    }
    Ok(())
}
