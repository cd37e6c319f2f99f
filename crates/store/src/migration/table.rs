//! Columns in the words of this schema.

use sea_orm::DbBackend;
use sea_orm_migration::prelude::*;

/// A table in the making. Columns are NOT NULL unless they are added as optional.
pub(super) struct Table {
    create: TableCreateStatement,
    key: IndexCreateStatement,
    backend: DbBackend,
}

/// The type of a column.
#[derive(Clone, Copy)]
pub(super) enum Type {
    /// Text that is not compared in order.
    Text,
    /// 32 bits.
    Int,
    /// 64 bits: money in fen, instants in microseconds, decimals in millionths, revisions.
    Long,
    /// A packed document or a hash.
    Bytes,
}

impl Table {
    /// A table without columns.
    pub(super) fn new(manager: &SchemaManager<'_>, name: &'static str) -> Self {
        let create = sea_orm_migration::prelude::Table::create().table(name).to_owned();
        Self { create, key: Index::create().to_owned(), backend: manager.get_database_backend() }
    }

    /// The shard key: region, department, fiscal year.
    pub(super) fn shard(self) -> Self {
        self.key_text("region").key_text("department").key(Type::Int, "fiscal_year")
    }

    /// A key column of text. It is compared byte by byte on every engine, so that pages end alike.
    pub(super) fn key_text(mut self, name: &'static str) -> Self {
        self.key.col(name);
        self.ordered_text(&[name])
    }

    /// Columns of text that are compared byte by byte on every engine, so that ranges of them are the same.
    pub(super) fn ordered_text(mut self, names: &[&'static str]) -> Self {
        for name in names {
            let mut column = typed(Type::Text, name);
            column.not_null();
            if self.backend == DbBackend::Postgres {
                column.extra("COLLATE \"C\"");
            }
            self.create.col(column);
        }
        self
    }

    /// A key column.
    pub(super) fn key(mut self, kind: Type, name: &'static str) -> Self {
        self.key.col(name);
        self.columns(kind, &[name])
    }

    /// Columns.
    pub(super) fn columns(mut self, kind: Type, names: &[&'static str]) -> Self {
        for name in names {
            self.create.col(typed(kind, name).not_null());
        }
        self
    }

    /// Columns that may be NULL.
    pub(super) fn optional(mut self, kind: Type, names: &[&'static str]) -> Self {
        for name in names {
            self.create.col(typed(kind, name).null());
        }
        self
    }

    /// Creates the table.
    pub(super) async fn create(mut self, manager: &SchemaManager<'_>) -> Result<(), DbErr> {
        self.create.primary_key(&mut self.key);
        manager.create_table(self.create).await
    }
}

fn typed(kind: Type, name: &'static str) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    match kind {
        Type::Text => column.text(),
        Type::Int => column.integer(),
        Type::Long => column.big_integer(),
        Type::Bytes => column.blob(),
    };
    column
}
