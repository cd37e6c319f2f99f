//! Messages as JSON, by the mapping of protobuf: names in lowerCamelCase, enums by name, 64-bit numbers as text.

use jixiao_proto::DESCRIPTORS;
use prost::Message;
use prost_reflect::{DescriptorPool, DeserializeOptions, DynamicMessage, MessageDescriptor, SerializeOptions};
use serde::Deserializer;
use serde_json::Value;

use crate::error::Error;
use crate::output;

/// A message of that full name as JSON, with all its fields.
pub(crate) fn of(name: &'static str, message: &impl Message) -> Result<Value, Error> {
    let dynamic = DynamicMessage::decode(descriptor(name)?, message.encode_to_vec().as_slice());
    let dynamic = dynamic.map_err(|_| Error::Answer(name))?;
    let options = SerializeOptions::new().skip_default_fields(false);
    Ok(dynamic.serialize_with_options(serde_json::value::Serializer, &options)?)
}

/// Prints a message as one line of JSON.
pub(crate) fn print_line(name: &'static str, message: &impl Message) -> Result<(), Error> {
    Ok(output::line(of(name, message)?.to_string())?)
}

/// Prints a message as JSON that a person reads.
pub(crate) fn print(name: &'static str, message: &impl Message) -> Result<(), Error> {
    Ok(output::line(serde_json::to_string_pretty(&of(name, message)?)?)?)
}

/// A message of that full name from anything that has the shape of its JSON; field names as in the protos will do too,
/// unknown ones are refused.
pub(crate) fn read<'a, M, D>(name: &'static str, from: D) -> Result<M, Error>
where
    M: Message + Default,
    D: Deserializer<'a>,
{
    let options = DeserializeOptions::new().deny_unknown_fields(true);
    let read = DynamicMessage::deserialize_with_options(descriptor(name)?, from, &options);
    let dynamic = read.map_err(|error| Error::Unfit { name, why: error.to_string() })?;
    dynamic.transcode_to().map_err(|_| Error::Answer(name))
}

fn descriptor(name: &'static str) -> Result<MessageDescriptor, Error> {
    let pool = DescriptorPool::decode(DESCRIPTORS).map_err(|_| Error::Answer(name))?;
    pool.get_message_by_name(name).ok_or(Error::Answer(name))
}
