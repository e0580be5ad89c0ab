//! Web Locks: one tab of many does a thing, and the next one when that tab is gone.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::bell::Bell;
use super::script::{object, property};

#[wasm_bindgen]
extern "C" {
    /// `navigator.locks`.
    type LockManager;

    #[wasm_bindgen(method)]
    fn request(this: &LockManager, name: &str, options: &JsValue, granted: &Function) -> Promise;
}

/// How a lock is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Wait until everybody before has let go.
    Wait,
    /// Only if nobody holds it.
    IfFree,
    /// At once; whoever holds it loses it.
    Steal,
}

/// A lock that is held until this is dropped, or until it is stolen.
pub struct Held {
    release: RefCell<Option<Function>>,
    taken: Rc<Cell<bool>>,
    _granted: Closure<dyn FnMut(JsValue) -> Promise>,
}

/// Asks for a lock. None when it is not free, or the browser refuses. The bell rings when somebody
/// else takes it.
pub async fn hold(name: &str, how: How, bell: &Bell) -> Option<Held> {
    let manager: LockManager = property(&property(&js_sys::global(), "navigator"), "locks").into();
    let options = match how {
        How::Wait => object(&[]),
        How::IfFree => object(&[("ifAvailable", JsValue::TRUE)]),
        How::Steal => object(&[("steal", JsValue::TRUE)]),
    };
    let release: Rc<RefCell<Option<Function>>> = Rc::default();
    let (decided, answer) = promise();
    let granted = {
        let (release, decided) = (release.clone(), decided.clone());
        Closure::new(move |lock: JsValue| {
            let (resolve, until_released) = promise();
            let is_ours = !lock.is_null();
            if is_ours {
                release.replace(Some(resolve));
            } else {
                call(&resolve, &JsValue::UNDEFINED);
            }
            call(&decided, &JsValue::from_bool(is_ours));
            until_released
        })
    };
    let over = manager.request(name, &options, granted.as_ref().unchecked_ref());
    let taken: Rc<Cell<bool>> = Rc::default();
    let (watched, bell) = (taken.clone(), bell.clone());
    spawn_local(async move {
        if JsFuture::from(over).await.is_err() {
            // Stolen, or never granted.
            watched.set(true);
            bell.ring();
            call(&decided, &JsValue::FALSE);
        }
    });
    let is_ours = JsFuture::from(answer).await.is_ok_and(|it| it.is_truthy());
    let release = RefCell::new(release.take());
    is_ours.then_some(Held {
        release,
        taken,
        _granted: granted,
    })
}

impl Held {
    /// Whether somebody else took it.
    pub fn is_taken(&self) -> bool {
        self.taken.get()
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(release) = self.release.take() {
            call(&release, &JsValue::UNDEFINED);
        }
    }
}

/// A promise with the function that fulfils it.
fn promise() -> (Function, Promise) {
    let resolve: Rc<RefCell<Option<Function>>> = Rc::default();
    let kept = resolve.clone();
    let promise = Promise::new(&mut move |fulfil, _| {
        kept.replace(Some(fulfil));
    });
    let resolve = resolve.take().unwrap_or_else(|| Function::new_no_args(""));
    (resolve, promise)
}

fn call(function: &Function, argument: &JsValue) {
    // Fulfilling a promise does not fail.
    let _ = function.call1(&JsValue::UNDEFINED, argument);
}
