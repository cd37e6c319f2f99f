use jixiao_domain::{Digest256, Grade};
use jixiao_store::scoring::{NewScorecard, Pins};
use jixiao_test_values::{id, period, points, profile_ref, text};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// Of a plan of 2023; its document is any bytes.
pub(crate) fn scorecard() -> impl Strategy<Value = NewScorecard> {
    let sums = (points(), select(Grade::ALL.to_vec()), option::of(points()));
    (pins(), sums, vec(any::<u8>(), 0..200), text(), id()).prop_map(
        |(pins, (total, grade, unit_total), document, finalizer, principal)| NewScorecard {
            pins,
            total,
            grade,
            unit_total,
            document,
            finalizer,
            principal,
        },
    )
}

fn pins() -> impl Strategy<Value = Pins> {
    let revision = || prop_oneof![0..3i64, Just(i64::MAX)];
    let version = || prop_oneof![1..3i32, Just(i32::MAX)];
    let content = any::<[u8; 32]>().prop_map(|bytes| Digest256::new(bytes).to_string());
    (version(), content, period(), revision(), revision(), profile_ref(), version()).prop_map(
        |(plan_version, content_sha256, as_of_period, actuals_revision, judgements_revision, profile, engine)| Pins {
            plan_version,
            content_sha256,
            as_of_period,
            actuals_revision,
            judgements_revision,
            profile,
            engine_version: engine,
        },
    )
}
