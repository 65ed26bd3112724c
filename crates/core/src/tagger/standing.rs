//! How a name stands at a place.

/// How a name stands at a place: what matters there beside the document as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) struct Standing {
    /// A common word in a line set wholly in capitals, without the dots of an acronym: it counts
    /// only if the actor is named elsewhere.
    pub(super) in_capitals: bool,
    /// A short name in a run of capitalised words: it counts only if the actor is named in full.
    pub(super) in_run: bool,
    /// The name of a place or a state, behind a person of that name: it counts only if the document
    /// speaks more of the place.
    pub(super) after_person: bool,
}

impl Standing {
    /// Adds what matters for another name.
    pub(super) fn join(&mut self, other: Self) {
        self.in_capitals |= other.in_capitals;
        self.in_run |= other.in_run;
        self.after_person |= other.after_person;
    }
}
