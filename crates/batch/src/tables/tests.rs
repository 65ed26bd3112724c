//! Rows have the cells that the schemas say.

use std::borrow::Cow;

use actag_core::gazetteer::{ActorBuilder, Role};
use actag_core::text::OffsetUnit;
use actag_core::{Document, Gazetteer, Tagger};
use jiff::civil::Date;

use super::actors::ActorRow;
use super::batches::BatchRow;
use super::documents::DocumentRow;
use super::joined::FieldPlaces;
use super::mentions::MentionRows;
use super::pairs::PairRow;
use super::periods::PeriodRow;
use super::rejected::RejectedRow;
use super::row::Known;
use super::skipped::SkippedRow;
use super::*;
use crate::corpus::{OptionNames, SkipKind, Skipped};

/// The types of the cells that a row hands over.
#[derive(Default)]
struct Types(Vec<ColumnType>);

impl Cells for Types {
    fn text(&mut self, _: &str) {
        self.0.push(ColumnType::String);
    }

    fn words<'t>(&mut self, _: impl Iterator<Item = &'t str>) {
        self.0.push(ColumnType::String);
    }

    fn list<'t>(&mut self, _: impl Iterator<Item = Cow<'t, str>>) {
        self.0.push(ColumnType::List);
    }

    fn codes<'t>(&mut self, _: impl Iterator<Item = (&'t str, Cow<'t, str>)>) {
        self.0.push(ColumnType::Codes);
    }

    fn integer(&mut self, _: Option<u64>) {
        self.0.push(ColumnType::Integer);
    }

    fn date(&mut self, _: Option<Date>) {
        self.0.push(ColumnType::Date);
    }

    fn boolean(&mut self, _: bool) {
        self.0.push(ColumnType::Boolean);
    }
}

fn check<R: Row>(row: &R, nested: bool) {
    let mut types = Types::default();
    row.write(&mut types);
    let columns: Vec<ColumnType> = R::TABLE
        .columns(nested)
        .map(|one| one.column_type)
        .collect();
    assert_eq!(
        types.0,
        columns,
        "the cells of a row are not the columns of `{}`",
        R::TABLE
    );
    #[cfg(feature = "arrow")]
    super::arrow::tests::check_row(row, nested);
}

#[test]
fn rows_have_a_cell_of_its_type_for_each_column() {
    let role = Role {
        title: Some("Minister".to_owned()),
        ..Role::default()
    };
    let gazetteer = Gazetteer::builder()
        .actor(ActorBuilder::new("iran", "Iran", "government").not("Iran Street"))
        .actor(
            ActorBuilder::new("ana", "Ana Perez", "person")
                .role(role)
                .short_name("Perez"),
        )
        .actor(ActorBuilder::new("bea", "Bea Perez", "person").short_name("Perez"));
    let tagger = Tagger::new(gazetteer.build().unwrap()).unwrap();
    // One with roles, one without, one ambiguous, one that is rejected.
    let document = Document::new("a", "Ana Perez, Bea Perez, Iran, Perez, Iran Street");
    let (mentions, rejections) = tagger.explain(&document);
    assert_eq!((mentions.len(), rejections.is_empty()), (4, false));
    for nested in [false, true] {
        let mut places = FieldPlaces::new(&document, None, OffsetUnit::Chars);
        let mut rows = MentionRows::new(nested);
        rows.each(&mentions, &mut places, |row| check(row, nested));
    }
    let actors = tagger.gazetteer().actors();
    let known = [Known::default(), Known::default()];
    let document = &document;
    check(
        &DocumentRow {
            document,
            mentions: 4,
            actors: 3,
            text_hash: TextHash::of("a"),
        },
        false,
    );
    let rejection = &rejections[0];
    check(
        &RejectedRow {
            document,
            place: FieldPlaces::new(document, None, OffsetUnit::Chars).of(0..1),
            rejection,
        },
        false,
    );
    let total = &Default::default();
    check(
        &ActorRow {
            actor: &actors[0],
            total,
        },
        false,
    );
    let pair = [(&actors[0], &known[0]), (&actors[1], &known[1])];
    check(
        &PeriodRow {
            period: "2017",
            actors: ["a", "b"],
            mentions: 1,
            sentences: 1,
            documents: 1,
        },
        false,
    );
    check(
        &PairRow {
            actors: pair,
            total: Default::default(),
        },
        false,
    );
    let note = Skipped {
        path: "a".to_owned(),
        line: None,
        kind: SkipKind::NoText,
        reason: "b".to_owned(),
    };
    let (note, names) = (&note, OptionNames::default());
    check(&SkippedRow { note, names }, false);
    let table = Table::MENTIONS;
    check(
        &BatchRow {
            batch: 0,
            table,
            bytes: 1,
        },
        false,
    );
}

#[test]
fn keys_are_columns_and_names_are_told_apart() {
    let all: Vec<Table> = Table::every().collect();
    for (number, table) in all.iter().enumerate() {
        let has = |table: &Table, name: &str| table.columns(true).any(|column| column.name == name);
        let schema = table.schema();
        assert!(
            schema.primary_key.iter().all(|key| has(table, key)),
            "{table}"
        );
        for (own, other, key) in schema.foreign_keys {
            let other = all.iter().find(|table| table.name() == *other).unwrap();
            assert!(has(table, own) && has(other, key), "{table}: {own}");
        }
        assert!(!all[..number].contains(table), "{table} is there twice");
        assert_eq!(
            table.name().parse::<Table>().is_ok(),
            Table::ALL.contains(table)
        );
    }
}
