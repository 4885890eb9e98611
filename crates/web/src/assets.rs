//! Files that never change under their address: style sheet, script, font, icon.
//!
//! They are part of the program. Their address carries a fingerprint over all of them, so that a browser may keep them
//! for a year and still sees a new edition at once.

use std::{fmt::Write, sync::LazyLock};

use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use sha2::{Digest, Sha256};

use crate::error::PageError;

struct Asset {
    name: &'static str,
    media_type: &'static str,
    bytes: &'static [u8],
}

macro_rules! assets {
    ($($name:literal: $media_type:literal,)+) => {
        &[$(Asset { name: $name, media_type: $media_type, bytes: include_bytes!(concat!("../static/", $name)) },)+]
    };
}

static ASSETS: &[Asset] = assets! {
    "app.css": "text/css; charset=utf-8",
    "app.js": "text/javascript; charset=utf-8",
    "atkinson.woff2": "font/woff2",
    "atkinson.OFL.txt": "text/plain; charset=utf-8",
    "icon.svg": "image/svg+xml",
    "passkey.js": "text/javascript; charset=utf-8",
    "work.css": "text/css; charset=utf-8",
};

/// The style sheets without their comments, which are for authors.
static STYLE: LazyLock<Vec<u8>> = LazyLock::new(|| bare(include_str!("../static/app.css")));
static WORK: LazyLock<Vec<u8>> = LazyLock::new(|| bare(include_str!("../static/work.css")));

fn bare(source: &str) -> Vec<u8> {
    let (first, rest) = source.split_once("/*").unwrap_or((source, ""));
    let rest = rest.split("/*").filter_map(|piece| Some(piece.split_once("*/")?.1));
    let bare: String = std::iter::once(first).chain(rest).collect();
    bare.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n").into_bytes()
}

impl Asset {
    fn content(&self) -> &'static [u8] {
        match self.name {
            "app.css" => &STYLE,
            "work.css" => &WORK,
            _ => self.bytes,
        }
    }
}

static FINGERPRINT: LazyLock<String> = LazyLock::new(|| {
    let mut hash = Sha256::new();
    for asset in ASSETS {
        hash.update(asset.content());
    }
    hash.finalize().iter().take(6).fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
});

/// The address of a file.
pub(crate) fn url(name: &str) -> String {
    format!("/static/{}/{name}", *FINGERPRINT)
}

pub(crate) async fn show(Path((fingerprint, name)): Path<(String, String)>) -> Result<Response, PageError> {
    let asset = ASSETS.iter().find(|asset| asset.name == name).ok_or(PageError::not_found())?;
    // A page from before an update may still ask for the old address: it gets the new file, but must not keep it.
    let keep = if fingerprint == *FINGERPRINT { "public, max-age=31536000, immutable" } else { "no-cache" };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(asset.media_type)),
        (header::CACHE_CONTROL, HeaderValue::from_static(keep)),
    ];
    Ok((headers, asset.content()).into_response())
}
