//! Passwords known from breaches, looked up in a file: nothing leaves the house.
//!
//! The file is the one that the downloader of Have I Been Pwned writes: a line for each password, the SHA-1 in 40
//! hexadecimal digits, a colon, how often it was found; sorted by SHA-1. It is too large to be read, so it is searched
//! where it lies.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

use anyhow::{Context, ensure};
use ringwall_app::Breached;

/// Hexadecimal digits of a SHA-1.
const DIGITS: usize = 40;

/// A file of breached passwords.
pub(crate) struct BreachedFile(PathBuf);

impl BreachedFile {
    /// Opens a file, and looks whether it is one.
    pub(crate) fn open(path: &Path) -> anyhow::Result<Self> {
        let mut file = File::open(path).with_context(|| format!("accounts.breached_passwords: {}", path.display()))?;
        let mut first = [0; DIGITS];
        let read = file.read_exact(&mut first);
        ensure!(
            read.is_ok() && first.iter().all(u8::is_ascii_hexdigit),
            "accounts.breached_passwords: {} does not begin with a SHA-1 in hexadecimal digits",
            path.display()
        );
        Ok(Self(path.to_owned()))
    }
}

/// The digits of the first line that begins at or after this byte, and where it begins; `None` at the end.
fn line_from(file: &mut BufReader<File>, from: u64) -> io::Result<Option<(u64, [u8; DIGITS])>> {
    let mut at = from;
    if from > 0 {
        // A line begins behind a line end; the byte before tells whether one begins right here.
        file.seek(SeekFrom::Start(from - 1))?;
        let mut rest = Vec::new();
        at = from - 1 + u64::try_from(file.by_ref().take(200).read_until(b'\n', &mut rest)?).unwrap_or(u64::MAX);
    } else {
        file.seek(SeekFrom::Start(0))?;
    }
    let mut digits = [0; DIGITS];
    match file.read_exact(&mut digits) {
        Ok(()) => Ok(Some((at, digits.map(|digit| digit.to_ascii_uppercase())))),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}

impl Breached for BreachedFile {
    fn contains(&self, sha1: [u8; 20]) -> io::Result<bool> {
        let mut wanted = [0; DIGITS];
        for (pair, byte) in wanted.chunks_exact_mut(2).zip(sha1) {
            for (digit, half) in pair.iter_mut().zip([byte >> 4, byte & 15]) {
                *digit = b"0123456789ABCDEF".get(usize::from(half)).copied().unwrap_or(b'0');
            }
        }
        let file = File::open(&self.0)?;
        let (mut low, mut high) = (0, file.metadata()?.len());
        let mut file = BufReader::with_capacity(512, file);
        // The line looked for begins in low..high, if it is there at all.
        while low < high {
            let middle = low + (high - low) / 2;
            match line_from(&mut file, middle)? {
                Some((at, found)) if at < high => match found.cmp(&wanted) {
                    std::cmp::Ordering::Equal => return Ok(true),
                    std::cmp::Ordering::Less => low = at + 1,
                    std::cmp::Ordering::Greater => high = middle,
                },
                _ => high = middle,
            }
        }
        Ok(false)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn file(lines: &[String], end: &str) -> (tempfile::NamedTempFile, BreachedFile) {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(lines.join(end).as_bytes()).unwrap();
        let opened = BreachedFile::open(file.path()).unwrap();
        (file, opened)
    }

    fn sha1(number: u32) -> [u8; 20] {
        let mut sha1 = [0; 20];
        sha1[..4].copy_from_slice(&number.to_be_bytes());
        sha1[19] = 7;
        sha1
    }

    fn line(number: u32) -> String {
        // The middle 15 bytes are zero.
        format!("{number:08X}{}07:{}", "00".repeat(15), number % 1_000)
    }

    #[test]
    fn every_line_is_found_and_nothing_else() {
        for end in ["\n", "\r\n"] {
            for count in [1, 2, 3, 10, 257] {
                let lines: Vec<String> = (1..=count).map(|number| line(number * 10)).collect();
                let (_kept, opened) = file(&lines, end);
                for number in 0..=(count * 10 + 10) {
                    let there = number > 0 && number % 10 == 0 && number <= count * 10;
                    assert_eq!(opened.contains(sha1(number)).unwrap(), there, "{number} of {count}");
                }
            }
        }
    }

    #[test]
    fn a_file_of_something_else_is_refused() {
        let mut other = tempfile::NamedTempFile::new().unwrap();
        other.write_all(b"passwort\n123456\n").unwrap();
        assert!(BreachedFile::open(other.path()).is_err());
        assert!(BreachedFile::open(Path::new("/does/not/exist")).is_err());
    }
}
