//! The one way out of the console: checks, then a token, then the wire.

use cmk_console::arm::operation::Answer;
use cmk_console::arm::{Headers, Lost, Request, Response, origin};
use cmk_console::sandbox::port::{self, Ask, WireRequest, WireResponse};
use leptos::prelude::*;

use super::token::{TokenSource, resource};
use super::{Backend, challenge};

impl Backend {
    /// Sends one request with a token of this directory (tenant id).
    ///
    /// A 401 means that nothing was done, so it is met once by a fresh token, with whatever claims
    /// the challenge asks for; the second one is the answer.
    pub async fn send(self, request: &Request, directory: &str) -> Answer {
        let answer = self.attempt(request, directory, None).await;
        let answer = match answer {
            Ok(response) if response.status == 401 => {
                let claims = challenge::claims(&response);
                self.attempt(request, directory, Some(claims)).await
            }
            other => other,
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

    /// `renewed` is there for the second attempt, and holds the claims to ask for.
    async fn attempt(
        self,
        request: &Request,
        directory: &str,
        renewed: Option<Option<String>>,
    ) -> Answer {
        let not_sent = |why: String| Lost::NotSent(why);
        if let Some(why) = self.why_not_write().filter(|_| !request.is_read()) {
            return Err(not_sent(why));
        }
        let mut request = request.clone();
        let config = self.config();
        config.api_versions.apply(&mut request);
        let url = origin::resolve(&request, &config.cloud, &config.vault_hosts)
            .map_err(|it| not_sent(it.to_string()))?;
        let token = self
            .token(&request, directory, renewed)
            .await
            .map_err(not_sent)?;
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
        self.exchange(wire).await.response().ok_or(Lost::NoAnswer)
    }

    async fn token(
        self,
        request: &Request,
        directory: &str,
        renewed: Option<Option<String>>,
    ) -> Result<String, String> {
        let audience = request.audience;
        let kept = self
            .tokens
            .with_value(|it| it.get(audience, directory))
            .filter(|_| renewed.is_none());
        if let Some(token) = kept {
            return Ok(token);
        }
        let source = self.token_source().ok_or("Nobody has entered.")?;
        let resource = resource(audience, &self.cloud());
        let token = source
            .token(self.simulation, &resource, directory, renewed.flatten())
            .await?;
        // Whoever has left meanwhile leaves no token behind.
        if self.token_source().as_ref() == Some(&source) {
            self.tokens
                .update_value(|it| it.keep(audience, directory, token.clone()));
        }
        Ok(token)
    }

    async fn exchange(self, wire: WireRequest) -> WireResponse {
        match self.token_source() {
            Some(TokenSource::SandboxPerson(_)) => {
                match self.simulation.ask(Ask::Send(wire)).await {
                    port::Answer::Response(response) => response,
                    port::Answer::Token(_) | port::Answer::Done | port::Answer::NotDone(_) => {
                        WireResponse::lost()
                    }
                }
            }
            None => WireResponse::lost(),
        }
    }
}
