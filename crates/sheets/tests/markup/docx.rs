use jixiao_sheets::{Kind, Limits, RemarkKind, Unopenable};

use crate::pack::{cells, docx, docx_with, numbers, open, remarks, zip};

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>")
}

fn tc(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text))
}

fn tr(cells: &[String]) -> String {
    format!("<w:tr>{}</w:tr>", cells.concat())
}

fn tbl(columns: usize, rows: &str) -> String {
    format!("<w:tbl><w:tblPr/><w:tblGrid>{}</w:tblGrid>{rows}</w:tbl>", "<w:gridCol/>".repeat(columns))
}

/// The text of a paragraph with this in it.
fn one(inside: &str) -> String {
    cells(docx(&format!("<w:p>{inside}</w:p>"))).pop().map_or_else(String::new, |line| line.join("|"))
}

#[test]
fn paragraphs_and_rows_are_lines() {
    let body = format!("{}<w:p/>{}{}", p("标题"), tbl(2, &tr(&[tc("", "a"), tc("", "b")])), p("尾"));
    let book = open(docx(&body)).unwrap();
    assert_eq!((book.kind, book.sheets.len(), book.sheets[0].name.clone()), (Kind::Docx, 1, None));
    assert_eq!(cells(docx(&body)), [vec!["标题"], vec!["a", "b"], vec!["尾"]]);
    assert_eq!(numbers(docx(&body)), [1, 3, 4]);
}

#[test]
fn a_paragraph_outside_tables_has_a_cell_for_each_tab_and_one_inside_has_not() {
    let run = "<w:r><w:t>部门名称：</w:t><w:tab/><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>";
    let stops = "<w:pPr><w:tabs><w:tab w:val='left' w:pos='1'/></w:tabs></w:pPr>";
    let paragraph = format!("<w:p>{stops}{run}</w:p>");
    assert_eq!(cells(docx(&paragraph)), [["部门名称：", "甲\n乙"]]);
    let table = tbl(2, &tr(&[format!("<w:tc>{paragraph}</w:tc>"), tc("", "x")]));
    assert_eq!(cells(docx(&table)), [["部门名称：\t甲\n乙", "x"]]);
}

#[test]
fn merged_cells_are_blank_in_their_columns() {
    let rows = [
        tr(&[tc("<w:gridSpan w:val='3'/>", "标题"), tc("", "右")]),
        tr(&[tc("<w:vMerge w:val='restart'/>", "目标1"), tc("", "a"), tc("<w:gridSpan w:val='2'/>", "b")]),
        tr(&[tc("<w:vMerge/>", "藏"), tc("<w:gridSpan w:val='2'/><w:vMerge w:val='continue'/>", ""), tc("", "c")]),
        tr(&[tc("<w:hMerge w:val='restart'/>", "d"), tc("<w:hMerge w:val='continue'/>", ""), tc("", "e")]),
        "<w:tr><w:trPr><w:gridBefore w:val='2'/><w:gridAfter w:val='1'/></w:trPr><w:tc><w:p><w:r><w:t>f</w:t></w:r></w:p></w:tc></w:tr>".to_owned(),
    ];
    let expected: [&[&str]; 5] =
        [&["标题", "", "", "右"], &["目标1", "a", "b"], &["", "", "", "c"], &["d", "", "e"], &["", "", "f"]];
    assert_eq!(cells(docx(&tbl(4, &rows.concat()))), expected);
}

#[test]
fn a_span_without_bounds_costs_nothing_until_a_filled_cell_follows() {
    let wide = |after: &str| docx(&tbl(2, &tr(&[tc("<w:gridSpan w:val='1000000000'/>", "a"), tc("", after)])));
    assert_eq!(cells(wide("")), [["a"]]);
    assert_eq!(open(wide("b")), Err(Unopenable::TooManyCells { line: 1 }));
}

#[test]
fn what_a_tracked_change_deletes_is_left_out_and_what_it_inserts_is_kept() {
    let text = "<w:del><w:r><w:delText>旧</w:delText><w:t>旧</w:t></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins>\
        <w:moveFrom><w:r><w:t>走</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>来</w:t></w:r></w:moveTo>";
    assert_eq!(one(text), "新来");
    let row = "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>删</w:t></w:r></w:p></w:tc></w:tr>";
    assert_eq!(cells(docx(&tbl(1, &format!("{row}{}", tr(&[tc("", "留")]))))), [["留"]]);
}

#[test]
fn what_an_element_was_before_a_tracked_change_is_left_out() {
    let was = "<w:tcPrChange w:id='1'><w:tcPr><w:vMerge/><w:gridSpan w:val='5'/></w:tcPr></w:tcPrChange>";
    let row = "<w:trPr><w:trPrChange><w:trPr><w:gridBefore w:val='2'/><w:del/></w:trPr></w:trPrChange></w:trPr>";
    let run = "<w:p><w:r><w:rPr><w:rPrChange><w:rPr><w:vertAlign w:val='superscript'/></w:rPr></w:rPrChange></w:rPr>\
               <w:t>104</w:t></w:r></w:p>";
    let grid = "<w:tblGrid><w:gridCol/><w:gridCol/><w:tblGridChange><w:tblGrid><w:gridCol/></w:tblGrid></w:tblGridChange>\
                </w:tblGrid>";
    let body = format!("<w:tbl>{grid}<w:tr>{row}{}<w:tc>{run}</w:tc></w:tr></w:tbl>", tc(was, "甲"));
    assert_eq!(cells(docx(&body)), [["甲", "104"]]);
    let frame =
        "<w:tblGrid><w:gridCol/><w:tblGridChange><w:tblGrid><w:gridCol/></w:tblGrid></w:tblGridChange></w:tblGrid>";
    let inner = tbl(2, &tr(&[tc("", "b"), tc("", "c")]));
    assert_eq!(cells(docx(&format!("<w:tbl>{frame}<w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"))), [["b", "c"]]);
}

#[test]
fn text_of_a_cell_is_refused_past_the_limit_even_where_no_line_has_it() {
    let paragraph = p(&"x".repeat(Limits::TEXT / 2));
    let merged = |count: usize| {
        docx(&tbl(1, &tr(&[format!("<w:tc><w:tcPr><w:vMerge/></w:tcPr>{}</w:tc>", paragraph.repeat(count))])))
    };
    assert_eq!(open(merged(2)).map(|book| book.sheets.len()), Ok(0));
    assert_eq!(open(merged(3)), Err(Unopenable::TooMuchText));
}

#[test]
fn numbers_that_word_makes_count_as_text() {
    let numbering = format!(
        "<w:numbering xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:abstractNum \
         w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='4000000000'/><w:numFmt w:val='decimal'/><w:lvlText \
         w:val='{}'/></w:lvl></w:abstractNum><w:num w:numId='4'><w:abstractNumId w:val='0'/></w:num></w:numbering>",
        "%1".repeat(32)
    );
    let listed = "<w:p><w:pPr><w:numPr><w:numId w:val='4'/></w:numPr></w:pPr></w:p>".repeat(Limits::TEXT / 320 + 1);
    let cell = format!("<w:tc><w:tcPr><w:vMerge/></w:tcPr>{listed}</w:tc>");
    let file = docx_with(&[("word/numbering.xml", &numbering)], &tbl(1, &tr(&[cell])));
    assert_eq!(open(file), Err(Unopenable::TooMuchText));
}

#[test]
fn codes_of_fields_are_left_out_and_their_results_kept() {
    let field = "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>\
        <w:r><w:t>7</w:t></w:r><w:fldSimple w:instr='DATE'><w:r><w:t>日</w:t></w:r></w:fldSimple>";
    assert_eq!(one(field), "7日");
}

#[test]
fn signs_of_symbol_fonts_formulas_and_superscripts_are_not_lost() {
    assert_eq!(one("<w:r><w:sym w:font='Symbol' w:char='F0B3'/><w:t>90</w:t></w:r>"), "≥90");
    assert_eq!(one("<w:r><w:sym w:font='Wingdings' w:char='F0FE'/><w:sym w:char='zz'/></w:r>"), "☑");
    assert_eq!(one("<m:oMath><m:r><m:t>≤</m:t></m:r></m:oMath><w:r><w:t>5</w:t></w:r>"), "≤5");
    let raised = "<w:r><w:t>10</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>4</w:t></w:r>\
        <w:r><w:t>1</w:t></w:r>";
    assert_eq!(one(raised), "10⁴1");
    assert_eq!(one("<m:sSup><m:e><m:r><m:t>m</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"), "m²");
    assert_eq!(one("<w:r><w:t>5</w:t><w:noBreakHyphen/><w:t>9</w:t></w:r>"), "5-9");
}

#[test]
fn spaces_around_a_text_count_only_if_they_are_preserved() {
    let text = "<w:r><w:t> a </w:t><w:t xml:space='preserve'> b&lt;&#x5143; </w:t></w:r>";
    assert_eq!(one(text), "a b<元 ");
}

#[test]
fn one_of_several_alternatives_is_read() {
    let body = |choice: &str| {
        format!(
            "<mc:AlternateContent>{choice}<mc:Fallback><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></mc:Fallback>\
             </mc:AlternateContent><w:r><w:t>后</w:t></w:r>",
            p("框")
        )
    };
    let choice = format!("<mc:Choice Requires='wps'><w:txbxContent>{}</w:txbxContent></mc:Choice>", p("框"));
    for choice in ["", choice.as_str()] {
        assert_eq!(cells(docx(&format!("<w:p>{}</w:p>", body(choice)))), [["框"], ["后"]]);
    }
}

#[test]
fn a_text_box_in_a_cell_belongs_to_the_cell_and_a_table_in_a_text_box_is_a_table() {
    let framed = |inside: &str| format!("<w:p><w:r><w:txbxContent>{inside}</w:txbxContent></w:r></w:p>");
    let cell = format!("<w:tc>{}{}</w:tc>", p("a"), framed(&p("b")));
    assert_eq!(cells(docx(&tbl(2, &tr(&[cell, tc("", "c")])))), [["a\nb", "c"]]);
    let table = tbl(2, &tr(&[tc("", "d"), tc("", "e")]));
    assert_eq!(cells(docx(&framed(&table))), [["d", "e"]]);
}

#[test]
fn a_table_in_a_cell_is_text_of_the_cell() {
    let inner = tbl(2, &tr(&[tc("<w:vMerge/>", "b"), tc("<w:gridSpan w:val='9'/>", "c")]));
    let cell = format!("<w:tc>{}{inner}<w:p/></w:tc>", p("a"));
    assert_eq!(cells(docx(&tbl(2, &tr(&[cell, tc("", "d")])))), [["a\nb\nc", "d"]]);
}

#[test]
fn a_table_of_one_column_only_frames_the_tables_in_it() {
    let inner = tbl(2, &tr(&[tc("", "b"), tc("", "c")]));
    let cell = format!("<w:tc>{}{inner}{}</w:tc>", p("a"), p("d"));
    let framed = docx(&tbl(1, &tr(&[cell])));
    assert_eq!(cells(&framed), [vec!["a"], vec!["b", "c"], vec!["d"]]);
    assert_eq!(numbers(&framed), [1, 2, 3]);
}

#[test]
fn content_controls_are_seen_through() {
    let cell = format!("<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>", tc("", "a"));
    let row = format!("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", tr(&[cell, tc("", "b")]));
    assert_eq!(cells(docx(&tbl(2, &row))), [["a", "b"]]);
}

#[test]
fn macros_and_other_files_are_remarked_and_links_are_not() {
    assert_eq!(remarks(docx_with(&[("word/vbaProject.bin", "x")], "")), [RemarkKind::Macros]);
    let relations = |kind: &str| {
        format!(
            "<Relationships><Relationship Type='http://r/{kind}' Target='http://x/y' TargetMode='External'/></Relationships>"
        )
    };
    let part = "word/_rels/document.xml.rels";
    assert_eq!(remarks(docx_with(&[(part, &relations("image"))], "")), [RemarkKind::ExternalReference]);
    assert_eq!(remarks(docx_with(&[(part, &relations("hyperlink"))], "")), []);
}

#[test]
fn the_document_is_the_part_that_the_package_names() {
    let relations =
        "<Relationships><Relationship Type='http://r/officeDocument' Target='/word/document2.xml'/></Relationships>";
    let document = |text: &str| {
        let w = "http://purl.oclc.org/ooxml/wordprocessingml/main";
        format!("<x:document xmlns:x='{w}'><x:body><x:p><x:r><x:t>{text}</x:t></x:r></x:p></x:body></x:document>")
    };
    let parts =
        [("_rels/.rels", relations), ("word/document.xml", &document("否")), ("word/document2.xml", &document("是"))];
    assert_eq!(cells(zip(&parts)), [["是"]]);
    assert_eq!(open(zip(&[("word/document.xml", "<a/>")])), Err(Unopenable::Damaged));
}

#[test]
fn numbers_that_word_makes_are_read_as_a_person_sees_them() {
    let numbering = "<w:numbering xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>\
        <w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/>\
        <w:lvlText w:val='%1'/></w:lvl></w:abstractNum><w:num w:numId='4'><w:abstractNumId w:val='0'/></w:num></w:numbering>";
    let listed = |text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='4'/></w:numPr><w:tabs><w:tab/></w:tabs></w:pPr>\
             <w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let row = |text: &str| tr(&[format!("<w:tc>{}</w:tc>", listed("")), tc("", text)]);
    let body = format!("{}{}", tbl(2, &format!("{}{}", row("甲"), row("乙"))), listed("丙"));
    let file = docx_with(&[("word/numbering.xml", numbering)], &body);
    assert_eq!(cells(file), [vec!["1", "甲"], vec!["2", "乙"], vec!["3 丙"]]);
    assert_eq!(cells(docx(&body)), [vec!["", "甲"], vec!["", "乙"], vec!["丙"]]);
}
