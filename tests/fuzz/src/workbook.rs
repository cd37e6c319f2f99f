//! Files whose parts are made of the words of their format.

use crate::choices::Choices;
use crate::parts::{self, Parts};

/// The words of a format.
struct Words {
    elements: &'static [&'static str],
    attributes: &'static [&'static str],
}

const XLSX: Words = Words {
    elements: &[
        "row",
        "c",
        "v",
        "f",
        "is",
        "t",
        "r",
        "rPh",
        "si",
        "sheetData",
        "mergeCells",
        "mergeCell",
        "xf",
        "cellXfs",
        "cellStyleXfs",
        "numFmts",
        "numFmt",
        "sheet",
        "workbookPr",
        "x",
    ],
    attributes: &[
        "r",
        "t",
        "s",
        "ref",
        "numFmtId",
        "formatCode",
        "hidden",
        "state",
        "date1904",
        "count",
        "r:id",
        "name",
    ],
};
const ODS: Words = Words {
    elements: &[
        "table:table",
        "table:table-row",
        "table:table-cell",
        "table:covered-table-cell",
        "table:table-row-group",
        "table:table-header-rows",
        "text:p",
        "text:s",
        "text:tab",
        "text:line-break",
        "text:span",
        "text:a",
        "office:annotation",
        "draw:frame",
        "table:shapes",
        "text:list",
        "text:list-item",
        "text:note",
        "style:style",
        "style:table-properties",
    ],
    attributes: &[
        "table:number-rows-repeated",
        "table:number-columns-repeated",
        "table:number-columns-spanned",
        "table:number-rows-spanned",
        "office:value-type",
        "office:value",
        "office:date-value",
        "office:time-value",
        "office:boolean-value",
        "office:string-value",
        "table:formula",
        "text:c",
        "calcext:value-type",
        "table:name",
        "table:style-name",
        "table:display",
    ],
};
const DOCX: Words = Words {
    elements: &[
        "w:p",
        "w:r",
        "w:t",
        "w:tbl",
        "w:tr",
        "w:tc",
        "w:tcPr",
        "w:gridSpan",
        "w:vMerge",
        "w:hMerge",
        "w:trPr",
        "w:gridBefore",
        "w:gridAfter",
        "w:pPr",
        "w:numPr",
        "w:numId",
        "w:ilvl",
        "w:tab",
        "w:br",
        "w:sym",
        "w:del",
        "w:ins",
        "w:moveFrom",
        "w:sdt",
        "w:sdtContent",
        "mc:AlternateContent",
        "mc:Choice",
        "mc:Fallback",
        "w:rPr",
        "w:vertAlign",
        "m:r",
        "m:t",
        "m:sup",
        "w:tblGrid",
        "w:gridCol",
        "w:lvl",
        "w:abstractNum",
        "w:num",
        "w:abstractNumId",
        "w:numFmt",
        "w:lvlText",
        "w:start",
        "w:lvlOverride",
        "w:startOverride",
        "w:noBreakHyphen",
    ],
    attributes: &[
        "w:val",
        "w:char",
        "w:font",
        "xml:space",
        "w:abstractNumId",
        "w:numId",
        "w:ilvl",
        "w:type",
        "Requires",
    ],
};
const HTML: Words = Words {
    elements: &[
        "table",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "tfoot",
        "caption",
        "colgroup",
        "col",
        "p",
        "div",
        "br",
        "sup",
        "pre",
        "textarea",
        "script",
        "style",
        "title",
        "template",
        "select",
        "option",
        "input",
        "details",
        "summary",
        "iframe",
        "plaintext",
        "noscript",
        "svg",
        "ul",
        "li",
        "span",
        "h1",
        "hr",
        "img",
        "center",
    ],
    attributes: &[
        "colspan",
        "rowspan",
        "type",
        "value",
        "hidden",
        "style",
        "data-jixiao-detail",
        "rel",
        "charset",
        "class",
    ],
};

/// Values of attributes and texts.
const VALUES: [&str; 64] = [
    "",
    " ",
    "0",
    "1",
    "2",
    "3",
    "9",
    "-1",
    "63",
    "64",
    "65",
    "1000",
    "65535",
    "20001",
    "1048576",
    "1048577",
    "4294967295",
    "9223372036854775807",
    "18446744073709551616",
    "1e308",
    "1e-999",
    "-0.5",
    "0.1234567890123456789",
    "45351.5",
    "NaN",
    "A1",
    "B2",
    "A1:B2",
    "B1:A1",
    "BL1",
    "BM1",
    "XFD1048576",
    "s",
    "str",
    "inlineStr",
    "b",
    "e",
    "d",
    "n",
    "percentage",
    "currency",
    "date",
    "time",
    "boolean",
    "string",
    "float",
    "2023-09-30",
    "PT36H",
    "true",
    "restart",
    "continue",
    "superscript",
    "chineseCounting",
    "%1.%2",
    "0.00%",
    "yyyy-mm-dd",
    "目标1",
    "产出指标",
    "数量指标",
    "≥",
    "定性",
    "培训人数",
    "序号",
    "主要工作任务",
];

/// Makes an .xlsx, .ods, .docx or HTML file of the words of its format, as `data` says, and reads it.
pub fn workbook(data: &[u8]) {
    let mut choices = Choices::of(data);
    let file = match choices.below(4) {
        0 => xlsx(&mut choices),
        1 => ods(&mut choices),
        2 => docx(&mut choices),
        _ => soup(&mut choices, &HTML, "<!DOCTYPE html><table>", "").into_bytes(),
    };
    crate::read(&file);
    crate::read_actuals(&file);
}

fn packed(all: Vec<(&str, String)>) -> Vec<u8> {
    let parts: Parts = all.into_iter().map(|(name, content)| (name.to_owned(), content.into_bytes())).collect();
    parts::file(&parts)
}

fn xlsx(choices: &mut Choices<'_>) -> Vec<u8> {
    let relation = |number: usize, kind: &str, target: &str| {
        format!(r#"<Relationship Id="r{number}" Type="http://relationships/{kind}" Target="{target}"/>"#)
    };
    let relations = [
        relation(1, "worksheet", "worksheets/sheet1.xml"),
        relation(2, "worksheet", "worksheets/sheet2.xml"),
        relation(3, "sharedStrings", "sharedStrings.xml"),
        relation(4, "styles", "styles.xml"),
    ];
    let workbook = r#"<workbook xmlns:r="r"><sheets><sheet name="表1" sheetId="1" r:id="r1"/><sheet name="表2" sheetId="2" r:id="r2"/></sheets></workbook>"#;
    let strings = "<si><t>目标1</t></si><si><r><t>≥</t></r></si><si><t>培训人数</t></si><si/>";
    let styles = r#"<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="14"/><xf numFmtId="46"/></cellXfs>"#;
    packed(vec![
        ("xl/workbook.xml", workbook.to_owned()),
        ("xl/_rels/workbook.xml.rels", format!("<Relationships>{}</Relationships>", relations.concat())),
        ("xl/sharedStrings.xml", soup(choices, &XLSX, &format!("<sst>{strings}"), "</sst>")),
        ("xl/styles.xml", soup(choices, &XLSX, &format!("<styleSheet>{styles}"), "</styleSheet>")),
        ("xl/worksheets/sheet1.xml", soup(choices, &XLSX, "<worksheet><sheetData>", "</sheetData></worksheet>")),
        ("xl/worksheets/sheet2.xml", soup(choices, &XLSX, "<worksheet><sheetData>", "</sheetData></worksheet>")),
    ])
}

fn ods(choices: &mut Choices<'_>) -> Vec<u8> {
    let start = "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
        xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' \
        xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' \
        xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' \
        xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' \
        xmlns:calcext='urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0'>\
        <office:body><office:spreadsheet><table:table table:name='表'>";
    let end = "</table:table></office:spreadsheet></office:body></office:document-content>";
    packed(vec![
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet".to_owned()),
        ("content.xml", soup(choices, &ODS, start, end)),
    ])
}

fn docx(choices: &mut Choices<'_>) -> Vec<u8> {
    let names = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
        xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math' \
        xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'";
    let document = format!("<w:document {names}><w:body>");
    packed(vec![
        ("word/numbering.xml", soup(choices, &DOCX, &format!("<w:numbering {names}>"), "</w:numbering>")),
        ("word/document.xml", soup(choices, &DOCX, &document, "</w:body></w:document>")),
    ])
}

/// Elements in elements with texts between them. Most of them end where they should.
fn soup(choices: &mut Choices<'_>, words: &Words, start: &str, end: &str) -> String {
    let mut text = start.to_owned();
    let mut open = Vec::new();
    for _ in 0..choices.below(200) {
        match choices.below(16) {
            _ if choices.is_over() => break,
            0..=6 => {
                let name = choices.text(words.elements);
                text.push_str(&format!("<{name}"));
                for _ in 0..choices.below(4) {
                    let (attribute, value) = (choices.text(words.attributes), choices.text(&VALUES));
                    text.push_str(&format!(" {attribute}=\"{value}\""));
                }
                text.push('>');
                open.push(name);
            }
            7..=10 => text.push_str(&open.pop().map(|name| format!("</{name}>")).unwrap_or_default()),
            11..=14 => text.push_str(choices.text(&VALUES)),
            _ if choices.byte() < 8 => text.push_str(choices.text(&["</x>", "<", "&", "<!--", "&#8805;", "]]>", "\0"])),
            _ => {
                // The same once more, so that repeated rows and cells are met.
                let from = text.char_indices().rev().take(choices.below(400)).find(|(_, c)| *c == '<');
                let again = from.and_then(|(at, _)| text.get(at..)).unwrap_or_default().to_owned();
                text.push_str(&again);
            }
        }
    }
    for name in open.into_iter().rev() {
        text.push_str(&format!("</{name}>"));
    }
    text + end
}
