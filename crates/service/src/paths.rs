//! What can be told of a call from its path.

/// Whether the call serves operation, not business: health and reflection. Such calls are neither
/// limited nor refused, for they are how an operator sees why the others are.
pub(crate) fn is_operational(path: &str) -> bool {
    path.starts_with("/grpc.health.") || path.starts_with("/grpc.reflection.")
}

/// Whether the call stays open until somebody ends it: every `Watch…` rpc, and reflection, whose
/// stream lives as long as its client.
pub(crate) fn is_endless(path: &str) -> bool {
    let method = path.rsplit('/').next().unwrap_or_default();
    method.starts_with("Watch") || path.starts_with("/grpc.reflection.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn watches_and_reflection_are_endless_and_other_streams_are_not() {
        assert!(is_endless("/grpc.health.v1.Health/Watch"));
        assert!(is_endless("/jixiao.planning.v1.PlanningService/WatchPlans"));
        assert!(is_endless("/grpc.reflection.v1.ServerReflection/ServerReflectionInfo"));
        assert!(!is_endless("/jixiao.planning.v1.PlanningService/StreamPlans"));
    }
}
