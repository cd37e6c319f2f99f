//! Identifiers and resource names.

use std::fmt;
use std::str::FromStr;

use crate::Invalid;

/// Code of a fiscal region: 9 digits, GB/T 2260 six and 3 more.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegionCode(String);

/// Id of a department within its region.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DepartmentId(String);

/// Code of a department or budget unit (部门编码, 单位编码) in the budget system: 1 to 20 digits or upper-case letters.
/// A unit's code begins with that of the department above it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BudgetCode(String);

/// Id of an indicator within its plan; the same over all versions.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IndicatorId(String);

/// Id of a weight scheme or a profile, such as `cn-2020`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemeId(String);

/// Who may do something: a person, a unit or a system, as the table of grants names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PrincipalId(String);

/// Id of a request that is safe to repeat; empty for one that is not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestId(String);

fn is_slug(text: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    (1..=32).contains(&text.len()) && text.bytes().all(allowed) && !text.starts_with('-')
}

macro_rules! text_ids {
    ($($type:ident: $check:expr, $en:literal, $zh:literal;)+) => {$(
        impl $type {
            /// The id.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $type {
            type Err = Invalid;

            fn from_str(text: &str) -> Result<Self, Invalid> {
                let is_valid: fn(&str) -> bool = $check;
                if is_valid(text) { Ok(Self(text.to_owned())) } else { Err(Invalid { en: $en, zh: $zh }) }
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

text_ids! {
    RegionCode: |t| t.len() == 9 && t.bytes().all(|b| b.is_ascii_digit()),
        "is not a region code of 9 digits", "不是9位区划代码";
    DepartmentId: is_slug,
        "is not an id of 1 to 32 of a-z, 0-9 and -", "不是由1至32个a-z、0-9、-组成的标识";
    BudgetCode: |t| (1..=20).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase()),
        "is not a code of 1 to 20 digits or upper-case letters", "不是由1至20位数字或大写字母组成的编码";
    IndicatorId: is_slug,
        "is not an id of 1 to 32 of a-z, 0-9 and -", "不是由1至32个a-z、0-9、-组成的标识";
    SchemeId: is_slug,
        "is not an id of 1 to 32 of a-z, 0-9 and -", "不是由1至32个a-z、0-9、-组成的标识";
    PrincipalId: |t| (1..=200).contains(&t.chars().count()) && !t.chars().any(char::is_control),
        "is not of 1 to 200 characters", "不是1至200个字符";
    RequestId: |t| t.len() <= 64 && t.bytes().all(|b| b.is_ascii_graphic()),
        "is not of at most 64 visible ASCII characters", "不是至多64个可见ASCII字符";
}

impl IndicatorId {
    /// The id of the indicator at that place of a new plan, counting from 1: `i001`.
    pub fn numbered(place: usize) -> Self {
        Self(format!("i{place:03}"))
    }

    /// The place that [`numbered`](Self::numbered) made it from; 0 for any other id, and for one that is far
    /// beyond every plan.
    pub fn number(&self) -> usize {
        const MOST: usize = 999_999;
        let place = self.0.strip_prefix('i').and_then(|digits| digits.parse().ok()).unwrap_or(0);
        if place <= MOST && *self == Self::numbered(place) { place } else { 0 }
    }
}

impl BudgetCode {
    /// Whether the other code begins with this one: the same department or unit, or one under it.
    pub fn is_prefix_of(&self, other: &Self) -> bool {
        other.0.starts_with(&self.0)
    }
}

impl PrincipalId {
    /// The one principal of an API that only this machine can reach.
    pub fn local() -> Self {
        Self("local".to_owned())
    }
}

/// A fiscal year, 2000 to 2099.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FiscalYear(u16);

impl FiscalYear {
    /// That year, if it is one from 2000 to 2099.
    pub fn new(year: i32) -> Option<Self> {
        u16::try_from(year).ok().filter(|y| (2000..2100).contains(y)).map(Self)
    }

    /// The year.
    pub const fn get(self) -> i32 {
        self.0 as i32
    }
}

impl FromStr for FiscalYear {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
        digits
            .then(|| text.parse().ok().and_then(Self::new))
            .flatten()
            .ok_or(Invalid { en: "is not a fiscal year from 2000 to 2099", zh: "不是2000至2099的预算年度" })
    }
}

impl fmt::Display for FiscalYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// `regions/{region}/departments/{department}`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DepartmentName {
    /// Its region.
    pub region: RegionCode,
    /// Its id.
    pub department: DepartmentId,
}

/// `regions/{region}/departments/{department}/plans/{year}`; also the shard key of all its data.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlanName {
    /// Whose plan it is.
    pub owner: DepartmentName,
    /// Its fiscal year.
    pub year: FiscalYear,
}

/// `…/plans/{year}/versions/{version}`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VersionName {
    /// The plan.
    pub plan: PlanName,
    /// From 1.
    pub version: i32,
}

/// A plan by its name, for its newest version, or one version of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRef {
    /// The plan.
    pub plan: PlanName,
    /// The version, or `None` for the newest.
    pub version: Option<i32>,
}

const NOT_A_REGION: Invalid = Invalid {
    en: "is not a name regions/{region} with a code of 9 digits",
    zh: "不是regions/{region}形式的名称（区划代码9位）",
};
const NOT_A_DEPARTMENT: Invalid = Invalid {
    en: "is not a name regions/{region}/departments/{department}",
    zh: "不是regions/{region}/departments/{department}形式的名称",
};
const NOT_A_PLAN: Invalid = Invalid {
    en: "is not a name regions/{region}/departments/{department}/plans/{year}",
    zh: "不是regions/{region}/departments/{department}/plans/{year}形式的名称",
};
const NOT_A_VERSION: Invalid = Invalid {
    en: "is not a name …/plans/{year} or …/plans/{year}/versions/{version}",
    zh: "不是…/plans/{year}或…/plans/{year}/versions/{version}形式的名称",
};

impl RegionCode {
    /// Reads `regions/{region}`.
    pub fn from_name(name: &str) -> Result<Self, Invalid> {
        name.strip_prefix("regions/").and_then(|code| code.parse().ok()).ok_or(NOT_A_REGION)
    }

    /// `regions/{region}`.
    pub fn to_name(&self) -> String {
        format!("regions/{self}")
    }
}

impl FromStr for DepartmentName {
    type Err = Invalid;

    fn from_str(name: &str) -> Result<Self, Invalid> {
        let (region, department) = name.split_once("/departments/").ok_or(NOT_A_DEPARTMENT)?;
        Ok(Self {
            region: RegionCode::from_name(region).map_err(|_| NOT_A_DEPARTMENT)?,
            department: department.parse().map_err(|_| NOT_A_DEPARTMENT)?,
        })
    }
}

impl FromStr for PlanName {
    type Err = Invalid;

    fn from_str(name: &str) -> Result<Self, Invalid> {
        let (owner, year) = name.split_once("/plans/").ok_or(NOT_A_PLAN)?;
        Ok(Self { owner: owner.parse().map_err(|_| NOT_A_PLAN)?, year: year.parse().map_err(|_| NOT_A_PLAN)? })
    }
}

/// A number from 1, written as it prints.
pub(crate) fn counted(text: &str) -> Option<i32> {
    let is_number = !text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|n: &i32| is_number && *n >= 1)
}

impl FromStr for PlanRef {
    type Err = Invalid;

    fn from_str(name: &str) -> Result<Self, Invalid> {
        let Some((plan, version)) = name.split_once("/versions/") else {
            return Ok(Self { plan: name.parse().map_err(|_| NOT_A_VERSION)?, version: None });
        };
        let plan = plan.parse().map_err(|_| NOT_A_VERSION)?;
        let number = counted(version).ok_or(NOT_A_VERSION)?;
        Ok(Self { plan, version: Some(number) })
    }
}

impl fmt::Display for DepartmentName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "regions/{}/departments/{}", self.region, self.department)
    }
}

impl fmt::Display for PlanName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/plans/{}", self.owner, self.year)
    }
}

impl fmt::Display for VersionName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/versions/{}", self.plan, self.version)
    }
}

impl fmt::Display for PlanRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.plan.fmt(f)?;
        self.version.map_or(Ok(()), |version| write!(f, "/versions/{version}"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_read_back_as_they_print() {
        let name = "regions/120000000/departments/canlian/plans/2023";
        assert_eq!(name.parse::<PlanName>().unwrap().to_string(), name);
        let version = format!("{name}/versions/12");
        assert_eq!(version.parse::<PlanRef>().unwrap().to_string(), version);
    }

    #[test]
    fn a_numbered_id_knows_its_number_and_no_other_has_one() {
        for place in [1, 79, 999, 1000, 999_999] {
            assert_eq!(IndicatorId::numbered(place).number(), place);
        }
        for id in ["i1", "i0001", "j001", "001", "i", "i18446744073709551615", "i1000000"] {
            assert_eq!(id.parse::<IndicatorId>().unwrap().number(), 0, "{id}");
        }
    }

    #[test]
    fn a_budget_code_is_of_digits_and_upper_case_letters() {
        for text in ["1", "117001", "A12B", "12345678901234567890"] {
            assert_eq!(text.parse::<BudgetCode>().unwrap().as_str(), text);
        }
        for text in ["", "123456789012345678901", "a1", "1 ", "1-1", "１１"] {
            assert!(text.parse::<BudgetCode>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_units_code_begins_with_that_of_its_department() {
        let code = |text: &str| text.parse::<BudgetCode>().unwrap();
        assert!(code("117").is_prefix_of(&code("117001")) && code("117").is_prefix_of(&code("117")));
        assert!(!code("117001").is_prefix_of(&code("117")) && !code("17").is_prefix_of(&code("117001")));
    }

    #[test]
    fn names_of_another_form_are_refused() {
        for name in [
            "",
            "regions/12/departments/a/plans/2023",
            "regions/120000000/departments/A/plans/2023",
            "regions/120000000/departments/-a/plans/2023",
            "regions/120000000/departments/a/plans/1999",
            "regions/120000000/departments/a/plans/2023/",
            "/regions/120000000/departments/a/plans/2023",
            "regions/120000000/departments/a/b/plans/2023",
            "regions/１２0000000/departments/a/plans/2023",
        ] {
            assert!(name.parse::<PlanName>().is_err(), "{name}");
        }
        for version in ["0", "-1", "01", "", "+1", "99999999999", "1/versions/1"] {
            let name = format!("regions/120000000/departments/a/plans/2023/versions/{version}");
            assert!(name.parse::<PlanRef>().is_err(), "{name}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_as_it_prints_or_refused(name in ".*") {
            if let Ok(read) = name.parse::<PlanRef>() {
                prop_assert_eq!(read.to_string(), name);
            }
        }
    }
}
