use std::fs;

use crate::lexer::lex;
use crate::tree::{packages, products, sources};

/// The one place that may allow lints, because it holds generated code.
const GENERATED: &str = "crates/proto/src/lib.rs";

/// Lints that no product code may expect to be broken.
const KEPT: [&str; 6] = ["expect_used", "float_arithmetic", "panic", "todo", "unimplemented", "unwrap_used"];

#[test]
fn every_crate_takes_the_lints_of_the_workspace() {
    for package in packages() {
        let manifest = package["manifest_path"].as_str().unwrap();
        let text = fs::read_to_string(manifest).unwrap();
        assert!(text.contains("[lints]\nworkspace = true\n"), "{manifest} has no `[lints] workspace = true`");
    }
}

#[test]
fn only_generated_code_allows_what_a_lint_warns_of() {
    for file in sources() {
        let code: String = lex(&file.text).code.split_whitespace().collect();
        let allows = code.matches("#[allow(").count() + code.matches("#![allow(").count();
        let most = usize::from(file.path == GENERATED);
        assert!(allows <= most, "{} allows a lint: expect it with a reason, or mend the code", file.path);
    }
}

#[test]
fn no_product_code_panics_on_purpose_or_is_unsafe() {
    for file in products() {
        let lexed = file.lexed();
        assert_eq!(lexed.words().find(|word| ["unsafe", "unsafe_code"].contains(word)), None, "{}", file.path);
        let code: String = lexed.code.split_whitespace().collect();
        let expected = KEPT.iter().find(|lint| code.contains(&format!("clippy::{lint}")));
        assert_eq!(expected, None, "{} expects a lint to be broken that holds everywhere", file.path);
        for call in [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "unreachable!("] {
            assert!(!code.contains(call), "{} has {call}", file.path);
        }
    }
}
