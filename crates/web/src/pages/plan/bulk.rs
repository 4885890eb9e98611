//! Changing several measures at once: reading the form, and saying what became of each.

use std::collections::BTreeSet;

use ringwall_app::{Assignee, BulkChange, BulkOutcome, NewOwner};
use ringwall_core::{id::RequirementId, plan::MeasureStatus, refusal::Refusal};

use super::item::{self, Person, stored};
use crate::Chrome;

/// What was typed into the form.
#[derive(Clone, Debug, Default)]
pub(super) struct BulkForm {
    pub(super) picks: Vec<(RequirementId, u32)>,
    status: String,
    owner: String,
    name: String,
    due: String,
    no_due: bool,
    reason: String,
}

impl BulkForm {
    /// Reads the pairs of the form; a checkbox per measure can come any number of times.
    pub(super) fn read(pairs: Vec<(String, String)>) -> Result<Self, Refusal> {
        let mut form = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "pick" => {
                    let pick =
                        value.split_once(':').and_then(|(id, seen)| Some((id.parse().ok()?, seen.parse().ok()?)));
                    form.picks.push(pick.ok_or(Refusal::new("form-unreadable"))?);
                }
                "status" => form.status = value,
                "owner" => form.owner = value,
                "name" => form.name = value,
                "due" => form.due = value,
                "no-due" => form.no_due = true,
                "reason" => form.reason = value,
                _ => {
                    let field: String = name.chars().take(40).collect();
                    return Err(Refusal::new("form-field-unknown").with("field", field));
                }
            }
        }
        form.picks.sort();
        form.picks.dedup_by_key(|(id, _)| *id);
        Ok(form)
    }

    /// What is to be changed.
    pub(super) fn change(&self) -> Result<BulkChange, Refusal> {
        let due = item::date(&self.due)?;
        Ok(BulkChange {
            status: MeasureStatus::from_code(&self.status),
            reason: self.reason.clone(),
            owner: match self.owner.as_str() {
                "" => None,
                "none" => Some(NewOwner::Nobody),
                "named" if self.name.trim().is_empty() => return Err(Refusal::new("bulk-name-missing")),
                "named" => Some(NewOwner::Named(self.name.clone())),
                account => item::account(account)?.map(NewOwner::Account),
            },
            due: if self.no_due { Some(None) } else { due.map(Some) },
        })
    }
}

/// One measure that was not changed, and why.
pub(super) struct Unchanged {
    pub(super) id: RequirementId,
    pub(super) title: String,
    pub(super) why: String,
}

/// The form as it is shown.
#[derive(Default)]
pub(super) struct BulkView {
    pub(super) picked: BTreeSet<RequirementId>,
    pub(super) statuses: Vec<(&'static str, String, bool)>,
    pub(super) people: Vec<Person>,
    pub(super) owner: String,
    pub(super) name: String,
    pub(super) due: String,
    pub(super) no_due: bool,
    pub(super) reason: String,
    pub(super) open: bool,
    pub(super) refused: Option<String>,
    pub(super) said: Option<String>,
    pub(super) unchanged: Vec<Unchanged>,
}

/// What came back from the form.
pub(super) enum Came {
    /// Nothing; some were changed a moment ago if a number is given.
    Nothing(Option<usize>),
    /// A rule says no to all of it.
    Refused(String, BulkForm),
    /// Some were left as they are.
    Partly(BulkOutcome, BulkForm),
}

impl BulkView {
    pub(super) fn new(
        chrome: &Chrome,
        people: &[Assignee],
        came: Came,
        title: impl Fn(RequirementId) -> String,
    ) -> Self {
        let mut view = Self::default();
        let changed = |count: usize| chrome.t_num("bulk-changed", "count", count);
        let form = match came {
            Came::Nothing(count) => {
                view.said = count.map(changed);
                BulkForm::default()
            }
            Came::Refused(sentence, form) => {
                view.refused = Some(sentence);
                view.picked = form.picks.iter().map(|(id, _)| *id).collect();
                form
            }
            Came::Partly(outcome, form) => {
                view.said = (!outcome.changed.is_empty()).then(|| changed(outcome.changed.len()));
                for item in &outcome.conflicts {
                    let why = chrome.t_str("bulk-conflict", "stored", stored(chrome, item, people));
                    view.unchanged.push(Unchanged { id: item.requirement, title: title(item.requirement), why });
                }
                for (id, refusal) in &outcome.refused {
                    view.unchanged.push(Unchanged { id: *id, title: title(*id), why: chrome.refusal(refusal) });
                }
                // What could not be changed stays chosen, now as it is, so that it can be tried once more.
                view.picked = view.unchanged.iter().map(|unchanged| unchanged.id).collect();
                form
            }
        };
        view.open = view.refused.is_some() || !view.unchanged.is_empty();
        view.statuses = MeasureStatus::ALL
            .into_iter()
            .map(|status| (status.code(), chrome.tc("measure-status-", status.code()), status.code() == form.status))
            .collect();
        view.people = item::people(chrome, people, item::account(&form.owner).unwrap_or_default());
        BulkForm { owner: view.owner, name: view.name, due: view.due, no_due: view.no_due, reason: view.reason, .. } =
            form;
        view
    }
}
