//! What an edit of the gazetteers does to documents: mentions gained, lost and changed.
//!
//! Most edits touch few names, and most documents hold none of them. So the names that differ between the two gazetteers
//! are compiled into a small lexicon of their own (`changed`), and only documents in which one of them stands are tagged
//! twice. The result is that of tagging every document twice; a property test holds it to that.

pub(crate) mod changed;
pub(crate) mod difference;
mod summary;

use rayon::ThreadPoolBuildError;

use crate::BuildError;
use crate::corpus::{Corpus, Document, Item, visit};
use crate::gazetteer::{Gazetteer, NameKind};
use crate::tagger::{Session, Tagger};

use changed::{Changed, NameFilter, Named};

pub use difference::{Change, Difference, FieldChange};
pub use summary::{COLUMNS, Group, MentionSample, Summary};

/// Two taggers, before an edit and after it, side by side.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use actag::diff::{Change, Comparison};
/// use actag::{Document, Gazetteer, Tagger};
///
/// let before = actag::from_yaml("type: militia\nactors:\n  - {id: houthis, name: Houthis}\n")?;
/// let after = actag::from_yaml("type: militia\nactors:\n  - {id: houthis, name: Houthis, aliases: [Ansar Allah]}\n")?;
/// let comparison = Comparison::new(Tagger::new(before)?, Tagger::new(after)?)?;
/// let document = Document::new("example", "Ansar Allah, known as the Houthis, left.");
/// let differences = comparison.document(&document);
/// assert_eq!(differences.len(), 1);
/// assert_eq!(differences[0].change(), Change::Gained);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Comparison {
    old: Tagger,
    new: Tagger,
    filter: NameFilter,
}

/// The sessions in which one thread tags documents twice.
struct Sessions<'c> {
    old: Session<'c>,
    new: Session<'c>,
}

impl Comparison {
    /// Finds the names that differ, and compiles them.
    ///
    /// # Errors
    /// As [`Tagger::new`].
    pub fn new(old: Tagger, new: Tagger) -> Result<Self, BuildError> {
        let filter = NameFilter::new(&Changed::between(old.gazetteer(), new.gazetteer()))?;
        Ok(Self { old, new, filter })
    }

    /// Whether a changed name stands in the document: where none does, nothing differs.
    pub fn concerns(&self, document: &Document<'_>) -> bool {
        self.filter.passes(document)
    }

    /// What differs in a document, by where it begins. Nested mentions are not compared.
    pub fn document<'d>(&'d self, document: &'d Document<'_>) -> Vec<Difference<'d>> {
        if self.concerns(document) {
            self.sessions().tag_twice(document)
        } else {
            Vec::new()
        }
    }

    fn sessions(&self) -> Sessions<'_> {
        Sessions {
            old: self.old.session(),
            new: self.new.session(),
        }
    }
}

impl<'c> Sessions<'c> {
    fn tag_twice<'d>(&mut self, document: &'d Document<'_>) -> Vec<Difference<'d>>
    where
        'c: 'd,
    {
        difference::differences(self.old.tag(document), self.new.tag(document))
    }
}

/// How a corpus is compared.
#[derive(Debug, Clone, Copy, Default)]
pub struct DiffOptions {
    /// Worker threads; 0 for one a core.
    pub threads: usize,
    /// How many samples in context are kept of each group.
    pub samples: usize,
    /// Whether every difference is kept as a row of a table.
    pub rows: bool,
}

/// Compares what two taggers find in a corpus. `progress` is called now and then with the bytes read so far.
///
/// # Errors
/// If the threads cannot be started.
pub fn diff(
    corpus: Corpus,
    comparison: &Comparison,
    options: DiffOptions,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Summary, ThreadPoolBuildError> {
    let start = || (summary::DiffCounts::new(options), comparison.sessions());
    let parts = visit(
        corpus,
        options.threads,
        progress,
        start,
        |(counts, sessions), place, item| match item {
            Item::Skipped(note) => counts.skip(place, note),
            Item::Document(document) if !comparison.concerns(&document) => {
                counts.pass(&document);
            }
            Item::Document(document) => {
                let found = sessions.tag_twice(&document);
                counts.add(place, &document, &found);
            }
        },
    )?;
    Ok(summary::DiffCounts::finish(
        parts.into_iter().map(|(counts, _)| counts),
        options,
    ))
}

/// A name that a gazetteer has and another has not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameChange {
    /// [`Change::Gained`] or [`Change::Lost`].
    pub change: Change,
    /// The id of the actor.
    pub actor: String,
    /// The name.
    pub name: String,
    /// What sort of name it is.
    pub name_kind: NameKind,
}

/// The names that one gazetteer has and the other has not: those lost, then those gained, in the order of the gazetteers.
/// A name whose kind or conditions changed is among both.
pub fn names(old: &Gazetteer, new: &Gazetteer) -> Vec<NameChange> {
    names_of(&Changed::between(old, new))
}

pub(crate) fn names_of(changed: &Changed<'_>) -> Vec<NameChange> {
    let (lost, gained) = changed.lost_and_gained();
    let told = |change: Change| {
        move |(actor, name): Named<'_>| NameChange {
            change,
            actor: actor.id.clone(),
            name: name.text.clone(),
            name_kind: name.kind,
        }
    };
    lost.into_iter()
        .map(told(Change::Lost))
        .chain(gained.into_iter().map(told(Change::Gained)))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;
    use std::fs;

    use super::*;

    fn gazetteer(actors: &str) -> Gazetteer {
        crate::gazetteer::from_yaml(&format!("type: agency\nactors:\n{actors}")).unwrap()
    }

    /// What differs in a text, as `old span [old actor] → new span [new actor]`, and the columns that do.
    fn told(old: &str, new: &str, text: &str) -> Vec<String> {
        let (old, new) = (gazetteer(old), gazetteer(new));
        let (old, new) = (Tagger::new(old).unwrap(), Tagger::new(new).unwrap());
        let comparison = Comparison::new(old, new).unwrap();
        let document = Document::new("test", text).on("2017-06-15".parse().unwrap());
        let side = |mention: &Option<crate::Mention<'_>>| {
            mention.as_ref().map_or_else(String::new, |mention| {
                let [actor, ..] = difference::told(mention);
                format!("{}={actor}", mention.text())
            })
        };
        let found = comparison.document(&document);
        let lines = found.iter().map(|one| {
            let fields: Vec<&str> = one.fields().iter().map(|change| change.field).collect();
            format!(
                "{} → {} {}",
                side(&one.old),
                side(&one.new),
                fields.join(",")
            )
        });
        lines.map(|line| line.trim().to_owned()).collect()
    }

    #[test]
    fn gained_lost_and_changed() {
        let bank = "- {id: bank, name: Central Bank}\n";
        let same: &[&str] = &[];
        for (old, new, text, want) in [
            (bank, bank, "the Central Bank", same),
            (
                bank,
                "- {id: bank, name: Bank}\n",
                "the Central Bank",
                &["Central Bank=bank → Bank=bank text,name"],
            ),
            (
                bank,
                "- {id: bank, name: Central Bank, aliases: [the Fed]}\n",
                "the Fed",
                &["→ the Fed=bank"],
            ),
            (
                bank,
                "- {id: other, name: Other}\n",
                "the Central Bank",
                &["Central Bank=bank →"],
            ),
            (
                bank,
                "- {id: bank, name: Central Bank, codes: {x: y}, country: IRN}\n",
                "Central Bank",
                &["Central Bank=bank → Central Bank=bank country,codes"],
            ),
            (
                bank,
                "- {id: bank, name: Central Bank, roles: [{title: Lender, from: 2017-06-15}]}\n",
                "Central Bank",
                &["Central Bank=bank → Central Bank=bank role"],
            ),
            // The role is of another day: what is told is the same as without a role, but for that.
            (
                "- {id: bank, name: Central Bank, roles: [{title: A, until: 2016-01-01}]}\n",
                "- {id: bank, name: Central Bank, roles: [{title: B, until: 2016-01-01}]}\n",
                "Central Bank",
                same,
            ),
            (
                bank,
                "- {id: bank, name: Central Bank}\n- {id: second, name: Central Bank}\n",
                "Central Bank",
                &["Central Bank=bank → Central Bank=bank|second actor"],
            ),
            (
                bank,
                "- {id: bank, name: Central Bank, not: [Central Bank Street]}\n",
                "Central Bank Street",
                &["Central Bank=bank →"],
            ),
        ] {
            assert_eq!(told(old, new, text), want, "{new} in {text}");
        }
    }

    /// Rules that look beyond the name itself: its own entry is the same on both sides.
    #[test]
    fn names_that_others_decide_on() {
        let ministries = "- {id: a-ministry, name: A Ministry, part_of: aland, aliases: [Ministry]}\n\
             - {id: b-ministry, name: B Ministry, part_of: bland, aliases: [Ministry]}\n";
        let lands = "- {id: aland, name: Aland}\n- {id: bland, name: Bland}\n";
        let both = [ministries, lands].concat();
        for (new, text, want) in [
            // Another parent speaks for it.
            (
                both.replacen("part_of: aland", "part_of: bland", 1),
                "the Ministry in Bland",
                &["Ministry=b-ministry → Ministry=a-ministry|b-ministry actor"][..],
            ),
            // The parent is no longer known by that name.
            (
                both.replace("name: Aland", "name: Atland"),
                "Aland and its Ministry",
                &[
                    "Aland=aland →",
                    "Ministry=a-ministry → Ministry=a-ministry|b-ministry actor",
                ],
            ),
        ] {
            assert_eq!(told(&both, &new, text), want, "{new}");
        }
        let guarded = "- {id: bank, name: Central Bank, guarded: [{name: CB, needs: [aland]}], short_names: [Lender]}\n";
        let with = |land: &str| format!("{guarded}- {{id: aland, name: {land}}}\n");
        assert_eq!(
            told(&with("Aland"), &with("Atland"), "CB of Aland"),
            ["CB=bank →", "Aland=aland →"]
        );
        assert_eq!(
            told(
                &with("Aland"),
                &with("Aland").replace("Central Bank", "Main Bank"),
                "Central Bank, Lender"
            ),
            ["Central Bank=bank →", "Lender=bank →"]
        );
    }

    #[test]
    fn the_summary_does_not_depend_on_the_number_of_threads() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jsonl");
        let mut lines = String::new();
        for n in 0..8_000 {
            let filler = "said ".repeat(n % 97 * 3);
            let text = match n % 7 {
                0 => "Aland and the Bank",
                1 => "Bland",
                3 => "Aland’s Central Bank; Aland",
                _ => "nobody",
            };
            writeln!(lines, "{{\"id\": \"{n}\", \"text\": \"{filler}{text}\"}}").unwrap();
            if n % 1000 == 0 {
                lines.push_str("no record\n");
            }
        }
        fs::write(&path, lines).unwrap();
        let old = gazetteer("- {id: aland, name: Aland}\n- {id: bank, name: Bank}\n");
        let new = gazetteer(
            "- {id: bland, name: Bland}\n- {id: bank, name: Central Bank, aliases: [Bank]}\n",
        );
        let (old, new) = (Tagger::new(old).unwrap(), Tagger::new(new).unwrap());
        let comparison = Comparison::new(old, new).unwrap();
        let run = |threads| {
            let corpus = Corpus::open(
                std::slice::from_ref(&path),
                crate::corpus::Options::default(),
            )
            .unwrap();
            let options = DiffOptions {
                threads,
                samples: 3,
                rows: true,
            };
            diff(corpus, &comparison, options, &|_| ()).unwrap()
        };
        let alone = run(1);
        assert_eq!(alone, run(3));
        assert_eq!(alone, run(8));
        assert_eq!((alone.documents, alone.skipped), (8_000, 8));
        assert_eq!(
            (alone.gained, alone.lost, alone.changed),
            (1143, 1143 + 2 * 1143, 1143 + 1143)
        );
        assert_eq!(alone.documents_tagged, alone.documents_changed);
        assert!(alone.groups.iter().all(|group| group.samples.len() == 3));
        assert_eq!(alone.groups[0].samples[0].document, "1");
        let rows = alone.rows.iter().filter(|&&byte| byte == b'\n').count() as u64;
        assert_eq!(rows, 1 + alone.gained + alone.lost + alone.changed);
    }

    #[test]
    fn names_gained_and_lost() {
        let old = gazetteer("- {id: bank, name: Bank, aliases: [Lender, Vault]}\n");
        let new = gazetteer("- {id: bank, name: Bank, aliases: [Vault, Lenders]}\n");
        let told: Vec<String> = names(&old, &new)
            .iter()
            .map(|name| format!("{} {}", name.change, name.name))
            .collect();
        // That an alias moved up is nobody's concern.
        assert_eq!(told, ["lost Lender", "gained Lenders"]);
    }
}
