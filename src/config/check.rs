//! Looks at every value of a `config.json` and writes down what is wrong with it.

use serde_json::{Map, Value};

use super::versions::{self, ApiVersions};
use super::{Config, Mode, Source, Wrong};
use crate::arm::{Cloud, Origin};
use crate::directory;

/// Collects what is wrong.
#[derive(Debug, Default)]
pub(super) struct Checker {
    wrongs: Vec<Wrong>,
}

const FIELDS: [&str; 11] = [
    "source",
    "mode",
    "cloud",
    "clientId",
    "tenant",
    "clientCapabilities",
    "graph",
    "vaultHosts",
    "embed",
    "runRetentionDays",
    "apiVersions",
];

/// Entra's name for "understands claims challenges".
///
/// Source: entra-docs, `docs/identity-platform/claims-challenge.md`, read 21 Aug 2026.
const CLAIMS_CHALLENGES: &str = "CP1";

const ORIGIN: &str = "an origin, such as https://management.azure.com";
const HOST: &str = "a host, such as contoso.vault.azure.net";
const CLOUD: &str = "\"public\", \"usgov\", \"china\", or an object with all addresses";

impl Checker {
    pub(super) fn into_wrongs(self) -> Vec<Wrong> {
        self.wrongs
    }

    pub(super) fn config(&mut self, json: &Value) -> Config {
        if !json.is_object() {
            self.wrong("$", json, "an object");
        }
        self.only(json, "$", &FIELDS);
        let source = self.source(&json["source"]);
        Config {
            source,
            mode: self.mode(&json["mode"]),
            cloud: self.cloud(&json["cloud"]),
            client_id: self.client_id(&json["clientId"], source),
            tenant: self.tenant(&json["tenant"]),
            client_capabilities: self.client_capabilities(&json["clientCapabilities"]),
            graph: self.graph(&json["graph"]),
            vault_hosts: self.list(&json["vaultHosts"], "$.vaultHosts", HOST, is_host),
            embed_origins: self.embed(&json["embed"]),
            run_retention_days: self.days(&json["runRetentionDays"]),
            api_versions: self.api_versions(&json["apiVersions"]),
        }
    }

    fn source(&mut self, value: &Value) -> Source {
        match value.as_str() {
            Some("azure") => Source::Azure,
            Some("sandbox") => Source::Sandbox,
            Some("both") => Source::Both,
            _ => {
                self.wrong("$.source", value, "\"azure\", \"sandbox\" or \"both\"");
                Source::Sandbox
            }
        }
    }

    fn mode(&mut self, value: &Value) -> Mode {
        if value.is_null() {
            return Mode::Operate;
        }
        value.as_str().and_then(Mode::named).unwrap_or_else(|| {
            let names: Vec<String> = Mode::ALL.iter().map(|(_, it)| format!("{it:?}")).collect();
            self.wrong("$.mode", value, &format!("one of {}", names.join(", ")));
            Mode::Kiosk
        })
    }

    fn cloud(&mut self, value: &Value) -> Cloud {
        match value {
            Value::Null => return Cloud::public(),
            Value::String(name) => {
                if let Some(cloud) = Cloud::named(name) {
                    return cloud;
                }
                self.wrong("$.cloud", value, CLOUD);
            }
            Value::Object(fields) => return self.own_cloud(value, fields),
            _ => self.wrong("$.cloud", value, CLOUD),
        }
        Cloud::public()
    }

    /// A cloud by its addresses: origins and nothing behind them, because they are copied into a
    /// header.
    fn own_cloud(&mut self, value: &Value, fields: &Map<String, Value>) -> Cloud {
        let before = self.wrongs.len();
        for name in ["login", "arm", "graph", "portal"] {
            let it = fields.get(name).unwrap_or(&Value::Null);
            if !it.as_str().is_some_and(is_origin) {
                self.wrong(&format!("$.cloud.{name}"), it, ORIGIN);
            }
        }
        for name in ["vaultSuffix", "hsmSuffix"] {
            let it = fields.get(name).unwrap_or(&Value::Null);
            if !it.as_str().is_some_and(is_host) {
                let expected = "a host suffix, such as vault.azure.net";
                self.wrong(&format!("$.cloud.{name}"), it, expected);
            }
        }
        match serde_json::from_value(value.clone()) {
            Ok(cloud) => cloud,
            Err(error) => {
                if self.wrongs.len() == before {
                    self.wrong("$.cloud", value, &format!("all addresses ({error})"));
                }
                Cloud::public()
            }
        }
    }

    fn client_id(&mut self, value: &Value, source: Source) -> Option<String> {
        let id = value.as_str().filter(|it| is_guid(it)).map(str::to_owned);
        let needed = source != Source::Sandbox;
        if id.is_none() && (needed || !value.is_null()) {
            let expected =
                "the GUID of the console's registration in Entra, its application (client) ID";
            self.wrong("$.clientId", value, expected);
        }
        id
    }

    fn tenant(&mut self, value: &Value) -> String {
        match value {
            Value::Null => "organizations".into(),
            Value::String(it) if it == "organizations" || directory::is_name(it) => it.clone(),
            other => {
                let expected = "a tenant id, a domain, or \"organizations\"";
                self.wrong("$.tenant", other, expected);
                String::new()
            }
        }
    }

    fn client_capabilities(&mut self, value: &Value) -> Vec<String> {
        if value.is_null() {
            return vec![CLAIMS_CHALLENGES.into()];
        }
        let expected = "\"CP1\", the only capability there is; an empty list switches it off";
        self.list(value, "$.clientCapabilities", expected, |it| {
            it == CLAIMS_CHALLENGES
        })
    }

    fn graph(&mut self, value: &Value) -> bool {
        if !value.is_null() && !value.is_boolean() {
            self.wrong("$.graph", value, "true or false");
        }
        value.as_bool().unwrap_or_default()
    }

    fn embed(&mut self, value: &Value) -> Vec<String> {
        if !value.is_null() && !value.is_object() {
            self.wrong("$.embed", value, "an object with \"origins\"");
        }
        self.only(value, "$.embed", &["origins"]);
        self.list(&value["origins"], "$.embed.origins", ORIGIN, is_origin)
    }

    fn days(&mut self, value: &Value) -> u32 {
        if value.is_null() {
            return 30;
        }
        let days = value.as_u64().filter(|it| (1..=3650).contains(it));
        days.and_then(|it| u32::try_from(it).ok())
            .unwrap_or_else(|| {
                self.wrong("$.runRetentionDays", value, "a whole number from 1 to 3650");
                30
            })
    }

    fn api_versions(&mut self, value: &Value) -> ApiVersions {
        let mut versions = ApiVersions::default();
        match value {
            Value::Null => {}
            Value::Object(rows) => {
                for (arm_type, version) in rows {
                    let at = format!("$.apiVersions.{arm_type}");
                    if !versions::is_type(arm_type) {
                        let expected = "a resource type, such as Microsoft.Storage/storageAccounts";
                        self.wrong(&at, &Value::String(arm_type.clone()), expected);
                    }
                    match version.as_str().filter(|it| versions::is_version(it)) {
                        Some(version) => versions.set(arm_type, version),
                        None => self.wrong(&at, version, "an API version, such as 2024-01-01"),
                    }
                }
            }
            other => self.wrong("$.apiVersions", other, "an object of types and versions"),
        }
        versions
    }

    fn list(
        &mut self,
        value: &Value,
        at: &str,
        expected: &str,
        fits: fn(&str) -> bool,
    ) -> Vec<String> {
        let rows = match value {
            Value::Null => return Vec::new(),
            Value::Array(rows) => rows,
            other => {
                self.wrong(at, other, "a list");
                return Vec::new();
            }
        };
        let mut fitting = Vec::new();
        for (index, row) in rows.iter().enumerate() {
            match row.as_str().filter(|it| fits(it)) {
                Some(text) => fitting.push(text.to_owned()),
                None => self.wrong(&format!("{at}[{index}]"), row, expected),
            }
        }
        fitting
    }

    /// A misspelt field would otherwise be a decision that nobody hears of.
    fn only(&mut self, value: &Value, at: &str, fields: &[&str]) {
        for (name, it) in value.as_object().into_iter().flatten() {
            if !fields.contains(&name.as_str()) {
                let expected = format!("nothing of this name; known are {}", fields.join(", "));
                self.wrong(&format!("{at}.{name}"), it, &expected);
            }
        }
    }

    fn wrong(&mut self, at: &str, value: &Value, expected: &str) {
        let found = match value {
            Value::Null => "missing".into(),
            it => it.to_string().chars().take(80).collect(),
        };
        self.wrongs.push(Wrong {
            at: at.into(),
            found,
            expected: expected.into(),
        });
    }
}

fn is_origin(text: &str) -> bool {
    Origin::of(text).is_ok_and(|it| it.as_str() == text)
}

/// Whole hosts only, in the one spelling: they are copied into a header.
fn is_host(text: &str) -> bool {
    text.contains('.') && is_origin(&format!("https://{text}"))
}

fn is_guid(text: &str) -> bool {
    uuid::Uuid::try_parse(text).is_ok() && text.len() == 36
}
