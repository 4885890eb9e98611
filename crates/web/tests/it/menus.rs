//! The menu names places, and a place shows its pages to whoever may open them.

use ringwall_core::actor::{Membership, Role, Scope};
use ringwall_testkit::app::{Browser, Page, TestApp};

/// The pages that the menu of the place offers.
fn offered(page: &Page) -> Vec<String> {
    let text = page.text();
    let Some((_, menu)) = text.split_once("<nav class=\"subnav\"") else { return Vec::new() };
    let menu = menu.split("</nav>").next().unwrap();
    menu.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

/// Opens every page the menu of a place offers; which they are, without the place.
async fn walk(browser: &mut Browser, place: &str) -> Vec<String> {
    let pages = offered(&browser.get(place).await.ok());
    for page in &pages {
        let shown = browser.get(page).await.ok();
        assert_eq!(offered(&shown), pages, "the menu is the same on {page}");
        let _ = shown.contains(&format!("href=\"{page}\" aria-current=\"page\""));
    }
    pages.iter().map(|page| page.strip_prefix(place).unwrap_or(page).to_owned()).collect()
}

#[tokio::test]
async fn a_folder_shows_its_pages_to_whoever_may_open_them() {
    let t = TestApp::new().await;
    let region = t.region("west").await;
    let (mut visitor, folder, assessment) = t.begun("kurzcheck").await;
    let scope = Scope::Organisation(folder.strip_prefix("/c/").unwrap().parse().unwrap());
    let facts = [("seen", "1"), ("kind", "company"), ("name", "Bäckerei Sonnenkorn")];
    visitor.get(&folder).await.ok();
    visitor.post(&format!("{folder}/organisation"), &facts).await.redirect();
    assert_eq!(walk(&mut visitor, &folder).await, ["", "/help", "/consents", "/log", "/take-out"]);
    let mut member = t.signed_in("mona@example.org", &[Membership { role: Role::Member, scope }]).await;
    assert_eq!(walk(&mut member, &folder).await, ["", "/help", "/people", "/consents", "/log"]);
    let mut owner = t.signed_in("otto@example.org", &[Membership { role: Role::Owner, scope }]).await;
    let all = ["", "/help", "/people", "/consents", "/log", "/tokens", "/take-out"];
    assert_eq!(walk(&mut owner, &folder).await, all);
    // The menu calls the folder by its name, also from elsewhere; a check has tabs of its own.
    let _ = owner.get("/me").await.ok().contains("Bäckerei Sonnenkorn</a>");
    assert!(offered(&owner.get(&format!("{assessment}/result")).await.ok()).is_empty());
    // Whoever comes by consent has no business on these pages.
    let partner = region.partners[0];
    let consent = [("purpose", "advice"), ("version", "2026-11"), ("partner", &partner.to_string()), ("agreed", "yes")];
    owner.get(&format!("{folder}/consents")).await.ok();
    owner.post(&format!("{folder}/consents"), &consent).await.redirect();
    let adviser = Membership { role: Role::Adviser, scope: Scope::Partner(partner) };
    let mut adviser = t.signed_in(&region.adviser(1), &[adviser]).await;
    let page = adviser.get(&folder).await.ok().contains("Partner 1 west</a>");
    assert!(offered(&page).is_empty());
    // Nor has anybody else, who learns nothing.
    assert!(offered(&t.browser().get(&folder).await.has_status(404)).is_empty());
}

#[tokio::test]
async fn the_menu_names_places_and_the_operator_finds_every_page() {
    let t = TestApp::new().await;
    let region = t.region("west").await;
    let coordinator = Membership { role: Role::Coordinator, scope: Scope::Area(region.area) };
    let manager = Membership { role: Role::Manager, scope: Scope::Region(region.region) };
    let mut both = t.signed_in("both@example.org", &[coordinator, manager]).await;
    let page = both.get("/me").await.ok().contains("Kalletal west</a>").contains(">west</a>");
    assert!(offered(&page).is_empty());
    let helper = Membership { role: Role::Helper, scope: Scope::Partner(region.partners[0]) };
    let mut helper = t.signed_in("helper@example.org", &[helper]).await;
    let page = helper.get("/me").await.ok().lacks(&format!("/partner/{}", region.partners[0]));
    let slug = page.between("<a href=\"/partners/", "\"");
    let _ = helper.get(&format!("/partners/{slug}")).await.ok().contains("Partner 1 west");
    let operator = Membership { role: Role::Operator, scope: Scope::Installation };
    let mut operator = t.signed_in("ola@example.org", &[operator]).await;
    let pages = walk(&mut operator, "/operator").await;
    assert_eq!(pages, ["", "/health", "/mail", "/accounts", "/regions"]);
}
