//! What ends by its date, on every engine.

use ringwall_store::StoreError;
use ringwall_testkit::{db::TestDb, on_every_engine};

use crate::{
    given::{at, tenant, tenant_with_everything},
    raw,
};

on_every_engine!(requests_that_are_over_end_with_their_proposals_and_appointments);

async fn requests_that_are_over_end_with_their_proposals_and_appointments(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    let delete = |before| {
        store.write::<_, StoreError>("delete", move |tx| {
            Box::pin(async move { tx.delete_help_requests_before(before).await })
        })
    };
    let later = at(100_000_000);
    raw::run(&db, "UPDATE help_request SET state = 'accepted'").await;
    assert_eq!(delete(later).await.unwrap(), 0, "one under way stays, however old");
    raw::run(&db, "UPDATE help_request SET state = 'done'").await;
    assert_eq!(delete(at(-1)).await.unwrap(), 0, "its time is not over");
    assert_eq!(delete(later).await.unwrap(), 1);
    for table in ["help_request", "proposal", "appointment"] {
        assert_eq!(raw::count(&db, table, "").await, 0, "{table}");
    }
}
