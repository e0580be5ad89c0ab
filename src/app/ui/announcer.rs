//! What assistive technology is told: a polite live region, focus after navigation, the skip link.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Says short sentences to people who do not see the screen, and keeps focus where they are.
#[derive(Clone, Copy, Debug)]
pub struct Announcer {
    sentence: RwSignal<String>,
    /// Whether somebody has gone from the first page to another.
    has_moved: StoredValue<bool>,
}

impl Announcer {
    /// Makes the announcer of the application; called once, at the root.
    pub fn provide() -> Announcer {
        let announcer = Announcer {
            sentence: RwSignal::new(String::new()),
            has_moved: StoredValue::new(false),
        };
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
        if *self.sentence.read_untracked() == sentence {
            sentence.push('\u{a0}');
        }
        self.sentence.set(sentence);
    }

    /// The heading of a page was drawn. Pages draw theirs anew when what it names has been read, and
    /// the focus that the one before had would be nowhere.
    pub(super) fn heading_drawn(self) {
        if self.has_moved.get_value() {
            request_animation_frame(|| {
                if is_focus_nowhere() {
                    focus(HEADING);
                }
            });
        }
    }
}

/// The region the announcer speaks through; drawn once, at the root.
#[component]
pub fn LiveRegion() -> impl IntoView {
    let sentence = Announcer::expect().sentence;
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
    let announcer = Announcer::expect();
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        if before.is_some_and(|before| before != now) {
            announcer.has_moved.set_value(true);
            request_animation_frame(|| focus(HEADING));
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

/// What takes focus after a navigation.
const HEADING: &str = "main h1";

fn is_focus_nowhere() -> bool {
    let focused = document().active_element();
    focused.is_none_or(|it| it.tag_name().eq_ignore_ascii_case("body"))
}

/// Moves focus to the first element that matches, if there is one.
pub fn focus(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // An element that cannot take focus leaves it where it was.
        let _ = element.focus();
    }
}
