//! One request from arrival to answer: names, faults, token, the parts, journal and log.

use std::cell::Cell;

use serde_json::{Value, json};

use super::Sandbox;
use super::fault::Fault;
use super::gate;
use super::graph;
use super::log::LogEntry;
use super::metadata;
use super::names::{Service, reached};
use super::router::{self, Match, Target};
use super::serve::serve;
use super::stage::{Stage, Tricks, settle};
use super::vault_gate;
use super::wire::{WireRequest, WireResponse};
use crate::arm::{Body, Cloud, Method, Response, Timestamp};
use crate::resources::key_vault::sandbox::data_plane;
use crate::resources::simulated::{Caller, Effect, Outcome, Refusal};

/// A request on its way.
pub(super) struct Passage<'a> {
    pub(super) wall: Timestamp,
    pub(super) names: Cloud,
    pub(super) service: Service,
    pub(super) request: &'a WireRequest,
    /// Differs for every request and moment; the IDs of the answer follow from it.
    pub(super) token: String,
    /// Who sent it, once that is known.
    pub(super) caller: Option<Caller>,
    /// Whether it could change anything.
    pub(super) writes: bool,
    pub(super) struck: Vec<Fault>,
    pub(super) changed: bool,
}

/// Why there is no answer from a part.
enum Stop {
    Refused(Refusal),
    /// The connection is cut.
    Cut,
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl<'a> Passage<'a> {
    pub(super) fn new(wall: Timestamp, request: &'a WireRequest) -> Self {
        let (names, service) = reached(&request.url).unwrap_or((Cloud::public(), Service::Arm));
        let WireRequest {
            method, url, body, ..
        } = request;
        Self {
            wall,
            names,
            service,
            request,
            token: format!("{} {method} {url} {body}", wall.0),
            caller: None,
            writes: false,
            struck: Vec::new(),
            changed: false,
        }
    }

    /// What the client calls its request, at Microsoft Graph.
    pub(super) fn client_request_id(&self) -> Option<&str> {
        self.request.headers.get("client-request-id")
    }
}

impl Sandbox {
    /// Answers a request that arrives at a wall time.
    pub fn handle(&mut self, wall: Timestamp, request: &WireRequest) -> WireResponse {
        let wall = self.catch_up(wall);
        let mut passage = Passage::new(wall, request);
        if request.method.eq_ignore_ascii_case("OPTIONS") {
            return WireResponse::preflight(passage.service, self.cors);
        }
        let outcome = match passage.service {
            Service::Arm | Service::Vault | Service::Graph => self.resource(&mut passage),
            Service::Login => self.entra(&mut passage).map_err(Stop::Refused),
        };
        let (response, code) = match outcome {
            Ok(response) => (Some(response), None),
            Err(Stop::Refused(refusal)) => {
                let answer = self.refused(&passage, &refusal);
                (Some(answer), Some(refusal.code))
            }
            Err(Stop::Cut) => (None, None),
        };
        let answer = response.map_or_else(WireResponse::lost, |it| self.finish(&passage, it));
        self.remember(passage, answer.status, code);
        answer
    }

    /// Answers a page from elsewhere as a browser lets it: what a service does not let pages send
    /// never arrives there, and of the answer they see what they may read.
    pub fn handle_page(&mut self, wall: Timestamp, request: &WireRequest) -> WireResponse {
        let service = reached(&request.url).map(|it| it.1);
        if service == Some(Service::Vault) && !Service::Vault.answers_pages(self.cors) {
            return WireResponse::lost();
        }
        self.handle(wall, request).readable()
    }

    /// A refusal in the envelope of the service that was asked.
    fn refused(&self, passage: &Passage<'_>, refusal: &Refusal) -> Response {
        if passage.service != Service::Graph {
            return refusal.answer();
        }
        let now = self.clock.at(passage.wall);
        let ids = (self.request_id(passage), passage.client_request_id());
        graph::answer(refusal, now, (&ids.0, ids.1))
    }

    /// Lets everything happen that was due by now. Time never runs backwards.
    pub(super) fn catch_up(&mut self, wall: Timestamp) -> Timestamp {
        self.latest = self.latest.max(wall);
        let now = self.clock.at(self.latest);
        for state in [&mut self.state, &mut self.before] {
            settle(state, &Cloud::public(), now);
        }
        self.latest
    }

    /// Resource Manager, the data plane of a vault or Microsoft Graph: one state behind them.
    fn resource(&mut self, passage: &mut Passage<'_>) -> Result<Response, Stop> {
        let request = passage.request;
        let target = Target::read(&request.method, &request.url)?;
        if let Some(answer) = metadata::answer(&passage.names, &target) {
            return Ok(answer);
        }
        let found = target.find();
        passage.writes = match &found {
            Ok(found) => found.route.effect != Effect::Read,
            Err(_) => !matches!(target.method, Method::Get | Method::Head),
        };
        if self.strikes(passage, &target, Fault::DroppedRequest) {
            return Err(Stop::Cut);
        }
        let caller = self.caller(passage, &target)?;
        passage.caller = Some(caller.clone());
        self.trouble(passage, &target, &caller)?;
        let body = router::body(&request.body).map_err(|why| match passage.service {
            Service::Graph => graph::unreadable(),
            _ => why,
        })?;
        let asked = (&caller, &target, found?);
        if !passage.writes {
            return Ok(self.read(passage, asked, body)?);
        }
        let response = self.write(passage, asked, body)?;
        if self.strikes(passage, &target, Fault::LostAnswer) {
            return Err(Stop::Cut);
        }
        Ok(response)
    }

    /// Whose token it is. A vault that is not there has no name either, so nobody answers.
    fn caller(&mut self, passage: &Passage<'_>, target: &Target) -> Result<Caller, Stop> {
        let (seed, wall, names) = (self.journal.seed, passage.wall, &passage.names);
        let authorization = passage.request.headers.get("authorization");
        if passage.service == Service::Arm {
            return Ok(gate::caller(seed, wall, names, authorization)?);
        }
        if passage.service == Service::Graph {
            return Ok(graph::gate::caller(seed, wall, names, authorization)?);
        }
        let Some(vault) = &target.vault else {
            return Err(Refusal::not_simulated("the data plane of a Managed HSM").into());
        };
        let stage = Stage {
            state: &mut self.state,
            now: self.clock.at(wall),
            names,
            tricks: Tricks::default(),
            used: Cell::default(),
        };
        let tenant = data_plane::tenant(&stage, vault).ok_or(Stop::Cut)?;
        Ok(vault_gate::caller(
            seed,
            wall,
            (names, &tenant),
            authorization,
        )?)
    }

    fn read(
        &mut self,
        passage: &mut Passage<'_>,
        (caller, target, found): (&Caller, &Target, Match),
        body: Value,
    ) -> Outcome {
        let now = self.clock.at(passage.wall);
        let is_stale = self.strikes(passage, target, Fault::StaleReads);
        let mut stale = is_stale.then(|| self.before.clone());
        let mut stage = Stage {
            state: stale.as_mut().unwrap_or(&mut self.state),
            now,
            names: &passage.names,
            tricks: Tricks::default(),
            used: Cell::default(),
        };
        let mut response = serve(&mut stage, caller, (target, found), body)?;
        let is_list = response.value().get("value").is_some_and(Value::is_array);
        if is_list
            && self.strikes(passage, target, Fault::HostileNextLink)
            && let Body::Json(list) = &mut response.body
        {
            let (base, name) = match passage.service {
                Service::Graph => (&passage.names.graph, "@odata.nextLink"),
                _ => (&passage.names.arm, "nextLink"),
            };
            let host = base.trim_start_matches("https://");
            list[name] = json!(format!("https://{host}.example.net{}?page=2", target.path));
        }
        Ok(response)
    }

    fn remember(&mut self, passage: Passage<'_>, status: u16, code: Option<String>) {
        let request = passage.request;
        let path = Target::read(&request.method, &request.url).map(|it| it.path);
        let caller = passage.caller.map(|it| (it.name, it.tenant));
        let (person, tenant) = caller.unwrap_or_default();
        self.log.push(LogEntry {
            at: self.clock.at(passage.wall),
            person,
            tenant,
            method: request.method.to_ascii_uppercase(),
            path: path.unwrap_or_else(|_| request.url.clone()),
            status,
            code,
            changed: passage.changed,
            faults: passage.struck,
        });
    }
}
