//! Refused: Azure takes no token of a person who has just signed in for it.

use cmk_console::directory::Explained;
use leptos::prelude::*;

use crate::auth::Auth;
use crate::components::NotSignedIn;
use crate::shell::{SignOut, Title};
use crate::ui::{Button, ButtonKind, Panel};

/// The page instead of every other, until the person tries again or leaves.
pub fn page(why: Explained) -> AnyView {
    Title::of_page(|| "Refused".to_owned());
    let auth = Auth::expect();
    let is_leaving = RwSignal::new(false);
    let actions = move || {
        view! {
            <Button label="Try again" kind=ButtonKind::Primary press=move |()| auth.try_again()/>
            <Button label="Sign out" press=move |()| is_leaving.set(true)/>
        }
    };
    view! {
        <div class="stack" data-gap="loose">
            <h1 tabindex="-1">"Azure refuses this sign-in"</h1>
            <Panel title="What happened">
                <NotSignedIn why=why actions=actions/>
            </Panel>
            <p class="small muted">
                "Runs that have begun are kept. Azure goes on with what it has accepted, whether this page is open or not."
            </p>
            <SignOut open=is_leaving close=move |()| is_leaving.set(false)/>
        </div>
    }
    .into_any()
}
