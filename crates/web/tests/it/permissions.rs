//! Every route, as everybody, on own and foreign things, compared with `permissions.tsv`.
//!
//! The routes are read from the sources: a new one without a row fails here. To add rows, put what the route's
//! parameters stand for into `permissions/world.rs`, run this test with `RINGWALL_BLESS=1`, fill in the column `send` of
//! new POST rows (form fields, `$name` stands for a thing of the world), run it again, and read the difference:
//! each changed cell is a changed permission.
//!
//! A cell is `own/foreign`, or one word for a route without parameters: `ok` (2xx, or on to another page), `sign-in`, or
//! the status. Whatever changes something is tried on a copy of the world of its own.

use std::{collections::BTreeMap, fmt::Write, fs, path::Path, sync::Arc};

use ringwall_testkit::app::{Browser, Page, TestApp};
use tokio::{sync::Semaphore, task::JoinSet};

use self::world::{Side, World};

pub(crate) mod world;

const TABLE: &str = "tests/it/permissions.tsv";

/// A method and the pattern of an address.
pub(crate) type Route = (String, String);

fn manifest() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All `.rs` files below a folder.
fn sources(folder: &Path, into: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(fs::read_to_string(&path).unwrap());
        }
    }
}

/// What stands between the parenthesis that was just opened and its partner.
fn inside(text: &str) -> &str {
    let (mut depth, mut quoted) = (1, false);
    for (at, character) in text.char_indices() {
        match character {
            '"' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &text[..at];
        }
    }
    panic!("a route without end: {}", &text[..text.len().min(80)]);
}

/// Every route written in the sources of this crate.
pub(crate) fn routes() -> Vec<Route> {
    let mut texts = Vec::new();
    sources(&manifest().join("src"), &mut texts);
    let mut routes = Vec::new();
    for text in texts {
        for (at, call) in text.match_indices(".route(") {
            let call = inside(&text[at + call.len()..]).trim_start();
            let literal = call.strip_prefix('"').unwrap_or_else(|| panic!("a route that is no literal: {call}"));
            let (path, handlers) = literal.split_once('"').unwrap();
            let found = ["get", "post", "put", "patch", "delete"].into_iter().filter(|method| {
                handlers.match_indices(&format!("{method}(")).any(|(at, _)| {
                    let before = handlers[..at].chars().next_back();
                    before.is_none_or(|before| !before.is_alphanumeric() && before != '_' && before != ':')
                })
            });
            let before = routes.len();
            routes.extend(found.map(|method| (method.to_uppercase(), path.to_owned())));
            assert!(routes.len() > before, "{path}: no method found in {handlers}");
        }
    }
    routes.sort_by(|a, b| (&a.1, &a.0).cmp(&(&b.1, &b.0)));
    routes.dedup();
    routes
}

/// One row of the table.
#[derive(Clone)]
struct Row {
    send: String,
    cells: Vec<String>,
}

fn read_table() -> (Vec<String>, BTreeMap<Route, Row>) {
    let text = fs::read_to_string(manifest().join(TABLE)).unwrap_or_default();
    let mut lines = text.lines().filter(|line| !line.starts_with('#'));
    let head = lines.next().unwrap_or_default().split('\t').map(str::to_owned).collect();
    let rows = lines.map(|line| {
        let mut words = line.split('\t').map(str::to_owned);
        let method = words.next().unwrap();
        let route = words.next().unwrap_or_default();
        let send = words.next().unwrap_or_default();
        ((method, route), Row { send, cells: words.collect() })
    });
    (head, rows.collect())
}

fn outcome(page: &Page) -> String {
    let status = page.status.as_u16();
    let text = page.text();
    match status {
        300..=399 if page.header("location").starts_with("/sign-in") => "sign-in".to_owned(),
        200..=399 => "ok".to_owned(),
        401 => "sign-in".to_owned(),
        403 if text.contains("Bitte noch einmal senden") => "csrf".to_owned(),
        status => status.to_string(),
    }
}

/// Puts the things of the world where `{name}` (addresses) or `$name` (what is sent) stands.
pub(crate) fn filled(route: &str, text: &str, side: &Side) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '$']) {
        let braced = rest[at..].starts_with('{');
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let end = after.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(after.len());
        let name = &after[..end];
        if name.is_empty() {
            // A bracket of a JSON document.
            out.push_str(&rest[at..=at]);
            rest = after;
            continue;
        }
        out.push_str(&side.value(route, name));
        rest = &after[end..];
        if braced {
            rest = rest.strip_prefix('}').unwrap_or(rest);
        }
    }
    out + rest
}

fn percent(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => out.push(char::from(byte)),
            _ => write!(out, "%{byte:02X}").unwrap(),
        }
        out
    })
}

/// Sends one request as a browser would: an address, or a form with the token of the page before.
async fn send(browser: &mut Browser, method: &str, route: &str, what: &str, side: &Side) -> Page {
    let path = filled(route, route, side);
    let (path, what) = match what.strip_prefix('?') {
        Some(query) => (format!("{path}?{}", filled(route, query, side)), "-"),
        None => (path, what),
    };
    if method == "GET" {
        return browser.get(&path).await;
    }
    let pairs = |what: &str| -> Vec<(String, String)> {
        let pairs = what.split('&').filter(|pair| !pair.is_empty() && *pair != "-");
        let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        pairs.map(|(name, value)| (name.to_owned(), filled(route, value, side))).collect()
    };
    if let Some(parts) = what.strip_prefix("multipart:") {
        let mut body = format!("--x\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n{}\r\n", browser.token);
        for (name, value) in pairs(parts) {
            match name.split_once('@') {
                Some((name, file)) => {
                    write!(body, "--x\r\ncontent-disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n")
                }
                None => write!(body, "--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n"),
            }
            .unwrap();
            write!(body, "\r\n{value}\r\n").unwrap();
        }
        body.push_str("--x--\r\n");
        return browser.send(method, &path, Some("multipart/form-data; boundary=x"), body.into_bytes()).await;
    }
    let mut body = format!("csrf={}", browser.token);
    for (name, value) in pairs(what) {
        write!(body, "&{}={}", percent(&name), percent(&value)).unwrap();
    }
    browser.send(method, &path, Some("application/x-www-form-urlencoded"), body.into_bytes()).await
}

/// What comes back to one person on one side.
async fn ask(t: &TestApp, world: &World, who: usize, own: bool, route: &Route, what: &str) -> String {
    let side = if own { &world.own } else { &world.foreign };
    let (name, browser) = &world.people[who];
    let mut browser = browser.before(t);
    if *name == "link" && !own {
        // Whoever has a key tries it on another door as well.
        browser = browser.header("cookie", &format!("ringwall={}", world.own.link));
    }
    outcome(&send(&mut browser, &route.0, &route.1, what, side).await)
}

/// What comes back to everybody, on both sides.
async fn row(world: &Arc<World>, route: &Route, what: &str) -> Vec<String> {
    let sided = route.1.contains('{');
    let mut cells = Vec::new();
    for who in 0..world.people.len() {
        let mut cell = Vec::new();
        for own in [true, false] {
            if !own && !sided {
                continue;
            }
            let came = if route.0 == "GET" {
                ask(&world.t, world, who, own, route, what).await
            } else {
                let copy = world.t.copy(World::options()).await;
                ask(&copy, world, who, own, route, what).await
            };
            cell.push(came);
        }
        cells.push(cell.join("/"));
    }
    cells
}

/// Things of a foreign organisation asked for through the own one: `/c/<own>/a/<foreign>`. Returns who got them.
async fn smuggled(world: &Arc<World>, route: &Route, what: &str) -> Vec<String> {
    let mut mixed = world.foreign.clone();
    mixed.take(&world.own, "tenant");
    // An area is public: every organisation may choose any of them.
    mixed.take(&world.own, "area");
    let same = |text: &str| filled(&route.1, text, &mixed) == filled(&route.1, text, &world.own);
    if !route.1.starts_with("/c/{tenant}") || (same(&route.1) && same(what)) {
        return Vec::new();
    }
    let mut got = Vec::new();
    for (name, browser) in &world.people {
        let copy;
        let t = if route.0 == "GET" {
            &world.t
        } else {
            copy = world.t.copy(World::options()).await;
            &copy
        };
        let came = outcome(&send(&mut browser.before(t), &route.0, &route.1, what, &mixed).await);
        if !["404", "sign-in", "403", "422"].contains(&came.as_str()) {
            got.push(format!("{} {}: {name} gets {came} for a foreign thing through the own folder", route.0, route.1));
        }
    }
    got
}

/// Routes with a row of their own kind elsewhere: the API has its keys instead of people (`api_permissions.rs`).
fn is_elsewhere(route: &Route) -> bool {
    route.1.starts_with("/api/")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_route_answers_everybody_as_the_table_says() {
    let world = Arc::new(World::new().await);
    let (_, table) = read_table();
    let routes: Vec<Route> = routes().into_iter().filter(|route| !is_elsewhere(route)).collect();
    assert!(routes.len() > 30, "only {} routes found", routes.len());
    let limit = Arc::new(Semaphore::new(4));
    let mut asked = JoinSet::new();
    for route in routes {
        let (world, limit) = (Arc::clone(&world), Arc::clone(&limit));
        let what = table.get(&route).map_or("-".to_owned(), |row| row.send.clone());
        asked.spawn(async move {
            let _turn = limit.acquire().await.unwrap();
            let cells = row(&world, &route, &what).await;
            let smuggled = smuggled(&world, &route, &what).await;
            (route, Row { send: what, cells }, smuggled)
        });
    }
    let mut actual: BTreeMap<Route, Row> = BTreeMap::new();
    let mut smuggled = Vec::new();
    while let Some(done) = asked.join_next().await {
        let (route, row, through) = done.unwrap();
        actual.insert(route, row);
        smuggled.extend(through);
    }
    assert!(smuggled.is_empty(), "{}", smuggled.join("\n"));
    let head: Vec<&str> = world.people.iter().map(|(name, _)| *name).collect();
    let written = write_table(&head, &actual);
    if std::env::var_os("RINGWALL_BLESS").is_some() {
        fs::write(manifest().join(TABLE), &written).unwrap();
    }
    laws(&head, &actual);
    let expected = fs::read_to_string(manifest().join(TABLE)).unwrap_or_default();
    if expected != written {
        let mut difference = String::new();
        for line in expected.lines().filter(|line| !written.lines().any(|other| other == *line)) {
            writeln!(difference, "- {line}").unwrap();
        }
        for line in written.lines().filter(|line| !expected.lines().any(|other| other == *line)) {
            writeln!(difference, "+ {line}").unwrap();
        }
        panic!("{TABLE} and the program differ (RINGWALL_BLESS=1 takes the program's side):\n{difference}");
    }
}

fn write_table(head: &[&str], rows: &BTreeMap<Route, Row>) -> String {
    let mut text = String::from(
        "# Who gets what: own/foreign. ok = served or led on, sign-in = asked to sign in, else the status. See permissions.rs.\n",
    );
    writeln!(text, "method\troute\tsend\t{}", head.join("\t")).unwrap();
    let mut rows: Vec<_> = rows.iter().collect();
    rows.sort_by(|a, b| (&a.0.1, &a.0.0).cmp(&(&b.0.1, &b.0.0)));
    for ((method, route), row) in rows {
        writeln!(text, "{method}\t{route}\t{}\t{}", row.send, row.cells.join("\t")).unwrap();
    }
    text
}

/// What no table may say, blessed or not.
fn laws(head: &[&str], rows: &BTreeMap<Route, Row>) {
    let mut broken = Vec::new();
    for (route, row) in rows {
        let mut anybody = false;
        for (who, cell) in head.iter().zip(&row.cells) {
            let (own, foreign) = cell.split_once('/').unwrap_or((cell, cell));
            anybody |= own == "ok" || foreign == "ok";
            for came in [own, foreign] {
                if came.starts_with('5') || ["csrf", "400", "405", "415", "429"].contains(&came) {
                    broken.push(format!("{} {}: {who} gets {came}", route.0, route.1));
                }
            }
            let closed = |came: &str| ["404", "sign-in"].contains(&came);
            if route.1.starts_with("/c/{tenant}") {
                if !closed(foreign) {
                    broken.push(format!("{} {}: {who} gets {foreign} of a foreign organisation", route.0, route.1));
                }
                let outsider = ["visitor", "adviser-without", "helper", "coordinator", "manager", "evaluator"];
                if (outsider.contains(who) || *who == "operator") && !closed(own) {
                    broken.push(format!("{} {}: {who} gets {own} without consent", route.0, route.1));
                }
            }
            if route.1.starts_with("/operator") && *who != "operator" && own == "ok" {
                broken.push(format!("{} {}: {who} operates", route.0, route.1));
            }
        }
        if !anybody && !world::NEVER_OK.contains(&(route.0.as_str(), route.1.as_str())) {
            broken.push(format!("{} {}: nobody gets ok; is `send` right? {:?}", route.0, route.1, row.cells));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn routes_are_found_in_the_sources() {
    let routes = routes();
    for (method, route) in [
        ("GET", "/c/{tenant}/link"),
        ("POST", "/c/{tenant}/link"),
        ("GET", "/c/{tenant}/a/{assessment}/report.pdf"),
        ("GET", "/health/ready"),
        ("GET", "/static/{fingerprint}/{name}"),
    ] {
        assert!(routes.contains(&(method.to_owned(), route.to_owned())), "{method} {route}");
    }
}
