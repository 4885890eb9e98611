//! Changing the plan. A plan never changes an assessment.

use std::collections::BTreeMap;

use jiff::civil::Date;
use ringwall_core::{
    actor::{Role, Scope},
    assessment::{AssessmentState, clean_note},
    consent::Opened,
    history::{ChangeSource, changes},
    id::{AccountId, RequirementId},
    organisation::one_line,
    plan::{MeasureStatus, PlanItem, ordered},
    refusal::Refusal,
};
use ringwall_store::{Conn, Saved};

use crate::{Access, App, AppError, Right, Shown, histories::Occasion};

/// Most measures changed at once; an imported catalogue has up to about a thousand.
const MOST_PICKS: usize = 1_000;

/// Somebody who can be chosen for a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignee {
    /// Who.
    pub account: AccountId,
    /// Their name.
    pub name: String,
    /// Whether they advise the organisation rather than belong to it.
    pub adviser: bool,
}

/// What else there is on the measures of a plan.
#[derive(Clone, Debug, Default)]
pub struct PlanMarks {
    /// Comments, by measure.
    pub comments: BTreeMap<RequirementId, u32>,
    /// Documents, by measure.
    pub documents: BTreeMap<RequirementId, u32>,
}

/// Who shall do it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewOwner {
    /// Nobody yet.
    Nobody,
    /// Somebody who can sign in.
    Account(AccountId),
    /// Somebody without an account.
    Named(String),
}

/// What is changed about several measures; `None` leaves it as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BulkChange {
    /// How far.
    pub status: Option<MeasureStatus>,
    /// Why not, needed for [`MeasureStatus::NotForUs`]; empty keeps what is there.
    pub reason: String,
    /// Who.
    pub owner: Option<NewOwner>,
    /// Until when; `Some(None)` takes the date away.
    pub due: Option<Option<Date>>,
}

impl BulkChange {
    fn applied_to(&self, before: &PlanItem) -> PlanItem {
        let mut item = before.clone();
        item.status = self.status.unwrap_or(item.status);
        if !self.reason.is_empty() && self.status == Some(MeasureStatus::NotForUs) {
            item.reason.clone_from(&self.reason);
        }
        match &self.owner {
            None => {}
            Some(NewOwner::Nobody) => (item.owner, item.owner_account) = (String::new(), None),
            Some(NewOwner::Account(account)) => item.owner_account = Some(*account),
            Some(NewOwner::Named(name)) => (item.owner, item.owner_account) = (name.clone(), None),
        }
        item.due = self.due.unwrap_or(item.due);
        item
    }
}

/// What became of a change of several measures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BulkOutcome {
    /// Stored.
    pub changed: Vec<RequirementId>,
    /// Measures that already were as wanted.
    pub same: usize,
    /// Somebody else changed these since; this is what is there.
    pub conflicts: Vec<PlanItem>,
    /// A rule says no to these.
    pub refused: Vec<(RequirementId, Refusal)>,
}

/// Calls the owner of a measure by the name of the account, which must be one of those that can be chosen, or the one
/// that is there already.
fn named(item: &mut PlanItem, before: Option<&PlanItem>, assignees: &[Assignee]) -> Result<(), Refusal> {
    let Some(account) = item.owner_account else { return Ok(()) };
    let known = assignees.iter().find(|assignee| assignee.account == account);
    let kept = before.filter(|before| before.owner_account == Some(account));
    item.owner = match (known, kept) {
        (Some(known), _) => known.name.clone(),
        (None, Some(kept)) => kept.owner.clone(),
        (None, None) => return Err(Refusal::new("plan-owner-unknown")),
    };
    Ok(())
}

impl App {
    /// The plan items that were ever touched.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn plan(&self, access: &Access) -> Result<Vec<PlanItem>, AppError> {
        Ok(self.store().read().await?.plan_of(access.tenant()).await?)
    }

    /// The plan item for one requirement; an untouched one if nobody has written anything yet.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn plan_item(&self, access: &Access, requirement: RequirementId) -> Result<PlanItem, AppError> {
        let item = self.store().read().await?.plan_item(access.tenant(), requirement).await?;
        Ok(item.unwrap_or_else(|| PlanItem::untouched(requirement)))
    }

    /// The newest finished assessment whose check has this requirement: the one whose plan the measure stands in.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if there is none.
    pub async fn assessment_of_measure(&self, access: &Access, requirement: RequirementId) -> Result<Shown, AppError> {
        let mut heads = self.overview(access).await?.assessments;
        heads.retain(|head| head.state == AssessmentState::Finished);
        heads.sort_by_key(|head| std::cmp::Reverse(head.finished_at));
        for head in heads {
            if self.check(&head.check).await?.check.requirement(requirement).is_some() {
                return self.assessment(access, head.id).await;
            }
        }
        Err(AppError::NotFound)
    }

    /// How many comments and how many documents there are on each measure that has any.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn plan_marks(&self, access: &Access) -> Result<PlanMarks, AppError> {
        let mut reader = self.store().read().await?;
        let comments = reader.comment_counts(access.tenant()).await?.into_iter().collect();
        let documents = reader.document_counts(access.tenant()).await?.into_iter().collect();
        Ok(PlanMarks { comments, documents })
    }

    /// Who can be chosen for a measure: the people of the organisation, and the advisers whom it lets work on it.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn assignees(&self, access: &Access) -> Result<Vec<Assignee>, AppError> {
        Self::assignees_in(&mut *self.store().read().await?, access).await
    }

    async fn assignees_in(conn: &mut Conn, access: &Access) -> Result<Vec<Assignee>, AppError> {
        let people = conn.people_of(Scope::Organisation(access.tenant())).await?;
        let mut assignees: Vec<Assignee> = people
            .into_iter()
            .filter(|(account, _)| account.disabled_at.is_none())
            .map(|(account, _)| Assignee { account: account.id, name: account.name, adviser: false })
            .collect();
        assignees.dedup_by_key(|assignee| assignee.account);
        for consent in conn.current_consents_of(access.tenant()).await? {
            let Some(partner) = consent.partner.filter(|_| consent.purpose.opens() == Opened::Working) else {
                continue;
            };
            for (account, role) in conn.people_of(Scope::Partner(partner)).await? {
                let known = assignees.iter().any(|assignee| assignee.account == account.id);
                if role == Role::Adviser && account.disabled_at.is_none() && !known {
                    assignees.push(Assignee { account: account.id, name: account.name, adviser: true });
                }
            }
        }
        Ok(assignees)
    }

    /// Stores one plan item; `item.revision` is the revision the reader saw.
    ///
    /// With `item.owner_account`, the owner is called by that account's name, whatever `item.owner` says.
    ///
    /// # Errors
    /// A refusal (`plan-reason-missing`, `plan-owner-unknown`, `note-…`, `field-…`).
    pub async fn change_plan(&self, access: &Access, mut item: PlanItem) -> Result<Saved<PlanItem>, AppError> {
        access.require(Right::Advise)?;
        item.note = clean_note(&item.note)?;
        item.reason = clean_note(&item.reason)?;
        item.owner = one_line("owner", &item.owner)?.unwrap_or_default();
        let (access, now, seen) = (*access, self.now(), item.revision);
        let app = self.clone();
        let saved = self
            .store()
            .write::<_, AppError>("change_plan", move |tx| {
                Box::pin(async move {
                    let (tenant, by) = (access.tenant(), access.by());
                    let before = tx.plan_item(tenant, item.requirement).await?;
                    let assignees = match item.owner_account {
                        Some(_) => Self::assignees_in(tx, &access).await?,
                        None => Vec::new(),
                    };
                    named(&mut item, before.as_ref(), &assignees)?;
                    item.position = before.as_ref().and_then(|before| before.position);
                    let item = item.validated(before.as_ref(), now)?;
                    let saved = tx.save_plan_item(tenant, &item, seen).await?;
                    if let Saved::Stored(_) = saved {
                        let before = before.unwrap_or_else(|| PlanItem::untouched(item.requirement));
                        let occasion = Occasion::new(tx, tenant, by, ChangeSource::Page, now).await?;
                        app.remember_change(tx, &occasion, item.requirement, changes(&before, &item)).await?;
                    }
                    Ok(saved)
                })
            })
            .await?;
        match saved {
            Saved::Missing => Err(AppError::NotFound),
            saved => Ok(saved),
        }
    }

    /// Changes several measures in one transaction. Each pick says which revision was seen: a measure that somebody
    /// else has changed since is left as it is and reported; the others are stored.
    ///
    /// # Errors
    /// `bulk-nothing-picked`, `bulk-too-many` (parameter `most`), `bulk-nothing-to-do`, `plan-owner-unknown`, `note-…`,
    /// `field-…`; nothing is stored then.
    pub async fn change_plan_in_bulk(
        &self,
        access: &Access,
        picks: Vec<(RequirementId, u32)>,
        mut change: BulkChange,
    ) -> Result<BulkOutcome, AppError> {
        access.require(Right::Advise)?;
        if picks.is_empty() {
            return Err(Refusal::new("bulk-nothing-picked").into());
        }
        if picks.len() > MOST_PICKS {
            return Err(Refusal::new("bulk-too-many").with("most", MOST_PICKS).into());
        }
        if change.status.is_none() && change.owner.is_none() && change.due.is_none() {
            return Err(Refusal::new("bulk-nothing-to-do").into());
        }
        change.reason = clean_note(&change.reason)?;
        if let Some(NewOwner::Named(name)) = &mut change.owner {
            *name = one_line("owner", name)?.unwrap_or_default();
        }
        let (access, now, app) = (*access, self.now(), self.clone());
        self.store()
            .write::<_, AppError>("change_plan_in_bulk", move |tx| {
                Box::pin(async move {
                    let (tenant, by) = (access.tenant(), access.by());
                    let assignees = Self::assignees_in(tx, &access).await?;
                    let occasion = Occasion::new(tx, tenant, by, ChangeSource::Bulk, now).await?;
                    let mut outcome = BulkOutcome::default();
                    for (requirement, seen) in picks {
                        let before = tx.plan_item(tenant, requirement).await?;
                        let before = before.unwrap_or_else(|| PlanItem::untouched(requirement));
                        if before.revision != seen {
                            outcome.conflicts.push(before);
                            continue;
                        }
                        let mut item = change.applied_to(&before);
                        named(&mut item, Some(&before), &assignees)?;
                        let item = match item.validated(Some(&before), now) {
                            Ok(item) => item,
                            Err(refusal) => {
                                outcome.refused.push((requirement, refusal));
                                continue;
                            }
                        };
                        let differences = changes(&before, &item);
                        if differences.is_empty() {
                            outcome.same += 1;
                            continue;
                        }
                        match tx.save_plan_item(tenant, &item, seen).await? {
                            Saved::Stored(_) => {
                                app.remember_change(tx, &occasion, requirement, differences).await?;
                                outcome.changed.push(requirement);
                            }
                            Saved::Conflict(current) => outcome.conflicts.push(current),
                            Saved::Missing | Saved::Finished => return Err(AppError::NotFound),
                        }
                    }
                    Ok(outcome)
                })
            })
            .await
    }

    /// Moves a measure one place up or down in the plan of an assessment and stores the whole order.
    ///
    /// # Errors
    /// `question-unknown` if the measure is not in the plan of this assessment.
    pub async fn move_in_plan(
        &self,
        access: &Access,
        shown: &Shown,
        requirement: RequirementId,
        up: bool,
    ) -> Result<(), AppError> {
        access.require(Right::Advise)?;
        let organisation = self.overview(access).await?.organisation;
        let content = std::sync::Arc::clone(self.content());
        let analysis = ringwall_core::analysis::analyse(
            &shown.check.check,
            content.risks(),
            &organisation,
            &shown.assessment.values(),
        );
        let plan = self.plan(access).await?;
        let mut order: Vec<RequirementId> =
            ordered(&analysis.measures, &plan).into_iter().map(|(measure, _)| measure.requirement.uuid).collect();
        let from = order.iter().position(|id| *id == requirement).ok_or(Refusal::new("question-unknown"))?;
        let to = if up { from.saturating_sub(1) } else { (from + 1).min(order.len().saturating_sub(1)) };
        order.swap(from, to);
        let tenant = access.tenant();
        self.store()
            .write::<_, AppError>("move_in_plan", move |tx| {
                Box::pin(async move {
                    for (position, id) in (1_i32..).zip(order) {
                        let before = tx.plan_item(tenant, id).await?;
                        let item = before.unwrap_or_else(|| PlanItem::untouched(id));
                        let position = Some(position.saturating_mul(ringwall_core::plan::POSITION_STEP));
                        if item.position != position {
                            let seen = item.revision;
                            tx.save_plan_item(tenant, &PlanItem { position, ..item }, seen).await?;
                        }
                    }
                    Ok(())
                })
            })
            .await
    }
}
