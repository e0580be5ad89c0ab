//! One request from arrival to answer: names, faults, token, the parts, journal and log.

use std::cell::Cell;

use serde_json::{Value, json};

use super::Sandbox;
use super::fault::Fault;
use super::gate;
use super::journal::Entry;
use super::log::LogEntry;
use super::metadata;
use super::names::{Service, reached};
use super::router::{self, Match, Target};
use super::serve::serve;
use super::stage::{Stage, Tricks, settle};
use super::state::State;
use super::wire::{WireRequest, WireResponse};
use crate::arm::{Body, Cloud, Method, Response, Timestamp};
use crate::resources::simulated::{Caller, Document, Effect, Outcome, Refusal, WORK};

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
    fn new(wall: Timestamp, request: &'a WireRequest) -> Self {
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
}

impl Sandbox {
    /// Answers a request that arrives at a wall time.
    pub fn handle(&mut self, wall: Timestamp, request: &WireRequest) -> WireResponse {
        let wall = self.catch_up(wall);
        let mut passage = Passage::new(wall, request);
        if request.method.eq_ignore_ascii_case("OPTIONS") {
            return WireResponse::preflight(passage.service);
        }
        let outcome = match passage.service {
            Service::Arm => self.arm(&mut passage),
            Service::Login => self.entra(&passage).map_err(Stop::Refused),
            Service::Graph | Service::Vault => Err(Refusal::not_simulated(&request.url).into()),
        };
        let (response, code) = match outcome {
            Ok(response) => (Some(response), None),
            Err(Stop::Refused(refusal)) => (Some(refusal.answer()), Some(refusal.code)),
            Err(Stop::Cut) => (None, None),
        };
        let answer = response.map_or_else(WireResponse::lost, |it| self.finish(&passage, it));
        self.remember(passage, answer.status, code);
        answer
    }

    /// Lets everything happen that was due by now. Time never runs backwards.
    pub(super) fn catch_up(&mut self, wall: Timestamp) -> Timestamp {
        self.latest = self.latest.max(wall);
        let now = self.clock.at(self.latest);
        settle(&mut self.state, &Cloud::public(), now);
        self.latest
    }

    fn arm(&mut self, passage: &mut Passage<'_>) -> Result<Response, Stop> {
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
        let authorization = request.headers.get("authorization");
        let seed = self.journal.seed;
        let caller = gate::caller(seed, passage.wall, &passage.names, authorization)?;
        passage.caller = Some(caller.clone());
        self.trouble(passage, &target, &caller)?;
        let body = router::body(&request.body)?;
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

    fn read(
        &mut self,
        passage: &mut Passage<'_>,
        (caller, target, found): (&Caller, &Target, Match),
        body: Value,
    ) -> Outcome {
        let now = self.clock.at(passage.wall);
        let mut stale = None;
        if self.strikes(passage, target, Fault::StaleReads) {
            let mut state = self.before.clone();
            settle(&mut state, &passage.names, now);
            stale = Some(state);
        }
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
            let host = passage.names.arm.trim_start_matches("https://");
            list["nextLink"] = json!(format!("https://{host}.example.net{}?page=2", target.path));
        }
        Ok(response)
    }

    /// A write works on a copy, which takes the place of the state when it was accepted.
    fn write(
        &mut self,
        passage: &mut Passage<'_>,
        asked: (&Caller, &Target, Match),
        body: Value,
    ) -> Outcome {
        let (caller, target) = (asked.0, asked.1);
        let tricks = Tricks::of(|it| self.setting(passage, target, it).is_some());
        let (response, draft, used) = self.attempt(passage, asked, body, tricks)?;
        if draft.revision() == self.state.revision() {
            return Ok(response);
        }
        for fault in used.faults() {
            self.strikes(passage, target, fault);
        }
        let applied = !self.strikes(passage, target, Fault::AcceptedNotApplied);
        let entry = Entry::Write {
            at: passage.wall,
            caller: caller.clone(),
            method: passage.request.method.clone(),
            url: passage.request.url.clone(),
            body: passage.request.body.clone(),
            faults: passage.struck.clone(),
        };
        self.apply(draft, applied);
        self.journal.entries.push(entry);
        passage.changed = applied;
        Ok(response)
    }

    fn attempt(
        &self,
        passage: &Passage<'_>,
        (caller, target, found): (&Caller, &Target, Match),
        body: Value,
        tricks: Tricks,
    ) -> Result<(Response, State, Tricks), Refusal> {
        let mut draft = self.state.clone();
        let mut stage = Stage {
            state: &mut draft,
            now: self.clock.at(passage.wall),
            names: &passage.names,
            tricks,
            used: Cell::default(),
        };
        let response = serve(&mut stage, caller, (target, found), body)?;
        let used = stage.used.get();
        Ok((response, draft, used))
    }

    /// Makes a draft the state; or, where it was only said to be done, keeps of it nothing but
    /// the operations that can be followed.
    fn apply(&mut self, draft: State, applied: bool) {
        self.before = self.state.clone();
        if applied {
            self.state = draft;
            return;
        }
        let is_work = |it: &Document| {
            let kind = it.id.arm_type().unwrap_or_default().to_ascii_lowercase();
            WORK.iter()
                .any(|it| kind.ends_with(&it.to_ascii_lowercase()))
        };
        self.state.adopt(&draft, is_work);
    }

    /// Carries out once more a write that was accepted before.
    pub(super) fn redo(
        &mut self,
        wall: Timestamp,
        caller: &Caller,
        request: &WireRequest,
        faults: &[Fault],
    ) {
        let passage = Passage::new(wall, request);
        let tricks = Tricks::of(|it| faults.contains(&it));
        let attempt = || {
            let target = Target::read(&request.method, &request.url)?;
            let found = target.find()?;
            let body = router::body(&request.body)?;
            self.attempt(&passage, (caller, &target, found), body, tricks)
        };
        if let Ok((_, draft, _)) = attempt() {
            self.apply(draft, !faults.contains(&Fault::AcceptedNotApplied));
        }
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
