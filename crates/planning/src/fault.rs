//! What can go wrong in planning.

use jixiao_domain::workflow::IllegalStep;
use jixiao_domain::{DepartmentName, OpinionName, PlanRef, RegionCode, Text, WeightsDoNotSum};
use jixiao_proto::common::v1::ErrorReason;
use jixiao_service::fault::Fault;

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
