//! Changing the plan. A plan never changes an assessment.

use ringwall_core::{
    assessment::clean_note,
    id::RequirementId,
    organisation::one_line,
    plan::{PlanItem, ordered},
    refusal::Refusal,
};
use ringwall_store::Saved;

use crate::{Access, App, AppError, Right, Shown};

impl App {
    /// The plan items that were ever touched.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn plan(&self, access: &Access) -> Result<Vec<PlanItem>, AppError> {
        Ok(self.store().read().await?.plan_of(access.tenant()).await?)
    }

    /// Stores one plan item; `item.revision` is the revision the reader saw.
    ///
    /// # Errors
    /// A refusal (`plan-reason-missing`, `note-…`, `field-…`).
    pub async fn change_plan(&self, access: &Access, mut item: PlanItem) -> Result<Saved<PlanItem>, AppError> {
        access.require(Right::Advise)?;
        item.note = clean_note(&item.note)?;
        item.reason = clean_note(&item.reason)?;
        item.owner = one_line("owner", &item.owner)?.unwrap_or_default();
        let (tenant, now, seen) = (access.tenant(), self.now(), item.revision);
        let saved = self
            .store()
            .write::<_, AppError>("change_plan", move |tx| {
                Box::pin(async move {
                    let before = tx.plan_item(tenant, item.requirement).await?;
                    item.position = before.as_ref().and_then(|before| before.position);
                    let item = item.validated(before.as_ref(), now)?;
                    Ok(tx.save_plan_item(tenant, &item, seen).await?)
                })
            })
            .await?;
        match saved {
            Saved::Missing => Err(AppError::NotFound),
            saved => Ok(saved),
        }
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
