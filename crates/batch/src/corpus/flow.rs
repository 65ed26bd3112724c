//! A text put together of the pieces of a marked-up document.

/// Puts words together as a reader sees them: white space is one space, blocks are parted by a
/// blank line, and nothing is parted or glued that is not so in the document.
#[derive(Debug, Default)]
pub(super) struct Flow {
    text: String,
    gap: Gap,
}

/// What comes before the next word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    Nothing,
    Space,
    Line,
    Block,
}

#[allow(dead_code)] // Which of them are used, features say.
impl Flow {
    /// Adds running text.
    pub(super) fn push(&mut self, text: &str) {
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        if text.starts_with(is_space) {
            self.gap = self.gap.max(Gap::Space);
        }
        for (number, word) in text
            .split(is_space)
            .filter(|word| !word.is_empty())
            .enumerate()
        {
            if number > 0 {
                self.gap = self.gap.max(Gap::Space);
            }
            self.close_gap();
            self.text.push_str(word);
        }
        if text.ends_with(is_space) {
            self.gap = self.gap.max(Gap::Space);
        }
    }

    /// Adds text whose lines and blanks are to be kept.
    pub(super) fn push_as_it_is(&mut self, text: &str) {
        if !text.is_empty() {
            self.close_gap();
            self.text.push_str(text);
        }
    }

    /// Parts words, as the cells of a row.
    pub(super) fn part(&mut self) {
        self.gap = self.gap.max(Gap::Space);
    }

    /// Ends a line.
    pub(super) fn end_line(&mut self) {
        self.gap = self.gap.max(Gap::Line);
    }

    /// Ends a block.
    pub(super) fn end_block(&mut self) {
        self.gap = Gap::Block;
    }

    /// Returns the text.
    pub(super) fn into_text(self) -> String {
        self.text
    }

    fn close_gap(&mut self) {
        let gap = match std::mem::take(&mut self.gap) {
            _ if self.text.is_empty() => "",
            Gap::Nothing => "",
            Gap::Space => " ",
            Gap::Line => "\n",
            Gap::Block => "\n\n",
        };
        self.text.push_str(gap);
    }
}
