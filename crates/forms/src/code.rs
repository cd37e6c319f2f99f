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
    /// A sheet that has no table.
    SheetIgnored Warning "SHEET_IGNORED";
    /// The file has macros; they were not looked at.
    MacrosIgnored Warning "MACROS_IGNORED";
    /// The file names other files; they were not opened.
    ExternalReferenceIgnored Warning "EXTERNAL_REFERENCE_IGNORED";
    /// A formula, whose stored value was taken.
    FormulaNotComputed Info "FORMULA_NOT_COMPUTED";
    /// A formula without a stored value; the cell was taken as blank.
    FormulaWithoutValue Warning "FORMULA_WITHOUT_VALUE";
    /// A cell that holds an error such as `#REF!`.
    CellError Warning "CELL_ERROR";
    /// A hidden sheet, which was read.
    HiddenSheet Info "HIDDEN_SHEET";

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

    /// A row key (编号) that cannot be the indicator's id.
    KeyNotTaken Warning "KEY_NOT_TAKEN";
    /// Printed weights that make no scheme; the plan has none of them.
    WeightsDoNotSum Warning "WEIGHTS_DO_NOT_SUM";
    /// The sign of a target follows from its words, not from a sign.
    TargetDerived Info "TARGET_DERIVED";

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

    /// A quality indicator whose target counts things.
    QuantityAsQuality Warning "QUANTITY_AS_QUALITY";
    /// A quantity indicator whose target is a rate.
    RateAsQuantity Info "RATE_AS_QUANTITY";
    /// A unit that does not fit the level 2 or the name.
    UnitDoesNotFit Warning "UNIT_DOES_NOT_FIT";
    /// A target that no result, or every result, meets.
    TargetOutOfRange Warning "TARGET_OUT_OF_RANGE";
    /// One rate for two groups, or two rates in one indicator.
    TwoInOneRate Warning "TWO_IN_ONE_RATE";
    /// A qualitative target that only repeats the name.
    NameAsTarget Info "NAME_AS_TARGET";
    /// The cost cap of a goal is the whole budget of its tasks.
    CostCapTautological Info "COST_CAP_TAUTOLOGICAL";
    /// A goal lacks a family of indicators, or has none at all.
    GoalWithoutFamily Warning "GOAL_WITHOUT_FAMILY";

    /// A period of an actuals form that cannot be read, or a second one.
    PeriodUnreadable Error "PERIOD_UNREADABLE";
    /// A name of a plan version that cannot be read, or a second one.
    VersionUnreadable Error "VERSION_UNREADABLE";
    /// Points, scores and rates in a form; they are computed, never taken.
    ScoresIgnored Info "SCORES_IGNORED";
    /// A row that is no indicator of the plan.
    IndicatorUnmatched Error "INDICATOR_UNMATCHED";
    /// A row whose name is that of several indicators.
    IndicatorAmbiguous Error "INDICATOR_AMBIGUOUS";
    /// Rows of one indicator that say different things.
    IndicatorTwice Error "INDICATOR_TWICE";
    /// Rows that say the same; it was taken once.
    RowRepeated Info "ROW_REPEATED";
    /// A goal, label, name, sign, value or unit that is not the plan's.
    TargetChangedInForm Warning "TARGET_CHANGED_IN_FORM";
    /// Indicators without an actual.
    ActualBlank Info "ACTUAL_BLANK";
    /// A reason, measure or source without an actual.
    ActualBlankWithReason Warning "ACTUAL_BLANK_WITH_REASON";
    /// An actual beside the reason why the indicator does not apply.
    ActualContradicts Error "ACTUAL_CONTRADICTS";
    /// A number that is none of 12 digits before and 6 after the point, or a day that the calendar does not have.
    ActualUnreadable Error "ACTUAL_UNREADABLE";
    /// An actual in another unit than its target.
    ActualUnitDiffers Error "ACTUAL_UNIT_DIFFERS";
    /// A text against a number.
    ActualNotANumber Warning "ACTUAL_NOT_A_NUMBER";
    /// A text against a date or a span of days.
    ActualNotADate Warning "ACTUAL_NOT_A_DATE";
    /// A number of at most 1 in percent, where a share of 1 may be meant.
    RateAsShare Warning "RATE_AS_SHARE";
    /// Answers that are reported already.
    ActualUnchanged Info "ACTUAL_UNCHANGED";
    /// An answer that another one has replaced since the form was handed out.
    ActualChangedSince Error "ACTUAL_CHANGED_SINCE";
    /// A form without an answer.
    NothingReported Error "NOTHING_REPORTED";
    /// Rows of the execution without 全年执行数.
    ExecutionBlank Info "EXECUTION_BLANK";
    /// A row of the execution that is of no task and fund source of the plan.
    ExecutionUnknown Error "EXECUTION_UNKNOWN";
    /// Rows of one task and fund source that say different things.
    ExecutionTwice Error "EXECUTION_TWICE";
    /// The parts of the execution are not its total.
    ExecutionDoesNotAddUp Error "EXECUTION_DOES_NOT_ADD_UP";
    /// There is no row of the whole execution; it is the sum of the parts.
    ExecutionTotalDerived Info "EXECUTION_TOTAL_DERIVED";

    /// A year-to-date figure below that of an earlier month.
    CumulativeDecreased Warning "CUMULATIVE_DECREASED";
    /// A number below nought.
    Negative Warning "NEGATIVE";
    /// A number far above its target, without a reason.
    FarOver Warning "FAR_OVER";
    /// A target that was missed in December, without a reason.
    TargetNotMet Warning "TARGET_NOT_MET";
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
                | Self::QuantityAsQuality
                | Self::RateAsQuantity
                | Self::UnitDoesNotFit
                | Self::TargetOutOfRange
                | Self::TwoInOneRate
                | Self::NameAsTarget
                | Self::CostCapTautological
                | Self::GoalWithoutFamily
        )
    }
}
