//! Prints a plan as departments do: rows shifted by merged cells, goals split over pages, stray spaces.

use jixiao_domain::{
    Decimal, Fen, Goal, Indicator, Level1, Level2, SchemeRef, Sign, Target, Task, Text, is_in_a_frame,
};

/// A plan to print.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) tasks: Vec<Task>,
    pub(crate) goals: Vec<Goal>,
    pub(crate) indicators: Vec<Indicator>,
    /// With a scheme, the table has columns of keys, dates and weights.
    pub(crate) scheme: Option<SchemeRef>,
}

/// Where the printer may go wrong. Noughts print a tidy table, so a failure shrinks to the disorder that matters.
#[derive(Clone, Debug)]
pub(crate) struct Disorder {
    choices: Vec<u8>,
    at: usize,
}

impl Disorder {
    pub(crate) fn new(choices: Vec<u8>) -> Self {
        Self { choices, at: 0 }
    }

    fn below(&mut self, count: usize) -> usize {
        self.at += 1;
        usize::from(self.choices[self.at % self.choices.len()]) % count
    }

    /// In about one of `rarity` cases.
    fn happens(&mut self, rarity: usize) -> bool {
        self.below(rarity) == rarity - 1
    }

    fn one_of<'a>(&mut self, variants: &[&'a str]) -> &'a str {
        variants[self.below(variants.len())]
    }

    /// Stray spaces between Chinese characters.
    fn spaced(&mut self, text: &str) -> String {
        let is_chinese = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
        let mut spaced = String::new();
        for c in text.chars() {
            if is_chinese(c) && spaced.ends_with(is_chinese) && self.happens(16) {
                spaced.push_str(self.one_of(&[" ", "\u{3000}", "  "]));
            }
            spaced.push(c);
        }
        spaced
    }

    fn wide(&mut self, text: &str) -> String {
        let wide = |c: char| if c.is_ascii_digit() { char::from_u32(c as u32 + 0xFEE0).unwrap() } else { c };
        if self.happens(5) { text.chars().map(wide).collect() } else { text.to_owned() }
    }

    fn number(&mut self, number: i32) -> String {
        const CHINESE: [&str; 6] = ["一", "二", "三", "四", "五", "六"];
        match self.below(4) {
            1 => CHINESE.get(number as usize - 1).map_or(number.to_string(), |n| (*n).to_owned()),
            _ => self.wide(&number.to_string()),
        }
    }

    fn decimal(&mut self, value: Decimal) -> String {
        let printed = value.to_string();
        let (whole, part) = printed.split_once('.').map_or((&*printed, String::new()), |(w, p)| (w, format!(".{p}")));
        if self.happens(4) && !whole.starts_with('-') {
            let digits: Vec<char> = whole.chars().rev().collect();
            let groups: Vec<String> = digits.chunks(3).map(|group| group.iter().collect()).collect();
            return format!("{}{part}", groups.join(",").chars().rev().collect::<String>());
        }
        self.wide(&printed)
    }
}

/// The file.
pub(crate) fn print(plan: &Plan, disorder: &mut Disorder) -> Vec<u8> {
    let mut rows = Rows { rows: Vec::new(), disorder, has_columns: plan.scheme.is_some() };
    rows.add(&["", "整体支出绩效目标表"]);
    rows.add(&["(2023年度)"]);
    rows.tasks(&plan.tasks);
    rows.goals(&plan.goals);
    rows.indicators(&plan.indicators);
    if let Some(scheme) = &plan.scheme {
        rows.add(&["分值方案", scheme.id.as_str(), "预算执行率分值", &scheme.execution_weight.to_string()]);
    }
    rows.file()
}

struct Rows<'a> {
    rows: Vec<String>,
    disorder: &'a mut Disorder,
    has_columns: bool,
}

impl Rows<'_> {
    /// Adds a row, shifted, with stray spaces, and perhaps a blank line.
    fn add(&mut self, cells: &[&str]) {
        let mut cells: Vec<String> = cells.iter().map(|cell| self.disorder.spaced(cell)).collect();
        while cells.last().is_some_and(String::is_empty) && !self.disorder.happens(3) {
            cells.pop();
        }
        match self.disorder.below(6) {
            1 => cells.splice(0..0, vec![String::new(); 1 + self.disorder.below(3)]).for_each(drop),
            2 => drop(cells.drain(..cells.iter().take_while(|cell| cell.is_empty()).count())),
            3 => {
                // The first label or name slides into the first column.
                let filled = cells.iter().position(|cell| !cell.is_empty()).unwrap_or(0);
                cells.swap(0, filled);
            }
            _ => {}
        }
        self.rows.push(cells.join("\t"));
        if self.disorder.happens(8) {
            self.rows.push(self.disorder.one_of(&["", "\t\t", " \t"]).to_owned());
        }
    }

    fn tasks(&mut self, tasks: &[Task]) {
        self.task_headings();
        if self.disorder.happens(2) {
            self.add(&["", "", "", "", "", "合计"]);
        }
        for task in tasks {
            if self.disorder.happens(6) {
                self.task_headings();
            }
            let number = self.disorder.number(task.number);
            let mut money = |amount: Option<Fen>| {
                amount
                    .map_or_else(String::new, |fen| self.disorder.decimal(Decimal::from_millionths(fen.get()).unwrap()))
            };
            let [total, basic, project, other] =
                [Some(task.total), task.basic, task.project, task.other].map(&mut money);
            self.add(&[&number, task.name.as_str(), &total, &basic, &project, &other]);
        }
    }

    fn task_headings(&mut self) {
        self.add(&["部门名称", "天津市残疾人联合会", "预算资金（万元）", "", "", ""]);
        self.add(&["", "", "总额", "财政拨款", "", "其他资金"]);
        self.add(&["序号", "主要工作任务", "", "基本支出", "项目支出", ""]);
    }

    fn goals(&mut self, goals: &[Goal]) {
        self.add(&["序号", "年度绩效目标", "", "", "对应工作任务"]);
        for goal in goals {
            if self.disorder.happens(6) {
                self.add(&["序号", "年度绩效目标", "", "", "对应工作任务"]);
            }
            let number = self.disorder.number(goal.number);
            let separator = self.disorder.one_of(&["、", "，", "；", " ", "和"]);
            let tasks: Vec<String> =
                goal.tasks.iter().map(|task| format!("任务{}", self.disorder.wide(&task.to_string()))).collect();
            self.add(&[&number, goal.text.as_str(), "", "", &tasks.join(separator)]);
        }
    }

    fn indicator_headings(&mut self) {
        self.rows.push(String::new());
        self.add(&["绩效目标", "年度绩效指标"]);
        self.add(&["", "一级指标", "二级指标", "三级指标", "指标值"]);
        if self.has_columns {
            self.add(&["编号", "", "", "", "", "符号", "值", "单位（文字描述）", "日期要求", "分值"]);
        } else {
            self.add(&["", "", "", "", "符号", "值", "单位（文字描述）"]);
        }
    }

    fn indicators(&mut self, indicators: &[Indicator]) {
        self.indicator_headings();
        let mut above: Option<&Indicator> = None;
        for indicator in self.interleaved(indicators) {
            let is_new_page = self.disorder.happens(10);
            if is_new_page {
                self.indicator_headings();
            }
            self.indicator(indicator, above, is_new_page);
            above = Some(indicator);
        }
    }

    /// The indicators in the order of the print: each goal's in order, but goals begin inside others.
    fn interleaved<'b>(&mut self, indicators: &'b [Indicator]) -> Vec<&'b Indicator> {
        let mut goals: Vec<Vec<&Indicator>> = Vec::new();
        for indicator in indicators.iter().rev() {
            match goals.last_mut().filter(|goal| goal.last().is_some_and(|i| i.goal == indicator.goal)) {
                Some(goal) => goal.push(indicator),
                None => goals.push(vec![indicator]),
            }
        }
        let mut order = Vec::new();
        let mut turn = goals.len().saturating_sub(1);
        while !goals.is_empty() {
            if self.disorder.happens(12) {
                turn = self.disorder.below(goals.len());
            }
            match goals[turn].pop() {
                Some(indicator) => order.push(indicator),
                None => {
                    goals.remove(turn);
                    turn = goals.len().saturating_sub(1);
                }
            }
        }
        order
    }

    fn indicator(&mut self, indicator: &Indicator, above: Option<&Indicator>, is_new_page: bool) {
        let above = above.filter(|above| above.goal == indicator.goal);
        let pair = (indicator.level1, indicator.level2);
        let pair_above = above.map(|above| (above.level1, above.level2));
        let is_usual = is_in_a_frame(pair.0, pair.1);
        let (has1, has2) = if pair_above == Some(pair) && is_usual {
            (
                self.disorder.happens(if is_new_page { 2 } else { 9 }),
                self.disorder.happens(if is_new_page { 2 } else { 9 }),
            )
        } else {
            let level2_above = pair_above.map(|(_, level2)| level2);
            let level1_follows = is_usual && pair.1 != Level2::Cost && level2_above != Some(pair.1);
            let level1_holds =
                is_usual && pair_above.is_some_and(|above| above.0 == pair.0 && is_in_a_frame(above.0, above.1));
            let is_left_out = level1_holds || (level1_follows && self.disorder.happens(5));
            (!is_left_out, true)
        };
        let has_goal = above.is_none() || self.disorder.happens(if is_new_page { 2 } else { 9 });
        let goal = format!("{}{}", self.disorder.one_of(&["目标", "绩效目标"]), self.disorder.number(indicator.goal));
        let level1 = self.level1(indicator.level1);
        let level2 = self.level2(indicator.level2);
        let printed = |has: bool, label: String| if has { label } else { String::new() };
        let (goal, level1, level2) = (printed(has_goal, goal), printed(has1, level1), printed(has2, level2));
        let [sign, value, unit] = self.target(&indicator.target);
        let cells = [&goal, &level1, &level2, indicator.name.as_str(), &sign, &value, &unit];
        if self.has_columns {
            let (date, weight) = (self.date(&indicator.target), self.weight(indicator));
            self.add(&[&[indicator.id.as_str()], &cells[..], &[&date, &weight]].concat());
        } else {
            self.add(&cells);
        }
    }

    fn date(&mut self, target: &Target) -> String {
        match target {
            Target::Deadline { date, .. } => format!("{date}{}", self.disorder.one_of(&["前", "之前", ""])),
            Target::Window { first, last, .. } => {
                format!("{first}{}{last}", self.disorder.one_of(&["至", "～", " 到 "]))
            }
            Target::Numeric(_) | Target::Qualitative { .. } | Target::Unreadable { .. } => String::new(),
        }
    }

    fn weight(&mut self, indicator: &Indicator) -> String {
        let weight = indicator.weight.unwrap().to_string();
        match self.disorder.below(3) {
            1 => format!("{}分", weight.trim_end_matches('0').trim_end_matches('.')),
            2 => self.disorder.wide(&weight),
            _ => weight,
        }
    }

    fn level1(&mut self, level: Level1) -> String {
        let label = level.label();
        match self.disorder.below(6) {
            1 => label.trim_end_matches("指标").to_owned(),
            2 if level == Level1::Effect => "效果指标".to_owned(),
            _ => label.to_owned(),
        }
    }

    fn level2(&mut self, level: Level2) -> String {
        let label = level.label();
        if self.disorder.happens(4) { label.trim_end_matches("指标").to_owned() } else { label.to_owned() }
    }

    fn target(&mut self, target: &Target) -> [String; 3] {
        let printed = |text: &Option<Text<50>>| text.as_ref().map_or_else(String::new, Text::to_string);
        match target {
            Target::Numeric(target) => {
                [self.sign(target.sign), self.disorder.decimal(target.value), printed(&target.unit)]
            }
            Target::Qualitative { text } => ["定性".to_owned(), text.to_string(), String::new()],
            Target::Unreadable { sign, text, unit } => {
                [self.sign(*sign), text.as_ref().map_or_else(String::new, Text::to_string), printed(unit)]
            }
            Target::Deadline { text, .. } | Target::Window { text, .. } => {
                ["定性".to_owned(), text.as_ref().map_or_else(String::new, Text::to_string), String::new()]
            }
        }
    }

    fn sign(&mut self, sign: Sign) -> String {
        let variants: &[&str] = match sign {
            Sign::AtLeast => &["≥", "≧", ">=", "＞＝", "> ="],
            Sign::AtMost => &["≤", "≦", "<=", "＜＝"],
            Sign::Equal => &["=", "＝", "═"],
            Sign::MoreThan => &[">", "＞"],
            Sign::LessThan => &["<", "＜"],
        };
        self.disorder.one_of(variants).to_owned()
    }

    fn file(self) -> Vec<u8> {
        let end = self.disorder.one_of(&["\n", "\r\n"]);
        let mark = self.disorder.one_of(&["", "\u{FEFF}"]);
        format!("{mark}{}", self.rows.join(end)).into_bytes()
    }
}
