//! A small picture somebody sends: what it is, how large, and without anything a picture does not need.
//!
//! Knows the outer structure of PNG, JPEG and WebP. Every part is looked at; what describes the photographer, the place
//! or the program (Exif, XMP, comments) is left out, and whatever follows the end makes it no picture. The pixels
//! themselves stay as they are: browsers decode them in a sandbox.
//! Sources: PNG third edition (W3C 2025); ITU-T T.81; RFC 9649 (WebP).

use serde::{Deserialize, Serialize};

use crate::refusal::Refusal;

/// Largest accepted picture, in bytes.
pub const LARGEST: usize = 512 * 1024;
/// Smallest and largest accepted width and height, in pixels.
pub const SIDES: std::ops::RangeInclusive<u32> = 16..=2_000;

/// What kind of picture it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PictureKind {
    /// Portable Network Graphics.
    Png,
    /// JPEG.
    Jpeg,
    /// WebP.
    Webp,
}

impl PictureKind {
    /// Media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
        }
    }
}

/// A picture that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// What it is.
    pub kind: PictureKind,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The picture, without what it does not need.
    pub bytes: Vec<u8>,
}

impl Picture {
    /// Looks at a picture.
    ///
    /// # Errors
    /// `picture-too-large` (parameter `most`, kilobytes), `picture-invalid`, `picture-size` (parameters `least`, `most`).
    pub fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        if bytes.len() > LARGEST {
            return Err(Refusal::new("picture-too-large").with("most", LARGEST / 1024));
        }
        let picture =
            png(bytes).or_else(|| jpeg(bytes)).or_else(|| webp(bytes)).ok_or(Refusal::new("picture-invalid"))?;
        if !SIDES.contains(&picture.width) || !SIDES.contains(&picture.height) {
            return Err(Refusal::new("picture-size").with("least", SIDES.start()).with("most", SIDES.end()));
        }
        Ok(picture)
    }
}

fn be32(bytes: &[u8]) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(..4)?.try_into().ok()?))
}

fn be16(bytes: &[u8]) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(..2)?.try_into().ok()?))
}

fn length(value: u32) -> Option<usize> {
    usize::try_from(value).ok()
}

/// The checksum of a PNG chunk (CRC-32 of ISO 3309).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |mut crc, byte| {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
        }
        crc
    })
}

fn png(bytes: &[u8]) -> Option<Picture> {
    const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
    let mut rest = bytes.strip_prefix(SIGNATURE)?;
    let mut out = SIGNATURE.to_vec();
    let (mut size, mut data, mut first) = (None, false, true);
    loop {
        let long = length(be32(rest)?)?;
        let chunk = rest.get(..long.checked_add(12)?)?;
        let (named, sum) = chunk.get(4..)?.split_at_checked(long.checked_add(4)?)?;
        if crc(named) != be32(sum)? {
            return None;
        }
        let (name, body) = named.split_at_checked(4)?;
        if first != (name == b"IHDR") {
            return None;
        }
        first = false;
        match name {
            b"IHDR" if long == 13 => size = Some((be32(body)?, be32(body.get(4..)?)?)),
            b"IHDR" => return None,
            b"IDAT" => data = true,
            _ => {}
        }
        // What is needed for the pixels and their colours; text, time, Exif and animation are left out.
        if [b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs"]
            .iter()
            .any(|kept| *kept == name)
        {
            out.extend_from_slice(chunk);
        }
        rest = rest.get(chunk.len()..)?;
        if name == b"IEND" {
            break;
        }
    }
    let (width, height) = size?;
    (rest.is_empty() && data).then_some(Picture { kind: PictureKind::Png, width, height, bytes: out })
}

fn jpeg(bytes: &[u8]) -> Option<Picture> {
    let mut rest = bytes.strip_prefix(b"\xff\xd8")?;
    let mut out = vec![0xff, 0xd8];
    let (mut size, mut scans) = (None, false);
    loop {
        let (head, after) = rest.split_at_checked(2)?;
        let [0xff, marker] = *head else { return None };
        match marker {
            // Filling before a marker.
            0xff => {
                rest = rest.get(1..)?;
                continue;
            }
            0xd9 => {
                out.extend_from_slice(head);
                rest = after;
                break;
            }
            // Markers without a length do not stand between segments.
            0x00 | 0x01 | 0xd0..=0xd8 => return None,
            _ => {}
        }
        let long = usize::from(be16(after)?);
        let segment = after.get(..long).filter(|_| long >= 2)?;
        rest = after.get(long..)?;
        // Frames, except the tables DHT (c4), JPG (c8) and DAC (cc).
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            size = Some((u32::from(be16(segment.get(5..)?)?), u32::from(be16(segment.get(3..)?)?)));
        }
        // JFIF (e0), ICC profile (e2) and Adobe's colours (ee) stay; Exif, XMP, IPTC and comments go.
        let kept = match marker {
            0xe0 => segment.get(2..)?.starts_with(b"JFIF\0"),
            0xe2 => segment.get(2..)?.starts_with(b"ICC_PROFILE\0"),
            0xee => segment.get(2..)?.starts_with(b"Adobe"),
            0xe1..=0xef | 0xfe => false,
            _ => true,
        };
        if kept {
            out.extend_from_slice(head);
            out.extend_from_slice(segment);
        }
        if marker == 0xda {
            scans = true;
            // Coded data ends at the next marker that is neither a stuffed zero nor a restart.
            let end = rest
                .windows(2)
                .position(|pair| matches!(*pair, [0xff, next] if next != 0 && !matches!(next, 0xd0..=0xd7)))?;
            out.extend_from_slice(rest.get(..end)?);
            rest = rest.get(end..)?;
        }
    }
    let (width, height) = size?;
    (rest.is_empty() && scans).then_some(Picture { kind: PictureKind::Jpeg, width, height, bytes: out })
}

fn webp(bytes: &[u8]) -> Option<Picture> {
    let le32 = |bytes: &[u8]| Some(u32::from_le_bytes(bytes.get(..4)?.try_into().ok()?));
    let le24 = |bytes: &[u8]| match bytes.get(..3)? {
        [a, b, c] => Some(u32::from_le_bytes([*a, *b, *c, 0])),
        _ => None,
    };
    let body = bytes.strip_prefix(b"RIFF")?;
    if length(le32(body)?)? != bytes.len().checked_sub(8)? || !body.get(4..)?.starts_with(b"WEBP") {
        return None;
    }
    let mut rest = body.get(8..)?;
    let (mut size, mut data, mut chunks) = (None, false, Vec::new());
    while !rest.is_empty() {
        let long = length(le32(rest.get(4..)?)?)?;
        let padded = long.checked_add(long & 1)?.checked_add(8)?;
        let mut chunk = rest.get(..padded)?.to_vec();
        let name: [u8; 4] = rest.get(..4)?.try_into().ok()?;
        let content = rest.get(8..long.checked_add(8)?)?;
        let seen = match &name {
            b"VP8X" => {
                // Say what is left: no Exif (bit 3), no XMP (bit 2), no animation (bit 1).
                if let Some(flags) = chunk.get_mut(8) {
                    *flags &= 0b0011_0000;
                }
                Some((le24(content.get(4..)?)? + 1, le24(content.get(7..)?)? + 1))
            }
            b"VP8 " => {
                data = true;
                let frame = content.get(3..)?.strip_prefix(b"\x9d\x01\x2a")?;
                Some((le32(frame)? & 0x3fff, le32(frame)? >> 16 & 0x3fff))
            }
            b"VP8L" => {
                data = true;
                let bits = le32(content.strip_prefix(b"\x2f")?)?;
                Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
            }
            b"ALPH" | b"ICCP" => None,
            b"EXIF" | b"XMP " => {
                chunk.clear();
                None
            }
            // Animations and unknown chunks are no coat of arms.
            _ => return None,
        };
        size = size.or(seen);
        chunks.extend_from_slice(&chunk);
        rest = rest.get(padded..)?;
    }
    let (width, height) = size.filter(|_| data)?;
    let mut out = b"RIFF".to_vec();
    out.extend_from_slice(&u32::try_from(chunks.len() + 4).ok()?.to_le_bytes());
    out.extend_from_slice(b"WEBP");
    out.extend_from_slice(&chunks);
    Some(Picture { kind: PictureKind::Webp, width, height, bytes: out })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn chunk(name: [u8; 4], body: &[u8]) -> Vec<u8> {
        let mut named = name.to_vec();
        named.extend_from_slice(body);
        let mut out = u32::try_from(body.len()).unwrap().to_be_bytes().to_vec();
        out.extend_from_slice(&named);
        out.extend_from_slice(&crc(&named).to_be_bytes());
        out
    }

    fn png_of(width: u32, height: u32, extra: &[u8]) -> Vec<u8> {
        let mut header = width.to_be_bytes().to_vec();
        header.extend_from_slice(&height.to_be_bytes());
        header.extend_from_slice(&[8, 6, 0, 0, 0]);
        [
            b"\x89PNG\r\n\x1a\n".to_vec(),
            chunk(*b"IHDR", &header),
            extra.to_vec(),
            chunk(*b"IDAT", b"pixels"),
            chunk(*b"IEND", b""),
        ]
        .concat()
    }

    fn jpeg_of(width: u16, height: u16, extra: &[u8]) -> Vec<u8> {
        let mut frame = b"\xff\xc0\x00\x0b\x08".to_vec();
        frame.extend_from_slice(&height.to_be_bytes());
        frame.extend_from_slice(&width.to_be_bytes());
        frame.extend_from_slice(b"\x01\x01\x11\x00");
        [
            b"\xff\xd8".to_vec(),
            extra.to_vec(),
            frame,
            b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00data\xff\x00more\xff\xd9".to_vec(),
        ]
        .concat()
    }

    fn webp_of(extra: &[u8]) -> Vec<u8> {
        // A lossless picture of 64 by 32: one chunk of 5 bytes and its padding.
        let bits: u32 = 63 | 31 << 14;
        let mut body = b"WEBPVP8L\x05\x00\x00\x00\x2f".to_vec();
        body.extend_from_slice(&bits.to_le_bytes());
        body.push(0);
        body.extend_from_slice(extra);
        let mut out = b"RIFF".to_vec();
        out.extend_from_slice(&u32::try_from(body.len()).unwrap().to_le_bytes());
        out.extend_from_slice(&body);
        out
    }

    #[test]
    fn kind_and_size_are_read() {
        for (bytes, kind, width, height) in [
            (png_of(64, 32, b""), PictureKind::Png, 64, 32),
            (jpeg_of(64, 32, b""), PictureKind::Jpeg, 64, 32),
            (webp_of(b""), PictureKind::Webp, 64, 32),
        ] {
            let picture = Picture::read(&bytes).unwrap();
            assert_eq!((picture.kind, picture.width, picture.height), (kind, width, height));
            assert_eq!(picture.bytes, bytes, "nothing to leave out");
        }
    }

    #[test]
    fn what_a_picture_does_not_need_is_left_out() {
        let text = chunk(*b"tEXt", b"Comment\0<script>");
        assert_eq!(Picture::read(&png_of(64, 32, &text)).unwrap().bytes, png_of(64, 32, b""));
        let exif = b"\xff\xe1\x00\x0cExif\0\0GPS!\xff\xfe\x00\x06<?ph";
        assert_eq!(Picture::read(&jpeg_of(64, 32, exif)).unwrap().bytes, jpeg_of(64, 32, b""));
        assert_eq!(Picture::read(&webp_of(b"EXIF\x04\x00\x00\x00GPS!")).unwrap().bytes, webp_of(b""));
    }

    #[test]
    fn what_is_no_picture_or_more_than_one_is_refused() {
        let mut long = png_of(64, 32, b"");
        long.extend_from_slice(b"PK\x03\x04");
        let mut broken = png_of(64, 32, b"");
        broken[20] ^= 1;
        let mut tail = jpeg_of(64, 32, b"");
        tail.extend_from_slice(b"<html>");
        let cut = png_of(64, 32, b"")[..40].to_vec();
        for bytes in [
            long,
            broken,
            tail,
            cut,
            b"GIF89a".to_vec(),
            b"<svg/>".to_vec(),
            webp_of(b"ANIM\x00\x00\x00\x00"),
            Vec::new(),
        ] {
            assert_eq!(Picture::read(&bytes).unwrap_err().code, "picture-invalid");
        }
        for (width, height) in [(15, 64), (64, 2_001), (u32::MAX, 1)] {
            assert_eq!(Picture::read(&png_of(width, height, b"")).unwrap_err().code, "picture-size");
        }
        assert_eq!(Picture::read(&vec![0; LARGEST + 1]).unwrap_err().code, "picture-too-large");
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(mut bytes in proptest::collection::vec(any::<u8>(), 0..200), kind in 0_usize..4) {
            let start: &[u8] = [b"".as_slice(), b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"RIFF\x40\0\0\0WEBPVP8X"][kind];
            bytes.splice(0..0, start.iter().copied());
            let _ = Picture::read(&bytes);
        }
    }
}
