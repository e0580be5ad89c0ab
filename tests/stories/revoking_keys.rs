//! Taking a key away from everything that uses it, and giving it back to all that is known to.

use cmk_console::sandbox::Sandbox;

use crate::console::places::{Place, VAULT};
use crate::console::{Beside, Console, Wish, shell};
use crate::revoking::{health_of, warned};
use crate::{changes, check, proved, proved_beside};

#[test]
fn a_key_is_taken_from_everything_that_uses_it_and_given_back() {
    let place = Place::everyday();
    let prod = place.find(VAULT, "kv-fabrikam-prod");
    let wish = |action: &str, key: &str| Wish::new(VAULT, action, Some(&prod)).answer("key", key);
    let run = proved(&place, "mara", &wish("revoke-key", "docs-cmk"));
    assert_eq!(changes(&place), ["DELETE roleAssignments"]);
    assert_eq!(warned(&run.plan).len(), 2);
    let looked = check(&run.plan, "looked-at");
    assert!(
        looked
            .headline
            .contains("Fabrikam Documents, Fabrikam Labs"),
        "{looked:?}"
    );

    place.time.with(Sandbox::clear_log);
    proved(&place, "mara", &wish("restore-key", "docs-cmk"));
    assert_eq!(changes(&place), ["PUT roleAssignments"]);
    for (wish, expected) in [
        (wish("restore-key", "docs-cmk"), "blocked by nothing"),
        (wish("revoke-key", "net-cmk"), "no key"),
        (wish("revoke-key", "signing-ec"), "blocked by grants"),
        (
            wish("revoke-key", "retired-cmk").answer("way", "disable"),
            "blocked by taken",
        ),
    ] {
        assert_eq!(
            Console::of(&place.time, "mara").fulfil(&wish).words(),
            expected
        );
    }
}

#[test]
fn a_key_is_disabled_for_everything_that_uses_it() {
    let place = Place::everyday();
    let prod = place.find(VAULT, "kv-fabrikam-prod");
    let wish = |action: &str| Wish::new(VAULT, action, Some(&prod)).answer("key", "docs-cmk");
    let mut beside = Beside::nothing().acts(shell::types(&place));
    let disable = wish("revoke-key").answer("way", "disable");
    let run = proved_beside(&place, "mara", &disable, &mut beside);
    // The version that one is pinned to, the newest that the other follows.
    assert_eq!(run.plan.restore.len(), 2);
    proved_beside(&place, "mara", &wish("restore-key"), &mut beside);
    let health = health_of(&place, &place.account("fabrikaminvoices"));
    assert_eq!(health.headline, "Key can be used");
}
