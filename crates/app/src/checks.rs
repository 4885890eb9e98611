//! Which checks there are: shipped ones from content, imported ones from the store.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use ringwall_content::{Edition, oscal};
use ringwall_core::{
    actor::Author,
    assessment::{AllowedAnswers, Assessment},
    check::Check,
    id::{AssessmentId, CheckDigest, TenantId},
};
use ringwall_store::CheckEdition;

use crate::{App, AppError};

/// A check with an index of its questions, so that one answer needs no walk through 900 controls.
#[derive(Debug)]
pub struct LoadedCheck {
    /// Fingerprint.
    pub digest: CheckDigest,
    /// The check.
    pub check: Arc<Check>,
    /// Which answers it takes.
    pub allowed: AllowedAnswers,
}

impl LoadedCheck {
    fn new(edition: &Edition) -> Self {
        let allowed = AllowedAnswers::of(&edition.check);
        Self { digest: edition.digest.clone(), check: Arc::clone(&edition.check), allowed }
    }
}

/// Checks in memory, and which assessment uses which. Both never change once written, so nothing needs invalidating.
#[derive(Default)]
pub(crate) struct Loaded {
    checks: RwLock<HashMap<CheckDigest, Arc<LoadedCheck>>>,
    assessments: RwLock<HashMap<(TenantId, AssessmentId), Arc<LoadedCheck>>>,
}

/// Most checks kept in memory; a 900-control catalogue takes about 3 MB.
const MOST_CHECKS: usize = 32;
/// Most assessments whose check is remembered.
const MOST_ASSESSMENTS: usize = 20_000;

fn remember<K: std::hash::Hash + Eq>(
    map: &RwLock<HashMap<K, Arc<LoadedCheck>>>,
    most: usize,
    key: K,
    check: &Arc<LoadedCheck>,
) {
    let mut map = map.write().unwrap_or_else(PoisonError::into_inner);
    if map.len() >= most {
        map.clear();
    }
    map.insert(key, Arc::clone(check));
}

impl App {
    /// The shipped checks, then the newest edition of each imported catalogue.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn imported_checks(&self) -> Result<Vec<CheckEdition>, AppError> {
        Ok(self.store().read().await?.imported_checks().await?)
    }

    /// The edition that a new assessment of this check would use.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if there is no such check.
    pub async fn newest_check(&self, id: &str) -> Result<Arc<LoadedCheck>, AppError> {
        if let Some(edition) = self.content().check(id) {
            return self.check(&edition.digest.clone()).await;
        }
        let imported = self.imported_checks().await?;
        let edition = imported.into_iter().find(|edition| edition.check_id == id).ok_or(AppError::NotFound)?;
        self.check(&edition.digest).await
    }

    /// The check with this fingerprint.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn check(&self, digest: &CheckDigest) -> Result<Arc<LoadedCheck>, AppError> {
        let known = {
            let checks = self.inner.loaded.checks.read().unwrap_or_else(PoisonError::into_inner);
            checks.get(digest).cloned()
        };
        if let Some(check) = known {
            return Ok(check);
        }
        let shipped = self.content().checks().find(|edition| edition.digest == *digest);
        let edition = if let Some(edition) = shipped {
            edition.clone()
        } else {
            let stored = self.store().read().await?.check_by_digest(digest).await?;
            Edition { digest: digest.clone(), check: Arc::new(stored.ok_or(AppError::NotFound)?) }
        };
        let loaded = Arc::new(LoadedCheck::new(&edition));
        remember(&self.inner.loaded.checks, MOST_CHECKS, digest.clone(), &loaded);
        Ok(loaded)
    }

    /// The check an assessment belongs to.
    pub(crate) async fn check_of(&self, tenant: TenantId, id: AssessmentId) -> Result<Arc<LoadedCheck>, AppError> {
        let known = {
            let known = self.inner.loaded.assessments.read().unwrap_or_else(PoisonError::into_inner);
            known.get(&(tenant, id)).cloned()
        };
        if let Some(check) = known {
            return Ok(check);
        }
        let head = self.store().read().await?.assessment_head(tenant, id).await?.ok_or(AppError::NotFound)?;
        let check = self.check(&head.check).await?;
        remember(&self.inner.loaded.assessments, MOST_ASSESSMENTS, (tenant, id), &check);
        Ok(check)
    }

    /// The checks of several assessments, by digest.
    pub(crate) async fn checks_of(
        &self,
        assessments: &[Assessment],
    ) -> Result<std::collections::BTreeMap<CheckDigest, Arc<Check>>, AppError> {
        let mut checks = std::collections::BTreeMap::new();
        for assessment in assessments {
            if !checks.contains_key(&assessment.check) {
                let loaded = self.check(&assessment.check).await?;
                checks.insert(assessment.check.clone(), Arc::clone(&loaded.check));
            }
        }
        Ok(checks)
    }

    /// Imports an OSCAL catalogue; from then on it is offered like a shipped check. Importing twice changes nothing.
    ///
    /// `licence` is what the importing person knows about it; used only if the file itself names none.
    ///
    /// # Errors
    /// The fault with its place.
    pub async fn import_catalogue(
        &self,
        bytes: &[u8],
        licence: Option<String>,
    ) -> Result<Result<Edition, oscal::OscalFault>, AppError> {
        let mut check = match oscal::import(bytes) {
            Ok(check) => check,
            Err(fault) => return Ok(Err(fault)),
        };
        if check.source.licence.is_empty() {
            check.source.licence = licence.unwrap_or_default();
        }
        let edition = Edition::of(check);
        let (stored, now) = (edition.clone(), self.now());
        self.store()
            .write::<_, AppError>("import_catalogue", move |tx| {
                Box::pin(async move {
                    tx.insert_check(&stored.digest, &stored.check, true, now).await?;
                    tx.append_audit(None, now, Author::OPERATOR, "catalogue-imported", &stored.check.id).await?;
                    Ok(())
                })
            })
            .await?;
        Ok(Ok(edition))
    }
}
