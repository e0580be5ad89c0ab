//! What assistive technology is told: a polite live region, focus after navigation, the skip link.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Says short sentences to people who do not see the screen.
#[derive(Clone, Copy, Debug)]
pub struct Announcer(RwSignal<String>);

impl Announcer {
    /// Makes the announcer of the application; called once, at the root.
    pub fn provide() -> Announcer {
        let announcer = Announcer(RwSignal::new(String::new()));
        provide_context(announcer);
        announcer
    }

    /// The announcer of the application.
    pub fn expect() -> Announcer {
        expect_context()
    }

    /// Says a sentence as soon as nothing else is being said.
    pub fn say(self, sentence: impl Into<String>) {
        let mut sentence = sentence.into();
        // The same words twice are no change, and would not be said again.
        if *self.0.read_untracked() == sentence {
            sentence.push('\u{a0}');
        }
        self.0.set(sentence);
    }
}

/// The region the announcer speaks through; drawn once, at the root.
#[component]
pub fn LiveRegion() -> impl IntoView {
    let Announcer(sentence) = Announcer::expect();
    view! {
        <p class="visually-hidden" role="status">
            {move || sentence.get()}
        </p>
    }
}

/// Says a text whenever it changes, such as the step a run has reached.
#[component]
pub fn Announce(
    /// What to say; nothing is said while it is empty.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let announcer = Announcer::expect();
    Effect::new(move |before: Option<String>| {
        let now = text.get();
        if before.is_some_and(|before| before != now) && !now.is_empty() {
            announcer.say(now.clone());
        }
        now
    });
}

/// Moves focus to the heading of the page after each navigation, so that it is read out.
#[component]
pub fn RouteFocus(
    /// The path of the page on screen.
    #[prop(into)]
    path: Signal<String>,
) -> impl IntoView {
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        if before.is_some_and(|before| before != now) {
            request_animation_frame(|| focus("main h1"));
        }
        now
    });
}

/// The first stop of the keyboard: past the navigation, to the content.
#[component]
pub fn SkipLink() -> impl IntoView {
    let skip = |event: MouseEvent| {
        event.prevent_default();
        focus("main");
    };
    view! { <a class="skip" href="#main" on:click=skip>"Skip to the content"</a> }
}

/// Moves focus to the first element that matches, if there is one.
pub fn focus(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // An element that cannot take focus leaves it where it was.
        let _ = element.focus();
    }
}
