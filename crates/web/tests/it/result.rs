//! The result: what is missing, where one stands, what changed.

use ringwall_core::check::AnswerValue;
use ringwall_testkit::{app::TestApp, db::TestDb, on_every_engine};
use ringwall_web::Options;

use crate::interview::{answer_all, finish, finished, questions};

on_every_engine!(a_repeat_shows_both_outlines);

async fn a_repeat_shows_both_outlines(db: TestDb) {
    let t = TestApp::over(db, Options::default()).await;
    let (mut browser, first) =
        finished(&t, "cyberrisikocheck", |number| if number % 3 == 0 { "yes" } else { "no" }).await;
    let _ = browser.get(&format!("{first}/result")).await.ok().lacks("chart-then");
    // A measure is done in between.
    let plan = format!("{first}/plan");
    let page = browser.get(&plan).await.ok();
    let measure = page.between("name=\"requirement\" value=\"", "\"");
    t.clock.pass_days(30);
    let done = [("requirement", measure.as_str()), ("seen", "0"), ("status", "done")];
    browser.post(&plan, &done).await.redirect();
    t.clock.pass_days(150);
    let second = browser.post(&format!("{first}/repeat"), &[]).await.redirect();
    let topic = browser.get(&second).await.redirect();
    let page = browser.get(&topic).await.ok().contains("Ihre letzten Antworten sind schon eingetragen");
    for question in questions(&page).into_iter().filter(|question| question.asked) {
        let fields = [("question", question.id.as_str()), ("seen", &question.seen), ("value", "yes")];
        browser.post(&topic, &fields).await.redirect();
    }
    answer_all_of(&mut browser, &second).await;
    finish(&mut browser, &second).await;
    let page = browser.get(&format!("{second}/result")).await.ok();
    let page = page.contains("chart-now").contains("chart-then").contains("stroke-dasharray").contains("Damals");
    let page =
        page.contains("Besser geworden").contains("vorher „Offen“, jetzt „Erfüllt“").contains("Dazwischen erledigt");
    let page = page.contains("Keine Anforderung steht schlechter da").contains("voriges Mal (23. November 2026)");
    assert!(!page.text().contains("style="), "the content security policy forbids inline style");
}

/// Answers what a change may have opened.
async fn answer_all_of(browser: &mut ringwall_testkit::app::Browser, assessment: &str) {
    let page = browser.get(&format!("{assessment}/result")).await.ok();
    if page.text().contains("Es fehlen noch Antworten") {
        answer_all(browser, assessment, |_| "yes").await;
    }
}

#[tokio::test]
async fn a_draft_says_what_is_missing_and_links_to_it() {
    let t = TestApp::new().await;
    let (mut browser, _, assessment) = t.begun("kurzcheck").await;
    let result = format!("{assessment}/result");
    let page = browser.get(&result).await.ok().contains("Noch 10 Fragen").lacks("Punkten");
    assert_eq!(page.text().matches("#q-").count(), 10);
    // Finishing by hand changes nothing and leads back to what is missing.
    assert_eq!(browser.post(&format!("{assessment}/finish"), &[]).await.redirect(), result);
    let _ = browser.get(&result).await.ok().contains("Noch 10 Fragen");
    for page in ["plan", "risks"] {
        assert_eq!(browser.get(&format!("{assessment}/{page}")).await.redirect(), result);
    }
    answer_all(&mut browser, &assessment, |_| "yes").await;
    let _ = browser.get(&result).await.ok().contains("Alle Fragen sind beantwortet").contains("Abschließen");
    finish(&mut browser, &assessment).await;
    let page = browser.get(&result).await.ok().contains("Alles erfüllt").contains("10 von 10 Punkten");
    let _ = page.contains("Es ist nichts offen").lacks("class=\"card measure\"");
    // Finishing twice leads to the same result.
    assert_eq!(browser.post(&format!("{assessment}/finish"), &[]).await.redirect(), result);
    let other = browser.post(&format!("{assessment}/repeat"), &[]).await.redirect();
    let _ = browser.post(&format!("{other}/repeat"), &[]).await.has_status(422);
}

#[tokio::test]
async fn a_negative_sum_is_explained_and_the_parts_stand_in_order() {
    let t = TestApp::new().await;
    let (mut browser, assessment) = finished(&t, "cyberrisikocheck", |_| "no").await;
    let page = browser.get(&format!("{assessment}/result")).await.ok();
    let page = page
        .contains("0 von")
        .contains("Zusammengezählt ergeben sich −15 Punkte")
        .contains("fällt aber nicht unter null");
    let page = page.contains("5 der besonders wichtigen Anforderungen");
    let text = page.text();
    let places: Vec<usize> =
        ["class=\"verdict", "id=\"measures\"", "id=\"topics\"", "id=\"risks\"", "id=\"answers\"", "id=\"downloads\""]
            .iter()
            .map(|part| text.find(part).unwrap_or_else(|| panic!("{part} is missing")))
            .collect();
    assert!(places.is_sorted(), "{places:?}");
    assert_eq!(text.matches("class=\"card measure\"").count(), 6);
    assert!(text.contains("gleichauf mit Nummer"), "what the evidence does not separate is marked");
    assert!(text.contains("eigene Schätzung, noch zu prüfen"));
    for file in ["report.pdf", "report.docx", "answers.csv", "measures.csv", "dossier.json"] {
        let href = format!("{assessment}/{file}");
        assert!(text.contains(&href), "{file}");
        let _ = browser.get(&href).await.ok();
    }
}

#[tokio::test]
async fn many_topics_become_bars_and_foreign_text_is_escaped() {
    let t = TestApp::new().await;
    let (mut browser, folder, assessment) = t.begun("kommune").await;
    let edit = format!("{folder}/organisation");
    let seen = browser.get(&edit).await.ok().between("name=\"seen\" value=\"", "\"");
    let name = "<img src=x onerror=alert(1)> & Söhne";
    browser.post(&edit, &[("seen", &seen), ("kind", "municipality"), ("name", name)]).await.redirect();
    answer_all(&mut browser, &assessment, |number| if number % 2 == 0 { "not-applicable" } else { "unknown" }).await;
    let topic = browser.get(&format!("{assessment}/t/servers")).await.ok();
    let id = questions(&topic).remove(0).id;
    let note = "</dd></dl><script>alert(2)</script>";
    browser
        .post(&format!("{assessment}/t/servers"), &[("question", &id), ("seen", "1"), ("note", note)])
        .await
        .redirect();
    finish(&mut browser, &assessment).await;
    for page in ["result", "plan", "risks", "t/servers"] {
        let page = browser.get(&format!("{assessment}/{page}")).await.ok();
        let _ = page.lacks("<img src=x").lacks("<script>alert").lacks("style=");
    }
    let page = browser.get(&format!("{assessment}/result")).await.ok();
    let page = page.lacks("chart-radar").contains("class=\"bar chart-now\"").contains("unser eigenes Maß");
    assert!(page.text().contains("Zuerst herausfinden"), "what nobody knows is found out first");
    assert_eq!(AnswerValue::Unknown.code(), "unknown");
}

#[tokio::test]
async fn headings_come_in_order_and_every_control_has_a_name() {
    let t = TestApp::new().await;
    let (mut browser, assessment) =
        finished(&t, "kurzcheck", |number| if number % 2 == 0 { "yes" } else { "no" }).await;
    let topic = format!("{assessment}/t/{}", t.app.content().check("kurzcheck").unwrap().check.topics[0].id);
    let repeat = {
        browser.get(&format!("{assessment}/result")).await.ok();
        browser.post(&format!("{assessment}/repeat"), &[]).await.redirect()
    };
    let draft = browser.get(&repeat).await.redirect();
    let pages =
        [format!("{assessment}/result"), format!("{assessment}/plan"), format!("{assessment}/risks"), topic, draft];
    for path in pages {
        let page = browser.get(&path).await.ok();
        let text = page.text();
        let levels: Vec<u32> = text
            .split("<h")
            .skip(1)
            .filter_map(|rest| {
                rest.chars()
                    .next()?
                    .to_digit(10)
                    .filter(|_| rest.chars().nth(1).is_some_and(|next| next == ' ' || next == '>'))
            })
            .collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{path}: one first heading");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{path}: {levels:?}");
        let mut ids: Vec<&str> = text.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "{path}: an id is used twice");
        for reference in ["for=\"", "aria-labelledby=\"", "aria-describedby=\""] {
            for id in text.split(reference).skip(1).flat_map(|rest| rest.split('"').next().unwrap().split(' ')) {
                assert!(ids.binary_search(&id).is_ok(), "{path}: {reference}{id} points nowhere");
            }
        }
    }
}
