use std::collections::HashSet;

use jixiao_proto::common::v1::ErrorReason;
use jixiao_tests::descriptors;
use prost_types::field_descriptor_proto::Type;
use prost_types::{DescriptorProto, FileDescriptorProto};

#[test]
fn no_field_is_a_float_or_double() {
    for (file, message) in messages() {
        for field in &message.field {
            let is_float = matches!(field.r#type(), Type::Float | Type::Double);
            assert!(!is_float, "{}: {}.{}", file.name(), message.name(), field.name());
        }
    }
}

#[test]
fn everything_has_a_comment() {
    for file in files() {
        let places = places(&file);
        let info = file.source_code_info.unwrap_or_default();
        let is_comment = |text: &str| !text.trim().is_empty();
        let commented: HashSet<Vec<i32>> =
            info.location.into_iter().filter(|l| is_comment(l.leading_comments())).map(|l| l.path).collect();
        let bare: Vec<_> = places.into_iter().filter(|(path, _)| !commented.contains(path)).map(|(_, n)| n).collect();
        assert!(bare.is_empty(), "{:?} has no comment on {bare:?}", file.name);
    }
}

#[test]
fn every_reason_says_its_code_first() {
    let file = files().into_iter().find(|f| f.name() == "jixiao/common/v1/error_reason.proto").unwrap();
    let info = file.source_code_info.unwrap();
    for (at, value) in (0..).zip(&file.enum_type[0].value).skip(1) {
        let place = info.location.iter().find(|l| l.path == [5, 0, 2, at]).unwrap();
        let promised = place.leading_comments().trim().split(['.', ',']).next().unwrap().to_owned();
        let code = jixiao_service::fault::code(ErrorReason::from_str_name(value.name()).unwrap());
        let code: String = format!("{code:?}").chars().flat_map(upper_snake).collect();
        assert_eq!(promised, code.trim_start_matches('_'), "{}", value.name());
    }
}

fn upper_snake(letter: char) -> impl Iterator<Item = char> {
    letter.is_uppercase().then_some('_').into_iter().chain([letter.to_ascii_uppercase()])
}

fn files() -> Vec<FileDescriptorProto> {
    let files: Vec<_> = descriptors().file.into_iter().filter(|f| f.package().starts_with("jixiao.")).collect();
    assert!(files.len() >= 14);
    files
}

fn messages() -> impl Iterator<Item = (FileDescriptorProto, DescriptorProto)> {
    files().into_iter().flat_map(|file| file.message_type.clone().into_iter().map(move |m| (file.clone(), m)))
}

/// The places of a file that need a comment, as paths of `SourceCodeInfo`, with names. No message is nested.
fn places(file: &FileDescriptorProto) -> Vec<(Vec<i32>, String)> {
    let mut places = Vec::new();
    for (at, message) in (0..).zip(&file.message_type) {
        assert!(message.nested_type.is_empty() && message.enum_type.is_empty(), "{}", message.name());
        places.push((vec![4, at], message.name().to_owned()));
        let fields = (0..).zip(&message.field);
        places.extend(fields.map(|(nth, f)| (vec![4, at, 2, nth], format!("{}.{}", message.name(), f.name()))));
    }
    for (at, found) in (0..).zip(&file.enum_type) {
        places.push((vec![5, at], found.name().to_owned()));
        places.extend((0..).zip(&found.value).map(|(nth, v)| (vec![5, at, 2, nth], v.name().to_owned())));
    }
    for (at, service) in (0..).zip(&file.service) {
        places.push((vec![6, at], service.name().to_owned()));
        places.extend((0..).zip(&service.method).map(|(nth, m)| (vec![6, at, 2, nth], m.name().to_owned())));
    }
    places
}
