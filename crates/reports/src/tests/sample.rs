//! A small plan with every kind of target, odd texts, and reports of two months.

use jixiao_domain::scorecard::{Input, Scorecard};
use jixiao_domain::workflow::PlanState;
use jixiao_domain::{
    Actual, ActualRecord, ActualValue, Actuals, ExecutionAmounts, ExecutionPart, ExecutionRecord, ExecutionReport, Fen,
    FundSource, Goal, Indicator, IndicatorId, Instant, Judgement, Judgements, Level1, Level2, NumericTarget, Period,
    PlanContent, PlanVersion, PrincipalId, Profile, Reported, Ruling, SchemeId, Side, Sign, Target, Task, Text, Tier,
    VersionName, WeightScheme,
};

/// A version, what was reported against it, and what was judged.
pub(crate) struct Sample {
    pub(crate) version: PlanVersion,
    pub(crate) actuals: Actuals,
    pub(crate) judgements: Judgements,
}

impl Sample {
    pub(crate) fn scorecard(&self, period: Period) -> Scorecard {
        let actuals = self.actuals.as_of(period);
        let input =
            Input { plan: &self.version.content, actuals: &actuals, judgements: &self.judgements, profile: profile() };
        Scorecard::compute(&input).unwrap()
    }
}

pub(crate) fn profile() -> &'static Profile {
    Profile::find(&Profile::DEFAULT.parse().unwrap()).unwrap()
}

pub(crate) fn period(text: &str) -> Period {
    text.parse().unwrap()
}

fn text<const MAX: usize>(text: &str) -> Text<MAX> {
    Text::parse(text).unwrap()
}

fn numeric(sign: Sign, value: &str, unit: &str) -> Target {
    Target::Numeric(NumericTarget { sign, value: value.parse().unwrap(), unit: Text::parse_optional(unit).unwrap() })
}

fn qualitative(words: &str) -> Target {
    Target::Qualitative { text: text(words) }
}

fn deadline(words: &str, date: &str) -> Target {
    Target::Deadline { text: Text::parse_optional(words).unwrap(), date: date.parse().unwrap() }
}

fn window(words: &str, first: &str, last: &str) -> Target {
    Target::Window {
        text: Text::parse_optional(words).unwrap(),
        first: first.parse().unwrap(),
        last: last.parse().unwrap(),
    }
}

fn indicators() -> Vec<Indicator> {
    use Level1::{Effect, Output, Satisfaction};
    let long = "参加全国残疾人职业技能大赛暨第四届全国残疾人展能节的参赛、参展、集训、观摩、后勤保障等各类人员的总人数（含各区残联选派的工作人员、手语翻译、裁判员、教练员以及志愿者）";
    let rows: Vec<(i32, Level1, Level2, &str, Target)> = vec![
        (1, Output, Level2::Quantity, "残疾人职业技能培训人数", numeric(Sign::Equal, "80", "人")),
        (1, Output, Level2::Quantity, long, numeric(Sign::AtLeast, "6700.5", "人次")),
        (1, Output, Level2::Quality, "=SUM(A1:A9) 达标率", numeric(Sign::AtLeast, "90", "%")),
        (1, Output, Level2::Timeliness, "完成培训时间", deadline("2023年12月31日前完成", "2023-12-31")),
        (1, Output, Level2::Timeliness, "+大赛集训时间", window("", "2023-05-01", "2023-09-30")),
        (1, Output, Level2::Cost, "-就业服务相关工作预算", numeric(Sign::AtMost, "1884000", "元")),
        (1, Effect, Level2::SocialEffect, "提升残疾人就业能力", qualitative("残疾人就业能力和职业技能水平进一步提升")),
        (1, Satisfaction, Level2::Satisfaction, "@参加培训残疾人满意度", numeric(Sign::MoreThan, "85", "%")),
        (
            2,
            Output,
            Level2::Quantity,
            "<script>alert('1')</script> & \"引号\"",
            numeric(Sign::LessThan, "0.000001", ""),
        ),
        (
            2,
            Output,
            Level2::Quantity,
            "假肢装配数量",
            Target::Unreadable { sign: Sign::AtLeast, text: Some(text("若干")), unit: Some(text("例")) },
        ),
        (2, Output, Level2::Timeliness, "康复服务按期完成", deadline("", "2023-09-30")),
        (2, Effect, Level2::Sustainability, "健全适配机制", qualitative("机制\n进一步健全")),
        (2, Satisfaction, Level2::Satisfaction, "残疾儿童家庭满意度", numeric(Sign::AtLeast, "85", "%")),
    ];
    let places = 1..;
    let indicator = |(place, (goal, level1, level2, name, target))| Indicator {
        id: IndicatorId::numbered(place),
        goal,
        level1,
        level2,
        name: text(name),
        target,
        weight: None,
        line: None,
        accumulation: None,
        library: None,
        method: None,
    };
    places.zip(rows).map(indicator).collect()
}

fn plan() -> PlanContent {
    let task = |number, name, total, basic: Option<i64>, project: Option<i64>, other: Option<i64>| Task {
        number,
        name: text(name),
        total: Fen::new(total),
        basic: basic.map(Fen::new),
        project: project.map(Fen::new),
        other: other.map(Fen::new),
    };
    let goal = |number, words, tasks: &[i32]| Goal { number, text: text(words), tasks: tasks.to_vec() };
    let tasks = vec![
        task(1, "突出残疾人就业优先，强化残疾人就业创业服务实效", 188_400_000, None, Some(188_400_000), None),
        task(
            2,
            "坚持康复与残疾预防并举，增强残疾人自立能力",
            1_667_100_001,
            Some(0),
            Some(1_275_100_000),
            Some(392_000_001),
        ),
    ];
    let goals = vec![
        goal(
            1,
            "持续开展残疾人职业技能培训，做好盲人参加全国盲人医疗按摩人员考试、从业资格评审、职称评审等工作。做好第七届全国残疾人职业技能大赛暨第四届全国残疾人展能节参赛参展等工作。",
            &[1],
        ),
        goal(2, "扎实开展残疾人精准康复服务，不断提升残疾儿童康复救助质量。", &[1, 2]),
    ];
    PlanContent::assemble(text("天津市残疾人联合会"), None, tasks, goals, indicators()).unwrap()
}

fn version(content: PlanContent) -> PlanVersion {
    let name = VersionName {
        plan: "regions/120000000/departments/disabled-persons-federation/plans/2023".parse().unwrap(),
        version: 2,
    };
    PlanVersion { name, state: PlanState::Approved, content, content_sha256: "0123456789abcdef".repeat(4) }
}

fn report(month: &str, revision: i64) -> Reported {
    Reported {
        period: period(month),
        revision,
        reporter: text("张三"),
        time: Instant::from_micros(0),
        plan_version: 1,
        principal: PrincipalId::local(),
        correction_reason: None,
    }
}

fn actual(place: usize, value: ActualValue, why: Option<(&str, &str)>) -> Actual {
    Actual {
        deviation_reason: why.map(|(reason, _)| text(reason)),
        measure: why.map(|(_, measure)| text(measure)),
        source: (place == 1).then(|| text("业务台账")),
        ..Actual::new(IndicatorId::numbered(place), value)
    }
}

fn number(value: &str) -> ActualValue {
    ActualValue::Number(value.parse().unwrap())
}

fn execution(executed: [i64; 4], reported: Reported) -> ExecutionRecord {
    let amounts = |initial, adjusted: Option<i64>, executed| ExecutionAmounts {
        initial: Fen::new(initial),
        adjusted: adjusted.map(Fen::new),
        executed: Fen::new(executed),
    };
    let part = |task, source, amounts| ExecutionPart { task, source, amounts };
    let [of_1, of_basic, of_project, of_other] = executed;
    let parts = vec![
        part(1, FundSource::Project, amounts(188_400_000, None, of_1)),
        part(2, FundSource::Basic, amounts(0, None, of_basic)),
        part(2, FundSource::Project, amounts(1_275_100_000, Some(1_300_000_000), of_project)),
        part(2, FundSource::Other, amounts(392_000_001, None, of_other)),
    ];
    let total = amounts(1_855_500_001, Some(1_880_400_001), executed.iter().sum());
    ExecutionRecord { report: ExecutionReport::new(total, parts).unwrap(), reported }
}

fn actuals() -> Actuals {
    let mut actuals = Actuals::default();
    let july = [
        actual(1, number("46"), None),
        actual(2, number("2000.25"), Some(("经费保障：资金下达较晚", "=1+1 加快进度"))),
        actual(3, number("95"), None),
        actual(5, ActualValue::Date("2023-06-30".parse().unwrap()), None),
        actual(7, ActualValue::Text(text("已开展\n<b>三期</b>培训")), None),
    ];
    let records = |actuals: &[Actual], month, revision| {
        let record = |actual: &Actual| ActualRecord { actual: actual.clone(), reported: report(month, revision) };
        actuals.iter().map(record).collect::<Vec<_>>()
    };
    let of_july = execution([100_000_000, 0, 500_000_000, 123_456], report("2023-07", 1));
    actuals.take(1, records(&july, "2023-07", 1), Some(of_july));
    let december = [
        actual(1, number("120"), None),
        actual(2, number("5500.25"), Some(("人员保障不足", "来年提前组织"))),
        actual(4, ActualValue::Date("2023-12-20".parse().unwrap()), None),
        actual(6, number("2000000"), Some(("价格上涨", "加强询价"))),
        actual(8, number("-3"), None),
        actual(9, ActualValue::NotApplicable(text("本年度未开展")), None),
        actual(11, ActualValue::Date("2023-10-08".parse().unwrap()), None),
        actual(12, ActualValue::Text(text("机制已健全")), None),
    ];
    let of_december = execution([188_000_000, 0, 1_200_000_000, 300_000_001], report("2023-12", 2));
    actuals.take(2, records(&december, "2023-12", 2), Some(of_december));
    actuals
}

fn judgement(place: usize, actual: (&str, i64), tier: Tier, score: &str, revision: i64) -> Judgement {
    Judgement {
        indicator: IndicatorId::numbered(place),
        ruling: Ruling::Tier { side: Side::Reviewer, tier, score: score.parse().unwrap() },
        grounds: text("<i>现场核查</i>"),
        judge: text("李四"),
        profile: "profiles/cn-2020/versions/1".parse().unwrap(),
        actual_period: Some(period(actual.0)),
        actual_revision: actual.1,
        revision,
        time: Instant::from_micros(0),
    }
}

/// Some rows have no report, some wait for a judgement, one cannot be scored.
pub(crate) fn incomplete() -> Sample {
    let mut judgements = Judgements::default();
    judgements.take(judgement(7, ("2023-07", 1), Tier::PartlyAchieved, "10.50", 1));
    let scheme = WeightScheme::find(&"cn-2020".parse::<SchemeId>().unwrap()).unwrap();
    let content = plan();
    let weights = scheme.allocate(&content).unwrap();
    let content = content.with_weights(scheme.reference().unwrap(), weights);
    Sample { version: version(content), actuals: actuals(), judgements }
}

/// Every row has points, but for one that does not apply.
pub(crate) fn complete() -> Sample {
    let mut sample = incomplete();
    let reports =
        [actual(10, ActualValue::NotApplicable(text("未纳入本年度计划")), None), actual(13, number("91"), None)];
    let record = |actual| ActualRecord { actual, reported: report("2023-12", 3) };
    sample.actuals.take(3, reports.map(record), None);
    sample.judgements.take(judgement(11, ("2023-12", 2), Tier::PartlyAchieved, "4.00", 2));
    sample.judgements.take(judgement(12, ("2023-12", 2), Tier::Achieved, "15.00", 3));
    sample
}

/// Before there are weights; one indicator came later than the others.
pub(crate) fn draft() -> Sample {
    let mut indicators = indicators();
    indicators[3].id = "later-one".parse().unwrap();
    let plan = plan();
    let (tasks, goals) = (plan.tasks().to_vec(), plan.goals().to_vec());
    let content = PlanContent::assemble(plan.department_title().clone(), None, tasks, goals, indicators).unwrap();
    Sample { version: version(content), actuals: Actuals::default(), judgements: Judgements::default() }
}
