//! Turns an OSCAL catalogue (JSON, models 1.1 and 1.2) into a [`Check`]: groups become topics, controls requirements.
//!
//! Knows which parts of a catalogue can be asked, which of its identifiers survive a new edition, and how a refusal
//! names its place. Refuses to know any other OSCAL model (a profile has to be resolved first), and to trust the file:
//! size, depth, number and length are limited before anything is built, and characters that hide text are dropped.
//!
//! **Identity.** A control id is a position in BSI's catalogues: between 2026-06-30 and 2026-07-30 53 ids of the kernel
//! came to mean another requirement. What answers hang on is therefore the property `alt-identifier`; only a catalogue
//! that gives no control a UUID (NIST) is taken at OSCAL's word that a control id keeps its subject. The UUID of the
//! document is new in every publication and the publisher is worded differently, so that the catalogue itself is known
//! by its title without the minor number of a revision.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use ringwall_core::{
    check::{AnswerValue, Check, Measure, Partly, Question, Requirement, Review, Scoring, Topic},
    id::{QuestionId, RequirementId},
    language::{Language, Localised},
    refusal::Refusal,
};
use uuid::Uuid;

use self::{
    json::Node,
    prose::{Parameters, Writer},
};

mod identity;
mod json;
mod metadata;
mod prose;

/// Largest accepted file, in bytes.
pub const LARGEST_FILE: usize = 16 * 1024 * 1024;

/// Deepest accepted nesting of JSON arrays and objects.
pub const DEEPEST: usize = 64;

/// Most values in the file. The complete NIST SP 800-53 needs about half; bounds the memory a hostile file can claim.
pub const MOST_VALUES: usize = 600_000;

/// Most controls (withdrawn ones included), and most groups.
pub const MOST_CONTROLS: usize = 5_000;

/// Longest accepted text with its parameters inserted, in characters.
pub const LONGEST_TEXT: usize = 20_000;

/// Most characters of all texts together: inserted parameters could otherwise make a small file large.
pub const MOST_TEXT: usize = 10_000_000;

/// Longest identifier of a group or control, in characters.
const LONGEST_ID: usize = 200;

/// Why a file was not taken, with the place in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {detail}")]
pub struct OscalFault {
    /// Stable code, one of [`OscalFault::CODES`]; the text key is `refusal-<code>`.
    pub code: &'static str,
    /// Where: line and column, a path such as `catalog.groups[3].controls[2].title`, the name of the OSCAL model for
    /// `oscal-not-a-catalogue`, or `file`.
    pub place: String,
    /// What is wrong and what to do, one English sentence.
    pub detail: String,
}

impl OscalFault {
    /// Every code.
    pub const CODES: [&str; 12] = [
        "oscal-broken-json",
        "oscal-duplicate",
        "oscal-empty",
        "oscal-language",
        "oscal-missing-field",
        "oscal-not-a-catalogue",
        "oscal-too-deep",
        "oscal-too-large",
        "oscal-too-long",
        "oscal-too-many",
        "oscal-version",
        "oscal-wrong-type",
    ];

    fn new(code: &'static str, place: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { code, place: place.into(), detail: detail.into() }
    }
}

/// For translation: the code with the parameters `place` and `detail` (English).
impl From<OscalFault> for Refusal {
    fn from(fault: OscalFault) -> Self {
        Self::new(fault.code).with("place", fault.place).with("detail", fault.detail)
    }
}

/// Reads a catalogue or a resolved catalogue.
///
/// - A group of the first level is a topic; the controls of nested groups and nested controls (enhancements) follow in
///   the order of the file, their titles preceded by that of the nearest nested group or control above them. Withdrawn
///   controls, and controls that have no words of their own and only hold others, are not asked.
/// - The one question of a requirement is the statement of the control: nested items on lines with their labels, and
///   for a parameter its values, else its label in brackets, else its choices in brackets, separated by ` / ` if one of
///   them and by `; ` if one or more may be chosen. What cannot be resolved stays as `[id]`.
/// - `top` is set where BSI's sentence template says MUSS at the security level "normal-SdT" (149 of the 989
///   requirements of Grundschutz++ as of 2026-06-30, nearly all of effort 0, "mandatory anyway"; SOLLTE would be 613),
///   and where a control has the priority P1 (NIST SP 800-53 revision 4). Otherwise nothing is.
/// - The language is the one the file states (`metadata.language` or a property of that name), else counted from the
///   words: once for the statements and titles, once for the guidance, because there are English catalogues with German
///   guidance.
///
/// # Errors
/// [`OscalFault`], the first one found; nothing is imported in part.
pub fn import(bytes: &[u8]) -> Result<Check, OscalFault> {
    let document = json::parse(bytes)?;
    let catalogue = catalogue(&document)?;
    let metadata = catalogue.required_object("metadata")?;
    supported_version(&metadata)?;
    let mut writer = Writer::default();
    let title = writer.line(metadata.required("title")?, &Parameters::none(), &metadata.place("title"))?;
    let family = identity::family(&title);

    let mut outline = Outline::default();
    outline.read(&catalogue, &title)?;
    let spoken = Spoken::of(&metadata, &outline)?;

    let topics = topics(&outline, &family, spoken, &mut writer)?;
    if topics.is_empty() {
        return Err(OscalFault::new("oscal-empty", "catalog", "the catalogue has no control that is in force"));
    }
    let version = writer.line(metadata.required("version")?, &Parameters::none(), &metadata.place("version"))?;
    let only = |text: String| if text.is_empty() { Localised::default() } else { Localised::only(spoken.text, text) };
    Ok(Check {
        id: format!("oscal-{}", identity::slug(&family)),
        uuid: identity::derive("catalogue", &[&family]),
        version,
        minutes: None,
        answers: vec![
            AnswerValue::Unknown,
            AnswerValue::Yes,
            AnswerValue::Partly,
            AnswerValue::No,
            AnswerValue::NotApplicable,
        ],
        kinds: Vec::new(),
        review: Review::Checked,
        scoring: Scoring { fulfilled: 1, top_fulfilled: 1, top_open: 0, partly: Partly::Half, floor_at_zero: true },
        summary: Localised::default(),
        audience: only(metadata::audience(&metadata, &mut writer)?),
        about: only(metadata::about(&metadata, &mut writer)?),
        score_note: Localised::default(),
        source: metadata::source(&catalogue, &metadata, &title, &mut writer)?,
        title: only(title),
        topics,
    })
}

/// The catalogue of the document, or what the document is instead.
fn catalogue(document: &serde_json::Value) -> Result<Node<'_>, OscalFault> {
    const MODELS: [(&str, &str); 7] = [
        ("profile", "a profile only selects controls: resolve the profile first and import the resolved catalogue"),
        (
            "component-definition",
            "a component definition says how products meet controls: import the catalogue it uses",
        ),
        ("system-security-plan", "a system security plan describes one system: import the catalogue it is written for"),
        ("assessment-plan", "an assessment plan belongs to one system: import the catalogue it is written for"),
        ("assessment-results", "assessment results belong to one system: import the catalogue they are written for"),
        ("plan-of-action-and-milestones", "a plan of action belongs to one system: import the catalogue behind it"),
        ("mapping-collection", "a mapping links two catalogues: import one of the catalogues it links"),
    ];
    let root = document.as_object().ok_or_else(|| {
        OscalFault::new("oscal-not-a-catalogue", "file", "this is not an OSCAL document: it must begin with `{`")
    })?;
    if let Some(value) = root.get("catalog") {
        return Node::object(value, "catalog".to_owned());
    }
    for (model, advice) in MODELS {
        if root.contains_key(model) {
            return Err(OscalFault::new("oscal-not-a-catalogue", model, advice));
        }
    }
    Err(OscalFault::new(
        "oscal-not-a-catalogue",
        "file",
        "this is not an OSCAL catalogue: it has no `catalog` at the top level",
    ))
}

/// OSCAL promises compatibility within a minor version only.
fn supported_version(metadata: &Node<'_>) -> Result<(), OscalFault> {
    let version = metadata.required("oscal-version")?;
    let mut numbers = version.trim().split('.');
    if numbers.next() == Some("1") && matches!(numbers.next(), Some("1" | "2")) {
        return Ok(());
    }
    let shown: String = version.chars().filter(|character| !character.is_control()).take(20).collect();
    Err(OscalFault::new(
        "oscal-version",
        metadata.place("oscal-version"),
        format!("OSCAL {shown} is not supported: convert the catalogue to OSCAL 1.1 or 1.2"),
    ))
}

/// The languages of a catalogue.
#[derive(Clone, Copy)]
struct Spoken {
    text: Language,
    help: Language,
}

impl Spoken {
    fn of(metadata: &Node<'_>, outline: &Outline<'_>) -> Result<Self, OscalFault> {
        if let Some((tag, place)) = metadata::language(metadata)? {
            return match Language::from_code(tag) {
                Some(language) => Ok(Self { text: language, help: language }),
                None => {
                    Err(OscalFault::new("oscal-language", place, "only German and English catalogues can be shown"))
                }
            };
        }
        let prose_of = |guidance: bool| {
            let controls = outline.controls.iter().map(|control| &control.node);
            prose::language(controls.flat_map(move |control| prose::texts(control, guidance)))
        };
        let text = prose_of(false).unwrap_or_default();
        Ok(Self { text, help: prose_of(true).unwrap_or(text) })
    }
}

/// Groups and controls in the order in which they are asked, with the parameters of the whole catalogue.
#[derive(Default)]
struct Outline<'a> {
    topics: Vec<Head<'a>>,
    controls: Vec<Control<'a>>,
    parameters: HashMap<&'a str, Node<'a>>,
    groups: usize,
    read: usize,
}

/// What becomes a topic; `None` holds the controls that stand outside of any group.
struct Head<'a> {
    group: Option<Node<'a>>,
    title: String,
}

/// A control in force.
struct Control<'a> {
    node: Node<'a>,
    id: &'a str,
    topic: usize,
    /// Title of the nearest nested group or control above it.
    above: Option<&'a str>,
}

impl<'a> Outline<'a> {
    fn read(&mut self, catalogue: &Node<'a>, title: &str) -> Result<(), OscalFault> {
        self.parameters(catalogue)?;
        let loose = catalogue.objects("controls")?;
        if !loose.is_empty() {
            self.topics.push(Head { group: None, title: title.to_owned() });
            for control in loose {
                self.control(&control, None)?;
            }
        }
        for group in catalogue.objects("groups")? {
            self.topics.push(Head { title: group.required("title")?.to_owned(), group: Some(group.clone()) });
            self.group(&group, None)?;
        }
        Ok(())
    }

    fn group(&mut self, group: &Node<'a>, above: Option<&'a str>) -> Result<(), OscalFault> {
        self.groups += 1;
        limited(self.groups, "groups", group)?;
        self.parameters(group)?;
        for control in group.objects("controls")? {
            self.control(&control, above)?;
        }
        for nested in group.objects("groups")? {
            let title = nested.required("title")?;
            self.group(&nested, Some(title))?;
        }
        Ok(())
    }

    fn control(&mut self, control: &Node<'a>, above: Option<&'a str>) -> Result<(), OscalFault> {
        self.read += 1;
        limited(self.read, "controls", control)?;
        self.parameters(control)?;
        let nested = control.objects("controls")?;
        let withdrawn =
            control.property("status")?.is_some_and(|status| status.trim().eq_ignore_ascii_case("withdrawn"));
        let title = if withdrawn { control.text("title")? } else { Some(control.required("title")?) };
        if !withdrawn {
            let id = control.required("id")?.trim();
            if id.chars().count() > LONGEST_ID {
                return Err(too_long(control.place("id"), LONGEST_ID));
            }
            let only_holds_others = !nested.is_empty() && !prose::says_anything(control)?;
            if !only_holds_others {
                let topic = self.topics.len().saturating_sub(1);
                self.controls.push(Control { node: control.clone(), id, topic, above });
            }
        }
        for enhancement in nested {
            self.control(&enhancement, title.or(above))?;
        }
        Ok(())
    }

    fn parameters(&mut self, holder: &Node<'a>) -> Result<(), OscalFault> {
        for parameter in holder.objects("params")? {
            self.parameters.entry(parameter.required("id")?.trim()).or_insert(parameter);
        }
        Ok(())
    }
}

fn limited(count: usize, of: &str, at: &Node<'_>) -> Result<(), OscalFault> {
    if count > MOST_CONTROLS {
        let detail = format!("more than {MOST_CONTROLS} {of}: import a smaller, resolved catalogue");
        return Err(OscalFault::new("oscal-too-many", at.path(), detail));
    }
    Ok(())
}

fn too_long(place: String, most: usize) -> OscalFault {
    OscalFault::new("oscal-too-long", place, format!("the text is longer than {most} characters"))
}

fn topics(outline: &Outline<'_>, family: &str, spoken: Spoken, writer: &mut Writer) -> Result<Vec<Topic>, OscalFault> {
    let mut topics = Vec::with_capacity(outline.topics.len());
    let mut ids = group_ids(outline, writer)?;
    for head in &outline.topics {
        topics.push(topic(head, spoken, &mut ids, writer)?);
    }
    let stable: Vec<Option<Uuid>> =
        outline.controls.iter().map(|control| identity::given(&control.node)).collect::<Result<_, _>>()?;
    let any_stable = stable.iter().any(Option::is_some);
    let names = names(outline)?;
    let mut places: BTreeMap<Uuid, &Node<'_>> = BTreeMap::new();
    for ((control, given), name) in outline.controls.iter().zip(stable).zip(names) {
        let requirement = requirement(control, given, any_stable, name, family, spoken, outline, writer)?;
        if let Some(first) = places.insert(requirement.uuid.0, &control.node) {
            return Err(OscalFault::new(
                "oscal-duplicate",
                control.node.path(),
                format!("the identifier {} is already used at {}", requirement.uuid, first.path()),
            ));
        }
        if let Some(topic) = topics.get_mut(control.topic) {
            topic.requirements.push(requirement);
        }
    }
    topics.retain(|topic| !topic.requirements.is_empty());
    Ok(topics)
}

/// The ids the file gives its groups of the first level.
fn group_ids(outline: &Outline<'_>, writer: &mut Writer) -> Result<BTreeSet<String>, OscalFault> {
    let mut ids = BTreeSet::new();
    for group in outline.topics.iter().filter_map(|head| head.group.as_ref()) {
        let Some(id) = group_id(group, writer)? else { continue };
        if id.chars().count() > LONGEST_ID {
            return Err(too_long(group.place("id"), LONGEST_ID));
        }
        if ids.contains(&id) {
            let detail = format!("the group id {id} is already used");
            return Err(OscalFault::new("oscal-duplicate", group.place("id"), detail));
        }
        ids.insert(id);
    }
    Ok(ids)
}

fn group_id(group: &Node<'_>, writer: &mut Writer) -> Result<Option<String>, OscalFault> {
    let id = group.text("id")?.map(|id| writer.line(id, &Parameters::none(), &group.place("id"))).transpose()?;
    Ok(id.filter(|id| !id.is_empty()))
}

fn topic(
    head: &Head<'_>,
    spoken: Spoken,
    ids: &mut BTreeSet<String>,
    writer: &mut Writer,
) -> Result<Topic, OscalFault> {
    // OSCAL allows a group without id; the number only tells groups of the same title apart.
    let mut made_up = |slug: String| {
        let numbered = (1..).map(|number| if number == 1 { slug.clone() } else { format!("{slug}-{number}") });
        numbered.into_iter().find(|id| ids.insert(id.clone())).unwrap_or_default()
    };
    let none = Parameters::none();
    let Some(group) = &head.group else {
        return Ok(Topic {
            id: made_up("catalog".to_owned()),
            title: Localised::only(spoken.text, head.title.as_str()),
            intro: Localised::default(),
            requirements: Vec::new(),
        });
    };
    let title = writer.line(&head.title, &none, &group.place("title"))?;
    let id = match group_id(group, writer)? {
        Some(id) => id,
        None => made_up(identity::slug(&title)),
    };
    let intro = writer.parts(group, prose::is_overview, &none)?;
    let intro = if intro.is_empty() { Localised::default() } else { Localised::only(spoken.text, intro) };
    Ok(Topic { id, title: Localised::only(spoken.text, title), intro, requirements: Vec::new() })
}

/// Readable ids: the labels if every one is short and none occurs twice, else the control ids, which must be unique.
fn names(outline: &Outline<'_>) -> Result<Vec<String>, OscalFault> {
    let mut places: HashMap<&str, &Node<'_>> = HashMap::new();
    for control in &outline.controls {
        if let Some(first) = places.insert(control.id, &control.node) {
            return Err(OscalFault::new(
                "oscal-duplicate",
                control.node.place("id"),
                format!("the control id {} is already used at {}", prose::clean(control.id), first.path()),
            ));
        }
    }
    let mut labels = Vec::with_capacity(outline.controls.len());
    for control in &outline.controls {
        labels.push(control.node.label()?.map_or(control.id, str::trim).to_owned());
    }
    let sensible = |label: &String| {
        let short = (1..=40).contains(&label.chars().count());
        short && label.chars().all(|character| character.is_alphanumeric() || ".-_:/()[]".contains(character))
    };
    let unique: BTreeSet<&String> = labels.iter().collect();
    if unique.len() == labels.len() && labels.iter().all(sensible) {
        return Ok(labels);
    }
    let mut ids = BTreeSet::new();
    for control in &outline.controls {
        let id = prose::clean(control.id);
        if id.is_empty() || !ids.insert(id) {
            let detail = "the control id is not unique once hidden characters are removed";
            return Err(OscalFault::new("oscal-duplicate", control.node.place("id"), detail));
        }
    }
    Ok(outline.controls.iter().map(|control| prose::clean(control.id)).collect())
}

#[expect(clippy::too_many_arguments, reason = "one call site; a struct would only repeat the names")]
fn requirement(
    control: &Control<'_>,
    given: Option<Uuid>,
    any_stable: bool,
    id: String,
    family: &str,
    spoken: Spoken,
    outline: &Outline<'_>,
    writer: &mut Writer,
) -> Result<Requirement, OscalFault> {
    let node = &control.node;
    let parameters = Parameters::of(node, &outline.parameters)?;
    let own = writer.line(node.required("title")?, &parameters, &node.place("title"))?;
    let above = control.above.map(|above| writer.line(above, &parameters, node.path())).transpose()?;
    let title = match above {
        Some(above) if !above.is_empty() && above != own => format!("{above}: {own}"),
        _ => own.clone(),
    };
    let mut statement = writer.parts(node, prose::is_statement, &parameters)?;
    if statement.is_empty() {
        statement = writer.parts(node, prose::is_other, &parameters)?;
    }
    if statement.is_empty() {
        statement.clone_from(&own);
    }
    let help = writer.parts(node, prose::is_guidance, &parameters)?;
    let uuid = match given {
        Some(uuid) => uuid,
        // Where the others have a UUID, ids are positions: without the title an answer could land on another control.
        None if any_stable => identity::derive("control-by-title", &[family, control.id, &own]),
        None => identity::derive("control", &[family, control.id]),
    };
    let question = Question {
        uuid: QuestionId(identity::derive("question", &[&uuid.to_string()])),
        id: id.clone(),
        text: Localised::only(spoken.text, statement.as_str()),
        help: if help.is_empty() { Localised::default() } else { Localised::only(spoken.help, help) },
        example: Localised::default(),
    };
    Ok(Requirement {
        uuid: RequirementId(uuid),
        id,
        title: Localised::only(spoken.text, title.as_str()),
        top: is_top(node)?,
        status: Vec::new(),
        parts: vec![question],
        measure: Measure {
            title: Localised::only(spoken.text, title),
            what: Localised::only(spoken.text, statement),
            effort: node
                .property("effort_level")?
                .and_then(|level| level.trim().parse().ok())
                .filter(|level| *level <= 5),
            ..Measure::default()
        },
        risks: Vec::new(),
    })
}

/// See [`import`] for the rule. BSI named the property `modalverb` until March 2026.
fn is_top(control: &Node<'_>) -> Result<bool, OscalFault> {
    let heightened = control.property("sec_level")?.is_some_and(|level| level.trim() != "normal-SdT");
    let mut must = false;
    for part in control.objects("parts")? {
        let verb = match part.property("modal_verb")? {
            Some(verb) => Some(verb),
            None => part.property("modalverb")?,
        };
        must |= verb.is_some_and(|verb| verb.trim() == "MUSS");
    }
    let first = control.property("priority")?.is_some_and(|priority| priority.trim().eq_ignore_ascii_case("P1"));
    Ok((must && !heightened) || first)
}
