//! Plan items.

use ringwall_core::plan::PlanItem;
use ringwall_store::{Saved, StoreError};
use ringwall_testkit::{db::TestDb, on_every_engine};

use crate::given::{account, plan_item, requirement, tenant, tenant_with_everything};

on_every_engine!(plan_items_change_by_revision);

async fn plan_items_change_by_revision(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    store
        .write::<_, StoreError>("test", |tx| {
            Box::pin(async move {
                let first = PlanItem { revision: 1, owner_account: Some(account(tenant(1))), ..plan_item(1) };
                assert_eq!(tx.plan_of(tenant(1)).await?, vec![first.clone()]);
                let empty = PlanItem::untouched(requirement(1));
                assert_eq!(tx.save_plan_item(tenant(1), &empty, 0).await?, Saved::Conflict(first.clone()));
                let same = PlanItem { revision: 0, ..first.clone() };
                assert_eq!(tx.save_plan_item(tenant(1), &same, 0).await?, Saved::Stored(1), "the same again");
                assert_eq!(tx.save_plan_item(tenant(1), &empty, 1).await?, Saved::Stored(2));
                let stored = tx.plan_item(tenant(1), requirement(1)).await?;
                assert_eq!(stored, Some(PlanItem { revision: 2, ..empty.clone() }), "every field can be emptied");
                assert_eq!(tx.save_plan_item(tenant(2), &empty, 0).await?, Saved::Missing);
                assert_eq!(tx.plan_item(tenant(1), requirement(2)).await?, None);
                Ok(())
            })
        })
        .await
        .unwrap();
}
