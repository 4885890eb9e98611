//! What the page of one measure looks like.

use askama::Template;
use jiff::{Timestamp, civil::Date};
use ringwall_app::{Access, AppError, Assignee, Right};
use ringwall_content::arguments;
use ringwall_core::{
    comment::Comment,
    document::{Document, DocumentKind, DocumentLimits, DocumentUse, MEGABYTE},
    history::{ChangeSource, Contributor, HistoryLine, MeasureChange},
    id::{CommentId, DocumentId},
    plan::PlanItem,
};

use super::{Came, Measure};
use crate::{
    Chrome, PageResult,
    pages::{plan::item::Item, result::words::Place},
};

/// What was typed into a field, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Typed {
    pub(crate) text: String,
    pub(crate) refused: Option<String>,
}

/// What the page is made of.
pub(super) struct Parts {
    pub(super) item: PlanItem,
    pub(super) people: Vec<Assignee>,
    pub(super) comments: Vec<Comment>,
    pub(super) history: Vec<HistoryLine>,
    pub(super) documents: Vec<Document>,
    pub(super) used: DocumentUse,
    pub(super) limits: DocumentLimits,
    pub(super) now: Timestamp,
    pub(super) today: Date,
}

#[derive(Template)]
#[template(path = "measure/show.html")]
pub(super) struct MeasurePage {
    chrome: Chrome,
    place: Place,
    /// Address of this page.
    here: String,
    /// Address of the plan.
    plan: String,
    item: Item,
    can_work: bool,
    comments: Vec<CommentView>,
    writing: Typed,
    history: Vec<HistoryView>,
    documents: Vec<DocumentView>,
    /// What is accepted, and how much room is left.
    room: String,
    accept: String,
    full: bool,
    file_refused: Option<String>,
    said: Option<&'static str>,
}

struct CommentView {
    id: CommentId,
    who: String,
    at: String,
    stamp: String,
    text: String,
    edited: bool,
    may_edit: bool,
    may_delete: bool,
    editing: Option<Typed>,
}

struct DocumentView {
    id: DocumentId,
    name: String,
    facts: String,
    may_delete: bool,
}

struct HistoryView {
    who: String,
    at: String,
    stamp: String,
    sentences: Vec<String>,
}

impl MeasurePage {
    pub(super) fn new(
        chrome: Chrome,
        place: Place,
        measure: &Measure,
        access: &Access,
        parts: Parts,
        came: Came,
    ) -> PageResult<Self> {
        let requirement = measure.shown.check.check.requirement(measure.requirement).ok_or(AppError::NotFound)?;
        let Parts { item, people, comments, history, documents, used, limits, now, today } = parts;
        let mut editing = came.editing;
        let mut views = Vec::new();
        for comment in comments {
            let may_edit = access.may(Right::Advise) && comment.may_edit(access.by(), now);
            let typed = editing.take_if(|(id, _)| *id == comment.id).map(|(_, typed)| typed);
            // Whoever opens the form too late sees the comment as it is; what was typed comes back in any case.
            let typed = match typed {
                Some(Some(typed)) => Some(typed),
                Some(None) => may_edit.then(|| Typed { text: comment.text.clone(), refused: None }),
                None => None,
            };
            views.push(CommentView {
                id: comment.id,
                who: who(&chrome, &comment.by),
                at: chrome.instant(&comment.created_at),
                stamp: comment.created_at.to_string(),
                edited: comment.edited_at.is_some(),
                may_edit,
                may_delete: access.may(Right::Advise) && comment.may_delete(access.by(), access.may(Right::Own)),
                editing: typed,
                text: comment.text,
            });
        }
        let history = history.iter().map(|line| HistoryView {
            who: who(&chrome, &line.by),
            at: chrome.instant(&line.at),
            stamp: line.at.to_string(),
            sentences: sentences(&chrome, line),
        });
        let documents = documents.into_iter().map(|document| {
            let facts = arguments([
                ("kind", chrome.tc("document-kind-", document.kind.code()).into()),
                ("size", size(&chrome, document.size).into()),
                ("who", who(&chrome, &document.by).into()),
                ("day", chrome.day(&document.created_at).into()),
            ]);
            DocumentView {
                id: document.id,
                facts: chrome.t_with("document-facts", &facts),
                may_delete: access.may(Right::Work) || (access.may(Right::Advise) && document.by.is(access.by())),
                name: document.name,
            }
        });
        let left = limits.total.saturating_sub(used.bytes);
        let room = arguments([
            ("largest", size(&chrome, limits.largest.min(left)).into()),
            ("files", limits.most.saturating_sub(used.files).into()),
            ("left", size(&chrome, left).into()),
        ]);
        let extensions = DocumentKind::ALL.iter().map(|kind| format!(".{}", kind.code()));
        Ok(Self {
            documents: documents.collect(),
            room: chrome.t_with("document-room", &room),
            accept: extensions.chain([".jpg".to_owned()]).collect::<Vec<_>>().join(","),
            full: left == 0 || used.files >= limits.most,
            file_refused: came.file_refused,
            plan: format!("{}/plan", place.base),
            here: measure.here.clone(),
            item: Item::new(&chrome, &place.base, &measure.shown, requirement, &item, &people, today, came.mark),
            can_work: access.may(Right::Advise),
            comments: views,
            writing: came.writing,
            history: history.collect(),
            said: came.said,
            place,
            chrome,
        })
    }
}

/// A size as people say it: kilobytes up to one megabyte, then megabytes with one decimal.
fn size(chrome: &Chrome, bytes: u64) -> String {
    let tenths =
        |unit: u64| f64::from(u32::try_from(bytes.saturating_mul(10).div_ceil(unit)).unwrap_or(u32::MAX)) / 10.0;
    if bytes < MEGABYTE {
        chrome.t_str("document-kilobytes", "size", chrome.number(tenths(1_024).ceil()))
    } else {
        chrome.t_str("document-megabytes", "size", chrome.number(tenths(MEGABYTE)))
    }
}

/// Who it was, in words.
pub(crate) fn who(chrome: &Chrome, by: &Contributor) -> String {
    match by.role.as_str() {
        "visitor" => chrome.t("history-by-visitor"),
        "system" => chrome.t("history-by-system"),
        _ if by.person.is_empty() => chrome.t("history-by-gone"),
        "adviser" | "helper" => chrome.t_str("plan-owner-adviser", "name", &by.person),
        _ => by.person.clone(),
    }
}

/// A line of the history as sentences, one per change.
fn sentences(chrome: &Chrome, line: &HistoryLine) -> Vec<String> {
    let mut sentences: Vec<String> = line.changes.iter().map(|change| sentence(chrome, change)).collect();
    match line.source {
        ChangeSource::Page => {}
        ChangeSource::Bulk => sentences.push(chrome.t("history-in-bulk")),
        ChangeSource::FollowUp => sentences.push(chrome.t("history-from-follow-up")),
    }
    sentences
}

fn sentence(chrome: &Chrome, change: &MeasureChange) -> String {
    match change {
        MeasureChange::Status { from, to } => {
            let word = |code: &str| chrome.tc("measure-status-", code).into();
            chrome.t_with("history-status", &arguments([("from", word(from.code())), ("to", word(to.code()))]))
        }
        MeasureChange::Owner { from, to } => match (from.is_empty(), to.is_empty()) {
            (_, true) => chrome.t_str("history-owner-none", "from", from),
            (true, false) => chrome.t_str("history-owner-first", "to", to),
            (false, false) => {
                chrome.t_with("history-owner", &arguments([("from", from.clone().into()), ("to", to.clone().into())]))
            }
        },
        MeasureChange::Due { from, to } => match (from, to) {
            (Some(from), None) => chrome.t_str("history-due-none", "from", chrome.date(from)),
            (None, Some(to)) => chrome.t_str("history-due-first", "to", chrome.date(to)),
            (Some(from), Some(to)) => {
                let days = [("from", chrome.date(from).into()), ("to", chrome.date(to).into())];
                chrome.t_with("history-due", &arguments(days))
            }
            (None, None) => String::new(),
        },
        MeasureChange::Reason { to } if to.is_empty() => chrome.t("history-reason-none"),
        MeasureChange::Reason { to } => chrome.t_str("history-reason", "to", to),
        MeasureChange::Note => chrome.t("history-note"),
        MeasureChange::CommentAdded => chrome.t("history-comment-added"),
        MeasureChange::CommentEdited => chrome.t("history-comment-edited"),
        MeasureChange::CommentDeleted => chrome.t("history-comment-deleted"),
        MeasureChange::DocumentAdded { name } => chrome.t_str("history-document-added", "name", name),
        MeasureChange::DocumentDeleted { name } => chrome.t_str("history-document-deleted", "name", name),
    }
}
