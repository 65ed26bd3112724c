//! SARIF 2.1.0 (OASIS), the format in which code-scanning services take findings and show them on
//! their lines.

use std::io::{self, Write};
use std::path::Path;

use actag::diagnostic::{Diagnostic, Location};
use serde_json::{Map, Value, json};

use super::{Region, json, message_with_help};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Writes one log with one run. Each rule is listed once, those of `rules` first, then codes that
/// only findings have.
pub(super) fn write(
    findings: &[Diagnostic],
    rules: &[(&str, &str)],
    out: &mut impl Write,
) -> io::Result<()> {
    let mut ids: Vec<&str> = Vec::new();
    for code in rules
        .iter()
        .map(|&(code, _)| code)
        .chain(findings.iter().map(|finding| finding.code))
    {
        if !ids.contains(&code) {
            ids.push(code);
        }
    }
    let described: Vec<Value> = ids.iter().map(|id| rule(id, rules)).collect();
    let results: Vec<Value> = findings
        .iter()
        .map(|finding| result(finding, &ids))
        .collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "actag",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": described,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    json::print(&log, out)
}

fn rule(id: &str, rules: &[(&str, &str)]) -> Value {
    match rules.iter().find(|(code, _)| *code == id) {
        Some((_, summary)) => json!({"id": id, "shortDescription": {"text": summary}}),
        None => json!({"id": id}),
    }
}

fn result(finding: &Diagnostic, ids: &[&str]) -> Value {
    let mut result = Map::new();
    result.insert("ruleId".into(), finding.code.into());
    if let Some(index) = ids.iter().position(|id| *id == finding.code) {
        result.insert("ruleIndex".into(), index.into());
    }
    result.insert("level".into(), finding.severity.to_string().into());
    let text = message_with_help(finding);
    result.insert("message".into(), json!({"text": text}));
    if let Some(location) = &finding.location {
        result.insert("locations".into(), json!([physical(location)]));
    }
    Value::Object(result)
}

fn physical(location: &Location) -> Value {
    let region = Region::of(location);
    json!({"physicalLocation": {
        "artifactLocation": {"uri": uri(&location.source.path)},
        "region": {
            "startLine": region.line,
            "startColumn": region.column,
            "endLine": region.end_line,
            "endColumn": region.end_column,
        },
    }})
}

/// Returns a path as a URI reference (RFC 3986): relative to where the program ran, unless the path
/// is absolute.
fn uri(path: &str) -> String {
    let separated = match std::path::MAIN_SEPARATOR {
        '\\' => path.replace('\\', "/"),
        _ => path.to_owned(),
    };
    let plain = separated.strip_prefix("./").unwrap_or(&separated);
    let mut uri = String::new();
    if Path::new(path).is_absolute() {
        uri.push_str("file://");
        // A path with a drive has no slash of its own before it.
        if !plain.starts_with('/') {
            uri.push('/');
        }
    }
    for byte in plain.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    fn log(findings: &[Diagnostic], rules: &[(&str, &str)]) -> Value {
        let shown = samples::written(|out| write(findings, rules, out).unwrap());
        serde_json::from_str(&shown).unwrap()
    }

    #[test]
    fn has_what_services_ask_for() {
        let rules = [
            ("short-name", "a short name has many other meanings"),
            ("never-found", "no finding has this one"),
        ];
        let log = log(&samples::findings(), &rules);
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        let driver = &run["tool"]["driver"];
        assert_eq!(driver["name"], "actag");
        let wanted = json!([
            {"id": "short-name", "shortDescription": {"text": rules[0].1}},
            {"id": "never-found", "shortDescription": {"text": rules[1].1}},
            {"id": "wrong-type"},
            {"id": "unreadable"},
        ]);
        assert_eq!(driver["rules"], wanted);
        let wanted = json!({
            "ruleId": "wrong-type", "ruleIndex": 2, "level": "error",
            "message": {"text": "expected `text`, 100%; write a \"text\""},
            "locations": [{"physicalLocation": {
                "artifactLocation": {"uri": "my%20gazetteers/a%2Cb%3A100%25.yaml"},
                "region": {"startLine": 2, "startColumn": 10, "endLine": 3, "endColumn": 5},
            }}],
        });
        assert_eq!(run["results"][0], wanted);
        assert_eq!(run["results"][1]["level"], "warning");
        assert_eq!(run["results"][2].get("locations"), None);
    }

    #[test]
    fn nothing_found_is_a_run_with_no_results() {
        assert_eq!(log(&[], &[])["runs"][0]["results"], json!([]));
    }

    #[test]
    fn paths_become_uris() {
        let t = |path: &str, wanted: &str| assert_eq!(uri(path), wanted);
        t("a/b.yaml", "a/b.yaml");
        t("./a/b.yaml", "a/b.yaml");
        t("../é ü.yaml", "../%C3%A9%20%C3%BC.yaml");
        t("a#b?.yaml", "a%23b%3F.yaml");
        if cfg!(unix) {
            t("/home/a b", "file:///home/a%20b");
        }
    }
}
