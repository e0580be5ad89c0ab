//! Steering a sandbox server while it runs: each line of standard input is answered by a line.

use std::io::BufRead as _;
use std::sync::{Arc, PoisonError};
use std::{io, thread};

use cmk_console::sandbox::Control;
use serde_json::{Value, json};

use super::server::Served;
use crate::clock;

/// Answers every line until there are no more; the server goes on.
pub(super) fn from_standard_input(served: Arc<Served>) {
    thread::spawn(move || {
        for line in io::stdin().lock().lines().map_while(Result::ok) {
            if !line.trim().is_empty() {
                println!("{}", answer(&served, &line));
            }
        }
    });
}

/// `log` gives the request log; anything else is a control, such as
/// `{"control": "set-speed", "speed": 3600}`.
fn answer(served: &Served, line: &str) -> Value {
    let mut sandbox = served
        .sandbox
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    if line.trim() == "log" {
        return json!(sandbox.log().iter().collect::<Vec<_>>());
    }
    let control: Result<Control, _> = serde_json::from_str(line);
    let done = control
        .map_err(|it| it.to_string())
        .and_then(|it| sandbox.control(clock::now(), it));
    match done {
        Ok(()) => json!({ "done": true }),
        Err(why) => json!({ "done": false, "why": why }),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use cmk_console::sandbox::{Sandbox, Scenario, Seed};

    use super::*;

    #[test]
    fn every_line_has_an_answer() {
        let served = Served {
            sandbox: Mutex::new(Sandbox::new(
                Scenario::NothingSetUp,
                Seed::of(1),
                clock::now(),
            )),
            hear: Box::new(|_, _| {}),
            plain: None,
        };
        let rows = [
            (r#"{"control":"set-speed","speed":3600}"#, json!(true)),
            (r#"{"control":"set-cors","cors":"none"}"#, json!(true)),
            (r#"{"control":"unknown"}"#, json!(false)),
            ("nonsense", json!(false)),
        ];
        for (line, done) in rows {
            assert_eq!(answer(&served, line)["done"], done, "{line}");
        }
        assert_eq!(answer(&served, "log"), json!([]));
    }
}
