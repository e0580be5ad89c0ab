//! The folders of `src/resources`: registered, apart from each other, and without the sandbox.

use std::collections::BTreeSet;

use cmk_console::resources;
use cmk_console::routes::{self, Route};
use cmk_console::sandbox::Scenario;
use cmk_console::sandbox::virtual_time::VirtualTime;

use crate::none;
use crate::source::{File, files};

const RESOURCES: &str = "src/resources/";

/// Folders that types share; everything else is a type of its own.
const SHARED: [&str; 4] = ["across", "own_key", "revocation", "simulated"];

#[test]
fn every_folder_is_registered() {
    let registry = registry();
    let listed = registry.code();
    let listed = listed.split("pub const ALL").nth(1).expect("a registry");
    let listed = listed.split(';').next().unwrap_or_default();
    let offences: Vec<String> = types()
        .into_iter()
        .filter(|it| !listed.contains(&format!("&{it}::")))
        .collect();
    none(
        "folders below src/resources without a row in ALL",
        &offences,
    );
}

#[test]
fn every_example_of_the_route_table_is_there() {
    let time = VirtualTime::new(Scenario::default(), 1);
    let mut offences = Vec::new();
    for pattern in routes::ALL {
        let (Route::Resource(id) | Route::Act { target: id, .. }) = Route::parse(pattern.example)
        else {
            continue;
        };
        let kind = id.arm_type().and_then(|it| resources::of(&it));
        let read = kind.expect("a type of the registry").read(&id);
        let status = time.as_person("mara").ask(&read.request).status;
        if status != 200 {
            offences.push(format!("{}: {status} at {id}", pattern.name));
        }
    }
    none("examples that a visitor would not find", &offences);
}

#[test]
fn a_type_never_uses_another_type() {
    let types = types();
    let mut offences = Vec::new();
    for file in files(RESOURCES, ".rs") {
        let Some(own) = folder(&file.path).filter(|it| types.contains(it)) else {
            continue;
        };
        // In the simulated Azure an account does open a vault.
        let simulated = is_sandbox(&file.path);
        let code = file.code();
        for other in types.iter().filter(|it| **it != own) {
            for (at, found) in code.match_indices(&format!("{other}::")) {
                let of_sandbox = code[at + found.len()..].starts_with("sandbox");
                if !(simulated && of_sandbox) {
                    offences.push(format!("{}: {own} uses {other}", file.at(file.line_of(at))));
                }
            }
        }
    }
    none("types know nothing of each other", &offences);
}

#[test]
fn resources_do_not_know_the_sandbox() {
    let mut offences = Vec::new();
    for file in files(RESOURCES, ".rs")
        .iter()
        .filter(|it| !is_sandbox(&it.path))
    {
        let code = file.code();
        for (number, line) in code.lines().enumerate() {
            let declares = line.trim().trim_start_matches("pub ") == "mod sandbox;";
            let of_a_type = folder(&file.path).is_some() && declares;
            if line.contains("sandbox") && !of_a_type {
                offences.push(file.at(number + 1));
            }
        }
    }
    none(
        "only resources::simulated, and `mod sandbox;` in a type",
        &offences,
    );
}

#[test]
fn only_the_registry_and_a_types_own_folder_name_it() {
    let mut offences = Vec::new();
    for layer in ["src/arm", "src/keys", "src/form", "src/plan", "src/app"] {
        for file in files(layer, ".rs").iter().filter(|it| !it.is_test()) {
            let code = file.code();
            for name in types() {
                for (at, _) in code.match_indices(&format!("{name}::")) {
                    offences.push(format!("{}: names {name}", file.at(file.line_of(at))));
                }
            }
        }
    }
    none("a resource type is reached through the registry", &offences);
}

fn registry() -> File {
    let mut all = files("src/resources", "resources/mod.rs");
    all.remove(0)
}

fn types() -> BTreeSet<String> {
    files(RESOURCES, ".rs")
        .iter()
        .filter_map(|it| folder(&it.path))
        .filter(|it| !SHARED.contains(&it.as_str()))
        .collect()
}

/// Whether a file is a type's part in the simulated Azure. That it does not name the simulated
/// Azure itself is one of the layers' rules.
fn is_sandbox(path: &str) -> bool {
    path.split('/')
        .any(|it| it == "sandbox" || it == "sandbox.rs")
}

/// The folder below `src/resources` a file lies in.
fn folder(path: &str) -> Option<String> {
    let (folder, _) = path.strip_prefix(RESOURCES)?.split_once('/')?;
    Some(folder.to_owned())
}
