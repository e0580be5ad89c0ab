//! What this browser keeps for the person: runs, and for how long.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::backend::Backend;
use crate::runner::Runs;
use crate::ui::{
    Announcer, Button, ButtonKind, ButtonSize, ConfirmDialog, Fact, Facts, Panel, PanelBody,
};

/// How many runs there are, and when they go.
#[component]
pub(super) fn Storage() -> impl IntoView {
    let runs = Runs::expect();
    let all = runs.all();
    let ended = Memo::new(move |_| all.read().iter().filter(|it| it.outcome.is_some()).count());
    let unfinished = runs.unfinished();
    let days = Backend::expect().config().run_retention_days;
    let kept = move || {
        if runs.is_opening().get() {
            return "being looked up".to_owned();
        }
        format!("{} at work, {} ended", unfinished.get(), ended.get())
    };
    view! {
        <Panel title="Kept in this browser" body=PanelBody::Flush>
            <Facts>
                <Fact name="Your runs">{kept}</Fact>
                <Fact name="Ended runs go after">{format!("{days} days (runRetentionDays in config.json)")}</Fact>
                <Fact name="Tokens">"in memory, and in the session storage of this tab, by MSAL"</Fact>
            </Facts>
            <div class="panel__body"><Forget ended=ended/></div>
        </Panel>
    }
}

/// Forgets what has ended, after a question.
#[component]
fn Forget(ended: Memo<usize>) -> impl IntoView {
    let (runs, announcer) = (Runs::expect(), Announcer::expect());
    let is_open = RwSignal::new(false);
    let none = move || (ended.get() == 0).then(|| "No run of yours has ended.".to_owned());
    let forget = move |()| {
        is_open.set(false);
        spawn_local(async move {
            if runs.forget_ended().await {
                announcer.say("Ended runs are forgotten");
            }
        });
    };
    view! {
        <Button
            label="Forget ended runs"
            size=ButtonSize::Small
            press=move |()| is_open.set(true)
            unavailable=none
        />
        <ConfirmDialog
            title="Forget ended runs?"
            open=is_open
            close=move |()| is_open.set(false)
            confirm=forget
            go_on="Forget them"
            keep="Keep them"
            kind=ButtonKind::Danger
        >
            <p>
                "Their journals go, with the request and correlation IDs. What was changed in Azure stays as it is."
            </p>
        </ConfirmDialog>
    }
}
