//! Small change between JavaScript and Rust.

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};

/// A property of an object, whatever it is; `undefined` where there is none.
pub fn property(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// An object with these properties.
pub fn object(rows: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in rows {
        // A fresh object takes every property.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

/// What a rejection says, in words.
pub fn words(error: &JsValue) -> String {
    let message = property(error, "message").as_string();
    let name = property(error, "name").as_string();
    match (name, message.filter(|it| !it.is_empty())) {
        (Some(name), Some(message)) => format!("{name}: {message}"),
        (Some(it), None) | (None, Some(it)) => it,
        (None, None) => error
            .dyn_ref::<js_sys::JsString>()
            .map_or_else(|| "no reason was given".into(), String::from),
    }
}

/// An id that nobody has given before.
pub fn random_id() -> String {
    let crypto = property(&js_sys::global(), "crypto");
    let made = property(&crypto, "randomUUID")
        .dyn_into::<js_sys::Function>()
        .and_then(|it| it.call0(&crypto));
    // boot.js lets only browsers in that have it.
    made.ok()
        .and_then(|it| it.as_string())
        .unwrap_or_else(|| format!("{:x}", js_sys::Math::random().to_bits()))
}
