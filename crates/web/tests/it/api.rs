//! The API: keys, problems, creating requests that come twice, revisions, lists, limits; and its description.

use std::{collections::BTreeSet, fs, path::Path};

use axum::{
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode},
};
use jiff::SignedDuration;
use ringwall_app::{Access, NewCase, Program};
use ringwall_core::{
    actor::{Membership, Role, Scope},
    api_token::ApiScope,
    id::TenantId,
    language::Language,
    organisation::{Organisation, OrganisationKind},
};
use ringwall_testkit::{
    app::TestApp,
    db::{TestDb, run_on_postgres},
    on_every_engine,
};
use ringwall_web::Options;
use serde_json::{Value, json};
use tower::ServiceExt;

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or(Value::Null)
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    /// The same answer, which must be this problem.
    pub(crate) fn problem(self, status: u16, code: &str) -> Self {
        let problem = self.json();
        assert_eq!((self.status.as_u16(), problem["code"].as_str()), (status, Some(code)), "{problem}");
        assert_eq!(self.header("content-type"), "application/problem+json");
        assert_eq!(problem["status"], status);
        assert_eq!(problem["type"], format!("urn:ringwall:problem:{code}"));
        assert!(
            !problem["title"].as_str().unwrap().is_empty() && !problem["title"].as_str().unwrap().contains("error-")
        );
        assert!(
            !problem["detail"].as_str().unwrap().is_empty()
                && !problem["detail"].as_str().unwrap().contains("refusal-")
        );
        assert_eq!(problem["reference"].as_str().unwrap(), self.header("x-request-id"));
        self
    }

    pub(crate) fn is(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", String::from_utf8_lossy(&self.bytes));
        self
    }
}

/// Sends one request with these headers.
pub(crate) async fn send(
    router: &axum::Router,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: Option<&Value>,
) -> Answer {
    let mut headers = headers.to_vec();
    headers.extend(body.map(|_| ("content-type", "application/json")));
    send_bytes(router, method, path, &headers, body.map(|body| body.to_string().into_bytes()).unwrap_or_default()).await
}

/// The same with any body.
pub(crate) async fn send_bytes(
    router: &axum::Router,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: Vec<u8>,
) -> Answer {
    let mut request = Request::builder().method(method).uri(path).header("host", "ringwall.test");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
    Answer { status: parts.status, headers: parts.headers, bytes }
}

/// The owner's access to an organisation.
pub(crate) async fn owner_of(t: &TestApp, tenant: TenantId) -> Access {
    t.app.enter(&signed_owner_of(t, tenant).await, tenant).await.unwrap()
}

/// The same owner, who has just signed in.
async fn signed_owner_of(t: &TestApp, tenant: TenantId) -> ringwall_app::Signed {
    let membership = Membership { role: Role::Owner, scope: Scope::Organisation(tenant) };
    let account = t.app.appoint("besitzerin@example.org", "", Language::De, membership).await.unwrap();
    let token = t.app.begin_session(account, "password", "test").await.unwrap();
    t.app.signed_in(&token).await.unwrap()
}

/// An organisation with a key that may do everything.
pub(crate) struct Given {
    pub(crate) t: TestApp,
    pub(crate) owner: Access,
    pub(crate) key: String,
    pub(crate) base: String,
}

impl Given {
    pub(crate) async fn over(t: TestApp) -> Self {
        let organisation = Organisation::of(OrganisationKind::Company);
        let case = NewCase { check: "kurzcheck".to_owned(), organisation, language: Language::De };
        let tenant = t.app.start(case).await.unwrap().tenant;
        let owner = owner_of(&t, tenant).await;
        let (_, key) = t.app.create_api_token(&owner, "Test", &ApiScope::ALL, 30).await.unwrap();
        let base = format!("/api/v1/organisations/{tenant}");
        Self { key: key.secret().to_owned(), t, owner, base }
    }

    pub(crate) async fn new() -> Self {
        Self::over(TestApp::new().await).await
    }

    pub(crate) async fn ask(&self, method: &str, path: &str, more: &[(&str, &str)], body: Option<&Value>) -> Answer {
        let bearer = format!("Bearer {}", self.key);
        let mut headers = vec![("authorization", bearer.as_str()), ("accept-language", "de")];
        headers.extend_from_slice(more);
        send(&self.t.router, method, &format!("{}{path}", self.base), &headers, body).await
    }
}

#[test]
fn the_description_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
    let actual = ringwall_web::api::openapi();
    if std::env::var_os("RINGWALL_BLESS").is_some() {
        fs::write(&path, actual).unwrap();
    }
    let known = fs::read_to_string(&path).unwrap_or_default();
    assert!(known == actual, "docs/openapi.json is not what the program says; RINGWALL_BLESS=1 writes it");
}

#[test]
fn the_description_names_every_route_and_no_other() {
    let document: Value = serde_json::from_str(ringwall_web::api::openapi()).unwrap();
    let mut described = BTreeSet::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for method in operations.as_object().unwrap().keys() {
            described.insert((method.to_uppercase(), path.clone()));
        }
    }
    let mut written: BTreeSet<_> =
        crate::permissions::routes().into_iter().filter(|(_, path)| path.starts_with("/api/")).collect();
    written.remove(&("GET".to_owned(), "/api/v1/openapi.json".to_owned()));
    assert_eq!(written, described);
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
}

#[tokio::test]
async fn the_description_is_served_to_everybody() {
    let t = TestApp::new().await;
    let served = send(&t.router, "GET", "/api/v1/openapi.json", &[], None).await.is(200);
    assert_eq!(served.bytes, ringwall_web::api::openapi().as_bytes());
}

#[tokio::test]
async fn only_a_valid_key_opens_anything() {
    let g = Given::new().await;
    let none = send(&g.t.router, "GET", "/api/v1/token", &[], None).await.problem(401, "token");
    assert!(none.header("www-authenticate").starts_with("Bearer"));
    assert!(none.header("set-cookie").is_empty());
    let guessed = format!("Bearer rwk_{}", "0".repeat(32));
    for wrong in ["Bearer", "Bearer x", "Basic YTpi", guessed.as_str(), g.key.as_str()] {
        send(&g.t.router, "GET", "/api/v1/token", &[("authorization", wrong)], None).await.problem(401, "token");
    }
    let told =
        send(&g.t.router, "GET", "/api/v1/token", &[("authorization", &format!("bearer {}", g.key))], None).await;
    let told = told.is(200).json();
    // What a partner may do is not in a key to an organisation, whoever asks for it.
    let place = Scope::Organisation(g.owner.tenant());
    assert_eq!(told["scopes"].as_array().unwrap().len(), ApiScope::fitting(place).count());
    assert!(!told.to_string().contains(&g.key));
    // Ended by the owner: at once.
    let id = g.t.app.api_tokens(&g.owner).await.unwrap()[0].id;
    assert!(g.t.app.api_tokens(&g.owner).await.unwrap()[0].used_at.is_some());
    g.t.app.revoke_api_token(&g.owner, id).await.unwrap();
    g.ask("GET", "", &[], None).await.problem(401, "token");
    // Ended by time.
    let (_, key) = g.t.app.create_api_token(&g.owner, "kurz", &[ApiScope::PlanRead], 1).await.unwrap();
    let bearer = format!("Bearer {}", key.secret());
    send(&g.t.router, "GET", "/api/v1/token", &[("authorization", &bearer)], None).await.is(200);
    g.t.clock.pass(SignedDuration::from_hours(25));
    send(&g.t.router, "GET", "/api/v1/token", &[("authorization", &bearer)], None).await.problem(401, "token");
}

#[tokio::test]
async fn a_session_opens_nothing_here() {
    let g = Given::new().await;
    let membership = Membership { role: Role::Owner, scope: Scope::Organisation(g.owner.tenant()) };
    let mut browser = g.t.signed_in("besitzerin@example.org", &[membership]).await;
    let _ = browser.get(&g.base).await.has_status(401);
}

#[tokio::test]
async fn a_firm_is_checked_by_a_program() {
    let g = Given::new().await;
    let begun = g.ask("POST", "/assessments", &[], Some(&json!({ "check": "kurzcheck" }))).await.is(201);
    let at = begun.header("location").strip_prefix(g.base.as_str()).unwrap().to_owned();
    let mut open = begun.json()["unanswered"].as_array().unwrap().clone();
    assert!(!open.is_empty());
    g.ask("POST", &format!("{at}/finish"), &[], None).await.problem(422, "assessment-incomplete");
    while let Some(question) = open.first() {
        let path = format!("{at}/answers/{}", question.as_str().unwrap());
        let fresh = [("if-none-match", "*")];
        let stored = g.ask("PUT", &format!("{path}/value"), &fresh, Some(&json!({ "value": "yes" }))).await.is(200);
        assert_eq!((stored.header("etag"), stored.json()["value"].as_str()), ("\"1\"", Some("yes")));
        open = g.ask("GET", &at, &[], None).await.is(200).json()["unanswered"].as_array().unwrap().clone();
    }
    let finished = g.ask("POST", &format!("{at}/finish"), &[], None).await.is(200).json();
    assert_eq!(finished["state"], "finished");
    g.ask("POST", &format!("{at}/finish"), &[], None).await.problem(422, "assessment-finished");
    let result = g.ask("GET", &format!("{at}/result"), &[], None).await.is(200).json();
    assert_eq!((&result["complete"], &result["points"]), (&json!(true), &result["maximum"]));
    let again = g.ask("POST", &format!("{at}/repeat"), &[], None).await.is(201).json();
    assert_eq!(again["previous"], finished["id"]);
    let dossier = g.ask("GET", "/dossier", &[], None).await.is(200).json();
    assert_eq!(
        (&dossier["format"], dossier["assessments"].as_array().unwrap().len()),
        (&json!("ringwall-dossier/1"), 3)
    );
}

#[tokio::test]
async fn nobody_overwrites_what_somebody_else_changed() {
    let g = Given::new().await;
    let facts = json!({ "kind": "company", "name": "Bäckerei" });
    g.ask("PUT", "", &[], Some(&facts)).await.problem(428, "precondition-required");
    let read = g.ask("GET", "", &[], None).await.is(200);
    let tag = read.header("etag").to_owned();
    let stored = g.ask("PUT", "", &[("if-match", &tag)], Some(&facts)).await.is(200);
    assert_ne!(stored.header("etag"), tag);
    assert_eq!(stored.json()["name"], "Bäckerei");
    let other = json!({ "kind": "company", "name": "Andere" });
    g.ask("PUT", "", &[("if-match", &tag)], Some(&other)).await.problem(412, "precondition-failed");
    assert_eq!(g.ask("GET", "", &[], None).await.json()["name"], "Bäckerei");
    let check = g.ask("GET", "/assessments", &[], None).await.json()["items"][0]["id"].as_str().unwrap().to_owned();
    let open = g.ask("GET", &format!("/assessments/{check}"), &[], None).await.json();
    let path = format!("/assessments/{check}/answers/{}", open["unanswered"][0].as_str().unwrap());
    let (first, second) = (json!({ "note": "eins" }), json!({ "note": "zwei" }));
    g.ask("PUT", &format!("{path}/note"), &[("if-none-match", "*")], Some(&first)).await.is(200);
    g.ask("PUT", &format!("{path}/note"), &[("if-none-match", "*")], Some(&second))
        .await
        .problem(412, "precondition-failed");
    let stored = g.ask("PUT", &format!("{path}/note"), &[("if-match", "\"1\"")], Some(&second)).await.is(200);
    assert_eq!(stored.json()["note"], "zwei");
    let measure = g.ask("GET", &format!("/assessments/{check}/result"), &[], None).await.json()["topics"][0]
        ["requirements"][0]["requirement"]
        .as_str()
        .unwrap()
        .to_owned();
    let path = format!("/plan/{measure}");
    g.ask("GET", &path, &[], None).await.problem(404, "not-found");
    let planned = json!({ "status": "in-progress", "owner": "Frau Öztürk", "due": "2027-01-31" });
    g.ask("PUT", &path, &[("if-none-match", "*")], Some(&planned)).await.is(200);
    g.ask("PUT", &path, &[("if-none-match", "*")], Some(&json!({ "status": "done" })))
        .await
        .problem(412, "precondition-failed");
    let refused = json!({ "status": "not-for-us" });
    g.ask("PUT", &path, &[("if-match", "\"1\"")], Some(&refused)).await.problem(422, "plan-reason-missing");
    assert_eq!(g.ask("GET", "/plan", &[], None).await.is(200).json()["items"][0]["owner"], "Frau Öztürk");
}

#[tokio::test]
async fn what_nobody_expects_is_refused_in_the_language_asked_for() {
    let g = Given::new().await;
    let seen = [("if-match", "\"1\"")];
    let wrong = |field: &str| json!({ "kind": "company", field: "x" });
    let refused = g.ask("PUT", "", &seen, Some(&wrong("admin"))).await.problem(422, "body-field-unknown");
    assert!(refused.json()["detail"].as_str().unwrap().contains("„admin“"));
    assert_eq!(refused.header("content-language"), "de");
    g.ask("PUT", "", &seen, Some(&json!({ "name": "x" }))).await.problem(422, "body-field-missing");
    g.ask("PUT", "", &seen, Some(&json!({ "kind": 7 }))).await.problem(422, "body-field-wrong");
    g.ask("PUT", "", &seen, Some(&json!({ "kind": "bank" }))).await.problem(422, "kind-missing");
    let deep = (0..20).fold(json!({}), |inner, _| json!({ "a": inner }));
    g.ask("PUT", "", &seen, Some(&deep)).await.problem(422, "body-too-deep");
    let huge = json!({ "kind": "company", "name": "x".repeat(70_000) });
    g.ask("PUT", "", &seen, Some(&huge)).await.problem(413, "too-large");
    g.ask("POST", "/assessments", &[], Some(&json!({ "check": "nichts" }))).await.problem(422, "check-unknown");
    g.ask("GET", "?x=1", &[], None).await.problem(422, "query-unreadable");
    g.ask("GET", "/assessments?limit=0", &[], None).await.problem(422, "list-limit");
    g.ask("GET", "/assessments?limit=1&limit=2", &[], None).await.problem(422, "query-unreadable");
    g.ask("PATCH", "", &[], None).await.problem(405, "method");
    assert!(g.ask("PATCH", "", &[], None).await.header("allow").contains("PUT"));
    g.ask("GET", "/nothing", &[], None).await.problem(404, "not-found");
    let bearer = format!("Bearer {}", g.key);
    let english = [("authorization", bearer.as_str()), ("accept-language", "en"), ("if-match", "\"1\"")];
    let refused = send(&g.t.router, "PUT", &g.base, &english, Some(&wrong("admin"))).await;
    assert!(refused.problem(422, "body-field-unknown").json()["detail"].as_str().unwrap().contains("nobody expects"));
    let plain = [("authorization", bearer.as_str()), ("if-match", "\"1\""), ("content-type", "text/plain")];
    send(&g.t.router, "PUT", &g.base, &plain, None).await.problem(415, "not-json");
}

#[tokio::test]
async fn lists_come_in_pages() {
    let g = Given::new().await;
    for _ in 0..4 {
        g.ask("POST", "/assessments", &[], Some(&json!({ "check": "kurzcheck" }))).await.is(201);
    }
    let mut path = "/assessments?limit=2".to_owned();
    let mut found = Vec::new();
    loop {
        let page = g.ask("GET", &path, &[], None).await.is(200);
        found.extend(page.json()["items"].as_array().unwrap().iter().map(|item| item["id"].to_string()));
        let Some((_, link)) = page.header("link").split_once('<') else { break };
        let (link, kind) = link.split_once('>').unwrap();
        assert_eq!(kind, "; rel=\"next\"");
        link.strip_prefix(g.base.as_str()).unwrap().clone_into(&mut path);
    }
    assert_eq!(found.len(), 5);
    assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), 5);
}

#[tokio::test]
async fn a_key_has_so_many_requests_a_minute() {
    let t = TestApp::with(Options { api_per_minute: 2, ..Options::default() }).await;
    let g = Given::over(t).await;
    let first = g.ask("GET", "", &[], None).await.is(200);
    assert_eq!((first.header("ratelimit-limit"), first.header("ratelimit-remaining")), ("2", "1"));
    g.ask("GET", "", &[], None).await.is(200);
    let third = g.ask("GET", "", &[], None).await.problem(429, "too-many");
    assert_eq!(third.header("ratelimit-remaining"), "0");
    assert_eq!(third.header("retry-after"), third.header("ratelimit-reset"));
    g.t.clock.pass(SignedDuration::from_secs(61));
    g.ask("GET", "", &[], None).await.is(200);
}

on_every_engine!(a_creating_request_that_comes_twice_is_done_once);

async fn a_creating_request_that_comes_twice_is_done_once(db: TestDb) {
    let g = Given::over(TestApp::over(db, Options::default()).await).await;
    let check = json!({ "check": "kurzcheck" });
    let named = [("idempotency-key", "anfrage-1")];
    let first = g.ask("POST", "/assessments", &named, Some(&check)).await.is(201);
    let second = g.ask("POST", "/assessments", &named, Some(&check)).await.is(201);
    assert_eq!(second.header("idempotency-replayed"), "true");
    assert_eq!((first.bytes.clone(), first.header("location")), (second.bytes.clone(), second.header("location")));
    // Another process, which knows nothing but the database.
    let other = ringwall_web::WebState::new(g.t.app.clone(), Options::default()).await.unwrap();
    let bearer = format!("Bearer {}", g.key);
    let headers = [("authorization", bearer.as_str()), ("idempotency-key", "anfrage-1")];
    let path = format!("{}/assessments", g.base);
    let third = send(&ringwall_web::router(other), "POST", &path, &headers, Some(&check)).await.is(201);
    assert_eq!(third.bytes, first.bytes);
    let else_ = json!({ "check": "cyberrisikocheck" });
    g.ask("POST", "/assessments", &named, Some(&else_)).await.problem(422, "key-reused");
    // What was refused changed nothing and may be tried again.
    let refused = [("idempotency-key", "anfrage-2")];
    g.ask("POST", "/assessments", &refused, Some(&json!({ "check": "nichts" }))).await.problem(422, "check-unknown");
    g.ask("POST", "/assessments", &refused, Some(&check)).await.is(201);
    for wrong in ["", "a b", &"x".repeat(256)] {
        g.ask("POST", "/assessments", &[("idempotency-key", wrong)], Some(&check))
            .await
            .problem(400, "idempotency-key");
    }
    // At the same time.
    let named = [("idempotency-key", "anfrage-3")];
    let both = tokio::join!(
        g.ask("POST", "/assessments", &named, Some(&check)),
        g.ask("POST", "/assessments", &named, Some(&check))
    );
    for answer in [both.0, both.1] {
        assert!(answer.status == 201 || answer.json()["code"] == "under-way", "{}", answer.json());
    }
    let list = g.ask("GET", "/assessments", &[], None).await.is(200).json();
    assert_eq!(list["items"].as_array().unwrap().len(), 1 + 3, "one from the start, three named requests");
    // A day later the name is free again.
    g.t.clock.pass(SignedDuration::from_hours(25));
    let named = [("idempotency-key", "anfrage-1")];
    let later = g.ask("POST", "/assessments", &named, Some(&check)).await.is(201);
    assert_ne!(later.bytes, first.bytes);
    g.t.clock.pass(SignedDuration::from_hours(25));
    assert_eq!(g.t.app.purge_api_requests().await.unwrap(), 3);
}

on_every_engine!(a_request_whose_process_died_is_not_done_again);

async fn a_request_whose_process_died_is_not_done_again(db: TestDb) {
    let g = Given::over(TestApp::over(db, Options::default()).await).await;
    let token = g.t.app.api_tokens(&g.owner).await.unwrap().remove(0);
    let program = Program { token };
    let (tenant, check) = (g.owner.tenant(), json!({ "check": "kurzcheck" }));
    // As if the process had died after beginning: the same digest as the request below has.
    let path = format!("{}/assessments", g.base);
    let digest = ringwall_web::api::digest_of("POST", &path, check.to_string().as_bytes());
    g.t.app.begin_api_request(&program, "tot", digest, Some(tenant)).await.unwrap();
    let named = [("idempotency-key", "tot")];
    g.ask("POST", "/assessments", &named, Some(&check)).await.problem(409, "under-way");
    g.t.clock.pass(SignedDuration::from_mins(3));
    g.ask("POST", "/assessments", &named, Some(&check)).await.problem(409, "outcome-unknown");
    assert_eq!(g.ask("GET", "/assessments", &[], None).await.json()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn keys_go_with_their_organisation() {
    let g = Given::new().await;
    g.ask("POST", "/assessments", &[("idempotency-key", "x")], Some(&json!({ "check": "kurzcheck" }))).await.is(201);
    let signed = signed_owner_of(&g.t, g.owner.tenant()).await;
    g.t.app.delete(&g.owner, Some(&signed)).await.unwrap();
    g.ask("GET", "", &[], None).await.problem(401, "token");
    assert_eq!(g.t.app.purge_api_requests().await.unwrap(), 0);
}

#[test]
fn keys_go_with_their_organisation_on_postgres_too() {
    run_on_postgres(|db| async move {
        let g = Given::over(TestApp::over(db, Options::default()).await).await;
        let signed = signed_owner_of(&g.t, g.owner.tenant()).await;
        g.t.app.delete(&g.owner, Some(&signed)).await.unwrap();
        g.ask("GET", "", &[], None).await.problem(401, "token");
    });
}
