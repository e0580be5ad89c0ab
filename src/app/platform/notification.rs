//! Notifications of the browser: asked for when a person wants one, and never before.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::script::{object, property};

/// Whether the browser may be asked, has agreed, or will not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// Nobody has asked yet.
    Unasked,
    /// It agrees.
    Granted,
    /// The person or a policy says no; the browser does not ask again.
    Denied,
    /// This browser has none, as inside another site's frame.
    Absent,
}

/// What the browser says now.
pub fn permission() -> Permission {
    match property(&notifications(), "permission").as_string() {
        Some(it) => named(&it),
        None => Permission::Absent,
    }
}

/// Asks the person; only in answer to a press.
pub async fn ask() -> Permission {
    let notifications = notifications();
    let asked = property(&notifications, "requestPermission")
        .dyn_into::<Function>()
        .and_then(|it| it.call0(&notifications))
        .and_then(JsCast::dyn_into::<Promise>);
    let Ok(asked) = asked else {
        return Permission::Absent;
    };
    let said = JsFuture::from(asked).await.ok();
    said.and_then(|it| it.as_string())
        .map_or(Permission::Denied, |it| named(&it))
}

/// Shows one. It may be seen by whoever looks at the screen.
pub fn show(title: &str, body: &str) {
    let Ok(make) = notifications().dyn_into::<Function>() else {
        return;
    };
    let options = object(&[("body", JsValue::from_str(body))]);
    let arguments = js_sys::Array::of2(&JsValue::from_str(title), &options);
    // A browser that changed its mind shows none.
    let _ = Reflect::construct(&make, &arguments);
}

fn notifications() -> JsValue {
    property(&js_sys::global(), "Notification")
}

fn named(permission: &str) -> Permission {
    match permission {
        "granted" => Permission::Granted,
        "denied" => Permission::Denied,
        _ => Permission::Unasked,
    }
}
