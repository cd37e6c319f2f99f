//! What was read from a table.

use jixiao_domain::{FiscalYear, Goal, Indicator, PlanContent, Task, Text, Violation};

use crate::{Code, Finding, SourceLine};

/// A target table as it was read, with everything found on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The department's title.
    pub department: Option<Text<100>>,
    /// The fiscal year.
    pub fiscal_year: Option<FiscalYear>,
    /// In the order of their numbers, each number once.
    pub tasks: Vec<Task>,
    /// In the order of their numbers, each number once. A task they name may be missing (`TASK_UNKNOWN`).
    pub goals: Vec<Goal>,
    /// By goal, then as printed, with ids from `i001` in that order, without weights. The goal may be missing
    /// (`GOAL_UNKNOWN`).
    pub indicators: Vec<Indicator>,
    /// By line and cell; those about no line come last. Those of [`crate::check`] are among them.
    pub findings: Vec<Finding>,
    /// The lines that are not blank, as they stood.
    pub lines: Vec<SourceLine>,
}

impl Form {
    /// The content of a plan, or why the table makes none.
    pub fn plan_content(&self) -> Result<PlanContent, Vec<Violation>> {
        let Some(department) = self.department.clone() else {
            return Err(vec![Violation::new("department_title", "is required", "必填")]);
        };
        PlanContent::assemble(department, None, self.tasks.clone(), self.goals.clone(), self.indicators.clone())
    }

    /// Adds the finding that the table names another department than `title`, if it does.
    pub fn compare_department(&mut self, title: &Text<100>) {
        let Some(printed) = self.department.as_ref().filter(|printed| *printed != title) else { return };
        let en = format!("the table names {printed}, and is imported for {title}");
        let zh = format!("表中的部门为“{printed}”，导入到“{title}”");
        self.findings.push(Finding::new(Code::DepartmentDiffers, en, zh));
    }
}
