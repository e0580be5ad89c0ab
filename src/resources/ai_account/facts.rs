//! What the page of an account shows besides its key: kind, names, projects, whether the use of the
//! key is written down.

use serde_json::Value;

use super::{kinds, model};
use crate::arm::{Facts, Read, Reading, Request, Resource, ResourceId, versions};
use crate::keys::vault::{self, Sought, Vault, audit};
use crate::resources::Detail;

/// What the account says of itself.
pub(super) fn own(account: &Resource) -> Vec<Detail> {
    let row = |label, value, at| Detail { label, value, at };
    let text = |at: &str| account.text(at).to_owned();
    let sku = account.sku.get("name").and_then(Value::as_str);
    let has_way_back = match kinds::is_foundry(account) {
        true => "no: a Foundry account keeps your key for good",
        false => "yes",
    };
    let mut rows = vec![
        row("Kind", kinds::in_words(account), "kind"),
        row("Tier", sku.unwrap_or_default().into(), "sku.name"),
        row(
            "Sub-domain",
            text("/customSubDomainName"),
            "properties.customSubDomainName",
        ),
        row(
            "Can return to Microsoft's key",
            has_way_back.into(),
            "kind, and Microsoft's page",
        ),
        row(
            "Public network access",
            text("/publicNetworkAccess"),
            "properties.publicNetworkAccess",
        ),
        row(
            "Outbound calls",
            outbound(account).into(),
            "properties.restrictOutboundNetworkAccess",
        ),
        row(
            "State",
            text("/provisioningState"),
            "properties.provisioningState",
        ),
    ];
    if let Err(why) = kinds::takes_own_key(account) {
        rows.push(row("A key of yours", why, "properties.capabilities"));
    }
    rows
}

fn outbound(account: &Resource) -> &'static str {
    match account.properties.get("restrictOutboundNetworkAccess") {
        Some(Value::Bool(true)) => "restricted to a list",
        _ => "not restricted",
    }
}

/// Asks for the projects of an account.
pub(super) fn projects_read(account: &ResourceId) -> Read {
    let path = format!("{account}/projects");
    Read::list(Request::get(path, versions::COGNITIVE_SERVICES))
}

/// The names of the projects, the default one marked.
pub(super) fn projects(account: &ResourceId, facts: &Facts) -> Reading<Vec<String>> {
    facts.all(&projects_read(account), |it| {
        let id = ResourceId::parse(it.get("id")?.as_str()?).ok()?;
        let is_default = it.pointer("/properties/isDefault") == Some(&Value::Bool(true));
        let mark = if is_default { " (default)" } else { "" };
        Some(format!("{}{mark}", id.name()))
    })
}

/// The vault of the account's key, once it was found.
fn vault(account: &Resource, facts: &Facts) -> Option<Vault> {
    let found = model::configuration(account).ok()?;
    let key = &found.key()?.key;
    match vault::find(key, None, account.id.subscription(), facts) {
        Sought::Found(vault) => Some(*vault),
        Sought::NotRead | Sought::Nowhere | Sought::NotVisible(_) => None,
    }
}

/// What must be read for [`related`].
pub(super) fn reads(account: &Resource, facts: &Facts) -> Vec<Read> {
    let mut reads = Vec::new();
    if kinds::is_foundry(account) {
        reads.push(projects_read(&account.id));
    }
    reads.extend(vault(account, facts).map(|it| audit::read(&it.id)));
    reads
}

/// Projects under the account's key, and the log of the key's use.
pub(super) fn related(account: &Resource, facts: &Facts) -> Vec<Detail> {
    let mut rows = Vec::new();
    if kinds::is_foundry(account) {
        let value = match projects(&account.id, facts) {
            Reading::Found(names) if names.is_empty() => "none".to_owned(),
            Reading::Found(names) => names.join(", "),
            Reading::NotRead => "being read".to_owned(),
            Reading::Missing | Reading::Failed(_) => "could not be read".to_owned(),
        };
        rows.push(Detail {
            label: "Projects under its key",
            value,
            at: "projects",
        });
    }
    if let Some(vault) = vault(account, facts) {
        rows.push(Detail {
            label: "Use of the key is written down",
            value: audit::words(&vault.id, facts),
            at: "the vault's diagnosticSettings",
        });
    }
    rows
}
