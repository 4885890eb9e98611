//! Saying something about a measure.

use jiff::SignedDuration;
use ringwall_core::{
    comment::{Comment, clean_comment, room_for_comment},
    history::{ChangeSource, MeasureChange},
    id::{CommentId, RequirementId},
    refusal::Refusal,
};

use crate::{Access, App, AppError, Right, Shown, histories::Occasion};

/// The same words by the same person within this time are one comment: somebody pressed the button twice.
const TWICE: SignedDuration = SignedDuration::from_mins(1);

impl App {
    /// The comments on a measure, oldest first.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn comments(&self, access: &Access, requirement: RequirementId) -> Result<Vec<Comment>, AppError> {
        Ok(self.store().read().await?.comments_on(access.tenant(), requirement).await?)
    }

    /// Writes a comment on a measure of the plan of an assessment.
    ///
    /// # Errors
    /// `comment-empty`, `comment-too-long`, `comment-control-characters`, `comment-too-many`;
    /// [`AppError::NotFound`] if the check has no such requirement.
    pub async fn write_comment(
        &self,
        access: &Access,
        shown: &Shown,
        requirement: RequirementId,
        text: &str,
    ) -> Result<CommentId, AppError> {
        access.require(Right::Advise)?;
        shown.check.check.requirement(requirement).ok_or(AppError::NotFound)?;
        let text = clean_comment(text)?;
        let (tenant, by, now, id) = (access.tenant(), access.by(), self.now(), CommentId(self.uuid_once("comment")));
        let app = self.clone();
        self.store()
            .write::<_, AppError>("write_comment", move |tx| {
                Box::pin(async move {
                    let there = tx.comments_on(tenant, requirement).await?;
                    let twice = there.iter().rev().find(|comment| {
                        comment.id == id
                            || comment.text == text
                                && comment.by.is(by)
                                && now.duration_since(comment.created_at) < TWICE
                    });
                    if let Some(twice) = twice {
                        return Ok(twice.id);
                    }
                    room_for_comment(there.len())?;
                    let occasion = Occasion::new(tx, tenant, by, ChangeSource::Page, now).await?;
                    let by = occasion.contributor();
                    let comment = Comment { id, requirement, by, text, created_at: now, edited_at: None };
                    tx.insert_comment(tenant, &comment).await?;
                    app.remember_change(tx, &occasion, requirement, vec![MeasureChange::CommentAdded]).await?;
                    Ok(id)
                })
            })
            .await
    }

    /// Changes the words of a comment.
    ///
    /// # Errors
    /// `comment-no-longer-editable` for anybody else and after 15 minutes; what [`Self::write_comment`] refuses;
    /// [`AppError::NotFound`].
    pub async fn edit_comment(
        &self,
        access: &Access,
        requirement: RequirementId,
        id: CommentId,
        text: &str,
    ) -> Result<(), AppError> {
        access.require(Right::Advise)?;
        let text = clean_comment(text)?;
        let (tenant, by, now) = (access.tenant(), access.by(), self.now());
        let app = self.clone();
        self.store()
            .write::<_, AppError>("edit_comment", move |tx| {
                Box::pin(async move {
                    let comment = tx.comment(tenant, id).await?.ok_or(AppError::NotFound)?;
                    if comment.requirement != requirement {
                        return Err(AppError::NotFound);
                    }
                    if !comment.may_edit(by, now) {
                        return Err(Refusal::new("comment-no-longer-editable").into());
                    }
                    if comment.text == text {
                        return Ok(());
                    }
                    tx.edit_comment(tenant, id, &text, now).await?;
                    let occasion = Occasion::new(tx, tenant, by, ChangeSource::Page, now).await?;
                    app.remember_change(tx, &occasion, requirement, vec![MeasureChange::CommentEdited]).await
                })
            })
            .await
    }

    /// Deletes a comment. Fine if it is gone already.
    ///
    /// # Errors
    /// [`AppError::Denied`] for anybody but its author and the organisation's owners.
    pub async fn delete_comment(
        &self,
        access: &Access,
        requirement: RequirementId,
        id: CommentId,
    ) -> Result<(), AppError> {
        access.require(Right::Advise)?;
        let (tenant, by, now, owns) = (access.tenant(), access.by(), self.now(), access.may(Right::Own));
        let app = self.clone();
        self.store()
            .write::<_, AppError>("delete_comment", move |tx| {
                Box::pin(async move {
                    let comment = tx.comment(tenant, id).await?;
                    let Some(comment) = comment.filter(|comment| comment.requirement == requirement) else {
                        return Ok(());
                    };
                    if !comment.may_delete(by, owns) {
                        return Err(AppError::Denied);
                    }
                    tx.delete_comment(tenant, id).await?;
                    let occasion = Occasion::new(tx, tenant, by, ChangeSource::Page, now).await?;
                    app.remember_change(tx, &occasion, requirement, vec![MeasureChange::CommentDeleted]).await
                })
            })
            .await
    }
}
