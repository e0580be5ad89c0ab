//! What access policies let somebody do with keys, as conditions judge it.

use serde_json::Value;

use super::condition::{Judged, name_of, text_at};

/// A list that is not there is no list without the principal: it proves nothing.
pub(super) fn not_permitted(body: &Value, list: &str, principal: &str) -> Judged {
    let Some(rows) = body.pointer(list).and_then(Value::as_array) else {
        return Judged::NotMet(format!("{} is not there", name_of(list)));
    };
    let own = |it: &&Value| text_at(it, "/objectId").eq_ignore_ascii_case(principal);
    let permits = |it: &Value| {
        let keys = it.pointer("/permissions/keys").and_then(Value::as_array);
        let mut keys = keys.into_iter().flatten().filter_map(Value::as_str);
        keys.any(|it| it.eq_ignore_ascii_case("unwrapKey") || it.eq_ignore_ascii_case("all"))
    };
    if rows.iter().filter(own).any(permits) {
        Judged::NotMet(format!("{} lets {principal} unwrap", name_of(list)))
    } else {
        Judged::Met(format!("{} lets {principal} unwrap no more", name_of(list)))
    }
}

/// Whether the entry of somebody holds all that is wanted.
pub(super) fn allows(body: &Value, whose: (&str, &str, &str), wanted: (&str, &[String])) -> Judged {
    let ((list, at, is), (of, all)) = (whose, wanted);
    let rows = body.pointer(list).and_then(Value::as_array);
    let mut rows = rows.into_iter().flatten();
    let Some(own) = rows.find(|it| text_at(it, at).eq_ignore_ascii_case(is)) else {
        return Judged::NotMet(format!("{} does not list {is}", name_of(list)));
    };
    let listed = own.pointer(of).and_then(Value::as_array);
    let listed: Vec<&str> = listed
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let has = |wanted: &str| {
        let mut listed = listed.iter();
        listed.any(|it| it.eq_ignore_ascii_case(wanted) || it.eq_ignore_ascii_case("all"))
    };
    match all.iter().find(|it| !has(it)) {
        None => Judged::Met(format!("{} allows {is} {}", name_of(list), all.join(", "))),
        Some(missing) => Judged::NotMet(format!("{} lists {is} without {missing}", name_of(list))),
    }
}
