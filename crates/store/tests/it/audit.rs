//! The audit trail.

use ringwall_core::actor::Author;
use ringwall_store::StoreError;
use ringwall_testkit::{db::TestDb, on_every_engine};

use crate::given::{at, tenant, tenant_with_everything};

on_every_engine!(lines_come_back_newest_first);

async fn lines_come_back_newest_first(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    store
        .write::<_, StoreError>("test", |tx| {
            Box::pin(async move {
                // In the order in which they were written, whatever the clock says.
                tx.append_audit(Some(tenant(1)), at(0), Author::OPERATOR, "looked", &serde_json::json!({"n": 2}))
                    .await?;
                tx.append_audit(None, at(9), Author::OPERATOR, "started", "").await
            })
        })
        .await
        .unwrap();
    let mut reader = store.read().await.unwrap();
    let lines = reader.audit_of(tenant(1), 10).await.unwrap();
    assert_eq!(lines.iter().map(|line| line.event.as_str()).collect::<Vec<_>>(), ["looked", "case-started"]);
    assert_eq!((lines[0].actor.as_str(), &lines[0].detail), ("operator", &serde_json::json!({"n": 2})));
    assert_eq!((lines[1].at, &lines[1].detail), (at(1), &serde_json::json!("kurzcheck")));
    assert_eq!(reader.audit_of(tenant(1), 1).await.unwrap().len(), 1);
}
