use std::path::Path;

use jixiao_proto::scoring::v1::{CreateProfileRequest, Profile};

use super::PROFILE;
use crate::cli::ProfileCreateArguments;
use crate::error::Error;
use crate::{client, json, output};

pub(super) async fn run(arguments: &ProfileCreateArguments) -> Result<(), Error> {
    let request = CreateProfileRequest {
        parent: arguments.region.clone(),
        profile: Some(read(&arguments.file)?),
        request_id: arguments.request_id.clone(),
        validate_only: arguments.validate_only,
    };
    let answer = client::scoring(&arguments.endpoint)?.create_profile(request).await;
    let profile = client::answer("CreateProfile", answer)?.profile.ok_or(Error::Answer("the profile"))?;
    let done = if arguments.validate_only { "would be" } else { "is" };
    Ok(output::line(format!("{done} {}", profile.name))?)
}

/// A file that does not end in `.json` is TOML.
fn read(path: &Path) -> Result<Profile, Error> {
    let text = std::fs::read_to_string(path).map_err(|source| Error::File { path: path.to_owned(), source })?;
    let is_json = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    let profile = if is_json {
        json::read(PROFILE, &mut serde_json::Deserializer::from_str(&text))
    } else {
        toml::Deserializer::parse(&text).map_err(|error| unfit(&error)).and_then(|from| json::read(PROFILE, from))
    };
    profile.map_err(|source| Error::NotAMessage { path: path.to_owned(), name: "profile", source: Box::new(source) })
}

fn unfit(error: &toml::de::Error) -> Error {
    Error::Unfit { name: PROFILE, why: error.to_string().trim_end().to_owned() }
}
