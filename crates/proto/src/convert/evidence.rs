//! Evidence.

use jixiao_domain::{Evidence, Text, Violation};

use super::Fields;
use crate::results::v1 as wire;

impl TryFrom<wire::Evidence> for Evidence {
    type Error = Vec<Violation>;

    fn try_from(message: wire::Evidence) -> Result<Self, Self::Error> {
        let mut fields = Fields::new();
        let name = fields.take("name", Text::parse(message.name));
        let media_type = fields.take("media_type", Text::parse(message.media_type));
        let sha256 = fields.take("sha256", message.sha256.parse());
        let sm3 = match message.sm3.as_str() {
            "" => Some(None),
            digest => fields.take("sm3", digest.parse()).map(Some),
        };
        let url = fields.take("url", Text::parse(message.url));
        let size = message.size;
        let evidence = fields.finish(|| {
            Some(Self { name: name?, media_type: media_type?, size, sha256: sha256?, sm3: sm3?, url: url? })
        })?;
        evidence.check()?;
        Ok(evidence)
    }
}

impl From<&Evidence> for wire::Evidence {
    fn from(evidence: &Evidence) -> Self {
        Self {
            name: evidence.name.to_string(),
            media_type: evidence.media_type.to_string(),
            size: evidence.size,
            sha256: evidence.sha256.to_string(),
            sm3: evidence.sm3.map(|digest| digest.to_string()).unwrap_or_default(),
            url: evidence.url.to_string(),
        }
    }
}
