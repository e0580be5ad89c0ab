//! What an answer 401 asks for.

use cmk_console::arm::Response;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::JsValue;

use crate::platform::script::property;

/// The claims of a challenge, as JSON; none where the header is hidden or asks for none.
///
/// Source: entra-docs, `docs/identity-platform/claims-challenge.md`, read 21 Aug 2026.
pub(super) fn claims(response: &Response) -> Option<String> {
    let header = response.headers.get("www-authenticate")?;
    let encoded = header.split("claims=\"").nth(1)?.split('"').next()?;
    let decode = property(&js_sys::global(), "atob").dyn_into::<js_sys::Function>();
    let decoded = decode
        .ok()?
        .call1(&JsValue::UNDEFINED, &JsValue::from_str(encoded));
    decoded.ok()?.as_string()
}
