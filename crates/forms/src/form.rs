//! What was read from a table.

use jixiao_domain::{FiscalYear, Goal, Indicator, PlanContent, SchemeRef, Task, Text, Violation};

use crate::{CellFate, Code, Fate, Finding, Furniture, SourceLine};

/// A target table as it was read, with everything found on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Name of the sheet on which the table begins; `None` in a file without sheets.
    pub sheet: Option<String>,
    /// The department's title.
    pub department: Option<Text<100>>,
    /// The fiscal year.
    pub fiscal_year: Option<FiscalYear>,
    /// What the printed weights follow; `None` where the indicators have no weights.
    pub scheme: Option<SchemeRef>,
    /// In the order of their numbers, each number once.
    pub tasks: Vec<Task>,
    /// In the order of their numbers, each number once. A task they name may be missing (`TASK_UNKNOWN`).
    pub goals: Vec<Goal>,
    /// By goal, then as printed. Ids are those printed, the others from `i001` in that order. All have a weight
    /// where there is a scheme, else none has. The goal may be missing (`GOAL_UNKNOWN`).
    pub indicators: Vec<Indicator>,
    /// By line and cell; those about no line come last. Those of [`crate::check`] are among them.
    pub findings: Vec<Finding>,
    /// The lines that are not blank, as they stood, sheet after sheet.
    pub lines: Vec<SourceLine>,
    /// What became of each cell that is not blank, in the order of the lines.
    pub fates: Vec<CellFate>,
}

impl Form {
    /// The content of a plan, or why the table makes none.
    pub fn plan_content(&self) -> Result<PlanContent, Vec<Violation>> {
        let Some(department) = self.department.clone() else {
            return Err(vec![Violation::new("department_title", "is required", "必填")]);
        };
        let (tasks, goals, indicators) = (self.tasks.clone(), self.goals.clone(), self.indicators.clone());
        PlanContent::assemble(department, self.scheme.clone(), tasks, goals, indicators)
    }

    /// Adds the finding that the table names another department than `title`, if it does.
    pub fn compare_department(&mut self, title: &Text<100>) {
        let Some(printed) = self.department.as_ref().filter(|printed| *printed != title) else { return };
        let en = format!("the table names {printed}, and is imported for {title}");
        let zh = format!("表中的部门为“{printed}”，导入到“{title}”");
        self.findings.push(Finding::new(Code::DepartmentDiffers, en, zh));
    }

    /// The cells that say nothing that a plan holds: titles, headings, repeated labels, totals that are right.
    pub fn furniture(&self) -> Vec<Furniture> {
        let of_cell = |fate: &CellFate| {
            let Fate::Furniture(kind) = fate.fate else { return None };
            let line = self.lines.get(fate.line)?;
            Some(Furniture { sheet: line.sheet.clone(), line: line.line, cell: fate.cell, kind })
        };
        self.fates.iter().filter_map(of_cell).collect()
    }
}
