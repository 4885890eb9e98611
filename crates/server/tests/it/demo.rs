//! The demonstration: everybody it names can sign in, and finds something of their own.

#![cfg(test)]

use std::{
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::Path,
    process::{Child, Command, Stdio},
};

use ringwall_testkit::load::{Browser, forms};

/// Ends the program when the test does.
struct Demo(Child);

impl Drop for Demo {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// Starts the demonstration; what it says until it waits.
fn begin(folder: &Path) -> (Demo, SocketAddr, Vec<String>) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ringwall"))
        .args(["demo", "--listen", "127.0.0.1:0", "--dir", "kept"])
        .current_dir(folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let said: Vec<String> = lines.map_while(Result::ok).take_while(|line| !line.contains("Ctrl+C")).collect();
    let address = said[0].strip_prefix("listening on http://").unwrap().parse().unwrap();
    (Demo(child), address, said)
}

/// What people see, without marks.
fn words(html: &str) -> String {
    let main = html.split_once("<main").map_or(html, |(_, rest)| rest);
    let mut text = String::new();
    let mut inside = true;
    for c in main.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Addresses in a page that begin like this.
fn links(html: &str, prefix: &str) -> Vec<String> {
    let mut found: Vec<String> = html
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        // Not the link to the other language: whoever follows it stays there.
        .filter(|path| path.starts_with(prefix) && !path.contains("lang="))
        .map(str::to_owned)
        .collect();
    found.sort();
    found.dedup();
    found
}

/// Who, where they go from their day, and what they must find there.
const FINDS: [(&str, &str, &str); 17] = [
    ("ines.falk@", "/me", "Ihre Antwort bis"),
    ("petra.lohmann@", "/me", "kein Partner gefunden"),
    ("anke.eschenbach@", "/me", "Termin: IT-Service Brandt"),
    ("deniz.arslan@", "/me", "Termin: Tischlerei Eschenbach"),
    ("rainer.kowalski@", "/me", "blieb etwas offen"),
    ("jana.krueger@", "/operator", "E-Mails"),
    ("sabine.vogt@", "/regions/", "Lindenau"),
    ("petra.lohmann@", "/areas/", "Lindenau"),
    ("miriam.sander@", "/areas/", "Steinbrück"),
    ("klaus.mertens@", "/partner/", "Handwerksberatung"),
    ("deniz.arslan@", "/partner/", "IT-Service Brandt"),
    ("deniz.arslan@", "/c/", "Makros ausschalten"),
    ("lea.brinkmann@", "/partners/brandt-it", "Wir verkaufen Geräte"),
    ("anke.eschenbach@", "/c/", "War fällig"),
    ("piotr.nowak@", "/c/", "In Arbeit"),
    ("rainer.kowalski@", "/c/", "Weiter beantworten"),
    ("selin.yildiz@", "/c/", "Kurzcheck"),
];

#[tokio::test]
async fn everybody_the_demo_names_can_sign_in_and_finds_something() {
    let folder = tempfile::tempdir().unwrap();
    let (demo, address, said) = begin(folder.path());
    let password = said.iter().find_map(|line| line.split_once("everybody: ")).unwrap().1;
    let named: Vec<&str> =
        said.iter().filter(|line| line.contains('@')).filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(named.len(), 15, "{said:#?}");
    let mut visitor = Browser::new(address);
    let page = visitor.get("/demo").await.unwrap().ok().unwrap().text();
    assert!(page.contains(password));
    // Mail stays here, and its links work.
    assert!(page.contains("href=\"/proposal/"), "letters are shown with their links");
    let follow_up = links(&page, "/follow-up/").pop().expect("a follow-up is in the mail");
    visitor.get(&follow_up).await.unwrap().ok().unwrap();
    for email in &named {
        assert!(page.contains(email), "{email} is on the page");
        let mut browser = Browser::new(address);
        let start = browser.get("/demo").await.unwrap().text();
        let form = forms(&start).into_iter().find(|form| form.value("email") == Some(*email)).unwrap();
        let day = browser.submit(&form.action, &form.filled(&[])).await.unwrap().ok().unwrap();
        assert_eq!(day.path, "/me", "{email} is signed in");
        let day = day.text();
        let finds: Vec<_> = FINDS.iter().filter(|(who, ..)| email.starts_with(who)).collect();
        for (_, place, wanted) in finds {
            let mut seen = String::new();
            for link in links(&day, place) {
                seen += &words(&browser.get(&link).await.unwrap().ok().unwrap().text());
            }
            assert!(seen.contains(wanted), "{email} finds {wanted} in {place}: {seen}");
        }
    }
    // The evidence is a file beside the database, and can be brought back.
    let mut anke = Browser::new(address);
    let start = anke.get("/sign-in?next=/me").await.unwrap().text();
    let form = forms(&start).into_iter().find(|form| form.action == "/sign-in").unwrap();
    let sign_in = [("email", "anke.eschenbach@tischlerei-eschenbach.example"), ("password", password)];
    let day = anke.submit("/sign-in", &form.filled(&sign_in)).await.unwrap().ok().unwrap().text();
    let measure = links(&day, "/c/").into_iter().find(|link| link.contains("/plan/")).unwrap();
    let plan = measure.rsplit_once('/').unwrap().0;
    let plan = anke.get(plan).await.unwrap().ok().unwrap().text();
    let mut evidence = Vec::new();
    for measure in links(&plan, "/c/").into_iter().filter(|link| link.contains("/plan/")) {
        let page = anke.get(&measure).await.unwrap().text();
        evidence.extend(links(&page, "/c/").into_iter().filter(|link| link.contains("/files/")));
    }
    let file = anke.get(evidence.first().expect("a file is on a measure")).await.unwrap().ok().unwrap();
    assert!(file.text().contains("Probe der Rücksicherung"));
    drop(demo);
    // Started again over the same folder, everybody is still there.
    let (_demo, address, again) = begin(folder.path());
    assert_eq!(again.iter().filter(|line| line.contains('@')).count(), named.len());
    let mut browser = Browser::new(address);
    let start = browser.get("/demo").await.unwrap().text();
    let form = forms(&start).into_iter().find(|form| form.value("email") == Some(named[0])).unwrap();
    assert_eq!(browser.submit(&form.action, &form.filled(&[])).await.unwrap().path, "/me");
}
