//! Loads `config.json`, which says where the console's data comes from.

use cmk_console::config::{Config, Unusable};
use gloo_net::http::Request;
use web_sys::{RequestCache, RequestCredentials, RequestRedirect};

/// Reads the file beside `index.html`.
///
/// # Errors
/// Why it cannot be used; nothing may be sent then, and nothing stands in for it.
pub async fn load() -> Result<Config, Unusable> {
    let missing = |how: String| Unusable::Missing(how);
    let answer = Request::get("/config.json")
        .cache(RequestCache::NoCache)
        .credentials(RequestCredentials::Omit)
        .redirect(RequestRedirect::Error)
        .send()
        .await
        .map_err(|_| missing("no answer arrived".into()))?;
    if !answer.ok() {
        return Err(missing(format!("the answer was HTTP {}", answer.status())));
    }
    let text = answer
        .text()
        .await
        .map_err(|_| missing("the answer was cut off".into()))?;
    Config::parse(&text)
}
