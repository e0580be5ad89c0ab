//! Whether a vault writes down who uses its keys.
//!
//! Source: MicrosoftDocs/azure-security-docs @ 1c4310be, `key-vault/general/logging.md`, and
//! Azure/azure-policy @ f4a50bac, `cf820ca0-f99e-4f3e-84fb-66e913812d21`, read 21 Aug 2026.

use serde_json::{Value, json};

use crate::arm::{Facts, Read, Reading, Request, ResourceId, versions};

/// The id of the action of vaults that makes such a setting.
pub const ACTION: &str = "send-audit-logs";

/// The right to make one.
pub const WRITE: &str = "Microsoft.Insights/diagnosticSettings/write";

/// The category that holds each use of a key.
pub const CATEGORY: &str = "AuditEvent";

/// As many settings a resource can have.
///
/// Source: MicrosoftDocs/azure-docs, `includes/azure-monitor-limits-diagnostic-settings.md`, read
/// 27 Nov 2026.
pub const MOST: usize = 5;

/// A diagnostic setting as far as it matters to a new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// What it is called.
    pub name: String,
    /// The ID of the workspace it sends to; empty where it sends elsewhere.
    pub workspace: String,
    /// Whether it collects the use of keys.
    pub use_of_keys: bool,
}

/// A diagnostic setting that collects the use of keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audit {
    /// What the setting is called.
    pub setting: String,
    /// Where the log goes, in a few words: "log-security-weu".
    pub to: String,
}

/// Categories and groups of categories that hold the use of keys.
const HOLD_USE: [&str; 3] = ["AuditEvent", "audit", "allLogs"];

/// Where a log can go: the member that says so, and what it is called.
const DESTINATIONS: [(&str, &str); 4] = [
    ("workspaceId", "workspace"),
    ("storageAccountId", "storage account"),
    ("eventHubAuthorizationRuleId", "event hub"),
    ("marketplacePartnerId", "partner"),
];

/// Asks for the diagnostic settings of a vault or a Managed HSM.
#[must_use]
pub fn read(vault: &ResourceId) -> Read {
    let path = format!("{vault}/providers/Microsoft.Insights/diagnosticSettings");
    Read::list(Request::get(path, versions::DIAGNOSTIC_SETTINGS))
}

/// Asks for one setting.
#[must_use]
pub fn one_read(vault: &ResourceId, name: &str) -> Request {
    Request::get(setting(vault, name), versions::DIAGNOSTIC_SETTINGS)
}

/// Sends the audit log to a workspace; needs [`WRITE`], and the right to use the workspace.
#[must_use]
pub fn send(vault: &ResourceId, name: &str, workspace: &ResourceId) -> Request {
    let body = json!({"properties": {
        "workspaceId": workspace.as_str(),
        "logAnalyticsDestinationType": "Dedicated",
        "logs": [{"category": CATEGORY, "enabled": true}],
        "metrics": [],
    }});
    Request::put(setting(vault, name), versions::DIAGNOSTIC_SETTINGS, body)
}

fn setting(vault: &ResourceId, name: &str) -> ResourceId {
    vault.provider("Microsoft.Insights/diagnosticSettings", name)
}

/// Every setting, whatever it collects.
#[must_use]
pub fn settings(vault: &ResourceId, facts: &Facts) -> Reading<Vec<Setting>> {
    facts.all(&read(vault), |it| {
        let workspace = it.pointer("/properties/workspaceId");
        Some(Setting {
            name: it.get("name")?.as_str()?.to_owned(),
            workspace: workspace
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned(),
            use_of_keys: parse(it).is_some(),
        })
    })
}

/// Where the use of keys is written down, for a page.
#[must_use]
pub fn words(vault: &ResourceId, facts: &Facts) -> String {
    match of(vault, facts) {
        Reading::Found(found) => match found.first() {
            Some(first) => format!("in {}", first.to),
            None => format!("nowhere: {} has no diagnostic setting for it", vault.name()),
        },
        Reading::NotRead => "being read".into(),
        Reading::Missing | Reading::Failed(_) => "could not be read".into(),
    }
}

/// The settings that collect the use of keys; none where nobody writes it down.
#[must_use]
pub fn of(vault: &ResourceId, facts: &Facts) -> Reading<Vec<Audit>> {
    let found = facts.all(&read(vault), |it| Some(parse(it)));
    found.map(|it| it.into_iter().flatten().collect())
}

fn parse(setting: &Value) -> Option<Audit> {
    let logs = setting.pointer("/properties/logs")?.as_array()?;
    let is_use = |it: &&Value| {
        let name = ["category", "categoryGroup"]
            .iter()
            .find_map(|name| it.get(name)?.as_str());
        let name = name.unwrap_or_default();
        let is_on = it.get("enabled").and_then(Value::as_bool) == Some(true);
        is_on && HOLD_USE.iter().any(|it| it.eq_ignore_ascii_case(name))
    };
    logs.iter().find(is_use)?;
    let to = DESTINATIONS.iter().find_map(|(member, what)| {
        let id = setting
            .pointer(&format!("/properties/{member}"))?
            .as_str()?;
        let name = id.rsplit('/').next().filter(|it| !it.is_empty())?;
        Some(format!("{what} {name}"))
    });
    Some(Audit {
        setting: setting.get("name")?.as_str()?.to_owned(),
        to: to?,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_a_setting_that_is_on_and_goes_somewhere_counts() {
        let id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log-a";
        let log = |member: &str, name: &str, on: bool| json!([{ member: name, "enabled": on }]);
        for (logs, workspace, expected) in [
            (log("categoryGroup", "audit", true), json!(id), true),
            (log("categoryGroup", "allLogs", true), json!(id), true),
            (log("category", "AuditEvent", true), json!(id), true),
            (log("category", "AuditEvent", false), json!(id), false),
            (
                log("category", "AzurePolicyEvaluationDetails", true),
                json!(id),
                false,
            ),
            (log("categoryGroup", "audit", true), Value::Null, false),
            (json!([]), json!(id), false),
        ] {
            let setting = json!({
                "name": "s", "properties": { "workspaceId": workspace, "logs": logs },
            });
            let found = parse(&setting);
            assert_eq!(found.is_some(), expected, "{setting}");
            if let Some(found) = found {
                assert_eq!(found.to, "workspace log-a");
            }
        }
    }
}
