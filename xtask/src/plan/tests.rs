//! Whole plans, with and without the facts of the simulated Azure.

use cmk_console::arm::{Request, ResourceId};
use cmk_console::resources::ROUNDS;
use cmk_console::sandbox::Scenario;
use cmk_console::sandbox::virtual_time::VirtualTime;

use super::*;

const NOW: Timestamp = Timestamp(1_795_510_800_000);

fn at() -> At {
    At {
        cloud: Cloud::public(),
        tenant: Directory::Fabrikam.tenant(SANDBOX_SEED),
        now: NOW,
    }
}

/// The everyday sandbox, and in it an account with Microsoft's key and an identity that may use
/// the customer's.
struct Everyday {
    time: VirtualTime,
    account: ResourceId,
    identity: ResourceId,
}

impl Everyday {
    fn new() -> Self {
        let time = VirtualTime::new(Scenario::Everyday, 1);
        let documents = time.subscription("mara", "Fabrikam Documents");
        let group =
            ResourceId::of_group(documents.subscription().unwrap_or_default(), "rg-docs-weu");
        let list = format!("{group}/providers/Microsoft.Storage/storageAccounts");
        let accounts = time
            .as_person("mara")
            .ask(&Request::get(list, "2025-08-01"));
        let mut rows = accounts.value()["value"].as_array().into_iter().flatten();
        let plain =
            rows.find(|it| it["properties"]["encryption"]["keySource"] == "Microsoft.Storage");
        let id = plain.and_then(|it| it["id"].as_str()).unwrap_or_default();
        Self {
            account: ResourceId::parse(id).expect("an account with Microsoft's key"),
            identity: group.provider(
                "Microsoft.ManagedIdentity/userAssignedIdentities",
                "id-docs-cmk",
            ),
            time,
        }
    }

    fn answers(&self) -> Value {
        json!({
            "target": self.account.as_str(),
            "key": "https://kv-fabrikam-prod.vault.azure.net/keys/docs-cmk",
            "identity": self.identity.as_str(),
        })
    }

    /// Answers every question that a plan lists, as a person would with `call`.
    fn read(&self, plan: &Value, facts: &mut Value) {
        for row in plan["unread"].as_array().into_iter().flatten() {
            let question = row["question"].as_str().unwrap_or_default();
            let asked = facts::asked(question).expect("a question that can be asked");
            let answer = self.time.as_person("mara").ask(&asked.request);
            facts[question] = json!({ "status": answer.status, "body": answer.value() });
        }
    }
}

/// The plan of a storage account's action, or the refusal.
fn planned(action: &str, answers: &Value, facts: &Value) -> Result<Value, String> {
    let asked = registry::find(Some("storage-account"), Some(action));
    let asked = asked.map_err(|it| it.to_string())?;
    let given = Given::of(answers.as_object().expect("an object")).map_err(|it| it.to_string())?;
    let facts = facts::parse(&facts.to_string(), NOW)?;
    plan(asked, &given, &facts, &at()).map_err(|it| it.to_string())
}

#[test]
fn the_questions_begin_with_the_resource() {
    let asked = registry::find(Some("storage-account"), Some("use-my-key")).ok();
    let shown = questions(asked.expect("an action"));
    let names: Vec<_> = shown["fields"].as_array().into_iter().flatten().collect();
    assert_eq!(names[0]["name"], "target", "{shown:#}");
    assert!(names.iter().any(|it| it["name"] == "key"), "{shown:#}");
    let created = registry::find(Some("key-vault"), Some("create")).ok();
    let shown = questions(created.expect("an action"));
    assert_ne!(shown["fields"][0]["name"], "target", "{shown:#}");
}

#[test]
fn an_answer_that_will_not_do_is_refused_by_its_field() {
    let everyday = Everyday::new();
    let with = |field: &str, value: Value| {
        let mut answers = everyday.answers();
        answers[field] = value;
        answers
    };
    let rows = [
        ("target", json!("fabrikamdocs")),
        ("target", json!(everyday.identity.as_str())),
        ("target", Value::Null),
        ("key", json!("https://evil.example.net/keys/k")),
        ("key", Value::Null),
        ("key", json!(["a"])),
        ("identity", json!("")),
        ("colour", json!("green")),
    ];
    for (field, value) in rows {
        let said = planned("use-my-key", &with(field, value.clone()), &json!({}));
        let blamed = said
            .as_ref()
            .err()
            .map(|it| it.starts_with(&format!("{field}: ")));
        assert_eq!(blamed, Some(true), "{field} {value}: {said:?}");
    }
}

#[test]
fn without_facts_nothing_is_claimed() {
    let everyday = Everyday::new();
    let plan = planned("use-my-key", &everyday.answers(), &json!({})).expect("a plan");
    assert_eq!(plan["checks"][0]["finding"], "unknown", "{plan:#}");
    assert_eq!(plan["steps"], json!([]));
    let question = plan["unread"][0]["question"].as_str().unwrap_or_default();
    assert_eq!(
        question,
        format!("GET {}?api-version=2025-08-01", everyday.account)
    );

    let new = json!({
        "subscription": everyday.account.subscription(),
        "group": "rg-docs-weu",
        "location": "westeurope",
        "name": "fabrikamnew",
        "key": "https://kv-fabrikam-prod.vault.azure.net/keys/docs-cmk",
        "identity": everyday.identity.as_str(),
    });
    let plan = planned("create-with-my-key", &new, &json!({})).expect("a plan");
    let checks = plan["checks"].as_array().into_iter().flatten();
    let passed: Vec<_> = checks
        .filter(|it| it["finding"] == "passed")
        .map(|it| it["id"].clone())
        .collect();
    // The one check that rests on the answers alone.
    assert_eq!(passed, ["only-now"], "{plan:#}");
}

#[test]
fn with_every_question_answered_the_exact_requests_are_there() {
    let everyday = Everyday::new();
    let (mut facts, answers) = (json!({}), everyday.answers());
    let mut plan = Value::Null;
    for _ in 0..ROUNDS {
        plan = planned("use-my-key", &answers, &facts).expect("a plan");
        if plan["unread"] == json!([]) {
            break;
        }
        everyday.read(&plan, &mut facts);
    }
    assert_eq!(plan["unread"], json!([]), "{plan:#}");
    assert_eq!(plan["broken"], json!([]), "{plan:#}");
    let steps = plan["steps"].as_array().cloned().unwrap_or_default();
    let set_key = steps.iter().find(|it| it["id"] == "set-key");
    let request = set_key.map(|it| it["work"]["send"]["request"].clone());
    let request = request.unwrap_or_default();
    assert_eq!(request["method"], "PATCH", "{steps:#?}");
    let url = format!("{}?api-version=2025-08-01", everyday.account);
    assert_eq!(request["url"], url);
    assert_eq!(
        request["body"]["properties"]["encryption"]["keyvaultproperties"]["keyname"],
        "docs-cmk"
    );
}
