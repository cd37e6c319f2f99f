use jixiao_proto::scoring::v1::{ListProfilesRequest, Profile};

use super::PROFILE;
use crate::cli::ProfileListArguments;
use crate::error::Error;
use crate::grid::Grid;
use crate::{client, json};

const HEAD: [&str; 4] = ["name 名称", "source 依据", "in force 生效期间", "execution 预算执行率分值"];
const NAMES: [&str; 5] = ["name", "source", "effective_from", "effective_to", "execution_weight"];

pub(super) async fn run(arguments: &ProfileListArguments) -> Result<(), Error> {
    let mut scoring = client::scoring(&arguments.endpoint)?;
    let mut request =
        ListProfilesRequest { parent: arguments.region.clone(), page_size: 1000, page_token: String::new() };
    let (mut grid, csv) = (Grid::new(&HEAD, &[3]).named(&NAMES), arguments.print.csv);
    loop {
        let page = client::answer("ListProfiles", scoring.list_profiles(request.clone()).await)?;
        if arguments.print.json {
            page.profiles.iter().try_for_each(|profile| json::print_line(PROFILE, profile))?;
        }
        page.profiles.iter().for_each(|profile| grid.add(if csv { cells(profile) } else { row(profile) }));
        if page.next_page_token.is_empty() {
            break;
        }
        request.page_token = page.next_page_token;
    }
    match (arguments.print.json, csv) {
        (true, _) => Ok(()),
        (false, true) => grid.print_csv(),
        (false, false) => grid.print(),
    }
}

fn row(profile: &Profile) -> Vec<String> {
    let in_force = match (profile.effective_from.as_str(), profile.effective_to.as_str()) {
        ("", "") => "always 长期".to_owned(),
        (from, "") => format!("from {from}"),
        ("", to) => format!("to {to}"),
        (from, to) => format!("{from} – {to}"),
    };
    vec![profile.name.clone(), profile.source.clone(), in_force, profile.execution_weight.clone()]
}

fn cells(profile: &Profile) -> Vec<String> {
    let Profile { name, source, effective_from, effective_to, execution_weight, .. } = profile;
    [name, source, effective_from, effective_to, execution_weight].map(Clone::clone).to_vec()
}
