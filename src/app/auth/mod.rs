//! Signing in to Azure: who has, with what tokens, and what a person must do before things go on.

mod kept;
mod msal;
mod sign_in;
mod tokens;
mod waiting;

pub use waiting::Waiting;

use cmk_console::config::Config;
use cmk_console::directory::{self, Account, Expected, Explained, Insisted, NotForUs, Tenant};
use leptos::prelude::*;

use crate::platform::bell::Bell;
use crate::platform::wake;
use msal::{Msal, Settings};

/// Where signing in stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignIn {
    /// Nobody has signed in.
    Out,
    /// MSAL looks at what it has, and at what Microsoft has answered.
    Starting,
    /// The tab is on its way to Microsoft's page.
    Leaving,
    /// Somebody has.
    In(Account),
    /// Nobody has, for this reason.
    Failed(Box<Explained>),
}

/// Signing in, for the whole application.
#[derive(Clone, Copy)]
pub struct Auth {
    config: StoredValue<Config>,
    stage: RwSignal<SignIn>,
    tenants: RwSignal<Vec<Tenant>>,
    waiting: RwSignal<Option<Waiting>>,
    refused: RwSignal<Option<Explained>>,
    notice: RwSignal<Option<String>>,
    inside: StoredValue<Inside, LocalStorage>,
}

#[derive(Default)]
struct Inside {
    msal: Option<Msal>,
    /// MSAL's id of the person.
    home: String,
    insisted: bool,
    /// Rung when waiting is over.
    bell: Bell,
}

/// The page Microsoft sends people back to.
const RETURN_PAGE: &str = "/auth/redirect.html";

impl Auth {
    /// Makes it; called once, at the root. MSAL is loaded only where somebody has signed in before,
    /// or is just coming back from it.
    pub fn provide(config: Config) -> Auth {
        let is_offered = config.offers_azure();
        let auth = Auth {
            config: StoredValue::new(config),
            stage: RwSignal::new(SignIn::Out),
            tenants: RwSignal::new(Vec::new()),
            waiting: RwSignal::new(None),
            refused: RwSignal::new(None),
            notice: RwSignal::new(None),
            inside: StoredValue::new_local(Inside::default()),
        };
        provide_context(auth);
        if is_offered {
            auth.take_up();
            wake::on_return(move || {
                auth.back_without_answer();
                auth.ring();
            });
        }
        auth
    }

    /// Signing in, for the whole application.
    pub fn expect() -> Auth {
        expect_context()
    }

    /// Where it stands.
    pub fn stage(self) -> Signal<SignIn> {
        self.stage.into()
    }

    /// Who has signed in, reactive.
    pub fn account(self) -> Option<Account> {
        match &*self.stage.read() {
            SignIn::In(account) => Some(account.clone()),
            _ => None,
        }
    }

    /// The directories of the person; empty until they were read.
    pub fn tenants(self) -> Signal<Vec<Tenant>> {
        self.tenants.into()
    }

    /// Takes over what was read of the person's directories.
    pub fn know_tenants(self, tenants: Vec<Tenant>) {
        self.tenants.set(tenants);
    }

    /// What requests wait for; none while they go out.
    pub fn waiting(self) -> Signal<Option<Waiting>> {
        self.waiting.into()
    }

    /// Why Azure refuses the person although they have just signed in.
    pub fn refused(self) -> Signal<Option<Explained>> {
        self.refused.into()
    }

    /// Something to be told once.
    pub fn notice(self) -> RwSignal<Option<String>> {
        self.notice
    }

    /// Whether the person has signed in because of a 401, and nothing was accepted since.
    pub fn insisted(self) -> Insisted {
        match self.inside.with_value(|it| it.insisted) {
            true => Insisted::Yes,
            false => Insisted::No,
        }
    }

    /// MSAL, loaded at its first use.
    async fn msal(self) -> Result<Msal, directory::AuthError> {
        if let Some(msal) = self.inside.with_value(|it| it.msal.clone()) {
            return Ok(msal);
        }
        let settings = self.config.with_value(|config| Settings {
            client_id: config.client_id.clone().unwrap_or_default(),
            authority: directory::authority(&config.cloud, &config.tenant),
            known_authorities: directory::known_authorities(&config.cloud),
            client_capabilities: config.client_capabilities.clone(),
            redirect_uri: format!("{}{RETURN_PAGE}", kept::origin()),
        });
        let msal = Msal::start(&settings).await?;
        self.inside.update_value(|it| it.msal = Some(msal.clone()));
        Ok(msal)
    }

    /// Who an ID token's claims speak of, if they are for this console and from this directory.
    fn read(self, claims: &serde_json::Value, wanted: &str) -> Result<Account, NotForUs> {
        self.config.with_value(|config| {
            let expected = Expected {
                client_id: config.client_id.as_deref().unwrap_or_default(),
                cloud: &config.cloud,
                directory: wanted,
            };
            Account::read(claims, expected)
        })
    }

    fn fail(self, explained: Explained) {
        self.stage.set(SignIn::Failed(Box::new(explained)));
    }

    fn ring(self) {
        self.inside.with_value(|it| it.bell.ring());
    }
}
