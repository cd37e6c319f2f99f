/// Verbs of rpcs that change nothing.
const READING: [&str; 14] = [
    "Check",
    "Compare",
    "Diff",
    "Export",
    "Get",
    "List",
    "Monitor",
    "Rank",
    "Reconcile",
    "Render",
    "Score",
    "Summarize",
    "Verify",
    "Watch",
];

/// Whether an rpc changes nothing, by its name.
pub(crate) fn reads(rpc: &str) -> bool {
    READING.iter().any(|verb| rpc.starts_with(verb))
}
