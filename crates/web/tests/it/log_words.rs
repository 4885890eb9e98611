//! What an organisation reads in its log: every event has words, in both languages.

use std::{fs, path::Path};

/// The codes of events that are written about an organisation: the literals in calls of `append_audit(Some(…` and the
/// names given to a variable `event` just before one.
fn events() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/src");
    let mut events = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap_or_default();
        let calls = text.match_indices("append_audit(").map(|(at, _)| &text[at..]);
        let calls = calls.filter(|call| call["append_audit(".len()..].trim_start().starts_with("Some("));
        let named = text.match_indices("let event = ").map(|(at, _)| &text[at..]);
        for part in calls
            .map(|call| &call[..call.find(';').unwrap()])
            .chain(named.map(|named| &named[..named.find(';').unwrap()]))
        {
            let quoted = part.split('"').skip(1).step_by(2);
            let code =
                quoted.filter(|word| word.contains('-') && word.chars().all(|c| c.is_ascii_lowercase() || c == '-'));
            events.extend(code.map(str::to_owned));
        }
    }
    // What happens to an account is in nobody's folder.
    events.retain(|event| !event.starts_with("account-"));
    events.sort();
    events.dedup();
    events
}

#[test]
fn every_event_about_an_organisation_has_words() {
    let events = events();
    assert!(events.len() > 25, "the sources are read wrongly: {events:?}");
    let texts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/texts");
    for language in ["de", "en"] {
        let words: String = fs::read_dir(texts.join(language))
            .unwrap()
            .map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap())
            .collect();
        let missing: Vec<_> = events.iter().filter(|event| !words.contains(&format!("log-event-{event} ="))).collect();
        assert!(missing.is_empty(), "{language}: no log-event-… for {missing:?}");
    }
}
