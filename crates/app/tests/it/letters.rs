//! Letters: every template, in both languages, as readers get it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use ringwall_app::{Letter, LetterKind};
use ringwall_content::{LetterText, WrittenLetter, texts::keys_of};
use ringwall_core::{
    actor::{Membership, Role, Scope},
    language::Language,
};
use ringwall_testkit::app::{TestApp, content};

const BASE: &str = "https://ring.example";

/// All sources of texts in a language.
fn sources(language: Language) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/texts").join(language.code());
    let files = fs::read_dir(folder).unwrap().map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
    files.collect::<Vec<_>>().join("\n")
}

/// The names of all templates, and the arguments they use.
fn templates(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let source = sources(language);
    let mut templates = BTreeMap::new();
    for key in keys_of(&source) {
        let Some(name) = key.strip_prefix("mail-").and_then(|key| key.strip_suffix("-subject")) else { continue };
        let mut arguments = BTreeSet::new();
        let (mut inside, own) = (false, format!("mail-{name}-"));
        for line in source.lines() {
            if !line.starts_with([' ', '\t', '}']) && !line.is_empty() {
                inside = line.starts_with(&own);
            }
            for (at, _) in line.match_indices('$').filter(|_| inside) {
                let rest = &line[at + 1..];
                let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(rest.len());
                arguments.insert(rest[..end].to_owned());
            }
        }
        templates.insert(name.to_owned(), arguments);
    }
    templates
}

fn written(language: Language, template: &str, arguments: &BTreeSet<String>, numbers: i64) -> WrittenLetter {
    let words: BTreeMap<String, String> =
        arguments.iter().map(|name| (name.clone(), format!("<{name}> & Söhne"))).collect();
    let counted: BTreeMap<String, i64> = arguments.iter().map(|name| (name.clone(), numbers)).collect();
    let (words, counted) = if numbers == 0 { (words, BTreeMap::new()) } else { (BTreeMap::new(), counted) };
    let has_action = content().texts().has(language, &format!("mail-{template}-action"));
    content().letter(&LetterText {
        language,
        template,
        name: "Rita Müller-Lüdenscheidt",
        words: &words,
        numbers: &counted,
        base: BASE,
        action: has_action.then_some("/a/path?with=words&more"),
        sender: Some("Bergische Struktur GmbH"),
        stop: Some("https://ring.example/unsubscribe/00"),
    })
}

#[test]
fn every_template_makes_a_letter_in_both_languages() {
    let content = content();
    let (german, english) = (templates(Language::De), templates(Language::En));
    assert!(german.contains_key("test"), "the templates are found: {german:?}");
    assert_eq!(german.keys().collect::<Vec<_>>(), english.keys().collect::<Vec<_>>());
    let mut faults = Vec::new();
    for (language, templates) in [(Language::De, &german), (Language::En, &english)] {
        for (template, arguments) in templates {
            let texts = content.texts();
            let mut fault = |what: &str| faults.push(format!("{} mail-{template}: {what}", language.code()));
            if !texts.has(language, &format!("mail-{template}-text")) {
                fault("has no text");
            }
            for numbers in [0, 1, 7] {
                let letter = written(language, template, arguments, numbers);
                let WrittenLetter { subject, text, html } = &letter;
                if subject.contains('\n') || subject.chars().count() > 120 || subject.ends_with('!') {
                    fault("subject is long, of several lines or loud");
                }
                for whole in [subject, text, html] {
                    if whole.contains("mail-") || whole.contains("{$") || whole.contains("{ $") || whole.contains("{{")
                    {
                        fault(&format!("a text or an argument is missing: {whole}"));
                    }
                }
                if html.contains("<script") || arguments.iter().any(|name| html.contains(&format!("<{name}>"))) {
                    fault("a word from outside is not escaped");
                }
                let long: Vec<&str> =
                    text.lines().filter(|line| line.chars().count() > 72 && !line.contains("://")).collect();
                if !long.is_empty() {
                    fault(&format!("lines are too long: {long:?}"));
                }
                if text.contains("!\n") {
                    fault("is loud");
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_letter_reads_the_same_as_text_and_as_html() {
    let letter = written(Language::De, "test", &BTreeSet::new(), 0);
    assert!(letter.text.starts_with("Guten Tag Rita Müller-Lüdenscheidt,\n\n"), "{}", letter.text);
    assert!(letter.text.contains("\nhttps://ring.example/a/path?with=words&more\n"));
    assert!(letter.text.contains("\n-- \n"));
    assert!(letter.html.contains("href=\"https://ring.example/a/path?with=words&amp;more\""));
    assert!(letter.html.contains("<html lang=\"de\""));
    for wrong in ["<table", "<img", "src=", "@import", "url("] {
        assert!(!letter.html.contains(wrong), "{wrong}");
    }
    // Tags are closed in the order in which they were opened.
    let mut open = Vec::new();
    for tag in letter.html.split('<').skip(1) {
        let name: String = tag.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '/' || *c == '!').collect();
        match name.as_str() {
            "meta" | "br" | "!doctype" => {}
            closing if closing.starts_with('/') => assert_eq!(open.pop().as_deref(), closing.get(1..)),
            opening => open.push(opening.to_owned()),
        }
    }
    assert_eq!(open, Vec::<String>::new());
}

#[test]
fn whoever_gave_no_name_is_greeted_without() {
    let empty = (BTreeMap::new(), BTreeMap::new());
    for name in ["", "rita@example.org", "  "] {
        let letter = content().letter(&LetterText {
            language: Language::En,
            template: "test",
            name,
            words: &empty.0,
            numbers: &empty.1,
            base: BASE,
            action: None,
            sender: None,
            stop: None,
        });
        assert!(letter.text.starts_with("Hello,\n\n"), "{}", letter.text);
    }
}

#[tokio::test]
async fn who_stopped_a_kind_of_letter_does_not_get_it() {
    let t = TestApp::new().await;
    let operator = Membership { role: Role::Operator, scope: Scope::Installation };
    let account = t.app.appoint("rita@example.org", "Rita", Language::De, operator).await.unwrap();
    let digest = Letter::new("test", "rita@example.org", "Rita", Language::De).stoppable(account, LetterKind::Digest);
    let reminder =
        Letter::new("test", "rita@example.org", "Rita", Language::De).stoppable(account, LetterKind::Reminder);
    t.post(digest.clone()).await;
    t.run_jobs_until_idle().await;
    let letter = t.mailbox().last_to("rita@example.org");
    let stop = letter.0.unsubscribe.clone().unwrap();
    assert!(letter.0.text.contains(&stop), "the way out is also in the text");
    let token = stop.rsplit('/').next().unwrap();
    let stopped = t.app.set_letters_stopped(token, true).await.unwrap();
    assert_eq!((stopped.account, stopped.kind), (account, LetterKind::Digest));
    t.mailbox().clear();
    t.post(digest.clone()).await;
    t.post(reminder).await;
    t.run_jobs_until_idle().await;
    assert_eq!(t.mailbox().all().len(), 1, "the reminder only");
    t.app.set_letters_stopped(token, false).await.unwrap();
    t.post(digest).await;
    t.run_jobs_until_idle().await;
    assert_eq!(t.mailbox().all().len(), 2);
}
