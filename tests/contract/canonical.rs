//! The encoding of a content that its hashes are taken of, as another program makes it.

use jixiao_proto::planning::v1::{GetPlanRequest, GetPlanResponse, PlanContent};
use jixiao_tests::PLAN;
use prost::Message;

use crate::start::draft;

/// The small plan, encoded by hand after `plan.proto` by a program that knows no protobuf library; its hashes by
/// OpenSSL.
const ENCODED: &str = "\
    0a1be5a4a9e6b4a5e5b882e6ae8be796bee4babae88194e59088e4bc9a1a1c0801120ce5bab7e5a48de69c8de58aa118a08d\
    0620e0d40328c0b8021a1a0802120ce69cbae69e84e8bf90e8bdac18d0860320d086032800221f08011218e68f90e9ab98e5\
    bab7e5a48de69c8de58aa1e6b0b4e5b9b31a0101221908021212e4bf9de99a9ce69cbae69e84e8bf90e8bdac1a01022a2b0a\
    04693030311001180220012a0ce4bd93e6a380e4babae695b0320f0a0d08011204363730301a03e4baba2a360a0469303032\
    1001180220032a0ce5ae8ce68890e697b6e997b4321a1a180a0a39e69c88e5ba95e5898d120a323032332d30392d33302a2e\
    0a04693030331001180220042a0ce9a1b9e79baee68890e69cac32120a1008051207313838343030301a03e585832a2f0a04\
    693030341002180320092a0ce5b0b1e4b89ae883bde58a9b321312110a0fe8bf9be4b880e6ada5e68f90e58d872a240a0469\
    30303510021804200c2a09e6bba1e6848fe5baa6320b0a090803120239301a0125\
";
const SHA256: &str = "f4176bc507e3d9ac257c25a7f2891250cdf141ba04c3d293c9f19813e04be6eb";
const SM3: &str = "d0fad6262f0f5ee0fecac2533dd8170f969daf77cfd56164b8b79d045c70d0af";

#[tokio::test]
async fn the_hashes_of_a_plan_are_those_of_its_encoding_made_by_hand() {
    let system = draft().await;

    let get = GetPlanRequest { name: PLAN.to_owned(), approved: false };
    let answer: GetPlanResponse = system.answer("GetPlan", &get).await;

    let plan = answer.plan.unwrap();
    assert_eq!((plan.content_sha256.as_str(), plan.content_sm3.as_str()), (SHA256, SM3));
    let encoded = plan.content.as_ref().unwrap().encode_to_vec();
    assert_eq!(encoded.iter().map(|byte| format!("{byte:02x}")).collect::<String>(), ENCODED);
    assert_eq!(PlanContent::decode(encoded.as_slice()).ok(), plan.content);
}
