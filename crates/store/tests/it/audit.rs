//! The audit trail.

use ringwall_core::actor::Author;
use ringwall_store::{AuditFault, Engine, Store, StoreError};
use ringwall_testkit::{db::TestDb, on_every_engine};

use crate::{
    given::{at, tenant, tenant_with_everything},
    raw,
};

on_every_engine!(lines_come_back_newest_first);

async fn lines_come_back_newest_first(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    store
        .write::<_, StoreError>("test", |tx| {
            Box::pin(async move {
                // In the order in which they were written, whatever the clock says.
                tx.append_audit(Some(tenant(1)), at(0), Author::OPERATOR, "looked", &serde_json::json!({"n": 2}))
                    .await?;
                tx.append_audit(None, at(9), Author::OPERATOR, "started", "").await
            })
        })
        .await
        .unwrap();
    let mut reader = store.read().await.unwrap();
    let lines = reader.audit_of(tenant(1), 10).await.unwrap();
    assert_eq!(lines.iter().map(|line| line.event.as_str()).collect::<Vec<_>>(), ["looked", "case-started"]);
    assert_eq!((lines[0].actor.as_str(), &lines[0].detail), ("operator", &serde_json::json!({"n": 2})));
    assert_eq!((lines[1].at, &lines[1].detail), (at(1), &serde_json::json!("kurzcheck")));
    assert_eq!(reader.audit_of(tenant(1), 1).await.unwrap().len(), 1);
}

/// A trail of six lines, the fourth about a deleted organisation's wiped line: 1 and 2 about tenants, 3 without.
async fn trail(db: &TestDb) -> Store {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    tenant_with_everything(&store, tenant(2), 100).await;
    store
        .write::<_, StoreError>("test", |tx| {
            Box::pin(async move {
                tx.append_audit(None, at(3), Author::SYSTEM, "started", &serde_json::json!({"b": [1, "ä"], "a": null}))
                    .await
            })
        })
        .await
        .unwrap();
    store
        .write::<_, StoreError>("test", |tx| Box::pin(async move { tx.delete_tenant(tenant(1), at(4)).await }))
        .await
        .unwrap();
    store
        .write::<_, StoreError>("test", |tx| {
            Box::pin(async move {
                tx.append_audit(Some(tenant(2)), at(5), Author::VISITOR, "looked", "plan").await?;
                tx.append_audit(Some(tenant(2)), at(6), Author::VISITOR, "looked", "result").await
            })
        })
        .await
        .unwrap();
    store
}

on_every_engine!(
    an_untouched_trail_holds,
    whatever_is_done_to_a_trail_is_noticed,
    what_was_wiped_is_gone_and_the_trail_holds,
    old_lines_are_wiped_in_portions,
    lines_of_before_the_chain_are_chained,
    two_processes_append_to_one_chain,
    what_is_undone_leaves_no_line,
);

async fn an_untouched_trail_holds(db: TestDb) {
    let store = trail(&db).await;
    let head = store.verify_audit(None).await.unwrap().unwrap().unwrap();
    assert_eq!((head.lines, head.last), (6, 6));
    // What was noted stays part of the trail when it grows.
    store
        .write::<_, StoreError>("test", |tx| {
            Box::pin(async move { tx.append_audit(None, at(9), Author::SYSTEM, "more", "").await })
        })
        .await
        .unwrap();
    let later = store.verify_audit(Some((head.last, head.hash))).await.unwrap().unwrap().unwrap();
    assert_eq!(later.lines, 7);
    let wrong = store.verify_audit(Some((head.last, [0; 32]))).await.unwrap();
    assert_eq!(wrong, Err(AuditFault::NotedHeadMissing(6)));
    let beyond = store.verify_audit(Some((99, [0; 32]))).await.unwrap();
    assert_eq!(beyond, Err(AuditFault::NotedHeadMissing(99)));
}

async fn whatever_is_done_to_a_trail_is_noticed(db: TestDb) {
    let sqlite = db.engine == Engine::Sqlite;
    let json = |text: &str| if sqlite { format!("'{text}'") } else { format!("'{text}'::jsonb") };
    let copy_line = "INSERT INTO audit (id, tenant, at, actor, account, partner, event, detail, salt, content, hash)
         SELECT {id}, tenant, at, actor, account, partner, event, detail, salt, content, hash FROM audit WHERE id = 5";
    let tampers: Vec<(&str, Vec<String>, AuditFault)> = vec![
        ("a word changed", vec!["UPDATE audit SET event = 'slept' WHERE id = 3".into()], AuditFault::Changed(3)),
        (
            "a detail changed",
            vec![format!("UPDATE audit SET detail = {} WHERE id = 6", json("\"risks\""))],
            AuditFault::Changed(6),
        ),
        ("another time", vec!["UPDATE audit SET at = at + 1 WHERE id = 5".into()], AuditFault::Changed(5)),
        ("another organisation", vec!["UPDATE audit SET tenant = NULL WHERE id = 5".into()], AuditFault::Changed(5)),
        ("deleted in the middle", vec!["DELETE FROM audit WHERE id = 3".into()], AuditFault::Unlinked(4)),
        ("deleted at the beginning", vec!["DELETE FROM audit WHERE id = 1".into()], AuditFault::Unlinked(2)),
        ("cut off at the end", vec!["DELETE FROM audit WHERE id >= 5".into()], AuditFault::CutOff(4, 6)),
        ("everything gone", vec!["DELETE FROM audit".into()], AuditFault::CutOff(0, 6)),
        ("appended past the head", vec![copy_line.replace("{id}", "7")], AuditFault::Beyond(7)),
        (
            "inserted in the middle",
            // Room is made by moving line 6 to 7; then 5 is copied to 6.
            vec![
                "UPDATE audit SET id = 7 WHERE id = 6".into(),
                copy_line.replace("{id}", "6"),
                "UPDATE audit_head SET last = 7, lines = 7".into(),
            ],
            AuditFault::Changed(6),
        ),
        (
            "two lines swapped",
            vec![
                "UPDATE audit SET id = 99 WHERE id = 5".into(),
                "UPDATE audit SET id = 5 WHERE id = 6".into(),
                "UPDATE audit SET id = 6 WHERE id = 99".into(),
            ],
            AuditFault::Changed(5),
        ),
        (
            "wiped without an order",
            vec!["UPDATE audit SET salt = NULL, event = 'shredded', shredded_by = NULL WHERE id = 5".into()],
            AuditFault::WipedWithoutOrder(5),
        ),
        (
            "wiped under a false order",
            vec!["UPDATE audit SET salt = NULL, event = 'shredded', shredded_by = 3 WHERE id = 5".into()],
            AuditFault::WipedWithoutOrder(5),
        ),
        (
            "wiped under another's order",
            vec!["UPDATE audit SET salt = NULL, event = 'shredded', shredded_by = 4 WHERE id = 5".into()],
            AuditFault::OrderUnfulfilled(4),
        ),
        ("a wiped line taken away", vec!["DELETE FROM audit WHERE id = 1".into()], AuditFault::Unlinked(2)),
        (
            "cut off, head set back without its hash",
            vec!["DELETE FROM audit WHERE id = 6".into(), "UPDATE audit_head SET last = 5, lines = 5".into()],
            AuditFault::Unlinked(5),
        ),
    ];
    for (what, statements, expected) in tampers {
        let db = if sqlite { TestDb::sqlite() } else { TestDb::postgres().await.unwrap() };
        let store = trail(&db).await;
        assert!(store.verify_audit(None).await.unwrap().is_ok(), "{what}: before");
        for statement in statements {
            raw::run(&db, &statement).await;
        }
        let found = store.verify_audit(None).await.unwrap();
        assert_eq!(found, Err(expected.clone()), "{what}");
        assert!(
            expected.to_string().contains(&expected.line().to_string()) || matches!(expected, AuditFault::CutOff(..))
        );
    }
}

async fn what_was_wiped_is_gone_and_the_trail_holds(db: TestDb) {
    let store = trail(&db).await;
    let wiped = raw::rows(&db, "SELECT event, actor, CASE WHEN salt IS NULL AND tenant IS NULL AND account IS NULL AND at = 0 THEN 'blank' ELSE 'not blank' END FROM audit WHERE id = 1").await;
    assert_eq!(wiped, [("shredded".to_owned(), String::new(), "blank".to_owned())]);
    let order = raw::rows(&db, "SELECT event, CAST(detail AS TEXT), '' FROM audit WHERE id = 4").await;
    let detail: serde_json::Value = serde_json::from_str(&order[0].1).unwrap();
    assert_eq!((order[0].0.as_str(), &detail["wiped"]["lines"]), ("tenant-deleted", &serde_json::json!(1)));
    assert!(store.verify_audit(None).await.unwrap().is_ok());
    // A line about an organisation that is gone is not written.
    store
        .write::<_, StoreError>("late", |tx| {
            Box::pin(async move { tx.append_audit(Some(tenant(1)), at(9), Author::VISITOR, "looked", "").await })
        })
        .await
        .unwrap();
    assert_eq!(raw::count(&db, "audit", "WHERE event = 'looked'").await, 2);
    assert!(store.verify_audit(None).await.unwrap().is_ok());
}

async fn old_lines_are_wiped_in_portions(db: TestDb) {
    let store = trail(&db).await;
    let shred = |store: Store| async move {
        store
            .write::<_, StoreError>("shred", |tx| Box::pin(async move { tx.shred_audit_before(at(6), at(50)).await }))
            .await
            .unwrap()
    };
    // 1 is wiped already, 4 is an order; 2, 3 and 5 are too old.
    assert_eq!(shred(store.clone()).await, 3);
    assert_eq!(shred(store.clone()).await, 0);
    assert_eq!(raw::count(&db, "audit", "WHERE event NOT IN ('shredded', 'tenant-deleted', 'audit-expired')").await, 1);
    let head = store.verify_audit(None).await.unwrap().unwrap().unwrap();
    assert_eq!(head.lines, 7, "one more: the order");
}

async fn lines_of_before_the_chain_are_chained(db: TestDb) {
    let store = db.store().await;
    let json = if db.engine == Engine::Sqlite { "'{\"old\": 1}'" } else { "'{\"old\": 1}'::jsonb" };
    for id in [3, 8] {
        raw::run(
            &db,
            &format!("INSERT INTO audit (id, at, actor, event, detail) VALUES ({id}, 5, 'system', 'old', {json})"),
        )
        .await;
    }
    assert_eq!(store.verify_audit(None).await.unwrap(), Ok(None), "nothing is chained yet");
    tenant_with_everything(&store, tenant(1), 100).await;
    let head = store.verify_audit(None).await.unwrap().unwrap().unwrap();
    assert_eq!((head.lines, head.last), (3, 9));
    raw::run(&db, "UPDATE audit SET actor = 'owner' WHERE id = 3").await;
    assert_eq!(store.verify_audit(None).await.unwrap(), Err(AuditFault::Changed(3)));
}

async fn two_processes_append_to_one_chain(db: TestDb) {
    let stores = [db.store().await, db.store().await];
    let mut tasks = Vec::new();
    for task in 0..8 {
        let store = stores[task % 2].clone();
        tasks.push(tokio::spawn(async move {
            for _ in 0..10 {
                store
                    .write::<_, StoreError>("append", |tx| {
                        Box::pin(async move {
                            tx.append_audit(None, at(1), Author::SYSTEM, "one", "").await?;
                            tx.append_audit(None, at(1), Author::SYSTEM, "two", "").await
                        })
                    })
                    .await
                    .unwrap();
            }
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
    let head = stores[0].verify_audit(None).await.unwrap().unwrap().unwrap();
    assert_eq!((head.lines, head.last), (160, 160));
}

async fn what_is_undone_leaves_no_line(db: TestDb) {
    let store = db.store().await;
    for _ in 0..2 {
        let failed: Result<(), _> = store
            .write("undone", |tx| {
                Box::pin(async move {
                    tx.append_audit(None, at(1), Author::SYSTEM, "never", "").await?;
                    Err(StoreError::Conflict)
                })
            })
            .await;
        assert!(failed.is_err());
    }
    tenant_with_everything(&store, tenant(1), 100).await;
    assert_eq!(raw::count(&db, "audit", "WHERE event = 'never'").await, 0);
    assert_eq!(store.verify_audit(None).await.unwrap().unwrap().unwrap().lines, 1);
}
