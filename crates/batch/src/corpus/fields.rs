//! The fields of a record that are kept, and what people call them.

use super::shown::start;

/// How many fields of a record are kept.
pub(super) const FIELDS: usize = Field::ALL.len();

/// A field of a record that is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Id,
    Text,
    Date,
    Title,
    Language,
}

impl Field {
    /// All of them, in the order in which they stand wherever there is one value for each.
    pub(super) const ALL: [Self; 5] = [
        Self::Id,
        Self::Text,
        Self::Date,
        Self::Title,
        Self::Language,
    ];

    /// Returns what it is called where nobody says otherwise.
    pub(super) fn usual_name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Text => "text",
            Self::Date => "date",
            Self::Title => "title",
            Self::Language => "language",
        }
    }

    /// Returns its place in [`Self::ALL`].
    pub(super) fn index(self) -> usize {
        self as usize
    }

    /// What files call it that others made, the most usual first.
    fn other_names(self) -> &'static [&'static str] {
        match self {
            Self::Id => &[
                "id", "_id", "doc_id", "docno", "uuid", "guid", "key", "url", "link",
            ],
            Self::Text => &[
                "text",
                "body",
                "content",
                "contents",
                "full_text",
                "fulltext",
                "article",
                "article_text",
                "maintext",
                "raw_text",
                "message",
                "story",
                "abstract",
                "description",
            ],
            Self::Date => &[
                "date",
                "pubdate",
                "pub_date",
                "published",
                "published_at",
                "publication_date",
                "date_published",
                "created_at",
                "created",
                "datetime",
                "timestamp",
                "time",
                "datum",
                "fecha",
            ],
            Self::Title => &["title", "headline", "heading", "head", "subject", "titel"],
            Self::Language => &["language", "lang", "locale"],
        }
    }
}

/// Whether two names of a field are one: their letters' case does not matter.
pub(super) fn same_name(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other) || !one.is_ascii() && one.to_lowercase() == other.to_lowercase()
}

/// Returns where a name stands among others: the very name, else the same in other letters' case.
pub(super) fn places<S: AsRef<str>>(names: &[S], wanted: &str) -> Vec<usize> {
    let find = |is: &dyn Fn(&str) -> bool| -> Vec<usize> {
        let places = names.iter().enumerate();
        let places = places.filter(|(_, name)| is(name.as_ref()));
        places.map(|(place, _)| place).collect()
    };
    let exact = find(&|name| name == wanted);
    if exact.is_empty() {
        find(&|name| same_name(name, wanted))
    } else {
        exact
    }
}

/// Returns which of the names there are was most likely meant: one spelled nearly like that which
/// is wanted, else one that is usual for the field.
pub(super) fn near<'n, S: AsRef<str>>(
    names: &'n [S],
    wanted: &str,
    field: Field,
) -> Option<&'n str> {
    let wanted = wanted.to_lowercase();
    // A third of the letters may differ, as in `Datums` and `Datum`.
    let most = (wanted.chars().count() / 3).max(1);
    let spelled = names.iter().map(AsRef::as_ref).filter_map(|name| {
        let distance = strsim::osa_distance(&wanted, &name.to_lowercase());
        (distance <= most && wanted.chars().count() > 2).then_some((distance, name))
    });
    let spelled = spelled.min_by_key(|(distance, _)| *distance);
    let usual = || {
        let mut usual = field.other_names().iter();
        usual.find_map(|usual| {
            let mut names = names.iter().map(AsRef::as_ref);
            // Of a field inside others its own name counts: `article.body`.
            names.find(|name| {
                let own = name.rsplit('.').next().unwrap_or(name);
                same_name(name, usual) || same_name(own, usual)
            })
        })
    };
    spelled.map(|(_, name)| name).or_else(usual)
}

/// Says which of the fields there are most likely is meant; empty where none is.
pub(super) fn likely<S: AsRef<str>>(names: &[S], wanted: &str, field: Field) -> String {
    let likely = near(names, wanted, field).map(|name| {
        let is = field.usual_name();
        format!("; `{}` is likely the {is}", start(name))
    });
    likely.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_name_is_found() {
        for (names, wanted, field, found) in [
            ("id,Datum,text", "Datums", Field::Date, Some("Datum")),
            (
                "id,published,text",
                "pubdate",
                Field::Date,
                Some("published"),
            ),
            ("DOCNO,text", "doc_no", Field::Id, Some("DOCNO")),
            ("url,text", "docno", Field::Id, Some("url")),
            ("headline,text", "titel", Field::Title, Some("headline")),
            ("id,article.body", "text", Field::Text, Some("article.body")),
            ("Sprache,text", "lang", Field::Language, None),
            ("ab,text", "id", Field::Id, None),
            ("", "date", Field::Date, None),
        ] {
            let names: Vec<&str> = names.split(',').collect();
            assert_eq!(near(&names, wanted, field), found, "{wanted} in {names:?}");
        }
    }

    #[test]
    fn the_very_name_goes_before_the_same_in_other_letters() {
        assert_eq!(places(&["Text", "text", "TEXT"], "text"), [1]);
        assert_eq!(places(&["Text", "TEXT"], "text"), [0, 1]);
        assert_eq!(places(&["ÜBERSCHRIFT"], "Überschrift"), [0]);
        assert!(places(&["texts"], "text").is_empty());
    }

    #[test]
    fn each_field_stands_at_its_place() {
        for (place, field) in Field::ALL.into_iter().enumerate() {
            assert_eq!(field.index(), place);
            assert_eq!(field.other_names()[0], field.usual_name());
        }
    }
}
