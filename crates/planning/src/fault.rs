//! What can go wrong in planning.

use jixiao_domain::workflow::IllegalStep;
use jixiao_domain::{
    CivilDate, Department, DepartmentName, DepartmentTree, FiscalYear, NotATree, OpinionName, PlanRef, RegionCode,
    Text, Violation, WeightsDoNotSum,
};
use jixiao_proto::common::v1::ErrorReason;
use jixiao_service::fault::Fault;
use jixiao_store::planning::{Unfit, WhyUnfit};

pub(crate) fn region_not_found(code: &RegionCode) -> Fault {
    Fault::not_found("region", code.to_name())
}

pub(crate) fn department_not_found(name: &DepartmentName) -> Fault {
    Fault::not_found("department", name.to_string())
}

pub(crate) fn no_department_titled(region: &RegionCode, title: &Text<100>) -> Fault {
    let region = region.to_name();
    let en = format!("no department of {region} has the title {title}");
    Fault::new(ErrorReason::ResourceNotFound, en, format!("{region} 没有名称为“{title}”的部门"))
        .resource("department", title.to_string())
}

pub(crate) fn plan_not_found(plan: &PlanRef) -> Fault {
    Fault::not_found("plan", plan.to_string())
}

pub(crate) fn opinion_not_found(name: &OpinionName) -> Fault {
    Fault::not_found("opinion", name.to_string())
}

pub(crate) fn plan_not_approved(plan: &PlanRef) -> Fault {
    Fault::new(ErrorReason::PlanNotApproved, format!("{plan} has no approved version"), format!("{plan} 尚未批复"))
        .with("plan", plan)
}

pub(crate) fn illegal_step(refused: &IllegalStep) -> Fault {
    let allowed: Vec<_> = refused.state.allowed().map(|step| step.as_str()).collect();
    let zh = format!("计划处于“{}”状态，不能执行该操作", refused.state.label());
    Fault::new(ErrorReason::PlanState, refused.to_string(), zh)
        .with("state", refused.state)
        .with("allowed", allowed.join(","))
}

pub(crate) fn weights_do_not_sum(refused: &WeightsDoNotSum) -> Fault {
    let zh = format!("分值之和为{}，应为{}", refused.sum, refused.expected);
    Fault::new(ErrorReason::WeightsDoNotSum, refused.to_string(), zh)
        .with("sum", refused.sum)
        .with("expected", refused.expected)
}

pub(crate) fn plan_has_errors(codes: &[&str]) -> Fault {
    let codes = codes.join(",");
    let (en, zh) = (format!("the plan has errors: {codes}"), format!("计划存在错误：{codes}"));
    Fault::new(ErrorReason::PlanHasErrors, en, zh).with("codes", codes)
}

pub(crate) fn etag_mismatch(present: &str) -> Fault {
    Fault::new(ErrorReason::EtagMismatch, "it changed since it was read", "在读取后已被修改").with("etag", present)
}

pub(crate) fn region_changed(code: &RegionCode, present: &str) -> Fault {
    let name = code.to_name();
    let (en, zh) = (format!("{name} changed since it was read"), format!("{name} 在读取后已被修改"));
    Fault::new(ErrorReason::EtagMismatch, en, zh).resource("region", name).with("etag", present)
}

pub(crate) fn department_changed(name: &DepartmentName, present: &str) -> Fault {
    let (en, zh) = (format!("{name} changed since it was read"), format!("{name} 在读取后已被修改"));
    Fault::new(ErrorReason::EtagMismatch, en, zh).resource("department", name.to_string()).with("etag", present)
}

pub(crate) fn department_not_effective(department: &Department, year: FiscalYear) -> Fault {
    let Department { name, effective, .. } = department;
    let day = |day: Option<CivilDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let (en, zh) = (format!("{name} is in being on no day of {year}"), format!("{name} 在{year}年度内未生效"));
    Fault::new(ErrorReason::DepartmentNotEffective, en, zh)
        .resource("department", name.to_string())
        .with("effective_from", day(effective.from()))
        .with("effective_to", day(effective.to()))
}

/// Of departments that do not fit the others of their region: what is wrong with their fields, else a parent that is
/// not there, else who has a code. `path` is that of a place.
pub(crate) fn departments_unfit(region: &RegionCode, unfit: Vec<Unfit>, path: impl Fn(usize) -> String) -> Fault {
    let named = |department| DepartmentName { region: region.clone(), department };
    let (mut fields, mut absent, mut taken) = (Vec::new(), None, None);
    for Unfit { place, why } in unfit {
        let field = |field: &str| format!("{}.{field}", path(place));
        match why {
            WhyUnfit::Misplaced(NotATree::Cycle) => {
                fields.push(Violation::new(field("parent"), "stands below the department", "是该部门的下级"));
            }
            WhyUnfit::Misplaced(NotATree::TooDeep) => {
                let most = DepartmentTree::LEVELS;
                let (en, zh) = (format!("makes more than {most} levels"), format!("使层级超过{most}级"));
                fields.push(Violation::new(field("parent"), en, zh));
            }
            WhyUnfit::Misplaced(NotATree::NoParent(parent)) => {
                absent.get_or_insert_with(|| department_not_found(&named(parent)));
            }
            WhyUnfit::CodeTaken(by) => {
                taken.get_or_insert_with(|| code_taken(&named(by), field("code")));
            }
            WhyUnfit::CreditCodeTaken(by) => {
                taken.get_or_insert_with(|| code_taken(&named(by), field("credit_code")));
            }
        }
    }
    if fields.is_empty() { absent.or(taken).unwrap_or_else(Fault::invalid) } else { Fault::violations(fields) }
}

fn code_taken(by: &DepartmentName, path: String) -> Fault {
    Fault::new(ErrorReason::ResourceExists, format!("{by} has this {path}"), format!("{by} 已使用该{path}"))
        .resource("department", by.to_string())
        .field(path, "is taken", "已被使用")
}
