//! What the headers need to know of `config.json`.

use std::fs;
use std::path::Path;

use cmk_console::arm::{Cloud, Origin};
use serde_json::Value;

use crate::problem::Problem;

/// The part of a deployment's configuration that decides what a page may reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Where the console's data comes from.
    pub source: Source,
    /// The addresses of Azure; meant only when the source reaches it.
    pub cloud: Cloud,
    /// Whether Microsoft Graph is used.
    pub graph: bool,
    /// The vaults whose data plane the browser may try.
    pub vault_hosts: Vec<String>,
}

/// Where the console's data comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Azure only: the worker's files may be missing.
    Azure,
    /// The simulated Azure only: no request leaves the site.
    Sandbox,
    /// Both, as the person chooses.
    Both,
}

impl Config {
    /// Reads a file.
    pub fn read(path: &Path) -> Result<Self, Problem> {
        let text = fs::read_to_string(path).map_err(|it| Problem::file(path, &it))?;
        Self::parse(&text).map_err(|wrong| {
            Problem::new(
                format!("{}: {wrong}.", path.display()),
                "Correct the file; the repository's own config.json is an example.",
            )
        })
    }

    /// Reads the text of a file; says what is wrong, and where.
    pub fn parse(text: &str) -> Result<Self, String> {
        let json: Value = serde_json::from_str(text).map_err(|it| format!("not JSON, {it}"))?;
        Ok(Self {
            source: source(&json["source"])?,
            cloud: cloud(&json["cloud"])?,
            graph: match &json["graph"] {
                Value::Null => false,
                it => it.as_bool().ok_or("`graph` must be true or false")?,
            },
            vault_hosts: vault_hosts(&json["vaultHosts"])?,
        })
    }
}

fn source(value: &Value) -> Result<Source, String> {
    match value.as_str() {
        Some("azure") => Ok(Source::Azure),
        Some("sandbox") => Ok(Source::Sandbox),
        Some("both") => Ok(Source::Both),
        _ => Err("`source` must be \"azure\", \"sandbox\" or \"both\"".into()),
    }
}

fn cloud(value: &Value) -> Result<Cloud, String> {
    match value {
        Value::Null => Ok(Cloud::public()),
        Value::String(name) => Cloud::named(name).ok_or_else(|| {
            let names: Vec<_> = Cloud::names().collect();
            format!("`cloud` must be one of {}, or an object", names.join(", "))
        }),
        it => own_cloud(it).map_err(|it| format!("`cloud`: {it}")),
    }
}

/// A cloud by its addresses: origins and nothing behind them, because they are copied into a header.
fn own_cloud(value: &Value) -> Result<Cloud, String> {
    let cloud: Cloud = serde_json::from_value(value.clone()).map_err(|it| it.to_string())?;
    for address in [&cloud.login, &cloud.arm, &cloud.graph] {
        if !Origin::of(address).is_ok_and(|it| it.as_str() == address) {
            return Err(format!(
                "{address} must be an origin, such as https://management.azure.com"
            ));
        }
    }
    Ok(cloud)
}

/// Whole hosts only: they are copied into a header.
fn vault_hosts(value: &Value) -> Result<Vec<String>, String> {
    if value.is_null() {
        return Ok(Vec::new());
    }
    let hosts = value
        .as_array()
        .ok_or("`vaultHosts` must be a list of hosts")?;
    let plain = |it: &u8| it.is_ascii_lowercase() || it.is_ascii_digit() || b"-.".contains(it);
    hosts
        .iter()
        .enumerate()
        .map(|(index, it)| match it.as_str() {
            Some(host) if !host.is_empty() && host.as_bytes().iter().all(&plain) => {
                Ok(host.to_owned())
            }
            _ => Err(format!(
                "`vaultHosts[{index}]` must be a host such as contoso.vault.azure.net"
            )),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_repository_s_own_file_is_the_sandbox() {
        let config = Config::read(&crate::paths::in_root("config.json"));
        assert!(config.is_ok_and(|it| it.source == Source::Sandbox));
    }

    #[test]
    fn an_address_cannot_bring_a_directive_with_it() {
        let mut cloud = serde_json::to_value(Cloud::public()).expect("plain data");
        assert!(own_cloud(&cloud).is_ok());
        cloud["arm"] = "https://management.azure.com; script-src *".into();
        let wrong = own_cloud(&cloud).expect_err("a directive");
        assert!(wrong.contains("must be an origin"), "{wrong}");
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        let rows = [
            ("{", "not JSON"),
            ("{}", "`source`"),
            (r#"{"source":"Azure"}"#, "`source`"),
            (r#"{"source":"azure","cloud":"germany"}"#, "public, usgov"),
            (r#"{"source":"azure","cloud":{"arm":"x"}}"#, "`cloud`"),
            (r#"{"source":"azure","graph":"on"}"#, "`graph`"),
            (
                r#"{"source":"azure","vaultHosts":["a.b; script-src *"]}"#,
                "`vaultHosts[0]`",
            ),
            (
                r#"{"source":"azure","vaultHosts":["*.vault.azure.net"]}"#,
                "`vaultHosts[0]`",
            ),
        ];
        for (text, place) in rows {
            let wrong = Config::parse(text).expect_err(text);
            assert!(wrong.contains(place), "{text}: {wrong}");
        }
    }
}
