//! Names of what is built in or belongs to a region: weight schemes, library indicators and profiles.

use std::fmt;
use std::str::FromStr;

use crate::name::counted;
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

/// `profiles/{id}` of a built-in profile, `regions/{region}/profiles/{id}` of a region's own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProfileName {
    /// Whose it is; `None` where it is built in.
    pub region: Option<RegionCode>,
    /// Its id.
    pub id: SchemeId,
}

/// A profile, or one version of it: `…/profiles/{id}/versions/{version}`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProfileRef {
    /// Which profile.
    pub name: ProfileName,
    /// From 1; `None` where none is named.
    pub version: Option<i32>,
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
    ProfileName: "profiles",
        "is not a name regions/{region}/profiles/{id} or profiles/{id}",
        "不是regions/{region}/profiles/{id}或profiles/{id}形式的名称";
}

impl FromStr for ProfileRef {
    type Err = Invalid;

    fn from_str(name: &str) -> Result<Self, Invalid> {
        let Some((profile, version)) = name.split_once("/versions/") else {
            return Ok(Self { name: name.parse()?, version: None });
        };
        let not_a_version = Invalid { en: "has no version from 1", zh: "版本号应从1起" };
        let version = counted(version).ok_or(not_a_version)?;
        Ok(Self { name: profile.parse()?, version: Some(version) })
    }
}

impl fmt::Display for ProfileRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.name.fmt(f)?;
        self.version.map_or(Ok(()), |version| write!(f, "/versions/{version}"))
    }
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
