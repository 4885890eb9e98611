//! `ringwall check`, run as people run it: the program, a file, its output and exit code.
//!
//! The arithmetic is compared with `../cases/din-spec-27076.json`, which `../cases/generate.py` computed from the prose
//! of the rule without a look at the program.
#![cfg(test)]

use std::{
    path::PathBuf,
    process::{Command, Output},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use serde_json::{Value, json};
use tempfile::TempDir;

const TABLE: &str = include_str!("../cases/din-spec-27076.json");

fn ringwall(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ringwall")).args(arguments).output().expect("the program starts")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("output is UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("messages are UTF-8")
}

/// A folder that disappears with the test, and files in it.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn put(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::write(&path, content).expect("a file can be written");
        path.to_str().expect("a plain path").to_owned()
    }

    fn check(&self, content: impl AsRef<[u8]>, more: &[&str]) -> Output {
        let file = self.put("input.json", content);
        ringwall(&[&["check", file.as_str()], more].concat())
    }

    fn result(&self, input: &Value) -> Value {
        let output = self.check(input.to_string(), &["--format", "json"]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        serde_json::from_str(&stdout(&output)).expect("output is JSON")
    }

    /// Exit code 2, nothing on standard output, and exactly these faults: each a line that names all its words.
    fn refuses(&self, content: impl AsRef<[u8]>, faults: &[&[&str]]) {
        let content = content.as_ref();
        let output = self.check(content, &["--format", "json"]);
        let messages = stderr(&output);
        let shown = String::from_utf8_lossy(content).chars().take(300).collect::<String>();
        assert_eq!(output.status.code(), Some(2), "{shown}\n{messages}");
        assert_eq!(stdout(&output), "", "a refused file gives no result: {shown}");
        assert!(!messages.contains("panicked"), "{messages}");
        for words in faults {
            assert!(
                messages.lines().any(|line| words.iter().all(|word| line.contains(word))),
                "no line names all of {words:?} for {shown}\n{messages}"
            );
        }
        let lines: Vec<&str> = messages.lines().filter(|line| !line.trim().is_empty()).collect();
        assert_eq!(lines.len(), faults.len(), "one line per fault for {shown}\n{messages}");
    }
}

fn input(answers: &Value) -> Value {
    json!({ "check": "cyberrisikocheck", "language": "de", "organisation": { "kind": "company" }, "answers": answers })
}

/// Every question answered alike, then some otherwise; `null` leaves one out.
fn answers(base: &Value, otherwise: &Value) -> Value {
    let table: Value = serde_json::from_str(TABLE).expect("the table is JSON");
    let questions = table["questions"].as_array().expect("questions");
    let answer = |question: &Value| {
        let id = question.as_str().expect("an id");
        (id.to_owned(), otherwise.get(id).unwrap_or(base).clone())
    };
    questions.iter().map(answer).filter(|(_, answer)| !answer.is_null()).collect()
}

/// What differs between the result and the table, in words.
fn differences(ids: &[Value], expected: &Value, result: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut compare = |what: &str, expected: &Value, got: Option<&Value>| {
        if got.unwrap_or(&Value::Null) != expected {
            found.push(format!("{what}: expected {expected}, got {got:?}"));
        }
    };
    for key in ["complete", "points", "raw", "maximum"] {
        compare(key, &expected[key], result.get(key));
    }
    for (area, counts) in expected["areas"].as_object().expect("areas") {
        let got = &result["areas"][area];
        let got = json!(format!("{}/{}", got["fulfilled"], got["relevant"]));
        compare(area, counts, Some(&got));
    }
    compare("number of areas", &json!(6), Some(&json!(result["areas"].as_object().map_or(0, serde_json::Map::len))));
    compare(
        "number of requirements",
        &json!(27),
        Some(&json!(result["requirements"].as_object().map_or(0, serde_json::Map::len))),
    );
    let letters = expected["requirements"].as_str().expect("letters");
    for (id, letter) in ids.iter().zip(letters.chars()) {
        let id = id.as_str().expect("an id");
        let word = match letter {
            'F' => "fulfilled",
            'O' => "open",
            'N' => "not-applicable",
            _ => "unanswered",
        };
        compare(id, &json!(word), result["requirements"].get(id));
    }
    compare("top_open", &expected["top_open"], result.get("top_open"));
    let mut unanswered: Vec<&str> =
        result["unanswered"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    unanswered.sort_unstable();
    compare("unanswered", &expected["unanswered"], Some(&json!(unanswered)));
    // What is open has a measure, what is not has none, and TOP comes first.
    let measures: Vec<&str> =
        result["measures"].as_array().into_iter().flatten().filter_map(|one| one["requirement"].as_str()).collect();
    let mut open: Vec<&str> = ids
        .iter()
        .zip(letters.chars())
        .filter(|(_, letter)| *letter == 'O')
        .filter_map(|(id, _)| id.as_str())
        .collect();
    let top: Vec<&str> = expected["top_open"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    if !measures.iter().take(top.len()).all(|id| top.contains(id)) {
        found.push(format!("measures: {top:?} must come first in {measures:?}"));
    }
    let mut sorted = measures.clone();
    sorted.sort_unstable();
    open.sort_unstable();
    if sorted != open {
        found.push(format!("measures: expected those of {open:?}, got {sorted:?}"));
    }
    found
}

#[test]
fn the_arithmetic_agrees_with_the_table_computed_independently() {
    let table: Value = serde_json::from_str(TABLE).expect("the table is JSON");
    let cases = table["cases"].as_array().expect("cases");
    let ids = table["requirements"].as_array().expect("requirements");
    assert!(cases.len() >= 240, "the table shrank to {} cases", cases.len());
    let next = AtomicUsize::new(0);
    let failures = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                let desk = Desk::new();
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let output =
                        desk.check(input(&answers(&case["base"], &case["answers"])).to_string(), &["--format", "json"]);
                    let result = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
                    let mut found = differences(ids, &case["expect"], &result);
                    if output.status.code() != Some(0) {
                        found.push(format!("exit {:?}: {}", output.status.code(), stderr(&output)));
                    }
                    if !found.is_empty() {
                        let name = &case["name"];
                        failures
                            .lock()
                            .expect("no thread failed")
                            .push(format!("{name}\n    {}", found.join("\n    ")));
                    }
                }
            });
        }
    });
    let failures = failures.into_inner().expect("no thread failed");
    let count = failures.len();
    assert!(count == 0, "{count} of {} cases differ:\n{}", cases.len(), failures[..count.min(12)].join("\n"));
}

#[test]
fn the_order_of_answers_in_the_file_is_irrelevant() {
    let desk = Desk::new();
    let forward = answers(&json!("yes"), &json!({ "crc-25.0": "no", "crc-01.1": "no", "crc-11.0": "unknown" }));
    let backward: serde_json::Map<String, Value> =
        forward.as_object().unwrap().iter().rev().map(|(id, answer)| (id.clone(), answer.clone())).collect();
    assert_ne!(forward.to_string(), json!(backward).to_string());
    assert_eq!(desk.result(&input(&forward)), desk.result(&input(&json!(backward))));
}

#[test]
fn an_incomplete_check_names_what_is_missing_and_gives_no_points() {
    let desk = Desk::new();
    let result = desk.result(&input(&json!({ "crc-01.1": "yes" })));
    assert_eq!(result["complete"], json!(false));
    assert!(result.get("points").is_none_or(Value::is_null), "{result}");
    assert!(result.get("raw").is_none_or(Value::is_null), "{result}");
    assert_eq!(result["unanswered"].as_array().unwrap().len(), 53);
    let text = stdout(&desk.check(input(&json!({ "crc-01.1": "yes" })).to_string(), &["--format", "text"]));
    assert!(text.contains("crc-27.1"), "the text names what is missing:\n{text}");
    assert!(!text.contains("0 von 37"), "an incomplete check gives no points:\n{text}");
}

#[test]
fn facts_about_the_organisation_are_optional_but_kind() {
    let desk = Desk::new();
    let mut full = input(&answers(&json!("no"), &json!({})));
    full["organisation"] = json!({ "name": "Bäckerei Beispiel", "kind": "company", "employees": 12, "sector": "crafts-food", "town": "Kalletal" });
    let result = desk.result(&full);
    assert_eq!(result["complete"], json!(true));
    assert!(result["risks"].as_array().unwrap().len() >= 10, "{}", result["risks"]);
    desk.result(&input(&answers(&json!("no"), &json!({}))));
    full["organisation"] = json!({ "name": "Bäckerei Beispiel" });
    desk.refuses(full.to_string(), &[&["organisation", "kind"]]);
}

#[test]
fn the_short_check_and_the_one_for_town_halls_run_too() {
    let desk = Desk::new();
    for (check, kind, good) in [("kurzcheck", "company", "yes"), ("kommune", "municipality", "not-applicable")] {
        let template: Value = serde_json::from_str(&stdout(&ringwall(&["check", "--template", check]))).unwrap();
        let empty = desk.result(&template);
        let mut filled = template.clone();
        filled["organisation"] = json!({ "kind": kind });
        // A status question knows no "not-applicable": those that refuse it get a plain yes.
        filled["answers"] = empty["unanswered"]
            .as_array()
            .unwrap()
            .iter()
            .map(|id| (id.as_str().unwrap().to_owned(), json!(good)))
            .collect();
        let output = desk.check(filled.to_string(), &["--format", "json"]);
        for line in stderr(&output).lines() {
            for id in empty["unanswered"].as_array().unwrap().iter().filter_map(Value::as_str) {
                if line.contains(&format!("answers.{id}"))
                    || line.contains(&format!("\"{id}\""))
                    || line.contains(&format!("{id}:"))
                {
                    filled["answers"][id] = json!("yes");
                }
            }
        }
        let result = desk.result(&filled);
        assert_eq!(result["complete"], json!(true), "{check}: {}", result["unanswered"]);
        assert_eq!(result["top_open"], json!([]), "{check}");
    }
}

#[test]
fn the_list_names_every_shipped_check() {
    let output = ringwall(&["check", "--list"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let list = stdout(&output);
    for id in ["cyberrisikocheck", "kommune", "kurzcheck"] {
        assert_eq!(list.lines().filter(|line| line.contains(id)).count(), 1, "{id} in\n{list}");
    }
}

#[test]
fn a_template_is_an_input_that_is_accepted_as_incomplete() {
    let desk = Desk::new();
    for check in ["cyberrisikocheck", "kommune", "kurzcheck"] {
        let output = ringwall(&["check", "--template", check]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let template: Value = serde_json::from_str(&stdout(&output)).expect("a template is JSON");
        assert_eq!(template["check"], json!(check));
        let result = desk.result(&template);
        assert_eq!(result["complete"], json!(false));
        if check == "cyberrisikocheck" {
            assert_eq!(result["unanswered"].as_array().unwrap().len(), 54);
            for id in ["crc-01.1", "crc-11.0", "crc-25.3", "crc-27.1"] {
                assert!(stdout(&output).contains(id), "a template shows where answers go: {id}");
            }
        }
    }
    let output = ringwall(&["check", "--template", "cyberrisikochek"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("cyberrisikocheck"), "it suggests what was meant: {}", stderr(&output));
}

#[test]
fn a_wrong_file_gets_one_sentence_per_fault_with_its_place() {
    let desk = Desk::new();
    let good = || input(&json!({ "crc-01.1": "yes" }));
    let with = |key: &str, value: Value| {
        let mut changed = good();
        changed[key] = value;
        changed.to_string()
    };
    let without = |key: &str| {
        let mut changed = good();
        changed.as_object_mut().unwrap().shift_remove(key);
        changed.to_string()
    };

    desk.refuses(with("answers", json!({ "crc-99.1": "yes" })), &[&["answers", "crc-99.1"]]);
    desk.refuses(with("answers", json!({ "crc-1.1": "yes" })), &[&["answers", "crc-1.1", "did you mean"]]);
    desk.refuses(with("answers", json!({ "crc-01.1": "ja" })), &[&["crc-01.1", "ja", "yes", "no", "unknown"]]);
    desk.refuses(with("answers", json!({ "crc-01.1": "partly" })), &[&["crc-01.1", "partly"]]);
    desk.refuses(with("answers", json!({ "crc-07.0": "not-applicable" })), &[&["crc-07.0", "not-applicable"]]);
    desk.refuses(with("answers", json!({ "crc-01.1": true })), &[&["crc-01.1"]]);
    desk.refuses(with("answers", json!({ "crc-01.1": 1 })), &[&["crc-01.1"]]);
    desk.refuses(with("answers", json!(["yes"])), &[&["answers"]]);
    desk.refuses(with("answers", json!("yes")), &[&["answers"]]);
    desk.refuses(with("check", json!("cyberrisikochek")), &[&["check", "cyberrisikochek", "cyberrisikocheck"]]);
    desk.refuses(with("check", json!(27076)), &[&["check"]]);
    desk.refuses(without("check"), &[&["check"]]);
    desk.refuses(with("language", json!("fr")), &[&["language", "de", "en"]]);
    desk.refuses(with("anwsers", json!({})), &[&["anwsers", "answers"]]);
    desk.refuses(with("organisation", json!({ "kind": "company", "employes": 12 })), &[&["employes", "employees"]]);
    desk.refuses(with("organisation", json!({ "kind": "firm" })), &[&["organisation", "kind", "firm"]]);
    desk.refuses(with("organisation", json!({ "name": "Ohne Art" })), &[&["organisation", "kind"]]);
    desk.refuses(with("organisation", json!({ "kind": "company", "employees": "zwölf" })), &[&["employees"]]);
    desk.refuses(with("organisation", json!({ "kind": "company", "employees": -1 })), &[&["employees"]]);
    desk.refuses(with("organisation", json!({ "kind": "company", "employees": 1_000_001 })), &[&["employees"]]);
    desk.refuses(with("organisation", json!({ "kind": "company", "employees": 1e300 })), &[&["employees"]]);
    desk.refuses(with("organisation", json!({ "kind": "company", "name": "x".repeat(201) })), &[&["name"]]);
    desk.refuses(with("organisation", json!({ "kind": "company", "name": "a\u{202e}b" })), &[&["name"]]);
    desk.refuses(with("organisation", json!("company")), &[&["organisation"]]);
    desk.refuses("[]", &[&[]]);
    desk.refuses("\"cyberrisikocheck\"", &[&[]]);
    desk.refuses("null", &[&[]]);
}

#[test]
fn several_faults_are_named_at_once() {
    let desk = Desk::new();
    let wrong = json!({
        "check": "cyberrisikocheck",
        "language": "fr",
        "organisation": { "kind": "firm", "employees": -3 },
        "answers": { "crc-01.1": "ja", "crc-77.7": "yes", "crc-02.1": "yes" },
    });
    desk.refuses(
        wrong.to_string(),
        &[&["language"], &["kind", "firm"], &["employees"], &["crc-01.1", "ja"], &["crc-77.7"]],
    );
}

#[test]
fn a_file_that_is_not_json_is_refused_with_line_and_column() {
    let desk = Desk::new();
    desk.refuses("{\n  \"check\": \"cyberrisikocheck\",\n  \"answers\": {\n    oops\n", &[&["4", "5"]]);
    desk.refuses("", &[&["1"]]);
    desk.refuses(b"\xff\xfe\x00".as_slice(), &[&[]]);
    desk.refuses("[".repeat(5_000), &[&["1", "column"]]);
}

#[test]
fn a_sector_that_does_not_exist_is_refused() {
    let mut wrong = input(&json!({}));
    wrong["organisation"]["sector"] = json!("alchemy");
    Desk::new().refuses(wrong.to_string(), &[&["organisation.sector", "alchemy"]]);
}

#[test]
fn nothing_in_the_file_is_said_twice() {
    let desk = Desk::new();
    let twice = r#"{"check":"cyberrisikocheck","organisation":{"kind":"company"},"answers":{"crc-01.1":"yes","crc-01.1":"no"}}"#;
    desk.refuses(twice, &[&["crc-01.1"]]);
    let twice = r#"{"check":"kurzcheck","organisation":{"kind":"company"},"answers":{"kurz-01.1":"yes"},"answers":{}}"#;
    desk.refuses(twice, &[&["answers"]]);
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let desk = Desk::new();
    let missing = desk.path("nothing-here.json");
    let output = ringwall(&["check", missing.to_str().unwrap(), "--format", "json"]);
    assert_ne!(output.status.code(), Some(0));
    assert!(stderr(&output).contains("nothing-here.json"), "{}", stderr(&output));
    let output = ringwall(&["check", desk.0.path().to_str().unwrap()]);
    assert_ne!(output.status.code(), Some(0), "a folder is not a file");
    assert!(!stderr(&output).contains("panicked"), "{}", stderr(&output));
}

#[test]
fn without_a_file_the_program_says_what_it_needs() {
    let output = ringwall(&["check"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("FILE"), "{}", stderr(&output));
}

#[test]
fn the_text_speaks_the_language_of_the_file_or_of_the_flag() {
    let desk = Desk::new();
    let met = answers(&json!("yes"), &json!({ "crc-11.0": "no", "crc-10.1": "no" }));
    let german = stdout(&desk.check(input(&met).to_string(), &[]));
    assert!(german.contains("30 von 37 Punkten"), "{german}");
    assert!(german.find("crc-11").is_some_and(|top| german.find("crc-10").is_none_or(|other| top < other)), "{german}");
    let english = stdout(&desk.check(input(&met).to_string(), &["--lang", "en", "--format", "text"]));
    assert!(english.contains("30 of 37 points"), "{english}");
    let mut own = input(&met);
    own["language"] = json!("en");
    assert_eq!(stdout(&desk.check(own.to_string(), &[])), english);
    for text in [&german, &english] {
        assert!(!text.contains('{') && !text.contains("\u{2068}"), "no placeholder, no invisible marks:\n{text}");
    }
}

#[test]
fn json_is_the_same_in_every_language_where_it_counts() {
    let desk = Desk::new();
    let mut asked = input(&answers(&json!("no"), &json!({})));
    let german = desk.result(&asked);
    asked["language"] = json!("en");
    let english = desk.result(&asked);
    for key in ["points", "raw", "maximum", "areas", "requirements", "top_open", "unanswered"] {
        assert_eq!(german[key], english[key], "{key}");
    }
    let order = |result: &Value| {
        result["measures"].as_array().unwrap().iter().map(|one| one["requirement"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(order(&german), order(&english));
}

#[test]
fn a_report_as_pdf_lies_where_it_was_asked_for() {
    let desk = Desk::new();
    for (language, answer) in [("de", "no"), ("en", "yes")] {
        let report = desk.path(&format!("{language}.pdf"));
        let asked = input(&answers(&json!(answer), &json!({}))).to_string();
        let output = desk.check(asked, &["--lang", language, "--pdf", report.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let bytes = std::fs::read(&report).expect("the report was written");
        assert!(bytes.starts_with(b"%PDF-"), "a PDF starts like one");
        assert!(bytes.len() > 20_000, "{} bytes are too few for a report", bytes.len());
    }
    let nowhere = desk.path("no/such/folder/report.pdf");
    let output =
        desk.check(input(&answers(&json!("no"), &json!({}))).to_string(), &["--pdf", nowhere.to_str().unwrap()]);
    assert_ne!(output.status.code(), Some(0));
    assert!(stderr(&output).contains("report.pdf"), "{}", stderr(&output));
    assert!(!stderr(&output).contains("panicked"), "{}", stderr(&output));
}
