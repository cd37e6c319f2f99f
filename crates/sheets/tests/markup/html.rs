use jixiao_sheets::{Kind, Limits, RemarkKind, Unopenable};

use crate::pack::{cells, html, numbers, open, remarks};

#[test]
fn blocks_and_rows_are_lines() {
    let page = html("甲<p>乙<div>丙</div>丁<table><tr><td>a<td>b</table>戊<h1>己</h1>");
    assert_eq!(open(&page).unwrap().kind, Kind::Html);
    let expected: [&[&str]; 7] = [&["甲"], &["乙"], &["丙"], &["丁"], &["a", "b"], &["戊"], &["己"]];
    assert_eq!(cells(&page), expected);
    assert_eq!(numbers(&page), [1, 2, 3, 4, 5, 6, 7]);
}

#[test]
fn a_merged_cell_is_blank_in_its_columns_and_rows() {
    let page = html(
        "<table><tr><td colspan=2 rowspan='2'>a</td><th>b</th></tr><tr><td>c</td></tr>\
         <tr><td>d</td><td rowspan=\"65535\">e</td><td>f</td></tr><tr><td>g</td><td>h</td></tr></table>",
    );
    let expected: [&[&str]; 4] = [&["a", "", "b"], &["", "", "c"], &["d", "e", "f"], &["g", "", "h"]];
    assert_eq!(cells(page), expected);
}

#[test]
fn no_cell_reaches_out_of_its_group_of_rows() {
    let page = html(
        "<table><thead><tr><td rowspan=9>a<td>b<tbody><tr><td>c<td rowspan=0>d<tr><td>e<td>f<tfoot><tr><td>g<td>h</table>",
    );
    let expected: [&[&str]; 4] = [&["a", "b"], &["c", "d"], &["e", "", "f"], &["g", "h"]];
    assert_eq!(cells(page), expected);
}

#[test]
fn spans_without_bounds_cost_nothing() {
    let page = html("<table><tr><td colspan=1000000000 rowspan=1000000000>a</td></tr><tr><td></td></tr></table>");
    assert_eq!(cells(page), [["a"]]);
    let page = html("<table><tr><td colspan=1000000000>a</td><td>b</td></tr></table>");
    assert_eq!(open(page), Err(Unopenable::TooManyCells { line: 1 }));
}

#[test]
fn end_tags_may_be_missing() {
    let page = html("<table><tr><td>a<td><p>b<p>c<tr><th>d<table><tr><td>e");
    let expected: [&[&str]; 3] = [&["a", "b\nc"], &["d"], &["e"]];
    assert_eq!(cells(page), expected);
    let page = html("</td></tr></table></p><tr><td>a</td><td>b</td></tr>");
    assert_eq!(cells(page), [["a", "b"]]);
    let page = html("<table><td>a</td><td>b</td><tr><td>c</table>");
    assert_eq!(cells(page), [vec!["a", "b"], vec!["c"]]);
}

#[test]
fn text_is_what_a_browser_shows() {
    let page = html(
        "<table><tr><td> 甲\n  乙&nbsp;&nbsp;丙&ge;&#x2264;&lt;b&gt;<br>丁<br/> <b>戊</b> <i>己</i></td>\
         <td>10<sup>4</sup>m<sup>2</sup></td><td><pre>a  b\nc</pre></td><td><ul><li>x<li>y</ul></td></tr></table>",
    );
    assert_eq!(cells(page), [["甲 乙  丙≥≤<b>\n丁\n戊 己", "10⁴m²", "a  b\nc", "x\ny"]]);
}

#[test]
fn what_no_browser_shows_is_left_out_and_what_is_hidden_is_kept() {
    let page = html(
        "<head><title>题</title><style>p{}</style><script>if (a<b) '<td>'</script></head><!-- 注 -->\
         <template><table><tr><td>模</td></tr></table></template><noscript><p>n</p></noscript>\
         <p hidden>h</p><p style='display:none'>d</p><input type=hidden value=v><input value=w>",
    );
    assert_eq!(cells(page), [["n"], ["h"], ["d"], ["w"]]);
}

#[test]
fn what_is_marked_as_detail_is_left_out_wherever_it_ends() {
    let detail = "<details data-jixiao-detail><summary>算</summary><table><tr><td>x</td></tr></table><details>y</details>z</details>";
    let page = html(&format!("<table><tr><td>4.50{detail}分</td><td>b</td></tr></table>"));
    assert_eq!(cells(page), [["4.50分", "b"]]);
    let unclosed =
        html("<table><tr><td>a<details data-jixiao-detail>x<td>b<tr><td>c<section data-jixiao-detail>x</table><p>d");
    assert_eq!(cells(unclosed), [vec!["a", "b"], vec!["c"], vec!["d"]]);
}

#[test]
fn only_what_this_system_marks_is_left_out() {
    let page = html(
        "<table><tr data-jixiao-detail><td>a<td data-jixiao-detail>b<span data-jixiao-detail>c</span></tr></table>\
         <section data-detail>d</section><details data-detail>e</details><details>f</details>",
    );
    assert_eq!(cells(page), [vec!["a", "bc"], vec!["d"], vec!["e"], vec!["f"]]);
}

#[test]
fn a_table_in_a_cell_has_lines_of_its_own_between_what_is_before_and_after_it() {
    let page =
        html("<table><tr><td>标题<table><tr><td>a<td>b<tr><td>c<td>d</table>后</td><td>右</td></tr><tr><td>尾</table>");
    let expected: [&[&str]; 5] = [&["标题"], &["a", "b"], &["c", "d"], &["后", "右"], &["尾"]];
    assert_eq!(cells(&page), expected);
    assert_eq!(numbers(&page), [1, 2, 3, 4, 5]);
}

#[test]
fn a_caption_and_text_between_cells_are_lines() {
    let page = html("<table><caption>题</caption><tr>散<td>a</td></tr>落</table>");
    assert_eq!(cells(page), [["题"], ["散"], ["a"], ["落"]]);
}

#[test]
fn the_encoding_is_the_declared_one() {
    let text = "<html><head><meta http-equiv=Content-Type content='text/html; charset=gb2312'></head><p>绩效≥９０";
    let (bytes, _, _) = encoding_rs::GB18030.encode(text);
    assert_eq!(cells(&*bytes), [["绩效≥９０"]]);
    let (bytes, _, _) = encoding_rs::BIG5.encode("<html><meta charset=big5><p>績效");
    assert_eq!(cells(&*bytes), [["績效"]]);
}

#[test]
fn pages_that_would_be_shown_inside_are_remarked_once() {
    for tag in
        ["<iframe src=x>a</iframe>", "<object data=x>", "<embed src=x>", "<frame src=x>", "<link rel=import href=x>"]
    {
        assert_eq!(remarks(html(&tag.repeat(2))), [RemarkKind::ExternalReference], "{tag}");
    }
    assert_eq!(remarks(html("<a href=x>y</a><img src=x><script src=x></script><link rel=stylesheet href=x>")), []);
}

#[test]
fn tables_in_tables_are_refused_past_the_limit_and_other_elements_are_not() {
    let nested = |depth| html(&format!("{}x", "<table><tr><td>".repeat(depth)));
    assert_eq!(cells(nested(Limits::DEPTH)), [["x"]]);
    assert_eq!(open(nested(Limits::DEPTH + 1)), Err(Unopenable::TooDeep));
    assert_eq!(cells(html(&format!("{}x", "<div><b>".repeat(100_000)))), [["x"]]);
}
