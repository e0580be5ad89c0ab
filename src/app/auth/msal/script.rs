//! MSAL's objects and ours, made of one another.

use cmk_console::directory::AuthError;
use js_sys::{JSON, Reflect};
use serde_json::{Value, json};
use wasm_bindgen::JsValue;

use super::{Answer, Wish};
use crate::platform::script::{property, words};

/// A request of MSAL's for a token.
pub(super) fn request(wish: &Wish, account: &JsValue) -> JsValue {
    let request = script(&json!({ "scopes": [wish.scope], "authority": wish.authority }));
    if !account.is_undefined() {
        set(&request, "account", account.clone());
    }
    if !wish.claims.is_empty() {
        set(&request, "claims", wish.claims.as_str());
    }
    request
}

/// What MSAL gives, as plain data.
pub(super) fn answer(result: &JsValue) -> Answer {
    let text = |of: &JsValue, name: &str| property(of, name).as_string().unwrap_or_default();
    Answer {
        token: text(result, "accessToken"),
        tenant: text(result, "tenantId"),
        claims: plain(&property(result, "idTokenClaims")),
        home: text(&property(result, "account"), "homeAccountId"),
        state: text(result, "state"),
    }
}

/// Rejections may be anything, and are mostly MSAL's own.
pub(super) fn auth_error(error: JsValue) -> AuthError {
    let text = |name: &str| property(&error, name).as_string().unwrap_or_default();
    let number = property(&error, "errorNo");
    let number = number
        .as_string()
        .map_or(number.as_f64(), |it| it.parse().ok());
    let message = text("errorMessage");
    AuthError {
        name: text("name"),
        error_code: text("errorCode"),
        sub_error: text("subError"),
        number: number.and_then(whole),
        message: match message.is_empty() {
            true => words(&error),
            false => message,
        },
        status: property(&error, "status").as_f64().and_then(whole),
        claims: text("claims"),
        correlation_id: text("correlationId"),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "what has a fraction or does not fit is refused"
)]
fn whole<T: TryFrom<i64>>(number: f64) -> Option<T> {
    T::try_from(number as i64)
        .ok()
        .filter(|_| number.fract() == 0.0)
}

/// A plain object made of JSON.
pub(super) fn script(value: &Value) -> JsValue {
    JSON::parse(&value.to_string()).unwrap_or(JsValue::UNDEFINED)
}

/// The JSON of a plain object.
pub(super) fn plain(value: &JsValue) -> Value {
    let text = JSON::stringify(value).ok().and_then(|it| it.as_string());
    text.and_then(|it| serde_json::from_str(&it).ok())
        .unwrap_or_default()
}

/// Gives a plain object a property.
pub(super) fn set(object: &JsValue, name: &str, value: impl Into<JsValue>) {
    // A plain object takes every property.
    let _ = Reflect::set(object, &JsValue::from_str(name), &value.into());
}
