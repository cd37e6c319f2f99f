//! The tasks that a goal names (对应工作任务).

use crate::number::{leading_ordinal, numbering};
use crate::text;

/// Most numbers that one cell may name, by itself or as a range.
const MOST: usize = 100;

/// The numbers in `任务1`, `任务1、任务2`, `1,2` or `任务1-3`, each once, as printed; `None` where something else
/// stands there.
pub(super) fn references(cell: &str) -> Option<Vec<i32>> {
    let key = text::key(cell).replace("主要工作任务", "任务").replace("工作任务", "任务");
    let list = key.replace("-任务", "-").replace("至任务", "至").replace("任务", "、");
    let parts: Vec<&str> = list.split(['、', ',', ';', '和', '及']).filter(|part| !part.is_empty()).collect();
    if parts.len() > MOST {
        return None;
    }
    let mut numbers = Vec::new();
    for part in parts {
        for number in range(part)? {
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
    }
    (!numbers.is_empty()).then_some(numbers)
}

fn range(part: &str) -> Option<std::ops::RangeInclusive<i32>> {
    let Some((first, rest)) = leading_ordinal(part) else { return numbering(part).map(|number| number..=number) };
    if rest.is_empty() {
        return Some(first..=first);
    }
    let (last, rest) = leading_ordinal(rest.strip_prefix(['-', '~', '至', '—'])?)?;
    let is_short = first < last && usize::try_from(last - first).is_ok_and(|span| span < MOST);
    (rest.is_empty() && is_short).then_some(first..=last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tasks_may_be_listed_in_any_usual_way() {
        for (cell, numbers) in [
            ("任务1", vec![1]),
            ("任 务 １", vec![1]),
            ("任务一", vec![1]),
            ("任务1、任务2", vec![1, 2]),
            ("任务1 任务2", vec![1, 2]),
            ("1，2；3", vec![1, 2, 3]),
            ("任务2和任务1", vec![2, 1]),
            ("任务1-任务3", vec![1, 2, 3]),
            ("工作任务1至3、2", vec![1, 2, 3]),
            ("任务1、任务2147483647", vec![1, i32::MAX]),
        ] {
            assert_eq!(references(cell), Some(numbers), "{cell}");
        }
    }

    #[test]
    fn what_is_no_list_of_tasks_is_none() {
        let long = "1、".repeat(101);
        for cell in ["", "任务", "全部任务", "任务1（重点）", "3-1", "1-9999", "1-", long.as_str()] {
            assert_eq!(references(cell), None, "{cell}");
        }
    }
}
