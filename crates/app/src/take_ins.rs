//! Taking in what was taken out here or elsewhere: an archive, or the older document without files.
//!
//! An archive is somebody else's claim. It is read with bounds on everything before anything is stored, every file must
//! have the fingerprint the list gives, and what it says about people, consents and requests opens nothing here.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Read, Seek},
};

use ringwall_core::{
    actor::Author,
    document::{Document as File, DocumentKind},
    dossier::{Dossier, FORMAT},
    history::Contributor,
    id::{AssessmentId, TenantId},
    refusal::Refusal,
};
use ringwall_store::{Living, NOUNS, noun};
use serde_json::Value;
use sha2::{Digest, Sha256};
use zip::ZipArchive;

use crate::{
    App, AppError, ResumeToken, Started,
    access::secret_text,
    take_outs::{
        ARCHIVE_FORMAT, DOSSIER, Document, Entry, FILES, LOG, LOG_LINES, LOG_LOOKS, Log, MANIFEST, Manifest, PARTNERS,
        PEOPLE, README, TAKE_OUT_FORMAT,
    },
};

/// Most files in an archive.
const MOST_FILES: usize = 5_000;
/// Largest of the documents in an archive, unpacked, in bytes.
const LARGEST_DOCUMENT: u64 = 32 * 1024 * 1024;
/// Largest file of a document, in bytes.
const LARGEST_FILE: u64 = 64 * 1024 * 1024;
/// All files together, unpacked, in bytes.
const LARGEST_ALTOGETHER: u64 = 4 * 1024 * 1024 * 1024;
/// Most documents of one noun.
const MOST_RECORDS: usize = 200_000;
/// Longest kept document, as text in bytes.
const LONGEST_KEPT: usize = 256 * 1024;

/// An archive that was read and found coherent; its files are still in it.
struct Opened<R> {
    dossier: Dossier,
    records: BTreeMap<String, Vec<Value>>,
    files: Vec<File>,
    archive: ZipArchive<R>,
}

fn refuse(code: &'static str) -> AppError {
    Refusal::new(code).into()
}

/// A name as it may be shown.
fn shown(name: &str) -> String {
    name.chars().filter(|character| !character.is_control()).take(60).collect()
}

fn read_entry<R: Read + Seek>(archive: &mut ZipArchive<R>, name: &str, most: u64) -> Result<Vec<u8>, AppError> {
    let entry = archive.by_name(name).map_err(|_| Refusal::new("archive-entry-missing").with("name", shown(name)))?;
    let too_large = || Refusal::new("archive-too-large").with("name", shown(name)).with("most", most / 1024 / 1024);
    if entry.size() > most {
        return Err(too_large().into());
    }
    // What the archive says about its size is not believed either.
    let mut bytes = Vec::new();
    let read = entry.take(most + 1).read_to_end(&mut bytes);
    read.map_err(|_| Refusal::new("archive-entry-broken").with("name", shown(name)))?;
    if bytes.len() as u64 > most { Err(too_large().into()) } else { Ok(bytes) }
}

fn open<R: Read + Seek>(reader: R) -> Result<Opened<R>, AppError> {
    let mut archive = ZipArchive::new(reader).map_err(|_| refuse("archive-unreadable"))?;
    if archive.len() > MOST_FILES {
        return Err(Refusal::new("archive-too-many").with("most", MOST_FILES).into());
    }
    let mut names = BTreeSet::new();
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|_| refuse("archive-unreadable"))?;
        let name = entry.name().to_owned();
        let of_ours = [MANIFEST, DOSSIER, LOG, README].contains(&name.as_str())
            || name.strip_prefix(FILES).is_some_and(|id| id.len() == 36 && id.parse::<uuid::Uuid>().is_ok());
        if !of_ours || entry.encrypted() || entry.is_symlink() || entry.is_dir() || !names.insert(name.clone()) {
            return Err(Refusal::new("archive-entry-unknown").with("name", shown(&name)).into());
        }
    }
    let manifest = read_entry(&mut archive, MANIFEST, LARGEST_DOCUMENT)?;
    let manifest: Manifest = serde_json::from_slice(&manifest).map_err(|_| refuse("archive-manifest"))?;
    let listed: BTreeSet<&str> = manifest.files.keys().map(String::as_str).chain([MANIFEST]).collect();
    if manifest.format != ARCHIVE_FORMAT || listed != names.iter().map(String::as_str).collect() {
        return Err(refuse("archive-manifest"));
    }
    let sum = manifest.files.values().try_fold(0_u64, |sum, entry| sum.checked_add(entry.size));
    if sum.is_none_or(|sum| sum > LARGEST_ALTOGETHER) {
        return Err(Refusal::new("archive-too-large")
            .with("name", "*")
            .with("most", LARGEST_ALTOGETHER / 1024 / 1024)
            .into());
    }
    let mut verified = |name: &str| -> Result<Vec<u8>, AppError> {
        let bytes = read_entry(&mut archive, name, LARGEST_DOCUMENT)?;
        if manifest.files.get(name) == Some(&Entry::of(&bytes)) { Ok(bytes) } else { Err(wrong_digest(name)) }
    };
    let (document, log) = (verified(DOSSIER)?, verified(LOG)?);
    let document: Document = serde_json::from_slice(&document).map_err(|error| document_refusal(&error))?;
    if document.format != TAKE_OUT_FORMAT {
        return Err(Refusal::new("dossier-format").with("format", shown(&document.format)).into());
    }
    let log: Log = serde_json::from_slice(&log).map_err(|error| document_refusal(&error))?;
    let Document { language, organisation, checks, assessments, plan, treatments, mut records, .. } = document;
    records.insert(LOG_LINES.to_owned(), log.lines);
    records.insert(LOG_LOOKS.to_owned(), log.looks);
    check_records(&records)?;
    let files = files(records.remove("documents").unwrap_or_default(), &manifest)?;
    let dossier = Dossier {
        format: FORMAT.to_owned(),
        exported_at: manifest.exported_at,
        language,
        organisation,
        checks,
        assessments,
        plan,
        treatments,
    };
    Ok(Opened { dossier: dossier.validated()?, records, files, archive })
}

fn wrong_digest(name: &str) -> AppError {
    Refusal::new("archive-digest").with("name", shown(name)).into()
}

/// Where a document is broken, and how.
pub(crate) fn document_refusal(error: &serde_json::Error) -> AppError {
    use serde_json::error::Category;
    let code = match error.classify() {
        Category::Data => "import-not-a-dossier",
        Category::Eof => "import-cut-off",
        Category::Syntax | Category::Io => "import-not-json",
    };
    Refusal::new(code).with("line", error.line()).with("column", error.column()).into()
}

fn check_records(records: &BTreeMap<String, Vec<Value>>) -> Result<(), AppError> {
    for (name, documents) in records {
        if documents.len() > MOST_RECORDS {
            return Err(Refusal::new("archive-record").with("field", shown(name)).into());
        }
        let kept = [PEOPLE, PARTNERS, LOG_LINES, LOG_LOOKS].contains(&name.as_str());
        let known = noun(name);
        if !kept && known.is_none() {
            return Err(Refusal::new("archive-record").with("field", shown(name)).into());
        }
        for document in documents {
            let fault = match known {
                Some(noun) => noun.fault(document),
                None => (!document.is_object()).then(|| name.clone()),
            };
            let fault = fault.or_else(|| (document.to_string().len() > LONGEST_KEPT).then(|| name.clone()));
            if let Some(field) = fault {
                return Err(Refusal::new("archive-record").with("field", shown(&field)).into());
            }
        }
    }
    Ok(())
}

/// The documents whose files are in the archive, each with its file and each file with its document.
fn files(documents: Vec<Value>, manifest: &Manifest) -> Result<Vec<File>, AppError> {
    let mut files = Vec::with_capacity(documents.len());
    for mut document in documents {
        if let Some(map) = document.as_object_mut() {
            let by = (map.shift_remove("role"), map.shift_remove("person"));
            map.insert("by".to_owned(), serde_json::json!({ "role": by.0, "person": by.1.unwrap_or_default() }));
            if let Some(by) = map.get_mut("by").and_then(Value::as_object_mut) {
                by.retain(|_, value| !value.is_null());
            }
        }
        let file: File = serde_json::from_value(document).map_err(|error| document_refusal(&error))?;
        let name = format!("{FILES}{}", file.id);
        let entry = manifest.files.get(&name);
        if entry.is_none_or(|entry| entry.size != file.size || entry.sha256 != file.sha256) {
            return Err(Refusal::new("archive-entry-missing").with("name", name).into());
        }
        files.push(file);
    }
    let named: BTreeSet<String> = files.iter().map(|file| format!("{FILES}{}", file.id)).collect();
    let stray = manifest.files.keys().find(|name| name.starts_with(FILES) && !named.contains(*name));
    if named.len() != files.len() || stray.is_some() {
        return Err(refuse("archive-manifest"));
    }
    Ok(files)
}

/// What is left to do when an archive was read: rows to store, files put away.
struct Ready {
    dossier: Dossier,
    records: BTreeMap<String, Vec<Value>>,
    files: Vec<(File, [u8; 32], String)>,
}

impl App {
    /// Takes in an archive; it becomes a folder of its own with a new link. Ids are kept, apart from that of the folder.
    ///
    /// # Errors
    /// A refusal that names what breaks a rule. Nothing is stored then.
    pub async fn take_in<R: Read + Seek + Send + 'static>(&self, reader: R) -> Result<Started, AppError> {
        let app = self.clone();
        let handle = tokio::runtime::Handle::current();
        let (ready, keys) = tokio::task::spawn_blocking(move || {
            let mut opened = open(reader)?;
            let mut keys = Vec::new();
            let put = opened.files.into_iter().map(|file| {
                let bytes = read_entry(&mut opened.archive, &format!("{FILES}{}", file.id), LARGEST_FILE)?;
                let digest: [u8; 32] = Sha256::digest(&bytes).into();
                let name = format!("{FILES}{}", file.id);
                if crate::take_outs::hex(&digest) != file.sha256 || bytes.len() as u64 != file.size {
                    return Err(wrong_digest(&name));
                }
                if DocumentKind::of(&bytes)? != file.kind {
                    return Err(Refusal::new("archive-record").with("field", name).into());
                }
                let key = format!("documents/{}", secret_text(&app));
                keys.push(key.clone());
                handle.block_on(app.put_away(key.clone(), bytes))?;
                Ok((file, digest, key))
            });
            let files: Result<Vec<_>, AppError> = put.collect();
            match files {
                Ok(files) => Ok((Ready { dossier: opened.dossier, records: opened.records, files }, keys)),
                Err(error) => {
                    handle.block_on(app.throw_away(keys));
                    Err(error)
                }
            }
        })
        .await
        .map_err(AppError::unavailable)??;
        let stored = self.store_taken_in(ready).await;
        if stored.is_err() {
            self.throw_away(keys).await;
        }
        stored
    }

    /// Takes in the older document without files, or the document of an archive by itself.
    ///
    /// # Errors
    /// A refusal that names what breaks a rule. Nothing is stored then.
    pub async fn import_dossier(&self, dossier: Dossier) -> Result<Started, AppError> {
        let ready = Ready { dossier: dossier.validated()?, records: BTreeMap::new(), files: Vec::new() };
        self.store_taken_in(ready).await
    }

    /// Puts a file into the store for files; it is written down before, so that it can always be found.
    async fn put_away(&self, key: String, bytes: Vec<u8>) -> Result<(), AppError> {
        let (announced, now) = (key.clone(), self.now());
        self.store()
            .write::<_, AppError>("announce_file", move |tx| {
                Box::pin(async move { Ok(tx.announce_file(&announced, now).await?) })
            })
            .await?;
        self.inner.ports.files.put(&key, bytes).await.map_err(AppError::Unavailable)
    }

    /// Removes files that are not needed after all. What fails is done later by the sweep of loose files.
    async fn throw_away(&self, keys: Vec<String>) {
        for key in keys {
            if self.inner.ports.files.delete(&key).await.is_err() {
                continue;
            }
            let forgotten = self.store().write::<_, AppError>("forget_file", move |tx| {
                Box::pin(async move { Ok(tx.forget_file(&key).await?) })
            });
            let _ = forgotten.await;
        }
    }

    async fn store_taken_in(&self, ready: Ready) -> Result<Started, AppError> {
        let (tenant, token) = (TenantId(self.new_uuid()), ResumeToken::new(self));
        let (now, expires_at, hash) = (self.now(), self.expiry(), token.hash());
        let Ready { mut dossier, records, files } = ready;
        let newest: Option<AssessmentId> = dossier.assessments.last().map(|assessment| assessment.id);
        // The digest is computed here, never believed: a document must not replace a check under a known fingerprint.
        let mut editions = Vec::new();
        let mut renamed = BTreeMap::new();
        for (claimed, check) in &dossier.checks {
            let edition = ringwall_content::Edition::of(ringwall_core::check::Check::clone(check));
            renamed.insert(claimed.clone(), edition.digest.clone());
            editions.push(edition);
        }
        for assessment in &mut dossier.assessments {
            if let Some(digest) = renamed.get(&assessment.check) {
                assessment.check = digest.clone();
            }
        }
        let stored = self
            .store()
            .write::<_, AppError>("take_in", move |tx| {
                Box::pin(async move {
                    for edition in &editions {
                        tx.insert_check(&edition.digest, &edition.check, false, now).await?;
                    }
                    tx.insert_organisation(tenant, &dossier.organisation, dossier.language, now, expires_at).await?;
                    tx.insert_resume_link(tenant, hash, now, expires_at).await?;
                    for assessment in &dossier.assessments {
                        tx.insert_assessment(tenant, assessment).await?;
                    }
                    for item in &dossier.plan {
                        tx.save_plan_item(tenant, item, 0).await?;
                    }
                    for treatment in &dossier.treatments {
                        tx.save_treatment(tenant, treatment, 0).await?;
                    }
                    for noun in NOUNS.iter().filter(|noun| noun.living == Living::On && noun.name != "documents") {
                        for document in records.get(noun.name).into_iter().flatten() {
                            tx.insert_record(tenant, noun, document).await?;
                        }
                    }
                    for (file, digest, key) in &files {
                        let file = File { by: Contributor::without_account(file.by.clone()), ..file.clone() };
                        tx.insert_document(tenant, &file, *digest, key).await?;
                    }
                    for (name, documents) in &records {
                        if noun(name).is_some_and(|noun| noun.living == Living::On) {
                            continue;
                        }
                        for (position, document) in (0_u32..).zip(documents) {
                            tx.insert_brought_in(tenant, name, position, document).await?;
                        }
                    }
                    tx.append_audit(Some(tenant), now, Author::VISITOR, "dossier-imported", "").await?;
                    Ok(())
                })
            })
            .await;
        match stored {
            Ok(()) => Ok(Started { tenant, token, assessment: newest }),
            // Two things under one id, or something that belongs to nothing: the document contradicts itself.
            Err(AppError::Conflict) => Err(refuse("archive-incoherent")),
            Err(error) => Err(error),
        }
    }
}
