//! `jixiao audit`.

use std::str::FromStr;

use clap::{Args, Subcommand};
use jixiao_domain::{Instant, RegionCode};
use jixiao_store::audit::AuditHead;

use super::EndpointArguments;
use crate::moment;

#[derive(Debug, Subcommand)]
pub(crate) enum AuditCommand {
    /// List who changed what in a region, when and why, over the API
    List(Box<AuditListArguments>),
    /// Read all chains in the database of the settings, and fail where a row was edited, removed or moved
    Verify(AuditVerifyArguments),
}

#[derive(Debug, Args)]
pub(crate) struct AuditListArguments {
    /// Code of the region, 9 digits
    #[arg(value_parser = region)]
    pub(crate) region: RegionCode,
    /// Only what was done for this principal
    #[arg(long, value_name = "WHO", default_value = "")]
    pub(crate) principal: String,
    /// Only this rpc, such as ApprovePlan
    #[arg(long, value_name = "RPC", default_value = "")]
    pub(crate) method: String,
    /// Only what changed this resource or something under it, by its full name
    #[arg(long, value_name = "NAME", default_value = "")]
    pub(crate) resource: String,
    /// Only from then on: yyyy-mm-dd, in Asia/Shanghai, or yyyy-mm-ddThh:mm:ss+08:00
    #[arg(long, value_name = "TIME", value_parser = moment::parse)]
    pub(crate) since: Option<Instant>,
    /// Only before then
    #[arg(long, value_name = "TIME", value_parser = moment::parse)]
    pub(crate) until: Option<Instant>,
    /// Print JSON, one entry a line
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) endpoint: EndpointArguments,
}

#[derive(Debug, Args)]
pub(crate) struct AuditVerifyArguments {
    /// Codes of regions, 9 digits; by default all
    #[arg(value_name = "REGION", value_parser = region)]
    pub(crate) regions: Vec<RegionCode>,
    /// A head that was noted down earlier, as this command prints it; as often as needed. Only this finds
    /// entries that were cut off at the end together with the head
    #[arg(long, value_name = "REGION=SEQUENCE:HASH")]
    pub(crate) expect: Vec<Expected>,
}

/// A head that was noted down earlier.
#[derive(Clone, Debug)]
pub(crate) struct Expected {
    pub(crate) region: RegionCode,
    pub(crate) head: AuditHead,
}

impl FromStr for Expected {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once('=').and_then(|(code, head)| Some((code, head.split_once(':')?)));
        let (code, (sequence, hash)) = parts.ok_or("write REGION=SEQUENCE:HASH")?;
        let sequence = sequence.parse().ok().filter(|sequence| *sequence >= 1);
        let sequence = sequence.ok_or("the sequence is not a number from 1")?;
        let hash = hash.parse().map_err(|invalid: jixiao_domain::Invalid| format!("the hash {}", invalid.en))?;
        Ok(Self { region: region(code)?, head: AuditHead { sequence, hash } })
    }
}

fn region(text: &str) -> Result<RegionCode, String> {
    text.parse().map_err(|invalid: jixiao_domain::Invalid| format!("the region {}", invalid.en))
}
