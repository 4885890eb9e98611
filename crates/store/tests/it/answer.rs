//! Answers: revisions, and races that have exactly one winner.

use ringwall_core::{assessment::Answer, check::AnswerValue, id::TenantId};
use ringwall_store::{AnswerPart, Engine, Saved, Store};
use ringwall_testkit::{db::TestDb, on_every_engine};

use crate::given::{assessment_id, at, question, tenant, tenant_with_everything};

on_every_engine!(
    values_and_notes_share_a_revision,
    an_old_revision_never_overwrites,
    the_same_again_is_no_conflict,
    answers_need_an_assessment_of_the_tenant,
    of_two_racing_writers_one_wins,
    values_alone_are_those_of_the_assessment,
);

async fn save(store: &Store, who: TenantId, number: u128, seen: u32, value: Option<AnswerValue>) -> Saved<Answer> {
    let part = AnswerPart::Value(value);
    store.save_answer(who, assessment_id(1), question(number), seen, part, at(20)).await.unwrap().0
}

async fn note(store: &Store, number: u128, seen: u32, note: &'static str) -> Saved<Answer> {
    let part = AnswerPart::Note(note.to_owned());
    store.save_answer(tenant(1), assessment_id(1), question(number), seen, part, at(21)).await.unwrap().0
}

async fn read(store: &Store, number: u128) -> Option<Answer> {
    store.read().await.unwrap().answer(tenant(1), assessment_id(1), question(number)).await.unwrap()
}

async fn values_and_notes_share_a_revision(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    assert_eq!(save(&store, tenant(1), 7, 0, Some(AnswerValue::Yes)).await, Saved::Stored(1));
    assert_eq!(note(&store, 7, 1, "ab Montag").await, Saved::Stored(2));
    assert_eq!(save(&store, tenant(1), 7, 2, None).await, Saved::Stored(3), "taken back");
    let expected = Answer { value: None, note: "ab Montag".into(), revision: 3, changed_at: Some(at(20)) };
    assert_eq!(read(&store, 7).await, Some(expected));
    assert_eq!(note(&store, 8, 0, "erst die Notiz").await, Saved::Stored(1));
    assert_eq!(save(&store, tenant(1), 8, 1, Some(AnswerValue::Unknown)).await, Saved::Stored(2));
    let expected = Answer {
        value: Some(AnswerValue::Unknown),
        note: "erst die Notiz".into(),
        revision: 2,
        changed_at: Some(at(20)),
    };
    assert_eq!(read(&store, 8).await, Some(expected));
}

async fn an_old_revision_never_overwrites(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    for seen in [0, 2, 4] {
        let Saved::Conflict(current) = save(&store, tenant(1), 1, seen, Some(AnswerValue::No)).await else {
            panic!("revision 3 is stored, {seen} was seen")
        };
        assert_eq!((current.value, current.revision, current.note.as_str()), (Some(AnswerValue::Partly), 3, "wird"));
        assert!(matches!(note(&store, 1, seen, "anders").await, Saved::Conflict(_)));
    }
    assert_eq!(read(&store, 1).await.unwrap().value, Some(AnswerValue::Partly));
}

async fn the_same_again_is_no_conflict(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    for seen in [0, 3, 9] {
        assert_eq!(save(&store, tenant(1), 1, seen, Some(AnswerValue::Partly)).await, Saved::Stored(3));
        assert_eq!(note(&store, 1, seen, "wird").await, Saved::Stored(3));
    }
}

async fn answers_need_an_assessment_of_the_tenant(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    assert_eq!(save(&store, tenant(2), 1, 0, Some(AnswerValue::Yes)).await, Saved::Missing);
    assert_eq!(save(&store, tenant(2), 1, 3, None).await, Saved::Missing);
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.answer(tenant(2), assessment_id(1), question(1)).await.unwrap(), None);
}

async fn of_two_racing_writers_one_wins(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    for number in 100..150 {
        for seen in [0, 1] {
            let values = if seen == 0 {
                [AnswerValue::Yes, AnswerValue::No]
            } else {
                [AnswerValue::Partly, AnswerValue::NotApplicable]
            };
            let [one, two] = values.map(|value| {
                let store = store.clone();
                tokio::spawn(async move { save(&store, tenant(1), number, seen, Some(value)).await })
            });
            let (one, two) = (one.await.unwrap(), two.await.unwrap());
            let (winner, loser) = if matches!(one, Saved::Stored(_)) { (one, two) } else { (two, one) };
            assert_eq!(winner, Saved::Stored(seen + 1));
            let Saved::Conflict(current) = loser else { panic!("both were stored: {loser:?}") };
            assert_eq!(current.revision, seen + 1);
            assert_eq!(read(&store, number).await, Some(current), "the loser was told what is there");
        }
    }
}

async fn values_alone_are_those_of_the_assessment(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    save(&store, tenant(1), 7, 0, Some(AnswerValue::NotApplicable)).await;
    save(&store, tenant(1), 8, 0, Some(AnswerValue::Yes)).await;
    save(&store, tenant(1), 8, 1, None).await;
    note(&store, 9, 0, "nur eine Notiz").await;
    let mut reader = store.read().await.unwrap();
    // Those that come with what was stored are the same, the one just stored included.
    for value in [Some(AnswerValue::No), None, Some(AnswerValue::Partly)] {
        let seen = reader.answer(tenant(1), assessment_id(1), question(10)).await.unwrap().map_or(0, |it| it.revision);
        let part = AnswerPart::Value(value);
        let saved = store.save_answer(tenant(1), assessment_id(1), question(10), seen, part, at(22)).await.unwrap();
        let values = reader.values_of(tenant(1), assessment_id(1)).await.unwrap();
        assert_eq!(values.get(&question(10)), value.as_ref());
        match db.engine {
            Engine::Sqlite => assert_eq!(saved, (Saved::Stored(seen + 1), None)),
            Engine::Postgres => assert_eq!(saved, (Saved::Stored(seen + 1), Some(values))),
        }
    }
    let whole = reader.assessment_by_id(tenant(1), assessment_id(1)).await.unwrap().unwrap();
    let values = reader.values_of(tenant(1), assessment_id(1)).await.unwrap();
    assert_eq!(values, whole.values());
    assert_eq!(values.get(&question(7)), Some(&AnswerValue::NotApplicable));
    assert!(!values.contains_key(&question(8)) && !values.contains_key(&question(9)), "{values:?}");
    assert!(reader.values_of(tenant(1), assessment_id(99)).await.unwrap().is_empty());
}
