//! What a plan prints, to look cells up in.

use jixiao_domain::{Decimal, Fen, Indicator, Level1, Level2, Sign, Target, Text, is_invisible};
use jixiao_forms::{Form, ProposedDate, proposed_date};

/// The values of a plan, or of one of its indicators.
#[derive(Debug, Default)]
pub(crate) struct Values {
    texts: Vec<String>,
    numbers: Vec<Decimal>,
    weights: Vec<Decimal>,
    signs: Vec<Sign>,
    goals: Vec<i32>,
    levels1: Vec<Level1>,
    levels2: Vec<Level2>,
    has_text_target: bool,
}

/// Without spaces, in ASCII where there is a full-width form of it.
pub(crate) fn key(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap(),
        _ => c,
    };
    text.chars().filter(|c| !is_invisible(*c)).map(narrow).collect()
}

fn whole(number: i32) -> Decimal {
    number.to_string().parse().unwrap()
}

impl Values {
    /// All of a plan.
    pub(crate) fn of_form(form: &Form) -> Self {
        let mut values = Self::default();
        values.texts.extend(form.department.as_ref().map(|name| key(name.as_str())));
        for task in &form.tasks {
            values.texts.push(key(task.name.as_str()));
            values.numbers.push(whole(task.number));
            for amount in [Some(task.total), task.basic, task.project, task.other].into_iter().flatten() {
                values.amount(amount);
            }
        }
        for goal in &form.goals {
            values.texts.push(key(goal.text.as_str()));
            values.numbers.extend([goal.number].iter().chain(&goal.tasks).map(|n| whole(*n)));
            values.goals.push(goal.number);
        }
        if let Some(scheme) = &form.scheme {
            values.texts.push(scheme.id.as_str().to_owned());
            values.weights.push(scheme.execution_weight.to_string().parse().unwrap());
        }
        form.indicators.iter().for_each(|indicator| values.indicator(indicator));
        values
    }

    /// Of one indicator.
    pub(crate) fn of_indicator(indicator: &Indicator) -> Self {
        let mut values = Self::default();
        values.indicator(indicator);
        values
    }

    fn amount(&mut self, fen: Fen) {
        self.numbers.extend(Decimal::from_millionths(fen.get()));
        self.numbers.extend(fen.get().checked_mul(10_000).and_then(Decimal::from_millionths));
    }

    fn indicator(&mut self, indicator: &Indicator) {
        self.texts.extend([key(indicator.name.as_str()), indicator.id.as_str().to_owned()]);
        self.weights.extend(indicator.weight.map(|weight| weight.to_string().parse::<Decimal>().unwrap()));
        self.goals.push(indicator.goal);
        self.levels1.push(indicator.level1);
        self.levels2.push(indicator.level2);
        let mut text = |text: Option<&str>| self.texts.extend(text.map(key));
        match &indicator.target {
            Target::Numeric(target) => {
                text(target.unit.as_ref().map(Text::as_str));
                self.signs.push(target.sign);
                self.numbers.push(target.value);
            }
            Target::Unreadable { sign, text: printed, unit } => {
                text(unit.as_ref().map(Text::as_str));
                text(printed.as_ref().map(Text::as_str));
                self.signs.push(*sign);
            }
            Target::Qualitative { text: printed } => {
                text(Some(printed.as_str()));
                self.has_text_target = true;
            }
            Target::Deadline { text: printed, date } => {
                text(printed.as_ref().map(Text::as_str));
                text(Some(&date.to_string()));
                self.has_text_target = true;
            }
            Target::Window { text: printed, first, last } => {
                text(printed.as_ref().map(Text::as_str));
                text(Some(&format!("{first}至{last}")));
                self.has_text_target = true;
            }
        }
    }

    /// Whether what a cell says is one of the values, in whatever form it is printed.
    pub(crate) fn have(&self, cell: &str) -> bool {
        let key = key(cell);
        let after_colon = key.split_once(':').map_or(key.as_str(), |(_, rest)| rest);
        self.texts.contains(&key)
            || self.texts.iter().any(|text| text == after_colon)
            || self.have_label(&key)
            || self.have_number(&key)
            || self.have_sign(&key)
            || self.have_tasks(&key)
            || self.have_date(&key)
    }

    fn have_label(&self, key: &str) -> bool {
        let word = key.trim_end_matches(':').trim_end_matches("指标").replace("效果", "效益");
        let is = |label: &str| label.trim_end_matches("指标") == word;
        let goal = key.trim_start_matches("绩效").strip_prefix("目标").and_then(ordinal);
        goal.is_some_and(|goal| self.goals.contains(&goal))
            || self.levels1.iter().any(|level| is(level.label()))
            || self.levels2.iter().any(|level| is(level.label()))
            || (word == "满意度" && self.levels2.contains(&Level2::Satisfaction))
    }

    /// The number with its sign, its unit, or words around it.
    fn have_number(&self, key: &str) -> bool {
        let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '-' | '.' | ',');
        let Some(start) = key.find(is_digit) else {
            return ordinal(key).is_some_and(|number| self.numbers.contains(&whole(number)));
        };
        let (before, rest) = key.split_at(start);
        let (number, after) = rest.split_at(rest.find(|c| !is_digit(c)).unwrap_or(rest.len()));
        let marks = ['(', ')', '.', '、', ':'];
        let before = before.trim_matches(marks);
        let known = ["不少于", "不超过", "控制在", "目标", "(", ""];
        let is_known = known.contains(&before) || self.have_sign_alone(before);
        let unit = ["以上", "以内"].iter().fold(after, |unit, word| unit.trim_end_matches(word));
        let number = number.replace(',', "");
        let Ok(number) = number.trim_matches('.').parse::<Decimal>() else { return false };
        let is_unit = unit.trim_matches(marks).is_empty() || self.texts.iter().any(|text| text == unit);
        let is_weight = matches!(unit, "" | "分" | "%") && self.weights.contains(&number);
        is_known && (is_weight || (is_unit && self.numbers.contains(&number)))
    }

    fn have_sign(&self, key: &str) -> bool {
        let rest = key.trim_start_matches(['≥', '≧', '≤', '≦', '⩾', '⩽', '=', '═', '<', '>']);
        let sign = key.strip_suffix(rest).unwrap_or_default();
        let has_rest = rest.is_empty() || self.texts.iter().any(|text| text == rest);
        (key == "定性" && self.has_text_target) || (has_rest && self.have_sign_alone(sign))
    }

    fn have_sign_alone(&self, key: &str) -> bool {
        let sign = match key {
            "≥" | "≧" | "⩾" | ">=" | "=>" => Sign::AtLeast,
            "≤" | "≦" | "⩽" | "<=" | "=<" => Sign::AtMost,
            "=" | "═" | "==" => Sign::Equal,
            ">" => Sign::MoreThan,
            "<" => Sign::LessThan,
            _ => return false,
        };
        self.signs.contains(&sign)
    }

    fn have_tasks(&self, key: &str) -> bool {
        let numbers: Vec<&str> = key.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).collect();
        key.contains("任务")
            && !numbers.is_empty()
            && numbers.iter().all(|n| n.parse().is_ok_and(|n| self.numbers.contains(&n)))
    }

    fn have_date(&self, key: &str) -> bool {
        let days = key.trim_end_matches("前").trim_end_matches('之').replace(['~', '到'], "至");
        let proposed = match proposed_date(key, None) {
            Some(ProposedDate::Deadline(date)) => date.to_string(),
            Some(ProposedDate::Window { first, last }) => format!("{first}至{last}"),
            None => days,
        };
        self.texts.contains(&proposed)
    }
}

fn ordinal(text: &str) -> Option<i32> {
    let bare = text.trim_matches(|c| matches!(c, '(' | ')' | '.' | '、' | ':'));
    let chinese = "一二三四五六七八九".chars().zip(1..).find(|(c, _)| bare == c.to_string());
    chinese.map(|(_, number)| number).or_else(|| bare.parse().ok())
}
