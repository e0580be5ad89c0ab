//! The language of the scripts, and the one function that plays them.
//!
//! | Event | Meaning |
//! | --- | --- |
//! | `start`, `wake` | the clock moves to the time the run asked for, and it is woken |
//! | `reload` | the run goes through JSON and is woken at once: an answer under way is lost |
//! | `wait 60` | seconds pass, and it is woken |
//! | `stop`, `try again`, `handed over` | what a person can do; `handed x` gives back `x` |
//! | `no answer`, `not sent` | the exchange did not happen, as far as anybody knows |
//! | `200 key` | an answer with the body of this name ([`body`]) |
//! | `202 monitor`, `202 location`, `202 foreign`, `202` | accepted, with this header or none |
//! | `409 SomeCode`, `429 after 7` | a refusal |
//!
//! | What it does | Meaning |
//! | --- | --- |
//! | `PATCH account` | a request: the verb and the last part of the path |
//! | `sleep 15`, `ask` | to be woken after seconds; waits for a person |
//! | `await` | an answer is under way, and nothing else is sent meanwhile |
//! | `Proved`, `Refused Code`, `Unknown`, … | it has ended |

use std::time::Duration;

use cmk_console::arm::operation::Answer;
use cmk_console::arm::{Lost, Origin, Response, Timestamp};
use cmk_console::plan::{Event, Outcome, Plan, Run, Todo};
use serde_json::{Value, json};

const ARM: &str = "https://management.azure.com";

/// What a person gives back who says that it is done.
const GIVEN: &str = " 5C0E9A41-0000-4000-8000-00000000000B ";

/// A run at work, with the clock that its driver has.
pub struct Player {
    pub run: Run,
    pub now: Timestamp,
    through_json: bool,
    in_flight: bool,
}

/// Plays a script with and without JSON in between; fails with the first line that differs.
pub fn check(name: &str, plan: &Plan, script: &str) {
    for through_json in [false, true] {
        let mut player = Player::new(plan.clone(), through_json);
        for (number, line) in script.lines().enumerate() {
            let Some((event, wanted)) = line.split_once("->") else {
                assert!(line.trim().is_empty(), "{name}: no event in {line:?}");
                continue;
            };
            let seen = player.tell(event.trim());
            assert_eq!(seen, wanted.trim(), "{name}, line {number}: {line}");
        }
    }
}

impl Player {
    pub fn new(plan: Plan, through_json: bool) -> Self {
        let (now, in_flight) = (Timestamp::of_seconds(1_800_000_000), false);
        let origin = Origin::of(ARM).expect("a valid origin");
        let run = Run::start("run", plan, origin, now, &[]).expect("the plan may start");
        Self {
            run,
            now,
            through_json,
            in_flight,
        }
    }

    /// Tells the run one event of the language, and puts into words what it does next.
    pub fn tell(&mut self, event: &str) -> String {
        if self.through_json || event == "reload" {
            let stored = serde_json::to_string(&self.run).expect("a run can be stored");
            let read: Run = serde_json::from_str(&stored).expect("a stored run can be read");
            assert_eq!(read, self.run, "storing changes the run before {event}");
            self.run = read;
        }
        let todo = match event.split_once(' ').unwrap_or((event, "")) {
            ("start" | "wake", _) => {
                self.now = self.run.next_at().unwrap_or(self.now);
                self.advance(Event::Wake)
            }
            ("reload", _) => self.advance(Event::Wake),
            ("wait", seconds) => {
                self.now = self.now + Duration::from_secs(number(seconds));
                self.advance(Event::Wake)
            }
            ("stop", _) => self.advance(Event::Stop),
            ("try", _) => self.advance(Event::TryAgain),
            ("handed", "over") => self.advance(Event::HandedOver(GIVEN.into())),
            ("handed", given) => self.advance(Event::HandedOver(given.into())),
            _ => self.advance(Event::Answer(answer(event))),
        };
        self.words(&todo)
    }

    fn advance(&mut self, event: Event) -> Todo {
        if matches!(event, Event::Wake | Event::Answer(_)) {
            self.in_flight = false;
        }
        self.run.advance(self.now, event, 0.5)
    }

    fn words(&mut self, todo: &Todo) -> String {
        match todo {
            Todo::Send { request, directory } => {
                assert!(!self.in_flight, "two requests at once: {request:?}");
                assert_eq!(directory, "tenant", "{request:?} has another directory");
                self.in_flight = true;
                let name = request.path().rsplit('/').next().unwrap_or_default();
                format!("{} {name}", request.method)
            }
            Todo::Sleep(_) if self.in_flight => "await".into(),
            Todo::Sleep(until) => match until.since(self.now).as_secs() {
                3600 => "ask".into(),
                seconds => format!("sleep {seconds}"),
            },
            Todo::Nothing => {
                self.in_flight = false;
                ended(self.run.outcome.as_ref().expect("ended without an outcome"))
            }
        }
    }
}

fn ended(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Proved { .. } => "Proved".into(),
        Outcome::OnTrust { .. } => "OnTrust".into(),
        Outcome::NotProved { .. } => "NotProved".into(),
        Outcome::Refused(error) => format!("Refused {}", error.code),
        Outcome::TooLate { .. } => "TooLate".into(),
        Outcome::Unknown { .. } => "Unknown".into(),
        Outcome::NotSent { .. } => "NotSent".into(),
        Outcome::Stopped => "Stopped".into(),
    }
}

fn answer(words: &str) -> Answer {
    let monitor = |it: &str| format!("{ARM}/subscriptions/s/operations/{it}?t=1");
    match words.split_once(' ').unwrap_or((words, "")) {
        ("no", _) => Err(Lost::NoAnswer),
        ("not", _) => Err(Lost::NotSent("you are signed out".into())),
        ("202", "") => Ok(Response::empty(202)),
        ("202", "monitor") => {
            Ok(Response::empty(202).header("Azure-AsyncOperation", monitor("monitor")))
        }
        ("202", "location") => Ok(Response::empty(202).header("Location", monitor("result"))),
        ("202", "foreign") => {
            let foreign = "https://management.azure.com.evil.com/x";
            Ok(Response::empty(202).header("Azure-AsyncOperation", foreign))
        }
        ("200", "text") => Ok(Response::new(
            200,
            cmk_console::arm::Body::Text("<html>".into()),
        )),
        ("200", "empty") => Ok(Response::empty(200)),
        ("200", name) => Ok(Response::json(200, body(name))),
        (status, rest) => {
            let status = u16::try_from(number(status)).expect("an HTTP status");
            match rest.strip_prefix("after ") {
                Some(seconds) => Ok(Response::empty(status).header("Retry-After", seconds)),
                None => Ok(Response::json(
                    status,
                    json!({"error": {"code": rest, "message": "no"}}),
                )),
            }
        }
    }
}

/// What Azure shows, by name.
fn body(name: &str) -> Value {
    let account = |location: &str, state: &str, key: &str| {
        let id = super::plans::ACCOUNT;
        json!({"id": id, "name": "account", "location": location, "properties": {
            "provisioningState": state,
            "encryption": {"keyvaultproperties": {"currentVersionedKeyIdentifier": key}},
        }})
    };
    let key = "https://vault.vault.azure.net/keys/orders";
    match name {
        "old" => account("south", "Succeeded", ""),
        "working" => account("south", "Updating", ""),
        "failed" => account("south", "Failed", ""),
        "key" => account("south", "Succeeded", &format!("{key}/aa")),
        "wrong" => account("south", "Succeeded", &format!("{key}/bb")),
        "north" => account("north", "Succeeded", ""),
        "attached" => json!({"id": super::plans::ACCOUNT, "identity": {"principalId": "p1"}}),
        "evil" => json!({"id": super::plans::ACCOUNT, "identity": {"principalId": "../evil"}}),
        "granted" => json!({"properties": {"principalId": "p1"}}),
        "running" => json!({"status": "InProgress"}),
        "done" => json!({"status": "Succeeded"}),
        "broken" => json!({"status": "Failed", "error": {"code": "Broken", "message": "no"}}),
        "nothing" => json!({}),
        other => unreachable!("no body is called {other}"),
    }
}

fn number(text: &str) -> u64 {
    text.parse()
        .unwrap_or_else(|_| unreachable!("{text:?} is no number"))
}
