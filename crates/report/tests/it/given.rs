//! Dossiers for tests and benches: shipped checks with generated answers, and an imported catalogue of any size.

use std::{collections::BTreeMap, sync::Arc};

use jiff::{Timestamp, civil::Date};
use ringwall_content::Content;
use ringwall_core::{
    assessment::{Answer, Assessment, AssessmentState},
    check::{AnswerValue, Check, Measure, Partly, Question, Requirement, Review, Scoring, Source, Topic},
    dossier::{Dossier, FORMAT},
    id::{AssessmentId, CheckDigest, QuestionId, RequirementId},
    language::{Language, Localised},
    organisation::{Organisation, OrganisationKind},
    plan::{MeasureStatus, PlanItem},
    risk::{Treatment, TreatmentKind},
};
use uuid::Uuid;

/// The assessment every dossier has.
pub(crate) const NOW: AssessmentId = AssessmentId(Uuid::from_u128(2));
/// The one it repeats, where there is one.
pub(crate) const THEN: AssessmentId = AssessmentId(Uuid::from_u128(1));

/// The day on which reports are made.
pub(crate) fn today() -> Date {
    jiff::civil::date(2026, 11, 23)
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A bakery in Kalletal.
pub(crate) fn bakery() -> Organisation {
    Organisation {
        name: Some("Bäckerei Morgenrot GmbH & Co. KG".into()),
        employees: Some(12),
        sector: Some("crafts-food".into()),
        town: Some("Kalletal".into()),
        ..Organisation::of(OrganisationKind::Company)
    }
}

/// A town hall.
pub(crate) fn town_hall() -> Organisation {
    Organisation {
        name: Some("Gemeinde Musterfelde".into()),
        employees: Some(85),
        sector: Some("public-administration".into()),
        town: Some("Musterfelde".into()),
        ..Organisation::of(OrganisationKind::Municipality)
    }
}

/// An answer for every question; `good` of ten are yes, the rest no, "I don't know", partly or not applicable.
pub(crate) fn answers(check: &Check, good: usize) -> BTreeMap<QuestionId, Answer> {
    let mut answers = BTreeMap::new();
    for (index, placed) in check.questions().enumerate() {
        let allowed = check.allowed(placed.status.is_some());
        let spread = (index * 7 + index / 10 * 3) % 10;
        let value = if spread < good { AnswerValue::Yes } else { allowed[(index * 5) % allowed.len()] };
        answers.insert(placed.question.uuid, Answer { value: Some(value), revision: 1, ..Answer::default() });
    }
    answers
}

/// The same answer everywhere.
pub(crate) fn all(check: &Check, value: AnswerValue) -> BTreeMap<QuestionId, Answer> {
    check
        .questions()
        .map(|placed| {
            let value = if placed.status.is_some() { AnswerValue::Yes } else { value };
            (placed.question.uuid, Answer { value: Some(value), revision: 1, ..Answer::default() })
        })
        .collect()
}

fn assessment(id: AssessmentId, digest: &CheckDigest, answers: BTreeMap<QuestionId, Answer>, day: &str) -> Assessment {
    Assessment {
        id,
        check: digest.clone(),
        state: AssessmentState::Finished,
        started_at: at(&format!("{day}T08:00:00Z")),
        finished_at: Some(at(&format!("{day}T09:30:00Z"))),
        previous: None,
        not_carried_over: Vec::new(),
        answers,
    }
}

/// A finished assessment of this check.
pub(crate) fn dossier(
    check: Arc<Check>,
    digest: &CheckDigest,
    organisation: Organisation,
    answers: BTreeMap<QuestionId, Answer>,
) -> Dossier {
    Dossier {
        format: FORMAT.to_owned(),
        exported_at: at("2026-11-23T12:00:00Z"),
        language: Language::De,
        organisation,
        checks: BTreeMap::from([(digest.clone(), check)]),
        assessments: vec![assessment(NOW, digest, answers, "2026-11-20")],
        plan: Vec::new(),
        treatments: Vec::new(),
    }
}

/// A finished assessment of a shipped check with mixed answers.
pub(crate) fn shipped(content: &Content, id: &str, organisation: Organisation) -> Dossier {
    let edition = content.check(id).unwrap();
    dossier(edition.check.clone(), &edition.digest, organisation, answers(&edition.check, 6))
}

/// The same after an earlier one, with a plan and decisions about risks.
pub(crate) fn with_history(content: &Content, id: &str, organisation: Organisation) -> Dossier {
    let mut dossier = shipped(content, id, organisation);
    let edition = content.check(id).unwrap();
    let mut before = answers(&edition.check, 3);
    for (index, answer) in before.values_mut().enumerate() {
        if index % 9 == 0 {
            answer.value = Some(AnswerValue::Yes);
        }
    }
    dossier.assessments.insert(0, assessment(THEN, &edition.digest, before, "2026-02-11"));
    dossier.assessments[1].previous = Some(THEN);
    for (index, (_, requirement)) in edition.check.requirements().enumerate() {
        let item = PlanItem { revision: 1, ..PlanItem::untouched(requirement.uuid) };
        dossier.plan.push(match index % 5 {
            0 => PlanItem {
                status: MeasureStatus::InProgress,
                owner: "Frau Yılmaz".into(),
                due: Some(jiff::civil::date(2027, 1, 31)),
                ..item
            },
            1 => PlanItem { status: MeasureStatus::Done, done_at: Some(at("2026-06-01T10:00:00Z")), ..item },
            2 => PlanItem {
                status: MeasureStatus::NotForUs,
                reason: "Das Gerät wird im Frühjahr ersetzt; bis dahin bleibt es vom Netz getrennt.".into(),
                ..item
            },
            3 => PlanItem { owner: "IT-Dienstleister".into(), note: "Angebot liegt vor.".into(), ..item },
            _ => continue,
        });
    }
    for (risk, kind) in [
        ("ransomware", TreatmentKind::Reduce),
        ("provider-outage", TreatmentKind::Transfer),
        ("lost-device", TreatmentKind::Accept),
    ] {
        dossier.treatments.push(Treatment {
            risk: risk.into(),
            kind,
            reason: "Die Geräte sind verschlüsselt; ein Verlust kostet vor allem Geld.".into(),
            person: "Herr Kowalski".into(),
            decided_on: Some(jiff::civil::date(2026, 11, 21)),
            revision: 1,
            changed_at: None,
        });
    }
    dossier
}

/// Answers some of the questions only.
pub(crate) fn incomplete(mut dossier: Dossier) -> Dossier {
    let assessment = dossier.assessments.last_mut().unwrap();
    let kept = assessment.answers.len() / 2;
    let check = dossier.checks[&assessment.check].clone();
    for placed in check.questions().skip(kept) {
        assessment.answers.remove(&placed.question.uuid);
    }
    assessment.state = AssessmentState::Draft;
    assessment.finished_at = None;
    dossier
}

/// Gives every answer this note.
pub(crate) fn with_notes(mut dossier: Dossier, note: &str) -> Dossier {
    for answer in dossier.assessments.last_mut().unwrap().answers.values_mut() {
        note.clone_into(&mut answer.note);
    }
    dossier
}

/// A catalogue as an importer leaves it: English only, no measures, no risks, `count` requirements in `topics` topics.
pub(crate) fn catalogue(count: u32, topics: u32) -> Check {
    let per_topic = count.div_ceil(topics);
    let requirement = |number: u32| {
        let text = format!(
            "The organisation documents, reviews and approves procedure {number} at planned intervals and keeps \
             records of it that are protected against loss, change and unauthorised access."
        );
        Requirement {
            uuid: RequirementId(Uuid::from_u128(0x1000_0000 + u128::from(number))),
            id: format!("ac-{}.{}", number / 20 + 1, number % 20 + 1),
            title: Localised::only(Language::En, format!("Account management procedure {number}")),
            top: false,
            status: Vec::new(),
            parts: vec![Question {
                uuid: QuestionId(Uuid::from_u128(0x2000_0000 + u128::from(number))),
                id: format!("ac-{number}_smt"),
                text: Localised::only(Language::En, text),
                help: Localised::default(),
                example: Localised::default(),
            }],
            measure: Measure::default(),
            risks: Vec::new(),
        }
    };
    Check {
        id: "imported".into(),
        uuid: Uuid::from_u128(7),
        version: "5.1.1".into(),
        minutes: None,
        answers: AnswerValue::ALL.to_vec(),
        kinds: Vec::new(),
        review: Review::Checked,
        source: Source {
            title: "Sample OSCAL catalogue".into(),
            url: "https://example.org/catalogue.json".into(),
            licence: "CC0-1.0".into(),
            publisher: "Example publisher".into(),
        },
        scoring: Scoring { fulfilled: 1, top_fulfilled: 1, top_open: 0, partly: Partly::Half, floor_at_zero: true },
        title: Localised::only(Language::En, "Sample catalogue of security and privacy controls"),
        summary: Localised::only(Language::En, "An imported catalogue."),
        audience: Localised::default(),
        about: Localised::default(),
        score_note: Localised::default(),
        topics: (0..topics)
            .map(|topic| Topic {
                id: format!("t{topic}"),
                title: Localised::only(Language::En, format!("Control family {}", topic + 1)),
                intro: Localised::default(),
                requirements: (topic * per_topic..((topic + 1) * per_topic).min(count)).map(requirement).collect(),
            })
            .collect(),
    }
}

/// A finished assessment of an imported catalogue.
pub(crate) fn imported(count: u32, topics: u32) -> Dossier {
    let check = catalogue(count, topics);
    assert_eq!(check.faults(), Vec::<String>::new());
    let answers = answers(&check, 5);
    dossier(Arc::new(check), &CheckDigest("ab".repeat(32)), bakery(), answers)
}
