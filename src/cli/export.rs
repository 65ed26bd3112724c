//! `actag export`: gazetteers and tables for other programs.

use std::io;
use std::path::{Path, PathBuf};

use actag_exchange::export::{
    EdgeTable, GraphError, GraphFormat, LONGEST_CELL, graph, spacy, spreadsheet,
};
use anyhow::{anyhow, bail};
use clap::ValueEnum;

use super::table_file::TableFile;
use super::{Outcome, counted, gazetteers, grouped, note, one_line};

/// Write gazetteers or tables for other programs: a spreadsheet, patterns of spaCy, graphs
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  actag export spreadsheet -o actors.csv                    the gazetteers in use, to edit
  actag import spreadsheet actors.csv -o gazetteers/a.yaml  and back: nothing is lost
  actag export spacy my.yaml -o patterns.jsonl
  actag export gexf tables -o pairs.gexf                    who is named with whom, for Gephi
  actag export graphml tables --table periods -o months.graphml

Patterns of spaCy know no conditions: short, guarded and weak names are left out, but for --all.
Graphs are made of actors.csv and pairs.csv, or periods.csv: actors with their type, country and
codes are nodes, and the weight of an edge is the number of documents that name both.

Exit codes: 0 done; 2 could not run.")]
pub(super) struct Arguments {
    /// What to write
    #[arg(value_name = "FORMAT")]
    format: ExportFormat,

    /// A folder of tables for graphs, else gazetteers [default: ./gazetteers, else those built into
    /// actag]
    #[arg(value_name = "TABLES|GAZETTEERS")]
    inputs: Vec<PathBuf>,

    /// The file to write; - for standard output
    #[arg(short, long, value_name = "OUT")]
    out: PathBuf,

    /// Which table the edges of a graph are of [default: pairs, or what is there]
    #[arg(long, value_name = "TABLE")]
    table: Option<Edges>,

    /// Write names with conditions, too, as if they had none
    #[arg(long)]
    all: bool,

    /// Replace the file of --out, if it is there
    #[arg(long)]
    force: bool,

    /// Print nothing but errors
    #[arg(short, long)]
    quiet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ExportFormat {
    /// Gazetteers as CSV with all names, that `actag import spreadsheet` reads again
    Spreadsheet,
    /// Names of gazetteers as patterns of spaCy
    Spacy,
    /// Pairs or periods as a graph, for Gephi
    Gexf,
    /// Pairs or periods as a graph, for igraph, networkx, yEd
    Graphml,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Edges {
    /// An edge a pair
    Pairs,
    /// An edge a pair and period
    Periods,
}

pub(super) fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let out = TableFile {
        path: &arguments.out,
        force: arguments.force,
        option: "--out",
    };
    let graph_format = match arguments.format {
        ExportFormat::Gexf => GraphFormat::Gexf,
        ExportFormat::Graphml => GraphFormat::GraphMl,
        ExportFormat::Spreadsheet | ExportFormat::Spacy => {
            return arguments.export_gazetteers(out);
        }
    };
    let [folder] = arguments.inputs.as_slice() else {
        bail!("name one folder of tables, as `actag tag` writes them with --out");
    };
    out.refuse(None, &[])?;
    if arguments.out.exists() && arguments.out.extension().is_some_and(|end| end == "csv") {
        bail!(
            "`{}` may be a table; name another file with --out",
            arguments.out.display()
        );
    }
    let table = arguments.edges(folder);
    let mut done = None;
    let written = out.write(|file| {
        let report = graph(folder, table, graph_format, file);
        let failed = report.is_err();
        done = Some(report);
        match failed {
            true => Err(io::Error::other("nothing is written")),
            false => Ok(()),
        }
    });
    match done {
        Some(Err(error)) => return Err(advised(error)),
        Some(Ok(report)) if !arguments.quiet => note(|err| {
            let edges = counted(report.edges, "edge");
            let file = one_line(&arguments.out.display().to_string());
            writeln!(
                err,
                "Wrote {} and {edges} to {file}",
                counted(report.nodes, "node")
            )
        }),
        _ => {}
    }
    written?;
    Ok(Outcome::Done)
}

fn advised(error: GraphError) -> anyhow::Error {
    match &error {
        GraphError::Read { path, .. } if !path.exists() => {
            let table = path.file_stem().unwrap_or_default().to_string_lossy();
            match table.as_ref() {
                "periods" => anyhow!("{error}; `actag tag --by month` writes it"),
                table => anyhow!("{error}; `actag tag` writes the table {table} with --out DIR"),
            }
        }
        _ => error.into(),
    }
}

impl Arguments {
    fn edges(&self, folder: &Path) -> EdgeTable {
        match self.table {
            Some(Edges::Pairs) => EdgeTable::Pairs,
            Some(Edges::Periods) => EdgeTable::Periods,
            None if !folder.join("pairs.csv").exists() && folder.join("periods.csv").exists() => {
                EdgeTable::Periods
            }
            None => EdgeTable::Pairs,
        }
    }

    fn export_gazetteers(&self, out: TableFile<'_>) -> anyhow::Result<Outcome> {
        out.refuse(None, &gazetteers::on_disk(&self.inputs))?;
        let (gazetteer, which) = gazetteers::load(&self.inputs)?;
        let mut lines = Vec::new();
        out.write(|mut file| {
            if self.format == ExportFormat::Spacy {
                let report = spacy(&gazetteer, self.all, &mut file)?;
                lines.push(format!(
                    "Wrote {} of {which}",
                    counted(report.patterns, "pattern")
                ));
                if report.left_out > 0 {
                    let names = counted(report.left_out, "name");
                    lines.push(format!(
                        "Left out {names} with conditions, which spaCy does not know; --all \
                         writes them"
                    ));
                }
                return Ok(());
            }
            let report = spreadsheet(&gazetteer, &mut file)?;
            let (actors, names) = (
                counted(report.actors, "actor"),
                counted(report.names, "name"),
            );
            lines.push(format!("Wrote {actors} with {names} of {which}"));
            if report.long_cells > 0 {
                let cells = counted(report.long_cells, "cell");
                let most = grouped(LONGEST_CELL as u64);
                lines.push(format!(
                    "{cells} of more than {most} characters, which Excel cuts: edit those actors \
                     in LibreOffice, or in their files"
                ));
            }
            Ok(())
        })?;
        if !self.quiet {
            note(|err| {
                lines
                    .iter()
                    .try_for_each(|line| writeln!(err, "{}", one_line(line)))
            });
        }
        Ok(Outcome::Done)
    }
}
