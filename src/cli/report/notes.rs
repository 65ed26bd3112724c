//! What a reader of the tables should know: one line for each thing that is out of the ordinary.

use std::cmp::Reverse;
use std::io::{self, Write};

use actag::corpus::{OptionNames, SkipKind};
use actag::run::{CorpusCounts, LanguageCounts, Summary};
use actag::tagger::Rule;

use super::super::{counted, grouped, one_line};

/// Kinds of skipped input whose remedy is printed.
const MOST_KINDS: usize = 4;
/// Rules that are listed.
const MOST_RULES: usize = 3;
/// Languages that are listed.
const MOST_LANGUAGES: usize = 5;

/// Prints what the counts of a run tell, on lines of their own.
pub(in crate::cli) fn print(out: &mut impl Write, summary: &Summary) -> io::Result<()> {
    let counts = &summary.counts;
    if counts.formats.len() > 1 {
        let formats = counts.formats.iter().map(|(name, count)| (&**name, *count));
        writeln!(out, "Formats: {}", list(formats))?;
    }
    if counts.undated > 0 {
        let of = if counts.undated == counts.documents {
            "No document has a date".to_owned()
        } else {
            let undated = counted(counts.undated, "document");
            format!("{undated} without a date")
        };
        writeln!(
            out,
            "{of}: roles need one (--date-field names the field, --date gives one to all)"
        )?;
    }
    print_dropped(out, counts)?;
    print_languages(out, counts)?;
    if let Some(note) = &summary.repeated_ids {
        let reason = one_line(&note.reason);
        writeln!(out, "Repeated ids: {reason}; `doc_key` tells them apart")?;
    }
    let same = counts.repeats.same_texts;
    if counts.untagged_copies > 0 {
        let copies = counted(counts.untagged_copies, "document");
        writeln!(
            out,
            "Same texts: {copies} not tagged, which `same_text_as` in documents.csv tells of"
        )?;
    } else if same > 0 {
        let copies = counted(same, "document");
        writeln!(
            out,
            "Same texts: {copies} with that of an earlier one, which `same_text_as` in \
             documents.csv names; --unique-texts tags each text once"
        )?;
    }
    Ok(())
}

/// Prints which rules turned down most candidates, and what would keep them.
fn print_dropped(out: &mut impl Write, counts: &CorpusCounts) -> io::Result<()> {
    let rules = Rule::ALL.into_iter().filter_map(|rule| {
        let count = counts.dropped.get(rule.code())?;
        Some((rule, *count))
    });
    let mut rules: Vec<(Rule, u64)> = rules.collect();
    if rules.is_empty() {
        return Ok(());
    }
    rules.sort_by_key(|(_, count)| Reverse(*count));
    let all = rules.iter().map(|(_, count)| count).sum();
    writeln!(
        out,
        "Rules turned down {}; --rejected lists each:",
        counted(all, "candidate")
    )?;
    for (rule, count) in rules.into_iter().take(MOST_RULES) {
        let (count, code, keeps) = (grouped(count), rule.code(), rule.what_keeps());
        writeln!(out, "  {count} {code}: kept by {keeps}")?;
    }
    Ok(())
}

/// Prints the languages of the documents, if there are several, and those in which next to nothing
/// was found.
fn print_languages(out: &mut impl Write, counts: &CorpusCounts) -> io::Result<()> {
    let told = |(name, _): &(&String, &LanguageCounts)| !name.is_empty();
    let mut languages: Vec<_> = counts.languages.iter().filter(told).collect();
    if languages.len() < 2 {
        return Ok(());
    }
    languages.sort_by_key(|(_, counts)| Reverse(counts.documents));
    let shown = languages.iter().take(MOST_LANGUAGES);
    let shown = list(shown.map(|(name, counts)| (name.as_str(), counts.documents)));
    let more = match languages.len().saturating_sub(MOST_LANGUAGES) {
        0 => String::new(),
        more => format!("; {more} more"),
    };
    writeln!(out, "Languages: {}{more}", one_line(&shown))?;
    let hardly = languages
        .iter()
        .filter(|(_, one)| is_hardly_known(one, counts));
    let hardly: Vec<&str> = hardly
        .take(MOST_LANGUAGES)
        .map(|(name, _)| name.as_str())
        .collect();
    if !hardly.is_empty() {
        writeln!(
            out,
            "Next to nothing was found in {}: the gazetteers hardly know names in it",
            one_line(&hardly.join(", "))
        )?;
    }
    Ok(())
}

/// Whether a language has less than a tenth of the mentions that its share of the text would have.
fn is_hardly_known(one: &LanguageCounts, all: &CorpusCounts) -> bool {
    let (one_mentions, all_mentions) = (u128::from(one.mentions), u128::from(all.mentions));
    let (one_bytes, all_bytes) = (u128::from(one.bytes), u128::from(all.bytes));
    10 * one_mentions * all_bytes < all_mentions * one_bytes
}

/// Prints how many inputs were skipped for what, and what to do about it.
pub(super) fn print_kinds(
    out: &mut impl Write,
    counts: &CorpusCounts,
    names: &OptionNames,
) -> io::Result<()> {
    let skipped = counts.skipped.iter();
    let mut kinds: Vec<_> = skipped
        .filter(|(kind, _)| **kind != SkipKind::RepeatedIds)
        .collect();
    kinds.sort_by_key(|(_, count)| Reverse(**count));
    for (kind, count) in kinds.into_iter().take(MOST_KINDS) {
        let remedy = kind.remedy(names);
        writeln!(out, "  {} {}: {remedy}", grouped(*count), kind.code())?;
    }
    Ok(())
}

/// Returns names with counts, such as `12 csv, 3 text`.
fn list<'n>(counts: impl Iterator<Item = (&'n str, u64)>) -> String {
    let counts = counts.map(|(name, count)| format!("{} {name}", grouped(count)));
    counts.collect::<Vec<_>>().join(", ")
}
