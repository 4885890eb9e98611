//! Writing: what one piece of work does never hurts another.

use std::time::Duration;

use ringwall_store::{Options, Store, StoreError};
use ringwall_testkit::{db::TestDb, on_every_engine};

use crate::given::{at, tenant};

on_every_engine!(
    failures_and_panics_stay_alone,
    an_ignored_failure_is_not_called_stored,
    a_caller_may_go_away,
    what_was_written_is_read,
    work_that_fails_leaves_nothing,
);

async fn put(store: &Store, name: String) -> Result<Vec<u8>, StoreError> {
    store.write("test", move |tx| Box::pin(async move { tx.put_setting_if_absent(&name, b"x").await })).await
}

async fn is_there(store: &Store, name: &str) -> bool {
    store.read().await.unwrap().setting(name).await.unwrap().is_some()
}

async fn failures_and_panics_stay_alone(db: TestDb) {
    let store = db.store().await;
    let tasks: Vec<_> = (0..200_u32)
        .map(|number| {
            let store = store.clone();
            tokio::spawn(async move {
                store
                    .write::<_, StoreError>("test", move |tx| {
                        Box::pin(async move {
                            tx.put_setting_if_absent(&number.to_string(), b"x").await?;
                            match number % 10 {
                                3 => Err(StoreError::Conflict),
                                4 => panic!("on purpose"),
                                // Fails in the database: there is no such tenant.
                                5 => tx.insert_resume_link(tenant(1), [1; 32], at(0), at(1)).await,
                                _ => Ok(()),
                            }
                        })
                    })
                    .await
            })
        })
        .collect();
    for (number, task) in (0..200_u32).zip(tasks) {
        let result = task.await;
        match number % 10 {
            3 | 5 => assert!(matches!(result, Ok(Err(StoreError::Conflict))), "{number}: {result:?}"),
            4 => assert!(result.unwrap_err().is_panic(), "{number}"),
            _ => result.unwrap().unwrap(),
        }
        let stored = is_there(&store, &number.to_string()).await;
        assert_eq!(stored, !matches!(number % 10, 3..=5), "{number}");
    }
    store.health().await.unwrap();
}

/// PostgreSQL answers COMMIT after a failed statement with a silent rollback.
async fn an_ignored_failure_is_not_called_stored(db: TestDb) {
    let store = db.store().await;
    let result = store
        .write::<_, StoreError>("test", |tx| {
            Box::pin(async move {
                tx.put_setting_if_absent("a", b"x").await?;
                tx.insert_resume_link(tenant(1), [1; 32], at(0), at(1)).await.ok();
                Ok(())
            })
        })
        .await;
    assert!(matches!(result, Err(StoreError::Unavailable(_))), "{result:?}");
    assert!(!is_there(&store, "a").await);
    put(&store, "b".into()).await.unwrap();
    assert!(is_there(&store, "b").await);
}

async fn a_caller_may_go_away(db: TestDb) {
    let store = db.store().await;
    for number in 0..50 {
        // Dropped after it was begun, sometimes before it was done.
        tokio::time::timeout(Duration::from_micros(number * 20), put(&store, format!("gone-{number}"))).await.ok();
    }
    put(&store, "after".into()).await.unwrap();
    assert!(is_there(&store, "after").await);
    // What was begun is stored although nobody waits for it.
    for _ in 0..500 {
        if is_there(&store, "gone-49").await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("a write that was begun was not finished");
}

async fn what_was_written_is_read(db: TestDb) {
    let store = db.store().await;
    for number in 0..50 {
        put(&store, number.to_string()).await.unwrap();
        assert!(is_there(&store, &number.to_string()).await, "{number}");
    }
    // By another process as well.
    let other = Store::open(&db.url, Options::default()).await.unwrap();
    assert!(is_there(&other, "49").await);
}

async fn work_that_fails_leaves_nothing(db: TestDb) {
    let store = db.store().await;
    let result = store
        .write::<(), StoreError>("test", |tx| {
            Box::pin(async move {
                tx.put_setting_if_absent("a", b"x").await?;
                assert!(tx.setting("a").await?.is_some(), "a transaction sees its own changes");
                Err(StoreError::Conflict)
            })
        })
        .await;
    assert!(matches!(result, Err(StoreError::Conflict)), "{result:?}");
    assert!(!is_there(&store, "a").await);
}

#[tokio::test]
async fn addresses_that_mean_nothing_are_refused() {
    for url in ["", "mysql://localhost/x", "sqlite:", "sqlite::memory:", "sqlite:/no/such/folder/x.db", "postgres://%"]
    {
        let result = Store::open(url, Options::default()).await;
        assert!(matches!(result, Err(StoreError::Unavailable(_))), "{url}");
    }
}
