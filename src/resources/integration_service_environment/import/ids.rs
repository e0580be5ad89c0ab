//! IDs in a pasted body: whether they name something, or are masked or placeholders.

use super::clean::CHOICE;
use crate::form::Imported;
use crate::keys::names;

/// An ID with its slash; empty where some part of it is masked or a placeholder.
pub(super) fn real_id(id: &str, imported: &mut Imported) -> String {
    let parts = id.trim_start_matches('/').split('/');
    if id.is_empty() || parts.clone().any(|it| !is_real(it)) {
        return String::new();
    }
    let subscription = after(id, "subscriptions").unwrap_or_default();
    if names::guid(subscription).is_err() {
        return String::new();
    }
    if !id.starts_with('/') {
        imported.note(
            format!("Added a slash before {id}"),
            "An ID begins with one.",
        );
    }
    format!("/{}", id.trim_start_matches('/'))
}

/// Whether a text is what it says: no placeholder, nothing masked.
pub(super) fn is_real(text: &str) -> bool {
    !text.is_empty() && !text.contains(['{', '}', '<', '>', '*']) && !text.starts_with(CHOICE)
}

/// The segment after a word.
pub(super) fn after<'a>(id: &'a str, word: &str) -> Option<&'a str> {
    let mut segments = id.split('/');
    segments.find(|it| it.eq_ignore_ascii_case(word))?;
    segments.next()
}
