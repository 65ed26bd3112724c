//! The forms of an English verb.

use super::classes::Classes;

/// Verbs with forms of their own: as in a dictionary, past, participle.
const IRREGULAR: &[[&str; 3]] = &[
    ["arise", "arose", "arisen"],
    ["awake", "awoke", "awoken"],
    ["bear", "bore", "borne"],
    ["beat", "beat", "beaten"],
    ["become", "became", "become"],
    ["begin", "began", "begun"],
    ["bet", "bet", "bet"],
    ["bind", "bound", "bound"],
    ["bite", "bit", "bitten"],
    ["break", "broke", "broken"],
    ["bring", "brought", "brought"],
    ["build", "built", "built"],
    ["buy", "bought", "bought"],
    ["cast", "cast", "cast"],
    ["catch", "caught", "caught"],
    ["choose", "chose", "chosen"],
    ["cling", "clung", "clung"],
    ["come", "came", "come"],
    ["cost", "cost", "cost"],
    ["creep", "crept", "crept"],
    ["cut", "cut", "cut"],
    ["deal", "dealt", "dealt"],
    ["draw", "drew", "drawn"],
    ["dream", "dreamed", "dreamt"],
    ["drink", "drank", "drunk"],
    ["drive", "drove", "driven"],
    ["fall", "fell", "fallen"],
    ["feel", "felt", "felt"],
    ["fight", "fought", "fought"],
    ["find", "found", "found"],
    ["flee", "fled", "fled"],
    ["fling", "flung", "flung"],
    ["fly", "flew", "flown"],
    ["forbid", "forbade", "forbidden"],
    ["forget", "forgot", "forgotten"],
    ["forgive", "forgave", "forgiven"],
    ["freeze", "froze", "frozen"],
    ["get", "got", "got"],
    ["give", "gave", "given"],
    ["go", "went", "gone"],
    ["grow", "grew", "grown"],
    ["hear", "heard", "heard"],
    ["hit", "hit", "hit"],
    ["hold", "held", "held"],
    ["hurt", "hurt", "hurt"],
    ["keep", "kept", "kept"],
    ["know", "knew", "known"],
    ["lay", "laid", "laid"],
    ["lead", "led", "led"],
    ["learn", "learned", "learnt"],
    ["leave", "left", "left"],
    ["lend", "lent", "lent"],
    ["let", "let", "let"],
    ["lie", "lay", "lain"],
    ["lose", "lost", "lost"],
    ["make", "made", "made"],
    ["mean", "meant", "meant"],
    ["meet", "met", "met"],
    ["outgun", "outgunned", "outgunned"],
    ["overcome", "overcame", "overcome"],
    ["overrun", "overran", "overrun"],
    ["oversee", "oversaw", "overseen"],
    ["overthrow", "overthrew", "overthrown"],
    ["pay", "paid", "paid"],
    ["put", "put", "put"],
    ["quit", "quit", "quit"],
    ["rebuild", "rebuilt", "rebuilt"],
    ["repay", "repaid", "repaid"],
    ["retake", "retook", "retaken"],
    ["rethink", "rethought", "rethought"],
    ["ride", "rode", "ridden"],
    ["ring", "rang", "rung"],
    ["rise", "rose", "risen"],
    ["run", "ran", "run"],
    ["say", "said", "said"],
    ["see", "saw", "seen"],
    ["seek", "sought", "sought"],
    ["sell", "sold", "sold"],
    ["send", "sent", "sent"],
    ["set", "set", "set"],
    ["shake", "shook", "shaken"],
    ["shoot", "shot", "shot"],
    ["show", "showed", "shown"],
    ["shut", "shut", "shut"],
    ["sing", "sang", "sung"],
    ["sink", "sank", "sunk"],
    ["sit", "sat", "sat"],
    ["speak", "spoke", "spoken"],
    ["spell", "spelled", "spelt"],
    ["spend", "spent", "spent"],
    ["spin", "spun", "spun"],
    ["split", "split", "split"],
    ["spread", "spread", "spread"],
    ["stand", "stood", "stood"],
    ["steal", "stole", "stolen"],
    ["strike", "struck", "struck"],
    ["strive", "strove", "striven"],
    ["swear", "swore", "sworn"],
    ["sweep", "swept", "swept"],
    ["swim", "swam", "swum"],
    ["take", "took", "taken"],
    ["teach", "taught", "taught"],
    ["tell", "told", "told"],
    ["think", "thought", "thought"],
    ["throw", "threw", "thrown"],
    ["undercut", "undercut", "undercut"],
    ["undergo", "underwent", "undergone"],
    ["understand", "understood", "understood"],
    ["undertake", "undertook", "undertaken"],
    ["uphold", "upheld", "upheld"],
    ["upset", "upset", "upset"],
    ["win", "won", "won"],
    ["withdraw", "withdrew", "withdrawn"],
    ["withhold", "withheld", "withheld"],
    ["withstand", "withstood", "withstood"],
    ["write", "wrote", "written"],
];

/// Verbs of several syllables that double their last letter: committed, controlling.
const DOUBLING: &[&str] = &[
    "admit", "commit", "compel", "control", "debar", "defer", "deter", "dispel", "embed", "equip",
    "excel", "expel", "handicap", "incur", "infer", "outwit", "patrol", "permit", "prefer",
    "propel", "rebel", "rebut", "recur", "refer", "regret", "remit", "repel", "submit", "transfer",
];

/// Calls `found` with each form of a verb and what it is.
pub(super) fn inflect(verb: &str, mut found: impl FnMut(String, Classes)) {
    found(verb.to_owned(), Classes::BASE);
    found(third_person(verb), Classes::FINITE);
    found(format!("{}ing", stem(verb, "ing")), Classes::GERUND);
    let place = IRREGULAR.binary_search_by_key(&verb, |[base, ..]| base);
    if let Ok(place) = place {
        let [_, past, participle] = IRREGULAR[place];
        found(past.to_owned(), Classes::FINITE);
        found(participle.to_owned(), Classes::PARTICIPLE);
    } else {
        let past = format!("{}ed", stem(verb, "ed"));
        found(past, Classes::FINITE.or(Classes::PARTICIPLE));
    }
    // Travelled, as the British write.
    if ["al", "el"].iter().any(|&end| verb.ends_with(end)) && !is_doubled(verb) {
        found(
            format!("{verb}led"),
            Classes::FINITE.or(Classes::PARTICIPLE),
        );
        found(format!("{verb}ling"), Classes::GERUND);
    }
}

fn third_person(verb: &str) -> String {
    match consonant_and_y(verb) {
        Some(stem) => format!("{stem}ies"),
        None if ["s", "x", "z", "ch", "sh", "o"]
            .iter()
            .any(|&end| verb.ends_with(end)) =>
        {
            format!("{verb}es")
        }
        None => format!("{verb}s"),
    }
}

/// Returns what *ed* and *ing* are added to.
fn stem(verb: &str, ending: &str) -> String {
    if ending == "ed"
        && let Some(stem) = consonant_and_y(verb)
    {
        return format!("{stem}i");
    }
    if let Some(stem) = verb.strip_suffix("ie").filter(|_| ending == "ing") {
        return format!("{stem}y");
    }
    let silent = verb.strip_suffix('e').filter(|stem| {
        // Seeing, dyeing and forgoing keep it.
        ending == "ed" || !stem.ends_with(['e', 'o', 'y'])
    });
    match silent {
        Some(stem) => stem.to_owned(),
        None if is_doubled(verb) => {
            let last = &verb[verb.len() - 1..];
            format!("{verb}{last}")
        }
        None => verb.to_owned(),
    }
}

fn consonant_and_y(verb: &str) -> Option<&str> {
    verb.strip_suffix('y')
        .filter(|stem| !stem.ends_with(VOWELS))
}

const VOWELS: [char; 5] = ['a', 'e', 'i', 'o', 'u'];

/// Returns whether the last letter is doubled: of one syllable that ends in one consonant after one
/// vowel, and of some others.
fn is_doubled(verb: &str) -> bool {
    if DOUBLING.contains(&verb) {
        return true;
    }
    let is_vowel = |letter: &u8| VOWELS.contains(&char::from(*letter));
    let letters = verb.as_bytes();
    let [rest @ .., vowel, last] = letters else {
        return false;
    };
    // The u of *quit* is no vowel.
    let rest_has_vowel = match rest {
        [before @ .., b'q', b'u'] => before.iter().any(is_vowel),
        _ => rest.iter().any(is_vowel),
    };
    is_vowel(vowel) && !is_vowel(last) && !b"wxy".contains(last) && !rest_has_vowel
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn irregular_verbs_are_in_order() {
        assert!(IRREGULAR.is_sorted_by_key(|[base, ..]| base));
        assert!(DOUBLING.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn forms() {
        for (verb, want) in [
            ("say", "say says saying said said"),
            ("deny", "deny denies denying denied"),
            ("agree", "agree agrees agreeing agreed"),
            ("ban", "ban bans banning banned"),
            ("beat", "beat beats beating beat beaten"),
            ("quit", "quit quits quitting quit quit"),
            ("lie", "lie lies lying lay lain"),
            ("join", "join joins joining joined"),
            ("veto", "veto vetoes vetoing vetoed"),
            ("commit", "commit commits committing committed"),
            ("visit", "visit visits visiting visited"),
            ("row", "row rows rowing rowed"),
            ("obey", "obey obeys obeying obeyed"),
            ("press", "press presses pressing pressed"),
        ] {
            let mut forms = Vec::new();
            inflect(verb, |form, _| forms.push(form));
            assert_eq!(forms.join(" "), want);
        }
    }
}
