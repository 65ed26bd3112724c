//! The value of one key of an actor, from the cell of a table: JSON, or texts joined.

use super::{Decoder, Of};
use crate::contents::Reference;
use crate::findings::{Finding, Findings};
use crate::read::fields::Fields;
use crate::read::yaml::{self, Entry, Node, Value};
use actag_core::gazetteer::{Codes, Name, Phrase, Role};

/// What a cell says; places count in the cell.
#[derive(Debug, Default)]
pub(crate) struct DecodedCell {
    pub(crate) names: Vec<Name>,
    pub(crate) roles: Vec<Role>,
    pub(crate) phrases: Vec<Phrase>,
    pub(crate) codes: Codes,
    pub(crate) flag: bool,
    pub(crate) references: Vec<Reference>,
    pub(crate) findings: Vec<Finding>,
}

/// Decodes the cell of a key. Lists are JSON, as `export` writes them, and lists of texts may also
/// be joined: `split` takes them apart.
pub(crate) fn decode_cell(
    key: &'static str,
    cell: &str,
    split: impl Fn(&str) -> Vec<String>,
) -> DecodedCell {
    let mut findings = Findings::new(0);
    let cell = cell.trim();
    let is_json =
        matches!(key, "guarded" | "roles" | "codes") || cell.starts_with("[\"") || cell == "[]";
    let value = match key {
        "placeholder" => Some(scalar(&cell.to_lowercase())),
        _ if is_json => yaml::parse(cell, &mut findings),
        _ => {
            let texts = split(cell);
            let texts = texts.iter().map(|text| text.trim());
            let items = texts.filter(|text| !text.is_empty()).map(scalar);
            Some(Node {
                span: 0..0,
                value: Value::List(items.collect()),
            })
        }
    };
    let mut decoded = DecodedCell::default();
    if let Some(value) = value {
        let entries = [Entry {
            key: key.to_owned(),
            key_span: 0..0,
            value,
        }];
        let fields = Fields::of("a row", 0..0, &entries);
        let mut decoder = Decoder::new(cell, &mut findings);
        match key {
            "guarded" => decoded.names = decoder.guarded(&fields, Of::Actor),
            "roles" => decoded.roles = decoder.roles(&fields),
            "not" => decoded.phrases = decoder.not(&fields, Of::Actor),
            "codes" => decoded.codes = decoder.codes(&fields),
            "placeholder" => decoded.flag = decoder.flag(&fields, key),
            _ => decoded.phrases = decoder.examples(&fields, key),
        }
        decoded.references = decoder.references;
    }
    decoded.findings = findings.list;
    decoded
}

fn scalar(text: &str) -> Node {
    Node {
        span: 0..0,
        value: Value::Scalar(text.to_owned()),
    }
}
