//! What a catalogue says about itself: publisher, licence, address, audience, language.
//!
//! Knows where publishers write these things. Refuses to guess: what the file does not say stays empty.

use std::collections::HashMap;

use ringwall_core::check::Source;

use super::{
    OscalFault,
    json::Node,
    prose::{Parameters, Writer},
};

const RIGHTS: [&str; 6] = ["license", "licence", "rights", "copyright", "lizenz", "terms-of-use"];

/// Longest statement of a licence; a whole licence text belongs behind a link.
const LONGEST_LICENCE: usize = 500;

/// The stated language tag with its place.
pub(super) fn language<'a>(metadata: &Node<'a>) -> Result<Option<(&'a str, String)>, OscalFault> {
    if let Some(tag) = metadata.text("language")? {
        return Ok(Some((tag, metadata.place("language"))));
    }
    Ok(metadata.property("language")?.map(|tag| (tag, format!("{} (property language)", metadata.place("props")))))
}

/// What the catalogue says about itself.
pub(super) fn about(metadata: &Node<'_>, writer: &mut Writer) -> Result<String, OscalFault> {
    match metadata.text("remarks")? {
        Some(remarks) => writer.block(remarks, &Parameters::none(), &metadata.place("remarks")),
        None => Ok(String::new()),
    }
}

/// For whom it is, if BSI's property says so.
pub(super) fn audience(metadata: &Node<'_>, writer: &mut Writer) -> Result<String, OscalFault> {
    match metadata.property("scope_target_audience")? {
        Some(audience) => writer.line(audience, &Parameters::none(), &metadata.place("props")),
        None => Ok(String::new()),
    }
}

/// Title, address, licence, publisher.
pub(super) fn source(
    catalogue: &Node<'_>,
    metadata: &Node<'_>,
    title: &str,
    writer: &mut Writer,
) -> Result<Source, OscalFault> {
    let none = Parameters::none();
    let publisher = writer.line(&publisher(metadata)?, &none, &metadata.place("parties"))?;
    let licence = writer.line(&licence(catalogue, metadata)?, &none, &metadata.place("rights"))?;
    let licence = if licence.chars().count() > LONGEST_LICENCE {
        licence.chars().take(LONGEST_LICENCE).chain(['…']).collect()
    } else {
        licence
    };
    Ok(Source { title: title.to_owned(), url: address(metadata)?, licence, publisher })
}

/// The parties with the role publisher, else creator.
fn publisher(metadata: &Node<'_>) -> Result<String, OscalFault> {
    let mut named = HashMap::new();
    for party in metadata.objects("parties")? {
        if let (Some(uuid), Some(name)) = (party.text("uuid")?, party.text("name")?) {
            named.insert(uuid, name);
        }
    }
    let responsible = metadata.objects("responsible-parties")?;
    for role in ["publisher", "creator"] {
        let mut names = Vec::new();
        for entry in &responsible {
            if entry.text("role-id")? != Some(role) {
                continue;
            }
            names.extend(entry.texts("party-uuids")?.into_iter().filter_map(|uuid| named.get(uuid).copied()));
        }
        if !names.is_empty() {
            return Ok(names.join(", "));
        }
    }
    Ok(String::new())
}

/// The address of the document itself; a link to something it quotes is none.
fn address(metadata: &Node<'_>) -> Result<String, OscalFault> {
    let links = metadata.objects("links")?;
    for relation in ["canonical", "self", "latest-version"] {
        for link in &links {
            if link.text("rel")? == Some(relation) {
                if let Some(address) = link.text("href")?.filter(|href| is_web_address(href)) {
                    return Ok(address.to_owned());
                }
            }
        }
    }
    for id in metadata.objects("document-ids")? {
        if let Some(address) = id.text("identifier")?.filter(|identifier| is_web_address(identifier)) {
            return Ok(address.to_owned());
        }
    }
    Ok(String::new())
}

fn is_web_address(text: &str) -> bool {
    let shown = text.chars().all(|character| character.is_ascii_graphic());
    shown && text.len() <= 2_000 && (text.starts_with("https://") || text.starts_with("http://"))
}

/// What the file says about its licence, in the order from plain to hidden.
fn licence(catalogue: &Node<'_>, metadata: &Node<'_>) -> Result<String, OscalFault> {
    for name in RIGHTS {
        if let Some(text) = metadata.text(name)? {
            return Ok(text.to_owned());
        }
        if let Some(text) = metadata.property(name)? {
            return Ok(text.to_owned());
        }
    }
    let resources = match catalogue.optional_object("back-matter")? {
        Some(matter) => matter.objects("resources")?,
        None => Vec::new(),
    };
    let mut by_uuid = HashMap::new();
    for resource in &resources {
        by_uuid.insert(resource.text("uuid")?, resource);
    }
    for link in metadata.objects("links")? {
        if !link.text("rel")?.is_some_and(|relation| RIGHTS.contains(&relation)) {
            continue;
        }
        if let Some(text) = link.text("text")? {
            return Ok(text.to_owned());
        }
        let Some(target) = link.text("href")? else { continue };
        let Some(uuid) = target.strip_prefix('#') else { return Ok(target.to_owned()) };
        if let Some(resource) = by_uuid.get(&Some(uuid)) {
            return described(resource);
        }
    }
    for resource in &resources {
        let typed = resource.property("type")?.is_some_and(|kind| RIGHTS.contains(&kind));
        let title = resource.text("title")?.unwrap_or_default().to_lowercase();
        if typed || RIGHTS.iter().any(|word| title.starts_with(word)) {
            return described(resource);
        }
    }
    Ok(metadata.text("remarks")?.map(sentences_about_rights).unwrap_or_default())
}

/// Title, text and address of a resource of the back matter.
fn described(resource: &Node<'_>) -> Result<String, OscalFault> {
    let mut words = Vec::new();
    words.extend(resource.text("title")?);
    words.extend(resource.text("description")?);
    if let Some(citation) = resource.optional_object("citation")? {
        words.extend(citation.text("text")?);
    }
    for link in resource.objects("rlinks")? {
        words.extend(link.text("href")?);
    }
    Ok(words.join(" – "))
}

/// The sentences of the remarks that speak about rights, as they stand.
fn sentences_about_rights(remarks: &str) -> String {
    const WORDS: [&str; 16] = [
        "licensed under",
        "licenced under",
        "license:",
        "licence:",
        "lizenz:",
        "lizenziert",
        "unter der lizenz",
        "copyright",
        "©",
        "public domain",
        "gemeinfrei",
        "urheberrecht",
        "creative commons",
        "cc by",
        "cc-by",
        "cc0",
    ];
    let mut found = Vec::new();
    for line in remarks.lines() {
        for sentence in line.split_inclusive(". ") {
            let lower = sentence.to_lowercase();
            if WORDS.iter().any(|word| lower.contains(word)) {
                found.push(sentence.trim());
            }
        }
    }
    found.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sentences_about_rights_are_a_licence() {
        let remarks = "A short catalogue. It is licensed under CC BY 4.0. Have fun.\nUse licensed software only.";
        assert_eq!(sentences_about_rights(remarks), "It is licensed under CC BY 4.0.");
        assert_eq!(sentences_about_rights("Dieser Katalog enthält Anforderungen."), "");
    }

    #[test]
    fn an_address_is_a_web_address() {
        assert!(is_web_address("https://example.org/catalogue.json"));
        for bad in ["javascript:alert(1)", "profile.xml", "#b4db00bf", "https://exa mple.org", "https://e\u{202e}.org"]
        {
            assert!(!is_web_address(bad), "{bad}");
        }
    }
}
