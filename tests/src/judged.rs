use jixiao_proto::scoring::v1::Judgement;
use jixiao_proto::scoring::v1::judgement::Ruling;

/// The points that a judgement of a tier gave.
pub fn judged_score(judgement: &Judgement) -> &str {
    match judgement.ruling.as_ref().unwrap() {
        Ruling::Tier(ruling) => &ruling.score,
        other => panic!("{other:?} is no tier"),
    }
}
