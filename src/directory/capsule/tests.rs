//! Links survive the way there and nothing else.

use proptest::prelude::*;

use super::*;

const PROVIDER: &str = "5c0e9a41-0000-4000-8000-000000000001";
const CUSTOMER: &str = "5c0e9a41-0000-4000-8000-000000000002";
const APP: &str = "5c0e9a41-0000-4000-8000-00000000000a";
const NOW: Timestamp = Timestamp(1_795_510_800_000);

fn account() -> ResourceId {
    ResourceId::of_group("s", "rg").provider("Microsoft.Storage/storageAccounts", "sto")
}

fn request() -> Request {
    Request {
        provider: PROVIDER.into(),
        provider_name: "Fabrikam & Söhne".into(),
        application: APP.into(),
        application_name: "Keys #1".into(),
        return_page: "https://console.example/auth/installed.html".into(),
        resource: account(),
        issued: NOW,
    }
}

fn receipt() -> Receipt {
    Receipt {
        provider: PROVIDER.into(),
        application: APP.into(),
        resource: account(),
        customer: CUSTOMER.into(),
        key: "https://kv.vault.azure.net/keys/orders".into(),
        principal: "5c0e9a41-0000-4000-8000-00000000000b".into(),
        issued: NOW,
    }
}

fn both() -> [Capsule; 2] {
    [Capsule::Request(request()), Capsule::Receipt(receipt())]
}

#[test]
fn a_link_says_what_it_was_made_of() {
    for capsule in both() {
        let text = capsule.to_string();
        assert!(text.is_ascii() && !text.contains("eyJ"), "{text}");
        for link in [
            text.clone(),
            format!("https://console.example/key-request#{text}"),
            format!("  {text}\n"),
        ] {
            assert_eq!(Capsule::parse(&link), Ok(capsule.clone()), "{link}");
        }
    }
}

#[test]
fn a_link_that_is_not_whole_is_told_from_one_that_was_changed() {
    for capsule in both() {
        let text = capsule.to_string();
        for end in 0..text.len() {
            let cut = Capsule::parse(&text[..end]);
            assert!(cut.is_err(), "{}", &text[..end]);
            if end > "v=1&".len() {
                assert_eq!(cut, Err(Refused::Truncated), "{}", &text[..end]);
            }
        }
    }
    let changed = both()[1].to_string().replace("orders", "payroll");
    assert_eq!(Capsule::parse(&changed), Err(Refused::Changed));
    for (link, why) in [
        ("", Refused::NoLink),
        ("https://console.example/key-request", Refused::NoLink),
        ("v=2&kind=request&sum=0", Refused::OtherVersion("2".into())),
    ] {
        assert_eq!(Capsule::parse(link), Err(why), "{link}");
    }
}

/// A link with a true checksum that holds this instead.
fn with(capsule: &Capsule, from: &str, to: &str) -> String {
    let text = capsule.to_string().replacen(from, to, 1);
    let (body, _) = text.rsplit_once("&sum=").expect("a sum");
    let sum = uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_URL, body.as_bytes()).simple();
    format!("{body}&sum={sum}")
}

#[test]
fn what_does_not_fit_is_named_even_where_the_checksum_is_right() {
    let [request, receipt] = both();
    let rows = [
        (&request, PROVIDER, "x", Refused::Lacks("provider")),
        (
            &request,
            "https%3A",
            "javascript%3A",
            Refused::Lacks("page"),
        ),
        (
            &request,
            "Keys",
            "%E2%80%AEKeys",
            Refused::Lacks("app-name"),
        ),
        (&request, "Keys", "%FF", Refused::Lacks("app-name")),
        (&request, "/subscriptions", "/evil", Refused::Lacks("for")),
        (&request, "&name=", "&nam=", Refused::Lacks("name")),
        (&request, "made=", "made=-", Refused::Lacks("made")),
        (&request, "kind=request", "kind=other", Refused::NoLink),
        (&receipt, "https%3A", "http%3A", Refused::Lacks("key")),
        (&receipt, CUSTOMER, "", Refused::Lacks("customer")),
        (&receipt, "&sum", "&more=1&sum", Refused::NoLink),
    ];
    for (capsule, from, to, why) in rows {
        let link = with(capsule, from, to);
        assert_eq!(Capsule::parse(&link), Err(why), "{link}");
    }
}

#[test]
fn a_link_is_taken_only_where_and_while_it_fits() {
    let [asked, answered] = both().map(|it| it.to_string());
    let late = NOW + LASTS + Duration::from_secs(1);
    let early = NOW - Duration::from_secs(90_000);
    let expired = Refused::Expired(NOW + LASTS);
    let requests = [
        (&asked, CUSTOMER, NOW, None),
        (&asked, PROVIDER, NOW, Some(Refused::OwnDirectory)),
        (&asked, CUSTOMER, late, Some(expired.clone())),
        (&asked, CUSTOMER, early, Some(Refused::NotYet(NOW))),
        (&answered, CUSTOMER, NOW, Some(Refused::OtherKind)),
    ];
    for (link, tenant, now, refused) in requests {
        assert_eq!(Request::read(link, tenant, now).err(), refused, "{link}");
    }
    let elsewhere = Refused::OtherDirectory(PROVIDER.into());
    let receipts = [
        (&answered, PROVIDER, NOW, None),
        (&answered, CUSTOMER, NOW, Some(elsewhere)),
        (&answered, PROVIDER, late, Some(expired)),
        (&asked, PROVIDER, NOW, Some(Refused::OtherKind)),
    ];
    for (link, tenant, now, refused) in receipts {
        assert_eq!(Receipt::read(link, tenant, now).err(), refused, "{link}");
    }
    let other = ResourceId::of_group("s", "rg").provider("A.B/c", "other");
    let refused = receipt().about(&other).err();
    assert_eq!(refused, Some(Refused::OtherResource("sto".into())));
    assert_eq!(receipt().about(&account()), Ok(receipt()));
}

proptest! {
    #[test]
    fn any_names_come_through(name in "\\PC{0,60}", app in "\\PC{0,60}", made in 0i64..4_000_000_000) {
        let odd = |it: &str| it.chars().any(|it| it.is_control() || "\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}\u{feff}".contains(it));
        prop_assume!(!odd(&name) && !odd(&app));
        let capsule = Capsule::Request(Request {
            provider_name: name,
            application_name: app,
            issued: Timestamp::of_seconds(made),
            ..request()
        });
        prop_assert_eq!(Capsule::parse(&capsule.to_string()), Ok(capsule));
    }

    #[test]
    fn no_single_change_goes_unnoticed(at in 4usize..200, by in "[ -~]") {
        for capsule in both() {
            let mut text = capsule.to_string();
            let at = at % text.len();
            if &text[at..=at] != by.as_str() && at >= 4 {
                text.replace_range(at..=at, &by);
                prop_assert!(Capsule::parse(&text).is_err(), "{}", text);
            }
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,200}") {
        let _ = Capsule::parse(&text);
        let _ = Capsule::parse(&format!("v=1&{text}"));
    }
}
