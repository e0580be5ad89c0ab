//! Columns of a table, and what its rows are ordered by.

/// One column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in a [`Sort`].
    pub id: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// Where its values stand.
    pub align: Align,
    /// Whether its heading sorts.
    pub order: Order,
}

/// Where the values of a column stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Start,
    /// Numbers and times.
    End,
}

/// Whether the heading of a column sorts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The rows can be ordered by it.
    Sortable,
    /// They cannot.
    Fixed,
}

/// What rows are ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The id of the column.
    pub column: &'static str,
    /// Which end comes first.
    pub direction: Direction,
}

/// Which end comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From A, from the smallest.
    Ascending,
    /// From Z, from the largest.
    Descending,
}

impl Column {
    /// A column of words that does not sort.
    pub const fn new(id: &'static str, title: &'static str) -> Column {
        Column {
            id,
            title,
            align: Align::Start,
            order: Order::Fixed,
        }
    }

    /// Lets the rows be ordered by it.
    pub const fn sortable(self) -> Column {
        Column {
            order: Order::Sortable,
            ..self
        }
    }

    /// Aligns its values at the end.
    pub const fn end(self) -> Column {
        Column {
            align: Align::End,
            ..self
        }
    }
}

impl Sort {
    /// What pressing the heading of a column asks for: the other way round if it is the same.
    pub fn pressed(now: Option<Sort>, column: &'static str) -> Sort {
        let direction = match now {
            Some(Sort {
                column: same,
                direction: Direction::Ascending,
            }) if same == column => Direction::Descending,
            _ => Direction::Ascending,
        };
        Sort { column, direction }
    }
}
