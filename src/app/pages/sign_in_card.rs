//! The way to a real Azure: which directory, and the door; or why it stayed shut.

use cmk_console::directory;
use cmk_console::routes::Route;
use leptos::prelude::*;

use crate::auth::{Auth, SignIn};
use crate::backend::Backend;
use crate::components::NotSignedIn;
use crate::ui::{Button, ButtonKind, ButtonLink, Icon, Need, Panel, TextField, focus_first_error};

/// Signing in, where this deployment has an Azure to sign in to.
#[component]
pub(super) fn SignInCard() -> impl IntoView {
    let config = Backend::expect().config();
    if !config.offers_azure() {
        return view! {
            <Panel title="Your own Azure">
                <p class="small muted">
                    "This deployment is set up for the sandbox only: config.json says so, and nothing here can reach a real subscription."
                </p>
            </Panel>
        }
        .into_any();
    }
    let stage = Auth::expect().stage();
    let failed = move || match stage.get() {
        SignIn::Failed(why) => Some(view! { <NotSignedIn why=*why/> }),
        _ => None,
    };
    let has_entered = Memo::new(move |_| match &*stage.read() {
        SignIn::In(account) => Some(account.name.clone()),
        _ => None,
    });
    let inside = move || match has_entered.get() {
        Some(name) => view! { <Entered name=name/> }.into_any(),
        None => view! { <Door/> }.into_any(),
    };
    view! {
        <Panel title="Your own Azure">
            {failed}
            <p class="small muted">"Reads first. Asks before it writes."</p>
            {inside}
        </Panel>
    }
    .into_any()
}

/// Whoever has signed in goes on.
#[component]
fn Entered(name: String) -> impl IntoView {
    view! {
        <div class="cluster">
            <ButtonLink label=format!("Go on as {name}") href=Route::Overview.path() kind=ButtonKind::Primary/>
        </div>
    }
}

/// Which directory, and the button.
#[component]
fn Door() -> impl IntoView {
    let auth = Auth::expect();
    let config = Backend::expect().config();
    let cloud = config.cloud.name.clone();
    let named = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let busy = move || {
        let is_busy = matches!(*auth.stage().read(), SignIn::Leaving | SignIn::Starting);
        is_busy.then(|| "Going to Microsoft".to_owned())
    };
    let sign_in = move |()| {
        let text = named.get_untracked();
        let text = text.trim();
        if !text.is_empty() && !directory::is_name(&text.to_ascii_lowercase()) {
            error.set(Some(
                "Name the directory by a domain of it, such as fabrikam.example, or by its tenant ID.".into(),
            ));
            return focus_first_error();
        }
        auth.sign_in(text);
    };
    let question = match config.tenant.as_str() {
        "organizations" => view! {
            <TextField
                label="Directory"
                value=named
                change=move |text| {
                    error.set(None);
                    named.set(text);
                }
                need=Need::Optional
                error=error
                placeholder="fabrikam.example, or leave empty"
                help=format!("Needed only if you are a guest in the directory you want to work in. Cloud: {cloud}.")
            />
        }
        .into_any(),
        tenant => view! {
            <p class="small">{format!("Directory: {tenant}. Cloud: {cloud}.")}</p>
        }
        .into_any(),
    };
    // With a sandbox beside it, that is the door for whoever looks around.
    let kind = match config.offers_sandbox() {
        true => ButtonKind::Plain,
        false => ButtonKind::Primary,
    };
    view! {
        <form
            class="stack"
            on:submit=move |event| {
                event.prevent_default();
                sign_in(());
            }
        >
            {question}
            <div class="cluster">
                <Button
                    label="Sign in with Microsoft"
                    press=sign_in
                    kind=kind
                    icon=Icon::User
                    busy=busy
                />
            </div>
        </form>
    }
}
