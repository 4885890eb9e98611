//! The cards of the next steps: what, why, how, how sure we are, and what it would change.

use jiff::civil::Date;
use ringwall_content::arguments;
use ringwall_core::{
    analysis::Analysis,
    check::{Grade, Measure},
    funding::Funding,
    id::RequirementId,
    measure::RankedMeasure,
    organisation::Organisation,
    risk::DerivedRisk,
};

use super::words::{self, FundingLine, Term, Words, cost, days, effort, funding, is_pending, measure_title, words};
use crate::Chrome;

/// One of the next steps.
pub(super) struct MeasureCard {
    pub(super) rank: usize,
    pub(super) title: Words,
    pub(super) top: bool,
    pub(super) unknown: bool,
    pub(super) standing: String,
    /// Class of the standing, for its symbol and shade.
    pub(super) class: &'static str,
    pub(super) what: Words,
    pub(super) why: Words,
    pub(super) how: Vec<Words>,
    pub(super) who: Words,
    pub(super) effort: Option<Term>,
    pub(super) days: Option<String>,
    pub(super) cost: Option<CostLine>,
    pub(super) evidence: Option<EvidenceLine>,
    pub(super) equal: Option<String>,
    /// Risks whose class falls with this measure alone.
    pub(super) risks: Vec<RiskEffect>,
    /// The other risks it bears on, in one sentence.
    pub(super) also: String,
    pub(super) funding: Vec<FundingLine>,
}

/// A cost range with its mark.
pub(super) struct CostLine {
    pub(super) text: String,
    pub(super) pending: bool,
}

/// What studies say.
pub(super) struct EvidenceLine {
    pub(super) grade: Term,
    pub(super) effect: String,
    pub(super) source: String,
}

/// What a measure alone would change about a risk.
pub(super) struct RiskEffect {
    pub(super) title: Words,
    pub(super) effect: String,
}

/// The next steps of an analysis.
pub(super) fn cards(
    chrome: &Chrome,
    analysis: &Analysis<'_>,
    all_funding: &[Funding],
    organisation: &Organisation,
    today: Date,
) -> Vec<MeasureCard> {
    let steps = analysis.next_steps();
    steps
        .iter()
        .map(|ranked| {
            let measure = &ranked.requirement.measure;
            let (risks, also) = effects(chrome, &analysis.risks, ranked.requirement.uuid);
            MeasureCard {
                rank: ranked.rank,
                title: measure_title(chrome, ranked.requirement),
                top: ranked.requirement.top,
                unknown: ranked.unknown,
                standing: chrome.tc("requirement-", ranked.standing.code()),
                class: ranked.standing.code(),
                what: words(chrome, &measure.what),
                why: words(chrome, &measure.why),
                how: measure.how.iter().map(|step| words(chrome, step)).filter(|step| !step.is_empty()).collect(),
                who: words(chrome, &measure.who),
                effort: effort(chrome, measure),
                days: measure.tenth_days.map(|tenths| days(chrome, tenths)),
                cost: measure
                    .cost
                    .as_ref()
                    .map(|range| CostLine { text: cost(chrome, range), pending: is_pending(range.review) }),
                evidence: evidence(chrome, measure),
                equal: equal(chrome, &analysis.measures, ranked, steps.len()),
                risks,
                also,
                funding: funding(chrome, measure, all_funding, organisation, today),
            }
        })
        .collect()
}

/// An imported catalogue gives no reasons for its controls; that is not the same as "nobody measured it".
fn evidence(chrome: &Chrome, measure: &Measure) -> Option<EvidenceLine> {
    if measure.why.is_empty() {
        return None;
    }
    let evidence = &measure.evidence;
    let grade = evidence.grade.code().to_ascii_lowercase();
    Some(EvidenceLine {
        grade: Term { word: chrome.tc("evidence-", &grade), explain: chrome.t(&format!("evidence-{grade}.explain")) },
        effect: chrome.tc("effect-", evidence.effect.code()),
        // Grade D says itself that there is no study; its source would only repeat that.
        source: match evidence.grade {
            Grade::D => String::new(),
            _ => chrome.t_str("result-source", "source", &evidence.source),
        },
    })
}

/// With which others TOP and evidence do not separate this one.
fn equal(chrome: &Chrome, all: &[RankedMeasure<'_>], one: &RankedMeasure<'_>, shown: usize) -> Option<String> {
    let index = one.rank.checked_sub(1)?;
    let before = all.get(..=index)?.iter().rev().take_while(|measure| measure.equal_to_previous).count();
    let after = all.get(index..)?.iter().take_while(|measure| measure.equal_to_next).count();
    let (first, last) = (one.rank - before, one.rank + after);
    let named: Vec<String> =
        (first..=last.min(shown)).filter(|rank| *rank != one.rank).map(|rank| rank.to_string()).collect();
    let more = last.saturating_sub(shown);
    let (ranks, key) = match named.as_slice() {
        [] if more == 0 => return None,
        [] => (String::new(), "result-equal-more-only"),
        [only] => (only.clone(), if more > 0 { "result-equal-more" } else { "result-equal" }),
        [some @ .., last] if more == 0 => {
            let pair = [("first", some.join(", ").into()), ("last", last.clone().into())];
            (chrome.t_with("result-and", &arguments(pair)), "result-equal")
        }
        many => (many.join(", "), "result-equal-more"),
    };
    Some(chrome.t_with(key, &arguments([("ranks", ranks.into()), ("more", more.into())])))
}

/// The risks whose class falls when this requirement alone is closed, and a sentence about the others it bears on.
fn effects(chrome: &Chrome, risks: &[DerivedRisk<'_>], requirement: RequirementId) -> (Vec<RiskEffect>, String) {
    let (mut effects, mut also) = (Vec::new(), Vec::new());
    for derived in risks {
        let Some(driver) = derived.drivers.iter().find(|driver| driver.requirement.uuid == requirement) else {
            continue;
        };
        let title = words(chrome, &derived.risk.title);
        match words::change(chrome, derived.classes, driver.closed) {
            Some(effect) => effects.push(RiskEffect { title, effect }),
            None => also.push(title.text),
        }
    }
    let key = if effects.is_empty() { "result-measure-bears-on" } else { "result-measure-also" };
    let also = if also.is_empty() { String::new() } else { chrome.t_str(key, "risks", also.join("; ")) };
    (effects, also)
}
