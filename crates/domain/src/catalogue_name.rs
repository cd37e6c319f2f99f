//! Names of what is built in or belongs to a region: weight schemes and library indicators.

use std::fmt;
use std::str::FromStr;

use crate::{Invalid, RegionCode, SchemeId};

/// `weightSchemes/{id}` of a built-in scheme, `regions/{region}/weightSchemes/{id}` of a region's own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemeName {
    /// Whose it is; `None` where it is built in.
    pub region: Option<RegionCode>,
    /// Its id.
    pub id: SchemeId,
}

/// `libraryIndicators/{id}` of a built-in one, `regions/{region}/libraryIndicators/{id}` of a region's own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LibraryName {
    /// Whose it is; `None` where it is built in.
    pub region: Option<RegionCode>,
    /// Its id.
    pub id: SchemeId,
}

macro_rules! names {
    ($($type:ident: $collection:literal, $en:literal, $zh:literal;)+) => {$(
        impl FromStr for $type {
            type Err = Invalid;

            fn from_str(name: &str) -> Result<Self, Invalid> {
                let invalid = Invalid { en: $en, zh: $zh };
                let (region, id) = match name.split_once(concat!("/", $collection, "/")) {
                    Some((region, id)) => (Some(RegionCode::from_name(region).map_err(|_| invalid)?), id),
                    None => (None, name.strip_prefix(concat!($collection, "/")).ok_or(invalid)?),
                };
                Ok(Self { region, id: id.parse().map_err(|_| invalid)? })
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                if let Some(region) = &self.region {
                    write!(f, "regions/{region}/")?;
                }
                write!(f, concat!($collection, "/{}"), self.id)
            }
        }
    )+};
}

names! {
    SchemeName: "weightSchemes",
        "is not a name regions/{region}/weightSchemes/{id} or weightSchemes/{id}",
        "不是regions/{region}/weightSchemes/{id}或weightSchemes/{id}形式的名称";
    LibraryName: "libraryIndicators",
        "is not a name regions/{region}/libraryIndicators/{id} or libraryIndicators/{id}",
        "不是regions/{region}/libraryIndicators/{id}或libraryIndicators/{id}形式的名称";
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_with_and_without_a_region_reads_back_as_it_prints() {
        for name in ["weightSchemes/cn-2020", "regions/120000000/weightSchemes/own"] {
            assert_eq!(name.parse::<SchemeName>().unwrap().to_string(), name);
        }
        for name in
            ["", "cn-2020", "/weightSchemes/a", "weightSchemes/", "weightSchemes/a/b", "regions/1/weightSchemes/a"]
        {
            assert!(name.parse::<SchemeName>().is_err(), "{name}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_as_it_prints_or_refused(name in "(regions/[0-9]{9}/)?(libraryIndicators/)?[-a-z0-9/]{0,40}") {
            if let Ok(read) = name.parse::<LibraryName>() {
                prop_assert_eq!(read.to_string(), name);
            }
        }
    }
}
