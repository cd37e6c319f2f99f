//! A correction never destroys.

use std::collections::BTreeSet;

use jixiao_proto::common::v1::Tier;
use jixiao_proto::results::v1::{
    ActualRecord, GetActualsRequest, GetActualsResponse, ReportActualsResponse, actual::Value,
};
use jixiao_proto::scoring::v1::{
    JudgeIndicatorRequest, JudgeIndicatorResponse, ListJudgementsRequest, ListJudgementsResponse, Outcome,
    ScorePlanResponse, Scorecard,
};
use jixiao_tests::{PLAN, Story, System, judged_score};
use prost::Message;
use tonic::Request;

use crate::requests::{history, judge, number, report, reported, row, score, text};

#[tokio::test]
async fn a_correction_keeps_the_history_and_each_period_has_its_newest_revision() {
    let system = System::all_on_sqlite();
    Story::new(&system).small_approved().await;

    for (period, value) in [("2023-10", "1"), ("2023-11", "2"), ("2023-10", "3")] {
        reported(&system, period, "i001", number(value)).await;
    }

    let history: Vec<_> = history(&system).await.iter().map(key).collect();
    let expected = [(1, "2023-10", "1"), (2, "2023-11", "2"), (3, "2023-10", "3")];
    assert_eq!(history, expected.map(|(r, p, v)| (r, p.to_owned(), v.to_owned())));
    for (as_of, expected) in [("2023-10", (3, "3")), ("2023-11", (2, "2")), ("2023-12", (2, "2")), ("", (2, "2"))] {
        let read = as_of_period(&system, as_of).await;
        let (revision, _, value) = key(&read.actuals[0]);
        assert_eq!((read.revision, revision, value.as_str()), (3, expected.0, expected.1), "{as_of}");
        assert_eq!(row(&card(&system, as_of).await, "i001").actual.unwrap().revision, expected.0, "{as_of}");
    }
}

#[tokio::test]
async fn before_its_first_report_a_row_is_not_reported_and_the_card_has_no_grade() {
    let system = System::all_on_sqlite();
    Story::new(&system).small_approved().await;
    reported(&system, "2023-10", "i001", number("6700")).await;

    let (before, after) = (card(&system, "2023-09").await, card(&system, "2023-10").await);

    assert_eq!(as_of_period(&system, "2023-09").await.actuals, []);
    assert_eq!(
        (row(&before, "i001").outcome(), row(&after, "i001").outcome()),
        (Outcome::NotReported, Outcome::Scored)
    );
    let (before, after) = (before.totals.unwrap(), after.totals.unwrap());
    assert_eq!((before.points.as_str(), before.lowest_total.as_str(), before.total.as_str()), ("0.00", "0.00", ""));
    assert_eq!((after.points.as_str(), after.lowest_total.as_str(), after.total.as_str()), ("16.67", "16.67", ""));
    assert_eq!((before.highest_total, after.highest_total), ("100.00".to_owned(), "100.00".to_owned()));
}

#[tokio::test]
async fn a_judgement_holds_for_the_report_it_was_made_of_and_for_no_other() {
    let system = System::all_on_sqlite();
    Story::new(&system).small_approved().await;
    let outcome = async |as_of: &str| {
        let row = row(&card(&system, as_of).await, "i004");
        (row.outcome(), row.score)
    };
    let judged = |score: &str| (Outcome::Judged, score.to_owned());
    let unjudged = (Outcome::Unjudged, String::new());

    reported(&system, "2023-11", "i004", text("有所提升")).await;
    assert_eq!(outcome("").await, unjudged);
    judges(&system, "24.00", "").await;
    assert_eq!(outcome("").await, judged("24.00"));

    reported(&system, "2023-12", "i004", text("明显提升")).await;
    assert_eq!((outcome("2023-11").await, outcome("").await), (judged("24.00"), unjudged.clone()));
    judges(&system, "30.00", "2023-12").await;
    judges(&system, "29.00", "2023-11").await;
    assert_eq!((outcome("2023-11").await, outcome("").await), (judged("29.00"), judged("30.00")));

    reported(&system, "2023-11", "i004", text("更正")).await;
    assert_eq!((outcome("2023-11").await, outcome("").await), (unjudged, judged("30.00")));
    let list = ListJudgementsRequest { plan: PLAN.to_owned(), ..Default::default() };
    let list: ListJudgementsResponse = system.answer("ListJudgements", &list).await;
    let made: Vec<_> = list.judgements.iter().map(|j| (j.revision, j.actual_revision, judged_score(j))).collect();
    assert_eq!(made, [(1, 1, "24.00"), (2, 2, "30.00"), (3, 1, "29.00")]);
}

#[tokio::test]
async fn eighty_reports_of_eight_clients_at_once_on_sqlite_have_a_revision_each() {
    none_is_lost(System::all_on_sqlite()).await;
}

#[tokio::test]
async fn eighty_reports_of_eight_clients_at_once_on_postgresql_have_a_revision_each() {
    none_is_lost(System::all_on_postgres()).await;
}

async fn none_is_lost(system: System) {
    Story::new(&system).small_approved().await;
    let clients: Vec<_> = (0..8)
        .map(|client| {
            let caller = system.caller();
            tokio::spawn(async move {
                let mut taken = Vec::new();
                for nth in 0..10 {
                    let value = format!("{client}.{nth}1");
                    let request = report("2023-12", "i001", number(&value)).encode_to_vec();
                    let answer = caller.call("ReportActuals", Request::new(request)).await.unwrap();
                    let revision = ReportActualsResponse::decode(answer.as_slice()).unwrap().revision;
                    taken.push((revision, "2023-12".to_owned(), value));
                }
                taken
            })
        })
        .collect();

    let mut taken = BTreeSet::new();
    for client in clients {
        let revisions = client.await.unwrap();
        assert!(revisions.is_sorted_by_key(|(revision, ..)| *revision));
        taken.extend(revisions);
    }

    assert_eq!(taken.iter().map(|(revision, ..)| *revision).collect::<Vec<_>>(), (1..=80).collect::<Vec<_>>());
    let history: Vec<_> = history(&system).await.iter().map(key).collect();
    assert!(history.iter().eq(&taken), "{history:?} {taken:?}");
    let current = as_of_period(&system, "").await;
    assert_eq!((current.revision, current.actuals.iter().map(key).collect::<Vec<_>>()), (80, history[79..].to_vec()));
}

fn key(record: &ActualRecord) -> (i64, String, String) {
    let Some(Value::Number(value)) = record.actual.as_ref().unwrap().value.clone() else { panic!("{record:?}") };
    (record.revision, record.period.clone(), value)
}

async fn as_of_period(system: &System, as_of: &str) -> GetActualsResponse {
    let read = GetActualsRequest { plan: PLAN.to_owned(), as_of_period: as_of.to_owned(), ..Default::default() };
    system.answer("GetActuals", &read).await
}

async fn card(system: &System, as_of: &str) -> Scorecard {
    let answer: ScorePlanResponse = system.answer("ScorePlan", &score(as_of)).await;
    answer.scorecard.unwrap()
}

async fn judges(system: &System, score: &str, as_of: &str) {
    let request = JudgeIndicatorRequest { as_of_period: as_of.to_owned(), ..judge("i004", Tier::Achieved, score) };
    let _: JudgeIndicatorResponse = system.answer("JudgeIndicator", &request).await;
}
