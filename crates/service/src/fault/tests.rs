use super::*;
use prost::Message as _;
use prost_types::FileDescriptorSet;
use std::io;
use tonic::Code;

/// Every reason of the proto file but the unspecified one.
fn reasons() -> impl Iterator<Item = ErrorReason> {
    let set = FileDescriptorSet::decode(jixiao_proto::DESCRIPTORS).unwrap();
    let enums = set.file.into_iter().flat_map(|file| file.enum_type);
    let numbers = enums.filter(|it| it.name() == "ErrorReason").flat_map(|it| it.value);
    let numbers: Vec<i32> = numbers.map(|value| value.number()).filter(|number| *number != 0).collect();
    assert!(numbers.contains(&(ErrorReason::Internal as i32)), "{numbers:?}");
    numbers.into_iter().map(|number| ErrorReason::try_from(number).unwrap())
}

fn fault(reason: ErrorReason) -> Fault {
    Fault::new(reason, "it failed", "失败")
}

#[derive(Debug, thiserror::Error)]
#[error("no rows")]
struct Outer(#[source] io::Error);

#[test]
fn every_reason_has_an_error_code_and_a_name_that_leads_back_to_it() {
    for reason in reasons() {
        assert_ne!(code(reason), Code::Ok);
        assert!(!reason_name(reason).starts_with("ERROR_REASON"));
        assert_eq!(code::reason_of(reason_name(reason)), Some(reason));
    }
}

#[test]
fn every_status_says_reason_domain_and_message_in_the_language_of_the_caller() {
    for reason in reasons() {
        let status = fault(reason).into_status(Language::ZhCn);
        let info = status.get_details_error_info().unwrap();
        let localized = status.get_details_localized_message().unwrap();

        assert_eq!(status.code(), code(reason));
        assert_eq!(status.message(), "it failed");
        assert_eq!((info.reason.as_str(), info.domain.as_str()), (reason_name(reason), "jixiao"));
        assert_eq!((localized.locale.as_str(), localized.message.as_str()), ("zh-CN", "失败"));
    }
}

#[test]
fn a_reason_that_promises_retry_info_has_one_second_unless_told_otherwise() {
    for reason in reasons() {
        let retry = fault(reason).into_status(Language::En).get_details_retry_info();
        let expected = code::promises_retry(reason).then(|| Duration::from_secs(1));
        assert_eq!(retry.and_then(|retry| retry.retry_delay), expected);
    }
    let later = fault(ErrorReason::Overloaded).retry_after(Duration::from_secs(7));
    let retry = later.into_status(Language::En).get_details_retry_info().unwrap();
    assert_eq!(retry.retry_delay, Some(Duration::from_secs(7)));
}

#[test]
fn a_failed_precondition_names_its_reason_unless_a_handler_says_more() {
    let bare = fault(ErrorReason::PlanState).into_status(Language::En);
    let said = fault(ErrorReason::PlanState).precondition("STATE", "plans/1", "is published");

    let bare = bare.get_details_precondition_failure().unwrap().violations;
    let said = said.into_status(Language::En).get_details_precondition_failure().unwrap().violations;

    assert_eq!((bare.len(), bare[0].r#type.as_str()), (1, "PLAN_STATE"));
    assert_eq!((said.len(), said[0].subject.as_str()), (1, "plans/1"));
}

#[test]
fn fields_metadata_and_resource_arrive() {
    let fault = Fault::invalid()
        .field("plan.goals[0]", "is empty", "为空")
        .field("page_size", "is negative", "为负")
        .with("sum", 99)
        .resource("plan", "regions/1");
    let status = fault.into_status(Language::ZhCn);

    let violations = status.get_details_bad_request().unwrap().field_violations;
    assert_eq!(violations.len(), 2);
    assert_eq!(violations[0].field, "plan.goals[0]");
    assert_eq!(violations[0].description, "is empty");
    assert_eq!(violations[0].localized_message.as_ref().unwrap().message, "为空");
    assert_eq!(status.get_details_error_info().unwrap().metadata["sum"], "99");
    assert_eq!(status.get_details_resource_info().unwrap().resource_name, "regions/1");
}

#[test]
fn violations_that_do_not_fit_a_header_are_counted_instead() {
    let fields = (0..1000).map(|row| format!("indicators[{row}].value"));
    let fault = fields.fold(Fault::invalid(), |fault, path| fault.field(path, "is no decimal", "不是数字"));
    let status = fault.into_status(Language::ZhCn);

    let sent = status.get_details_bad_request().unwrap().field_violations.len();
    assert!((10..1000).contains(&sent));
    assert_eq!(status.get_details_error_info().unwrap().metadata["violations"], "1000");
    assert!(status.details().len() < 6 * 1024);
}

#[test]
fn a_cause_is_kept_with_its_sources_and_never_sent() {
    let fault = Fault::internal(Outer(io::Error::other("/secret/path")));

    assert_eq!(fault.cause(), Some("no rows: /secret/path"));
    assert_eq!(fault.to_string(), "INTERNAL: internal error");
    let status = fault.into_status(Language::En);
    assert!(!format!("{status:?}").contains("secret"));
    assert!(!String::from_utf8_lossy(status.details()).contains("secret"));
}

#[test]
fn a_relayed_status_goes_out_as_it_came_in() {
    let upstream = Fault::not_found("plan", "regions/1").into_status(Language::ZhCn);
    let fault = Fault::relayed(upstream.clone());

    assert_eq!(fault.reason(), ErrorReason::ResourceNotFound);
    let status = fault.with("more", 1).into_status(Language::En);
    assert_eq!(status.code(), upstream.code());
    assert_eq!(status.message(), upstream.message());
    assert_eq!(status.details(), upstream.details());
}

#[test]
fn unspecified_is_never_sent() {
    assert_eq!(fault(ErrorReason::Unspecified).reason(), ErrorReason::Internal);
}
