//! The comparison of the whole store.

use jixiao_store::{Derived, StoreVerified};

use crate::actuals::report_number;
use crate::database::Database;
use crate::judgements::{judge, new_judgement};
use crate::plans::{add, first_version};
use crate::sample::{content, in_year, plan_name};

on_every_engine![an_intact_store_is_found_intact, what_was_changed_behind_the_stores_back_is_found];

async fn an_intact_store_is_found_intact(database: Database) {
    assert_eq!(database.store.verify().await.unwrap(), StoreVerified::default());
    let first = plan_name();
    for plan in [in_year(&first, 2024), first, plan_name()] {
        add(&database, &plan, &content("部门")).await;
        report_number(&database, &plan, 1, "i001", 2).await;
        judge(&database, &plan, new_judgement(&plan, 1)).await;
    }

    let verified = database.store.verify().await.unwrap();

    assert_eq!(verified, StoreVerified { plans: 3, versions: 3, broken: Vec::new() });
}

async fn what_was_changed_behind_the_stores_back_is_found(database: Database) {
    for (change, derived) in [
        ("UPDATE plan_indicators SET name = 'x'", Derived::Content),
        ("UPDATE plan_versions SET document = content_sm3", Derived::Content),
        ("UPDATE actual_revisions SET number_millionths = 3", Derived::Actuals),
        ("UPDATE actual_heads SET document = (SELECT content_sha256 FROM plan_versions LIMIT 1)", Derived::Actuals),
        ("DELETE FROM judgement_heads", Derived::Judgements),
        ("UPDATE newest_changes SET sequence = sequence + 1", Derived::NewestChange),
        ("DELETE FROM newest_changes", Derived::NewestChange),
    ] {
        let database = database.another().await;
        let (plan, untouched) = (plan_name(), plan_name());
        for plan in [&plan, &untouched] {
            add(&database, plan, &content("部门")).await;
            report_number(&database, plan, 1, "i001", 2).await;
            judge(&database, plan, new_judgement(plan, 1)).await;
        }
        database.tamper(&format!("{change} WHERE department = '{}'", plan.owner.department)).await;

        let verified = database.store.verify().await.unwrap();

        let name = match derived {
            Derived::Content => first_version(&plan).to_string(),
            _ => plan.to_string(),
        };
        assert_eq!(verified, StoreVerified { plans: 2, versions: 2, broken: vec![(name, derived)] }, "{change}");
    }
}
