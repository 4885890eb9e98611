//! Identity across editions: stable UUIDs, the name a catalogue keeps, readable ids.
//!
//! Knows what stays the same when a catalogue is published again. Refuses to use positions or dates.

use ringwall_core::organisation::is_unsafe;
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

use super::{OscalFault, json::Node};

/// Changing this text changes every derived UUID, and with it loses every answer to an imported catalogue.
const NAMESPACE: &str = "ringwall:oscal:1";

/// A UUID (version 8, from SHA-256) that depends on nothing but its kind and the names.
pub(super) fn derive(kind: &str, names: &[&str]) -> Uuid {
    let mut hash = Sha256::new();
    for name in [NAMESPACE, kind].iter().chain(names) {
        // The length keeps ("ab", "c") apart from ("a", "bc").
        hash.update((name.len() as u64).to_be_bytes());
        hash.update(name.as_bytes());
    }
    let mut bytes = [0; 16];
    for (target, source) in bytes.iter_mut().zip(hash.finalize()) {
        *target = source;
    }
    Builder::from_custom_bytes(bytes).into_uuid()
}

/// The UUID the publisher gave this control: property `alt-identifier` or `uuid`, or a field `uuid`.
pub(super) fn given(control: &Node<'_>) -> Result<Option<Uuid>, OscalFault> {
    let candidates = [control.property("alt-identifier")?, control.property("uuid")?, control.text("uuid")?];
    let uuids = candidates.into_iter().flatten().filter_map(|text| text.trim().parse::<Uuid>().ok());
    Ok(uuids.into_iter().find(|uuid| !uuid.is_nil() && !uuid.is_max()))
}

/// The title in lower case with the revision cut to its first number: "Rev 5.1.1" and "Rev 5.2.0" are one family,
/// "Rev 4" is another, because the numbers of controls may have changed.
pub(super) fn family(title: &str) -> String {
    const REVISION: [&str; 12] = [
        "rev", "rev.", "revision", "version", "v", "v.", "release", "edition", "ausgabe", "auflage", "fassung", "stand",
    ];
    let title = title.to_lowercase();
    let mut words: Vec<&str> = Vec::new();
    for word in title.split_whitespace() {
        let after_revision = words.last().is_some_and(|last| REVISION.contains(last));
        let number = word.trim_start_matches(['v', '(']);
        let shortened = word.len() != number.len() || after_revision;
        let dotted = number.starts_with(|first: char| first.is_ascii_digit()) && number.contains('.');
        match number.split_once('.') {
            Some((major, minor))
                if shortened
                    && dotted
                    && major.chars().all(|digit| digit.is_ascii_digit())
                    && minor.starts_with(|first: char| first.is_ascii_digit()) =>
            {
                words.push(major);
            }
            _ => words.push(word),
        }
    }
    words.join(" ")
}

/// A readable id: lower-case ASCII words joined by hyphens; never empty, and short with a fingerprint if it is long.
pub(super) fn slug(text: &str) -> String {
    const LONGEST: usize = 80;
    let mut slug = String::new();
    for character in text.chars().filter(|character| !is_unsafe(*character)).flat_map(char::to_lowercase) {
        match character {
            'ä' => slug.push_str("ae"),
            'ö' => slug.push_str("oe"),
            'ü' => slug.push_str("ue"),
            'ß' => slug.push_str("ss"),
            '+' => slug.push_str(if slug.ends_with('-') || slug.is_empty() { "plus-" } else { "-plus-" }),
            _ if character.is_ascii_alphanumeric() => slug.push(character),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    let slug = slug.trim_end_matches('-');
    if !slug.is_empty() && slug.len() <= LONGEST {
        return slug.to_owned();
    }
    let fingerprint = derive("slug", &[text]).simple().to_string();
    let start: String = slug.chars().take(LONGEST).collect();
    let end: String = fingerprint.chars().take(8).collect();
    format!("{}-{end}", start.trim_matches('-')).trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_outlives_minor_revisions_only() {
        let one = family("NIST Special Publication 800-53 Revision 5.1.1 LOW IMPACT BASELINE");
        assert_eq!(one, "nist special publication 800-53 revision 5 low impact baseline");
        assert_eq!(one, family("NIST Special Publication 800-53  Revision 5.2.0 LOW IMPACT BASELINE"));
        assert_ne!(one, family("NIST Special Publication 800-53 Revision 4 LOW IMPACT BASELINE"));
        assert_eq!(family("Katalog v2.1"), family("Katalog v2.3"));
        assert_ne!(family("Standard 200.1"), family("Standard 200.2"));
        assert_ne!(family("ISO/IEC 27001:2013"), family("ISO/IEC 27001:2022"));
    }

    #[test]
    fn slugs_are_readable_and_never_empty() {
        assert_eq!(slug("Anwenderkatalog Grundschutz++"), "anwenderkatalog-grundschutz-plus-plus");
        assert_eq!(slug("  Prüf – und Maßnahmen (Größe) "), "pruef-und-massnahmen-groesse");
        assert_eq!(slug("目录").len(), 8);
        assert_ne!(slug("目录"), slug("控制"));
        let long = "wort ".repeat(60);
        assert!(slug(&long).len() <= 90);
        assert_ne!(slug(&long), slug(&format!("{long}anders")));
    }

    #[test]
    fn derived_uuids_depend_on_kind_and_borders() {
        assert_eq!(derive("a", &["b"]), derive("a", &["b"]));
        assert_ne!(derive("a", &["bc", "d"]), derive("a", &["b", "cd"]));
        assert_ne!(derive("a", &["b"]), derive("b", &["b"]));
        assert_eq!(derive("a", &[]).get_version_num(), 8);
    }
}
