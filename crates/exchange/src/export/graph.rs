//! Tables of pairs and of periods as graphs: actors are nodes, what names two of them is an edge.

mod gexf;
mod graphml;
mod xml;

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use csv::StringRecord;
use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// What a graph is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GraphFormat {
    /// GEXF 1.3, for Gephi.
    Gexf,
    /// GraphML, for igraph, yEd, networkx.
    GraphMl,
}

/// Which table makes the edges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EdgeTable {
    /// An edge a pair, over all time.
    Pairs,
    /// An edge a pair and period.
    Periods,
}

impl EdgeTable {
    /// Returns the file of the table.
    pub fn file(self) -> &'static str {
        match self {
            Self::Pairs => "pairs.csv",
            Self::Periods => "periods.csv",
        }
    }
}

/// What was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct GraphReport {
    /// Actors.
    pub nodes: u64,
    /// Pairs, or pairs and periods.
    pub edges: u64,
}

/// Why a graph cannot be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GraphError {
    /// A table cannot be read.
    #[error("cannot read `{}`: {source}", path.display())]
    Read {
        /// The table.
        path: PathBuf,
        /// Why.
        source: csv::Error,
    },
    /// A table has not the columns that it should have.
    #[error("`{}` has no column `{column}`: is it a table of actag?", path.display())]
    NoColumn {
        /// The table.
        path: PathBuf,
        /// The column.
        column: &'static str,
    },
    /// The graph cannot be written.
    #[error("cannot write: {0}")]
    Write(#[from] io::Error),
}

/// The type of an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    Flag,
}

impl Kind {
    /// Returns the word for it, which is the same in both formats.
    fn label(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Number => "long",
            Self::Flag => "boolean",
        }
    }
}

/// Columns of `actors.csv` that nodes have.
const NODE: [(&str, Kind); 8] = [
    ("type", Kind::Text),
    ("country", Kind::Text),
    ("placeholder", Kind::Flag),
    ("codes", Kind::Text),
    ("mentions", Kind::Number),
    ("documents", Kind::Number),
    ("first_date", Kind::Text),
    ("last_date", Kind::Text),
];

/// Columns of the two tables that edges have; the weight is the number of documents.
const PAIR: [(&str, Kind); 4] = [
    ("sentences", Kind::Number),
    ("documents", Kind::Number),
    ("first_date", Kind::Text),
    ("last_date", Kind::Text),
];
const PERIOD: [(&str, Kind); 4] = [
    ("period", Kind::Text),
    ("mentions", Kind::Number),
    ("sentences", Kind::Number),
    ("documents", Kind::Number),
];

/// An edge.
struct Edge<'a> {
    number: u64,
    source: &'a str,
    target: &'a str,
    weight: &'a str,
    /// First and last day.
    span: Option<(Date, Date)>,
    /// The values of its attributes in their order.
    values: Vec<&'a str>,
}

/// Writes one of the formats.
trait GraphWriter {
    fn begin(&mut self, out: &mut dyn Write, edges: &[(&str, Kind)], dated: bool)
    -> io::Result<()>;
    fn node(
        &mut self,
        out: &mut dyn Write,
        id: &str,
        name: &str,
        values: &[&str],
    ) -> io::Result<()>;
    fn between(&mut self, out: &mut dyn Write) -> io::Result<()>;
    fn edge(&mut self, out: &mut dyn Write, edge: &Edge<'_>) -> io::Result<()>;
    fn end(&mut self, out: &mut dyn Write) -> io::Result<()>;
}

/// Writes the graph of a folder of tables, row by row.
///
/// # Errors
/// If a table is not there, or not what it should be; if writing fails.
pub fn graph(
    folder: &Path,
    table: EdgeTable,
    format: GraphFormat,
    out: &mut dyn Write,
) -> Result<GraphReport, GraphError> {
    let mut writer: Box<dyn GraphWriter> = match format {
        GraphFormat::Gexf => Box::new(gexf::Gexf),
        GraphFormat::GraphMl => Box::new(graphml::GraphMl),
    };
    let columns: &[(&'static str, Kind)] = match table {
        EdgeTable::Pairs => &PAIR,
        EdgeTable::Periods => &PERIOD,
    };
    let mut report = GraphReport::default();
    // Both are opened first: half a graph is none.
    let nodes = Table::open(folder.join("actors.csv"))?;
    let edges = Table::open(folder.join(table.file()))?;
    let node_places = nodes.places(&NODE)?;
    let (id, name) = (nodes.place("actor_id")?, nodes.place("actor_name")?);
    let edge_places = edges.places(columns)?;
    let (source, target) = (edges.place("actor_a")?, edges.place("actor_b")?);
    let weight = edges.place("documents")?;
    let period = match table {
        EdgeTable::Pairs => None,
        EdgeTable::Periods => Some(edges.place("period")?),
    };
    writer.begin(out, columns, period.is_some())?;
    nodes.each(|row| {
        let values = cells(row, &node_places);
        writer.node(out, cell(row, id), cell(row, name), &values)?;
        report.nodes += 1;
        Ok(())
    })?;
    writer.between(out)?;
    edges.each(|row| {
        // A row of one actor alone is no edge.
        if cell(row, target).is_empty() {
            return Ok(());
        }
        let edge = Edge {
            number: report.edges,
            source: cell(row, source),
            target: cell(row, target),
            weight: cell(row, weight),
            span: period.and_then(|at| span(cell(row, at))),
            values: cells(row, &edge_places),
        };
        writer.edge(out, &edge)?;
        report.edges += 1;
        Ok(())
    })?;
    writer.end(out)?;
    out.flush()?;
    Ok(report)
}

fn cell(row: &StringRecord, at: usize) -> &str {
    row.get(at).unwrap_or_default()
}

fn cells<'r>(row: &'r StringRecord, places: &[usize]) -> Vec<&'r str> {
    places.iter().map(|&at| cell(row, at)).collect()
}

/// A table with its header.
struct Table {
    path: PathBuf,
    reader: csv::Reader<File>,
    header: StringRecord,
}

impl Table {
    fn open(path: PathBuf) -> Result<Self, GraphError> {
        let opened = csv::Reader::from_path(&path).and_then(|mut reader| {
            let mut header = reader.headers()?.clone();
            if let Some(first) = header
                .get(0)
                .and_then(|first| first.strip_prefix('\u{FEFF}'))
            {
                let rest = header.iter().skip(1);
                header = std::iter::once(first)
                    .chain(rest)
                    .map(str::to_owned)
                    .collect();
            }
            Ok((reader, header))
        });
        match opened {
            Ok((reader, header)) => Ok(Self {
                path,
                reader,
                header,
            }),
            Err(source) => Err(GraphError::Read { path, source }),
        }
    }

    fn place(&self, column: &'static str) -> Result<usize, GraphError> {
        let place = self.header.iter().position(|name| name == column);
        place.ok_or_else(|| GraphError::NoColumn {
            path: self.path.clone(),
            column,
        })
    }

    fn places(&self, columns: &[(&'static str, Kind)]) -> Result<Vec<usize>, GraphError> {
        columns.iter().map(|(name, _)| self.place(name)).collect()
    }

    fn each(
        mut self,
        mut each: impl FnMut(&StringRecord) -> io::Result<()>,
    ) -> Result<(), GraphError> {
        let mut row = StringRecord::new();
        loop {
            match self.reader.read_record(&mut row) {
                Ok(true) => each(&row)?,
                Ok(false) => return Ok(()),
                Err(source) => {
                    let path = self.path;
                    return Err(GraphError::Read { path, source });
                }
            }
        }
    }
}

/// Returns the first and the last day of a period: `2017`, `2017-06`, `2017-W24`, `2017-06-15`.
fn span(period: &str) -> Option<(Date, Date)> {
    if let Ok(day) = period.parse::<Date>() {
        return Some((day, day));
    }
    let Some((year, part)) = period.split_once('-') else {
        let year = period.parse().ok()?;
        return Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?));
    };
    let year: i16 = year.parse().ok()?;
    if let Some(week) = part.strip_prefix('W') {
        let monday = ISOWeekDate::new(year, week.parse().ok()?, Weekday::Monday)
            .ok()?
            .date();
        return Some((monday, monday.checked_add(6.days()).ok()?));
    }
    let first = Date::new(year, part.parse().ok()?, 1).ok()?;
    Some((first, first.last_of_month()))
}

#[cfg(test)]
mod tests {
    use super::span;

    #[test]
    fn periods_are_spans_of_days() {
        for (period, wanted) in [
            ("2017", "2017-01-01 2017-12-31"),
            ("2016-02", "2016-02-01 2016-02-29"),
            ("2017-W24", "2017-06-12 2017-06-18"),
            ("2020-W53", "2020-12-28 2021-01-03"),
            ("2017-06-15", "2017-06-15 2017-06-15"),
        ] {
            let (first, last) = span(period).unwrap();
            assert_eq!(format!("{first} {last}"), wanted);
        }
        assert!(
            ["", "2017-13", "2017-W54", "x"]
                .iter()
                .all(|period| span(period).is_none())
        );
    }
}
