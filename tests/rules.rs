//! Each rule of `actag check`, with a gazetteer that breaks it and what the person who wrote it is
//! shown.
//!
//! Every rule has a `tests/rules/<rule>.yaml`, or a folder `<rule>`, beside a `<rule>.txt`.
//! `OVERWRITE=1 cargo test --test integration rules::` writes the latter anew; look at the
//! difference before you commit it.

use std::fs;
use std::path::PathBuf;

use actag::check::check;
use actag::gazetteer::FORMAT_ERRORS;
use actag::gazetteer::rules::RULES;

#[test]
fn findings_read_as_recorded() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let mut case = PathBuf::from(format!("tests/rules/{}.yaml", rule.code));
        if !case.exists() {
            case.set_extension("");
        }
        let draft = actag::gazetteer::draft(std::slice::from_ref(&case)).unwrap();
        let findings = check(&draft).unwrap();
        assert!(
            findings.iter().any(|finding| finding.code == rule.code),
            "{} breaks no rule",
            case.display()
        );
        let shown: Vec<String> = findings
            .iter()
            .map(|finding| finding.render(false))
            .collect();
        let shown = format!("{}\n", shown.join("\n\n")).replace("tests/rules/", "");
        let record = case.with_extension("txt");
        let wanted = fs::read_to_string(&record).unwrap_or_default();
        if std::env::var_os("OVERWRITE").is_some() {
            fs::write(&record, shown).unwrap();
        } else if shown != wanted.replace("\r\n", "\n") {
            wrong.push(format!(
                "{}\n--- wanted\n{wanted}\n--- found\n{shown}",
                case.display()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn rules_are_in_order_and_say_why() {
    assert!(RULES.is_sorted_by(|a, b| a.code < b.code));
    for rule in RULES {
        assert!(rule.about.ends_with('.'), "{}", rule.code);
        assert!(
            rule.code
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'-'),
            "{}",
            rule.code
        );
    }
}

#[test]
fn every_format_error_is_in_the_table() {
    assert!(FORMAT_ERRORS.is_sorted_by(|a, b| a.0 < b.0));
    let known = |code: &str| FORMAT_ERRORS.iter().any(|(known, _)| *known == code);
    // What the recorded mistakes are called.
    for entry in fs::read_dir("tests/gazetteer_errors").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|end| end != "txt") {
            continue;
        }
        let record = fs::read_to_string(path).unwrap();
        for line in record.lines() {
            if let Some(rest) = line.strip_prefix("error[") {
                let code = rest.split(']').next().unwrap();
                assert!(known(code), "{code}");
            }
        }
    }
}
