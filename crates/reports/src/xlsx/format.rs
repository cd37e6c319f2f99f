//! How cells look in a workbook.

use jixiao_domain::{Light, Signal};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use super::number::Stored;
use crate::layout::{Cell, Content, Input, Style};

const BODY: &str = "SimSun";
const BOLD: &str = "SimHei";

/// Size of the body in points.
pub(super) const SIZE: u32 = 11;
/// Of a text that the tallest row could not hold otherwise.
pub(super) const DENSE_SIZE: u32 = 8;

const INPUT: u32 = 0x00FF_F9DB;
const HEAD: u32 = 0x00F2_F2F2;
const PALE: u32 = 0x0059_5959;

pub(super) fn of(cell: &Cell, number: Option<&Stored<'_>>, is_dense: bool) -> Format {
    let format = look(cell.style).set_align(FormatAlign::VerticalCenter);
    let format = if is_dense { format.set_font_size(DENSE_SIZE) } else { format };
    let format = if cell.style.has_border() { format.set_border(FormatBorder::Thin) } else { format };
    let format = match (number, &cell.content) {
        // A number has no place to break; one that is too wide is made smaller.
        (Some(number), _) => format.set_num_format(number.format()).set_align(FormatAlign::Right).set_shrink(),
        (None, Content::Number(_) | Content::Money(_)) => format.set_num_format("@").set_text_wrap(),
        (None, Content::Blank | Content::Text(_)) => format.set_text_wrap(),
    };
    let format = match (&cell.input, &cell.content) {
        (Some(Input::Date), _) => format.set_num_format("yyyy\\-mm\\-dd"),
        _ => format,
    };
    if cell.input.is_some() { format.set_unlocked().set_background_color(INPUT) } else { format }
}

fn look(style: Style) -> Format {
    let body = Format::new().set_font_name(BODY).set_font_size(SIZE);
    let bold = Format::new().set_font_name(BOLD).set_font_size(SIZE).set_bold();
    match style {
        Style::Title => bold.set_font_size(18).set_align(FormatAlign::Center),
        Style::Subtitle => body.set_align(FormatAlign::Center),
        Style::Section => bold.set_align(FormatAlign::Left),
        Style::Heading => bold.set_align(FormatAlign::Center).set_background_color(HEAD),
        Style::Label => body.set_align(FormatAlign::Center),
        Style::Text => body.set_align(FormatAlign::Left),
        Style::Number => body.set_align(FormatAlign::Right),
        Style::Sum => bold.set_align(FormatAlign::Center),
        Style::Key => body.set_font_size(9).set_font_color(PALE).set_align(FormatAlign::Center),
        Style::Remark => body.set_font_size(10).set_font_color(PALE).set_align(FormatAlign::Left),
        Style::Light(signal) => {
            let (text, ground) = colours(signal);
            bold.set_align(FormatAlign::Center).set_font_color(text).set_background_color(ground)
        }
    }
}

/// Of the text and of the ground; the word in the cell says the same.
fn colours(signal: Signal) -> (u32, u32) {
    match signal {
        Signal::Lit(Light::Red) => (0x009C_0006, 0x00FF_C7CE),
        Signal::Lit(Light::Yellow) => (0x007F_4F00, 0x00FF_EB9C),
        Signal::Lit(Light::Green) => (0x0000_6100, 0x00C6_EFCE),
        Signal::Lit(Light::Blue) => (0x001F_3E78, 0x00BD_D7EE),
        Signal::NoData | Signal::NoTarget | Signal::Unjudged | Signal::NotApplicable => (0x0040_4040, 0x00FF_FFFF),
    }
}
