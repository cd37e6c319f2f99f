use jixiao_proto::scoring::v1::GetProfileRequest;

use super::PROFILE;
use crate::cli::ProfileShowArguments;
use crate::error::Error;
use crate::{client, json, output};

pub(super) async fn run(arguments: &ProfileShowArguments) -> Result<(), Error> {
    let request = GetProfileRequest { name: arguments.name.clone() };
    let answer = client::scoring(&arguments.endpoint)?.get_profile(request).await;
    let profile = client::answer("GetProfile", answer)?.profile.ok_or(Error::Answer("the profile"))?;
    if arguments.json {
        return json::print(PROFILE, &profile);
    }
    // TOML has no null; a message that is not there is left out.
    let shown = json::of(PROFILE, &profile)?;
    Ok(output::bytes(toml::to_string(&without_null(shown)).map_err(Error::Toml)?.as_bytes())?)
}

fn without_null(value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Value::Object(fields) => {
            let there = fields.into_iter().filter(|(_, value)| !value.is_null());
            Value::Object(there.map(|(name, value)| (name, without_null(value))).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(without_null).collect()),
        value => value,
    }
}
