//! Command lines: what a request or a hand-over looks like in a shell.
//!
//! Sources: MicrosoftDocs/azure-security-docs @ 1c4310be, `key-vault/keys/` and
//! `key-vault/general/assign-access-policy.md`, the Azure CLI's own help, and the reference of Az
//! PowerShell 16.2, read 21 Aug 2026.

mod across;
mod hand_over;
mod quoting;

pub use across::{add_credential, find_installed, install_application, register_application};
pub use hand_over::{disable, enable, exchange_key, import_file, import_transfer, rotate};
pub use quoting::{quote, quote_powershell};

use serde_json::Value;

use crate::arm::{Audience, Cloud, Method, Request, ResourceId};

/// A request as a line for the Azure CLI: the command made for it where there is one, else
/// `az rest`. Holes such as `{{principal}}` stay as they are.
#[must_use]
pub fn az(request: &Request, cloud: &Cloud) -> String {
    particular(request).unwrap_or_else(|| az_rest(request, cloud))
}

/// A request as a line for PowerShell.
#[must_use]
pub fn powershell(request: &Request, cloud: &Cloud) -> String {
    let method = request.method.as_str();
    let target = match request.audience {
        Audience::Arm if request.url.starts_with('/') => {
            format!("-Path {}", quote_powershell(&request.url))
        }
        _ => format!("-Uri {}", quote_powershell(&address(request, cloud))),
    };
    let payload = request
        .body
        .as_ref()
        .map(|it| format!(" -Payload {}", quote_powershell(&it.to_string())));
    let payload = payload.unwrap_or_default();
    format!("Invoke-AzRestMethod -Method {method} {target}{payload}")
}

/// Any request, as it is.
fn az_rest(request: &Request, cloud: &Cloud) -> String {
    let method = request.method.as_str().to_ascii_lowercase();
    let mut line = format!(
        "az rest --method {method} --url {}",
        quote(&address(request, cloud))
    );
    let resource = match request.audience {
        Audience::Arm => None,
        Audience::Graph => Some(cloud.graph.clone()),
        Audience::Vault => Some(format!("https://{}", cloud.vault_suffix)),
    };
    if let Some(resource) = resource {
        line.push_str(&format!(" --resource {}", quote(&resource)));
    }
    if let Some(body) = &request.body {
        line.push_str(&format!(" --body {}", quote(&body.to_string())));
    }
    line
}

/// The commands that say more to a person than `az rest`: grants and their undoing, and purge
/// protection.
fn particular(request: &Request) -> Option<String> {
    let id = ResourceId::parse(request.path()).ok()?;
    let body = |path: &str| request.body.as_ref()?.pointer(path)?.as_str();
    if id.is("Microsoft.Authorization/roleAssignments") {
        return match request.method {
            Method::Delete => Some(format!(
                "az role assignment delete --ids {}",
                quote(id.as_str())
            )),
            Method::Put => {
                let principal = quote(body("/properties/principalId")?);
                // Where the type is not said, the CLI looks it up.
                let assignee = match body("/properties/principalType") {
                    Some(kind) => format!(
                        "--assignee-object-id {principal} --assignee-principal-type {}",
                        quote(kind)
                    ),
                    None => format!("--assignee {principal}"),
                };
                Some(format!(
                    "az role assignment create {assignee} --role {} --scope {}",
                    quote(body("/properties/roleDefinitionId")?.rsplit('/').next()?),
                    quote(id.parent()?.as_str()),
                ))
            }
            _ => None,
        };
    }
    if id.is("Microsoft.KeyVault/vaults/accessPolicies") && request.method == Method::Put {
        let vault = id.parent()?;
        let principal = body("/properties/accessPolicies/0/objectId")?;
        let target = format!(
            "--name {} --object-id {}",
            quote(vault.name()),
            quote(principal)
        );
        return match id.name() {
            "add" => Some(format!(
                "az keyvault set-policy {target} --key-permissions {}",
                key_permissions(request.body.as_ref()?)?
            )),
            "remove" => Some(format!("az keyvault delete-policy {target}")),
            _ => None,
        };
    }
    let protects = request.method == Method::Patch
        && request.body == Some(serde_json::json!({"properties": {"enablePurgeProtection": true}}));
    (protects && id.is("Microsoft.KeyVault/vaults")).then(|| {
        format!(
            "az keyvault update --name {} --enable-purge-protection true",
            quote(id.name())
        )
    })
}

fn key_permissions(body: &Value) -> Option<String> {
    let keys = body.pointer("/properties/accessPolicies/0/permissions/keys")?;
    let words: Option<Vec<String>> = keys
        .as_array()?
        .iter()
        .map(|it| it.as_str().map(quote))
        .collect();
    Some(words?.join(" "))
}

fn address(request: &Request, cloud: &Cloud) -> String {
    if !request.url.starts_with('/') {
        return request.url.clone();
    }
    let base = match request.audience {
        Audience::Graph => &cloud.graph,
        Audience::Arm | Audience::Vault => &cloud.arm,
    };
    format!("{}{}", base.trim_end_matches('/'), request.url)
}

#[cfg(test)]
mod tests;
