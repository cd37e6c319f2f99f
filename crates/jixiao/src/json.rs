//! Messages as JSON, by the mapping of protobuf: names in lowerCamelCase, enums by name, 64-bit numbers as text.

use jixiao_proto::DESCRIPTORS;
use prost::Message;
use prost_reflect::{DescriptorPool, DeserializeOptions, DynamicMessage, MessageDescriptor, SerializeOptions};
use serde::Deserializer;
use serde_json::Value;

use crate::error::Error;
use crate::output;

/// A message of that full name as JSON, with all its fields.
fn of(name: &'static str, message: &impl Message) -> Result<Value, Error> {
    Ok(dynamic(name, message)?.serialize_with_options(serde_json::value::Serializer, &options())?)
}

/// A message of that full name as TOML that a person edits, with all its fields but messages that are not there. Names
/// are those of the protos, for so do the violations name them that a server finds.
pub(crate) fn as_toml(name: &'static str, message: &impl Message) -> Result<String, Error> {
    let options = options().use_proto_field_name(true);
    let value = dynamic(name, message)?.serialize_with_options(serde_json::value::Serializer, &options)?;
    toml::to_string(&without_null(value)).map_err(Error::Toml)
}

fn dynamic(name: &'static str, message: &impl Message) -> Result<DynamicMessage, Error> {
    let dynamic = DynamicMessage::decode(descriptor(name)?, message.encode_to_vec().as_slice());
    dynamic.map_err(|_| Error::Answer(name))
}

fn options() -> SerializeOptions {
    SerializeOptions::new().skip_default_fields(false)
}

/// TOML has no null.
fn without_null(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let there = fields.into_iter().filter(|(_, value)| !value.is_null());
            Value::Object(there.map(|(name, value)| (name, without_null(value))).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(without_null).collect()),
        value => value,
    }
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
    let dynamic = read.map_err(|error| Error::Unfit { name, why: error.to_string().trim_end().to_owned() })?;
    dynamic.transcode_to().map_err(|_| Error::Answer(name))
}

fn descriptor(name: &'static str) -> Result<MessageDescriptor, Error> {
    let pool = DescriptorPool::decode(DESCRIPTORS).map_err(|_| Error::Answer(name))?;
    pool.get_message_by_name(name).ok_or(Error::Answer(name))
}
