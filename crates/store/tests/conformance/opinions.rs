//! Opinions on plan versions, and the answers to them.

use jixiao_domain::workflow::{Opinion, PlanState};
use jixiao_domain::{OpinionAnswer, OpinionKey, OpinionName, OpinionSaid, OpinionStatus, PlanName, PrincipalId};
use jixiao_store::StoreError;
use jixiao_store::planning::{PlanHeader, Planning};

use crate::adjustments::accepted;
use crate::database::Database;
use crate::plans::{add, first_version};
use crate::sample::{content, plan_name, text};

on_every_engine![
    opinions_are_read_in_the_order_they_were_said,
    the_last_answer_counts_and_the_others_are_kept,
    an_answer_to_one_opinion_leaves_the_others,
    a_version_in_force_takes_no_answer,
    an_opinion_that_was_not_said_is_not_there,
];

/// A plan with two steps: two opinions at the first and three at the second.
async fn with_opinions(database: &Database) -> (PlanName, PlanHeader) {
    let plan = plan_name();
    let header = add(database, &plan, &content("部门")).await.header;
    for count in [2, 3] {
        let opinion = |place: i32| Opinion {
            indicator: (place == 2).then(|| "i001".parse().unwrap()),
            text: text(&format!("意见{count}.{place}")),
        };
        let opinions: Vec<_> = (1..=count).map(opinion).collect();
        let write = database.begin(&plan).await;
        let (tables, actor) = (Planning::within(&write), text("审核人"));
        let (state, principal) = (PlanState::Returned, PrincipalId::local());
        tables.add_step(&header.name, state, Some(&actor), &principal, &opinions, write.now()).await.unwrap();
        write.commit(&(), Vec::new()).await.unwrap();
    }
    (plan, header)
}

async fn said(database: &Database, plan: &PlanName, key: (i32, i32)) -> Option<OpinionSaid> {
    let name = OpinionName { version: first_version(plan), key: OpinionKey { step: key.0, place: key.1 } };
    Planning::of(&database.store).opinion(&name).await.unwrap()
}

async fn answer(database: &Database, header: &PlanHeader, key: (i32, i32), is_accepted: bool, words: &str) {
    let opinion = said(database, &header.name.plan, key).await.unwrap();
    let write = database.begin(&header.name.plan).await;
    let new = OpinionAnswer { is_accepted, ..accepted(words, write.now()) };
    let after = Planning::within(&write).add_answer(header, opinion, new).await.unwrap();
    write.commit(&(), Vec::new()).await.unwrap();
    assert_eq!(said(database, &header.name.plan, key).await, Some(after));
}

async fn opinions_are_read_in_the_order_they_were_said(database: Database) {
    let (plan, header) = with_opinions(&database).await;
    let planning = Planning::of(&database.store);

    for limit in 1..=6 {
        let mut walked: Vec<OpinionSaid> = Vec::new();
        loop {
            let after = walked.last().map(|said| said.name.key);
            let page = planning.opinions(&header.name, None, after, limit).await.unwrap();
            if page.is_empty() {
                break;
            }
            walked.extend(page);
        }
        let told: Vec<_> = walked.iter().map(|s| (s.name.key.to_string(), s.opinion.text.to_string())).collect();
        let expected =
            [("1-1", "意见2.1"), ("1-2", "意见2.2"), ("2-1", "意见3.1"), ("2-2", "意见3.2"), ("2-3", "意见3.3")];
        assert_eq!(told, expected.map(|(key, text)| (key.to_owned(), text.to_owned())), "by {limit}");
        assert!(walked.iter().all(|s| s.status() == OpinionStatus::Open && s.reviewer == Some(text("审核人"))));
    }
    let of_one = planning.opinions(&header.name, Some(&"i001".parse().unwrap()), None, 10).await.unwrap();
    assert_eq!(of_one.iter().map(|s| s.name.key.to_string()).collect::<Vec<_>>(), ["1-2", "2-2"]);
    assert_eq!(said(&database, &plan, (2, 2)).await.as_ref(), of_one.last());
}

async fn the_last_answer_counts_and_the_others_are_kept(database: Database) {
    let (plan, header) = with_opinions(&database).await;

    for (nth, is_accepted) in [(1, false), (2, true), (3, false)] {
        answer(&database, &header, (2, 1), is_accepted, &format!("答复{nth}")).await;
    }

    let last = said(&database, &plan, (2, 1)).await.unwrap();
    assert_eq!((last.answers, last.status()), (3, OpinionStatus::Rejected));
    assert_eq!(last.answer.unwrap().text, Some(text("答复3")));
    assert_eq!(database.count("plan_answers", &plan).await, 3);
}

async fn an_answer_to_one_opinion_leaves_the_others(database: Database) {
    let (plan, header) = with_opinions(&database).await;
    let (_, other) = with_opinions(&database).await;

    answer(&database, &header, (1, 2), true, "已改").await;
    answer(&database, &header, (1, 2), true, "已改").await;
    answer(&database, &header, (2, 2), true, "已改").await;

    let planning = Planning::of(&database.store);
    let all = planning.opinions(&header.name, None, None, 10).await.unwrap();
    assert_eq!(all.iter().map(|s| s.answers).collect::<Vec<_>>(), [0, 2, 0, 1, 0]);
    let others = planning.opinions(&other.name, None, None, 10).await.unwrap();
    assert!(others.iter().all(|s| s.answer.is_none()), "{plan}");
}

async fn a_version_in_force_takes_no_answer(database: Database) {
    let (plan, header) = with_opinions(&database).await;
    let opinion = said(&database, &plan, (1, 1)).await.unwrap();
    let write = database.begin(&plan).await;
    let tables = Planning::within(&write);
    let approved = tables.put_state(&header, PlanState::Approved, write.now()).await.unwrap();

    let refused = tables.add_answer(&approved, opinion, accepted("晚了", write.now())).await;
    write.commit(&(), Vec::new()).await.unwrap();

    assert!(matches!(refused, Err(StoreError::Immutable)), "{refused:?}");
    assert_eq!(database.count("plan_answers", &plan).await, 0);
}

async fn an_opinion_that_was_not_said_is_not_there(database: Database) {
    let (plan, _) = with_opinions(&database).await;

    for key in [(1, 3), (3, 1), (2, 4)] {
        assert_eq!(said(&database, &plan, key).await, None);
    }
    assert_eq!(said(&database, &plan_name(), (1, 1)).await, None);
}
