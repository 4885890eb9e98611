//! The interview: every answer stored when it is given, by everybody, with and without script.

use ringwall_testkit::{
    app::{Browser, Page, TestApp},
    db::TestDb,
    on_every_engine,
};
use ringwall_web::Options;

/// A question as a page shows it.
pub(crate) struct Question {
    pub(crate) id: String,
    pub(crate) seen: String,
    pub(crate) asked: bool,
    pub(crate) answered: bool,
    pub(crate) values: Vec<String>,
}

/// All questions of a page.
pub(crate) fn questions(page: &Page) -> Vec<Question> {
    let text = page.text();
    let blocks = text.split("data-question=\"").skip(1);
    blocks
        .map(|block| {
            let (id, rest) = block.split_once('"').unwrap();
            let (tag, _) = rest.split_once('>').unwrap();
            let buttons = rest.split("name=\"value\" value=\"").skip(1).map(|button| button.split_once('"').unwrap().0);
            Question {
                id: id.to_owned(),
                seen: rest
                    .split_once("name=\"seen\" value=\"")
                    .map_or("", |(_, seen)| seen.split_once('"').unwrap().0)
                    .to_owned(),
                asked: !tag.contains("hidden"),
                answered: rest.split("</form>").next().unwrap().contains("aria-pressed=\"true\""),
                values: buttons.filter(|value| !value.is_empty()).map(str::to_owned).collect(),
            }
        })
        .collect()
}

/// Answers everything that is still open, topic by topic, as somebody without script would. `pick` chooses by number.
pub(crate) async fn answer_all(browser: &mut Browser, assessment: &str, pick: impl Fn(usize) -> &'static str) {
    let mut number = 0;
    for _ in 0..400 {
        let there = browser.get(assessment).await.redirect();
        if there.ends_with("/result") {
            return;
        }
        let there = there.split('#').next().unwrap().to_owned();
        let page = browser.get(&there).await.ok();
        let open: Vec<Question> =
            questions(&page).into_iter().filter(|question| question.asked && !question.answered).collect();
        assert!(!open.is_empty(), "{there} has nothing to answer");
        for question in open {
            let wanted = pick(number);
            number += 1;
            let value = if question.values.iter().any(|value| value == wanted) { wanted } else { "no" };
            let fields = [("question", question.id.as_str()), ("seen", &question.seen), ("value", value)];
            let back = browser.post(&there, &fields).await.redirect();
            assert!(back.ends_with(&format!("#q-{}", question.id)), "{back}");
        }
    }
    unreachable!("no end of questions");
}

/// A finished check.
pub(crate) async fn finished(t: &TestApp, check: &str, pick: impl Fn(usize) -> &'static str) -> (Browser, String) {
    let (mut browser, _, assessment) = t.begun(check).await;
    answer_all(&mut browser, &assessment, pick).await;
    finish(&mut browser, &assessment).await;
    (browser, assessment)
}

/// Finishes a check that is answered.
pub(crate) async fn finish(browser: &mut Browser, assessment: &str) {
    let result = format!("{assessment}/result");
    browser.get(&result).await.ok();
    assert_eq!(browser.post(&format!("{assessment}/finish"), &[]).await.redirect(), result);
}

/// The first topic of a check that has just been begun.
async fn first_topic(browser: &mut Browser, assessment: &str) -> String {
    browser.get(assessment).await.redirect()
}

on_every_engine!(
    each_check_leads_to_a_result,
    two_browsers_do_not_overwrite_each_other,
    a_status_question_decides_what_is_asked,
    notes_keep_what_they_may_and_refuse_what_hides,
);

async fn each_check_leads_to_a_result(db: TestDb) {
    let t = TestApp::over(db, Options::default()).await;
    for check in ["kurzcheck", "cyberrisikocheck", "kommune"] {
        let values = ["yes", "unknown", "no", "yes", "yes"];
        let (mut browser, assessment) = finished(&t, check, |number| values[number % values.len()]).await;
        let page = browser.get(&format!("{assessment}/result")).await.ok();
        let page = page.contains("Ihr Ergebnis").contains("Das sind Ihre nächsten Schritte").contains("Punkten");
        let cards = page.text().matches("class=\"card measure\"").count();
        assert!((1..=6).contains(&cards), "{check}: {cards}");
        let mut english = browser.header("accept-language", "en");
        let page = english.get(&format!("{assessment}/result")).await.ok();
        let page = page.contains("Your result").contains("These are your next steps");
        for key in ["result-", "interview-", "risks-", "plan-"] {
            assert!(!page.words().contains(&format!(" {key}")), "{check}: a text is missing: {}", page.words());
        }
    }
}

async fn two_browsers_do_not_overwrite_each_other(db: TestDb) {
    let t = TestApp::over(db, Options::default()).await;
    let (mut mine, _, assessment) = t.begun("kurzcheck").await;
    let topic = first_topic(&mut mine, &assessment).await;
    let mut theirs = mine.clone();
    let question = questions(&mine.get(&topic).await.ok()).remove(0);
    let _ = theirs.get(&topic).await.ok();
    theirs.post(&topic, &[("question", &question.id), ("seen", "0"), ("value", "yes")]).await.redirect();

    // Without script: both answers and a button for each.
    let fields = [("question", question.id.as_str()), ("seen", "0"), ("value", "no")];
    let page = mine.post(&topic, &fields).await.has_status(409);
    let page = page.contains("Inzwischen gespeichert: „Ja“").contains("Sie wollten speichern: „Nein“");
    let page = page.contains("So lassen").contains("Meine Angabe speichern");
    let seen = questions(&page).remove(0).seen;
    assert_eq!(seen, "1", "the second try carries the revision that was shown");
    let stored = questions(&theirs.get(&topic).await.ok()).remove(0);
    assert_eq!(stored.seen, "1", "nothing was overwritten");
    mine.post(&topic, &[("question", &question.id), ("seen", &seen), ("value", "no")]).await.redirect();

    // With script: the same as JSON.
    let mut script = theirs.clone().header("accept", "application/json");
    let answer = script.post(&topic, &[("question", &question.id), ("seen", "1"), ("value", "unknown")]).await;
    let answer = answer.has_status(409).json();
    assert_eq!(answer["error"], "conflict");
    assert_eq!(answer["current"]["value"], "no");
    assert_eq!(answer["current"]["revision"], 2);
    assert_eq!(answer["revision"], 2);
    assert_eq!(answer["current"]["label"], "Nein");
}

async fn a_status_question_decides_what_is_asked(db: TestDb) {
    let t = TestApp::over(db, Options::default()).await;
    let (mut browser, _, assessment) = t.begun("cyberrisikocheck").await;
    let topic = format!("{assessment}/t/systems");
    let page = browser.get(&topic).await.ok();
    let before = questions(&page);
    // The status question of crc-25 takes the requirement out.
    let check = t.app.content().check("cyberrisikocheck").unwrap().check.clone();
    let wifi = check.question_named("crc-25.0").unwrap();
    let id = wifi.question.uuid.to_string();
    let mut script = browser.clone().header("accept", "application/json");
    let answer = script.post(&topic, &[("question", &id), ("seen", "0"), ("value", "no")]).await.ok().json();
    assert_eq!(answer["saved"], true);
    assert_eq!(answer["message"], "Gespeichert");
    assert_eq!(answer["asked"], serde_json::json!([id]));
    assert_eq!(answer["progress"]["answered"], 1);
    assert_eq!(answer["progress"]["topics"]["systems"]["answered"], 1);
    let after = questions(&browser.get(&topic).await.ok());
    let hidden = |questions: &[Question]| questions.iter().filter(|question| !question.asked).count();
    assert!(hidden(&after) > hidden(&before), "its parts are no longer asked");
    // Taken back, they are asked again.
    let fields = [("question", id.as_str()), ("seen", "1"), ("value", "")];
    let answer = script.post(&topic, &fields).await.ok().json();
    assert_eq!(answer["value"], serde_json::Value::Null);
    assert_eq!(answer["message"], "Antwort zurückgenommen");
    assert_eq!(hidden(&questions(&browser.get(&topic).await.ok())), hidden(&before));
}

async fn notes_keep_what_they_may_and_refuse_what_hides(db: TestDb) {
    let t = TestApp::over(db, Options::default()).await;
    let (mut browser, _, assessment) = t.begun("kurzcheck").await;
    let topic = first_topic(&mut browser, &assessment).await;
    let id = questions(&browser.get(&topic).await.ok()).remove(0).id;
    let hostile = "<script>alert('x')</script> & \"Zitat\"\r\nzweite Zeile שלום";
    browser.post(&topic, &[("question", &id), ("seen", "0"), ("note", hostile)]).await.redirect();
    let page = browser.get(&topic).await.ok().lacks("<script>alert").contains("zweite Zeile שלום");
    let _ = page.contains("&#60;script&#62;");
    for (note, says) in [("a\u{202E}b", "Steuerzeichen"), ("a\u{7}b", "Steuerzeichen"), (&*"ß".repeat(4_001), "4001")]
    {
        let page = browser.post(&topic, &[("question", &id), ("seen", "1"), ("note", note)]).await.has_status(422);
        // What was typed is still there, the stored note too.
        let page = page.contains(says);
        assert!(page.text().contains(note), "what was typed is lost");
        let _ = browser.get(&topic).await.ok().contains("zweite Zeile שלום");
    }
    let huge = "x".repeat(200_000);
    let _ = browser.post(&topic, &[("question", &id), ("seen", "1"), ("note", &huge)]).await.has_status(413);
    let _ = browser.get(&topic).await.ok().contains("zweite Zeile");
}

#[tokio::test]
async fn an_answer_without_script_comes_back_to_its_question() {
    let t = TestApp::new().await;
    let (mut browser, _, assessment) = t.begun("kurzcheck").await;
    let topic = first_topic(&mut browser, &assessment).await;
    let page = browser.get(&topic).await.ok();
    let first = page.text().find("value=\"unknown\"").unwrap();
    assert!(first < page.text().find("value=\"yes\"").unwrap(), "„Weiß ich nicht“ comes first");
    let id = questions(&page).remove(0).id;
    let back = browser.post(&topic, &[("question", &id), ("seen", "0"), ("value", "unknown")]).await.redirect();
    assert_eq!(back, format!("{topic}?saved={id}#q-{id}"));
    let page = browser.get(back.split('#').next().unwrap()).await.ok();
    let page = page.contains("Gespeichert").contains("1 von 10 Fragen beantwortet");
    assert!(questions(&page).remove(0).answered);
}

#[tokio::test]
async fn what_no_page_offers_is_refused() {
    let t = TestApp::new().await;
    let (mut browser, _, assessment) = t.begun("kurzcheck").await;
    let topic = first_topic(&mut browser, &assessment).await;
    let id = questions(&browser.get(&topic).await.ok()).remove(0).id;
    let other = "00000000-0000-4000-8000-000000000000";
    for fields in [
        vec![("question", id.as_str()), ("seen", "0"), ("value", "partly")],
        vec![("question", id.as_str()), ("seen", "0"), ("value", "<b>maybe</b>")],
        vec![("question", other), ("seen", "0"), ("value", "yes")],
        vec![("question", "x"), ("seen", "0"), ("value", "yes")],
        vec![("question", id.as_str()), ("seen", "0")],
        vec![("question", id.as_str()), ("seen", "0"), ("value", "yes"), ("extra", "1")],
    ] {
        let page = browser.post(&topic, &fields).await.has_status(422).lacks("<b>maybe");
        assert!(page.words().len() > 40, "a sentence");
    }
    let mut script = browser.clone().header("accept", "application/json");
    let answer = script.post(&topic, &[("question", &id), ("value", "partly")]).await.has_status(422).json();
    assert_eq!(answer["error"], "answer-not-allowed");
    assert!(answer["message"].as_str().unwrap().contains("Teilweise"));
    let stored = browser.post_raw(&topic, &[("question", &id), ("value", "yes")]).await;
    let _ = stored.has_status(403);
    assert!(!questions(&browser.get(&topic).await.ok()).remove(0).answered, "nothing was stored");
    let _ = browser.get(&format!("{assessment}/t/nothing")).await.has_status(404);
    let _ = browser.get(&format!("{assessment}x")).await.has_status(404);
}

#[tokio::test]
async fn a_finished_check_is_read_only() {
    let t = TestApp::new().await;
    let (mut browser, assessment) = finished(&t, "kurzcheck", |_| "yes").await;
    assert_eq!(browser.get(&assessment).await.redirect(), format!("{assessment}/result"));
    let check = t.app.content().check("kurzcheck").unwrap().check.clone();
    let topic = format!("{assessment}/t/{}", check.topics[0].id);
    let page = browser.get(&topic).await.ok().contains("lässt sich nicht mehr ändern").lacks("data-autosave");
    let page = page.lacks("<textarea").contains("Antwort:");
    let id = questions(&page).remove(0).id;
    browser.get(&format!("{assessment}/result")).await.ok();
    let _ = browser.post(&topic, &[("question", &id), ("seen", "1"), ("value", "no")]).await.has_status(422);
    let _ = browser.get(&topic).await.ok().contains("<strong>Ja</strong>");
}

#[tokio::test]
async fn a_catalogue_of_900_controls_stays_usable() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/oscal-bsi/2026-06-30/Anwenderkataloge/Grundschutz++/Grundschutz++-catalog.json");
    // The catalogue is not part of the repository; without it there is nothing to see here.
    let Ok(catalogue) = std::fs::read(path) else { return };
    let t = TestApp::new().await;
    let edition = t.app.import_catalogue(&catalogue, None).await.unwrap().unwrap();
    let (mut browser, _, assessment) = t.begun(&edition.check.id).await;
    let topic = first_topic(&mut browser, &assessment).await;
    let longest = edition.check.topics.iter().max_by_key(|topic| topic.requirements.len()).unwrap();
    let mut english = browser.clone().header("accept-language", "en");
    let _ = english.get(&topic).await.ok().contains("Imported catalogue").contains("<h1 lang=\"de\">");
    let page = browser.get(&topic).await.ok().contains("Importierter Katalog").contains("Fassung: 24. Juni 2026");
    let _ = page.contains("<h1>").contains("Ist das bei Ihnen umgesetzt?");
    let long = format!("{assessment}/t/{}", longest.id);
    let page = browser.get(&long).await.ok();
    assert_eq!(questions(&page).len(), 40);
    assert!(page.bytes.len() < 600_000, "{} bytes", page.bytes.len());
    let second = browser.get(&format!("{long}?page=2")).await.ok();
    let question = questions(&second).remove(0);
    let fields = [("question", question.id.as_str()), ("seen", "0"), ("value", "partly")];
    let back = browser.post(&format!("{long}?page=2"), &fields).await.redirect();
    assert!(back.contains("?page=2&saved="), "{back}");
    let page = browser.get(&format!("{assessment}/result")).await.ok().contains("Es fehlen noch Antworten");
    assert!(page.text().contains(" weitere"), "a long list is cut");
}
