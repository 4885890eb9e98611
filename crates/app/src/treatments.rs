//! Deciding what happens with a risk.

use ringwall_core::{assessment::clean_note, organisation::one_line, refusal::Refusal, risk::Treatment};
use ringwall_store::Saved;

use crate::{Access, App, AppError, Right};

impl App {
    /// The decisions about risks.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn treatments(&self, access: &Access) -> Result<Vec<Treatment>, AppError> {
        Ok(self.store().read().await?.treatments_of(access.tenant()).await?)
    }

    /// Stores the decision about one risk; `treatment.revision` is the revision the reader saw.
    ///
    /// # Errors
    /// `risk-unknown`, `treatment-accept-incomplete`, `note-…`, `field-…`.
    pub async fn treat(&self, access: &Access, mut treatment: Treatment) -> Result<Saved<Treatment>, AppError> {
        access.require(Right::Work)?;
        if !self.content().risks().iter().any(|risk| risk.id == treatment.risk) {
            return Err(Refusal::new("risk-unknown").into());
        }
        treatment.reason = clean_note(&treatment.reason)?;
        treatment.person = one_line("person", &treatment.person)?.unwrap_or_default();
        let mut treatment = treatment.validated()?;
        let (tenant, by, now, seen) = (access.tenant(), access.by(), self.now(), treatment.revision);
        treatment.changed_at = Some(now);
        self.store()
            .write::<_, AppError>("treat", move |tx| {
                Box::pin(async move {
                    let saved = tx.save_treatment(tenant, &treatment, seen).await?;
                    tx.append_audit(Some(tenant), now, by, "risk-treated", &treatment.risk).await?;
                    Ok(saved)
                })
            })
            .await
    }
}
