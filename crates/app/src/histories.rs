//! Writing down what changed about a measure, in the transaction of the change.

use jiff::Timestamp;
use ringwall_core::{
    actor::Author,
    history::{ChangeSource, Contributor, HistoryLine, MeasureChange},
    id::{RequirementId, TenantId},
};
use ringwall_store::Tx;
use serde_json::json;

use crate::{Access, App, AppError};

/// Most lines of a history that are shown.
const SHOWN: u32 = 200;

/// The part of a change that is the same for all measures it touches.
#[derive(Clone, Debug)]
pub(crate) struct Occasion {
    pub(crate) tenant: TenantId,
    pub(crate) by: Author,
    pub(crate) person: String,
    pub(crate) source: ChangeSource,
    pub(crate) now: Timestamp,
}

impl Occasion {
    /// Who changes something, under the name they have now.
    pub(crate) async fn new(
        tx: &mut Tx,
        tenant: TenantId,
        by: Author,
        source: ChangeSource,
        now: Timestamp,
    ) -> Result<Self, AppError> {
        let account = match by.account {
            Some(account) => tx.account_by_id(account).await?,
            None => None,
        };
        Ok(Self { tenant, by, person: account.map(|account| account.name).unwrap_or_default(), source, now })
    }

    pub(crate) fn contributor(&self) -> Contributor {
        Contributor::new(self.by, self.person.as_str())
    }
}

impl App {
    /// The last changes of a measure, newest first.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn history(&self, access: &Access, requirement: RequirementId) -> Result<Vec<HistoryLine>, AppError> {
        Ok(self.store().read().await?.history_of(access.tenant(), requirement, SHOWN).await?)
    }

    /// Writes one line of history and one of the audit trail; neither if nothing changed.
    pub(crate) async fn remember_change(
        &self,
        tx: &mut Tx,
        occasion: &Occasion,
        requirement: RequirementId,
        changes: Vec<MeasureChange>,
    ) -> Result<(), AppError> {
        if changes.is_empty() {
            return Ok(());
        }
        // Kinds of change only: names of people and files stay in the history.
        let kinds: Vec<&str> = changes.iter().map(kind).collect();
        let detail = json!({ "requirement": requirement, "what": kinds, "source": occasion.source.code() });
        let Occasion { tenant, by, source, now, .. } = *occasion;
        let line = HistoryLine { requirement, at: now, by: occasion.contributor(), source, changes };
        tx.append_history(tenant, self.new_uuid(), &line).await?;
        tx.append_audit(Some(tenant), now, by, "measure-changed", &detail).await?;
        Ok(())
    }
}

const fn kind(change: &MeasureChange) -> &'static str {
    match change {
        MeasureChange::Status { .. } => "status",
        MeasureChange::Owner { .. } => "owner",
        MeasureChange::Due { .. } => "due",
        MeasureChange::Reason { .. } => "reason",
        MeasureChange::Note => "note",
        MeasureChange::CommentAdded => "comment-added",
        MeasureChange::CommentEdited => "comment-edited",
        MeasureChange::CommentDeleted => "comment-deleted",
        MeasureChange::DocumentAdded { .. } => "document-added",
        MeasureChange::DocumentDeleted { .. } => "document-deleted",
    }
}
