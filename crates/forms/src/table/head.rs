//! Whose table it is, and of which year.

use jixiao_domain::{FiscalYear, Text};

use super::extra;
use super::ledger::Ledger;
use super::printed::printed;
use crate::source::Cell;
use crate::text::{excerpt, key};
use crate::{Code, Finding, FurnitureKind, heading};

const DEPARTMENT: [&str; 10] = [
    "部门名称",
    "部门(单位)名称",
    "单位名称",
    "单位(部门)名称",
    "预算部门",
    "预算单位",
    "填报部门",
    "填报单位",
    "填报单位(盖章)",
    "部门(单位)",
];

/// Department and year.
#[derive(Debug, Default)]
pub(super) struct Head {
    department: Option<Text<100>>,
    years: Years,
}

/// The years that rows name.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Years {
    /// Printed as 2023年度, which says more than 2023年.
    fiscal: Option<FiscalYear>,
    other: Option<FiscalYear>,
}

/// Whether the row begins with the label of the department.
pub(super) fn is_department(row: &[Cell<'_>]) -> bool {
    row.first().is_some_and(|cell| department_label(&key(cell.text)).is_some())
}

/// Whether a key is the label of the department: what follows its colon, if anything.
fn department_label(key: &str) -> Option<&str> {
    let (label, rest) = key.split_once(':').unwrap_or((key, ""));
    DEPARTMENT.contains(&label).then_some(rest)
}

/// Whether the row has nothing but titles, years and headings.
pub(super) fn is_furniture(row: &[Cell<'_>]) -> bool {
    row.iter().all(|cell| is_furniture_cell(cell.text))
}

/// The name in a row that begins with the label of the department.
pub(super) fn name<'a>(row: &[Cell<'a>]) -> Option<Cell<'a>> {
    let (label, rest) = row.split_first()?;
    let is_in_label = department_label(&key(label.text)).is_some_and(|text| !text.is_empty());
    if is_in_label { after_colon(label) } else { rest.iter().find(|cell| !is_furniture_cell(cell.text)).copied() }
}

/// Notes what the cells of titles, years and headings are.
pub(super) fn furnish(line: i32, row: &[Cell<'_>], ledger: &mut Ledger) {
    for cell in row.iter().filter(|cell| is_furniture_cell(cell.text)) {
        let is_heading = heading::heading(cell.text).is_some();
        ledger.furnish(line, cell.at, if is_heading { FurnitureKind::Heading } else { FurnitureKind::Title });
    }
}

fn is_furniture_cell(cell: &str) -> bool {
    let key = key(cell);
    let bare = key.trim_matches(['(', ')']);
    let is_title = key.contains("绩效目标") && key.ends_with('表');
    let is_year = ["年度", "年"].iter().filter_map(|word| bare.strip_suffix(word)).any(|year| year_of(year).is_some());
    is_title || is_year || heading::heading(cell).is_some()
}

/// A year in ASCII digits or in Chinese ones: `2023`, `二〇二三`.
fn year_of(text: &str) -> Option<FiscalYear> {
    text.chars().map(ascii_digit).collect::<Option<String>>()?.parse().ok()
}

fn ascii_digit(c: char) -> Option<char> {
    let chinese = || "〇一二三四五六七八九".chars().zip('0'..='9').find_map(|(d, digit)| (d == c).then_some(digit));
    match c {
        '0'..='9' => Some(c),
        '○' | '零' => Some('0'),
        _ => chinese(),
    }
}

impl Years {
    /// Looks for a year in a row.
    pub(super) fn take(&mut self, row: &[Cell<'_>]) {
        for cell in row {
            let key = key(cell.text);
            for (at, _) in key.match_indices('年') {
                let (before, after) = key.split_at_checked(at).unwrap_or_default();
                let place = if after.starts_with("年度") { &mut self.fiscal } else { &mut self.other };
                *place = place.or_else(|| last_year(before));
            }
        }
    }

    /// The fiscal year.
    pub(super) fn get(self) -> Option<FiscalYear> {
        self.fiscal.or(self.other)
    }
}

impl Head {
    /// Looks for a year in the rows before the first part of the table.
    pub(super) fn find_year(&mut self, row: &[Cell<'_>]) {
        self.years.take(row);
    }

    /// Takes the row that begins with the label of the department.
    pub(super) fn take_department(&mut self, line: i32, row: &[Cell<'_>], ledger: &mut Ledger) {
        let Some((label, rest)) = row.split_first() else { return };
        furnish(line, rest, ledger);
        let name = name(row);
        if name.is_none_or(|name| name.at != label.at) {
            ledger.furnish(line, label.at, FurnitureKind::Heading);
        }
        if let Some(name) = name {
            self.take_name(line, name, ledger);
        }
        let is_extra = |cell: &&Cell<'_>| !is_furniture_cell(cell.text) && name.is_none_or(|name| name.at != cell.at);
        for cell in rest.iter().filter(is_extra) {
            ledger.lose(line, cell.at, extra(*cell));
        }
    }

    /// Takes the row that has the label of the department, its name, whatever it is, and headings.
    pub(super) fn take_named(&mut self, line: i32, row: &[Cell<'_>], ledger: &mut Ledger) {
        let [label, name, headings @ ..] = row else { return };
        for cell in std::iter::once(label).chain(headings) {
            ledger.furnish(line, cell.at, FurnitureKind::Heading);
        }
        self.take_name(line, *name, ledger);
    }

    /// The first name counts; a page may repeat it.
    fn take_name(&mut self, line: i32, cell: Cell<'_>, ledger: &mut Ledger) {
        match &self.department {
            None => self.department = printed(line, cell, ledger),
            Some(known) if key(known.as_str()) == key(cell.text) => {
                ledger.furnish(line, cell.at, FurnitureKind::Repeated);
            }
            Some(known) => {
                let (known, text) = (known.as_str(), excerpt(cell.text));
                let en = format!("a second department, not in the plan: {text}; the plan is that of {known}");
                let zh = format!("出现第二个部门“{text}”，未纳入；本表部门为“{known}”");
                ledger.lose(line, cell.at, Finding::new(Code::CellUnplaced, en, zh));
            }
        }
    }

    /// Department and year, with a finding for each that is missing.
    pub(super) fn finish(self, ledger: &mut Ledger) -> (Option<Text<100>>, Option<FiscalYear>) {
        let year = self.years.get();
        if self.department.is_none() {
            let (en, zh) = ("the table does not name the department (部门名称)", "表中没有部门名称");
            ledger.tell(Finding::new(Code::NoDepartment, en, zh));
        }
        if year.is_none() {
            let en = "the table does not say its fiscal year, such as 2023年度, above the tasks";
            ledger.tell(Finding::new(Code::NoFiscalYear, en, "表头中没有预算年度（如“2023年度”）"));
        }
        (self.department, year)
    }
}

/// The year that a text ends with.
fn last_year(text: &str) -> Option<FiscalYear> {
    let (start, _) = text.char_indices().rev().nth(3)?;
    let (before, year) = text.split_at_checked(start)?;
    if before.ends_with(|c: char| c.is_ascii_digit()) { None } else { year_of(year) }
}

/// What follows the colon of a cell.
fn after_colon<'a>(cell: &Cell<'a>) -> Option<Cell<'a>> {
    let (_, text) = cell.text.split_once([':', '：'])?;
    Some(Cell { text, ..*cell })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(cells: &[&str]) -> Option<i32> {
        let mut head = Head::default();
        for text in cells {
            head.find_year(&[Cell { at: 1, text }]);
        }
        head.finish(&mut Ledger::default()).1.map(FiscalYear::get)
    }

    #[test]
    fn the_fiscal_year_is_found_however_it_is_printed() {
        for text in ["(2023年度)", "（２０２３ 年度）", "2023年整体支出绩效目标表", "二〇二三年度", "预算年度：2023年"]
        {
            assert_eq!(year(&[text]), Some(2023), "{text}");
        }
        assert_eq!(year(&["填报日期：2022年12月", "2023年度"]), Some(2023));
        for text in ["12023年度", "1999年度", "年度", "去年"] {
            assert_eq!(year(&[text]), None, "{text}");
        }
    }
}
