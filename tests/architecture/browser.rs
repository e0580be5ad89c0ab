//! What the browser half must not contain: the policy of the page would refuse it, or a person
//! would be misled.

use crate::none;
use crate::source::files;

#[test]
fn no_markup_that_the_content_security_policy_refuses() {
    let banned = [
        "style=",
        "inner_html",
        "onclick=\"",
        "innerHTML",
        "insertAdjacentHTML",
    ];
    let mut offences = Vec::new();
    for file in files("src/app", ".rs") {
        for (number, line) in file.lines() {
            let code = line.split("//").next().unwrap_or_default();
            for word in banned.iter().filter(|it| contains_word(code, it)) {
                offences.push(format!("{}: {word}", file.at(number)));
            }
        }
    }
    none("no inline style, no markup made of text", &offences);
}

#[test]
fn the_document_has_no_inline_script_or_style() {
    let mut offences = Vec::new();
    for file in files("", "index.html") {
        let lower = file.text.to_ascii_lowercase();
        for (at, _) in lower.match_indices("<script") {
            let tag = &lower[at..lower[at..].find('>').map_or(lower.len(), |it| at + it)];
            if !tag.contains("src=") {
                offences.push(format!(
                    "{}: a script without src",
                    file.at(file.line_of(at))
                ));
            }
        }
        for (at, _) in lower.match_indices("<style") {
            offences.push(format!("{}: a style element", file.at(file.line_of(at))));
        }
    }
    none("scripts and styles are files", &offences);
}

/// The word, not as the end of a longer name such as `class:style=`.
fn contains_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        !line[..at].ends_with(|it: char| it.is_alphanumeric() || it == '_' || it == '-')
    })
}
