//! Carries requests from the network to the simulated Azure, one after the other.

use std::convert::Infallible;
use std::io;
use std::net::TcpListener as StdListener;
use std::sync::{Arc, Mutex, PoisonError};

use cmk_console::arm::Headers;
use cmk_console::sandbox::{Sandbox, WireRequest, WireResponse};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{HOST, HeaderMap, HeaderName, HeaderValue};
use hyper::http::uri::Authority;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use super::plain;
use crate::clock;

/// Hears every exchange, before the answer leaves.
pub type Hear = Box<dyn Fn(&WireRequest, &WireResponse) + Send + Sync>;

/// What answers.
pub(super) struct Served {
    /// The one simulated Azure; the lock makes one writer of many connections.
    pub(super) sandbox: Mutex<Sandbox>,
    pub(super) hear: Hear,
    /// The server's own name with its port, where it speaks plain http.
    pub(super) plain: Option<String>,
}

/// A body that ARM would take.
///
/// Source: Azure/azure-resource-manager-rpc, `v1.0/common-api-details.md`, read 21 Aug 2026.
const LARGEST: usize = 8 << 20;

/// The connection ends without an answer.
#[derive(Debug)]
struct Cut;

impl std::fmt::Display for Cut {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("the connection is cut")
    }
}

impl std::error::Error for Cut {}

/// Answers until the process ends.
pub(super) async fn serve(
    listener: StdListener,
    tls: Option<TlsAcceptor>,
    served: Arc<Served>,
) -> io::Result<Infallible> {
    let listener = TcpListener::from_std(listener)?;
    loop {
        // A client that has gone before it was met leaves nothing to do.
        let Ok((stream, _)) = listener.accept().await else {
            continue;
        };
        tokio::spawn(meet(stream, tls.clone(), served.clone()));
    }
}

async fn meet(stream: TcpStream, tls: Option<TlsAcceptor>, served: Arc<Served>) {
    // Answers are small, and clients wait for each.
    let _ = stream.set_nodelay(true);
    let Some(tls) = tls else {
        return talk(stream, served).await;
    };
    match tls.accept(stream).await {
        Ok(stream) => talk(stream, served).await,
        // Browsers open connections that they do not use.
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {}
        Err(error) => eprintln!(
            "A client broke off while a connection was made: {error}. Does it trust the certificate?"
        ),
    }
}

async fn talk<S>(stream: S, served: Arc<Served>)
where
    S: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin + Send + 'static,
{
    let service = service_fn(move |request| {
        let served = served.clone();
        async move { served.answer(request).await }
    });
    // How a connection ends concerns its client, which has been answered or cut off on purpose.
    let _ = http1::Builder::new()
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

impl Served {
    async fn answer(&self, request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Cut> {
        let (head, body) = request.into_parts();
        let body = Limited::new(body, LARGEST).collect().await;
        let body = body.map_err(|_| Cut)?.to_bytes();
        let host = head.headers.get(HOST).and_then(|it| it.to_str().ok());
        let host = head.uri.authority().map(Authority::as_str).or(host);
        let target = head.uri.path_and_query().map_or("/", |it| it.as_str());
        let request = WireRequest {
            method: head.method.to_string(),
            url: format!("https://{}{target}", host.unwrap_or("localhost")),
            headers: arrived(&head.headers),
            body: String::from_utf8_lossy(&body).into_owned(),
        };
        let answer = self.exchange(request);
        if answer.is_lost() {
            return Err(Cut);
        }
        Ok(left(&answer))
    }

    fn exchange(&self, mut request: WireRequest) -> WireResponse {
        if let Some(host) = &self.plain {
            request.url = plain::arriving(&request.url, host);
            request.body = plain::arriving(&request.body, host);
        }
        // Whoever panicked while holding the lock had not changed anything: writes work on a copy.
        let mut sandbox = self.sandbox.lock().unwrap_or_else(PoisonError::into_inner);
        let mut answer = sandbox.handle(clock::now(), &request);
        in_wall_time(&mut answer.headers, sandbox.clock().speed(clock::now()));
        (self.hear)(&request, &answer);
        drop(sandbox);
        if let Some(host) = &self.plain {
            answer.body = plain::leaving(&answer.body, host);
            let headers: Vec<_> = own(&answer.headers);
            for (name, value) in headers {
                answer.headers.set(&name, plain::leaving(&value, host));
            }
        }
        answer
    }
}

/// What a client is asked to wait is meant in simulated time, and it waits by the wall clock.
fn in_wall_time(headers: &mut Headers, speed: u32) {
    let asked = headers
        .get("retry-after")
        .and_then(|it| it.parse::<u32>().ok());
    if let Some(seconds) = asked {
        let seconds = seconds.div_ceil(speed.max(1)).max(1);
        headers.set("Retry-After", seconds.to_string());
    }
}

fn own(headers: &Headers) -> Vec<(String, String)> {
    headers
        .iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// A name that comes twice is one value, as RFC 9110 5.3 has it.
fn arrived(map: &HeaderMap) -> Headers {
    let mut headers = Headers::default();
    for name in map.keys() {
        let values = map.get_all(name).iter();
        let values: Vec<_> = values
            .map(|it| String::from_utf8_lossy(it.as_bytes()))
            .collect();
        headers.set(name.as_str(), values.join(", "));
    }
    headers
}

fn left(answer: &WireResponse) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(answer.body.clone())));
    *response.status_mut() =
        StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in answer.headers.iter() {
        let name = HeaderName::from_bytes(name.as_bytes());
        let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(value)) else {
            eprintln!("A header of the answer cannot be sent.");
            continue;
        };
        response.headers_mut().insert(name, value);
    }
    response
}
