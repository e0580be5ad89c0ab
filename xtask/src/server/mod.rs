//! The project's own static server: `dist` with the production headers, on this machine only.

mod compress;
mod files;

use std::error::Error;
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use cmk_console::deployment::Policy;
use tiny_http::{Header, Method, Request, Response, Server};

use crate::problem::Problem;
use compress::compressed;
use files::{Answer, Site};

pub use files::SiteConfig;

/// Enough for the connections a browser opens at once.
const THREADS: usize = 6;

/// A running server. It ends with the process.
pub struct Running {
    /// `http://localhost:8080`.
    pub address: String,
    server: Arc<Server>,
    site: Arc<Served>,
}

struct Served {
    site: Site,
    policy: Policy,
}

/// A port of this machine that nobody else can take any more.
pub struct Port(TcpListener);

impl Port {
    /// A port with this number.
    pub fn claim(number: u16) -> Result<Self, Problem> {
        let listener = TcpListener::bind(("127.0.0.1", number)).map_err(|error| {
            Problem::new(
                format!("Port {number} cannot be used: {error}."),
                "Another program may have it: end that one, or choose another port with --port N.",
            )
        })?;
        Ok(Self(listener))
    }

    /// Any free port.
    pub fn any() -> Result<Self, Problem> {
        Self::claim(0)
    }
}

impl Running {
    /// Serves a folder.
    pub fn start(
        folder: PathBuf,
        config: SiteConfig,
        policy: Policy,
        port: Port,
    ) -> Result<Self, Problem> {
        let failed = |error: &dyn Error| {
            Problem::new(
                format!("The server could not be started: {error}."),
                "Run the command again.",
            )
        };
        let number = port.0.local_addr().map_err(|it| failed(&it))?.port();
        let server = Server::from_listener(port.0, None).map_err(|it| failed(it.as_ref()))?;
        let running = Self {
            address: format!("http://localhost:{number}"),
            server: Arc::new(server),
            site: Arc::new(Served {
                site: Site { folder, config },
                policy,
            }),
        };
        for _ in 1..THREADS {
            let (server, site) = (running.server.clone(), running.site.clone());
            thread::spawn(move || answer_all(&server, &site));
        }
        Ok(running)
    }

    /// Answers until the process is ended.
    pub fn forever(&self) {
        answer_all(&self.server, &self.site);
    }
}

fn answer_all(server: &Server, site: &Served) {
    for request in server.incoming_requests() {
        site.answer(request);
    }
}

impl Served {
    fn answer(&self, request: Request) {
        let answer = match request.method() {
            Method::Get | Method::Head => self.site.find(request.url()),
            _ => Answer::text(405, "Only GET and HEAD are answered here."),
        };
        let mut headers = self.headers(request.url(), &answer);
        let fresh = answer.tag.is_some() && value_of(&request, "If-None-Match") == answer.tag;
        let accepts = value_of(&request, "Accept-Encoding").unwrap_or_default();
        let brotli = accepts.split(',').any(|it| it.trim() == "br");
        let body = match &answer.tag {
            _ if fresh => Vec::new(),
            Some(tag) if brotli && answer.is_worth_compressing() => {
                headers.push(("Content-Encoding", "br".into()));
                compressed(tag, &answer.body)
            }
            _ => answer.body,
        };
        let status = if fresh { 304 } else { answer.status };
        let mut response = Response::from_data(body)
            .with_status_code(status)
            // Lengths rather than chunks, so that a browser can show progress.
            .with_chunked_threshold(usize::MAX);
        for (name, value) in headers {
            match Header::from_bytes(name, value.as_str()) {
                Ok(header) => response.add_header(header),
                Err(()) => eprintln!("A header could not be sent: {name}: {value}"),
            }
        }
        // A browser that has gone away needs no answer.
        let _ = request.respond(response);
    }

    fn headers(&self, target: &str, answer: &Answer) -> Vec<(&'static str, String)> {
        let path = target.split(['?', '#']).next().unwrap_or_default();
        let mut headers = self.policy.of(path.trim_start_matches('/'));
        headers.push(("Content-Type", answer.media.into()));
        headers.push(("Cache-Control", answer.keep.value().into()));
        headers.push(("Vary", "Accept-Encoding".into()));
        if let Some(tag) = &answer.tag {
            headers.push(("ETag", tag.clone()));
        }
        headers
    }
}

fn value_of(request: &Request, name: &'static str) -> Option<String> {
    let header = request.headers().iter().find(|it| it.field.equiv(name))?;
    Some(header.value.to_string())
}

#[cfg(test)]
mod tests;
