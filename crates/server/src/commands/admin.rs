//! `ringwall admin`: what an operator can do without signing in: the first link, roles, ending sessions.

use std::process::ExitCode;

use anyhow::{anyhow, bail};
use ringwall_app::{App, AppError};
use ringwall_core::{
    actor::{Membership, Role, Scope},
    id::{AreaId, PartnerId, RegionId, TenantId},
    language::Language,
};
use uuid::Uuid;

use super::say;
use crate::{config::Config, wiring};

/// What can be done with accounts.
#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// Make a link by which the first operator makes an account; only while there is none
    FirstLink,
    /// Give somebody a role; they get in with the page "Forgotten your password?"
    Appoint {
        /// Address of the person
        email: String,
        /// operator, manager, evaluator, coordinator, adviser, helper, owner, member
        role: String,
        /// Id of the region, area, partner or organisation; not for operators
        #[arg(long = "in", value_name = "ID")]
        place: Option<Uuid>,
        /// What the person is called
        #[arg(long, default_value = "")]
        name: String,
    },
    /// The second factor of an account
    SecondFactor {
        #[command(subcommand)]
        command: SecondFactor,
    },
    /// Sessions of an account
    Sessions {
        #[command(subcommand)]
        command: Sessions,
    },
}

/// What can be done with a second factor.
#[derive(clap::Subcommand)]
pub(crate) enum SecondFactor {
    /// Switch off the second factor of somebody who has lost it; the person is told by mail
    End {
        /// Address of the person
        email: String,
    },
}

/// What can be done with sessions.
#[derive(clap::Subcommand)]
pub(crate) enum Sessions {
    /// Sign somebody out everywhere
    End {
        /// Address of the person
        email: String,
    },
}

/// Where the first operator begins, in words.
pub(crate) async fn first_link(app: &App, base: &str) -> anyhow::Result<Option<String>> {
    let token = app.first_operator_link().await?;
    Ok(token.map(|token| {
        let base = base.trim_end_matches('/');
        format!(
            "there is no operator yet; the first one begins here (24 hours, once): {base}/invitation/{}",
            token.secret()
        )
    }))
}

fn membership(role: &str, place: Option<Uuid>) -> anyhow::Result<Membership> {
    let role = Role::from_code(role).ok_or_else(|| anyhow!("there is no role {role}"))?;
    let id = || place.ok_or_else(|| anyhow!("name the place of this role with --in ID"));
    let scope = match role {
        Role::Operator if place.is_some() => bail!("an operator has no place; leave --in out"),
        Role::Operator => Scope::Installation,
        Role::Manager | Role::Evaluator => Scope::Region(RegionId(id()?)),
        Role::Coordinator => Scope::Area(AreaId(id()?)),
        Role::Adviser | Role::Helper => Scope::Partner(PartnerId(id()?)),
        Role::Owner | Role::Member => Scope::Organisation(TenantId(id()?)),
    };
    Ok(Membership { role, scope })
}

pub(super) async fn run(command: Command, config: Config) -> anyhow::Result<ExitCode> {
    let store = wiring::open_store(&config).await?;
    store.migrate().await?;
    let app = wiring::app(store, &config)?;
    match command {
        Command::FirstLink => {
            let base = if config.server.public_url.is_empty() {
                format!("http://{}", config.server.listen)
            } else {
                config.server.public_url.clone()
            };
            match first_link(&app, &base).await? {
                Some(line) => say(&line),
                None => bail!("there is an operator already; give roles with `ringwall admin appoint`"),
            }
        }
        Command::Appoint { email, role, place, name } => {
            let membership = membership(&role, place)?;
            app.appoint(&email, &name, Language::De, membership).await?;
            say(&format!("{email} is {role} now; a way in is set on the page /recover"));
        }
        Command::SecondFactor { command: SecondFactor::End { email } } => {
            match app.end_second_factor_by_address(&email).await {
                Ok(()) => say(&format!(
                    "{email} signs in with the password alone from now on, is signed out everywhere and told by mail"
                )),
                Err(AppError::NotFound) => {
                    bail!("there is no account with the address {email}, or it has no second factor")
                }
                Err(error) => return Err(error.into()),
            }
        }
        Command::Sessions { command: Sessions::End { email } } => match app.end_sessions_by_address(&email).await {
            Ok(ended) => say(&format!("{ended} sessions ended")),
            Err(AppError::NotFound) => bail!("there is no account with the address {email}"),
            Err(error) => return Err(error.into()),
        },
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_needs_its_place_and_an_operator_none() {
        let id = Some(Uuid::from_u128(7));
        assert_eq!(membership("operator", None).unwrap().scope, Scope::Installation);
        assert_eq!(membership("owner", id).unwrap().scope, Scope::Organisation(TenantId(Uuid::from_u128(7))));
        for (role, place) in [("operator", id), ("owner", None), ("manager", None), ("king", id)] {
            assert!(membership(role, place).is_err(), "{role}");
        }
    }
}
