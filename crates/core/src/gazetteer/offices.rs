//! Which of several offices of one day is told first.

/// Titles of heads of state and of government, in lower case; *acting* and the like may stand
/// before. A president of something named is not among them: of a senate, a court, a province.
const HEADS: &[&str] = &[
    "captain regent",
    "chairman of the cabinet of ministers",
    "chairman of the cabinet of ministers (prime minister)",
    "chairman of the council of ministers",
    "chairman of the presidency",
    "chairman of the presidential leadership council",
    "chairman of the sovereignty council",
    "chancellor",
    "chief adviser",
    "emir",
    "emperor",
    "federal chancellor",
    "grand duke",
    "head of government",
    "head of state",
    "king",
    "pope",
    "premier",
    "premier of the state council",
    "president",
    "president of the council of ministers",
    "president of the government",
    "prime minister",
    "prince",
    "queen",
    "sultan",
    "supreme leader",
    "taoiseach",
];

const ACTING: [&str; 4] = ["acting ", "interim ", "provisional ", "transitional "];
const DEPUTIES: [&str; 8] = [
    "assistant",
    "deputy",
    "first deputy",
    "former",
    "parliamentary",
    "permanent",
    "under",
    "vice",
];

/// What an office is worth beside others of the same day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum OfficeRank {
    /// Head of state or of government.
    Head,
    /// Minister, or secretary of a state.
    Minister,
    /// Every other, also a deputy.
    Other,
}

impl OfficeRank {
    /// Returns the rank of a title; a role without title is `Other`.
    pub(crate) fn of(title: Option<&str>) -> Self {
        let title = title.unwrap_or_default().to_lowercase();
        let plain = ACTING.iter().find_map(|word| title.strip_prefix(word));
        if HEADS.contains(&plain.unwrap_or(&title)) {
            return Self::Head;
        }
        let is_deputy = DEPUTIES.iter().any(|word| title.starts_with(word));
        let is_minister = ["minister", "secretary of ", "chancellor of the exchequer"]
            .iter()
            .any(|words| title.contains(words));
        match is_minister && !is_deputy {
            true => Self::Minister,
            false => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::OfficeRank::{self, Head, Minister, Other};

    #[test]
    fn heads_come_before_ministers_and_these_before_all_others() {
        for (title, wanted) in [
            ("President", Head),
            ("Interim President", Head),
            ("Prime Minister", Head),
            ("President of the Council of Ministers", Head),
            ("Supreme Leader", Head),
            ("King", Head),
            ("President of the Senate", Other),
            ("President of the National Assembly", Other),
            ("Vice President", Other),
            ("Vice President of the Council of Ministers", Other),
            ("Deputy Prime Minister", Other),
            ("Minister of Defence", Minister),
            ("Chief Minister of Goa", Minister),
            ("Secretary of Defense", Minister),
            ("Secretary of State for Justice", Minister),
            ("Chancellor of the Exchequer", Minister),
            ("Chief of the General Staff", Other),
            ("Leader of the Opposition", Other),
        ] {
            assert_eq!(OfficeRank::of(Some(title)), wanted, "{title}");
        }
        assert_eq!(OfficeRank::of(None), Other);
    }
}
