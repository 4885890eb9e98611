//! Checks, frozen.

use ringwall_store::StoreError;
use ringwall_testkit::{db::TestDb, on_every_engine};

use crate::given::{at, check, digest};

on_every_engine!(a_check_comes_back_as_it_was, imported_checks_are_listed_newest_first);

async fn a_check_comes_back_as_it_was(db: TestDb) {
    let store = db.store().await;
    store
        .write::<_, StoreError>("test", |tx| {
            Box::pin(async move {
                tx.insert_check(&digest("aa"), &check("kurzcheck", "1"), false, at(0)).await?;
                // The same digest means the same document: whatever comes second is not looked at.
                tx.insert_check(&digest("aa"), &check("other", "2"), false, at(1)).await
            })
        })
        .await
        .unwrap();
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.check_by_digest(&digest("aa")).await.unwrap(), Some(check("kurzcheck", "1")));
    assert_eq!(reader.check_by_digest(&digest("bb")).await.unwrap(), None);
}

async fn imported_checks_are_listed_newest_first(db: TestDb) {
    let store = db.store().await;
    store
        .write::<_, StoreError>("test", |tx| {
            Box::pin(async move {
                tx.insert_check(&digest("shipped"), &check("kurzcheck", "1"), false, at(0)).await?;
                tx.insert_check(&digest("z1"), &check("zebra", "1"), true, at(1)).await?;
                tx.insert_check(&digest("a1"), &check("ant", "1"), true, at(2)).await?;
                tx.insert_check(&digest("a2"), &check("ant", "2"), true, at(3)).await?;
                // Came with a dossier first, imported for everybody later; and never back.
                tx.insert_check(&digest("a3"), &check("ant", "3"), false, at(1)).await?;
                tx.insert_check(&digest("a3"), &check("ant", "3"), true, at(4)).await?;
                tx.insert_check(&digest("a3"), &check("ant", "3"), false, at(5)).await
            })
        })
        .await
        .unwrap();
    let listed = store.read().await.unwrap().imported_checks().await.unwrap();
    let digests: Vec<&str> = listed.iter().map(|edition| edition.digest.0.as_str()).collect();
    assert_eq!(digests, ["a3", "a2", "a1", "z1"]);
    assert_eq!((listed[0].version.as_str(), listed[0].created_at), ("3", at(4)));
    assert_eq!(listed[0].title, check("ant", "3").title);
}
