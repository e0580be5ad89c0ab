//! The command palette: one field that finds pages, resources, keys, actions and error codes.

use cmk_console::arm::ResourceId;
use cmk_console::palette::{self, Entry, Leads, Meaning};
use cmk_console::routes::Route;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::backend::Backend;
use crate::place::Place;
use crate::ui::{Announcer, Button, Dialog, OutsideLink, unique};

/// So many answers are shown; who wants another one types another word.
const MOST: usize = 12;

/// What is typed, what it finds, and which line is meant.
#[derive(Clone, Copy)]
struct Search {
    open: RwSignal<bool>,
    typed: RwSignal<String>,
    at: RwSignal<usize>,
    meaning: RwSignal<Option<(String, Meaning)>>,
    found: Memo<Vec<Entry>>,
    place: Place,
    announcer: Announcer,
}

/// The palette in its dialog.
#[component]
pub fn Palette(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let (backend, place) = (Backend::expect(), Place::expect());
    let typed = RwSignal::new(String::new());
    // Made when it opens: what was read meanwhile is in it, and nothing is made for nobody.
    let entries = Memo::new(move |_| {
        let is_open = open.get();
        let current = on_screen(&place.route().get_untracked());
        let seen = backend.seen();
        is_open.then(|| seen.with_value(|it| palette::entries(it, current.as_ref())))
    });
    let search = Search {
        open,
        typed,
        at: RwSignal::new(0),
        meaning: RwSignal::new(None),
        found: Memo::new(move |_| {
            let entries = entries.read();
            let found = entries
                .as_ref()
                .map(|it| palette::rank(it, &typed.read(), MOST));
            found.into_iter().flatten().cloned().collect()
        }),
        place,
        announcer: Announcer::expect(),
    };
    let close = move |()| open.set(false);
    Effect::new(move |_| {
        if open.get() {
            search.type_in(String::new());
        }
    });
    view! {
        <Dialog
            title="Search"
            open=open
            close=close
            actions=move || view! { <Button label="Close" press=close/> }
        >
            <Finding search=search/>
        </Dialog>
    }
    .into_any()
}

impl Search {
    fn type_in(self, text: String) {
        self.typed.set(text);
        self.at.set(0);
        self.meaning.set(None);
    }

    fn choose(self, at: usize) {
        let Some(entry) = self.found.read_untracked().get(at).cloned() else {
            return;
        };
        match entry.leads {
            Leads::To(route) => {
                self.open.set(false);
                self.place.go(&route);
            }
            Leads::Says(meaning) => {
                self.at.set(at);
                self.announcer
                    .say(format!("{} {}", meaning.what, meaning.next));
                self.meaning.set(Some((entry.title, meaning)));
            }
        }
    }

    fn press(self, event: &KeyboardEvent) {
        let last = self.found.read_untracked().len().saturating_sub(1);
        let at = self.at.get_untracked();
        let next = match event.key().as_str() {
            "ArrowDown" if at >= last => 0,
            "ArrowDown" => at + 1,
            "ArrowUp" if at == 0 => last,
            "ArrowUp" => at - 1,
            "Enter" if !event.is_composing() => {
                event.prevent_default();
                return self.choose(at);
            }
            _ => return,
        };
        event.prevent_default();
        self.at.set(next);
        self.meaning.set(None);
    }
}

/// The field, and the list that belongs to it.
#[component]
fn Finding(search: Search) -> impl IntoView {
    let (list, prefix) = (unique("found"), unique("line"));
    let controls = list.clone();
    let line_id = StoredValue::new(prefix);
    let id_of = move |at: usize| format!("{}-{at}", line_id.read_value());
    let active = move || (!search.found.read().is_empty()).then(|| id_of(search.at.get()));
    let lines = move || {
        let found = search.found.get().into_iter().enumerate();
        let line = |(at, entry)| view! { <Line search=search at=at id=id_of(at) entry=entry/> };
        found.map(line).collect_view()
    };
    let none = move || {
        search.found.read().is_empty().then(|| view! {
            <p class="small muted">"Nothing is called so. Resources and keys are found once they were read in this tab."</p>
        })
    };
    let said = move || match search.found.read().len() {
        1 => "1 answer".to_owned(),
        count => format!("{count} answers"),
    };
    let meaning = move || search.meaning.get().map(|(code, it)| meaning(code, it));
    view! {
        <input
            class="input"
            type="text"
            role="combobox"
            aria-label="Search pages, resources, keys, actions and error codes"
            aria-expanded="true"
            aria-autocomplete="list"
            aria-controls=controls
            aria-activedescendant=active
            autocomplete="off"
            spellcheck="false"
            placeholder="A page, a resource, a key, an action, an error code"
            prop:value=move || search.typed.get()
            on:input=move |event| search.type_in(event_target_value(&event))
            on:keydown=move |event| search.press(&event)
        />
        <p class="visually-hidden" role="status">{said}</p>
        <ul class="palette" role="listbox" id=list aria-label="Answers">{lines}</ul>
        {none}
        {meaning}
    }
}

/// One answer. The field keeps the focus; a press of the mouse chooses.
#[component]
fn Line(search: Search, at: usize, id: String, entry: Entry) -> impl IntoView {
    let is_chosen = move || {
        if search.at.get() == at {
            "true"
        } else {
            "false"
        }
    };
    let row = NodeRef::<leptos::html::Li>::new();
    Effect::new(move |_| {
        if search.at.get() == at
            && let Some(row) = row.get()
        {
            row.scroll_into_view_with_bool(false);
        }
    });
    view! {
        <li
            class="palette__line"
            role="option"
            id=id
            node_ref=row
            aria-selected=is_chosen
            on:mousedown=move |event| event.prevent_default()
            on:click=move |_| search.choose(at)
        >
            <span class="palette__title">{entry.title}</span>
            <span class="palette__note">{entry.note}</span>
            <span class="palette__group">{entry.group.word()}</span>
        </li>
    }
}

fn meaning(code: String, it: Meaning) -> impl IntoView {
    let source = it.source.map(|source| {
        let read = format!(", read {}", source.read);
        view! {
            <p class="small muted">
                <OutsideLink href=source.url.into_owned() label=source.title.into_owned()/>
                {read}
            </p>
        }
    });
    let label = code.clone();
    view! {
        <section class="palette__meaning" aria-label=label>
            <h3><code>{code}</code></h3>
            <p><strong>{it.what}</strong></p>
            <p class="small">{it.why}</p>
            <p class="small">{it.next}</p>
            {source}
        </section>
    }
}

/// The resource that a page is about.
fn on_screen(route: &Route) -> Option<ResourceId> {
    match route {
        Route::Resource(id) | Route::Act { target: id, .. } => Some(id.clone()),
        _ => None,
    }
}
