//! The course of an operation: which address is followed, and what ends it.

use cmk_console::arm::Method::{self, Delete, Patch, Post, Put};

use crate::machine::check;

#[test]
fn the_monitor_comes_before_the_location_and_that_before_the_resource() {
    let rows: [(&str, Method, &str); 6] = [
        (
            "both headers",
            Put,
            r#"201 aao loc {"properties":{"provisioningState":"Creating"}} => GET monitor in 5"#,
        ),
        ("a monitor on 200", Patch, "200 aao => GET monitor in 5"),
        ("only a location", Patch, "202 loc => GET location in 5"),
        (
            "a location on 200 is only where the resource is",
            Put,
            r#"200 loc {"properties":{"provisioningState":"Updating"}} => GET resource in 5"#,
        ),
        ("neither", Put, "202 => GET resource in 5"),
        (
            "neither, and nothing to wait for",
            Put,
            "200 {} => done 200",
        ),
    ];
    for (what, method, script) in rows {
        check(what, method, script);
    }
}

#[test]
fn after_success_each_method_reads_what_it_should() {
    check(
        "a PUT reads the resource once more",
        Put,
        r#"
        201 aao loc => GET monitor in 5
        200 {"status":"Succeeded"} => GET resource
        200 {"properties":{"provisioningState":"Succeeded"}} => done 200
    "#,
    );
    check(
        "a PATCH by location reads the resource too",
        Patch,
        r#"
        202 loc => GET location in 5
        202 => GET location in 5
        200 {} => GET resource
        200 {} => done 200
    "#,
    );
    check(
        "a POST reads the location of its first answer",
        Post,
        r#"
        202 aao loc => GET monitor in 5
        200 {"status":"Succeeded"} => GET location
        200 {"value":1} => done 200
    "#,
    );
    check(
        "a POST without a location is done",
        Post,
        r#"
        202 aao => GET monitor in 5
        200 {"status":"Succeeded"} => done 200
    "#,
    );
    check(
        "a DELETE reads nothing",
        Delete,
        r#"
        202 aao loc => GET monitor in 5
        200 {"status":"Succeeded"} => done 200
    "#,
    );
    check(
        "an operation may be over before its resource is",
        Put,
        r#"
        202 aao => GET monitor in 5
        200 {"status":"Succeeded"} => GET resource
        200 {"properties":{"provisioningState":"ProvisioningAccount"}} => GET resource in 5
        200 {"properties":{"provisioningState":"Succeeded"}} => done 200
    "#,
    );
}

#[test]
fn status_words_are_read_in_any_casing_and_unknown_ones_mean_work() {
    let rows = [
        ("SUCCEEDED", "GET resource"),
        ("failed", "refused OperationFailed"),
        ("Canceled", "refused OperationCanceled"),
        ("Cancelled", "refused OperationCanceled"),
        ("InProgress", "GET monitor in 5"),
        ("Unheard", "GET monitor in 5"),
    ];
    for (word, next) in rows {
        let script =
            format!("202 aao => GET monitor in 5\n200 {{\"status\":\"{word}\"}} => {next}");
        check(word, Put, &script);
        let next = match next {
            "GET resource" => "done 200",
            "GET monitor in 5" => "GET resource in 5",
            other => other,
        };
        let script = format!(
            "202 => GET resource in 5\n200 {{\"properties\":{{\"provisioningState\":\"{word}\"}}}} => {next}"
        );
        check(word, Put, &script);
    }
}

#[test]
fn a_resource_without_a_word_is_done() {
    check("at once", Put, "201 {} => done 201");
    check(
        "when read",
        Put,
        "202 => GET resource in 5\n200 {} => done 200",
    );
}

#[test]
fn a_failure_carries_the_reason_of_the_body() {
    check(
        "by monitor",
        Put,
        r#"
        202 aao => GET monitor in 5
        200 {"status":"Failed","error":{"code":"KeyVaultPolicyError","message":"m"}} => refused KeyVaultPolicyError
    "#,
    );
    check(
        "by the first answer",
        Patch,
        r#"200 {"properties":{"provisioningState":"Failed"},"error":{"code":"Broken"}} => refused Broken"#,
    );
    check(
        "by location",
        Put,
        r#"
        202 loc => GET location in 5
        400 {"error":{"code":"Bad","message":"m"}} => refused Bad
    "#,
    );
}

#[test]
fn a_deletion_by_location_counts_only_the_status() {
    check(
        "whatever the body says",
        Delete,
        r#"
        202 loc => GET location in 5
        200 {"properties":{"provisioningState":"Failed"}} => done 200
    "#,
    );
    check("204 at once", Delete, "204 => done 204");
    check("200 with the resource", Delete, "200 {} => done 200");
    check(
        "no header: until it is gone",
        Delete,
        r#"
        202 => GET resource in 5
        200 {"properties":{"provisioningState":"Deleting"}} => GET resource in 5
        404 => done 404
    "#,
    );
    let waits = [[5, 5, 15, 15, 15].as_slice(), &[60; 9]].concat();
    let rests = r#"200 {"properties":{"provisioningState":"Succeeded"}} =>"#;
    let mut script = "202 => GET resource in 5".to_owned();
    for wait in waits {
        script.push_str(&format!("\n{rests} GET resource in {wait}"));
    }
    script.push_str(&format!("\n{rests} done 200"));
    check("no header, and it stays as it was", Delete, &script);
    check(
        "a Managed HSM that is gone answers 204",
        Delete,
        "
        202 => GET resource in 5
        204 => done 404
    ",
    );
    for header in ["aao", "loc"] {
        let target = if header == "aao" {
            "monitor"
        } else {
            "location"
        };
        let script =
            format!("202 {header} => GET {target} in 5\n404 => GET resource\n404 => done 404");
        check("a deletion takes its monitor with it", Delete, &script);
    }
}

#[test]
fn the_address_stays_until_a_new_one_comes() {
    check(
        "of a monitor",
        Put,
        r#"
        202 aao => GET monitor in 5
        200 {"status":"Running"} => GET monitor in 5
        200 aao=two {"status":"Running"} => GET monitor-two in 5
        202 => GET monitor-two in 15
    "#,
    );
    check(
        "of a location",
        Post,
        "
        202 loc => GET location in 5
        202 loc=two => GET location-two in 5
        202 => GET location-two in 5
        200 {} => done 200
    ",
    );
    check("of any length", Put, "202 aao=long => GET monitor in 5");
}

#[test]
fn the_pace_is_azures_or_our_own() {
    check(
        "5, 5, 5, then 15, then 60",
        Put,
        "
        202 => GET resource in 5
        200 {\"properties\":{\"provisioningState\":\"Creating\"}} => GET resource in 5
        200 {\"properties\":{\"provisioningState\":\"Creating\"}} => GET resource in 5
        200 {\"properties\":{\"provisioningState\":\"Creating\"}} => GET resource in 15
        200 {\"properties\":{\"provisioningState\":\"Creating\"}} => GET resource in 15
        200 {\"properties\":{\"provisioningState\":\"Creating\"}} => GET resource in 15
        200 {\"properties\":{\"provisioningState\":\"Creating\"}} => GET resource in 60
    ",
    );
    check(
        "Retry-After, zero included; a date is no number of seconds",
        Put,
        r#"
        202 aao retry=30 => GET monitor in 30
        200 retry=0 {"status":"Running"} => GET monitor
        200 retry=Fri {"status":"Running"} => GET monitor in 5
    "#,
    );
}
