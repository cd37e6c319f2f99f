//! `jixiao audit verify`: of the database itself, for an auditor trusts rows and not the server.

use std::collections::BTreeSet;

use jixiao_service::settings::Settings;
use jixiao_store::Store;
use jixiao_store::audit::Audit;

use crate::cli::AuditVerifyArguments;
use crate::error::Error;
use crate::output;

/// Verifies regions one by one; fails where one is not as it was recorded.
pub(crate) async fn run(settings: &Settings, arguments: &AuditVerifyArguments) -> Result<(), Error> {
    let store = Store::connect(&settings.database.url, 1).await.map_err(Error::Database)?;
    store.check_schema().await?;
    let (mut broken, mut count): (usize, usize) = (0, 0);
    for region in regions(&store, arguments).await? {
        count += 1;
        let noted = arguments.expect.iter().filter(|expected| expected.region.as_str() == region);
        let noted: Vec<_> = noted.map(|expected| expected.head.clone()).collect();
        let found = store.verify_audit(&region, &noted).await?;
        let head = format!("head {region}={}:{}", found.head.sequence, found.head.hash);
        match found.broken {
            None => output::line(format!("{region}: {} entries, {head}", found.head.sequence))?,
            Some(first) => {
                broken += 1;
                output::line(format!("{region}: BROKEN at {}: {}; whole up to {head}", first.sequence, first.what))?;
            }
        }
    }
    store.close().await?;
    if broken == 0 { Ok(()) } else { Err(Error::AuditBroken { broken, count }) }
}

/// The regions asked for, else all that have entries; and those of which a head was noted down.
async fn regions(store: &Store, arguments: &AuditVerifyArguments) -> Result<BTreeSet<String>, Error> {
    let mut regions: BTreeSet<_> = arguments.regions.iter().map(ToString::to_string).collect();
    if regions.is_empty() {
        regions.extend(Audit::of(store).regions().await?);
    }
    regions.extend(arguments.expect.iter().map(|expected| expected.region.to_string()));
    Ok(regions)
}
