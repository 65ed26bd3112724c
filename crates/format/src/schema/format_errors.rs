//! The mistakes that keep a gazetteer from being loaded, in a table for people; they are found
//! where files are read.

/// Each code with a sentence on what it is about, by name.
pub const FORMAT_ERRORS: &[(&str, &str)] = &[
    (
        "bad-code",
        "A code or its scheme holds a sign that the tables use between codes.",
    ),
    (
        "bad-country",
        "Countries are ISO 3166 alpha-3 codes: three capital letters.",
    ),
    (
        "bad-date",
        "Dates are written YYYY-MM-DD, and the day must exist.",
    ),
    (
        "bad-example",
        "A line under `matches` needs its brackets, closed and not nested; one under `never` has \
        none.",
    ),
    (
        "bad-id",
        "Ids are lower-case letters and digits joined by single hyphens: they are keys in other \
        tables.",
    ),
    ("bad-value", "A key with fixed values has another one."),
    (
        "blank-line",
        "A name never reaches over a blank line, so it cannot hold one.",
    ),
    (
        "braces-not-here",
        "Braces are expanded in lists of names only.",
    ),
    (
        "braces-too-deep",
        "Braces nested so deep are a mistake or an attack.",
    ),
    (
        "braces-too-long",
        "Braces that expand to texts so long are a mistake or an attack.",
    ),
    (
        "circular-part-of",
        "Whoever follows `part_of` upwards must come to an end.",
    ),
    ("control-character", "Control characters occur in no text."),
    (
        "dropped-canonical-name",
        "The canonical name is what tables show: another takes its place, or the actor is off.",
    ),
    (
        "duplicate-column",
        "Two columns of a CSV gazetteer have the same name.",
    ),
    (
        "duplicate-id",
        "An id is one actor's, in all files together.",
    ),
    (
        "duplicate-key",
        "The second of two equal keys would silently win.",
    ),
    (
        "empty-change",
        "A change that changes nothing, or more than `off: true` lets it.",
    ),
    (
        "empty-family",
        "A family that applies to nobody makes nothing.",
    ),
    (
        "empty-name",
        "An empty name, or one of signs only, cannot be looked for.",
    ),
    (
        "empty-value",
        "A key without a value, or a list item with nothing in it.",
    ),
    (
        "failing-match",
        "A line under `matches` does not find the actor where its brackets are.",
    ),
    ("failing-never", "A line under `never` finds the actor."),
    (
        "missing-column",
        "A CSV gazetteer needs the columns `name` and `type`; an `id` that is missing is made.",
    ),
    (
        "missing-key",
        "An entry lacks a key that it cannot do without.",
    ),
    (
        "name-begins-with-sign",
        "Names are looked for where words begin.",
    ),
    (
        "name-too-long",
        "Names of more than 400 bytes occur in no running text.",
    ),
    (
        "no-actors",
        "A file without actors or families is probably not a gazetteer.",
    ),
    ("no-gazetteer", "There is no gazetteer where one was named."),
    ("not-utf8", "Gazetteers are UTF-8."),
    (
        "placeholder-not-here",
        "`<name>` and its like are expanded under `families` only.",
    ),
    (
        "placeholder-without-value",
        "A family uses a placeholder for which its actors have no value.",
    ),
    ("reversed-dates", "A role ends before it begins."),
    (
        "single-alternative",
        "Braces with one alternative expand to nothing but themselves: `{s}` for `{,s}`.",
    ),
    ("stray-brace", "A closing brace without an opening one."),
    ("too-large", "Files of more than 4 GiB are refused."),
    (
        "too-many-alternatives",
        "Braces that multiply to more than 4,096 names are refused.",
    ),
    (
        "too-many-names",
        "Gazetteers that stand for more than 5,000,000 names in YAML are refused.",
    ),
    (
        "unclosed-brace",
        "An opening brace without its closing one.",
    ),
    (
        "unclosed-quote",
        "A quoted field of a CSV gazetteer does not end, or ends before its quote is closed.",
    ),
    (
        "unknown-actor",
        "An id that is nobody's, under `part_of`, `of`, `needs`, `unless`, `each` or `changes`.",
    ),
    (
        "unknown-column",
        "A column that is called nearly as one that CSV gazetteers have.",
    ),
    (
        "unknown-key",
        "A key that the format does not have: probably a slip, and what is under it would be lost.",
    ),
    (
        "unknown-name",
        "A text under `drop` that is no name, phrase or example of the actor.",
    ),
    (
        "unknown-placeholder",
        "A word in `<…>` of a family that is no placeholder.",
    ),
    ("unreadable", "A file or folder cannot be read."),
    (
        "wrong-columns",
        "A row of a CSV gazetteer has more or fewer fields than its header.",
    ),
    (
        "wrong-type",
        "A text where a list is expected, a list where a text is, or the like.",
    ),
    (
        "yaml-anchor",
        "Gazetteers have no anchors: an entry says what it says by itself.",
    ),
    ("yaml-documents", "A file is one YAML document."),
    ("yaml-key", "Keys are plain words."),
    ("yaml-syntax", "The file is not YAML."),
    ("yaml-tab", "YAML is not indented by tabs."),
    ("yaml-tag", "Gazetteers have no tags: everything is text."),
    (
        "yaml-too-deep",
        "Nesting so deep is a mistake or an attack.",
    ),
];
