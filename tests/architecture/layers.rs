//! Layers point one way: who may use whom.

use crate::none;
use crate::source::{File, files};

/// Each folder (or file) of the library and what it may use besides itself.
const LIBRARY: [(&str, &[&str]); 11] = [
    ("arm", &[]),
    ("keys", &["arm"]),
    ("directory", &["arm"]),
    ("form", &["arm", "keys", "directory"]),
    ("plan", &["arm", "keys", "directory", "form"]),
    ("resources", &["arm", "keys", "directory", "form", "plan"]),
    (
        "fleet",
        &["arm", "keys", "directory", "form", "plan", "resources"],
    ),
    (
        "sandbox",
        &["arm", "keys", "directory", "form", "plan", "resources"],
    ),
    // What the product is told from outside: its configuration and its addresses.
    ("config", &["arm", "directory", "plan"]),
    ("deployment", &["arm", "config"]),
    (
        "palette",
        &["arm", "keys", "directory", "resources", "routes"],
    ),
];

/// The route table stands beside the library's layers and knows only what an address is.
const ROUTES: (&str, &[&str]) = ("routes", &["arm"]);

/// The building blocks of the interface know neither the library nor the rest of the app.
const BLOCKS: &str = "src/app/ui";

/// What the browser half may know of the sandbox: the words it exchanges with the worker.
const PORT: [&str; 1] = ["port"];

#[test]
fn the_library_uses_only_what_lies_below() {
    let table: Vec<(&str, &[&str])> = LIBRARY.into_iter().chain([ROUTES]).collect();
    let mut offences = Vec::new();
    for file in files("src", ".rs") {
        let Some(layer) = layer_of(&file.path) else {
            continue;
        };
        let Some((_, below)) = table.iter().find(|(it, _)| *it == layer) else {
            offences.push(format!("{}: {layer} is no layer of the table", file.path));
            continue;
        };
        for (line, used) in used(&file) {
            if used != layer
                && table.iter().any(|(it, _)| *it == used)
                && !below.contains(&used.as_str())
            {
                offences.push(format!("{}: {layer} uses {used}", file.at(line)));
            }
        }
    }
    none("layers point one way", &offences);
}

#[test]
fn building_blocks_know_neither_the_library_nor_the_router() {
    let mut offences = Vec::new();
    for file in files(BLOCKS, ".rs") {
        let code = file.code();
        for (number, line) in code.lines().enumerate() {
            for foreign in ["cmk_console::", "leptos_router"] {
                if line.contains(foreign) {
                    offences.push(format!("{}: uses {foreign}", file.at(number + 1)));
                }
            }
        }
        for (line, used) in used(&file).into_iter().filter(|(_, it)| it != "ui") {
            offences.push(format!("{}: uses {used}", file.at(line)));
        }
    }
    none("src/app/ui could be lifted into another product", &offences);
}

#[test]
fn the_product_does_not_link_the_sandbox() {
    let mut offences = Vec::new();
    for file in files("src/app", ".rs") {
        let code = file.code();
        for (at, _) in code.match_indices("cmk_console::sandbox") {
            let rest = code[at + "cmk_console::sandbox".len()..].trim_start_matches("::");
            if !PORT.iter().any(|it| begins_with(rest, it)) {
                offences.push(file.at(file.line_of(at)));
            }
        }
    }
    none("src/app knows only the port of the sandbox", &offences);
}

/// The first part of a library file's module path; none for the crate roots and what
/// runs in a browser.
fn layer_of(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("src/")?;
    match inside.split_once('/') {
        Some(("app" | "sandbox_worker", _)) => None,
        Some((folder, _)) => Some(folder),
        None => inside
            .strip_suffix(".rs")
            .filter(|it| !["lib", "sandbox_worker"].contains(it)),
    }
}

/// What a file names from its crate's root: by `crate::x`, by `crate::{x, y}`, or climbing up to
/// the root by `super`.
fn used(file: &File) -> Vec<(usize, String)> {
    let code = file.code();
    let mut used = Vec::new();
    let climb = "super::".repeat(depth(&file.path));
    for root in ["crate::", &climb] {
        for (at, _) in code.match_indices(root) {
            if root.is_empty()
                || code[..at].ends_with(|it: char| it.is_alphanumeric() || it == '_' || it == ':')
            {
                continue;
            }
            let rest = &code[at + root.len()..];
            let names = match rest.strip_prefix('{') {
                Some(group) => heads(group),
                None => vec![head(rest)],
            };
            used.extend(
                names
                    .into_iter()
                    .map(|it| (file.line_of(at), it.to_owned())),
            );
        }
    }
    used
}

/// How many steps up from a file's module lies the root: `src/plan/run/mod.rs` is `plan::run`.
fn depth(path: &str) -> usize {
    let inside = path
        .trim_start_matches("src/app/")
        .trim_start_matches("src/");
    let parts = inside.matches('/').count();
    if inside.ends_with("mod.rs") {
        parts
    } else {
        parts + 1
    }
}

/// The first name of each path in a group, whose opening brace is gone.
fn heads(group: &str) -> Vec<&str> {
    let (mut depth, mut start, mut names) = (0, 0, Vec::new());
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => {
                names.push(head(group[start..at].trim_start()));
                names.retain(|it| !it.is_empty());
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.push(head(group[start..at].trim_start()));
                start = at + 1;
            }
            _ => {}
        }
    }
    names
}

fn head(path: &str) -> &str {
    let end = path
        .find(|it: char| !it.is_alphanumeric() && it != '_')
        .unwrap_or(path.len());
    &path[..end]
}

fn begins_with(path: &str, name: &str) -> bool {
    head(path) == name
}

#[test]
fn every_way_to_name_a_layer_is_seen() {
    let rows = [
        ("use crate::arm::Request;", "src/plan/check.rs", "arm"),
        ("use crate::{plan::Step, arm};", "src/keys/a.rs", "plan,arm"),
        (
            "use crate::{\n    arm::{self, Id},\n    keys,\n};",
            "src/plan/a.rs",
            "arm,keys",
        ),
        (
            "fn a() { crate::resources::of(x) }",
            "src/plan/a.rs",
            "resources",
        ),
        ("use super::super::fleet::X;", "src/arm/id.rs", "fleet"),
        (
            "use super::super::fleet::X;",
            "src/arm/access/mod.rs",
            "fleet",
        ),
        ("// use crate::app;", "src/arm/id.rs", ""),
        (
            "pub(in crate::sandbox) struct X;",
            "src/sandbox/x.rs",
            "sandbox",
        ),
    ];
    for (text, path, expected) in rows {
        let file = File {
            path: path.into(),
            text: text.into(),
        };
        let found: Vec<String> = used(&file).into_iter().map(|(_, it)| it).collect();
        assert_eq!(found.join(","), expected, "{text} in {path}");
    }
}
