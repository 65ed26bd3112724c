//! The documentation is true: its gazetteers are gazetteers, and `docs/tables.md` has the tables as
//! they are described in the code.
//!
//! `OVERWRITE=1 cargo test --test integration docs::` writes the tables of `docs/tables.md` anew.

// Clippy allows it in the tests themselves, but not in what they share.
#![allow(clippy::unwrap_used)]

use std::fs;

use actag::check::check;
use actag::corpus::{OptionNames, SkipKind};
use actag::gazetteer::{Layer, SHIPPED_LAYER};
use actag::tables::Table;

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
        let mut layers = vec![Layer::Path(path)];
        // Whoever changes actors of others needs the others.
        if block.contains("changes:") {
            layers.insert(0, SHIPPED_LAYER);
        }
        let findings = check(&actag::gazetteer::draft(&layers).unwrap()).unwrap();
        let shown: Vec<String> = findings.iter().map(ToString::to_string).collect();
        assert!(shown.is_empty(), "line {line}: {}", shown.join("\n"));
        checked += 1;
    }
    assert!(checked >= 6, "{checked} blocks");
}

#[test]
fn tables_are_documented_as_they_are() {
    let path = "docs/tables.md";
    let before = fs::read_to_string(path).unwrap();
    let mut after = before.clone();
    for table in Table::every() {
        let heading = format!("\n## {}\n", table.name());
        let section = after
            .find(&heading)
            .unwrap_or_else(|| panic!("{path} has no {heading}"));
        let head = "| column | type | what it holds |\n|---|---|---|\n";
        write_rows(&mut after, section, head, &columns(table));
        if table == Table::SKIPPED {
            write_rows(
                &mut after,
                section,
                "| kind | remedy |\n|---|---|\n",
                &kinds(),
            );
        }
    }
    for table in Table::every() {
        let (name, row_per) = (table.name(), table.schema().row_per);
        let line = format!("| [{name}](#{name}) | {row_per} | ");
        assert!(before.contains(&line), "{path} lists no\n{line}");
    }
    if std::env::var_os("OVERWRITE").is_some() {
        fs::write(path, after).unwrap();
    } else {
        assert_eq!(
            before, after,
            "OVERWRITE=1 cargo test --test integration docs:: writes {path} anew"
        );
    }
}

/// Writes the rows of a table anew that has this head, in the section that begins there.
fn write_rows(text: &mut String, section: usize, head: &str, rows: &str) {
    let next = text[section + 1..].find("\n## ");
    let next = next.map_or(text.len(), |at| section + 1 + at);
    let found = text[section..next].find(head);
    assert!(found.is_some(), "there is no\n{head}");
    let start = section + found.unwrap() + head.len();
    let before = text[start..].split_inclusive('\n');
    let before = before.take_while(|line| line.starts_with('|'));
    let end = start + before.map(str::len).sum::<usize>();
    text.replace_range(start..end, rows);
}

/// The kinds of what is skipped as rows of Markdown, with the options as a person types them.
fn kinds() -> String {
    let names = OptionNames {
        id_field: "`--id-field`",
        text_field: "`--text-field`",
        date_field: "`--date-field`",
        date_format: "`--date-format`",
        title_field: "`--title-field`",
        language_field: "`--language-field`",
        other_format: "`--input-format`",
        quotes: "`--quotes none`",
        delimiter: "`--delimiter`",
        encoding: "`--encoding`",
        max_ratio: "`--max-ratio`",
        max_document: "`--max-document`",
    };
    let row = |kind: &SkipKind| format!("| `{}` | {} |\n", kind.code(), kind.remedy(&names));
    SkipKind::ALL.iter().map(row).collect()
}

/// The columns as rows of Markdown.
fn columns(table: Table) -> String {
    let schema = table.schema();
    let row = |column: &actag::tables::Column| {
        let name = column.name;
        let mut notes = Vec::new();
        if schema.primary_key == [name] {
            notes.push("primary key".to_owned());
        }
        let refers = schema.foreign_keys.iter().filter(|(own, ..)| *own == name);
        notes.extend(refers.map(|(_, table, _)| format!("refers to `{table}`")));
        let notes: String = notes.iter().map(|note| format!("; {note}")).collect();
        // A bar would end the cell.
        let description = column.description.replace('|', "\\|");
        let column_type = column.column_type.name();
        format!("| `{name}` | {column_type} | {description}{notes} |\n")
    };
    table.columns(true).map(row).collect()
}
