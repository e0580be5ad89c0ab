//! What a deployment decides: the schema of `config.json`, checked before anything is sent.

mod check;
mod versions;

use std::fmt;

use serde_json::Value;

use crate::arm::Cloud;
use check::Checker;
pub use versions::ApiVersions;

/// A deployment's decisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Where the console's data may come from.
    pub source: Source,
    /// What the console may do.
    pub mode: Mode,
    /// The addresses of Azure.
    pub cloud: Cloud,
    /// The console's own application registration; there whenever Azure is a source.
    pub client_id: Option<String>,
    /// The directory people sign in to: a tenant id, a domain, or `organizations`.
    pub tenant: String,
    /// What Entra is told that this client understands: `CP1`, claims challenges, unless a
    /// deployment switches it off.
    pub client_capabilities: Vec<String>,
    /// Whether Microsoft Graph is asked.
    pub graph: bool,
    /// The vaults whose data plane the browser may try; exact hosts.
    pub vault_hosts: Vec<String>,
    /// The pages that may embed the console; exact origins.
    pub embed_origins: Vec<String>,
    /// Days after which a finished run is forgotten.
    pub run_retention_days: u32,
    /// API versions other than the ones the console was written against.
    pub api_versions: ApiVersions,
}

/// Where data comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Azure only. Nothing leads to the sandbox.
    Azure,
    /// The simulated Azure only.
    Sandbox,
    /// Either, as the person chooses.
    Both,
}

/// What the console may do, from the most to the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mode {
    /// Everything the person may.
    Operate,
    /// Plans are made and never carried out.
    PlanOnly,
    /// Looking only.
    Readonly,
    /// Looking only, on a wall.
    Kiosk,
}

/// Why a configuration cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// The file was not answered; says with what it was.
    Missing(String),
    /// The file is no JSON; says where it stops being so.
    NotJson(String),
    /// Values are not as expected.
    Wrong(Vec<Wrong>),
}

/// One value that will not do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Its place, as a JSON path: `$.embed.origins[0]`.
    pub at: String,
    /// What stands there.
    pub found: String,
    /// What should.
    pub expected: String,
}

impl Config {
    /// Reads the text of a `config.json`.
    ///
    /// # Errors
    /// Everything that is wrong with it, not only the first.
    pub fn parse(text: &str) -> Result<Self, Unusable> {
        let json: Value =
            serde_json::from_str(text).map_err(|it| Unusable::NotJson(it.to_string()))?;
        let mut checker = Checker::default();
        let config = checker.config(&json);
        match checker.into_wrongs() {
            wrongs if wrongs.is_empty() => Ok(config),
            wrongs => Err(Unusable::Wrong(wrongs)),
        }
    }

    /// Whether the sandbox may be entered. Where it may not, nothing leads to it.
    #[must_use]
    pub fn offers_sandbox(&self) -> bool {
        self.source != Source::Azure
    }

    /// Whether people may sign in to Azure.
    #[must_use]
    pub fn offers_azure(&self) -> bool {
        self.source != Source::Sandbox
    }
}

impl Mode {
    /// Every mode with its name in the configuration.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Operate, "operate"),
        (Self::PlanOnly, "plan-only"),
        (Self::Readonly, "readonly"),
        (Self::Kiosk, "kiosk"),
    ];

    /// The mode with a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let row = Self::ALL.into_iter().find(|(_, it)| *it == name)?;
        Some(row.0)
    }

    /// The lesser of two modes: an address or a host may lower what the deployment allows, and
    /// nothing can raise it.
    #[must_use]
    pub fn lowered(self, to: Option<Self>) -> Self {
        to.map_or(self, |it| self.max(it))
    }

    /// Whether anything but reading is allowed.
    #[must_use]
    pub fn may_write(self) -> bool {
        self == Self::Operate
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            at,
            found,
            expected,
        } = self;
        write!(out, "{at} is {found}; expected {expected}")
    }
}

impl fmt::Display for Unusable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(how) => write!(out, "it could not be read: {how}"),
            Self::NotJson(why) => write!(out, "it is not JSON: {why}"),
            Self::Wrong(wrongs) => {
                let rows: Vec<String> = wrongs.iter().map(Wrong::to_string).collect();
                out.write_str(&rows.join(". "))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_repository_s_own_file_is_the_sandbox() {
        let config = Config::parse(include_str!("../config.json")).expect("our own file");
        assert_eq!(
            (config.source, config.mode),
            (Source::Sandbox, Mode::Operate)
        );
        assert!(config.offers_sandbox() && !config.offers_azure());
    }

    #[test]
    fn what_may_be_left_out_has_its_usual_value() {
        let config = Config::parse(r#"{"source":"sandbox"}"#).expect("enough");
        assert_eq!(config.mode, Mode::Operate);
        assert_eq!(config.cloud, Cloud::public());
        assert_eq!(config.tenant, "organizations");
        assert_eq!(config.run_retention_days, 30);
        assert_eq!(config.client_capabilities, ["CP1"]);
        assert!(!config.graph && config.vault_hosts.is_empty() && config.embed_origins.is_empty());
    }

    #[test]
    fn everything_that_can_be_said_is_understood() {
        let text = r#"{
            "source": "both", "mode": "readonly", "cloud": "usgov",
            "clientId": "5c0e9a41-0000-4000-8000-000000000001", "tenant": "contoso.example",
            "clientCapabilities": [],
            "graph": true, "vaultHosts": ["kv.vault.usgovcloudapi.net"],
            "embed": {"origins": ["https://portal.example.net", "https://host.example:8443"]},
            "runRetentionDays": 7,
            "apiVersions": {"Microsoft.Storage/storageAccounts": "2024-01-01"}
        }"#;
        let config = Config::parse(text).expect("all of it");
        assert_eq!(config.cloud.arm, "https://management.usgovcloudapi.net");
        assert_eq!(config.embed_origins.len(), 2);
        assert_eq!(config.run_retention_days, 7);
        assert!(config.graph && !config.mode.may_write());
        assert!(config.client_capabilities.is_empty());
    }

    #[test]
    fn a_mode_can_only_be_lowered() {
        assert_eq!(Mode::Operate.lowered(Some(Mode::Readonly)), Mode::Readonly);
        assert_eq!(Mode::Kiosk.lowered(Some(Mode::Operate)), Mode::Kiosk);
        assert_eq!(Mode::PlanOnly.lowered(None), Mode::PlanOnly);
    }

    #[test]
    #[expect(clippy::too_many_lines, reason = "one row per wrong value")]
    fn every_wrong_value_is_named_with_its_path_and_what_was_expected() {
        let rows = [
            ("{}", "$.source", "\"azure\", \"sandbox\" or \"both\""),
            ("[]", "$", "an object"),
            (r#"{"source":"Azure"}"#, "$.source", "\"sandbox\""),
            (
                r#"{"source":"azure"}"#,
                "$.clientId",
                "application (client) ID",
            ),
            (
                r#"{"source":"sandbox","mode":"admin"}"#,
                "$.mode",
                "\"kiosk\"",
            ),
            (
                r#"{"source":"sandbox","cloud":"germany"}"#,
                "$.cloud",
                "\"usgov\"",
            ),
            (r#"{"source":"sandbox","cloud":7}"#, "$.cloud", "\"public\""),
            (
                r#"{"source":"sandbox","cloud":{"name":"x"}}"#,
                "$.cloud.arm",
                "an origin",
            ),
            (
                r#"{"source":"sandbox","clientId":"x"}"#,
                "$.clientId",
                "GUID",
            ),
            (
                r#"{"source":"sandbox","tenant":""}"#,
                "$.tenant",
                "organizations",
            ),
            (
                r#"{"source":"sandbox","tenant":"common"}"#,
                "$.tenant",
                "organizations",
            ),
            (
                r#"{"source":"sandbox","clientCapabilities":["CP2"]}"#,
                "$.clientCapabilities[0]",
                "\"CP1\"",
            ),
            (
                r#"{"source":"sandbox","graph":"on"}"#,
                "$.graph",
                "true or false",
            ),
            (
                r#"{"source":"sandbox","vaultHosts":"x"}"#,
                "$.vaultHosts",
                "a list",
            ),
            (
                r#"{"source":"sandbox","vaultHosts":["a.b","*.vault.azure.net"]}"#,
                "$.vaultHosts[1]",
                "a host",
            ),
            (
                r#"{"source":"sandbox","embed":{"origins":["https://a.example/x"]}}"#,
                "$.embed.origins[0]",
                "an origin",
            ),
            (
                r#"{"source":"sandbox","embed":{"origin":[]}}"#,
                "$.embed.origin",
                "nothing",
            ),
            (
                r#"{"source":"sandbox","runRetentionDays":0}"#,
                "$.runRetentionDays",
                "1 to 3650",
            ),
            (
                r#"{"source":"sandbox","apiVersions":{"storage":"2024-01-01"}}"#,
                "$.apiVersions.storage",
                "a resource type",
            ),
            (
                r#"{"source":"sandbox","apiVersions":{"A.B/c":"latest"}}"#,
                "$.apiVersions.A.B/c",
                "2024-01-01",
            ),
            (
                r#"{"source":"sandbox","runretentiondays":3}"#,
                "$.runretentiondays",
                "nothing",
            ),
        ];
        for (text, at, expected) in rows {
            let Err(Unusable::Wrong(wrongs)) = Config::parse(text) else {
                panic!("{text} was accepted");
            };
            let found = wrongs
                .iter()
                .any(|it| it.at == at && it.expected.contains(expected));
            assert!(found, "{text}: {wrongs:?}");
        }
    }

    #[test]
    fn a_cloud_of_one_s_own_holds_origins_and_nothing_behind_them() {
        let mut cloud = serde_json::to_value(Cloud::public()).expect("plain data");
        let whole = serde_json::json!({"source": "sandbox", "cloud": cloud});
        assert!(Config::parse(&whole.to_string()).is_ok());
        cloud["arm"] = "https://management.azure.com; script-src *".into();
        let whole = serde_json::json!({"source": "sandbox", "cloud": cloud});
        assert!(Config::parse(&whole.to_string()).is_err());
    }

    #[test]
    fn what_is_no_json_says_where() {
        let Err(Unusable::NotJson(why)) = Config::parse("{\n  \"source\": }") else {
            panic!("accepted");
        };
        assert!(why.contains("line 2"), "{why}");
    }
}
