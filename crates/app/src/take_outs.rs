//! Taking out everything of an organisation as one archive.
//!
//! The archive is written while it is sent: at most one file and a few pieces of the archive are in memory. Its format is
//! described in docs/dossier.md. `dossier.json` is canonical: the same data gives the same bytes, here and where it was
//! taken in, so that both can be compared.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, Write},
};

use jiff::Timestamp;
use ringwall_core::{
    actor::Scope,
    assessment::Assessment,
    check::Check,
    dossier::Dossier,
    id::{AccountId, CheckDigest, PartnerId, TenantId},
    language::Language,
    organisation::Organisation,
    plan::PlanItem,
    risk::Treatment,
};
use ringwall_store::{Conn, Living, NOUNS};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use tokio::sync::mpsc;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::{Access, App, AppError, Right};

/// Format name and version of the document in the archive.
pub const TAKE_OUT_FORMAT: &str = "ringwall-dossier/2";
/// Format name and version of the list of everything in the archive.
pub(crate) const ARCHIVE_FORMAT: &str = "ringwall-take-out/1";
/// Names in the archive.
pub(crate) const MANIFEST: &str = "manifest.json";
pub(crate) const DOSSIER: &str = "dossier.json";
pub(crate) const LOG: &str = "log.json";
pub(crate) const README: &str = "LIESMICH.txt";
/// Files lie below this folder under the id of their document.
pub(crate) const FILES: &str = "files/";
/// Nouns that are not rows of this installation.
pub(crate) const PEOPLE: &str = "people";
pub(crate) const PARTNERS: &str = "partners";
/// Under these nouns a log from elsewhere is kept.
pub(crate) const LOG_LINES: &str = "log_lines";
pub(crate) const LOG_LOOKS: &str = "log_looks";
/// Lines of the log and looks that are taken out, at most.
const MOST_LINES: u32 = 100_000;
/// Bytes of the archive handed on at a time.
const PIECE: usize = 64 * 1024;
/// Pieces waiting to be sent before the writer waits.
const PIECES: usize = 8;

/// The document in the archive: everything but files, log and the time of writing.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Document {
    pub(crate) format: String,
    pub(crate) language: Language,
    pub(crate) organisation: Organisation,
    pub(crate) checks: BTreeMap<CheckDigest, std::sync::Arc<Check>>,
    pub(crate) assessments: Vec<Assessment>,
    pub(crate) plan: Vec<PlanItem>,
    pub(crate) treatments: Vec<Treatment>,
    /// Everything else by noun.
    pub(crate) records: BTreeMap<String, Vec<Value>>,
}

/// The log in the archive: what happened, and who of outside looked.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Log {
    pub(crate) format: String,
    pub(crate) lines: Vec<Value>,
    pub(crate) looks: Vec<Value>,
}

/// The list of everything in the archive.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    pub(crate) format: String,
    pub(crate) exported_at: Timestamp,
    pub(crate) files: BTreeMap<String, Entry>,
}

/// One file of the archive.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    pub(crate) size: u64,
    pub(crate) sha256: String,
}

impl Entry {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Self { size: bytes.len() as u64, sha256: hex(&Sha256::digest(bytes)) }
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

/// Sorts the keys of every object, so that the same data gives the same text.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let map: BTreeMap<String, Value> = map.into_iter().map(|(key, value)| (key, sorted(value))).collect();
            Value::Object(map.into_iter().collect::<Map<String, Value>>())
        }
        Value::Array(list) => Value::Array(list.into_iter().map(sorted).collect()),
        plain => plain,
    }
}

/// JSON with sorted keys, indented, with a line end: easy to read and to compare.
pub(crate) fn canonical(document: &impl Serialize) -> Result<Vec<u8>, AppError> {
    let value = sorted(serde_json::to_value(document).map_err(AppError::unavailable)?);
    let mut bytes = serde_json::to_vec_pretty(&value).map_err(AppError::unavailable)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Documents of a noun in an order that depends on nothing but themselves, each once.
fn in_order(documents: Vec<Value>) -> Vec<Value> {
    let mut keyed: Vec<(String, Value)> =
        documents.into_iter().map(sorted).map(|document| (document.to_string(), document)).collect();
    keyed.sort_by(|one, other| one.0.cmp(&other.0));
    keyed.dedup_by(|one, other| one.0 == other.0);
    keyed.into_iter().map(|(_, document)| document).collect()
}

/// An archive on its way.
pub struct TakeOut {
    /// The pieces of the archive, in order; an error ends it before its end.
    pub pieces: mpsc::Receiver<io::Result<Vec<u8>>>,
}

/// Writes into a channel in pieces of [`PIECE`] bytes.
struct Pieces {
    buffer: Vec<u8>,
    out: mpsc::Sender<io::Result<Vec<u8>>>,
}

impl Pieces {
    fn send(&mut self) -> io::Result<()> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        let piece = std::mem::replace(&mut self.buffer, Vec::with_capacity(PIECE));
        // Nobody reads any more: there is no reason to go on.
        self.out.blocking_send(Ok(piece)).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= PIECE {
            self.send()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.send()
    }
}

impl App {
    /// Takes out everything of an organisation. The log says that it happened, and through whom.
    ///
    /// # Errors
    /// [`AppError::Denied`] for anybody but an owner; [`AppError::NotFound`], [`AppError::Unavailable`].
    pub async fn take_out(&self, access: &Access) -> Result<TakeOut, AppError> {
        access.require(Right::Own)?;
        let (tenant, by, now) = (access.tenant(), access.by(), self.now());
        let document = canonical(&self.take_out_document(access).await?)?;
        let mut reader = self.store().read().await?;
        let log = canonical(&Self::log_of(&mut reader, tenant).await?)?;
        let documents = reader.documents_of(tenant).await?;
        drop(reader);
        let readme = self.content().texts().get(Language::De, "take-out-readme").into_bytes();
        let mut files: BTreeMap<String, Entry> = BTreeMap::new();
        files.insert(DOSSIER.to_owned(), Entry::of(&document));
        files.insert(LOG.to_owned(), Entry::of(&log));
        files.insert(README.to_owned(), Entry::of(&readme));
        let mut keys = Vec::new();
        for (document, key) in documents {
            let name = format!("{FILES}{}", document.id);
            files.insert(name.clone(), Entry { size: document.size, sha256: document.sha256 });
            keys.push((name, key));
        }
        let manifest = canonical(&Manifest { format: ARCHIVE_FORMAT.to_owned(), exported_at: now, files })?;
        self.store()
            .write::<_, AppError>("take_out", move |tx| {
                Box::pin(async move {
                    tx.append_audit(Some(tenant), now, by, "taken-out", &json!({})).await?;
                    Ok(())
                })
            })
            .await?;
        let (out, pieces) = mpsc::channel(PIECES);
        let app = self.clone();
        let handle = tokio::runtime::Handle::current();
        tokio::task::spawn_blocking(move || {
            let failed = out.clone();
            let parts = [(MANIFEST, manifest), (README, readme), (DOSSIER, document), (LOG, log)];
            let written = write_archive(out, &parts, &keys, |key| {
                handle.block_on(app.inner.ports.files.get(key)).map_err(io::Error::other)
            });
            if let Err(error) = written {
                tracing::warn!(%error, "an archive was not written to its end");
                // Whoever reads must not take half of it for the whole.
                let _ = failed.blocking_send(Err(error));
            }
        });
        Ok(TakeOut { pieces })
    }

    /// The document of a take-out.
    pub(crate) async fn take_out_document(&self, access: &Access) -> Result<Document, AppError> {
        let tenant = access.tenant();
        let Dossier { language, organisation, checks, assessments, mut plan, mut treatments, .. } =
            self.dossier(access).await?;
        // Revisions count changes in one installation; only those of answers are part of what is signed.
        for item in &mut plan {
            item.revision = 1;
        }
        for treatment in &mut treatments {
            treatment.revision = 1;
        }
        plan.sort_by_key(|item| item.requirement);
        treatments.sort_by(|one, other| one.risk.cmp(&other.risk));
        let mut reader = self.store().read().await?;
        let mut records = BTreeMap::new();
        for noun in NOUNS {
            let mut rows = reader.records(tenant, noun).await?;
            if noun.living == Living::Kept {
                rows.extend(reader.brought_in(tenant, noun.name).await?);
            }
            records.insert(noun.name.to_owned(), in_order(rows));
        }
        for (noun, own) in [
            (PEOPLE, Self::people_named(&mut reader, tenant, &records).await?),
            (PARTNERS, Self::partners_named(&mut reader, &records).await?),
        ] {
            records.insert(noun.to_owned(), with_brought_in(own, reader.brought_in(tenant, noun).await?));
        }
        records.retain(|_, documents| !documents.is_empty());
        Ok(Document {
            format: TAKE_OUT_FORMAT.to_owned(),
            language,
            organisation,
            checks,
            assessments,
            plan,
            treatments,
            records,
        })
    }

    /// The people of an organisation and those its records name, by id: name, and role if they belong to it.
    async fn people_named(
        reader: &mut Conn,
        tenant: TenantId,
        records: &BTreeMap<String, Vec<Value>>,
    ) -> Result<BTreeMap<String, Value>, AppError> {
        let mut people = BTreeMap::new();
        let ids: BTreeSet<AccountId> = mentioned(records, &["given_by", "revoked_by", "adviser"]);
        for (id, name) in Self::account_names(reader, ids).await? {
            people.insert(id.to_string(), json!({ "id": id, "name": name }));
        }
        for (account, role) in reader.people_of(Scope::Organisation(tenant)).await? {
            let person = json!({ "id": account.id, "name": account.name, "role": role });
            people.insert(account.id.to_string(), person);
        }
        Ok(people)
    }

    async fn partners_named(
        reader: &mut Conn,
        records: &BTreeMap<String, Vec<Value>>,
    ) -> Result<BTreeMap<String, Value>, AppError> {
        let ids: BTreeSet<PartnerId> = mentioned(records, &["partner"]);
        let names = Self::partner_names(reader, ids).await?;
        Ok(names.into_iter().map(|(id, name)| (id.to_string(), json!({ "id": id, "name": name }))).collect())
    }

    /// What happened here, oldest first, after what came with a take-out.
    async fn log_of(reader: &mut Conn, tenant: TenantId) -> Result<Log, AppError> {
        let mut lines = reader.brought_in(tenant, LOG_LINES).await?;
        let mut looks = reader.brought_in(tenant, LOG_LOOKS).await?;
        let mut trail = reader.audit_of(tenant, MOST_LINES).await?;
        trail.reverse();
        let mut seen = reader.looks_at(tenant, MOST_LINES).await?;
        seen.reverse();
        let accounts = trail.iter().filter_map(|line| line.account).chain(seen.iter().map(|look| look.account));
        let people = Self::account_names(reader, accounts.collect()).await?;
        let ids = trail.iter().filter_map(|line| line.partner).chain(seen.iter().filter_map(|look| look.partner));
        let partners = Self::partner_names(reader, ids.collect()).await?;
        lines.extend(trail.into_iter().map(|line| {
            without_nothing(json!({
                "at": line.at,
                "role": line.actor,
                "person": line.account.and_then(|account| people.get(&account)),
                "partner": line.partner.and_then(|partner| partners.get(&partner)),
                "event": line.event,
                "detail": line.detail,
            }))
        }));
        looks.extend(seen.into_iter().map(|look| {
            without_nothing(json!({
                "day": look.day,
                "person": people.get(&look.account),
                "partner": look.partner.and_then(|partner| partners.get(&partner)),
                "page": look.page,
                "first_at": look.first_at,
                "last_at": look.last_at,
                "times": look.times,
            }))
        }));
        Ok(Log { format: "ringwall-log/1".to_owned(), lines, looks })
    }
}

/// What is `null` is left out.
fn without_nothing(mut value: Value) -> Value {
    if let Some(map) = value.as_object_mut() {
        map.retain(|_, value| !value.is_null());
    }
    value
}

/// The ids that stand in these fields of any record.
fn mentioned<T: std::str::FromStr + Ord>(records: &BTreeMap<String, Vec<Value>>, fields: &[&str]) -> BTreeSet<T> {
    let documents = records.values().flatten();
    let texts = documents.flat_map(|document| fields.iter().filter_map(|field| document.get(*field)?.as_str()));
    texts.filter_map(|text| text.parse().ok()).collect()
}

/// Own documents by id, and those that came with a take-out and are not known here.
fn with_brought_in(mut own: BTreeMap<String, Value>, brought: Vec<Value>) -> Vec<Value> {
    for document in brought {
        let id = document.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        own.entry(id).or_insert(document);
    }
    in_order(own.into_values().collect())
}

fn write_archive(
    out: mpsc::Sender<io::Result<Vec<u8>>>,
    parts: &[(&str, Vec<u8>)],
    keys: &[(String, String)],
    file: impl Fn(&str) -> io::Result<Option<Vec<u8>>>,
) -> io::Result<()> {
    let mut archive = ZipWriter::new_stream(Pieces { buffer: Vec::with_capacity(PIECE), out });
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    // Pictures and PDF do not get smaller.
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in parts {
        archive.start_file(*name, packed)?;
        archive.write_all(bytes)?;
    }
    for (name, key) in keys {
        let bytes = file(key)?.ok_or_else(|| io::Error::other("a file of a document is not in the store for files"))?;
        archive.start_file(name.as_str(), stored)?;
        archive.write_all(&bytes)?;
    }
    archive.finish()?.into_inner().flush()
}
