//! The generic list of resources: names and places, without properties.
//!
//! Source: azure-rest-api-specs, Microsoft.Resources `Resources_List`, read 21 Aug 2026.

use serde_json::{Value, json};

use crate::arm::{Method, ResourceId};
use crate::resources::simulated::{
    Document, Exchange, Outcome, Refusal, Right, Route, Simulated, page,
};

/// The generic list of resources.
pub(in crate::sandbox) struct Resources;

/// The types that are resources: not what extends or lies below one.
const TRACKED: [&str; 9] = [
    "Microsoft.CognitiveServices/accounts",
    "Microsoft.KeyVault/managedHSMs",
    "Microsoft.KeyVault/vaults",
    "Microsoft.Logic/integrationServiceEnvironments",
    "Microsoft.ManagedIdentity/userAssignedIdentities",
    "Microsoft.Network/virtualNetworks",
    "Microsoft.OperationalInsights/clusters",
    "Microsoft.OperationalInsights/workspaces",
    "Microsoft.Storage/storageAccounts",
];

static ROUTES: &[Route] = &[
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/resources",
        "",
        list,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/resourceGroups/{group}/resources",
        "",
        list,
    ),
];

impl Simulated for Resources {
    fn types(&self) -> &'static [&'static str] {
        &["Microsoft.Resources/resources"]
    }

    fn api_versions(&self) -> &'static [&'static str] {
        &[
            "2025-04-01",
            "2025-03-01",
            "2024-11-01",
            "2024-07-01",
            "2024-03-01",
            "2023-07-01",
            "2022-09-01",
            "2021-04-01",
            "2020-10-01",
            // Clients of Key Vault list vaults with this one.
            "2015-11-01",
        ]
    }

    fn routes(&self) -> &'static [Route] {
        ROUTES
    }
}

/// What a filter asks for.
#[derive(Default)]
struct Wanted {
    arm_type: Option<String>,
    name: Option<String>,
}

fn list(exchange: &mut Exchange<'_>) -> Outcome {
    let wanted = exchange.query("$filter").map(filter).transpose()?;
    let wanted = wanted.unwrap_or_default();
    let container = exchange.container();
    let world = &*exchange.world;
    let caller = &exchange.caller.object;
    let rows = TRACKED
        .iter()
        .filter(|it| {
            let asked = wanted.arm_type.as_deref();
            asked.is_none_or(|asked| it.eq_ignore_ascii_case(asked))
        })
        .flat_map(|it| world.documents(it))
        .filter(|it| container.contains(&it.id))
        .filter(|it| {
            let asked = wanted.name.as_deref();
            asked.is_none_or(|asked| it.id.name().eq_ignore_ascii_case(asked))
        })
        .filter(|it| world.may(caller, Right::Action(&read_action(&it.id)), &it.id))
        .map(row)
        .collect();
    page(exchange, rows)
}

fn read_action(id: &ResourceId) -> String {
    format!("{}/read", id.arm_type().unwrap_or_default())
}

fn row(document: &Document) -> Value {
    let mut row = json!({
        "id": document.id.as_str(),
        "name": document.id.name(),
        "type": document.id.arm_type(),
    });
    for name in ["location", "kind", "sku", "tags", "identity"] {
        if let Some(value) = document.body.get(name) {
            row[name] = value.clone();
        }
    }
    row
}

/// Reads `resourceType eq 'x'`, `name eq 'y'` and both joined by `and`; anything else is refused
/// rather than ignored.
fn filter(text: &str) -> Result<Wanted, Refusal> {
    let mut wanted = Wanted::default();
    for clause in text.split(" and ") {
        let parts: Vec<&str> = clause.split_whitespace().collect();
        let [name, operator, value] = parts.as_slice() else {
            return Err(refused(text));
        };
        let value = value
            .strip_prefix('\'')
            .and_then(|it| it.strip_suffix('\''));
        let Some(value) = value.filter(|_| operator.eq_ignore_ascii_case("eq")) else {
            return Err(refused(text));
        };
        match name.to_ascii_lowercase().as_str() {
            "resourcetype" => wanted.arm_type = Some(value.to_owned()),
            "name" => wanted.name = Some(value.to_owned()),
            _ => return Err(refused(text)),
        }
    }
    Ok(wanted)
}

fn refused(filter: &str) -> Refusal {
    let message = format!("Invalid $filter '{filter}' specified in the query string.");
    Refusal::bad("InvalidFilterInQueryString", message)
}
