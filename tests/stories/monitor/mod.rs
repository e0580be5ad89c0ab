//! Azure Monitor: every limit and every error of Microsoft's page on customer-managed keys, met by
//! real input, and the words that a person then reads.

mod creating;
mod errors;
mod journeys;
mod limits;
mod linking;
mod meeting;
mod places;
mod queries;
mod scaling;
mod storage;

use crate::console::places::Place;
use meeting::Row;

#[test]
fn every_limit_and_every_error_is_met_and_said() {
    let everyday = Place::everyday();
    let mut missing = Vec::new();
    let mut count = 0;
    let tables = [
        limits::ROWS,
        places::ROWS,
        creating::ROWS,
        errors::ROWS,
        linking::ROWS,
        queries::ROWS,
    ];
    for row in tables.concat() {
        let Row { what, meet, shows } = row;
        let words = meet(&everyday.clone());
        count += 1;
        for wanted in shows {
            if !words.contains(wanted) {
                missing.push(format!("{what}: {wanted:?} is not in {words:?}"));
            }
        }
    }
    println!("Limits and errors of Azure Monitor: {count} rows");
    assert!(missing.is_empty(), "{}", missing.join("\n\n"));
    assert!(count >= 50, "only {count} rows");
}
