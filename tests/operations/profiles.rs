//! Whole operations against services of every style, in a browser that may read all headers, some
//! or none: the end is the same, and true.

use cmk_console::arm::Method::{self, Delete, Patch, Post, Put};
use cmk_console::arm::{Failure, Next, Operation, Request, Response};
use serde_json::{Value, json};

use crate::machine::{ARM, first, origin};

/// Which headers a browser may read.
#[derive(Clone, Copy, Debug)]
enum Profile {
    All,
    Some,
    None,
}

/// How a service tells of its progress.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Style {
    Monitor,
    MonitorAndLocation,
    Location,
    Resource,
}

/// A service at work on one resource.
struct Service {
    style: Style,
    method: Method,
    fails: bool,
    /// Polls until it is done.
    left: u32,
    reads: u32,
}

const PROFILES: [Profile; 3] = [Profile::All, Profile::Some, Profile::None];
const STYLES: [Style; 4] = [
    Style::Monitor,
    Style::MonitorAndLocation,
    Style::Location,
    Style::Resource,
];

impl Service {
    fn answer(&mut self, request: &Request) -> Response {
        if !matches!(request.method, Method::Get) {
            return self.accept();
        }
        self.reads += 1;
        self.left = self.left.saturating_sub(1);
        let word = match (self.left, self.fails) {
            (0, true) => "Failed",
            (0, false) => "Succeeded",
            _ => "Updating",
        };
        match request.path() {
            "/monitor" => Response::json(200, json!({"status": word, "error": {"code": "Broken"}})),
            "/location" => match (word, self.method) {
                ("Updating", _) => Response::empty(202),
                ("Failed", _) => Response::json(400, json!({"error": {"code": "Broken"}})),
                (_, Delete) => Response::empty(204),
                _ => Response::json(200, json!({"result": true})),
            },
            _ if self.method == Delete && word == "Succeeded" => Response::empty(404),
            _ => Response::json(200, self.resource(word)),
        }
    }

    fn accept(&self) -> Response {
        let accepted = match self.style {
            Style::Resource if self.method != Delete && self.method != Post => {
                Response::json(200, self.resource("Updating"))
            }
            _ => Response::empty(202),
        };
        let monitor = matches!(self.style, Style::Monitor | Style::MonitorAndLocation);
        let location = matches!(self.style, Style::Location | Style::MonitorAndLocation);
        let accepted = accepted.header("Retry-After", "1");
        let accepted = if monitor {
            accepted.header("Azure-AsyncOperation", format!("{ARM}/monitor"))
        } else {
            accepted
        };
        if location {
            accepted.header("Location", format!("{ARM}/location"))
        } else {
            accepted
        }
    }

    fn resource(&self, word: &str) -> Value {
        let mut resource = json!({"properties": {"provisioningState": word}});
        if word == "Failed" {
            resource["error"] = json!({"code": "Broken"});
        }
        resource
    }
}

/// Follows an operation to its end, and says how many requests it took.
fn follow(service: &mut Service, profile: Profile) -> (Result<Response, Failure>, u32) {
    let (mut operation, mut next) = Operation::begin(first(service.method), origin());
    for sent in 1.. {
        assert!(sent < 100, "no end in sight");
        match next {
            Next::Done(end) => return (end, sent - 1),
            Next::Send { request, .. } => {
                let mut response = service.answer(&request);
                response.headers.retain(|name| match profile {
                    Profile::All => true,
                    Profile::Some => name != "azure-asyncoperation",
                    Profile::None => false,
                });
                next = operation.advance(&Ok(response), 0.5);
            }
        }
    }
    unreachable!("the loop returns")
}

#[test]
fn the_end_is_the_same_whatever_can_be_read() {
    let mut followed = 0;
    for (profile, style) in PROFILES.iter().flat_map(|p| STYLES.map(|s| (*p, s))) {
        for (method, fails) in [Put, Patch, Delete]
            .iter()
            .flat_map(|m| [(*m, false), (*m, true)])
        {
            // A deletion that fails leaves the resource, and without a header nothing says so.
            let silent = matches!((profile, style), (Profile::None, _) | (_, Style::Resource))
                || matches!((profile, style), (Profile::Some, Style::Monitor));
            if method == Delete && fails && silent {
                continue;
            }
            let mut service = Service {
                style,
                method,
                fails,
                left: 4,
                reads: 0,
            };
            let what = format!("{method} {style:?} {profile:?} fails={fails}");
            let (end, _) = follow(&mut service, profile);
            assert!(service.reads >= 4, "{what}: over before the service was");
            match end {
                Ok(_) => assert!(!fails, "{what}: a failure was taken for success"),
                Err(Failure::Refused(error)) => {
                    assert!(fails, "{what}: a success was taken for failure");
                    assert_eq!(error.code, "Broken", "{what}");
                }
                Err(other) => panic!("{what}: {other:?}"),
            }
            followed += 1;
        }
    }
    assert!(followed >= 60, "only {followed} operations were followed");
}

#[test]
fn an_action_is_followed_where_an_address_can_be_read() {
    for (profile, style) in PROFILES.iter().flat_map(|p| STYLES.map(|s| (*p, s))) {
        let mut service = Service {
            style,
            method: Post,
            fails: false,
            left: 4,
            reads: 0,
        };
        let (end, sent) = follow(&mut service, profile);
        let followable = match profile {
            Profile::All => style != Style::Resource,
            Profile::Some => matches!(style, Style::Location | Style::MonitorAndLocation),
            Profile::None => false,
        };
        let response = end.expect("no refusal");
        let what = format!("{style:?} {profile:?}");
        assert_eq!(sent > 1, followable, "{what}");
        // Where nothing can be followed, the answer still says that work goes on.
        assert_eq!(response.status == 202, !followable, "{what}");
    }
}
