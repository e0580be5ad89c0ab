//! The project's own static server: `dist` with the production headers, on this machine only.

mod compress;
mod files;

use std::convert::Infallible;
use std::error::Error;
use std::io;
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use cmk_console::deployment::Policy;
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{ACCEPT_ENCODING, HeaderName, HeaderValue, IF_NONE_MATCH};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;

use crate::problem::Problem;
use compress::compressed;
use files::{Answer, Site};

pub use files::SiteConfig;

/// A running server. It ends with the process.
pub struct Running {
    /// `http://localhost:8080`.
    pub address: String,
    answering: JoinHandle<io::Result<Infallible>>,
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
        port.0.set_nonblocking(true).map_err(|it| failed(&it))?;
        // One thread: the files are few, and a connection that says nothing costs nobody a turn.
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .build()
            .map_err(|it| failed(&it))?;
        let site = Arc::new(Served {
            site: Site { folder, config },
            policy,
        });
        Ok(Self {
            address: format!("http://localhost:{number}"),
            answering: thread::spawn(move || runtime.block_on(serve(port.0, site))),
        })
    }

    /// Answers until the process is ended.
    pub fn forever(self) -> Result<(), Problem> {
        let what = match self.answering.join() {
            Ok(Ok(never)) => match never {},
            Ok(Err(error)) => error.to_string(),
            Err(_) => "it ended with a panic".to_owned(),
        };
        Err(Problem::new(
            format!("The server ended: {what}."),
            "Run the command again.",
        ))
    }
}

async fn serve(listener: TcpListener, site: Arc<Served>) -> io::Result<Infallible> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    loop {
        // A browser that has gone before it was met leaves nothing to do.
        let Ok((stream, _)) = listener.accept().await else {
            continue;
        };
        let site = site.clone();
        let service = service_fn(move |request| {
            let answer = site.answer(&request);
            async move { Ok::<_, Infallible>(answer) }
        });
        let talk = http1::Builder::new()
            // As they are written everywhere; a person reads them in a terminal.
            .title_case_headers(true)
            .serve_connection(TokioIo::new(stream), service);
        // How a connection ends concerns its browser, which has been answered or has gone.
        tokio::spawn(async move { drop(talk.await) });
    }
}

impl Served {
    fn answer(&self, request: &Request<Incoming>) -> Response<Full<Bytes>> {
        let target = request.uri().path();
        let answer = match *request.method() {
            Method::GET | Method::HEAD => self.site.find(target),
            _ => Answer::text(405, "Only GET and HEAD are answered here."),
        };
        let mut headers = self.headers(target, &answer);
        let fresh = answer.tag.is_some() && value_of(request, &IF_NONE_MATCH) == answer.tag;
        let accepts = value_of(request, &ACCEPT_ENCODING).unwrap_or_default();
        let brotli = accepts.split(',').any(|it| it.trim() == "br");
        let status = if fresh { 304 } else { answer.status };
        let body = match &answer.tag {
            _ if fresh => Vec::new(),
            Some(tag) if brotli && answer.is_worth_compressing() => {
                headers.push(("Content-Encoding", "br".into()));
                compressed(tag, &answer.body)
            }
            _ => answer.body,
        };
        let mut response = Response::new(Full::new(Bytes::from(body)));
        *response.status_mut() = StatusCode::from_u16(status).unwrap_or_default();
        for (name, value) in headers {
            let parsed = HeaderName::from_bytes(name.as_bytes());
            let (Ok(parsed), Ok(content)) = (parsed, HeaderValue::from_str(&value)) else {
                eprintln!("A header could not be sent: {name}: {value}");
                continue;
            };
            response.headers_mut().append(parsed, content);
        }
        response
    }

    fn headers(&self, target: &str, answer: &Answer) -> Vec<(&'static str, String)> {
        let mut headers = self.policy.of(target.trim_start_matches('/'));
        headers.push(("Content-Type", answer.media.into()));
        headers.push(("Cache-Control", answer.keep.value().into()));
        headers.push(("Vary", "Accept-Encoding".into()));
        if let Some(tag) = &answer.tag {
            headers.push(("ETag", tag.clone()));
        }
        headers
    }
}

fn value_of(request: &Request<Incoming>, name: &HeaderName) -> Option<String> {
    let value = request.headers().get(name)?;
    Some(value.to_str().ok()?.to_owned())
}

#[cfg(test)]
mod tests;
