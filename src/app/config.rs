//! Loads `config.json`, which says where the console's data comes from.

use cmk_console::config::{Config, Unusable};
use cmk_console::sandbox::port::WireRequest;

use crate::platform::fetch::fetch;

/// Reads the file beside `index.html`.
///
/// # Errors
/// Why it cannot be used; nothing may be sent then, and nothing stands in for it.
pub async fn load() -> Result<Config, Unusable> {
    let request = WireRequest {
        method: "GET".into(),
        url: "/config.json".into(),
        ..WireRequest::default()
    };
    let answer = fetch(&request).await;
    match answer.status {
        0 => Err(Unusable::Missing("no answer arrived".into())),
        200 => Config::parse(&answer.body),
        status => Err(Unusable::Missing(format!("the answer was HTTP {status}"))),
    }
}
