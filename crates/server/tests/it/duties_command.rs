//! `ringwall duties`, run as people run it: the program, a file, its output and exit code. What follows from which facts is
//! tested in `content`.
#![cfg(test)]

use std::process::{Command, Output};

use serde_json::{Value, json};

fn duties(content: &str, more: &[&str]) -> Output {
    let desk = tempfile::tempdir().expect("a temporary folder");
    let file = desk.path().join("incident.json");
    std::fs::write(&file, content).expect("a file can be written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_ringwall"));
    command.arg("duties").arg(&file).args(more).output().expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("output is UTF-8")
}

fn friday() -> Value {
    json!({
        "organisation": {
            "kind": "company", "land": "NW", "employees": 60, "turnover_eur": 12_000_000, "balance_eur": "unknown",
            "bsig_sector": "annex-2", "special_kind": "none", "kritis_operator": false, "dora_entity": false,
            "cyber_policy": true, "insurer_hotline": "+49 221 5550100",
        },
        "incident": {
            "kind": "ransomware", "aware_at": "2026-03-27T17:10:00+01:00", "significant": true, "personal_data": "unknown",
            "role": "controller", "reports": [{ "rule": "R10", "sent_at": "2026-03-28T09:00:00Z" }],
        },
    })
}

#[test]
fn a_document_says_who_is_told_by_when_and_why() {
    let output = duties(&friday().to_string(), &["--format", "json", "--lang", "en"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let document: Value = serde_json::from_slice(&output.stdout).expect("output is JSON");
    assert!(document["rule_set"].as_str().is_some_and(|version| !version.is_empty()));
    let all = document["duties"].as_array().expect("a list");
    let one =
        |rule: &str| all.iter().find(|duty| duty["rule"] == rule).unwrap_or_else(|| panic!("no {rule} in {all:#?}"));
    let first = one("R10");
    assert_eq!(first["kind"], "mandatory");
    assert_eq!(first["deadline"], "2026-03-28T17:10:00+01:00");
    assert_eq!(first["sent_at"], "2026-03-28T10:00:00+01:00");
    assert_eq!(first["unknown"], json!([]));
    assert_eq!(
        first["because"],
        "Because you are a company, you are not a financial entity, your sector is in annex 2 of the BSI Act, you have 60 \
         employees and the incident is significant."
    );
    // 72 hours over the night in which the clocks go forward.
    assert_eq!(one("R11")["deadline"], "2026-03-30T18:10:00+02:00");
    let breach = one("R03");
    assert_eq!((&breach["kind"], &breach["unknown"]), (&json!("provisional"), &json!(["personal_data"])));
    assert!(breach["to"].as_str().is_some_and(|to| to.starts_with("LDI NRW")));
    assert_eq!(one("R60")["to"], "your cyber insurer (+49 221 5550100)");
    let told = one("R04");
    assert_eq!(told["unknown"], json!(["art34_exception", "personal_data", "risk"]));
    assert!(
        told["would_change"].as_array().is_some_and(|changes| {
            changes.contains(&json!({ "fact": "personal_data", "value": false, "becomes": null }))
        }),
        "{told:#}"
    );
}

#[test]
fn people_read_german_and_what_is_not_checked_says_so() {
    let output = duties(&friday().to_string(), &[]);
    let said = text(&output.stdout);
    for line in [
        "R10  Frühe Erstmeldung an das BSI: Pflicht, erledigt am",
        "Weil noch offen ist, ob persönliche Daten betroffen sind.",
        "Von Fachleuten noch zu prüfen.",
        "Keine Rechtsberatung.",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
}

#[test]
fn what_does_not_fit_is_named_with_its_place() {
    let twice = r#"{"organisation": {"kind": "company", "kind": "municipality"}, "incident": {"aware_at": "2026-03-27T17:10:00Z"}}"#;
    let mut misspelt = friday();
    misspelt["incident"]["personal_date"] = json!(true);
    let mut word = friday();
    word["incident"]["significant"] = json!("perhaps");
    let mut local = friday();
    local["incident"]["aware_at"] = json!("2026-03-27T17:10:00");
    for (content, part) in [
        ("{".to_owned(), "line 1"),
        (twice.to_owned(), "kind"),
        (misspelt.to_string(), "personal_date"),
        (word.to_string(), "expected a value of this field, \"unknown\" or null"),
        (local.to_string(), "line 1"),
        ("[]".to_owned(), "line 1"),
    ] {
        let output = duties(&content, &["--format", "json"]);
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{content}\n{said}");
        assert!(said.contains(part) && said.contains("incident.json"), "{content}\n{said}");
        assert!(output.stdout.is_empty());
    }
}
