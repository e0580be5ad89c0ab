//! Menus: a popover of choices or commands behind a button.

use leptos::prelude::*;

use super::button::ButtonKind;
use super::icon::Icon;
use super::unique::unique;

/// How the button of a menu looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MenuShape {
    /// A word, and an arrow.
    #[default]
    Worded,
    /// The icon alone; the label is its name.
    IconOnly,
}

#[derive(Clone)]
struct MenuId(String);

/// A button and the popover it opens. Escape and a press elsewhere close it.
#[component]
pub fn Menu(
    /// What it offers.
    #[prop(into)]
    label: Signal<String>,
    /// An icon before the word.
    #[prop(optional)]
    icon: Option<Icon>,
    /// What the button means for the view.
    #[prop(default = ButtonKind::Quiet)]
    kind: ButtonKind,
    /// How the button looks.
    #[prop(optional)]
    shape: MenuShape,
    /// What stands on the button in place of icon and word; the label is its name.
    #[prop(into, optional)]
    face: Option<ViewFnOnce>,
    /// What is offered.
    children: Children,
) -> impl IntoView {
    let id = unique("menu");
    provide_context(MenuId(id.clone()));
    let is_icon = shape == MenuShape::IconOnly || face.is_some();
    let words = (!is_icon).then(|| view! { {move || label.get()} <Icon icon=Icon::Down/> });
    view! {
        <button
            class="button"
            type="button"
            data-kind=kind.name()
            data-only=is_icon.then_some("icon")
            popovertarget=id.clone()
            aria-label=move || is_icon.then(|| label.get())
        >
            {icon.map(|icon| view! { <Icon icon=icon/> })}
            {words}
            {face.map(ViewFnOnce::run)}
        </button>
        <div class="menu" id=id popover="auto" role="group" aria-label=move || label.get()>
            {children()}
        </div>
    }
    .into_any()
}

/// A command; pressing it closes the menu.
#[component]
pub fn MenuItem(
    /// What it does.
    #[prop(into)]
    label: Signal<String>,
    /// A remark at the other end: "bash".
    #[prop(into, optional)]
    note: Signal<Option<String>>,
    /// An icon before the word.
    #[prop(optional)]
    icon: Option<Icon>,
    /// What happens.
    #[prop(into)]
    press: Callback<()>,
) -> impl IntoView {
    let MenuId(menu) = expect_context();
    let remark = move || {
        note.get()
            .map(|note| view! { <span class="muted">{note}</span> })
    };
    view! {
        <button
            class="menu__item"
            type="button"
            popovertarget=menu
            popovertargetaction="hide"
            on:click=move |_| press.run(())
        >
            {icon.map(|icon| view! { <Icon icon=icon/> })}
            {move || label.get()}
            {remark}
        </button>
    }
}

/// A heading inside a menu.
#[component]
pub fn MenuLabel(
    /// What the commands below have in common.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    view! { <p class="menu__label">{move || text.get()}</p> }
}
