//! What the store promises, on every engine. One executable, one file per noun.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "clippy does not see that all of this is a test"
)]

mod answer;
mod assessment;
mod audit;
mod check;
mod comment;
mod consent;
mod document;
mod follow_up;
mod interview;
mod job;
mod migration;
mod organisation;
mod plan;
mod raw;
mod receipt;
mod record;
mod region;
mod reminder;
mod resume_link;
mod retention;
mod session;
mod setting;
mod sign_in;
mod sources;
mod statements;
mod tenancy;
mod treatment;
mod waiting;
mod writer;

mod given {
    //! A little world to test in.
    use std::collections::BTreeMap;

    use jiff::Timestamp;
    use ringwall_core::{
        actor::{Author, Role},
        assessment::{Answer, Assessment, AssessmentState},
        check::{AnswerValue, Check, Partly, Review, Scoring, Source},
        comment::Comment,
        consent::{Consent, Purpose},
        document::{Document, DocumentKind},
        follow_up::{FollowUp, FollowUpAnswer},
        history::{ChangeSource, Contributor, HistoryLine, MeasureChange},
        id::{
            AccountId, ApiTokenId, AssessmentId, CheckDigest, CommentId, ConsentId, DocumentId, JobId, PartnerId,
            QuestionId, RequirementId, TenantId,
        },
        interview::{Interview, Mark, Proof},
        language::{Language, Localised},
        organisation::{Organisation, OrganisationKind},
        plan::{MeasureStatus, PlanItem},
        reminder::{Reminded, ReminderKind},
        risk::{Treatment, TreatmentKind},
    };
    use ringwall_store::{Account, NewJob, Saved, Store, StoreError, Ticket};
    use uuid::Uuid;

    /// Seconds after a fixed day in 2026.
    pub(crate) fn at(seconds: i64) -> Timestamp {
        Timestamp::from_microsecond(1_780_000_000_123_456 + seconds * 1_000_000).unwrap()
    }

    pub(crate) fn tenant(number: u128) -> TenantId {
        TenantId(Uuid::from_u128(0xA000 + number))
    }

    pub(crate) fn assessment_id(number: u128) -> AssessmentId {
        AssessmentId(Uuid::from_u128(0xB000 + number))
    }

    pub(crate) fn question(number: u128) -> QuestionId {
        QuestionId(Uuid::from_u128(0xC000_0000 + number))
    }

    pub(crate) fn requirement(number: u128) -> RequirementId {
        RequirementId(Uuid::from_u128(0xD000 + number))
    }

    pub(crate) fn digest(text: &str) -> CheckDigest {
        CheckDigest(text.to_owned())
    }

    pub(crate) fn check(id: &str, version: &str) -> Check {
        Check {
            id: id.to_owned(),
            uuid: Uuid::from_u128(1),
            version: version.to_owned(),
            minutes: Some(20),
            answers: AnswerValue::ALL.to_vec(),
            kinds: vec![OrganisationKind::Company],
            review: Review::Pending,
            source: Source::default(),
            scoring: Scoring {
                fulfilled: 1,
                top_fulfilled: 3,
                top_open: -3,
                partly: Partly::Open,
                floor_at_zero: true,
            },
            title: Localised::both("Kurzcheck", "Short check"),
            summary: Localised::default(),
            audience: Localised::default(),
            about: Localised::default(),
            score_note: Localised::default(),
            topics: Vec::new(),
        }
    }

    pub(crate) fn baker() -> Organisation {
        Organisation { name: Some("Bäckerei Çelik".into()), ..Organisation::of(OrganisationKind::Company) }
    }

    pub(crate) fn draft(number: u128) -> Assessment {
        Assessment {
            id: assessment_id(number),
            check: digest("aa"),
            state: AssessmentState::Draft,
            started_at: at(i64::try_from(number).unwrap()),
            finished_at: None,
            previous: None,
            not_carried_over: Vec::new(),
            answers: BTreeMap::new(),
        }
    }

    pub(crate) fn answer(value: Option<AnswerValue>, note: &str, revision: u32) -> Answer {
        Answer { value, note: note.to_owned(), revision, changed_at: Some(at(5)) }
    }

    pub(crate) fn plan_item(number: u128) -> PlanItem {
        PlanItem {
            status: MeasureStatus::Done,
            owner: "Frau Öztürk".into(),
            due: Some(jiff::civil::date(2026, 12, 24)),
            note: "erst\ndann".into(),
            position: Some(-3),
            done_at: Some(at(7)),
            ..PlanItem::untouched(requirement(number))
        }
    }

    pub(crate) fn treatment(risk: &str) -> Treatment {
        Treatment {
            risk: risk.to_owned(),
            kind: TreatmentKind::Accept,
            reason: "zu selten".into(),
            person: "Chefin".into(),
            decided_on: Some(jiff::civil::date(2026, 2, 28)),
            revision: 0,
            changed_at: Some(at(9)),
        }
    }

    /// Advice from partner 1.
    pub(crate) fn consent(number: u128) -> Consent {
        Consent {
            id: ConsentId(Uuid::from_u128(0xE000 + number)),
            purpose: Purpose::Advice,
            partner: Some(PartnerId(Uuid::from_u128(0xF001))),
            version: "1".to_owned(),
            digest: "0".repeat(64),
            language: Language::De,
            given_at: at(11),
            given_by: Some(AccountId(Uuid::from_u128(3))),
            revoked_at: None,
            revoked_by: None,
        }
    }

    /// Somebody who has taken on measure 1 of a tenant, and is no member of it.
    pub(crate) fn account(tenant: TenantId) -> AccountId {
        AccountId(Uuid::from_u128(tenant.0.as_u128() + 8_000))
    }

    pub(crate) fn person(id: AccountId) -> Account {
        Account {
            id,
            email: format!("{}@example.org", id.0.simple()),
            name: "Rita".to_owned(),
            language: Language::De,
            created_at: at(0),
            verified_at: Some(at(0)),
            disabled_at: None,
            revision: 1,
        }
    }

    /// Comment, document, line of history, follow-up: what hangs on measure 1.
    pub(crate) fn comment(tenant: TenantId, number: u128) -> Comment {
        Comment {
            id: CommentId(Uuid::from_u128(tenant.0.as_u128() + 9_000)),
            requirement: requirement(number),
            by: Contributor::new(Author::VISITOR, ""),
            text: "Angebot liegt vor.".to_owned(),
            created_at: at(8),
            edited_at: None,
        }
    }

    pub(crate) fn history_line(number: u128) -> HistoryLine {
        HistoryLine {
            requirement: requirement(number),
            at: at(8),
            by: Contributor::new(Author::of(Role::Owner, AccountId(Uuid::nil())), "Frau Öztürk").without_account(),
            source: ChangeSource::Page,
            changes: vec![MeasureChange::Note],
        }
    }

    pub(crate) fn object_key(tenant: TenantId) -> String {
        format!("documents/{}", tenant.0.simple())
    }

    pub(crate) fn document(tenant: TenantId, number: u128) -> Document {
        Document {
            id: DocumentId(Uuid::from_u128(tenant.0.as_u128() + 10_000)),
            requirement: requirement(number),
            name: "Rechnung.pdf".to_owned(),
            kind: DocumentKind::Pdf,
            size: 12_345,
            sha256: "07".repeat(32),
            by: Contributor::new(Author::VISITOR, ""),
            created_at: at(8),
        }
    }

    pub(crate) fn token_hash(tenant: TenantId, number: u8) -> [u8; 32] {
        let mut hash = [number; 32];
        hash[..16].copy_from_slice(tenant.0.as_bytes());
        hash
    }

    pub(crate) fn follow_up(assessment: u128) -> FollowUp {
        FollowUp {
            assessment: assessment_id(assessment),
            months: 3,
            questions: vec![requirement(1), requirement(2)],
            answers: BTreeMap::from([(requirement(1), FollowUpAnswer::Partly)]),
            asked_at: at(70),
            expires_at: at(1_000),
            answered_at: None,
        }
    }

    pub(crate) fn reminded() -> Reminded {
        Reminded { kind: ReminderKind::Weekly, day: jiff::civil::date(2026, 11, 23) }
    }

    /// An interview on an assessment, by partner 1.
    pub(crate) fn interview(number: u128) -> Interview {
        let partner = PartnerId(Uuid::from_u128(0xF001));
        Interview::begun(assessment_id(number), partner, AccountId(Uuid::from_u128(3)), at(12))
    }

    /// What was noted about a question.
    pub(crate) fn mark() -> Mark {
        Mark {
            proof: Some(Proof::Said),
            shown: "Handbuch".into(),
            clarify: "seit wann?".into(),
            private: "unsicher".into(),
            ..Mark::default()
        }
    }

    /// A tenant with one of everything: draft 1, finished 2, two answers, a plan item, a treatment, a link, a line.
    pub(crate) async fn tenant_with_everything(store: &Store, tenant: TenantId, expires_in: i64) {
        let hash = [tenant.0.as_bytes()[15]; 32];
        store
            .write::<_, StoreError>("given", move |tx| {
                Box::pin(async move {
                    tx.insert_check(&digest("aa"), &check("kurzcheck", "1"), false, at(0)).await?;
                    tx.insert_organisation(tenant, &baker(), Language::De, at(0), at(expires_in)).await?;
                    tx.insert_resume_link(tenant, hash, at(0), at(expires_in)).await?;
                    let mut first = draft(1);
                    first.answers.insert(question(1), answer(Some(AnswerValue::Partly), "wird", 3));
                    first.answers.insert(question(2), answer(None, "nur Notiz", 0));
                    tx.insert_assessment(tenant, &first).await?;
                    tx.insert_assessment(tenant, &draft(2)).await?;
                    assert!(tx.finish_assessment(tenant, assessment_id(2), at(60)).await?);
                    tx.insert_account(&person(account(tenant))).await?;
                    let item = PlanItem { owner_account: Some(account(tenant)), ..plan_item(1) };
                    assert_eq!(tx.save_plan_item(tenant, &item, 0).await?, Saved::Stored(1));
                    tx.insert_comment(tenant, &comment(tenant, 1)).await?;
                    tx.append_history(tenant, Uuid::from_u128(1), &history_line(1)).await?;
                    tx.announce_file(&object_key(tenant), at(8)).await?;
                    tx.insert_document(tenant, &document(tenant, 1), [7; 32], &object_key(tenant)).await?;
                    assert!(tx.insert_follow_up(tenant, &follow_up(2), token_hash(tenant, 3), None).await?);
                    assert!(tx.insert_reminder(tenant, account(tenant), reminded()).await?);
                    assert_eq!(tx.save_treatment(tenant, &treatment("ransomware"), 0).await?, Saved::Stored(1));
                    let job = NewJob {
                        id: JobId(Uuid::from_u128(tenant.0.as_u128() + 7_000)),
                        kind: "test",
                        payload: serde_json::json!({}),
                        tenant: Some(tenant),
                        run_at: at(1),
                        max_attempts: 3,
                        dedup_key: None,
                    };
                    assert!(tx.insert_job(&job, at(0)).await?);
                    let token = ringwall_store::ApiToken {
                        id: ApiTokenId(Uuid::from_u128(tenant.0.as_u128() + 8_000)),
                        token_hash: token_hash(tenant, 8),
                        scope: ringwall_core::actor::Scope::Organisation(tenant),
                        name: "test".to_owned(),
                        scopes: "plan:read".to_owned(),
                        created_by: None,
                        created_at: at(0),
                        expires_at: at(100),
                        used_at: None,
                    };
                    tx.insert_api_token(&token).await?;
                    assert!(tx.begin_api_request(token.id, "key", [1; 32], Some(tenant), at(1), at(0)).await?);
                    crate::region::with_a_request(tx, tenant).await?;
                    let mut token_hash = [9; 32];
                    token_hash[..16].copy_from_slice(tenant.0.as_bytes());
                    tx.insert_ticket(&Ticket {
                        token_hash,
                        purpose: "keep".to_owned(),
                        account: None,
                        tenant: Some(tenant),
                        document: serde_json::json!({}),
                        created_at: at(0),
                        expires_at: at(100),
                    })
                    .await?;
                    tx.insert_consent(tenant, &consent(1), false).await?;
                    let (day, account) = (jiff::civil::date(2026, 5, 28), AccountId(Uuid::from_u128(4)));
                    assert!(tx.note_look(tenant, day, account, consent(1).partner, "plan", at(12)).await?);
                    tx.save_interview(tenant, &interview(1)).await?;
                    let marked = tx.save_interview_mark(tenant, assessment_id(1), question(1), &mark(), at(13)).await?;
                    assert_eq!(marked, Saved::Stored(1));
                    tx.insert_brought_in(tenant, "people", 0, &serde_json::json!({"name": "Otto"})).await?;
                    tx.append_audit(Some(tenant), at(1), Author::VISITOR, "case-started", "kurzcheck").await?;
                    Ok(())
                })
            })
            .await
            .unwrap();
    }
}
