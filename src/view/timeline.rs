//! A matter over its stages: what was published before, during and after, and where there is a gap.

use serde::Serialize;
use tera::Value;

use crate::model::{ItemId, Stage};

use super::scene::Scene;

/// 事项.
#[derive(Serialize)]
pub struct Timeline<'s> {
    name: &'s str,
    id: String,
    stages: Vec<StageView>,
}

#[derive(Serialize)]
struct StageView {
    name: &'static str,
    /// The items of the stage; empty where the catalogue asks for the stage and nothing was published.
    rows: Value,
}

impl<'s> Timeline<'s> {
    /// The matter that the item `of` belongs to; none where it names no matter.
    pub fn new(scene: &Scene<'s>, of: ItemId) -> Option<Timeline<'s>> {
        let (site, matter) = (scene.site, scene.site.item(of).matter.as_ref()?);
        let items = scene.matter(&matter.value);
        let first = site.item(*items.first()?);
        let stage = |id: &ItemId| site.item(*id).stage.as_ref().map(|stage| stage.value);
        let asked = items.iter().filter_map(|id| site.filed(*id).leaf).flat_map(|leaf| &site.catalogue.leaf(leaf).stages);
        let mut stages: Vec<Stage> =
            asked.copied().filter(|asked| items.iter().filter_map(stage).any(|there| is_decision(there) == is_decision(*asked))).collect();
        stages.extend(items.iter().filter_map(stage));
        stages.sort_unstable();
        stages.dedup();
        let of_stage = |wanted: Option<Stage>| {
            let rows: Vec<Value> = items.iter().filter(|id| stage(id) == wanted).map(|id| scene.row(*id)).collect();
            (!rows.is_empty() || wanted.is_some())
                .then(|| StageView { name: wanted.map_or("其他", Stage::name), rows: Value::from(rows) })
        };
        let stages = stages.into_iter().map(Some).chain([None]).filter_map(of_stage).collect();
        Some(Timeline { name: &matter.value, id: format!("m-{}-{}", first.folder().unwrap_or(""), first.path.stem()), stages })
    }
}

/// Whether a stage is one of a decision, and not of an event.
fn is_decision(stage: Stage) -> bool {
    matches!(stage, Stage::BeforeDecision | Stage::DuringDecision | Stage::AfterDecision)
}
