//! A county's table as an xlsx file with merged cells: every planted fault is found, once; a sound table becomes a catalogue.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use gongkai::calendar::Date;
use gongkai::column::Column;
use gongkai::folder::Folder;
use gongkai::starter::starter;

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gongkai")).arg("catalogue").args(arguments).output().expect("it runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

const SOUND: &str = "\
序号,公开事项,,公开内容（要素）,公开依据,公开时限,公开主体,公开渠道和载体,公开对象,,公开方式,,公开层级,
,一级事项,二级事项,,,,,,全社会,特定群众,主动,依申请公开,县级,\"乡、村级\"
一、社会救助领域,,,,,,,,,,,,,
1,最低生活保障,政策法规,\"1.文件名称；2.\"\"文号\"\"\",《社会救助暂行办法》,10个工作日内公开，公示7个工作日,青禾镇人民政府、村委会,\"■政府网站□政府公报
■村公示栏\",√,,√,,√,√
2,,监督检查,电话,同上,同上,青禾镇社会事务办公室,■政府网站,√,,√,,,√
二、养老服务领域,,,,,,,,,,,,,
1,养老服务,政策法规,,《中华人民共和国老年人权益保障法》,及时公开,青禾镇人民政府,■政府网站,,老年人,√,,,√
2,养老服务,机构备案,材料,《中华人民共和国老年人权益保障法》,20个工作日内,县民政局,■政府网站,√,,√,,√,
";

#[test]
fn each_planted_fault_is_found_once() {
    let out = run(&["tests/tables/county.xlsx", "--today", "2026-01-05", "--format", "csv"]);
    assert_eq!(out.status.code(), Some(1), "{}", text(&out.stderr));
    let told = text(&out.stdout);
    let planted = [
        ("incomplete-row", "第7行“审核信息”没有写公开主体"),
        ("wrong-sequence", "第7行A列：序号2后面是4"),
        ("abolished-basis", "第7行E列“审核信息”"),
        ("long-deadline", "第7行F列“审核信息”的公开时限是20个工作日"),
        ("unknown-channel", "第7行H列的公开渠道“存公示栏”"),
        ("wrong-box", "从第7行H列起共1处"),
        ("both-modes", "第9行“补贴发放”"),
        ("dangling-ditto", "第9行F列的公开时限写“同上”"),
        ("only-retention", "第10行F列“机构备案”"),
    ];
    for (rule, words) in planted {
        let hits: Vec<&str> = told.lines().filter(|line| line.contains(&format!("catalogue/{rule}"))).collect();
        assert!(matches!(hits.as_slice(), [hit] if hit.contains(words)), "{rule}: {hits:?}");
    }
    assert_eq!(told.matches("catalogue/").count(), planted.len(), "{told}");
}

#[test]
fn a_sound_table_becomes_a_catalogue_that_can_be_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let (table, out) = (folder.path().join("县里的表.csv"), folder.path().join("catalogue.yaml"));
    fs::write(&table, format!("\u{feff}{SOUND}")).expect("written");
    let arguments = [table.to_str().expect("a path"), "--out", out.to_str().expect("a path")];
    let first = run(&arguments);
    assert_eq!(first.status.code(), Some(0), "{}{}", text(&first.stdout), text(&first.stderr));
    assert!(text(&first.stderr).contains("3 个类别。只由县级公开的 1 个没有列入。"), "{}", text(&first.stderr));
    let written = fs::read_to_string(&out).expect("it was written");
    assert!(written.contains("名称: \"养老服务：政策法规\"") && written.contains("主体: [镇政府, 村委会]"), "{written}");
    assert_eq!(run(&arguments).status.code(), Some(2), "a file that is there stays");
    assert_eq!(fs::read_to_string(&out).expect("it is there"), written);

    let today = Date::from_ymd_opt(2026, 1, 5).expect("a day");
    let mut files: Vec<(String, Vec<u8>)> = starter(today, false).into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
    files.retain(|(path, _)| path != "content/catalogue.yaml");
    files.push(("content/catalogue.yaml".into(), written.into_bytes()));
    let column = Column::load(Folder::in_memory(files), today, &mut |_| {});
    let faults: Vec<_> = column.report().findings().iter().filter(|finding| finding.file.as_str() == "content/catalogue.yaml").collect();
    assert!(faults.iter().all(|fault| fault.rule.family() == "coverage"), "{faults:#?}");
    assert_eq!(column.site().catalogue.leaves.len(), 3);
    assert_eq!(column.site().catalogue.leaves[0].deadline.map(|deadline| deadline.n), Some(10));
}

/// What the column publishes is what `gongkai catalogue` reads: each leaf is a row, and no row is taken for a header.
#[test]
fn the_table_that_is_published_can_be_read_back() {
    let table = "tests/sites/every-output/expected/catalogue.csv";
    let out = run(&[table, "--today", "2017-12-29"]);
    let told = text(&out.stdout) + &text(&out.stderr);
    assert_eq!(out.status.code(), Some(0), "{told}");
    assert!(told.contains("共检查 10 个事项：错误 0，警告 0，提示 0"), "{told}");
}

#[test]
fn what_is_no_table_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("written");
        path
    };
    let told = |path: &Path| {
        let out = run(&[path.to_str().expect("a path")]);
        (out.status.code(), text(&out.stdout) + &text(&out.stderr))
    };
    // 序号,公开 in GBK.
    let gbk = write("a.csv", &[0xd0, 0xf2, 0xba, 0xc5, b',', 0xb9, 0xab, 0xbf, 0xaa, b'\n']);
    for (path, code, words) in [
        (gbk, 1, "GBK"),
        (write("b.xlsx", b"PK\x03\x04"), 1, "目录表读不出来"),
        (write("c.csv", "姓名,电话\n甲,乙\n".as_bytes()), 1, "没有找到目录表的表头"),
        (write("d.pdf", b"%PDF"), 2, "不是 xlsx 或者 csv 文件"),
    ] {
        let (found, told) = told(&path);
        assert!(found == Some(code) && told.contains(words), "{}: {found:?} {told}", path.display());
    }
}
