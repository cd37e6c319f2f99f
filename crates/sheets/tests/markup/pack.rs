//! Small files made by hand.

use std::io::{Cursor, Write};

use jixiao_sheets::{Book, RemarkKind, Unopenable};
use zip::write::SimpleFileOptions;

/// A compressed file of parts.
pub(crate) fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const ODS: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// `content.xml` with what is in the automatic styles and in the spreadsheet.
pub(crate) fn content(styles: &str, tables: &str) -> String {
    format!(
        "<?xml version='1.0' encoding='UTF-8'?><office:document-content \
         xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
         xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' \
         xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' \
         xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' \
         xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' \
         xmlns:xlink='http://www.w3.org/1999/xlink' \
         xmlns:calcext='urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0'>\
         <office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
}

/// An .ods file with the parts given and one table of the rows given.
pub(crate) fn ods_with(parts: &[(&str, &str)], rows: &str) -> Vec<u8> {
    let content = content("", &format!("<table:table table:name='表'>{rows}</table:table>"));
    let mut all = vec![("mimetype", ODS), ("content.xml", content.as_str())];
    all.extend(parts);
    zip(&all)
}

/// An .ods file with one table of the rows given.
pub(crate) fn ods(rows: &str) -> Vec<u8> {
    ods_with(&[], rows)
}

/// An .ods file with this `content.xml`.
pub(crate) fn ods_of(content: &str) -> Vec<u8> {
    zip(&[("mimetype", ODS), ("content.xml", content)])
}

/// A .docx file with the parts given and this in its body.
pub(crate) fn docx_with(parts: &[(&str, &str)], body: &str) -> Vec<u8> {
    let document = format!(
        "<?xml version='1.0' encoding='UTF-8'?><w:document \
         xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
         xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math' \
         xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'><w:body>{body}</w:body></w:document>"
    );
    let mut all = vec![("word/document.xml", document.as_str())];
    all.extend(parts);
    zip(&all)
}

/// A .docx file with this in its body.
pub(crate) fn docx(body: &str) -> Vec<u8> {
    docx_with(&[], body)
}

/// A page with this in its body.
pub(crate) fn html(body: &str) -> Vec<u8> {
    format!("<!DOCTYPE html><title>页</title><body>{body}").into_bytes()
}

/// Opens a file.
pub(crate) fn open(file: impl AsRef<[u8]>) -> Result<Book, Unopenable> {
    jixiao_sheets::open(file.as_ref())
}

/// The cells of all lines of all sheets.
pub(crate) fn cells(file: impl AsRef<[u8]>) -> Vec<Vec<String>> {
    let book = open(file).unwrap();
    book.sheets.into_iter().flat_map(|sheet| sheet.lines).map(|line| line.cells).collect()
}

/// The numbers of all lines.
pub(crate) fn numbers(file: impl AsRef<[u8]>) -> Vec<i32> {
    let book = open(file).unwrap();
    book.sheets.into_iter().flat_map(|sheet| sheet.lines).map(|line| line.number).collect()
}

/// What is remarked.
pub(crate) fn remarks(file: impl AsRef<[u8]>) -> Vec<RemarkKind> {
    open(file).unwrap().remarks.into_iter().map(|remark| remark.kind).collect()
}
