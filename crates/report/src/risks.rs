//! Risks in a report: classes in words, what drives them, what was decided.
//!
//! Knows sentences about risks. Refuses to compute classes (`core::risk`) and never names a loss in euro.

use ringwall_content::format;
use ringwall_core::risk::{Adjustment, DerivedRisk, Fact, Frequency};

use crate::{
    assessment::Subject,
    text::{Notes, Say, Words},
    view::Risk,
};

/// Most open requirements named as drivers of one risk.
const MOST_DRIVERS: usize = 6;

/// All derived risks, the highest first.
pub(crate) fn all(subject: &Subject<'_>, notes: &mut Notes) -> Vec<Risk> {
    subject.risks.iter().enumerate().map(|(index, derived)| one(subject, index + 1, derived, notes)).collect()
}

fn one(subject: &Subject<'_>, number: usize, derived: &DerivedRisk<'_>, notes: &mut Notes) -> Risk {
    let (say, risk, classes) = (subject.say, derived.risk, derived.classes);
    let language = say.language;
    let treatment = subject.dossier.treatments.iter().find(|treatment| treatment.risk == risk.id);
    let more = derived.drivers.len().saturating_sub(MOST_DRIVERS);
    Risk {
        number,
        title: Words::of(&risk.title, language),
        story: Words::of(&risk.story, language),
        consequence: Words::of(&risk.consequence, language),
        transfer: Words::of(&risk.transfer, language),
        likelihood: classes.likelihood,
        impact: classes.impact,
        likelihood_word: say.code("likelihood", classes.likelihood),
        impact_word: say.code("impact", classes.impact),
        level: derived.level().code(),
        level_word: say.code("level", derived.level().code()),
        best: if derived.best == classes {
            say.get("report-risks-best-same")
        } else {
            say.with(
                "report-risks-best",
                [
                    ("likelihood", say.within("likelihood", derived.best.likelihood).into()),
                    ("impact", say.within("impact", derived.best.impact).into()),
                ],
            )
        },
        drivers: derived
            .drivers
            .iter()
            .take(MOST_DRIVERS)
            .map(|driver| Words::of(&driver.requirement.title, language))
            .collect(),
        drivers_more: (more > 0).then(|| say.with("report-risks-drivers-more", [("count", more.into())])),
        facts: derived.facts.iter().flat_map(|fact| fact_sentences(say, fact)).collect(),
        frequency: risk.frequency.as_ref().map(|frequency| frequency_words(say, frequency)),
        frequency_note: Words::of(&risk.frequency_note, language),
        frequency_source: risk
            .frequency
            .as_ref()
            .map(|frequency| say.with("report-measure-source", [("source", frequency.source.as_str().into())])),
        treatment: treatment.map(|treatment| say.code("treatment", treatment.kind.code())),
        treatment_by: treatment
            .and_then(|treatment| Words::line(&treatment.person))
            .map(|person| Words::Plain(say.with("report-risks-decided-by", [("person", person.text().into())]))),
        treatment_on: treatment
            .and_then(|treatment| treatment.decided_on)
            .map(|on| say.with("report-risks-decided-on", [("date", format::date(language, on).into())])),
        treatment_reason: treatment.and_then(|treatment| notes.take(&treatment.reason)),
    }
}

fn frequency_words(say: Say<'_>, frequency: &Frequency) -> String {
    let key = if frequency.low == frequency.high { "one" } else { "range" };
    say.with(
        &format!("report-risks-frequency-{key}"),
        [("per", frequency.per.into()), ("low", frequency.low.into()), ("high", frequency.high.into())],
    )
}

/// Why a fact about the organisation moved a class, one sentence per side.
fn fact_sentences(say: Say<'_>, adjustment: &Adjustment) -> Vec<String> {
    let (name, value) = match &adjustment.when {
        Fact::EmployeesAtLeast(least) => ("size", format::number(say.language, f64::from(*least))),
        Fact::Kind(_) => ("kind", String::new()),
        Fact::Sector(_) => ("sector", String::new()),
    };
    [("likelihood", adjustment.likelihood), ("impact", adjustment.impact)]
        .into_iter()
        .filter(|(_, shift)| *shift != 0)
        .map(|(side, shift)| {
            let direction = if shift > 0 { "more" } else { "less" };
            let key = format!("report-risks-fact-{name}-{side}-{direction}");
            say.with(&key, [("value", value.as_str().into())])
        })
        .collect()
}

/// The matrix in words, for those who cannot see it.
pub(crate) fn matrix_alt(subject: &Subject<'_>, risks: &[Risk]) -> String {
    let say = subject.say;
    let values: Vec<String> = risks
        .iter()
        .map(|risk| {
            say.with(
                "report-risks-matrix-value",
                [
                    ("number", risk.number.into()),
                    ("likelihood", say.within("likelihood", risk.likelihood).into()),
                    ("impact", say.within("impact", risk.impact).into()),
                ],
            )
        })
        .collect();
    say.with("report-risks-matrix-alt", [("values", values.join("; ").into())])
}
