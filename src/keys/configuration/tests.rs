//! Configurations as resources give them, and the verdicts over them.

use super::*;

const OLD: &str = "https://kv1.vault.azure.net/keys/orders/11111111111111111111111111111111";
const NEW: &str = "https://kv1.vault.azure.net/keys/orders/22222222222222222222222222222222";
const OTHER: &str = "https://kv1.vault.azure.net/keys/hr/33333333333333333333333333333333";

fn key(text: &str) -> KeyUri {
    KeyUri::read(text).expect(text)
}

fn configured(following: Following, in_use: Option<&str>) -> Configuration {
    Configuration {
        source: KeySource::Customer(KeyReference {
            key: key(OLD).versionless(),
            following,
            identity: UsedIdentity {
                id: None,
                principal_id: None,
            },
            federated_client: None,
        }),
        in_use: in_use.map(key),
        last_rotation: None,
        expires: None,
    }
}

#[test]
fn verdicts_follow_what_is_in_use() {
    let rows = "
        latest | new   | new  | Ok      | Uses your key, follows the latest
        latest | old   | new  | Ok      | Uses your key, follows the latest
        latest | other | new  | Bad     | Uses another key
        latest | none  | new  | Unknown | Names your key
        latest | some  | new  | Ok      | Uses your key, follows the latest
        old    | old   | old  | Ok      | Uses your key, pinned
        old    | old   | none | Ok      | Uses your key, pinned
        old    | old   | new  | Warn    | Pinned to an old version
        old    | new   | new  | Bad     | Uses another version
        old    | other | none | Bad     | Uses another key
        ?old   | old   | old  | Ok      | Uses your key
        ?old   | old   | none | Ok      | Uses your key
        ?old   | old   | new  | Warn    | Uses an older version
    ";
    let named = |word: &str| match word {
        "old" => Some(OLD),
        "new" => Some(NEW),
        "other" => Some(OTHER),
        "some" => Some("https://kv1.vault.azure.net/keys/orders"),
        _ => None,
    };
    for row in rows.lines().filter(|it| it.contains('|')) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let version = named(cells[0].trim_start_matches('?'));
        let version = version.and_then(|it| key(it).version().cloned());
        let following = match version {
            None => Following::Latest,
            Some(version) if cells[0].starts_with('?') => Following::Unsaid(version),
            Some(version) => Following::Pinned(version),
        };
        let newest = named(cells[2]).map(key);
        let verdict = configured(following, named(cells[1])).verdict(newest.as_ref());
        let found = format!("{:?} | {}", verdict.tone, verdict.headline);
        assert_eq!(found, format!("{} | {}", cells[3], cells[4]), "{row}");
    }
    let hub = ResourceId::of_group("s", "rg").provider("A.B/clusters", "hub");
    for (none, headline) in [
        (Configuration::microsoft_managed(), "Microsoft-managed key"),
        (Configuration::shared_with(hub), "The key of hub"),
    ] {
        let verdict = none.verdict(None);
        assert_eq!(
            (verdict.tone, verdict.headline.as_str()),
            (Tone::None, headline)
        );
        assert_eq!(none.key(), None);
    }
}

#[test]
fn a_key_is_in_use_only_when_azure_says_so() {
    let configuration = configured(Following::Latest, Some(OLD));
    for (wanted, used) in [
        (key(OLD), true),
        (key(OLD).versionless(), true),
        (key(NEW), false),
        (key(OTHER).versionless(), false),
    ] {
        assert_eq!(configuration.uses(&wanted), used, "{wanted}");
    }
    assert!(!configured(Following::Latest, None).uses(&key(OLD)));
}

#[test]
fn it_survives_storage() {
    let configuration = configured(Following::Latest, Some(OLD));
    let text = serde_json::to_string(&configuration).expect("serialises");
    assert_eq!(
        serde_json::from_str::<Configuration>(&text).ok(),
        Some(configuration)
    );
}
