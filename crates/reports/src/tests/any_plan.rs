//! Forms of random plans.

use jixiao_domain::scorecard::{Input, Scorecard};
use jixiao_domain::workflow::PlanState;
use jixiao_domain::{
    ActualRecord, Actuals, ExecutionRecord, Judgement, Judgements, Period, PlanContent, PlanVersion, PrincipalId,
    Profile, Reported, Text, VersionName,
};
use jixiao_test_values::{actual, content, execution, instant, judgement, period};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::grid::assert_consistent;
use crate::document::Document;
use crate::layout::{Content, Layout};
use crate::{Evaluation, Format, Monitoring, Progress, forms, print};

fn version(content: PlanContent) -> PlanVersion {
    let plan = "regions/120000000/departments/any/plans/2023".parse().unwrap();
    PlanVersion {
        name: VersionName { plan, version: 1 },
        state: PlanState::Approved,
        content,
        content_sha256: "0".repeat(64),
    }
}

/// Reports of some indicators of the plan, whether they fit or not.
fn actuals(plan: &PlanContent) -> impl Strategy<Value = Actuals> + use<> {
    let ids: Vec<_> = plan.indicators().iter().map(|indicator| indicator.id.clone()).collect();
    let reports = vec((actual(), period(), instant()), ids.len());
    (reports, option::of(execution())).prop_map(move |(reports, execution)| {
        let mut actuals = Actuals::default();
        let reporter = || Text::parse("某人").unwrap();
        for ((revision, id), (mut actual, period, time)) in (1..).zip(&ids).zip(reports) {
            if revision % 4 > 0 {
                actual.indicator = id.clone();
                let reported = Reported {
                    period,
                    revision,
                    reporter: reporter(),
                    time,
                    plan_version: 1,
                    principal: PrincipalId::local(),
                    correction_reason: None,
                };
                actuals.take(revision, [ActualRecord { actual, reported }], None);
            }
        }
        if let Some((period, reporter, time, report)) = execution {
            let reported = Reported {
                period,
                revision: 100,
                reporter,
                time,
                plan_version: 1,
                principal: PrincipalId::local(),
                correction_reason: None,
            };
            actuals.take(100, [], Some(ExecutionRecord { report, reported }));
        }
        actuals
    })
}

type Story = (PlanVersion, Actuals, Judgements, Period);

fn story() -> impl Strategy<Value = Story> {
    let plan = content().prop_flat_map(|plan| (actuals(&plan), Just(plan)));
    (plan, vec(judgement(1), 8), period()).prop_map(|((actuals, plan), judged, period)| {
        let mut judgements = Judgements::default();
        for ((record, judgement), revision) in actuals.records.values().zip(judged).zip(1..) {
            judgements.take(Judgement {
                indicator: record.actual.indicator.clone(),
                actual_period: Some(record.reported.period),
                actual_revision: record.reported.revision,
                revision,
                ..judgement
            });
        }
        (version(plan), actuals, judgements, period)
    })
}

/// All four forms; the last only where there are weights.
fn documents((version, actuals, judgements, period): &Story) -> Vec<Document> {
    let actuals = actuals.as_of(*period);
    let progress = Progress { version, period: *period, actuals: &actuals };
    let monitoring = Monitoring { progress, judgements, lights: &Profile::default_rules().lights };
    let mut documents =
        vec![forms::target_table(version), forms::actuals_template(&progress), forms::monitoring_table(&monitoring)];
    let execution_weight = version.content.scheme().map(|scheme| scheme.execution_weight).unwrap_or_default();
    let profile = Profile { execution_weight, ..Profile::built_in()[0].clone() };
    let input = Input { plan: &version.content, actuals: &actuals, judgements, profile: &profile };
    if let Ok(scorecard) = Scorecard::compute(&input) {
        let evaluation = Evaluation {
            version,
            period: *period,
            profile: &profile,
            actuals_revision: 0,
            judgements_revision: 0,
            scorecard: &scorecard,
        };
        documents.push(forms::self_evaluation(&evaluation));
    }
    documents
}

/// Text of a page between its tags, and the tags.
fn taken_apart(page: &str) -> (String, Vec<&str>) {
    let mut text = String::new();
    let mut tags = Vec::new();
    for (place, part) in page.split('<').enumerate() {
        match part.split_once('>') {
            Some((tag, rest)) if place > 0 => {
                tags.push(tag.split_whitespace().next().unwrap_or_default());
                text.push_str(rest);
            }
            _ => text.push_str(part),
        }
    }
    (unescaped(&text), tags)
}

fn unescaped(text: &str) -> String {
    let pairs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    pairs.into_iter().fold(text.to_owned(), |text, (escaped, plain)| text.replace(escaped, plain))
}

fn shows(layout: &Layout, name: &str) -> bool {
    layout.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.content == Content::Text(name.to_owned()))
}

const TAGS: [&str; 27] = [
    "!DOCTYPE", "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "section", "div", "span",
    "dl", "dt", "dd", "table", "colgroup", "col", "thead", "tbody", "tr", "th", "td", "details", "summary",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_form_of_any_plan_is_a_grid_that_names_each_indicator(story in story()) {
        for document in documents(&story) {
            std::iter::once(&document.form).chain(&document.further).for_each(assert_consistent);
            for indicator in story.0.content.indicators() {
                prop_assert!(shows(&document.form, indicator.name.as_str()), "{}", indicator.name);
            }
        }
    }

    #[test]
    fn a_page_of_any_plan_has_only_its_own_tags_and_all_texts(story in story()) {
        for document in documents(&story) {
            let page = String::from_utf8(print(&document, Format::Html).unwrap().bytes).unwrap();
            let (text, tags) = taken_apart(&page);
            for tag in tags {
                prop_assert!(TAGS.contains(&tag.strip_prefix('/').unwrap_or(tag)), "{tag}");
            }
            for indicator in story.0.content.indicators() {
                prop_assert!(text.contains(indicator.name.as_str()));
            }
        }
    }

    #[test]
    fn any_plan_can_be_written_and_twice_alike(story in story()) {
        for document in documents(&story) {
            let bytes = print(&document, Format::Xlsx).unwrap().bytes;
            prop_assert!(bytes.starts_with(b"PK"));
            prop_assert_eq!(print(&document, Format::Xlsx).unwrap().bytes, bytes);
        }
    }
}
