//! Sending and sleeping for commands: the native half of `arm::effects`.

use std::cell::{Cell, RefCell};
use std::fs;
use std::hash::{BuildHasher as _, RandomState};
use std::io;
use std::path::Path;
use std::time::Duration;

use cmk_console::arm::effects::Effects;
use cmk_console::arm::operation::Answer;
use cmk_console::arm::{Body, Headers, Lost, Origin, Request, Response};
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, http};

use crate::problem::Problem;

/// A way to one server, for requests of its own origin only.
pub(super) struct Wire {
    agent: Agent,
    origin: Origin,
    token: Option<String>,
    sleep: fn(Duration),
    waited: Cell<Duration>,
    url: RefCell<String>,
    why: RefCell<String>,
    has_answered: Cell<bool>,
}

/// What is known of the latest exchange besides request and answer.
pub(super) struct Moment {
    /// How long was waited before it.
    pub(super) waited: Duration,
    /// Where it went, or would have gone.
    pub(super) url: String,
    /// Why there was no answer.
    pub(super) why: String,
}

/// ARM itself gives up on a provider after a minute.
const TIMEOUT: Duration = Duration::from_secs(120);

/// More than any answer of ARM.
const LARGEST: u64 = 64 << 20;

impl Wire {
    /// Prepares the way. With an authority of one's own, no public one is believed.
    pub(super) fn new(
        origin: Origin,
        token: Option<String>,
        authority: Option<&Path>,
        sleep: fn(Duration),
    ) -> Result<Self, Problem> {
        let mut config = Agent::config_builder()
            .http_status_as_error(false)
            // A redirect is an answer, and its address never sees the token.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(TIMEOUT));
        if let Some(path) = authority {
            let tls = TlsConfig::builder().root_certs(trusted(path)?).build();
            config = config.tls_config(tls);
        }
        if is_here(&origin) {
            config = config.proxy(None);
        }
        Ok(Self {
            agent: config.build().new_agent(),
            origin,
            token,
            sleep,
            waited: Cell::default(),
            url: RefCell::default(),
            why: RefCell::default(),
            has_answered: Cell::default(),
        })
    }

    /// The one origin that requests go to.
    pub(super) fn origin(&self) -> &Origin {
        &self.origin
    }

    /// What the latest exchange was like. Asked once, because the wait counts for one exchange.
    pub(super) fn moment(&self) -> Moment {
        Moment {
            waited: self.waited.take(),
            url: self.url.borrow().clone(),
            why: self.why.borrow().clone(),
        }
    }

    /// Where a request goes: below the origin, or exactly as it stands when that is its origin.
    fn address(&self, url: &str) -> Result<String, Lost> {
        let is_path = url.starts_with('/') && !url.starts_with("//");
        let whole = if is_path {
            format!("{}{url}", self.origin.as_str())
        } else {
            url.to_owned()
        };
        if self.origin.owns(&whole) {
            return Ok(whole);
        }
        Err(Lost::NotSent(format!("{whole} is of another origin")))
    }

    fn exchange(&self, request: &Request) -> Answer {
        self.url.replace(request.url.clone());
        let url = self.address(&request.url)?;
        self.url.replace(url.clone());
        let mut head = http::Request::builder()
            .method(request.method.as_str())
            .uri(url)
            .header("accept", "application/json");
        if let Some(token) = &self.token {
            head = head.header("authorization", format!("Bearer {token}"));
        }
        let sent = match &request.body {
            Some(body) => {
                let head = head.header("content-type", "application/json");
                let whole = head.body(body.to_string()).map_err(|it| not_sent(&it))?;
                self.agent.run(whole)
            }
            None => self.agent.run(head.body(()).map_err(|it| not_sent(&it))?),
        };
        let mut answer = sent.map_err(|it| self.lost(&it))?;
        let body = answer.body_mut().with_config().limit(LARGEST);
        let text = body.read_to_string().map_err(|it| self.lost(&it))?;
        self.has_answered.set(true);
        Ok(Response {
            status: answer.status().as_u16(),
            headers: headers(answer.headers()),
            body: Body::read(&text),
        })
    }

    /// A server that was never there has received nothing; one that went away may be back soon.
    fn lost(&self, error: &ureq::Error) -> Lost {
        let why = error.to_string();
        if !self.has_answered.get() && never_left(error) {
            return Lost::NotSent(why);
        }
        self.why.replace(why);
        Lost::NoAnswer
    }
}

impl Effects for Wire {
    async fn send(&self, request: &Request) -> Answer {
        self.exchange(request)
    }

    async fn sleep(&self, duration: Duration) {
        self.waited.set(duration);
        if duration.as_secs() > 1 {
            eprintln!("Waiting {} s", duration.as_secs());
        }
        (self.sleep)(duration);
    }

    /// Each hasher of the standard library has keys of its own.
    fn jitter(&self) -> f64 {
        let roll = RandomState::new().hash_one(()) % 1000;
        f64::from(u32::try_from(roll).unwrap_or(0)) / 1000.0
    }
}

fn never_left(error: &ureq::Error) -> bool {
    match error {
        ureq::Error::HostNotFound
        | ureq::Error::BadUri(_)
        | ureq::Error::Http(_)
        | ureq::Error::Tls(_)
        | ureq::Error::Rustls(_)
        | ureq::Error::ConnectionFailed => true,
        ureq::Error::Io(it) => matches!(
            it.kind(),
            io::ErrorKind::ConnectionRefused | io::ErrorKind::InvalidData
        ),
        _ => false,
    }
}

fn not_sent(error: &http::Error) -> Lost {
    Lost::NotSent(error.to_string())
}

fn headers(map: &http::HeaderMap) -> Headers {
    let mut headers = Headers::default();
    for (name, value) in map {
        headers.set(name.as_str(), String::from_utf8_lossy(value.as_bytes()));
    }
    headers
}

/// No proxy leads to this machine.
fn is_here(origin: &Origin) -> bool {
    let host = origin.as_str().split("://").nth(1).unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default();
    host == "127.0.0.1" || host == "localhost" || host.ends_with(".localhost")
}

/// The certificates in a file.
fn trusted(path: &Path) -> Result<RootCerts, Problem> {
    let pem = fs::read(path).map_err(|it| Problem::file(path, &it))?;
    let found = parse_pem(&pem).filter_map(|it| match it {
        Ok(PemItem::Certificate(it)) => Some(it),
        _ => None,
    });
    let found: Vec<Certificate<'static>> = found.collect();
    if found.is_empty() {
        return Err(Problem::new(
            format!("{} holds no certificate.", path.display()),
            "Give the certificate of the authority in PEM form, which begins with -----BEGIN CERTIFICATE-----.",
        ));
    }
    Ok(RootCerts::new_with_certs(&found))
}
