//! Entra: who signs in, and which tokens they get.
//!
//! Source: entra-docs, `docs/identity-platform/{v2-oauth2-auth-code-flow,
//! v2-oauth2-client-creds-grant-flow,v2-protocols-oidc,reference-error-codes}.md`, and what
//! `@azure/msal-browser` 5.30.0 and the Azure CLI 2.91 send, tried 23 Nov 2026.
//!
//! Nothing here is remembered but which authorization codes were redeemed: codes, refresh tokens
//! and the session's cookie describe themselves and are signed, so a replayed journal gives the
//! same directory. Of the faults that Resource Manager knows only throttling strikes here, where
//! its path names the token endpoint: others must not keep people from signing in.

use std::cell::Cell;
use std::collections::BTreeMap;

use super::Sandbox;
use super::fault::Fault;
use super::graph::{self, Consent};
use super::handle::Passage;
use super::journal::Entry;
use super::people::Directory;
use super::router::Target;
use super::seed::Seed;
use super::stage::{Stage, Tricks};
use super::wire::WireRequest;
use crate::arm::{Cloud, Response, Timestamp};
use crate::resources::simulated::{Caller, Refusal, World};

mod admin_consent;
pub(super) mod applications;
mod authorize;
mod claims;
mod code;
mod consent;
mod discovery;
mod failure;
mod installable;
mod page;
mod parameters;
mod redirect;
mod scope;
mod sealed;
mod session;
mod sign_out;
mod token;
mod tokens;

use applications::Registration;
use authorize::Answered;
use failure::Failure;
use parameters::Parameters;

/// A request to Entra, and what it is about.
struct Call<'a> {
    seed: Seed,
    wall: Timestamp,
    names: &'a Cloud,
    /// The simulated Azure, to look at.
    world: &'a dyn World,
    request: &'a WireRequest,
    registrations: &'a [Registration],
    /// The codes that were redeemed and would still be good.
    redeemed: &'a BTreeMap<String, Timestamp>,
    /// Differs for every request and moment.
    about: &'a str,
    /// Whether an ID token is meant for another application.
    is_foreign: bool,
    /// The first segment of the path: a tenant ID, a domain, `common` or `organizations`.
    tenant: String,
    given: Parameters,
}

impl Call<'_> {
    /// The directory of the path; none where people of any may sign in.
    fn directory(&self) -> Result<Option<Directory>, Failure> {
        let tenant = self.tenant.to_ascii_lowercase();
        if ["common", "organizations"].contains(&tenant.as_str()) {
            return Ok(None);
        }
        let found = Directory::of_tenant(self.seed, &tenant)
            .or_else(|| Directory::ALL.into_iter().find(|it| it.domain() == tenant));
        found.map(Some).ok_or_else(|| failure::no_tenant(&tenant))
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.request.headers.get(name)
    }

    /// A GUID for something that this answer makes.
    fn guid(&self, what: &str) -> String {
        super::people::guid(self.seed, &format!("{what} {}", self.about))
    }
}

impl Sandbox {
    /// Answers a request to Entra.
    pub(super) fn entra(&mut self, passage: &mut Passage<'_>) -> Result<Response, Refusal> {
        let request = passage.request;
        let is_throttled = self.strikes_entra(passage, Fault::Throttling);
        let is_foreign = self.strikes_entra(passage, Fault::ForeignIdToken);
        let (url, query) = request.url.split_once('?').unwrap_or((&request.url, ""));
        let path = url.splitn(4, '/').nth(3).unwrap_or_default();
        let path = path.trim_matches('/');
        let (tenant, endpoint) = path.split_once('/').unwrap_or((path, ""));
        let mut state = self.state.clone();
        let stage = Stage {
            state: &mut state,
            now: self.clock.at(passage.wall),
            names: &passage.names,
            tricks: Tricks::default(),
            used: Cell::default(),
        };
        let call = Call {
            seed: self.journal.seed,
            wall: passage.wall,
            names: &passage.names,
            world: &stage,
            request,
            registrations: &self.journal.registrations,
            redeemed: &self.redeemed,
            about: &passage.token,
            is_foreign,
            tenant: tenant.to_owned(),
            given: Parameters::read(query, &request.body),
        };
        let verb = request.method.to_ascii_uppercase();
        let endpoint = endpoint.to_ascii_lowercase();
        match (verb.as_str(), endpoint.as_str()) {
            ("GET", "v2.0/.well-known/openid-configuration") => Ok(discovery::version_2(&call)),
            ("GET", ".well-known/openid-configuration") => Ok(discovery::version_1(&call)),
            ("GET", "discovery/v2.0/keys" | "discovery/keys") => Ok(discovery::keys()),
            ("GET", "discovery/instance") => Ok(discovery::instance(&call)),
            ("GET" | "POST", "oauth2/v2.0/authorize") => {
                let answered = authorize::answer(&call)?;
                Ok(self.agreed(passage, answered))
            }
            ("GET" | "POST", "adminconsent" | "v2.0/adminconsent") => {
                let answered = admin_consent::answer(&call, endpoint != "adminconsent");
                Ok(self.agreed(passage, answered))
            }
            ("GET", "oauth2/v2.0/logout") => Ok(sign_out::answer(&call)),
            (_, "oauth2/v2.0/token") if is_throttled => Ok(failure::busy().answer(&call)),
            (_, "oauth2/v2.0/token") => {
                let (answer, code) = token::answer(&call)?;
                if let Some((code, until)) = code {
                    self.redeem(passage.wall, code, until);
                }
                Ok(answer)
            }
            _ => Err(Refusal::not_simulated(&format!("{verb} {url}"))),
        }
    }

    fn strikes_entra(&mut self, passage: &mut Passage<'_>, fault: Fault) -> bool {
        let request = passage.request;
        let Ok(target) = Target::read(&request.method, &request.url) else {
            return false;
        };
        let setting = self.setting(passage, &target, fault);
        let is_meant = |it: usize| fault.is_of_signing_in() || self.faults[it].path.is_some();
        setting.is_some_and(is_meant) && self.strikes(passage, &target, fault)
    }

    /// Writes down what was agreed to on the way to an answer.
    fn agreed(&mut self, passage: &mut Passage<'_>, (answer, consent): Answered) -> Response {
        if let Some(consent) = consent {
            let at = passage.wall;
            passage.caller = Some(Caller {
                name: consent.by.clone(),
                tenant: consent.tenant.clone(),
                ..Caller::default()
            });
            self.give_consent(at, &consent);
            passage.changed = true;
            self.journal.entries.push(Entry::Consented { at, consent });
        }
        answer
    }

    /// Carries out what was agreed to.
    pub(super) fn give_consent(&mut self, at: Timestamp, consent: &Consent) {
        let mut draft = self.state.clone();
        let names = Cloud::public();
        let mut stage = Stage {
            state: &mut draft,
            now: self.clock.at(at),
            names: &names,
            tricks: Tricks::default(),
            used: Cell::default(),
        };
        graph::give(&mut stage, consent);
        self.before = std::mem::replace(&mut self.state, draft);
    }

    fn redeem(&mut self, at: Timestamp, code: String, until: Timestamp) {
        self.remember_redeemed(at, &code, until);
        self.journal
            .entries
            .push(Entry::Redeemed { at, code, until });
    }

    /// Codes that have run out are refused for that, and need not be remembered.
    pub(super) fn remember_redeemed(&mut self, at: Timestamp, code: &str, until: Timestamp) {
        self.redeemed.retain(|_, until| *until > at);
        self.redeemed.insert(code.to_owned(), until);
    }
}
