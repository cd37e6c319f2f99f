use std::env;
use std::path::PathBuf;

/// Path of the `jixiao` binary that the tests run: `JIXIAO_BIN` where it is set, else the one built
/// into the same target directory as the running test.
///
/// # Panics
///
/// Where there is none, with what to run.
#[must_use]
pub fn binary() -> PathBuf {
    if let Some(path) = env::var_os("JIXIAO_BIN").map(PathBuf::from) {
        assert!(path.is_file(), "JIXIAO_BIN is {}, where there is no file", path.display());
        return path;
    }
    let test = env::current_exe().expect("read the path of the running test");
    // target/debug/deps/x-0123 → target/debug/jixiao
    let file = format!("jixiao{}", env::consts::EXE_SUFFIX);
    test.ancestors().skip(1).take(2).map(|directory| directory.join(&file)).find(|path| path.is_file()).unwrap_or_else(
        || {
            panic!(
                "the binary `{file}` is not built beside {}; run `cargo build --workspace` first, or set JIXIAO_BIN",
                test.display()
            )
        },
    )
}
