//! Access tokens: asked for by audience and directory, kept in memory and nowhere else.

use std::collections::HashMap;

use cmk_console::arm::{Audience, Cloud};
use cmk_console::sandbox::port::{Answer, Ask, TokenWish};

use super::simulation::Simulation;

/// Where tokens come from. Sign-in to Azure and the host of an embedded console join here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TokenSource {
    /// One of the sandbox's people.
    SandboxPerson(String),
}

/// The tokens of one person, for as long as the page lives.
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
        audience: &str,
        directory: &str,
        claims: Option<String>,
    ) -> Result<String, String> {
        match self {
            Self::SandboxPerson(person) => {
                let wish = TokenWish {
                    person: person.clone(),
                    tenant: directory.to_owned(),
                    audience: audience.to_owned(),
                    claims,
                };
                match simulation.ask(Ask::Token(wish)).await {
                    Answer::Token(token) => Ok(token),
                    Answer::NotDone(why) => Err(why),
                    Answer::Response(_) | Answer::Done => {
                        Err("The sandbox gave no token. Reload the page.".into())
                    }
                }
            }
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
