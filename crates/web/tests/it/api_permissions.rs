//! Every operation of the API, with every kind of key, on own and foreign things, compared with `api_permissions.tsv`.
//!
//! The same as `permissions.rs`, with keys instead of people. `send` is a JSON document (`$name` stands for a thing of
//! the world), headers in front: `if-match=…;`.

use std::{collections::BTreeMap, fmt::Write, fs, path::Path, sync::Arc};

use jiff::SignedDuration;
use ringwall_core::api_token::ApiScope;
use ringwall_testkit::app::TestApp;
use serde_json::Value;

use crate::{
    api::{owner_of, send},
    permissions::{
        Route, filled, routes,
        world::{Side, World},
    },
};

const TABLE: &str = "tests/it/api_permissions.tsv";

/// The kinds of key, in the order of the columns.
const KEYS: [&str; 7] = ["none", "cookie", "ended", "revoked", "without-scope", "only-scope", "all-scopes"];

/// The scope that an operation needs, from its description.
fn scope(document: &Value, route: &Route) -> Option<ApiScope> {
    let security = &document["paths"][&route.1][route.0.to_lowercase()]["security"][0]["key"];
    ApiScope::from_code(security[0].as_str()?)
}

/// The key of this kind, for an operation that needs this scope.
async fn key(t: &TestApp, world: &World, kind: &str, scope: Option<ApiScope>) -> Option<String> {
    let owner = owner_of(t, world.own.value("", "tenant").parse().unwrap()).await;
    let others: Vec<ApiScope> = ApiScope::ALL.into_iter().filter(|other| Some(*other) != scope).collect();
    let only = [scope.unwrap_or(ApiScope::PlanRead)];
    let scopes: &[ApiScope] = match kind {
        "none" | "cookie" => return None,
        "without-scope" => &others,
        "only-scope" => &only,
        _ => &ApiScope::ALL,
    };
    let (token, key) = t.app.create_api_token(&owner, "Schlüssel", scopes, 1).await.unwrap();
    match kind {
        "ended" => t.clock.pass(SignedDuration::from_hours(25)),
        "revoked" => t.app.revoke_api_token(&owner, token.id).await.unwrap(),
        _ => {}
    }
    Some(key.secret().to_owned())
}

async fn ask(world: &World, kind: &str, route: &Route, what: &str, side: &Side, scope: Option<ApiScope>) -> String {
    let t = world.t.copy(World::options()).await;
    let mut headers = Vec::new();
    if let Some(key) = key(&t, world, kind, scope).await {
        headers.push(("authorization".to_owned(), format!("Bearer {key}")));
    }
    if kind == "cookie" {
        let owner = &world.people.iter().find(|(name, _)| *name == "owner").unwrap().1;
        headers.push(("cookie".to_owned(), format!("session={}", owner.cookie("/", "session").unwrap())));
    }
    let mut body = filled(&route.1, what, side);
    while let Some((header, rest)) = body.clone().split_once(';') {
        let Some((name, value)) = header.split_once('=').filter(|_| !header.starts_with('{')) else { break };
        headers.push((name.to_owned(), value.to_owned()));
        rest.clone_into(&mut body);
    }
    let body: Option<Value> = serde_json::from_str(&body).ok();
    let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = send(&t.router, &route.0, &filled(&route.1, &route.1, side), &headers, body.as_ref()).await;
    match answer.status.as_u16() {
        200..=299 => "ok".to_owned(),
        status => status.to_string(),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_operation_answers_every_key_as_the_table_says() {
    let world = Arc::new(World::new().await);
    let document: Value = serde_json::from_str(ringwall_web::api::openapi()).unwrap();
    let table = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(TABLE)).unwrap_or_default();
    let mut sent = BTreeMap::new();
    for line in table.lines().filter(|line| !line.starts_with('#')).skip(1) {
        let words: Vec<&str> = line.split('\t').collect();
        sent.insert((words[0].to_owned(), words[1].to_owned()), words[2].to_owned());
    }
    let mut written = String::from("# Who gets what with which key: own/foreign. See api_permissions.rs.\n");
    writeln!(written, "method\troute\tsend\t{}", KEYS.join("\t")).unwrap();
    let mut broken = Vec::new();
    for route in routes().into_iter().filter(|route| route.1.starts_with("/api/")) {
        let what = sent.get(&route).map_or("-", String::as_str);
        let scope = scope(&document, &route);
        let mut cells = Vec::new();
        for kind in KEYS {
            let own = ask(&world, kind, &route, what, &world.own, scope).await;
            let mut cell = own.clone();
            if route.1.contains("{tenant}") {
                let foreign = ask(&world, kind, &route, what, &world.foreign, scope).await;
                if !["401", "404"].contains(&foreign.as_str()) {
                    broken.push(format!("{route:?}: {kind} gets {foreign} of a foreign organisation"));
                }
                let mut mixed = world.foreign.clone();
                mixed.take(&world.own, "tenant");
                if filled(&route.1, &route.1, &mixed) != filled(&route.1, &route.1, &world.own) {
                    let through = ask(&world, kind, &route, what, &mixed, scope).await;
                    if !["401", "403", "404"].contains(&through.as_str()) {
                        broken.push(format!("{route:?}: {kind} gets {through} for a foreign thing through the own"));
                    }
                }
                write!(cell, "/{foreign}").unwrap();
            }
            let closed = ["none", "cookie", "ended", "revoked"].contains(&kind);
            if closed && own != "401" && route.1 != "/api/v1/openapi.json" {
                broken.push(format!("{route:?}: {kind} gets {own}"));
            }
            if kind == "without-scope" && scope.is_some() && own != "403" {
                broken.push(format!("{route:?}: without the scope: {own}"));
            }
            if ["only-scope", "all-scopes"].contains(&kind) && own != "ok" {
                broken.push(format!("{route:?}: {kind} gets {own}; is `send` right?"));
            }
            cells.push(cell);
        }
        writeln!(written, "{}\t{}\t{what}\t{}", route.0, route.1, cells.join("\t")).unwrap();
    }
    if std::env::var_os("RINGWALL_BLESS").is_some() {
        fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(TABLE), &written).unwrap();
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    let known = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(TABLE)).unwrap();
    assert!(known == written, "{TABLE} should be (RINGWALL_BLESS=1 writes it):\n{written}");
}
