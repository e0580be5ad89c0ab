//! The levels above a page.

use cmk_console::arm::ResourceId;
use cmk_console::resources::ResourceType;
use cmk_console::routes::Route;

use crate::ui::Crumb;

/// The list of a resource type.
pub fn of_kind(kind: &dyn ResourceType) -> Vec<Crumb> {
    let route = Route::Resources(Some(kind.arm_type().to_owned()));
    vec![Crumb {
        label: capital(kind.plural()),
        href: route.path(),
    }]
}

/// A resource.
pub fn of_resource(id: &ResourceId) -> Crumb {
    Crumb {
        label: id.name().to_owned(),
        href: Route::Resource(id.clone()).path(),
    }
}

/// Words as the beginning of a heading: "Storage accounts".
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|it| it.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
