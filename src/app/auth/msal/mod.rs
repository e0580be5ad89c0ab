//! MSAL: the functions the console calls. `JsValue` does not leave this folder, and neither does a
//! token by any way but [`Answer`].
//!
//! Source: `@azure/msal-browser` 5.30.0, its sources, read 23 Nov 2026.

mod script;

use cmk_console::directory::AuthError;
use js_sys::Object;
use serde_json::{Value, json};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast as _, JsValue};

use crate::platform::script::{object, property};
use script::{answer, auth_error, plain, request, script, set};

#[wasm_bindgen]
extern "C" {
    /// Imports MSAL; boot.js has it, because WebAssembly cannot import by itself.
    #[wasm_bindgen(js_name = cmkConsoleLoadMsal, catch)]
    async fn load() -> Result<JsValue, JsValue>;

    /// `IPublicClientApplication`.
    #[derive(Clone)]
    type Client;

    #[wasm_bindgen(js_namespace = msal, js_name = createStandardPublicClientApplication, catch)]
    async fn create(settings: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, js_name = handleRedirectPromise, catch)]
    async fn handle_redirect(this: &Client) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, js_name = acquireTokenSilent, catch)]
    async fn acquire_silent(this: &Client, request: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, js_name = acquireTokenRedirect, catch)]
    async fn acquire_redirect(this: &Client, request: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, js_name = logoutRedirect, catch)]
    async fn logout_redirect(this: &Client, request: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, js_name = clearCache, catch)]
    async fn clear_cache(this: &Client) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, js_name = getAccount)]
    fn get_account(this: &Client, filter: &JsValue) -> JsValue;
}

/// MSAL, ready to be asked.
#[derive(Clone)]
pub(super) struct Msal(Client);

/// What MSAL is made with.
pub(super) struct Settings {
    pub client_id: String,
    pub authority: String,
    pub known_authorities: Vec<String>,
    pub client_capabilities: Vec<String>,
    /// The page Microsoft sends people back to.
    pub redirect_uri: String,
}

/// A token that is asked for.
#[derive(Clone, Debug)]
pub(super) struct Wish {
    pub scope: String,
    pub authority: String,
    /// MSAL's id of the person, the same in every directory.
    pub home: String,
    /// The tenant id, where it is known.
    pub tenant: String,
    /// JSON; empty for none.
    pub claims: String,
}

/// How the person is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Prompt {
    /// Which account; nobody is known yet.
    SelectAccount,
    /// Only what is needed.
    None,
    /// The credentials, whatever Microsoft remembers.
    Login,
}

/// What MSAL gives.
pub(super) struct Answer {
    pub token: String,
    /// The directory of the token.
    pub tenant: String,
    /// What the ID token says; claims, not the token.
    pub claims: Value,
    pub home: String,
    /// What was given to the redirect.
    pub state: String,
}

/// `AccessTokenAndRefreshToken`: no hidden frame, which browsers starve of cookies anyway.
const CACHE_LOOKUP_POLICY: u32 = 2;

impl Msal {
    /// Loads MSAL and makes its client.
    pub(super) async fn start(settings: &Settings) -> Result<Self, AuthError> {
        load().await.map_err(|_| AuthError {
            error_code: "network_error".into(),
            message: "MSAL could not be loaded from this site.".into(),
            ..AuthError::default()
        })?;
        let settings = json!({
            "auth": {
                "clientId": settings.client_id,
                "authority": settings.authority,
                "knownAuthorities": settings.known_authorities,
                "clientCapabilities": settings.client_capabilities,
                "redirectUri": settings.redirect_uri,
                "postLogoutRedirectUri": settings.redirect_uri,
            },
            // Closing the tab signs out. The other storage is shared by all tabs, and writes there are
            // broadcast to them, refresh tokens included.
            "cache": { "cacheLocation": "sessionStorage" },
            "system": { "allowPlatformBroker": false },
        });
        let client = create(&script(&settings)).await.map_err(auth_error)?;
        Ok(Self(client.unchecked_into()))
    }

    /// Takes the answer with which the person came back, if they did. Once per page, before
    /// anything else.
    pub(super) async fn came_back(&self) -> Result<Option<Answer>, AuthError> {
        let result = self.0.handle_redirect().await.map_err(auth_error)?;
        Ok((!result.is_null() && !result.is_undefined()).then(|| answer(&result)))
    }

    /// The ID token's claims of a person in a directory; none where they have not signed in there.
    pub(super) fn known(&self, home: &str, tenant: &str) -> Option<Value> {
        let account = self.account(home, tenant)?;
        Some(plain(&property(&account, "idTokenClaims")))
    }

    /// A token without the person.
    pub(super) async fn silent(&self, wish: &Wish, fresh: bool) -> Result<Answer, AuthError> {
        let Some(account) = self.account_for(wish) else {
            return Err(AuthError {
                error_code: "no_account_found".into(),
                ..AuthError::default()
            });
        };
        let request = request(wish, &account);
        set(&request, "cacheLookupPolicy", CACHE_LOOKUP_POLICY);
        set(&request, "forceRefresh", fresh);
        let result = self.0.acquire_silent(&request).await.map_err(auth_error)?;
        Ok(answer(&result))
    }

    /// Leaves for Microsoft's page. Comes back only when that fails.
    pub(super) async fn redirect(
        &self,
        wish: &Wish,
        prompt: Prompt,
        state: &str,
    ) -> Result<(), AuthError> {
        let account = self.account_for(wish).unwrap_or(JsValue::UNDEFINED);
        let request = request(wish, &account);
        set(&request, "state", state);
        match prompt {
            Prompt::None => {}
            Prompt::SelectAccount => set(&request, "prompt", "select_account"),
            Prompt::Login => set(&request, "prompt", "login"),
        }
        let left = self.0.acquire_redirect(&request).await;
        left.map(|_| ()).map_err(auth_error)
    }

    /// Forgets every token and everybody.
    pub(super) async fn forget(&self) {
        // It logs what it could not remove; the sweep of the storage is behind it.
        let _ = self.0.clear_cache().await;
    }

    /// Forgets everything, then leaves for Microsoft's page, which ends the session there.
    pub(super) async fn sign_out(&self, home: &str) -> Result<(), AuthError> {
        let account = self
            .0
            .get_account(&script(&json!({ "homeAccountId": home })));
        self.forget().await;
        let request = object(&[]);
        if !account.is_null() {
            set(&request, "account", account);
        }
        let left = self.0.logout_redirect(&request).await;
        left.map(|_| ()).map_err(auth_error)
    }

    /// The account of a person in a directory.
    fn account(&self, home: &str, tenant: &str) -> Option<JsValue> {
        let filter = json!({ "homeAccountId": home, "tenantId": tenant });
        let account = self.0.get_account(&script(&filter));
        (!account.is_null()).then_some(account)
    }

    /// The account to ask with. MSAL looks tokens up by the tenant of the account before that of
    /// the authority, so both must be those of the wanted directory: or a token of another
    /// directory is taken from the cache.
    fn account_for(&self, wish: &Wish) -> Option<JsValue> {
        if let Some(account) = self.account(&wish.home, &wish.tenant) {
            return Some(account);
        }
        let filter = json!({ "homeAccountId": wish.home });
        let home = self.0.get_account(&script(&filter));
        let home = home.dyn_ref::<Object>().filter(|_| !wish.home.is_empty())?;
        let guest = Object::assign(&Object::new(), home);
        set(&guest, "tenantId", wish.tenant.as_str());
        Some(guest.into())
    }
}
