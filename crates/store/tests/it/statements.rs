//! Every statement of the crate is understood by the engines it is for.

use ringwall_store::Engine;
use ringwall_testkit::{db::TestDb, on_every_engine};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, SqlSafeStr, SqliteConnection};

use crate::sources::sources;

on_every_engine!(every_statement_can_be_prepared);

struct Statement {
    text: String,
    only: Option<Engine>,
    place: String,
}

/// The literal of every `sql!` in the sources. Panics at one that cannot be read, so none is left out silently.
fn statements() -> Vec<Statement> {
    let mut statements = Vec::new();
    for (path, source) in sources() {
        let source = source.split_once("#[cfg(test)]").map_or(source.as_str(), |(program, _)| program);
        let code = |at: usize| !source[source[..at].rfind('\n').map_or(0, |end| end + 1)..at].contains("//");
        for (at, call) in source.match_indices("sql!(").filter(|(at, _)| code(*at)) {
            let place = format!("{}:{}", path.display(), source[..at].lines().count());
            let mut rest = source[at + call.len()..].trim_start();
            let mut only = None;
            for (prefix, engine) in [("Sqlite:", Engine::Sqlite), ("Postgres:", Engine::Postgres)] {
                if let Some(after) = rest.strip_prefix(prefix) {
                    (only, rest) = (Some(engine), after.trim_start());
                }
            }
            let literal = rest.strip_prefix('"').and_then(|rest| rest.split_once('"'));
            let (text, after) = literal.unwrap_or_else(|| panic!("{place}: no plain literal in sql!"));
            assert!(!text.contains('\\'), "{place}: an escape in sql!");
            assert!(after.trim_start().starts_with(')'), "{place}: more than a literal in sql!");
            statements.push(Statement { text: text.to_owned(), only, place });
        }
        for (at, _) in source.match_indices("sqlx::query").filter(|(at, _)| code(*at)) {
            let argument = source[at..].split_once('(').map_or("", |(_, argument)| argument);
            assert!(!argument.trim_start().starts_with('"'), "{}: SQL that is not in sql!", path.display());
        }
    }
    assert!(statements.len() > 35, "only {} statements found", statements.len());
    statements
}

async fn every_statement_can_be_prepared(db: TestDb) {
    drop(db.store().await);
    let mut faults = Vec::new();
    for statement in statements().into_iter().filter(|statement| statement.only.is_none_or(|only| only == db.engine)) {
        let text = AssertSqlSafe(statement.text).into_sql_str();
        let prepared = match db.engine {
            Engine::Sqlite => {
                let mut connection = SqliteConnection::connect(&db.url).await.unwrap();
                connection.prepare(text).await.map(drop)
            }
            Engine::Postgres => {
                let mut connection = PgConnection::connect(&db.url).await.unwrap();
                connection.prepare(text).await.map(drop)
            }
        };
        if let Err(error) = prepared {
            faults.push(format!("{}: {error}", statement.place));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
