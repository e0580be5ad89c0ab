//! Runs Playwright against the built console, served as in production.

use std::fs;
use std::path::{Path, PathBuf};

use cmk_console::config::Config;
use cmk_console::deployment::{Policy, Transport};
use cmk_console::resources::{self, Action, ResourceType};
use cmk_console::routes;
use serde_json::{Map, Value, json};

use crate::config;
use crate::paths;
use crate::problem::Problem;
use crate::process::{program, run};
use crate::server::{Port, Running, SiteConfig};
use crate::setup::browser::chromium;

const MEND: &str = "The messages above say which; pictures of the failures are in target/e2e.";

/// Starts Playwright with these arguments and variables.
pub fn playwright(
    folder: PathBuf,
    arguments: &[&str],
    variables: &[(&str, &str)],
    what: &str,
) -> Result<(), Problem> {
    let sites = sites(folder)?;
    let addresses: Map<String, Value> = sites
        .iter()
        .map(|(name, it)| (name.clone(), it.address.as_str().into()))
        .collect();
    let pages: Vec<_> = routes::ALL
        .iter()
        .map(|it| json!({ "name": it.name, "path": it.example, "isOpen": it.is_open }))
        .collect();
    let actions: Vec<_> = resources::ALL
        .iter()
        .flat_map(|kind| kind.actions().iter().map(|it| action(*kind, *it)))
        .collect();
    let browser = chromium()?
        .ok_or_else(|| Problem::new("Chromium has gone since set-up.", "Run the command again."))?;
    let own = std::env::current_exe().map_err(|it| Problem::file(Path::new("xtask"), &it))?;
    let mut command = program("playwright");
    command
        .args(["test", "--config", "tests/e2e/playwright.config.ts"])
        .args(arguments)
        .env("CMK_CHROMIUM", browser)
        // A test that signs in to Azure starts a simulated one of its own with this.
        .env("CMK_XTASK", own)
        .env("CMK_SITES", Value::Object(addresses).to_string())
        .env("CMK_PAGES", Value::Array(pages).to_string())
        .env("CMK_ACTIONS", Value::Array(actions).to_string())
        .envs(variables.iter().copied());
    run(&mut command, what, MEND)
}

/// The build as it is deployed where there is no sandbox: its worker's files are deleted.
fn without_sandbox(folder: &Path) -> Result<PathBuf, Problem> {
    let copy = paths::made("target/e2e-azure")?;
    copy_files(folder, &copy, |it| !it.starts_with("sandbox_worker"))?;
    Ok(copy)
}

fn copy_files(from: &Path, to: &Path, is_wanted: fn(&str) -> bool) -> Result<(), Problem> {
    let failed = |it| Problem::file(from, &it);
    fs::remove_dir_all(to).map_err(|it| Problem::file(to, &it))?;
    fs::create_dir_all(to).map_err(|it| Problem::file(to, &it))?;
    for entry in fs::read_dir(from).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path.file_name().unwrap_or_default();
        let copy = to.join(name);
        if path.is_dir() {
            fs::create_dir_all(&copy).map_err(|it| Problem::file(&copy, &it))?;
            copy_files(&path, &copy, is_wanted)?;
        } else if is_wanted(&name.to_string_lossy()) {
            fs::copy(&path, &copy).map_err(|it| Problem::file(&copy, &it))?;
        }
    }
    Ok(())
}

fn action(kind: &dyn ResourceType, action: &dyn Action) -> Value {
    json!({
        "armType": kind.arm_type(),
        "plural": kind.plural(),
        "action": action.id(),
        "label": action.label(),
        "creates": action.creates(),
    })
}

/// A deployment that somebody got wrong: no content security policy, a header that says something
/// else, and no page for people to come back to.
fn broken(folder: &Path) -> Result<Running, Problem> {
    let text = r#"{"source":"both","clientId":"5c0e9a41-0000-4000-8000-000000000001"}"#;
    let config = Config::parse(text)
        .map_err(|it| Problem::new(it.to_string(), "Correct xtask/src/playwright.rs."))?;
    let copy = paths::made("target/e2e-broken")?;
    copy_files(folder, &copy, |it| it != "redirect.html")?;
    let mut policy = Policy::new(&config, Transport::Loopback);
    let headers = &mut policy.everywhere;
    headers.retain(|(name, _)| *name != "Content-Security-Policy");
    for (_, value) in headers.iter_mut().filter(|it| it.1 == "nosniff") {
        "sniff".clone_into(value);
    }
    Running::start(copy, SiteConfig::Text(text.into()), policy, Port::any()?)
}

/// One server per configuration: `console` has the build's own, `no-config` none, `broken` wrong
/// headers, and each file in `tests/e2e/configs` gives one of its name.
fn sites(folder: PathBuf) -> Result<Vec<(String, Running)>, Problem> {
    let own = config::read(&folder.join("config.json"))?;
    let bare = without_sandbox(&folder)?;
    let start = |config: SiteConfig, of: &Config| {
        let policy = Policy::new(of, Transport::Loopback);
        let folder = if of.offers_sandbox() { &folder } else { &bare };
        Running::start(folder.clone(), config, policy, Port::any()?)
    };
    let mut sites = vec![
        ("console".to_owned(), start(SiteConfig::OfFolder, &own)?),
        ("no-config".to_owned(), start(SiteConfig::Missing, &own)?),
        ("broken".to_owned(), broken(&folder)?),
    ];
    for path in configs()? {
        let text = fs::read(&path).map_err(|it| Problem::file(&path, &it))?;
        // A file that is wrong has no headers of its own; the last good ones stay on a host.
        let parsed = Config::parse(&String::from_utf8_lossy(&text));
        let policy = parsed.as_ref().unwrap_or(&own);
        let site = start(SiteConfig::Text(text), policy)?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        sites.push((name.into_owned(), site));
    }
    Ok(sites)
}

fn configs() -> Result<Vec<PathBuf>, Problem> {
    let folder = paths::in_root("tests/e2e/configs");
    let failed = |it| Problem::file(&folder, &it);
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(&folder).map_err(failed)?;
    let paths: Result<Vec<_>, _> = entries.map(|it| it.map(|it| it.path())).collect();
    paths.map_err(failed)
}
