//! No method that reads as one tenant sees another's data.

use std::{collections::BTreeSet, fs, path::Path};

use ringwall_testkit::{db::TestDb, on_every_engine};

use crate::given::{assessment_id, question, requirement, tenant, tenant_with_everything};

on_every_engine!(a_tenant_sees_nothing_of_another);

async fn a_tenant_sees_nothing_of_another(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    let mut reader = store.read().await.unwrap();
    let mut asked = BTreeSet::new();
    // For whom, and whether something is expected: the same calls must find everything as the owner.
    for (who, found) in [(tenant(1), true), (tenant(2), false)] {
        let mut saw = |method: &'static str, something: bool| {
            assert_eq!(something, found, "{method}");
            asked.insert(method.to_owned());
        };
        saw("organisation", reader.organisation(who).await.unwrap().is_some());
        saw("assessments_of", !reader.assessments_of(who).await.unwrap().is_empty());
        saw("assessment_head", reader.assessment_head(who, assessment_id(1)).await.unwrap().is_some());
        saw("assessment_by_id", reader.assessment_by_id(who, assessment_id(1)).await.unwrap().is_some());
        saw("answer", reader.answer(who, assessment_id(1), question(1)).await.unwrap().is_some());
        saw("answers_of", reader.assessment_by_id(who, assessment_id(1)).await.unwrap().is_some());
        saw("plan_of", !reader.plan_of(who).await.unwrap().is_empty());
        saw("plan_item", reader.plan_item(who, requirement(1)).await.unwrap().is_some());
        saw("treatments_of", !reader.treatments_of(who).await.unwrap().is_empty());
        saw("treatment", reader.treatment(who, "ransomware").await.unwrap().is_some());
        saw("audit_of", !reader.audit_of(who, 10).await.unwrap().is_empty());
    }
    assert_eq!(asked, methods_on_tenant_data());
}

/// The names of all methods of `Conn` that take a tenant, from the sources: a new one must be asked above.
fn methods_on_tenant_data() -> BTreeSet<String> {
    let mut methods = BTreeSet::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap() {
        let source = fs::read_to_string(entry.unwrap().path()).unwrap();
        let Some((_, conn)) = source.split_once("impl Conn {") else { continue };
        let conn = conn.split_once("\nimpl Tx {").map_or(conn, |(conn, _)| conn);
        for method in conn.split("async fn ").skip(1) {
            let (name, signature) = method.split_once('(').unwrap();
            let signature = signature.split_once("->").unwrap().0;
            if signature.contains("tenant: TenantId") {
                methods.insert(name.to_owned());
            }
        }
    }
    methods
}
