//! No method that reads as one tenant sees another's data, and none that writes as one tenant touches another's.

use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::TimeZone;
use ringwall_core::{
    check::AnswerValue,
    help_request::ProposalState,
    id::{AccountId, AppointmentId, ConsentId, TenantId},
    interview::Mark,
    language::Language,
    organisation::{Organisation, OrganisationKind},
    plan::{MeasureStatus, PlanItem},
};
use ringwall_store::{AppointmentRecord, Engine, HelpRecord, StoreError};
use ringwall_testkit::{db::TestDb, on_every_engine};
use uuid::Uuid;

use crate::{
    given::{
        account, assessment_id, at, baker, comment, consent, document, draft, follow_up, history_line, interview, mark,
        object_key, plan_item, question, reminded, requirement, tenant, tenant_with_everything, token_hash, treatment,
    },
    raw,
    region::help_id,
    sources::sources,
};

on_every_engine!(a_tenant_sees_nothing_of_another);

async fn a_tenant_sees_nothing_of_another(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    let unowned = PlanItem { status: MeasureStatus::Todo, ..plan_item(2) };
    store
        .write::<_, StoreError>("given", move |tx| {
            Box::pin(async move { tx.save_plan_item(tenant(1), &unowned, 0).await.map(drop) })
        })
        .await
        .unwrap();
    let mut reader = store.read().await.unwrap();
    let mut asked = BTreeSet::new();
    // For whom, and whether something is expected: the same calls must find everything as the owner.
    for (who, found) in [(tenant(1), true), (tenant(2), false)] {
        let mut saw = |method: &'static str, something: bool| {
            assert_eq!(something, found, "{method}");
            asked.insert(method.to_owned());
        };
        saw("organisation", reader.organisation(who).await.unwrap().is_some());
        saw("organisation_expiry", reader.organisation_expiry(who).await.unwrap().is_some());
        saw("assessments_of", !reader.assessments_of(who).await.unwrap().is_empty());
        saw("assessment_head", reader.assessment_head(who, assessment_id(1)).await.unwrap().is_some());
        saw("assessment_by_id", reader.assessment_by_id(who, assessment_id(1)).await.unwrap().is_some());
        saw("answer", reader.answer(who, assessment_id(1), question(1)).await.unwrap().is_some());
        saw("values_of", !reader.values_of(who, assessment_id(1)).await.unwrap().is_empty());
        saw("answers_of", reader.assessment_by_id(who, assessment_id(1)).await.unwrap().is_some());
        saw("plan_of", !reader.plan_of(who).await.unwrap().is_empty());
        saw("plan_item", reader.plan_item(who, requirement(1)).await.unwrap().is_some());
        saw("comments_on", !reader.comments_on(who, requirement(1)).await.unwrap().is_empty());
        saw("comments_of", !reader.comments_of(who).await.unwrap().is_empty());
        saw("comment", reader.comment(who, comment(tenant(1), 1).id).await.unwrap().is_some());
        saw("comment_counts", !reader.comment_counts(who).await.unwrap().is_empty());
        saw("history_of", !reader.history_of(who, requirement(1), 9).await.unwrap().is_empty());
        saw("whole_history", !reader.whole_history(who).await.unwrap().is_empty());
        saw("documents_on", !reader.documents_on(who, requirement(1)).await.unwrap().is_empty());
        saw("documents_of", !reader.documents_of(who).await.unwrap().is_empty());
        saw("document", reader.document(who, document(tenant(1), 1).id).await.unwrap().is_some());
        saw("document_use", reader.document_use(who).await.unwrap().files > 0);
        saw("document_counts", !reader.document_counts(who).await.unwrap().is_empty());
        saw("follow_ups_of", !reader.follow_ups_of(who).await.unwrap().is_empty());
        saw("unowned_due", !reader.unowned_due(who, jiff::civil::date(2026, 12, 31)).await.unwrap().is_empty());
        saw("treatments_of", !reader.treatments_of(who).await.unwrap().is_empty());
        saw("treatment", reader.treatment(who, "ransomware").await.unwrap().is_some());
        saw("consents_of", !reader.consents_of(who).await.unwrap().is_empty());
        saw("current_consents_of", !reader.current_consents_of(who).await.unwrap().is_empty());
        saw("looks_at", !reader.looks_at(who, 10).await.unwrap().is_empty());
        saw("area_of", reader.area_of(who).await.unwrap().is_some());
        saw("help_request", reader.help_request(who, help_id(1)).await.unwrap().is_some());
        saw("help_requests_of", !reader.help_requests_of(who).await.unwrap().is_empty());
        saw("proposals_of", !reader.proposals_of(who, help_id(1)).await.unwrap().is_empty());
        saw("appointment_about", reader.appointment_about(who, help_id(1)).await.unwrap().is_some());
        saw("interview", reader.interview(who, assessment_id(1)).await.unwrap().is_some());
        saw("interview_marks", !reader.interview_marks(who, assessment_id(1)).await.unwrap().is_empty());
        saw("records", !reader.records(who, ringwall_store::noun("consents").unwrap()).await.unwrap().is_empty());
        saw("brought_in", !reader.brought_in(who, "people").await.unwrap().is_empty());
        saw("audit_of", !reader.audit_of(who, 10).await.unwrap().is_empty());
    }
    let both = [tenant(1), tenant(2)];
    let known: Vec<_> = reader.finished_assessments(&both).await.unwrap().into_keys().collect();
    let letting_in: Vec<_> = reader.current_consents_among(&both).await.unwrap();
    assert_eq!((known, letting_in.len()), (vec![tenant(1)], 1), "each row stands under its own tenant");
    assert!(reader.finished_assessments(&[tenant(2)]).await.unwrap().is_empty());
    assert!(reader.current_consents_among(&[tenant(2)]).await.unwrap().is_empty());
    assert_eq!(asked, methods_on_tenant_data("Conn"), "every method of Conn with a tenant is asked above");
}

/// The names of all methods that take a tenant, from the sources: a new one must be called in this file.
fn methods_on_tenant_data(of: &str) -> BTreeSet<String> {
    let mut methods = BTreeSet::new();
    for (_, source) in sources() {
        for block in source.split(&format!("\nimpl {of} {{")).skip(1) {
            let block = block.split_once("\n}\n").map_or(block, |(block, _)| block);
            // Writing methods that only this crate can call are reached through the public ones.
            let begins = if of == "Tx" { "pub async fn " } else { "async fn " };
            for method in block.split(begins).skip(1) {
                let (name, signature) = method.split_once('(').unwrap();
                let signature = signature.split_once('{').unwrap().0;
                if signature.trim_start().starts_with("&mut self") && signature.contains(" tenant: TenantId") {
                    methods.insert(name.to_owned());
                }
            }
        }
    }
    methods
}

on_every_engine!(a_tenant_changes_nothing_of_another);

/// Every row that belongs to a tenant, as text.
async fn rows_of(db: &TestDb, tenant: TenantId) -> Vec<(String, String, String)> {
    let columns = raw::columns(db).await;
    let tables: BTreeSet<&str> =
        columns.iter().filter(|(_, column, _)| column == "tenant").map(|(table, ..)| table.as_str()).collect();
    let mut all = Vec::new();
    for table in tables {
        let names: Vec<&str> =
            columns.iter().filter(|(of, ..)| of == table).map(|(_, column, _)| column.as_str()).collect();
        let (text, key) = match db.engine {
            Engine::Sqlite => {
                let quoted: Vec<String> = names.iter().map(|name| format!("quote({name})")).collect();
                (quoted.join(" || ',' || "), format!("X'{}'", tenant.0.simple()))
            }
            Engine::Postgres => (format!("to_jsonb({table})::text"), format!("'{}'", tenant.0)),
        };
        let sql = format!("SELECT '{table}', {text}, '' FROM {table} WHERE tenant = {key} ORDER BY 2");
        all.extend(raw::rows(db, &sql).await);
    }
    all
}

async fn a_tenant_changes_nothing_of_another(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    store
        .write::<_, StoreError>("other", |tx| {
            Box::pin(async move { tx.insert_organisation(tenant(2), &baker(), Language::De, at(0), at(100)).await })
        })
        .await
        .unwrap();
    let before = rows_of(&db, tenant(1)).await;
    assert!(before.len() >= 9, "{before:?}");
    let mut called = BTreeSet::new();
    // Each call names things of tenant 1 and says it is tenant 2. What comes back does not matter: a conflict, nothing,
    // or something of its own under the same id.
    macro_rules! call {
        ($method:ident, $($argument:expr),*) => {{
            let _ = store
                .write::<_, StoreError>(stringify!($method), move |tx| {
                    Box::pin(async move { tx.$method(tenant(2), $($argument),*).await.map(drop) })
                })
                .await;
            assert_eq!(rows_of(&db, tenant(1)).await, before, "{}", stringify!($method));
            called.insert(stringify!($method).to_owned());
        }};
    }
    call!(insert_organisation, &baker(), Language::En, at(50), at(60));
    call!(update_organisation, 1, &Organisation::of(OrganisationKind::Municipality));
    call!(set_language, Language::En);
    call!(extend_expiry, at(9_000));
    call!(keep_organisation, at(9), at(9_000));
    call!(insert_resume_link, [1; 32], at(5), at(9_000));
    call!(delete_resume_links,);
    call!(assessment_for_update, assessment_id(1));
    call!(save_answer, assessment_id(1), question(1), 3, Some(AnswerValue::No), at(9));
    call!(save_note, assessment_id(1), question(1), 3, "fremd", at(9));
    call!(finish_assessment, assessment_id(1), at(9));
    call!(insert_assessment, &draft(1));
    call!(save_plan_item, &plan_item(1), 1);
    call!(insert_comment, &comment(tenant(1), 1));
    call!(edit_comment, comment(tenant(1), 1).id, "fremd", at(9));
    call!(delete_comment, comment(tenant(1), 1).id);
    call!(append_history, Uuid::from_u128(1), &history_line(1));
    call!(document_use_for_update,);
    call!(insert_document, &document(tenant(1), 1), [8; 32], &object_key(tenant(1)));
    call!(delete_document, document(tenant(1), 1).id);
    call!(insert_follow_up, &follow_up(2), token_hash(tenant(1), 3), None);
    call!(answer_follow_up, assessment_id(2), 3, &BTreeMap::new(), at(9));
    call!(insert_reminder, account(tenant(1)), reminded());
    call!(save_treatment, &treatment("ransomware"), 1);
    call!(insert_consent, &consent(1), false);
    call!(revoke_consent, ConsentId(Uuid::from_u128(0xE001)), at(9), None);
    call!(note_look, at(1).to_zoned_datetime(TimeZone::UTC).date(), AccountId(Uuid::from_u128(1)), None, "plan", at(9));
    call!(set_area, None);
    let proposal = Uuid::from_u128(0x6_0001);
    call!(answer_proposal, proposal, ProposalState::Open, ProposalState::Accepted, at(9));
    call!(mark_reminded, AppointmentId(Uuid::from_u128(0x7_0001)), 0);
    // These take the tenant with the record.
    let mut reader = store.read().await.unwrap();
    let request = reader.help_request(tenant(1), help_id(1)).await.unwrap().unwrap();
    let appointment = reader.appointment_about(tenant(1), help_id(1)).await.unwrap().unwrap();
    drop(reader);
    store
        .write::<_, StoreError>("records", move |tx| {
            Box::pin(async move {
                let request = HelpRecord { tenant: tenant(2), round: 99, ..request };
                assert!(!tx.save_help_request(&request).await?);
                let appointment = AppointmentRecord { tenant: tenant(2), ..appointment };
                assert!(!tx.save_appointment(&appointment).await?);
                Ok(())
            })
        })
        .await
        .unwrap();
    assert_eq!(rows_of(&db, tenant(1)).await, before, "records of another");
    call!(interview_for_update, assessment_id(1));
    call!(save_interview, &interview(1));
    call!(save_interview_mark, assessment_id(1), question(1), &Mark { revision: 1, ..mark() }, at(9));
    call!(delete_interview, assessment_id(1));
    let comment = serde_json::json!({
        "id": Uuid::from_u128(1), "requirement": requirement(1), "role": "owner", "person": "", "text": "fremd",
        "created_at": at(9),
    });
    call!(insert_record, ringwall_store::noun("comments").unwrap(), &comment);
    call!(insert_brought_in, "people", 0, &serde_json::json!({}));
    call!(delete_tenant, at(99));
    assert_eq!(called, methods_on_tenant_data("Tx"), "every method of Tx with a tenant is called above");
}
