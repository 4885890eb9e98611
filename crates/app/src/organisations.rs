//! Beginning, keeping, taking out and deleting one organisation's data.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use ringwall_core::{
    actor::Author,
    dossier::{Dossier, FORMAT},
    id::{AssessmentId, TenantId},
    language::Language,
    organisation::Organisation,
    refusal::Refusal,
};
use ringwall_store::{AssessmentHead, Deleted, Receipt, Saved};
use uuid::Uuid;

use crate::{
    Access, App, AppError, Download, Job, ResumeToken, Right, Signed,
    access::{secret_hash, secret_text},
};

/// What is needed to begin.
#[derive(Clone, Debug)]
pub struct NewCase {
    /// Readable id of the check.
    pub check: String,
    /// Who is looked at.
    pub organisation: Organisation,
    /// Language of the reader.
    pub language: Language,
}

/// A case that was just begun.
#[derive(Clone, Debug)]
pub struct Started {
    /// Whose data.
    pub tenant: TenantId,
    /// The way back in. This is the only time it is known here.
    pub token: ResumeToken,
    /// The assessment that was begun, or the newest one of an imported dossier.
    pub assessment: Option<AssessmentId>,
}

/// What the overview page of an organisation shows.
#[derive(Clone, Debug)]
pub struct Overview {
    /// The organisation.
    pub organisation: Organisation,
    /// Revision of the organisation's facts, to be handed back when they are changed.
    pub revision: u32,
    /// Language it uses.
    pub language: Language,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When it will be deleted if nobody comes back.
    pub expires_at: Timestamp,
    /// Whether somebody with an account answers for it; then there is no resume link.
    pub kept: bool,
    /// Assessments, oldest first.
    pub assessments: Vec<AssessmentHead>,
}

/// A deletion, as its receipt says it.
#[derive(Clone, Debug)]
pub struct Deletion {
    /// What.
    pub deleted: Deleted,
    /// The number under which it can be confirmed. This is the only time it is known here.
    pub number: String,
    /// When.
    pub at: Timestamp,
}

/// A new number: 80 random bits in four groups of four.
fn receipt_number(app: &App) -> String {
    let text = secret_text(app).to_uppercase();
    let groups: Vec<&str> = (0..4).filter_map(|group| text.get(group * 4..group * 4 + 4)).collect();
    groups.join("-")
}

/// What the database knows of a number.
fn receipt_hash(number: &str) -> [u8; 32] {
    let plain: String = number.chars().filter(char::is_ascii_alphanumeric).collect();
    secret_hash(&plain.to_lowercase())
}

impl App {
    /// A new id: time-ordered, so that neighbours in the index are neighbours on disk.
    pub(crate) fn new_uuid(&self) -> Uuid {
        let millis = u64::try_from(self.now().as_millisecond()).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &self.random::<10>()).into_uuid()
    }

    pub(crate) fn expiry(&self) -> Timestamp {
        let keep = SignedDuration::from_hours(24 * i64::from(self.inner.settings.keep_days));
        self.now().checked_add(keep).unwrap_or(Timestamp::MAX)
    }

    /// Begins a check without an account.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if there is no such check; a refusal if a fact about the organisation breaks a rule.
    pub async fn start(&self, case: NewCase) -> Result<Started, AppError> {
        let organisation = case.organisation.validated()?;
        self.known_sector(&organisation)?;
        let check = self.newest_check(&case.check).await?;
        let (tenant, token) = (TenantId(self.uuid_once("tenant")), ResumeToken::new(self));
        let begun = self.begun(&check);
        let (now, expires_at, hash, id) = (self.now(), self.expiry(), token.hash(), begun.assessment.id);
        self.store()
            .write::<_, AppError>("start", move |tx| {
                Box::pin(async move {
                    if tx.organisation(tenant).await?.is_some() {
                        return Ok(());
                    }
                    tx.insert_organisation(tenant, &organisation, case.language, now, expires_at).await?;
                    tx.insert_resume_link(tenant, hash, now, expires_at).await?;
                    begun.store(tx, tenant, now, Author::VISITOR, "case-started").await
                })
            })
            .await?;
        Ok(Started { tenant, token, assessment: Some(id) })
    }

    /// Begins a further check for an organisation that is already here.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if there is no such check.
    pub async fn start_another(&self, access: &Access, check: &str) -> Result<AssessmentId, AppError> {
        access.require(Right::Advise)?;
        let begun = self.begun(&self.newest_check(check).await?);
        let (tenant, by, now, expires_at) = (access.tenant(), access.by(), self.now(), self.expiry());
        let id = begun.assessment.id;
        self.store()
            .write::<_, AppError>("start_another", move |tx| {
                Box::pin(async move {
                    if tx.assessment_head(tenant, id).await?.is_some() {
                        return Ok(());
                    }
                    tx.extend_expiry(tenant, expires_at).await?;
                    begun.store(tx, tenant, now, by, "check-started").await
                })
            })
            .await?;
        Ok(id)
    }

    fn known_sector(&self, organisation: &Organisation) -> Result<(), Refusal> {
        match &organisation.sector {
            Some(sector) if !self.content().sectors().contains(sector) => Err(Refusal::new("sector-unknown")),
            _ => Ok(()),
        }
    }

    /// What the overview page shows.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if it was deleted meanwhile.
    pub async fn overview(&self, access: &Access) -> Result<Overview, AppError> {
        let mut reader = self.store().read().await?;
        let record = reader.organisation(access.tenant()).await?.ok_or(AppError::NotFound)?;
        let assessments = reader.assessments_of(access.tenant()).await?;
        Ok(Overview {
            organisation: record.organisation,
            revision: record.revision,
            language: record.language,
            created_at: record.created_at,
            expires_at: record.expires_at,
            kept: record.kept_at.is_some(),
            assessments,
        })
    }

    /// Changes the facts about the organisation.
    ///
    /// # Errors
    /// A refusal if a fact breaks a rule; [`AppError::Conflict`] if somebody else changed them since `seen`.
    pub async fn change_organisation(
        &self,
        access: &Access,
        organisation: Organisation,
        seen: u32,
    ) -> Result<(), AppError> {
        access.require(Right::Work)?;
        let organisation = organisation.validated()?;
        self.known_sector(&organisation)?;
        let (tenant, by, now) = (access.tenant(), access.by(), self.now());
        let saved = self
            .store()
            .write::<_, AppError>("change_organisation", move |tx| {
                Box::pin(async move {
                    let saved = tx.update_organisation(tenant, seen, &organisation).await?;
                    tx.append_audit(Some(tenant), now, by, "organisation-changed", "").await?;
                    Ok(saved)
                })
            })
            .await?;
        match saved {
            Saved::Stored(_) => Ok(()),
            Saved::Conflict(_) => Err(AppError::Conflict),
            Saved::Missing | Saved::Finished => Err(AppError::NotFound),
        }
    }

    /// Makes a new resume link and ends all older ones.
    ///
    /// # Errors
    /// [`AppError::Denied`] without the right; `folder-kept` if somebody keeps it with an account.
    pub async fn renew_link(&self, access: &Access) -> Result<ResumeToken, AppError> {
        access.require(Right::Own)?;
        let token = ResumeToken::new(self);
        let (tenant, by, hash) = (access.tenant(), access.by(), token.hash());
        let (now, expires_at) = (self.now(), self.expiry());
        self.store()
            .write::<_, AppError>("renew_link", move |tx| {
                Box::pin(async move {
                    // A kept folder has no links (docs/adr/0016).
                    if tx.organisation(tenant).await?.is_some_and(|record| record.kept_at.is_some()) {
                        return Err(Refusal::new("folder-kept").into());
                    }
                    tx.delete_resume_links(tenant).await?;
                    tx.extend_expiry(tenant, expires_at).await?;
                    tx.insert_resume_link(tenant, hash, now, expires_at).await?;
                    tx.append_audit(Some(tenant), now, by, "link-renewed", "").await?;
                    Ok(())
                })
            })
            .await?;
        Ok(token)
    }

    /// Everything about the organisation in one document.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if it was deleted meanwhile.
    pub async fn dossier(&self, access: &Access) -> Result<Dossier, AppError> {
        let tenant = access.tenant();
        let mut reader = self.store().read().await?;
        let record = reader.organisation(tenant).await?.ok_or(AppError::NotFound)?;
        let mut assessments = Vec::new();
        for head in reader.assessments_of(tenant).await? {
            assessments.extend(reader.assessment_by_id(tenant, head.id).await?);
        }
        let (plan, treatments) = (reader.plan_of(tenant).await?, reader.treatments_of(tenant).await?);
        drop(reader);
        Ok(Dossier {
            format: FORMAT.to_owned(),
            exported_at: self.now(),
            language: record.language,
            organisation: record.organisation,
            checks: self.checks_of(&assessments).await?,
            assessments,
            plan,
            treatments,
        })
    }

    /// Renders a document about one assessment.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; [`AppError::Unavailable`] if all renderers are busy or the renderer failed.
    pub async fn download(
        &self,
        access: &Access,
        id: AssessmentId,
        kind: Download,
        language: Language,
    ) -> Result<Vec<u8>, AppError> {
        let dossier = self.dossier(access).await?;
        if dossier.assessment(id).is_none() {
            return Err(AppError::NotFound);
        }
        let wait = std::time::Duration::from_secs(10);
        let permit = tokio::time::timeout(wait, Arc::clone(&self.inner.renderers).acquire_owned())
            .await
            .map_err(|_| AppError::unavailable("all renderers are busy"))?
            .map_err(AppError::unavailable)?;
        let inner = Arc::clone(&self.inner);
        let today = self.now().to_zoned_datetime(ringwall_content::format::zone()).date();
        let rendered = tokio::task::spawn_blocking(move || {
            let bytes = inner.ports.reports.render(kind, &inner.content, &dossier, id, language, today);
            drop(permit);
            bytes
        });
        rendered.await.map_err(AppError::unavailable)?.map_err(AppError::Unavailable)
    }

    /// Deletes everything about the organisation, at once and for good. Files go with the next sweep, which finds them
    /// whatever dies in between.
    ///
    /// Whoever signed in must have proved lately who they are; the link is its own proof.
    ///
    /// # Errors
    /// [`AppError::Denied`] for anybody but an owner; `proof-needed`; [`AppError::Unavailable`].
    pub async fn delete(&self, access: &Access, signed: Option<&Signed>) -> Result<Deletion, AppError> {
        access.require(Right::Own)?;
        if access.is_signed_in() {
            signed.ok_or(AppError::Denied)?.require_fresh(self.now())?;
        }
        let (tenant, now) = (access.tenant(), self.now());
        let (number, app) = (receipt_number(self), self.clone());
        let hash = receipt_hash(&number);
        let deleted = self
            .store()
            .write::<_, AppError>("delete", move |tx| {
                Box::pin(async move {
                    let deleted = tx.delete_tenant(tenant, now).await?;
                    tx.insert_receipt(hash, &Receipt { at: now, counts: deleted.counts() }).await?;
                    // What lay outside the database goes as well. Nobody's job: the organisation is no more.
                    app.enqueue(tx, &Job::SweepFiles, None, now, Some("sweep-files".to_owned())).await?;
                    Ok(deleted)
                })
            })
            .await?;
        Ok(Deletion { deleted, number, at: now })
    }

    /// What was deleted under a number from a receipt, without knowing whose it was. Spaces, dashes and case do not
    /// matter.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a number that was never given, or whose time is over.
    pub async fn receipt(&self, number: &str) -> Result<Receipt, AppError> {
        let found = self.store().read().await?.receipt(receipt_hash(number)).await?;
        found.ok_or(AppError::NotFound)
    }

    /// Deletes every case whose time is over. Returns how many.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn purge_expired(&self) -> Result<u64, AppError> {
        let (now, mut total) = (self.now(), 0);
        loop {
            let purged = self
                .store()
                .write::<_, AppError>("purge_expired", move |tx| {
                    Box::pin(async move { Ok(tx.purge_expired(now).await?) })
                })
                .await?;
            total += purged;
            if purged < u64::from(ringwall_store::PURGED_AT_ONCE) {
                return Ok(total);
            }
        }
    }
}
