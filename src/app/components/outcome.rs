//! How a run ended, in words: what happened, what to do next, and what support will ask for.

use std::sync::Arc;

use cmk_console::plan::words::Ending;
use cmk_console::plan::{Outcome, Run};
use leptos::prelude::*;

use super::refusal::RefusalView;
use crate::ui::{Announce, Banner, Copyable, Icon, Tone};

/// The outcome of a run; nothing while it has none. Only a proved one is green.
#[component]
pub fn OutcomeView(
    /// The run.
    #[prop(into)]
    run: Signal<Option<Arc<Run>>>,
) -> impl IntoView {
    let outcome = Memo::new(move |_| run.read().as_ref().and_then(|it| it.outcome.clone()));
    let ending = Memo::new(move |_| ending(run.read().as_deref()?));
    let said = move || {
        let ending = ending.read();
        ending
            .as_ref()
            .map(|it| it.headline.clone())
            .unwrap_or_default()
    };
    // What Microsoft's support asks for: the id of the last exchange.
    let correlation_id = move || {
        let run = run.read();
        let last = run.as_ref()?.journal.last()?;
        last.correlation_id.clone()
    };
    let shown = move || {
        let (outcome, ending) = (outcome.get()?, ending.get()?);
        if let Outcome::Refused(error) = outcome {
            return Some(
                view! {
                    <RefusalView
                        error=*error
                        title=ending.headline
                        note=ending.because
                    />
                }
                .into_any(),
            );
        }
        let next = (!ending.next.is_empty()).then(|| view! { <p class="small">{ending.next}</p> });
        let is_proved = outcome.is_success();
        let id = correlation_id().filter(|_| !is_proved);
        let id = id.map(|id| {
            view! {
                <p class="small muted">"Correlation ID of the last answer: "</p>
                <Copyable what="correlation ID" value=id/>
            }
        });
        let (tone, icon) = look(&outcome);
        Some(
            view! {
                <Banner tone=tone title=ending.headline icon=icon>
                    <p class="small">{ending.because}</p>
                    {next}
                    {id}
                </Banner>
            }
            .into_any(),
        )
    };
    view! {
        <Announce text=said/>
        {shown}
    }
    .into_any()
}

/// How a run ended, with the time that it was late, if there was one.
fn ending(run: &Run) -> Option<Ending> {
    let outcome = run.outcome.as_ref()?;
    let mut ending = outcome.ending(&run.plan, &run.step().title);
    let at = run.journal.last().map_or(run.started, |it| it.at);
    if let Some(late) = run.lateness(at) {
        ending.because = format!("{late} {}", ending.because);
    }
    Some(ending)
}

/// The colour and the mark of an outcome.
pub fn look(outcome: &Outcome) -> (Tone, Icon) {
    match outcome {
        Outcome::Proved { .. } => (Tone::Ok, Icon::Ok),
        Outcome::OnTrust { .. } => (Tone::Warn, Icon::Ok),
        Outcome::NotProved { .. } | Outcome::Refused(_) | Outcome::NotSent { .. } => {
            (Tone::Bad, Icon::Bad)
        }
        Outcome::TooLate { .. } => (Tone::Warn, Icon::Warn),
        Outcome::Unknown { .. } => (Tone::Unknown, Icon::Unknown),
        Outcome::Stopped => (Tone::Unknown, Icon::Off),
    }
}

/// An outcome in a word or two, for lists.
pub fn word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Proved { .. } => "Done, proved",
        Outcome::OnTrust { .. } => "Done, not all seen",
        Outcome::NotProved { .. } => "Not proved",
        Outcome::Refused(_) => "Refused",
        Outcome::TooLate { .. } => "Too late",
        Outcome::Unknown { .. } => "Not known",
        Outcome::NotSent { .. } => "Not sent",
        Outcome::Stopped => "Stopped",
    }
}
