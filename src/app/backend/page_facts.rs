//! What a page has read, with the times; gone when the page is.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use cmk_console::arm::{self, Facts, ResourceId};
use cmk_console::form::{Answers, Invalid};
use cmk_console::plan::Plan;
use cmk_console::resources::{self, Action, Ask, Planning, ROUNDS};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Backend;
use crate::platform::bell::Bell;

/// The facts of one page.
#[derive(Clone, Copy)]
pub struct PageFacts {
    backend: Backend,
    facts: RwSignal<Facts>,
    /// The questions whose answers are on their way.
    reading: RwSignal<BTreeSet<String>>,
    inside: StoredValue<Inside, LocalStorage>,
}

#[derive(Default)]
struct Inside {
    /// Everything the page has ever asked for, by question.
    asked: BTreeMap<String, arm::Read>,
    queue: VecDeque<arm::Read>,
    sent: usize,
    /// Rung at every answer.
    bell: Bell,
    /// Grows with every plan that is asked for.
    turn: u32,
    is_refresh_due: bool,
}

/// A browser opens few connections at once, and ARM counts reads.
const AT_ONCE: usize = 8;

/// A run changes several things in a row; the page reads again once.
const SETTLING: u32 = 400;

/// Milliseconds from one beat to the next.
const BEAT: u32 = 200;

impl PageFacts {
    /// Nothing is known yet. Made in a page; reads again by itself when Azure has changed.
    pub fn new() -> PageFacts {
        let known = PageFacts {
            backend: Backend::expect(),
            facts: RwSignal::new(Facts::default()),
            reading: RwSignal::new(BTreeSet::new()),
            inside: StoredValue::new_local(Inside::default()),
        };
        let (backend, watch) = (known.backend, known.backend.watch(move || known.refresh()));
        on_cleanup(move || backend.unwatch(watch));
        known
    }

    /// What is known, reactive; ask it with the library's own readers.
    pub fn facts(self) -> ReadSignal<Facts> {
        self.facts.read_only()
    }

    /// Reads what is not known and not on its way.
    pub fn want(self, reads: impl IntoIterator<Item = arm::Read>) {
        let unknown = |it: &arm::Read| self.facts.with_untracked(|facts| facts.get(it).is_none());
        self.ask(reads.into_iter().filter(unknown).collect());
    }

    /// Reads again; what is known stays until the new answer is there.
    pub fn again(self, reads: impl IntoIterator<Item = arm::Read>) {
        self.ask(reads.into_iter().collect());
    }

    /// Reads everything again that this page has ever asked for.
    pub fn again_all(self) {
        let asked = self
            .inside
            .try_with_value(|it| it.asked.values().cloned().collect());
        self.ask(asked.unwrap_or_default());
    }

    /// Grows when something was read, a few times a second at most: for a page that judges
    /// everything in sight together, which is too dear for every single answer.
    pub fn beat(self) -> ReadSignal<u32> {
        let beat = RwSignal::new(0);
        let is_due = StoredValue::new(false);
        Effect::new(move |_| {
            self.facts.track();
            if is_due.get_value() {
                return;
            }
            is_due.set_value(true);
            spawn_local(async move {
                TimeoutFuture::new(BEAT).await;
                is_due.try_update_value(|it| *it = false);
                beat.try_update(|it| *it += 1);
            });
        });
        beat.read_only()
    }

    /// Whether answers are on their way.
    pub fn is_reading(self) -> Signal<bool> {
        let reading = self.reading;
        Signal::derive(move || !reading.read().is_empty())
    }

    /// Whether this answer is on its way; reactive.
    pub fn is_reading_one(self, read: &arm::Read) -> bool {
        self.reading.read().contains(&read.request.question())
    }

    /// Reads whatever an action wants to know, round after round, and plans. Answers must be
    /// complete (`Form::complete`). Gives nothing when newer answers have been planned for
    /// meanwhile, so the last call wins.
    pub async fn plan(
        self,
        action: &'static dyn Action,
        target: Option<ResourceId>,
        answers: Answers,
    ) -> Option<Result<Plan, Invalid>> {
        let (cloud, tenant) = (self.backend.cloud(), self.backend.directory());
        let (person, config) = (self.backend.object(), self.backend.config());
        let turn = self.inside.try_update_value(|it| {
            it.turn += 1;
            it.turn
        })?;
        let ask = |facts: &Facts| {
            let ask = Ask {
                target: target.as_ref(),
                answers: &answers,
                facts,
                cloud: &cloud,
                tenant: &tenant,
                person: &person,
                graph: config.graph,
                vault_hosts: &config.vault_hosts,
                now: self.backend.now(),
            };
            resources::plan(action, &ask)
        };
        for _ in 0..ROUNDS {
            match self.facts.try_with_untracked(ask)? {
                Planning::Read(reads) => {
                    self.want(reads.clone());
                    self.until_known(&reads, turn).await?;
                }
                Planning::Planned(mut plan) => {
                    self.backend.config().api_versions.apply_to(&mut plan);
                    return Some(Ok(*plan));
                }
                Planning::Refused(invalid) => return Some(Err(invalid)),
            }
        }
        Some(Err(Invalid::new(
            "",
            "What has to be read first never ends, which is a mistake of this console.",
        )))
    }

    async fn until_known(self, reads: &[arm::Read], turn: u32) -> Option<()> {
        loop {
            let rung = self.inside.try_with_value(|it| it.bell.next())?;
            if self.inside.try_with_value(|it| it.turn)? != turn {
                return None;
            }
            let known = |facts: &Facts| reads.iter().all(|it| facts.get(it).is_some());
            if self.facts.try_with_untracked(known)? {
                return Some(());
            }
            rung.await;
        }
    }

    /// Reads everything again after a moment, so that several changes are one reason.
    fn refresh(self) {
        let is_due = self
            .inside
            .try_update_value(|it| std::mem::replace(&mut it.is_refresh_due, true));
        if is_due != Some(false) {
            return;
        }
        spawn_local(async move {
            TimeoutFuture::new(SETTLING).await;
            self.inside.try_update_value(|it| it.is_refresh_due = false);
            self.again_all();
        });
    }

    fn ask(self, reads: Vec<arm::Read>) {
        let mut new = Vec::new();
        let on_their_way = self.reading.try_get_untracked().unwrap_or_default();
        self.inside.try_update_value(|it| {
            for read in reads {
                let question = read.request.question();
                if !on_their_way.contains(&question) && !new.contains(&question) {
                    it.queue.push_back(read.clone());
                    new.push(question.clone());
                }
                it.asked.insert(question, read);
            }
        });
        if !new.is_empty() {
            self.reading.try_update(|it| it.extend(new));
            self.pump();
        }
    }

    fn pump(self) {
        while let Some(read) = self.next() {
            spawn_local(async move {
                let (at, outcome) = self.backend.read(&read).await;
                let question = read.request.question();
                // A page that is gone wants no answer.
                self.facts
                    .try_update(|facts| facts.insert(&read, at, outcome));
                self.reading.try_update(|it| it.remove(&question));
                let bell = self.inside.try_update_value(|it| {
                    it.sent -= 1;
                    it.bell.clone()
                });
                if let Some(bell) = bell {
                    bell.ring();
                    self.pump();
                }
            });
        }
    }

    fn next(self) -> Option<arm::Read> {
        self.inside.try_update_value(|it| {
            if it.sent >= AT_ONCE {
                return None;
            }
            let read = it.queue.pop_front()?;
            it.sent += 1;
            Some(read)
        })?
    }
}
