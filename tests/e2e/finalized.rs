//! What was finalized once comes out of today's program with the same bytes.

use jixiao_proto::scoring::v1::{VerifyScorecardRequest, VerifyScorecardResponse};
use jixiao_tests::System;

use crate::golden::is_kept;
use crate::rendering;
use crate::three::{SCHEMES, finalized};

/// The hash is that of all bytes; the text under it shows a reader which row moved.
#[tokio::test]
async fn scorecards_of_every_built_in_profile_are_the_golden_ones_to_the_byte() {
    let system = System::all_on_sqlite();

    let cards = finalized(&system).await;

    for (scheme, card) in SCHEMES.into_iter().zip(cards) {
        let (stored, card) = (card.stored_scorecard.unwrap(), card.scorecard.unwrap());
        assert_eq!(card.pins.as_ref().unwrap().profile, format!("profiles/{scheme}/versions/1"));
        let text = format!("sha256 | {}\n{}", stored.scorecard_sha256, rendering::scorecard(&card));
        is_kept(&format!("tests/e2e/golden/finalized-{scheme}.txt"), &text);
        let verify = VerifyScorecardRequest { name: stored.name };
        let verified: VerifyScorecardResponse = system.answer("VerifyScorecard", &verify).await;
        assert_eq!((verified.same, verified.intact), (true, true), "{scheme}");
    }
}
