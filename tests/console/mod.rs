//! The console without a screen: what its pages and its runner do, by one of the sandbox's people
//! in virtual time.
//!
//! It asks what a form asks, reads what planning wants to know, round after round, and carries a
//! run out: each run is stored before what it says is done, and can be read back at any point.

mod across;
mod ai_accounts;
mod clusters;
mod driving;
mod environments;
mod opening;
pub mod places;
mod secrets;
pub mod shell;
pub mod truth;
mod vaults;

use std::cell::RefCell;

use cmk_console::arm::effects::read;
use cmk_console::arm::origin::of_request;
use cmk_console::arm::{Cloud, Facts, Failure, Origin, Read, Resource, ResourceId};
use cmk_console::form::{Answers, Form, Invalid};
use cmk_console::plan::run::CannotStart;
use cmk_console::plan::{Plan, Run};
use cmk_console::resources::{self, Action, Ask, Planning, ROUNDS, ResourceType};
use cmk_console::sandbox::Person;
use cmk_console::sandbox::virtual_time::{VirtualTime, Visitor, block_on};
use serde_json::Value;

pub use driving::{Beside, Reload, words};

/// Every sandbox of these tests has this seed, unless a row says otherwise.
pub const SEED: u64 = 1;

/// An action with the answers to its form.
#[derive(Clone)]
pub struct Wish {
    pub kind: &'static dyn ResourceType,
    pub action: &'static dyn Action,
    /// The resource it is about; none for one that is to be made.
    pub target: Option<ResourceId>,
    pub answers: Answers,
}

impl Wish {
    /// The wish for an action of an ARM type, by its id.
    pub fn new(arm_type: &str, action: &str, target: Option<&ResourceId>) -> Self {
        let kind = resources::of(arm_type).expect("a type of the registry");
        Self {
            kind,
            action: kind.action(action).expect("an action of the type"),
            target: target.cloned(),
            answers: Answers::default(),
        }
    }

    /// Answers a question.
    pub fn answer(mut self, field: &str, answer: &str) -> Self {
        self.answers.set(field, answer);
        self
    }
}

/// The console as one person has it open.
pub struct Console<'a> {
    pub time: &'a VirtualTime,
    pub person: &'static Person,
    pub facts: RefCell<Facts>,
    /// Whether this console may ask Microsoft Graph.
    pub graph: bool,
    tokens: RefCell<Vec<String>>,
}

impl<'a> Console<'a> {
    pub fn of(time: &'a VirtualTime, person: &str) -> Self {
        Self {
            time,
            person: Person::named(person).expect("one of the people"),
            facts: RefCell::default(),
            graph: true,
            tokens: RefCell::default(),
        }
    }

    pub fn visitor(&self) -> Visitor<'a> {
        self.time.as_person(self.person.id)
    }

    pub fn tenant(&self) -> String {
        self.time.with(|it| it.tenant(self.person.home))
    }

    /// The person's object ID.
    pub fn object(&self) -> String {
        self.time.with(|it| it.object(self.person))
    }

    /// Reads one thing, to the last page of a list, and remembers it.
    pub fn learn(&self, what: &Read) -> Result<Value, Failure> {
        self.note_token();
        let origin = of_request(&what.request, &Cloud::public()).expect("a service");
        let outcome = block_on(read(&self.visitor(), origin, what));
        let mut facts = self.facts.borrow_mut();
        facts.insert(what, self.time.now(), outcome.clone());
        outcome
    }

    /// The resource a wish is about, as it is now.
    pub fn resource(&self, wish: &Wish) -> Option<Resource> {
        let shown = self.learn(&wish.kind.read(wish.target.as_ref()?)).ok()?;
        Resource::read(&shown).ok()
    }

    /// The questions of a wish.
    pub fn form(&self, wish: &Wish) -> Form {
        wish.action.form(self.resource(wish).as_ref())
    }

    /// What a sheet comes to: the plan, or the answer that will not do.
    pub fn plan(&self, wish: &Wish) -> Result<Plan, Invalid> {
        self.facts.replace(Facts::default());
        let form = self.form(wish);
        let answers = form.complete(&wish.answers);
        if let Some(problem) = form.problems(&answers, &Cloud::public()).into_iter().next() {
            return Err(problem);
        }
        for _ in 0..ROUNDS {
            match self.planning(wish, &answers) {
                Planning::Read(reads) => reads.iter().for_each(|it| drop(self.learn(it))),
                Planning::Planned(plan) => return Ok(*plan),
                Planning::Refused(invalid) => return Err(invalid),
            }
        }
        panic!("{} wants to read for ever", wish.action.id());
    }

    /// Plans with what is known, or says what is missing.
    pub fn planning(&self, wish: &Wish, answers: &Answers) -> Planning {
        let ask = Ask {
            target: wish.target.as_ref(),
            answers,
            facts: &self.facts.borrow(),
            cloud: &Cloud::public(),
            tenant: &self.tenant(),
            person: &self.object(),
            graph: self.graph,
            vault_hosts: &self.time.vault_hosts(),
            now: self.time.now(),
        };
        resources::plan(wish.action, &ask)
    }

    /// Starts a run, as the button does.
    pub fn start(&self, plan: Plan) -> Result<Run, CannotStart> {
        self.keeps_no_secret(&plan);
        Run::start("run", plan, arm(), self.time.now(), &[])
    }
}

/// The Resource Manager of the public cloud, under whose names the sandbox is reached.
fn arm() -> Origin {
    Origin::of(&Cloud::public().arm).expect("a valid origin")
}
