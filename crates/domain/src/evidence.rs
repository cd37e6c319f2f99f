//! Evidence of what was reported. Its bytes stay outside: what is kept is where they are and what they must be.

use std::fmt;
use std::str::FromStr;

use crate::{Invalid, Text, Violation, is_invisible};

/// A digest of 256 bits, such as SHA-256 or SM3 (GB/T 32905-2016), written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest256([u8; 32]);

const NOT_A_DIGEST: Invalid =
    Invalid { en: "is not a digest of 64 digits 0-9 and a-f", zh: "不是由64个0-9、a-f组成的摘要" };

impl Digest256 {
    /// The digest with these bytes.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl FromStr for Digest256 {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let digit = |byte: u8| match byte {
            b'0'..=b'9' => Ok(byte - b'0'),
            b'a'..=b'f' => Ok(byte - b'a' + 10),
            _ => Err(NOT_A_DIGEST),
        };
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        if pairs.len() != 32 || !rest.is_empty() {
            return Err(NOT_A_DIGEST);
        }
        let mut bytes = [0; 32];
        for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
            *byte = digit(*high)? << 4 | digit(*low)?;
        }
        Ok(Self(bytes))
    }
}

impl fmt::Display for Digest256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// A file that proves something; it lies elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Name of the file.
    pub name: Text<200>,
    /// Its media type, such as `application/pdf`.
    pub media_type: Text<100>,
    /// Its size in bytes, not negative.
    pub size: i64,
    /// Its SHA-256.
    pub sha256: Digest256,
    /// Its SM3, where that was computed.
    pub sm3: Option<Digest256>,
    /// Where it lies: an address of http, https, s3 or file.
    pub url: Text<2000>,
}

impl Evidence {
    /// Where an address may lead.
    pub const SCHEMES: [&str; 4] = ["http", "https", "s3", "file"];

    /// Says everything that is wrong with it; paths are relative to the evidence.
    pub fn check(&self) -> Result<(), Vec<Violation>> {
        let mut found = Vec::new();
        if !is_media_type(self.media_type.as_str()) {
            found.push(Violation::new(
                "media_type",
                "is not a media type type/subtype",
                "不是type/subtype形式的媒体类型",
            ));
        }
        if self.size < 0 {
            found.push(Violation::new("size", "is negative", "为负"));
        }
        if !is_address(self.url.as_str()) {
            let en = "is not an address of http, https, s3 or file";
            found.push(Violation::new("url", en, "不是http、https、s3或file地址"));
        }
        if found.is_empty() { Ok(()) } else { Err(found) }
    }
}

/// Type and subtype as RFC 6838 restricts their names; parameters are not taken.
fn is_media_type(text: &str) -> bool {
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_alphanumeric())
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&b))
    };
    text.split_once('/').is_some_and(|(kind, subtype)| is_name(kind) && is_name(subtype))
}

/// A scheme that may be, and behind it a host and path without blanks; only files have no host.
fn is_address(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let scheme = scheme.to_ascii_lowercase();
    let path = if scheme == "file" { rest.split_once('/').map_or("", |(_, path)| path) } else { rest };
    Evidence::SCHEMES.contains(&scheme.as_str())
        && !path.is_empty()
        && (scheme == "file" || !rest.starts_with(['/', '?', '#']))
        && !rest.contains(is_invisible)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn evidence() -> Evidence {
        Evidence {
            name: Text::parse("签到表.pdf").unwrap(),
            media_type: Text::parse("application/pdf").unwrap(),
            size: 0,
            sha256: Digest256::new([0xa5; 32]),
            sm3: None,
            url: Text::parse("https://files.example.cn/2023/签到表.pdf").unwrap(),
        }
    }

    fn with_url(url: &str) -> Evidence {
        Evidence { url: Text::parse(url).unwrap(), ..evidence() }
    }

    #[test]
    fn a_digest_is_64_lower_case_digits() {
        let text = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        let digest: Digest256 = text.parse().unwrap();
        assert_eq!((digest.bytes()[0], digest.bytes()[31], digest.to_string()), (0xe3, 0x55, text.to_owned()));
        let [short, long, upper, other] =
            [text[1..].to_owned(), format!("{text}0"), text.to_uppercase(), text.replace('e', "g")];
        let wide = format!("三{}", &text[3..]);
        for text in ["", &short, &long, &upper, &other, &wide] {
            assert_eq!(text.parse::<Digest256>(), Err(NOT_A_DIGEST), "{text}");
        }
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        assert_eq!(evidence().check(), Ok(()));
        let media_type = Text::parse("pdf").unwrap();
        let found = Evidence { size: -1, media_type, ..with_url("javascript:alert(1)") }.check().unwrap_err();
        assert_eq!(found.iter().map(|v| v.path.as_str()).collect::<Vec<_>>(), ["media_type", "size", "url"]);
    }

    #[test]
    fn only_addresses_of_known_schemes_are_taken() {
        for url in ["http://a", "HTTPS://a/b?c#d", "s3://bucket/key", "file:///srv/a.pdf", "file://host/a.pdf"] {
            assert_eq!(with_url(url).check(), Ok(()), "{url}");
        }
        for url in [
            "a.pdf",
            "/a.pdf",
            "ftp://a/b",
            "data:text/html,x",
            "https:a",
            "https://",
            "https:///a",
            "https://?a",
            "file://",
            "file://a",
            "file:///",
            "https://a b",
            "https://a\nb",
            "://a",
            "javascript://a",
        ] {
            assert!(with_url(url).check().is_err(), "{url}");
        }
    }

    #[test]
    fn a_media_type_has_two_names() {
        let fits = |text: &str| Evidence { media_type: Text::parse(text).unwrap(), ..evidence() }.check().is_ok();
        assert!(fits("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") && fits("image/svg+xml"));
        assert!(!fits("/pdf") && !fits("image/") && !fits("a/b/c") && !fits("text/html; charset=utf-8"));
    }

    proptest! {
        #[test]
        fn reading_what_was_printed_gives_the_same(bytes in any::<[u8; 32]>()) {
            let digest = Digest256::new(bytes);
            prop_assert_eq!(digest.to_string().parse::<Digest256>(), Ok(digest));
        }
    }
}
