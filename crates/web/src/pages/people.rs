//! The people of a place: the same list and form for organisations, partners, areas, regions and the installation.
//!
//! [`PeopleView`] is what `templates/parts/people.html` shows; [`changed`] does what its forms ask for. A page of a
//! place has a GET that loads the view and a POST of the same address that hands [`PeopleForm`] to [`changed`].

use askama::Template;
use axum::{
    Router,
    extract::{RawQuery, State},
    http::StatusCode,
    response::{Html, IntoResponse, Redirect, Response},
    routing::get,
};
use ringwall_app::{AppError, Invite, Right, Signed};
use ringwall_core::{
    actor::{Membership, Place, Role, Scope},
    id::AccountId,
    language::Language,
    refusal::Refusal,
};
use serde::Deserialize;

use crate::{
    Case, Chrome, MaybeSigned, OnceForm, PageError, PageResult, SignedIn, WebState,
    csrf::{hex, unhex},
    forms::FormErrors,
    page,
};

pub(crate) fn routes() -> Router<WebState> {
    Router::new().route("/c/{tenant}/people", get(show).post(change))
}

/// Somebody in the list.
pub(crate) struct PersonRow {
    pub(crate) id: AccountId,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) role: &'static str,
    pub(crate) is_you: bool,
    pub(crate) may_change: bool,
    pub(crate) is_last: bool,
    pub(crate) others: Vec<&'static str>,
}

/// An open invitation in the list.
pub(crate) struct InvitationRow {
    pub(crate) id: String,
    pub(crate) email: String,
    pub(crate) role: &'static str,
    pub(crate) until: String,
}

/// What `parts/people.html` shows.
pub(crate) struct PeopleView {
    pub(crate) action: String,
    pub(crate) rows: Vec<PersonRow>,
    pub(crate) invitations: Vec<InvitationRow>,
    pub(crate) give: Vec<&'static str>,
    pub(crate) said: Option<&'static str>,
    pub(crate) refused: Option<String>,
    pub(crate) fields: FormErrors,
    pub(crate) typed_email: String,
    pub(crate) typed_role: String,
    pub(crate) typed_language: String,
}

impl PeopleView {
    /// Loads the people of a place. `action` is the address of the page, `query` its query (what was just done).
    pub(crate) async fn load(
        state: &WebState,
        chrome: &Chrome,
        signed: &Signed,
        scope: Scope,
        place: Place,
        action: &str,
        query: Option<&str>,
    ) -> Result<Self, AppError> {
        let people = state.app.people(signed, scope, place).await?;
        let give: Vec<&'static str> = people.may_give.iter().map(|role| role.code()).collect();
        let rows = people
            .people
            .into_iter()
            .map(|person| PersonRow {
                id: person.account.id,
                name: person.account.name,
                email: person.account.email,
                role: person.role.code(),
                is_you: person.is_you,
                may_change: person.may_change,
                is_last: person.is_last,
                others: give.iter().copied().filter(|code| *code != person.role.code()).collect(),
            })
            .collect();
        let invitations = people
            .invitations
            .into_iter()
            .map(|invitation| InvitationRow {
                id: hex(&invitation.token_hash),
                email: invitation.email,
                role: invitation.membership.role.code(),
                until: chrome.day(&invitation.expires_at),
            })
            .collect();
        let said = query.unwrap_or_default().split('&').find_map(|word| match word {
            "invited" => Some("invited"),
            "withdrawn" => Some("withdrawn"),
            "changed" => Some("changed"),
            "removed" => Some("removed"),
            _ => None,
        });
        let typed_role = if let [only] = give.as_slice() { (*only).to_owned() } else { String::new() };
        Ok(Self {
            action: action.to_owned(),
            rows,
            invitations,
            give,
            said,
            refused: None,
            fields: FormErrors::default(),
            typed_email: String::new(),
            typed_role,
            typed_language: chrome.language.code().to_owned(),
        })
    }
}

/// What the forms of `parts/people.html` send.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PeopleForm {
    act: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    person: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    invitation: String,
}

/// What became of a form.
pub(crate) enum Changed {
    /// Done: go back to the page with this query.
    Done(&'static str),
    /// Refused: show this, with status 422.
    Refused(Box<PeopleView>),
}

/// Does what a form of the list asks for. `name` is what the place is called, for the mail.
pub(crate) async fn changed(
    state: &WebState,
    chrome: &Chrome,
    signed: &Signed,
    (scope, place): (Scope, Place),
    name: &str,
    action: &str,
    form: &PeopleForm,
) -> PageResult<Changed> {
    let done = act(state, signed, scope, place, name, form).await;
    let refusal = match done {
        Ok(done) => return Ok(Changed::Done(done)),
        Err(PageError::App(AppError::Refused(refusal))) => refusal,
        Err(error) => return Err(error),
    };
    let mut view = PeopleView::load(state, chrome, signed, scope, place, action, None).await?;
    let sentence = chrome.refusal(&refusal);
    if form.act == "invite" {
        let field = if refusal.code == "role-missing" { "role" } else { "email" };
        view.fields = FormErrors::one(field, sentence);
        view.typed_email.clone_from(&form.email);
        view.typed_role.clone_from(&form.role);
        view.typed_language.clone_from(&form.language);
    } else {
        view.refused = Some(sentence);
    }
    Ok(Changed::Refused(Box::new(view)))
}

async fn act(
    state: &WebState,
    signed: &Signed,
    scope: Scope,
    place: Place,
    name: &str,
    form: &PeopleForm,
) -> PageResult<&'static str> {
    let role = || Role::from_code(&form.role).ok_or_else(|| Refusal::new("role-missing"));
    let person = || form.person.parse::<AccountId>().map_err(|_| PageError::not_found());
    Ok(match form.act.as_str() {
        "invite" => {
            let invite = Invite {
                membership: Membership { role: role()?, scope },
                place,
                place_name: name.to_owned(),
                email: form.email.clone(),
                language: Language::from_code(&form.language).unwrap_or_default(),
            };
            state.app.invite(signed, invite).await?;
            "invited"
        }
        "withdraw" => {
            let hash = unhex(&form.invitation).and_then(|bytes| bytes.try_into().ok());
            state.app.withdraw_invitation(signed, scope, place, hash.ok_or_else(PageError::not_found)?).await?;
            "withdrawn"
        }
        "change" => {
            let to = Role::from_code(&form.to).ok_or_else(|| Refusal::new("role-missing"))?;
            let held = Membership { role: role()?, scope };
            state.app.change_role(signed, place, person()?, held, to).await?;
            "changed"
        }
        "remove" => {
            state.app.take_role(signed, place, person()?, Membership { role: role()?, scope }).await?;
            "removed"
        }
        _ => return Err(Refusal::new("form-unreadable").into()),
    })
}

#[derive(Template)]
#[template(path = "person/organisation.html")]
struct Show {
    chrome: Chrome,
    base: String,
    name: String,
    /// Nobody but the reader's own folder, if a link opened it.
    people: Option<PeopleView>,
}

async fn show(
    State(state): State<WebState>,
    RawQuery(query): RawQuery,
    chrome: Chrome,
    MaybeSigned(signed): MaybeSigned,
    case: Case,
) -> PageResult<Html<String>> {
    let name = state.app.overview(&case.access).await?.organisation.name.unwrap_or_default();
    let base = case.path();
    let people = match signed.filter(|_| case.token.is_none()) {
        Some(signed) => {
            case.access.require(Right::Work)?;
            let (scope, place) = (Scope::Organisation(case.tenant), Place::organisation(case.tenant));
            let action = format!("{base}/people");
            Some(PeopleView::load(&state, &chrome, &signed, scope, place, &action, query.as_deref()).await?)
        }
        None => None,
    };
    page(&Show { chrome, base, name, people })
}

async fn change(
    State(state): State<WebState>,
    chrome: Chrome,
    signed: SignedIn,
    case: Case,
    OnceForm(form, once): OnceForm<PeopleForm>,
) -> PageResult<Response> {
    let state = WebState { app: once, ..state };
    let name = state.app.overview(&case.access).await?.organisation.name.unwrap_or_default();
    let base = case.path();
    let (scope, place) = (Scope::Organisation(case.tenant), Place::organisation(case.tenant));
    let action = format!("{base}/people");
    match changed(&state, &chrome, &signed, (scope, place), &name, &action, &form).await? {
        // Whoever laid down their own role has no way back to this page.
        Changed::Done("removed") if form.person == signed.account.id.to_string() => {
            Ok(Redirect::to("/account").into_response())
        }
        Changed::Done(said) => Ok(Redirect::to(&format!("{action}?{said}")).into_response()),
        Changed::Refused(people) => {
            let shown = page(&Show { chrome, base, name, people: Some(*people) })?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
        }
    }
}
