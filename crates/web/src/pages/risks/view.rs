//! What the risks look like: the matrix with its table, and a section per risk.

use askama::Template;
use jiff::civil::Date;
use ringwall_app::Shown;
use ringwall_core::{
    check::Lowers,
    risk::{Adjustment, DerivedRisk, Fact, Level, Treatment, TreatmentKind},
    scoring::is_asked,
};

use super::TreatmentForm;
use crate::{
    Chrome,
    charts::{self, Matrix},
    pages::{
        interview::question_path,
        result::words::{FrequencyLine, Place, Words, change, frequency, impact, likelihood, measure_title, words},
    },
};

/// Facts looked at as possible drivers of an answer line.
const MOST_ANSWERS: usize = 6;

/// The matrix with its table, as the result and the risks page show it.
pub(crate) struct RiskTable {
    pub(crate) matrix: Matrix,
    pub(crate) rows: Vec<RiskRow>,
}

/// One risk in a line.
#[derive(Clone)]
pub(crate) struct RiskRow {
    pub(crate) id: String,
    pub(crate) number: usize,
    pub(crate) title: Words,
    pub(crate) likelihood: String,
    pub(crate) impact: String,
    pub(crate) level: LevelWord,
    pub(crate) frequency_note: Words,
    pub(crate) frequency: Option<FrequencyLine>,
}

/// A level in a word, with its class for the shade.
#[derive(Clone)]
pub(crate) struct LevelWord {
    pub(crate) word: String,
    pub(crate) class: &'static str,
}

fn level(chrome: &Chrome, level: Level) -> LevelWord {
    LevelWord { word: chrome.tc("level-", level.code()), class: level.code() }
}

/// Builds the matrix and its table, risks numbered in the given order.
pub(crate) fn risk_table(chrome: &Chrome, risks: &[DerivedRisk<'_>], today: Date) -> RiskTable {
    let levels = [Level::Low, Level::Moderate, Level::High, Level::VeryHigh];
    let words_of_matrix = charts::matrix::Words {
        title: chrome.t("risks-matrix-title"),
        description: chrome.t("risks-matrix-description"),
        likelihood: chrome.t("risks-likelihood"),
        impact: chrome.t("risks-impact"),
        likelihoods: (1..=4).map(|class| likelihood(chrome, class)).collect(),
        impacts: (1..=4).map(|class| impact(chrome, class)).collect(),
        levels: levels.iter().map(|level| chrome.tc("level-", level.code())).collect(),
    };
    let classes: Vec<_> = risks.iter().map(|derived| derived.classes).collect();
    let rows = risks.iter().enumerate().map(|(index, derived)| RiskRow {
        id: derived.risk.id.clone(),
        number: index + 1,
        title: words(chrome, &derived.risk.title),
        likelihood: likelihood(chrome, derived.classes.likelihood),
        impact: impact(chrome, derived.classes.impact),
        level: level(chrome, derived.level()),
        frequency_note: words(chrome, &derived.risk.frequency_note),
        frequency: derived.risk.frequency.as_ref().map(|known| frequency(chrome, known, today)),
    });
    RiskTable { rows: rows.collect(), matrix: Matrix::new(words_of_matrix, &classes) }
}

/// What happened to the decision about a risk a moment ago.
pub(super) enum Mark {
    Saved,
    Refused(String, TreatmentForm),
    Conflict(TreatmentForm),
}

/// A risk something happened to.
pub(super) struct Marked {
    pub(super) risk: String,
    pub(super) mark: Mark,
}

#[derive(Template)]
#[template(path = "risks/show.html")]
pub(super) struct RisksPage {
    chrome: Chrome,
    place: Place,
    table: RiskTable,
    risks: Vec<RiskSection>,
}

struct RiskSection {
    row: RiskRow,
    story: Words,
    consequence: Words,
    transfer: Words,
    best: String,
    best_level: LevelWord,
    can_fall: bool,
    facts: Vec<String>,
    drivers: Vec<DriverLine>,
    treatment: TreatmentView,
}

struct DriverLine {
    title: Words,
    top: bool,
    lowers: String,
    weight: String,
    effect: String,
    changes: bool,
    answers: Vec<DriverAnswer>,
}

struct DriverAnswer {
    href: String,
    question: Words,
    answer: String,
}

struct TreatmentView {
    decided: Option<String>,
    kinds: Vec<KindChoice>,
    reason: String,
    person: String,
    decided_on: String,
    seen: u32,
    open: bool,
    saved: bool,
    refused: Option<String>,
    conflict: Option<String>,
}

struct KindChoice {
    code: &'static str,
    word: String,
    explain: String,
    chosen: bool,
}

impl RisksPage {
    pub(super) fn new(
        chrome: Chrome,
        place: Place,
        shown: &Shown,
        derived: &[DerivedRisk<'_>],
        treatments: &[Treatment],
        mut mark: Option<Marked>,
        today: Date,
    ) -> Self {
        let table = risk_table(&chrome, derived, today);
        let rows = table.rows.clone();
        let mut risks = Vec::with_capacity(rows.len());
        for (row, derived) in rows.into_iter().zip(derived) {
            let stored = treatments.iter().find(|treatment| treatment.risk == derived.risk.id);
            let mark = mark.take_if(|marked| marked.risk == derived.risk.id).map(|marked| marked.mark);
            let best = derived.best;
            risks.push(RiskSection {
                story: words(&chrome, &derived.risk.story),
                consequence: words(&chrome, &derived.risk.consequence),
                transfer: words(&chrome, &derived.risk.transfer),
                best: change(&chrome, derived.classes, best).unwrap_or_default(),
                best_level: level(&chrome, Level::of(best)),
                can_fall: best != derived.classes,
                facts: derived.facts.iter().map(|adjustment| fact(&chrome, adjustment)).collect(),
                drivers: drivers(&chrome, &place, shown, derived),
                treatment: treatment(&chrome, stored, mark),
                row,
            });
        }
        Self { chrome, place, table, risks }
    }
}

/// Which fact about the organisation moved a class, and where to.
fn fact(chrome: &Chrome, adjustment: &Adjustment) -> String {
    let what = match &adjustment.when {
        Fact::EmployeesAtLeast(least) => chrome.t_num("risks-fact-employees", "least", least),
        Fact::Kind(kind) => chrome.t_str("risks-fact-kind", "kind", chrome.tc("organisation-kind-", kind.code())),
        Fact::Sector(sector) => chrome.t_str("risks-fact-sector", "sector", chrome.tc("sector-", sector)),
    };
    let mut moved = Vec::new();
    for (side, shift) in [("likelihood", adjustment.likelihood), ("impact", adjustment.impact)] {
        match shift {
            0 => {}
            1.. => moved.push(chrome.t(&format!("risks-fact-{side}-up"))),
            _ => moved.push(chrome.t(&format!("risks-fact-{side}-down"))),
        }
    }
    format!("{what}: {}", moved.join(", "))
}

fn drivers(chrome: &Chrome, place: &Place, shown: &Shown, derived: &DerivedRisk<'_>) -> Vec<DriverLine> {
    let values = shown.assessment.values();
    derived
        .drivers
        .iter()
        .map(|driver| {
            let requirement = driver.requirement;
            let effect = change(chrome, derived.classes, driver.closed);
            let asked = requirement.questions().into_iter().filter(|(question, _)| {
                let value = values.get(&question.uuid);
                is_asked(requirement, question.uuid, &values) && value != Some(&ringwall_core::check::AnswerValue::Yes)
            });
            DriverLine {
                title: measure_title(chrome, requirement),
                top: requirement.top,
                lowers: chrome.t(match driver.link.lowers {
                    Lowers::Likelihood => "risks-lowers-likelihood",
                    Lowers::Impact => "risks-lowers-impact",
                }),
                weight: chrome.tc("risks-weight-", &driver.link.weight.to_string()),
                changes: effect.is_some(),
                effect: effect.unwrap_or_else(|| chrome.t("risks-change-none")),
                answers: asked
                    .take(MOST_ANSWERS)
                    .map(|(question, _)| DriverAnswer {
                        href: question_path(&place.base, shown, question.uuid, false).unwrap_or_default(),
                        question: words(chrome, &question.text),
                        answer: values.get(&question.uuid).map_or_else(
                            || chrome.t("interview-no-answer"),
                            |value| chrome.tc("answer-", value.code()),
                        ),
                    })
                    .collect(),
            }
        })
        .collect()
}

fn treatment(chrome: &Chrome, stored: Option<&Treatment>, mark: Option<Mark>) -> TreatmentView {
    let day = |treatment: &Treatment| treatment.decided_on.map(|day| day.to_string()).unwrap_or_default();
    let mut kind = stored.map(|stored| stored.kind.code().to_owned()).unwrap_or_default();
    let mut view = TreatmentView {
        decided: stored.map(|stored| decided(chrome, stored)),
        kinds: Vec::new(),
        reason: stored.map(|stored| stored.reason.clone()).unwrap_or_default(),
        person: stored.map(|stored| stored.person.clone()).unwrap_or_default(),
        decided_on: stored.map(day).unwrap_or_default(),
        seen: stored.map(|stored| stored.revision).unwrap_or_default(),
        open: false,
        saved: false,
        refused: None,
        conflict: None,
    };
    let typed = match mark {
        None => None,
        Some(Mark::Saved) => {
            view.saved = true;
            None
        }
        Some(Mark::Refused(message, form)) => {
            view.refused = Some(message);
            Some(form)
        }
        Some(Mark::Conflict(form)) => {
            view.conflict = Some(view.decided.clone().unwrap_or_else(|| chrome.t("risks-undecided")));
            Some(form)
        }
    };
    if let Some(form) = typed {
        view.open = true;
        kind = form.kind;
        (view.reason, view.person, view.decided_on) = (form.reason, form.person, form.decided_on);
    }
    view.kinds = TreatmentKind::ALL
        .into_iter()
        .map(|choice| KindChoice {
            code: choice.code(),
            word: chrome.tc("treatment-", choice.code()),
            explain: chrome.t(&format!("treatment-{}.explain", choice.code())),
            chosen: choice.code() == kind,
        })
        .collect();
    view
}

/// A decision in one line: what, who, when.
fn decided(chrome: &Chrome, treatment: &Treatment) -> String {
    let mut parts = vec![chrome.tc("treatment-", treatment.kind.code())];
    if !treatment.person.is_empty() {
        parts.push(treatment.person.clone());
    }
    parts.extend(treatment.decided_on.map(|day| chrome.date(&day)));
    parts.join(", ")
}
