//! Words that do not belong in the project.

use crate::none;
use crate::source::{File, files};

/// Praise, and words that blame the reader, written so that this file does not offend itself.
const BANNED: [&str; 6] = [
    concat!("compre", "hensive"),
    concat!("rob", "ust"),
    concat!("seam", "less"),
    concat!("oo", "ps"),
    concat!("blaz", "ing"),
    concat!("effort", "less"),
];

/// Words that have no place on the screen.
const NOT_ON_SCREEN: [&str; 1] = [concat!("sim", "ply")];

fn texts() -> Vec<File> {
    let folders = [
        ("src", ".rs"),
        ("style", ".css"),
        ("tests", ".rs"),
        ("tests", ".ts"),
        ("xtask", ".rs"),
        ("", ".md"),
        ("", "index.html"),
    ];
    folders
        .iter()
        .flat_map(|(folder, ending)| files(folder, ending))
        .collect()
}

#[test]
fn banned_words_are_not_used() {
    let mut offences = Vec::new();
    for file in texts() {
        for (number, line) in file.lines() {
            let lower = line.to_lowercase();
            for word in BANNED.iter().filter(|it| is_word(&lower, it)) {
                offences.push(format!("{}: {word}", file.at(number)));
            }
        }
    }
    none("banned words", &offences);
}

#[test]
fn the_screen_neither_belittles_nor_shouts() {
    let mut offences = Vec::new();
    for folder in ["src/app", "src/resources", "src/plan", "src/keys"] {
        for file in files(folder, ".rs").iter().filter(|it| !it.is_test()) {
            let tests = file.text.find("#[cfg(test)]").unwrap_or(file.text.len());
            for (at, text) in said(file).into_iter().filter(|(at, _)| *at < tests) {
                let lower = text.to_lowercase();
                let word = NOT_ON_SCREEN.iter().find(|it| is_word(&lower, it));
                let shouts = text.ends_with('!') && text.contains(' ');
                if word.is_some() || shouts {
                    offences.push(format!("{}: {text:?}", file.at(file.line_of(at))));
                }
            }
        }
    }
    none("sentences for a person", &offences);
}

/// The texts of a file with their places: what is no code and stands in quotation marks.
fn said(file: &File) -> Vec<(usize, String)> {
    let code = file.code();
    let (mut found, mut begun) = (Vec::new(), None);
    for (at, (written, kept)) in file.text.bytes().zip(code.bytes()).enumerate() {
        let blanked = kept == b' ' && written != b' ';
        match (begun, blanked) {
            (None, true) if written == b'"' => begun = Some(at),
            (Some(start), false) if kept != b' ' && kept != b'\n' => {
                found.push((
                    start,
                    file.text[start..at].trim().trim_matches('"').to_owned(),
                ));
                begun = None;
            }
            _ => {}
        }
    }
    found
}

fn is_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let letter = |it: char| it.is_alphanumeric() || it == '_';
        !line[..at].ends_with(letter) && !line[at + word.len()..].starts_with(letter)
    })
}
