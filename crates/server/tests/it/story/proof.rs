//! What must be true afterwards: everything is there, and once.

use std::collections::BTreeMap;

use ringwall_core::{assessment::AssessmentState, id::TenantId};
use ringwall_store::{Store, noun};
use ringwall_testkit::smtp::SmtpServer;

use super::people::Told;

/// How often each thing of a firm exists.
const ROWS: [(&str, usize); 7] = [
    ("consents", 1),
    ("interviews", 1),
    ("comments", 1),
    ("documents", 1),
    ("requests", 1),
    ("proposals", 1),
    ("appointments", 1),
];

/// How often each event of a firm stands in the audit trail. Looks from outside are not counted: everybody looks as
/// often as pages have to be opened again.
const EVENTS: [(&str, usize); 19] = [
    ("appointment-confirmed", 1),
    ("appointment-proposed", 1),
    ("area-chosen", 1),
    ("assessment-finished", 2),
    ("assessment-repeated", 1),
    ("case-started", 1),
    ("check-started", 1),
    ("consent-given", 1),
    ("consent-revoked", 1),
    ("folder-kept", 1),
    ("help-accepted", 1),
    ("help-asked", 1),
    ("help-proposed", 1),
    ("interview-asked", 1),
    ("interview-begun", 1),
    ("interview-handed-back", 1),
    ("interview-signed", 2),
    ("keeping-asked", 1),
    // Somebody and a day, a file, a comment, done.
    ("measure-changed", 4),
];

pub(super) async fn of_rows(store: &Store, told: &Told, seed: u64) {
    let tenant: TenantId = told.tenant.parse().unwrap();
    let mut reader = store.read().await.unwrap();
    let organisation = reader.organisation(tenant).await.unwrap().expect("the organisation");
    assert!(organisation.kept_at.is_some(), "seed {seed}: it is kept");
    for (name, times) in ROWS {
        let rows = reader.records(tenant, noun(name).unwrap()).await.unwrap();
        assert_eq!(rows.len(), times, "seed {seed}: {name} of {tenant}: {rows:?}");
    }
    let heads = reader.assessments_of(tenant).await.unwrap();
    let finished = heads.iter().filter(|head| head.state == AssessmentState::Finished).count();
    assert_eq!((heads.len(), finished), (3, 2), "seed {seed}: the check, the talk, the repeat of the talk");
    for head in &heads {
        let found = reader.assessment_by_id(tenant, head.id).await.unwrap().unwrap();
        assert_eq!(found.answers.len(), told.questions, "seed {seed}: every answer of {} is there", head.id);
    }
    let mut events: BTreeMap<String, usize> = BTreeMap::new();
    for line in reader.audit_of(tenant, 1_000).await.unwrap() {
        *events.entry(line.event).or_default() += 1;
    }
    let expected: BTreeMap<String, usize> = EVENTS.iter().map(|(event, times)| ((*event).to_owned(), *times)).collect();
    events.remove("data-read");
    assert_eq!(events, expected, "seed {seed}: the trail of {tenant}");
}

/// After dropping copies by Message-ID there is each letter of the story once, and no other.
pub(super) fn of_letters(smtp: &SmtpServer, told: &Told, seed: u64) {
    let mut left: Vec<(String, String)> = Vec::new();
    let readers: Vec<&String> = told.letters.iter().map(|(to, _)| to).collect();
    for letter in smtp.distinct() {
        if readers.contains(&&letter.to) {
            left.push((letter.to.clone(), letter.subject()));
        }
    }
    for (to, subject) in &told.letters {
        let at = left.iter().position(|(reader, found)| reader == to && found.starts_with(subject));
        let at = at.unwrap_or_else(|| panic!("seed {seed}: no letter to {to}: {subject}; left: {left:#?}"));
        left.remove(at);
    }
    assert!(left.is_empty(), "seed {seed}: letters nobody asked for: {left:#?}");
}

/// The trail of the whole installation, and how much there is of everything.
pub(super) async fn of_the_whole(store: &Store, casts: usize, seed: u64) {
    let verified = store.verify_audit(None).await.unwrap();
    assert!(verified.is_ok_and(|head| head.is_some()), "seed {seed}: the chain of the audit trail holds");
    let mut reader = store.read().await.unwrap();
    let organisations = usize::try_from(reader.counts().await.unwrap().organisations).unwrap();
    assert_eq!(organisations, casts, "seed {seed}: no folder was begun twice");
    assert_eq!(reader.regions().await.unwrap().len(), casts, "seed {seed}: regions");
    assert_eq!(reader.areas().await.unwrap().len(), casts, "seed {seed}: areas");
}
