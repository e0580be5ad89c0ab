//! Keys that work on every page. One modifier opens the palette; single keys can be switched off.

use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};

use super::palette::Palette;
use crate::platform::tab::{prefer, preference};
use crate::ui::{Announcer, Button, Dialog, focus};

/// What a key does, as it is shown.
const KEYS: [(&str, &str); 6] = [
    (
        "Ctrl+K or ⌘K",
        "Search pages, resources, keys, actions and error codes",
    ),
    ("j", "Next line of a list"),
    ("k", "Line before"),
    ("Enter", "Open the line"),
    ("/", "Go to the filter"),
    ("?", "Show these keys"),
];

const PREFERENCE: &str = "cmk-console.shortcuts";
const OFF: &str = "off";

/// The links of a list that j and k go through.
const LINES: &str = "main .table tbody th a, main .operation__name a";
const FILTER: &str = "main input[type=search]";

/// Whether single keys work, and what they have opened.
#[derive(Clone, Copy)]
pub struct Shortcuts {
    are_on: RwSignal<bool>,
    palette: RwSignal<bool>,
    help: RwSignal<bool>,
}

impl Shortcuts {
    /// Makes the shortcuts of the application; called once, at the root.
    pub fn provide() -> Shortcuts {
        let shortcuts = Shortcuts {
            are_on: RwSignal::new(preference(PREFERENCE).as_deref() != Some(OFF)),
            palette: RwSignal::new(false),
            help: RwSignal::new(false),
        };
        provide_context(shortcuts);
        shortcuts
    }

    /// The shortcuts of the application.
    pub fn expect() -> Shortcuts {
        expect_context()
    }

    /// Whether single keys work.
    pub fn are_on(self) -> Signal<bool> {
        self.are_on.into()
    }

    /// Switches single keys on or off, for the next time too.
    pub fn switch(self, on: bool) {
        prefer(PREFERENCE, if on { "on" } else { OFF });
        self.are_on.set(on);
    }

    /// Opens the palette.
    pub fn open_palette(self) {
        self.palette.set(true);
    }

    fn heard(self, announcer: Announcer, event: &KeyboardEvent) {
        if event.default_prevented() || event.alt_key() || event.is_composing() {
            return;
        }
        let key = event.key();
        let is_command = event.ctrl_key() || event.meta_key();
        let is_open = found("dialog[open]").is_some();
        if is_command && key.eq_ignore_ascii_case("k") {
            event.prevent_default();
            // No question is covered by another one.
            if self.palette.get_untracked() {
                self.palette.set(false);
            } else if !is_open {
                self.palette.set(true);
            }
            return;
        }
        if is_command || is_open || !self.are_on.get_untracked() || is_typing(event) {
            return;
        }
        match key.as_str() {
            "?" => self.help.set(true),
            "/" if found(FILTER).is_some() => focus(FILTER),
            "/" => announcer.say("This page has no filter"),
            "j" => step(1),
            "k" => step(-1),
            _ => return,
        }
        event.prevent_default();
    }
}

/// Listens to the keys of a page, and shows what they open.
#[component]
pub fn Listening() -> impl IntoView {
    let (shortcuts, announcer) = (Shortcuts::expect(), Announcer::expect());
    // What one page has opened is not open on the next.
    shortcuts.palette.set(false);
    shortcuts.help.set(false);
    let listening = window_event_listener(ev::keydown, move |event| {
        shortcuts.heard(announcer, &event);
    });
    on_cleanup(move || listening.remove());
    let close = move |()| shortcuts.help.set(false);
    view! {
        <Palette open=shortcuts.palette/>
        <Dialog
            title="Keys"
            open=shortcuts.help
            close=close
            actions=move || view! { <Button label="Close" press=close/> }
        >
            <ShortcutList/>
            <p class="small muted">"Single keys do nothing while you type. Settings switches them off."</p>
        </Dialog>
    }
    .into_any()
}

/// Every key with what it does.
#[component]
pub fn ShortcutList() -> impl IntoView {
    let row = |(key, does)| {
        view! { <div class="shortcut"><dt><kbd>{key}</kbd></dt><dd>{does}</dd></div> }
    };
    view! { <dl class="shortcuts">{KEYS.map(row)}</dl> }
}

/// Whether the key belongs to a field.
fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    let field = "input, select, textarea, [contenteditable]";
    target.is_some_and(|it| it.closest(field).ok().flatten().is_some())
}

fn found(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}

/// Moves focus to the next line, or to the one before; to the first from elsewhere.
fn step(by: i32) {
    let Ok(lines) = document().query_selector_all(LINES) else {
        return;
    };
    let active = document().active_element();
    let line = |at: u32| lines.item(at)?.dyn_into::<HtmlElement>().ok();
    let is_active = |at: &u32| {
        let line = line(*at);
        active.is_some() && line.map(Element::from) == active
    };
    let next = match (0..lines.length()).find(is_active) {
        Some(at) => at.checked_add_signed(by),
        None => Some(0),
    };
    if let Some(line) = next.and_then(line) {
        // A line that is not shown cannot be reached.
        let _ = line.focus();
    }
}
