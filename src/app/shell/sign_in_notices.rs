//! What a person must do before requests to Azure go on, and what the sign-in has to say.

use leptos::prelude::*;

use crate::auth::{Auth, Waiting};
use crate::backend::Backend;
use crate::runner::Runs;
use crate::ui::{Banner, Button, ButtonKind, ButtonSize, Tone};

/// Banners above the page: sign in again, go on, a busy sign-in service.
#[component]
pub fn SignInNotices() -> impl IntoView {
    let (auth, backend) = (Auth::expect(), Backend::expect());
    let waiting = auth.waiting();
    let shown = move || match waiting.get() {
        Some(_) if backend.simulated() => None,
        None => None,
        Some(Waiting::SignIn(ask)) => {
            let why = ask.why().clone();
            Some(view! { <Again what=why.what why=why.why code=why.code/> }.into_any())
        }
        Some(Waiting::Service(why)) => {
            let words = format!("{} What waits for it goes on by itself.", why.why);
            Some(
                view! {
                    <Banner tone=Tone::Warn title=why.what>
                        <p>{words}</p>
                    </Banner>
                }
                .into_any(),
            )
        }
        Some(Waiting::Consent) => Some(view! { <GoOn/> }.into_any()),
    };
    view! {
        {shown}
        <Told/>
    }
    .into_any()
}

/// Signing in again, or not.
#[component]
fn Again(what: String, why: String, code: String) -> impl IntoView {
    let auth = Auth::expect();
    let code = (!code.is_empty()).then(|| view! { " (" <code>{code}</code> ")" });
    view! {
        <Banner tone=Tone::Warn title=what>
            <p>{why} {code}</p>
            <p>"This page and its runs are kept, and come back as they are."</p>
            <div class="cluster">
                <Button
                    label="Sign in again"
                    kind=ButtonKind::Primary
                    size=ButtonSize::Small
                    press=move |()| auth.sign_in_again()
                />
                <Button
                    label="Not now"
                    kind=ButtonKind::Quiet
                    size=ButtonSize::Small
                    press=move |()| auth.give_up()
                />
            </div>
        </Banner>
    }
}

/// After signing in again nothing is changed before the person has said so.
#[component]
fn GoOn() -> impl IntoView {
    let auth = Auth::expect();
    let unfinished = Runs::expect().unfinished();
    move || {
        let count = unfinished.get();
        let words = match count {
            0 => return None,
            1 => "One run waits to be carried on. It looks first at what has happened, then sends what is missing.".to_owned(),
            count => format!("{count} runs wait to be carried on. Each looks first at what has happened, then sends what is missing."),
        };
        Some(view! {
            <Banner tone=Tone::Run title="You are signed in again">
                <p>{words}</p>
                <Button
                    label="Go on"
                    kind=ButtonKind::Primary
                    size=ButtonSize::Small
                    press=move |()| auth.go_on()
                />
            </Banner>
        })
    }
}

/// Something about the sign-in, told once.
#[component]
fn Told() -> impl IntoView {
    let notice = Auth::expect().notice();
    move || {
        notice.get().map(|text| {
            view! {
                <Banner tone=Tone::Warn title="About your sign-in">
                    <p>{text}</p>
                    <Button
                        label="Close"
                        kind=ButtonKind::Quiet
                        size=ButtonSize::Small
                        press=move |()| notice.set(None)
                    />
                </Banner>
            }
        })
    }
}
