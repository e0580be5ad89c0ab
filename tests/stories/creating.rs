//! From an empty place to an account under a key: everything made with the console's own actions.

use cmk_console::arm::ResourceId;

use crate::console::Wish;
use crate::console::places::{ACCOUNT, IDENTITY, Place, VAULT};
use crate::{changes, check, planned, proved};

/// Vault, key, identity and account, each by its own action, in a group that does not exist yet.
fn from_nothing(place: &Place, group: &str, vault: &[(&str, &str)], key: &[(&str, &str)]) {
    let answered = |wish: Wish, answers: &[(&str, &str)]| {
        answers
            .iter()
            .fold(wish, |wish, (field, answer)| wish.answer(field, answer))
    };
    let create = place.create((VAULT, "create"), group, "kv-story");
    let vault = proved(place, "mara", &answered(create, vault)).plan.target;
    let create = Wish::new(VAULT, "create-key", Some(&vault)).answer("name", "story-cmk");
    proved(place, "mara", &answered(create, key));
    let create = place.create((IDENTITY, "create"), group, "id-story");
    let identity = proved(place, "mara", &create).plan.target;
    let create = place
        .create((ACCOUNT, "create-with-my-key"), group, "storyaccount")
        .answer("key", "https://kv-story.vault.azure.net/keys/story-cmk")
        .answer("identity", identity.as_str());
    let run = proved(place, "mara", &create);
    assert_eq!(run.plan.target.name(), "storyaccount");
}

#[test]
fn an_account_under_a_key_comes_out_of_an_empty_subscription() {
    type Answers<'a> = &'a [(&'a str, &'a str)];
    let rows: [(&str, Answers<'_>, Answers<'_>, &str); 3] = [
        ("as offered", &[], &[], "PUT roleAssignments"),
        (
            "access policies",
            &[("model", "policies")],
            &[("size", "2048")],
            "PUT accessPolicies",
        ),
        (
            "in hardware, for a while",
            &[("tier", "premium"), ("retention", "7")],
            &[
                ("type", "RSA-HSM"),
                ("size", "4096"),
                ("until", "2028-01-01"),
                ("rotation", "P90D"),
            ],
            "PUT roleAssignments",
        ),
    ];
    for (name, vault, key, grant) in rows {
        let place = Place::nothing_set_up();
        from_nothing(&place, "rg-made", vault, key);
        let expected = [
            "PUT resourceGroups",
            "PUT vaults",
            "PUT keys",
            "PUT userAssignedIdentities",
            grant,
            "PUT storageAccounts",
        ];
        assert_eq!(changes(&place), expected, "{name}");
    }
}

#[test]
fn a_subscription_that_never_used_a_service_is_registered_first() {
    let place = Place::everyday();
    let labs = place.time.subscription("mara", "Fabrikam Labs");
    let young = Place {
        documents: labs,
        ..place
    };
    let wish = young.create((VAULT, "create"), "rg-labs-weu", "kv-labs");
    let plan = planned(&young, "mara", &wish);
    let provider = check(&plan, "provider-microsoft.keyvault");
    assert_eq!(provider.reason, "The plan registers it first.");
    proved(&young, "mara", &wish);
    assert_eq!(changes(&young), ["POST Microsoft.KeyVault", "PUT vaults"]);
}

#[test]
fn what_can_be_chosen_only_at_creation_is_there_afterwards() {
    let place = Place::everyday();
    let wish = place
        .create((ACCOUNT, "create-with-my-key"), "rg-new-weu", "fabrikamnew")
        .answer(
            "key",
            "https://kv-fabrikam-policies.vault.azure.net/keys/policies-cmk",
        )
        .answer("identity", place.find(IDENTITY, "id-orders-cmk").as_str())
        .answer("tables", "false")
        .answer("infrastructure", "true");
    let account = proved(&place, "mara", &wish).plan.target;
    let shown = place.read(account, "2025-08-01");
    let encryption = &shown["properties"]["encryption"];
    assert_eq!(encryption["services"]["queue"]["keyType"], "Account");
    assert_ne!(encryption["services"]["table"]["keyType"], "Account");
    assert_eq!(encryption["requireInfrastructureEncryption"], true);
}

#[test]
fn names_that_are_taken_are_said_before_anything_is_sent() {
    let place = Place::everyday();
    let group = |id: ResourceId| id.resource_group().expect("a group").to_owned();
    let rows = [
        (
            (ACCOUNT, "create-with-my-key"),
            "rg-new-weu".to_owned(),
            "fabrikamorders",
            "name",
        ),
        (
            (VAULT, "create"),
            "rg-new-weu".to_owned(),
            "kv-contoso-prod",
            "name",
        ),
        (
            (VAULT, "create"),
            group(place.find(VAULT, "kv-fabrikam-dev")),
            "kv-fabrikam-dev",
            "free",
        ),
        (
            (IDENTITY, "create"),
            group(place.find(IDENTITY, "id-docs-cmk")),
            "id-docs-cmk",
            "free",
        ),
    ];
    for (action, group, name, expected) in rows {
        let wish = place
            .create(action, &group, name)
            .answer(
                "key",
                "https://kv-fabrikam-prod.vault.azure.net/keys/orders-cmk",
            )
            .answer("identity", place.find(IDENTITY, "id-orders-cmk").as_str());
        let said = crate::ends_before_anything_is_sent(&place, "mara", &wish);
        assert!(said.contains(expected), "{name}: {said}");
    }
}
