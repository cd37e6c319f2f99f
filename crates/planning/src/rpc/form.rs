//! What the rpcs that read forms share.

use jixiao_domain::{FiscalYear, PlanContent, PlanName, Text, Violation};
use jixiao_forms::Form;
use jixiao_proto::planning::v1::{Plan, PlanState, SourceLine};
use jixiao_service::fault::Fault;
use jixiao_service::forms;
use jixiao_store::Write;
use jixiao_store::planning::{PlanSource, Planning as Tables, StoredPlan};
use sha2::{Digest, Sha256};

use super::draft;
use crate::answer;

/// A file with the forms that were read from it.
pub(super) struct File {
    pub(super) sha256: Vec<u8>,
    pub(super) forms: Vec<Form>,
}

/// A form that makes a plan.
pub(super) struct Readable {
    pub(super) year: FiscalYear,
    pub(super) content: PlanContent,
}

/// Reads a file.
pub(super) async fn read(bytes: Vec<u8>) -> Result<File, Fault> {
    let read = move || {
        let sha256 = Sha256::digest(&bytes).to_vec();
        jixiao_forms::read(&bytes).map(|forms| File { sha256, forms })
    };
    forms::aside(read).await?.map_err(|why| forms::unreadable(why.as_str(), why.to_string(), why.zh()))
}

/// The one form of a file that is of the department with that title: the only one, or the one that names it.
pub(super) fn of_department(forms: Vec<Form>, title: &Text<100>) -> Result<Form, Fault> {
    let titles: Vec<String> = forms.iter().filter_map(|form| form.department.as_ref()).map(Text::to_string).collect();
    let is_only = forms.len() == 1;
    let mut named = forms.into_iter().filter(|form| is_only || form.department.as_ref() == Some(title));
    match (named.next(), named.next()) {
        (Some(mut form), None) => {
            form.compare_department(title);
            Ok(form)
        }
        _ => Err(several_plans(&titles)),
    }
}

/// Names the first ones: errors travel in the headers of a reply, which are small.
fn several_plans(titles: &[String]) -> Fault {
    const MOST: usize = 5;
    let (count, first) = (titles.len(), titles.get(..MOST).unwrap_or(titles));
    let (en, zh) = (first.join(", "), first.join("、"));
    let en = format!("the file has {count} plans, and not just one of this department: {en}");
    forms::unreadable("SEVERAL_PLANS", en, format!("文件含{count}份绩效目标表，无法确定本部门的一份：{zh}"))
}

/// The content that a form makes; else its first error, the places of its errors, and what does not fit together.
pub(super) fn readable(form: &Form) -> Result<Readable, Fault> {
    let refused = |violations: Vec<Violation>| {
        let fault = forms::refused(&form.findings);
        violations.into_iter().fold(fault, |fault, v| fault.field(v.path, v.en, v.zh))
    };
    let content = form.plan_content().map_err(refused)?;
    let year = form.fiscal_year.ok_or_else(|| refused(Vec::new()))?;
    Ok(Readable { year, content: draft::summed(content)? })
}

/// Keeps the file of a plan beside it.
pub(super) async fn keep(write: &Write, stored: &StoredPlan, sha256: Vec<u8>, form: Form) -> Result<(), Fault> {
    let line = |line: jixiao_forms::SourceLine| SourceLine {
        line: line.line,
        cells: line.cells,
        sheet: line.sheet.unwrap_or_default(),
    };
    let source = PlanSource {
        file_sha256: sha256,
        findings: form.findings.iter().map(forms::finding).collect(),
        lines: form.lines.into_iter().map(line).collect(),
        is_settled: false,
    };
    Ok(Tables::within(write).put_source(&stored.header, source).await?)
}

/// What would be stored.
pub(super) fn preview(plan: PlanName, content: &PlanContent) -> Plan {
    let name = jixiao_domain::VersionName { plan, version: 1 };
    let empty =
        Plan { name: name.to_string(), version: name.version, state: PlanState::Draft as i32, ..Plan::default() };
    answer::with_content(empty, content)
}
