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
    Ok(output::bytes(json::as_toml(PROFILE, &profile)?.as_bytes())?)
}
