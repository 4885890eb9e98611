//! Interviews and marks.

use ringwall_core::interview::{Mark, Stage};
use ringwall_store::{Saved, StoreError};
use ringwall_testkit::{db::TestDb, on_every_engine};

use crate::given::{assessment_id, at, interview, mark, question, tenant, tenant_with_everything};

on_every_engine!(an_interview_and_its_marks_come_back);

async fn an_interview_and_its_marks_come_back(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    store
        .write::<_, StoreError>("test", |tx| {
            Box::pin(async move {
                let id = assessment_id(1);
                assert_eq!(tx.interview(tenant(1), id).await?, Some(interview(1)));
                let mut later = interview(1);
                later.stage = Stage::Clarifying;
                later.asked_at = Some(at(20));
                tx.save_interview(tenant(1), &later).await?;
                later.revision = 2;
                assert_eq!(tx.interview_for_update(tenant(1), id).await?, Some(later));
                let first = Mark { revision: 1, ..mark() };
                assert_eq!(tx.interview_marks(tenant(1), id).await?.get(&question(1)), Some(&first));
                let reply = Mark { reply: "seit Mai".into(), ..first.clone() };
                assert_eq!(tx.save_interview_mark(tenant(1), id, question(1), &reply, at(30)).await?, Saved::Stored(2));
                let late = Mark { clarify: "doch nicht".into(), ..first };
                let stored = Mark { revision: 2, ..reply };
                assert_eq!(
                    tx.save_interview_mark(tenant(1), id, question(1), &late, at(31)).await?,
                    Saved::Conflict(stored)
                );
                // Without an interview there is nothing to mark.
                let none = tx.save_interview_mark(tenant(1), assessment_id(2), question(1), &mark(), at(32)).await?;
                assert_eq!(none, Saved::Missing);
                tx.delete_interview(tenant(1), id).await?;
                assert!(tx.interview_marks(tenant(1), id).await?.is_empty());
                Ok(())
            })
        })
        .await
        .unwrap();
}
