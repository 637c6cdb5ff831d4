//! `gongkai archive`.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;

use super::Column;

/// A column with something to archive: an attachment, names that Windows does not take, pages and sheets.
fn published() -> Column {
    let column = Column::new();
    column.write("content/audit/2017-001-附表.csv", "甲,1\n");
    column.edit("content/audit/2017-001.md", "体裁: 公告", "体裁: 公告\n附件: 2017-001-附表.csv");
    column.run(&["publish", "-q"]).expect(0, &[]);
    column
}

/// The files of a package.
fn unpacked(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(File::open(path).expect("the package")).expect("a zip file");
    let mut all = BTreeMap::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).expect("a file");
        let (name, mut bytes) = (file.name().expect("a name").to_string(), Vec::new());
        file.read_to_end(&mut bytes).expect("its bytes");
        all.insert(name, bytes);
    }
    all
}

fn packed(path: &Path, files: &BTreeMap<String, Vec<u8>>) {
    let mut zip = zip::ZipWriter::new(File::create(path).expect("a package"));
    for (name, bytes) in files {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a file");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("a whole package");
}

#[test]
fn a_year_is_packed_whole() {
    let column = published();
    column
        .run_on("2018-01-02", &["archive", "2017"])
        .expect(0, &["已做好“归档/2017.zip”：3个条目，网页3个，审核单3个", "核对无误", "SHA-256：", "记入档案目录"]);
    let files = unpacked(&column.at("归档/2017.zip"));
    for name in [
        "条目/audit/2017-001.md",
        "条目/audit/2017-001-附表.csv",
        "条目/river-chief/2017-001.md",
        "网页/audit/2017-001.html",
        "审核单/audit/2017-001.html",
        "清单.csv",
        "审核记录.csv",
        "说明.txt",
        "SHA256SUMS.txt",
    ] {
        assert!(files.contains_key(name), "{name}: {:?}", files.keys());
    }
    assert!(files.keys().any(|name| name.starts_with("网页/") && name.ends_with(".css")), "{:?}", files.keys());
    let text = |name: &str| String::from_utf8(files[name].clone()).expect("text");
    assert!(text("清单.csv").contains("\"条目/audit/2017-001-附表.csv\",\"附件\",\"青禾镇村级财务审计结果公告\",\"青政〔2017〕1号\""));
    assert!(text("清单.csv").contains("\"已经发布\""), "{}", text("清单.csv"));
    assert!(text("审核记录.csv").contains("\"保密审查\",\"党政办\",\"2017-12-29\",\"可以公开\""), "{}", text("审核记录.csv"));
    assert_eq!(text("SHA256SUMS.txt").lines().count() + 1, files.len());
    // The same column gives the same bytes, another day too; what is there is never written over.
    column.run_on("2018-03-01", &["archive", "2017", "-o", "second.zip", "-q"]).expect(0, &[]);
    let first = fs::read(column.at("归档/2017.zip")).expect("the package");
    assert_eq!(first, fs::read(column.at("second.zip")).expect("the package"));
    column.run(&["archive", "2017"]).expect(2, &["“归档/2017.zip”已经有了，没有动它"]);
    assert_eq!(first, fs::read(column.at("归档/2017.zip")).expect("the package"));
    // What was changed since is told; without pages there are none.
    column.edit("content/audit/2017-001.md", "票据不齐", "票据未编号");
    column.run(&["archive", "2017", "-o", "third.zip", "--pages", "nowhere"]).expect(0, &["里少3个条目的网页", "2017年还没有过完"]);
    let third = unpacked(&column.at("third.zip"));
    assert!(String::from_utf8_lossy(&third["清单.csv"]).contains("\"发布以后改过\""));
    assert!(third.keys().all(|name| !name.starts_with("网页/")));
    // The sums are as sha256sum(1) reads them.
    for (name, bytes) in &files {
        column.write(&format!("out/{name}"), bytes);
    }
    let sums = std::process::Command::new("sha256sum").args(["-c", "--quiet", "SHA256SUMS.txt"]).current_dir(column.at("out")).output();
    assert!(sums.is_ok_and(|output| output.status.success() && output.stdout.is_empty()));
}

#[test]
fn what_was_tampered_with_is_told() {
    let column = published();
    column.run(&["archive", "2017", "-q"]).expect(0, &[]);
    column
        .run(&["archive", "--verify", "归档/2017.zip"])
        .expect(0, &["没有改动：校验值清单里的文件一致", "改动0个，缺少0个，多出0个。", "SHA-256："]);
    let mut files = unpacked(&column.at("归档/2017.zip"));
    let page = files.get_mut("网页/audit/2017-001.html").expect("a page");
    *page = String::from_utf8_lossy(page).replace("票据不齐", "票据齐全").into_bytes();
    files.remove("审核单/audit/2017-001.html");
    files.insert("条目/audit/2017-099.md".into(), b"---\n".to_vec());
    packed(&column.at("other.zip"), &files);
    column.run(&["archive", "--verify", "other.zip"]).expect(
        1,
        &[
            "改动：网页/audit/2017-001.html\n",
            "缺少：审核单/audit/2017-001.html\n",
            "多出：条目/audit/2017-099.md\n",
            "和归档时不一样",
            "改动1个，缺少1个，多出1个。",
        ],
    );
    // A byte that was changed in the file itself.
    let mut bytes = fs::read(column.at("归档/2017.zip")).expect("the package");
    let middle = bytes.len() / 3;
    bytes[middle] ^= 1;
    fs::write(column.at("bent.zip"), &bytes).expect("a file");
    let bent = column.run(&["archive", "--verify", "bent.zip"]);
    assert_ne!(bent.code, 0, "{bent:?}");
    bytes.truncate(middle);
    fs::write(column.at("cut.zip"), &bytes).expect("a file");
    column.run(&["archive", "--verify", "cut.zip"]).expect(2, &["文件不完整，或者不是 zip 文件"]);
    files.remove("SHA256SUMS.txt");
    packed(&column.at("foreign.zip"), &files);
    column.run(&["archive", "--verify", "foreign.zip"]).expect(2, &["不是 gongkai 做的归档包"]);
    column.run(&["archive", "--verify", "nowhere.zip"]).expect(2, &["打不开“nowhere.zip”"]);
}

#[test]
fn what_makes_no_sense_is_refused() {
    let column = Column::new();
    let before = column.tree();
    for (words, said) in [
        (&["archive"][..], "缺少“<年>”。"),
        (&["archive", "2012"], "2012年没有公开的条目，没有做归档包。有条目的年份：2017年。"),
        (&["archive", "17"], "“[年]”"),
        (&["archive", "2017", "-o", "content/2017.zip"], "在栏目自己的文件里"),
        (&["archive", "2017", "-o", "nowhere/2017.zip"], "打不开文件夹“nowhere”"),
        (&["archive", "2017", "--verify", "x.zip"], "不能和"),
    ] {
        column.run(words).expect(2, &[said]);
    }
    assert_eq!(column.tree(), before);
}
