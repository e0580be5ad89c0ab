//! Carrying a run out, as the tab does that holds its lock.

use cmk_console::arm::effects::Effects as _;
use cmk_console::plan::{Event, Outcome, Run, Standing, Todo};

use super::Console;
use super::secrets::stored;

/// More turns than this are a run that never ends.
const TURNS: usize = 3000;

/// How a tab goes away while a run is at work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reload {
    /// Before it has done what the run said.
    Before,
    /// After a request was sent, and before its answer came.
    After,
}

/// Whether the tab goes away at a turn of a run.
type Reloads<'a> = Box<dyn FnMut(usize, &Run) -> Option<Reload> + 'a>;

/// What a person does who is asked to act, in the run as it stands, and gives back.
type Acts<'a> = Box<dyn FnMut(&Run) -> String + 'a>;

/// What happens beside a run.
pub struct Beside<'a> {
    reloads: Reloads<'a>,
    acts: Acts<'a>,
    /// How many times the run was told something.
    pub turns: usize,
}

impl<'a> Beside<'a> {
    /// The tab stays, and nobody is expected to act but to save a file.
    pub fn nothing() -> Self {
        Self {
            reloads: Box::new(|_, _| None),
            acts: Box::new(|run| {
                let saves = run.step().saves.is_some();
                assert!(saves, "nobody does what {} asks for", run.step().title);
                String::new()
            }),
            turns: 0,
        }
    }

    /// The tab goes away when this says so.
    pub fn reloads(self, reloads: impl FnMut(usize, &Run) -> Option<Reload> + 'a) -> Self {
        let reloads = Box::new(reloads);
        Self { reloads, ..self }
    }

    /// Somebody does what is handed over.
    pub fn acts(self, mut acts: impl FnMut(&Run) + 'a) -> Self {
        self.gives_back(move |run| {
            acts(run);
            String::new()
        })
    }

    /// Somebody does what is handed over, and gives back what it asks for.
    pub fn gives_back(self, acts: impl FnMut(&Run) -> String + 'a) -> Self {
        let acts = Box::new(acts);
        Self { acts, ..self }
    }
}

impl Console<'_> {
    /// Does what the run says until it ends, keeping it each time before doing so.
    pub fn carry_out(&self, mut run: Run, beside: &mut Beside<'_>) -> Run {
        let mut event = Event::Wake;
        let mut person = Person::default();
        for turn in 0..TURNS {
            beside.turns = turn;
            let todo = run.advance(self.time.now(), event, self.visitor().jitter());
            let kept = keep(&run);
            let reload = (beside.reloads)(turn, &run);
            event = match (&todo, reload) {
                (Todo::Nothing, _) => {
                    self.keeps_no_secret(&run);
                    return run;
                }
                (_, Some(Reload::Before)) => Event::Wake,
                (Todo::Send { request, directory }, after) => {
                    assert_eq!(*directory, self.tenant(), "{request:?} wants another token");
                    self.note_token();
                    let answer = self.visitor().exchange(request);
                    match after {
                        Some(_) => Event::Wake,
                        None => Event::Answer(answer),
                    }
                }
                (Todo::Sleep(_), Some(Reload::After)) => Event::Wake,
                (Todo::Sleep(until), None) => {
                    let handed_over = run.standing(run.position) == Standing::HandedOver;
                    if handed_over && person.presses(run.position) {
                        Event::HandedOver((beside.acts)(&run))
                    } else {
                        self.time.pass(until.since(self.time.now()));
                        Event::Wake
                    }
                }
            };
            if reload.is_some() {
                run = kept;
            }
        }
        panic!("it never ends: {:#?}", run.journal.last());
    }
}

/// A person who is asked to act, and waits longer after each try.
#[derive(Default)]
struct Person {
    step: usize,
    waits: u32,
    next: u32,
}

impl Person {
    fn presses(&mut self, step: usize) -> bool {
        if self.step != step {
            *self = Self {
                step,
                ..Self::default()
            };
        }
        if self.waits > 0 {
            self.waits -= 1;
            return false;
        }
        self.next = (self.next * 2).max(1);
        self.waits = self.next;
        true
    }
}

/// Stores a run and gives what is read back.
fn keep(run: &Run) -> Run {
    let read: Run = serde_json::from_str(&stored(run)).expect("a stored run can be read");
    assert_eq!(read, *run, "storing changes the run");
    read
}

/// `Proved`, `Refused AuthorizationFailed`.
pub fn words(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Proved { .. } => "Proved".into(),
        Outcome::OnTrust { .. } => "OnTrust".into(),
        Outcome::NotProved { .. } => "NotProved".into(),
        Outcome::Refused(error) => format!("Refused {}", error.code),
        Outcome::TooLate { .. } => "TooLate".into(),
        Outcome::Unknown { .. } => "Unknown".into(),
        Outcome::NotSent { .. } => "NotSent".into(),
        Outcome::Stopped => "Stopped".into(),
    }
}
