//! Access policies, added, replaced and removed one by one.
//!
//! That `replace` sets the permissions of the objects it names and `remove` takes the named ones
//! away is assumed: the documents do not say it.

use serde_json::{Value, json};

use super::body;
use crate::arm::{ResourceId, Response};
use crate::resources::simulated::{Exchange, Outcome, Refusal, text};

/// The kinds of permissions a policy holds.
const KINDS: [&str; 4] = ["keys", "secrets", "certificates", "storage"];

#[derive(Clone, Copy, PartialEq)]
enum Operation {
    Add,
    Replace,
    Remove,
}

pub(super) fn put(exchange: &mut Exchange<'_>) -> Outcome {
    let operation = match exchange.param("operation").to_ascii_lowercase().as_str() {
        "add" => Operation::Add,
        "replace" => Operation::Replace,
        "remove" => Operation::Remove,
        other => {
            let message = format!("The access policy operation '{other}' is not valid.");
            return Err(Refusal::bad_request(message));
        }
    };
    let path = exchange
        .path
        .rsplitn(3, '/')
        .nth(2)
        .unwrap_or_default()
        .to_owned();
    let id = ResourceId::parse(&path).map_err(|why| Refusal::bad_request(why.to_string()))?;
    let vault = exchange.world.document(&id).cloned();
    let before = vault.ok_or_else(|| Refusal::not_found(&id))?;
    let tenant = exchange.world.tenant_of(&id).unwrap_or_default();
    let given: Vec<Value> = body::policies(&exchange.body["properties"])
        .cloned()
        .collect();
    if given.is_empty() || given.len() > 16 {
        return Err(Refusal::bad_request(
            "Between 1 and 16 access policies have to be specified.",
        ));
    }
    let mut policies: Vec<Value> = body::policies(&before.body["properties"])
        .cloned()
        .collect();
    for policy in &given {
        body::check_policy(policy, &tenant)?;
        apply(&mut policies, policy, operation);
    }
    let mut vault = before.clone();
    vault.body["properties"]["accessPolicies"] = Value::Array(policies.clone());
    body::remember_policies(exchange.world, &mut vault, &before);
    exchange.world.put(vault);
    let answer = json!({
        "id": exchange.path,
        "type": "Microsoft.KeyVault/vaults/accessPolicies",
        "properties": { "accessPolicies": policies },
    });
    Ok(Response::json(200, answer))
}

fn apply(policies: &mut Vec<Value>, given: &Value, operation: Operation) {
    let same = |it: &Value| {
        ["/objectId", "/applicationId"]
            .iter()
            .all(|name| text(it, name).eq_ignore_ascii_case(text(given, name)))
    };
    let Some(there) = policies.iter_mut().find(|it| same(it)) else {
        if operation != Operation::Remove {
            policies.push(given.clone());
        }
        return;
    };
    if operation == Operation::Replace {
        *there = given.clone();
        return;
    }
    for kind in KINDS {
        let named = words(&given["permissions"][kind]);
        let mut held = words(&there["permissions"][kind]);
        let is_named = |it: &String| named.iter().any(|other| other.eq_ignore_ascii_case(it));
        held.retain(|it| !is_named(it));
        if operation == Operation::Add {
            held.extend(named.iter().cloned());
        }
        if !held.is_empty() || there["permissions"].get(kind).is_some() {
            there["permissions"][kind] = json!(held);
        }
    }
    let empty = KINDS
        .iter()
        .all(|it| words(&there["permissions"][it]).is_empty());
    if operation == Operation::Remove && empty {
        policies.retain(|it| !same(it));
    }
}

fn words(list: &Value) -> Vec<String> {
    let list = list.as_array().into_iter().flatten();
    list.filter_map(Value::as_str).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(object: &str, keys: &[&str]) -> Value {
        json!({ "objectId": object, "permissions": { "keys": keys } })
    }

    #[test]
    fn operations_add_replace_and_subtract() {
        let rows: [(Operation, Value, Vec<Value>); 5] = [
            (
                Operation::Add,
                policy("A", &["GET", "list"]),
                vec![policy("a", &["wrapKey", "GET", "list"])],
            ),
            (
                Operation::Add,
                policy("b", &["get"]),
                vec![policy("a", &["get", "wrapKey"]), policy("b", &["get"])],
            ),
            (
                Operation::Replace,
                policy("a", &["list"]),
                vec![policy("a", &["list"])],
            ),
            (
                Operation::Remove,
                policy("a", &["get"]),
                vec![policy("a", &["wrapKey"])],
            ),
            (Operation::Remove, policy("a", &["get", "wrapkey"]), vec![]),
        ];
        for (operation, given, expected) in rows {
            let mut policies = vec![policy("a", &["get", "wrapKey"])];
            apply(&mut policies, &given, operation);
            assert_eq!(policies, expected, "{given}");
        }
    }
}
