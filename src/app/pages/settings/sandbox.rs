//! The sandbox: how fast its time passes, and what it begins with.

use cmk_console::sandbox::port::SimClock;
use leptos::prelude::*;

use crate::backend::Simulation;
use crate::shell::ResetDialog;
use crate::ui::{Button, Choice, Panel, RadioField};

/// What the banner offers too, with words.
#[component]
pub(super) fn SandboxSettings() -> impl IntoView {
    let simulation = Simulation::expect();
    let standing = simulation.standing();
    let speed = Memo::new(move |_| {
        standing.track();
        simulation.speed().to_string()
    });
    let options: Vec<Choice> = SimClock::SPEEDS.into_iter().map(choice).collect();
    let change = move |value: String| {
        if let Ok(speed) = value.parse() {
            simulation.set_speed(speed);
        }
    };
    let is_open = RwSignal::new(false);
    view! {
        <Panel title="The simulated Azure" note="For every tab and every person of this browser".to_owned()>
            <RadioField
                label="Speed of simulated time"
                options=Signal::stored(options)
                value=speed
                change=change
            />
            <div class="cluster">
                <Button label="Begin anew" press=move |()| is_open.set(true)/>
                <span class="small muted">"With another beginning, if you like"</span>
            </div>
            <ResetDialog open=is_open/>
        </Panel>
    }
}

fn choice(speed: u32) -> Choice {
    let meaning = match speed {
        1 => "As fast as real time.",
        60 => "A minute is a second.",
        _ => "An hour is a second.",
    };
    Choice::new(speed.to_string(), format!("{speed}×")).help(meaning)
}
