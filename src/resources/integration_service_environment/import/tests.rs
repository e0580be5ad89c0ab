//! Bodies with every defect that the articles' bodies have.

use super::*;

const SUBSCRIPTION: &str = "5a4d0000-0000-4000-8000-000000000002";

/// Comments, last commas, a choice, a placeholder member, masked and read-only members, an ID
/// without its slash: all of them at once.
fn every_defect() -> String {
    let network = format!(
        "/subscriptions/{SUBSCRIPTION}/resourceGroups/Fabrikam-RG/providers/Microsoft.Network/virtualNetworks/Fabrikam-VNET"
    );
    let subnet = |at: u8| format!("{{ \"id\": \"{network}/subnets/subnet-{at}\", }}");
    format!(
        r#"PUT https://management.azure.com/subscriptions/{{subscriptionId}}/x?api-version=2019-05-01

{{
   // The whole of it.
   <other-ISE-definition-properties>,
   "id": "/subscriptions/********************/resourceGroups/Fabrikam-RG/providers/Microsoft.Logic/integrationServiceEnvironments/Fabrikam-ISE",
   "name": "Fabrikam-ISE",
   "type": "Microsoft.Logic/integrationServiceEnvironments",
   "location": "WestUS2",
   "identity": {{
      "type": <"SystemAssigned" | "UserAssigned">,
      /* Only for the second. */
      "userAssignedIdentities": {{
         "/subscriptions/{SUBSCRIPTION}/resourceGroups/Fabrikam-RG/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-fabrikam": {{
            "principalId": "*********************************",
            "clientId": "*********************************"
         }}
      }}
   }},
   "sku": {{ "name": "Premium", "capacity": 1 }},
   "properties": {{
      "networkConfiguration": {{
         "accessEndpoint": {{
            // "Internal" // is the other one.
            "type": "External"
         }},
         "subnets": [ {}, {}, {}, {} ]
      }},
      "encryptionConfiguration": {{ "encryptionKeyReference": {{
         "keyVault": {{ "id": "subscriptions/{SUBSCRIPTION}/resourceGroups/Fabrikam-RG/providers/Microsoft.KeyVault/vaults/FabrikamKeyVault", }},
         "keyName": "Fabrikam-Encryption-Key",
         "keyVersion": "********************"
      }}}}
   }}
}}"#,
        subnet(1),
        subnet(2),
        subnet(3),
        subnet(4)
    )
}

fn read_public(text: &str) -> Result<Imported, String> {
    read(text, &Cloud::public())
}

#[test]
fn a_body_with_every_defect_is_understood_and_every_change_is_told() {
    let imported = read_public(&every_defect()).expect("readable");
    let network = format!(
        "/subscriptions/{SUBSCRIPTION}/resourceGroups/Fabrikam-RG/providers/Microsoft.Network/virtualNetworks/Fabrikam-VNET"
    );
    let identity = format!(
        "/subscriptions/{SUBSCRIPTION}/resourceGroups/Fabrikam-RG/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-fabrikam"
    );
    let subnet = |at: u8| format!("{network}/subnets/subnet-{at}");
    let found: Vec<(&str, &str)> = imported.answers.iter().collect();
    let wanted = [
        ("capacity", "1"),
        ("edition", "2019-05-01"),
        ("endpoint", "External"),
        ("group", "Fabrikam-RG"),
        ("identity", &identity),
        ("identity-kind", "user"),
        (
            "key",
            "https://fabrikamkeyvault.vault.azure.net/keys/fabrikam-encryption-key",
        ),
        ("location", "westus2"),
        ("name", "Fabrikam-ISE"),
        ("network", &network),
        ("sku", "Premium"),
        ("subnet-1", &subnet(1)),
        ("subnet-2", &subnet(2)),
        ("subnet-3", &subnet(3)),
        ("subnet-4", &subnet(4)),
        ("subnets", "named"),
        ("subscription", SUBSCRIPTION),
    ];
    assert_eq!(found, wanted);
    let changes: Vec<&str> = imported.changes.iter().map(|it| it.what.as_str()).collect();
    let told = [
        "Removed 3 comments",
        "Left out <other-ISE-definition-properties>",
        "Removed 5 commas",
        "Left out id, name, type of the environment",
        "Wrote the region WestUS2 as westus2",
        "Took UserAssigned out of the choice SystemAssigned or UserAssigned",
        "Left out principalId and clientId of the identity",
        "Added a slash before the ID of the vault",
        "The version of the key was not taken",
    ];
    assert_eq!(changes, told);
    for change in &imported.changes {
        assert!(change.why.ends_with('.'), "{change:?}");
    }
}

#[test]
fn an_identity_that_ends_in_an_object_id_is_left_to_the_person() {
    let object = "3109d1c4-a5de-4d84-8832-feabb916a4b6";
    let text = every_defect().replace("id-fabrikam", object);
    let imported = read_public(&text).expect("readable");
    assert_eq!(imported.answers.text("identity"), "");
    assert_eq!(imported.answers.text("identity-kind"), "user");
    let told = imported.changes.iter().any(|it| it.what.contains(object));
    assert!(told, "{:?}", imported.changes);
}

#[test]
fn the_older_edition_is_known_by_its_members_or_its_request_line() {
    let older = r#"{
        "location": "WestUS",
        "identity": { "type": "SystemAssigned" },
        "properties": {
            "networkConfiguration": { "subnets": [
                { "id": "/subscriptions/<Azure-subscription-ID>/x", "type": "Microsoft.Network/virtualNetworks/subnets" },
            ]},
            "encryptionConfiguration": { "encryptionKeyReference": { "keyVault": {
                "name": "<key-vault-name>", "type": "Microsoft.KeyVault/vaults",
            }}}
        }
    }"#;
    let edition = |text: &str| {
        let imported = read_public(text).expect("readable");
        imported.answers.text("edition").to_owned()
    };
    assert_eq!(edition(older), "2018-07-01-preview");
    let newer = format!("PUT https://x?api-version=2019-05-01\n{older}");
    assert_eq!(edition(&newer), "2019-05-01");
    let imported = read_public(older).expect("readable");
    let whats: Vec<&str> = imported.changes.iter().map(|it| it.what.as_str()).collect();
    for told in [
        "The subscription was not taken",
        "The key was not taken",
        "The body names 1 subnets",
    ] {
        assert!(whats.contains(&told), "{told} is not in {whats:?}");
    }
}

#[test]
fn what_is_no_body_is_refused_with_a_sentence() {
    for text in [
        "",
        "hello",
        "{ \"a\": }",
        "{ \"a\": 1 }",
        "[1, 2]",
        "{ <a }",
        "{ \"properties",
    ] {
        let why = read_public(text).expect_err(text);
        assert!(why.ends_with('.'), "{text}: {why}");
    }
}

proptest::proptest! {
    #[test]
    fn no_text_stops_the_reader(text in "[ -~\\n]{0,200}") {
        let _ = read_public(&text);
    }

    #[test]
    fn no_body_stops_the_reader(text in "\\{[\"{}<>/*,:a\\n\\[\\] |\\\\]{0,60}\\}") {
        let _ = read_public(&text);
    }
}
