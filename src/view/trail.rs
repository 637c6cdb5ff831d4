//! 公开过程: by which steps an item came to the public, without the names of those who took them.

use serde::Serialize;

use crate::calendar::chinese;
use crate::diag::Spanned;
use crate::model::Item;

/// One step and its day.
#[derive(Serialize)]
pub struct TrailStep {
    name: String,
    date_text: String,
}

/// The reviews, the secrecy review and the steps of the procedure that have a date, the earliest first.
pub fn trail(item: &Item) -> Vec<TrailStep> {
    let reviews = item.reviews.iter().map(|review| (review.level.clone(), review.date.as_ref()));
    let secrecy = item.secrecy.iter().map(|secrecy| ("保密审查".to_string(), secrecy.date.as_ref()));
    let steps = item.flow.steps.iter().map(|(step, date)| (step.name().to_string(), Some(date)));
    let mut dated: Vec<(String, &Spanned<_>)> =
        reviews.chain(secrecy).chain(steps).filter_map(|(name, date)| Some((name, date?))).collect();
    dated.sort_by_key(|(_, date)| date.value);
    dated.into_iter().map(|(name, date)| TrailStep { name, date_text: chinese(date.value) }).collect()
}
