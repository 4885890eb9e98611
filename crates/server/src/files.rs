//! Files of `app` kept in the store of `outbound`.

use std::sync::Arc;

use anyhow::Context;
use futures::future::BoxFuture;
use ringwall_app::{FileFault, Files};
use ringwall_outbound::{FileSettings, FileStore};

use crate::config::Config;

/// The place an operator has set.
struct Kept(FileStore);

impl Files for Kept {
    fn put<'a>(&'a self, key: &'a str, bytes: Vec<u8>) -> BoxFuture<'a, Result<(), FileFault>> {
        Box::pin(async move { Ok(self.0.put(key, bytes).await?) })
    }

    fn get<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<Vec<u8>>, FileFault>> {
        Box::pin(async move { Ok(self.0.get(key).await?) })
    }

    fn delete<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<(), FileFault>> {
        Box::pin(async move { Ok(self.0.delete(key).await?) })
    }
}

/// The place for files that the configuration names.
pub(crate) fn files(config: &Config) -> anyhow::Result<Arc<dyn Files>> {
    Ok(Arc::new(Kept(store(config)?)))
}

/// The same, for looking at it.
pub(crate) fn store(config: &Config) -> anyhow::Result<FileStore> {
    let files = &config.files;
    let secret_key = match (files.secret_key.get(), files.secret_key_file.as_str()) {
        (Some(key), _) => key.to_owned(),
        (None, "") => String::new(),
        (None, file) => {
            let text =
                std::fs::read_to_string(file).with_context(|| format!("files.secret_key_file: cannot read {file}"))?;
            text.trim_end_matches(['\r', '\n']).to_owned()
        }
    };
    let settings = FileSettings {
        store: files.store.clone(),
        endpoint: files.endpoint.clone(),
        region: files.region.clone(),
        access_key: files.access_key.clone(),
        secret_key,
    };
    Ok(FileStore::open(&settings)?)
}
