use crate::tree::{SourceFile, products, protos};

/// How statements begin.
const STATEMENTS: [&str; 13] = [
    "ALTER TABLE ",
    "BEGIN ",
    "COPY ",
    "CREATE INDEX ",
    "CREATE TABLE ",
    "CREATE UNIQUE ",
    "DELETE FROM ",
    "DROP TABLE ",
    "INSERT INTO ",
    "PRAGMA ",
    "SELECT ",
    "UPDATE ",
    "WITH ",
];

fn is_entity_or_migration(file: &SourceFile) -> bool {
    file.path.starts_with("crates/store/src/migration") || file.text.contains("table_name = \"")
}

/// The tables that entities name.
fn tables(files: &[SourceFile]) -> Vec<String> {
    let named = |file: &SourceFile| {
        let (_, rest) = file.text.split_once("table_name = \"")?;
        Some(rest.split_once('"')?.0.to_owned())
    };
    files.iter().filter_map(named).collect()
}

#[test]
fn only_the_store_holds_sql() {
    for file in products().iter().filter(|file| !file.path.starts_with("crates/store/")) {
        for text in file.lexed().strings {
            let begins = STATEMENTS.iter().find(|statement| text.trim_start().starts_with(**statement));
            assert_eq!(begins, None, "{}: {text}", file.path);
        }
    }
}

#[test]
fn only_entities_and_migrations_name_tables() {
    let files = products();
    let tables = tables(&files);
    assert!(tables.len() >= 10, "{tables:?}");
    let fields: Vec<String> = protos().iter().map(|file| file.lexed().code).collect();
    for file in files.iter().filter(|file| !is_entity_or_migration(file)) {
        // Some tables are called like a part of resource names or a field of a message, which other crates do name.
        let in_store = file.path.starts_with("crates/store/");
        let strings = file.lexed().strings;
        let is_field = |table: &str| fields.iter().any(|code| mentions(code, table));
        let named = tables.iter().filter(|table| in_store || (table.contains('_') && !is_field(table)));
        let named: Vec<_> = named.filter(|table| strings.iter().any(|text| mentions(text, table))).collect();
        assert!(named.is_empty(), "{} names {named:?}", file.path);
    }
}

fn mentions(text: &str, table: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == table)
}
