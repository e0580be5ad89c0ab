//! The preflight over policies: what would be denied, without trying.

use serde_json::{Value, json};

use super::{Rule, above, expression};
use crate::arm::Response;
use crate::resources::simulated::{Exchange, Outcome, Refusal, Route, text};

/// A read, although it is a POST.
const READ: &str = "Microsoft.PolicyInsights/checkPolicyRestrictions/read";

pub(super) static ROUTES: &[Route] = &[
    Route::asking(
        "/subscriptions/{subscription}/providers/Microsoft.PolicyInsights/checkPolicyRestrictions",
        READ,
        restrictions,
    ),
    Route::asking(
        "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.PolicyInsights/checkPolicyRestrictions",
        READ,
        restrictions,
    ),
];

/// The preflight. It creates nothing and is a read, although it is a POST.
fn restrictions(exchange: &mut Exchange<'_>) -> Outcome {
    let Some(planned) = exchange
        .body
        .pointer("/resourceDetails/resourceContent")
        .cloned()
    else {
        let message =
            "The request is missing the required property 'resourceDetails.resourceContent'.";
        return Err(Refusal::bad("InvalidCheckRestrictionsRequest", message));
    };
    let audits = exchange.body.pointer("/includeAuditEffect") == Some(&json!(true));
    let scope = exchange.container();
    let world = &*exchange.world;
    let mut evaluations = Vec::new();
    let mut fields = Vec::new();
    for (assignment, rule) in above(world, &scope) {
        let policy = json!({
            "policyDefinitionId": assignment.text("/properties/policyDefinitionId"),
            "policyAssignmentId": assignment.id.as_str(),
        });
        if rule.effect != "Deny" && !audits {
            continue;
        }
        fields.extend(restricted(exchange, &rule, &policy));
        if let Some(value) = rule.objects(&planned) {
            evaluations.push(json!({
                "policyInfo": policy,
                "evaluationResult": "NonCompliant",
                "effectDetails": { "policyEffect": rule.effect },
                "evaluationDetails": {
                    "reason": assignment.text("/properties/nonComplianceMessages/0/message"),
                    "evaluatedExpressions": [expression(&rule, &value)],
                },
            }));
        }
    }
    let answer = json!({
        "contentEvaluationResult": { "policyEvaluations": evaluations },
        "fieldRestrictions": fields,
    });
    Ok(Response::json(200, answer))
}

/// What a rule says about a field that is not decided yet.
fn restricted(exchange: &Exchange<'_>, rule: &Rule, policy: &Value) -> Option<Value> {
    let pending = exchange.body.get("pendingFields")?.as_array()?;
    let field = rule.pointer.trim_start_matches('/');
    let asked = pending.iter().find(|it| text(it, "/field") == field)?;
    let values: Vec<&str> = asked
        .get("values")?
        .as_array()?
        .iter()
        .filter_map(Value::as_str)
        .filter(|it| {
            !rule
                .allowed
                .iter()
                .any(|good| good.eq_ignore_ascii_case(it))
        })
        .collect();
    (!values.is_empty()).then(|| {
        json!({
            "field": field,
            "restrictions": [{
                "result": rule.effect,
                "values": values,
                "policyEffect": rule.effect,
                "policy": policy,
            }],
        })
    })
}
