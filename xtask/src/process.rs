//! Other programs: started with the project's tools on the search path, and their failures told.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, IsTerminal as _, Read, Write as _};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crate::paths;
use crate::problem::Problem;

/// What programs say when no network answers.
const NETWORK: &[&str] = &[
    "could not resolve",
    "couldn't resolve",
    "temporary failure resolving",
    "temporary failure in name resolution",
    "name or service not known",
    "eai_again",
    "enotfound",
    "etimedout",
    "econnrefused",
    "econnreset",
    "enetunreach",
    "network is unreachable",
    "connection timed out",
    "connection refused",
    "failed to connect",
    "could not connect",
    "unable to connect",
    "spurious network error",
    "error sending request",
    "dns error",
    "network request",
];

/// A program in the project's root.
pub fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command
        .current_dir(paths::root())
        .env("PATH", paths::search_path())
        // Trunk reads NO_COLOR=1 as a bad value of its option.
        .env_remove("NO_COLOR");
    command
}

/// Runs a program that talks to the person itself.
pub fn run(command: &mut Command, what: &str, mend: &str) -> Result<(), Problem> {
    let status = command.status().map_err(|it| not_started(command, &it))?;
    if status.success() {
        return Ok(());
    }
    Err(Problem::new(format!("{what} failed ({status})."), mend))
}

/// What a program prints, or nothing when it is missing or fails.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

/// Runs a long program quietly, with a sign of life, and gives all that it said.
pub fn follow(command: &mut Command, what: &str) -> Result<Said, Said> {
    let started = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|it| Said(not_started(command, &it).to_string()))?;
    let (sender, lines) = mpsc::channel();
    read_lines(child.stdout.take(), sender.clone());
    read_lines(child.stderr.take(), sender);
    let text = narrate(&lines, what, started);
    match child.wait() {
        Ok(status) if status.success() => Ok(Said(text)),
        Ok(_) => Err(Said(text)),
        Err(error) => Err(Said(format!("{text}\n{error}"))),
    }
}

/// All that a program said.
pub struct Said(pub String);

impl Said {
    /// Whether the words are those of a missing network.
    pub fn network(&self) -> bool {
        let text = self.0.to_lowercase();
        NETWORK.iter().any(|it| text.contains(it))
    }

    /// The problem, with the last lines that were said, or the network named as the cause.
    pub fn problem(&self, what: &str, mend: &str) -> Problem {
        let lines: Vec<_> = self.0.lines().collect();
        let last = lines[lines.len().saturating_sub(24)..].join("\n| ");
        if self.network() {
            return Problem::new(
                format!("{what} failed, because the network did not answer."),
                format!(
                    "Connect to the network (or set its proxy), then run the command again.\nIt said:\n| {last}"
                ),
            );
        }
        Problem::new(
            format!("{what} failed."),
            format!("{mend}\nIt said:\n| {last}"),
        )
    }
}

fn not_started(command: &Command, error: &std::io::Error) -> Problem {
    let name = command.get_program().to_string_lossy();
    Problem::new(
        format!("{name} could not be started: {error}."),
        format!("Install {name}, or put it on the search path."),
    )
}

fn read_lines(source: Option<impl Read + Send + 'static>, sender: mpsc::Sender<String>) {
    let Some(source) = source else { return };
    thread::spawn(move || {
        for line in BufReader::new(source).split(b'\n').map_while(Result::ok) {
            // The receiver outlives both readers; there is nobody to tell otherwise.
            let _ = sender.send(String::from_utf8_lossy(&line).into_owned());
        }
    });
}

/// Collects lines until the program has closed its outputs, saying now and then that it lives.
fn narrate(lines: &mpsc::Receiver<String>, what: &str, started: Instant) -> String {
    let terminal = std::io::stderr().is_terminal();
    let pace = Duration::from_secs(if terminal { 1 } else { 30 });
    let mut text = String::new();
    let mut told = Instant::now();
    let mut last = String::new();
    loop {
        match lines.recv_timeout(pace) {
            Ok(line) => {
                last.clone_from(&line);
                text.push_str(&line);
                text.push('\n');
            }
            Err(mpsc::RecvTimeoutError::Timeout) => {}
            Err(mpsc::RecvTimeoutError::Disconnected) => break,
        }
        if told.elapsed() >= pace {
            told = Instant::now();
            tell(terminal, &sign(what, started.elapsed(), &last));
        }
    }
    if terminal {
        tell(terminal, "");
    }
    text
}

fn sign(what: &str, elapsed: Duration, last: &str) -> String {
    let last: String = last.trim().chars().take(48).collect();
    format!("    {what}, {}: {last}", duration(elapsed))
}

fn tell(terminal: bool, text: &str) {
    if terminal {
        eprint!("\r\x1b[2K{text}");
        // Losing a sign of life loses nothing else.
        let _ = std::io::stderr().flush();
    } else {
        eprintln!("{text}");
    }
}

/// `0.4 s`, `42 s`, `3 min 20 s`.
pub fn duration(it: Duration) -> String {
    let seconds = it.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", it.as_secs_f64()),
        10..60 => format!("{seconds} s"),
        _ => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn network_failures_are_told_from_others() {
        let rows = [
            ("npm error code EAI_AGAIN", true),
            ("fatal: Could not resolve host: example.org", true),
            (
                "W: Failed to fetch x  Temporary failure resolving 'deb'",
                true,
            ),
            (
                "warning: spurious network error (3 tries remaining): [7] Could not connect",
                true,
            ),
            ("error[E0308]: mismatched types", false),
            ("npm error code EUSAGE", false),
        ];
        for (text, network) in rows {
            assert_eq!(Said(text.into()).network(), network, "{text}");
        }
    }

    #[test]
    fn a_failure_shows_the_last_lines() {
        let said = Said((1..=40).map(|it| format!("line {it}\n")).collect());
        let told = said.problem("Building", "Mend it.").to_string();
        assert!(told.starts_with("Building failed.\n  Mend it."), "{told}");
        assert!(
            told.contains("| line 40") && told.contains("| line 17"),
            "{told}"
        );
        assert!(!told.contains("line 16"), "{told}");
    }

    #[test]
    fn durations_read_as_people_say_them() {
        assert_eq!(duration(Duration::from_millis(420)), "0.4 s");
        assert_eq!(duration(Duration::from_secs(42)), "42 s");
        assert_eq!(duration(Duration::from_secs(200)), "3 min 20 s");
    }
}
