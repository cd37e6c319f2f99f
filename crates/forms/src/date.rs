//! Dates and periods in qualitative targets.

mod span;

use jixiao_domain::{CivilDate, FiscalYear};

use crate::text;
use span::{Span, may_begin_with};

/// A date or period that a text seems to mean. Only a person sets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProposedDate {
    /// On or before that day.
    Deadline(CivilDate),
    /// Inside these days, both included.
    Window {
        /// The first day.
        first: CivilDate,
        /// The last day.
        last: CivilDate,
    },
}

/// What may stand before a date at the beginning of a text.
const BEFORE: [&str; 8] = ["不晚于", "不迟于", "最迟", "截至", "截止", "到", "于", "在"];

/// What may stand after a period, so that the text says when something is done. `2023年政策宣传` does not.
const AFTER: [&str; 16] = [
    "内", "之内", "以内", "期间", "完成", "完毕", "结束", "到位", "实施", "开展", "举办", "进行", "执行", "全部",
    "按时", "及时",
];

/// The date or period of a text such as `2023年9月底前完成` or `5-9月完成`. A text without a year is of the
/// fiscal year; where that is not known either, nothing is proposed.
///
/// A deadline may stand anywhere in the text, a period only at its beginning.
pub fn proposed_date(text: &str, year: Option<FiscalYear>) -> Option<ProposedDate> {
    let key = text::key(text);
    let year = year.map(FiscalYear::get);
    deadline_anywhere(&key, year).or_else(|| period_at_start(&key, year))
}

fn deadline_anywhere(key: &str, year: Option<i32>) -> Option<ProposedDate> {
    // Words after a span that make it a deadline have one of these; most texts have none.
    if !key.contains(['底', '末', '终', '前', '束']) {
        return None;
    }
    let mut last = None;
    key.char_indices().find_map(|(at, c)| {
        let inside_number = last.replace(c).is_some_and(|last: char| last.is_ascii_digit());
        if inside_number || !may_begin_with(c) {
            return None;
        }
        let (span, rest) = Span::leading(key.get(at..)?, year)?;
        deadline(span, rest).map(ProposedDate::Deadline)
    })
}

/// The last day that the words after a span allow: `底前` its end, `前` alone the day before it, except
/// that a single day is included, as officers mean it.
fn deadline(span: Span, rest: &str) -> Option<CivilDate> {
    if rest.starts_with(['底', '末']) || rest.starts_with("结束") || rest.starts_with("终") {
        return Some(span.last);
    }
    let is_before = ["前", "之前", "以前"].iter().any(|word| rest.starts_with(word));
    is_before.then_some(span.before).flatten()
}

fn period_at_start(key: &str, year: Option<i32>) -> Option<ProposedDate> {
    let start = BEFORE.iter().find_map(|word| key.strip_prefix(word)).unwrap_or(key);
    let (span, rest) = Span::leading(start, year)?;
    let bare = rest.trim_end_matches(['。', ';', '.']);
    if !bare.is_empty() && !AFTER.iter().any(|word| bare.starts_with(word)) {
        return None;
    }
    Some(if span.first == span.last {
        ProposedDate::Deadline(span.last)
    } else {
        ProposedDate::Window { first: span.first, last: span.last }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proposed(text: &str) -> Option<String> {
        proposed_date(text, FiscalYear::new(2023)).map(|proposed| match proposed {
            ProposedDate::Deadline(date) => date.to_string(),
            ProposedDate::Window { first, last } => format!("{first}..{last}"),
        })
    }

    #[test]
    fn a_deadline_is_the_last_day_it_allows() {
        for (text, date) in [
            ("2023年12月31日前完成", "2023-12-31"),
            ("2023 年 12 月 31 日之前", "2023-12-31"),
            ("2023年9月底前完成", "2023-09-30"),
            ("2024年2月底前", "2024-02-29"),
            ("９月末完成", "2023-09-30"),
            ("十二月底前完成", "2023-12-31"),
            ("12月底", "2023-12-31"),
            ("9月前完成", "2023-08-31"),
            ("1月前完成", "2022-12-31"),
            ("年底前完成", "2023-12-31"),
            ("2024年年底前完成", "2024-12-31"),
            ("2024年底前完成", "2024-12-31"),
            ("本年末", "2023-12-31"),
            ("上半年结束前", "2023-06-30"),
            ("第三季度末", "2023-09-30"),
            ("三季度前完成", "2023-06-30"),
            ("2023-12-31前", "2023-12-31"),
            ("2023.6.1前完成", "2023-06-01"),
            ("2023/06/30之前", "2023-06-30"),
            ("各项工作于2023年9月底前全部完成", "2023-09-30"),
            ("不晚于2023年9月30日", "2023-09-30"),
            ("6月30日完成", "2023-06-30"),
            ("9月上旬结束", "2023-09-10"),
        ] {
            assert_eq!(proposed(text).as_deref(), Some(date), "{text}");
        }
    }

    #[test]
    fn a_period_is_a_window() {
        for (text, window) in [
            ("2023年5-9月完成", "2023-05-01..2023-09-30"),
            ("2023年5月至9月", "2023-05-01..2023-09-30"),
            ("５～９月完成", "2023-05-01..2023-09-30"),
            ("2023年11月-2024年2月完成", "2023-11-01..2024-02-29"),
            ("6月1日至6月30日开展", "2023-06-01..2023-06-30"),
            ("6月1-30日", "2023-06-01..2023-06-30"),
            ("2023年全年", "2023-01-01..2023-12-31"),
            ("全年", "2023-01-01..2023-12-31"),
            ("2024年度内完成", "2024-01-01..2024-12-31"),
            ("年内完成", "2023-01-01..2023-12-31"),
            ("上半年完成", "2023-01-01..2023-06-30"),
            ("2023年下半年", "2023-07-01..2023-12-31"),
            ("第三季度", "2023-07-01..2023-09-30"),
            ("4季度内完成", "2023-10-01..2023-12-31"),
            ("2023年9月完成", "2023-09-01..2023-09-30"),
            ("9月中旬", "2023-09-11..2023-09-20"),
        ] {
            assert_eq!(proposed(text).as_deref(), Some(window), "{text}");
        }
    }

    #[test]
    fn a_text_that_says_no_time_proposes_none() {
        for text in [
            "残疾人咨询和信访及时回应",
            "3月龄儿童全部接种",
            "按照2022年标准执行",
            "三年前的水平",
            "2023年13月底前",
            "2023年2月30日前",
            "9-5月完成",
            "12345年底前",
            "全年无事故",
            "2023年12月31日起施行",
            "年",
            "",
        ] {
            assert_eq!(proposed(text), None, "{text}");
        }
    }

    #[test]
    fn every_span_begins_with_what_a_span_may_begin_with() {
        let words =
            ["2023年", "年", "年底", "度", "第", "三", "十二", "个", "季度", "月", "份", "上旬", "1", "31", "日"];
        let others = ["全年", "上半年", "下半年", "本年", "当年", "今年", "-", "至", "2023-06-01", "甲", "前", "到"];
        let words = || words.into_iter().chain(others);
        for text in words().flat_map(|one| words().flat_map(move |two| words().map(move |three| [one, two, three]))) {
            let text = text.concat();
            let is_span = Span::leading(&text, Some(2023)).is_some();
            assert!(!is_span || text.starts_with(may_begin_with), "{text}");
        }
    }

    #[test]
    fn a_text_without_a_year_needs_the_fiscal_year() {
        assert_eq!(proposed_date("9月底前完成", None), None);
        assert!(proposed_date("2023年9月底前完成", None).is_some());
    }
}
