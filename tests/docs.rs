//! The gazetteers in the documentation are gazetteers.

#![allow(clippy::unwrap_used)] // Clippy allows it in the tests themselves, but not in what they share.

use std::fs;

use actag::check::check;

/// The fenced blocks of a language, each with the line it begins in.
fn blocks<'t>(text: &'t str, language: &str) -> Vec<(usize, &'t str)> {
    let fence = format!("```{language}\n");
    let mut blocks = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(&fence) {
        let start = at + start + fence.len();
        let end = start + text[start..].find("\n```").unwrap() + 1;
        blocks.push((text[..start].matches('\n').count() + 1, &text[start..end]));
        at = end;
    }
    blocks
}

#[test]
fn gazetteers_in_the_documentation_have_no_findings() {
    let folder = tempfile::tempdir().unwrap();
    let mut checked = 0;
    let text = fs::read_to_string("docs/gazetteers.md").unwrap();
    for (line, block) in blocks(&text, "yaml") {
        if !block.contains("actors:") {
            continue;
        }
        let path = folder.path().join("block.yaml");
        fs::write(&path, block).unwrap();
        let findings = check(&actag::gazetteer::draft(&[path]).unwrap()).unwrap();
        let shown: Vec<String> = findings.iter().map(ToString::to_string).collect();
        assert!(shown.is_empty(), "line {line}: {}", shown.join("\n"));
        checked += 1;
    }
    assert!(checked >= 6, "{checked} blocks");
}
