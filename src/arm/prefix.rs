//! Address prefixes of virtual networks: `10.0.0.0/27`.

use std::fmt;
use std::net::Ipv4Addr;

/// A range of IPv4 addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AddressPrefix {
    first: u32,
    /// How many leading bits all its addresses share.
    bits: u32,
}

impl AddressPrefix {
    /// Reads `10.0.0.0/27`; `None` for anything else, and for an address that lies within its
    /// own range instead of at its beginning.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (address, bits) = text.trim().split_once('/')?;
        let first = u32::from(address.parse::<Ipv4Addr>().ok()?);
        let bits: u32 = bits.parse().ok().filter(|it| *it <= 32)?;
        let prefix = Self { first, bits };
        (first & !prefix.mask() == 0).then_some(prefix)
    }

    /// How many leading bits are shared: 27 in a /27. Fewer bits are more addresses.
    #[must_use]
    pub fn bits(self) -> u32 {
        self.bits
    }

    /// Whether all of `other` lies in it.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.bits <= other.bits && other.first & self.mask() == self.first
    }

    /// Whether some address lies in both.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.contains(other) || other.contains(self)
    }

    /// The first so many ranges of a size within it; fewer where they do not fit.
    pub fn split(self, bits: u32) -> impl Iterator<Item = Self> {
        let size = 1u64.checked_shl(32 - bits.min(32)).unwrap_or(u64::MAX);
        let starts = (0u64..).map(move |it| u64::from(self.first) + it * size);
        starts
            .map_while(|it| u32::try_from(it).ok())
            .map(move |first| Self { first, bits })
            .take_while(move |it| self.contains(*it))
    }

    fn mask(self) -> u32 {
        u32::MAX.checked_shl(32 - self.bits).unwrap_or(0)
    }
}

impl fmt::Display for AddressPrefix {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}", Ipv4Addr::from(self.first), self.bits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> AddressPrefix {
        AddressPrefix::parse(text).expect("a prefix")
    }

    #[test]
    fn a_prefix_is_an_address_at_the_beginning_of_its_range() {
        for good in ["10.0.0.0/27", "0.0.0.0/0", "168.63.129.16/32"] {
            assert_eq!(of(good).to_string(), good);
        }
        for bad in [
            "10.0.0.1/27",
            "10.0.0.0/33",
            "10.0.0/24",
            "10.0.0.0",
            "::/0",
            "",
        ] {
            assert_eq!(AddressPrefix::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn ranges_meet_or_do_not() {
        for (one, other, meet) in [
            ("10.0.0.0/24", "10.0.0.32/27", true),
            ("10.0.0.32/27", "10.0.0.0/24", true),
            ("10.0.0.0/27", "10.0.0.32/27", false),
            ("100.64.0.0/10", "100.100.0.0/16", true),
            ("0.0.0.0/8", "1.0.0.0/8", false),
        ] {
            assert_eq!(of(one).overlaps(of(other)), meet, "{one} {other}");
        }
    }

    #[test]
    fn a_range_is_split_from_its_beginning() {
        let split: Vec<String> = of("10.0.0.0/25")
            .split(27)
            .map(|it| it.to_string())
            .collect();
        assert_eq!(
            split,
            [
                "10.0.0.0/27",
                "10.0.0.32/27",
                "10.0.0.64/27",
                "10.0.0.96/27"
            ]
        );
        assert_eq!(of("10.0.0.0/28").split(27).count(), 0);
        assert_eq!(of("255.255.255.0/24").split(25).count(), 2);
    }
}
