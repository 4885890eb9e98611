//! Documents, and the objects behind them: what nothing points at can always be found.

use ringwall_core::{
    document::{Document, DocumentUse},
    id::DocumentId,
};
use ringwall_store::StoreError;
use ringwall_testkit::{db::TestDb, on_every_engine};
use uuid::Uuid;

use crate::given::{at, document, object_key, requirement, tenant, tenant_with_everything};

on_every_engine!(documents_come_back_and_go, objects_are_loose_when_nothing_points_at_them);

async fn documents_come_back_and_go(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    store
        .write::<_, StoreError>("test", |tx| {
            Box::pin(async move {
                let first = document(tenant(1), 1);
                assert_eq!(tx.documents_on(tenant(1), requirement(1)).await?, vec![first.clone()]);
                assert_eq!(tx.document(tenant(1), first.id).await?, Some((first.clone(), object_key(tenant(1)))));
                assert_eq!(tx.documents_of(tenant(1)).await?, vec![(first.clone(), object_key(tenant(1)))]);
                assert_eq!(tx.document_use(tenant(1)).await?, DocumentUse { files: 1, bytes: 12_345 });
                assert_eq!(tx.document_use_for_update(tenant(2)).await?, DocumentUse::default());
                assert_eq!(tx.document_counts(tenant(1)).await?, vec![(requirement(1), 1)]);
                assert!(tx.delete_document(tenant(1), first.id).await?);
                assert!(!tx.delete_document(tenant(1), first.id).await?, "twice");
                assert_eq!(tx.document(tenant(1), first.id).await?, None);
                Ok(())
            })
        })
        .await
        .unwrap();
    let unannounced = store
        .write::<_, StoreError>("test", |tx| {
            Box::pin(async move {
                let other = Document { id: DocumentId(Uuid::from_u128(5)), ..document(tenant(1), 1) };
                tx.insert_document(tenant(1), &other, [7; 32], "never-announced").await
            })
        })
        .await;
    assert!(matches!(unannounced, Err(StoreError::Conflict)), "{unannounced:?}");
}

async fn objects_are_loose_when_nothing_points_at_them(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    tenant_with_everything(&store, tenant(2), 100).await;
    let write = |work: &'static str| {
        store.write::<_, StoreError>("test", move |tx| {
            Box::pin(async move {
                match work {
                    "announce" => tx.announce_file("abandoned", at(10)).await?,
                    "delete a document" => {
                        assert!(tx.delete_document(tenant(1), document(tenant(1), 1).id).await?);
                    }
                    "delete a tenant" => drop(tx.delete_tenant(tenant(2), at(9)).await?),
                    _ => {
                        for key in [object_key(tenant(1)), object_key(tenant(2)), "abandoned".to_owned()] {
                            tx.forget_file(&key).await?;
                        }
                    }
                }
                Ok(())
            })
        })
    };
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.loose_files(at(1_000)).await.unwrap(), Vec::<String>::new());
    write("announce").await.unwrap();
    assert_eq!(reader.loose_files(at(10)).await.unwrap(), Vec::<String>::new(), "perhaps still on its way");
    assert_eq!(reader.loose_files(at(11)).await.unwrap(), ["abandoned"]);
    write("forget").await.unwrap();
    assert_eq!(reader.loose_files(at(1_000)).await.unwrap(), Vec::<String>::new());
    write("delete a document").await.unwrap();
    assert_eq!(reader.loose_files(at(0)).await.unwrap(), [object_key(tenant(1))], "at once");
    write("delete a tenant").await.unwrap();
    let mut both = vec![object_key(tenant(1)), object_key(tenant(2))];
    both.sort();
    assert_eq!(reader.loose_files(at(0)).await.unwrap(), both, "the object outlives the organisation");
    write("forget").await.unwrap();
    assert_eq!(reader.loose_files(at(0)).await.unwrap(), Vec::<String>::new());
}
