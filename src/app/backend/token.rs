//! Access tokens: asked for by audience and directory, kept in memory and nowhere else.

use std::collections::HashMap;

use cmk_console::arm::{ArmError, Audience, Cloud, Response};
use cmk_console::directory::{Insisted, Renewal};
use cmk_console::sandbox::port::{Answer, Ask, TokenWish};

use super::simulation::Simulation;
use crate::auth::Auth;

/// Where tokens come from. The host of an embedded console joins here.
#[derive(Clone)]
pub(super) enum TokenSource {
    /// Whoever has signed in to Azure. MSAL keeps their tokens, and knows when one has to be new.
    Msal(Auth),
    /// One of the sandbox's people.
    SandboxPerson(String),
}

/// What a token is for.
pub(super) struct Wanted<'a> {
    pub audience: Audience,
    /// The resource: `https://management.azure.com`.
    pub resource: String,
    /// The tenant id.
    pub directory: &'a str,
    /// How it has to differ from the one before, if that was refused.
    pub renewal: Option<&'a Renewal>,
}

/// The tokens of one of the sandbox's people, for as long as the page lives.
#[derive(Default)]
pub(super) struct Tokens(HashMap<(Audience, String), String>);

impl TokenSource {
    /// A new token.
    ///
    /// # Errors
    /// Why there is none.
    pub(super) async fn token(
        &self,
        simulation: Simulation,
        wanted: &Wanted<'_>,
    ) -> Result<String, String> {
        match self {
            Self::Msal(auth) => {
                auth.token(wanted.audience, wanted.directory, wanted.renewal)
                    .await
            }
            Self::SandboxPerson(person) => of_sandbox(simulation, person, wanted).await,
        }
    }

    /// Whether tokens of both are the same person's.
    pub(super) fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Msal(_), Self::Msal(_)) => true,
            (Self::SandboxPerson(one), Self::SandboxPerson(other)) => one == other,
            _ => false,
        }
    }

    /// Waits until the person has said that what changes something may go on, where that is asked.
    pub(super) async fn consent(&self) {
        if let Self::Msal(auth) = self {
            auth.consent().await;
        }
    }

    /// What the person has done about an earlier 401. The sandbox's people are never asked.
    pub(super) fn insisted(&self) -> Insisted {
        match self {
            Self::Msal(auth) => auth.insisted(),
            Self::SandboxPerson(_) => Insisted::Yes,
        }
    }

    /// Has the person sign in because of a 401.
    pub(super) async fn insist(&self, audience: Audience, directory: &str, renewal: &Renewal) {
        if let Self::Msal(auth) = self {
            auth.insist(audience, directory, renewal).await;
        }
    }

    /// A token was accepted.
    pub(super) fn accepted(&self) {
        if let Self::Msal(auth) = self {
            auth.accepted();
        }
    }

    /// Everything was tried, and the answer is still 401.
    pub(super) fn refused(&self, response: &Response) {
        if let Self::Msal(auth) = self {
            auth.refused_by_policy(&ArmError::read(response));
        }
    }
}

async fn of_sandbox(
    simulation: Simulation,
    person: &str,
    wanted: &Wanted<'_>,
) -> Result<String, String> {
    let wish = TokenWish {
        person: person.to_owned(),
        tenant: wanted.directory.to_owned(),
        audience: wanted.resource.clone(),
        claims: match wanted.renewal {
            Some(Renewal::Claims(claims)) => Some(claims.clone()),
            Some(Renewal::Fresh) | None => None,
        },
    };
    match simulation.ask(Ask::Token(wish)).await {
        Answer::Token(token) => Ok(token),
        Answer::NotDone(why) => Err(why),
        Answer::Response(_) | Answer::Done => {
            Err("The sandbox gave no token. Reload the page.".into())
        }
    }
}

impl Tokens {
    pub(super) fn get(&self, audience: Audience, directory: &str) -> Option<String> {
        self.0.get(&(audience, directory.to_owned())).cloned()
    }

    pub(super) fn keep(&mut self, audience: Audience, directory: &str, token: String) {
        self.0.insert((audience, directory.to_owned()), token);
    }
}

/// The resource a token is for.
pub(super) fn resource(audience: Audience, cloud: &Cloud) -> String {
    match audience {
        Audience::Arm => cloud.arm.clone(),
        Audience::Graph => cloud.graph.clone(),
        Audience::Vault => format!("https://{}", cloud.vault_suffix),
    }
}
