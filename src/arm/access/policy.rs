//! Azure Policy: would it refuse what is planned?
//!
//! A clean answer is a hint, because exemptions and defaults of the service are not evaluated; a
//! denial is worth a stop.
//!
//! Sources: hashicorp/pandora, `resource-manager/PolicyInsights/2024-10-01`, and
//! Azure/azure-rest-api-specs, `specification/policyinsights`, read 21 Aug 2026.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::arm::{Facts, Read, Reading, Request, Resource, ResourceId, versions};

/// A resource as it will be once the plan is done: the whole of it, for a PATCH the resource as it
/// is now with the change laid over.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned {
    /// Where it will be.
    pub id: ResourceId,
    /// The body with `location`, `kind`, `properties`.
    pub body: Value,
    /// The API version of the planned write.
    pub api_version: String,
}

/// One policy that would refuse the resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Denial {
    /// The ID of the assignment.
    pub assignment: String,
    /// The ID of the definition; empty where the answer left it out.
    pub definition: String,
    /// The policy's own reason, where it gave one.
    pub reason: Option<String>,
    /// The field it is about, where it is about one.
    pub field: Option<String>,
}

/// One policy assignment, from the fallback list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// Its ID.
    pub id: String,
    /// What its author called it.
    pub display_name: String,
    /// The definition or the initiative.
    pub definition: String,
    /// Whether it denies anything at all.
    pub enforced: bool,
    /// What the author says to those it stops.
    pub message: Option<String>,
}

/// Asks whether policies would deny a planned resource. A group that does not exist yet is asked
/// for at its subscription.
#[must_use]
pub fn read(planned: &Planned, ask: AskAt) -> Option<Read> {
    let scope = match ask {
        AskAt::Group => planned.id.group_id()?,
        AskAt::Subscription => planned.id.subscription_id()?,
    };
    let mut content = planned.body.clone();
    let fields = content.as_object_mut()?;
    fields.insert("type".into(), planned.id.arm_type()?.into());
    fields.insert("name".into(), planned.id.name().into());
    let path = format!("{scope}/providers/Microsoft.PolicyInsights/checkPolicyRestrictions");
    let body = json!({"resourceDetails": {
        "resourceContent": content,
        "apiVersion": planned.api_version,
        "scope": planned.id.group_id()?.as_str(),
    }});
    let request = Request::post(path, versions::POLICY_INSIGHTS, Some(body));
    Some(Read::one(request))
}

/// Where the question is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskAt {
    /// At the resource group, which is there already.
    Group,
    /// At the subscription, because the plan creates the group.
    Subscription,
}

/// The policies that would deny, from the answer to [`read`].
#[must_use]
pub fn denials(read: &Read, facts: &Facts) -> Reading<Vec<Denial>> {
    facts.one(read, parse)
}

/// Asks for the assignments at and above a scope: what is left where the check itself is refused.
#[must_use]
pub fn assignments_read(scope: &ResourceId) -> Read {
    let path = format!("{scope}/providers/Microsoft.Authorization/policyAssignments");
    let request = Request::get(path, versions::POLICY_ASSIGNMENTS).query("$filter", "atScope()");
    Read::list(request)
}

/// The assignments at and above a scope.
#[must_use]
pub fn assignments(scope: &ResourceId, facts: &Facts) -> Reading<Vec<Assignment>> {
    facts.all(&assignments_read(scope), assignment)
}

impl Planned {
    /// A resource that is there, with a change laid over it.
    #[must_use]
    pub fn changed(resource: &Resource, change: &Value, api_version: &str) -> Self {
        let mut body = serde_json::to_value(resource).unwrap_or_default();
        overlay(&mut body, change);
        Self {
            id: resource.id.clone(),
            body,
            api_version: api_version.into(),
        }
    }
}

/// Lays the members of one object over another, the way a PATCH does.
fn overlay(below: &mut Value, above: &Value) {
    match (below, above) {
        (Value::Object(below), Value::Object(above)) => {
            for (name, value) in above {
                overlay(below.entry(name.clone()).or_insert(Value::Null), value);
            }
        }
        (below, above) => below.clone_from(above),
    }
}

impl Denial {
    /// What to call the policy: the author's name for the assignment where it is known, else the
    /// last part of its ID.
    #[must_use]
    pub fn title<'a>(&'a self, known: &'a [Assignment]) -> &'a str {
        known
            .iter()
            .find(|it| it.id.eq_ignore_ascii_case(&self.assignment))
            .map_or_else(
                || self.assignment.rsplit('/').next().unwrap_or_default(),
                |it| &it.display_name,
            )
    }
}

fn parse(answer: &Value) -> Option<Vec<Denial>> {
    let list = |value: &Value, path: &str| match value.pointer(path) {
        None | Some(Value::Null) => Some(Vec::new()),
        Some(Value::Array(rows)) => Some(rows.clone()),
        Some(_) => None,
    };
    let mut denials = Vec::new();
    for row in list(answer, "/contentEvaluationResult/policyEvaluations")? {
        let denies = says(&row, "/evaluationResult", "NonCompliant")
            && (says(&row, "/effectDetails/policyEffect", "Deny")
                || row.pointer("/effectDetails/policyEffect").is_none());
        if denies {
            let reason = text(&row, "/evaluationDetails/reason");
            denials.push(denial(&row, "/policyInfo", reason, None));
        }
    }
    for field in list(answer, "/fieldRestrictions")? {
        let name = text(&field, "/field");
        for row in list(&field, "/restrictions")? {
            // Candidates that are denied concern us only where the planned value is among them,
            // and that already stands in the evaluations above.
            if says(&row, "/result", "Required") && says(&row, "/policyEffect", "Deny") {
                denials.push(denial(&row, "/policy", text(&row, "/reason"), name.clone()));
            }
        }
    }
    Some(denials)
}

fn denial(row: &Value, policy: &str, reason: Option<String>, field: Option<String>) -> Denial {
    let of = |name: &str| text(row, &format!("{policy}/{name}")).unwrap_or_default();
    Denial {
        assignment: of("policyAssignmentId"),
        definition: of("policyDefinitionId"),
        reason,
        field,
    }
}

fn assignment(row: &Value) -> Option<Assignment> {
    let id = text(row, "/id")?;
    let name = text(row, "/properties/displayName")
        .unwrap_or_else(|| id.rsplit('/').next().unwrap_or_default().to_owned());
    Some(Assignment {
        display_name: name,
        definition: text(row, "/properties/policyDefinitionId").unwrap_or_default(),
        enforced: !says(row, "/properties/enforcementMode", "DoNotEnforce"),
        message: text(row, "/properties/nonComplianceMessages/0/message"),
        id,
    })
}

fn text(row: &Value, path: &str) -> Option<String> {
    row.pointer(path)
        .and_then(Value::as_str)
        .filter(|it| !it.is_empty())
        .map(str::to_owned)
}

fn says(row: &Value, path: &str, word: &str) -> bool {
    row.pointer(path)
        .and_then(Value::as_str)
        .is_some_and(|it| it.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planned() -> Planned {
        Planned {
            id: ResourceId::of_group("s", "rg")
                .provider("Microsoft.Storage/storageAccounts", "sto"),
            body: json!({"location": "eastus", "properties": {"x": 1}}),
            api_version: "2025-08-01".into(),
        }
    }

    #[test]
    fn the_whole_planned_resource_is_asked_about() {
        let request = read(&planned(), AskAt::Group).expect("a read").request;
        assert!(request.is_read());
        assert_eq!(
            request.path(),
            "/subscriptions/s/resourceGroups/rg/providers/Microsoft.PolicyInsights/checkPolicyRestrictions"
        );
        let body = request.body.unwrap_or_default();
        assert_eq!(
            body["resourceDetails"]["resourceContent"]["type"],
            "Microsoft.Storage/storageAccounts"
        );
        let at = read(&planned(), AskAt::Subscription)
            .expect("a read")
            .request;
        assert!(at.path().starts_with("/subscriptions/s/providers/"));
    }

    #[test]
    fn only_denials_are_denials() {
        let evaluation = |result: &str, effect: &str| {
            json!({
                "policyInfo": {"policyAssignmentId": "/a/cmk", "policyDefinitionId": "/d/1"},
                "evaluationResult": result,
                "effectDetails": {"policyEffect": effect},
                "evaluationDetails": {"reason": "Storage accounts use customer keys"},
            })
        };
        for (result, effect, count) in [
            ("NonCompliant", "Deny", 1),
            ("NonCompliant", "Audit", 0),
            ("Compliant", "Deny", 0),
        ] {
            let answer = json!({"contentEvaluationResult": {"policyEvaluations": [evaluation(result, effect)]}});
            let found = parse(&answer).expect("readable");
            assert_eq!(found.len(), count, "{result} {effect}");
        }
        let required = json!({"fieldRestrictions": [{"field": "tags.environment", "restrictions": [
            {"result": "Required", "policyEffect": "Deny", "policy": {"policyAssignmentId": "/a/tags"}}]}]});
        let found = parse(&required).expect("readable");
        assert_eq!(found[0].field.as_deref(), Some("tags.environment"));
        assert_eq!(found[0].title(&[]), "tags");
        assert_eq!(parse(&json!({"fieldRestrictions": 5})), None);
    }
}
