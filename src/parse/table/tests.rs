//! A table as text, with what counties do to it.

use super::{chosen, table};
use crate::folder::{Blob, Folder, RelPath};
use crate::model::{CatalogueTable, Column};

const TABLE: &str = "\
社会救助领域基层政务公开标准目录,,,,,,,,,,,,,
序号,公开事项,,公开内容（要素）,公开依据,公开时限,公开主体,公开渠道和载体,公开对象,,公开方式,,公开层级,
,一级事项,二级事项,,,,,,全社会,特定群体,主动,依申请公开,县级,乡、村级
一、综合业务,,,,,,,,,,,,,
1,综合业务,政策法规,文件,《社会救助暂行办法》,10个工作日内公开,青禾镇人民政府,■政府网站□政府公报 ■村公示栏,√,,√,,√,√
2,,监督检查,电话,同上,同上,同上,■政府网站,,项目单位,√,,,√
二、最低生活保障,,,,,,,,,,,,,
1,低保,申请,名单,同上,长期公开,,■政府网站,√,,√,√,√,
注：乡、村级含镇级。,,,,,,,,,,,,,
";

fn read(text: &str) -> CatalogueTable {
    let path = RelPath::new("content/目录.csv").expect("a path");
    table(&Folder::default(), &path, &Blob::Text(text.into())).0
}

#[test]
fn two_rows_of_header_sections_ticks_and_dittos() {
    let table = read(TABLE);
    let sheet = &table.sheets[0];
    assert_eq!((sheet.header, sheet.rows.len()), (2, 3));
    assert!([Column::Number, Column::Matter(1), Column::Mode, Column::Level].iter().all(|column| sheet.has(*column)));
    let [first, second, third] = sheet.rows.as_slice() else { unreachable!("three rows") };
    assert_eq!((first.field.as_str(), first.opens, first.row), ("一、综合业务", true, 5));
    assert_eq!(first.matters, ["综合业务", "政策法规"]);
    assert_eq!(first.chosen, ["政府网站", "村公示栏"]);
    assert_eq!((first.audience.as_str(), first.proactive, first.on_request), ("全社会", true, false));
    assert_eq!(first.levels, ["县级", "乡、村级"]);
    assert_eq!(
        (second.matters[0].as_str(), second.limit.text.as_str(), second.audience.as_str()),
        ("综合业务", "10个工作日内公开", "项目单位")
    );
    assert_eq!(second.basis.span.of(TABLE), "同上");
    assert!(third.opens && third.proactive && third.on_request && third.is_of_county());
    assert_eq!(third.dangling.iter().map(|(column, _)| *column).collect::<Vec<_>>(), [Column::Basis]);
}

#[test]
fn boxes_that_follow_each_other() {
    let told =
        |text: &str| chosen(text).into_iter().map(|(word, taken)| format!("{}{word}", u8::from(taken))).collect::<Vec<_>>().join(" ");
    assert_eq!(told("■政府网站□政府公报\n口两微一端 ▄精准推送"), "1政府网站 0政府公报 0两微一端 1精准推送");
    assert_eq!(told("政府网站、入户/现场"), "1政府网站 1入户/现场");
}

#[test]
fn nothing_makes_it_panic() {
    for text in
        ["", "序号", "序号,公开事项,公开内容,公开依据\n", ",,,\n,,", "序号,公开事项,公开时限,公开主体\n\"", TABLE.get(..302).unwrap_or("")]
    {
        read(text);
    }
}
