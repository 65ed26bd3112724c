//! Writes a file by dice.

use crate::edit::scalar;

/// Numbers that decide how a file is written; 0 for ever once they are used up, which chooses the
/// plainest form.
struct Dice {
    throws: Vec<u16>,
    at: usize,
}

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        let throw = self.throws.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        throw as usize % sides
    }

    fn one_in(&mut self, chance: usize) -> bool {
        self.throw(chance) == chance - 1
    }

    fn pick<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[self.throw(texts.len())]
    }
}

/// Names that YAML or folding could stumble over.
pub(super) const NAMES: &[&str] = &[
    "Badr Organization",
    "Badr {Corps,Brigade}",
    "حزب الله",
    "حركة {النجباء,أنصار}",
    "Kata'ib Hezbollah",
    "O\"Neil",
    "a: b",
    "a #b",
    "C#",
    "NO",
    "007",
    "null",
    "1e5",
    "Ὀδυσσεύς — Ø",
    "中文 武装",
    "back\\slash",
    "ends:",
    "x, [y] {z,w}",
    "Côte d’Ivoire",
    "7th {,Shi{ite,a} }Brigade",
    "\"Islamic State\"",
    "'Amaq",
    "X",
];

pub(super) const EXAMPLES: &[&str] = &[
    "[X] said",
    "the [Badr Organization]: \"no\" # 1",
    "  two  [X] ",
    "[حزب الله]",
    "{[X]}, 'a'",
];

pub(super) const COMMENTS: &[&str] = &[
    "#",
    "# plain",
    "#\ttabs\tin it",
    "# - id: old",
    "# \"open [quote, {brace: 'x",
    "# ── Iraq ──",
    "# حزب | >",
    "#: |",
];

struct Writer {
    dice: Dice,
    text: String,
    line_break: &'static str,
    /// A block of text was the last thing written: a comment further in would be part of it.
    in_text: bool,
}

impl Writer {
    fn end_line(&mut self) {
        self.in_text = false;
        if self.dice.one_in(5) {
            let comment = self.dice.pick(COMMENTS);
            let gap = self.dice.pick(&[" ", "  ", "\t"]);
            self.text += gap;
            self.text += comment;
        } else if self.dice.one_in(8) {
            self.text += self.dice.pick(&[" ", "   ", " \t"]);
        }
        self.text += self.line_break;
    }

    /// Blank lines and comments, at some column.
    fn rest(&mut self, column: usize) {
        let column = (!self.in_text).then_some(column);
        while self.dice.one_in(4) {
            if self.dice.one_in(2) {
                self.text += self.dice.pick(&["", "  ", " "]);
                self.text += self.line_break;
            } else {
                let columns = column.map_or([0; 3], |column| [column, 0, column + 2]);
                let margin = columns[self.dice.throw(3)];
                self.text += &" ".repeat(margin);
                self.text += self.dice.pick(COMMENTS);
                self.text += self.line_break;
            }
        }
    }

    /// A text in one of the forms that give it back.
    fn scalar(&mut self, text: &str, in_flow: bool) {
        let context = if in_flow {
            scalar::Context::Flow
        } else {
            scalar::Context::Block
        };
        let (single, double) = (scalar::Sign::Single, scalar::Sign::Double);
        let quotes = match self.dice.throw(4) {
            0 => scalar::Quotes::IfNeeded(single),
            1 => scalar::Quotes::IfNeeded(double),
            2 => scalar::Quotes::Always(single),
            _ => scalar::Quotes::Always(double),
        };
        self.text += &scalar::write(text, context, quotes);
    }

    /// A text as the value of a block item or key, perhaps as a block of text; ends the line.
    fn block_scalar(&mut self, text: &str, column: usize) {
        if text.starts_with(' ') || !self.dice.one_in(8) {
            self.scalar(text, false);
            return self.end_line();
        }
        self.text += self.dice.pick(&["|", ">", "|-", ">-", ">+"]);
        if self.dice.one_in(3) {
            self.text += " # | x";
        }
        self.text += self.line_break;
        self.text += &format!("{}{text}{}", " ".repeat(column + 2), self.line_break);
        if self.dice.one_in(3) {
            self.text += self.line_break;
        }
        self.in_text = true;
    }

    fn list(&mut self, key: &str, items: &[&str], column: usize, in_flow: bool) {
        self.text += key;
        self.text.push(':');
        if in_flow || items.is_empty() || self.dice.one_in(2) {
            self.text.push(' ');
            self.flow_list(items, column + 4);
            if !in_flow {
                self.end_line();
            }
            return;
        }
        self.end_line();
        let column = column + [2, 0, 4][self.dice.throw(3)];
        for item in items {
            self.rest(column);
            self.text += &" ".repeat(column);
            self.text.push('-');
            match self.dice.throw(8) {
                0 => self.text += "   ",
                1 => {
                    self.end_line();
                    self.text += &" ".repeat(column + 3);
                }
                _ => self.text += " ",
            }
            self.block_scalar(item, column);
        }
        self.rest(column);
    }

    fn flow_list(&mut self, items: &[&str], column: usize) {
        let on_lines = self.dice.one_in(3);
        self.text.push('[');
        for (n, item) in items.iter().enumerate() {
            if on_lines {
                self.end_line();
                self.text += &" ".repeat(column);
            } else if n > 0 {
                self.text += self.dice.pick(&[" ", ""]);
            }
            self.scalar(item, true);
            if n + 1 < items.len() || self.dice.one_in(3) {
                self.text += self.dice.pick(&[",", ",", " ,"]);
            }
        }
        if on_lines && self.dice.one_in(2) {
            self.end_line();
            self.text += &" ".repeat(column);
        }
        self.text.push(']');
    }

    /// Returns the keys of an actor: name and up to four others.
    fn keys(&mut self) -> Vec<(&'static str, Vec<&'static str>)> {
        let mut keys = vec![("id", vec![]), ("name", vec![])];
        for key in [
            "country",
            "aliases",
            "adjectives",
            "short_names",
            "guarded",
            "codes",
            "not",
            "matches",
        ] {
            if self.dice.one_in(4) {
                let texts = if key == "matches" { EXAMPLES } else { NAMES };
                let count = self.dice.throw(4);
                let count = if key == "guarded" {
                    count.max(1)
                } else {
                    count
                };
                keys.push((key, (0..count).map(|_| self.dice.pick(texts)).collect()));
            }
        }
        if self.dice.one_in(4) {
            let other = self.dice.throw(keys.len());
            keys.swap(1, other);
        }
        keys
    }

    fn entry(&mut self, id: &str, key: &'static str, items: &[&str], column: usize, in_flow: bool) {
        let single = match key {
            "id" => Some(id),
            "name" => Some("Some Name"),
            "country" => Some("IRQ"),
            _ => None,
        };
        match (single, key) {
            (Some(text), _) if in_flow => {
                self.text += &format!("{key}: ");
                self.scalar(text, true);
            }
            (Some(text), _) => {
                self.text += &format!("{key}: ");
                self.block_scalar(text, column);
            }
            (None, "codes" | "guarded") if !in_flow && !items.is_empty() && self.dice.one_in(2) => {
                self.mappings_on_lines(key, items.len(), column);
            }
            (None, "codes" | "guarded") => {
                let value = match (key, items.len()) {
                    ("codes", 0) => "{}",
                    ("codes", 1) => "{a: 'b' }",
                    ("codes", _) => "{a: b, c: \"d\",}",
                    (_, 1) => "[{name: G, needs: [iraq words]}]",
                    _ => "[{name: G, unless: [x y]}, {name: 'H', needs: [ z ]},]",
                };
                self.text += &format!("{key}: {value}");
                if !in_flow {
                    self.end_line();
                }
            }
            (None, _) => self.list(key, items, column, in_flow),
        }
    }

    /// Codes, or guarded names, with a line for each key.
    fn mappings_on_lines(&mut self, key: &str, count: usize, column: usize) {
        self.text += &format!("{key}:");
        self.end_line();
        for n in 0..count {
            self.rest(column + 2);
            if key == "codes" {
                self.text += &format!("{}{}: ", " ".repeat(column + 2), ["a", "c", "e"][n % 3]);
                self.block_scalar("Q 1", column + 2);
                continue;
            }
            let indentation = " ".repeat(column + 2);
            self.text += &format!("{indentation}- name: ");
            self.block_scalar("Guarded Name", column + 4);
            self.rest(column + 4);
            self.text += &format!("{indentation}  ");
            self.list("needs", &["iraq words", "حزب الله"], column + 4, false);
        }
    }

    fn flow_actor(&mut self, id: &str, column: usize) {
        let keys = self.keys();
        let on_lines = self.dice.one_in(3);
        self.text.push('{');
        for (n, (key, items)) in keys.iter().enumerate() {
            if on_lines {
                self.end_line();
                self.text += &" ".repeat(column);
            } else if n > 0 {
                self.text.push(' ');
            }
            self.entry(id, key, items, column, true);
            if n + 1 < keys.len() || self.dice.one_in(4) {
                self.text.push(',');
            }
        }
        self.text.push('}');
    }

    fn block_actor(&mut self, id: &str, column: usize) {
        self.text += &" ".repeat(column);
        let gap = [1, 3, 0][self.dice.throw(3)];
        let inner = column + 1 + gap.max(1);
        self.text.push('-');
        if gap == 0 {
            self.end_line();
            self.text += &" ".repeat(inner);
        } else {
            self.text += &" ".repeat(gap);
        }
        if gap > 0 && self.dice.one_in(4) {
            self.flow_actor(id, inner + 2);
            return self.end_line();
        }
        for (n, (key, items)) in self.keys().into_iter().enumerate() {
            if n > 0 {
                self.rest(inner);
                self.text += &" ".repeat(inner);
            }
            self.entry(id, key, &items, inner, false);
        }
    }

    /// A whole file with `count` actors, whose ids are `a0`, `a1` …, in no order.
    fn file(&mut self, count: usize) {
        self.rest(0);
        if self.dice.one_in(6) {
            self.text += "---";
            self.end_line();
        }
        self.text += "type: militia";
        self.end_line();
        self.rest(0);
        self.text += "actors:";
        if count == 0 || self.dice.one_in(8) {
            self.text += " [";
            for n in 0..count {
                self.flow_actor(&id(n, count), 8);
                self.text += self.dice.pick(&[", ", ","]);
            }
            self.text += "]";
            self.end_line();
        } else {
            self.end_line();
            let column = [2, 0, 4][self.dice.throw(3)];
            for n in 0..count {
                self.rest(column);
                self.block_actor(&id(n, count), column);
            }
        }
        self.rest(2);
        if count > 0 && self.dice.one_in(4) || count == 0 {
            self.text += "families: [{each: {id: []}, id: f, name: F}]";
            self.end_line();
            self.rest(0);
        }
        if self.dice.one_in(4) {
            let end = self.text.trim_end_matches(['\n', '\r']).len();
            self.text.truncate(end);
        }
        if self.dice.one_in(8) {
            self.text.insert(0, '\u{FEFF}');
        }
    }
}

/// Three orders of ids: up, down, and mixed.
fn id(n: usize, count: usize) -> String {
    match count % 3 {
        0 => format!("a{n}"),
        1 => format!("a{}", count - n),
        _ => format!("a{}", (n * 7 + 3) % 11),
    }
}

pub(super) fn write_file(throws: Vec<u16>, count: usize) -> String {
    let line_break = if throws.first().is_some_and(|first| first % 4 == 3) {
        "\r\n"
    } else {
        "\n"
    };
    let dice = Dice { throws, at: 1 };
    let mut writer = Writer {
        dice,
        text: String::new(),
        line_break,
        in_text: false,
    };
    writer.file(count);
    writer.text
}
