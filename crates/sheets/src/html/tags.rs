//! What the names of elements mean here.

/// Elements that stand on lines of their own.
pub(super) fn is_block(name: &[u8]) -> bool {
    matches!(
        name,
        b"address"
            | b"article"
            | b"aside"
            | b"blockquote"
            | b"body"
            | b"caption"
            | b"center"
            | b"dd"
            | b"details"
            | b"dialog"
            | b"dir"
            | b"div"
            | b"dl"
            | b"dt"
            | b"fieldset"
            | b"figcaption"
            | b"figure"
            | b"footer"
            | b"form"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"head"
            | b"header"
            | b"hgroup"
            | b"hr"
            | b"html"
            | b"legend"
            | b"li"
            | b"listing"
            | b"main"
            | b"menu"
            | b"nav"
            | b"ol"
            | b"option"
            | b"p"
            | b"plaintext"
            | b"pre"
            | b"search"
            | b"section"
            | b"summary"
            | b"textarea"
            | b"ul"
            | b"xmp"
    )
}

/// Elements that keep the spaces of the source.
pub(super) fn is_preformatted(name: &[u8]) -> bool {
    matches!(name, b"pre" | b"listing" | b"xmp" | b"plaintext" | b"textarea")
}

/// Elements whose content no browser shows.
pub(super) fn is_unseen(name: &[u8]) -> bool {
    matches!(name, b"iframe" | b"noembed" | b"noframes" | b"script" | b"style" | b"template" | b"title")
}

/// How far out an element stands in a table: cells 1, rows 2, groups 3, the table 4; all others 0.
pub(super) fn rank(name: &[u8]) -> u8 {
    match name {
        b"td" | b"th" => 1,
        b"tr" => 2,
        b"thead" | b"tbody" | b"tfoot" => 3,
        b"table" => 4,
        _ => 0,
    }
}
