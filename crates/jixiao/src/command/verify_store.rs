//! `jixiao verify-store`.

use jixiao_service::settings::Settings;
use jixiao_store::{Derived, Store};

use crate::error::Error;
use crate::output;

/// Compares what is derived with the rows, in the database itself; fails where anything differs.
pub(crate) async fn run(settings: &Settings) -> Result<(), Error> {
    let store = Store::connect(&settings.database.url, 1).await.map_err(Error::Database)?;
    store.check_schema().await?;
    let verified = store.verify().await?;
    store.close().await?;
    for (name, derived) in &verified.broken {
        output::line(format!("{name}: {} differs from its rows", what(*derived)))?;
    }
    output::line(format!("compared plans: {}, versions: {}", verified.plans, verified.versions))?;
    match verified.broken.len() {
        0 => Ok(()),
        broken => Err(Error::StoreBroken(broken)),
    }
}

const fn what(derived: Derived) -> &'static str {
    match derived {
        Derived::Content => "the packed content",
        Derived::Actuals => "the packed actuals",
        Derived::Judgements => "the packed judgements",
        Derived::NewestChange => "the newest change",
    }
}
