use crate::tree::files;

#[test]
fn no_file_names_a_folder_of_somebodys_machine() {
    // Put together, so that this file is not one of them.
    let folders = ["work", "home", "root", "Users"].map(|folder| format!("/{folder}/"));
    for file in files("").iter().filter(|file| !file.path.starts_with("tests/fixtures/")) {
        let named = folders.iter().find(|folder| file.text.contains(folder.as_str()));
        assert_eq!(named, None, "{}", file.path);
    }
}

#[test]
fn nothing_reads_what_is_outside_of_the_project() {
    let outside = ["..", "shared"].join("/");
    for file in files("") {
        assert!(!file.text.contains(&outside), "{} names {outside}", file.path);
    }
}
