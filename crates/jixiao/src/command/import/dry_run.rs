//! Reading target tables without a server.

use std::path::{Path, PathBuf};

use jixiao_forms::Form;
use jixiao_service::forms;
use serde_json::Value;

use super::Imported;
use crate::error::Error;
use crate::{finding, output};

/// Reads a file and says what is in it.
pub(super) fn one(path: &Path, content: &[u8]) -> Result<Imported, Error> {
    let forms = read(path, content)?;
    let count = forms.len();
    Ok(Imported { lines: forms.iter().flat_map(summary).collect(), errors: Vec::new(), count })
}

/// Prints the plans of files as JSON: one alone as it is, several as a list.
pub(super) fn json(paths: &[PathBuf]) -> Result<(), Error> {
    let mut plans: Vec<Value> = Vec::new();
    for path in paths {
        let content = std::fs::read(path).map_err(|source| Error::File { path: path.clone(), source })?;
        plans.extend(read(path, &content)?.iter().map(Form::to_json));
    }
    let value = if plans.len() == 1 { plans.remove(0) } else { Value::Array(plans) };
    Ok(output::line(serde_json::to_string_pretty(&value)?)?)
}

fn read(path: &Path, content: &[u8]) -> Result<Vec<Form>, Error> {
    jixiao_forms::read(content).map_err(|why| Error::NotATable { path: path.to_owned(), why })
}

fn summary(form: &Form) -> Vec<String> {
    let title = form.department.as_ref().map_or("no department", |d| d.as_str());
    let year = form.fiscal_year.map_or_else(|| "no year".to_owned(), |y| y.to_string());
    let (tasks, goals, indicators) = (form.tasks.len(), form.goals.len(), form.indicators.len());
    let head = format!("{title}, {year}: {tasks} tasks, {goals} goals, {indicators} indicators");
    let findings = form.findings.iter().map(|found| finding::line(&forms::finding(found)));
    std::iter::once(head).chain(findings).collect()
}
