//! Diagnostic settings of vaults and Managed HSMs: what they write down, and where.
//!
//! Source: Azure/bicep-types-az @ 1f896de2, `microsoft.insights/2021-05-01-preview`, and
//! hashicorp/terraform-provider-azurerm @ 69697b7f, `monitor_diagnostic_setting_resource.go`, read
//! 21 Aug 2026. The sentence about a place that is used twice is that of
//! Azure/terraform-azurerm-avm-ptn-aiml-landing-zone#19, the right on the workspace that of
//! JimGBritt/AzurePolicy#17, read 27 Nov 2026; other codes and sentences are assumed, and so is that
//! a group of categories stands for each of them.

use serde_json::{Value, json};

use crate::arm::{Method, ResourceId, Response};
use crate::resources::simulated::place::check_shape;
use crate::resources::simulated::{
    Document, Exchange, Outcome, Refusal, Route, Simulated, page, shown, text,
};

/// The ARM type of diagnostic settings.
const SETTINGS: &str = "Microsoft.Insights/diagnosticSettings";

/// Groups of categories, and categories, that vaults and Managed HSMs have.
const GROUPS: [&str; 2] = ["audit", "allLogs"];
const CATEGORIES: [&str; 2] = ["AuditEvent", "AzurePolicyEvaluationDetails"];

/// Where a log can go.
const DESTINATIONS: [&str; 4] = [
    "workspaceId",
    "storageAccountId",
    "eventHubAuthorizationRuleId",
    "marketplacePartnerId",
];

/// Diagnostic settings.
pub struct DiagnosticSettings;

const VAULT: &str = "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.KeyVault/vaults/{vault}/providers/Microsoft.Insights/diagnosticSettings";
const OF_VAULT: &str = "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.KeyVault/vaults/{vault}/providers/Microsoft.Insights/diagnosticSettings/{name}";
const HSM: &str = "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.KeyVault/managedHSMs/{vault}/providers/Microsoft.Insights/diagnosticSettings";
const READ: &str = "Microsoft.Insights/diagnosticSettings/read";
const WRITE: &str = "Microsoft.Insights/diagnosticSettings/write";

/// What the caller needs at the workspace.
const SHARED_KEYS: &str = "Microsoft.OperationalInsights/workspaces/sharedKeys/action";

/// As many settings a resource can have.
const MOST: usize = 5;

static ROUTES: &[Route] = &[
    Route::at(Method::Get, VAULT, READ, list),
    Route::at(Method::Get, HSM, READ, list),
    Route::at(Method::Get, OF_VAULT, READ, shown),
    Route::at(Method::Put, OF_VAULT, WRITE, put),
    Route::at(
        Method::Delete,
        OF_VAULT,
        "Microsoft.Insights/diagnosticSettings/delete",
        delete,
    ),
];

impl Simulated for DiagnosticSettings {
    fn types(&self) -> &'static [&'static str] {
        &[SETTINGS]
    }

    fn api_versions(&self) -> &'static [&'static str] {
        &["2021-05-01-preview"]
    }

    fn routes(&self) -> &'static [Route] {
        ROUTES
    }
}

/// What is said about: the ID before the last `/providers/`.
fn about(exchange: &Exchange<'_>) -> Result<ResourceId, Refusal> {
    let end = exchange.path.to_ascii_lowercase();
    let end = end.rfind("/providers/microsoft.insights").unwrap_or(0);
    let id = ResourceId::parse(&exchange.path[..end])
        .map_err(|why| Refusal::new(404, "InvalidResourceId", why.to_string()))?;
    match exchange.world.document(&id) {
        Some(_) => Ok(id),
        None => Err(Refusal::not_found(&id)),
    }
}

fn list(exchange: &mut Exchange<'_>) -> Outcome {
    let about = about(exchange)?;
    let world = &*exchange.world;
    let rows = world.documents(SETTINGS);
    let rows = rows.filter(|it| about.contains(&it.id));
    page(exchange, rows.map(|it| world.show(it)).collect())
}

fn put(exchange: &mut Exchange<'_>) -> Outcome {
    let id = exchange.id()?;
    check_shape(exchange)?;
    about(exchange)?;
    let properties = exchange.body["properties"].clone();
    check_destination(exchange, &properties)?;
    let logs = properties["logs"].as_array().cloned().unwrap_or_default();
    for log in &logs {
        check_log(log)?;
    }
    check_room(exchange, &id, &properties)?;
    let document = Document::new(id, json!({ "properties": properties }));
    exchange.world.put(document.clone());
    Ok(Response::json(200, exchange.world.show(&document)))
}

/// Five settings at most, and each category once to a place.
fn check_room(exchange: &Exchange<'_>, id: &ResourceId, asked: &Value) -> Result<(), Refusal> {
    let about = about(exchange)?;
    let others = exchange.world.documents(SETTINGS);
    let others: Vec<&Document> = others
        .filter(|it| about.contains(&it.id) && it.id != *id)
        .collect();
    if others.len() >= MOST {
        let message = format!(
            "The limit of {MOST} diagnostic settings was reached. To create a new diagnostic setting, delete an existing one."
        );
        return Err(Refusal::new(409, "Conflict", message));
    }
    let wanted = categories(asked);
    for other in others {
        let there = &other.body["properties"];
        let mut both = categories(there)
            .into_iter()
            .filter(|it| wanted.contains(it));
        let Some(category) = both.next() else {
            continue;
        };
        let same = |it: &&&str| {
            let (asked, there) = (
                text(asked, &format!("/{it}")),
                text(there, &format!("/{it}")),
            );
            !asked.is_empty() && asked.eq_ignore_ascii_case(there)
        };
        if let Some(member) = DESTINATIONS.iter().find(same) {
            let message = format!(
                "Data sink '{}' is already used in diagnostic setting '{}' for category '{category}'. Data sinks can't be reused in different settings on the same category for the same resource.",
                text(asked, &format!("/{member}")),
                other.id.name()
            );
            return Err(Refusal::new(409, "Conflict", message));
        }
    }
    Ok(())
}

/// The categories that are on, groups taken apart.
fn categories(properties: &Value) -> Vec<&'static str> {
    let logs = properties["logs"].as_array().into_iter().flatten();
    let on = logs.filter(|it| it["enabled"] == true);
    let named = |log: &Value| -> &'static [&'static str] {
        match (text(log, "/category"), text(log, "/categoryGroup")) {
            (_, group) if group.eq_ignore_ascii_case("allLogs") => &CATEGORIES,
            (_, group) if group.eq_ignore_ascii_case("audit") => &CATEGORIES[..1],
            (name, _) if name.eq_ignore_ascii_case(CATEGORIES[0]) => &CATEGORIES[..1],
            (name, _) if name.eq_ignore_ascii_case(CATEGORIES[1]) => &CATEGORIES[1..],
            _ => &[],
        }
    };
    on.flat_map(named).copied().collect()
}

fn check_destination(exchange: &Exchange<'_>, properties: &Value) -> Result<(), Refusal> {
    let named = |it: &&&str| !text(properties, &format!("/{it}")).is_empty();
    if DESTINATIONS.iter().filter(named).count() == 0 {
        let message = "At least one data sink needs to be specified.";
        return Err(Refusal::bad("BadRequest", message));
    }
    let workspace = text(properties, "/workspaceId");
    let id = ResourceId::parse(workspace).ok();
    if let Some(id) = &id {
        exchange.linked(SHARED_KEYS, id, WRITE)?;
    }
    let is_there = id.is_some_and(|it| exchange.world.document(&it).is_some());
    if !workspace.is_empty() && !is_there {
        let message = format!("Resource {workspace} was not found.");
        return Err(Refusal::bad("ResourceNotFound", message));
    }
    Ok(())
}

/// A category or a group of them, never both.
fn check_log(log: &Value) -> Result<(), Refusal> {
    let (category, group) = (text(log, "/category"), text(log, "/categoryGroup"));
    let is = |list: &[&str], name: &str| list.iter().any(|it| it.eq_ignore_ascii_case(name));
    let fits = match (category, group) {
        ("", group) => is(&GROUPS, group),
        (category, "") => is(&CATEGORIES, category),
        _ => false,
    };
    let message = format!("Category '{category}{group}' is not supported.");
    fits.then_some(())
        .ok_or_else(|| Refusal::bad("BadRequest", message))
}

fn delete(exchange: &mut Exchange<'_>) -> Outcome {
    let id = exchange.id()?;
    let status = match exchange.world.remove(&id) {
        Some(_) => 200,
        None => 204,
    };
    Ok(Response::empty(status))
}
