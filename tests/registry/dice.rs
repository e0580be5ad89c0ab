//! Dice that fall the same way every time.

use uuid::Uuid;

/// Dice for one purpose.
pub struct Dice {
    about: String,
    rolls: u64,
}

impl Dice {
    pub fn new(about: &str) -> Self {
        let (about, rolls) = (about.to_owned(), 0);
        Self { about, rolls }
    }

    /// A number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.rolls += 1;
        let text = format!("{} {}", self.about, self.rolls);
        let (high, _) = Uuid::new_v5(&Uuid::NAMESPACE_OID, text.as_bytes()).as_u64_pair();
        usize::try_from(high % u64::try_from(sides).expect("few sides")).expect("a small number")
    }

    pub fn one_in(&mut self, sides: usize) -> bool {
        self.roll(sides) == 0
    }

    pub fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.roll(of.len())].clone()
    }
}
