//! Follow-ups: asked once, answered once, and whom to ask.

use std::collections::BTreeMap;

use ringwall_core::{
    actor::{Membership, Role, Scope},
    follow_up::{FollowUp, FollowUpAnswer},
};
use ringwall_store::StoreError;
use ringwall_testkit::{db::TestDb, on_every_engine};
use uuid::Uuid;

use crate::given::{
    account, assessment_id, at, draft, follow_up, requirement, tenant, tenant_with_everything, token_hash,
};

on_every_engine!(a_follow_up_is_asked_and_answered_once, whom_to_ask);

async fn a_follow_up_is_asked_and_answered_once(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    store
        .write::<_, StoreError>("test", |tx| {
            Box::pin(async move {
                let token = token_hash(tenant(1), 3);
                assert_eq!(tx.follow_up_by_token(token, at(999)).await?, Some((tenant(1), None, follow_up(2))));
                assert_eq!(tx.follow_up_by_token(token, at(1_000)).await?, None, "expired");
                assert_eq!(tx.follow_up_by_token(token_hash(tenant(1), 4), at(0)).await?, None);
                assert!(!tx.insert_follow_up(tenant(1), &follow_up(2), token_hash(tenant(1), 5), None).await?);
                let half = FollowUp { months: 6, ..follow_up(2) };
                assert!(
                    tx.insert_follow_up(tenant(1), &half, token_hash(tenant(1), 6), Some(account(tenant(1)))).await?
                );
                let answers = BTreeMap::from([(requirement(2), FollowUpAnswer::Yes)]);
                assert!(tx.answer_follow_up(tenant(1), assessment_id(2), 3, &answers, at(80)).await?);
                assert!(!tx.answer_follow_up(tenant(1), assessment_id(2), 3, &BTreeMap::new(), at(81)).await?);
                let answered = FollowUp { answers, answered_at: Some(at(80)), ..follow_up(2) };
                assert_eq!(tx.follow_ups_of(tenant(1)).await?, vec![answered, half]);
                Ok(())
            })
        })
        .await
        .unwrap();
}

async fn whom_to_ask(db: TestDb) {
    let store = db.store().await;
    for number in 1..=3 {
        tenant_with_everything(&store, tenant(number), 100).await;
    }
    store
        .write::<_, StoreError>("test", |tx| {
            Box::pin(async move {
                let window = (at(0), at(61));
                let none = (Uuid::nil(), Uuid::nil());
                assert_eq!(tx.follow_up_candidates(6, window, none, 9).await?, [], "nobody can be written to");
                for number in 1..=3 {
                    let owner = Membership { role: Role::Owner, scope: Scope::Organisation(tenant(number)) };
                    tx.insert_membership(account(tenant(number)), owner, at(0)).await?;
                }
                let found = tx.follow_up_candidates(6, window, none, 9).await?;
                let tenants: Vec<_> = found.iter().map(|found| (found.tenant, found.assessment)).collect();
                let second = assessment_id(2);
                assert_eq!(tenants, [(tenant(1), second), (tenant(2), second), (tenant(3), second)]);
                assert_eq!(found[0].finished_at, at(60));
                assert_eq!(tx.follow_up_candidates(3, window, none, 9).await?, [], "asked already");
                assert_eq!(tx.follow_up_candidates(6, (at(61), at(99)), none, 9).await?, [], "finished before");
                assert_eq!(tx.follow_up_candidates(6, (at(0), at(60)), none, 9).await?, [], "finished later");
                let page = tx.follow_up_candidates(6, window, (tenant(1).0, second.0), 1).await?;
                assert_eq!(page.iter().map(|found| found.tenant).collect::<Vec<_>>(), [tenant(2)], "page by page");
                tx.insert_assessment(tenant(2), &draft(3)).await?;
                let found = tx.follow_up_candidates(6, window, none, 9).await?;
                assert_eq!(found.iter().map(|found| found.tenant).collect::<Vec<_>>(), [tenant(1), tenant(3)]);
                Ok(())
            })
        })
        .await
        .unwrap();
}
