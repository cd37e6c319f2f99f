//! The documents list what there is, and the two rules of ARCHITECTURE.md that no lint can hold.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use jixiao_service::settings::Settings;

use crate::lexer::lex;
use crate::tree::{SourceFile, files, products, protos, root};

/// What tells the time of the day.
const CLOCKS: [&str; 3] = ["SystemTime", "now_local", "now_utc"];

fn page(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// The rows of the table whose heading begins so, cell by cell, without backticks.
fn table(text: &str, heading: &str) -> Vec<Vec<String>> {
    let lines = text.lines().skip_while(|line| !line.starts_with(heading));
    let rows = lines.skip(2).take_while(|line| line.starts_with('|'));
    let cells = |row: &str| row.split('|').skip(1).map(|cell| cell.trim().replace('`', "")).collect();
    let rows: Vec<Vec<String>> = rows.map(cells).collect();
    assert!(!rows.is_empty(), "there is no table `{heading}`");
    rows
}

/// The reasons of the proto that are sent, each with the code that its comment begins with.
fn reasons(proto: &str) -> Vec<(String, String)> {
    let (mut reasons, mut code) = (Vec::new(), None);
    for line in proto.lines().map(str::trim) {
        if let Some(comment) = line.strip_prefix("// ") {
            code = code.or_else(|| comment.split(['.', ',']).next());
        } else {
            let name = line.strip_prefix("ERROR_REASON_").and_then(|rest| rest.split_once(" = "));
            let sent = name.filter(|(_, number)| *number != "0;");
            reasons.extend(sent.zip(code).map(|((name, _), code)| (name.to_owned(), code.to_owned())));
            code = None;
        }
    }
    reasons
}

/// The rpcs of a proto, each with the full name of its service.
fn rpcs(file: &SourceFile) -> Vec<(String, String)> {
    let code = lex(&file.text).code;
    let between = |text: &str, start: &str, end: char| {
        text.split(start).skip(1).filter_map(|rest| Some(rest.split_once(end)?.0.to_owned())).collect::<Vec<_>>()
    };
    let service = between(&code, "\nservice ", ' ');
    let Some(service) = service.first() else { return Vec::new() };
    let service = format!("{}.{service}", between(&code, "\npackage ", ';')[0]);
    between(&code, "rpc ", '(').into_iter().map(|rpc| (service.clone(), rpc)).collect()
}

/// The text outside of fenced blocks.
fn prose(text: &str) -> String {
    let mut fenced = false;
    let is_prose = |line: &&str| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        !fenced && !fence
    };
    text.lines().filter(is_prose).collect::<Vec<_>>().join("\n")
}

/// Where the links of a text lead, those to other hosts apart.
fn links(text: &str) -> Vec<String> {
    let text = prose(text);
    let targets = text.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0.to_owned()));
    targets.filter(|target| !target.contains("://") && !target.starts_with("mailto:")).collect()
}

/// What a link names a heading by.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().chars().filter(|c| c.is_alphanumeric() || [' ', '-', '_'].contains(c));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

fn has_heading(text: &str, wanted: &str) -> bool {
    let text = prose(text);
    let headings = text.lines().filter(|line| line.starts_with('#'));
    headings.map(|line| anchor(line.trim_start_matches('#'))).any(|heading| heading == wanted)
}

fn leads_somewhere(from: &str, link: &str) -> bool {
    let (path, heading) = link.split_once('#').map_or((link, None), |(path, heading)| (path, Some(heading)));
    let from = root().join(from);
    let target = if path.is_empty() { from } else { from.parent().unwrap_or(Path::new("")).join(path) };
    match heading {
        None => target.exists(),
        Some(heading) => fs::read_to_string(target).is_ok_and(|text| has_heading(&text, heading)),
    }
}

/// What code takes from a type, such as `new` of `Status::new`.
fn taken_from<'a>(code: &'a str, of_type: &str) -> Vec<&'a str> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let start = format!("{of_type}::");
    let whole = code.match_indices(&start).filter(|(at, _)| !code.split_at(*at).0.ends_with(is_name));
    whole.filter_map(|(at, _)| code.split_at(at + start.len()).1.split(|c| !is_name(c)).next()).collect()
}

#[test]
fn the_manual_of_the_api_lists_every_reason_with_its_code() {
    let rows = table(&page("docs/api.md"), "| reason | code |");
    let listed: Vec<_> = rows.iter().map(|row| (row[0].clone(), row[1].clone())).collect();

    assert_eq!(listed, reasons(&page("proto/jixiao/common/v1/error_reason.proto")));
}

#[test]
fn the_manual_of_the_configuration_lists_every_variable() {
    let rows = table(&page("docs/configuration.md"), "| key | environment |");
    let mut listed: Vec<_> = rows.iter().map(|row| row[1].clone()).collect();
    listed.sort();
    assert_eq!(listed, Settings::variables());

    for row in rows {
        let variable = format!("JIXIAO__{}", row[0].to_uppercase().replace('.', "__"));
        assert_eq!(row[1], variable, "the variable of {}", row[0]);
    }
}

#[test]
fn both_readmes_list_every_rpc() {
    let expected: Vec<_> = protos().iter().flat_map(rpcs).collect();
    let services: BTreeSet<_> = expected.iter().map(|(service, _)| service).collect();
    assert_eq!(services.len(), 4, "{services:?}");

    for (readme, heading) in [("README.md", "| service | rpc |"), ("README.zh-CN.md", "| 服务 | rpc |")] {
        let mut service = String::new();
        let mut listed = Vec::new();
        for row in table(&page(readme), heading) {
            if !row[0].is_empty() {
                service.clone_from(&row[0]);
            }
            listed.push((service.clone(), row[1].clone()));
        }
        assert_eq!(listed, expected, "{readme}");
    }
}

#[test]
fn every_link_between_the_documents_leads_somewhere() {
    let mut count = 0;
    for file in files("").iter().filter(|file| file.path.ends_with(".md")) {
        let links = links(&file.text);
        let broken: Vec<_> = links.iter().filter(|link| !leads_somewhere(&file.path, link)).collect();
        assert!(broken.is_empty(), "{} leads to {broken:?}", file.path);
        count += links.len();
    }
    assert!(count >= 20, "only {count} links were found");
}

#[test]
fn only_a_fault_becomes_a_status() {
    let is_fault = |path: &str| path == "crates/service/src/fault.rs" || path.starts_with("crates/service/src/fault/");
    for file in products().iter().filter(|file| !is_fault(&file.path)) {
        let code = file.lexed().code;
        let mut taken = taken_from(&code, "Status");
        // That reads one that is there.
        taken.retain(|function| *function != "from_header_map");
        assert!(taken.is_empty(), "{} makes a Status by {taken:?}: return a Fault", file.path);
    }
}

#[test]
fn the_rules_and_the_forms_have_no_clock() {
    let pure = ["crates/domain/", "crates/sheets/", "crates/forms/", "crates/reports/"];
    let is_pure = |path: &str| pure.iter().any(|folder| path.starts_with(folder));
    for file in products().iter().filter(|file| is_pure(&file.path)) {
        let lexed = file.lexed();
        assert_eq!(lexed.words().find(|word| CLOCKS.contains(word)), None, "{}", file.path);
        assert!(!taken_from(&lexed.code, "Instant").contains(&"now"), "{} asks what time it is", file.path);
    }
}

#[test]
fn what_is_taken_from_a_type_is_told_from_longer_names() {
    let code = "return Status::new(ServingStatus::Serving, tonic::Status::ok(), Status)";
    assert_eq!(taken_from(code, "Status"), ["new", "ok"]);
}

#[test]
fn links_and_headings_are_told_from_code() {
    let text = "# The `x-y` of 3.1, 表\n[a](b.md) ![c](d.png#e)\n```sh\n[f](g)\n# h\n```\n[i](https://j) [k](#l)";
    assert_eq!(links(text), ["b.md", "d.png#e", "#l"]);
    assert!(has_heading(text, "the-x-y-of-31-表") && !has_heading(text, "h"));
}
