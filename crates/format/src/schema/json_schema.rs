//! The format as a JSON Schema, so that editors with a YAML language server complete keys and
//! underline mistakes.
//!
//! Draft 7, which is the newest that the common YAML language server reads. Descriptions are beside
//! each key rather than behind a `$ref`, for that draft ignores whatever is beside a `$ref`. To a
//! schema `007`, `1e5` and `true` are numbers and truth values; to actag they are text, so where
//! text is wanted they are allowed. What a schema cannot say (whether an id exists, whether braces
//! close) `actag check` says.

use serde_json::{Map, Value, json};

use crate::schema::keys::{Key, Mapping, Shape, TYPES};
use crate::schema::schemes::SCHEMES;
use crate::schema::vocabulary::PLACEHOLDERS;

/// Something is left when white space is taken off.
const NOT_BLANK: &str = r"\S";
/// The same, and no braces: they are expanded in lists only.
const WITHOUT_BRACES: &str = r"^[^{}]*[^{}\s][^{}]*$";
/// As `names::check_id` has it.
const ID: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";
/// As `names::check_country` has it.
const COUNTRY: &str = "^[A-Z]{3}$";
/// As `names::check_scheme` has it.
const SCHEME: &str = "^[A-Za-z0-9_.-]+$";
/// As `names::check_code` has it.
const CODE: &str = r"^[^;|]*[^;|\s][^;|]*$";
const DATE: &str = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
/// At least one pair of brackets with something in it, and none within another.
const MARKED: &str = r"^[^\[\]]*(\[\s*[^\[\]\s][^\[\]]*\][^\[\]]*)+$";

/// Returns the schema of a YAML gazetteer, as a JSON text that ends with a line break.
pub fn json_schema() -> String {
    let mut schema = mapping(Mapping::File);
    schema.insert(
        "$schema".into(),
        "http://json-schema.org/draft-07/schema#".into(),
    );
    schema.insert(
        "$comment".into(),
        "Made by `actag schema`: not edited by hand.".into(),
    );
    schema.insert("title".into(), "Gazetteer of actag".into());
    // A type at the head of the file holds for all; without one every entry needs its own.
    let typed = json!({"items": {"required": ["type"]}});
    schema.insert("if".into(), json!({"required": ["type"]}));
    schema.insert(
        "else".into(),
        json!({"properties": {"actors": typed, "families": typed}}),
    );
    let named = [
        Mapping::Actor,
        Mapping::Guarded,
        Mapping::Role,
        Mapping::Code,
        Mapping::Family,
        Mapping::Each,
        Mapping::Change,
    ];
    let definitions: Map<String, Value> = named
        .into_iter()
        .map(|one| (definition(one).to_owned(), Value::Object(mapping(one))))
        .collect();
    schema.insert("definitions".into(), Value::Object(definitions));
    // The alternate form escapes nothing that JSON does not; it only breaks lines.
    format!("{:#}\n", Value::Object(schema))
}

fn definition(mapping: Mapping) -> &'static str {
    match mapping {
        Mapping::File => "file",
        Mapping::Actor => "actor",
        Mapping::Guarded => "guarded",
        Mapping::Role => "role",
        Mapping::Code => "code",
        Mapping::Family => "family",
        Mapping::Each => "each",
        Mapping::Change => "change",
    }
}

fn reference(mapping: Mapping) -> Value {
    json!({"$ref": format!("#/definitions/{}", definition(mapping))})
}

fn mapping(of: Mapping) -> Map<String, Value> {
    let properties: Map<String, Value> = of
        .keys()
        .iter()
        .map(|key| (key.name.to_owned(), property(key)))
        .collect();
    let mut schema = Map::new();
    schema.insert("description".into(), of.about().into());
    schema.insert("type".into(), "object".into());
    schema.insert("additionalProperties".into(), false.into());
    schema.insert("properties".into(), Value::Object(properties));
    if !of.required().is_empty() {
        schema.insert("required".into(), of.required().into());
    }
    let one_of: Vec<Value> = of
        .one_of()
        .iter()
        .map(|key| json!({"required": [key]}))
        .collect();
    if !one_of.is_empty() {
        schema.insert("anyOf".into(), one_of.into());
    }
    if of == Mapping::Each {
        // Exactly one of its keys.
        schema.insert("minProperties".into(), 1.into());
        schema.insert("maxProperties".into(), 1.into());
    }
    schema
}

fn property(key: &Key) -> Value {
    let mut schema = shape(key.shape);
    if let Value::Object(members) = &mut schema {
        members.insert("description".into(), key.about.into());
        // The examples are constants, and a test reads them all.
        if let Ok(example) = serde_json::from_str::<Value>(key.example) {
            members.insert("examples".into(), json!([example]));
        }
    }
    schema
}

fn shape(shape: Shape) -> Value {
    let placeholder = format!("<({})>", PLACEHOLDERS.join("|"));
    match shape {
        Shape::Text | Shape::Expanded => text(NOT_BLANK),
        Shape::Id => key_text(ID),
        Shape::IdPattern => key_text(&format!("^([a-z0-9-]|{placeholder})+$")),
        Shape::Literal => text(WITHOUT_BRACES),
        Shape::Type => {
            let (core, about): (Vec<&str>, Vec<&str>) = TYPES.iter().copied().unzip();
            json!({"anyOf": [
                {"enum": core, "enumDescriptions": about},
                {"type": "string", "pattern": NOT_BLANK},
            ]})
        }
        Shape::Country => json!({"type": "string", "pattern": COUNTRY}),
        Shape::CountryPattern => {
            json!({"type": "string", "pattern": format!("{COUNTRY}|^{placeholder}$")})
        }
        Shape::Date => json!({"type": "string", "pattern": DATE}),
        Shape::Case => json!({"enum": ["exact", "any"]}),
        Shape::Flag => json!({"type": "boolean"}),
        Shape::Codes => codes(),
        Shape::List => list(&text(NOT_BLANK)),
        Shape::Dropped => json!({"anyOf": [{"enum": ["all"]}, list(&text(NOT_BLANK))]}),
        Shape::Words => {
            let mut words = list(&text(NOT_BLANK));
            words["minItems"] = 1.into();
            words
        }
        Shape::Ids => list(&key_text(ID)),
        Shape::Marked => list(&json!({"type": "string", "pattern": MARKED})),
        Shape::Examples => list(&text(NOT_BLANK)),
        Shape::One(mapping) => json!({"allOf": [reference(mapping)]}),
        Shape::Many(mapping) => list(&reference(mapping)),
    }
}

/// Returns the schema of a scalar that is text to actag; the pattern applies to what is text to a
/// schema, too.
fn text(pattern: &str) -> Value {
    json!({"type": ["string", "number", "boolean"], "pattern": pattern})
}

/// Returns the schema of ids and codes: none of them is `true`, and an editor would propose it.
fn key_text(pattern: &str) -> Value {
    json!({"type": ["string", "number"], "pattern": pattern})
}

fn list(items: &Value) -> Value {
    json!({"type": "array", "items": items})
}

/// Returns the schema of a code, of one that holds for a time, or of a list of these.
fn code_or_list() -> Value {
    let one = json!([key_text(CODE), reference(Mapping::Code)]);
    let mut items = list(&json!({"anyOf": one}));
    items["minItems"] = 1.into();
    json!({"anyOf": [key_text(CODE), reference(Mapping::Code), items]})
}

fn codes() -> Value {
    let known: Map<String, Value> = SCHEMES
        .iter()
        .map(|scheme| {
            let mut value = code_or_list();
            value["description"] = format!("{}, such as {}", scheme.about, scheme.example).into();
            (scheme.name.to_owned(), value)
        })
        .collect();
    json!({
        "type": "object",
        "properties": known,
        "propertyNames": {"pattern": SCHEME},
        "additionalProperties": code_or_list(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::schema::vocabulary;

    const MAPPINGS: [Mapping; 8] = [
        Mapping::File,
        Mapping::Actor,
        Mapping::Guarded,
        Mapping::Role,
        Mapping::Code,
        Mapping::Family,
        Mapping::Each,
        Mapping::Change,
    ];

    #[test]
    fn the_committed_schema_is_the_one_that_is_made() {
        let files = crate::shipped::shipped_files();
        let committed = files
            .iter()
            .find(|(name, _)| name == "gazetteer.schema.json");
        assert!(
            committed.is_some_and(|(_, text)| *text == json_schema()),
            "the keys have changed: actag schema > gazetteers/gazetteer.schema.json"
        );
    }

    /// Returns a file whose only actor or family is the mapping, with one more key.
    fn file(of: Mapping, entries: &Map<String, Value>) -> Value {
        let iran = json!({
            "id": "iran", "name": "Iran", "type": "government", "country": "IRN",
            "adjectives": ["Iranian"],
        });
        let entries = Value::Object(entries.clone());
        match of {
            Mapping::File => entries,
            Mapping::Actor => json!({"actors": [entries]}),
            Mapping::Guarded => {
                json!({"actors": [{"id": "a", "name": "A", "type": "x", "guarded": [entries]}]})
            }
            Mapping::Role => {
                json!({"actors": [{"id": "a", "name": "A", "type": "x", "roles": [entries]}]})
            }
            Mapping::Code => {
                let codes = json!({"cow": entries});
                json!({"actors": [{"id": "a", "name": "A", "type": "x", "codes": codes}]})
            }
            Mapping::Family => json!({"actors": [iran], "families": [entries]}),
            Mapping::Each => json!({"actors": [iran], "families": [
                {"each": entries, "id": "<id>-army", "name": "<adjective> army", "type": "military"}
            ]}),
            Mapping::Change => {
                let persia = json!({
                    "id": "iran", "name": "Iran", "type": "government",
                    "metonyms": ["Persia", "Persian", "Persians"],
                });
                json!({"actors": [persia], "changes": [entries]})
            }
        }
    }

    /// Returns the mapping with its required keys, all from the examples.
    fn least(of: Mapping) -> Map<String, Value> {
        let mut keys = of.required().to_vec();
        keys.extend(of.one_of().first());
        if matches!(of, Mapping::Actor | Mapping::Family) {
            keys.push("type");
        }
        let examples = of.keys().iter().filter(|key| keys.contains(&key.name));
        examples
            .map(|key| (key.name.to_owned(), example(key)))
            .collect()
    }

    fn example(key: &Key) -> Value {
        serde_json::from_str(key.example).unwrap_or_else(|error| panic!("{}: {error}", key.name))
    }

    /// Returns the mistakes of a gazetteer, but for ids that are not there.
    fn mistakes(file: &Value) -> Vec<String> {
        let Err(error) = crate::from_yaml(&file.to_string()) else {
            return Vec::new();
        };
        let found = error.diagnostics.iter();
        found
            .filter(|one| one.code != "unknown-actor")
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn the_decoder_takes_every_example() {
        for of in MAPPINGS {
            for key in of.keys() {
                let mut entries = least(of);
                if of == Mapping::Each {
                    entries.clear();
                }
                // Whoever is off has nothing else.
                if of == Mapping::Change && key.name == "off" {
                    entries.remove("aliases");
                }
                entries.insert(key.name.into(), example(key));
                // A family alone has nothing to be made from.
                if of == Mapping::File && matches!(key.name, "families" | "changes") {
                    entries.insert("actors".into(), example(&vocabulary::FILE[1]));
                }
                let file = file(of, &entries);
                assert_eq!(mistakes(&file), [""; 0], "{of:?}: {}", key.name);
            }
        }
    }

    #[test]
    fn the_decoder_asks_for_what_is_required() {
        for of in MAPPINGS {
            for key in of.required().iter().chain(of.one_of().first()) {
                let mut entries = least(of);
                entries.remove(*key);
                let found = mistakes(&file(of, &entries));
                assert!(!found.is_empty(), "{of:?} without {key}");
            }
        }
    }

    #[test]
    fn the_schema_lists_every_key_with_a_description_and_an_example() {
        let schema: Value = serde_json::from_str(&json_schema()).unwrap();
        for of in MAPPINGS {
            let place = match of {
                Mapping::File => &schema,
                _ => &schema["definitions"][definition(of)],
            };
            for key in of.keys() {
                let property = &place["properties"][key.name];
                assert_eq!(property["description"], key.about, "{}", key.name);
                assert_eq!(property["examples"][0], example(key), "{}", key.name);
            }
        }
    }
}
