//! The Azure CLI: a written list of commands, and what each of them must show.

mod commands;
mod logs;

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use super::Report;
use super::environment::Environment;
use crate::paths;
use crate::problem::Problem;
use commands::{COMMANDS, Command, End};

/// Names in commands, and what stands for them.
type Kept = BTreeMap<String, String>;

/// Runs every command.
pub(super) fn run(
    environment: &Environment,
    ready: &Value,
    report: &mut Report,
) -> Result<(), Problem> {
    // Of an earlier run: another authority, another port.
    let settings = paths::in_root("target/clients/azure");
    if settings.exists() {
        fs::remove_dir_all(&settings).map_err(|it| Problem::file(&settings, &it))?;
    }
    let mut kept: Kept = [
        ("arm", "/arm"),
        ("suffix", "/vaultSuffix"),
        ("tenant", "/clients/0/tenantId"),
        ("client", "/clients/0/clientId"),
        ("secret", "/clients/0/clientSecret"),
        ("subscription", "/clients/0/subscriptionId"),
        ("customer", "/clients/3/tenantId"),
        ("customerClient", "/clients/3/clientId"),
        ("customerSecret", "/clients/3/clientSecret"),
    ]
    .map(|(name, at)| (name.to_owned(), text(ready, at)))
    .into();
    for command in in_order() {
        let what = format!("az {}", command.what);
        report.timed(&what, || {
            let mut az = environment.python();
            az.args(["-m", "azure.cli"])
                .args(words(command.line).iter().map(|it| filled(it, &kept)))
                .env("REQUESTS_CA_BUNDLE", text(ready, "/certificate"));
            match az.output() {
                Ok(output) => {
                    let said = String::from_utf8_lossy(&output.stderr);
                    let shown = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
                    let end = if output.status.success() {
                        Ok(shown)
                    } else {
                        Err(said.as_ref())
                    };
                    difference(command, end, &mut kept)
                }
                Err(error) => Some(error.to_string()),
            }
        })?;
    }
    Ok(())
}

/// Those for Azure Monitor before the role is taken away.
fn in_order() -> impl Iterator<Item = &'static Command> {
    let taken = COMMANDS
        .iter()
        .position(|it| it.what == "role assignment delete");
    let (before, after) = COMMANDS.split_at(taken.unwrap_or(COMMANDS.len()));
    before.iter().chain(logs::COMMANDS).chain(after)
}

/// What is not as it must be. Keeps what later commands need.
fn difference(command: &Command, end: Result<Value, &str>, kept: &mut Kept) -> Option<String> {
    let (wanted, shown) = match (&command.end, end) {
        (End::Refused(code), Err(said)) if said.contains(code) => return None,
        (_, Err(said)) => return Some(last(said)),
        (End::Refused(code), Ok(_)) => return Some(format!("it was not refused as {code}")),
        (End::Shows(wanted), Ok(shown)) => (wanted, shown),
    };
    for (at, value) in *wanted {
        let (found, value) = (text(&shown, at), filled(value, kept));
        if found != value {
            return Some(format!("{at} is {found:?} instead of {value:?}"));
        }
    }
    for (name, at) in command.keep {
        kept.insert((*name).to_owned(), text(&shown, at));
    }
    None
}

/// The end of what was said, which with Python is the error itself.
fn last(said: &str) -> String {
    let lines: Vec<_> = said.lines().filter(|it| !it.trim().is_empty()).collect();
    lines[lines.len().saturating_sub(6)..].join("\n")
}

/// The text at a pointer; other values as JSON, and nothing where there is nothing.
pub(super) fn text(value: &Value, at: &str) -> String {
    match value.pointer(at) {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// A command's words; single quotes hold those with blanks, and empty ones.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, part) in line.split('\'').enumerate() {
        if at % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// Puts kept values for `{names}`, and for `{name.last}` what comes after the last slash of one.
fn filled(word: &str, kept: &Kept) -> String {
    let mut filled = word.to_owned();
    for (name, value) in kept {
        let last = value.rsplit('/').next().unwrap_or_default();
        filled = filled
            .replace(&format!("{{{name}}}"), value)
            .replace(&format!("{{{name}.last}}"), last);
    }
    filled
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn quotes_hold_words_together() {
        let split = words("role create --role 'Key Vault Crypto Officer' --version '' -g a");
        assert_eq!(split[3], "Key Vault Crypto Officer");
        assert_eq!(split[5], "");
        assert_eq!(split.len(), 8);
    }

    #[test]
    fn a_difference_names_what_was_shown() {
        let command = Command {
            what: "x",
            line: "",
            end: End::Shows(&[("/a", "{name.last}")]),
            keep: &[("b", "/b")],
        };
        let mut kept: Kept = [("name".to_owned(), "/x/y".to_owned())].into();
        let good = difference(&command, Ok(json!({"a": "y", "b": true})), &mut kept);
        assert_eq!(good, None);
        assert_eq!(kept["b"], "true");
        let bad = difference(&command, Ok(json!({"a": "z"})), &mut kept);
        assert_eq!(bad.as_deref(), Some(r#"/a is "z" instead of "y""#));
        let refused = Command {
            end: End::Refused("Forbidden"),
            ..command
        };
        assert_eq!(difference(&refused, Err("(Forbidden) no"), &mut kept), None);
        assert!(difference(&refused, Err("(Other) no"), &mut kept).is_some());
        assert!(difference(&refused, Ok(Value::Null), &mut kept).is_some());
    }
}
