//! Measures in a report: the next steps in detail, all of them in short, and the plan.
//!
//! Knows words for effort, time, cost and evidence. Refuses to choose the order: that is `core::measure` and
//! `core::plan`.

use ringwall_content::format;
use ringwall_core::{
    check::{Cost, CostPer, Requirement, Review},
    measure::{NEXT_STEPS, RankedMeasure},
    plan::{MeasureStatus, ordered},
};

use crate::{
    assessment::Subject,
    text::{Notes, Say, Words, lower_first},
    view::{Measure, PlanRow},
};

/// Most open measures shown in the plan though nobody has planned anything for them yet.
const MOST_UNTOUCHED: usize = 60;

/// The name of a measure; an imported requirement often has none of its own.
pub(crate) fn title(say: Say<'_>, requirement: &Requirement) -> Words {
    Words::some(&requirement.measure.title, say.language).unwrap_or_else(|| {
        let title = Words::of(&requirement.title, say.language);
        Words::Plain(say.with("report-measure-fallback", [("requirement", title.text().into())]))
    })
}

/// The next steps, at most six.
pub(crate) fn next(subject: &Subject<'_>) -> Vec<Measure> {
    first(subject, NEXT_STEPS)
}

/// All open measures in their order.
pub(crate) fn all(subject: &Subject<'_>) -> Vec<Measure> {
    first(subject, usize::MAX)
}

fn first(subject: &Subject<'_>, most: usize) -> Vec<Measure> {
    let groups = groups(&subject.ranked);
    subject.ranked.iter().zip(groups).take(most).map(|(ranked, group)| measure(subject, ranked, group)).collect()
}

/// First and last rank of the group of equal measures each one belongs to.
fn groups(ranked: &[RankedMeasure<'_>]) -> Vec<(usize, usize)> {
    let mut groups = Vec::with_capacity(ranked.len());
    let mut first = 1;
    for measure in ranked {
        if !measure.equal_to_previous {
            first = measure.rank;
        }
        groups.push((first, measure.rank));
    }
    let mut last = 0;
    for (group, measure) in groups.iter_mut().zip(ranked).rev() {
        if !measure.equal_to_next {
            last = measure.rank;
        }
        group.1 = last;
    }
    groups
}

fn measure(subject: &Subject<'_>, ranked: &RankedMeasure<'_>, (first, last): (usize, usize)) -> Measure {
    let (say, requirement) = (subject.say, ranked.requirement);
    let (language, measure) = (say.language, &requirement.measure);
    let equal = (last > first).then(|| {
        let key = if last == first + 1 { "report-equal-two" } else { "report-equal-range" };
        say.with(key, [("first", first.into()), ("last", last.into())])
    });
    let grade = measure.evidence.grade.code();
    // An imported catalogue gives no reasons for its controls; that is not the same as "experts think so".
    let stated = !measure.why.is_empty();
    let not_known = || say.get("report-measure-not-known");
    let words = if stated { say.code("evidence", grade.to_lowercase()) } else { not_known() };
    let effect = say.code("effect", measure.evidence.effect.code());
    Measure {
        rank: ranked.rank,
        top: requirement.top,
        requirement: Words::of(&requirement.title, language),
        title: title(say, requirement),
        equal_starts: equal.is_some() && ranked.rank == first,
        equal,
        unknown: ranked.unknown.then(|| say.get("report-measure-unknown")),
        what: Words::some(&measure.what, language),
        why: Words::some(&measure.why, language),
        how: measure.how.iter().filter_map(|step| Words::some(step, language)).take(12).collect(),
        who: Words::some(&measure.who, language),
        effort: measure.effort.map(|effort| say.code("effort", effort)),
        time: measure
            .tenth_days
            .map(|tenths| say.with("report-measure-days", [("days", (f64::from(tenths) / 10.0).into())])),
        cost: measure.cost.as_ref().map(|cost| cost_words(say, cost)),
        cost_pending: measure
            .cost
            .as_ref()
            .filter(|cost| cost.review == Review::Pending && cost.high > 0)
            .map(|_| say.get("review-pending")),
        evidence: if stated {
            say.with(
                "report-measure-evidence-line",
                [("grade", grade.into()), ("words", words.as_str().into()), ("effect", lower_first(&effect).into())],
            )
        } else {
            not_known()
        },
        evidence_short: words,
        evidence_note: if stated {
            say.get(&format!("evidence-{}.explain", grade.to_lowercase()))
        } else {
            String::new()
        },
        evidence_source: citation(requirement)
            .map(|source| say.with("report-measure-source", [("source", source.into())])),
        risks: subject
            .risks
            .iter()
            .filter(|derived| requirement.risks.iter().any(|link| link.id == derived.risk.id))
            .map(|derived| Words::of(&derived.risk.title, language))
            .collect(),
        funding: subject
            .content
            .funding()
            .iter()
            .filter(|entry| measure.funding.contains(&entry.id) && entry.suits(&subject.dossier.organisation))
            .map(|entry| Words::of(&entry.title, language))
            .collect(),
    }
}

/// The study behind a measure; a remark that there is none is no citation.
pub(crate) fn citation(requirement: &Requirement) -> Option<String> {
    let evidence = &requirement.measure.evidence;
    let measured = evidence.effect != ringwall_core::check::Effect::Unmeasured;
    (measured && !evidence.source.is_empty()).then(|| evidence.source.clone())
}

/// A range of cost in words.
pub(crate) fn cost_words(say: Say<'_>, cost: &Cost) -> String {
    if cost.high == 0 {
        return say.get("report-measure-cost-none");
    }
    let same = match cost.low {
        0 => "-most",
        low if low == cost.high => "-same",
        _ => "",
    };
    let per = match cost.per {
        CostPer::Once => "once",
        CostPer::Year => "year",
    };
    say.with(
        &format!("report-measure-cost-{per}{same}"),
        [("low", format::euro(say.language, cost.low).into()), ("high", format::euro(say.language, cost.high).into())],
    )
}

/// The plan in its order: everything somebody has touched, and the first of what nobody has.
pub(crate) fn plan(subject: &Subject<'_>, notes: &mut Notes) -> (Vec<PlanRow>, Option<String>) {
    let say = subject.say;
    let (mut untouched, mut more) = (0_usize, 0_usize);
    let mut rows = Vec::new();
    for (ranked, item) in ordered(&subject.ranked, &subject.dossier.plan) {
        if item.revision == 0 && item.status == MeasureStatus::Todo && item.owner.is_empty() && item.due.is_none() {
            untouched += 1;
            if untouched > MOST_UNTOUCHED {
                more += 1;
                continue;
            }
        }
        rows.push(PlanRow {
            top: ranked.requirement.top,
            title: title(say, ranked.requirement),
            requirement: Words::of(&ranked.requirement.title, say.language),
            status: item.status.code(),
            status_word: say.code("measure-status", item.status.code()),
            owner: Words::line(&item.owner),
            due: item.due.map(|due| format::date(say.language, due)),
            reason: notes.take(&item.reason),
            note: notes.take(&item.note),
        });
    }
    (rows, (more > 0).then(|| say.with("report-plan-more", [("count", more.into())])))
}

#[cfg(test)]
mod tests {
    use ringwall_content::Content;
    use ringwall_core::{
        assessment::Answers, check::AnswerValue, measure::rank, organisation::Organisation,
        organisation::OrganisationKind, risk::derive, scoring::evaluate,
    };

    use super::groups;

    #[test]
    fn groups_of_equal_measures_are_whole_and_in_order() {
        let content = Content::load().unwrap();
        for edition in content.checks() {
            let no: Answers = edition
                .check
                .questions()
                .filter(|placed| placed.status.is_none())
                .map(|placed| (placed.question.uuid, AnswerValue::No))
                .collect();
            let evaluation = evaluate(&edition.check, &no);
            let risks = derive(content.risks(), &Organisation::of(OrganisationKind::Company), &evaluation);
            let ranked = rank(&evaluation, &risks);
            for (measure, (first, last)) in ranked.iter().zip(groups(&ranked)) {
                assert!(first <= measure.rank && measure.rank <= last);
                assert_eq!(measure.equal_to_previous, measure.rank > first);
                assert_eq!(measure.equal_to_next, measure.rank < last);
            }
        }
    }
}
