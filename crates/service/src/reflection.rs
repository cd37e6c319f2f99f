//! Reflection in both versions: tools still differ in the one they speak.

use tonic_reflection::server::{Builder, Error, v1, v1alpha};

/// The names of the reflection services themselves.
pub const NAMES: [&str; 2] = ["grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection"];

/// The reflection services, v1 and v1alpha.
///
/// They know all types, those inside error details too, but list only `services`: a server lists
/// what it serves in its role.
pub fn services(
    services: &[String],
) -> Result<
    (
        v1::ServerReflectionServer<impl v1::ServerReflection + use<>>,
        v1alpha::ServerReflectionServer<impl v1alpha::ServerReflection + use<>>,
    ),
    Error,
> {
    Ok((builder(services).build_v1()?, builder(services).build_v1alpha()?))
}

fn builder(services: &[String]) -> Builder<'static> {
    let builder = Builder::configure()
        .register_encoded_file_descriptor_set(jixiao_proto::DESCRIPTORS)
        .register_encoded_file_descriptor_set(tonic_health::pb::FILE_DESCRIPTOR_SET)
        .register_encoded_file_descriptor_set(tonic_types::pb::FILE_DESCRIPTOR_SET)
        .register_encoded_file_descriptor_set(tonic_reflection::pb::v1::FILE_DESCRIPTOR_SET)
        .register_encoded_file_descriptor_set(tonic_reflection::pb::v1alpha::FILE_DESCRIPTOR_SET);
    services.iter().fold(builder, |builder, name| builder.with_service_name(name))
}
