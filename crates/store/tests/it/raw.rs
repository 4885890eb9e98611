//! Looking at a database past the store: what is really there.

use ringwall_store::Engine;
use ringwall_testkit::db::TestDb;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};

/// Rows of three texts.
pub(crate) async fn rows(db: &TestDb, sql: &str) -> Vec<(String, String, String)> {
    let sql = AssertSqlSafe(sql.to_owned());
    match db.engine {
        Engine::Sqlite => {
            let mut connection = SqliteConnection::connect(&db.url).await.unwrap();
            sqlx::query_as(sql).fetch_all(&mut connection).await.unwrap()
        }
        Engine::Postgres => {
            let mut connection = PgConnection::connect(&db.url).await.unwrap();
            sqlx::query_as(sql).fetch_all(&mut connection).await.unwrap()
        }
    }
}

/// Runs a statement.
pub(crate) async fn run(db: &TestDb, sql: &str) {
    let sql = AssertSqlSafe(sql.to_owned());
    match db.engine {
        Engine::Sqlite => {
            let mut connection = SqliteConnection::connect(&db.url).await.unwrap();
            sqlx::query(sql).execute(&mut connection).await.unwrap();
        }
        Engine::Postgres => {
            let mut connection = PgConnection::connect(&db.url).await.unwrap();
            sqlx::query(sql).execute(&mut connection).await.unwrap();
        }
    }
}

/// Table, column and "null" or "not null" of all our tables, sorted.
pub(crate) async fn columns(db: &TestDb) -> Vec<(String, String, String)> {
    let sql = match db.engine {
        Engine::Sqlite => {
            "SELECT t.name, c.name, CASE c.\"notnull\" WHEN 1 THEN 'not null' ELSE 'null' END
             FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table'"
        }
        Engine::Postgres => {
            "SELECT table_name::text, column_name::text, CASE is_nullable WHEN 'NO' THEN 'not null' ELSE 'null' END
             FROM information_schema.columns WHERE table_schema = 'public'"
        }
    };
    let mut columns = rows(db, sql).await;
    columns.retain(|(table, ..)| !table.starts_with('_') && !table.starts_with("sqlite_"));
    columns.sort();
    columns
}

/// Number of rows in a table, with a condition such as `WHERE …` or nothing.
pub(crate) async fn count(db: &TestDb, table: &str, condition: &str) -> usize {
    rows(db, &format!("SELECT 'x', 'y', 'z' FROM {table} {condition}")).await.len()
}
