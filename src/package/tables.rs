//! The tables of a package, and the text that says what it is and how it is verified.

use crate::calendar::Date;
use crate::column::Column;
use crate::csv::{MARK, row};
use crate::model::{Item, ItemId, Site};
use crate::plan::Noun;
use crate::standing::Record;

use super::{Kind, Package, Packed, SUMS};

/// 清单: a file a row.
pub(super) fn list(column: &Column, files: &[(&Packed, String)]) -> String {
    let site = column.site();
    let mut table = String::from(MARK);
    row(&mut table, ["序号", "文件", "种类", "标题", "文号", "索引号", "类别", "主体", "发布日期", "SHA-256", "原来的路径", "与发布记录"]);
    let next = column.next_lock();
    let recorded = |id: ItemId| {
        let address = column.plan().page(&Noun::Item(id)).map_or("", |page| page.path.as_str());
        Record::of(&site.lock, &next, address).name()
    };
    for (number, (file, sum)) in (1..).zip(files) {
        let filed = file.item.map(|id| site.filed(id));
        let text = |get: &dyn Fn(&Item) -> String| filed.map(|filed| get(&filed.item)).unwrap_or_default();
        row(
            &mut table,
            [
                number.to_string(),
                file.name.clone(),
                file.kind.name().to_string(),
                text(&|item| item.name().to_string()),
                text(&|item| item.number.as_ref().map(|number| number.value.to_string()).unwrap_or_default()),
                text(&|item| item.index_number.as_ref().map(|number| number.value.to_string()).unwrap_or_default()),
                filed.and_then(|filed| filed.leaf).map(|leaf| site.catalogue.leaf(leaf).name.clone()).unwrap_or_default(),
                filed.and_then(|filed| filed.subject).map(|subject| site.subjects.get(subject).short.clone()).unwrap_or_default(),
                text(&|item| item.published.as_ref().map(|stamp| stamp.value.date.to_string()).unwrap_or_default()),
                sum.clone(),
                file.from.clone(),
                file.item.filter(|_| file.kind == Kind::Item).map(recorded).unwrap_or_default().to_string(),
            ],
        );
    }
    table
}

/// 审核记录: a review, a step of the procedure or a revision a row.
pub(super) fn reviews(site: &Site, items: &[ItemId]) -> String {
    let mut table = String::from(MARK);
    row(&mut table, ["标题", "文号", "索引号", "文件", "事项", "人", "日期", "内容"]);
    for item in items.iter().map(|id| site.item(*id)) {
        let head = [
            item.name().to_string(),
            item.number.as_ref().map(|number| number.value.to_string()).unwrap_or_default(),
            item.index_number.as_ref().map(|number| number.value.to_string()).unwrap_or_default(),
            item.path.to_string(),
        ];
        let day = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
        let mut add = |what: &str, by: &str, date: Option<Date>, text: &str| {
            row(&mut table, head.iter().map(String::as_str).chain([what, by, &day(date), text]));
        };
        for review in &item.reviews {
            add(&review.level, &review.by, review.date.as_ref().map(|date| date.value), "审核");
        }
        if let Some(review) = &item.secrecy {
            let result = review.result.as_ref().map_or("", |result| result.value.name());
            add("保密审查", &review.by, review.date.as_ref().map(|date| date.value), result);
        }
        for (step, date) in &item.flow.steps {
            add(step.name(), "", Some(date.value), "流程");
        }
        for revision in &item.revisions {
            add("修订", "", Some(revision.date), &revision.what);
        }
        if let Some(withdrawal) = &item.withdrawn {
            add("撤下", "", Some(withdrawal.date), &withdrawal.reason);
        }
    }
    table
}

/// 说明.
pub(super) fn manual(site: &Site, package: &Package) -> String {
    let config = &site.config;
    let lines = [
        format!("{}{}{}{}年归档包", config.county, config.organ, config.title, package.year),
        String::new(),
        format!("{}年在本栏目公开的信息，共{}个条目。", package.year, package.items.len()),
        String::new(),
        "一、里面有什么".into(),
        "条目：每个条目的原文（UTF-8 编码的文本，用记事本就能看）和它的附件。".into(),
        "网页：公开的网页，归档时生成文件夹里有的才有；附件在“条目”里。".into(),
        "审核单：三审三校记录，有的才有。里面有签名的，不对外公开。".into(),
        "审核记录.csv：每个条目各级审核、保密审查、流程、修订的人和日期。".into(),
        "清单.csv：每个文件是什么、属于哪个条目、原来的路径、校验值，条目与发布记录是不是一致。".into(),
        format!("{SUMS}：全部文件的 SHA-256 校验值。"),
        String::new(),
        "二、怎样核对".into(),
        "1. 不用解开：gongkai archive --verify 归档包.zip。改动、缺少、多出的文件逐个列出。".into(),
        format!("2. 解开以后，在 Linux、macOS 上：sha256sum -c {SUMS}（macOS 是 shasum -a 256 -c {SUMS}）。"),
        "3. 在 Windows 上逐个核对：certutil -hashfile 文件名 SHA256，与清单.csv 里的比较。".into(),
        "4. 归档包自己的校验值在归档时显示，请记入档案目录：清单和文件一起被改动的，只有它看得出来。".into(),
        String::new(),
        "三、注意".into(),
        "文件名里 Windows 不能用的字符换成了“_”，原来的路径在清单.csv 里。".into(),
        "同一个栏目归档几次，得到的归档包每个字节都一样。".into(),
    ];
    // As Windows' own editor wants it.
    format!("{MARK}{}\r\n", lines.join("\r\n"))
}
