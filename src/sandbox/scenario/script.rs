//! How a scenario comes about: by requests, so that it holds nothing Azure would have refused.

use std::cell::Cell;
use std::time::Duration;

use serde_json::Value;

use crate::arm::{Audience, Cloud, Request, ResourceId, Timestamp};
use crate::resources::simulated::{Caller, Principal};
use crate::sandbox::bearer::templates;
use crate::sandbox::clients::CLIENTS;
use crate::sandbox::people::{Directory, PEOPLE, Person};
use crate::sandbox::platform::{eligible, providers, role_assignments, subscriptions};
use crate::sandbox::router::Target;
use crate::sandbox::seed::Seed;
use crate::sandbox::serve::serve;
use crate::sandbox::stage::{Stage, Tricks, settle};
use crate::sandbox::state::State;

/// A story that has happened before the sandbox begins.
pub(super) struct Script {
    state: State,
    names: Cloud,
    now: Timestamp,
    /// Steps that Azure would have refused: a fault of the scenario.
    refused: Vec<String>,
}

/// 9 January 2024, when everything began.
const FOUNDING: Timestamp = Timestamp(1_704_807_000_000);

/// Every provider a subscription is usually registered for.
const REGISTERED: [&str; 8] = [
    "Microsoft.KeyVault",
    "Microsoft.ManagedIdentity",
    "Microsoft.Storage",
    "Microsoft.OperationalInsights",
    "Microsoft.CognitiveServices",
    "Microsoft.Logic",
    "Microsoft.Network",
    "Microsoft.Insights",
];

impl Script {
    /// Directories and people, and nothing else.
    pub(super) fn new(seed: Seed) -> Self {
        let mut script = Self {
            state: State::new(seed),
            names: Cloud::public(),
            now: FOUNDING,
            refused: Vec::new(),
        };
        for person in &PEOPLE {
            let id = person.object(seed);
            let principal = Principal {
                id: id.clone(),
                tenant: person.home.tenant(seed),
                kind: "User".into(),
                name: person.name.into(),
                known_from: FOUNDING,
            };
            script.state.set_principal(&id, Some(principal));
        }
        for client in &CLIENTS {
            let id = client.object(seed);
            let principal = Principal {
                id: id.clone(),
                tenant: client.home.tenant(seed),
                kind: "ServicePrincipal".into(),
                name: client.name.into(),
                known_from: FOUNDING,
            };
            script.state.set_principal(&id, Some(principal));
        }
        script
    }

    pub(super) fn seed(&self) -> Seed {
        self.state.seed
    }

    /// The state when the sandbox begins.
    pub(super) fn end(mut self, at: Timestamp) -> State {
        debug_assert!(self.refused.is_empty(), "{:#?}", self.refused);
        debug_assert!(self.now <= at, "the story goes on after the beginning");
        settle(&mut self.state, &self.names, at);
        self.state
    }

    /// The first subscription of a directory.
    pub(super) fn first_subscription(&mut self, home: Directory) -> ResourceId {
        self.subscription(home, home.first_subscription())
    }

    /// A subscription, registered for everything. Gives its ID.
    pub(super) fn subscription(&mut self, home: Directory, name: &str) -> ResourceId {
        let seed = self.state.seed;
        let id = seed.subscription(name);
        let mut stage = self.stage();
        subscriptions::plant(&mut stage, &id, name, &home.tenant(seed));
        for namespace in REGISTERED {
            providers::plant(&mut stage, &id, namespace, "Registered");
        }
        ResourceId::of_subscription(&id)
    }

    /// Gives a person a role.
    pub(super) fn role(&mut self, person: &str, role: &str, scope: &ResourceId) {
        let Some(person) = Person::named(person) else {
            self.refused.push(format!("nobody is called {person}"));
            return;
        };
        let object = person.object(self.state.seed);
        role_assignments::plant(&mut self.stage(), scope, (role, &object, "User"));
    }

    /// Makes a person eligible for a role, which is not active.
    pub(super) fn eligible(&mut self, person: &str, role: &str, scope: &ResourceId) {
        if let Some(person) = Person::named(person) {
            let object = person.object(self.state.seed);
            eligible::plant(&mut self.stage(), scope, (role, &object));
        }
    }

    /// Gives the applications of a directory their roles.
    pub(super) fn clients(&mut self, home: Directory, scope: &ResourceId) {
        for client in CLIENTS.iter().filter(|it| it.home == home) {
            let object = client.object(self.state.seed);
            for role in client.roles {
                let given = (*role, object.as_str(), "ServicePrincipal");
                role_assignments::plant(&mut self.stage(), scope, given);
            }
        }
    }

    /// A resource group, made by somebody who may.
    pub(super) fn group(&mut self, person: &str, at: &ResourceId, name: &str) -> ResourceId {
        let subscription = at.subscription().unwrap_or_default();
        let id = ResourceId::of_group(subscription, name);
        let body = serde_json::json!({ "location": "westeurope" });
        self.act(person, &Request::put(&id, "2025-04-01", body));
        id
    }

    /// Somebody in a shell does what no request of Resource Manager can.
    pub(super) fn done(&mut self, what: impl FnOnce(&mut Stage<'_>) -> Result<(), String>) {
        let outcome = what(&mut self.stage());
        self.refused.extend(outcome.err());
    }

    /// Somebody sends a request.
    pub(super) fn act(&mut self, person: &str, request: &Request) -> Value {
        let Some(person) = Person::named(person) else {
            self.refused.push(format!("nobody is called {person}"));
            return Value::Null;
        };
        let caller = Caller {
            tenant: person.home.tenant(self.state.seed),
            object: person.object(self.state.seed),
            name: person.user_principal_name(),
            strong: true,
            permissions: vec!["Application.ReadWrite.All".to_owned()],
            directory_roles: templates(person),
        };
        let base = match request.audience {
            Audience::Graph => &self.names.graph,
            Audience::Arm | Audience::Vault => &self.names.arm,
        };
        let url = format!("{base}{}", request.url);
        let body = request.body.clone().unwrap_or_default();
        let outcome = Target::read(request.method.as_str(), &url).and_then(|target| {
            let found = target.find()?;
            serve(&mut self.stage(), &caller, (&target, found), body)
        });
        match outcome {
            Ok(answer) => answer.value().clone(),
            Err(refusal) => {
                let said = format!("{} {}: {refusal:?}", request.method, request.url);
                self.refused.push(said);
                Value::Null
            }
        }
    }

    /// Time passes.
    pub(super) fn wait(&mut self, time: Duration) {
        self.now = self.now + time;
        settle(&mut self.state, &self.names, self.now);
    }

    /// Time passes until then.
    pub(super) fn wait_until(&mut self, at: Timestamp) {
        self.wait(at.since(self.now));
    }

    /// The world as it is now, for what no request can bring about.
    pub(super) fn stage(&mut self) -> Stage<'_> {
        Stage {
            state: &mut self.state,
            now: self.now,
            names: &self.names,
            tricks: Tricks::default(),
            used: Cell::default(),
        }
    }
}
