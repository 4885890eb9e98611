//! What a topic of the interview shows.

use askama::Template;
use ringwall_app::{AppError, Shown, ShownInterview};
use ringwall_content::arguments;
use ringwall_core::{
    assessment::Answers,
    check::{AnswerValue, Check, Question, Requirement},
    id::QuestionId,
    interview::{Proof, Step as InterviewStep},
    organisation::Organisation,
    scoring::is_asked,
};

use super::topic_path;
use crate::{
    Case, Chrome, PageResult,
    pages::result::words::{Place, Words, is_imported, place, words},
};

/// Requirements on one page; a topic of an imported catalogue can have hundreds.
pub(super) const PER_PAGE: usize = 40;
/// A question longer than this is a text and no heading.
const LONGEST_HEADING: usize = 240;

/// Answered and asked questions, in all and by topic.
pub(super) struct Progress {
    pub(super) answered: usize,
    pub(super) total: usize,
    pub(super) topics: Vec<(usize, usize)>,
}

impl Progress {
    pub(super) fn of(check: &Check, answers: &Answers) -> Self {
        let topics: Vec<(usize, usize)> = check
            .topics
            .iter()
            .map(|topic| {
                let (mut answered, mut total) = (0, 0);
                for requirement in &topic.requirements {
                    for (question, _) in requirement.questions() {
                        if is_asked(requirement, question.uuid, answers) {
                            total += 1;
                            answered += usize::from(answers.contains_key(&question.uuid));
                        }
                    }
                }
                (answered, total)
            })
            .collect();
        let sum = |pick: fn(&(usize, usize)) -> usize| topics.iter().map(pick).sum();
        Self { answered: sum(|topic| topic.0), total: sum(|topic| topic.1), topics }
    }

    pub(super) fn text(&self, chrome: &Chrome) -> String {
        let numbers = (("answered", as_f64(self.answered)), ("total", as_f64(self.total)));
        chrome.t_num2("interview-progress", numbers.0, numbers.1)
    }
}

/// What happened to a question a moment ago.
pub(super) enum Mark {
    Saved,
    Conflict { value: Option<String>, note: Option<String> },
    Refused { message: String, note: Option<String> },
}

/// A question something happened to.
pub(super) struct Marked {
    pub(super) question: QuestionId,
    pub(super) mark: Mark,
}

/// An adviser's interview in which a topic is asked.
pub(super) struct Led {
    pub(super) interview: ShownInterview,
    /// The screen is shared with the organisation: no notes.
    pub(super) share: bool,
}

/// Addresses of the pages of topics, in an adviser's interview or not.
pub(super) struct Way {
    root: String,
    share: bool,
}

impl Way {
    /// `base` is the address of the assessment.
    pub(super) fn of(base: &str, led: Option<&Led>) -> Self {
        match led {
            Some(led) => Self { root: format!("{base}/interview"), share: led.share },
            None => Self { root: base.to_owned(), share: false },
        }
    }

    /// A page of a topic.
    pub(super) fn to(&self, topic: &str, page: usize) -> String {
        let path = topic_path(&self.root, topic, page);
        match (self.share, path.contains('?')) {
            (false, _) => path,
            (true, false) => format!("{path}?share"),
            (true, true) => format!("{path}&share"),
        }
    }
}

/// What an adviser notes about a question.
struct MarkView {
    here: String,
    back: String,
    proofs: Vec<Choice>,
    shown: String,
    clarify: String,
    reply: String,
    private: String,
    revision: u32,
    open: bool,
}

#[derive(Template)]
#[template(path = "interview/show.html")]
pub(super) struct TopicPage {
    chrome: Chrome,
    place: Place,
    /// Title of the window.
    title: String,
    topic: Words,
    intro: Words,
    /// "Topic 2 of 6".
    counter: String,
    topics: Vec<TopicLink>,
    answered: usize,
    total: usize,
    progress: String,
    here: String,
    groups: Vec<Group>,
    pages: Vec<PageLink>,
    imported: bool,
    repeat: bool,
    lost: Vec<String>,
    next: Step,
    previous: Option<Step>,
    conflict: bool,
    /// An adviser leads: the address of the interview, and of this page as it is shared or not.
    lead: Option<(String, String)>,
    share: bool,
}

struct TopicLink {
    id: String,
    href: String,
    title: Words,
    answered: usize,
    total: usize,
    current: bool,
}

impl TopicLink {
    const fn is_done(&self) -> bool {
        self.answered == self.total
    }
}

struct PageLink {
    href: String,
    label: String,
    current: bool,
}

struct Step {
    href: String,
    label: String,
}

struct Group {
    id: String,
    title: Words,
    number: String,
    top: bool,
    questions: Vec<QuestionView>,
}

struct QuestionView {
    uuid: QuestionId,
    text: Words,
    long: bool,
    help: Words,
    example: Words,
    asked: bool,
    is_status: bool,
    choices: Vec<Choice>,
    answer: Option<String>,
    note: String,
    note_open: bool,
    revision: u32,
    changed: Option<String>,
    saved: bool,
    refused: Option<String>,
    conflict: Option<Conflict>,
    noted: Option<MarkView>,
    next: String,
}

struct Choice {
    code: &'static str,
    label: String,
    pressed: bool,
}

/// Both answers side by side, with a button for each.
struct Conflict {
    theirs: String,
    their_note: String,
    mine: String,
    value: Option<String>,
    note: Option<String>,
    keep: String,
}

impl TopicPage {
    #[expect(clippy::too_many_arguments, reason = "all that a topic's page is made of, named once")]
    pub(super) fn new(
        chrome: Chrome,
        case: &Case,
        shown: &Shown,
        organisation: &Organisation,
        topic_id: &str,
        page: usize,
        mark: Option<Marked>,
        led: Option<&Led>,
    ) -> PageResult<Self> {
        let check = &shown.check.check;
        let index = check.topics.iter().position(|topic| topic.id == topic_id).ok_or(AppError::NotFound)?;
        let topic = check.topics.get(index).ok_or(AppError::NotFound)?;
        let place = place(&chrome, case, shown, organisation, "interview");
        let values = shown.assessment.values();
        let progress = Progress::of(check, &values);
        let count = topic.requirements.len().div_ceil(PER_PAGE).max(1);
        let page = page.clamp(1, count);
        let way = Way::of(&place.base, led);
        let here = way.to(topic_id, page);
        let link = |topic: usize, page: usize| check.topics.get(topic).map(|topic| way.to(&topic.id, page));
        let next = match link(index + 1, 1) {
            _ if page < count => Step { href: way.to(topic_id, page + 1), label: chrome.t("interview-next-page") },
            Some(href) => Step { href, label: chrome.t("interview-next-topic") },
            None if led.is_some() => {
                Step { href: format!("{}/interview", place.base), label: chrome.t("lead-to-overview") }
            }
            None => Step { href: format!("{}/result", place.base), label: chrome.t("interview-to-result") },
        };
        let previous = if page > 1 {
            Some(Step { href: way.to(topic_id, page - 1), label: chrome.t("interview-previous-page") })
        } else {
            let before = index.checked_sub(1).and_then(|before| link(before, 1));
            before.map(|href| Step { href, label: chrome.t("interview-previous-topic") })
        };
        let requirements = topic.requirements.iter().skip((page - 1) * PER_PAGE).take(PER_PAGE);
        let mut build = Build { chrome: &chrome, shown, values: &values, here: &here, mark, led, base: &place.base };
        let mut groups: Vec<Group> = requirements.map(|requirement| build.group(requirement)).collect();
        link_questions(&mut groups, &next.href);
        let conflict = groups.iter().flat_map(|group| &group.questions).any(|question| question.conflict.is_some());
        let topics = check.topics.iter().zip(&progress.topics).enumerate();
        let topics = topics.map(|(number, (topic, (answered, total)))| TopicLink {
            id: topic.id.clone(),
            href: way.to(&topic.id, 1),
            title: words(&chrome, &topic.title),
            answered: *answered,
            total: *total,
            current: number == index,
        });
        let topic_title = words(&chrome, &topic.title);
        Ok(Self {
            title: format!("{topic_title} · {}", place.check),
            topics: topics.collect(),
            topic: topic_title,
            intro: words(&chrome, &topic.intro),
            counter: chrome.t_num2(
                "interview-counter",
                ("number", as_f64(index + 1)),
                ("count", as_f64(check.topics.len())),
            ),
            answered: progress.answered,
            total: progress.total,
            progress: progress.text(&chrome),
            pages: pages(&chrome, &way, topic_id, topic.requirements.len(), page),
            imported: is_imported(shown),
            repeat: shown.assessment.previous.is_some() && !place.finished,
            lost: shown.assessment.not_carried_over.clone(),
            lead: led.as_ref().map(|led| {
                let other = Way::of(&place.base, Some(&Led { interview: led.interview.clone(), share: !led.share }));
                (format!("{}/interview", place.base), other.to(topic_id, page))
            }),
            share: led.as_ref().is_some_and(|led| led.share),
            here,
            groups,
            next,
            previous,
            conflict,
            place,
            chrome,
        })
    }
}

pub(super) fn as_f64(number: usize) -> f64 {
    crate::charts::whole(number)
}

/// Links to the pages of a long topic; none if it has one page.
fn pages(chrome: &Chrome, way: &Way, topic: &str, requirements: usize, current: usize) -> Vec<PageLink> {
    let count = requirements.div_ceil(PER_PAGE);
    (1..=count)
        .filter(|_| count > 1)
        .map(|page| PageLink {
            href: way.to(topic, page),
            label: chrome.t_num2(
                "interview-page-range",
                ("from", as_f64((page - 1) * PER_PAGE + 1)),
                ("to", as_f64((page * PER_PAGE).min(requirements))),
            ),
            current: page == current,
        })
        .collect()
}

/// On a phone every question leads to the one after it. A question that is not asked keeps its anchor, so that a link
/// made before an answer changed what is asked still leads to the right place.
fn link_questions(groups: &mut [Group], last: &str) {
    let mut next = last.to_owned();
    for question in groups.iter_mut().rev().flat_map(|group| group.questions.iter_mut().rev()) {
        question.next.clone_from(&next);
        next = format!("#q-{}", question.uuid);
    }
}

struct Build<'a> {
    chrome: &'a Chrome,
    shown: &'a Shown,
    values: &'a Answers,
    here: &'a str,
    mark: Option<Marked>,
    led: Option<&'a Led>,
    base: &'a str,
}

impl Build<'_> {
    /// The form for what an adviser notes; none on a shared screen.
    fn mark(&self, question: QuestionId) -> Option<MarkView> {
        let led = self.led.filter(|led| !led.share && led.interview.may(InterviewStep::Mark))?;
        let mark = led.interview.marks.get(&question).cloned().unwrap_or_default();
        let proofs = Proof::ALL.into_iter().map(|proof| Choice {
            code: proof.code(),
            label: self.chrome.tc("lead-proof-", proof.code()),
            pressed: mark.proof == Some(proof),
        });
        Some(MarkView {
            here: format!("{}/interview/mark", self.base),
            back: self.here.to_owned(),
            proofs: proofs.collect(),
            open: mark.revision > 0,
            shown: mark.shown,
            clarify: mark.clarify,
            reply: mark.reply,
            private: mark.private,
            revision: mark.revision,
        })
    }

    fn group(&mut self, requirement: &Requirement) -> Group {
        let questions = requirement.questions();
        Group {
            id: requirement.uuid.to_string(),
            title: words(self.chrome, &requirement.title),
            number: requirement.id.clone(),
            top: requirement.top,
            questions: questions
                .into_iter()
                .map(|(question, status)| self.question(requirement, question, status.is_some()))
                .collect(),
        }
    }

    fn question(&mut self, requirement: &Requirement, question: &Question, is_status: bool) -> QuestionView {
        let chrome = self.chrome;
        let stored = self.shown.assessment.answers.get(&question.uuid).cloned().unwrap_or_default();
        let mark = self.mark.take_if(|marked| marked.question == question.uuid).map(|marked| marked.mark);
        let label = |value: Option<AnswerValue>| {
            value.map_or_else(|| chrome.t("interview-no-answer"), |value| chrome.tc("answer-", value.code()))
        };
        let text = words(chrome, &question.text);
        let choices = self.shown.check.check.allowed(is_status).iter().map(|value| Choice {
            code: value.code(),
            label: chrome.tc("answer-", value.code()),
            pressed: stored.value == Some(*value),
        });
        let mut view = QuestionView {
            uuid: question.uuid,
            long: text.text.contains('\n') || text.text.chars().count() > LONGEST_HEADING,
            text,
            help: words(chrome, &question.help),
            example: words(chrome, &question.example),
            asked: is_asked(requirement, question.uuid, self.values),
            is_status,
            choices: choices.collect(),
            answer: stored.value.map(|value| chrome.tc("answer-", value.code())),
            note_open: !stored.note.is_empty(),
            note: stored.note,
            revision: stored.revision,
            changed: stored.changed_at.map(|at| chrome.instant(&at)),
            saved: false,
            refused: None,
            conflict: None,
            noted: self.mark(question.uuid),
            next: String::new(),
        };
        match mark {
            None => {}
            Some(Mark::Saved) => view.saved = true,
            Some(Mark::Refused { message, note }) => {
                view.refused = Some(message);
                view.note = note.unwrap_or_default();
                view.note_open = true;
            }
            Some(Mark::Conflict { value, note }) => {
                let when = view.changed.clone().unwrap_or_default();
                let arguments = arguments([("answer", label(stored.value).into()), ("when", when.into())]);
                let mine = value.as_deref().map(|value| label(AnswerValue::from_code(value)));
                view.conflict = Some(Conflict {
                    theirs: chrome.t_with("interview-conflict-theirs", &arguments),
                    their_note: if note.is_some() { view.note.clone() } else { String::new() },
                    mine: mine.map(|mine| chrome.t_str("interview-conflict-mine", "answer", mine)).unwrap_or_default(),
                    value,
                    note,
                    keep: format!("{}#q-{}", self.here, question.uuid),
                });
            }
        }
        view
    }
}
