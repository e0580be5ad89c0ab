//! Runs: kept, carried out and shown. The runner belongs to the root, so that leaving a page
//! never stops a run.

mod attend;
mod drive;
mod tabs;
mod telling;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use cmk_console::arm::ResourceId;
use cmk_console::plan::run::CannotStart;
use cmk_console::plan::{Event, Plan, Run};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::auth::Auth;
use crate::backend::Backend;
use crate::clock::wall;
use crate::platform::bell::Bell;
use crate::platform::channel::Channel;
use crate::platform::database::Refused;
use crate::platform::locks::{How, hold};
use crate::platform::{script, wake};
use crate::store::{Owner, RunStore};
use attend::Attended;

/// Who carries a run out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Driver {
    /// This tab.
    Here,
    /// Another tab of this browser; this one watches, and goes on when that one is gone.
    Elsewhere,
    /// Nobody: it has ended.
    Nobody,
}

/// What becomes of runs that have not ended when their person signs out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfinished {
    /// They go on when the person comes back.
    Keep,
    /// They are forgotten. What Azure has accepted, it finishes.
    Forget,
}

/// Why a plan was not started.
#[derive(Clone, Debug, PartialEq)]
pub enum NotStarted {
    /// The plan or another run forbids it.
    Cannot(CannotStart),
    /// This console may not change anything; says why.
    Forbidden(String),
    /// The browser would not keep it, and what is not kept is not begun; says why.
    NotKept(String),
}

/// The runs of the person at the console.
#[derive(Clone, Copy)]
pub struct Runs {
    all: RwSignal<Vec<Arc<Run>>>,
    drivers: RwSignal<HashMap<String, Driver>>,
    trouble: RwSignal<Option<String>>,
    is_opening: RwSignal<bool>,
    /// The runs whose end the person wants to be told of.
    told: RwSignal<BTreeSet<String>>,
    backend: Backend,
    auth: Auth,
    inside: StoredValue<Inside, LocalStorage>,
}

#[derive(Default)]
struct Inside {
    store: Option<RunStore>,
    attended: HashMap<String, Attended>,
    channel: Option<Channel>,
    stay: u32,
}

const CHANNEL: &str = "cmk-console runs";

impl Runs {
    /// Makes the runner of the application; called once, at the root.
    pub fn provide() -> Runs {
        let runs = Runs {
            all: RwSignal::new(Vec::new()),
            drivers: RwSignal::new(HashMap::new()),
            trouble: RwSignal::new(None),
            is_opening: RwSignal::new(true),
            told: RwSignal::new(BTreeSet::new()),
            backend: Backend::expect(),
            auth: Auth::expect(),
            inside: StoredValue::new_local(Inside::default()),
        };
        let channel = Channel::open(CHANNEL, move |id| runs.heard(id));
        runs.inside.update_value(|it| it.channel = channel);
        wake::on_return(move || runs.look());
        runs.tell_of_ends();
        provide_context(runs);
        runs
    }

    /// The runner of the application.
    pub fn expect() -> Runs {
        expect_context()
    }

    /// Every run of this person, the newest first.
    pub fn all(self) -> Signal<Vec<Arc<Run>>> {
        self.all.into()
    }

    /// One run.
    pub fn get(self, id: &str) -> Signal<Option<Arc<Run>>> {
        let (all, id) = (self.all, id.to_owned());
        Signal::derive(move || all.read().iter().find(|it| it.id == id).cloned())
    }

    /// Whether the runs that were kept are still being looked up.
    pub fn is_opening(self) -> Signal<bool> {
        self.is_opening.into()
    }

    /// The runs on one resource, the newest first.
    pub fn about(self, target: &ResourceId) -> Signal<Vec<Arc<Run>>> {
        let (all, target) = (self.all, target.clone());
        Signal::derive(move || {
            let all = all.read();
            let about = all.iter().filter(|it| it.plan.target == target);
            about.cloned().collect()
        })
    }

    /// How many have not ended.
    pub fn unfinished(self) -> Signal<usize> {
        let all = self.all;
        Signal::derive(move || all.read().iter().filter(|it| it.outcome.is_none()).count())
    }

    /// Who carries a run out.
    pub fn driver(self, id: &str) -> Signal<Driver> {
        let (drivers, id) = (self.drivers, id.to_owned());
        Signal::derive(move || drivers.read().get(&id).copied().unwrap_or(Driver::Nobody))
    }

    /// Why runs are not carried out although they could be; the shell says it on every page.
    pub fn trouble(self) -> Signal<Option<String>> {
        self.trouble.into()
    }

    /// Keeps a run of this plan, and begins it.
    ///
    /// # Errors
    /// Why it was not begun.
    pub async fn start(self, plan: Plan) -> Result<String, NotStarted> {
        if let Some(why) = self.backend.why_not_write() {
            return Err(NotStarted::Forbidden(why));
        }
        let store = self.inside.with_value(|it| it.store.clone());
        let (Some(store), Some(origin)) = (store, self.backend.origin()) else {
            return Err(NotStarted::NotKept("runs cannot be kept here".into()));
        };
        let not_kept = |it: Refused| NotStarted::NotKept(it.0);
        // Whoever starts something now has said that things may go on.
        self.auth.go_on();
        // Two tabs that start at the same moment must see each other's run.
        let _alone = hold("cmk-console start", How::Wait, &Bell::default()).await;
        let others = store.all().await.map_err(not_kept)?;
        let (id, now) = (script::random_id(), self.backend.now());
        let run = Run::start(&id, plan, origin, now, &others).map_err(NotStarted::Cannot)?;
        store.put(&run, wall()).await.map_err(not_kept)?;
        self.show(run);
        self.tell_others(&id);
        self.attend(&id, How::IfFree);
        Ok(id)
    }

    /// The person signs out: nothing is carried out any longer.
    pub async fn leave(self, unfinished: Unfinished) {
        let store = self.inside.with_value(|it| it.store.clone());
        self.belong_to(None);
        if let Some(store) = store.filter(|_| unfinished == Unfinished::Forget)
            && let Err(refused) = store.forget_unfinished().await
        {
            self.not_kept(&refused.0);
        }
    }

    /// Stops after what is under way. Only the tab that drives it can.
    pub fn stop(self, id: &str) {
        self.tell(id, Event::Stop);
    }

    /// Tries the step that ended it again.
    pub fn try_again(self, id: &str) {
        self.tell(id, Event::TryAgain);
    }

    /// The person says that the handed-over work is done, and gives back what it asks for.
    pub fn handed_over(self, id: &str, given: String) {
        self.tell(id, Event::HandedOver(given));
    }

    /// Carries it out from this tab; the other one watches from now on.
    pub fn take_over(self, id: &str) {
        self.attend(id, How::Steal);
    }

    /// Takes up the runs of whoever has entered; nobody's are shown meanwhile.
    pub fn belong_to(self, owner: Option<Owner>) {
        self.all.set(Vec::new());
        self.told.update(BTreeSet::clear);
        self.is_opening.set(true);
        self.drivers.update(HashMap::clear);
        let left = self.inside.try_update_value(|it| {
            it.stay += 1;
            it.store = None;
            std::mem::take(&mut it.attended)
        });
        for attended in left.iter().flat_map(HashMap::values) {
            attended.bell.ring();
        }
        let stay = self.stay();
        if let Some(owner) = owner {
            spawn_local(async move {
                if let Err(refused) = self.take_up(owner, stay).await {
                    self.not_kept(&refused.0);
                }
                if self.stay() == stay {
                    self.is_opening.set(false);
                }
            });
        }
    }

    /// Looks at the clock and at what other tabs have done.
    pub fn look(self) {
        self.inside.with_value(|it| {
            for attended in it.attended.values() {
                attended.bell.ring();
            }
        });
    }
}
