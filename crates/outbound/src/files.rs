//! A place for files outside the database: a folder of this machine, or a bucket of an S3-compatible store.
//!
//! Knows addresses and keys of access. Refuses to know what is in a file and who may read it.

use std::{
    path::PathBuf,
    sync::{Arc, OnceLock},
};

use object_store::{
    ClientOptions, ObjectStore, ObjectStoreExt, RetryConfig, aws::AmazonS3Builder, local::LocalFileSystem, path::Path,
    prefix::PrefixStore,
};

/// How long one request to a bucket may take.
const TIMEOUT: std::time::Duration = std::time::Duration::from_secs(30);
/// How long a request to a bucket is tried again. Shorter than a reader waits for a page.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(20);
/// How long a connection to a bucket may take to come about.
const CONNECT: std::time::Duration = std::time::Duration::from_secs(5);

/// Where files are kept.
#[derive(Clone, Default)]
pub struct FileSettings {
    /// `file:PATH` (made if missing) or `s3://BUCKET/PREFIX`.
    pub store: String,
    /// Address of the S3-compatible store, with `http://` or `https://`; empty for Amazon's own.
    pub endpoint: String,
    /// Region of the bucket.
    pub region: String,
    /// Name of the access key.
    pub access_key: String,
    /// The access key itself.
    pub secret_key: String,
}

/// Why there is no place for files, or why a file could not be put there, read or deleted.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The settings do not fit together; says how.
    #[error("{0}")]
    Settings(String),
    /// The folder cannot be made.
    #[error("cannot make the folder {0}")]
    Folder(PathBuf, #[source] std::io::Error),
    /// The store does not do what it is asked.
    #[error("the store for files")]
    Store(#[from] object_store::Error),
    /// A key that cannot be one.
    #[error("a key for a file that cannot be one")]
    Key,
}

/// A place for files. Cheap to clone.
#[derive(Clone, Debug)]
pub struct FileStore {
    place: Arc<Place>,
    shown: String,
}

#[derive(Debug)]
enum Place {
    /// Made when the first file comes: commands that never touch a file leave no folder behind.
    Folder {
        path: PathBuf,
        opened: OnceLock<LocalFileSystem>,
    },
    Bucket(Box<dyn ObjectStore>),
}

impl Place {
    /// The store; `None` for a folder that is not there yet, unless it is to be made.
    fn store(&self, make: bool) -> Result<Option<&dyn ObjectStore>, FileError> {
        let (path, opened) = match self {
            Self::Bucket(bucket) => return Ok(Some(&**bucket)),
            Self::Folder { path, opened } => (path, opened),
        };
        if let Some(folder) = opened.get() {
            return Ok(Some(folder));
        }
        if !make && !path.exists() {
            return Ok(None);
        }
        let mut maker = std::fs::DirBuilder::new();
        maker.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut maker, 0o700);
        maker.create(path).map_err(|error| FileError::Folder(path.clone(), error))?;
        // Durable before it is called stored: the file and the folder it is in.
        let folder = LocalFileSystem::new_with_prefix(path)?.with_fsync(true);
        Ok(Some(opened.get_or_init(|| folder)))
    }
}

impl FileStore {
    /// Knows the place from now on; nothing is made and nobody is asked yet.
    ///
    /// # Errors
    /// [`FileError::Settings`].
    pub fn open(settings: &FileSettings) -> Result<Self, FileError> {
        if let Some(path) = settings.store.strip_prefix("file:") {
            return Self::folder(path);
        }
        if let Some(rest) = settings.store.strip_prefix("s3://") {
            return Self::bucket(rest, settings);
        }
        Err(FileError::Settings("files.store begins with file: or s3://".to_owned()))
    }

    fn folder(path: &str) -> Result<Self, FileError> {
        // Absolute, so that it stays the same place whatever becomes of the working directory.
        let path = std::path::absolute(path)
            .map_err(|_| FileError::Settings("files.store: name a folder after file:".to_owned()))?;
        let shown = path.display().to_string();
        Ok(Self { place: Arc::new(Place::Folder { path, opened: OnceLock::new() }), shown })
    }

    fn bucket(rest: &str, settings: &FileSettings) -> Result<Self, FileError> {
        let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        if bucket.is_empty() {
            return Err(FileError::Settings("files.store: name a bucket after s3://".to_owned()));
        }
        if settings.access_key.is_empty() || settings.secret_key.is_empty() {
            let which = "a bucket needs files.access_key and files.secret_key";
            return Err(FileError::Settings(which.to_owned()));
        }
        // The client speaks TLS with whatever the process has installed; a second call changes nothing.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let region = if settings.region.is_empty() { "us-east-1" } else { settings.region.as_str() };
        let options = ClientOptions::new()
            .with_timeout(TIMEOUT)
            .with_connect_timeout(CONNECT)
            .with_allow_http(settings.endpoint.starts_with("http://"));
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(bucket)
            .with_region(region)
            .with_access_key_id(&settings.access_key)
            .with_secret_access_key(&settings.secret_key)
            .with_retry(RetryConfig { max_retries: 3, retry_timeout: PATIENCE, ..RetryConfig::default() })
            // One key at a time is all we delete, and every S3-compatible store understands it.
            .with_disable_bulk_delete(true)
            .with_client_options(options);
        if !settings.endpoint.is_empty() {
            builder = builder.with_endpoint(settings.endpoint.trim_end_matches('/'));
        }
        let store = builder.build()?;
        let shown = format!("s3://{rest}");
        let prefix = prefix.trim_matches('/');
        let bucket: Box<dyn ObjectStore> =
            if prefix.is_empty() { Box::new(store) } else { Box::new(PrefixStore::new(store, prefix)) };
        Ok(Self { place: Arc::new(Place::Bucket(bucket)), shown })
    }

    /// Where it is, as it may be shown: no keys.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// Stores a file; when this returns, it is durable.
    ///
    /// # Errors
    /// [`FileError::Store`], [`FileError::Key`].
    pub async fn put(&self, key: &str, bytes: Vec<u8>) -> Result<(), FileError> {
        let path = path(key)?;
        if let Some(store) = self.place.store(true)? {
            store.put(&path, bytes.into()).await?;
        }
        Ok(())
    }

    /// Reads a file; `None` if there is none.
    ///
    /// # Errors
    /// [`FileError::Store`], [`FileError::Key`].
    pub async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, FileError> {
        let path = path(key)?;
        let Some(store) = self.place.store(false)? else { return Ok(None) };
        match store.get(&path).await {
            Ok(found) => Ok(Some(found.bytes().await?.into())),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Deletes a file; fine if there is none.
    ///
    /// # Errors
    /// [`FileError::Store`], [`FileError::Key`].
    pub async fn delete(&self, key: &str) -> Result<(), FileError> {
        let path = path(key)?;
        let Some(store) = self.place.store(false)? else { return Ok(()) };
        match store.delete(&path).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

/// A key as a path. Keys are of our own making: anything that could lead elsewhere is a fault.
fn path(key: &str) -> Result<Path, FileError> {
    let plain = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    if key.split('/').all(plain) { Path::parse(key).map_err(|_| FileError::Key) } else { Err(FileError::Key) }
}

#[cfg(test)]
mod tests {
    use std::{
        collections::BTreeMap,
        sync::{Arc, Mutex},
    };

    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::{TcpListener, TcpStream},
    };

    use super::*;

    async fn there_and_back(files: &FileStore) {
        let key = "documents/abc123";
        assert_eq!(files.get(key).await.unwrap(), None);
        let content: Vec<u8> = (0..=255).cycle().take(300_000).collect();
        files.put(key, content.clone()).await.unwrap();
        assert_eq!(files.get(key).await.unwrap(), Some(content));
        files.put(key, b"anders".to_vec()).await.unwrap();
        assert_eq!(files.get(key).await.unwrap().as_deref(), Some(b"anders".as_slice()));
        files.delete(key).await.unwrap();
        files.delete(key).await.unwrap();
        assert_eq!(files.get(key).await.unwrap(), None);
        for bad in ["", "..", "../x", "a/../b", "/a", "a//b", "A", "a b", "a.b"] {
            assert!(matches!(files.put(bad, vec![1]).await, Err(FileError::Key)), "{bad:?}");
        }
    }

    #[tokio::test]
    async fn a_folder_keeps_files() {
        let folder = std::env::temp_dir().join(format!("ringwall-files-{}", std::process::id()));
        let settings = FileSettings { store: format!("file:{}", folder.display()), ..FileSettings::default() };
        let files = FileStore::open(&settings).unwrap();
        assert_eq!(files.get("documents/none").await.unwrap(), None);
        files.delete("documents/none").await.unwrap();
        assert!(!folder.exists(), "nothing is made before the first file");
        there_and_back(&files).await;
        files.put("documents/left", b"x".to_vec()).await.unwrap();
        assert_eq!(std::fs::read(folder.join("documents/left")).unwrap(), b"x");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
        }
        std::fs::remove_dir_all(folder).unwrap();
    }

    /// Takes objects as S3 does, as far as it is needed: PUT, GET, DELETE on a path, signed by version 4.
    async fn bucket(listener: TcpListener, seen: Arc<Mutex<Vec<String>>>) {
        let objects: Arc<Mutex<BTreeMap<String, Vec<u8>>>> = Arc::default();
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            tokio::spawn(serve(stream, Arc::clone(&objects), Arc::clone(&seen)));
        }
    }

    async fn serve(
        mut stream: TcpStream,
        objects: Arc<Mutex<BTreeMap<String, Vec<u8>>>>,
        seen: Arc<Mutex<Vec<String>>>,
    ) {
        let mut buffer = Vec::new();
        loop {
            let end = loop {
                if let Some(end) = buffer.windows(4).position(|window| window == b"\r\n\r\n") {
                    break end;
                }
                if stream.read_buf(&mut buffer).await.unwrap_or(0) == 0 {
                    return;
                }
            };
            let head = String::from_utf8(buffer[..end].to_vec()).unwrap();
            let header = |name: &str| {
                let lines = head.lines().filter_map(|line| line.split_once(": "));
                lines.filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.to_owned()).next()
            };
            let length: usize = header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
            while buffer.len() < end + 4 + length {
                stream.read_buf(&mut buffer).await.unwrap();
            }
            let body = buffer[end + 4..end + 4 + length].to_vec();
            buffer.drain(..end + 4 + length);
            let mut words = head.split(' ');
            let (method, path) = (words.next().unwrap().to_owned(), words.next().unwrap().to_owned());
            let signed = header("authorization").unwrap_or_default();
            let credential = signed.split(['/', ',']).next().unwrap_or_default();
            seen.lock().unwrap().push(format!("{method} {path} {credential}"));
            let (status, body) = match method.as_str() {
                "PUT" => {
                    objects.lock().unwrap().insert(path, body);
                    ("200 OK", Vec::new())
                }
                "GET" => objects
                    .lock()
                    .unwrap()
                    .get(&path)
                    .map_or(("404 Not Found", Vec::new()), |found| ("200 OK", found.clone())),
                "DELETE" => {
                    objects.lock().unwrap().remove(&path);
                    ("204 No Content", Vec::new())
                }
                _ => ("405 Method Not Allowed", Vec::new()),
            };
            let head = format!(
                "HTTP/1.1 {status}\r\ncontent-length: {}\r\netag: \"x\"\r\n\
                 last-modified: Mon, 23 Nov 2026 09:00:00 GMT\r\n\r\n",
                body.len()
            );
            if stream.write_all(head.as_bytes()).await.is_err() || stream.write_all(&body).await.is_err() {
                return;
            }
        }
    }

    #[tokio::test]
    async fn a_bucket_keeps_files() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}/", listener.local_addr().unwrap());
        let seen: Arc<Mutex<Vec<String>>> = Arc::default();
        let server = tokio::spawn(bucket(listener, Arc::clone(&seen)));
        let settings = FileSettings {
            store: "s3://region/wall/files".to_owned(),
            endpoint,
            region: "eu-central-1".to_owned(),
            access_key: "KEYNAME".to_owned(),
            secret_key: "secret".to_owned(),
        };
        let files = FileStore::open(&settings).unwrap();
        assert_eq!(files.shown(), "s3://region/wall/files");
        there_and_back(&files).await;
        server.abort();
        let seen = seen.lock().unwrap();
        let put = "PUT /region/wall/files/documents/abc123 AWS4-HMAC-SHA256 Credential=KEYNAME";
        assert!(seen.iter().any(|line| line == put), "{seen:?}");
    }

    #[test]
    fn settings_that_do_not_fit_are_refused_without_keys_in_the_message() {
        let refused = |store: &str, secret_key: &str| {
            let settings =
                FileSettings { store: store.to_owned(), secret_key: secret_key.to_owned(), ..FileSettings::default() };
            FileStore::open(&settings).unwrap_err().to_string()
        };
        assert_eq!(refused("ftp://x", ""), "files.store begins with file: or s3://");
        assert_eq!(refused("file:", ""), "files.store: name a folder after file:");
        assert_eq!(refused("s3:///x", ""), "files.store: name a bucket after s3://");
        assert!(!refused("s3://bucket", "geheim").contains("geheim"));
    }
}
