//! Services that people can sign in with, as the configuration names them: `[[oidc]]`, any number of times.

use anyhow::{Context, bail};
use ringwall_web::Provider;
use serde::{Deserialize, Serialize};

use crate::config::Secret;

/// One service.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct OidcProvider {
    /// Stable name in addresses and in the database: small letters, digits, hyphens.
    pub(crate) id: String,
    /// What people call it.
    pub(crate) title: String,
    /// Its address, as it calls itself.
    pub(crate) issuer: String,
    /// What it calls us.
    pub(crate) client_id: String,
    /// What we prove ourselves with; empty for a public client.
    pub(crate) client_secret: Secret,
    /// A file that holds it and nothing else.
    pub(crate) client_secret_file: String,
}

impl OidcProvider {
    /// Whether everything needed is there and makes sense.
    pub(crate) fn check(&self) -> anyhow::Result<()> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if self.id.is_empty() || self.id.len() > 40 || !self.id.chars().all(plain) {
            bail!("oidc.id must be small letters, digits and hyphens, not {:?}", self.id);
        }
        for (key, value) in [("title", &self.title), ("issuer", &self.issuer), ("client_id", &self.client_id)] {
            if value.is_empty() {
                bail!("oidc {}: {key} is missing", self.id);
            }
        }
        let host = self.issuer.strip_prefix("http://").map(|rest| rest.split(['/', ':']).next().unwrap_or_default());
        let fits = self.issuer.starts_with("https://") || host.is_some_and(|h| ["127.0.0.1", "localhost"].contains(&h));
        if !fits {
            bail!("oidc {}: issuer must begin with https://, not {}", self.id, self.issuer);
        }
        if self.client_secret.get().is_some() && !self.client_secret_file.is_empty() {
            bail!("oidc {}: client_secret and client_secret_file cannot both be set", self.id);
        }
        Ok(())
    }

    /// Ready for the pages.
    pub(crate) fn provider(&self) -> anyhow::Result<Provider> {
        let client_secret = match (self.client_secret.get(), self.client_secret_file.as_str()) {
            (Some(secret), _) => Some(secret.to_owned()),
            (None, "") => None,
            (None, file) => {
                let text =
                    std::fs::read_to_string(file).with_context(|| format!("oidc {}: cannot read {file}", self.id))?;
                Some(text.trim_end_matches(['\r', '\n']).to_owned())
            }
        };
        Ok(Provider {
            id: self.id.clone(),
            title: self.title.clone(),
            issuer: self.issuer.clone(),
            client_id: self.client_id.clone(),
            client_secret,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_or_unsafe_is_refused() {
        let good = OidcProvider {
            id: "keycloak".to_owned(),
            title: "Kommune".to_owned(),
            issuer: "https://id.example.org/realms/stadt".to_owned(),
            client_id: "ringwall".to_owned(),
            ..OidcProvider::default()
        };
        assert!(good.check().is_ok());
        for loopback in ["http://127.0.0.1:9000", "http://localhost:9000/x"] {
            assert!(OidcProvider { issuer: loopback.to_owned(), ..good.clone() }.check().is_ok());
        }
        for issuer in ["", "http://id.example.org", "ftp://id.example.org", "http://127.0.0.1.example.org"] {
            assert!(OidcProvider { issuer: issuer.to_owned(), ..good.clone() }.check().is_err(), "{issuer}");
        }
        for id in ["", "Key cloak", "a/b", "ä"] {
            assert!(OidcProvider { id: id.to_owned(), ..good.clone() }.check().is_err(), "{id}");
        }
    }
}
