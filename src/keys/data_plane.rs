//! What only a vault itself can do to a key, and whether the vault can be asked from a browser.
//!
//! Microsoft promises no vault that answers browsers, and some are said to. So a vault is asked by
//! itself only where the configuration lists it, where it has just answered, and where the person
//! has the right; everywhere else the same is handed to somebody with a shell.
//!
//! Sources: Azure/azure-sdk-for-js, `samples/cors/ts/README.md` and issue #29856; the calls from
//! Azure/azure-rest-api-specs, `data-plane/KeyVault/2025-07-01`, the rights from
//! azure-security-docs @ 1c4310be, `key-vault/general/rbac-guide.md` and
//! `key-vault/keys/how-to-configure-key-rotation.md`; read 21 Aug 2026.

use serde_json::json;

use super::grant;
use super::key_uri::KeyUri;
use super::vault::{PermissionModel, Vault};
use crate::arm::access::rights;
use crate::arm::facts::Known;
use crate::arm::{Audience, Facts, Read, Request, versions};

/// Something that is done in a vault itself.
#[derive(Clone, Copy, Debug)]
pub struct Deed {
    /// As a role allows it.
    pub action: &'static str,
    /// As an access policy allows it.
    pub permission: &'static str,
    /// As a person says it: "rotate keys".
    pub words: &'static str,
}

/// Enabling and disabling a version.
pub const UPDATE: Deed = Deed {
    action: "Microsoft.KeyVault/vaults/keys/update/action",
    permission: "update",
    words: "enable and disable keys",
};

/// Making a new version.
pub const ROTATE: Deed = Deed {
    action: "Microsoft.KeyVault/vaults/keys/rotate/action",
    permission: "rotate",
    words: "rotate keys",
};

/// Whether the person may do it; `None` where that is not known.
#[must_use]
pub fn allowed(deed: &Deed, vault: &Vault, person: &str, facts: &Facts) -> Option<bool> {
    match vault.permission_model {
        PermissionModel::AccessPolicies => Some(grant::permits(vault, person, deed.permission)),
        PermissionModel::Roles | PermissionModel::LocalRoles => {
            let rights = rights::at(&vault.id, facts).into_found();
            rights.map(|it| it.allows_data(deed.action))
        }
    }
}

/// The question that shows whether a vault answers this browser. There is none for a vault that the
/// configuration does not list, nor for a Managed HSM, whose tokens are for another audience.
#[must_use]
pub fn probe(vault: &Vault, hosts: &[String]) -> Option<Read> {
    let mut hosts = hosts.iter();
    let host = hosts.find(|it| it.eq_ignore_ascii_case(&vault.host))?;
    let is_vault = vault.permission_model != PermissionModel::LocalRoles;
    is_vault.then(|| probe_of(host))
}

/// The same of a host: one key of its list, whatever that says.
#[must_use]
pub fn probe_of(host: &str) -> Read {
    let keys = Request::get(format!("https://{host}/keys"), versions::KEY_VAULT_DATA);
    Read::one(keys.query("maxresults", "1").to(Audience::Vault))
}

/// What came of asking a vault from this browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answers {
    /// It shows its keys.
    Keys,
    /// It refuses, in an answer that the browser may read.
    Refusal,
    /// Nothing that the browser may read.
    Nothing,
}

/// Whether a vault answers this browser; `None` for one that was not asked.
#[must_use]
pub fn answers(vault: &Vault, hosts: &[String], facts: &Facts) -> Option<Answers> {
    let probe = probe(vault, hosts)?;
    match facts.known(&probe) {
        Known::NotRead => None,
        Known::Present(_) => Some(Answers::Keys),
        Known::Failed(failure) if failure.status().is_none() => Some(Answers::Nothing),
        Known::Missing | Known::Failed(_) => Some(Answers::Refusal),
    }
}

/// Enables or disables a version.
#[must_use]
pub fn set_enabled(version: &KeyUri, is: bool) -> Request {
    let body = json!({ "attributes": { "enabled": is } });
    Request::patch(version.to_string(), versions::KEY_VAULT_DATA, body).to(Audience::Vault)
}

/// Makes a new version.
#[must_use]
pub fn rotate(key: &KeyUri) -> Request {
    let url = format!("{}/rotate", key.versionless());
    Request::post(url, versions::KEY_VAULT_DATA, None).to(Audience::Vault)
}
