//! Buttons. One that cannot be pressed now stays focusable and says why.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::icon::Icon;
use super::unique::unique;

/// What pressing means for the view it stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// One of several things to do.
    #[default]
    Plain,
    /// The one thing most people came to do.
    Primary,
    /// Beside the point.
    Quiet,
    /// Breaks something.
    Danger,
}

/// How much room a button takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonSize {
    /// As high as a field.
    #[default]
    Normal,
    /// Inside a line or a table.
    Small,
}

impl ButtonKind {
    /// The name the stylesheet knows it by, in `data-kind`.
    pub fn name(self) -> Option<&'static str> {
        match self {
            ButtonKind::Plain => None,
            ButtonKind::Primary => Some("primary"),
            ButtonKind::Quiet => Some("quiet"),
            ButtonKind::Danger => Some("danger"),
        }
    }
}

impl ButtonSize {
    /// The name the stylesheet knows it by, in `data-size`.
    pub fn name(self) -> Option<&'static str> {
        (self == ButtonSize::Small).then_some("small")
    }
}

/// A button with a word. Without `press` it submits the form it stands in.
#[component]
pub fn Button(
    /// The effect, in words.
    #[prop(into)]
    label: Signal<String>,
    /// What happens; not called while unavailable or busy.
    #[prop(into, optional)]
    press: Option<Callback<()>>,
    /// What pressing means for the view.
    #[prop(optional)]
    kind: ButtonKind,
    /// How much room it takes.
    #[prop(optional)]
    size: ButtonSize,
    /// An icon before the word.
    #[prop(optional)]
    icon: Option<Icon>,
    /// Why it cannot be pressed now, and what would help.
    #[prop(into, optional)]
    unavailable: Signal<Option<String>>,
    /// The id of an element that already shows that reason; otherwise it is shown below.
    #[prop(into, optional)]
    reason_id: Option<String>,
    /// The word shown while what it started is going on.
    #[prop(into, optional)]
    busy: Signal<Option<String>>,
) -> impl IntoView {
    let shows_reason = reason_id.is_none();
    let reason_id = StoredValue::new(reason_id.unwrap_or_else(|| unique("why")));
    let is_unavailable = Memo::new(move |_| unavailable.read().is_some());
    let is_busy = Memo::new(move |_| busy.read().is_some());
    let clicked = move |event: MouseEvent| match press {
        _ if is_unavailable.get_untracked() || is_busy.get_untracked() => event.prevent_default(),
        Some(press) => press.run(()),
        None => {}
    };
    let shown_icon = move || if is_busy.get() { Some(Icon::Run) } else { icon };
    let reason = move || {
        let text = unavailable.get().filter(|_| shows_reason)?;
        Some(view! { <p class="field__hint" id=reason_id.get_value()>{text}</p> })
    };
    view! {
        <button
            class="button"
            type=if press.is_some() { "button" } else { "submit" }
            data-kind=kind.name()
            data-size=size.name()
            aria-disabled=move || is_unavailable.get().then_some("true")
            aria-describedby=move || is_unavailable.get().then(|| reason_id.get_value())
            aria-busy=move || is_busy.get().then_some("true")
            on:click=clicked
        >
            {move || shown_icon().map(|icon| view! { <Icon icon=icon/> })}
            {move || busy.get().unwrap_or_else(|| label.get())}
        </button>
        {reason}
    }
}

/// A button that is only an icon; its label is its name and its tooltip.
#[component]
pub fn IconButton(
    /// The effect, in words.
    #[prop(into)]
    label: Signal<String>,
    /// The icon.
    #[prop(into)]
    icon: Signal<Icon>,
    /// What happens.
    #[prop(into)]
    press: Callback<()>,
    /// What pressing means for the view.
    #[prop(default = ButtonKind::Quiet)]
    kind: ButtonKind,
    /// How much room it takes.
    #[prop(optional)]
    size: ButtonSize,
) -> impl IntoView {
    view! {
        <button
            class="button"
            type="button"
            data-kind=kind.name()
            data-size=size.name()
            data-only="icon"
            aria-label=move || label.get()
            title=move || label.get()
            on:click=move |_| press.run(())
        >
            {move || view! { <Icon icon=icon.get()/> }}
        </button>
    }
}
