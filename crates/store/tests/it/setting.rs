//! Settings.

use ringwall_store::StoreError;
use ringwall_testkit::{db::TestDb, on_every_engine};

on_every_engine!(of_several_at_once_all_get_the_same);

async fn of_several_at_once_all_get_the_same(db: TestDb) {
    let store = db.store().await;
    assert_eq!(store.read().await.unwrap().setting("secret").await.unwrap(), None);
    let tasks: Vec<_> = (0..16_u8)
        .map(|number| {
            let store = store.clone();
            tokio::spawn(async move {
                store
                    .write::<_, StoreError>("test", move |tx| {
                        Box::pin(async move { tx.put_setting_if_absent("secret", &[number; 32]).await })
                    })
                    .await
                    .unwrap()
            })
        })
        .collect();
    let stored = {
        let mut values = Vec::new();
        for task in tasks {
            values.push(task.await.unwrap());
        }
        values
    };
    assert!(stored.iter().all(|value| *value == stored[0]));
    assert_eq!(store.read().await.unwrap().setting("secret").await.unwrap().as_ref(), stored.first());
}
