//! Carries a run out, as the only tab that does.

use std::time::Duration;

use cmk_console::arm::Timestamp;
use cmk_console::arm::operation::Answer;
use cmk_console::plan::{Event, Run, Todo};
use gloo_timers::future::TimeoutFuture;

use super::attend::Attended;
use crate::clock::wall;
use crate::platform::bell::{First, first};
use crate::platform::locks::Held;

/// Why a tab carries a run out no longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Over {
    /// It has ended.
    Ended,
    /// Another tab has taken it over.
    Taken,
    /// The person has left, or the browser does not keep what is done.
    Left,
}

/// What a wait ended with.
enum Heard {
    Answer(Answer),
    Time,
    Command(Event),
    Over(Over),
}

/// The clock is looked at this often at least, whatever the time that is waited for.
const LONGEST_SLEEP: Duration = Duration::from_secs(30);

/// Does what the run says until it ends, keeping it each time before doing so.
pub(super) async fn drive(attended: &Attended, held: &Held, mut run: Run) -> Over {
    let backend = attended.backend;
    let mut todo = Todo::Nothing;
    if run.outcome.is_none() {
        // Whatever was under way when the last tab went is an answer that never arrived.
        todo = run.advance(backend.now(), Event::Wake, jitter());
    }
    while let Some(command) = attended.command() {
        todo = run.advance(backend.now(), command, jitter());
    }
    loop {
        if !attended.keep(&run).await {
            return Over::Left;
        }
        let event = match &todo {
            Todo::Nothing => return Over::Ended,
            Todo::Sleep(until) => sleep(attended, held, *until).await,
            Todo::Send { request, directory } => {
                let mut answer = Box::pin(backend.send(request, directory));
                loop {
                    match listen(attended, held, &mut answer).await {
                        // The answer is still to come, so what it says to do is under way already.
                        Heard::Command(command) => {
                            let then = run.advance(backend.now(), command, jitter());
                            if !attended.keep(&run).await {
                                return Over::Left;
                            }
                            if then == Todo::Nothing {
                                return Over::Ended;
                            }
                        }
                        heard => break heard,
                    }
                }
            }
        };
        let event = match event {
            Heard::Answer(answer) => Event::Answer(answer),
            Heard::Time => Event::Wake,
            Heard::Command(command) => command,
            Heard::Over(over) => return over,
        };
        todo = run.advance(backend.now(), event, jitter());
    }
}

/// Waits for an answer, a command, or the loss of the lock.
async fn listen(
    attended: &Attended,
    held: &Held,
    answer: &mut (impl Future<Output = Answer> + Unpin),
) -> Heard {
    loop {
        let mut rung = attended.bell.next();
        if let Some(heard) = noticed(attended, held) {
            return heard;
        }
        if let First::One(answer) = first(answer, &mut rung).await {
            return over(attended, held).map_or(Heard::Answer(answer), Heard::Over);
        }
    }
}

/// Waits until a time of the source's clock. Ticks are not counted: they come late.
async fn sleep(attended: &Attended, held: &Held, until: Timestamp) -> Heard {
    loop {
        let mut rung = attended.bell.next();
        if let Some(heard) = noticed(attended, held) {
            return heard;
        }
        let left = attended.backend.wall_until(until);
        if left.is_zero() {
            return Heard::Time;
        }
        let millis = u32::try_from(left.min(LONGEST_SLEEP).as_millis()).unwrap_or(u32::MAX);
        first(&mut TimeoutFuture::new(millis.max(20)), &mut rung).await;
    }
}

fn noticed(attended: &Attended, held: &Held) -> Option<Heard> {
    let over = over(attended, held).map(Heard::Over);
    over.or_else(|| attended.command().map(Heard::Command))
}

fn over(attended: &Attended, held: &Held) -> Option<Over> {
    match (held.is_taken(), attended.is_left()) {
        (true, _) => Some(Over::Taken),
        (false, true) => Some(Over::Left),
        (false, false) => None,
    }
}

/// A number between 0 and 1, different each time.
pub(super) fn jitter() -> f64 {
    js_sys::Math::random()
}

/// The wall time before which ended runs are forgotten.
pub(super) fn forgotten_before(days: u32) -> Timestamp {
    wall() - Duration::from_secs(u64::from(days) * 86_400)
}
