//! `/metadata/endpoints`: what a command-line tool reads to learn a cloud's names, without a
//! token.
//!
//! Source: hashicorp/go-azure-sdk, `sdk/internal/metadata`, and Azure/azure-cli,
//! `azure/cli/core/cloud.py`, read 27 Nov 2026. Members for services that the sandbox does not
//! play point to the sandbox too, so that nothing of it leads to the real Azure.

use serde_json::{Value, json};

use super::router::Target;
use crate::arm::{Cloud, Method, Response};
use crate::resources::simulated::Refusal;

/// The answer, if this is what was asked.
pub(super) fn answer(names: &Cloud, target: &Target) -> Option<Response> {
    if target.method != Method::Get || !target.path.eq_ignore_ascii_case("/metadata/endpoints") {
        return None;
    }
    let answer = match target.query("api-version").unwrap_or_default() {
        "" => {
            let message =
                "The api-version query parameter (?api-version=) is required for all requests.";
            Refusal::bad("MissingApiVersionParameter", message).answer()
        }
        "2015-01-01" | "2018-01-01" => Response::json(200, oldest(names)),
        "2019-05-01" | "2020-06-01" => Response::json(200, json!([newest(names)])),
        _ => Response::json(200, newest(names)),
    };
    Some(answer)
}

/// What Azure calls the cloud.
fn name(names: &Cloud) -> &str {
    match names.arm.as_str() {
        "https://management.azure.com" => "AzureCloud",
        "https://management.usgovcloudapi.net" => "AzureUSGovernment",
        "https://management.chinacloudapi.cn" => "AzureChinaCloud",
        _ => &names.name,
    }
}

/// The resources that stand for Resource Manager; clients ask tokens for the first.
fn audiences(names: &Cloud) -> Vec<String> {
    let own = format!("{}/", names.arm);
    match name(names) {
        "AzureCloud" => vec!["https://management.core.windows.net/".into(), own],
        _ => vec![own.clone(), own],
    }
}

fn oldest(names: &Cloud) -> Value {
    json!({
        "galleryEndpoint": format!("{}/", names.arm),
        "graphEndpoint": format!("{}/", names.graph),
        "portalEndpoint": names.portal,
        "authentication": {
            "loginEndpoint": format!("{}/", names.login),
            "audiences": audiences(names),
        },
    })
}

fn newest(names: &Cloud) -> Value {
    let own = format!("{}/", names.arm);
    json!({
        "name": name(names),
        "portal": names.portal,
        "resourceManager": own,
        "authentication": {
            "loginEndpoint": names.login,
            "audiences": audiences(names),
            "tenant": "common",
            "identityProvider": "AAD",
        },
        "graph": format!("{}/", names.graph),
        "graphAudience": format!("{}/", names.graph),
        "microsoftGraphResourceId": format!("{}/", names.graph),
        "suffixes": {
            "keyVaultDns": names.vault_suffix,
            "mhsmDns": names.hsm_suffix,
            "storage": "core.windows.net",
            "sqlServerHostname": "database.windows.net",
            "acrLoginServer": "azurecr.io",
        },
        "media": own,
        "gallery": own,
        "batch": own,
        "sqlManagement": own,
        "vmImageAliasDoc": own,
        "activeDirectoryDataLake": own,
        "appInsightsResourceId": own,
        "logAnalyticsResourceId": own,
        "ossrDbmsResourceId": own,
    })
}
