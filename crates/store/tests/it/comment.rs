//! Comments on measures, and the history of measures.

use ringwall_core::{
    actor::{Author, Role},
    comment::Comment,
    history::{ChangeSource, Contributor, HistoryLine, MeasureChange},
    id::CommentId,
    plan::MeasureStatus,
};
use ringwall_store::StoreError;
use ringwall_testkit::{db::TestDb, on_every_engine};
use uuid::Uuid;

use crate::given::{account, at, comment, history_line, requirement, tenant, tenant_with_everything};

on_every_engine!(comments_come_back_change_and_go, history_stands_in_the_order_of_writing, a_name_outlives_its_account);

async fn comments_come_back_change_and_go(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    store
        .write::<_, StoreError>("test", |tx| {
            Box::pin(async move {
                let first = comment(tenant(1), 1);
                assert_eq!(tx.comments_on(tenant(1), requirement(1)).await?, vec![first.clone()]);
                let id = CommentId(Uuid::from_u128(99));
                let second = Comment { id, text: "zwei\nZeilen".into(), created_at: at(2), ..first.clone() };
                tx.insert_comment(tenant(1), &second).await?;
                assert_eq!(tx.comments_on(tenant(1), requirement(1)).await?, vec![second.clone(), first.clone()]);
                assert_eq!(tx.comment_counts(tenant(1)).await?, vec![(requirement(1), 2)]);
                assert!(tx.edit_comment(tenant(1), id, "anders", at(3)).await?);
                let changed = Comment { text: "anders".into(), edited_at: Some(at(3)), ..second };
                assert_eq!(tx.comment(tenant(1), id).await?, Some(changed));
                assert!(tx.delete_comment(tenant(1), id).await?);
                assert!(!tx.delete_comment(tenant(1), id).await?, "twice");
                assert!(!tx.edit_comment(tenant(1), id, "spät", at(4)).await?);
                assert_eq!(tx.comments_of(tenant(1)).await?, vec![first]);
                Ok(())
            })
        })
        .await
        .unwrap();
}

async fn history_stands_in_the_order_of_writing(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    store
        .write::<_, StoreError>("test", |tx| {
            Box::pin(async move {
                let first = history_line(1);
                let second = HistoryLine {
                    at: at(1),
                    source: ChangeSource::FollowUp,
                    changes: vec![
                        MeasureChange::Status { from: MeasureStatus::Todo, to: MeasureStatus::Done },
                        MeasureChange::Due { from: None, to: Some(jiff::civil::date(2026, 12, 24)) },
                        MeasureChange::DocumentAdded { name: "Rechnung „1“.pdf".into() },
                    ],
                    ..first.clone()
                };
                let later = Uuid::from_u128(u128::MAX);
                tx.append_history(tenant(1), later, &second).await?;
                let newest_first = vec![second.clone(), first.clone()];
                assert_eq!(tx.history_of(tenant(1), requirement(1), 9).await?, newest_first);
                assert_eq!(tx.history_of(tenant(1), requirement(1), 1).await?, vec![second.clone()]);
                assert_eq!(tx.whole_history(tenant(1)).await?, vec![first, second]);
                Ok(())
            })
        })
        .await
        .unwrap();
}

async fn a_name_outlives_its_account(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    let id = account(tenant(1));
    store
        .write::<_, StoreError>("test", move |tx| {
            Box::pin(async move {
                let by = Contributor::new(Author::of(Role::Member, id), "Rita");
                let mine = Comment { id: CommentId(Uuid::from_u128(98)), by, ..comment(tenant(1), 1) };
                tx.insert_comment(tenant(1), &mine).await?;
                assert_eq!(tx.plan_item(tenant(1), requirement(1)).await?.unwrap().owner_account, Some(id));
                Ok(())
            })
        })
        .await
        .unwrap();
    crate::raw::run(&db, "DELETE FROM account").await;
    let mut reader = store.read().await.unwrap();
    let comment = reader.comment(tenant(1), CommentId(Uuid::from_u128(98))).await.unwrap().unwrap();
    assert_eq!((comment.by.person.as_str(), comment.by.account), ("Rita", None));
    let item = reader.plan_item(tenant(1), requirement(1)).await.unwrap().unwrap();
    assert_eq!((item.owner.as_str(), item.owner_account), ("Frau Öztürk", None));
}
