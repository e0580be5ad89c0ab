//! The lawful plan, and the changes that rows make to it.

use cmk_console::arm::{Request, ResourceId};
use cmk_console::plan::{
    Check, Claim, Condition, Consequence, Finding, Plan, Step, Watch, Work, reference,
    uuid_reference,
};
use serde_json::{Value, json};

pub const GROUP: &str = "/subscriptions/s/resourceGroups/g";
pub const ACCOUNT: &str =
    "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/account";
pub const VAULT: &str = "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv";
pub const HOST: &str = "kv.vault.azure.net";
pub const IN_USE: &str = "/properties/encryption/keyvaultproperties/currentVersionedKeyIdentifier";
pub const ENCRYPTION_USER: &str = "e147488a-f6f5-4113-8e2d-b22465e65bf6";
pub const READER: &str = "acdd72a7-3385-48ef-bd42-f606fba81ae7";

/// Attaches an identity, grants it the key, sets the key, pinned; three checks, one proof.
pub fn lawful() -> Plan {
    let mut plan = Plan::new(
        "Use my key on account",
        "use-my-key",
        ResourceId::parse(ACCOUNT).expect("a valid ID"),
        watch(ACCOUNT, uses("orders/aa")),
    );
    let passed = |id: &str, claim| Check::new(id, Finding::Passed, id).settles(claim);
    plan.checks = vec![
        passed("idle", Claim::Idle(plan.target.clone())),
        passed("recoverable", Claim::recoverable(HOST)),
    ];
    let identity = json!({"identity": {"type": "SystemAssigned"}});
    let attach = Request::patch(ACCOUNT, "1", identity);
    let key = Request::patch(
        ACCOUNT,
        "1",
        key_body(&format!("https://{HOST}"), "orders", "aa"),
    );
    plan.steps = vec![
        Step::send(
            "attach",
            "Attach",
            attach,
            watch(ACCOUNT, Condition::Present("/identity/principalId".into())),
        )
        .capture("principal", "/identity/principalId"),
        Step::send(
            "grant",
            "Grant",
            grant(VAULT, ENCRYPTION_USER),
            watch(VAULT, Condition::Exists),
        )
        .settles(Claim::granted(HOST, "orders")),
        Step::send("key", "Set the key", key, watch(ACCOUNT, uses("orders/aa"))),
    ];
    plan.finish("tenant")
}

pub fn grant(scope: &str, role: &str) -> Request {
    let name = uuid_reference(&[scope, role, "@principal"]);
    let role = format!("/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/{role}");
    let body =
        json!({"properties": {"roleDefinitionId": role, "principalId": reference("principal")}});
    Request::put(
        format!("{scope}/providers/Microsoft.Authorization/roleAssignments/{name}"),
        "1",
        body,
    )
}

pub fn policy(permissions: &[&str]) -> Request {
    let policy = json!({"objectId": reference("principal"), "permissions": {"keys": permissions}});
    let body = json!({"properties": {"accessPolicies": [policy]}});
    Request::put(format!("{VAULT}/accessPolicies/add"), "1", body)
}

pub fn key_body(vault: &str, name: &str, version: &str) -> Value {
    let key = json!({"keyvaulturi": vault, "keyname": name, "keyversion": version});
    json!({"properties": {"encryption": {"keyvaultproperties": key}}})
}

/// Makes the last step set this key.
pub fn set_key(plan: &mut Plan, vault: &str, name: &str, version: &str) {
    send(
        plan,
        2,
        Request::patch(ACCOUNT, "1", key_body(vault, name, version)),
    );
}

/// Puts a PATCH of a vault's purge protection before everything, in place of the check.
pub fn protect(plan: &mut Plan, vault: &str, on: bool) {
    drop_check(plan, "recoverable");
    let path = VAULT.replace("/kv", &format!("/{vault}"));
    let body = json!({"properties": {"enablePurgeProtection": on}});
    let on = watch(
        &path,
        Condition::Is("/properties/enablePurgeProtection".into(), "true".into()),
    );
    let step = Step::send("protect", "Protect", Request::patch(&path, "1", body), on);
    plan.steps.insert(0, step.settles(Claim::recoverable(HOST)));
}

/// Deletes something and then creates the account with its key.
pub fn recreate(plan: &mut Plan, deleted: &str) {
    send(
        plan,
        2,
        Request::put(
            ACCOUNT,
            "1",
            key_body(&format!("https://{HOST}"), "orders", "aa"),
        ),
    );
    let delete = Request::delete(deleted, "1");
    plan.steps.insert(
        0,
        Step::send("delete", "Delete", delete, watch(deleted, Condition::Gone)),
    );
}

/// A step that waits until something is at rest.
pub fn wait_for(path: &str) -> Step {
    let at = "/properties/provisioningState";
    Step::watch(
        "wait",
        "Wait",
        watch(path, Condition::Is(at.into(), "Succeeded".into())),
    )
}

/// Puts a step before all others that claims the target to be idle, in place of the check.
pub fn first(plan: &mut Plan, step: Step) {
    drop_check(plan, "idle");
    let target = plan.target.clone();
    plan.steps.insert(0, step.settles(Claim::Idle(target)));
}

pub fn send(plan: &mut Plan, step: usize, request: Request) {
    let Work::Send { request: old, .. } = &mut plan.steps[step].work else {
        unreachable!("step {step} sends nothing");
    };
    *old = request;
}

/// Says of the second step that something stops with it.
pub fn stops(plan: &mut Plan) {
    plan.steps[1].consequence = Some(Consequence::Outage("It stops.".into()));
}

pub fn shown_by(plan: &mut Plan, read: Request, until: Condition) {
    let Work::Send { shown_by, .. } = &mut plan.steps[2].work else {
        unreachable!("the last step sends nothing");
    };
    *shown_by = Watch::new(read, until);
}

pub fn prove(plan: &mut Plan, path: &str, until: Condition) {
    plan.proof.work = Work::Watch(Watch::new(at(&format!("{path}?api-version=1")), until));
}

pub fn drop_check(plan: &mut Plan, id: &str) {
    plan.checks.retain(|it| it.id != id);
}

pub fn drop_step(plan: &mut Plan, id: &str) {
    plan.steps.retain(|it| it.id != id);
}

pub fn find(plan: &mut Plan, id: &str, finding: Finding) {
    for check in plan.checks.iter_mut().filter(|it| it.id == id) {
        check.finding = finding;
    }
}

pub fn watch(path: &str, until: Condition) -> Watch {
    Watch::new(Request::get(path, "1"), until)
}

pub fn uses(key: &str) -> Condition {
    Condition::UsesKey(IN_USE.into(), format!("https://{HOST}/keys/{key}"))
}

pub fn at(url: &str) -> Request {
    Request::follow(url)
}
