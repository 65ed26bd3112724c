//! Brace alternatives, against the plainest expansion there is.

#![no_main]

use std::collections::BTreeSet;

use actag::Gazetteer;
use libfuzzer_sys::fuzz_target;

/// All that a text with braces stands for, one brace at a time; `None` where there are too many to say.
fn expand(text: &[char]) -> Option<BTreeSet<Vec<char>>> {
    let Some(open) = text.iter().position(|&c| c == '{') else {
        return Some(BTreeSet::from([text.to_vec()]));
    };
    let (mut depth, mut cuts) = (0, vec![open]);
    for (at, &c) in text.iter().enumerate().skip(open) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => cuts.push(at),
            _ => {}
        }
        if depth == 0 {
            cuts.push(at);
            break;
        }
    }
    let mut all = BTreeSet::new();
    for pair in cuts.windows(2) {
        let joined = [&text[..open], &text[pair[0] + 1..pair[1]], &text[cuts[cuts.len() - 1] + 1..]];
        all.extend(expand(&joined.concat())?);
        if all.len() > 2_000 {
            return None;
        }
    }
    Some(all)
}

fuzz_target!(|bytes: &[u8]| {
    // Few letters, so that most texts have braces that close.
    let text: String = bytes.iter().take(40).map(|byte| char::from(b"{},ab {},"[usize::from(byte % 9)])).collect();
    let yaml = format!(
        "type: person\nactors:\n  - id: someone\n    name: Some One\n    aliases: [{}]\n",
        serde_json::to_string(&text).expect("a string")
    );
    let Ok(gazetteer) = Gazetteer::from_yaml(&yaml) else {
        return;
    };
    let chars: Vec<char> = text.chars().collect();
    if let Some(wanted) = expand(&chars) {
        let wanted: BTreeSet<String> = wanted
            .into_iter()
            .map(|name| name.into_iter().collect::<String>())
            .map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        let found: BTreeSet<String> = gazetteer.actors()[0]
            .names
            .iter()
            .map(|name| name.text.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|name| name != "Some One")
            .collect();
        assert_eq!(found, wanted, "{text:?}");
    }
});
