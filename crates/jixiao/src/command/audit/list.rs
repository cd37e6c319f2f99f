//! `jixiao audit list`.

use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{ContentArrangement, Table};
use jixiao_proto::audit::v1::{AuditEntry, ChainedEntry, ListAuditEntriesRequest};
use jixiao_proto::common::v1::Change;
use jixiao_proto::timestamp;
use serde_json::{Value, json};

use crate::cli::AuditListArguments;
use crate::error::Error;
use crate::{client, moment, output};

const HEADER: [&str; 6] = ["", "time 时间", "principal 主体", "method 方法", "resource 资源", "changes 变更"];

/// As wide as a common terminal in full screen; a terminal that is narrower folds the cells further.
const WIDTH: u16 = 150;

/// Changes of an entry that the table shows; JSON has all.
const SHOWN: usize = 3;

/// Prints the entries of a region, page by page.
pub(crate) async fn run(arguments: &AuditListArguments) -> Result<(), Error> {
    let mut audit = client::audit(&arguments.endpoint)?;
    let mut request = ListAuditEntriesRequest {
        parent: arguments.region.to_name(),
        principal: arguments.principal.clone(),
        method: arguments.method.clone(),
        resource: arguments.resource.clone(),
        start_time: arguments.since.map(timestamp),
        end_time: arguments.until.map(timestamp),
        ..ListAuditEntriesRequest::default()
    };
    loop {
        let page = client::answer("ListAuditEntries", audit.list_audit_entries(request.clone()).await)?;
        if arguments.json {
            page.audit_entries.iter().try_for_each(|entry| output::line(as_json(entry).to_string()))?;
        } else if !page.audit_entries.is_empty() {
            output::line(table(&page.audit_entries).to_string())?;
        }
        if page.next_page_token.is_empty() {
            return Ok(());
        }
        request.page_token = page.next_page_token;
    }
}

fn table(entries: &[ChainedEntry]) -> Table {
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED).set_content_arrangement(ContentArrangement::Dynamic).set_width(WIDTH);
    table.set_header(HEADER);
    table.add_rows(entries.iter().filter_map(|chained| chained.entry.as_ref()).map(row));
    table
}

fn row(entry: &AuditEntry) -> [String; 6] {
    let mut lines: Vec<_> = entry.changes.iter().take(SHOWN).map(|change| line(change, &entry.resource)).collect();
    if entry.changes.len() > SHOWN {
        lines.push(format!("and {} more", entry.changes.len() - SHOWN));
    }
    if !entry.reason.is_empty() {
        lines.push(format!("because {}", entry.reason));
    }
    [
        entry.sequence.to_string(),
        moment::text(entry.record_time),
        entry.principal.clone(),
        entry.method.clone(),
        entry.resource.clone(),
        lines.join("\n"),
    ]
}

/// `versions/1/indicators/i001 weight: 1.00 → 2.00`.
fn line(change: &Change, resource: &str) -> String {
    let name = change.resource.strip_prefix(resource).unwrap_or(&change.resource).trim_start_matches('/');
    let at = [name, change.field.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let [old, new] = [&change.old, &change.new].map(|value| value.as_deref().unwrap_or("∅"));
    format!("{at}: {old} → {new}").trim_start_matches(": ").to_owned()
}

fn as_json(chained: &ChainedEntry) -> Value {
    let entry = chained.entry.clone().unwrap_or_default();
    let change = |change: &Change| json!({"resource": change.resource, "field": change.field, "old": change.old, "new": change.new});
    json!({
        "sequence": entry.sequence,
        "record_time": moment::text(entry.record_time),
        "request_time": moment::text(entry.request_time),
        "principal": entry.principal,
        "via": entry.via,
        "address": entry.address,
        "service": entry.service,
        "method": entry.method,
        "resource": entry.resource,
        "request_id": entry.request_id,
        "reason": entry.reason,
        "changes": entry.changes.iter().map(change).collect::<Vec<_>>(),
        "hash": chained.hash,
        "previous_hash": chained.previous_hash,
    })
}
