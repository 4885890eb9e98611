//! Migrations: the same on both engines, never edited, never backwards.

use std::{collections::BTreeMap, fmt::Write, fs, path::Path};

use ringwall_store::{Migrated, StoreError};
use ringwall_testkit::{db::TestDb, on_every_engine};
use sqlx::migrate::Migrator;

use crate::raw;

on_every_engine!(migrating_twice_does_nothing, a_newer_schema_is_refused, two_may_migrate_at_once);

async fn migrating_twice_does_nothing(db: TestDb) {
    let store = db.opened().await;
    let to = store.migrate().await.unwrap().to;
    assert_eq!(store.migrate().await.unwrap(), Migrated { from: to, to });
    store.health().await.unwrap();
}

async fn a_newer_schema_is_refused(db: TestDb) {
    let store = db.store().await;
    let checksum = if store.engine() == ringwall_store::Engine::Sqlite { "x'00'" } else { "'\\x00'" };
    let insert = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)";
    raw::run(&db, &format!("{insert} VALUES (9001, 'of tomorrow', TRUE, {checksum}, 1)")).await;
    let error = store.migrate().await.unwrap_err();
    assert!(matches!(error, StoreError::NewerSchema { found: 9001, known: 1.. }), "{error:?}");
    assert!(error.to_string().contains("newer version"), "{error}");
}

async fn two_may_migrate_at_once(db: TestDb) {
    let (one, two) = (db.opened().await, db.opened().await);
    let (first, second) = tokio::join!(one.migrate(), two.migrate());
    assert_eq!(first.unwrap().to, second.unwrap().to);
}

fn folder(engine: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(engine)
}

#[test]
fn both_engines_have_the_same_files() {
    let names = |engine| {
        let mut names: Vec<_> = fs::read_dir(folder(engine)).unwrap().map(|file| file.unwrap().file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(names("sqlite"), names("postgres"));
}

/// Once released, a migration is never edited: databases out there have run it. Before the release, copy the sums that
/// this test prints.
#[tokio::test]
async fn no_migration_was_edited() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/checksums.txt");
    let known: BTreeMap<String, String> = fs::read_to_string(path)
        .unwrap()
        .lines()
        .filter_map(|line| line.split_once("  "))
        .map(|(sum, name)| (name.to_owned(), sum.to_owned()))
        .collect();
    let mut found = BTreeMap::new();
    for engine in ["postgres", "sqlite"] {
        for migration in Migrator::new(folder(engine)).await.unwrap().iter() {
            let mut sum = String::new();
            for byte in migration.checksum.iter() {
                write!(sum, "{byte:02x}").unwrap();
            }
            found.insert(format!("{engine}/{:04}", migration.version), sum);
        }
    }
    let lines: String = found.iter().fold(String::new(), |text, (name, sum)| text + sum + "  " + name + "\n");
    assert!(known == found, "migrations/checksums.txt should be:\n{lines}");
}

/// On PostgreSQL, because only there both engines are at hand.
#[test]
fn both_engines_have_the_same_columns() {
    ringwall_testkit::db::run_on_postgres(|postgres| async move {
        let sqlite = TestDb::sqlite();
        drop(sqlite.store().await);
        drop(postgres.store().await);
        let (left, right) = (raw::columns(&sqlite).await, raw::columns(&postgres).await);
        assert!(left.len() > 40, "{left:?}");
        assert_eq!(left, right);
    });
}
