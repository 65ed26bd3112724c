//! A text as people read it: marks and invisible characters set aside, every other character with
//! its neighbours.
//!
//! Where `src/text/fold.rs` looks around from each byte of the text, this first drops what does not
//! count, and then asks about neighbours by number.

use super::chars::{Kind, fold_letter, fold_sign, is_unspaced, kind, may_be_initial};

/// A character that counts, and where it stands in the text.
#[derive(Debug, Clone, Copy)]
struct Sign {
    c: char,
    kind: Kind,
    start: usize,
    end: usize,
}

/// One character of the folded text, and the number of the character it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Folded {
    pub c: char,
    pub from: usize,
    pub capital: bool,
    pub small: bool,
}

/// A text, read.
#[derive(Debug)]
pub struct Reading<'t> {
    text: &'t str,
    signs: Vec<Sign>,
    pub folded: Vec<Folded>,
}

impl<'t> Reading<'t> {
    pub fn of(text: &'t str) -> Self {
        let signs = text
            .char_indices()
            .map(|(start, c)| Sign {
                c,
                kind: kind(c),
                start,
                end: start + c.len_utf8(),
            })
            .filter(|sign| !matches!(sign.kind, Kind::Diacritic | Kind::Invisible))
            .collect();
        let mut reading = Self {
            text,
            signs,
            folded: Vec::new(),
        };
        reading.fold();
        reading
    }

    /// Whether the folded character `at` is a capital right behind a hyphen, where the word before
    /// the hyphen begins with a capital.
    pub fn is_capital_behind_hyphen(&self, at: usize) -> bool {
        let kind_of = |at: usize| self.signs[self.folded[at].from].kind;
        let from = self.folded[at].from;
        let first = self.folded[..at].iter().rposition(|one| one.from != from);
        let Some(hyphen) = first.filter(|&before| kind_of(before) == Kind::Hyphen) else {
            return false;
        };
        let word_before = (0..hyphen)
            .rev()
            .take_while(|&at| kind_of(at) == Kind::Word);
        let begins_with_capital = word_before.last().is_some_and(|at| self.folded[at].capital);
        self.folded[at].capital && self.folded[hyphen].c == ' ' && begins_with_capital
    }

    pub fn folded_text(&self) -> String {
        self.folded.iter().map(|folded| folded.c).collect()
    }

    fn fold(&mut self) {
        let mut at = 0;
        while at < self.signs.len() {
            let Sign { c, kind, .. } = self.signs[at];
            match kind {
                Kind::Word => {
                    for folded in fold_letter(c).chars() {
                        self.push(folded, at);
                    }
                }
                Kind::Sign => self.push(fold_sign(c), at),
                Kind::Space | Kind::Break | Kind::Paragraph => {
                    let end = self.end_of_white_space(at);
                    if self.has_blank_line(at, end) {
                        self.push('\n', at);
                        self.push('\n', at);
                    } else {
                        self.push(' ', at);
                    }
                    at = end;
                    continue;
                }
                Kind::Apostrophe if self.is_inside_word(at) || self.follows_hyphen(at) => {}
                Kind::Apostrophe | Kind::Quote => self.push('"', at),
                Kind::Hyphen if self.joins(at) => self.push(' ', at),
                Kind::Hyphen => self.push('-', at),
                Kind::Dot if self.is_acronym_dot(at) => {}
                Kind::Dot => self.push('.', at),
                Kind::Diacritic | Kind::Invisible => {}
            }
            at += 1;
        }
    }

    fn push(&mut self, folded: char, from: usize) {
        let Sign { c, kind, .. } = self.signs[from];
        self.folded.push(Folded {
            c: folded,
            from,
            capital: kind == Kind::Word && c.is_uppercase(),
            small: kind == Kind::Word && c.is_lowercase(),
        });
    }

    fn end_of_white_space(&self, at: usize) -> usize {
        let mut end = at;
        while matches!(
            self.kind_at(end),
            Some(Kind::Space | Kind::Break | Kind::Paragraph)
        ) {
            end += 1;
        }
        end
    }

    /// Whether a run of white space holds a blank line: two line breaks (CR LF is one), or a
    /// paragraph separator.
    fn has_blank_line(&self, start: usize, end: usize) -> bool {
        let run: String = self.signs[start..end].iter().map(|sign| sign.c).collect();
        let run = run.replace("\r\n", "\n");
        let breaks = run.chars().filter(|&c| kind(c) == Kind::Break).count();
        breaks >= 2 || run.contains('\u{2029}')
    }

    fn kind_at(&self, at: usize) -> Option<Kind> {
        self.signs.get(at).map(|sign| sign.kind)
    }

    /// The kind of the sign `distance` before `at`.
    fn kind_before(&self, at: usize, distance: usize) -> Option<Kind> {
        self.kind_at(at.checked_sub(distance)?)
    }

    fn is_word(&self, at: usize) -> bool {
        self.kind_at(at) == Some(Kind::Word)
    }

    /// Whether a word, or an acronym with its last stop, ends right before `at`.
    fn word_ends_before(&self, at: usize) -> bool {
        match self.kind_before(at, 1) {
            Some(Kind::Word) => true,
            Some(Kind::Dot) => self.is_acronym_dot(at - 1),
            _ => false,
        }
    }

    /// An apostrophe with letters on both sides.
    fn is_inside_word(&self, at: usize) -> bool {
        self.word_ends_before(at) && self.is_word(at + 1)
    }

    /// An apostrophe that begins the second half of a hyphenated pair: `al-‘Anbar`.
    fn follows_hyphen(&self, at: usize) -> bool {
        self.kind_before(at, 1) == Some(Kind::Hyphen)
            && self.word_ends_before(at - 1)
            && self.is_word(at + 1)
    }

    /// A hyphen between letters; the second half may begin with an apostrophe.
    fn joins(&self, at: usize) -> bool {
        let word_follows = self.is_word(at + 1)
            || self.kind_at(at + 1) == Some(Kind::Apostrophe) && self.is_word(at + 2);
        self.word_ends_before(at) && word_follows
    }

    /// A full stop after a lone letter, with another lone letter after it, or something that is no
    /// word and no stop.
    fn is_acronym_dot(&self, at: usize) -> bool {
        let Some(letter) = at.checked_sub(1) else {
            return false;
        };
        if !self.is_lone_on_the_left(letter) {
            return false;
        }
        match self.kind_at(at + 1) {
            Some(Kind::Word) => self.is_lone_on_the_right(at + 1),
            Some(Kind::Dot) => false,
            _ => true,
        }
    }

    fn is_lone_on_the_left(&self, letter: usize) -> bool {
        let goes_on = match self.kind_before(letter, 1) {
            Some(Kind::Word) => true,
            Some(Kind::Apostrophe) => self.kind_before(letter, 2) == Some(Kind::Word),
            _ => false,
        };
        may_be_initial(self.signs[letter].c) && !goes_on
    }

    /// A possessive ending does not make the letter before it a longer word: `U.S’s`.
    fn is_lone_on_the_right(&self, letter: usize) -> bool {
        let possessive =
            self.kind_at(letter + 1) == Some(Kind::Apostrophe) && self.is_possessive(letter + 1);
        may_be_initial(self.signs[letter].c) && (!self.goes_on_after(letter) || possessive)
    }

    /// Whether the word goes on behind the letter `at`, perhaps behind an apostrophe.
    fn goes_on_after(&self, at: usize) -> bool {
        self.is_word(at + 1)
            || self.kind_at(at + 1) == Some(Kind::Apostrophe) && self.is_word(at + 2)
    }

    /// The first byte of a character.
    pub fn start_of(&self, at: usize) -> usize {
        self.signs[at].start
    }

    /// Whether a word begins with the character `at`.
    pub fn is_word_start(&self, at: usize) -> bool {
        if !self.is_word(at) {
            return false;
        }
        match self.kind_before(at, 1) {
            Some(Kind::Word) => is_unspaced(self.signs[at - 1].c) || is_unspaced(self.signs[at].c),
            Some(Kind::Apostrophe) => !self.is_inside_word(at - 1),
            Some(Kind::Dot) => !self.is_acronym_dot(at - 1),
            _ => true,
        }
    }

    /// Whether a capital that is a word by itself, with a stop or without, stands before the
    /// character that begins at byte `start`, and only white space between them.
    pub fn follows_initial(&self, start: usize) -> bool {
        let Some(mut at) = self.signs.iter().position(|sign| sign.start == start) else {
            return false;
        };
        let first = at;
        while matches!(self.kind_before(at, 1), Some(Kind::Space | Kind::Break)) {
            at -= 1;
        }
        if at == first {
            return false;
        }
        if self.kind_before(at, 1) == Some(Kind::Dot) {
            at -= 1;
        }
        let Some(letter) = at.checked_sub(1) else {
            return false;
        };
        let alone = !matches!(
            self.kind_before(letter, 1),
            Some(Kind::Word | Kind::Dot | Kind::Apostrophe)
        );
        let c = self.signs[letter].c;
        c.is_uppercase() && may_be_initial(c) && alone
    }

    /// The byte at which a mention ends whose last letter is the character `last`; `None` where the
    /// word goes on.
    pub fn mention_end(&self, last: usize) -> Option<usize> {
        let with_diacritics = self.end_with_diacritics(last);
        match self.kind_at(last + 1) {
            Some(Kind::Word) if self.is_word(last) => {
                let apart = is_unspaced(self.signs[last].c) || is_unspaced(self.signs[last + 1].c);
                apart.then_some(with_diacritics)
            }
            Some(Kind::Apostrophe) if self.binds(last + 1) => None,
            Some(Kind::Dot) if self.is_acronym_dot(last + 1) => {
                if self.is_word(last + 2)
                    || self.kind_at(last + 2) == Some(Kind::Apostrophe) && self.binds(last + 2)
                {
                    return None;
                }
                // The stop belongs to an acronym of two letters or more; after a lone letter it may
                // end the sentence.
                let chain = last >= 1
                    && self.kind_at(last - 1) == Some(Kind::Dot)
                    && self.is_acronym_dot(last - 1);
                Some(if chain {
                    self.signs[last + 1].end
                } else {
                    with_diacritics
                })
            }
            _ => Some(with_diacritics),
        }
    }

    /// An apostrophe inside a word that begins no possessive ending.
    fn binds(&self, apostrophe: usize) -> bool {
        self.is_inside_word(apostrophe) && !self.is_possessive(apostrophe)
    }

    /// Whether the apostrophe inside a word begins a possessive ending: *’s*, and then the word is
    /// at its end.
    fn is_possessive(&self, apostrophe: usize) -> bool {
        self.is_inside_word(apostrophe)
            && fold_letter(self.signs[apostrophe + 1].c) == "s"
            && !self.goes_on_after(apostrophe + 1)
    }

    /// Whether the text up to the character `last` ends with *’s*.
    pub fn ends_with_possessive(&self, last: usize) -> bool {
        last >= 1
            && self.kind_at(last - 1) == Some(Kind::Apostrophe)
            && self.is_inside_word(last - 1)
            && fold_letter(self.signs[last].c) == "s"
    }

    fn end_with_diacritics(&self, at: usize) -> usize {
        let end = self.signs[at].end;
        let diacritics = self.text[end..]
            .chars()
            .take_while(|&c| kind(c) == Kind::Diacritic);
        end + diacritics.map(char::len_utf8).sum::<usize>()
    }
}
