//! Random tables of words that readers know.
use proptest::prelude::*;

/// Words that mean something to the reader, and some that do not.
fn cell() -> impl Strategy<Value = String> {
    let words = [
        "",
        "",
        "",
        "序号",
        "主要工作任务",
        "总额",
        "财政拨款",
        "基本支出",
        "其他资金",
        "合计",
        "年度绩效目标",
        "对应工作任务",
        "绩效 目标",
        "一级指标",
        "符号",
        "单位：元",
        "预算资金（万元）",
        "部门名称",
        "部门名称：甲",
        "天津市残疾人联合会",
        "2023年度",
        "目标1",
        "目标二",
        "目标９９",
        "产出指标",
        "成本指标",
        "经济成本",
        "效果指标",
        "社会效益指标",
        "满意度",
        "≥",
        "≤",
        "=",
        "定性",
        "≥90%",
        "<-1",
        "90",
        "-1",
        "999999999999.999999",
        "1,000",
        "1",
        "2",
        "9999",
        "任务1",
        "任务1-100",
        "人",
        "元",
        "万元",
        "%",
        "2023年9月底前完成",
        "0年0月0日-0月前",
        "9999年12月31日前",
        "1月前完成",
        "残 疾人",
        "\u{0}",
        "\u{200B}",
        "𠀀",
        "👨‍👩‍👧",
        "三级指标",
        "指标值",
        "值",
        "单位",
        "分值",
        "编号",
        "日期要求",
        "备注",
        "备注：见附件",
        "责任处室",
        "分值方案",
        "cn-2020",
        "预算执行率分值",
        "预算执行率",
        "10",
        "5分",
        "90%以上",
        "不少于20人",
        "2023-12-31前",
        "2023-05-01至2023-09-30",
        "i001",
        "K1",
        "部门名称：乙局",
        "2024年度",
        "整体支出绩效目标表",
        "-",
        "数量指标",
    ];
    prop_oneof![9 => prop::sample::select(words.to_vec()).prop_map(str::to_owned), 1 => "[^\t\n\r]{0,8}"]
}

/// Rows of any such cells.
pub(crate) fn soup() -> impl Strategy<Value = Vec<Vec<String>>> {
    prop::collection::vec(prop::collection::vec(cell(), 0..9), 0..40)
}

/// Tables with headings in their places and rows that mostly look like rows.
pub(crate) fn tables() -> impl Strategy<Value = Vec<Vec<String>>> {
    let part = |headings: &'static [&'static str], row: BoxedStrategy<Vec<String>>| {
        (prop::sample::subsequence(headings.to_vec(), 0..=headings.len()), prop::collection::vec(row, 0..8)).prop_map(
            |(headings, rows)| {
                let cells = |row: &str| row.split('|').map(str::to_owned).collect::<Vec<_>>();
                headings.into_iter().map(cells).chain(rows).collect::<Vec<_>>()
            },
        )
    };
    let head = part(&["整体支出绩效目标表", "(2023年度)", "部门名称|甲局|预算资金（万元）"], Just(Vec::new()).boxed());
    let tasks = part(&["||总额|基本支出|项目支出|其他资金", "序号|主要工作任务", "合计|100"], task().boxed());
    let goals = part(&["序号|年度绩效目标|对应工作任务"], goal().boxed());
    let indicators = || {
        prop_oneof![
            part(INDICATOR_HEADINGS, indicator().boxed()),
            part(&["编号|目标|一级指标|二级指标|三级指标|年度指标值|分值|备注"], worded().boxed()),
        ]
    };
    let table = || (indicators(), indicators()).prop_map(|(one, other)| [one, other].concat());
    (head, tasks, goals, table(), soup(), any::<bool>()).prop_map(|(head, tasks, goals, indicators, soup, has_soup)| {
        let soup = if has_soup { soup } else { Vec::new() };
        [head, tasks, goals, indicators, soup].concat()
    })
}

const INDICATOR_HEADINGS: &[&str] = &[
    "|绩效目标|年度绩效指标",
    "编号||一级指标|二级指标|三级指标|指标值||||分值",
    "|||||符号|值|单位|日期要求",
    "分值方案|cn-2020|预算执行率分值|10",
    "预算执行率|10",
];

fn pick(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop_oneof![9 => prop::sample::select(words.to_vec()).prop_map(str::to_owned), 1 => cell()]
}

fn task() -> impl Strategy<Value = Vec<String>> {
    let amount = || pick(&["", "", "0", "100", "1,000.50", "-"]);
    (pick(&["1", "2", "３", "四"]), pick(&["任务甲", "任务 乙"]), amount(), amount(), amount(), amount())
        .prop_map(|(number, name, a, b, c, d)| vec![number, name, a, b, c, d])
}

fn goal() -> impl Strategy<Value = Vec<String>> {
    (pick(&["1", "2", "目标3"]), pick(&["目标文字", "另一 目标"]), pick(&["任务1", "任务1、任务2", "全部", ""]))
        .prop_map(|(number, text, tasks)| vec![number, text, tasks])
}

fn labels() -> impl Strategy<Value = [String; 4]> {
    let key = pick(&["", "", "a1", "b-2", "A3"]);
    let goal = pick(&["", "", "目标1", "目标二"]);
    let level1 = pick(&["", "", "产出指标", "效果指标", "成本指标", "满意度", "预算执行率"]);
    let level2 = pick(&["", "", "数量指标", "成本", "经济成本指标", "社会效益指标", "服务对象满意度"]);
    (key, goal, level1, level2).prop_map(|(key, goal, level1, level2)| [key, goal, level1, level2])
}

fn indicator() -> impl Strategy<Value = Vec<String>> {
    let date = pick(&["", "", "", "2023-12-31前", "2023-05-01至2023-09-30", "按时"]);
    let target = (
        pick(&["≥", "≤", "=", "＞", "定性", ""]),
        pick(&["90", "1,000", "９０%", "提高", "90%以上", ""]),
        pick(&["人", "%", "", ""]),
        date,
    );
    let rest = (0..4_usize, pick(&["5", "5.00", "10分", "45", "", ""]));
    (labels(), pick(&["培训人数", "合格 率", "满意度", ""]), target, rest).prop_map(
        |(labels, name, (sign, value, unit, date), (shift, weight))| {
            let row = labels.into_iter().chain([name, sign, value, unit, date, weight]);
            // Merged cells shift some rows.
            let shift = if shift == 3 { 1 } else { 0 };
            std::iter::repeat_n(String::new(), shift).chain(row).collect()
        },
    )
}

fn worded() -> impl Strategy<Value = Vec<String>> {
    let target = pick(&["≥90%", "90%以上", "不超过5次", "提高", "20人", "100", "控制在5%以内", "2023年9月底前", ""]);
    (labels(), pick(&["培训人数", "合格 率", "满意度", ""]), target, pick(&["5", "45", ""]), pick(&["", "注"]))
        .prop_map(|(labels, name, target, weight, remark)| {
            labels.into_iter().chain([name, target, weight, remark]).collect()
        })
}
