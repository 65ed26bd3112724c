//! GEXF 1.3.

use std::io::{self, Write};

use super::xml::escaped;
use super::{Edge, GraphWriter, Kind, NODE};

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
        attributes: &[&str],
    ) -> io::Result<()> {
        let (id, name) = (escaped(id), escaped(name));
        write!(out, "<node id=\"{id}\" label=\"{name}\">")?;
        values(out, attributes)?;
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
        values(out, &edge.values)?;
        writeln!(out, "</edge>")
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "</edges>\n</graph>\n</gexf>")
    }
}

fn attributes(out: &mut dyn Write, class: &str, columns: &[(&str, Kind)]) -> io::Result<()> {
    writeln!(out, "<attributes class=\"{class}\">")?;
    for (number, (title, kind)) in columns.iter().enumerate() {
        let kind = kind.label();
        writeln!(
            out,
            "<attribute id=\"{number}\" title=\"{title}\" type=\"{kind}\"/>"
        )?;
    }
    writeln!(out, "</attributes>")
}

fn values(out: &mut dyn Write, attributes: &[&str]) -> io::Result<()> {
    write!(out, "<attvalues>")?;
    let attributes = attributes.iter().enumerate();
    for (number, value) in attributes.filter(|(_, value)| !value.is_empty()) {
        write!(
            out,
            "<attvalue for=\"{number}\" value=\"{}\"/>",
            escaped(value)
        )?;
    }
    write!(out, "</attvalues>")
}
