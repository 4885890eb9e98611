//! One form, sent once or several times: a browser whose answer never came asks "send again?", and people press twice.
//!
//! What a form begins (a folder, a request, an invitation) gets its id and its secrets from the form instead of by
//! chance. Sent again, it finds what it has begun, whichever process answers and wherever the first one died. Nothing is
//! kept for it: no table, no time after which it ends. Refuses to know what a form is; pages make the key.

use ringwall_core::id::AssessmentId;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    App,
    access::{secret_text, secret_text_of},
};

/// Names one form with everything that was written into it. As secret as the form token it is made from, which only
/// this visitor's browser has.
#[derive(Clone, Copy)]
pub struct FormKey([u8; 32]);

impl FormKey {
    /// A key from bytes that nobody else can know: a keyed hash of token, address and content.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    fn bytes<const N: usize>(self, what: &str) -> [u8; N] {
        let hash = Sha256::new().chain_update(self.0).chain_update(what.as_bytes()).finalize();
        let mut bytes = [0; N];
        for (byte, hashed) in bytes.iter_mut().zip(hash) {
            *byte = hashed;
        }
        bytes
    }
}

impl App {
    /// The same operations, for one form: what they begin is begun once, however often the form is sent.
    #[must_use]
    pub fn for_form(&self, key: FormKey) -> Self {
        Self { form: Some(key), ..self.clone() }
    }

    /// The id of what a form begins; a new one if there is no form.
    pub(crate) fn uuid_once(&self, what: &str) -> Uuid {
        self.form.map_or_else(|| self.new_uuid(), |key| uuid::Builder::from_custom_bytes(key.bytes(what)).into_uuid())
    }

    /// The secret of a link that a form asks for; a new one if there is no form.
    pub(crate) fn secret_once(&self, what: &str) -> String {
        self.form.map_or_else(|| secret_text(self), |key| secret_text_of(key.bytes(what)))
    }

    /// The id of an assessment that a form begins.
    pub(crate) fn assessment_once(&self) -> AssessmentId {
        AssessmentId(self.uuid_once("assessment"))
    }
}
