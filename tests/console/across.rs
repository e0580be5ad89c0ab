//! Keys across directories: what people ask each other for, and what is really so.

use cmk_console::arm::{Request, ResourceId, Timestamp};
use cmk_console::directory::capsule::{self, Capsule, Receipt};
use cmk_console::directory::graph;
use cmk_console::form::Answers;
use cmk_console::keys::grant::assignment;
use cmk_console::sandbox::Person;
use serde_json::{Value, json};

use super::Wish;
use super::places::{ACCOUNT, IDENTITY, Place, identifier};
use super::truth::{OWNERS, Truth, is};

const STORAGE: &str = "2025-08-01";

impl Place {
    /// What the directory of somebody shows them.
    pub fn graph(&self, person: &str, request: &Request) -> Value {
        self.time.as_person(person).ask(request).value().clone()
    }

    /// The application ID of an application of somebody's directory.
    pub fn application(&self, person: &str, name: &str) -> String {
        let found = self.graph(person, &graph::named_read(name).request);
        let id = found["value"][0]["appId"].as_str();
        id.unwrap_or_else(|| panic!("{person} sees no application {name}: {found}"))
            .to_owned()
    }

    /// The object ID that an application has in somebody's directory.
    pub fn installed(&self, person: &str, application: &str) -> Option<String> {
        let found = self.graph(person, &graph::installed_read(application).request);
        found["value"][0]["id"].as_str().map(str::to_owned)
    }

    pub fn tenant_of(&self, person: &str) -> String {
        let person = Person::named(person).expect("one of the people");
        self.time.with(|it| it.tenant(person.home))
    }

    /// The link with which somebody's application asks for a key.
    pub fn request(&self, provider: &str, name: &str, resource: &ResourceId) -> String {
        let request = Capsule::Request(capsule::Request {
            provider: self.tenant_of(provider),
            provider_name: "A provider".into(),
            application: self.application(provider, name),
            application_name: name.into(),
            return_page: "https://portal.fabrikam.example/installed".into(),
            resource: resource.clone(),
            issued: Timestamp(0),
        });
        request.issued_at(self.time.now()).to_string()
    }

    /// The link with which Contoso lets an account have its key, given as `vault/key`.
    pub fn receipt(&self, account: &ResourceId, key: &str) -> String {
        let application = self.application("mara", "Fabrikam customer keys");
        let receipt = Capsule::Receipt(Receipt {
            provider: self.tenant_of("mara"),
            customer: self.tenant_of("aiko"),
            principal: self
                .installed("aiko", &application)
                .expect("it is installed"),
            application,
            resource: account.clone(),
            key: identifier(key),
            issued: Timestamp(0),
        });
        receipt.issued_at(self.time.now()).to_string()
    }

    /// Wishes of the provider and of the customer that come true in the everyday sandbox.
    pub(super) fn across_wish(&self, action: &str, named: (&str, &str)) -> Wish {
        let account = || self.account("fabrikamorders");
        let on = |it: &ResourceId| Wish::new(named.0, named.1, Some(it));
        match action {
            "offer-customer-key" => on(&account())
                .answer("application", "listed")
                .answer(
                    "application-id",
                    &self.application("mara", "Fabrikam customer keys"),
                )
                .answer("identity", self.find(IDENTITY, "id-orders-cmk").as_str()),
            "use-customer-key" => on(&account())
                .answer(
                    "link",
                    &self.receipt(&account(), "kv-contoso-prod/fabrikam-cmk"),
                )
                .answer("identity", self.find(IDENTITY, "id-customers-cmk").as_str()),
            "let-provider-use-key" => {
                let theirs =
                    ResourceId::of_group("contoso", "rg-data").provider(ACCOUNT, "contosodata");
                Wish::new(named.0, named.1, None)
                    .answer(
                        "link",
                        &self.request("aiko", "Contoso archive keys", &theirs),
                    )
                    .answer("key", &identifier("kv-fabrikam-prod/orders-cmk"))
            }
            other => panic!("no wish across directories is written down for {other}"),
        }
    }
}

impl Truth {
    /// What the directory of a resource's owner shows.
    fn read_graph(&self, request: &Request) -> Value {
        let all = self.all_of_graph(request);
        all.into_iter().next().unwrap_or_default()
    }

    /// What each directory shows that shows something.
    fn all_of_graph(&self, request: &Request) -> Vec<Value> {
        let answers = OWNERS.map(|it| self.asked(it, request));
        let is_there = |it: &Value| it["value"].as_array().is_some_and(|it| !it.is_empty());
        answers.into_iter().filter(is_there).collect()
    }

    /// What somebody is answered.
    fn asked(&self, person: &str, request: &Request) -> Value {
        self.0.as_person(person).ask(request).value().clone()
    }

    /// Whether an application is there that an identity may act as.
    pub(super) fn is_prepared(&self, answers: &Answers) -> Result<(), String> {
        let read = match answers.text("application") {
            "new" => graph::named_read(answers.text("application-name")),
            "listed" => graph::application_read(answers.text("application-id")),
            _ => graph::application_read(answers.text("client-id")),
        };
        let found = self.read_graph(&read.request);
        is(
            &found,
            "/value/0/signInAudience",
            &json!(graph::MULTI_TENANT),
        )?;
        let id = found["value"][0]["id"].as_str().unwrap_or_default();
        let credentials = self.read_graph(&graph::credentials_read(id).request);
        let identity = self.read(answers.text("identity"), "2024-11-30");
        let principal = &identity["properties"]["principalId"];
        let rows = credentials["value"].as_array().cloned().unwrap_or_default();
        let trusted = rows.iter().any(|it| it["subject"] == *principal);
        trusted
            .then_some(())
            .ok_or_else(|| format!("nothing trusts {principal}: {credentials}"))
    }

    /// Whether an account has the customer's key that a receipt names.
    pub(super) fn has_customers_key(
        &self,
        account: &ResourceId,
        answers: &Answers,
    ) -> Result<(), String> {
        let Ok(Capsule::Receipt(receipt)) = Capsule::parse(answers.text("link")) else {
            return Err("there is no receipt".into());
        };
        let shown = self.read(account, STORAGE);
        let at = |name: &str| format!("/properties/encryption/{name}");
        let part = |name: &str| {
            shown
                .pointer(&at(name))
                .and_then(Value::as_str)
                .unwrap_or_default()
        };
        is(&shown, &at("keySource"), &json!("Microsoft.Keyvault"))?;
        is(
            &shown,
            &at("identity/federatedIdentityClientId"),
            &json!(receipt.application),
        )?;
        is(
            &shown,
            &at("identity/userAssignedIdentity"),
            &json!(answers.text("identity")),
        )?;
        let in_use = part("keyvaultproperties/currentVersionedKeyIdentifier");
        let same = in_use.starts_with(&format!("{}/", receipt.key));
        same.then_some(())
            .ok_or_else(|| format!("{in_use} is in use"))
    }

    /// Whether the application of a request may use a key.
    pub(super) fn may_be_used(&self, answers: &Answers) -> Result<(), String> {
        let Ok(Capsule::Request(request)) = Capsule::parse(answers.text("link")) else {
            return Err("there is no request".into());
        };
        let installed = self.all_of_graph(&graph::installed_read(&request.application).request);
        let principals: Vec<&str> = installed
            .iter()
            .filter_map(|it| it["value"][0]["id"].as_str())
            .collect();
        let key = self.key_id(answers.text("key"))?;
        let vault = self.read(key.parent().ok_or("no vault")?, "2026-02-01");
        let policies = vault["properties"]["accessPolicies"].as_array();
        let by_policy = policies.is_some_and(|all| {
            all.iter()
                .any(|it| principals.contains(&it["objectId"].as_str().unwrap_or_default()))
        });
        let by_role = principals.iter().any(|it| {
            let list = assignment::read(&key, it).request;
            let rows = OWNERS.map(|person| self.asked(person, &list));
            rows.iter().any(|it| it["value"][0]["id"].is_string())
        });
        (by_role || by_policy)
            .then_some(())
            .ok_or_else(|| format!("nothing is granted to {principals:?}"))
    }
}
