//! The vault's firewall: by mode and by kind of identity, the plan says what then happens.

use cmk_console::plan::Finding;
use cmk_console::sandbox::Control;

use crate::console::places::{Place, VAULT};
use crate::{check, ends_before_anything_is_sent, planned, proved};

/// `defaultAction`, `bypass`, `publicNetworkAccess`, and whether storage gets in.
const MODES: [(&str, &str, &str, bool); 6] = [
    ("Allow", "AzureServices", "Enabled", true),
    ("Allow", "None", "Enabled", true),
    ("Deny", "AzureServices", "Enabled", true),
    ("Deny", "None", "Enabled", false),
    ("Deny", "AzureServices", "Disabled", true),
    ("Deny", "None", "Disabled", false),
];

#[test]
fn every_mode_of_the_firewall_is_foreseen_for_both_kinds_of_identity() {
    for (action, bypass, access, gets_in) in MODES {
        for kind in ["user", "system"] {
            let name = format!("{action}, {bypass}, {access}, {kind}");
            let place = Place::everyday();
            place.time.control(Control::SetFirewall {
                vault: place.find(VAULT, "kv-fabrikam-net"),
                default_action: action.into(),
                bypass: bypass.into(),
                public_access: access.into(),
            });
            let wish = place
                .use_my_key("fabrikamorders", "kv-fabrikam-net/net-cmk")
                .answer("identity-kind", kind);
            let plan = planned(&place, "mara", &wish);
            let network = check(&plan, "network");
            assert!(network.source.is_some(), "{name}: no source");
            if gets_in {
                assert!(network.finding >= Finding::Warning, "{name}: {network:?}");
                proved(&place, "mara", &wish);
            } else {
                let said = ends_before_anything_is_sent(&place, "mara", &wish);
                assert_eq!(said, "blocked by network", "{name}");
            }
        }
    }
}
