//! Simulated time: the wall clock, stretched by every change of speed so far.

use serde::{Deserialize, Serialize};

use crate::arm::Timestamp;

/// How the wall clock maps to simulated time.
///
/// It is a function of the moments at which the speed was changed, so it goes on while nobody
/// looks and is the same in every tab that knows the same changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SimClock {
    /// Each change, oldest first: from this wall time on, this simulated time, at this speed.
    legs: Vec<Leg>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct Leg {
    wall: Timestamp,
    simulated: Timestamp,
    speed: u32,
}

impl SimClock {
    /// The speed of a new sandbox: a minute passes in a second.
    pub const USUAL: u32 = 60;

    /// The speeds that the dial offers.
    pub const SPEEDS: [u32; 3] = [1, 60, 3600];

    /// A clock that shows `simulated` at the wall time `wall`.
    #[must_use]
    pub fn starting(wall: Timestamp, simulated: Timestamp, speed: u32) -> Self {
        let leg = Leg {
            wall,
            simulated,
            speed: speed.max(1),
        };
        Self { legs: vec![leg] }
    }

    /// The simulated time at a wall time. It never runs backwards when the wall clock does.
    #[must_use]
    pub fn at(&self, wall: Timestamp) -> Timestamp {
        let leg = self.legs.iter().rev().find(|it| it.wall <= wall);
        let Some(leg) = leg.or(self.legs.first()) else {
            return wall;
        };
        leg.simulated + wall.since(leg.wall).saturating_mul(leg.speed)
    }

    /// The speed at a wall time.
    #[must_use]
    pub fn speed(&self, wall: Timestamp) -> u32 {
        let leg = self.legs.iter().rev().find(|it| it.wall <= wall);
        leg.or(self.legs.first()).map_or(1, |it| it.speed)
    }

    /// Goes on at another speed from a wall time on.
    pub fn set_speed(&mut self, wall: Timestamp, speed: u32) {
        let wall = self.legs.last().map_or(wall, |it| wall.max(it.wall));
        let simulated = self.at(wall);
        let speed = speed.clamp(1, 86_400);
        self.legs.push(Leg {
            wall,
            simulated,
            speed,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_stretched_from_each_change_on() {
        let second = |it: i64| Timestamp::of_seconds(it);
        let mut clock = SimClock::starting(second(100), second(5000), 60);
        clock.set_speed(second(110), 1);
        clock.set_speed(second(120), 3600);
        let rows = [
            (90, 5000),
            (100, 5000),
            (101, 5060),
            (110, 5600),
            (115, 5605),
            (121, 5610 + 3600),
        ];
        for (wall, simulated) in rows {
            assert_eq!(clock.at(second(wall)), second(simulated), "at {wall}");
        }
        assert_eq!(clock.speed(second(115)), 1);
    }

    #[test]
    fn a_clock_that_was_stored_shows_the_same() {
        let mut clock = SimClock::starting(Timestamp(7), Timestamp(11), 60);
        clock.set_speed(Timestamp(1234), 3600);
        let stored = serde_json::to_string(&clock).expect("a clock");
        let read: SimClock = serde_json::from_str(&stored).expect("the same clock");
        assert_eq!(read.at(Timestamp(99_999)), clock.at(Timestamp(99_999)));
    }
}
