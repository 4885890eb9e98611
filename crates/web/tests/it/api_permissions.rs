//! Every operation of the API, with every kind of key and every single scope, on own and foreign things, compared with
//! `api_permissions.tsv`.
//!
//! The same as `permissions.rs`, with keys instead of people. `send` is a JSON document (`$name` stands for a thing of
//! the world), headers in front: `if-match=…;`; or a query and a text as the body of a file: `?name=a.txt;text=…`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    fs,
    path::Path,
    sync::Arc,
};

use jiff::SignedDuration;
use ringwall_core::{
    actor::{Membership, Role, Scope},
    api_token::ApiScope,
    id::{PartnerId, TenantId},
};
use ringwall_testkit::app::TestApp;
use serde_json::Value;

use crate::{
    api::{owner_of, send, send_bytes},
    permissions::{
        Route, filled, routes,
        world::{Side, World},
    },
};

const TABLE: &str = "tests/it/api_permissions.tsv";

/// Operations that need no scope, and why.
const WITHOUT_SCOPE: [(&str, &str); 3] = [
    ("/api/v1/token", "it is about the key that was sent"),
    ("/api/v1/checks", "what can be asked is public: /checks shows it to everybody"),
    ("/api/v1/checks/{check}", "the same"),
];

/// The scope that an operation needs, from its description.
fn scope(document: &Value, route: &Route) -> Option<ApiScope> {
    let security = &document["paths"][&route.1][route.0.to_lowercase()]["security"][0]["key"];
    ApiScope::from_code(security[0].as_str()?)
}

fn document() -> Value {
    serde_json::from_str(ringwall_web::api::openapi()).unwrap()
}

fn operations() -> impl Iterator<Item = Route> {
    routes().into_iter().filter(|route| route.1.starts_with("/api/"))
}

#[test]
fn every_scope_opens_something_and_every_operation_needs_one() {
    let document = document();
    let mut opened = BTreeSet::new();
    for route in operations().filter(|route| route.1 != "/api/v1/openapi.json") {
        let free = WITHOUT_SCOPE.iter().any(|(path, _)| *path == route.1);
        let needed = scope(&document, &route);
        assert_eq!(needed.is_none(), free, "{route:?}");
        let Some(needed) = needed else { continue };
        opened.insert(needed);
        // A scope that fits neither kind of place whose address this is could never be used here.
        let place = if route.1.contains("{partner}") {
            Scope::Partner(PartnerId(uuid::Uuid::nil()))
        } else {
            Scope::Organisation(TenantId(uuid::Uuid::nil()))
        };
        assert!(needed.fits(place), "{route:?}: a key to {} cannot have {needed:?}", place.code());
    }
    for scope in ApiScope::ALL {
        assert!(opened.contains(&scope), "{scope:?} opens nothing");
    }
}

/// The keys of the columns: none, a cookie, one that has ended, one that was revoked; then one with everything and one
/// with each scope, to the own organisation (`o`) and to the own partner (`p`).
fn columns() -> Vec<String> {
    let mut columns: Vec<String> = ["none", "cookie", "ended", "revoked"].map(str::to_owned).into();
    let places =
        [("o", Scope::Organisation(TenantId(uuid::Uuid::nil()))), ("p", Scope::Partner(PartnerId(uuid::Uuid::nil())))];
    for (letter, place) in places {
        columns.push(format!("{letter}:all"));
        columns.extend(ApiScope::fitting(place).map(|scope| format!("{letter}:{}", scope.code())));
    }
    columns
}

/// A world with a key for every column.
struct Keys {
    world: World,
    ended: TestApp,
    by_column: BTreeMap<String, String>,
}

impl Keys {
    async fn new() -> Self {
        let mut world = World::new().await;
        let t = &world.t;
        let tenant: TenantId = world.own.value("", "tenant").parse().unwrap();
        let partner: PartnerId = world.own.value("", "partner").parse().unwrap();
        let owner = owner_of(t, tenant).await;
        let adviser = Membership { role: Role::Adviser, scope: Scope::Partner(partner) };
        let adviser = t.person("adviser@example.org", &[adviser]).await;
        let mut keys = BTreeMap::new();
        for column in columns() {
            let key = match column.split_once(':') {
                Some((letter, code)) => {
                    let one = ApiScope::from_code(code);
                    let scopes: Vec<ApiScope> = one.map_or_else(|| ApiScope::ALL.into(), |scope| vec![scope]);
                    if letter == "o" {
                        t.app.create_api_token(&owner, &column, &scopes, 30).await.unwrap().1
                    } else {
                        t.app.create_partner_token(&adviser, partner, &column, &scopes, 30).await.unwrap().1
                    }
                }
                None if column == "ended" => {
                    t.app.create_api_token(&owner, &column, &ApiScope::ALL, 1).await.unwrap().1
                }
                None if column == "revoked" => {
                    let (token, key) = t.app.create_api_token(&owner, &column, &ApiScope::ALL, 30).await.unwrap();
                    t.app.revoke_api_token(&owner, token.id).await.unwrap();
                    key
                }
                None => continue,
            };
            keys.insert(column, key.secret().to_owned());
        }
        // What a program wrote: only whoever wrote a comment may change it.
        let own = world.own.value("", "tenant");
        let comments = format!("/api/v1/organisations/{own}/plan/{}/comments", world.own.value("", "requirement"));
        let bearer = format!("Bearer {}", keys["o:all"]);
        let text = serde_json::json!({ "text": "Geprüft." });
        let made = send(&t.router, "POST", &comments, &[("authorization", &bearer)], Some(&text)).await.json();
        let comment = "/api/v1/organisations/{tenant}/plan/{requirement}/comments/{comment}#comment";
        world.own.set(comment, made["id"].as_str().unwrap());
        let t = &world.t;
        let ended = t.copy(World::options()).await;
        ended.clock.pass(SignedDuration::from_hours(25));
        Self { world, ended, by_column: keys }
    }
}

/// Asks, and says what came: `ok` or the status.
async fn ask(t: &TestApp, headers: &[(String, String)], route: &Route, what: &str, side: &Side) -> String {
    let mut headers = headers.to_vec();
    let mut body = filled(&route.1, what, side);
    let mut path = filled(&route.1, &route.1, side);
    if let Some((query, rest)) = body.clone().split_once(';').filter(|(query, _)| query.starts_with('?')) {
        path.push_str(query);
        rest.clone_into(&mut body);
    }
    while let Some((header, rest)) = body.clone().split_once(';') {
        let Some((name, value)) = header.split_once('=').filter(|_| !header.starts_with('{')) else { break };
        headers.push((name.to_owned(), value.to_owned()));
        rest.clone_into(&mut body);
    }
    let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = if let Some(text) = body.strip_prefix("text=") {
        send_bytes(&t.router, &route.0, &path, &headers, text.as_bytes().to_vec()).await
    } else {
        let body: Option<Value> = serde_json::from_str(&body).ok();
        send(&t.router, &route.0, &path, &headers, body.as_ref()).await
    };
    match answer.status.as_u16() {
        200..=299 => "ok".to_owned(),
        status => status.to_string(),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_operation_answers_every_key_as_the_table_says() {
    let Keys { world, ended, by_column: keys } = Keys::new().await;
    let world = Arc::new(world);
    let owner = &world.people.iter().find(|(name, _)| *name == "owner").unwrap().1;
    let cookie = format!("session={}", owner.cookie("/", "session").unwrap());
    let document = document();
    let table = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(TABLE)).unwrap_or_default();
    let mut sent = BTreeMap::new();
    for line in table.lines().filter(|line| !line.starts_with('#')).skip(1) {
        let words: Vec<&str> = line.split('\t').collect();
        sent.insert((words[0].to_owned(), words[1].to_owned()), words[2].to_owned());
    }
    let mut written = String::from("# Who gets what with which key: own/foreign. See api_permissions.rs.\n");
    writeln!(written, "method\troute\tsend\t{}", columns().join("\t")).unwrap();
    let mut broken = Vec::new();
    // A refused request changes nothing, so the same copy serves until one was done.
    let mut copy = world.t.copy(World::options()).await;
    for route in operations() {
        let what = sent.get(&route).map_or("-", String::as_str);
        let needed = scope(&document, &route);
        let public = route.1 == "/api/v1/openapi.json";
        let kind = if route.1.contains("{tenant}") { Some("o") } else { route.1.contains("{partner}").then_some("p") };
        let mut cells = Vec::new();
        for column in columns() {
            let headers = match column.as_str() {
                "none" => Vec::new(),
                "cookie" => vec![("cookie".to_owned(), cookie.clone())],
                _ => vec![("authorization".to_owned(), format!("Bearer {}", keys[&column]))],
            };
            let mut sides = vec![(&world.own, "own")];
            let mut mixed = world.foreign.clone();
            if let Some(kind) = kind {
                sides.push((&world.foreign, "foreign"));
                mixed.take(&world.own, if kind == "o" { "tenant" } else { "partner" });
                let differs = filled(&route.1, &route.1, &mixed) != filled(&route.1, &route.1, &world.own);
                if differs && column.ends_with(":all") {
                    sides.push((&mixed, "mixed"));
                }
            }
            let mut cell = String::new();
            for (side, whose) in sides {
                let t = if column == "ended" { &ended } else { &copy };
                let got = ask(t, &headers, &route, what, side).await;
                if got == "ok" && route.0 != "GET" {
                    copy = world.t.copy(World::options()).await;
                }
                let scoped = column.split_once(':');
                let right = match (whose, scoped) {
                    _ if public => got == "ok",
                    (_, None) => got == "401",
                    ("own", Some((letter, code))) => {
                        let held = code == "all" && needed.is_none_or(|needed| needed.fits(place(letter)))
                            || needed.is_none()
                            || needed.is_some_and(|needed| needed.code() == code);
                        match kind {
                            Some(kind) if kind != letter => got == "404",
                            _ if held => got == "ok",
                            _ => got == "403",
                        }
                    }
                    ("foreign", Some(_)) => got == "404",
                    (_, Some(_)) => ["403", "404"].contains(&got.as_str()),
                };
                if !right {
                    broken.push(format!("{} {}: {column} gets {got} for {whose}", route.0, route.1));
                }
                match whose {
                    "own" => cell.push_str(&got),
                    "foreign" => write!(cell, "/{got}").unwrap(),
                    _ => {}
                }
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

fn place(letter: &str) -> Scope {
    match letter {
        "o" => Scope::Organisation(TenantId(uuid::Uuid::nil())),
        _ => Scope::Partner(PartnerId(uuid::Uuid::nil())),
    }
}
