use jixiao_sheets::{Kind, Limits, Place, RemarkKind, Unopenable};

use crate::pack::{cells, content, numbers, ods, ods_of, ods_with, open, remarks, zip};

fn row(cells: &str) -> String {
    format!("<table:table-row>{cells}</table:table-row>")
}

fn cell(text: &str) -> String {
    format!("<table:table-cell office:value-type='string'><text:p>{text}</text:p></table:table-cell>")
}

/// The text of a single cell.
fn one(cell: &str) -> String {
    let mut cells = cells(ods(&row(cell)));
    cells.pop().map_or_else(String::new, |mut line| line.pop().unwrap())
}

fn valued(attributes: &str, shown: &str) -> String {
    one(&format!("<table:table-cell {attributes}><text:p>{shown}</text:p></table:table-cell>"))
}

#[test]
fn tables_are_sheets_and_blank_ones_are_left_out() {
    let tables = format!(
        "<table:table table:name='甲'>{}</table:table><table:table table:name='空'/><table:table table:name='乙'>{}</table:table>",
        row(&cell("a")),
        row(&cell("b"))
    );
    let book = open(ods_of(&content("", &tables))).unwrap();
    assert_eq!(book.kind, Kind::Ods);
    let names: Vec<_> = book.sheets.iter().map(|sheet| sheet.name.as_deref().unwrap()).collect();
    assert_eq!(names, ["甲", "乙"]);
}

#[test]
fn a_number_has_its_stored_value_and_a_share_is_a_percentage() {
    assert_eq!(valued("office:value-type='float' office:value='1884000'", "1,884,000.00"), "1884000");
    assert_eq!(valued("office:value-type='float' office:value='188.4'", "188"), "188.4");
    assert_eq!(valued("office:value-type='float' office:value='8223.799999999999'", "8223.8"), "8223.8");
    assert_eq!(valued("office:value-type='float' office:value='1.884E6'", "1.88E+06"), "1884000");
    assert_eq!(valued("office:value-type='currency' office:value='12.5'", "￥12.50"), "12.5");
    assert_eq!(valued("office:value-type='percentage' office:value='0.9'", "90.00%"), "90%");
    assert_eq!(valued("office:value-type='percentage' office:value='0.9025'", "90%"), "90.25%");
    assert_eq!(valued("office:value-type='float' office:value='0'", ""), "0");
}

#[test]
fn what_the_format_of_a_number_adds_in_words_stays() {
    assert_eq!(valued("office:value-type='float' office:value='90'", "≥90"), "≥90");
    assert_eq!(valued("office:value-type='float' office:value='80'", "80人"), "80人");
    assert_eq!(valued("office:value-type='float' office:value='90'", "90%"), "90%");
}

#[test]
fn dates_booleans_and_texts_have_their_text() {
    assert_eq!(valued("office:value-type='date' office:date-value='2023-12-31'", "2023年12月31日"), "2023-12-31");
    assert_eq!(valued("office:value-type='date' office:date-value='2023-12-31T00:00:00'", "31/12"), "2023-12-31");
    assert_eq!(valued("office:value-type='date' office:date-value='2023-12-31T08:30:00'", ""), "2023-12-31 08:30:00");
    assert_eq!(valued("office:value-type='boolean' office:boolean-value='true'", "真"), "真");
    assert_eq!(valued("office:value-type='boolean' office:boolean-value='true'", ""), "TRUE");
    assert_eq!(valued("office:value-type='string' office:string-value='甲'", ""), "甲");
    assert_eq!(valued("office:value-type='float' office:value='nonsense'", "12"), "12");
    assert_eq!(valued("", "无类型"), "无类型");
}

#[test]
fn paragraphs_are_lines_and_spaces_are_those_meant() {
    let cell = "<table:table-cell office:value-type='string'>\
        <office:annotation><text:p>批注</text:p></office:annotation>\
        <draw:frame><draw:text-box><text:p>图</text:p></draw:text-box></draw:frame>\
        <text:p> a \n b<text:s text:c='2'/>c<text:tab/><text:span>d <text:a xlink:href='http://x'>e</text:a></text:span> </text:p>\n\
        <text:p>f<text:line-break/>g&amp;&#8805;</text:p><text:p/></table:table-cell>";
    assert_eq!(one(cell), "a b  c\td e\nf\ng&≥\n");
}

#[test]
fn a_merged_cell_is_blank_whatever_it_hides() {
    let cells_ = row(&format!(
        "<table:table-cell table:number-columns-spanned='3'><text:p>标题</text:p></table:table-cell>\
         <table:covered-table-cell table:number-columns-repeated='2'><text:p>藏</text:p></table:covered-table-cell>{}",
        cell("右")
    ));
    assert_eq!(cells(ods(&cells_)), [["标题", "", "", "右"]]);
}

#[test]
fn repeated_blanks_cost_nothing_and_repeated_cells_are_written_out() {
    let rows = format!(
        "{}<table:table-row table:number-rows-repeated='1048570'><table:table-cell table:number-columns-repeated='16384'/>\
         </table:table-row>{}<table:table-row table:number-rows-repeated='2'><table:table-cell \
         table:number-columns-repeated='3'><text:p>x</text:p></table:table-cell><table:table-cell \
         table:number-columns-repeated='99999999999999999999'/></table:table-row>",
        row(&cell("a")),
        row(&cell("b"))
    );
    assert_eq!(numbers(ods(&rows)), [1, 1048572, 1048573, 1048574]);
    assert_eq!(cells(ods(&rows))[2..], [["x"; 3], ["x"; 3]]);
}

#[test]
fn filled_cells_repeated_past_the_limits_are_refused() {
    let rows = "<table:table-row table:number-rows-repeated='1048576'><table:table-cell><text:p>x</text:p>\
                </table:table-cell></table:table-row>";
    assert_eq!(open(ods(rows)), Err(Unopenable::TooManyLines));
    let cells = "<table:table-row><table:table-cell table:number-columns-repeated='16384'><text:p>x</text:p>\
                 </table:table-cell></table:table-row>";
    assert_eq!(open(ods(cells)), Err(Unopenable::TooManyCells { line: 1 }));
    let far = row(&format!("<table:table-cell table:number-columns-repeated='{}'/>{}", Limits::CELLS, cell("x")));
    assert_eq!(open(ods(&far)), Err(Unopenable::TooManyCells { line: 1 }));
}

#[test]
fn rows_in_groups_and_headers_are_rows() {
    let rows = format!(
        "<table:table-column/><table:table-header-rows>{}</table:table-header-rows><table:table-row-group>\
         <table:table-row-group>{}</table:table-row-group>{}</table:table-row-group>{}",
        row(&cell("a")),
        row(&cell("b")),
        row(&cell("c")),
        row(&cell("d"))
    );
    assert_eq!(cells(ods(&rows)), [["a"], ["b"], ["c"], ["d"]]);
    assert_eq!(numbers(ods(&rows)), [1, 2, 3, 4]);
}

#[test]
fn only_tables_of_the_body_are_read() {
    let other = format!("<table:table table:name='x'>{}</table:table>", row(&cell("否")));
    let tables = format!(
        "<table:tracked-changes>{other}</table:tracked-changes><table:table table:name='表'>{}</table:table>\
         <table:dde-links>{other}</table:dde-links><table:table table:name=\"'file:///c:/b.ods'#$Sheet1\">{}</table:table>",
        row(&format!("<table:table-cell>{other}<text:p>是</text:p></table:table-cell>")),
        row(&cell("否"))
    );
    assert_eq!(cells(ods_of(&content("", &tables))), [["是"]]);
}

#[test]
fn a_formula_gives_its_stored_value_and_a_remark_with_its_place() {
    let formula = |attributes: &str, shown: &str| {
        format!("<table:table-cell table:formula='of:=[.A1]' {attributes}>{shown}</table:table-cell>")
    };
    let cells_ = [
        cell("a"),
        formula("office:value-type='float' office:value='3'", "<text:p>3</text:p>"),
        formula("", ""),
        formula("office:value-type='string'", ""),
        formula("office:value-type='string' calcext:value-type='error'", "<text:p>#REF!</text:p>"),
    ];
    let book = open(ods(&format!("<table:table-row/>{}", row(&cells_.concat())))).unwrap();
    assert_eq!(book.sheets[0].lines[0].cells, ["a", "3", "", "", "#REF!"]);
    let remarks: Vec<_> = book.remarks.iter().map(|it| (it.kind, it.place.as_ref().unwrap().cell.unwrap())).collect();
    let expected = [(RemarkKind::Formula, 2), (RemarkKind::FormulaWithoutValue, 3), (RemarkKind::ErrorValue, 5)];
    assert_eq!(remarks, expected);
    let place = Place { sheet: Some("表".to_owned()), line: Some(2), cell: Some(2) };
    assert_eq!(book.remarks[0].place, Some(place));
}

#[test]
fn macros_hidden_sheets_and_other_files_are_remarked() {
    let macros = ods_with(&[("Basic/Standard/Module1.xml", "<x/>")], &row(&cell("a")));
    assert_eq!(remarks(macros), [RemarkKind::Macros]);

    let styles = "<style:style style:name='ta1'><style:table-properties table:display='false'/></style:style>";
    let table = format!("<table:table table:name='藏' table:style-name='ta1'>{}</table:table>", row(&cell("a")));
    let book = open(ods_of(&content(styles, &table))).unwrap();
    assert_eq!((book.remarks[0].kind, book.sheets.len()), (RemarkKind::HiddenSheet, 1));
    assert_eq!(book.remarks[0].place.as_ref().unwrap().sheet.as_deref(), Some("藏"));

    for other in [
        "<table:table-source xlink:href='b.ods'/>".to_owned(),
        row("<table:table-cell><draw:frame><draw:image xlink:href='http://x/y.png'/></draw:frame></table:table-cell>"),
        row("<table:table-cell table:formula=\"of:=['file:///b.ods'#$S.A1]\" office:value-type='string'/>"),
    ] {
        assert!(remarks(ods(&other)).contains(&RemarkKind::ExternalReference), "{other}");
    }
    let inside =
        row("<table:table-cell><draw:frame><draw:image xlink:href='Pictures/y.png'/></draw:frame></table:table-cell>");
    assert_eq!(remarks(ods(&inside)), []);
}

#[test]
fn an_encrypted_file_and_one_that_is_no_spreadsheet_are_refused() {
    let manifest = "<manifest:manifest xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'>\
        <manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    assert_eq!(open(ods_with(&[("META-INF/manifest.xml", manifest)], "")), Err(Unopenable::Encrypted));
    let text = content("", "").replace("office:spreadsheet", "office:text");
    assert_eq!(open(ods_of(&text)), Err(Unopenable::WrongKind));
    let mimetype = ("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    assert_eq!(open(zip(&[mimetype])), Err(Unopenable::Damaged));
}

#[test]
fn spaces_that_are_only_counted_are_few_in_one_place_and_refused_past_the_limit_in_all() {
    assert_eq!(one(&cell("a<text:s text:c='4000000000'/>b")), format!("a{}b", " ".repeat(1_024)));
    let wide = "<text:s text:c='4000000000'/>";
    let blank = format!("<table:table-cell><text:p>{wide}</text:p></table:table-cell>");
    let replaced = format!(
        "<table:table-cell office:value-type='float' office:value='1'><text:p>1{wide}</text:p></table:table-cell>"
    );
    for cells_ in [blank, replaced] {
        let rows = |count: usize| ods(&format!("{}{}", row(&cells_).repeat(count), row(&cell("x"))));
        assert_eq!(cells(rows(3)).pop(), Some(vec!["x".to_owned()]));
        assert_eq!(open(rows(Limits::TEXT / 1_024 + 1)), Err(Unopenable::TooMuchText));
    }
    // In one cell the text itself is past the limit.
    assert_eq!(open(ods(&row(&cell(&wide.repeat(10_000))))), Err(Unopenable::TooMuchText));
}

#[test]
fn a_filled_row_past_the_last_one_is_refused_and_a_blank_one_is_not() {
    let blank = |count: &str| {
        format!("<table:table-row table:number-rows-repeated='{count}'><table:table-cell/></table:table-row>")
    };
    let last = (Limits::LAST_ROW - 1).to_string();
    assert_eq!(numbers(ods(&format!("{}{}", blank(&last), row(&cell("x"))))), [Limits::LAST_ROW]);
    let twice = "<table:table-row table:number-rows-repeated='2'><table:table-cell><text:p>x</text:p>\
                 </table:table-cell></table:table-row>";
    for (count, filled) in [
        ("1048576", row(&cell("x"))),
        ("2147483647", row(&cell("x"))),
        ("2147483646", twice.into()),
        (&last, twice.into()),
    ] {
        assert_eq!(open(ods(&format!("{}{filled}", blank(count)))), Err(Unopenable::TooManyLines), "{count}");
    }
    assert_eq!(cells(ods(&format!("{}{}{}", row(&cell("x")), blank("2147483647"), blank("9")))), [["x"]]);
}

#[test]
fn a_long_name_of_a_sheet_is_cut_before_remarks_repeat_it() {
    let name = "名".repeat(100_000);
    let cell = "<table:table-cell table:formula='of:=1'/>";
    let table = format!(
        "<table:table table:name='{name}'>{}{}</table:table>",
        row(cell).repeat(1_100),
        row("<table:table-cell><text:p>x</text:p></table:table-cell>")
    );
    let book = open(ods_of(&content("", &table))).unwrap();
    assert_eq!(book.remarks.len(), Limits::REMARKS);
    let cut = "名".repeat(Limits::NAME);
    assert_eq!(book.sheets[0].name.as_ref(), Some(&cut));
    assert!(book.remarks.iter().all(|remark| remark.place.as_ref().unwrap().sheet.as_ref() == Some(&cut)));
}
