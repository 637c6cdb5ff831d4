//! `gongkai build --compress`: which files have packed copies, what is in them, and how they come and go.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::time::SystemTime;

use tempfile::TempDir;

use super::{ITEM, Tree, column, listed, run, succeed, tree};

fn made() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    column(folder.path(), "https://www.example.gov.cn/qinghe/");
    folder
}

fn is_copy(name: &str) -> bool {
    name.ends_with(".gz") || name.ends_with(".br")
}

fn unpacked(copy: &[u8], end: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let read = match end {
        "gz" => flate2::read::GzDecoder::new(copy).read_to_end(&mut bytes),
        _ => brotli::Decompressor::new(copy, 4096).read_to_end(&mut bytes),
    };
    read.expect("it is packed");
    bytes
}

/// The tree is the one without copies, and the copies are of its texts, and hold what they should; the list has them all.
fn expect_whole(packed: &Tree, plain: &Tree) {
    for (name, bytes) in plain.iter().filter(|(name, _)| *name != "gongkai.txt") {
        assert!(packed[name] == *bytes, "{name}");
        let text =
            name.rsplit_once('.').is_some_and(|(_, end)| matches!(end, "html" | "css" | "js" | "json" | "jsonld" | "xml" | "svg" | "csv"));
        for end in ["gz", "br"] {
            let copy = packed.get(&format!("{name}.{end}"));
            // A short attachment travels in one packet as it is.
            assert_eq!(copy.is_some(), text && name != "audit/short.csv", "{name}.{end}");
            if let Some(copy) = copy {
                assert!(unpacked(copy, end) == *bytes, "{name}.{end} holds something else");
                assert!(copy.len() < bytes.len(), "{name}.{end} is longer");
            }
        }
    }
    assert_eq!(packed.keys().filter(|name| !is_copy(name)).count(), plain.len());
    let mut list = listed(packed);
    list.sort();
    assert_eq!(list, packed.keys().cloned().collect::<Vec<_>>());
}

#[test]
fn every_text_has_its_copies() {
    let folder = made();
    succeed(folder.path(), "build --output plain");
    let said = succeed(folder.path(), "build --compress");
    let (packed, plain) = (tree(&folder.path().join("public")), tree(&folder.path().join("plain")));
    expect_whole(&packed, &plain);
    assert!(said.contains(&format!("已生成 {} 个文件", packed.len())), "{said}");
    // No time is in a copy, so a second place gets the same bytes.
    succeed(folder.path(), "build --compress --output again");
    assert!(tree(&folder.path().join("again")) == packed);
    // The time in the head of a gzip file.
    assert_eq!(packed["index.html.gz"][4..8], [0; 4]);
}

#[test]
fn copies_follow_their_pages() {
    let folder = made();
    let at = |path: &str| folder.path().join(path);
    let text = fs::read_to_string(at(ITEM)).expect("the item");
    // Both trees, the shown and the spare, see each state twice.
    for round in 0..6 {
        fs::write(at(ITEM), text.replace("票据不齐", ["票据不齐", "票据未编号"][round / 2 % 2])).expect("a file");
        let said = succeed(folder.path(), "build --compress");
        succeed(folder.path(), "build --output plain");
        expect_whole(&tree(&at("public")), &tree(&at("plain")));
        // What is said counts pages.
        let expected = if round > 0 && round % 2 == 0 { "撤去 0 个" } else { "" };
        assert!(said.contains(expected), "{said}");
    }
    let said = succeed(folder.path(), "build --compress");
    assert!(said.contains("新增或改动 0 个，撤去 0 个"), "{said}");
    // A page that goes takes its copies with it, and who no longer wants copies has none.
    fs::remove_file(at(ITEM)).expect("it is there");
    let statements = fs::read_to_string(at("content/statements.yaml")).expect("the statements");
    let none = "  - {类别: audit, 类型: 本期无, 理由: 没有审计, 依据: 审计计划, 日期: 2017-12-29, 期间: 2017年}\n";
    fs::write(at("content/statements.yaml"), statements.trim_end().to_string() + "\n" + none).expect("a file");
    succeed(folder.path(), "build --compress");
    assert!(tree(&at("public")).keys().all(|name| !name.starts_with("audit/2017-001")));
    let said = succeed(folder.path(), "build");
    assert!(said.contains("新增或改动 0 个，撤去 0 个"), "{said}");
    assert!(tree(&at("public")).keys().all(|name| !is_copy(name)));
}

fn changed_at(path: &Path) -> SystemTime {
    fs::metadata(path).and_then(|metadata| metadata.modified()).expect("a file")
}

/// A page that stays as it was is not packed again: a copy that another program packed in another way is kept, with its time. One that
/// was damaged is made anew.
#[test]
fn good_copies_are_kept_and_bad_ones_are_not() {
    let folder = made();
    let at = |path: &str| folder.path().join(path);
    succeed(folder.path(), "build --compress");
    let page = fs::read(at("public/index.html")).expect("a page");
    let packed = fs::read(at("public/index.html.gz")).expect("a copy");
    let mut quick = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut quick, &page).expect("it packs");
    let quick = quick.finish().expect("it packs");
    assert!(quick != packed);
    fs::write(at("public/index.html.gz"), &quick).expect("a file");
    let time = changed_at(&at("public/index.html.gz"));
    let other = unpacked(&packed, "gz").into_iter().chain(*b"!").collect::<Vec<_>>();
    let mut longer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut longer, &other).expect("it packs");
    let good = tree(&at("public"));
    let bad: [(&str, Vec<u8>); 5] = [
        ("audit/2017-001.html.gz", Vec::new()),
        ("audit/2017-001.html.br", b"nonsense".to_vec()),
        ("catalogue.html.gz", good["catalogue.html.gz"][..500].to_vec()),
        ("catalogue.html.br", good["index.html.br"].clone()),
        ("map.html.gz", longer.finish().expect("it packs")),
    ];
    for (name, bytes) in &bad {
        fs::write(at("public").join(name), bytes).expect("a file");
    }
    for _ in 0..2 {
        succeed(folder.path(), "build --compress");
        assert!(tree(&at("public")) == good, "a copy is other than before");
        assert_eq!(changed_at(&at("public/index.html.gz")), time);
    }
}

#[test]
fn parts_have_the_copies_of_their_pages() {
    let folder = made();
    succeed(folder.path(), "build --compress");
    let whole = tree(&folder.path().join("public"));
    let mut union = Tree::new();
    for number in 1..=3 {
        for _ in 0..2 {
            succeed(folder.path(), &format!("build --compress --shard {number}/3 --output parts/{number}"));
        }
        let part = tree(&folder.path().join(format!("parts/{number}")));
        for name in part.keys().filter(|name| is_copy(name)) {
            assert!(part.contains_key(&name[..name.len() - 3]), "{name} is not with its page");
        }
        for (name, bytes) in part {
            assert!(union.insert(name.clone(), bytes).is_none(), "{name} is in two parts");
        }
    }
    assert!(union == whole, "the parts are not the whole");
}

/// A server would take such a file for the copy.
#[test]
fn a_file_with_the_name_of_a_copy_is_not_written_over() {
    for name in ["2017-001.html.gz", "附表 1.csv.br", "附表 1.CSV.BR"] {
        let folder = made();
        let at = |path: &str| folder.path().join(path);
        succeed(folder.path(), "build");
        let before = tree(&at("public"));
        fs::write(at("content/audit").join(name), b"mine").expect("a file");
        let item = fs::read_to_string(at(ITEM)).expect("the item");
        let attached = format!("附件:\n  - {{文件: \"{name}\", 名称: 另一份, 人工检查: {{人: 党政办, 日期: 2017-12-29}}}}\n  - 附表 1.csv");
        let item = item.replace("附件: [short.csv, 附表 1.csv]", &attached);
        fs::write(at(ITEM), item).expect("a file");
        let (code, said) = run(folder.path(), "build --compress");
        assert!(code == Some(2) && said.contains(&format!("栏目里已经有“audit/{}”", name.replace(".CSV.BR", ".csv.br"))), "{said}");
        assert!(said.contains("没有生成网页") && tree(&at("public")) == before, "{said}");
        succeed(folder.path(), "build");
        assert_eq!(tree(&at("public"))[&format!("audit/{name}")], b"mine");
    }
}

/// What is called like a copy and is an attachment is missed when it goes.
#[test]
fn an_attachment_that_is_called_like_a_copy_is_told_when_it_goes() {
    let folder = made();
    let at = |path: &str| folder.path().join(path);
    let item = fs::read_to_string(at(ITEM)).expect("the item");
    fs::write(at("content/audit/附表 1.csv.gz"), b"mine").expect("a file");
    let attached = "附件:\n  - {文件: \"附表 1.csv.gz\", 名称: 另一份, 人工检查: {人: 党政办, 日期: 2017-12-29}}\n  - 附表 1.csv";
    fs::write(at(ITEM), item.replace("附件: [short.csv, 附表 1.csv]", attached)).expect("a file");
    succeed(folder.path(), "publish");
    assert_eq!(tree(&at("public"))["audit/附表 1.csv.gz"], b"mine");
    fs::write(at(ITEM), item).expect("a file");
    fs::remove_file(at("content/audit/附表 1.csv.gz")).expect("it is there");
    let said = succeed(folder.path(), "publish");
    // The short table stands in the item again, and the other is gone.
    assert!(said.contains("撤去 1 个") && said.contains("撤去的网址有 1 个") && said.contains(".csv.gz"), "{said}");
}

#[test]
fn publish_tells_pages_and_not_their_copies() {
    let folder = made();
    let said = succeed(folder.path(), "publish --compress");
    assert!(said.contains("/audit/2017-001.html") && !said.contains(".gz") && !said.contains(".br"), "{said}");
    let said = succeed(folder.path(), "publish");
    assert!(!said.contains("撤去的网址") && !said.contains(".gz"), "{said}");
}
