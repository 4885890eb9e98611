//! Resume links.

use ringwall_store::StoreError;
use ringwall_testkit::{db::TestDb, on_every_engine};

use crate::given::{at, tenant, tenant_with_everything};

on_every_engine!(a_link_leads_to_its_tenant_until_it_ends, a_link_needs_a_tenant);

async fn a_link_leads_to_its_tenant_until_it_ends(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    let hash = [tenant(1).0.as_bytes()[15]; 32];
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.tenant_by_token(hash, at(99)).await.unwrap(), Some((tenant(1), at(100))));
    assert_eq!(reader.tenant_by_token(hash, at(100)).await.unwrap(), None, "expired");
    assert_eq!(reader.tenant_by_token([7; 32], at(1)).await.unwrap(), None, "guessed");
    let ended = store
        .write::<_, StoreError>("test", |tx| Box::pin(async move { tx.delete_resume_links(tenant(1)).await }))
        .await;
    assert_eq!(ended.unwrap(), 1);
    assert_eq!(reader.tenant_by_token(hash, at(1)).await.unwrap(), None, "deleted");
}

async fn a_link_needs_a_tenant(db: TestDb) {
    let store = db.store().await;
    let orphan = store
        .write::<_, StoreError>("test", |tx| {
            Box::pin(async move { tx.insert_resume_link(tenant(1), [1; 32], at(0), at(1)).await })
        })
        .await;
    assert!(matches!(orphan, Err(StoreError::Conflict)), "{orphan:?}");
}
