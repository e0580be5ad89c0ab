//! The faults that answer in place of Azure, and the counting of all of them.

use super::Sandbox;
use super::fault::{Fault, Sight, Times};
use super::gate;
use super::graph;
use super::handle::Passage;
use super::journal::Entry;
use super::names::Service;
use super::people::number;
use super::router::Target;
use crate::resources::simulated::{Caller, Refusal};

/// What a failing gateway or provider says.
const ERRORS: [(u16, &str, &str); 4] = [
    (
        500,
        "InternalServerError",
        "Server encountered an internal error. Please try again after some time.",
    ),
    (
        502,
        "BadGateway",
        "The gateway did not receive a response from the resource provider.",
    ),
    (
        503,
        "ServiceUnavailable",
        "The service is unavailable. Please try again later.",
    ),
    (
        504,
        "GatewayTimeout",
        "The gateway did not receive a response from the resource provider within the specified time period.",
    ),
];

impl Sandbox {
    /// Refuses what a fault refuses before any part is asked.
    pub(super) fn trouble(
        &mut self,
        passage: &mut Passage<'_>,
        target: &Target,
        caller: &Caller,
    ) -> Result<(), Refusal> {
        let seed = self.journal.seed;
        if passage.service == Service::Graph {
            return self.trouble_of_graph(passage, target, caller);
        }
        if self.strikes(passage, target, Fault::ExpiredToken) {
            let wall = passage.wall;
            return Err(gate::expired(seed, &passage.names, wall, wall));
        }
        if !caller.strong && self.strikes(passage, target, Fault::ClaimsChallenge) {
            return Err(gate::challenge(&passage.names, caller));
        }
        if self.strikes(passage, target, Fault::Throttling) {
            let seconds = 2 + number(seed, &passage.token) % 20;
            let message = format!(
                "Number of requests exceeded the limit for this subscription. Please try again after '{seconds}' seconds."
            );
            let refusal = Refusal::new(429, "SubscriptionRequestsThrottled", message);
            return Err(refusal.header("Retry-After", seconds.to_string()));
        }
        if self.strikes(passage, target, Fault::ServerError) {
            let which = number(seed, &format!("error {}", passage.token)) % 4;
            let (status, code, message) = ERRORS[usize::try_from(which).unwrap_or(0)];
            return Err(Refusal::new(status, code, message));
        }
        if self.strikes(passage, target, Fault::RetiredService) {
            return Err(retired(target));
        }
        if self.strikes(passage, target, Fault::Conflict) {
            let message = "Another operation on this or dependent resource is in progress. To retrieve status of the operation use uri in the response headers.";
            return Err(Refusal::new(409, "AnotherOperationInProgress", message));
        }
        Ok(())
    }

    /// The same in the words of Microsoft Graph, which knows no operations that get in each
    /// other's way.
    ///
    /// Source: graph docs, `concepts/{throttling,errors}.md`, read 27 Nov 2026.
    fn trouble_of_graph(
        &mut self,
        passage: &mut Passage<'_>,
        target: &Target,
        caller: &Caller,
    ) -> Result<(), Refusal> {
        let seed = self.journal.seed;
        if self.strikes(passage, target, Fault::ExpiredToken) {
            return Err(graph::gate::expired(&passage.names));
        }
        if !caller.strong && self.strikes(passage, target, Fault::ClaimsChallenge) {
            return Err(gate::challenge(&passage.names, caller));
        }
        if self.strikes(passage, target, Fault::Throttling) {
            let seconds = 2 + number(seed, &passage.token) % 20;
            let refusal = Refusal::new(429, "TooManyRequests", "Too many requests");
            return Err(refusal.header("Retry-After", seconds.to_string()));
        }
        if self.strikes(passage, target, Fault::ServerError) {
            let message = "The service is temporarily unavailable.";
            return Err(Refusal::new(503, "serviceNotAvailable", message));
        }
        Ok(())
    }

    /// Whether a fault strikes this request; if so it is counted, remembered and journalled.
    pub(super) fn strikes(
        &mut self,
        passage: &mut Passage<'_>,
        target: &Target,
        fault: Fault,
    ) -> bool {
        let Some(setting) = self.setting(passage, target, fault) else {
            return false;
        };
        passage.struck.push(fault);
        if matches!(self.faults[setting].times, Times::Next(_)) {
            self.faults[setting].spend();
            let at = passage.wall;
            self.journal.entries.push(Entry::Struck { at, setting });
        }
        true
    }

    /// The setting by which a fault would strike this request.
    pub(super) fn setting(
        &self,
        passage: &Passage<'_>,
        target: &Target,
        fault: Fault,
    ) -> Option<usize> {
        let sight = Sight {
            method: target.method,
            path: &target.path,
            body: &passage.request.body,
            writes: passage.writes,
            token: &passage.token,
            seed: self.journal.seed,
        };
        let mut settings = self.faults.iter();
        settings.position(|it| it.fault == fault && it.strikes(&sight))
    }
}

/// Source: aztfmod/terraform-azurerm-caf#1591, read 27 Nov 2026.
fn retired(target: &Target) -> Refusal {
    let subscription = target.path.split('/').nth(2).unwrap_or_default();
    let message = format!(
        "New integration service environments creations are not allowed for subscription '{subscription}'. Integration service environments are getting deprecated. Please use Logic Apps Standard instead. Please see https://aka.ms/isedeprecation for more details."
    );
    Refusal::bad("IntegrationServiceEnvironmentCreationNotAllowed", message)
}
