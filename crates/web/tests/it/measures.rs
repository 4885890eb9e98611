//! One measure: card, owner with an account, comments, history.

use jiff::SignedDuration;
use ringwall_core::actor::{Membership, Role, Scope};
use ringwall_testkit::{
    app::{Browser, TestApp},
    db::TestDb,
    on_every_engine,
};
use ringwall_web::Options;

use crate::interview::finished;

/// A finished check of an organisation with a member, and the address of its first measure.
pub(crate) async fn measure(t: &TestApp) -> (Browser, Browser, String) {
    let (mut owner, assessment) = finished(t, "kurzcheck", |_| "no").await;
    let page = owner.get(&format!("{assessment}/plan")).await.ok();
    let id = page.between("<li class=\"card plan-item plan-todo\" id=\"m-", "\"");
    let tenant = assessment.split('/').nth(2).unwrap().parse().unwrap();
    let role = Membership { role: Role::Member, scope: Scope::Organisation(tenant) };
    let mut member = t.signed_in("rita@example.org", &[role]).await;
    let here = format!("{assessment}/plan/{id}");
    member.get(&here).await.ok();
    (owner, member, here)
}

on_every_engine!(
    a_card_is_filled_in_and_remembers,
    comments_are_written_changed_for_a_while_and_deleted,
    nothing_typed_is_lost,
);

async fn a_card_is_filled_in_and_remembers(db: TestDb) {
    let t = TestApp::over(db, Options::default()).await;
    let (mut owner, mut member, here) = measure(&t).await;
    let page = member.get(&here).await.ok().contains("Stand der Maßnahme").contains("Noch hat sich an dieser Maßnahme");
    let rita = page.between("<option value=\"\">niemand oder jemand ohne Konto</option><option value=\"", "\"");
    let id = here.rsplit('/').next().unwrap().to_owned();
    let mut card = vec![("requirement", id.as_str()), ("seen", "0"), ("status", "in-progress")];
    card.extend([("account", rita.as_str()), ("due", "2026-12-24")]);
    assert_eq!(member.post(&here, &card).await.redirect(), format!("{here}?saved=card"));
    let page = member.get(&format!("{here}?saved=card")).await.ok().contains("Gespeichert. Der Verlauf zeigt");
    let page = page
        .contains("Der Stand ist jetzt „In Arbeit“, vorher war er „Zu tun“.")
        .contains("Zuständig ist jetzt rita@example.org.")
        .contains("Der Termin ist jetzt der 24. Dezember 2026.")
        .contains("23. November 2026, 10:00 Uhr");
    assert!(page.text().contains(&format!("<option value=\"{rita}\" selected>")));
    // Pressed twice, nothing new in the history.
    member.post(&here, &card).await.redirect();
    assert_eq!(member.get(&here).await.ok().text().matches("Zuständig ist jetzt").count(), 1);
    // Somebody with the link takes over, without an account; a free name stands as it is.
    owner.get(&here).await.ok();
    let card = [("requirement", id.as_str()), ("seen", "1"), ("status", "not-for-us"), ("owner", "Herr Yıldız <b>")];
    let _ = owner.post(&here, &card).await.has_status(422).contains("warum diese Maßnahme nichts für Sie ist");
    let card = [card.as_slice(), &[("reason", "Kein WLAN")]].concat();
    owner.post(&here, &card).await.redirect();
    let page = owner.get(&here).await.ok().contains("Jemand mit dem Link der Mappe").lacks("<b>");
    let page = page
        .contains("Zuständig ist jetzt Herr Yıldız &#60;b&#62;, vorher rita@example.org.")
        .contains("Der Termin am 24. Dezember 2026 wurde gestrichen.")
        .contains("Der Grund lautet jetzt: Kein WLAN");
    let _ = page;
    // Who is not in the organisation cannot be chosen.
    let card = [("requirement", id.as_str()), ("seen", "2"), ("status", "todo"), ("account", &"0".repeat(32))];
    let _ = owner.post(&here, &card).await.has_status(422).contains("Diese Person gehört nicht mehr dazu");
    // An older state overwrites nothing and shows both.
    let card = [("requirement", id.as_str()), ("seen", "1"), ("status", "done"), ("note", "war im Mai")];
    let page = owner.post(&here, &card).await.has_status(409).contains("Es wurde nichts überschrieben");
    let _ = page.contains("Nichts für uns; Herr Yıldız").contains("war im Mai");
    // The same in English.
    let mut english = member.header("accept-language", "en");
    let page = english.get(&here).await.ok().contains("The status is now “In progress”, before it was “To do”.");
    let page = page.contains("Somebody with the link of the folder");
    for key in ["measure-", "comment-", "history-", "plan-", "document-"] {
        assert!(!page.words().contains(&format!(" {key}")), "a text is missing: {}", page.words());
    }
}

async fn comments_are_written_changed_for_a_while_and_deleted(db: TestDb) {
    let t = TestApp::over(db, Options::default()).await;
    let (mut owner, mut member, here) = measure(&t).await;
    let text = [("text", "Angebot liegt vor.\r\n<script>alert(1)</script>")];
    let back = member.post(&format!("{here}/comments"), &text).await.redirect();
    let comment = back.split("#k-").nth(1).unwrap().to_owned();
    assert_eq!(member.post(&format!("{here}/comments"), &text).await.redirect(), back, "pressed twice");
    let page = member.get(&here).await.ok().contains("Angebot liegt vor.\n&#60;script&#62;").lacks("<script>alert");
    let page = page.contains("<strong>rita@example.org</strong>").contains("Ein Kommentar kam dazu.");
    assert_eq!(page.text().matches("Angebot liegt vor.").count(), 1);
    let one = format!("{here}/comments/{comment}");
    let _ = member.get(&one).await.ok().contains("Kommentar ändern");
    t.clock.pass(SignedDuration::from_mins(14));
    member.post(&one, &[("text", "Angebot ist angenommen.")]).await.redirect();
    let _ = member.get(&here).await.ok().contains("Angebot ist angenommen.").contains("geändert");
    // Somebody else cannot change it, and after a quarter of an hour nobody can; the words come back.
    owner.get(&here).await.ok().lacks("Ändern<span");
    let _ = owner.post(&one, &[("text", "nein")]).await.has_status(422).contains("nur 15 Minuten lang");
    t.clock.pass(SignedDuration::from_mins(1));
    member.get(&here).await.ok().lacks("Ändern<span");
    let page = member.post(&one, &[("text", "viel später")]).await.has_status(422);
    let _ = page.contains("nur 15 Minuten lang").contains("viel später");
    // The owner of the folder deletes it; a second time finds nothing and is fine; a change comes too late.
    owner.post(&format!("{one}/delete"), &[]).await.redirect();
    owner.post(&format!("{one}/delete"), &[]).await.redirect();
    let page = member.post(&one, &[("text", "meine Worte")]).await.has_status(404).contains("meine Worte");
    let _ = page.contains("Diesen Kommentar gibt es nicht mehr").contains("Noch hat niemand etwas geschrieben");
    let _ = member.get(&here).await.ok().contains("Ein Kommentar wurde gelöscht.").lacks("angenommen");
    // A member deletes their own and nobody else's.
    owner.post(&format!("{here}/comments"), &[("text", "vom Link")]).await.redirect();
    let foreign = member.get(&here).await.ok().between("id=\"k-", "\"");
    let _ = member.post(&format!("{here}/comments/{foreign}/delete"), &[]).await.has_status(403);
}

async fn nothing_typed_is_lost(db: TestDb) {
    let t = TestApp::over(db, Options::default()).await;
    let (_, mut member, here) = measure(&t).await;
    let comments = format!("{here}/comments");
    let page = member.post(&comments, &[("text", &"ß".repeat(2_001))]).await.has_status(422);
    let _ = page.contains("2001 Zeichen lang, möglich sind 2000").contains(&"ß".repeat(2_001));
    let _ = member.post(&comments, &[("text", " ")]).await.has_status(422).contains("Schreiben Sie zuerst etwas");
    let _ = member.post(&comments, &[("text", "a\u{202E}b")]).await.has_status(422).contains("Steuerzeichen");
    // Reloading after that leads back, and so does switching the language.
    assert_eq!(member.get(&comments).await.redirect(), here);
    let nowhere = format!("{}/00000000-0000-4000-8000-000000000000", here.rsplit_once('/').unwrap().0);
    let _ = member.get(&nowhere).await.has_status(404);
}
