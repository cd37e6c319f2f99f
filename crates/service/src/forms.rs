//! Forms on the wire: what is found in those that come in, and those that go out as files.

use std::num::NonZeroUsize;
use std::sync::{Arc, LazyLock};
use std::thread::available_parallelism;

use jixiao_forms::{Finding, Limits, Severity};
use jixiao_proto::Fields;
use jixiao_proto::common::v1::{self as wire, ErrorReason, FormFile, FormFormat};
use jixiao_reports::{File, Format, Unwritable};

use tokio::sync::Semaphore;

use crate::fault::Fault;

/// Details travel in the headers of a reply, which are small.
const MOST_FIELDS: usize = 20;

/// A finding as a message.
pub fn finding(found: &Finding) -> wire::Finding {
    let severity = match found.severity {
        Severity::Error => wire::Severity::Error,
        Severity::Warning => wire::Severity::Warning,
        Severity::Info => wire::Severity::Info,
    };
    wire::Finding {
        severity: severity as i32,
        code: found.code.as_str().to_owned(),
        line: found.line.unwrap_or_default(),
        cell: found.cell.unwrap_or_default(),
        message: found.message.clone(),
        message_zh: found.message_zh.clone(),
        sheet: found.sheet.clone().unwrap_or_default(),
    }
}

/// The format that a field asks for; not given, a workbook.
pub fn format(fields: &mut Fields, number: i32) -> Option<Format> {
    match FormFormat::try_from(number) {
        Ok(FormFormat::Unspecified | FormFormat::Xlsx) => Some(Format::Xlsx),
        Ok(FormFormat::Html) => Some(Format::Html),
        Err(_) => {
            fields.refuse("format", "is no known format", "未知的文件格式");
            None
        }
    }
}

fn message(file: File) -> FormFile {
    FormFile { file_name: file.name, media_type: file.media_type.to_owned(), content: file.bytes }
}

/// Refuses a file that is larger than [`Limits::BYTES`].
pub fn limit(content: &[u8]) -> Result<(), Fault> {
    if content.len() > Limits::BYTES { Err(Fault::limit(Limits::BYTES, content.len())) } else { Ok(()) }
}

/// Takes the field of a file, which must be there.
pub fn content(fields: &mut Fields, content: &[u8]) {
    if content.is_empty() {
        fields.refuse("content", "is required", "必填");
    }
}

/// A file that is no form: its stable name, and why, in both languages.
pub fn unreadable(name: &'static str, en: impl Into<String>, zh: impl Into<String>) -> Fault {
    Fault::new(ErrorReason::FormUnreadable, en, zh).with("finding", name)
}

/// A form that was read and cannot be taken: its first error, and the place of each of the first ones.
pub fn refused<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Fault {
    let mut errors = findings.into_iter().filter(|found| found.severity == Severity::Error).peekable();
    let fault = errors.peek().map_or_else(
        || unreadable("", "the form does not fit together", "表中内容不一致"),
        |first| unreadable(first.code.as_str(), first.message.clone(), first.message_zh.clone()),
    );
    let field = |fault: Fault, found: &Finding| fault.field(place(found), &found.message, &found.message_zh);
    errors.take(MOST_FIELDS).fold(fault, field)
}

/// The path of a place in a file, such as `content.sheets["目标"].lines[12].cells[3]`.
fn place(found: &Finding) -> String {
    let sheet = found.sheet.as_ref().map(|name| format!(".sheets[{name:?}]")).unwrap_or_default();
    let line = found.line.map(|line| format!(".lines[{line}]")).unwrap_or_default();
    let cell = found.cell.map(|cell| format!(".cells[{cell}]")).unwrap_or_default();
    format!("content{sheet}{line}{cell}")
}

/// One permit for each core. Work that began goes on when its caller has left, so the limit on calls under way
/// does not bound it; this does.
static AT_ONCE: LazyLock<Arc<Semaphore>> = LazyLock::new(|| {
    let cores = available_parallelism().map_or(1, NonZeroUsize::get);
    Arc::new(Semaphore::new(cores))
});

/// Does work on a file that may take a while, so that it does not hold up other calls; as many at once as there
/// are cores.
pub async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
    let permit = Arc::clone(&AT_ONCE).acquire_owned().await.map_err(Fault::internal)?;
    let work = move || {
        let done = work();
        drop(permit);
        done
    };
    tokio::task::spawn_blocking(work).await.map_err(Fault::internal)
}

/// Writes a form, aside.
pub async fn written(write: impl FnOnce() -> Result<File, Unwritable> + Send + 'static) -> Result<FormFile, Fault> {
    aside(write).await?.map(message).map_err(Fault::internal)
}
