//! GEXF 1.3.

use std::io::{self, Write};

use super::xml::escaped;
use super::{Edge, GraphWriter, Item, Kind, NODE};

pub(super) struct Gexf;

impl GraphWriter for Gexf {
    fn begin(
        &mut self,
        out: &mut dyn Write,
        edges: &[(&str, Kind)],
        dated: bool,
    ) -> io::Result<()> {
        let mode = match dated {
            true => " mode=\"dynamic\" timeformat=\"date\"",
            false => "",
        };
        write!(
            out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n\
             <graph defaultedgetype=\"undirected\"{mode}>\n"
        )?;
        attributes(out, "node", &NODE)?;
        attributes(out, "edge", edges)?;
        writeln!(out, "<nodes>")
    }

    fn node(
        &mut self,
        out: &mut dyn Write,
        id: &str,
        name: &str,
        item: &Item<'_>,
    ) -> io::Result<()> {
        let (id, name) = (escaped(id), escaped(name));
        write!(out, "<node id=\"{id}\" label=\"{name}\">")?;
        values(out, item)?;
        writeln!(out, "</node>")
    }

    fn between(&mut self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "</nodes>\n<edges>")
    }

    fn edge(&mut self, out: &mut dyn Write, edge: &Edge<'_>) -> io::Result<()> {
        let (source, target, weight) = (
            escaped(edge.source),
            escaped(edge.target),
            escaped(edge.weight),
        );
        let number = edge.number;
        write!(
            out,
            "<edge id=\"{number}\" source=\"{source}\" target=\"{target}\" weight=\"{weight}\""
        )?;
        if let Some((first, last)) = edge.span {
            write!(out, " start=\"{first}\" end=\"{last}\"")?;
        }
        write!(out, ">")?;
        values(out, &edge.item)?;
        writeln!(out, "</edge>")
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "</edges>\n</graph>\n</gexf>")
    }
}

fn attributes(out: &mut dyn Write, class: &str, columns: &[(&str, Kind)]) -> io::Result<()> {
    writeln!(out, "<attributes class=\"{class}\">")?;
    for (number, (title, kind)) in columns.iter().enumerate() {
        let kind = match kind {
            Kind::Text => "string",
            Kind::Number => "long",
            Kind::Flag => "boolean",
        };
        writeln!(
            out,
            "<attribute id=\"{number}\" title=\"{title}\" type=\"{kind}\"/>"
        )?;
    }
    writeln!(out, "</attributes>")
}

fn values(out: &mut dyn Write, item: &Item<'_>) -> io::Result<()> {
    write!(out, "<attvalues>")?;
    for (number, value) in item
        .values
        .iter()
        .enumerate()
        .filter(|(_, value)| !value.is_empty())
    {
        write!(
            out,
            "<attvalue for=\"{number}\" value=\"{}\"/>",
            escaped(value)
        )?;
    }
    write!(out, "</attvalues>")
}
