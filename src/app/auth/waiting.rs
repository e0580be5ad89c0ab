//! Waiting: what has to happen before requests go out again, and how it ends. Nothing is lost
//! meanwhile; a request that waits was not sent.

use cmk_console::directory::{Explained, Remedy};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::msal::{Prompt, Wish};
use super::sign_in::Purpose;
use super::{Auth, kept};

/// What requests wait for.
#[derive(Clone, Debug)]
pub enum Waiting {
    /// The person signs in again.
    SignIn(Box<Ask>),
    /// The sign-in service has time again, or the network is back.
    Service(Box<Explained>),
    /// The person has signed in again, and says that what changes something may go on.
    Consent,
}

/// With what the person is sent to Microsoft's page.
#[derive(Clone, Debug)]
pub struct Ask {
    pub(super) why: Explained,
    pub(super) wish: Wish,
    pub(super) prompt: Prompt,
    /// Whether it is because of a 401.
    pub(super) insists: bool,
}

impl Waiting {
    /// What is waited for, in a sentence for the row of a run.
    pub fn sentence(&self) -> String {
        match self {
            Self::SignIn(_) => {
                "It waits for you to sign in again, above. Nothing was sent meanwhile.".into()
            }
            Self::Service(why) => format!("{} It goes on by itself.", why.what),
            Self::Consent => {
                "You have signed in again. It waits for you to say, above, that it may go on."
                    .into()
            }
        }
    }
}

impl Ask {
    /// Why the person has to sign in.
    pub fn why(&self) -> &Explained {
        &self.why
    }
}

impl Auth {
    /// The person signs in now; the page is left.
    pub fn sign_in_again(self) {
        let Some(Waiting::SignIn(ask)) = self.waiting.get_untracked() else {
            return;
        };
        if ask.insists {
            kept::insist();
        }
        spawn_local(async move {
            let left = match self.msal().await {
                Ok(msal) => {
                    let purpose = Purpose::Again(ask.wish.tenant.clone());
                    msal.redirect(&ask.wish, ask.prompt, &purpose.state()).await
                }
                Err(error) => Err(error),
            };
            if let Err(error) = left {
                self.notice
                    .set(Some(cmk_console::directory::explain(&error).what));
            }
        });
    }

    /// What changes something may go on.
    pub fn go_on(self) {
        if matches!(*self.waiting.read_untracked(), Some(Waiting::Consent)) {
            self.waiting_over();
        }
    }

    /// What waits is not waited for any longer; it ends as not sent.
    pub fn give_up(self) {
        self.waiting_over();
    }

    /// Waits until the person has said that what changes something may go on.
    pub async fn consent(self) {
        while matches!(*self.waiting.read_untracked(), Some(Waiting::Consent)) {
            self.next_ring().await;
        }
    }

    /// Has the person asked to sign in, and waits. Comes back only when they will not: signing in
    /// leaves the page.
    pub(super) async fn person_signs_in(self, ask: Ask) {
        if !matches!(*self.waiting.read_untracked(), Some(Waiting::SignIn(_))) {
            self.waiting.set(Some(Waiting::SignIn(Box::new(ask))));
        }
        while matches!(*self.waiting.read_untracked(), Some(Waiting::SignIn(_))) {
            self.next_ring().await;
        }
    }

    /// Says that the sign-in service is waited for.
    pub(super) fn wait_for_service(self, why: Explained, remedy: Remedy) {
        if remedy != Remedy::Nothing && self.waiting.read_untracked().is_none() {
            self.waiting.set(Some(Waiting::Service(Box::new(why))));
        }
    }

    /// The sign-in service has answered.
    pub(super) fn service_is_back(self) {
        if matches!(*self.waiting.read_untracked(), Some(Waiting::Service(_))) {
            self.waiting_over();
        }
    }

    fn waiting_over(self) {
        self.waiting.set(None);
        self.ring();
    }

    pub(super) fn next_ring(self) -> crate::platform::bell::Rung {
        self.inside.with_value(|it| it.bell.next())
    }
}
