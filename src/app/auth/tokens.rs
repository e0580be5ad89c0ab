//! Tokens: silently while that goes, with patience while Entra is busy, and then by the person.

use cmk_console::arm::{ArmError, Audience};
use cmk_console::directory::{self, AuthError, Insisted, Remedy, Renewal};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;

use super::msal::{Prompt, Wish};
use super::waiting::Ask;
use super::{Auth, kept};
use crate::platform::bell::first;

/// How often a busy or unreachable sign-in service is asked before the request ends as not sent:
/// about ten minutes. MSAL itself asks it no more than once a minute.
const PATIENCE: u32 = 20;

const PAUSE: u32 = 30_000;

impl Auth {
    /// A token of a directory (tenant id). Waits as long as it takes for the network, for Entra or
    /// for the person.
    ///
    /// # Errors
    /// Why there is none, in words.
    pub async fn token(
        self,
        audience: Audience,
        directory: &str,
        renewal: Option<&Renewal>,
    ) -> Result<String, String> {
        let mut tried = 0;
        loop {
            let error = match self.silently(audience, directory, renewal).await {
                Ok(token) => {
                    self.service_is_back();
                    return Ok(token);
                }
                Err(error) => error,
            };
            let why = directory::explain(&error);
            let words = format!("{} {}", why.what, why.next);
            tried += 1;
            match error.remedy() {
                Remedy::SignIn if self.has_insisted_on(renewal) => {
                    self.refuse(&error);
                    return Err(words);
                }
                Remedy::SignIn => {
                    let claims = claims_of(&error, renewal);
                    let ask = Ask {
                        why,
                        wish: self.wish(audience, directory, claims),
                        prompt: Prompt::None,
                        insists: renewal.is_some(),
                    };
                    self.person_signs_in(ask).await;
                    return Err(words);
                }
                remedy @ (Remedy::Later | Remedy::Network) if tried < PATIENCE => {
                    self.wait_for_service(why, remedy);
                    let mut rung = self.next_ring();
                    first(&mut TimeoutFuture::new(PAUSE), &mut rung).await;
                }
                Remedy::Later | Remedy::Network | Remedy::Nothing => {
                    self.service_is_back();
                    return Err(words);
                }
            }
        }
    }

    /// Azure has refused two tokens: the person signs in for it, once. Comes back only when they
    /// will not.
    pub async fn insist(self, audience: Audience, directory: &str, renewal: &Renewal) {
        let (claims, prompt) = match renewal {
            Renewal::Claims(claims) => (claims.clone(), Prompt::None),
            Renewal::Fresh => (String::new(), Prompt::Login),
        };
        let ask = Ask {
            why: directory::asks_again(),
            wish: self.wish(audience, directory, claims),
            prompt,
            insists: true,
        };
        self.person_signs_in(ask).await;
    }

    /// Azure has accepted a token: an earlier 401 is settled.
    pub fn accepted(self) {
        let was = self
            .inside
            .try_update_value(|it| std::mem::take(&mut it.insisted));
        if was == Some(true) {
            kept::accepted();
        }
    }

    /// Azure refuses the person, who has just signed in for it.
    pub fn refused_by_policy(self, error: &ArmError) {
        self.refused.set(Some(directory::refused_by_policy(error)));
    }

    /// The person wants Azure to be asked again.
    pub fn try_again(self) {
        self.inside.update_value(|it| it.insisted = false);
        kept::accepted();
        self.refused.set(None);
    }

    async fn silently(
        self,
        audience: Audience,
        directory: &str,
        renewal: Option<&Renewal>,
    ) -> Result<String, AuthError> {
        let claims = match renewal {
            Some(Renewal::Claims(claims)) => claims.clone(),
            Some(Renewal::Fresh) | None => String::new(),
        };
        let wish = self.wish(audience, directory, claims);
        let fresh = matches!(renewal, Some(Renewal::Fresh));
        let answer = self.msal().await?.silent(&wish, fresh).await?;
        let of_directory = answer.tenant.eq_ignore_ascii_case(directory);
        let account = self.read(&answer.claims, directory);
        if !of_directory || account.is_err() {
            let why = account.err().map(|it| it.0);
            return Err(AuthError {
                error_code: "token_not_for_us".into(),
                message: why.unwrap_or_else(|| {
                    format!("The token is from the directory {}.", answer.tenant)
                }),
                ..AuthError::default()
            });
        }
        Ok(answer.token)
    }

    pub(super) fn wish(self, audience: Audience, directory: &str, claims: String) -> Wish {
        let home = self.inside.with_value(|it| it.home.clone());
        self.config.with_value(|config| Wish {
            scope: directory::scope(audience, &config.cloud),
            authority: directory::authority(&config.cloud, directory),
            home,
            tenant: directory.to_owned(),
            claims,
        })
    }

    fn has_insisted_on(self, renewal: Option<&Renewal>) -> bool {
        renewal.is_some() && self.insisted() == Insisted::Yes
    }

    fn refuse(self, error: &AuthError) {
        self.refused.set(Some(directory::explain(error)));
    }
}

/// What the person has to satisfy: what Entra has just asked for, or else what Azure did.
fn claims_of(error: &AuthError, renewal: Option<&Renewal>) -> String {
    match renewal {
        Some(Renewal::Claims(claims)) if error.claims.is_empty() => claims.clone(),
        _ => error.claims.clone(),
    }
}
