//! Which entries answer what somebody types, the best first.

use super::{Entry, Group};

/// The entries in which every word is found, the best first and no more than `most`. What is found
/// in a title counts more than what is found beside it, and letters with others between them least.
/// Nothing typed finds the pages.
#[must_use]
pub fn rank<'a>(entries: &'a [Entry], typed: &str, most: usize) -> Vec<&'a Entry> {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() {
        let pages = entries.iter().filter(|it| it.group == Group::Page);
        return pages.take(most).collect();
    }
    let mut found: Vec<(u32, &Entry)> = entries
        .iter()
        .filter_map(|it| Some((score(it, &typed)?, it)))
        .collect();
    found.sort_by_key(|(score, it)| {
        (
            std::cmp::Reverse(*score),
            it.group,
            it.title.len(),
            &it.title,
        )
    });
    found.into_iter().take(most).map(|it| it.1).collect()
}

/// How well an entry answers; `None` when a word is nowhere in it.
fn score(entry: &Entry, typed: &str) -> Option<u32> {
    let title = entry.title_lower.as_str();
    let whole = match title {
        it if it == typed => 200,
        it if it.starts_with(typed) => 80,
        _ => 0,
    };
    let mut words = typed.split_whitespace();
    let sum = words.try_fold(whole, |sum, word| {
        let points = match word {
            it if begins_a_word(title, it) => 40,
            it if title.contains(it) => 20,
            it if begins_a_word(&entry.note_lower, it) => 10,
            it if entry.note_lower.contains(it) => 5,
            it if is_spread(it, title) => 1,
            _ => return None,
        };
        Some(sum + points)
    })?;
    // Who looks for a code types most of it; who types "key" means none of the many that begin so.
    Some(match entry.group {
        Group::Code => sum / 4,
        _ => sum,
    })
}

fn begins_a_word(text: &str, word: &str) -> bool {
    text.match_indices(word)
        .any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric))
}

/// Whether the letters stand in the text in this order, with others between them. Two letters are
/// in almost everything.
fn is_spread(word: &str, text: &str) -> bool {
    let mut letters = text.chars();
    word.chars().count() > 2 && word.chars().all(|it| letters.any(|letter| letter == it))
}
