//! When a short name counts where the document has no full name of its actor (rule 5).

/// When a short name (a surname, an acronym) counts where the document has no full name of its
/// actor.
///
/// A short name right behind a title (*President Bush*, *Gen. Haftar*) makes it count in the whole
/// document, whatever is chosen here; if it is a surname that thousands bear, only where the
/// document also speaks of the actor's country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ShortNames {
    /// Never.
    Evidence,
    /// Where the document speaks of the actor's country or parent, unless thousands bear that
    /// surname. In any document if the actor is, or was, a head of state or of government, and
    /// nobody else in the gazetteer is called so.
    #[default]
    Country,
    /// In any document.
    Always,
}
