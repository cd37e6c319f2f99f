//! The table of common indicators.

use std::borrow::Cow::Borrowed;

use super::LibraryIndicator;
use crate::{Level2, Sign};

/// An indicator with a number.
const fn number(
    level2: Level2,
    id: &'static str,
    name: &'static str,
    sign: Sign,
    unit: &'static str,
    keywords: &'static str,
) -> LibraryIndicator {
    LibraryIndicator {
        id: Borrowed(id),
        level1: level2.level1(),
        level2,
        name: Borrowed(name),
        sign: Some(sign),
        unit: Some(Borrowed(unit)),
        keywords: Borrowed(keywords),
    }
}

/// An indicator with a text that a person judges.
const fn text(level2: Level2, id: &'static str, name: &'static str, keywords: &'static str) -> LibraryIndicator {
    let (id, name, keywords) = (Borrowed(id), Borrowed(name), Borrowed(keywords));
    LibraryIndicator { id, level1: level2.level1(), level2, name, sign: None, unit: None, keywords }
}

pub(super) static INDICATORS: [LibraryIndicator; 66] = [
    number(Level2::Quantity, "trained-persons", "培训人数", Sign::AtLeast, "人", "参训 学员 教育"),
    number(Level2::Quantity, "training-sessions", "培训班次", Sign::AtLeast, "期", "举办 教育 培训班"),
    number(Level2::Quantity, "subsidised-persons", "补贴发放人数", Sign::AtLeast, "人", "补助 救助 惠民"),
    number(Level2::Quantity, "served-persons", "服务对象人数", Sign::AtLeast, "人次", "受益 服务人次"),
    number(Level2::Quantity, "activities-held", "开展活动次数", Sign::AtLeast, "次", "宣传 文化 活动场次"),
    number(Level2::Quantity, "projects-completed", "完成项目数量", Sign::AtLeast, "个", "工程 建设"),
    number(Level2::Quantity, "area-built", "建设改造面积", Sign::AtLeast, "平方米", "工程 修缮 房屋"),
    number(Level2::Quantity, "road-length", "道路建设养护里程", Sign::AtLeast, "公里", "交通 公路"),
    number(Level2::Quantity, "equipment-purchased", "设备购置数量", Sign::AtLeast, "台（套）", "采购 资产"),
    number(Level2::Quantity, "systems-operated", "信息系统运行维护数量", Sign::Equal, "个", "信息化 运维 软件"),
    number(Level2::Quantity, "inspections", "监督检查次数", Sign::AtLeast, "次", "执法 督导 抽查"),
    number(Level2::Quantity, "reports-prepared", "编制报告数量", Sign::AtLeast, "份", "课题 规划 研究"),
    number(Level2::Quantity, "service-coverage", "服务覆盖率", Sign::AtLeast, "%", "普及 覆盖面"),
    number(Level2::Quality, "acceptance-rate", "项目验收合格率", Sign::AtLeast, "%", "工程 竣工 质量"),
    number(Level2::Quality, "subsidy-accuracy", "补贴发放准确率", Sign::Equal, "%", "补助 救助 足额"),
    number(Level2::Quality, "training-pass-rate", "培训合格率", Sign::AtLeast, "%", "考核 参训 结业"),
    number(Level2::Quality, "equipment-pass-rate", "设备验收合格率", Sign::AtLeast, "%", "采购 购置"),
    number(Level2::Quality, "system-availability", "信息系统可用率", Sign::AtLeast, "%", "信息化 运维 故障 稳定"),
    number(Level2::Quality, "eligibility-rate", "补助对象符合率", Sign::Equal, "%", "政策 资格 审核"),
    number(Level2::Quality, "case-closure-rate", "案件办结率", Sign::AtLeast, "%", "信访 投诉 执法"),
    number(Level2::Quality, "procurement-compliance", "政府采购合规率", Sign::Equal, "%", "招标 制度 规范"),
    number(Level2::Timeliness, "on-time-completion", "项目按时完成率", Sign::AtLeast, "%", "工期 进度 及时"),
    number(Level2::Timeliness, "on-time-payment", "补贴按时发放率", Sign::AtLeast, "%", "补助 资金 及时"),
    number(Level2::Timeliness, "funds-on-time", "资金拨付及时率", Sign::AtLeast, "%", "支付 进度"),
    number(Level2::Timeliness, "response-time", "故障响应时间", Sign::AtMost, "小时", "运维 信息化 维修"),
    number(Level2::Timeliness, "handling-time", "事项办理时限", Sign::AtMost, "工作日", "审批 办结 政务服务"),
    text(Level2::Timeliness, "completion-time", "项目完成时间", "工期 年底前 期限"),
    number(Level2::Cost, "project-cost", "项目总成本", Sign::AtMost, "万元", "预算 控制 投资"),
    number(Level2::Cost, "training-cost-per-person", "人均培训成本", Sign::AtMost, "元/人", "参训 标准"),
    number(Level2::Cost, "subsidy-standard", "补贴标准", Sign::AtMost, "元/人", "补助 人均"),
    number(Level2::Cost, "unit-construction-cost", "单位面积造价", Sign::AtMost, "元/平方米", "工程 建设"),
    number(Level2::Cost, "maintenance-cost", "年度运行维护成本", Sign::AtMost, "万元", "运维 信息化"),
    number(Level2::EconomicCost, "total-budget-control", "预算成本控制数", Sign::AtMost, "万元", "总成本 投资"),
    number(Level2::EconomicCost, "cost-per-person", "人均成本", Sign::AtMost, "元/人", "补助 培训 标准"),
    number(Level2::EconomicCost, "purchase-unit-price", "设备采购单价", Sign::AtMost, "元/台（套）", "购置 政府采购"),
    number(Level2::EconomicCost, "cost-saving-rate", "成本节约率", Sign::AtMost, "%", "节支 结余"),
    number(Level2::SocialCost, "complaints", "引发群众投诉次数", Sign::AtMost, "次", "信访 负面 影响"),
    number(Level2::SocialCost, "traffic-disruption", "占道施工影响天数", Sign::AtMost, "天", "工程 交通 出行"),
    text(Level2::SocialCost, "negative-social-impact", "对社会发展的负面影响", "公平 稳定 舆情"),
    number(Level2::EcologicalCost, "carbon-emissions", "二氧化碳排放量", Sign::AtMost, "吨", "碳 CO2 能耗 节能"),
    number(Level2::EcologicalCost, "construction-dust", "施工扬尘超标次数", Sign::AtMost, "次", "工程 大气 污染"),
    text(Level2::EcologicalCost, "environmental-damage", "对生态环境的负面影响", "破坏 污染 修复"),
    number(Level2::EconomicEffect, "income-growth", "服务对象收入增长率", Sign::AtLeast, "%", "增收 农民 居民"),
    number(
        Level2::EconomicEffect,
        "investment-attracted",
        "带动社会投资额",
        Sign::AtLeast,
        "万元",
        "招商 引资 撬动 GDP",
    ),
    number(Level2::EconomicEffect, "tax-growth", "税收增长率", Sign::AtLeast, "%", "财政收入 企业"),
    number(Level2::EconomicEffect, "jobs-income", "带动增收金额", Sign::AtLeast, "万元", "就业 产业 扶持"),
    number(Level2::SocialEffect, "jobs-created", "带动就业人数", Sign::AtLeast, "人", "岗位 创业"),
    number(Level2::SocialEffect, "policy-awareness", "政策知晓率", Sign::AtLeast, "%", "宣传 普及"),
    number(Level2::SocialEffect, "major-accidents", "重大安全事故发生次数", Sign::Equal, "次", "安全生产 责任事故"),
    text(Level2::SocialEffect, "living-standard", "保障对象生活水平", "改善 民生 困难群众 提高"),
    text(Level2::SocialEffect, "service-level", "公共服务水平", "提升 能力 均等化"),
    number(Level2::SocialEffect, "complaint-resolution", "群众诉求解决率", Sign::AtLeast, "%", "信访 投诉 12345"),
    number(Level2::EcologicalEffect, "good-air-days", "空气质量优良天数比率", Sign::AtLeast, "%", "大气 环境 PM2.5"),
    number(Level2::EcologicalEffect, "water-quality-rate", "水质达标率", Sign::AtLeast, "%", "水环境 断面 污染防治"),
    number(Level2::EcologicalEffect, "energy-saving-rate", "节能降耗率", Sign::AtLeast, "%", "能耗 电 水 CO2"),
    number(Level2::EcologicalEffect, "greening-area", "新增绿化面积", Sign::AtLeast, "公顷", "造林 绿地 园林"),
    text(Level2::EcologicalEffect, "ecological-improvement", "生态环境质量", "改善 修复 保护"),
    text(Level2::Sustainability, "mechanism-built", "长效管理机制健全性", "制度 完善 持续"),
    number(Level2::Sustainability, "service-life", "工程设计使用年限", Sign::AtLeast, "年", "建设 设施 寿命"),
    number(Level2::Sustainability, "policy-duration", "政策持续发挥作用期限", Sign::AtLeast, "年", "长期 影响"),
    number(Level2::Sustainability, "talent-retention", "人才队伍稳定率", Sign::AtLeast, "%", "培养 留任 队伍建设"),
    number(Level2::Satisfaction, "service-satisfaction", "服务对象满意度", Sign::AtLeast, "%", "群众 调查 问卷"),
    number(Level2::Satisfaction, "trainee-satisfaction", "参训人员满意度", Sign::AtLeast, "%", "培训 学员"),
    number(Level2::Satisfaction, "beneficiary-satisfaction", "受益群众满意度", Sign::AtLeast, "%", "补贴 补助 居民"),
    number(Level2::Satisfaction, "enterprise-satisfaction", "服务企业满意度", Sign::AtLeast, "%", "营商环境 市场主体"),
    number(Level2::Satisfaction, "user-satisfaction", "系统使用人员满意度", Sign::AtLeast, "%", "信息化 用户 职工"),
];
