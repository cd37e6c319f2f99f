//! The tree of regions, as their codes tell it: GB/T 2260 with two digits each for province, city and county, and
//! three more for the township.

use crate::RegionCode;

/// How high a region stands, the highest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RegionLevel {
    /// 中央, `000000000`.
    Nation,
    /// 省级.
    Province,
    /// 地级.
    City,
    /// 县级.
    County,
    /// 乡级.
    Township,
}

impl RegionLevel {
    /// All of them, the highest first.
    pub const ALL: [Self; 5] = [Self::Nation, Self::Province, Self::City, Self::County, Self::Township];

    /// As printed.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Nation => "中央",
            Self::Province => "省级",
            Self::City => "地级",
            Self::County => "县级",
            Self::Township => "乡级",
        }
    }

    /// How many digits tell a region of this level; the others are nought.
    const fn digits(self) -> usize {
        match self {
            Self::Nation => 0,
            Self::Province => 2,
            Self::City => 4,
            Self::County => 6,
            Self::Township => 9,
        }
    }
}

impl RegionCode {
    /// How high it stands: all digits below its level are nought.
    pub fn level(&self) -> RegionLevel {
        let used = self.as_str().trim_end_matches('0').len();
        RegionLevel::ALL.into_iter().find(|level| used <= level.digits()).unwrap_or(RegionLevel::Township)
    }

    /// The digits before those that its level leaves nought: what all codes it covers begin with, and no others.
    pub fn prefix(&self) -> &str {
        self.as_str().get(..self.level().digits()).unwrap_or_default()
    }

    /// The region it stands under; `None` for the nation. A county without a city stands under its province.
    pub fn parent(&self) -> Option<Self> {
        let above = RegionLevel::ALL.into_iter().rev().find(|level| *level < self.level())?;
        format!("{:0<9}", self.as_str().get(..above.digits())?).parse().ok()
    }

    /// Whether the other is this region or stands under it.
    pub fn covers(&self, other: &Self) -> bool {
        other.as_str().starts_with(self.prefix())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn code(text: &str) -> RegionCode {
        text.parse().unwrap()
    }

    /// Digits are often nought, so that all levels occur and codes are often related.
    fn any_code() -> impl Strategy<Value = RegionCode> {
        "[01]{2}(0{7}|[01]{2}(0{5}|[01]{2}(000|[01]{3})))".prop_map(|text| code(&text))
    }

    #[test]
    fn the_level_follows_from_the_noughts_at_the_end() {
        for (text, level, prefix) in [
            ("000000000", RegionLevel::Nation, ""),
            ("120000000", RegionLevel::Province, "12"),
            ("130100000", RegionLevel::City, "1301"),
            ("419001000", RegionLevel::County, "419001"),
            ("120101000", RegionLevel::County, "120101"),
            ("120101001", RegionLevel::Township, "120101001"),
            ("110000001", RegionLevel::Township, "110000001"),
            ("100000000", RegionLevel::Province, "10"),
        ] {
            assert_eq!((code(text).level(), code(text).prefix()), (level, prefix), "{text}");
        }
    }

    #[test]
    fn parents_lead_to_the_nation() {
        let line = |text: &str| {
            let line = std::iter::successors(Some(code(text)), RegionCode::parent);
            line.skip(1).map(|c| c.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(line("130102001"), ["130102000", "130100000", "130000000", "000000000"]);
        assert_eq!(line("130002000"), ["130000000", "000000000"]);
        assert_eq!(line("000000000"), Vec::<String>::new());
    }

    #[test]
    fn a_region_covers_nothing_beside_or_above_it() {
        assert!(code("000000000").covers(&code("120101001")));
        assert!(!code("120000000").covers(&code("130000000")));
        assert!(!code("120000000").covers(&code("000000000")));
        assert!(!code("120101000").covers(&code("120100000")));
        assert!(!code("120101001").covers(&code("120101002")));
    }

    proptest! {
        #[test]
        fn to_cover_is_an_order(a in any_code(), b in any_code(), c in any_code()) {
            prop_assert!(a.covers(&a));
            prop_assert!(!(a.covers(&b) && b.covers(&a)) || a == b);
            prop_assert!(!(a.covers(&b) && b.covers(&c)) || a.covers(&c));
        }

        #[test]
        fn a_parent_is_higher_and_covers_its_child(child in any_code()) {
            if let Some(parent) = child.parent() {
                prop_assert!(parent.level() < child.level());
                prop_assert!(parent.covers(&child) && !child.covers(&parent));
            } else {
                prop_assert_eq!(child.level(), RegionLevel::Nation);
            }
        }

        #[test]
        fn what_is_covered_is_the_region_or_has_a_covered_parent(a in any_code(), b in any_code()) {
            let line = std::iter::successors(Some(b.clone()), RegionCode::parent);
            prop_assert_eq!(a.covers(&b), line.into_iter().any(|above| above == a));
        }

        #[test]
        fn the_prefix_agrees_with_what_is_covered(a in any_code(), b in any_code()) {
            prop_assert_eq!(a.covers(&b), b.as_str().starts_with(a.prefix()));
            prop_assert_eq!(format!("{:0<9}", a.prefix()), a.to_string());
        }
    }
}
