//! The plans the scripts play, as small as each behaviour allows.

use cmk_console::arm::{Request, ResourceId};
use cmk_console::plan::{
    Check, Claim, Condition, Deadline, Finding, HandOver, Plan, Step, Watch, reference,
    uuid_reference,
};
use serde_json::{Value, json};

pub const ACCOUNT: &str =
    "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/account";
const VAULT: &str = "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/vault";
const KEY: &str = "https://vault.vault.azure.net/keys/orders/aa";
const IN_USE: &str = "/properties/encryption/keyvaultproperties/currentVersionedKeyIdentifier";

/// Codes that mean "not yet" in the plans that have patience.
const NOT_YET: &str = "KeyVaultAuthenticationFailure";

pub fn account() -> ResourceId {
    ResourceId::parse(ACCOUNT).expect("a valid ID")
}

/// Sets the key of an account and proves it.
pub fn set_key() -> Plan {
    plan(vec![key_step()])
}

/// As [`set_key`], patient for a minute while the grant is on its way.
pub fn patient() -> Plan {
    plan(vec![key_step().patience(&[NOT_YET], 60)])
}

/// As [`set_key`], where one refusal says that it was done before.
pub fn already() -> Plan {
    plan(vec![key_step().already(&["AlreadySo"])])
}

/// A POST, which must not be sent twice, and the same that may.
pub fn post(repeatable: bool) -> Plan {
    let request = Request::post(format!("{ACCOUNT}/failover"), "1", None);
    let request = if repeatable {
        request.repeatable()
    } else {
        request
    };
    let moved = Watch::new(
        read(ACCOUNT),
        Condition::Is("/location".into(), "north".into()),
    );
    plan(vec![Step::send("move", "Move it", request, moved)])
}

/// Attaches an identity, grants it, sets the key: each step needs what the one before gave.
pub fn whole_way() -> Plan {
    let attach = Step::send(
        "attach",
        "Attach an identity",
        Request::patch(
            ACCOUNT,
            "1",
            json!({"identity": {"type": "SystemAssigned"}}),
        ),
        Watch::new(
            read(ACCOUNT),
            Condition::Present("/identity/principalId".into()),
        ),
    )
    .capture("principal", "/identity/principalId");
    let grant = format!(
        "{VAULT}/providers/Microsoft.Authorization/roleAssignments/{}",
        uuid_reference(&[VAULT, "role", "@principal"])
    );
    let role =
        "/providers/Microsoft.Authorization/roleDefinitions/e147488a-f6f5-4113-8e2d-b22465e65bf6";
    let body =
        json!({"properties": {"roleDefinitionId": role, "principalId": reference("principal")}});
    let shown = Condition::Is("/properties/principalId".into(), reference("principal"));
    let grant = Step::send(
        "grant",
        "Grant the key",
        Request::put(&grant, "1", body),
        Watch::new(read(&grant), shown),
    )
    .settles(Claim::granted("vault.vault.azure.net", "orders"));
    let mut plan = plan(vec![attach, grant, key_step().patience(&[NOT_YET], 60)]);
    plan.checks.retain(|it| it.id != "granted");
    plan
}

/// The name of the grant in [`whole_way`], once the principal is known.
pub fn grant() -> String {
    cmk_console::plan::template::uuid_of(&[VAULT, "role", "p1"])
}

/// Waits for a role to be there: every 5 seconds, at least `at_least`, at most 20.
pub fn watch(at_least: u32) -> Plan {
    let seen = Watch::new(
        read(ACCOUNT),
        Condition::Is("/location".into(), "north".into()),
    );
    plan(vec![Step::watch(
        "wait",
        "Wait for it",
        seen.at_least(at_least).paced(5, 20),
    )])
}

/// Waits until something is gone.
pub fn gone() -> Plan {
    let gone = Watch::new(read(VAULT), Condition::Gone).paced(5, 20);
    plan(vec![Step::watch("wait", "Wait until it is gone", gone)])
}

/// Waits for a value that the proof's directory does not need: the capture of a watch.
pub fn capture() -> Plan {
    let seen = Watch::new(read(ACCOUNT), Condition::Exists);
    let note = Request::put(
        format!("{ACCOUNT}/notes/{}", reference("principal")),
        "1",
        json!({}),
    );
    plan(vec![
        Step::watch("look", "Look", seen).capture("principal", "/identity/principalId"),
        Step::send(
            "note",
            "Note it",
            note.clone(),
            Watch::new(read(note.path()), Condition::Exists),
        ),
    ])
}

/// Hands over to a person; `seen` is whether a read shows the effect.
pub fn hand_over(seen: bool) -> Plan {
    let shown_by = Watch::new(
        read(ACCOUNT),
        Condition::Is("/location".into(), "north".into()),
    );
    let work = HandOver {
        to: "an administrator of the Managed HSM".into(),
        commands: vec![(
            "Azure CLI".into(),
            "az keyvault role assignment create".into(),
        )],
        shown_by: seen.then(|| shown_by.paced(5, 20)),
        gives: None,
    };
    plan(vec![Step::hand_over("ask", "Ask for the role", work)])
}

/// Begins what takes long, has somebody grant its identity within half a minute, and follows it.
pub fn meanwhile() -> Plan {
    let seen = |until| Watch::new(read(ACCOUNT), until);
    let body = json!({"identity": {"type": "SystemAssigned"}, "properties": {"encryption": {"keyvaultproperties": key()}}});
    let in_use = Condition::UsesKey(IN_USE.into(), KEY.into());
    let work = HandOver {
        to: "somebody who may grant".into(),
        commands: vec![("Azure CLI".into(), format!("az {}", reference("principal")))],
        shown_by: Some(seen(Condition::Is("/location".into(), "north".into())).paced(5, 300)),
        gives: None,
    };
    plan(vec![
        Step::begin(
            "create",
            "Create it",
            Request::put(ACCOUNT, "1", body),
            seen(Condition::Exists),
        ),
        Step::watch(
            "identity",
            "See its identity",
            seen(Condition::Present("/identity/principalId".into())),
        )
        .capture("principal", "/identity/principalId"),
        Step::hand_over("grant", "Grant it the key", work).deadline(Deadline::new(
            "create",
            30,
            "Azure gives it up.",
        )),
        Step::follow("follow", "Follow it", "create", seen(in_use)),
    ])
}

/// Somebody gives back an ID, which the next step sends; nobody can see the first.
pub fn given_back() -> Plan {
    let by_hand = HandOver::new("somebody", Vec::new()).gives("object", "Object ID");
    let note = Request::put(
        format!("{ACCOUNT}/notes/{}", reference("object")),
        "1",
        json!({}),
    );
    let shown_by = Watch::new(read(note.path()), Condition::Exists);
    let mut plan = plan(vec![
        Step::hand_over("ask", "Ask for it", by_hand),
        Step::send("note", "Note it", note, shown_by),
    ]);
    plan.proof = Step::watch(
        "prove",
        "Prove it",
        Watch::new(read(ACCOUNT), Condition::Exists),
    );
    plan.finish("tenant")
}

/// A plan on the account with everything proved that the laws want to know.
fn plan(steps: Vec<Step>) -> Plan {
    let proof = Watch::new(read(ACCOUNT), Condition::UsesKey(IN_USE.into(), KEY.into()));
    let mut plan = Plan::new(
        "Use my key on account",
        "use-my-key",
        account(),
        proof.paced(5, 10),
    );
    let passed = |id: &str, claim| Check::new(id, Finding::Passed, id).settles(claim);
    plan.checks = vec![
        passed("idle", Claim::Idle(account())),
        passed("recoverable", Claim::recoverable("vault.vault.azure.net")),
        passed("granted", Claim::granted("vault.vault.azure.net", "orders")),
    ];
    plan.steps = steps;
    plan.finish("tenant")
}

fn key_step() -> Step {
    let body = json!({"properties": {"encryption": {"keyvaultproperties": key()}}});
    let in_use = Condition::UsesKey(IN_USE.into(), KEY.into());
    Step::send(
        "key",
        "Set the key",
        Request::patch(ACCOUNT, "1", body),
        Watch::new(read(ACCOUNT), in_use),
    )
}

fn key() -> Value {
    json!({"keyvaulturi": "https://vault.vault.azure.net", "keyname": "orders", "keyversion": "aa"})
}

fn read(path: &str) -> Request {
    Request::get(path, "1")
}
