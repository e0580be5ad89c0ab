//! The things of the sandbox by their names, and the wishes that stories begin with.

use cmk_console::arm::{Request, ResourceId};
use cmk_console::resources::{self, Action, ResourceType};
use cmk_console::sandbox::virtual_time::VirtualTime;
use cmk_console::sandbox::{Person, Scenario};
use serde_json::Value;

use super::{SEED, Wish};

pub const ACCOUNT: &str = "Microsoft.Storage/storageAccounts";
pub const VAULT: &str = "Microsoft.KeyVault/vaults";
pub const HSM: &str = "Microsoft.KeyVault/managedHSMs";
pub const CLUSTER: &str = "Microsoft.OperationalInsights/clusters";
pub const WORKSPACE: &str = "Microsoft.OperationalInsights/workspaces";
pub const ENVIRONMENT: &str = "Microsoft.Logic/integrationServiceEnvironments";
pub const NETWORK: &str = "Microsoft.Network/virtualNetworks";
pub const AI: &str = "Microsoft.CognitiveServices/accounts";
pub const DELETED_AI: &str = "Microsoft.CognitiveServices/locations/resourceGroups/deletedAccounts";
pub const IDENTITY: &str = "Microsoft.ManagedIdentity/userAssignedIdentities";

/// A sandbox with its names.
#[derive(Clone)]
pub struct Place {
    pub time: VirtualTime,
    /// The subscription that most of it lies in.
    pub documents: ResourceId,
}

impl Place {
    /// Accounts, vaults and keys, well kept and not.
    pub fn everyday() -> Self {
        Self::of(Scenario::Everyday, SEED)
    }

    /// An empty group.
    pub fn nothing_set_up() -> Self {
        Self::of(Scenario::NothingSetUp, SEED)
    }

    pub fn of(scenario: Scenario, seed: u64) -> Self {
        let time = VirtualTime::new(scenario, seed);
        let documents = time.subscription("mara", "Fabrikam Documents");
        Self { time, documents }
    }

    /// What Mara reads.
    pub fn read(&self, path: impl AsRef<str>, version: &str) -> Value {
        let request = Request::get(path.as_ref(), version);
        self.time.as_person("mara").ask(&request).value().clone()
    }

    /// The resource of a type with a name.
    pub fn find(&self, arm_type: &str, name: &str) -> ResourceId {
        let found = self.all(arm_type).into_iter().find(|it| it.name() == name);
        found.unwrap_or_else(|| panic!("there is no {arm_type} {name}"))
    }

    /// Every resource of a type.
    pub fn all(&self, arm_type: &str) -> Vec<ResourceId> {
        let kind = resources::of(arm_type).map_or(arm_type, |it| it.listed_as());
        let list = format!("{}/providers/{kind}", self.documents);
        let version = match arm_type {
            ACCOUNT => "2025-08-01",
            IDENTITY => "2024-11-30",
            CLUSTER | WORKSPACE => "2025-07-01",
            ENVIRONMENT => "2019-05-01",
            NETWORK => "2024-05-01",
            AI | DELETED_AI => "2025-06-01",
            _ => "2026-02-01",
        };
        let mut request = Request::get(list, version);
        let mut found = Vec::new();
        loop {
            let page = self.time.as_person("mara").ask(&request).value().clone();
            let rows = page["value"].as_array().into_iter().flatten();
            found.extend(rows.filter_map(|it| ResourceId::parse(it["id"].as_str()?).ok()));
            let Some(next) = page["nextLink"].as_str() else {
                return found;
            };
            request = Request::follow(next);
        }
    }

    /// The identifiers of every key in a vault, with their newest versions.
    pub fn keys(&self) -> Vec<String> {
        let lists = self.all(VAULT).into_iter();
        let lists = lists.map(|it| self.read(format!("{it}/keys"), "2026-02-01"));
        let rows = lists.flat_map(|it| it["value"].as_array().cloned().unwrap_or_default());
        rows.filter_map(|it| Some(it["properties"]["keyUriWithVersion"].as_str()?.to_owned()))
            .collect()
    }

    /// The object ID of a person.
    pub fn object(&self, person: &str) -> String {
        let person = Person::named(person).expect("one of the people");
        self.time.with(|it| it.object(person))
    }

    pub fn account(&self, name: &str) -> ResourceId {
        self.find(ACCOUNT, name)
    }

    /// The identifier with the newest version of a key, given as `vault/key`.
    pub fn newest(&self, key: &str) -> String {
        let begin = format!("{}/", identifier(key));
        let found = self.keys().into_iter().find(|it| it.starts_with(&begin));
        found.unwrap_or_else(|| panic!("there is no key {key}"))
    }

    /// *Use my key* on an account: a key given as `vault/key`, opened by `id-orders-cmk`.
    pub fn use_my_key(&self, account: &str, key: &str) -> Wish {
        Wish::new(ACCOUNT, "use-my-key", Some(&self.account(account)))
            .answer("key", &identifier(key))
            .answer("identity", self.find(IDENTITY, "id-orders-cmk").as_str())
    }

    /// A wish for something new in a group of the subscription.
    pub fn create(&self, (arm_type, action): (&str, &str), group: &str, name: &str) -> Wish {
        let subscription = self.documents.subscription().expect("a subscription");
        Wish::new(arm_type, action, None)
            .answer("subscription", subscription)
            .answer("group", group)
            .answer("location", "westeurope")
            .answer("name", name)
    }
}

/// What every action is wished for in these tests, so that it comes true in the everyday sandbox.
impl Place {
    /// A wish for every action of the registry.
    pub fn wishes(&self) -> Vec<Wish> {
        let actions =
            |kind: &'static dyn ResourceType| kind.actions().iter().map(move |it| (kind, *it));
        let all = resources::ALL.iter().flat_map(|it| actions(*it));
        all.map(|(kind, action)| self.wish(kind, action)).collect()
    }

    fn wish(&self, kind: &dyn ResourceType, action: &dyn Action) -> Wish {
        let named = (kind.arm_type(), action.id());
        let on = |name: &str| Wish::new(named.0, named.1, Some(&self.find(named.0, name)));
        match named {
            (ACCOUNT, "use-my-key") => {
                self.use_my_key("fabrikamorders", "kv-fabrikam-prod/orders-cmk")
            }
            (ACCOUNT, "change-key") => {
                on("fabrikaminvoices").answer("key", &identifier("kv-fabrikam-prod/orders-cmk"))
            }
            (ACCOUNT, "follow-latest") => on("fabrikamdocs"),
            (ACCOUNT, "pin-version") => {
                on("fabrikaminvoices").answer("key", &self.newest("kv-fabrikam-prod/docs-cmk"))
            }
            (ACCOUNT, "return-to-microsoft") => on("fabrikaminvoices"),
            (ACCOUNT, "revoke") => on("fabrikaminvoices"),
            (ACCOUNT, "restore") => on("fabrikamclaims"),
            (ACCOUNT, "change-opener") => on("fabrikaminvoices").answer("identity-kind", "system"),
            (ACCOUNT, "create-with-my-key") => self
                .create(named, "rg-new-weu", "fabrikamnew")
                .answer("key", &identifier("kv-fabrikam-prod/orders-cmk"))
                .answer("identity", self.find(IDENTITY, "id-orders-cmk").as_str()),
            (ACCOUNT, "offer-customer-key" | "use-customer-key")
            | (VAULT, "let-provider-use-key") => self.across_wish(action.id(), named),
            (WORKSPACE, "create") => self.create(named, "rg-new-weu", "log-new-weu"),
            (WORKSPACE, action) => self.workspace_wish(action),
            (CLUSTER, action) => self.cluster_wish(action, named),
            (ENVIRONMENT, action) => self.environment_wish(action, named),
            (NETWORK, action) => self.network_wish(action, named),
            (AI | DELETED_AI, action) => self.ai_wish(action, named),
            (VAULT, action) => self.vault_wish(action, named),
            (IDENTITY, "create") => self.create(named, "rg-new-weu", "id-new-cmk"),
            other => panic!("no wish is written down for {other:?}"),
        }
    }
}

/// Wishes for Log Analytics workspaces and clusters.
impl Place {
    fn workspace_wish(&self, action: &str) -> Wish {
        let on = |name: &str| Wish::new(WORKSPACE, action, Some(&self.find(WORKSPACE, name)));
        let account = self.account("fabrikamqueries");
        match action {
            "link" => {
                on("log-apps-weu").answer("cluster", self.find(CLUSTER, "law-hub-weu").as_str())
            }
            "keep-queries" | "keep-alerts" => {
                on("log-apps-weu").answer("account", account.as_str())
            }
            "put-queries-back" => on("log-apps-weu").answer("file", SAVED),
            "unlink" | "leave-query-storage" | "leave-alert-storage" => on("log-security-weu"),
            other => panic!("no wish is written down for {other} of a workspace"),
        }
    }

    fn cluster_wish(&self, action: &str, named: (&str, &str)) -> Wish {
        let on = |name: &str| Wish::new(named.0, named.1, Some(&self.find(CLUSTER, name)));
        let orders = identifier("kv-fabrikam-prod/orders-cmk");
        match action {
            "use-my-key" => on("law-plain-weu").answer("key", &orders),
            "change-key" => on("law-hub-weu").answer("key", &orders),
            "follow-latest" => on("law-audit-weu"),
            "return-to-microsoft" => on("law-hub-weu"),
            "change-identity" => on("law-hub-weu").answer("identity-kind", "system"),
            "change-capacity" => on("law-plain-weu").answer("capacity", "500"),
            "change-billing" => on("law-plain-weu").answer("billing", "Workspaces"),
            "revoke" => on("law-hub-weu"),
            "restore" => on("law-claims-weu"),
            "delete" => on("law-plain-weu"),
            "create" => self
                .create(named, "rg-new-weu", "law-new-weu")
                .answer("key", &orders)
                .answer("identity", self.find(IDENTITY, "id-orders-cmk").as_str()),
            other => panic!("no wish is written down for {other} of a cluster"),
        }
    }
}

/// A file of saved queries.
pub const SAVED: &str = r#"{"value":[{"name":"errors","properties":{"category":"Ops","displayName":"Errors","query":"Event | take 5"}}]}"#;

/// The identifier of a key without its version, given as `vault/key`.
pub fn identifier(key: &str) -> String {
    let (vault, key) = key.split_once('/').expect("a vault and a key");
    let suffix = if vault.starts_with("hsm-") {
        "managedhsm"
    } else {
        "vault"
    };
    format!("https://{vault}.{suffix}.azure.net/keys/{key}")
}
