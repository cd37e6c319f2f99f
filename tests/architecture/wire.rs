use crate::lexer::{Lexed, lex};
use crate::reading::reads;
use crate::tree::protos;

/// The rpcs of a file: their name and the name of their request.
fn rpcs(code: &str) -> Vec<(&str, &str)> {
    let declared = code.split("rpc ").skip(1);
    declared
        .filter_map(|rest| rest.split_once('(').and_then(|(rpc, rest)| Some((rpc, rest.split_once(')')?.0))))
        .collect()
}

/// The fields of a message, wherever in its folder it stands.
fn fields<'a>(files: &'a [(String, String)], folder: &str, message: &str) -> &'a str {
    let start = format!("message {message} {{");
    let mut found = files.iter().filter(|(path, _)| path.starts_with(folder));
    let rest = found.find_map(|(_, code)| code.split_once(&start)).unwrap().1;
    // An empty message ends on its own line.
    if rest.starts_with('}') { "" } else { rest.split_once("\n}").map_or(rest, |(fields, _)| fields) }
}

/// Every proto file by its path, without comments.
fn codes() -> Vec<(String, String)> {
    protos().into_iter().map(|file| (file.path.clone(), lex(&file.text).code)).collect()
}

#[test]
fn every_package_is_version_1_of_a_part_of_jixiao_and_is_its_folder() {
    for file in protos() {
        let code = lex(&file.text).code;
        let package = code.split_once("package ").and_then(|(_, rest)| rest.split_once(';')).unwrap().0;
        let [_, first, part, version, _] = file.path.split('/').collect::<Vec<_>>()[..] else {
            assert_eq!(file.path, "proto/jixiao/PART/v1/FILE.proto");
            continue;
        };
        assert_eq!(package, format!("{first}.{part}.{version}"), "{}", file.path);
        assert_eq!((first, version), ("jixiao", "v1"), "{}", file.path);
    }
}

#[test]
fn every_write_takes_a_request_id() {
    let (mut writes, files) = (0, codes());
    for (path, code) in &files {
        let folder = path.rsplit_once('/').unwrap().0;
        for (rpc, request) in rpcs(code) {
            let fields = Lexed { code: fields(&files, folder, request).to_owned(), ..Lexed::default() };
            let reads = reads(rpc);
            let has_id = fields.words().any(|word| word == "request_id");
            assert_eq!(has_id, !reads, "{rpc} of {path}");
            writes += usize::from(!reads);
        }
    }
    assert!(writes >= 10, "only {writes} writes were found");
}

#[test]
fn every_rpc_has_a_request_and_a_response_of_its_own() {
    for file in protos() {
        let code = lex(&file.text).code;
        for (rpc, request) in rpcs(&code) {
            assert_eq!(request, format!("{rpc}Request"), "{}", file.path);
            let returns = ["", "stream "].map(|stream| format!("returns ({stream}{rpc}Response)"));
            assert!(returns.iter().any(|returns| code.contains(returns)), "{rpc} of {}", file.path);
        }
    }
}
