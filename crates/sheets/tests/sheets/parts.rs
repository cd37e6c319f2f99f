//! Compressed files, made part by part.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The parts of a file, by name.
#[derive(Clone, Debug)]
pub(crate) struct Parts(Vec<(String, String)>);

impl Parts {
    pub(crate) fn new() -> Self {
        Self(Vec::new())
    }

    /// A workbook with a sheet `表` for each of these contents of the worksheet's element.
    pub(crate) fn workbook(sheets: &[&str]) -> Self {
        let mut entries = String::new();
        let mut relations = String::new();
        let mut parts = Self::new();
        for (number, sheet) in (1..).zip(sheets) {
            entries.push_str(&format!(r#"<sheet name="表{number}" sheetId="{number}" r:id="rId{number}"/>"#));
            relations.push_str(&relation(
                &format!("rId{number}"),
                "worksheet",
                &format!("worksheets/sheet{number}.xml"),
            ));
            parts = parts.with(&format!("xl/worksheets/sheet{number}.xml"), &format!("<worksheet>{sheet}</worksheet>"));
        }
        relations.push_str(&relation("rIdS", "sharedStrings", "sharedStrings.xml"));
        relations.push_str(&relation("rIdT", "styles", "styles.xml"));
        parts
            .with("[Content_Types].xml", "<Types/>")
            .with("_rels/.rels", &relations_of(&relation("rId1", "officeDocument", "xl/workbook.xml")))
            .with("xl/workbook.xml", &format!(r#"<workbook xmlns:r="r"><sheets>{entries}</sheets></workbook>"#))
            .with("xl/_rels/workbook.xml.rels", &relations_of(&relations))
    }

    /// A workbook with one sheet of these rows.
    pub(crate) fn rows(rows: &str) -> Self {
        Self::workbook(&[&format!("<sheetData>{rows}</sheetData>")])
    }

    /// With a part, in the place of one of the same name.
    pub(crate) fn with(mut self, name: &str, content: &str) -> Self {
        self.0.retain(|part| part.0 != name);
        self.0.push((name.to_owned(), content.to_owned()));
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.0.retain(|part| part.0 != name);
        self
    }

    /// With another text in the place of one in a part.
    pub(crate) fn replacing(mut self, name: &str, from: &str, to: &str) -> Self {
        let part = self.0.iter_mut().find(|part| part.0 == name).unwrap();
        assert!(part.1.contains(from));
        part.1 = part.1.replace(from, to);
        self
    }

    /// With the content of a part made into another.
    pub(crate) fn spoilt(mut self, name: &str, change: impl FnOnce(&str) -> String) -> Self {
        let part = self.0.iter_mut().find(|part| part.0 == name).unwrap();
        part.1 = change(&part.1);
        self
    }

    pub(crate) fn with_strings(self, strings: &str) -> Self {
        self.with("xl/sharedStrings.xml", &format!("<sst>{strings}</sst>"))
    }

    /// With cell styles of these number formats, by id; those from 164 on have these codes.
    pub(crate) fn with_formats(self, ids: &[u16], codes: &[&str]) -> Self {
        let xfs: String = ids.iter().map(|id| format!(r#"<xf numFmtId="{id}"/>"#)).collect();
        let codes: String =
            (164..).zip(codes).map(|(id, code)| format!(r#"<numFmt numFmtId="{id}" formatCode="{code}"/>"#)).collect();
        let other = r#"<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>"#;
        let content = format!("<styleSheet><numFmts>{codes}</numFmts>{other}<cellXfs>{xfs}</cellXfs></styleSheet>");
        self.with("xl/styles.xml", &content)
    }

    pub(crate) fn zip(&self) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.0 {
            writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
            writer.write_all(content.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }
}

pub(crate) fn relations_of(relations: &str) -> String {
    format!("<Relationships>{relations}</Relationships>")
}

pub(crate) fn relation(id: &str, kind: &str, target: &str) -> String {
    format!(r#"<Relationship Id="{id}" Type="http://relationships/{kind}" Target="{target}"/>"#)
}
