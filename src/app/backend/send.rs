//! The one way out of the console: checks, then a token, then the wire.

use cmk_console::arm::operation::Answer;
use cmk_console::arm::{Audience, Headers, Lost, Request, Response, origin};
use cmk_console::directory::{Challenge, Met, Renewal, meet};
use cmk_console::sandbox::port::{self, Ask, WireRequest, WireResponse};
use leptos::prelude::*;

use super::Backend;
use super::token::{TokenSource, Wanted, resource};
use crate::platform::fetch::fetch;

const WITHOUT_GRAPH: &str =
    "This console is set up without Microsoft Graph (graph in config.json).";

impl Backend {
    /// Sends one request with a token of this directory (tenant id).
    ///
    /// A 401 means that nothing was done, so it is met: once by a fresh token with whatever claims
    /// the challenge asks for, once by the person, and then it is the answer.
    pub async fn send(self, request: &Request, directory: &str) -> Answer {
        let source = self
            .token_source()
            .ok_or_else(|| Lost::NotSent("Nobody has entered.".into()))?;
        let (mut tried, mut renewal) = (1, None);
        let answer = loop {
            let answer = self
                .attempt(&source, request, directory, renewal.as_ref())
                .await;
            let refused = match &answer {
                Ok(response) if response.status == 401 => response,
                _ => break answer,
            };
            match meet(Challenge::read(refused), tried, source.insisted()) {
                Met::Silently(new) => renewal = Some(new),
                Met::ByPerson(new) => {
                    source.insist(request.audience, directory, &new).await;
                    break answer;
                }
                Met::Refused => {
                    source.refused(refused);
                    break answer;
                }
            }
            tried += 1;
        };
        if !request.is_read() && answer.as_ref().is_ok_and(Response::is_success) {
            self.something_changed();
        }
        answer
    }

    /// Why nothing may be changed from here; none where it may.
    pub fn why_not_write(self) -> Option<String> {
        (!self.mode().may_write()).then(|| {
            "This console is set up for looking and planning only (its mode in config.json).".into()
        })
    }

    async fn attempt(
        self,
        source: &TokenSource,
        request: &Request,
        directory: &str,
        renewal: Option<&Renewal>,
    ) -> Answer {
        let not_sent = |why: String| Lost::NotSent(why);
        if let Some(why) = self.why_not_write().filter(|_| !request.is_read()) {
            return Err(not_sent(why));
        }
        let mut request = request.clone();
        let config = self.config();
        if request.audience == Audience::Graph && !config.graph {
            return Err(not_sent(WITHOUT_GRAPH.into()));
        }
        config.api_versions.apply(&mut request);
        let url = origin::resolve(&request, &config.cloud, &config.vault_hosts)
            .map_err(|it| not_sent(it.to_string()))?;
        if !request.is_read() {
            source.consent().await;
        }
        let wanted = Wanted {
            audience: request.audience,
            resource: resource(request.audience, &config.cloud),
            directory,
            renewal,
        };
        let token = self.token(source, &wanted).await.map_err(not_sent)?;
        // A token goes where it came from, whoever has entered meanwhile.
        if !self.token_source().is_some_and(|it| it.is(source)) {
            return Err(not_sent("You have left meanwhile.".into()));
        }
        let mut headers = Headers::default();
        headers.set("Authorization", format!("Bearer {token}"));
        let body = request.body.as_ref().map(ToString::to_string);
        if body.is_some() {
            headers.set("Content-Type", "application/json");
        }
        let wire = WireRequest {
            method: request.method.as_str().into(),
            url,
            headers,
            body: body.unwrap_or_default(),
        };
        let answer = self.exchange(source, wire).await;
        let answer = answer.response().ok_or(Lost::NoAnswer);
        if let (Audience::Arm, Ok(response)) = (request.audience, &answer) {
            self.heard.update_value(|it| it.hear(&response.headers));
        }
        if answer.as_ref().is_ok_and(|it| it.status != 401) {
            source.accepted();
        }
        answer
    }

    /// A token; MSAL keeps its own, those of the sandbox are kept here.
    async fn token(self, source: &TokenSource, wanted: &Wanted<'_>) -> Result<String, String> {
        if let TokenSource::Msal(_) = source {
            return source.token(self.simulation, wanted).await;
        }
        let (audience, directory) = (wanted.audience, wanted.directory);
        let kept = self
            .tokens
            .with_value(|it| it.get(audience, directory))
            .filter(|_| wanted.renewal.is_none());
        if let Some(token) = kept {
            return Ok(token);
        }
        let token = source.token(self.simulation, wanted).await?;
        // Whoever has left meanwhile leaves no token behind.
        if self.token_source().is_some_and(|it| it.is(source)) {
            self.tokens
                .update_value(|it| it.keep(audience, directory, token.clone()));
        }
        Ok(token)
    }

    async fn exchange(self, source: &TokenSource, wire: WireRequest) -> WireResponse {
        match source {
            TokenSource::Msal(_) => fetch(&wire).await,
            TokenSource::SandboxPerson(_) => match self.simulation.ask(Ask::Send(wire)).await {
                port::Answer::Response(response) => response,
                port::Answer::Token(_) | port::Answer::Done | port::Answer::NotDone(_) => {
                    WireResponse::lost()
                }
            },
        }
    }
}
