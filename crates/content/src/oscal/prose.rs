//! Prose: parameters inserted, items on lines, nothing hidden, nothing endless.
//!
//! Knows OSCAL's parts, inserts and the little Markdown catalogues really use. Refuses to know what a text is for, and
//! to add words of its own: what it writes around a parameter are brackets.

use std::collections::HashMap;

use ringwall_core::{language::Language, organisation::is_unsafe};

use super::{LONGEST_TEXT, MOST_TEXT, OscalFault, json::Node, too_long};

/// Most inserts in one text, nested ones included: bounds the work of inserts that insert each other.
const MOST_INSERTS: usize = 1_000;

/// Deepest insert within an insert.
const DEEPEST_INSERT: usize = 8;

/// Most bytes read while inserting, over the whole catalogue: parameters that come to nothing cost time all the same.
const MOST_READ: usize = 64 * 1024 * 1024;

/// The text without characters that hide or reorder text; line ends become `\n`, other blanks one space.
pub(super) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' | '\n' => out.push('\n'),
            '\t' => out.push(' '),
            _ if is_unsafe(character) => {}
            _ => out.push(character),
        }
    }
    out.trim().to_owned()
}

/// Parameters a text may name: those of its control first, then those of the whole catalogue.
pub(super) struct Parameters<'a> {
    own: HashMap<&'a str, Node<'a>>,
    all: Option<&'a HashMap<&'a str, Node<'a>>>,
}

impl<'a> Parameters<'a> {
    /// No parameters: an insert stays as `[id]`.
    pub(super) fn none() -> Self {
        Self { own: HashMap::new(), all: None }
    }

    /// The parameters a control sees.
    pub(super) fn of(control: &Node<'a>, all: &'a HashMap<&'a str, Node<'a>>) -> Result<Self, OscalFault> {
        let own = control.objects("params")?.into_iter();
        let own = own.map(|node| Ok((node.required("id")?.trim(), node))).collect::<Result<_, OscalFault>>()?;
        Ok(Self { own, all: Some(all) })
    }

    fn named(&self, id: &str) -> Option<&Node<'a>> {
        self.own.get(id).or_else(|| self.all.and_then(|all| all.get(id)))
    }
}

/// Writes texts and counts them.
#[derive(Default)]
pub(super) struct Writer {
    written: usize,
    read: usize,
}

impl Writer {
    /// A text of one line.
    pub(super) fn line(&mut self, text: &str, names: &Parameters<'_>, place: &str) -> Result<String, OscalFault> {
        let block = self.block(text, names, place)?;
        Ok(block.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// A text that may have several lines.
    pub(super) fn block(&mut self, text: &str, names: &Parameters<'_>, place: &str) -> Result<String, OscalFault> {
        let mut insertion = Insertion { names, place, inserts: 0, length: 0, chain: Vec::new(), read: &mut self.read };
        let filled = insertion.fill(&without_markdown(&clean(text)))?;
        let text = tidy(&filled);
        self.count(&text, place)?;
        Ok(text)
    }

    /// The parts of a holder for which `wanted` is true, with their nested items, as lines.
    pub(super) fn parts(
        &mut self,
        holder: &Node<'_>,
        wanted: fn(&str) -> bool,
        names: &Parameters<'_>,
    ) -> Result<String, OscalFault> {
        let mut blocks = Vec::new();
        for part in holder.objects("parts")? {
            if part.text("name")?.is_some_and(wanted) {
                let mut lines = Vec::new();
                self.part(&part, false, names, &mut lines)?;
                if !lines.is_empty() {
                    blocks.push(lines.join("\n"));
                }
            }
        }
        let text = blocks.join("\n\n");
        if text.chars().count() > LONGEST_TEXT {
            return Err(too_long(holder.place("parts"), LONGEST_TEXT));
        }
        Ok(text)
    }

    fn part(
        &mut self,
        part: &Node<'_>,
        item: bool,
        names: &Parameters<'_>,
        lines: &mut Vec<String>,
    ) -> Result<(), OscalFault> {
        let mut words = Vec::new();
        if item {
            let label = part.label()?.map(|label| self.line(label, names, &part.place("props"))).transpose()?;
            words.push(label.filter(|label| !label.is_empty()).unwrap_or_else(|| "–".to_owned()));
            if let Some(title) = part.text("title")? {
                words.push(self.line(title, names, &part.place("title"))?);
            }
        }
        if let Some(prose) = part.text("prose")? {
            words.push(self.block(prose, names, &part.place("prose"))?);
        }
        words.retain(|word| !word.is_empty());
        if words.len() > usize::from(item) {
            lines.push(words.join(" "));
        }
        for nested in part.objects("parts")? {
            let name = nested.text("name")?.unwrap_or_default();
            if !is_guidance(name) && !is_assessment(name) {
                self.part(&nested, true, names, lines)?;
            }
        }
        Ok(())
    }

    fn count(&mut self, text: &str, place: &str) -> Result<(), OscalFault> {
        let length = text.chars().count();
        if length > LONGEST_TEXT {
            return Err(too_long(place.to_owned(), LONGEST_TEXT));
        }
        self.written += length;
        if self.written > MOST_TEXT {
            let detail = format!("the texts together are longer than {MOST_TEXT} characters");
            return Err(OscalFault::new("oscal-too-large", place, detail));
        }
        Ok(())
    }
}

/// What a control demands.
pub(super) fn is_statement(name: &str) -> bool {
    name == "statement"
}

/// What explains it.
pub(super) fn is_guidance(name: &str) -> bool {
    name == "guidance"
}

/// What introduces a group.
pub(super) fn is_overview(name: &str) -> bool {
    name == "overview" || name == "introduction"
}

/// How an assessor proceeds.
fn is_assessment(name: &str) -> bool {
    name.starts_with("assessment")
}

/// Stands in where there is no statement.
pub(super) fn is_other(name: &str) -> bool {
    !is_guidance(name) && !is_assessment(name) && name != "example"
}

/// Whether a control has a demand of its own.
pub(super) fn says_anything(control: &Node<'_>) -> Result<bool, OscalFault> {
    fn says(part: &Node<'_>) -> Result<bool, OscalFault> {
        if part.text("prose")?.is_some_and(|prose| !clean(prose).is_empty()) {
            return Ok(true);
        }
        for nested in part.objects("parts")? {
            if says(&nested)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
    for part in control.objects("parts")? {
        if part.text("name")?.is_some_and(is_other) && says(&part)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The raw texts of a control, for counting words: its statements, or its guidance.
pub(super) fn texts<'a>(control: &Node<'a>, guidance: bool) -> Vec<&'a str> {
    fn collect<'a>(part: &Node<'a>, found: &mut Vec<&'a str>) {
        found.extend(part.text("prose").ok().flatten());
        for nested in part.objects("parts").unwrap_or_default() {
            collect(&nested, found);
        }
    }
    let mut found = Vec::new();
    for part in control.objects("parts").unwrap_or_default() {
        let name = part.text("name").ok().flatten().unwrap_or_default();
        if if guidance { is_guidance(name) } else { is_other(name) } {
            collect(&part, &mut found);
        }
    }
    found
}

/// The language of which more small words occur; `None` if neither has any.
pub(super) fn language<'a>(texts: impl Iterator<Item = &'a str>) -> Option<Language> {
    const GERMAN: [&str; 20] = [
        "der", "das", "und", "ist", "für", "von", "zu", "mit", "nicht", "den", "dem", "im", "auf", "werden", "eine",
        "oder", "muss", "sollte", "kann", "sind",
    ];
    const ENGLISH: [&str; 18] = [
        "the", "and", "of", "to", "for", "is", "with", "shall", "should", "must", "or", "be", "are", "by", "that",
        "from", "on", "can",
    ];
    let (mut german, mut english, mut read) = (0_usize, 0_usize, 0_usize);
    for text in texts {
        for word in text.split(|character: char| !character.is_alphabetic()) {
            let word = word.to_lowercase();
            german += usize::from(GERMAN.contains(&word.as_str()));
            english += usize::from(ENGLISH.contains(&word.as_str()));
        }
        read += text.len();
        // Enough to tell two languages apart.
        if read > 50_000 {
            break;
        }
    }
    match german.cmp(&english) {
        std::cmp::Ordering::Greater => Some(Language::De),
        std::cmp::Ordering::Less => Some(Language::En),
        std::cmp::Ordering::Equal => None,
    }
}

/// Replaces the inserts of one text.
struct Insertion<'a> {
    names: &'a Parameters<'a>,
    place: &'a str,
    inserts: usize,
    length: usize,
    /// Ids of the parameters being inserted, outermost first.
    chain: Vec<String>,
    read: &'a mut usize,
}

impl Insertion<'_> {
    fn fill(&mut self, text: &str) -> Result<String, OscalFault> {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("{{") {
            out.push_str(before);
            let Some((inner, after)) = after.split_once("}}") else {
                rest = after;
                break;
            };
            out.push_str(&self.insert(inner)?);
            rest = after;
        }
        out.push_str(&rest.replace("{{", ""));
        if out.contains("}}") {
            out = out.replace("}}", "");
        }
        self.length += out.len();
        // Bytes, so that this is only ever later than the limit in characters.
        if self.length > 8 * LONGEST_TEXT {
            return Err(too_long(self.place.to_owned(), LONGEST_TEXT));
        }
        Ok(out)
    }

    fn insert(&mut self, inner: &str) -> Result<String, OscalFault> {
        self.inserts += 1;
        if self.inserts > MOST_INSERTS {
            let detail = format!("the text needs more than {MOST_INSERTS} parameters");
            return Err(OscalFault::new("oscal-too-many", self.place, detail));
        }
        let inner = inner.trim();
        let target = inner.strip_prefix("insert:").unwrap_or(inner);
        let id = target.split_once(',').map_or(target, |(_, id)| id).trim();
        let id: String = id.chars().filter(|character| !matches!(character, '{' | '}')).collect();
        let nested_too_deep = self.chain.len() >= DEEPEST_INSERT || self.chain.contains(&id);
        match self.names.named(&id) {
            Some(parameter) if !nested_too_deep => {
                let parameter = parameter.clone();
                self.chain.push(id);
                let text = self.parameter(&parameter);
                let id = self.chain.pop().unwrap_or_default();
                Ok(text?.unwrap_or_else(|| format!("[{id}]")))
            }
            _ => Ok(format!("[{id}]")),
        }
    }

    /// What stands for a parameter; `None` if it says nothing of itself.
    fn parameter(&mut self, parameter: &Node<'_>) -> Result<Option<String>, OscalFault> {
        let values = self.raw(&parameter.texts("values")?.join(", "))?;
        if !values.is_empty() {
            return self.fill(&values).map(Some);
        }
        let label = self.raw(parameter.text("label")?.unwrap_or_default())?;
        if !label.is_empty() {
            return Ok(Some(format!("[{}]", self.fill(&label)?.trim())));
        }
        let mut choices = Vec::new();
        let mut between = " / ";
        if let Some(select) = parameter.optional_object("select")? {
            if select.text("how-many")? == Some("one-or-more") {
                between = "; ";
            }
            for choice in select.texts("choice")? {
                let choice = self.raw(choice)?;
                choices.push(self.fill(&choice)?.trim().to_owned());
            }
        }
        Ok((!choices.is_empty()).then(|| format!("[{}]", choices.join(between))))
    }

    fn raw(&mut self, text: &str) -> Result<String, OscalFault> {
        *self.read += text.len() + 1;
        if *self.read > MOST_READ {
            let detail = "the parameters of the catalogue insert more text than can be read";
            return Err(OscalFault::new("oscal-too-large", self.place, detail));
        }
        Ok(clean(text))
    }
}

/// Links become their text (with the address if it is one on the web), emphasis and headings lose their marks.
fn without_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        if let Some((label, address, after)) = link(after) {
            out.push_str(label);
            if address.starts_with("http") && address != label {
                out.push_str(" (");
                out.push_str(address);
                out.push(')');
            }
            rest = after;
        } else {
            out.push('[');
            rest = after;
        }
    }
    out.push_str(rest);
    let out = out.replace("**", "");
    let lines = out.lines().map(|line| {
        let bare = line.trim_start_matches('#');
        if bare.len() < line.len() && bare.starts_with(' ') { bare.trim_start() } else { line }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Label, address and what follows, of a link whose opening bracket has been read. Looks no further than the next
/// bracket, so that a text full of brackets is read once and not once per bracket.
fn link(text: &str) -> Option<(&str, &str, &str)> {
    let (label, rest) = text.split_at(text.find(['[', ']', '\n'])?);
    let rest = rest.strip_prefix("](")?;
    let (address, rest) = rest.split_at(rest.find([')', '[', ' ', '\n'])?);
    Some((label, address, rest.strip_prefix(')')?))
}

/// One space between words, none before punctuation that follows a parameter, at most one empty line.
fn tidy(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let mut line = line.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        for mark in [";", ",", ".", ":", ")"] {
            line = line.replace(&format!("] {mark}"), &format!("]{mark}"));
        }
        if !(line.is_empty() && lines.last().is_none_or(String::is_empty)) {
            lines.push(line);
        }
    }
    lines.join("\n").trim().to_owned()
}
