//! The encoding of a page.

use std::borrow::Cow;

use encoding_rs::Encoding;

use crate::{Unopenable, encoding};

/// A page declares its encoding in its first bytes.
const PRESCAN: usize = 1024;

/// The text of a page: by its byte order mark, else as it declares, else as text is told apart elsewhere. What a
/// page declares falsely is not believed.
///
/// In an encoding of single bytes nothing is ever false: any bytes are text in it. Pages that declare one out of habit
/// are Chinese all the same, so that it counts only if the bytes are nothing else.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Unopenable> {
    let encoding = Encoding::for_bom(bytes).map(|(encoding, _)| encoding).or_else(|| declared(bytes));
    let read = |encoding: &'static Encoding| {
        let (text, _, damaged) = encoding.decode(bytes);
        (!damaged).then_some(text)
    };
    match encoding {
        Some(encoding) if encoding.is_single_byte() => {
            encoding::decode(bytes).or_else(|error| read(encoding).ok_or(error))
        }
        Some(encoding) => read(encoding).map_or_else(|| encoding::decode(bytes), Ok),
        None => encoding::decode(bytes),
    }
}

/// What a `<meta>` declares, as `charset="…"` or inside of `content="text/html; charset=…"`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..PRESCAN).unwrap_or(bytes).to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let mut tags = head.split("<meta").skip(1).filter_map(|rest| rest.split('>').next());
    let encoding = tags.find_map(|tag| {
        let (_, value) = tag.split_once("charset")?;
        let value = value.trim_start().strip_prefix('=')?.trim_start();
        let label = value.trim_start_matches(['"', '\'']).split(['"', '\'', ';', ' ', '/', '\t', '\r', '\n']).next()?;
        Encoding::for_label(label.as_bytes())
    })?;
    // A page that could declare UTF-16 in bytes was not UTF-16; GB18030 reads all that GB2312 and GBK can.
    match encoding.name() {
        "UTF-16LE" | "UTF-16BE" => Some(encoding_rs::UTF_8),
        "GBK" => Some(encoding_rs::GB18030),
        _ => Some(encoding),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_is_the_one_declared_first() {
        let cases = [
            ("<meta charset=gb2312>", "gb18030"),
            ("<META CharSet = 'GBK'/>", "gb18030"),
            ("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb18030\">", "gb18030"),
            ("<meta name=x><meta charset=big5><meta charset=gbk>", "Big5"),
            ("<meta charset=utf-16>", "UTF-8"),
            ("<meta charset=nonsense><meta charset=utf-8>", "UTF-8"),
        ];
        for (page, name) in cases {
            assert_eq!(declared(page.as_bytes()).map(Encoding::name), Some(name), "{page}");
        }
        for page in ["", "<meta", "<meta charset>", "charset=gbk", "<meta charset='", "<p>charset=gbk</p>"] {
            assert_eq!(declared(page.as_bytes()), None, "{page}");
        }
        let late = format!("{}<meta charset=gbk>", " ".repeat(PRESCAN));
        assert_eq!(declared(late.as_bytes()), None);
    }

    #[test]
    fn a_false_declaration_is_not_believed() {
        assert_eq!(decode("<meta charset=big5>目标€元".as_bytes()).unwrap(), "<meta charset=big5>目标€元");
    }

    #[test]
    fn an_encoding_of_single_bytes_counts_only_if_the_bytes_are_nothing_else() {
        let page = "<meta charset=iso-8859-1><p>≥90元，绩效目标";
        assert_eq!(decode(page.as_bytes()).unwrap(), page);
        let (bytes, _, _) = encoding_rs::GB18030.encode(page);
        assert_eq!(decode(&bytes).unwrap(), page);
        assert_eq!(decode(b"<meta charset=iso-8859-1>caf\xE9<p>").unwrap(), "<meta charset=iso-8859-1>café<p>");
        assert!(decode(b"caf\xE9<p>").is_err());
    }

    #[test]
    fn a_byte_order_mark_comes_before_a_declaration() {
        assert_eq!(decode("\u{FEFF}<meta charset=gbk>元".as_bytes()).unwrap(), "<meta charset=gbk>元");
        let utf16: Vec<u8> = "\u{FEFF}元".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&utf16).unwrap(), "元");
    }
}
