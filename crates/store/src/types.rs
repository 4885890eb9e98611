//! Column types: how the words of `core` become columns, the same way on both engines.
//!
//! | in Rust | SQLite | PostgreSQL |
//! |---|---|---|
//! | `Uuid` (inside a typed id) | BLOB | UUID |
//! | [`Micros`] | INTEGER | BIGINT |
//! | [`Day`] | TEXT | TEXT |
//! | [`Doc`] | TEXT | JSONB |
//! | `bool` | INTEGER 0/1 | BOOLEAN |
//! | counter | INTEGER | BIGINT |
//!
//! Refuses to guess: a value that is out of range or unknown is [`StoreError::Corrupt`].

use jiff::{Timestamp, civil::Date};
use ringwall_core::id::TenantId;
use sqlx::{Database, Decode, Encode, Type, encode::IsNull, error::BoxDynError};
use uuid::Uuid;

use crate::StoreError;

/// A JSON column.
pub(crate) use sqlx::types::Json as Doc;

/// An instant as whole microseconds UTC; finer parts are cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Micros(pub(crate) Timestamp);

impl<DB: Database> Type<DB> for Micros
where
    i64: Type<DB>,
{
    fn type_info() -> DB::TypeInfo {
        <i64 as Type<DB>>::type_info()
    }

    fn compatible(ty: &DB::TypeInfo) -> bool {
        <i64 as Type<DB>>::compatible(ty)
    }
}

impl<'q, DB: Database> Encode<'q, DB> for Micros
where
    i64: Encode<'q, DB>,
{
    fn encode_by_ref(&self, buffer: &mut DB::ArgumentBuffer) -> Result<IsNull, BoxDynError> {
        self.0.as_microsecond().encode(buffer)
    }
}

impl<'r, DB: Database> Decode<'r, DB> for Micros
where
    i64: Decode<'r, DB>,
{
    fn decode(value: DB::ValueRef<'r>) -> Result<Self, BoxDynError> {
        Ok(Self(Timestamp::from_microsecond(i64::decode(value)?)?))
    }
}

/// A calendar date as `YYYY-MM-DD`, which sorts as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Day(pub(crate) Date);

impl<DB: Database> Type<DB> for Day
where
    String: Type<DB>,
{
    fn type_info() -> DB::TypeInfo {
        <String as Type<DB>>::type_info()
    }

    fn compatible(ty: &DB::TypeInfo) -> bool {
        <String as Type<DB>>::compatible(ty)
    }
}

impl<'q, DB: Database> Encode<'q, DB> for Day
where
    String: Encode<'q, DB>,
{
    fn encode_by_ref(&self, buffer: &mut DB::ArgumentBuffer) -> Result<IsNull, BoxDynError> {
        self.0.to_string().encode(buffer)
    }
}

impl<'r, DB: Database> Decode<'r, DB> for Day
where
    String: Decode<'r, DB>,
{
    fn decode(value: DB::ValueRef<'r>) -> Result<Self, BoxDynError> {
        Ok(Self(String::decode(value)?.parse()?))
    }
}

/// The meaning of a stored code, or which column holds one without meaning.
pub(crate) fn known<T>(column: &str, code: &str, meaning: Option<T>) -> Result<T, StoreError> {
    meaning.ok_or_else(|| StoreError::corrupt(format_args!("column {column}: unknown code {code:?}")))
}

/// A stored counter in the width `core` uses.
pub(crate) fn counter<T: TryFrom<i64>>(column: &str, value: i64) -> Result<T, StoreError> {
    T::try_from(value).map_err(|_| StoreError::corrupt(format_args!("column {column}: {value} is out of range")))
}

/// Tenants as a JSON list, for the statement that asks about several at once: both engines can unpack it.
pub(crate) fn tenant_list(tenants: &[TenantId]) -> Doc<Vec<String>> {
    id_list(tenants.iter().map(|tenant| tenant.0))
}

/// The same for ids of any kind.
pub(crate) fn id_list(ids: impl IntoIterator<Item = Uuid>) -> Doc<Vec<String>> {
    Doc(ids.into_iter().map(|id| id.simple().to_string()).collect())
}
