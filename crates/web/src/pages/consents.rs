//! Who may see what of an organisation, and who did: consents, the log, and a partner's list of clients.

use askama::Template;
use axum::{
    Router,
    extract::{Path, RawQuery, State},
    http::StatusCode,
    response::{Html, IntoResponse, Redirect, Response},
    routing::{get, post},
};
use ringwall_app::{AppError, CLIENTS_PER_PAGE, Client, NewConsent, Right, ShownConsent};
use ringwall_content::ConsentText;
use ringwall_core::{
    assessment::AssessmentState,
    check::Review,
    consent::Purpose,
    id::{ConsentId, PartnerId},
};
use serde::Deserialize;

use crate::{
    Case, Chrome, CsrfForm, PageResult, SignedIn, WebState,
    chrome::query_value,
    page,
    pages::result::words::{Words, words},
    session::folder_path,
};

pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/c/{tenant}/consents", get(show).post(give))
        .route("/c/{tenant}/consents/{consent}/revoke", post(revoke))
        .route("/c/{tenant}/log", get(log))
        .route("/partner/{partner}/clients", get(clients))
}

/// The words of one purpose, what holds, and the form.
struct Card {
    purpose: &'static str,
    names_partner: bool,
    version: String,
    title: Words,
    allows: Words,
    limits: Words,
    ends: Words,
    sentence: Words,
    pending: bool,
    held: Vec<Held>,
    /// Partners that can be chosen.
    choices: Vec<Choice>,
    error: Option<String>,
    chosen: Option<String>,
}

struct Choice {
    id: String,
    name: String,
    chosen: bool,
}

/// A consent as it was given.
struct Held {
    id: ConsentId,
    title: String,
    partner: Option<String>,
    given: String,
    version: String,
    revoked: Option<String>,
    /// The words as they were agreed to, if they are not the ones shown today.
    sentence: Option<Words>,
}

#[derive(Template)]
#[template(path = "consent/show.html")]
struct Show {
    chrome: Chrome,
    base: String,
    owns: bool,
    cards: Vec<Card>,
    past: Vec<Held>,
    said: Option<&'static str>,
}

/// What went wrong with a form, and where.
struct Refused {
    purpose: Purpose,
    sentence: String,
    partner: Option<String>,
}

impl Show {
    async fn new(
        state: &WebState,
        chrome: Chrome,
        case: &Case,
        query: Option<&str>,
        refused: Option<Refused>,
    ) -> PageResult<Self> {
        let consents = state.app.consents(&case.access).await?;
        let today = state.app.now().to_zoned_datetime(ringwall_content::format::zone()).date();
        let content = state.app.content();
        let wanted = query_value(query, "partner");
        let offered = state.app.partner_choices(&case.access).await?;
        let mut cards = Vec::new();
        for purpose in Purpose::ALL {
            let Some(text) = content.consent(purpose, today) else { continue };
            let held: Vec<&ShownConsent> = consents
                .iter()
                .filter(|shown| shown.consent.purpose == purpose && shown.consent.is_current())
                .collect();
            let refused = refused.as_ref().filter(|refused| refused.purpose == purpose);
            let chosen = refused.and_then(|refused| refused.partner.clone()).or_else(|| wanted.clone());
            let free = |id: &PartnerId| !held.iter().any(|shown| shown.consent.partner == Some(*id));
            let choices = offered.iter().filter(|(id, _)| purpose.names_partner() && free(id));
            let choices = choices.map(|(id, name)| {
                let id = id.to_string();
                Choice { chosen: chosen.as_ref() == Some(&id), id, name: name.clone() }
            });
            cards.push(Card {
                purpose: purpose.code(),
                names_partner: purpose.names_partner(),
                version: text.version.clone(),
                title: words(&chrome, &text.words.title),
                allows: words(&chrome, &text.words.allows),
                limits: words(&chrome, &text.words.limits),
                ends: words(&chrome, &text.words.ends),
                sentence: words(&chrome, &text.words.sentence),
                pending: text.review == Review::Pending,
                choices: choices.collect(),
                held: held.iter().map(|shown| held_of(&chrome, state, shown, Some(text))).collect(),
                error: refused.map(|refused| refused.sentence.clone()),
                chosen,
            });
        }
        let past = consents.iter().filter(|shown| !shown.consent.is_current());
        let past = past.map(|shown| held_of(&chrome, state, shown, None)).collect();
        let said = query.unwrap_or_default().split('&').find_map(|word| match word {
            "given" => Some("consent-said-given"),
            "revoked" => Some("consent-said-revoked"),
            _ => None,
        });
        Ok(Self { base: case.path(), owns: case.access.may(Right::Own), cards, past, said, chrome })
    }
}

fn held_of(chrome: &Chrome, state: &WebState, shown: &ShownConsent, now: Option<&ConsentText>) -> Held {
    let consent = &shown.consent;
    let content = state.app.content();
    let text = content.consent_version(consent.purpose, &consent.version);
    let who = |name: &Option<String>, account: bool| match name {
        Some(name) => name.clone(),
        None if account => chrome.t("consent-person-gone"),
        None => chrome.t("consent-by-link"),
    };
    let when = |key: &str, at: &jiff::Timestamp, who: String| {
        let mut arguments = ringwall_content::FluentArgs::new();
        arguments.set("when", chrome.instant(at));
        arguments.set("who", who);
        chrome.t_with(key, &arguments)
    };
    let other = text.filter(|text| now.is_none_or(|now| now.version != text.version));
    Held {
        id: consent.id,
        title: text.map_or_else(
            || chrome.tc("consent-purpose-", consent.purpose.code()),
            |text| chrome.text(&text.words.title).to_owned(),
        ),
        partner: consent.partner.map(|_| shown.partner.clone().unwrap_or_else(|| chrome.t("consent-partner-gone"))),
        given: when("consent-given-on", &consent.given_at, who(&shown.given_by, consent.given_by.is_some())),
        version: consent.version.clone(),
        revoked: consent
            .revoked_at
            .map(|at| when("consent-revoked-on", &at, who(&shown.revoked_by, consent.revoked_by.is_some()))),
        sentence: other.map(|text| words(chrome, &text.words.sentence)),
    }
}

async fn show(
    State(state): State<WebState>,
    RawQuery(query): RawQuery,
    chrome: Chrome,
    case: Case,
) -> PageResult<Html<String>> {
    page(&Show::new(&state, chrome, &case, query.as_deref(), None).await?)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Give {
    purpose: String,
    version: String,
    #[serde(default)]
    partner: String,
    /// The box that was ticked.
    #[serde(default)]
    agreed: String,
}

async fn give(
    State(state): State<WebState>,
    chrome: Chrome,
    case: Case,
    CsrfForm(form): CsrfForm<Give>,
) -> PageResult<Response> {
    case.access.require(Right::Own)?;
    let purpose = Purpose::from_code(&form.purpose).ok_or(AppError::NotFound)?;
    let partner = match form.partner.as_str() {
        "" => None,
        text => Some(text.parse::<PartnerId>().map_err(|_| AppError::NotFound)?),
    };
    let new = NewConsent { purpose, partner, version: form.version, language: chrome.language };
    let given = if form.agreed == "yes" {
        state.app.give_consent(&case.access, new).await.map(drop)
    } else {
        Err(ringwall_core::refusal::Refusal::new("consent-not-agreed").into())
    };
    match given {
        Ok(()) => Ok(Redirect::to(&format!("{}/consents?given", case.path())).into_response()),
        Err(AppError::Refused(refusal)) => {
            let sentence = chrome.refusal(&refusal);
            let partner = Some(form.partner).filter(|partner| !partner.is_empty());
            let shown = Show::new(&state, chrome, &case, None, Some(Refused { purpose, sentence, partner })).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&shown)?).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

async fn revoke(
    State(state): State<WebState>,
    case: Case,
    Path((_, consent)): Path<(String, String)>,
    CsrfForm(_): CsrfForm<Nothing>,
) -> PageResult<Redirect> {
    let id: ConsentId = consent.parse().map_err(|_| AppError::NotFound)?;
    state.app.revoke_consent(&case.access, id).await?;
    Ok(Redirect::to(&format!("{}/consents?revoked", case.path())))
}

/// One line of the log: what somebody of outside looked at on a day.
struct Line {
    person: String,
    partner: Option<String>,
    what: String,
    when: String,
}

#[derive(Template)]
#[template(path = "consent/log.html")]
struct Log {
    chrome: Chrome,
    base: String,
    days: Vec<(String, Vec<Line>)>,
    events: Vec<(String, String, String)>,
}

async fn log(State(state): State<WebState>, chrome: Chrome, case: Case) -> PageResult<Html<String>> {
    let mut days: Vec<(String, Vec<Line>)> = Vec::new();
    for shown in state.app.looks(&case.access).await? {
        let day = chrome.date(&shown.look.day);
        let line = Line {
            person: shown.person.unwrap_or_else(|| chrome.t("consent-person-gone")),
            partner: shown
                .look
                .partner
                .map(|_| shown.partner.clone().unwrap_or_else(|| chrome.t("consent-partner-gone"))),
            what: chrome.tc("log-page-", &shown.look.page),
            when: span(&chrome, &shown.look),
        };
        match days.last_mut() {
            Some((last, lines)) if *last == day => lines.push(line),
            _ => days.push((day, vec![line])),
        }
    }
    let events = state.app.events(&case.access).await?;
    let events = events.into_iter().map(|event| {
        let key = format!("log-event-{}", event.event);
        let what =
            if chrome.has(&key) { chrome.t(&key) } else { chrome.t_str("log-event-other", "event", &event.event) };
        let who = match (event.person, event.role.as_str()) {
            (Some(person), _) => person,
            (None, "visitor") => chrome.t("consent-by-link"),
            (None, "system") => chrome.t("log-by-system"),
            (None, "operator") => chrome.t("log-by-operator"),
            (None, _) => chrome.t("consent-person-gone"),
        };
        (chrome.instant(&event.at), what, who)
    });
    page(&Log { base: case.path(), days, events: events.collect(), chrome })
}

/// "10:03", or "10:03 to 17:45, 12 times".
fn span(chrome: &Chrome, look: &ringwall_app::Look) -> String {
    let time = |at: jiff::Timestamp| {
        let local = at.to_zoned_datetime(ringwall_content::format::zone());
        format!("{:02}:{:02}", local.hour(), local.minute())
    };
    let (from, to) = (time(look.first_at), time(look.last_at));
    let mut arguments = ringwall_content::FluentArgs::new();
    arguments.set("from", from.clone());
    arguments.set("to", to.clone());
    arguments.set("times", f64::from(look.times));
    chrome.t_with(if from == to { "log-once" } else { "log-span" }, &arguments)
}

/// One client in a partner's list.
struct Row {
    name: String,
    facts: Vec<String>,
    href: String,
    works: bool,
    since: String,
    newest: Option<(Words, bool, String)>,
}

#[derive(Template)]
#[template(path = "consent/clients.html")]
struct Clients {
    chrome: Chrome,
    partner: String,
    rows: Vec<Row>,
    earlier: Option<String>,
    later: Option<String>,
}

async fn clients(
    State(state): State<WebState>,
    RawQuery(query): RawQuery,
    chrome: Chrome,
    signed: SignedIn,
    Path(partner): Path<String>,
) -> PageResult<Html<String>> {
    let partner: PartnerId = partner.parse().map_err(|_| AppError::NotFound)?;
    let number: u32 = query_value(query.as_deref(), "page").and_then(|text| text.parse().ok()).unwrap_or(0);
    let mut clients = state.app.clients(&signed, partner, number).await?;
    let most = usize::try_from(CLIENTS_PER_PAGE).unwrap_or(usize::MAX);
    let more = clients.len() > most;
    clients.truncate(most);
    let to = |number: u32| format!("/partner/{partner}/clients?page={number}");
    let name = state.app.partner_name(partner).await?;
    page(&Clients {
        partner: name.unwrap_or_else(|| chrome.t("consent-partner-gone")),
        rows: clients.into_iter().map(|client| row(&chrome, client)).collect(),
        earlier: number.checked_sub(1).map(to),
        later: more.then(|| to(number + 1)),
        chrome,
    })
}

fn row(chrome: &Chrome, client: Client) -> Row {
    let organisation = &client.organisation;
    let facts = [
        Some(chrome.tc("organisation-kind-", organisation.kind.code())),
        organisation.town.clone(),
        organisation.sector.as_ref().map(|sector| chrome.tc("sector-", sector)),
    ];
    let given = client.consents.iter().map(|consent| consent.given_at).min();
    Row {
        name: organisation.name.clone().unwrap_or_else(|| chrome.t("clients-unnamed")),
        facts: facts.into_iter().flatten().collect(),
        href: folder_path(client.tenant),
        works: client.right >= Right::Advise,
        since: given.map(|at| chrome.day(&at)).unwrap_or_default(),
        newest: client.newest.map(|head| {
            let finished = head.state == AssessmentState::Finished;
            let day = chrome.day(&head.finished_at.unwrap_or(head.started_at));
            (words(chrome, &head.check_title), finished, day)
        }),
    }
}
