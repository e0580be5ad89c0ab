//! Capsules as text: `v=1&kind=request&…&sum=…`, names in a fixed order, so that a person can read
//! what a link carries and nothing has two spellings.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use uuid::Uuid;

use super::{Capsule, Receipt, Refused, Request};
use crate::arm::{Origin, ResourceId, Timestamp};

/// The version this console writes, and the only one it reads.
const VERSION: &str = "1";

const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'/');

/// Names of the values after `v` and `kind`, in their order.
const REQUEST: [&str; 7] = ["provider", "name", "app", "app-name", "page", "for", "made"];
const RECEIPT: [&str; 7] = [
    "provider", "app", "for", "customer", "key", "object", "made",
];

/// No link of ours is longer.
const LONGEST: usize = 4000;

pub(super) fn write(capsule: &Capsule) -> String {
    let made = capsule.issued().seconds().to_string();
    let (kind, names, values) = match capsule {
        Capsule::Request(it) => (
            "request",
            REQUEST,
            [
                it.provider.as_str(),
                &it.provider_name,
                &it.application,
                &it.application_name,
                &it.return_page,
                it.resource.as_str(),
                &made,
            ],
        ),
        Capsule::Receipt(it) => (
            "receipt",
            RECEIPT,
            [
                it.provider.as_str(),
                &it.application,
                it.resource.as_str(),
                &it.customer,
                &it.key,
                &it.principal,
                &made,
            ],
        ),
    };
    let mut text = format!("v={VERSION}&kind={kind}");
    for (name, value) in names.iter().zip(values) {
        text.push_str(&format!("&{name}={}", utf8_percent_encode(value, PLAIN)));
    }
    let sum = sum(&text);
    format!("{text}&sum={sum}")
}

pub(super) fn parse(link: &str) -> Result<Capsule, Refused> {
    let link = link.trim();
    let text = link.split_once('#').map_or(link, |(_, fragment)| fragment);
    if text.len() > LONGEST {
        return Err(Refused::NoLink);
    }
    let Some(rest) = text.strip_prefix("v=") else {
        return Err(Refused::NoLink);
    };
    let (version, _) = rest.split_once('&').unwrap_or((rest, ""));
    if version != VERSION {
        return Err(Refused::OtherVersion(version.chars().take(8).collect()));
    }
    let (body, given) = text.rsplit_once("&sum=").ok_or(Refused::Truncated)?;
    let expected = sum(body);
    if given.len() < expected.len() {
        return Err(Refused::Truncated);
    }
    if given != expected {
        return Err(Refused::Changed);
    }
    read(body)
}

fn read(body: &str) -> Result<Capsule, Refused> {
    let mut parts = body.split('&').skip(1);
    let kind = parts.next().and_then(|it| it.strip_prefix("kind="));
    let mut values = |names: [&'static str; 7]| -> Result<[String; 7], Refused> {
        let mut values: [String; 7] = Default::default();
        for (value, name) in values.iter_mut().zip(names) {
            let part = parts.next().ok_or(Refused::Lacks(name))?;
            let (found, text) = part.split_once('=').ok_or(Refused::Lacks(name))?;
            let text = percent_decode_str(text).decode_utf8();
            *value = text.map_err(|_| Refused::Lacks(name))?.into_owned();
            if found != name || value.chars().any(is_odd) {
                return Err(Refused::Lacks(name));
            }
        }
        parts.next().map_or(Ok(values), |_| Err(Refused::NoLink))
    };
    match kind {
        Some("request") => request(values(REQUEST)?).map(Capsule::Request),
        Some("receipt") => receipt(values(RECEIPT)?).map(Capsule::Receipt),
        _ => Err(Refused::NoLink),
    }
}

fn request(values: [String; 7]) -> Result<Request, Refused> {
    let [
        provider,
        provider_name,
        application,
        application_name,
        return_page,
        resource,
        made,
    ] = values;
    let is_page = return_page.is_empty() || is_page(&return_page);
    Ok(Request {
        provider: guid("provider", provider)?,
        provider_name,
        application: guid("app", application)?,
        application_name,
        return_page: Some(return_page)
            .filter(|_| is_page)
            .ok_or(Refused::Lacks("page"))?,
        resource: id(&resource)?,
        issued: time(&made)?,
    })
}

fn receipt(values: [String; 7]) -> Result<Receipt, Refused> {
    let [
        provider,
        application,
        resource,
        customer,
        key,
        principal,
        made,
    ] = values;
    let is_key = key.starts_with("https://") && key.contains("/keys/");
    Ok(Receipt {
        provider: guid("provider", provider)?,
        application: guid("app", application)?,
        resource: id(&resource)?,
        customer: guid("customer", customer)?,
        key: Some(key).filter(|_| is_key).ok_or(Refused::Lacks("key"))?,
        principal: guid("object", principal)?,
        issued: time(&made)?,
    })
}

/// Entra sends people to encrypted pages only, or to their own machine.
fn is_page(text: &str) -> bool {
    Origin::of(text).is_ok() || Origin::on_loopback(text).is_ok()
}

fn guid(name: &'static str, text: String) -> Result<String, Refused> {
    let fits = text.len() == 36 && Uuid::try_parse(&text).is_ok();
    if fits {
        Ok(text)
    } else {
        Err(Refused::Lacks(name))
    }
}

fn id(text: &str) -> Result<ResourceId, Refused> {
    let found = ResourceId::parse(text).ok();
    found
        .filter(|it| it.arm_type().is_some())
        .ok_or(Refused::Lacks("for"))
}

fn time(text: &str) -> Result<Timestamp, Refused> {
    let seconds = text
        .parse()
        .ok()
        .filter(|it| (0..=253_402_300_799).contains(it));
    seconds
        .map(Timestamp::of_seconds)
        .ok_or(Refused::Lacks("made"))
}

/// What no name holds, and what makes one text look like another.
fn is_odd(it: char) -> bool {
    it.is_control()
        || matches!(it, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A version 5 UUID of the text, without its hyphens.
fn sum(text: &str) -> String {
    Uuid::new_v5(&Uuid::NAMESPACE_URL, text.as_bytes())
        .simple()
        .to_string()
}
