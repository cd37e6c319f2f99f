//! Codes of findings; `docs/findings.md` says what to do about each.

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Blocks submission.
    Error,
    /// Asks a person to look.
    Warning,
    /// Tells what was repaired or derived.
    Info,
}

impl Severity {
    /// As in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// Makes the enum and its names from one list, so that none can be forgotten.
macro_rules! codes {
    ($($(#[$doc:meta])+ $variant:ident $severity:ident $name:literal;)+) => {
        /// What a finding is about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[$doc])+ $variant,)+
        }

        impl Code {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// Stable name, such as `UNIT_MISSING`.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            /// How grave every finding of this code is.
            pub const fn severity(self) -> Severity {
                match self {
                    $(Self::$variant => Severity::$severity,)+
                }
            }
        }
    };
}

codes! {
    /// The table does not say whose it is.
    NoDepartment Error "NO_DEPARTMENT";
    /// The table does not say its fiscal year.
    NoFiscalYear Error "NO_FISCAL_YEAR";
    /// The table names another department than the one it is imported for.
    DepartmentDiffers Warning "DEPARTMENT_DIFFERS";
    /// There are no tasks, so no budget either.
    NoTasks Warning "NO_TASKS";
    /// There are no indicators.
    NoIndicators Error "NO_INDICATORS";
    /// No indicator has a weight yet.
    NoWeights Info "NO_WEIGHTS";

    /// A row that looks like data of the table but is not in the plan.
    RowUnplaced Error "ROW_UNPLACED";
    /// A row that does not look like data of the table: a note, a page number.
    RowIgnored Warning "ROW_IGNORED";
    /// A cell of a row that is in the plan, without the cell.
    CellUnplaced Warning "CELL_UNPLACED";
    /// A text that is longer than the plan may hold; its row is not in the plan.
    TextTooLong Error "TEXT_TOO_LONG";
    /// A row read by its sign and vocabulary although its cells do not stand under their headings.
    ColumnRepaired Info "COLUMN_REPAIRED";
    /// A label or heading read although it is not printed as in the official form, or derived.
    LabelRepaired Info "LABEL_REPAIRED";
    /// A cell before an indicator's name that is no known label.
    LabelUnknown Warning "LABEL_UNKNOWN";
    /// Spaces between Chinese characters, removed.
    StraySpace Info "STRAY_SPACE";

    /// An amount of money that is missing or cannot be read.
    AmountUnreadable Error "AMOUNT_UNREADABLE";
    /// No heading says whether money is in 万元 or 元; it was read as 万元.
    MoneyUnitMissing Warning "MONEY_UNIT_MISSING";
    /// The fund sources of a task do not add up to its total.
    TaskSumDiffers Warning "TASK_SUM_DIFFERS";
    /// There is no totals row with an amount; the total is derived.
    NoTotalsRow Info "NO_TOTALS_ROW";
    /// The totals row is not the sum of the tasks.
    TotalsDiffer Warning "TOTALS_DIFFER";

    /// A goal names no task, or one that is not in the table.
    TaskUnknown Error "TASK_UNKNOWN";
    /// An indicator belongs to no goal, or to one that is not in the table.
    GoalUnknown Error "GOAL_UNKNOWN";

    /// A level 2 that stands under this level 1 in no catalogue frame.
    PairOutsideFrame Warning "PAIR_OUTSIDE_FRAME";
    /// The same name twice under one goal.
    DuplicateIndicator Warning "DUPLICATE_INDICATOR";
    /// A sign without a value that can be read.
    ValueUnreadable Error "VALUE_UNREADABLE";
    /// A number without its unit.
    UnitMissing Warning "UNIT_MISSING";
    /// A date or period filed as a qualitative target.
    DateAsQualitative Warning "DATE_AS_QUALITATIVE";
    /// The cost caps of a goal are not the total budget of its tasks.
    CostCapDiffers Warning "COST_CAP_DIFFERS";
}

impl Code {
    /// The code of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == name)
    }

    /// Whether it is about the content of a plan, so that mending the plan mends it; the others are about
    /// the file alone. `VALUE_UNREADABLE` may be either: its row may have been left out.
    pub const fn is_of_content(self) -> bool {
        matches!(
            self,
            Self::NoTasks
                | Self::NoIndicators
                | Self::NoWeights
                | Self::TaskSumDiffers
                | Self::TaskUnknown
                | Self::PairOutsideFrame
                | Self::DuplicateIndicator
                | Self::UnitMissing
                | Self::DateAsQualitative
                | Self::CostCapDiffers
        )
    }
}
