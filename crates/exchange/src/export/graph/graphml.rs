//! GraphML.

use std::io::{self, Write};

use super::xml::escaped;
use super::{Edge, GraphWriter, Kind, NODE};

pub(super) struct GraphMl;

impl GraphWriter for GraphMl {
    fn begin(
        &mut self,
        out: &mut dyn Write,
        edges: &[(&str, Kind)],
        dated: bool,
    ) -> io::Result<()> {
        writeln!(
            out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">"
        )?;
        key(out, "name", "node", "name", Kind::Text)?;
        for (number, (title, kind)) in NODE.iter().enumerate() {
            key(out, &format!("n{number}"), "node", title, *kind)?;
        }
        key(out, "weight", "edge", "weight", Kind::Number)?;
        for (number, (title, kind)) in edges.iter().enumerate() {
            key(out, &format!("e{number}"), "edge", title, *kind)?;
        }
        if dated {
            key(out, "start", "edge", "start", Kind::Text)?;
            key(out, "end", "edge", "end", Kind::Text)?;
        }
        writeln!(out, "<graph edgedefault=\"undirected\">")
    }

    fn node(
        &mut self,
        out: &mut dyn Write,
        id: &str,
        name: &str,
        attributes: &[&str],
    ) -> io::Result<()> {
        write!(out, "<node id=\"{}\">", escaped(id))?;
        data(out, "name", name)?;
        values(out, 'n', attributes)?;
        writeln!(out, "</node>")
    }

    fn between(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn edge(&mut self, out: &mut dyn Write, edge: &Edge<'_>) -> io::Result<()> {
        let (source, target) = (escaped(edge.source), escaped(edge.target));
        write!(
            out,
            "<edge id=\"{}\" source=\"{source}\" target=\"{target}\">",
            edge.number
        )?;
        data(out, "weight", edge.weight)?;
        values(out, 'e', &edge.values)?;
        if let Some((first, last)) = edge.span {
            data(out, "start", &first.to_string())?;
            data(out, "end", &last.to_string())?;
        }
        writeln!(out, "</edge>")
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "</graph>\n</graphml>")
    }
}

fn key(out: &mut dyn Write, id: &str, of: &str, title: &str, kind: Kind) -> io::Result<()> {
    let kind = kind.label();
    writeln!(
        out,
        "<key id=\"{id}\" for=\"{of}\" attr.name=\"{title}\" attr.type=\"{kind}\"/>"
    )
}

fn values(out: &mut dyn Write, letter: char, attributes: &[&str]) -> io::Result<()> {
    for (number, value) in attributes.iter().enumerate() {
        data(out, &format!("{letter}{number}"), value)?;
    }
    Ok(())
}

fn data(out: &mut dyn Write, key: &str, value: &str) -> io::Result<()> {
    match value.is_empty() {
        true => Ok(()),
        false => write!(out, "<data key=\"{key}\">{}</data>", escaped(value)),
    }
}
