use crate::tree::{files, sources};

#[test]
fn no_source_file_has_more_than_500_lines() {
    let mut all = sources();
    all.extend(files("tests").into_iter().filter(|file| file.path.ends_with(".rs")));
    for file in all {
        let lines = file.text.lines().count();
        assert!(lines <= 500, "{} has {lines} lines: a file is what one reads in a sitting", file.path);
    }
}
