//! Serves the API with one organisation, one partner and keys that may do everything, and lets Schemathesis loose on it.
//!
//! `ringwall-fuzz PROGRAM [ARGUMENTS…]`: runs `PROGRAM run <address of the description> …` twice, with the key of the
//! organisation and with that of the partner, and ends as they do. Which
//! checks it makes is in `schemathesis.toml` beside this crate; limits are off, so that nothing is 429.
#![expect(clippy::print_stderr, reason = "talking to the person at the terminal is its job")]

use std::process::ExitCode;

use anyhow::{Context, ensure};
use ringwall_app::{Access, AnswerChange, NewCase, Shown};
use ringwall_core::{
    actor::{Membership, Role, Scope},
    api_token::ApiScope,
    check::AnswerValue,
    language::Language,
    organisation::{Organisation, OrganisationKind},
    plan::PlanItem,
};
use ringwall_testkit::app::TestApp;
use ringwall_web::Options;

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    let mut arguments = std::env::args().skip(1);
    let program = arguments.next().context("usage: ringwall-fuzz PROGRAM [ARGUMENTS…]")?;
    let options = Options { api_per_minute: 0, starts_per_minute: 0, ..Options::default() };
    let t = TestApp::with(options).await;
    let organisation = Organisation::of(OrganisationKind::Company);
    let case = NewCase { check: "kurzcheck".to_owned(), organisation, language: Language::De };
    let started = t.app.start(case).await?;
    let membership = Membership { role: Role::Owner, scope: Scope::Organisation(started.tenant) };
    let account = t.app.appoint("owner@example.org", "", Language::De, membership).await?;
    let session = t.app.begin_session(account, "password", "fuzz").await?;
    let owner = t.app.enter(&t.app.signed_in(&session).await?, started.tenant).await?;
    let draft = started.assessment.context("an assessment")?;
    let shown = t.app.assessment(&owner, draft).await?;
    let question = shown.check.check.questions().next().context("a question")?.question.uuid;
    let requirement = shown.check.check.requirements().next().context("a requirement")?.1.uuid;
    t.app.answer(&owner, draft, question, AnswerChange::Value(Some(AnswerValue::Unknown)), 0).await?;
    t.app.change_plan(&owner, PlanItem::untouched(requirement)).await?;
    let finished = finished(&t, &owner).await?;
    let comment = t.app.write_comment(&owner, &finished, requirement, "Angebot liegt vor.").await?;
    let document = t.app.add_document(&owner, &finished, requirement, "a.txt", b"Rechnung".to_vec()).await?;
    let region = t.region("fuzz").await;
    let partner = region.partners.first().copied().context("a partner")?;
    let membership = Membership { role: Role::Adviser, scope: Scope::Partner(partner) };
    let adviser = t.person(&region.adviser(1), &[membership]).await;
    let request = t.app.ask_for_help(&owner, region.ask()).await?;
    t.app.answer_request(&adviser, partner, request, true).await?;
    let (_, key) = t.app.create_api_token(&owner, "Schemathesis", &ApiScope::ALL, 1).await?;
    let (_, partner_key) = t.app.create_partner_token(&adviser, partner, "Schemathesis", &ApiScope::ALL, 1).await?;

    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let router = t.router.clone();
    tokio::spawn(async move { axum::serve(listener, router).await });
    eprintln!("the API is at http://{address}/api/v1");
    let arguments: Vec<String> = arguments.collect();
    for (key, which) in [(&key, "--exclude-path-regex"), (&partner_key, "--include-path-regex")] {
        let status = tokio::process::Command::new(&program)
            .args(["--config-file", concat!(env!("CARGO_MANIFEST_DIR"), "/schemathesis.toml"), "run"])
            .arg(format!("http://{address}/api/v1/openapi.json"))
            .args([which, "^/api/v1/partners/"])
            .args(&arguments)
            // What exists: the configuration puts it into paths, so that most requests get as far as the operation.
            .env("API_KEY", key.secret())
            .env("API_TENANT", started.tenant.to_string())
            .env("API_ASSESSMENT", draft.to_string())
            .env("API_QUESTION", question.to_string())
            .env("API_REQUIREMENT", requirement.to_string())
            .env("API_COMMENT", comment.to_string())
            .env("API_DOCUMENT", document.id.to_string())
            .env("API_REQUEST", request.to_string())
            .env("API_PARTNER", partner.to_string())
            .status()
            .await
            .with_context(|| format!("cannot start {program}"))?;
        ensure!(status.success(), "Schemathesis found something");
    }
    Ok(ExitCode::SUCCESS)
}

/// A finished check of the organisation, so that there is a plan.
async fn finished(t: &TestApp, owner: &Access) -> anyhow::Result<Shown> {
    let id = t.app.start_another(owner, "kurzcheck").await?;
    let shown = t.app.assessment(owner, id).await?;
    for placed in shown.check.check.questions() {
        let change = AnswerChange::Value(Some(AnswerValue::Yes));
        t.app.answer(owner, id, placed.question.uuid, change, 0).await?;
    }
    t.app.finish(owner, id).await?;
    Ok(t.app.assessment(owner, id).await?)
}
