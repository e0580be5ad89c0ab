//! The network: nothing but what is asked for leaves, and nothing is followed.

use cmk_console::arm::Headers;
use cmk_console::sandbox::port::{WireRequest, WireResponse};
use gloo_net::http::{Method, RequestBuilder};
use web_sys::{AbortSignal, ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect};

/// Milliseconds. Resource Manager itself is assumed to give up after a minute; what has not answered
/// half a minute later will not.
const LONGEST: u32 = 90_000;

/// Sends a request as it is: no cookies, no referrer, no redirect, no cache. Status 0 says that no
/// answer arrived; a browser does not say why.
pub async fn fetch(wire: &WireRequest) -> WireResponse {
    answer(wire).await.unwrap_or_else(|_| WireResponse::lost())
}

async fn answer(wire: &WireRequest) -> Result<WireResponse, gloo_net::Error> {
    let method = Method::from_bytes(wire.method.as_bytes()).unwrap_or(Method::GET);
    let mut request = RequestBuilder::new(&wire.url)
        .method(method)
        .abort_signal(Some(&AbortSignal::timeout_with_u32(LONGEST)))
        .cache(RequestCache::NoStore)
        .credentials(RequestCredentials::Omit)
        .redirect(RequestRedirect::Error)
        .referrer_policy(ReferrerPolicy::NoReferrer);
    for (name, value) in wire.headers.iter() {
        request = request.header(name, value);
    }
    let request = if wire.body.is_empty() {
        request.build()?
    } else {
        request.body(&wire.body)?
    };
    let response = request.send().await?;
    let mut headers = Headers::default();
    for (name, value) in response.headers().entries() {
        headers.set(&name, value);
    }
    Ok(WireResponse {
        status: response.status(),
        headers,
        body: response.text().await?,
    })
}
