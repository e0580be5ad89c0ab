//! Signing out: what happens to unfinished runs is the person's to say.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::auth::Auth;
use crate::runner::{Runs, Unfinished};
use crate::ui::{ButtonKind, CheckboxField, ConfirmDialog};

/// Asks, then signs out.
#[component]
pub fn SignOut(
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// Called when it was closed.
    #[prop(into)]
    close: Callback<()>,
) -> impl IntoView {
    let (auth, runs) = (Auth::expect(), Runs::expect());
    let unfinished = runs.unfinished();
    let keeps = RwSignal::new(true);
    let leave = move |()| {
        close.run(());
        let unfinished = match keeps.get_untracked() {
            true => Unfinished::Keep,
            false => Unfinished::Forget,
        };
        spawn_local(async move {
            runs.leave(unfinished).await;
            auth.sign_out();
        });
    };
    let question = move || {
        let count = unfinished.get();
        let label = match count {
            0 => return None,
            1 => "Keep the unfinished run in this browser".to_owned(),
            count => format!("Keep the {count} unfinished runs in this browser"),
        };
        let help = "They hold requests and answers, no token and no secret, and go on when you sign in here again. What Azure has accepted, it finishes either way.";
        Some(view! {
            <CheckboxField label=label value=keeps change=move |it| keeps.set(it) help=help/>
        })
    };
    view! {
        <ConfirmDialog
            title="Sign out?"
            open=open
            close=close
            confirm=leave
            go_on="Sign out"
            keep="Stay signed in"
            kind=ButtonKind::Primary
        >
            <p>
                "This tab forgets every token, and Microsoft’s page ends your session there. Other tabs of this console have their own."
            </p>
            {question}
        </ConfirmDialog>
    }
    .into_any()
}
