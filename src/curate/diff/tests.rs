use std::fmt::Write;
use std::fs;

use super::*;

fn gazetteer(actors: &str) -> Gazetteer {
    crate::gazetteer::from_yaml(&format!("type: agency\nactors:\n{actors}")).unwrap()
}

/// Returns what differs in a text, as `old span [old actor] → new span [new actor]`, and the
/// columns that do.
fn reported(old: &str, new: &str, text: &str) -> Vec<String> {
    let (old, new) = (gazetteer(old), gazetteer(new));
    let (old, new) = (Tagger::new(old).unwrap(), Tagger::new(new).unwrap());
    let comparison = Comparison::new(old, new).unwrap();
    let document = Document::new("test", text).on("2017-06-15".parse().unwrap());
    let side = |mention: &Option<crate::Mention<'_>>| {
        mention.as_ref().map_or_else(String::new, |mention| {
            let [actor, ..] = difference::field_values(mention);
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
        // The role is of another day: what is reported is the same as without a role, but for that.
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
        assert_eq!(reported(old, new, text), want, "{new} in {text}");
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
        assert_eq!(reported(&both, &new, text), want, "{new}");
    }
    let guarded = "- {id: bank, name: Central Bank, guarded: [{name: CB, needs: [aland]}], \
        short_names: [Lender]}\n";
    let with = |land: &str| format!("{guarded}- {{id: aland, name: {land}}}\n");
    assert_eq!(
        reported(&with("Aland"), &with("Atland"), "CB of Aland"),
        ["CB=bank →", "Aland=aland →"]
    );
    assert_eq!(
        reported(
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
            crate::corpus::ReadOptions::default(),
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
    let reported: Vec<String> = names(&old, &new)
        .iter()
        .map(|name| format!("{} {}", name.change, name.name))
        .collect();
    // That an alias moved up is nobody's concern.
    assert_eq!(reported, ["lost Lender", "gained Lenders"]);
}
