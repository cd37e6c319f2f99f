use jixiao_domain::Frame;
use jixiao_proto::EnumField;
use jixiao_proto::planning::v1::{FrameDetail, FramePair, ListIndicatorFramesRequest, ListIndicatorFramesResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;

use crate::Planning;

impl Planning {
    #[expect(clippy::unused_async, reason = "every rpc has this shape")]
    pub(crate) async fn list_indicator_frames(
        &self,
        _: Context,
        _: ListIndicatorFramesRequest,
    ) -> Result<ListIndicatorFramesResponse, Fault> {
        Ok(ListIndicatorFramesResponse { frames: Frame::ALL.into_iter().map(detail).collect() })
    }
}

fn detail(frame: Frame) -> FrameDetail {
    let pairs = frame.pairs().map(|(level1, level2)| FramePair {
        level1: level1.number(),
        level2: level2.number(),
        label: format!("{}/{}", level1.label(), level2.label()),
    });
    FrameDetail { frame: frame.number(), source: frame.source().to_owned(), pairs: pairs.collect() }
}
