use jixiao_proto::scoring::v1::{ListProfilesRequest, Profile};

use super::PROFILE;
use crate::cli::ProfileListArguments;
use crate::error::Error;
use crate::grid::Grid;
use crate::{client, json};

const HEAD: [&str; 4] = ["name", "source 依据", "in force 生效期间", "execution 预算执行率分值"];

pub(super) async fn run(arguments: &ProfileListArguments) -> Result<(), Error> {
    let mut scoring = client::scoring(&arguments.endpoint)?;
    let mut request =
        ListProfilesRequest { parent: arguments.region.clone(), page_size: 1000, page_token: String::new() };
    let mut grid = Grid::new(&HEAD, &[3]);
    loop {
        let page = client::answer("ListProfiles", scoring.list_profiles(request.clone()).await)?;
        if arguments.print.json {
            page.profiles.iter().try_for_each(|profile| json::print_line(PROFILE, profile))?;
        }
        page.profiles.iter().for_each(|profile| grid.add(row(profile)));
        if page.next_page_token.is_empty() {
            break;
        }
        request.page_token = page.next_page_token;
    }
    match (arguments.print.json, arguments.print.csv) {
        (true, _) => Ok(()),
        (false, true) => grid.print_csv(),
        (false, false) => grid.print(),
    }
}

fn row(profile: &Profile) -> [String; 4] {
    let in_force = match (profile.effective_from.as_str(), profile.effective_to.as_str()) {
        ("", "") => "always".to_owned(),
        (from, to) => format!("{from} – {to}"),
    };
    [profile.name.clone(), profile.source.clone(), in_force, profile.execution_weight.clone()]
}
