//! The API beyond the check: comments, files, requests for help, a partner's answers, consents, log, people, archive.

use jiff::SignedDuration;
use ringwall_app::{AnswerChange, AskForHelp};
use ringwall_core::{
    actor::{Membership, Role, Scope},
    api_token::ApiScope,
    check::AnswerValue,
};
use ringwall_testkit::{app::TestApp, db::TestDb, on_every_engine};
use ringwall_web::Options;
use serde_json::{Value, json};

use crate::api::{Answer, Given, send, send_bytes};

/// An organisation with a finished check, and the address of a measure.
async fn finished(t: TestApp) -> (Given, String) {
    let g = Given::over(t).await;
    let id = g.t.app.overview(&g.owner).await.unwrap().assessments[0].id;
    let shown = g.t.app.assessment(&g.owner, id).await.unwrap();
    let requirement = shown.check.check.requirements().next().unwrap().1.uuid;
    let at = format!("/plan/{requirement}");
    let text = json!({ "text": "Angebot liegt vor." });
    g.ask("POST", &format!("{at}/comments"), &[], Some(&text)).await.problem(404, "not-found");
    for placed in shown.check.check.questions() {
        let value = if placed.status.is_some() { AnswerValue::Yes } else { AnswerValue::No };
        let change = AnswerChange::Value(Some(value));
        g.t.app.answer(&g.owner, id, placed.question.uuid, change, 0).await.unwrap();
    }
    g.t.app.finish(&g.owner, id).await.unwrap();
    (g, at)
}

#[tokio::test]
async fn a_program_comments_a_measure_and_the_history_says_so() {
    let (g, at) = finished(TestApp::new().await).await;
    let (comments, key) = (format!("{at}/comments"), [("idempotency-key", "one")]);
    let text = json!({ "text": "  Angebot liegt vor. " });
    let made = g.ask("POST", &comments, &key, Some(&text)).await.is(201);
    assert_eq!(made.json()["text"], "Angebot liegt vor.");
    assert_eq!(made.json()["by"]["role"], "program");
    assert!(made.header("location").ends_with(made.json()["id"].as_str().unwrap()));
    let again = g.ask("POST", &comments, &key, Some(&text)).await.is(201);
    assert_eq!((again.json(), again.header("idempotency-replayed")), (made.json(), "true"));
    assert_eq!(g.ask("GET", &comments, &[], None).await.is(200).json()["items"].as_array().unwrap().len(), 1);
    let one = format!("{comments}/{}", made.json()["id"].as_str().unwrap());
    g.t.clock.pass(SignedDuration::from_secs(1));
    let edited = g.ask("PUT", &one, &[], Some(&json!({ "text": "Bestellt." }))).await.is(200).json();
    assert_eq!(edited["text"], "Bestellt.");
    g.ask("PUT", &one, &[], Some(&json!({ "text": "" }))).await.problem(422, "comment-empty");
    g.t.clock.pass(SignedDuration::from_secs(1));
    g.ask("DELETE", &one, &[], None).await.is(204);
    g.ask("DELETE", &one, &[], None).await.problem(404, "not-found");
    let history = g.ask("GET", &format!("{at}/history?limit=2"), &[], None).await.is(200);
    let told: Vec<Value> = history.json()["items"].as_array().unwrap().clone();
    assert_eq!(told[0]["changes"][0]["what"], "comment-deleted");
    assert_eq!(told[1]["changes"][0]["what"], "comment-edited");
    let after = history.json()["next"].as_str().unwrap().to_owned();
    let rest = g.ask("GET", &format!("{at}/history?after={after}"), &[], None).await.is(200).json();
    assert_eq!(rest["items"][0]["changes"][0]["what"], "comment-added");
    assert_eq!(rest["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_program_brings_a_file_once_and_fetches_it() {
    let (g, at) = finished(TestApp::new().await).await;
    let files = format!("{}{at}/documents", g.base);
    let bearer = format!("Bearer {}", g.key);
    let headers = [("authorization", bearer.as_str()), ("accept-language", "de"), ("idempotency-key", "x")];
    let bring = async |name: &str, bytes: &[u8]| -> Answer {
        send_bytes(&g.t.router, "POST", &format!("{files}?name={name}"), &headers, bytes.to_vec()).await
    };
    let made = bring("Beleg.exe", b"Rechnung Nr. 7").await.is(201);
    let entry = made.json();
    assert_eq!((entry["name"].as_str(), entry["kind"].as_str()), (Some("Beleg.exe.txt"), Some("txt")));
    assert_eq!(bring("noch-einmal.txt", b"Rechnung Nr. 7").await.is(201).json()["id"], entry["id"]);
    bring("leer.txt", b"").await.problem(422, "document-empty");
    bring("a.txt", &[0, 1, 2]).await.problem(422, "document-kind");
    let most = usize::try_from(g.t.app.settings().documents.largest).unwrap();
    bring("gross.txt", &vec![b'a'; most + 1]).await.problem(422, "document-too-large");
    send_bytes(&g.t.router, "POST", &files, &headers, b"x".to_vec()).await.problem(422, "query-unreadable");
    let one = made.header("location").to_owned();
    let fetched = send(&g.t.router, "GET", &one, &headers, None).await.is(200);
    assert_eq!(fetched.bytes, b"Rechnung Nr. 7");
    assert_eq!(fetched.header("content-type"), "application/octet-stream");
    assert!(fetched.header("content-disposition").starts_with("attachment; "));
    send(&g.t.router, "DELETE", &one, &headers, None).await.is(204);
    send(&g.t.router, "GET", &one, &headers, None).await.problem(404, "not-found");
}

async fn help_by_program(db: TestDb) {
    let t = TestApp::over(db, Options::default()).await;
    let region = t.region("api").await;
    let (g, _) = finished(t).await;
    let with_key = format!("Bearer {}", g.key);
    let areas = send(&g.t.router, "GET", "/api/v1/areas", &[("authorization", with_key.as_str())], None).await;
    assert_eq!(areas.is(200).json()["items"][0]["id"], region.area.to_string());
    let AskForHelp { area, .. } = region.ask();
    let asker = json!({ "name": "Meryem", "email": "meryem@example.org" });
    let new = json!({ "area": area, "wish": "first-talk", "topic": "overview", "language": "de", "asker": asker });
    let key = [("idempotency-key", "help-1")];
    let made = g.ask("POST", "/requests", &key, Some(&new)).await.is(201);
    assert_eq!(g.ask("POST", "/requests", &key, Some(&new)).await.is(201).json(), made.json());
    assert_eq!(g.ask("GET", "/requests", &[], None).await.is(200).json()["items"].as_array().unwrap().len(), 1);
    assert_eq!(made.json()["state"], "proposed");
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let mut wrong = new.clone();
    wrong["assessment"] = json!(area);
    g.ask("POST", "/requests", &[], Some(&wrong)).await.problem(422, "request-assessment-unknown");

    let partner = region.partners[0];
    let adviser = Membership { role: Role::Adviser, scope: Scope::Partner(partner) };
    let adviser = g.t.person(&region.adviser(1), &[adviser]).await;
    let (token, key) = g.t.app.create_partner_token(&adviser, partner, "CRM", &ApiScope::ALL, 30).await.unwrap();
    assert_eq!(token.scopes, "appointments:write proposals:read proposals:write");
    let bearer = format!("Bearer {}", key.secret());
    let as_partner = async |method: &str, path: &str, body: Option<&Value>| -> Answer {
        let headers = [("authorization", bearer.as_str()), ("accept-language", "de")];
        send(&g.t.router, method, &format!("/api/v1/partners/{partner}/proposals{path}"), &headers, body).await
    };
    let list = as_partner("GET", "", None).await.is(200).json();
    assert_eq!(list["items"][0]["request"], json!(id));
    assert!(!list.to_string().contains("meryem"), "who asks is told once it is taken");
    assert!(!as_partner("GET", &format!("/{id}"), None).await.is(200).json().to_string().contains("meryem"));
    as_partner("GET", "?after=nothing", None).await.problem(422, "list-after");
    let taken = as_partner("POST", &format!("/{id}/accept"), None).await.is(200).json();
    assert_eq!((taken["state"].as_str(), taken["request_state"].as_str()), (Some("accepted"), Some("accepted")));
    let shown = as_partner("GET", &format!("/{id}"), None).await.is(200).json();
    assert_eq!(shown["asker"]["email"], "meryem@example.org");
    let when = json!({ "starts_at": g.t.in_days(3), "minutes": 45, "meeting": "phone", "place": "05264 1" });
    as_partner("PUT", &format!("/{id}/appointment"), Some(&when)).await.is(200);
    as_partner("POST", &format!("/{id}/appointment/confirm"), None).await.problem(422, "appointment-not-possible");
    let fixed = g.ask("POST", &format!("/requests/{id}/appointment/confirm"), &[], None).await.is(200).json();
    assert_eq!(
        (fixed["state"].as_str(), fixed["appointment"]["state"].as_str()),
        (Some("appointed"), Some("confirmed"))
    );
    let trail = g.ask("GET", "/events", &[], None).await.is(200).json();
    let taken = trail["items"].as_array().unwrap().iter().find(|line| line["event"] == "help-accepted").unwrap();
    assert_eq!(taken["role"], "program");
    g.ask("DELETE", &format!("/requests/{id}/appointment"), &[], None).await.is(204);
    assert_eq!(as_partner("POST", &format!("/{id}/finish"), None).await.is(200).json()["request_state"], "done");
    g.ask("POST", &format!("/requests/{id}/withdraw"), &[], None).await.problem(422, "help-not-possible");
    // No key of a partner opens a folder, and none of an organisation answers for a partner.
    send(&g.t.router, "GET", &g.base, &[("authorization", &bearer)], None).await.problem(404, "not-found");
    // Ended by the adviser: at once.
    g.t.app.revoke_partner_token(&adviser, partner, token.id).await.unwrap();
    as_partner("GET", "", None).await.problem(401, "token");
}

on_every_engine!(help_by_program);

#[tokio::test]
async fn ownership_is_read_by_programs_and_exercised_by_people() {
    let (g, _) = finished(TestApp::new().await).await;
    for list in ["/consents", "/looks", "/events", "/people", "/follow-ups"] {
        assert!(g.ask("GET", list, &[], None).await.is(200).json()["items"].is_array(), "{list}");
    }
    let people = g.ask("GET", "/people", &[], None).await.json();
    assert_eq!(people["items"][0]["role"], "owner");
    for (method, path) in [("POST", "/consents"), ("DELETE", "/consents"), ("POST", "/people"), ("DELETE", "")] {
        assert_eq!(g.ask(method, path, &[], None).await.status.as_u16(), 405, "{method} {path}");
    }
    let archive = g.ask("GET", "/take-out", &[], None).await.is(200);
    assert_eq!(archive.header("content-type"), "application/zip");
    assert!(archive.bytes.starts_with(b"PK\x03\x04"));
    let taken = g.ask("GET", "/events", &[], None).await.json();
    assert!(taken["items"].as_array().unwrap().iter().any(|line| line["event"].as_str().unwrap().contains("take")));
}
