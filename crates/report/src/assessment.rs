//! The report of one assessment: everything evaluated, in words and numbers for the reader.
//!
//! Knows what belongs into a report and in which order. Refuses to judge: scoring, risks, order of measures and
//! comparison are rules of `core`.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use ringwall_content::{Content, format, texts::keys_of};
use ringwall_core::{
    assessment::{Answers, Assessment},
    check::{Check, Review},
    comparison::{self, Change, compare},
    dossier::Dossier,
    id::AssessmentId,
    language::Language,
    measure::{RankedMeasure, rank},
    plan::done_between,
    risk::{DerivedRisk, Level, derive},
    scoring::{Evaluation, Standing, evaluate, is_asked},
};

use crate::{
    ReportError, measures, risks, sources,
    text::{Notes, Say, Words},
    view::{
        AnswerRequirement, AnswerTopic, Answered, Chart, Comparison, Count, Fact, Missing, Score, Status, TopicShare,
        Variant, View,
    },
};

/// The check whose report follows DIN SPEC 27076.
const CYBER_RISIKO_CHECK: &str = "cyberrisikocheck";
/// Most topics that a radar chart shows legibly; fewer than three make no area.
const RADAR: std::ops::RangeInclusive<usize> = 3..=12;
/// Most changes named of one kind.
const MOST_CHANGES: usize = 30;
/// Most unanswered requirements named on the first pages.
const MOST_MISSING: usize = 12;
/// The keys of the fixed texts; the German file has the same as the English one.
const TEXTS: &str = include_str!("../../../content/texts/de/report.ftl");

/// Everything known about the assessment, evaluated once.
pub(crate) struct Subject<'a> {
    pub(crate) content: &'a Content,
    pub(crate) dossier: &'a Dossier,
    pub(crate) assessment: &'a Assessment,
    pub(crate) check: &'a Check,
    pub(crate) answers: Answers,
    pub(crate) evaluation: Evaluation<'a>,
    pub(crate) risks: Vec<DerivedRisk<'a>>,
    pub(crate) ranked: Vec<RankedMeasure<'a>>,
    pub(crate) say: Say<'a>,
}

impl<'a> Subject<'a> {
    /// Finds and evaluates an assessment.
    pub(crate) fn of(
        content: &'a Content,
        dossier: &'a Dossier,
        id: AssessmentId,
        language: Language,
    ) -> Result<Self, ReportError> {
        let (assessment, check) = dossier.assessment(id).ok_or(ReportError::NoSuchAssessment(id))?;
        let answers = assessment.values();
        let evaluation = evaluate(check, &answers);
        let risks = derive(content.risks(), &dossier.organisation, &evaluation);
        let ranked = rank(&evaluation, &risks);
        let say = Say::new(content.texts(), language);
        Ok(Self { content, dossier, assessment, check, answers, evaluation, risks, ranked, say })
    }

    /// When the answers were last touched.
    fn answered_at(&self) -> Timestamp {
        last_touched(self.assessment)
    }

    fn is_crc(&self) -> bool {
        self.check.id == CYBER_RISIKO_CHECK
    }
}

fn last_touched(assessment: &Assessment) -> Timestamp {
    let changed = || assessment.answers.values().filter_map(|answer| answer.changed_at).max();
    assessment.finished_at.or_else(changed).unwrap_or(assessment.started_at)
}

/// The report of an assessment.
pub(crate) fn view(
    content: &Content,
    dossier: &Dossier,
    id: AssessmentId,
    language: Language,
    today: Date,
) -> Result<View, ReportError> {
    let subject = Subject::of(content, dossier, id, language)?;
    let (say, check) = (subject.say, subject.check);
    let mut notes = Notes::new(say.get("report-shortened"));
    let next = measures::next(&subject);
    let comparison = comparison(&subject);
    // Notes are taken in the order of importance: decisions, plan, answers.
    let risks = risks::all(&subject, &mut notes);
    let (plan, plan_more) = measures::plan(&subject, &mut notes);
    let answers = answers(&subject, &mut notes);
    let organisation = dossier.organisation.name.as_deref().and_then(Words::line);
    let unnamed = say.get("report-unnamed");
    let name = organisation.as_ref().map_or(unnamed.as_str(), Words::text).to_owned();
    let mut notices = Vec::new();
    if notes.shortened {
        notices.push(say.get("report-notes-shortened"));
    }
    if notes.left_out {
        notices.push(say.get("report-notes-left-out"));
    }
    Ok(View {
        language: language.code(),
        region: match language {
            Language::De => "DE",
            Language::En => "GB",
        },
        variant: if subject.is_crc() { Variant::CyberRisikoCheck } else { Variant::Plain },
        date: (today.year(), today.month(), today.day()),
        labels: labels(say),
        document_title: say.with(
            "report-document-title",
            [("check", check.title.get(language).into()), ("organisation", name.into())],
        ),
        check_title: Words::brief(&check.title, language),
        check_summary: Words::brief(&check.summary, language),
        organisation,
        facts: facts(&subject),
        dates: vec![
            Fact::new(say.get("report-created"), format::date(language, today)),
            Fact::new(say.get("report-answers-of"), format::day(language, subject.answered_at())),
            Fact::new(say.get("report-edition"), format::edition(say.language, &check.version)),
        ],
        created: say.with("report-created-on", [("date", format::date(language, today).into())]),
        pending: (check.review == Review::Pending)
            .then(|| say.with("report-pending", [("review", say.get("review-pending").into())])),
        score: score(&subject),
        status: status(&subject),
        counts: counts(&subject),
        has_top: check.requirements().any(|(_, requirement)| requirement.top),
        missing: missing(&subject),
        measures_intro: say.with("report-measures-intro", [("count", next.len().into())]),
        next_rest: (subject.ranked.len() > next.len()).then(|| {
            let key = if subject.is_crc() { "report-next-rest-crc" } else { "report-next-rest" };
            say.with(key, [("count", (subject.ranked.len() - next.len()).into())])
        }),
        next,
        recommendations: if subject.is_crc() { measures::all(&subject) } else { Vec::new() },
        chart: chart(&subject, comparison.as_ref().map(|(shares, _)| shares)),
        comparison: comparison.map(|(_, view)| view),
        matrix_alt: risks::matrix_alt(&subject, &risks),
        risks,
        likelihoods: (1..=4).map(|class| say.code("likelihood", class)).collect(),
        impacts: (1..=4).map(|class| say.code("impact", class)).collect(),
        levels: [Level::Low, Level::Moderate, Level::High, Level::VeryHigh]
            .map(|level| (level.code(), say.code("level", level.code())))
            .into(),
        plan,
        plan_more,
        answers,
        notices,
        funding: sources::funding(&subject, today),
        rules: sources::rules(&subject),
        evidence: sources::evidence(say),
        efforts: sources::efforts(say),
        source: sources::source(&subject),
        citations: sources::citations(&subject),
        estimates: say.with("report-sources-estimate", [("review", say.get("review-pending").into())]),
    })
}

fn labels(say: Say<'_>) -> BTreeMap<String, String> {
    keys_of(TEXTS)
        .into_iter()
        .filter_map(|key| Some((key.strip_prefix("report-")?.to_owned(), say.get(&key))))
        .collect()
}

fn facts(subject: &Subject<'_>) -> Vec<Fact> {
    let (say, organisation) = (subject.say, &subject.dossier.organisation);
    let sector = organisation.sector.as_deref().map(|sector| {
        let key = format!("sector-{sector}");
        if say.has(&key) { Words::Plain(say.get(&key)) } else { Words::user(sector) }
    });
    let employees = organisation.employees.map(|count| format::number(say.language, f64::from(count)));
    vec![
        Fact::new(say.get("report-fact-kind"), say.code("organisation-kind", organisation.kind.code())),
        Fact { label: say.get("report-fact-sector"), value: sector },
        Fact { label: say.get("report-fact-town"), value: organisation.town.as_deref().and_then(Words::line) },
        Fact { label: say.get("report-fact-employees"), value: employees.map(Words::Plain) },
    ]
}

fn score(subject: &Subject<'_>) -> Option<Score> {
    let language = subject.say.language;
    let points = subject.evaluation.points()?;
    let share = subject.evaluation.share()?;
    let (points, maximum) = (format::points(language, points), format::points(language, subject.evaluation.maximum));
    let line =
        subject.say.with("report-points", [("points", points.as_str().into()), ("maximum", maximum.as_str().into())]);
    Some(Score { points, maximum, line, share })
}

fn status(subject: &Subject<'_>) -> Status {
    let (say, evaluation) = (subject.say, &subject.evaluation);
    let (open, top) = (evaluation.open().count(), evaluation.top_open().count());
    let has_top = evaluation
        .requirements
        .iter()
        .any(|result| result.requirement.top && result.standing != Standing::NotApplicable);
    let code = if !evaluation.complete() {
        "incomplete"
    } else if evaluation.share().is_none() {
        "nothing"
    } else if open == 0 {
        "all"
    } else if top > 0 {
        "top-open"
    } else if has_top {
        "top-fulfilled"
    } else {
        "open"
    };
    let sentence = say.with(
        &format!("report-status-{code}"),
        [("open", open.into()), ("top", top.into()), ("missing", evaluation.unanswered.len().into())],
    );
    let explanation = match code {
        "all" | "top-open" | "top-fulfilled" if subject.is_crc() => Some(say.code("report-crc", code)),
        _ => None,
    };
    Status { code, sentence, explanation }
}

fn counts(subject: &Subject<'_>) -> Vec<Count> {
    [Standing::Fulfilled, Standing::Partly, Standing::Open, Standing::NotApplicable, Standing::Unanswered]
        .into_iter()
        .map(|standing| Count {
            code: standing.code(),
            label: subject.say.code("requirement", standing.code()),
            number: subject.evaluation.count(standing),
        })
        .filter(|count| count.number > 0 || matches!(count.code, "fulfilled" | "open"))
        .collect()
}

fn missing(subject: &Subject<'_>) -> Option<Missing> {
    let unanswered: Vec<Words> = subject
        .evaluation
        .requirements
        .iter()
        .filter(|result| result.standing == Standing::Unanswered)
        .map(|result| Words::of(&result.requirement.title, subject.say.language))
        .collect();
    let more = unanswered.len().saturating_sub(MOST_MISSING);
    (!subject.evaluation.complete()).then(|| Missing {
        titles: unanswered.into_iter().take(MOST_MISSING).collect(),
        more: (more > 0).then(|| subject.say.with("report-missing-more", [("count", more.into())])),
    })
}

fn chart(subject: &Subject<'_>, then: Option<&Vec<Option<f64>>>) -> Chart {
    let (say, check) = (subject.say, subject.check);
    let percent = |share: Option<f64>| match share {
        Some(share) => format::percent(say.language, share),
        None => say.get("report-chart-irrelevant"),
    };
    let mut topics = Vec::new();
    for (index, (topic, result)) in check.topics.iter().zip(&subject.evaluation.topics).enumerate() {
        let share_then = then.and_then(|then| then.get(index).copied().flatten());
        let of = [
            ("fulfilled", format::number(say.language, f64::from(result.fulfilled())).into()),
            ("relevant", format::number(say.language, f64::from(result.relevant)).into()),
        ];
        topics.push(TopicShare {
            title: Words::of(&topic.title, say.language),
            intro: Words::some(&topic.intro, say.language),
            share: result.share(),
            share_then,
            percent: percent(result.share()),
            percent_then: share_then.map_or_else(|| "–".to_owned(), |share| percent(Some(share))),
            fulfilled: if result.relevant == 0 { "–".to_owned() } else { say.with("report-chart-of", of) },
        });
    }
    // Topics with one requirement each can only be all or nothing: a radar of spikes says less than bars.
    let graded = subject.evaluation.topics.iter().filter(|topic| topic.relevant > 1).count() * 2 >= topics.len();
    let values: Vec<String> = topics
        .iter()
        .map(|topic| match topic.share_then {
            Some(_) => say.with(
                "report-chart-value-then",
                [
                    ("topic", topic.title.text().into()),
                    ("now", topic.percent.as_str().into()),
                    ("then", topic.percent_then.as_str().into()),
                ],
            ),
            None => say.with(
                "report-chart-value",
                [("topic", topic.title.text().into()), ("now", topic.percent.as_str().into())],
            ),
        })
        .collect();
    Chart {
        kind: if RADAR.contains(&topics.len()) && graded { "radar" } else { "bars" },
        alt: say.with("report-chart-alt", [("count", topics.len().into()), ("values", values.join("; ").into())]),
        topics,
        then: then.is_some(),
    }
}

/// Shares per topic then, and the comparison in sentences.
fn comparison(subject: &Subject<'_>) -> Option<(Vec<Option<f64>>, Comparison)> {
    let say = subject.say;
    let (previous, old_check) = subject.dossier.previous_of(subject.assessment)?;
    let then = evaluate(old_check, &previous.values());
    let comparison = compare(old_check, &then, subject.check, &subject.evaluation);
    let (from, to) = (last_touched(previous), subject.assessment.finished_at.unwrap_or(Timestamp::MAX));
    let sentences = |changes: &[Change<'_>]| -> Vec<String> {
        let more = changes.len().saturating_sub(MOST_CHANGES);
        let more = (more > 0).then(|| say.with("report-comparison-more", [("count", more.into())]));
        changes
            .iter()
            .take(MOST_CHANGES)
            .map(|change| {
                say.with(
                    "report-comparison-change",
                    [
                        ("title", change.requirement.title.get(say.language).into()),
                        ("then", say.within("requirement", change.then.code()).into()),
                        ("now", say.within("requirement", change.now.code()).into()),
                    ],
                )
            })
            .chain(more)
            .collect()
    };
    let mut remarks = Vec::new();
    if !comparison.new_requirements.is_empty() {
        remarks.push(say.with("report-comparison-new", [("count", comparison.new_requirements.len().into())]));
    }
    if !subject.assessment.not_carried_over.is_empty() {
        let titles = subject.assessment.not_carried_over.join(", ");
        remarks.push(say.with("report-comparison-lost", [("titles", titles.into())]));
    }
    let view = Comparison {
        since: say.with("report-comparison-since", [("date", format::day(say.language, from).into())]),
        points: compared_points(say, &comparison),
        better: sentences(&comparison.better),
        worse: sentences(&comparison.worse),
        relevance: sentences(&comparison.relevance),
        unchanged: comparison.better.is_empty() && comparison.worse.is_empty() && comparison.relevance.is_empty(),
        remarks,
        done: done_between(subject.check, &subject.dossier.plan, from, to)
            .into_iter()
            .map(|requirement| measures::title(say, requirement))
            .collect(),
    };
    Some((comparison.shares_then, view))
}

fn compared_points(say: Say<'_>, comparison: &comparison::Comparison<'_>) -> String {
    let (Some((then, then_maximum)), Some((now, now_maximum))) = (comparison.then, comparison.now) else {
        return say.get("report-comparison-points-none");
    };
    let difference = now.minus(then).as_f64();
    let key = if difference > 0.0 {
        "report-comparison-points-more"
    } else if difference < 0.0 {
        "report-comparison-points-fewer"
    } else {
        "report-comparison-points-same"
    };
    let points = |points| format::points(say.language, points).into();
    say.with(
        key,
        [
            ("then", points(then)),
            ("thenmaximum", points(then_maximum)),
            ("now", points(now)),
            ("nowmaximum", points(now_maximum)),
            ("difference", difference.abs().into()),
        ],
    )
}

fn answers(subject: &Subject<'_>, notes: &mut Notes) -> Vec<AnswerTopic> {
    let language = subject.say.language;
    let imported = subject.content.check(&subject.check.id).is_none();
    let mut results = subject.evaluation.requirements.iter();
    subject
        .check
        .topics
        .iter()
        .map(|topic| AnswerTopic {
            title: Words::of(&topic.title, language),
            requirements: results
                .by_ref()
                .take(topic.requirements.len())
                .zip(1_u32..)
                .map(|(result, position)| AnswerRequirement {
                    number: number(&result.requirement.id, imported, result.topic + 1, position),
                    title: Words::of(&result.requirement.title, language),
                    top: result.requirement.top,
                    standing: result.standing.code(),
                    standing_word: subject.say.code("requirement", result.standing.code()),
                    questions: answered(subject, result.requirement, notes),
                    recommendation: result
                        .standing
                        .leaves_work()
                        .then(|| measures::title(subject.say, result.requirement)),
                })
                .collect(),
        })
        .collect()
}

/// The number of a requirement for readers: an imported catalogue's own, else the one in the readable id, else the
/// place in the check.
fn number(id: &str, imported: bool, topic: usize, position: u32) -> String {
    match id.split_once('-') {
        _ if imported => id.to_owned(),
        Some((_, digits)) if digits.chars().all(|digit| digit.is_ascii_digit()) => digits.to_owned(),
        _ => format!("{topic}.{position}"),
    }
}

fn answered(
    subject: &Subject<'_>,
    requirement: &ringwall_core::check::Requirement,
    notes: &mut Notes,
) -> Vec<Answered> {
    let say = subject.say;
    let questions = requirement.questions();
    let alone = questions.len() == 1;
    questions
        .into_iter()
        .filter_map(|(question, _)| {
            let asked = is_asked(requirement, question.uuid, &subject.answers);
            let answer = subject.assessment.answers.get(&question.uuid);
            let note = answer.and_then(|answer| notes.take(&answer.note));
            if !asked && note.is_none() {
                return None;
            }
            let repeats = alone && question.text.get(say.language) == requirement.title.get(say.language);
            Some(Answered {
                question: (!repeats).then(|| Words::of(&question.text, say.language)),
                answer: match answer.and_then(|answer| answer.value) {
                    _ if !asked => say.get("report-answers-not-asked"),
                    Some(value) => say.code("answer", value.code()),
                    None => say.get("report-answers-unanswered"),
                },
                note,
            })
        })
        .collect()
}
