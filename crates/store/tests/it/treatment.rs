//! Treatments.

use ringwall_core::risk::{Treatment, TreatmentKind};
use ringwall_store::{Saved, StoreError};
use ringwall_testkit::{db::TestDb, on_every_engine};

use crate::given::{at, tenant, tenant_with_everything, treatment};

on_every_engine!(treatments_change_by_revision);

async fn treatments_change_by_revision(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    store
        .write::<_, StoreError>("test", |tx| {
            Box::pin(async move {
                let first = Treatment { revision: 1, ..treatment("ransomware") };
                assert_eq!(tx.treatments_of(tenant(1)).await?, vec![first.clone()]);
                let other = Treatment { kind: TreatmentKind::Avoid, decided_on: None, ..treatment("ransomware") };
                assert_eq!(tx.save_treatment(tenant(1), &other, 0).await?, Saved::Conflict(first));
                let later = Treatment { changed_at: Some(at(99)), ..treatment("ransomware") };
                assert_eq!(tx.save_treatment(tenant(1), &later, 0).await?, Saved::Stored(1), "the same again");
                assert_eq!(tx.save_treatment(tenant(1), &other, 1).await?, Saved::Stored(2));
                let stored = tx.treatment(tenant(1), "ransomware").await?;
                assert_eq!(stored, Some(Treatment { revision: 2, ..other.clone() }));
                assert_eq!(tx.save_treatment(tenant(2), &other, 0).await?, Saved::Missing);
                Ok(())
            })
        })
        .await
        .unwrap();
}
