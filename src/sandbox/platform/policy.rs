//! Azure Policy: assignments that deny, asked before and enforced at every write.
//!
//! Source: azure-rest-api-specs, `Microsoft.PolicyInsights` 2024-10-01 and
//! `Microsoft.Authorization/policyAssignments` 2025-01-01, read 21 Aug 2026; the sentence of
//! `RequestDisallowedByPolicy` from public logs. Only the few kinds of rule that the scenario uses
//! are evaluated.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::role_assignments::scope_of;
use crate::arm::{Method, ResourceId};
use crate::resources::simulated::{
    Caller, Document, Exchange, Outcome, Refusal, Right, Route, Simulated, World, merge, page,
    shown, text,
};

mod restrictions;

/// Policy assignments.
pub(in crate::sandbox) struct Assignments;

/// The preflight over them.
pub(in crate::sandbox) struct Restrictions;

const ASSIGNMENTS: &str = "Microsoft.Authorization/policyAssignments";

/// What a policy looks at. It speaks of one type and one field.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::sandbox) struct Rule {
    /// The ARM type it is about.
    pub(in crate::sandbox) arm_type: String,
    /// The field's alias: `Microsoft.Storage/storageAccounts/encryption.keySource`.
    pub(in crate::sandbox) alias: String,
    /// Where that field is in the resource.
    pub(in crate::sandbox) pointer: String,
    /// What it must be one of, ignoring case and blanks.
    pub(in crate::sandbox) allowed: Vec<String>,
    /// `Deny` or `Audit`.
    pub(in crate::sandbox) effect: String,
    /// The definition's name for people.
    pub(in crate::sandbox) definition: String,
}

const READ: &str = "Microsoft.Authorization/policyAssignments/read";

static ROUTES: &[Route] = &[
    Route::at(
        Method::Get,
        "{scope}/providers/Microsoft.Authorization/policyAssignments",
        READ,
        list,
    ),
    Route::at(
        Method::Get,
        "{scope}/providers/Microsoft.Authorization/policyAssignments/{name}",
        READ,
        shown,
    ),
];

impl Simulated for Assignments {
    fn types(&self) -> &'static [&'static str] {
        &[ASSIGNMENTS]
    }

    fn api_versions(&self) -> &'static [&'static str] {
        &["2026-07-01", "2025-01-01"]
    }

    fn routes(&self) -> &'static [Route] {
        ROUTES
    }
}

impl Simulated for Restrictions {
    fn types(&self) -> &'static [&'static str] {
        &["Microsoft.PolicyInsights/checkPolicyRestrictions"]
    }

    fn api_versions(&self) -> &'static [&'static str] {
        &["2024-10-01"]
    }

    fn routes(&self) -> &'static [Route] {
        restrictions::ROUTES
    }
}

impl Rule {
    fn of(assignment: &Document) -> Option<Self> {
        serde_json::from_value(assignment.inner.clone()).ok()
    }

    /// The value that the rule objects to, if it does.
    fn objects(&self, resource: &Value) -> Option<Value> {
        if !text(resource, "/type").eq_ignore_ascii_case(&self.arm_type) {
            return None;
        }
        let value = resource.pointer(&self.pointer).cloned().unwrap_or_default();
        let plain = |it: &str| it.replace(' ', "").to_ascii_lowercase();
        let found = value.as_str().map(plain).unwrap_or_default();
        let good = self.allowed.iter().any(|it| plain(it) == found);
        (!good).then_some(value)
    }
}

/// Puts a policy assignment into the world.
pub(in crate::sandbox) fn plant(
    world: &mut dyn World,
    at: &ResourceId,
    (name, display, message): (&str, &str, &str),
    rule: &Rule,
) {
    let definition = world.guid(&rule.definition);
    let subscription = at.subscription().unwrap_or_default();
    let body = json!({ "properties": {
        "displayName": display,
        "policyDefinitionId": format!("/subscriptions/{subscription}/providers/Microsoft.Authorization/policyDefinitions/{definition}"),
        "scope": at.as_str(),
        "notScopes": [],
        "parameters": {},
        "enforcementMode": "Default",
        "nonComplianceMessages": [{ "message": message }],
    }});
    world.put(Document {
        id: at.provider(ASSIGNMENTS, name),
        body,
        inner: serde_json::to_value(rule).unwrap_or_default(),
    });
}

fn above<'a>(
    world: &'a dyn World,
    scope: &'a ResourceId,
) -> impl Iterator<Item = (&'a Document, Rule)> {
    let assignments = world.documents(ASSIGNMENTS);
    assignments
        .filter(move |it| it.id.parent().is_some_and(|it| it.contains(scope)))
        .filter_map(|it| Some((it, Rule::of(it)?)))
}

/// Assignments at or above the scope; without `atScope()` also those below it.
fn list(exchange: &mut Exchange<'_>) -> Outcome {
    let scope = scope_of(exchange)?;
    let only_above = match exchange.query("$filter").unwrap_or_default() {
        "" => false,
        it if it.eq_ignore_ascii_case("atScope()") => true,
        other => {
            let message = format!("The filter '{other}' is not supported.");
            return Err(Refusal::bad("InvalidFilterInQueryString", message));
        }
    };
    let world = &*exchange.world;
    let wanted = |at: &ResourceId| at.contains(&scope) || !only_above && scope.contains(at);
    let rows = world
        .documents(ASSIGNMENTS)
        .filter(|it| it.id.parent().is_some_and(|it| wanted(&it)))
        .map(|it| world.show(it))
        .collect();
    page(exchange, rows)
}

/// Refuses a write that a policy denies.
pub(in crate::sandbox) fn check(
    world: &dyn World,
    caller: &Caller,
    id: &ResourceId,
    body: &Value,
) -> Result<(), Refusal> {
    let mut planned = world.document(id).map_or(json!({}), |it| world.show(it));
    merge(&mut planned, body);
    planned["type"] = json!(id.arm_type());
    planned["name"] = json!(id.name());
    for (assignment, rule) in above(world, id) {
        let Some(value) = rule.objects(&planned) else {
            continue;
        };
        if rule.effect == "Deny" {
            return Err(denied(world, caller, id, (assignment, &rule, &value)));
        }
    }
    Ok(())
}

fn denied(
    world: &dyn World,
    caller: &Caller,
    id: &ResourceId,
    (assignment, rule, value): (&Document, &Rule, &Value),
) -> Refusal {
    let name = assignment.text("/properties/displayName");
    let definition = assignment.text("/properties/policyDefinitionId");
    let identifiers = json!([{
        "policyAssignment": { "name": name, "id": assignment.id.as_str() },
        "policyDefinition": { "name": rule.definition, "id": definition },
    }]);
    let mut info = json!({
        "policyDefinitionDisplayName": rule.definition,
        "policyDefinitionId": definition,
        "policyDefinitionEffect": rule.effect,
        "policyAssignmentId": assignment.id.as_str(),
        "policyAssignmentName": assignment.id.name(),
        "policyAssignmentDisplayName": name,
        "policyAssignmentScope": assignment.text("/properties/scope"),
    });
    // Without rights on policies Azure leaves the evaluation out.
    let action = "Microsoft.Authorization/policyAssignments/read";
    if world.may(&caller.object, Right::Action(action), id) {
        info["evaluationDetails"] = json!({ "evaluatedExpressions": [expression(rule, value)] });
    }
    let message = format!(
        "Resource '{}' was disallowed by policy. Policy identifiers: '{identifiers}'.",
        id.name()
    );
    let mut refusal = Refusal::new(403, "RequestDisallowedByPolicy", message);
    refusal.additional = vec![json!({ "type": "PolicyViolation", "info": info })];
    refusal
}

fn expression(rule: &Rule, value: &Value) -> Value {
    json!({
        "result": "True",
        "expressionKind": "Field",
        "expression": rule.alias,
        "path": rule.pointer.trim_start_matches('/').replace('/', "."),
        "expressionValue": value,
        "targetValue": rule.allowed,
        "operator": "NotIn",
    })
}
