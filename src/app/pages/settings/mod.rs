//! Settings: how the console looks, where it works, what it keeps, and whether it is deployed right.

mod deployment;
mod looks;
mod observing;
mod place;
mod sandbox;
mod shortcuts;
mod storage;

use leptos::prelude::*;

use crate::backend::Backend;
use crate::shell::Title;
use crate::ui::PageHead;

/// The page of settings.
pub fn page() -> AnyView {
    Title::of_page(|| "Settings".to_owned());
    let is_simulated = Backend::expect().simulated();
    view! {
        <PageHead title="Settings" meta=|| view! { <span>"Of this browser, unless it says otherwise"</span> }/>
        <div class="stack">
            <looks::Looks/>
            <shortcuts::Keys/>
            <place::DirectoryAndCloud/>
            {is_simulated.then(|| view! { <sandbox::SandboxSettings/> })}
            <storage::Storage/>
            <deployment::CheckDeployment/>
        </div>
    }
    .into_any()
}
