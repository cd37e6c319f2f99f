//! Files with changes.

use crate::random::Random;

/// Bytes of numbers that are often borders.
const NUMBERS: [&[u8]; 12] = [
    &[0],
    &[0x7F],
    &[0x80],
    &[0xFF],
    &[0xFF, 0x7F],
    &[0xFF, 0xFF],
    &[0, 0x80],
    &[0xFF, 0xFF, 0xFF, 0x7F],
    &[0xFF, 0xFF, 0xFF, 0xFF],
    &[0, 0, 0, 0x80],
    &[0xFE, 0xFF, 0xFF, 0xFF],
    &[0, 0, 0, 0, 0, 0, 0, 0],
];

/// What stands in tables.
const WORDS: [&str; 72] = [
    "\t",
    "\n",
    "\r",
    "\r\n",
    ",",
    ";",
    "\"",
    "\"\"",
    " ",
    "\u{200B}",
    "\u{A0}",
    "\u{3000}",
    "\u{FEFF}",
    "≥",
    "≤",
    "=",
    ">",
    "<",
    "定性",
    "6",
    "目标1",
    "目标2",
    "目标1：",
    "任务1",
    "任务1-3",
    "任务1、2",
    "产出指标",
    "效益指标",
    "满意度指标",
    "成本指标",
    "数量指标",
    "质量指标",
    "时效指标",
    "社会效益指标",
    "服务对象满意度指标",
    "培训人数",
    "合格率",
    "20",
    "90",
    "100.00",
    "-1",
    "99999999999999999999",
    "0.0000001",
    "1,234.5",
    "%",
    "人",
    "元",
    "万元",
    "合计",
    "总计",
    "序号",
    "主要工作任务",
    "年度绩效目标",
    "绩效目标",
    "一级指标",
    "二级指标",
    "三级指标",
    "符号",
    "指标值",
    "单位",
    "分值",
    "预算执行率分值",
    "部门名称",
    "(2023年度)",
    "(2024年度)",
    "整体支出绩效目标表",
    "2023年9月底前",
    "2023-02-30",
    "<td>",
    "</table>",
    "<table>",
    "<td rowspan=3 colspan=2>",
];

/// A file of the corpus with some changes.
pub(crate) fn changed(files: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut bytes = files[random.below(files.len())].clone();
    for _ in 0..=random.below(8) {
        change(&mut bytes, files, random);
    }
    bytes
}

fn change(bytes: &mut Vec<u8>, files: &[Vec<u8>], random: &mut Random) {
    let at = random.below(bytes.len());
    let end = bytes.len().min(at + 1 + random.below(64));
    match random.below(12) {
        0 => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << random.below(8)),
        1 => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte = random.bytes(1)[0]),
        2 => {
            let length = random.below(8);
            drop(bytes.splice(at..at, random.bytes(length)));
        }
        3 => drop(bytes.drain(at..end)),
        4 if random.below(4) == 0 => bytes.truncate(at),
        4 | 5 => over(bytes, at, NUMBERS[random.below(NUMBERS.len())]),
        6 => {
            let again = bytes[at..end].repeat(1 + random.below(40));
            drop(bytes.splice(at..at, again));
        }
        7 => {
            let other = &files[random.below(files.len())];
            let from = random.below(other.len());
            let to = other.len().min(from + 1 + random.below(2_000));
            drop(bytes.splice(at..end, other[from..to].iter().copied()));
        }
        8 => lines(bytes, random),
        _ => {
            // Where a character begins, so that text stays text.
            let start =
                bytes.iter().skip(at).position(|byte| byte & 0xC0 != 0x80).map_or(bytes.len(), |more| at + more);
            let word = WORDS[random.below(WORDS.len())];
            drop(bytes.splice(start..start, word.bytes()));
        }
    }
}

/// Other bytes in the place of as many.
fn over(bytes: &mut [u8], at: usize, with: &[u8]) {
    for (byte, with) in bytes.iter_mut().skip(at).zip(with) {
        *byte = *with;
    }
}

/// Moves, repeats or drops a line, or swaps two cells of one.
fn lines(bytes: &mut Vec<u8>, random: &mut Random) {
    let mut lines: Vec<Vec<u8>> = bytes.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    let (at, to) = (random.below(lines.len()), random.below(lines.len()));
    match random.below(4) {
        0 => lines.swap(at, to),
        1 => drop(lines.remove(at)),
        2 => lines.insert(to, lines[at].clone()),
        _ => {
            let mut cells: Vec<Vec<u8>> = lines[at].split(|byte| *byte == b'\t').map(<[u8]>::to_vec).collect();
            let (one, other) = (random.below(cells.len()), random.below(cells.len()));
            cells.swap(one, other);
            lines[at] = cells.join(&b'\t');
        }
    }
    *bytes = lines.join(&b'\n');
}
