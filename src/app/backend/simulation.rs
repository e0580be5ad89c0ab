//! The sandbox as the console sees it: a worker that answers as Azure would.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use cmk_console::arm::Timestamp;
use cmk_console::sandbox::port::{Answer, Ask, Control, FaultSetting, Question, Say, Standing};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::clock::wall;
use crate::platform::slot::Slot;

/// Whether the sandbox can be entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It is starting.
    Starting,
    /// It is there.
    Ready,
    /// It is not; says why and what to do.
    Failed(String),
    /// This deployment has none.
    Absent,
}

/// The sandbox.
#[derive(Clone, Copy)]
pub struct Simulation {
    stage: RwSignal<Stage>,
    standing: RwSignal<Option<Standing>>,
    notice: RwSignal<Option<String>>,
    changed: StoredValue<Option<Callback<()>>>,
    link: StoredValue<Option<Rc<Link>>, LocalStorage>,
}

struct Link {
    worker: Worker,
    asked: Cell<u32>,
    waiting: RefCell<HashMap<u32, Slot<Answer>>>,
}

const LOADER: &str = "/sandbox_worker_loader.js";
const BUILD: &str = match option_env!("CMK_BUILD_ID") {
    Some(id) => id,
    None => "unknown",
};

impl Simulation {
    /// Makes the sandbox of the application, if it has one; called once, at the root. A deployment
    /// for Azure alone never asks for the worker's files.
    pub fn provide(is_offered: bool) -> Simulation {
        let stage = if is_offered {
            Stage::Starting
        } else {
            Stage::Absent
        };
        let simulation = Simulation {
            stage: RwSignal::new(stage),
            standing: RwSignal::new(None),
            notice: RwSignal::new(None),
            changed: StoredValue::new(None),
            link: StoredValue::new_local(None),
        };
        if is_offered {
            simulation.start();
        }
        provide_context(simulation);
        simulation
    }

    /// The sandbox of the application.
    pub fn expect() -> Simulation {
        expect_context()
    }

    /// Whether it can be entered.
    pub fn stage(self) -> Signal<Stage> {
        self.stage.into()
    }

    /// How it stands; none until it has started.
    pub fn standing(self) -> Signal<Option<Standing>> {
        self.standing.into()
    }

    /// The wall time at which it began, reactive; another one after a reset.
    pub fn began(self) -> Option<Timestamp> {
        self.standing.read().as_ref().map(|it| it.began)
    }

    /// Something to be told once.
    pub fn notice(self) -> RwSignal<Option<String>> {
        self.notice
    }

    /// Calls this whenever another tab has changed something, or the sandbox has begun anew.
    pub fn on_change(self, changed: impl Fn() + Send + Sync + 'static) {
        self.changed
            .set_value(Some(Callback::new(move |()| changed())));
    }

    /// The simulated time.
    pub fn now(self) -> Timestamp {
        let standing = self.standing.read_untracked();
        standing
            .as_ref()
            .map_or_else(wall, |it| it.clock.at(wall()))
    }

    /// How many simulated seconds pass in a second.
    pub fn speed(self) -> u32 {
        let standing = self.standing.read_untracked();
        standing.as_ref().map_or(1, |it| it.clock.speed(wall()))
    }

    /// Lets simulated time pass at another speed.
    pub fn set_speed(self, speed: u32) {
        self.use_control(Control::SetSpeed { speed });
    }

    /// Switches faults; those that are not named are off.
    pub fn set_faults(self, faults: Vec<FaultSetting>) {
        self.use_control(Control::SetFaults { faults });
    }

    /// Uses a control; what it changes arrives as a new standing.
    pub fn use_control(self, control: Control) {
        spawn_local(async move {
            if let Answer::NotDone(why) = self.ask(Ask::Control(control)).await {
                self.notice.set(Some(why));
            }
        });
    }

    /// Asks the worker.
    pub(super) async fn ask(self, ask: Ask) -> Answer {
        let gone = || Answer::NotDone("The sandbox is not running. Reload the page.".into());
        let Some(link) = self.link.get_value() else {
            return gone();
        };
        let id = link.asked.get() + 1;
        link.asked.set(id);
        let Ok(text) = serde_json::to_string(&Question { id, ask }) else {
            return gone();
        };
        let slot = Slot::new();
        link.waiting.borrow_mut().insert(id, slot.clone());
        if link.worker.post_message(&JsValue::from_str(&text)).is_err() {
            link.waiting.borrow_mut().remove(&id);
            return gone();
        }
        slot.await
    }

    fn start(self) {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let Ok(worker) = Worker::new_with_options(LOADER, &options) else {
            return self.fail("This browser refuses to start the sandbox's worker.");
        };
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let said = event.data().as_string();
            if let Some(said) = said.and_then(|it| serde_json::from_str(&it).ok()) {
                self.heard(said);
            }
        });
        worker.set_onmessage(Some(heard.into_js_value().unchecked_ref()));
        let broken = Closure::<dyn FnMut()>::new(move || {
            self.fail("The sandbox could not be loaded. Check the network, then reload the page.");
        });
        worker.set_onerror(Some(broken.into_js_value().unchecked_ref()));
        self.link.set_value(Some(Rc::new(Link {
            worker,
            asked: Cell::new(0),
            waiting: RefCell::default(),
        })));
    }

    fn heard(self, said: Say) {
        match said {
            Say::Hello { build } if build == BUILD => {}
            Say::Hello { .. } => {
                self.fail("The console was updated while this page was open. Reload the page.");
            }
            Say::Standing(standing) => self.stands(*standing),
            Say::Answer { id, answer } => {
                let link = self.link.get_value();
                let slot = link.and_then(|it| it.waiting.borrow_mut().remove(&id));
                if let Some(slot) = slot {
                    slot.give(answer);
                }
            }
            Say::Failed(why) => self.fail(&why),
        }
    }

    fn stands(self, standing: Standing) {
        if matches!(*self.stage.read_untracked(), Stage::Failed(_)) {
            return;
        }
        if let Some(notice) = &standing.notice {
            self.notice.set(Some(notice.clone()));
        }
        let before = self.standing.read_untracked().as_ref().map(|it| it.began);
        let is_another = before.is_some_and(|it| it != standing.began);
        let is_news = standing.by_others || is_another;
        self.standing.set(Some(standing));
        if let Some(changed) = self.changed.get_value().filter(|_| is_news) {
            changed.run(());
        }
        if *self.stage.read_untracked() == Stage::Starting {
            self.stage.set(Stage::Ready);
        }
    }

    fn fail(self, why: &str) {
        self.stage.set(Stage::Failed(why.to_owned()));
        self.link.set_value(None);
    }
}
