//! Files: saving a text as one, and reading one that a person has chosen.

use js_sys::Array;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Event, HtmlAnchorElement, Url};

use super::script::{property, words};

/// Offers a text to the person as a file of this name.
///
/// # Errors
/// What the browser says against it.
pub fn save(name: &str, text: &str) -> Result<(), String> {
    let offer = || {
        let kind = BlobPropertyBag::new();
        kind.set_type("application/json");
        let parts = Array::of1(&JsValue::from_str(text));
        let blob = Blob::new_with_str_sequence_and_options(&parts, &kind)?;
        let address = Url::create_object_url_with_blob(&blob)?;
        let document = leptos::prelude::document();
        let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
        link.set_href(&address);
        link.set_download(name);
        link.click();
        Url::revoke_object_url(&address)
    };
    offer().map_err(|why| words(&why))
}

/// The text of the file that was chosen in a field; none where none was.
pub async fn chosen(event: &Event) -> Option<Result<String, String>> {
    let field = event.target()?;
    let files = property(&field, "files");
    let file = property(&files, "0").dyn_into::<Blob>().ok()?;
    let text = JsFuture::from(file.text()).await;
    Some(match text {
        Ok(text) => Ok(text.as_string().unwrap_or_default()),
        Err(why) => Err(words(&why)),
    })
}
