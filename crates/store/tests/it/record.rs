//! Rows as documents.

use ringwall_store::{Living, NOUNS, StoreError, noun};
use ringwall_testkit::{db::TestDb, on_every_engine};
use serde_json::{Value, json};

use crate::{
    given::{baker, check, digest, draft, tenant, tenant_with_everything},
    raw,
};

on_every_engine!(documents_of_one_organisation_become_rows_of_another, every_table_is_taken_out_or_has_a_reason);

async fn documents_of_one_organisation_become_rows_of_another(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    store
        .write::<_, StoreError>("test", |tx| {
            Box::pin(async move {
                tx.insert_check(&digest("aa"), &check("kurzcheck", "1"), false, crate::given::at(0)).await?;
                let (language, from, to) =
                    (ringwall_core::language::Language::De, crate::given::at(0), crate::given::at(9));
                tx.insert_organisation(tenant(2), &baker(), language, from, to).await?;
                tx.insert_assessment(tenant(2), &draft(1)).await?;
                tx.insert_assessment(tenant(2), &draft(2)).await?;
                for noun in NOUNS {
                    let documents = tx.records(tenant(1), noun).await?;
                    assert!(!documents.is_empty(), "{}: nothing to test with", noun.name);
                    for document in &documents {
                        assert_eq!(noun.fault(document), None, "{}: {document}", noun.name);
                    }
                    if noun.living == Living::Kept || noun.name == "documents" {
                        continue;
                    }
                    for document in &documents {
                        tx.insert_record(tenant(2), noun, document).await?;
                    }
                    assert_eq!(tx.records(tenant(2), noun).await?, documents, "{}", noun.name);
                }
                // A consent from elsewhere opens nothing.
                assert!(tx.consents_of(tenant(2)).await?.is_empty());
                assert!(tx.current_consents_of(tenant(2)).await?.is_empty());
                Ok(())
            })
        })
        .await
        .unwrap();
}

async fn every_table_is_taken_out_or_has_a_reason(db: TestDb) {
    drop(db.store().await);
    let columns = raw::columns(&db).await;
    let reasons = [
        ("answer", "with its assessment"),
        ("api_request", "answers to programs, kept for a short time so that nothing is done twice"),
        ("assessment", "part of the dossier"),
        ("audit", "in the log"),
        ("brought_in", "in whatever noun it was kept for"),
        ("job", "work of this installation"),
        ("look", "in the log"),
        ("organisation", "part of the dossier"),
        ("plan_item", "part of the dossier"),
        ("reminder", "what was mailed to accounts of this installation"),
        ("resume_link", "a key to this installation"),
        ("ticket", "a key to this installation"),
        ("treatment", "part of the dossier"),
    ];
    let source = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/record.rs")).unwrap();
    for (table, ..) in columns.iter().filter(|(_, column, _)| column == "tenant") {
        let taken = source.contains(&format!("FROM {table} WHERE tenant = $1"));
        assert!(
            taken || reasons.iter().any(|(known, _)| known == table),
            "{table}: an entry in NOUNS, or a reason here"
        );
    }
}

#[test]
fn hostile_documents_are_named() {
    let comments = noun("comments").unwrap();
    let good = json!({
        "id": "00000000-0000-0000-0000-000000000001", "requirement": "00000000-0000-0000-0000-000000000002",
        "role": "owner", "person": "Otto", "text": "gut", "created_at": "2026-11-23T09:00:00Z",
    });
    assert_eq!(comments.fault(&good), None);
    for (field, value) in [
        ("id", json!("1")),
        ("id", Value::Null),
        ("role", json!("king")),
        ("text", json!("a\u{202E}b")),
        ("text", json!("x".repeat(8_001))),
        ("text", json!(["x"])),
        ("created_at", json!("yesterday")),
        ("created_at", json!(12)),
    ] {
        let mut bad = good.clone();
        bad[field] = value.clone();
        assert_eq!(comments.fault(&bad), Some(format!("comments.{field}")), "{value}");
    }
    let mut more = good.clone();
    more["tenant"] = json!("00000000-0000-0000-0000-000000000003");
    assert_eq!(comments.fault(&more), Some("comments.tenant".to_owned()));
    let mut less = good;
    less.as_object_mut().unwrap().remove("text");
    assert_eq!(comments.fault(&less), Some("comments.text".to_owned()));
    assert_eq!(comments.fault(&json!("text")), Some("comments".to_owned()));
}
