//! How a row of the table meets a limit: a request, a plan, a page.

use std::time::Duration;

use cmk_console::arm::{ArmError, Request, ResourceId, Response};
use cmk_console::keys::{self, explain};
use cmk_console::plan::Check;
use cmk_console::resources::{self, ResourceType};
use serde_json::{Value, json};

use crate::console::places::{CLUSTER, IDENTITY, Place, WORKSPACE};
use crate::console::{Console, Wish};

pub const LA: &str = "2025-07-01";
const HOUR: Duration = Duration::from_secs(3600);

/// A limit or an error, what meets it, and what a person then reads.
#[derive(Clone, Copy)]
pub struct Row {
    pub what: &'static str,
    pub meet: fn(&Place) -> String,
    pub shows: &'static [&'static str],
}

pub const fn row(
    what: &'static str,
    meet: fn(&Place) -> String,
    shows: &'static [&'static str],
) -> Row {
    Row { what, meet, shows }
}

pub fn hours(place: &Place, hours: u32) {
    place.time.pass(HOUR * hours);
}

pub fn ask(place: &Place, request: &Request) -> Response {
    place.time.as_person("mara").ask(request)
}

/// A request that has to be taken.
pub fn done(place: &Place, request: &Request) -> Value {
    let answer = ask(place, request);
    assert!(answer.is_success(), "{}: {:?}", request.url, answer.body);
    answer.value().clone()
}

/// What is said of a refusal, with Azure's own words at the end.
pub fn refused(place: &Place, request: &Request) -> String {
    let answer = ask(place, request);
    assert!(!answer.is_success(), "{} was taken", request.url);
    let error = ArmError::read(&answer);
    let said = explain(&error);
    let source = said.source.as_ref();
    assert!(source.is_some(), "nobody knows {}", error.message);
    let instead = explain::instead(&error).map_or("", |it| it.label);
    format!(
        "{} {} {} {instead} | {} {}",
        said.what, said.why, said.next, error.status, error.message
    )
}

pub fn cluster(place: &Place, name: &str) -> ResourceId {
    place.find(CLUSTER, name)
}

/// A cluster that is not there yet.
pub fn new_cluster(place: &Place, name: &str, region: &str) -> Request {
    let id = cluster(place, "law-hub-weu")
        .parent_group()
        .provider(CLUSTER, name);
    let body = json!({
        "location": region,
        "identity": { "type": "SystemAssigned" },
        "sku": { "name": "CapacityReservation", "capacity": 100 },
        "properties": {},
    });
    Request::put(id, LA, body)
}

pub fn patch(place: &Place, name: &str, body: Value) -> Request {
    Request::patch(cluster(place, name), LA, body)
}

/// What sets a key of `kv-fabrikam-prod`.
pub fn key(name: &str, version: &str) -> Value {
    json!({ "properties": { "keyVaultProperties": {
        "keyVaultUri": "https://kv-fabrikam-prod.vault.azure.net",
        "keyName": name,
        "keyVersion": version,
    }}})
}

pub fn link(place: &Place, workspace: &str, to: &str) -> Request {
    let id = place
        .find(WORKSPACE, workspace)
        .child("linkedServices", "Cluster");
    let to = cluster(place, to);
    let body = json!({ "properties": { "writeAccessResourceId": to.as_str() } });
    Request::put(id, LA, body)
}

pub fn wish(place: &Place, arm_type: &str, action: &str, name: &str) -> Wish {
    Wish::new(arm_type, action, Some(&place.find(arm_type, name)))
}

/// *Create a cluster* with a key of `kv-fabrikam-prod`.
pub fn creation(place: &Place, name: &str) -> Wish {
    place
        .create((CLUSTER, "create"), "rg-new-weu", name)
        .answer(
            "key",
            "https://kv-fabrikam-prod.vault.azure.net/keys/orders-cmk",
        )
        .answer("identity", place.find(IDENTITY, "id-orders-cmk").as_str())
}

/// What a plan says, check by check; or the answer it refuses.
pub fn planned(place: &Place, wish: &Wish) -> String {
    match Console::of(&place.time, "mara").plan(wish) {
        Err(invalid) => format!("{} {} {}", invalid.field, invalid.reason, invalid.example),
        Ok(plan) => {
            let check = |it: &Check| {
                format!(
                    "[{:?} {}] {} {} {}",
                    it.finding, it.id, it.headline, it.reason, it.evidence
                )
            };
            let checks: Vec<String> = plan.checks.iter().map(check).collect();
            let steps: Vec<String> = plan
                .all_steps()
                .map(|it| format!("{}: {} {:?}", it.title, it.why, it.work))
                .collect();
            format!("{} || {}", checks.join(" "), steps.join(" "))
        }
    }
}

/// What the page of a resource shows: its facts, those beside it, its verdicts, and what its key
/// does not protect.
pub fn page(place: &Place, arm_type: &str, name: &str) -> String {
    let kind = resources::of(arm_type).expect("a type");
    let id = place.find(arm_type, name);
    let console = Console::of(&place.time, "mara");
    let shown = console.learn(&kind.read(&id)).expect("a resource");
    let resource = cmk_console::arm::Resource::read(&shown).expect("a resource");
    let now = place.time.now();
    // What is read last follows from what was read first.
    for _ in 0..2 {
        let reads = kind.related_reads(&resource, &console.facts.borrow(), now);
        for read in reads {
            drop(console.learn(&read));
        }
    }
    let verdicts = verdicts(&console, kind, &resource);
    let facts = console.facts.borrow();
    let details = kind.details(&resource).into_iter();
    let details = details.chain(kind.related(&resource, &facts, now));
    let details: Vec<String> = details
        .map(|it| format!("{}: {}", it.label, it.value))
        .collect();
    let lines = kind.not_protected().iter();
    let lines: Vec<String> = lines
        .map(|it| format!("{}: {}", it.what, it.instead))
        .collect();
    format!(
        "{} || {verdicts} || {}",
        details.join(". "),
        lines.join(" ")
    )
}

fn verdicts(
    console: &Console<'_>,
    kind: &dyn ResourceType,
    resource: &cmk_console::arm::Resource,
) -> String {
    let configuration = kind.configuration(resource).expect("a configuration");
    for _ in 0..6 {
        let reads = keys::health::reads(&resource.id, &configuration, &console.facts.borrow());
        for read in reads {
            if console.facts.borrow().get(&read).is_none() {
                drop(console.learn(&read));
            }
        }
    }
    let facts = console.facts.borrow();
    let newest = keys::health::newest(&resource.id, &configuration, &facts);
    let own = configuration.verdict(newest.as_ref());
    let health = keys::health::health(&resource.id, &configuration, &facts, console.time.now());
    format!(
        "{:?} {} {} {:?} {} {}",
        own.tone, own.headline, own.reason, health.tone, health.headline, health.reason
    )
}

/// Whether a workspace answers a query, in the words of its refusal.
pub fn queried(place: &Place, workspace: &str) -> Request {
    let path = format!("{}/api/query", place.find(WORKSPACE, workspace));
    let _ = place;
    Request::post(
        path,
        "2017-01-01-preview",
        Some(json!({ "query": "Heartbeat" })),
    )
}

/// Makes a cluster busy, with a commitment that cannot be lowered.
pub fn raise(place: &Place) {
    let body = json!({ "sku": { "name": "CapacityReservation", "capacity": 500 } });
    done(place, &patch(place, "law-plain-weu", body));
}

/// The group of a resource.
pub trait Group {
    fn parent_group(&self) -> ResourceId;
}

impl Group for ResourceId {
    fn parent_group(&self) -> ResourceId {
        self.group_id().expect("a group")
    }
}
