//! The language of the caller.

use http::HeaderMap;
use http::header::ACCEPT_LANGUAGE;
use tonic::metadata::MetadataMap;

/// The languages that messages come in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English, the default.
    #[default]
    En,
    /// Simplified Chinese, for every `zh` tag.
    ZhCn,
}

impl Language {
    /// The language that `accept-language` likes best; English when it names neither.
    pub fn of(metadata: &MetadataMap) -> Self {
        Self::of_headers(metadata.as_ref())
    }

    /// The same, for layers, which see headers.
    pub(crate) fn of_headers(headers: &HeaderMap) -> Self {
        let values = headers.get_all(ACCEPT_LANGUAGE).iter();
        let ranges = values.filter_map(|value| value.to_str().ok()).flat_map(|it| it.split(','));
        let mut best = (Self::En, 0);
        for (language, weight) in ranges.filter_map(parse) {
            // Of equal weights the first one wins.
            if weight > best.1 {
                best = (language, weight);
            }
        }
        best.0
    }

    /// The tag as in `LocalizedMessage.locale` and `accept-language`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::ZhCn => "zh-CN",
        }
    }
}

/// One range such as `zh-CN;q=0.8` as a language and its weight in thousandths.
fn parse(range: &str) -> Option<(Language, u16)> {
    let mut parts = range.split(';').map(str::trim);
    let tag = parts.next()?.to_ascii_lowercase();
    let language = match tag.split('-').next()? {
        "zh" => Language::ZhCn,
        "en" | "*" => Language::En,
        _ => return None,
    };
    let quality = parts.find_map(|part| part.strip_prefix("q=").or(part.strip_prefix("Q=")));
    Some((language, quality.map_or(Some(1000), thousandths)?))
}

/// `1`, `0.8` or `0.125` as thousandths: at most one, with at most three places (RFC 9110, 12.4.2).
fn thousandths(quality: &str) -> Option<u16> {
    let (whole, fraction) = quality.split_once('.').unwrap_or((quality, ""));
    if fraction.len() > 3 {
        return None;
    }
    let whole: u16 = whole.parse().ok().filter(|whole| *whole <= 1)?;
    let fraction: u16 = format!("{fraction:0<3}").parse().ok()?;
    Some((whole * 1000 + fraction).min(1000))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(accept: &str) -> Language {
        let mut metadata = MetadataMap::new();
        metadata.insert("accept-language", accept.parse().unwrap());
        Language::of(&metadata)
    }

    #[test]
    fn a_caller_without_accept_language_gets_english() {
        assert_eq!(Language::of(&MetadataMap::new()), Language::En);
    }

    #[test]
    fn every_chinese_tag_means_simplified_chinese() {
        for accept in ["zh-CN", "zh", "ZH-Hans-CN", "zh-TW;q=0.5", " zh-CN , en;q=0.9"] {
            assert_eq!(language(accept), Language::ZhCn, "{accept}");
        }
    }

    #[test]
    fn the_language_with_the_highest_weight_wins() {
        assert_eq!(language("en;q=0.8, zh-CN;q=0.9"), Language::ZhCn);
        assert_eq!(language("zh;q=0.125, en;q=0.13"), Language::En);
        assert_eq!(language("fr, zh;q=0.1"), Language::ZhCn);
    }

    #[test]
    fn of_equal_weights_the_first_language_wins() {
        assert_eq!(language("en, zh"), Language::En);
        assert_eq!(language("zh, en"), Language::ZhCn);
    }

    #[test]
    fn a_language_that_is_ruled_out_or_malformed_is_not_used() {
        for accept in ["zh;q=0", "zh;q=high", "zh;q=2", "zh;q=0.12345", "fr", ";;,"] {
            assert_eq!(language(accept), Language::En, "{accept}");
        }
    }
}
