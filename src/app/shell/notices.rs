//! What a person must hear on whatever page they are.

use leptos::prelude::*;

use super::sign_in_notices::SignInNotices;
use crate::backend::{Backend, Simulation, Stage};
use crate::runner::Runs;
use crate::session::Session;
use crate::ui::{Banner, Button, ButtonKind, ButtonSize, Tone};
use crate::version::Version;

/// Banners above the page: no network, no storage, a sandbox that stopped, and what it has to say.
#[component]
pub fn Notices() -> impl IntoView {
    let (backend, simulation) = (Backend::expect(), Simulation::expect());
    let session = Session::expect();
    let trouble = Runs::expect().trouble();
    // On the welcome page the sandbox's own card says it.
    let stopped = move || match simulation.stage().get() {
        Stage::Failed(why) if session.person().read().is_some() => Some(why),
        _ => None,
    };
    view! {
        <div class="stack notices">
            <SignInNotices/>
            {move || {
                backend.is_offline()
                    .then(|| {
                        view! {
                            <Banner tone=Tone::Warn title="This browser is offline">
                                <p>"What is shown may be out of date. Runs go on when the network is back."</p>
                            </Banner>
                        }
                    })
            }}
            {move || {
                trouble
                    .get()
                    .map(|why| {
                        view! {
                            <Banner tone=Tone::Bad title="Runs are not carried out">
                                <p>{why}</p>
                            </Banner>
                        }
                    })
            }}
            {move || {
                stopped()
                    .map(|why| {
                        view! {
                            <Banner tone=Tone::Bad title="The sandbox has stopped">
                                <p>{why}</p>
                            </Banner>
                        }
                    })
            }}
            <OfSandbox/>
            <Newer/>
        </div>
    }
}

/// What the sandbox has to say, once.
#[component]
fn OfSandbox() -> impl IntoView {
    let notice = Simulation::expect().notice();
    move || {
        notice.get().map(|text| {
            view! {
                <Banner tone=Tone::Warn title="About the sandbox">
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

/// The console was updated while this tab was open.
#[component]
fn Newer() -> impl IntoView {
    let is_newer = Version::expect().is_newer();
    move || {
        is_newer.get().then(|| {
            view! {
                <Banner tone=Tone::Run title="A newer version of this console is there">
                    <p>
                        "This tab still works with the version it was opened with. Reload the page when it suits you; runs are kept and go on."
                    </p>
                </Banner>
            }
        })
    }
}
