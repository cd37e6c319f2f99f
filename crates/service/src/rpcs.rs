//! The rpcs of a service, one line each.

/// Implements a generated service trait: each rpc is the inherent method of the same name, which takes
/// a [`Context`](crate::context::Context) and the message and gives the answer or a
/// [`Fault`](crate::fault::Fault); an rpc that streams gives a [`Stream`](crate::watch::Stream).
#[macro_export]
macro_rules! rpcs {
    (
        impl $service:ident for $type:ty { $($rpc:ident($request:ty) -> $response:ty;)+ }
        $(streams { $($streaming:ident($asked:ty) -> $stream:ident of $told:ty;)+ })?
    ) => {
        #[::tonic::async_trait]
        impl $service for $type {
            $(async fn $rpc(
                &self,
                request: ::tonic::Request<$request>,
            ) -> Result<::tonic::Response<$response>, ::tonic::Status> {
                $crate::context::answer(request, |context, message| <$type>::$rpc(self, context, message)).await
            })+

            $($(
                type $stream = $crate::watch::Stream<$told>;

                async fn $streaming(
                    &self,
                    request: ::tonic::Request<$asked>,
                ) -> Result<::tonic::Response<Self::$stream>, ::tonic::Status> {
                    $crate::context::answer(request, |context, message| <$type>::$streaming(self, context, message)).await
                }
            )+)?
        }
    };
}
