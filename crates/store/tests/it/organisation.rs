//! Organisations: facts with revisions, expiry, and deletion that leaves nothing.

use ringwall_core::{language::Language, organisation::Organisation};
use ringwall_store::{Counts, Deleted, PURGED_AT_ONCE, Saved, StoreError};
use ringwall_testkit::{db::TestDb, on_every_engine};

use crate::{
    given::{at, baker, check, digest, tenant, tenant_with_everything},
    raw,
};

on_every_engine!(
    facts_come_back_and_change_by_revision,
    a_tenant_exists_once,
    expiry_is_only_put_off,
    deletion_leaves_nothing_but_counts,
    what_has_expired_is_purged,
    a_purge_takes_a_bounded_number,
);

async fn facts_come_back_and_change_by_revision(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    let bigger = Organisation { employees: Some(12), ..baker() };
    store
        .write::<_, StoreError>("test", move |tx| {
            Box::pin(async move {
                let before = tx.organisation(tenant(1)).await?.unwrap();
                assert_eq!((before.organisation.clone(), before.revision), (baker(), 1));
                assert_eq!((before.created_at, before.expires_at), (at(0), at(100)));
                assert_eq!(tx.update_organisation(tenant(1), 1, &bigger).await?, Saved::Stored(2));
                assert_eq!(tx.update_organisation(tenant(1), 1, &bigger).await?, Saved::Stored(2), "pressed twice");
                let Saved::Conflict(current) = tx.update_organisation(tenant(1), 1, &baker()).await? else {
                    panic!("an old revision must not win")
                };
                assert_eq!(current.organisation, bigger);
                assert_eq!(tx.update_organisation(tenant(2), 1, &baker()).await?, Saved::Missing);
                assert!(tx.set_language(tenant(1), Language::En).await?);
                assert!(!tx.set_language(tenant(2), Language::En).await?);
                let after = tx.organisation(tenant(1)).await?.unwrap();
                assert_eq!((after.language, after.revision), (Language::En, 2));
                Ok(())
            })
        })
        .await
        .unwrap();
}

async fn a_tenant_exists_once(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    let again = store
        .write::<_, StoreError>("test", |tx| {
            Box::pin(async move { tx.insert_organisation(tenant(1), &baker(), Language::De, at(0), at(9)).await })
        })
        .await;
    assert!(matches!(again, Err(StoreError::Conflict)), "{again:?}");
}

async fn expiry_is_only_put_off(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    store
        .write::<_, StoreError>("test", |tx| {
            Box::pin(async move {
                tx.extend_expiry(tenant(1), at(50)).await?;
                assert_eq!(tx.organisation(tenant(1)).await?.unwrap().expires_at, at(100));
                tx.extend_expiry(tenant(1), at(500)).await?;
                assert_eq!(tx.organisation(tenant(1)).await?.unwrap().expires_at, at(500));
                let link = [tenant(1).0.as_bytes()[15]; 32];
                assert_eq!(tx.tenant_by_token(link, at(499)).await?, Some((tenant(1), at(500))));
                Ok(())
            })
        })
        .await
        .unwrap();
}

async fn deletion_leaves_nothing_but_counts(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    let columns = raw::columns(&db).await;
    let tables: Vec<&str> =
        columns.iter().filter(|(_, column, _)| column == "tenant").map(|(table, ..)| table.as_str()).collect();
    assert_eq!(
        tables,
        [
            "answer",
            "api_request",
            "appointment",
            "assessment",
            "audit",
            "brought_in",
            "comment",
            "consent",
            "document",
            "follow_up",
            "help_request",
            "history",
            "interview",
            "interview_mark",
            "job",
            "look",
            "organisation",
            "plan_item",
            "proposal",
            "reminder",
            "resume_link",
            "ticket",
            "treatment",
        ]
    );
    for table in &tables {
        assert!(raw::count(&db, table, "WHERE tenant IS NOT NULL").await > 0, "{table} is empty before");
    }
    let delete =
        || store.write::<_, StoreError>("test", |tx| Box::pin(async move { tx.delete_tenant(tenant(1), at(9)).await }));
    let deleted = delete().await.unwrap();
    assert_eq!(
        (deleted.assessments, deleted.answers, deleted.plan_items, deleted.treatments),
        (2, 2, 1, 1),
        "{deleted:?}"
    );
    // Everything a receipt names, and nothing that is not there.
    for name in ["brought_in", "changes", "comments", "consents", "documents", "interviews", "log_lines", "looks"] {
        assert_eq!(deleted.counts().get(name), Some(&1), "{name}");
    }
    for table in &tables {
        assert_eq!(raw::count(&db, table, "WHERE tenant IS NOT NULL").await, 0, "{table}");
    }
    assert_eq!(delete().await.unwrap(), Deleted::default(), "a second time finds nothing");
    assert_eq!(raw::count(&db, "audit", "WHERE event = 'tenant-deleted'").await, 1);
    assert_eq!(store.read().await.unwrap().counts().await.unwrap(), Counts::default());
}

async fn what_has_expired_is_purged(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    tenant_with_everything(&store, tenant(2), 200).await;
    let purge = |now| {
        store.write::<_, StoreError>("test", move |tx| {
            Box::pin(async move {
                tx.insert_check(&digest("imported"), &check("catalogue", "1"), true, now).await?;
                tx.purge_expired(now).await
            })
        })
    };
    assert_eq!(purge(at(99)).await.unwrap(), 0);
    assert_eq!(purge(at(100)).await.unwrap(), 1);
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.organisation(tenant(1)).await.unwrap(), None);
    assert!(reader.organisation(tenant(2)).await.unwrap().is_some());
    assert!(reader.check_by_digest(&digest("aa")).await.unwrap().is_some(), "still in use");
    assert_eq!(purge(at(1_000)).await.unwrap(), 1);
    assert_eq!(reader.check_by_digest(&digest("aa")).await.unwrap(), None, "used by nobody");
    assert!(reader.check_by_digest(&digest("imported")).await.unwrap().is_some(), "offered to everybody");
}

async fn a_purge_takes_a_bounded_number(db: TestDb) {
    let store = db.store().await;
    let expired = u64::from(PURGED_AT_ONCE) + 3;
    store
        .write::<_, StoreError>("test", move |tx| {
            Box::pin(async move {
                for number in 0..expired {
                    tx.insert_organisation(tenant(number.into()), &baker(), Language::De, at(0), at(1)).await?;
                }
                Ok(())
            })
        })
        .await
        .unwrap();
    let purge = || store.write::<_, StoreError>("test", |tx| Box::pin(async move { tx.purge_expired(at(5)).await }));
    assert_eq!(purge().await.unwrap(), u64::from(PURGED_AT_ONCE));
    assert_eq!(purge().await.unwrap(), 3);
}
