//! One firm's way through the program, and what was acknowledged to it.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::{Context, bail};
use jiff::Timestamp;
use ringwall_content::Content;
use ringwall_core::actor::{Membership, Role, Scope};
use ringwall_store::{Store, StoreError};
use serde_json::Value;

use super::{Browser, Person, forms, page::links};

/// What is asked: the questions of one check, as its content says.
#[derive(Clone, Debug)]
pub struct Interview {
    /// Readable id of the check.
    pub check: String,
    /// Kind of organisation that begins it.
    pub kind: String,
    /// Topics in order, each with the stable ids of its questions and whether a question decides relevance.
    pub topics: Vec<(String, Vec<(String, bool)>)>,
}

impl Interview {
    /// The interview of a shipped check.
    ///
    /// # Errors
    /// If the content does not load or has no such check.
    pub fn of(check: &str) -> anyhow::Result<Arc<Self>> {
        let content = Content::load()?;
        let edition = content.check(check).with_context(|| format!("there is no check {check}"))?;
        let kind = edition.check.kinds.first().map_or("company", |kind| kind.code()).to_owned();
        let mut topics: Vec<(String, Vec<(String, bool)>)> = Vec::new();
        for placed in edition.check.questions() {
            let question = (placed.question.uuid.to_string(), placed.status.is_some());
            match topics.last_mut() {
                Some((topic, questions)) if *topic == placed.topic.id => questions.push(question),
                _ => topics.push((placed.topic.id.clone(), vec![question])),
            }
        }
        Ok(Arc::new(Self { check: check.to_owned(), kind, topics }))
    }

    /// How many questions there are.
    pub fn len(&self) -> usize {
        self.topics.iter().map(|(_, questions)| questions.len()).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.topics.is_empty()
    }

    /// The number of its topic, the stable id and whether it decides relevance.
    fn question(&self, number: usize) -> Option<(usize, &str, bool)> {
        let topics = self.topics.iter().enumerate();
        let mut questions =
            topics.flat_map(|(topic, (_, questions))| questions.iter().map(move |asked| (topic, asked)));
        questions.nth(number).map(|(topic, (id, status))| (topic, id.as_str(), *status))
    }
}

/// What is known about one answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answered {
    /// Value and revision that the server acknowledged last.
    pub acknowledged: Option<(String, u64)>,
    /// Value that was sent and neither acknowledged nor refused: it may be there or not.
    pub under_way: Option<String>,
}

/// `/c/{tenant}/a/{assessment}`, if the address lies there.
fn interview_path(path: &str) -> Option<String> {
    let mut parts = path.split(['/', '?', '#']);
    match (parts.next()?, parts.next()?, parts.next()?, parts.next()?, parts.next()?) {
        ("", "c", tenant, "a", assessment) => Some(format!("/c/{tenant}/a/{assessment}")),
        _ => None,
    }
}

/// One firm with its browser.
pub struct Firm {
    interview: Arc<Interview>,
    browser: Browser,
    number: usize,
    path: String,
    csrf: String,
    field: String,
    actions: BTreeMap<usize, String>,
    finished: bool,
    answered: BTreeMap<String, Answered>,
}

impl Firm {
    /// A firm that has not begun. Its number decides how it answers.
    pub fn new(interview: &Arc<Interview>, address: SocketAddr, number: usize) -> Self {
        Self {
            interview: Arc::clone(interview),
            browser: Browser::new(address),
            number,
            path: String::new(),
            csrf: String::new(),
            field: String::new(),
            actions: BTreeMap::new(),
            finished: false,
            answered: BTreeMap::new(),
        }
    }

    /// Goes on after the server came back somewhere else.
    pub fn move_to(&mut self, address: SocketAddr) {
        self.browser.move_to(address);
    }

    /// Closes the connection; it is opened again when needed.
    pub fn hang_up(&mut self) {
        self.browser.hang_up();
    }

    /// How many answers were acknowledged.
    pub fn acknowledged(&self) -> usize {
        self.answered.values().filter(|answered| answered.acknowledged.is_some()).count()
    }

    /// Opens the start page and begins. Returns how long each took.
    ///
    /// # Errors
    /// If that does not lead to an interview.
    pub async fn begin(&mut self) -> anyhow::Result<[Duration; 2]> {
        let begun = Instant::now();
        let start = self.browser.get("/start").await?.ok()?;
        let opened = begun.elapsed();
        let form = forms(&start.text()).into_iter().find(|form| form.action.split('?').next() == Some("/start"));
        let form = form.context("/start shows no form for /start")?;
        let fields = form.filled(&[("check", &self.interview.check), ("kind", &self.interview.kind)]);
        let begun = Instant::now();
        let page = self.browser.submit("/start", &fields).await?.ok()?;
        let began = begun.elapsed();
        let path = std::iter::once(page.path.clone()).chain(links(&page.text())).find_map(|path| interview_path(&path));
        let lost = || format!("POST /start leads to {} without a way to the interview", page.path);
        self.path = path.with_context(lost)?;
        Ok([opened, began])
    }

    /// Becomes the owner of what was begun, with an account, and lays the resume link aside: from now on the firm comes
    /// with a session.
    ///
    /// # Errors
    /// If nothing was begun, or the database does not answer.
    pub async fn sign_in(&mut self, store: &Store, now: Timestamp) -> anyhow::Result<()> {
        let tenant = self.path.split('/').nth(2).and_then(|id| id.parse().ok()).context("nothing was begun")?;
        let owner = Membership { role: Role::Owner, scope: Scope::Organisation(tenant) };
        let name = format!("Firma {}", self.number);
        let person = Person::new(format!("{tenant}@example.org"), name, vec![owner])?;
        let account = person.id;
        store.write::<_, StoreError>("person", move |tx| Box::pin(async move { person.store(tx, now).await })).await?;
        let token = super::sign_in(store, account, now).await?;
        self.browser.forget_cookie("ringwall");
        self.browser.set_cookie("session", &token);
        Ok(())
    }

    /// Opens the page of a topic and takes from its forms how an answer is sent. Returns how long opening took.
    ///
    /// # Errors
    /// If it is not served or shows no question.
    pub async fn open_topic(&mut self, number: usize) -> anyhow::Result<Duration> {
        let Some((topic, _)) = self.interview.topics.get(number) else { bail!("there is no topic {number}") };
        let path = format!("{}/t/{topic}", self.path);
        let begun = Instant::now();
        let page = self.browser.get(&path).await?.ok()?;
        let took = begun.elapsed();
        let form =
            forms(&page.text()).into_iter().find(|form| form.value("question").is_some() && !form.choices.is_empty());
        let form = form.with_context(|| format!("{path} shows no question"))?;
        form.value("csrf").context("the question's form has no token")?.clone_into(&mut self.csrf);
        self.field = form.choices.first().map(|(name, _)| name.clone()).unwrap_or_default();
        self.actions.insert(number, if form.action.is_empty() { path } else { form.action });
        Ok(took)
    }

    /// Answers the question with this number in the background and waits for the acknowledgement.
    ///
    /// The value depends on firm, question and round, so that a mix-up would be noticed.
    ///
    /// # Errors
    /// If the answer was not acknowledged; it then counts as under way.
    pub async fn answer(&mut self, number: usize, round: usize) -> anyhow::Result<Duration> {
        let (topic, question, status) = self.interview.question(number).context("there is no such question")?;
        let question = question.to_owned();
        if !self.actions.contains_key(&topic) {
            self.open_topic(topic).await?;
        }
        let action = self.actions.get(&topic).cloned().unwrap_or_default();
        let values = if status && round == 0 { ["yes"; 3] } else { ["yes", "no", "unknown"] };
        let value = values.get((self.number + number + round) % 3).copied().unwrap_or("yes");
        let before = self.answered.entry(question.clone()).or_default();
        before.under_way = Some(value.to_owned());
        let seen = before.acknowledged.as_ref().map_or(0, |(_, revision)| *revision).to_string();
        let fields = [("csrf", self.csrf.as_str()), ("question", &question), ("seen", &seen), (&self.field, value)]
            .map(|(name, value)| (name.to_owned(), value.to_owned()));
        let begun = Instant::now();
        let page = self.browser.save(&action, &fields).await?;
        let took = begun.elapsed();
        let json: Value = serde_json::from_slice(&page.ok()?.body).context("the answer is not JSON")?;
        let saved = json.get("saved").and_then(Value::as_bool) == Some(true);
        let named = json.get("question").and_then(Value::as_str).is_none_or(|named| named == question);
        let revision = json.get("revision").and_then(Value::as_u64);
        let Some(revision) = revision.filter(|_| saved && named) else { bail!("not acknowledged: {json}") };
        let answered = self.answered.entry(question).or_default();
        answered.acknowledged = Some((value.to_owned(), revision));
        answered.under_way = None;
        Ok(took)
    }

    /// Finishes the assessment and opens its result. Returns how long both took together.
    ///
    /// # Errors
    /// If the result is not shown.
    pub async fn finish(&mut self) -> anyhow::Result<Duration> {
        let fields = [("csrf".to_owned(), self.csrf.clone())];
        let begun = Instant::now();
        let page = self.browser.submit(&format!("{}/finish", self.path), &fields).await?.ok()?;
        if !page.path.ends_with("/result") {
            bail!("finishing leads to {} instead of the result", page.path);
        }
        self.finished = true;
        Ok(begun.elapsed())
    }

    /// Opens the result again. Returns how long it took and how large it is.
    ///
    /// # Errors
    /// If it is not served.
    pub async fn result(&mut self) -> anyhow::Result<(Duration, usize)> {
        let begun = Instant::now();
        let page = self.browser.get(&format!("{}/result", self.path)).await?.ok()?;
        Ok((begun.elapsed(), page.body.len()))
    }

    /// Takes the report as PDF. Returns how long it took and how large it is.
    ///
    /// # Errors
    /// If what comes is not a PDF.
    pub async fn pdf(&mut self) -> anyhow::Result<(Duration, usize)> {
        let begun = Instant::now();
        let page = self.browser.get(&format!("{}/report.pdf", self.path)).await?.ok()?;
        if !page.body.starts_with(b"%PDF-") {
            bail!("the report is not a PDF");
        }
        Ok((begun.elapsed(), page.body.len()))
    }

    /// Compares every answer with what the server has stored. Returns one sentence per fault.
    ///
    /// # Errors
    /// If the stored answers cannot be read at all.
    pub async fn faults(&mut self) -> anyhow::Result<Vec<String>> {
        let page = self.browser.get(&format!("{}/dossier.json", self.path)).await?.ok()?;
        let dossier: Value = serde_json::from_slice(&page.body).context("the dossier is not JSON")?;
        let id = self.path.rsplit('/').next().unwrap_or_default();
        let assessments = dossier.get("assessments").and_then(Value::as_array).context("no assessments")?;
        let own = assessments.iter().find(|one| one.get("id").and_then(Value::as_str) == Some(id));
        let stored = own.and_then(|one| one.get("answers")).context("the assessment is not there")?;
        let mut faults = Vec::new();
        let state = own.and_then(|one| one.get("state")?.as_str());
        if self.finished && state != Some("finished") {
            faults.push(format!("{}: was finished, is {state:?}", self.path));
        }
        for (question, answered) in &mut self.answered {
            let found = stored.get(question).and_then(|answer| {
                Some((answer.get("value")?.as_str()?.to_owned(), answer.get("revision")?.as_u64()?))
            });
            if found == answered.acknowledged {
                answered.under_way = None;
                continue;
            }
            let expected = answered.acknowledged.as_ref().map_or(1, |(_, revision)| revision + 1);
            match (&found, &answered.under_way) {
                // It arrived, only the acknowledgement did not.
                (Some((value, revision)), Some(sent)) if value == sent && *revision == expected => {
                    answered.acknowledged = found;
                    answered.under_way = None;
                }
                _ => faults.push(format!(
                    "{}: question {question}: acknowledged {:?}, under way {:?}, stored {found:?}",
                    self.path, answered.acknowledged, answered.under_way
                )),
            }
        }
        Ok(faults)
    }
}
