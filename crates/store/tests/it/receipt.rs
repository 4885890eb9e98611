//! Receipts of deletions.

use ringwall_store::{Receipt, StoreError};
use ringwall_testkit::{db::TestDb, on_every_engine};

use crate::given::at;

on_every_engine!(a_receipt_is_found_by_its_number_until_its_date);

async fn a_receipt_is_found_by_its_number_until_its_date(db: TestDb) {
    let store = db.store().await;
    store
        .write::<_, StoreError>("test", |tx| {
            Box::pin(async move {
                let receipt = Receipt { at: at(5), counts: [("answers".to_owned(), 12)].into() };
                tx.insert_receipt([7; 32], &receipt).await?;
                assert_eq!(tx.receipt([7; 32]).await?, Some(receipt));
                assert_eq!(tx.receipt([8; 32]).await?, None);
                assert_eq!(tx.delete_receipts_before(at(5)).await?, 0);
                assert_eq!(tx.delete_receipts_before(at(6)).await?, 1);
                assert_eq!(tx.receipt([7; 32]).await?, None);
                Ok(())
            })
        })
        .await
        .unwrap();
}
