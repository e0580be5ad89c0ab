//! Style sheets: colours in one place, one file per component, nothing by force.

use crate::none;
use crate::source::files;

const TOKENS: &str = "style/tokens.css";

/// Ways to write a colour.
const FUNCTIONS: [&str; 8] = [
    "rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklch(",
];

/// Names of colours that slip in easily.
const NAMES: [&str; 12] = [
    "white", "black", "red", "green", "blue", "gray", "grey", "orange", "yellow", "silver", "navy",
    "purple",
];

#[test]
fn colours_stand_in_the_tokens_only() {
    let mut offences = Vec::new();
    for file in files("style", ".css").iter().filter(|it| it.path != TOKENS) {
        for (number, line) in without_comments(&file.text).lines().enumerate() {
            let Some((_, value)) = line
                .split_once(':')
                .filter(|_| !line.trim_end().ends_with('{'))
            else {
                continue;
            };
            if let Some(colour) = literal(value) {
                offences.push(format!("{}: {colour}", file.at(number + 1)));
            }
        }
    }
    none("colours outside style/tokens.css", &offences);
}

#[test]
fn drawings_take_their_colours_from_the_style() {
    let mut offences = Vec::new();
    for file in files("src/app", ".rs") {
        for (number, line) in file.lines() {
            for attribute in ["fill=\"", "stroke=\"", "stop-color=\""] {
                let values = line
                    .split(attribute)
                    .skip(1)
                    .filter_map(|it| it.split('"').next());
                for value in values.filter(|it| literal(it).is_some()) {
                    offences.push(format!("{}: {attribute}{value}\"", file.at(number)));
                }
            }
        }
    }
    none("colours in src/app", &offences);
}

#[test]
fn nothing_is_important_and_nothing_has_an_id() {
    let mut offences = Vec::new();
    for file in files("style", ".css") {
        for (number, line) in without_comments(&file.text).lines().enumerate() {
            if line.contains("!important") {
                offences.push(format!("{}: !important", file.at(number + 1)));
            }
            if line.trim_start().starts_with('#') && line.trim_end().ends_with('{') {
                offences.push(format!("{}: a rule for an id", file.at(number + 1)));
            }
        }
    }
    none("no force in style sheets", &offences);
}

/// Components are taken by their folder; what lies beside it must be named, in order.
#[test]
fn every_style_sheet_is_built() {
    let build = files("", "Trunk.toml").remove(0).text;
    let offences: Vec<String> = files("style", ".css")
        .into_iter()
        .map(|it| it.path)
        .filter(|it| !it.starts_with("style/components/") && !build.contains(it.as_str()))
        .collect();
    none("style sheets that Trunk.toml does not name", &offences);
}

/// The first colour in a value that is written out.
fn literal(value: &str) -> Option<String> {
    let lower = value.to_ascii_lowercase();
    if let Some(function) = FUNCTIONS.iter().find(|it| lower.contains(*it)) {
        return Some((*function).to_owned());
    }
    let mut words = lower.split(|it: char| !it.is_ascii_alphanumeric() && it != '#' && it != '-');
    words
        .find(|it| NAMES.contains(it) || is_hex(it))
        .map(str::to_owned)
}

fn is_hex(word: &str) -> bool {
    word.strip_prefix('#').is_some_and(|it| {
        [3, 4, 6, 8].contains(&it.len()) && it.bytes().all(|it| it.is_ascii_hexdigit())
    })
}

fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (comment, rest) = part.split_once("*/").unwrap_or((part, ""));
        text.extend(comment.matches('\n').map(|_| '\n'));
        text.push_str(rest);
    }
    text
}

#[test]
fn colours_are_recognised() {
    for colour in [
        "#fff",
        "#12345678",
        "rgb(0 0 0)",
        "1px solid red",
        "OKLCH(1 0 0)",
    ] {
        assert!(literal(colour).is_some(), "{colour} is a colour");
    }
    for other in [
        "var(--red-60)",
        "#orders",
        "transparent",
        "currentColor",
        "Canvas",
        "reduced",
    ] {
        assert_eq!(literal(other), None, "{other} is no colour");
    }
}
