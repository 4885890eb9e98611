//! One measure of a plan: as it is shown in the list and on its own page, and the form that changes it.

use jiff::civil::Date;
use ringwall_app::{Assignee, Shown};
use ringwall_core::{
    check::Requirement,
    id::{AccountId, RequirementId},
    plan::{MeasureStatus, PlanItem},
    refusal::Refusal,
    scoring::is_asked,
};
use serde::Deserialize;

use crate::{
    Chrome,
    pages::{
        interview::question_path,
        result::words::{Term, Words, days, effort, measure_title, words},
        risks::wrong_date,
    },
};

/// Questions linked per measure.
const MOST_QUESTIONS: usize = 8;

/// One measure as the reader wants it, and the revision that was seen.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ItemForm {
    pub(crate) requirement: String,
    #[serde(default)]
    seen: String,
    #[serde(default)]
    pub(crate) status: String,
    #[serde(default)]
    account: String,
    #[serde(default)]
    owner: String,
    #[serde(default)]
    due: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    reason: String,
}

impl ItemForm {
    /// What the reader wants, still unchecked.
    pub(crate) fn item(&self, requirement: RequirementId) -> Result<PlanItem, Refusal> {
        Ok(PlanItem {
            status: MeasureStatus::from_code(&self.status).ok_or(Refusal::new("plan-status-missing"))?,
            owner: self.owner.clone(),
            owner_account: account(&self.account)?,
            due: date(&self.due)?,
            note: self.note.clone(),
            reason: self.reason.clone(),
            revision: self.seen.parse().unwrap_or(0),
            ..PlanItem::untouched(requirement)
        })
    }
}

/// Reads a date from a form; nothing is no date.
pub(crate) fn date(text: &str) -> Result<Option<Date>, Refusal> {
    let text = text.trim();
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|_| wrong_date()) }
}

/// Reads the choice of a person from a form; nothing is nobody.
pub(crate) fn account(text: &str) -> Result<Option<AccountId>, Refusal> {
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|_| Refusal::new("plan-owner-unknown")) }
}

/// What happened to a measure a moment ago.
pub(crate) enum Mark {
    Saved,
    Refused(String, ItemForm),
    Conflict(ItemForm),
}

/// One measure.
pub(crate) struct Item {
    pub(crate) id: RequirementId,
    pub(crate) href: String,
    pub(crate) number: usize,
    pub(crate) revision: u32,
    pub(crate) title: Words,
    pub(crate) what: Words,
    pub(crate) top: bool,
    pub(crate) status: &'static str,
    pub(crate) status_word: String,
    pub(crate) meta: Vec<String>,
    pub(crate) effort: Option<Term>,
    pub(crate) owner_shown: String,
    pub(crate) due: Option<String>,
    pub(crate) overdue: bool,
    pub(crate) note_shown: String,
    pub(crate) reason_shown: String,
    pub(crate) questions: Vec<(String, Words)>,
    pub(crate) comments: u32,
    pub(crate) documents: u32,
    /// Whether it is chosen for a change of several at once.
    pub(crate) picked: bool,
    pub(crate) first: bool,
    pub(crate) last: bool,
    pub(crate) form: Form,
}

/// The form of a measure, with what was typed if it came back.
pub(crate) struct Form {
    pub(crate) seen: u32,
    pub(crate) statuses: Vec<(&'static str, String, bool)>,
    pub(crate) people: Vec<Person>,
    pub(crate) owner: String,
    pub(crate) due: String,
    pub(crate) note: String,
    pub(crate) reason: String,
    pub(crate) open: bool,
    pub(crate) saved: bool,
    pub(crate) refused: Option<String>,
    pub(crate) conflict: Option<String>,
}

/// Somebody who can be chosen.
pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) chosen: bool,
}

impl Item {
    /// A measure with what happened to it a moment ago.
    #[expect(clippy::too_many_arguments, reason = "a measure is made of exactly these")]
    pub(crate) fn new(
        chrome: &Chrome,
        base: &str,
        shown: &Shown,
        requirement: &Requirement,
        item: &PlanItem,
        people: &[Assignee],
        today: Date,
        mark: Option<Mark>,
    ) -> Self {
        let values = shown.assessment.values();
        let asked = requirement.questions().into_iter().map(|(question, _)| question);
        let asked = asked.filter(|question| is_asked(requirement, question.uuid, &values));
        Self {
            id: requirement.uuid,
            href: format!("{base}/plan/{}", requirement.uuid),
            number: 1,
            revision: item.revision,
            title: measure_title(chrome, requirement),
            what: words(chrome, &requirement.measure.what),
            top: requirement.top,
            status: item.status.code(),
            status_word: chrome.tc("measure-status-", item.status.code()),
            meta: requirement.measure.tenth_days.map(|tenths| days(chrome, tenths)).into_iter().collect(),
            effort: effort(chrome, &requirement.measure),
            owner_shown: owner_name(item, people),
            due: item.due.map(|due| chrome.date(&due)),
            overdue: item.is_overdue(today),
            note_shown: item.note.clone(),
            reason_shown: item.reason.clone(),
            questions: asked
                .take(MOST_QUESTIONS)
                .map(|question| {
                    let href = question_path(base, shown, question.uuid, false).unwrap_or_default();
                    (href, words(chrome, &question.text))
                })
                .collect(),
            comments: 0,
            documents: 0,
            picked: false,
            first: true,
            last: true,
            form: form(chrome, item, people, mark),
        }
    }
}

/// Who does it: by the name the account has now, or the one that was written down.
pub(crate) fn owner_name(item: &PlanItem, people: &[Assignee]) -> String {
    let known = item.owner_account.and_then(|account| people.iter().find(|person| person.account == account));
    known.map_or_else(|| item.owner.clone(), |person| person.name.clone())
}

/// Everybody who can be chosen, an adviser said to be one.
pub(crate) fn people(chrome: &Chrome, assignees: &[Assignee], chosen: Option<AccountId>) -> Vec<Person> {
    let person = |assignee: &Assignee| Person {
        id: assignee.account.to_string(),
        name: if assignee.adviser {
            chrome.t_str("plan-owner-adviser", "name", &assignee.name)
        } else {
            assignee.name.clone()
        },
        chosen: chosen == Some(assignee.account),
    };
    assignees.iter().map(person).collect()
}

fn form(chrome: &Chrome, item: &PlanItem, assignees: &[Assignee], mark: Option<Mark>) -> Form {
    let (mut status, mut chosen) = (item.status.code().to_owned(), item.owner_account);
    let mut form = Form {
        seen: item.revision,
        statuses: Vec::new(),
        people: Vec::new(),
        owner: if item.owner_account.is_some() { String::new() } else { item.owner.clone() },
        due: item.due.map(|due| due.to_string()).unwrap_or_default(),
        note: item.note.clone(),
        reason: item.reason.clone(),
        open: false,
        saved: false,
        refused: None,
        conflict: None,
    };
    let typed = match mark {
        None => None,
        Some(Mark::Saved) => {
            form.saved = true;
            None
        }
        Some(Mark::Refused(message, typed)) => {
            form.refused = Some(message);
            Some(typed)
        }
        Some(Mark::Conflict(typed)) => {
            form.conflict = Some(stored(chrome, item, assignees));
            Some(typed)
        }
    };
    if let Some(typed) = typed {
        form.open = true;
        (status, chosen) = (typed.status, account(&typed.account).unwrap_or_default());
        (form.owner, form.due, form.note, form.reason) = (typed.owner, typed.due, typed.note, typed.reason);
    }
    form.statuses = MeasureStatus::ALL
        .into_iter()
        .map(|choice| (choice.code(), chrome.tc("measure-status-", choice.code()), choice.code() == status))
        .collect();
    form.people = people(chrome, assignees, chosen);
    // Somebody who is no longer here stays chosen until somebody chooses otherwise.
    if let Some(gone) = item.owner_account.filter(|gone| !assignees.iter().any(|person| person.account == *gone)) {
        let name = item.owner.clone();
        form.people.push(Person { id: gone.to_string(), name, chosen: chosen == Some(gone) });
    }
    form
}

/// What is stored, in one line: status, owner, due date, note.
pub(crate) fn stored(chrome: &Chrome, item: &PlanItem, people: &[Assignee]) -> String {
    let mut parts = vec![chrome.tc("measure-status-", item.status.code())];
    for text in [&owner_name(item, people), &item.reason, &item.note] {
        if !text.is_empty() {
            parts.push(text.clone());
        }
    }
    parts.extend(item.due.map(|due| chrome.date(&due)));
    parts.join("; ")
}
