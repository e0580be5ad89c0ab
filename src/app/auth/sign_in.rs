//! Signing in, changing the directory, signing out.

use cmk_console::arm::Audience;
use cmk_console::directory::{self, Account, AuthError, Explained, Remedy};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::msal::{Answer, Msal, Prompt};
use super::{Auth, SignIn, Waiting, kept};
use crate::clock::wall;

/// Why somebody is sent to Microsoft's page; given to MSAL, and back with the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Somebody signs in.
    First,
    /// They work in another directory from now on.
    Switch(String),
    /// They sign in to a directory again, so that what has begun can go on.
    Again(String),
}

impl Purpose {
    pub(super) fn state(&self) -> String {
        match self {
            Self::First => "first".into(),
            Self::Switch(tenant) => format!("switch {tenant}"),
            Self::Again(tenant) => format!("again {tenant}"),
        }
    }

    fn read(state: &str) -> Self {
        match state.split_once(' ') {
            Some(("switch", tenant)) => Self::Switch(tenant.to_owned()),
            Some(("again", tenant)) => Self::Again(tenant.to_owned()),
            _ => Self::First,
        }
    }
}

impl Auth {
    /// Takes up what this tab remembers: a sign-in that is under way, or one that lasts.
    pub(super) fn take_up(self) {
        let Some(kept) = kept::recall() else {
            return kept::forget();
        };
        self.stage.set(SignIn::Starting);
        self.inside.update_value(|it| {
            it.home.clone_from(&kept.home);
            it.insisted = kept::has_insisted();
        });
        spawn_local(async move {
            match self.msal().await {
                Ok(msal) => self.came_back(&msal, &kept).await,
                Err(error) => self.fail(directory::explain(&error)),
            }
        });
    }

    async fn came_back(self, msal: &Msal, kept: &kept::Kept) {
        match msal.came_back().await {
            Ok(None) => match self.known(msal, kept) {
                Some(account) => self.enter(account, &kept.home),
                None => self.out(msal, directory::unfinished()).await,
            },
            Ok(Some(answer)) => self.take_answer(msal, kept, answer).await,
            // Whoever was signed in still is.
            Err(error) => match self.known(msal, kept) {
                Some(account) => {
                    self.enter(account, &kept.home);
                    let why = directory::explain(&error);
                    self.notice.set(Some(format!("{} {}", why.what, why.why)));
                }
                None => self.out(msal, directory::explain(&error)).await,
            },
        }
    }

    async fn take_answer(self, msal: &Msal, kept: &kept::Kept, answer: Answer) {
        if !kept.home.is_empty() && kept.home != answer.home {
            return self.out(msal, directory::somebody_else()).await;
        }
        let purpose = Purpose::read(&answer.state);
        let wanted = match &purpose {
            Purpose::First => &kept.directory,
            Purpose::Switch(tenant) | Purpose::Again(tenant) => tenant,
        };
        let account = match self.read(&answer.claims, wanted) {
            Ok(account) => account,
            Err(refused) => return self.out(msal, directory::not_for_us(refused)).await,
        };
        if let Some(minutes) = directory::skew(&answer.claims, wall()) {
            self.notice.set(Some(skewed(minutes)));
        }
        if purpose == Purpose::First || matches!(purpose, Purpose::Switch(_)) {
            return self.enter(account, &answer.home);
        }
        self.waiting.set(Some(Waiting::Consent));
        // It may have been for a step in another directory than the one on screen.
        let here = self.known(msal, kept).unwrap_or(account);
        self.enter(here, &answer.home);
    }

    /// Who is signed in by what MSAL has kept.
    fn known(self, msal: &Msal, kept: &kept::Kept) -> Option<Account> {
        let claims = msal.known(&kept.home, &kept.directory)?;
        self.read(&claims, &kept.directory).ok()
    }

    fn enter(self, account: Account, home: &str) {
        kept::keep(&account.tenant, home);
        self.inside.update_value(|it| home.clone_into(&mut it.home));
        self.stage.set(SignIn::In(account));
    }

    /// Nobody is signed in, and nothing is left of whoever was.
    async fn out(self, msal: &Msal, why: Explained) {
        msal.forget().await;
        kept::forget();
        self.fail(why);
    }

    /// Leaves for Microsoft's page. The address on screen is the one to come back to.
    pub fn sign_in(self, directory: &str) {
        let directory = match directory.trim() {
            "" => self.config.with_value(|it| it.tenant.clone()),
            named => named.to_ascii_lowercase(),
        };
        self.stage.set(SignIn::Leaving);
        spawn_local(async move {
            if let Err(error) = self.leave(&directory).await {
                kept::forget();
                self.fail(directory::explain(&error));
            }
        });
    }

    async fn leave(self, directory: &str) -> Result<(), AuthError> {
        let msal = self.msal().await?;
        // The rule of MSAL: whatever has come back is taken before anything new is asked.
        msal.came_back().await?;
        msal.forget().await;
        self.inside.update_value(|it| it.home.clear());
        kept::keep(directory, "");
        let wish = self.wish(Audience::Arm, directory, String::new());
        let state = Purpose::First.state();
        msal.redirect(&wish, Prompt::SelectAccount, &state).await
    }

    /// A page that the browser kept is shown again: the person came back by *Back*.
    pub(super) fn back_without_answer(self) {
        let is_shown = document().visibility_state() == web_sys::VisibilityState::Visible;
        if is_shown && *self.stage.read_untracked() == SignIn::Leaving {
            self.fail(directory::unfinished());
        }
    }

    /// Works in another directory (tenant id) from now on; the person may have to sign in there.
    pub fn switch(self, tenant: &str) {
        let tenant = tenant.to_owned();
        spawn_local(async move {
            if let Err(error) = self.change_to(&tenant).await {
                let why = directory::explain(&error);
                self.notice.set(Some(format!("{} {}", why.what, why.next)));
            }
        });
    }

    async fn change_to(self, tenant: &str) -> Result<(), AuthError> {
        let msal = self.msal().await?;
        let wish = self.wish(Audience::Arm, tenant, String::new());
        let error = match msal.silent(&wish, false).await {
            Ok(answer) => match self.read(&answer.claims, tenant) {
                Ok(account) => {
                    self.enter(account, &answer.home);
                    return Ok(());
                }
                Err(refused) => {
                    let why = directory::not_for_us(refused);
                    self.notice.set(Some(format!("{} {}", why.what, why.why)));
                    return Ok(());
                }
            },
            Err(error) => error,
        };
        if error.remedy() != Remedy::SignIn {
            return Err(error);
        }
        let purpose = Purpose::Switch(tenant.to_owned());
        msal.redirect(&wish, Prompt::None, &purpose.state()).await
    }

    /// Forgets every token and everything this tab has kept, then leaves for Microsoft's page, which
    /// ends the session there.
    pub fn sign_out(self) {
        let home = self.inside.with_value(|it| it.home.clone());
        self.stage.set(SignIn::Leaving);
        self.tenants.set(Vec::new());
        self.waiting.set(None);
        self.refused.set(None);
        self.notice.set(None);
        self.ring();
        spawn_local(async move {
            kept::forget();
            let left = match self.msal().await {
                Ok(msal) => msal.sign_out(&home).await,
                Err(error) => Err(error),
            };
            if left.is_err() {
                kept::forget();
                self.stage.set(SignIn::Out);
            }
        });
    }
}

fn skewed(minutes: i64) -> String {
    let (by, way) = (
        minutes.abs(),
        if minutes > 0 { "ahead of" } else { "behind" },
    );
    format!(
        "The clock of this computer is {by} minutes {way} Microsoft’s. Set it right: times shown here are off by as much, and Azure may refuse what is signed with them."
    )
}
