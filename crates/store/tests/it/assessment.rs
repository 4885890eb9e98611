//! Assessments.

use ringwall_core::{assessment::AssessmentState, check::AnswerValue};
use ringwall_store::{Saved, StoreError};
use ringwall_testkit::{db::TestDb, on_every_engine};

use crate::{
    given::{answer, assessment_id, at, digest, draft, question, tenant, tenant_with_everything},
    raw,
};

on_every_engine!(
    assessments_come_back_as_they_were,
    an_assessment_needs_its_check_and_its_tenant,
    what_is_finished_stays_as_it_is,
    nothing_slips_in_while_finishing,
    damaged_data_is_called_corrupt,
);

async fn assessments_come_back_as_they_were(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    let mut reader = store.read().await.unwrap();
    let heads = reader.assessments_of(tenant(1)).await.unwrap();
    assert_eq!(heads.iter().map(|head| head.id).collect::<Vec<_>>(), [assessment_id(1), assessment_id(2)]);
    assert_eq!((heads[0].answered, heads[0].state), (1, AssessmentState::Draft), "a note alone is no answer");
    assert_eq!((heads[1].finished_at, heads[1].state), (Some(at(60)), AssessmentState::Finished));
    assert_eq!((heads[0].check.clone(), heads[0].check_id.as_str()), (digest("aa"), "kurzcheck"));
    assert_eq!(reader.assessment_head(tenant(1), assessment_id(2)).await.unwrap().as_ref(), heads.get(1));
    let mut expected = draft(1);
    expected.answers.insert(question(1), answer(Some(AnswerValue::Partly), "wird", 3));
    expected.answers.insert(question(2), answer(None, "nur Notiz", 1));
    assert_eq!(reader.assessment_by_id(tenant(1), assessment_id(1)).await.unwrap(), Some(expected));

    let mut repeat = draft(3);
    repeat.previous = Some(assessment_id(2));
    repeat.not_carried_over = vec!["1.2 Sicherung \"täglich\"".into()];
    let stored = repeat.clone();
    store
        .write::<_, StoreError>("test", move |tx| {
            Box::pin(async move { tx.insert_assessment(tenant(1), &stored).await })
        })
        .await
        .unwrap();
    assert_eq!(reader.assessment_by_id(tenant(1), repeat.id).await.unwrap(), Some(repeat));
}

async fn an_assessment_needs_its_check_and_its_tenant(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    let mut unknown_check = draft(4);
    unknown_check.check = digest("nowhere");
    for (who, assessment) in [(tenant(2), draft(4)), (tenant(1), unknown_check), (tenant(1), draft(1))] {
        let result = store
            .write::<_, StoreError>("test", move |tx| {
                Box::pin(async move { tx.insert_assessment(who, &assessment).await })
            })
            .await;
        assert!(matches!(result, Err(StoreError::Conflict)), "{result:?}");
    }
}

async fn what_is_finished_stays_as_it_is(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    store
        .write::<_, StoreError>("test", |tx| {
            Box::pin(async move {
                let (who, id) = (tenant(1), assessment_id(2));
                assert!(!tx.finish_assessment(who, id, at(99)).await?, "finished once");
                assert!(!tx.finish_assessment(tenant(2), assessment_id(1), at(99)).await?, "another tenant's");
                assert_eq!(tx.assessment_head(who, id).await?.unwrap().finished_at, Some(at(60)));
                assert_eq!(tx.save_answer(who, id, question(1), 0, None, at(99)).await?, Saved::Finished);
                assert_eq!(tx.save_note(who, id, question(1), 0, "doch", at(99)).await?, Saved::Finished);
                Ok(())
            })
        })
        .await
        .unwrap();
}

/// One transaction finishes while another wants to answer: the answer comes too late, on PostgreSQL as well.
async fn nothing_slips_in_while_finishing(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    let (begun, has_begun) = tokio::sync::oneshot::channel();
    let finishing = tokio::spawn({
        let store = store.clone();
        async move {
            store
                .write::<_, StoreError>("finish", move |tx| {
                    Box::pin(async move {
                        tx.assessment_for_update(tenant(1), assessment_id(1)).await?.unwrap();
                        begun.send(()).unwrap();
                        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
                        tx.finish_assessment(tenant(1), assessment_id(1), at(70)).await
                    })
                })
                .await
        }
    });
    has_begun.await.unwrap();
    let late = store
        .write::<_, StoreError>("answer", |tx| {
            Box::pin(async move {
                tx.save_answer(tenant(1), assessment_id(1), question(1), 3, Some(AnswerValue::No), at(71)).await
            })
        })
        .await;
    assert!(finishing.await.unwrap().unwrap());
    assert_eq!(late.unwrap(), Saved::Finished);
}

async fn damaged_data_is_called_corrupt(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    raw::run(&db, "UPDATE answer SET value = 'maybe' WHERE value IS NOT NULL").await;
    let error = store.read().await.unwrap().assessment_by_id(tenant(1), assessment_id(1)).await.unwrap_err();
    assert!(matches!(&error, StoreError::Corrupt { what } if what.contains("answer.value")), "{error:?}");
    raw::run(&db, "UPDATE organisation SET facts = '{\"kind\":\"dragon\"}'").await;
    let error = store.read().await.unwrap().organisation(tenant(1)).await.unwrap_err();
    assert!(matches!(&error, StoreError::Corrupt { what } if what.contains("facts")), "{error:?}");
}
