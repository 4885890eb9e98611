//! Bringing, reading and deleting files that show that a measure is in place.
//!
//! Every object is written down in the database before it is put into the store for files, so that one that nothing
//! points at can always be found: [`App::sweep_files`] removes it, whatever died between two steps.

use std::sync::Arc;

use jiff::SignedDuration;
use ringwall_core::{
    document::{Document, DocumentKind, DocumentUse, file_name},
    history::{ChangeSource, MeasureChange},
    id::{DocumentId, RequirementId},
    refusal::Refusal,
};
use sha2::{Digest, Sha256};
use tokio::sync::OwnedSemaphorePermit;

use crate::{Access, App, AppError, Job, Right, Shown, access::secret_text, histories::Occasion};

/// Uploads and downloads that may hold a file in memory at the same time.
pub(crate) const FILES_AT_ONCE: usize = 8;
/// How long somebody waits for their turn.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(10);
/// After this time, an object without a document was abandoned on the way.
const ABANDONED: SignedDuration = SignedDuration::from_hours(24);

/// A turn to hold a file in memory; ends when it is dropped.
pub struct FileTurn(#[expect(dead_code, reason = "holding it is all it is for")] OwnedSemaphorePermit);

/// A document with its content.
#[derive(Clone, Debug)]
pub struct ReadDocument {
    /// The document.
    pub document: Document,
    /// Its content, the same as was brought.
    pub bytes: Vec<u8>,
}

fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

impl App {
    /// Waits for a turn to hold a file in memory, so that many at once cannot exhaust it.
    ///
    /// # Errors
    /// [`AppError::Unavailable`] if it takes too long.
    pub async fn file_turn(&self) -> Result<FileTurn, AppError> {
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(&self.inner.files_at_once).acquire_owned()).await;
        let turn = turn.map_err(|_| AppError::unavailable("too many files at the same time"))?;
        turn.map(FileTurn).map_err(AppError::unavailable)
    }

    /// The documents on a measure, oldest first.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn documents(&self, access: &Access, requirement: RequirementId) -> Result<Vec<Document>, AppError> {
        Ok(self.store().read().await?.documents_on(access.tenant(), requirement).await?)
    }

    /// How much the organisation keeps.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn document_use(&self, access: &Access) -> Result<DocumentUse, AppError> {
        Ok(self.store().read().await?.document_use(access.tenant()).await?)
    }

    /// Refuses somebody who may not bring a file to this measure, or could not because there is no room, before
    /// anything is read.
    ///
    /// # Errors
    /// [`AppError::Denied`], [`AppError::NotFound`], `documents-too-many`, `documents-too-much`.
    pub async fn may_add_document(
        &self,
        access: &Access,
        shown: &Shown,
        requirement: RequirementId,
    ) -> Result<(), AppError> {
        access.require(Right::Advise)?;
        shown.check.check.requirement(requirement).ok_or(AppError::NotFound)?;
        Ok(self.settings().documents.admit(self.document_use(access).await?, 1)?)
    }

    /// Keeps a file that shows that a measure is in place. `name` is what it was called elsewhere. The same content on
    /// the same measure is kept once.
    ///
    /// # Errors
    /// `document-empty`, `document-kind`, `document-macros`, `document-too-large`, `documents-too-many`,
    /// `documents-too-much`; [`AppError::Unavailable`] if the store for files does not answer.
    pub async fn add_document(
        &self,
        access: &Access,
        shown: &Shown,
        requirement: RequirementId,
        name: &str,
        bytes: Vec<u8>,
    ) -> Result<Document, AppError> {
        access.require(Right::Advise)?;
        shown.check.check.requirement(requirement).ok_or(AppError::NotFound)?;
        let kind = DocumentKind::of(&bytes)?;
        let size = bytes.len() as u64;
        let limits = self.settings().documents;
        limits.admit(self.document_use(access).await?, size)?;
        let digest: [u8; 32] = Sha256::digest(&bytes).into();
        let sha256 = hex(&digest);
        let here = self.documents(access, requirement).await?;
        if let Some(twice) = here.into_iter().find(|document| document.sha256 == sha256) {
            return Ok(twice);
        }
        let (key, now) = (format!("documents/{}", secret_text(self)), self.now());
        let announced = key.clone();
        self.store()
            .write::<_, AppError>("announce_file", move |tx| {
                Box::pin(async move { Ok(tx.announce_file(&announced, now).await?) })
            })
            .await?;
        self.inner.ports.files.put(&key, bytes).await.map_err(AppError::Unavailable)?;
        let (tenant, by, id, app) = (access.tenant(), access.by(), DocumentId(self.new_uuid()), self.clone());
        let (name, attached) = (file_name(name, kind), key.clone());
        let stored = self
            .store()
            .write::<_, AppError>("add_document", move |tx| {
                Box::pin(async move {
                    // Counted again, now that nobody else adds to it: two uploads at once do not fit where one does.
                    let there = tx.document_use_for_update(tenant).await?;
                    let here = tx.documents_on(tenant, requirement).await?;
                    if let Some(twice) = here.into_iter().find(|document| document.sha256 == sha256) {
                        return Ok((twice, false));
                    }
                    limits.admit(there, size)?;
                    let occasion = Occasion::new(tx, tenant, by, ChangeSource::Page, now).await?;
                    let by = occasion.contributor();
                    let document = Document { id, requirement, name, kind, size, sha256, by, created_at: now };
                    tx.insert_document(tenant, &document, digest, &attached).await?;
                    let change = MeasureChange::DocumentAdded { name: document.name.clone() };
                    app.remember_change(tx, &occasion, requirement, vec![change]).await?;
                    Ok((document, true))
                })
            })
            .await;
        match stored {
            Ok((document, true)) => Ok(document),
            Ok((twice, false)) => {
                self.drop_object(key).await;
                Ok(twice)
            }
            Err(error) => {
                self.drop_object(key).await;
                Err(error)
            }
        }
    }

    /// Removes an object that is not needed after all. If that fails, the sweep does it later.
    async fn drop_object(&self, key: String) {
        if self.inner.ports.files.delete(&key).await.is_ok() {
            let forgotten = self.store().write::<_, AppError>("forget_file", move |tx| {
                Box::pin(async move { Ok(tx.forget_file(&key).await?) })
            });
            if let Err(error) = forgotten.await {
                tracing::warn!(%error, "an object was removed and is still written down; the sweep will forget it");
            }
        }
    }

    /// One document with its content. Whoever reads it should hold a [`FileTurn`].
    ///
    /// # Errors
    /// [`AppError::NotFound`]; [`AppError::Unavailable`] if the store for files does not answer or gives something else
    /// back than was brought.
    pub async fn read_document(
        &self,
        access: &Access,
        requirement: RequirementId,
        id: DocumentId,
    ) -> Result<ReadDocument, AppError> {
        let found = self.store().read().await?.document(access.tenant(), id).await?;
        let (document, key) =
            found.filter(|(document, _)| document.requirement == requirement).ok_or(AppError::NotFound)?;
        let bytes = self.inner.ports.files.get(&key).await.map_err(AppError::Unavailable)?;
        let bytes = bytes.ok_or_else(|| AppError::unavailable("an object is missing in the store for files"))?;
        if hex(&Sha256::digest(&bytes)) != document.sha256 {
            return Err(AppError::unavailable("an object in the store for files is not what was put there"));
        }
        Ok(ReadDocument { document, bytes })
    }

    /// Deletes a document; its content goes at once, by a job. Fine if it is gone already.
    ///
    /// # Errors
    /// [`AppError::Denied`] for anybody but who brought it and the people of the organisation.
    pub async fn delete_document(
        &self,
        access: &Access,
        requirement: RequirementId,
        id: DocumentId,
    ) -> Result<(), AppError> {
        access.require(Right::Advise)?;
        let (tenant, by, now, works) = (access.tenant(), access.by(), self.now(), access.may(Right::Work));
        let app = self.clone();
        self.store()
            .write::<_, AppError>("delete_document", move |tx| {
                Box::pin(async move {
                    let found = tx.document(tenant, id).await?.map(|(document, _)| document);
                    let Some(document) = found.filter(|document| document.requirement == requirement) else {
                        return Ok(());
                    };
                    if !works && !document.by.is(by) {
                        return Err(AppError::Denied);
                    }
                    tx.delete_document(tenant, id).await?;
                    let occasion = Occasion::new(tx, tenant, by, ChangeSource::Page, now).await?;
                    let change = MeasureChange::DocumentDeleted { name: document.name };
                    app.remember_change(tx, &occasion, requirement, vec![change]).await?;
                    app.enqueue(tx, &Job::SweepFiles, None, now, Some("sweep-files".to_owned())).await?;
                    Ok(())
                })
            })
            .await
    }

    /// Removes every object that nothing points at: of deleted documents and organisations at once, of uploads that
    /// never came to an end after a day. Returns how many.
    ///
    /// # Errors
    /// [`AppError::Unavailable`]; what was removed until then stays removed.
    pub async fn sweep_files(&self) -> Result<u64, AppError> {
        let abandoned = self.now().checked_sub(ABANDONED).unwrap_or(jiff::Timestamp::MIN);
        let mut swept = 0;
        loop {
            let loose = self.store().read().await?.loose_files(abandoned).await?;
            if loose.is_empty() {
                return Ok(swept);
            }
            for key in loose {
                // First the object, then the line about it: the other way round, a crash would leave an object that
                // nobody knows of.
                self.inner.ports.files.delete(&key).await.map_err(AppError::Unavailable)?;
                self.store()
                    .write::<_, AppError>("forget_file", move |tx| {
                        Box::pin(async move { Ok(tx.forget_file(&key).await?) })
                    })
                    .await?;
                swept += 1;
            }
        }
    }

    /// Says why a file cannot be taken that is larger than is read at all.
    pub fn too_large_a_document(&self) -> Refusal {
        let largest = self.settings().documents.largest;
        Refusal::new("document-too-large").with("most", largest / ringwall_core::document::MEGABYTE)
    }
}
