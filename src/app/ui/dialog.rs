//! Dialogs: a question that must be answered before anything else.

use leptos::html;
use leptos::prelude::*;

use super::button::{Button, ButtonKind};
use super::text_field::TextField;
use super::unique::unique;

/// A modal dialog. Focus goes into it, stays in it, and returns to where it was.
#[component]
pub fn Dialog(
    /// The question, or what is shown.
    #[prop(into)]
    title: Signal<String>,
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// Called when it was closed, with Escape too; `open` should be false afterwards.
    #[prop(into)]
    close: Callback<()>,
    /// The buttons at the foot.
    #[prop(into)]
    actions: ViewFn,
    /// What it says; made anew at each opening.
    children: ChildrenFn,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let heading = unique("dialog");
    let labelled_by = heading.clone();
    Effect::new(move |_| {
        let is_open = open.get();
        // After this turn the content is in place, and the first control can take focus; or what was
        // answered has taken the dialog away.
        queue_microtask(move || {
            let Some(dialog) = dialog.try_get_untracked().flatten() else {
                return;
            };
            if is_open && !dialog.open() {
                // Fails only for a dialog that is already open or no longer on the page.
                let _ = dialog.show_modal();
            } else if !is_open && dialog.open() {
                dialog.close();
            }
        });
    });
    let closed = move |_| {
        if open.get_untracked() {
            close.run(());
        }
    };
    let content = StoredValue::new((children, actions));
    view! {
        <dialog class="dialog" node_ref=dialog aria-labelledby=labelled_by on:close=closed>
            <div class="dialog__head">
                <h2 id=heading>{move || title.get()}</h2>
            </div>
            <Show when=move || open.get()>
                <div class="dialog__body">{content.with_value(|(children, _)| children())}</div>
                <div class="dialog__foot">{content.with_value(|(_, actions)| actions.run())}</div>
            </Show>
        </dialog>
    }
    .into_any()
}

/// A dialog that asks before something is done, if need be by having a name typed.
#[component]
pub fn ConfirmDialog(
    /// The question.
    #[prop(into)]
    title: Signal<String>,
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// Called when it was closed without doing anything.
    #[prop(into)]
    close: Callback<()>,
    /// Called when the person goes on.
    #[prop(into)]
    confirm: Callback<()>,
    /// The button that goes on: "Remove the grant".
    #[prop(into)]
    go_on: Signal<String>,
    /// The button that does not: "Keep the grant".
    #[prop(into)]
    keep: Signal<String>,
    /// What going on means.
    #[prop(default = ButtonKind::Danger)]
    kind: ButtonKind,
    /// The name that must be typed first.
    #[prop(into, optional)]
    typed: Signal<Option<String>>,
    /// What will happen.
    children: ChildrenFn,
) -> impl IntoView {
    let answer = RwSignal::new(String::new());
    let closed = move |()| {
        answer.set(String::new());
        close.run(());
    };
    let confirmed = move |()| {
        answer.set(String::new());
        confirm.run(());
    };
    let missing = move || {
        let name = typed.get()?;
        (answer.read().trim() != name).then(|| format!("Type {name} first."))
    };
    let question = move || {
        let name = typed.get()?;
        let label = format!("Type {name} to go on");
        let change = move |text| answer.set(text);
        Some(view! { <TextField label=label value=answer change=change/> })
    };
    let reason = unique("why");
    let described = StoredValue::new(reason.clone());
    let actions = move || {
        view! {
            <Button label=keep press=closed/>
            <Button
                label=go_on
                press=confirmed
                kind=kind
                unavailable=missing
                reason_id=described.get_value()
            />
        }
    };
    view! {
        <Dialog title=title open=open close=closed actions=actions>
            {children()}
            {question}
            <p class="visually-hidden" id=reason.clone()>
                {missing}
            </p>
        </Dialog>
    }
    .into_any()
}
