//! From what people paste to JSON: comments, commas and angle brackets go.

use crate::form::Imported;

/// What stands for a choice in angle brackets until the rest of the body decides it.
pub(super) const CHOICE: &str = "choice:";

/// The API version of a request line above the body, if there is one.
pub(super) fn api_version(text: &str) -> Option<&str> {
    let before = text.split('{').next()?;
    let (_, rest) = before.split_once("api-version=")?;
    let end = rest.find(|it: char| !it.is_ascii_alphanumeric() && it != '-');
    Some(&rest[..end.unwrap_or(rest.len())])
}

/// The body as JSON, with notes on what was changed.
pub(super) fn clean(text: &str, imported: &mut Imported) -> Result<String, String> {
    let body = body_of(text)?;
    let (plain, comments) = without_comments(body);
    if comments > 0 {
        imported.note(counted(comments, "comment"), "JSON has no comments.");
    }
    let plain = without_brackets(&plain, imported)?;
    let (plain, commas) = without_last_commas(&plain);
    if commas > 0 {
        imported.note(
            counted(commas, "comma"),
            "In JSON nothing follows the comma after the last entry.",
        );
    }
    Ok(plain)
}

fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("Removed {count} {what}{plural}")
}

/// From the first brace that opens a body to the last that closes it; a request line may stand
/// before, with braces of its own in it.
fn body_of(text: &str) -> Result<&str, String> {
    let starts = text.match_indices('{').map(|it| it.0);
    let opens = |at: &usize| {
        let rest = text[at + 1..].trim_start();
        rest.starts_with(['"', '<', '}']) || rest.starts_with("//") || rest.starts_with("/*")
    };
    let start = starts.into_iter().find(opens);
    let end = text.rfind('}');
    match (start, end) {
        (Some(start), Some(end)) if start < end => Ok(&text[start..=end]),
        _ => Err(
            "There is no request body in this: it begins with a brace and ends with one.".into(),
        ),
    }
}

/// A text outside and inside of strings, piece by piece.
fn pieces(text: &str) -> impl Iterator<Item = (bool, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = match first {
            '"' => string_end(rest),
            _ => rest.find('"').unwrap_or(rest.len()),
        };
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some((first == '"', piece))
    })
}

/// Where a string ends that begins the text; at the end of the line where it is never closed.
fn string_end(text: &str) -> usize {
    let mut escaped = false;
    for (at, it) in text.char_indices().skip(1) {
        match it {
            '\\' if !escaped => escaped = true,
            '"' if !escaped => return at + 1,
            '\n' => return at,
            _ => escaped = false,
        }
    }
    text.len()
}

fn without_comments(text: &str) -> (String, usize) {
    let (mut plain, mut count) = (String::new(), 0);
    let mut rest = text;
    while !rest.is_empty() {
        if rest.starts_with('"') {
            let (string, after) = rest.split_at(string_end(rest));
            plain.push_str(string);
            rest = after;
        } else if rest.starts_with("//") {
            count += 1;
            rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
        } else if rest.starts_with("/*") {
            count += 1;
            rest = rest.find("*/").map_or("", |it| &rest[it + 2..]);
        } else {
            let length = rest.chars().next().map_or(0, char::len_utf8);
            plain.push_str(&rest[..length]);
            rest = &rest[length..];
        }
    }
    (plain, count)
}

/// A choice of texts becomes one text to be decided later; anything else in angle brackets goes.
fn without_brackets(text: &str, imported: &mut Imported) -> Result<String, String> {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = outside(rest, '<') {
        plain.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let end = outside(after, '>').ok_or("An angle bracket is opened and never closed.")?;
        let inside = &after[..end];
        rest = &after[end + 1..];
        if inside.contains('|') {
            let options: Vec<&str> = inside
                .split('|')
                .map(|it| it.trim().trim_matches('"'))
                .collect();
            plain.push_str(&format!("\"{CHOICE}{}\"", options.join("|")));
            continue;
        }
        imported.note(
            format!("Left out <{inside}>"),
            "It stands for members that the article does not show.",
        );
        match plain.trim_end().ends_with(':') {
            true => plain.push_str("null"),
            // A member that stands for others goes with the comma that follows it.
            false => rest = rest.trim_start().strip_prefix(',').unwrap_or(rest),
        }
    }
    plain.push_str(rest);
    Ok(plain)
}

/// Where a character stands outside of strings.
fn outside(text: &str, wanted: char) -> Option<usize> {
    let mut at = 0;
    for (is_string, piece) in pieces(text) {
        if !is_string && let Some(found) = piece.find(wanted) {
            return Some(at + found);
        }
        at += piece.len();
    }
    None
}

fn without_last_commas(text: &str) -> (String, usize) {
    let (mut plain, mut count, mut at) = (String::new(), 0, 0);
    for (is_string, piece) in pieces(text) {
        if is_string {
            plain.push_str(piece);
            at += piece.len();
            continue;
        }
        for (within, it) in piece.char_indices() {
            let next = text[at + within + it.len_utf8()..]
                .trim_start()
                .chars()
                .next();
            if it == ',' && matches!(next, Some('}' | ']')) {
                count += 1;
            } else {
                plain.push(it);
            }
        }
        at += piece.len();
    }
    (plain, count)
}
