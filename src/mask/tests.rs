//! What becomes of lists as offices keep them.

use std::collections::BTreeSet;

use super::{Names, mask};
use crate::model::{Depth, Masking, Shown};
use crate::parse::sheets;

fn read(csv: &str, names: Names) -> (String, Vec<String>) {
    let sheets = sheets("csv", csv.as_bytes()).expect("a table");
    let masked = mask(&sheets[0], &Masking::default(), names);
    (masked.rows.iter().map(|row| row.join("|")).collect::<Vec<_>>().join("/"), masked.done)
}

#[test]
fn what_may_be_shown_of_a_list() {
    let list = "补贴发放名单,,,,,\n序号,姓名,身份证号,住址,手机,金额（元）\n\
                1,张某,11010519491231002X,青禾村3组12号,13900000000,100\n\
                2,欧阳某某,440524188001010014,青禾街8号502室,13900000001,200\n合计,,,,,300\n";
    let (table, done) = read(list, Names::Shortened);
    assert_eq!(table, "补贴发放名单|||||/序号|姓名|住址|金额（元）/1|张某|青禾村|100/2|欧阳某某||200/合计|||300");
    // What was masked already is not counted.
    assert_eq!(done.len(), 2, "{done:?}");
    assert!(done[0].contains("“身份证号”（身份证号码）、“手机”（电话）"), "{done:?}");
    let (table, _) = read("姓名,金额\n张甲乙,1\n李丙,2\n张甲某,3\n", Names::Shortened);
    assert_eq!(table, "姓名|金额/张*乙|1/李*|2/张甲某|3");
    assert_eq!(read("姓名,金额\n张甲乙,1\n", Names::Whole).0, "姓名|金额/张甲乙|1");
}

#[test]
fn numbers_hide_in_other_cells() {
    let (table, done) = read("姓名,备注\n张某某,联系13900000000、11010519491231002X\n", Names::Shortened);
    assert_eq!(table, format!("姓名|备注/张某某|联系{}、{}", "*".repeat(11), "*".repeat(18)));
    assert_eq!(done, ["2 个写在别处的号码改成“*”。"]);
    assert_eq!(read("姓名,金额\n张甲乙,1\n", Names::Shortened).1, ["1 个姓名只留一部分，其余写成“*”。"]);
    // What is no list of persons stays as it is.
    assert_eq!(read("村,户数,金额\n青禾村,12,3400\n", Names::Shortened).0, "村|户数|金额/青禾村|12|3400");
}

#[test]
fn two_rows_of_headers_are_one() {
    let list = "序号,姓名,身份信息,,家庭住址,补贴\n,,身份证号,性别,,\n1,张甲乙,11010519491231002X,男,青禾村3组12号,100\n";
    let (table, done) = read(list, Names::Shortened);
    assert_eq!(table, "序号|姓名|身份信息|家庭住址|补贴/||性别||/1|张*乙|男|青禾村|100");
    assert!(done[0].contains("删去 1 列：“身份证号”"), "{done:?}");
    // Of two rows one is left where the lower tells nothing apart any more.
    let list = "姓名,身份信息,,补贴\n姓名,身份证号,电话,补贴\n张甲乙,11010519491231002X,13900000000,100\n";
    assert_eq!(read(list, Names::Shortened).0, "姓名|补贴/张*乙|100");
    // The upper row says alone what the lower does not.
    let (table, _) = read("姓名,身份证,,金额\n,号码,地址,\n张甲乙,11010519491231002X,青禾村3组12号,1\n", Names::Shortened);
    assert_eq!(table, "姓名|身份证|金额/|地址|/张*乙|青禾村|1");
    // The first person is no header.
    assert_eq!(read("姓名,电话\n张甲乙,13900000000\n", Names::Shortened).0, "姓名/张*乙");
}

#[test]
fn a_column_has_its_own_way() {
    let masking = Masking {
        name: Shown::Ends(1, 0),
        id: Shown::Ends(2, 3),
        phone: Shown::Ends(3, 4),
        address: Depth::Town,
        drop: vec!["备注".into()],
        ..Masking::default()
    };
    let list = "姓名,身份证号,电话,住址,账号,备注\n张甲乙,11010519491231002X,13900000000,示例县青禾镇青禾村3组12号,622202,甲\n李丙,,无,下坑村,,乙\n";
    let sheets = sheets("csv", list.as_bytes()).expect("a table");
    let masked = mask(&sheets[0], &masking, Names::Shortened);
    let rows: Vec<String> = masked.rows.iter().map(|row| row.join("|")).collect();
    assert_eq!(rows, ["姓名|身份证号|电话|住址", "张**|11*************02X|139****0000|示例县青禾镇", "李*||无|"]);
    assert!(masked.done[0].contains("“备注”（site.toml 里写了要删）"), "{:?}", masked.done);
    assert!(masked.done.contains(&"2 个格子里的号码只留开头和结尾，或者全部写成“*”。".to_string()), "{:?}", masked.done);
}

#[test]
fn whatever_stands_above_names_they_are_found() {
    for (list, shown) in [
        // Groups above, one of them of persons.
        (
            "户主信息,,家庭成员信息,\n姓名,身份证号,姓名,身份证号\n张甲乙,11010519491231002X,李丙,440524188001010014\n",
            "户主信息|家庭成员信息/姓名|姓名/张*乙|李*",
        ),
        // A line with values, and the header below it.
        ("填表单位：青禾镇,联系电话：0000-00000000\n姓名,金额\n张甲乙,1\n", "填表单位：青禾镇|联系电话：0000-00000000/姓名|金额/张*乙|1"),
        // Headers that say less, and none.
        ("村民,金额\n张甲乙,1\n李丙,2\n", "村民|金额/张*乙|1/李*|2"),
        ("监护人\n张甲乙\n李丙\n", "监护人/张*乙/李*"),
        ("张甲乙,1\n李丙,2\n", "张*乙|1/李*|2"),
        // A second list on the sheet.
        ("姓名,金额\n张甲乙,1\n\n姓名,电话\n李丙,13900000000\n", "姓名|金额/张*乙|1//姓名/李*"),
        // A form.
        ("姓名,张甲乙\n身份证号,11010519491231002X\n年龄,65\n", "姓名|张*乙/身份证号|/年龄|"),
        // Long names, names that end like something else, and two in a cell.
        ("姓名,金额\n阿依古丽买买提,1\n张元,2\n张甲乙、李丙,3\n合计,6\n", "姓名|金额/阿*****提|1/张*|2/张*乙、李*|3/合计|6"),
        // What is no name.
        ("姓名,与户主关系\n张甲乙,本人\n李丙,父子\n", "姓名|与户主关系/张*乙|本人/李*|父子"),
    ] {
        let (table, done) = read(list, Names::Shortened);
        assert_eq!(table, shown, "{list}\n{done:?}");
    }
    // A person and his number in one line head nothing.
    let (table, done) = read("姓名：张甲乙,身份证号：11010519491231002X,电话：13900000000\n", Names::Shortened);
    assert!(!table.contains("11010519491231002X") && !table.contains("13900000000"), "{table}");
    assert!(!done.concat().contains("11010519491231002X"), "{done:?}");
}

#[test]
fn addresses_end_with_the_village() {
    for (address, shown) in [
        ("示例县新村镇下坑村5组", "示例县新村镇下坑村"),
        ("社区路12号", ""),
        ("东街甲12-3", ""),
        ("青禾社区3栋502室", "青禾社区"),
        ("青禾村", "青禾村"),
    ] {
        let (table, _) = read(&format!("姓名,住址\n张甲乙,{address}\n"), Names::Shortened);
        assert_eq!(table, format!("姓名|住址/张*乙|{shown}"));
    }
}

#[test]
fn of_two_numbers_nothing_is_left() {
    let masking = Masking { phone: Shown::Ends(3, 4), id: Shown::Ends(2, 3), ..Masking::default() };
    for (list, shown) in [
        ("姓名,电话\n张甲乙,0000-0000000/13900000000\n", "姓名|电话/张*乙|****-*******/***********"),
        ("姓名,电话\n张甲乙,139 0000 0000\n", "姓名|电话/张*乙|139****0000"),
        ("姓名,身份证号\n张甲乙,\"11010519491231002X\t13900000000\"\n", "姓名|身份证号/张*乙|******************\t***********"),
    ] {
        let sheets = sheets("csv", list.as_bytes()).expect("a table");
        let masked = mask(&sheets[0], &masking, Names::Shortened);
        let rows: Vec<String> = masked.rows.iter().map(|row| row.join("|")).collect();
        assert_eq!(rows.join("/"), shown);
    }
}

#[test]
fn hidden_rows_and_columns_stay_behind() {
    let mut sheet = sheets("csv", "姓名,内部备注,金额\n张甲乙,甲,1\n李丙,乙,2\n".as_bytes()).expect("a table").remove(0);
    sheet.hidden_rows = BTreeSet::from([2]);
    sheet.hidden_columns = BTreeSet::from([1]);
    let masked = mask(&sheet, &Masking::default(), Names::Shortened);
    assert_eq!(masked.rows, [["姓名", "金额"], ["张*乙", "1"]]);
    assert_eq!(masked.done[0], "隐藏的1行、1列没有带过来。");
}

#[test]
fn columns_go_by_what_people_call_them() {
    let masking = Masking { drop: vec!["备注".into(), "说明".into()], ..Masking::default() };
    for list in ["姓名,备注：\n张甲乙,甲\n", "姓名,备注（选填）\n张甲乙,甲\n", "姓名,其他\n,备注\n张甲乙,甲\n"]
    {
        let sheets = sheets("csv", list.as_bytes()).expect("a table");
        let masked = mask(&sheets[0], &masking, Names::Shortened);
        assert_eq!(masked.rows.last().expect("a row"), &["张*乙"], "{list}");
        assert_eq!(masked.dropped, ["备注"]);
    }
}
