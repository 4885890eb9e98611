//! What holds for every page: language, headers, no words from nowhere, nothing from elsewhere.

use ringwall_core::{actor::Role, language::Localised};
use ringwall_testkit::app::{Page, TestApp};
use ringwall_web::{Demo, DemoCase, DemoPerson, Letterbox, Options};

use crate::OPEN_PAGES;

/// A word like `home-title` in what a reader sees is a key without a text.
fn raw_keys(page: &Page) -> Vec<String> {
    let prefixes = [
        "page-",
        "home-",
        "checks-",
        "start-",
        "resume-",
        "overview-",
        "delete-",
        "import-",
        "error-",
        "refusal-",
        "field-",
        "about-",
        "privacy-",
        "accessibility-",
        "demo-",
        "organisation-",
        "sector-",
        "review-",
        "download-",
        "info-",
        "region-",
        "area-",
        "hub-",
        "partner-",
        "partners-",
        "help-",
        "requests-",
        "request-",
        "appointment-",
        "wish-",
        "reason-",
        "offer-",
        "meeting-",
    ];
    let words = page.words();
    let words = words.split([' ', '"', '(', ')', ',', ':', ';']);
    words.filter(|word| prefixes.iter().any(|prefix| word.starts_with(prefix))).map(str::to_owned).collect()
}

fn check(page: &Page) {
    assert!(raw_keys(page).is_empty(), "{}: {:?}", page.path, raw_keys(page));
    let text = page.text();
    // The only absolute addresses are our own, and the name of the SVG language.
    for (at, _) in text.match_indices("://") {
        let from = text[..at].rfind(['"', '\'', ' ', '>', '(']).map_or(0, |from| from + 1);
        let url = &text[from..(at + 40).min(text.len())];
        assert!(url.starts_with("http://ringwall.test/"), "{}: {url}", page.path);
    }
    assert!(!text.contains(" style="), "{}: inline style", page.path);
    assert!(!text.contains("<script>") && !text.contains("<style"), "{}: inline script or style", page.path);
    assert_eq!(text.matches("<h1").count(), 1, "{}: one first heading", page.path);
    assert_eq!(text.matches("<main").count(), 1, "{}: one main part", page.path);
}

#[tokio::test]
async fn every_page_is_there_in_both_languages() {
    let demo = Demo {
        region: Localised::both("Erfundene Region", "Made-up region"),
        cases: vec![DemoCase {
            title: Localised::both("Bäckerei", "Bakery"),
            description: Localised::both("Ein Beispiel", "An example"),
            path: "/r/x".to_owned(),
        }],
        people: vec![DemoPerson {
            name: "Jana".to_owned(),
            email: "jana@example.org".to_owned(),
            role: Role::Operator,
            place: String::new(),
            story: Localised::both("Betreibt den Server", "Runs the server"),
        }],
        password: "sieben Biber".to_owned(),
        letters: Letterbox::default(),
    };
    let t = TestApp::with(Options { demo: Some(demo), ..Options::default() }).await;
    let (mut browser, folder, _) = t.begun("kurzcheck").await;
    let inside =
        [folder.clone(), format!("{folder}/organisation"), format!("{folder}/delete"), format!("{folder}?begun")];
    for language in ["de", "en"] {
        let pages = OPEN_PAGES.iter().map(|page| (*page).to_owned()).chain(["/demo".to_owned()]).chain(inside.clone());
        for path in pages {
            let separator = if path.contains('?') { '&' } else { '?' };
            let page = browser.get(&format!("{path}{separator}lang={language}")).await.ok();
            check(&page);
            let page = page.contains(&format!("<html lang=\"{language}\">"));
            page.contains(if language == "de" { "Alles hier ist erfunden" } else { "Everything here is made up" });
        }
        for (path, status) in [("/nowhere", 404), ("/r/short", 404), ("/c/nobody", 404)] {
            check(&browser.get(path).await.has_status(status));
        }
    }
}

#[tokio::test]
async fn the_language_is_chosen_remembered_or_told() {
    let t = TestApp::new().await;
    let language = async |accept: &str| {
        let page = t.browser().header("accept-language", accept).get("/").await.ok();
        page.between("<html lang=\"", "\"")
    };
    assert_eq!(language("en-GB,en;q=0.9").await, "en");
    assert_eq!(language("fr,en;q=0.5,de;q=0.4").await, "en");
    assert_eq!(language("fr,en;q=0.3,de-CH;q=0.4").await, "de");
    assert_eq!(language("fr").await, "de", "German comes first");
    assert_eq!(language("en;q=0").await, "de");
    assert_eq!(language(";;;q=,,").await, "de");
    let mut browser = t.browser();
    browser.get("/").await.ok().contains("<html lang=\"de\">").contains("href=\"/?lang=en\"");
    browser.get("/?lang=en").await.ok().contains("<html lang=\"en\">");
    browser.get("/checks").await.ok().contains("<html lang=\"en\">");
    browser.get("/start?check=kurzcheck&lang=xx").await.ok().contains("<html lang=\"en\">");
    browser.get("/start?check=kurzcheck").await.ok().contains("href=\"/start?check=kurzcheck&#38;lang=de\"");
}

#[tokio::test]
async fn headers_are_safe_everywhere() {
    let t = TestApp::with(Options { secure_cookies: true, ..Options::default() }).await;
    let (mut browser, folder, _) = t.begun("kurzcheck").await;
    let css = browser.get("/").await.ok().between("<link rel=\"stylesheet\" href=\"", "\"");
    for path in ["/", "/nowhere", "/r/short", folder.as_str(), css.as_str()] {
        let page = browser.get(path).await;
        let policy = page.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        for (name, value) in [
            ("referrer-policy", "no-referrer"),
            ("x-content-type-options", "nosniff"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("strict-transport-security", "max-age=31536000"),
        ] {
            assert_eq!(page.header(name), value, "{path}: {name}");
        }
        assert_eq!(page.header("x-request-id").len(), 9, "{path}");
    }
    assert_eq!(browser.get(&folder).await.header("cache-control"), "no-store");
    assert_eq!(browser.get(&css).await.header("cache-control"), "public, max-age=31536000, immutable");
    let mut fresh = t.browser();
    let page = fresh.get("/").await.ok();
    let cookie = page.header("set-cookie");
    assert!(cookie.starts_with("__Host-visitor=") && cookie.contains("HttpOnly"), "{cookie}");
    assert!(cookie.contains("SameSite=Lax") && cookie.ends_with("; Secure"), "{cookie}");
    assert!(fresh.get("/").await.header("set-cookie").is_empty(), "one visitor cookie is enough");
}

#[tokio::test]
async fn the_first_page_is_small() {
    let t = TestApp::new().await;
    let mut browser = t.browser().header("accept-encoding", "gzip");
    let plain = t.browser().get("/").await.ok();
    let mut total = browser.get("/").await.ok().bytes.len();
    for (before, after) in
        [("rel=\"preload\" href=\"", "\""), ("rel=\"stylesheet\" href=\"", "\""), ("<script src=\"", "\"")]
    {
        let asset = plain.between(before, after);
        let bytes = browser.get(&asset).await.ok().bytes.len();
        println!("{asset}: {bytes}");
        total += bytes;
    }
    println!("first page: {total}");
    assert!(!plain.text().contains("work.css"), "what only people at work see comes later");
    assert!(total < 40 * 1024, "{total} bytes");
}

#[tokio::test]
async fn static_files_from_before_an_update_are_not_kept() {
    let t = TestApp::new().await;
    let mut browser = t.browser();
    let page = browser.get("/static/000000000000/app.css").await.ok();
    assert_eq!(page.header("cache-control"), "no-cache");
    let _ = browser.get("/static/000000000000/nothing.css").await.has_status(404);
    let _ = browser.get("/static/..%2f..%2fsecret/app.css").await;
    browser.get("/favicon.ico").await.redirect();
}

#[tokio::test]
async fn health_is_told_without_cookies() {
    let t = TestApp::new().await;
    for path in ["/health/live", "/health/ready"] {
        let page = t.browser().get(path).await.ok();
        assert!(page.header("set-cookie").is_empty());
    }
}

#[tokio::test]
async fn without_a_demo_there_is_no_demo() {
    let t = TestApp::new().await;
    let _ = t.browser().get("/demo").await.has_status(404);
    t.browser().get("/").await.ok().lacks("demo-banner");
}
