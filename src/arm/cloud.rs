//! Clouds as data: the same Azure under other names.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The addresses of one Azure cloud, or of something that plays one.
///
/// Source: hashicorp/go-azure-sdk, `sdk/environments`, read 21 Aug 2026. The authority in China is
/// the newer of its two names, the one whose endpoints MSAL knows
/// (AzureAD/microsoft-authentication-library-for-js, `lib/msal-common/src/authority`, read 23 Nov 2026).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Cloud {
    /// `Azure public`.
    pub name: String,
    /// The Entra authority, `https://login.microsoftonline.com`.
    pub login: String,
    /// Resource Manager, `https://management.azure.com`.
    pub arm: String,
    /// Microsoft Graph, `https://graph.microsoft.com`.
    pub graph: String,
    /// The portal, for links.
    pub portal: String,
    /// The host suffix of vaults, `vault.azure.net`.
    pub vault_suffix: String,
    /// The host suffix of Managed HSMs, `managedhsm.azure.net`.
    pub hsm_suffix: String,
}

/// The clouds with a name: what `config.json` may say, and the addresses.
const NAMED: [(&str, [&str; 7]); 3] = [
    (
        "public",
        [
            "Azure public",
            "https://login.microsoftonline.com",
            "https://management.azure.com",
            "https://graph.microsoft.com",
            "https://portal.azure.com",
            "vault.azure.net",
            "managedhsm.azure.net",
        ],
    ),
    (
        "usgov",
        [
            "Azure US Government",
            "https://login.microsoftonline.us",
            "https://management.usgovcloudapi.net",
            "https://graph.microsoft.us",
            "https://portal.azure.us",
            "vault.usgovcloudapi.net",
            "managedhsm.usgovcloudapi.net",
        ],
    ),
    (
        "china",
        [
            "Azure China",
            "https://login.partner.microsoftonline.cn",
            "https://management.chinacloudapi.cn",
            "https://microsoftgraph.chinacloudapi.cn",
            "https://portal.azure.cn",
            "vault.azure.cn",
            "managedhsm.azure.cn",
        ],
    ),
];

impl Cloud {
    /// The cloud that most people mean.
    #[must_use]
    pub fn public() -> Self {
        Self::of(NAMED[0].1)
    }

    /// The cloud with this name in the configuration.
    #[must_use]
    pub fn named(id: &str) -> Option<Self> {
        NAMED
            .iter()
            .find(|(it, _)| *it == id)
            .map(|(_, row)| Self::of(*row))
    }

    /// Every name, for messages.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMED.iter().map(|(id, _)| *id)
    }

    /// All clouds, for what may be pasted from another one.
    pub fn all() -> impl Iterator<Item = Self> {
        NAMED.iter().map(|(_, row)| Self::of(*row))
    }

    fn of([name, login, arm, graph, portal, vault_suffix, hsm_suffix]: [&str; 7]) -> Self {
        Self {
            name: name.into(),
            login: login.into(),
            arm: arm.into(),
            graph: graph.into(),
            portal: portal.into(),
            vault_suffix: vault_suffix.into(),
            hsm_suffix: hsm_suffix.into(),
        }
    }
}

impl fmt::Display for Cloud {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.name)
    }
}
