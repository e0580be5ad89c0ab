//! The sandbox in virtual time: its clock moves only when somebody sleeps, so that hours pass in
//! no time and every test is the same twice.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use super::people::{Person, number};
use super::token::Wish;
use super::wire::{WireRequest, WireResponse};
use super::{Control, Fault, FaultSetting, Sandbox, Scenario, Seed};
use crate::arm::effects::Effects;
use crate::arm::origin::resolve;
use crate::arm::{Audience, Cloud, Lost, Request, ResourceId, Response, Timestamp};

/// A sandbox with a clock of its own, reached under the names of the public cloud. A copy goes its own
/// way from where it was made.
#[derive(Clone)]
pub struct VirtualTime {
    sandbox: RefCell<Sandbox>,
    now: Cell<Timestamp>,
    rolls: Cell<u64>,
    names: Cloud,
    vault_hosts: RefCell<Vec<String>>,
}

/// Somebody at that sandbox: sends with their token, as a browser would.
#[derive(Clone, Copy)]
pub struct Visitor<'a> {
    time: &'a VirtualTime,
    person: &'static Person,
}

/// 24 November 2026, 09:00 UTC by the wall clock, on which nothing depends.
const WALL: Timestamp = Timestamp(1_795_510_800_000);

impl VirtualTime {
    /// A sandbox whose time is the clock's, second for second.
    #[must_use]
    pub fn new(scenario: Scenario, seed: u64) -> Self {
        Self {
            sandbox: RefCell::new(Sandbox::in_real_time(scenario, seed, WALL)),
            now: Cell::new(WALL),
            rolls: Cell::new(0),
            names: Cloud::public(),
            vault_hosts: RefCell::default(),
        }
    }

    /// Lets vaults be asked themselves, as `vaultHosts` of a configuration does.
    pub fn list_vaults(&self, hosts: &[&str]) {
        let hosts = hosts.iter().map(|it| (*it).to_owned()).collect();
        self.vault_hosts.replace(hosts);
    }

    /// The hosts of the vaults that may be asked themselves.
    #[must_use]
    pub fn vault_hosts(&self) -> Vec<String> {
        self.vault_hosts.borrow().clone()
    }

    /// Somebody by their ID: `mara`, `priya`, `deniz`, `tom`, `aiko`, `ben`, `noor`.
    ///
    /// # Panics
    /// When nobody is called so.
    #[must_use]
    pub fn as_person(&self, id: &str) -> Visitor<'_> {
        let person = Person::named(id).expect("one of the people of the sandbox");
        Visitor { time: self, person }
    }

    /// The sandbox itself, for its log, journal and clock.
    pub fn with<T>(&self, look: impl FnOnce(&mut Sandbox) -> T) -> T {
        look(&mut self.sandbox.borrow_mut())
    }

    /// The simulated time.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.sandbox.borrow().clock().at(self.now.get())
    }

    /// The wall time that the sandbox is given.
    #[must_use]
    pub fn wall(&self) -> Timestamp {
        self.now.get()
    }

    /// Lets time pass.
    pub fn pass(&self, time: Duration) {
        self.now.set(self.now.get() + time);
    }

    /// Switches faults; those that are not named are off.
    pub fn set_faults(&self, faults: &[FaultSetting]) {
        let faults = faults.to_vec();
        self.control(Control::SetFaults { faults });
    }

    /// Lets one fault strike every request it fits.
    pub fn always(&self, fault: Fault) {
        self.set_faults(&[fault.always()]);
    }

    /// Uses a control of the sandbox.
    ///
    /// # Panics
    /// When the sandbox says that it cannot be done.
    pub fn control(&self, control: Control) {
        let done = self.sandbox.borrow_mut().control(self.now.get(), control);
        done.expect("a control that can be carried out");
    }

    /// Sends what no honest client sends.
    pub fn raw(&self, request: &WireRequest) -> WireResponse {
        self.sandbox.borrow_mut().handle(self.now.get(), request)
    }

    /// The subscription with a name, as somebody in its directory sees it.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn subscription(&self, person: &str, name: &str) -> ResourceId {
        let list = Request::get("/subscriptions", "2022-12-01");
        let answer = self.as_person(person).ask(&list);
        let rows = answer.value()["value"].as_array().cloned();
        rows.unwrap_or_default()
            .iter()
            .find(|it| it["displayName"] == name)
            .and_then(|it| ResourceId::parse(it["id"].as_str()?).ok())
            .expect("a subscription of that name")
    }
}

impl Visitor<'_> {
    /// Sends one request and gives the answer, whatever it is.
    ///
    /// # Panics
    /// When no answer arrives.
    #[must_use]
    pub fn ask(&self, request: &Request) -> Response {
        self.exchange(request).expect("an answer")
    }

    /// Sends one request as the console's own sending function does: a token of the person, and
    /// one more try with a new one where the first was refused.
    ///
    /// # Errors
    /// When no answer arrives.
    pub fn exchange(&self, request: &Request) -> Result<Response, Lost> {
        let first = self.send_with(request, None)?;
        if first.status != 401 {
            return Ok(first);
        }
        let claims = first.headers.get("www-authenticate").and_then(challenged);
        self.send_with(request, claims.as_deref())
    }

    /// The access token of the moment, for Resource Manager.
    #[must_use]
    pub fn token(&self, claims: Option<&str>) -> String {
        self.token_for(&self.time.names.arm, claims)
    }

    fn token_for(&self, audience: &str, claims: Option<&str>) -> String {
        let time = self.time;
        let wish = Wish {
            person: self.person,
            directory: self.person.home,
            audience,
            claims,
        };
        time.sandbox.borrow().token(time.now.get(), &wish)
    }

    fn send_with(&self, request: &Request, claims: Option<&str>) -> Result<Response, Lost> {
        let hosts = self.time.vault_hosts.borrow();
        let url = resolve(request, &self.time.names, &hosts).map_err(|it| Lost::NotSent(it.0))?;
        let mut wire = WireRequest {
            method: request.method.as_str().to_owned(),
            url,
            body: request
                .body
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            ..WireRequest::default()
        };
        let names = &self.time.names;
        let audience = match request.audience {
            Audience::Arm => names.arm.clone(),
            Audience::Graph => names.graph.clone(),
            Audience::Vault => format!("https://{}", names.vault_suffix),
        };
        let token = self.token_for(&audience, claims);
        wire.headers.set("authorization", format!("Bearer {token}"));
        let mut sandbox = self.time.sandbox.borrow_mut();
        let answer = sandbox.handle_page(self.time.now.get(), &wire);
        answer.response().ok_or(Lost::NoAnswer)
    }
}

/// The claims of a challenge, decoded.
fn challenged(header: &str) -> Option<String> {
    use base64::Engine as _;
    let (_, rest) = header.split_once("claims=\"")?;
    let (claims, _) = rest.split_once('"')?;
    let claims = base64::engine::general_purpose::STANDARD
        .decode(claims)
        .ok()?;
    String::from_utf8(claims).ok()
}

impl Effects for Visitor<'_> {
    async fn send(&self, request: &Request) -> Result<Response, Lost> {
        self.exchange(request)
    }

    async fn sleep(&self, duration: Duration) {
        self.time.pass(duration);
    }

    fn jitter(&self) -> f64 {
        let roll = self.time.rolls.get();
        self.time.rolls.set(roll + 1);
        let roll =
            u32::try_from(number(Seed::of(0), &format!("jitter {roll}")) % 1000).unwrap_or(0);
        f64::from(roll) / 1000.0
    }
}

/// Runs a future that never waits for anybody else, as all of them do in virtual time.
///
/// # Panics
/// When it does wait.
pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    match future
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
    {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("in virtual time nothing waits"),
    }
}
