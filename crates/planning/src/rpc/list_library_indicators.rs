use jixiao_domain::{Frame, Level1, Level2, LibraryIndicator, LibraryName, RegionCode};
use jixiao_proto::planning::v1::{ListLibraryIndicatorsRequest, ListLibraryIndicatorsResponse};
use jixiao_proto::{EnumField, Fields};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::page::Page;
use jixiao_store::planning::Planning as Tables;

use super::catalogue;
use crate::{Planning, answer};

/// Most characters of the words that are looked for.
const WORDS: usize = 200;

impl Planning {
    pub(crate) async fn list_library_indicators(
        &self,
        _: Context,
        message: ListLibraryIndicatorsRequest,
    ) -> Result<ListLibraryIndicatorsResponse, Fault> {
        let (region, wanted) = parse(&message)?;
        let [frame, level1, level2] = [message.frame, message.level1, message.level2].map(|number| number.to_string());
        let query = ["ListLibraryIndicators", &message.parent, &frame, &level1, &level2, &message.words];
        let page = Page::parse(message.page_size, &message.page_token, &query)?;
        let after = catalogue::after(&page)?;
        let mut library = built_in()?;
        if let Some(region) = &region {
            library.extend(Tables::of(&self.store).library(region).await?);
        }
        let rows = library.iter().filter(|(_, indicator)| wanted.takes(indicator)).map(|(name, indicator)| {
            let key = catalogue::key(name.region.as_ref(), name.id.as_str());
            (key, answer::library_indicator(name, indicator))
        });
        let rows = rows.filter(|(key, _)| after.as_ref().is_none_or(|after| key > after)).take(page.size + 1);
        let (library_indicators, next_page_token) = page.cut(rows, &query);
        Ok(ListLibraryIndicatorsResponse { library_indicators, next_page_token })
    }
}

/// The built-in ones, by id.
fn built_in() -> Result<Vec<(LibraryName, LibraryIndicator)>, Fault> {
    let mut library = Vec::new();
    for indicator in LibraryIndicator::built_in() {
        let id = indicator.id.parse().map_err(Fault::internal)?;
        library.push((LibraryName { region: None, id }, indicator.clone()));
    }
    library.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(library)
}

/// What is asked for; all of it must hold.
struct Wanted {
    frame: Option<Frame>,
    level1: Option<Level1>,
    level2: Option<Level2>,
    words: String,
}

impl Wanted {
    fn takes(&self, indicator: &LibraryIndicator) -> bool {
        self.frame.is_none_or(|frame| frame.has(indicator.level1, indicator.level2))
            && self.level1.is_none_or(|level1| level1 == indicator.level1)
            && self.level2.is_none_or(|level2| level2 == indicator.level2)
            && indicator.matches(&self.words)
    }
}

fn parse(message: &ListLibraryIndicatorsRequest) -> Result<(Option<RegionCode>, Wanted), Fault> {
    let mut fields = Fields::new();
    let region = match message.parent.as_str() {
        "" => Some(None),
        name => fields.take("parent", RegionCode::from_name(name)).map(Some),
    };
    let frame = optional(&mut fields, "frame", message.frame);
    let level1 = optional(&mut fields, "level1", message.level1);
    let level2 = optional(&mut fields, "level2", message.level2);
    if message.words.chars().count() > WORDS {
        let (en, zh) = (format!("is longer than {WORDS} characters"), format!("超过{WORDS}个字符"));
        fields.refuse("words", en, zh);
    }
    let words = message.words.clone();
    let parsed = fields.finish(|| Some((region?, Wanted { frame: frame?, level1: level1?, level2: level2?, words })));
    parsed.map_err(Fault::violations)
}

/// An enum that may be left out.
fn optional<E: EnumField>(fields: &mut Fields, path: &str, number: i32) -> Option<Option<E>> {
    match number {
        0 => Some(None),
        number => fields.take(path, E::parse(number)).map(Some),
    }
}
