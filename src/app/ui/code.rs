//! Code: a body or an answer exactly as it is sent, with its keys and references marked.

use leptos::prelude::*;

/// A run of text of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Punctuation and values.
    Text(String),
    /// The name of a property.
    Key(String),
    /// A value that an earlier step will give.
    Reference {
        /// What is written there now.
        text: String,
        /// What it stands for, in words.
        meaning: String,
    },
}

/// Cuts JSON text into pieces. `meaning` says what a string value (without its quotes) stands
/// for, if an earlier step will give it.
pub fn json_pieces(json: &str, meaning: impl Fn(&str) -> Option<String>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = json;
    while let Some(start) = rest.find('"') {
        let length = string_length(&rest[start..]);
        let (before, from) = rest.split_at(start);
        let (string, after) = from.split_at(length);
        push_text(&mut pieces, before);
        if after.trim_start().starts_with(':') {
            pieces.push(Piece::Key(string.to_owned()));
        } else if let Some(meaning) = meaning(string.trim_matches('"')) {
            let text = string.to_owned();
            pieces.push(Piece::Reference { text, meaning });
        } else {
            push_text(&mut pieces, string);
        }
        rest = after;
    }
    push_text(&mut pieces, rest);
    pieces
}

/// The text of pieces, as it is copied.
pub fn text_of(pieces: &[Piece]) -> String {
    let text = |piece: &Piece| match piece {
        Piece::Text(text) | Piece::Key(text) | Piece::Reference { text, .. } => text.clone(),
    };
    pieces.iter().map(text).collect()
}

/// A block of code that scrolls by itself and can be reached by keyboard.
#[component]
pub fn Code(
    /// What it is; the accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// What is written.
    #[prop(into)]
    pieces: Signal<Vec<Piece>>,
) -> impl IntoView {
    view! {
        <pre class="code" tabindex="0" role="region" aria-label=move || label.get()>
            {move || pieces.get().into_iter().map(drawn).collect_view()}
        </pre>
    }
}

fn drawn(piece: Piece) -> AnyView {
    match piece {
        Piece::Text(text) => text.into_any(),
        Piece::Key(text) => view! { <span class="code__key">{text}</span> }.into_any(),
        Piece::Reference { text, meaning } => {
            view! { <span class="code__ref" title=meaning>{text}</span> }.into_any()
        }
    }
}

/// The length of the JSON string that opens the text, both quotes included.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn push_text(pieces: &mut Vec<Piece>, text: &str) {
    match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(Piece::Text(last)) => last.push_str(text),
        _ => pieces.push(Piece::Text(text.to_owned())),
    }
}
