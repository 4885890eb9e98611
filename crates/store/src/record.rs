//! Rows of any noun as JSON, for taking out everything of an organisation and taking it in again.
//!
//! Knows one entry per noun in [`NOUNS`]: which columns, which statements, and whether the rows live on where they are
//! taken in or are only kept as they came. A new table with a `tenant` gets an entry here, or a reason in the test
//! `record.rs` why it has none.
//!
//! Accounts and partners of one installation mean nothing in another: what points at them is left out, or the noun is
//! kept as it came.

use jiff::Timestamp;
use ringwall_core::{
    actor::Role,
    consent::Purpose,
    document::DocumentKind,
    history::{ChangeSource, MeasureChange},
    id::TenantId,
    interview::{Proof, Signature, Stage},
    language::Language,
    organisation::is_unsafe,
};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::{
    Conn, StoreError, Tx,
    db::{on, sql},
    types::Doc,
};

/// Longest text of a field, in characters.
const LONGEST_TEXT: usize = 8_000;
/// Largest JSON field, in bytes.
const LARGEST_JSON: usize = 256 * 1024;

/// What a column holds.
#[derive(Clone, Copy)]
enum Kind {
    Id,
    Text,
    Code(fn(&str) -> bool),
    /// From 1.
    Count,
    /// From 0.
    Number,
    Instant,
    Sha256,
    Json(fn(&Value) -> bool),
}

/// A column as it is called in the table and in the document.
#[derive(Clone, Copy)]
struct Column {
    name: &'static str,
    kind: Kind,
    optional: bool,
}

const fn must(name: &'static str, kind: Kind) -> Column {
    Column { name, kind, optional: false }
}

const fn may(name: &'static str, kind: Kind) -> Column {
    Column { name, kind, optional: true }
}

/// What becomes of rows where they are taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Living {
    /// They are rows again.
    On,
    /// They are kept as they came: readable, taken out again, without effect.
    Kept,
}

/// One noun.
pub struct Noun {
    /// Its name in the document.
    pub name: &'static str,
    /// What becomes of its rows elsewhere.
    pub living: Living,
    /// `$1` is the tenant; in the order in which they are taken out.
    select: &'static str,
    /// `$1` is the tenant, the others are the columns in order.
    insert: Option<&'static str>,
    columns: &'static [Column],
}

/// Everything that is taken out besides what a dossier holds (facts, checks, assessments, plan, treatments), in the order
/// in which it is taken in.
pub const NOUNS: &[Noun] = &[
    Noun {
        name: "consents",
        living: Living::On,
        select: sql!(
            "SELECT id, purpose, partner, version, digest, language, given_at, given_by, revoked_at, revoked_by
             FROM consent WHERE tenant = $1 ORDER BY given_at, id"
        ),
        // Whatever was allowed elsewhere opens nothing here.
        insert: Some(sql!(
            "INSERT INTO consent (tenant, id, purpose, partner, version, digest, language, given_at, given_by,
                revoked_at, revoked_by, brought_in)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, TRUE)"
        )),
        columns: &[
            must("id", Kind::Id),
            must("purpose", Kind::Code(|code| Purpose::from_code(code).is_some())),
            must("partner", Kind::Id),
            must("version", Kind::Text),
            must("digest", Kind::Text),
            must("language", Kind::Code(|code| Language::from_code(code).is_some())),
            must("given_at", Kind::Instant),
            may("given_by", Kind::Id),
            may("revoked_at", Kind::Instant),
            may("revoked_by", Kind::Id),
        ],
    },
    Noun {
        name: "interviews",
        living: Living::On,
        select: sql!(
            "SELECT assessment, partner, adviser, stage, begun_at, asked_at, answered_at, signatures, ended_at, revision
             FROM interview WHERE tenant = $1 ORDER BY assessment"
        ),
        insert: Some(sql!(
            "INSERT INTO interview (tenant, assessment, partner, adviser, stage, begun_at, asked_at, answered_at,
                signatures, ended_at, revision)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
        )),
        columns: &[
            must("assessment", Kind::Id),
            must("partner", Kind::Id),
            must("adviser", Kind::Id),
            must("stage", Kind::Code(|code| Stage::from_code(code).is_some())),
            must("begun_at", Kind::Instant),
            may("asked_at", Kind::Instant),
            may("answered_at", Kind::Instant),
            must("signatures", Kind::Json(|value| serde_json::from_value::<Vec<Signature>>(value.clone()).is_ok())),
            may("ended_at", Kind::Instant),
            must("revision", Kind::Count),
        ],
    },
    Noun {
        name: "interview_marks",
        living: Living::On,
        select: sql!(
            "SELECT assessment, question, evidence, shown, clarify, reply, private, revision, changed_at
             FROM interview_mark WHERE tenant = $1 ORDER BY assessment, question"
        ),
        insert: Some(sql!(
            "INSERT INTO interview_mark
                (tenant, assessment, question, evidence, shown, clarify, reply, private, revision, changed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
        )),
        columns: &[
            must("assessment", Kind::Id),
            must("question", Kind::Id),
            may("evidence", Kind::Code(|code| Proof::from_code(code).is_some())),
            must("shown", Kind::Text),
            must("clarify", Kind::Text),
            must("reply", Kind::Text),
            must("private", Kind::Text),
            must("revision", Kind::Count),
            must("changed_at", Kind::Instant),
        ],
    },
    Noun {
        name: "comments",
        living: Living::On,
        select: sql!(
            "SELECT id, requirement, role, person, text, created_at, edited_at
             FROM comment WHERE tenant = $1 ORDER BY requirement, created_at, id"
        ),
        insert: Some(sql!(
            "INSERT INTO comment (tenant, id, requirement, role, person, text, created_at, edited_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        )),
        columns: &[
            must("id", Kind::Id),
            must("requirement", Kind::Id),
            must("role", Kind::Code(is_role)),
            must("person", Kind::Text),
            must("text", Kind::Text),
            must("created_at", Kind::Instant),
            may("edited_at", Kind::Instant),
        ],
    },
    Noun {
        name: "changes",
        living: Living::On,
        select: sql!(
            "SELECT requirement, id, at, role, person, source, changes
             FROM history WHERE tenant = $1 ORDER BY requirement, id"
        ),
        insert: Some(sql!(
            "INSERT INTO history (tenant, requirement, id, at, role, person, source, changes)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        )),
        columns: &[
            must("requirement", Kind::Id),
            must("id", Kind::Id),
            must("at", Kind::Instant),
            must("role", Kind::Code(is_role)),
            must("person", Kind::Text),
            must("source", Kind::Code(|code| ChangeSource::from_code(code).is_some())),
            must("changes", Kind::Json(|value| serde_json::from_value::<Vec<MeasureChange>>(value.clone()).is_ok())),
        ],
    },
    Noun {
        // The files themselves lie beside the document; whoever takes them in says where they are kept.
        name: "documents",
        living: Living::On,
        select: sql!(
            "SELECT id, requirement, name, kind, size, sha256, role, person, created_at
             FROM document WHERE tenant = $1 ORDER BY created_at, id"
        ),
        insert: None,
        columns: &[
            must("id", Kind::Id),
            must("requirement", Kind::Id),
            must("name", Kind::Text),
            must("kind", Kind::Code(|code| DocumentKind::from_code(code).is_some())),
            must("size", Kind::Count),
            must("sha256", Kind::Sha256),
            must("role", Kind::Code(is_role)),
            must("person", Kind::Text),
            must("created_at", Kind::Instant),
        ],
    },
    Noun {
        // Kept: nobody is asked elsewhere, and the secret of the mail stays where it is.
        name: "follow_ups",
        living: Living::Kept,
        select: sql!(
            "SELECT assessment, months, questions, answers, asked_at, answered_at
             FROM follow_up WHERE tenant = $1 ORDER BY assessment, months"
        ),
        insert: None,
        columns: &[
            must("assessment", Kind::Id),
            must("months", Kind::Count),
            must("questions", Kind::Json(Value::is_array)),
            must("answers", Kind::Json(Value::is_object)),
            must("asked_at", Kind::Instant),
            may("answered_at", Kind::Instant),
        ],
    },
    // Kept: areas and partners of one installation are not those of another.
    Noun {
        name: "requests",
        living: Living::Kept,
        select: sql!(
            "SELECT id, area, state, document, assessment, partner, round, created_at, changed_at
             FROM help_request WHERE tenant = $1 ORDER BY created_at, id"
        ),
        insert: None,
        columns: &[
            must("id", Kind::Id),
            must("area", Kind::Id),
            must("state", Kind::Text),
            must("document", Kind::Json(Value::is_object)),
            may("assessment", Kind::Id),
            may("partner", Kind::Id),
            must("round", Kind::Number),
            must("created_at", Kind::Instant),
            must("changed_at", Kind::Instant),
        ],
    },
    Noun {
        name: "proposals",
        living: Living::Kept,
        select: sql!(
            "SELECT id, request, partner, round, state, reasons, created_at, answered_at
             FROM proposal WHERE tenant = $1 ORDER BY created_at, id"
        ),
        insert: None,
        columns: &[
            must("id", Kind::Id),
            must("request", Kind::Id),
            must("partner", Kind::Id),
            must("round", Kind::Number),
            must("state", Kind::Text),
            must("reasons", Kind::Json(|_| true)),
            must("created_at", Kind::Instant),
            may("answered_at", Kind::Instant),
        ],
    },
    Noun {
        name: "appointments",
        living: Living::Kept,
        select: sql!(
            "SELECT id, request, state, starts_at, minutes, meeting, place, proposed_by, sequence, created_at
             FROM appointment WHERE tenant = $1 ORDER BY created_at, id"
        ),
        insert: None,
        columns: &[
            must("id", Kind::Id),
            must("request", Kind::Id),
            must("state", Kind::Text),
            must("starts_at", Kind::Instant),
            must("minutes", Kind::Number),
            must("meeting", Kind::Text),
            must("place", Kind::Text),
            must("proposed_by", Kind::Text),
            must("sequence", Kind::Number),
            must("created_at", Kind::Instant),
        ],
    },
];

/// Whether this can stand as the role of an author.
fn is_role(code: &str) -> bool {
    matches!(code, "visitor" | "system") || Role::from_code(code).is_some()
}

/// The noun with this name.
pub fn noun(name: &str) -> Option<&'static Noun> {
    NOUNS.iter().find(|noun| noun.name == name)
}

impl Noun {
    /// What is wrong with a document of this noun: the name of the field. Nothing if it can be stored.
    pub fn fault(&self, document: &Value) -> Option<String> {
        let Some(map) = document.as_object() else { return Some(self.name.to_owned()) };
        let known = |name: &str| self.columns.iter().any(|column| column.name == name);
        if let Some(name) = map.keys().find(|name| !known(name)) {
            return Some(format!("{}.{}", self.name, name.chars().take(40).collect::<String>()));
        }
        let wrong = self.columns.iter().find(|column| match map.get(column.name) {
            None => !column.optional,
            Some(value) => !column.kind.admits(value),
        });
        wrong.map(|column| format!("{}.{}", self.name, column.name))
    }
}

/// An instant as whole microseconds.
fn micros(text: &str) -> Option<i64> {
    text.parse::<Timestamp>().ok().map(Timestamp::as_microsecond)
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if text.len() != 64 || text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    (0..32).map(|at| u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok()).collect()
}

impl Kind {
    fn admits(self, value: &Value) -> bool {
        let text = value.as_str();
        match self {
            Self::Id => text.is_some_and(|text| text.parse::<Uuid>().is_ok()),
            Self::Text => text.is_some_and(|text| {
                text.chars().count() <= LONGEST_TEXT
                    && !text.chars().any(|character| is_unsafe(character) && !matches!(character, '\n' | '\t'))
            }),
            Self::Code(known) => text.is_some_and(known),
            Self::Count => value.as_i64().is_some_and(|number| (1..=i64::from(u32::MAX)).contains(&number)),
            Self::Number => value.as_i64().is_some_and(|number| (0..=i64::from(u32::MAX)).contains(&number)),
            Self::Instant => text.and_then(micros).is_some(),
            Self::Sha256 => text.and_then(unhex).is_some(),
            Self::Json(fits) => value.to_string().len() <= LARGEST_JSON && fits(value),
        }
    }
}

/// Reads a column of a row into its place in the document.
macro_rules! read {
    ($row:expr, $column:expr, $map:expr) => {{
        use sqlx::Row as _;
        let name = $column.name;
        let value = match $column.kind {
            Kind::Id => $row.try_get::<Option<Uuid>, _>(name)?.map(|id| Value::from(id.to_string())),
            Kind::Text | Kind::Code(_) => $row.try_get::<Option<String>, _>(name)?.map(Value::from),
            Kind::Count | Kind::Number => $row.try_get::<Option<i64>, _>(name)?.map(Value::from),
            Kind::Instant => $row
                .try_get::<Option<i64>, _>(name)?
                .and_then(|at| Timestamp::from_microsecond(at).ok())
                .map(|at| Value::from(at.to_string())),
            Kind::Sha256 => $row
                .try_get::<Option<Vec<u8>>, _>(name)?
                .map(|bytes| Value::from(bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>())),
            Kind::Json(_) => $row.try_get::<Option<Doc<Value>>, _>(name)?.map(|document| document.0),
        };
        if let Some(value) = value {
            $map.insert(name.to_owned(), value);
        }
    }};
}

impl Conn {
    /// The rows of a noun of a tenant as documents.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn records(&mut self, tenant: TenantId, noun: &'static Noun) -> Result<Vec<Value>, StoreError> {
        on!(self, c => match sqlx::query(noun.select).bind(tenant.0).fetch_all(c).await {
            Err(error) => Err(error),
            Ok(rows) => rows
                .iter()
                .map(|row| {
                    let mut map = Map::new();
                    for column in noun.columns {
                        read!(row, column, map);
                    }
                    Ok(Value::Object(map))
                })
                .collect::<Result<Vec<Value>, sqlx::Error>>(),
        })
    }

    /// What of a noun came with a take-out and is kept as it came, in its order.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn brought_in(&mut self, tenant: TenantId, noun: &str) -> Result<Vec<Value>, StoreError> {
        let text = sql!("SELECT document FROM brought_in WHERE tenant = $1 AND noun = $2 ORDER BY position");
        let rows: Vec<(Doc<Value>,)> =
            on!(self, c => sqlx::query_as(text).bind(tenant.0).bind(noun).fetch_all(c).await)?;
        Ok(rows.into_iter().map(|(document,)| document.0).collect())
    }
}

impl Tx {
    /// Stores a document of a noun that lives on as a row. The caller has made sure that [`Noun::fault`] finds nothing.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if it does not fit to the rest; [`StoreError::Unavailable`].
    pub async fn insert_record(
        &mut self,
        tenant: TenantId,
        noun: &'static Noun,
        document: &Value,
    ) -> Result<(), StoreError> {
        let Some(insert) = noun.insert else {
            return Err(StoreError::unavailable("rows of this noun are only kept as they came"));
        };
        on!(self, c => {
            let mut query = sqlx::query(insert).bind(tenant.0);
            for column in noun.columns {
                let value = document.get(column.name);
                let text = value.and_then(Value::as_str);
                query = match column.kind {
                    Kind::Id => query.bind(text.and_then(|text| text.parse::<Uuid>().ok())),
                    Kind::Text | Kind::Code(_) => query.bind(text.map(str::to_owned)),
                    Kind::Count | Kind::Number => query.bind(value.and_then(Value::as_i64)),
                    Kind::Instant => query.bind(text.and_then(micros)),
                    Kind::Sha256 => query.bind(text.and_then(unhex)),
                    Kind::Json(_) => query.bind(value.cloned().map(Doc)),
                };
            }
            query.execute(c).await.map(drop)
        })
    }

    /// Keeps a document as it came.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if there is one at this position or no such tenant; [`StoreError::Unavailable`].
    pub async fn insert_brought_in(
        &mut self,
        tenant: TenantId,
        noun: &str,
        position: u32,
        document: &Value,
    ) -> Result<(), StoreError> {
        let text = sql!("INSERT INTO brought_in (tenant, noun, position, document) VALUES ($1, $2, $3, $4)");
        on!(self, c => sqlx::query(text)
            .bind(tenant.0)
            .bind(noun)
            .bind(i64::from(position))
            .bind(Doc(document))
            .execute(c)
            .await
            .map(drop))
    }
}
