//! Icons: what each one means. The drawings are in [`super::drawing`].

use leptos::prelude::*;

use super::drawing::drawing;

/// Every icon of the console, first things and deeds, then the marks of status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// Theme and contrast.
    Appearance,
    /// Something to read.
    Book,
    /// A directory.
    Building,
    /// A time; stale.
    Clock,
    /// Close.
    Close,
    /// A cloud.
    Cloud,
    /// Copy.
    Copy,
    /// Opens downwards.
    Down,
    /// Download.
    Download,
    /// Leaves the console.
    External,
    /// To look at.
    Eye,
    /// Filter.
    Filter,
    /// Foundry accounts.
    Foundry,
    /// A grant.
    Grant,
    /// Handed to another person.
    Handover,
    /// Managed identities.
    Identity,
    /// Integration service environments.
    Integration,
    /// A key.
    Key,
    /// A link.
    Link,
    /// Locked.
    Lock,
    /// Log Analytics clusters.
    Logs,
    /// The navigation.
    Menu,
    /// Operations.
    Operations,
    /// The overview.
    Overview,
    /// Run.
    Play,
    /// Add.
    Plus,
    /// Read again.
    Refresh,
    /// Rehearse.
    Rehearse,
    /// Folded.
    Right,
    /// The sandbox.
    Sandbox,
    /// A wall display.
    Screen,
    /// Search.
    Search,
    /// Settings.
    Settings,
    /// Sorted.
    Sort,
    /// Stop.
    Stop,
    /// Storage accounts.
    Storage,
    /// Done, for a moment.
    Tick,
    /// Take back.
    Undo,
    /// A person.
    User,
    /// Key vaults.
    Vault,
    /// Log Analytics workspaces.
    Workspace,
    /// Usable, proved.
    Ok,
    /// Will break, or not as meant.
    Warn,
    /// Broken or refused.
    Bad,
    /// In progress.
    Run,
    /// Not read.
    Unknown,
    /// Switched off.
    Off,
    /// For your information.
    Info,
    /// Not begun.
    Wait,
    /// Cannot be undone.
    Door,
    /// The sign of the product.
    Logo,
}

/// An icon beside its word: hidden from assistive technology, because the word says it.
#[component]
pub fn Icon(
    /// Which icon.
    icon: Icon,
    /// The block whose size and colour it takes.
    #[prop(default = "icon")]
    class: &'static str,
) -> impl IntoView {
    let paths: Vec<_> = drawing(icon)
        .iter()
        .map(|(ink, d)| view! { <path class=ink.class() d=*d></path> })
        .collect();
    view! {
        <svg class=class viewBox="0 0 16 16" aria-hidden="true" data-turning=icon == Icon::Run>
            {paths}
        </svg>
    }
}
