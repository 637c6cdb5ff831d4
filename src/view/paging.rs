//! Lists over several pages, numbered from the oldest: a number never shifts, and a new item changes only the first page.

use serde::Serialize;

use crate::model::{ItemId, encode};
use crate::plan::{Noun, Number, Page};

use super::scene::Scene;

/// How many items a full page has.
pub const SIZE: usize = 20;

/// How many full pages of older items a list has. The first page shows the rest: between one and two pages' worth, so that it
/// is never nearly empty.
pub fn full_pages(items: usize) -> usize {
    (items / SIZE).saturating_sub(1)
}

/// The items on a page of the list, in the order of the list (the earliest first).
pub fn slice(items: &[ItemId], number: Number) -> &[ItemId] {
    let full = full_pages(items.len());
    match number {
        Number::First => &items[full * SIZE..],
        Number::Older(n) => items.get((n - 1) * SIZE..n * SIZE).unwrap_or(&[]),
    }
}

/// The pages of a list of `items`: the first at `first`, the older ones at `older` with their number behind it.
pub fn list_pages(noun: &Noun, items: usize, first: &str, older: &str) -> Vec<Page> {
    let numbers = std::iter::once(Number::First).chain((1..=full_pages(items)).map(Number::Older));
    numbers
        .filter_map(|number| {
            let path = match number {
                Number::First => first.to_string(),
                Number::Older(n) => format!("{older}{n}.html"),
            };
            Some(Page { number, ..Page::new(&path, noun.clone())? })
        })
        .collect()
}

/// The links between the pages of a list.
#[derive(Serialize)]
pub struct Pager {
    newer: Option<Step>,
    older: Option<Step>,
    first: Option<Step>,
    label: String,
}

#[derive(Serialize)]
struct Step {
    name: String,
    href: String,
}

impl Pager {
    /// The pager of one page of a list of `items`; none where the list has one page. A page of older items never says how many
    /// pages there are: it would change with every new one.
    pub fn new(scene: &Scene<'_>, page: &Page, items: usize) -> Option<Pager> {
        let full = full_pages(items);
        let step = |number: Number| {
            let name = match number {
                Number::First => "最新一页".to_string(),
                Number::Older(n) => format!("第{n}页"),
            };
            scene.plan.numbered(&page.noun, number).map(|page| Step { name, href: encode(page.path.as_str()) })
        };
        if full == 0 {
            return None;
        }
        Some(match page.number {
            Number::First => Pager { newer: None, older: step(Number::Older(full)), first: None, label: "最新一页".into() },
            Number::Older(n) => Pager {
                newer: step(if n == full { Number::First } else { Number::Older(n + 1) }),
                older: n.checked_sub(1).filter(|n| *n > 0).and_then(|n| step(Number::Older(n))),
                first: step(Number::First),
                label: format!("第{n}页"),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_never_shift() {
        for (items, full, first) in [(0, 0, 0), (1, 0, 1), (39, 0, 39), (40, 1, 20), (41, 1, 21), (59, 1, 39), (60, 2, 20)] {
            let ids: Vec<ItemId> = (0..items).map(ItemId).collect();
            assert_eq!(full_pages(ids.len()), full, "{items}");
            assert_eq!(slice(&ids, Number::First).len(), first, "{items}");
            for n in 1..=full {
                let start = u32::try_from((n - 1) * SIZE).expect("small");
                assert_eq!(slice(&ids, Number::Older(n)).first(), Some(&ItemId(start)), "{items}");
                assert_eq!(slice(&ids, Number::Older(n)).len(), SIZE);
            }
        }
    }
}
