//! The end of a report: funding with its validity, rules, sources, licence.
//!
//! Knows how an entry past its date is marked. Refuses to leave such an entry out.

use std::collections::BTreeSet;

use jiff::civil::Date;
use ringwall_content::format;
use ringwall_core::{check::Review, funding::Validity};

use crate::{
    assessment::Subject,
    measures,
    text::{Say, Words},
    view::{Fact, Funding},
};

/// Funding and free help that suits the kind of organisation.
pub(crate) fn funding(subject: &Subject<'_>, today: Date) -> Vec<Funding> {
    let say = subject.say;
    let date = |date| format::date(say.language, date);
    subject
        .content
        .funding()
        .iter()
        .filter(|entry| entry.suits(&subject.dossier.organisation))
        .map(|entry| {
            let period = match (entry.valid_from, entry.valid_to) {
                (Some(from), Some(to)) => {
                    Some(say.with("report-funding-from-to", [("from", date(from).into()), ("to", date(to).into())]))
                }
                (Some(from), None) => Some(say.with("report-funding-from", [("from", date(from).into())])),
                (None, Some(to)) => Some(say.with("report-funding-to", [("to", date(to).into())])),
                (None, None) => None,
            };
            let verified = say.with("report-funding-verified", [("date", date(entry.last_verified).into())]);
            let validity = entry.validity(today);
            Funding {
                title: Words::of(&entry.title, say.language),
                funder: Words::of(&entry.funder, say.language),
                subject: Words::of(&entry.subject, say.language),
                terms: Words::some(&entry.terms, say.language),
                how: Words::some(&entry.how, say.language),
                validity: period.into_iter().chain([verified]).collect::<Vec<_>>().join("; "),
                valid: validity == Validity::Valid,
                validity_word: say.code("report-funding", validity.code()),
                source: entry.source.clone(),
            }
        })
        .collect()
}

/// How the report comes about.
pub(crate) fn rules(subject: &Subject<'_>) -> Vec<Fact> {
    let (say, check) = (subject.say, subject.check);
    let points = Words::some(&check.score_note, say.language)
        .map(|note| Fact { label: say.get("report-sources-points"), value: Some(note) });
    let mut rules: Vec<Fact> = points.into_iter().collect();
    rules.push(Fact::new(say.get("report-sources-rule-unknown"), say.get("report-sources-rule-unknown-text")));
    let order = format!("{} {}", say.get("report-next-rule"), say.get("report-equal-note"));
    rules.push(Fact::new(say.get("report-sources-rule-order"), order));
    if !subject.risks.is_empty() {
        rules.push(Fact::new(say.get("report-sources-rule-risk"), say.get("report-sources-rule-risk-text")));
    }
    rules
}

/// What the grades of evidence mean.
pub(crate) fn evidence(say: Say<'_>) -> Vec<Fact> {
    ["a", "b", "c", "d"]
        .into_iter()
        .map(|grade| {
            let label = format!("{} – {}", grade.to_uppercase(), say.code("evidence", grade));
            Fact::new(label, say.get(&format!("evidence-{grade}.explain")))
        })
        .collect()
}

/// What the levels of effort mean.
pub(crate) fn efforts(say: Say<'_>) -> Vec<Fact> {
    (0..=5).map(|level| Fact::new(say.code("effort", level), say.get(&format!("effort-{level}.explain")))).collect()
}

/// Where the questionnaire comes from.
pub(crate) fn source(subject: &Subject<'_>) -> Vec<Fact> {
    let (say, check) = (subject.say, subject.check);
    let mut facts = vec![
        Fact { label: say.get("report-fact-check"), value: Some(Words::of(&check.title, say.language)) },
        Fact::new(say.get("report-edition"), format::edition(say.language, &check.version)),
    ];
    facts.extend(
        Words::some(&check.about, say.language)
            .map(|about| Fact { label: say.get("report-sources-check-about"), value: Some(about) }),
    );
    let title = [check.source.title.as_str(), check.source.url.as_str()].map(str::trim);
    let title: Vec<&str> = title.into_iter().filter(|part| !part.is_empty()).collect();
    for (key, value) in [
        ("report-sources-check-source", title.join(", ")),
        ("report-sources-check-publisher", check.source.publisher.clone()),
        ("report-sources-check-licence", check.source.licence.clone()),
    ] {
        if !value.is_empty() {
            facts.push(Fact::new(say.get(key), value));
        }
    }
    facts.push(Fact::new(say.get("report-sources-check-fingerprint"), subject.assessment.check.0.clone()));
    facts
}

/// All studies and figures the report relies on, each once.
pub(crate) fn citations(subject: &Subject<'_>) -> Vec<String> {
    let open = subject.ranked.iter().filter_map(|ranked| measures::citation(ranked.requirement));
    let costs = subject
        .ranked
        .iter()
        .filter_map(|ranked| ranked.requirement.measure.cost.as_ref())
        .filter(|cost| cost.review == Review::Checked)
        .map(|cost| cost.source.clone());
    let frequencies =
        subject.risks.iter().filter_map(|derived| derived.risk.frequency.as_ref()).map(|found| found.source.clone());
    let works: BTreeSet<String> = open.chain(costs).chain(frequencies).filter(|work| !work.is_empty()).collect();
    works.into_iter().collect()
}
