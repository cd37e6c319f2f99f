//! Targets (指标值).

use crate::{CivilDate, Decimal, Text};

/// How an actual is compared with a number (符号).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// ≥, exchange code 1.
    AtLeast,
    /// >, exchange code 2.
    MoreThan,
    /// =, exchange code 3.
    Equal,
    /// <, exchange code 4.
    LessThan,
    /// ≤, exchange code 5.
    AtMost,
}

impl Sign {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::AtLeast, Self::MoreThan, Self::Equal, Self::LessThan, Self::AtMost];

    /// As printed.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::AtLeast => "≥",
            Self::MoreThan => ">",
            Self::Equal => "=",
            Self::LessThan => "<",
            Self::AtMost => "≤",
        }
    }

    /// In ASCII, as in the JSON of a form.
    pub const fn ascii(self) -> &'static str {
        match self {
            Self::AtLeast => ">=",
            Self::AtMost => "<=",
            Self::MoreThan | Self::Equal | Self::LessThan => self.symbol(),
        }
    }
}

/// A number with its sign and unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumericTarget {
    /// How it is compared.
    pub sign: Sign,
    /// The number.
    pub value: Decimal,
    /// As printed; `None` where the table lost it.
    pub unit: Option<Text<50>>,
}

/// What an indicator has to reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A number.
    Numeric(NumericTarget),
    /// A text that a person judges (定性).
    Qualitative {
        /// As printed.
        text: Text<2000>,
    },
    /// A day on or before which something is done. A person sets it; an import only proposes it.
    Deadline {
        /// As printed.
        text: Option<Text<2000>>,
        /// The last day.
        date: CivilDate,
    },
    /// A span of days inside which something is done. A person sets it; an import only proposes it.
    Window {
        /// As printed.
        text: Option<Text<2000>>,
        /// The first day.
        first: CivilDate,
        /// The last day, not before the first.
        last: CivilDate,
    },
    /// A sign whose number is missing or cannot be read; blocks submission.
    Unreadable {
        /// The sign.
        sign: Sign,
        /// What stands where the number should.
        text: Option<Text<2000>>,
        /// As printed.
        unit: Option<Text<50>>,
    },
}
