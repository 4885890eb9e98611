//! OSCAL catalogues: what becomes of them, what is refused where, and that answers survive renumbering.
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "helpers of tests are test code too; what was skipped is printed"
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use ringwall_content::oscal::{self, LARGEST_FILE, OscalFault, import};
use ringwall_core::{
    assessment::{Answer, carry_over},
    check::{AnswerValue, Check, Requirement, Review},
    id::{QuestionId, RequirementId},
    language::Language,
    refusal::Refusal,
};
use serde_json::{Value, json};

fn fixture(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/oscal").join(name);
    fs::read(&path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
}

/// A real catalogue, if the data stands beside the repository. It is never part of it (CC BY-SA).
fn real(path: &str) -> Option<Vec<u8>> {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(path);
    let bytes = fs::read(&path).ok();
    if bytes.is_none() {
        println!("skipped: {} is not there", path.display());
    }
    bytes
}

fn imported(bytes: &[u8]) -> Check {
    let check = import(bytes).unwrap_or_else(|fault| panic!("{fault}"));
    assert_eq!(check.faults(), Vec::<String>::new());
    check
}

fn refused(bytes: &[u8]) -> (&'static str, String) {
    let fault = import(bytes).err().unwrap_or_else(|| panic!("not refused"));
    assert!(OscalFault::CODES.contains(&fault.code), "{}", fault.code);
    assert!(!fault.detail.is_empty());
    (fault.code, fault.place)
}

fn requirement<'a>(check: &'a Check, id: &str) -> &'a Requirement {
    let mut all = check.requirements().map(|(_, requirement)| requirement);
    all.find(|requirement| requirement.id == id).unwrap_or_else(|| panic!("no {id}"))
}

fn statement<'a>(check: &'a Check, id: &str) -> &'a str {
    requirement(check, id).parts[0].text.get(Language::En)
}

/// A small catalogue to break: one group with these controls.
fn catalogue(controls: &Value) -> Value {
    json!({ "catalog": {
        "uuid": "00000000-0000-4000-8000-000000000000",
        "metadata": { "title": "Test", "version": "1", "oscal-version": "1.1.2" },
        "groups": [{ "id": "g", "title": "Group", "controls": controls }],
    }})
}

fn control(id: &str) -> Value {
    json!({ "id": id, "title": "Title", "parts": [{ "name": "statement", "prose": "The thing is done." }] })
}

fn bytes(document: &Value) -> Vec<u8> {
    serde_json::to_vec(document).unwrap_or_default()
}

// ---- what becomes of a catalogue ----

#[test]
fn a_catalogue_becomes_a_check() {
    let check = imported(&fixture("edition-1.json"));
    assert_eq!(check.id, "oscal-musterkatalog-dorfwehr-plus-plus-2-0");
    assert_eq!(check.version, "2026-01-05");
    assert_eq!(check.review, Review::Checked);
    assert_eq!(check.source.title, "Musterkatalog Dorfwehr++ 2.0");
    assert_eq!(check.source.publisher, "Musteramt, Referat 1");
    assert_eq!(check.source.licence, "Er ist lizenziert unter CC0 1.0.");
    assert_eq!(check.source.url, "https://example.org/musterkatalog.json");
    assert_eq!(check.audience.de.as_deref(), Some("Rathäuser und kleine Betriebe"));
    assert_eq!(check.title.en, None, "a German catalogue has no English text");
    assert_eq!(check.answers.first(), Some(&AnswerValue::Unknown));

    let topics: Vec<_> = check.topics.iter().map(|topic| (topic.id.as_str(), topic.requirements.len())).collect();
    assert_eq!(topics, [("WACHE", 4), ("MELD", 1)]);
    let titles: Vec<_> = check.requirements().map(|(_, r)| (r.id.as_str(), r.title.get(Language::De), r.top)).collect();
    assert_eq!(
        titles,
        [
            ("WACHE.1.1", "Turm: Turm besetzen", true),
            ("WACHE.2.1", "Tor: Tor schließen", true),
            ("WACHE.2.1.1", "Tor schließen: Riegel prüfen", false),
            ("WACHE.2.2", "Tor: Graben fluten", false),
            ("MELD.1.1", "Alarm: Glocke läuten", false),
        ]
    );
    let tower = requirement(&check, "WACHE.1.1");
    assert_eq!(tower.uuid.to_string(), "5f0e7a10-0000-4000-8000-000000000001");
    assert_eq!(tower.parts[0].text.get(Language::De), "Die Wache MUSS den Turm [regelmäßig] besetzen.");
    assert_eq!(tower.parts[0].help.get(Language::De), "Wer oben steht, sieht zuerst, was kommt.");
    assert_eq!(tower.measure.effort, Some(0));
    assert_eq!(tower.measure.what, tower.parts[0].text);
    let gate = requirement(&check, "WACHE.2.1");
    assert_eq!(gate.parts[0].text.get(Language::De), "Die Wache MUSS das Tor nach Sonnenuntergang schließen.");
}

#[test]
fn parameters_are_inserted_and_items_stand_on_lines() {
    let check = imported(&fixture("parameters.json"));
    assert_eq!(
        statement(&check, "HB-1"),
        "a. Instruct [skipper-defined crew] to:\n\
         1. [double the line within [time period]; call the [harbour master]] when the wind rises; and\n\
         2. Use [hemp / steel] lines by the number of two, three [time period] ;\n\
         (a) Mark them.\n\
         b. Keep [hb-9_unknown] and [loop [hb-1_loop]] and [hb-1_bare] and [time period] and an open insert: param."
            .replace("period] ;", "period];")
    );
    let lines = requirement(&check, "HB-1");
    let help = lines.parts[0].help.get(Language::En);
    assert_eq!(help, "See HB-2 and the guide (https://example.org/guide) for all of this.");
    assert!(lines.top, "priority P1");
    assert_eq!(lines.measure.effort, None);
    assert_eq!(check.title.de, None, "an English catalogue has no German text");
    assert_eq!(check.source.licence, "CC0 1.0 – https://creativecommons.org/publicdomain/zero/1.0/");
    assert_eq!(check.source.publisher, "Harbour Guild");
    assert_eq!(check.id, "oscal-made-up-harbour-controls-revision-2-low", "the minor revision is not part of the id");
}

#[test]
fn withdrawn_and_empty_controls_are_not_asked() {
    let check = imported(&fixture("parameters.json"));
    let ids: Vec<_> = check.requirements().map(|(_, r)| (r.id.as_str(), r.title.get(Language::En))).collect();
    assert_eq!(
        ids,
        [
            ("HB-1", "Mooring Lines"),
            ("HB-1(1)", "Mooring Lines: Spare Lines"),
            ("HB-2(1)", "Lanterns: Red Lanterns"),
            ("HB-3", "The cat has to be fed"),
        ]
    );
    assert_eq!(statement(&check, "HB-3"), "The cat has to be fed", "without a statement the title is asked");
}

#[test]
fn without_uuids_the_control_id_identifies_but_within_its_family_only() {
    let text = String::from_utf8(fixture("parameters.json")).unwrap();
    let one = imported(text.as_bytes());
    let two = imported(text.replace("2.1.4", "2.2.0").replace("Mooring Lines", "Lines for Mooring").as_bytes());
    assert_eq!((&one.id, one.uuid), (&two.id, two.uuid));
    assert_eq!(requirement(&one, "HB-1").uuid, requirement(&two, "HB-1").uuid);
    let other = imported(text.replace("Harbour Controls", "Airport Controls").as_bytes());
    assert_ne!(requirement(&one, "HB-1").uuid, requirement(&other, "HB-1").uuid);
    assert_ne!(one.uuid, other.uuid);
}

#[test]
fn where_others_have_a_uuid_a_bare_id_is_not_trusted() {
    let named = |title: &str| {
        let mut second = control("a-2");
        second["title"] = json!(title);
        let mut first = control("a-1");
        first["props"] = json!([{ "name": "alt-identifier", "value": "5f0e7a10-0000-4000-8000-000000000001" }]);
        imported(&bytes(&catalogue(&json!([first, second]))))
    };
    let uuid = |check: &Check| requirement(check, "a-2").uuid;
    assert_eq!(uuid(&named("Gate")), uuid(&named("Gate")));
    assert_ne!(uuid(&named("Gate")), uuid(&named("Tower")));
}

#[test]
fn labels_that_repeat_give_way_to_control_ids() {
    let mut controls = [control("a-1"), control("a-2")];
    for control in &mut controls {
        control["props"] = json!([{ "name": "label", "value": "A" }]);
    }
    let check = imported(&bytes(&catalogue(&json!(controls))));
    assert!(check.requirements().map(|(_, r)| r.id.as_str()).eq(["a-1", "a-2"]));
}

#[test]
fn groups_without_id_and_controls_without_group_are_kept() {
    let mut document = catalogue(&json!([control("a-1")]));
    document["catalog"]["groups"][0].as_object_mut().unwrap().remove("id");
    let groups = document["catalog"]["groups"].as_array_mut().unwrap();
    groups.push(json!({ "id": "group", "title": "Other", "controls": [control("a-2")] }));
    groups.push(json!({ "title": "Empty" }));
    document["catalog"]["controls"] = json!([control("a-3")]);
    let check = imported(&bytes(&document));
    let topics: Vec<_> = check.topics.iter().map(|topic| topic.id.as_str()).collect();
    assert_eq!(topics, ["catalog", "group-2", "group"]);
}

#[test]
fn characters_that_hide_text_are_dropped() {
    let mut hidden = control("a-1");
    hidden["title"] = json!("Ti\u{202e}t\u{0}le\r\nhere\u{feff}");
    hidden["parts"][0]["prose"] = json!("The\tthing \u{2066}is\u{2069}\r\n\r\n\r\n\r\ndone.\u{7}");
    let check = imported(&bytes(&catalogue(&json!([hidden]))));
    assert_eq!(requirement(&check, "a-1").title.get(Language::En), "Title here");
    assert_eq!(statement(&check, "a-1"), "The thing is\n\ndone.");
}

#[test]
fn the_language_is_stated_or_counted() {
    let mut document = catalogue(&json!([control("a-1")]));
    let guidance = json!({ "name": "guidance", "prose": "Das ist für die Übersetzung und nicht für den Text." });
    document["catalog"]["groups"][0]["controls"][0]["parts"].as_array_mut().unwrap().push(guidance);
    let check = imported(&bytes(&document));
    let question = &requirement(&check, "a-1").parts[0];
    assert!(question.text.en.is_some() && question.text.de.is_none());
    assert!(question.help.de.is_some() && question.help.en.is_none(), "guidance is counted on its own");
    document["catalog"]["metadata"]["language"] = json!("de-AT");
    assert!(imported(&bytes(&document)).title.de.is_some());
    document["catalog"]["metadata"]["language"] = json!("fr");
    assert_eq!(refused(&bytes(&document)), ("oscal-language", "catalog.metadata.language".to_owned()));
}

// ---- a new edition ----

/// An answer to every requirement, different notes so that a mix-up shows.
fn answered(check: &Check) -> BTreeMap<QuestionId, Answer> {
    let values = [AnswerValue::Yes, AnswerValue::Partly, AnswerValue::No, AnswerValue::NotApplicable];
    let questions = check.questions().zip(values.into_iter().cycle());
    questions
        .map(|(placed, value)| {
            let note = placed.requirement.uuid.to_string();
            (placed.question.uuid, Answer { value: Some(value), note, revision: 3, changed_at: None })
        })
        .collect()
}

/// Carries every answer from `old` to `new`, checks that each lands on its requirement, and returns how many did.
fn carried(old: &Check, new: &Check) -> (usize, Vec<RequirementId>) {
    let answers = answered(old);
    let result = carry_over(old, &answers, new);
    for placed in new.questions() {
        if let Some(answer) = result.answers.get(&placed.question.uuid) {
            assert_eq!(answer.note, placed.requirement.uuid.to_string());
            let before = old.requirement(placed.requirement.uuid).unwrap();
            assert_eq!(answer.value, answers[&before.parts[0].uuid].value);
        }
    }
    (result.answers.len(), result.lost)
}

/// Ids which mean another requirement in the new edition.
fn changed_meaning(old: &Check, new: &Check) -> usize {
    let ids: BTreeMap<_, _> = new.requirements().map(|(_, r)| (r.id.as_str(), r.uuid)).collect();
    old.requirements().filter(|(_, r)| ids.get(r.id.as_str()).is_some_and(|uuid| *uuid != r.uuid)).count()
}

#[test]
fn answers_follow_the_requirement_when_ids_change() {
    let (old, new) = (imported(&fixture("edition-1.json")), imported(&fixture("edition-2.json")));
    assert_eq!((&old.id, old.uuid), (&new.id, new.uuid), "a new document uuid and publisher are the same catalogue");
    assert_ne!(old.version, new.version);
    assert_eq!(changed_meaning(&old, &new), 4);
    let (kept, lost) = carried(&old, &new);
    assert_eq!(kept, 4);
    assert_eq!(lost, [requirement(&old, "WACHE.2.2").uuid], "only the ditch is gone");
    let answers = answered(&old);
    let result = carry_over(&old, &answers, &new);
    let gate = requirement(&new, "WACHE.1.1");
    assert!(gate.title.get(Language::De).contains("Tor schließen"));
    assert_eq!(result.answers[&gate.parts[0].uuid].value, Some(AnswerValue::Partly), "it was the second requirement");
    let messenger = requirement(&new, "MELD.1.1");
    assert!(!result.answers.contains_key(&messenger.parts[0].uuid), "the new one starts unanswered");
}

// ---- refusals ----

#[test]
fn other_models_are_refused_by_name() {
    assert_eq!(refused(&fixture("profile.json")), ("oscal-not-a-catalogue", "profile".to_owned()));
    let fault = import(&fixture("profile.json")).unwrap_err();
    assert!(fault.to_string().contains("resolve the profile first"), "{fault}");
    for model in [
        "component-definition",
        "system-security-plan",
        "assessment-plan",
        "assessment-results",
        "plan-of-action-and-milestones",
        "mapping-collection",
    ] {
        let document = json!({ "$schema": "x", model: {} });
        assert_eq!(refused(&bytes(&document)), ("oscal-not-a-catalogue", model.to_owned()));
    }
    for document in [json!({}), json!([]), json!("catalog"), json!({ "controls": [] })] {
        assert_eq!(refused(&bytes(&document)).0, "oscal-not-a-catalogue");
    }
    let refusal = Refusal::from(fault);
    assert_eq!((refusal.code, refusal.parameters[0].0), ("oscal-not-a-catalogue", "place"));
}

#[test]
fn a_hundred_levels_are_refused_with_the_place() {
    let mut group = json!({ "title": "innermost", "controls": [control("a-1")] });
    for _ in 0..99 {
        group = json!({ "title": "t", "groups": [group] });
    }
    let mut document = catalogue(&json!([]));
    document["catalog"]["groups"] = json!([group]);
    let (code, place) = refused(&serde_json::to_vec_pretty(&document).unwrap());
    assert_eq!(code, "oscal-too-deep");
    assert!(place.starts_with("line ") && place.contains(", column "), "{place}");
    let deep = "[".repeat(1_000_000);
    assert_eq!(refused(deep.as_bytes()), ("oscal-too-deep", "line 1, column 65".to_owned()));
    let brackets = json!(["[".repeat(200), "\\\"{".repeat(200)]);
    let mut document = catalogue(&json!([control("a-1")]));
    document["brackets"] = brackets;
    imported(&bytes(&document));
}

#[test]
fn broken_json_is_refused_with_line_and_column() {
    assert_eq!(refused(b"{\n  \"catalog\": {\n    oops\n"), ("oscal-broken-json", "line 3, column 5".to_owned()));
    assert_eq!(refused(b"").0, "oscal-broken-json");
    assert_eq!(refused(b"{\"catalog\": \"\xff\"}").0, "oscal-broken-json");
    let mut cut = fixture("edition-1.json");
    cut.truncate(4_000);
    assert_eq!(refused(&cut).0, "oscal-broken-json");
    let xml = import(b"<?xml version=\"1.0\"?><catalog/>").unwrap_err();
    assert!(xml.to_string().contains("XML"), "{xml}");
    let with_mark = [b"\xEF\xBB\xBF".as_slice(), &fixture("edition-1.json")].concat();
    imported(&with_mark);
}

#[test]
fn missing_and_wrong_fields_are_refused_with_their_path() {
    let mut document = catalogue(&json!([control("a-1"), control("a-2"), control("a-3")]));
    document["catalog"]["groups"][0]["controls"][2].as_object_mut().unwrap().remove("title");
    let place = "catalog.groups[0].controls[2].title".to_owned();
    assert_eq!(refused(&bytes(&document)), ("oscal-missing-field", place.clone()));
    document["catalog"]["groups"][0]["controls"][2]["title"] = json!(" \u{202e} ");
    assert_eq!(refused(&bytes(&document)), ("oscal-missing-field", place.clone()));
    document["catalog"]["groups"][0]["controls"][2]["title"] = json!(7);
    assert_eq!(refused(&bytes(&document)), ("oscal-wrong-type", place));
    let mut document = catalogue(&json!([control("a-1")]));
    document["catalog"]["groups"] = json!({ "id": "g" });
    assert_eq!(refused(&bytes(&document)), ("oscal-wrong-type", "catalog.groups".to_owned()));
    for field in ["title", "version", "oscal-version"] {
        let mut document = catalogue(&json!([control("a-1")]));
        document["catalog"]["metadata"].as_object_mut().unwrap().remove(field);
        assert_eq!(refused(&bytes(&document)), ("oscal-missing-field", format!("catalog.metadata.{field}")));
    }
}

#[test]
fn other_versions_of_oscal_are_refused() {
    for version in ["2.0.0", "1.0.4", "1.3.0", "11.1", "1", "v1.1.2"] {
        let mut document = catalogue(&json!([control("a-1")]));
        document["catalog"]["metadata"]["oscal-version"] = json!(version);
        assert_eq!(refused(&bytes(&document)), ("oscal-version", "catalog.metadata.oscal-version".to_owned()));
    }
    for version in ["1.1.0", "1.1.3", "1.2.0", "1.2.2"] {
        let mut document = catalogue(&json!([control("a-1")]));
        document["catalog"]["metadata"]["oscal-version"] = json!(version);
        imported(&bytes(&document));
    }
}

#[test]
fn duplicates_are_refused_with_both_places() {
    let document = catalogue(&json!([control("a-1"), control("a-2"), control("a-1")]));
    assert_eq!(refused(&bytes(&document)), ("oscal-duplicate", "catalog.groups[0].controls[2].id".to_owned()));
    assert!(import(&bytes(&document)).unwrap_err().detail.contains("catalog.groups[0].controls[0]"));
    let text = String::from_utf8(fixture("edition-1.json")).unwrap();
    let text = text.replace("5f0e7a10-0000-4000-8000-000000000004", "5F0E7A10-0000-4000-8000-000000000001");
    let place = "catalog.groups[1].groups[0].controls[0]".to_owned();
    assert_eq!(refused(text.as_bytes()), ("oscal-duplicate", place));
    let mut document = catalogue(&json!([control("a-1")]));
    let again = json!({ "id": "g", "title": "Again", "controls": [control("a-2")] });
    document["catalog"]["groups"].as_array_mut().unwrap().push(again);
    assert_eq!(refused(&bytes(&document)), ("oscal-duplicate", "catalog.groups[1].id".to_owned()));
}

#[test]
fn nothing_to_ask_is_refused() {
    let mut withdrawn = control("a-1");
    withdrawn["props"] = json!([{ "name": "status", "value": "withdrawn" }]);
    for controls in [json!([]), json!([withdrawn])] {
        assert_eq!(refused(&bytes(&catalogue(&controls))).0, "oscal-empty");
    }
}

#[test]
fn what_is_too_much_is_refused() {
    assert_eq!(refused(&vec![b' '; LARGEST_FILE + 1]), ("oscal-too-large", "file".to_owned()));
    let values = format!("[{}0]", "0,".repeat(oscal::MOST_VALUES));
    assert_eq!(refused(values.as_bytes()).0, "oscal-too-many");
    let many: Vec<Value> = (0..=oscal::MOST_CONTROLS).map(|number| control(&format!("a-{number}"))).collect();
    let place = format!("catalog.groups[0].controls[{}]", oscal::MOST_CONTROLS);
    assert_eq!(refused(&bytes(&catalogue(&json!(many)))), ("oscal-too-many", place));
    let mut long = control("a-1");
    long["parts"][0]["prose"] = json!("ß".repeat(oscal::LONGEST_TEXT + 1));
    let place = "catalog.groups[0].controls[0].parts[0].prose".to_owned();
    assert_eq!(refused(&bytes(&catalogue(&json!([long])))), ("oscal-too-long", place));
    long["parts"][0]["prose"] = json!("ß".repeat(oscal::LONGEST_TEXT));
    imported(&bytes(&catalogue(&json!([long]))));
}

#[test]
fn hostile_texts_are_refused_or_read_to_the_end() {
    let started = Instant::now();
    let insert = |id: usize| format!("{{{{ insert: param, p{id} }}}}");
    let mut doubling = control("a-1");
    let parameters = (0..60).map(|id| json!({ "id": format!("p{id}"), "values": [insert(id + 1).repeat(10)] }));
    doubling["params"] = parameters.collect();
    doubling["parts"][0]["prose"] = json!(insert(0));
    assert_eq!(refused(&bytes(&catalogue(&json!([doubling])))).0, "oscal-too-many");

    // Blanks that come to nothing, read again and again.
    let mut blank = control("a-1");
    blank["params"] = json!([{ "id": "p0", "label": " ".repeat(150_000) }]);
    let prose = json!({ "name": "statement", "prose": insert(0).repeat(900) });
    blank["parts"] = json!(vec![prose; 200]);
    assert_eq!(refused(&bytes(&catalogue(&json!([blank])))).0, "oscal-too-large");

    for text in ["[", "{{", "](", "[a](", "#", "**", "}}", "{{ {{ }}"] {
        let mut odd = control("a-1");
        odd["parts"][0]["prose"] = json!(text.repeat(oscal::LONGEST_TEXT / text.len()));
        match import(&bytes(&catalogue(&json!([odd])))) {
            Ok(check) => assert!(!statement(&check, "a-1").contains("{{")),
            Err(fault) => assert!(matches!(fault.code, "oscal-too-many" | "oscal-too-long"), "{fault}"),
        }
    }
    // Not how fast it is, which says more about the machine: work that grows with the square of these would take hours.
    assert!(started.elapsed() < Duration::from_mins(5), "{:?}", started.elapsed());
}

// ---- the real catalogues ----

const GRUNDSCHUTZ: &str = "oscal-bsi/2026-06-30/Anwenderkataloge/Grundschutz++/Grundschutz++-catalog.json";

/// Topics, requirements, top requirements.
fn shape(check: &Check) -> (usize, usize, usize) {
    let all: Vec<_> = check.requirements().map(|(_, requirement)| requirement).collect();
    (check.topics.len(), all.len(), all.iter().filter(|requirement| requirement.top).count())
}

fn texts_are_readable(check: &Check) {
    for placed in check.questions() {
        for text in [&placed.question.text, &placed.question.help, &placed.requirement.title] {
            let text = text.get(Language::De);
            assert!(!text.contains("{{") && !text.contains("}}"), "{}: {text}", placed.question.id);
            assert!(!text.contains("  "), "{}: {text}", placed.question.id);
        }
        assert!(!placed.question.text.is_empty());
    }
}

#[test]
fn the_real_catalogues_are_imported_completely() {
    let bsi = "oscal-bsi/2026-06-30/Quellkataloge";
    for (path, language, expected) in [
        (GRUNDSCHUTZ.to_owned(), Language::De, (20, 989, 149)),
        (format!("{bsi}/Kernel/BSI-Stand-der-Technik-Kernel-catalog.json"), Language::De, (14, 890, 69)),
        (format!("{bsi}/Methodik-Grundschutz++/BSI-Methodik-Grundschutz++-catalog.json"), Language::De, (5, 95, 76)),
        (
            format!("{bsi}/Risikomanagement/BSI-Anforderungen-zum-Risikomanagement-catalog.json"),
            Language::De,
            (1, 10, 9),
        ),
        (
            "oscal-bsi/2026-06-30/Anwenderkataloge/Mindeststandard-TLS/Entwurf-Mindeststandard-TLS-catalog.json"
                .to_owned(),
            Language::De,
            (3, 17, 6),
        ),
        (
            "oscal-nist/NIST_SP-800-53_rev5_LOW-baseline-resolved-profile_catalog-min.json".to_owned(),
            Language::En,
            (18, 149, 0),
        ),
        ("oscal-nist/examples/basic-catalog.json".to_owned(), Language::En, (2, 4, 0)),
    ] {
        let Some(bytes) = real(&path) else { continue };
        let started = Instant::now();
        let check = imported(&bytes);
        let took = started.elapsed();
        println!("{path}: {:?} in {took:?}, id {}", shape(&check), check.id);
        assert_eq!(shape(&check), expected, "{path}");
        assert!(took < Duration::from_secs(2), "{path}: {took:?}");
        assert!(!check.title.get(language).is_empty() && check.title.language_of(language) == language, "{path}");
        texts_are_readable(&check);
    }
}

#[test]
fn what_is_not_a_catalogue_among_the_real_files_is_refused() {
    for (path, model) in [
        ("oscal-bsi/2026-06-30/Quellkataloge/Methodik-Grundschutz++/Grundschutz++-profile.json", "profile"),
        ("oscal-nist/NIST_SP-800-53_rev5_LOW-baseline_profile.json", "profile"),
        ("oscal-nist/examples/example-component.json", "component-definition"),
        ("oscal-nist/examples/ssp-example.json", "system-security-plan"),
        ("oscal-nist/examples/ifa_assessment-plan-example.json", "assessment-plan"),
        ("oscal-nist/examples/ifa_assessment-results-example.json", "assessment-results"),
        ("oscal-nist/examples/ifa_plan-of-action-and-milestones.json", "plan-of-action-and-milestones"),
    ] {
        if let Some(bytes) = real(path) {
            assert_eq!(refused(&bytes), ("oscal-not-a-catalogue", model.to_owned()), "{path}");
        }
    }
}

#[test]
fn answers_survive_a_renumbered_grundschutz() {
    let Some(bytes) = real(GRUNDSCHUTZ) else { return };
    let old = imported(&bytes);
    let mut document: Value = serde_json::from_slice(&bytes).unwrap();
    let metadata = &mut document["catalog"]["metadata"];
    metadata["version"] = json!("2027-01-01");
    metadata["parties"][0]["name"] = json!("BSI");
    document["catalog"]["uuid"] = json!("00000000-0000-4000-8000-000000000000");
    let mut removed = BTreeSet::new();
    for group in document["catalog"]["groups"].as_array_mut().unwrap() {
        for nested in group["groups"].as_array_mut().unwrap() {
            let prefix = nested["id"].as_str().unwrap().to_owned();
            let controls = nested["controls"].as_array_mut().unwrap();
            // The last becomes the first, the others move down by one; of every long list the second one is dropped.
            controls.rotate_right(1);
            if controls.len() > 8 {
                collect_ids(&controls.remove(1), &mut removed);
            }
            for (index, control) in controls.iter_mut().enumerate() {
                renumber(control, &format!("{prefix}.{}", index + 1));
            }
            let mut added = control(&format!("{prefix}.{}", controls.len() + 1));
            added["props"] = json!([{ "name": "alt-identifier", "value": made_up_uuid(&prefix) }]);
            controls.push(added);
        }
    }
    let new = imported(&serde_json::to_vec(&document).unwrap());
    assert_eq!((&old.id, old.uuid), (&new.id, new.uuid));
    let changed = changed_meaning(&old, &new);
    let (kept, lost) = carried(&old, &new);
    println!("{changed} of 989 ids mean something else, {kept} answers kept, {} lost", lost.len());
    assert!(changed > 400, "{changed}");
    assert!(!removed.is_empty());
    assert_eq!(lost.len(), removed.len());
    assert_eq!(kept, 989 - removed.len());
    let removed_ids: BTreeSet<_> = lost.iter().map(|id| old.requirement(*id).unwrap().id.clone()).collect();
    assert_eq!(removed_ids, removed);
}

fn collect_ids(control: &Value, ids: &mut BTreeSet<String>) {
    ids.extend(control["id"].as_str().map(str::to_owned));
    for nested in control["controls"].as_array().into_iter().flatten() {
        collect_ids(nested, ids);
    }
}

fn renumber(control: &mut Value, id: &str) {
    control["id"] = json!(id);
    if let Some(nested) = control.get_mut("controls").and_then(Value::as_array_mut) {
        for (index, control) in nested.iter_mut().enumerate() {
            renumber(control, &format!("{id}.{}", index + 1));
        }
    }
}

fn made_up_uuid(seed: &str) -> String {
    let hash = seed.bytes().fold(7_u64, |hash, byte| hash.wrapping_mul(31).wrapping_add(u64::from(byte)));
    format!("0d0e0f00-0000-4000-8000-{:012x}", hash & 0xffff_ffff_ffff)
}
