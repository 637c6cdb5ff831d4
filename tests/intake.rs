//! Files as offices make them come in with nothing lost: each draft is compared with its golden file, and its letters and cells with
//! the manifest that `tests/intake/make.py` wrote when it made the files. Files that are made to do harm end in a message.
//!
//! `UPDATE=1 cargo test --test intake` writes the golden files: read the difference.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use gongkai::calendar::Date;
use gongkai::column::Column;
use gongkai::folder::{Folder, RelPath, hex};
use gongkai::intake::{self, Choice, Draft, Wish};
use gongkai::new_item::{Fact, Taken};
use gongkai::starter::starter;
use serde_json::Value;
use sha2::{Digest, Sha256};

fn today() -> Date {
    Date::from_ymd_opt(2017, 12, 29).expect("a day")
}

fn column() -> Column {
    Column::open(Folder::in_memory(starter(today(), true)), today())
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/intake")
}

/// What came of a file.
struct Came {
    draft: Draft,
    obstacles: Vec<String>,
    findings: Vec<String>,
}

fn import(column: &Column, name: &str, bytes: &[u8], leaf: Option<&str>) -> Result<Came, String> {
    let document = intake::read(name, bytes)?;
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let any = column.site().catalogue.leaves[0].code.clone();
    let obstacles = intake::obstacles(column.folder(), &any, &format!("original.{extension}"), bytes, today());
    let beside = |href: &str| fs::read(root().join("files").join(href.trim_start_matches("./"))).ok();
    let linked: BTreeMap<String, Vec<u8>> =
        document.linked.iter().filter_map(|linked| Some((linked.href.clone(), beside(&linked.href)?))).collect();
    let wish = Wish {
        name,
        sha256: &hex(&Sha256::digest(bytes)),
        original: bytes,
        attach: None,
        obstacles: &obstacles,
        linked: &linked,
        taken: &Taken::default(),
        today: today(),
    };
    let paper = intake::paper(document, column.site(), name);
    let leaf = match (leaf.and_then(|leaf| column.site().catalogue.find(leaf)), &paper.leaf) {
        (Some(leaf), _) => Fact::said(leaf),
        (None, Choice::One(leaf)) => leaf.clone(),
        (None, Choice::Among(near)) => return Err(format!("no leaf, near are {near:?}")),
    };
    let draft = intake::draft(paper, &leaf, column, &wish).expect("a place");
    let assay = intake::assay(column.folder(), &draft.place.path, &draft.text, &draft.files, today());
    let findings = assay.findings.iter().map(|finding| format!("{} {}", finding.rule.name, finding.message)).collect();
    Ok(Came { draft, obstacles, findings })
}

/// All that is said of an import.
fn told(came: &Came) -> String {
    let draft = &came.draft;
    let mut text = format!("{}\n", draft.place.path);
    let mut list = |head: &str, all: Vec<String>| {
        for one in all {
            let _ = writeln!(text, "{head} {one}");
        }
    };
    list("文件", draft.files.iter().map(|(path, bytes)| format!("{path} {}字节", bytes.len())).collect());
    list("取了", draft.taken.clone());
    list("请核对", draft.confirm.iter().map(|one| format!("{}：{}（{}）", one.key, one.value, one.place)).collect());
    list("还要写", draft.left.iter().map(|one| format!("{}：{}", one.key, one.hint)).collect());
    list("改了", draft.repairs.iter().map(|one| format!("{}：{}→{}", one.what, one.before, one.after)).collect());
    list("没有取", draft.left_out.clone());
    list("留意", draft.remarks.clone());
    list("原件不能公开", came.obstacles.clone());
    list("公开以前要改", came.findings.clone());
    text
}

fn manifest() -> BTreeMap<String, Value> {
    serde_json::from_str(&fs::read_to_string(root().join("manifest.json")).expect("the manifest")).expect("JSON")
}

/// Letters and digits alone: what nobody may lose.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The text of a draft as its readers see it: title, masthead and body, without marks of Markdown and HTML.
fn seen(draft: &Draft) -> String {
    let (front, body) = draft.text.trim_start_matches("---\n").split_once("\n---\n").expect("a front matter");
    let title = front.lines().find_map(|line| line.strip_prefix("标题: ")).unwrap_or("");
    let masthead: String = front.lines().filter_map(|line| line.strip_prefix("# 版头：")).collect();
    let mut text = String::new();
    let mut rest = body;
    // Tags, addresses of links and marks of notes are no text.
    while let Some(c) = rest.chars().next() {
        let skipped = match c {
            '<' => rest.find('>').map(|end| end + 1),
            ']' if rest.starts_with("](") => rest.find(')').map(|end| end + 1),
            '[' if rest.starts_with("[^") => rest.find(']').map(|end| end + 1),
            _ => None,
        };
        let length = skipped.unwrap_or_else(|| {
            text.push(c);
            c.len_utf8()
        });
        rest = &rest[length..];
    }
    format!("{title}{masthead}{text}")
}

/// How many cells of a draft have something in them.
fn cells(draft: &Draft) -> usize {
    let filled = |cells: Vec<&str>| cells.into_iter().filter(|cell| !cell.trim().is_empty()).count();
    let mut count = 0;
    for line in draft.text.lines() {
        if line.starts_with('|') && !line.starts_with("| ---") {
            count += filled(line.trim_matches('|').split('|').collect());
        } else if line.starts_with("<tr>") {
            count += filled(line.split("</").filter_map(|piece| piece.rsplit_once('>').map(|(_, text)| text)).collect());
        }
    }
    count
}

/// Compares with a golden file, or writes it.
fn golden(name: &str, text: &str) {
    let path = root().join("expected").join(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(root().join("expected")).expect("the folder");
        fs::write(path, text).expect("the golden file");
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(text, expected, "{name}: UPDATE=1 writes it");
}

#[test]
fn nothing_is_lost() {
    let column = column();
    let manifest = manifest();
    assert!(manifest.len() >= 12, "twelve files");
    for (name, said) in &manifest {
        let bytes = fs::read(root().join("files").join(name)).expect("the file");
        let leaf = said["leaf"].as_str();
        let chosen = import(&column, name, &bytes, None);
        let came = chosen.or_else(|_| import(&column, name, &bytes, Some(leaf.unwrap_or("audit")))).expect(name);
        golden(&format!("{name}.md"), &came.draft.text);
        golden(&format!("{name}.txt"), &told(&came));
        let text = &came.draft.text;
        assert!(!came.findings.iter().any(|finding| finding.starts_with("form/")), "{name}: {:?}", came.findings);
        // Every piece is there, and besides them nothing is.
        let mut rest = bare(&seen(&came.draft));
        // A title that is the file's name is not in the file.
        if let Some(named) = came.draft.confirm.iter().find(|one| one.place.contains("文件名")) {
            rest = rest.replacen(&bare(&named.value), "", 1);
        }
        let mut pieces: Vec<String> =
            said["pieces"].as_array().expect("pieces").iter().filter_map(|piece| Some(bare(piece.as_str()?))).collect();
        let letters: usize = pieces.iter().map(|piece| piece.chars().count()).sum();
        assert_eq!(rest.chars().count(), letters, "{name}: letters\n{rest}\n{}", pieces.concat());
        pieces.sort_by_key(|piece| std::cmp::Reverse(piece.len()));
        for piece in pieces {
            assert!(rest.contains(&piece), "{name}: {piece} is lost\n{text}");
            rest = rest.replacen(&piece, "\u{1}", 1);
        }
        assert_eq!(rest.replace('\u{1}', ""), "", "{name}: more than was there");
        assert_eq!(cells(&came.draft) as u64, said["cells"].as_u64().expect("cells"), "{name}: cells");
        for absent in said["absent"].as_array().expect("absent").iter().filter_map(Value::as_str) {
            assert!(!text.contains(absent), "{name}: {absent} must not be there");
        }
        for (key, field) in [("文号", "number"), ("成文日期", "formed")] {
            if let Some(value) = said[field].as_str() {
                assert!(text.contains(&format!("\n{key}: {value}\n")), "{name}: {key} {value}\n{text}");
            }
        }
    }
    let expected: BTreeSet<String> = manifest.keys().flat_map(|name| [format!("{name}.md"), format!("{name}.txt")]).collect();
    let there = fs::read_dir(root().join("expected")).expect("the folder").map(|entry| entry.expect("an entry").file_name().into_string());
    assert_eq!(there.map(|name| name.expect("a name")).collect::<BTreeSet<_>>(), expected);
}

#[test]
fn a_draft_is_no_part_of_the_column_and_parses() {
    let column = column();
    let bytes = fs::read(root().join("files/word-notice.docx")).expect("the file");
    let came = import(&column, "word-notice.docx", &bytes, None).expect("a draft");
    let mut files = starter(today(), true);
    files.push((came.draft.place.path.to_string(), came.draft.text.clone()));
    let with = Column::load(Folder::in_memory(files), today(), &mut |_| {});
    let id = with.site().at(&came.draft.place.path).expect("an item");
    let item = with.site().item(id);
    assert!(item.draft && item.readable && item.title.is_some() && item.formed.is_some());
    // What is found in its form is only that the clerk has something to fill in.
    let form = with.report().findings().iter().filter(|finding| finding.file == came.draft.place.path && finding.rule.is_in("form"));
    assert!(form.clone().count() > 0 && form.into_iter().all(|finding| finding.rule.name == "form/blank"));
    assert!(intake::is_of(&came.draft.text, &hex(&Sha256::digest(&bytes))));
}

/// A packed file with these parts.
fn packed(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("a file").into_inner()
}

fn word(body: &str) -> Vec<u8> {
    packed(&[("word/document.xml", format!("<w:document><w:body>{body}</w:body></w:document>").into_bytes())])
}

#[test]
fn hostile_files_end_in_a_message() {
    let zeros = vec![b' '; 140 * 1024 * 1024];
    let entities = "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><w:document><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>";
    let mut sheet = String::from("<worksheet><sheetData>");
    for row in 1..=40_000 {
        let _ = write!(
            sheet,
            "<row r=\"{row}\"><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c><c><v>4</v></c><c><v>5</v></c><c><v>6</v></c></row>"
        );
    }
    let book = "<workbook><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    let whole = word("<w:p><w:r><w:t>关于做好工作的通知</w:t></w:r></w:p>");
    let deep = "<w:tbl><w:tr><w:tc>".repeat(50_000);
    let nested = format!("<html><body>{}</body></html>", "<div>".repeat(100_000));
    let files: Vec<(&str, Vec<u8>, &str)> = vec![
        ("bomb.docx", packed(&[("word/document.xml", zeros)]), "解压以后太大"),
        ("entities.docx", packed(&[("word/document.xml", entities.into())]), "实体定义"),
        ("entities.html", b"<!DOCTYPE x [<!ENTITY a \"b\">]><html><body>&a;</body></html>".to_vec(), "实体定义"),
        ("escape.docx", packed(&[("word/document.xml", Vec::new()), ("../../etc/passwd", b"x".to_vec())]), "指向外面文件夹"),
        ("large.xlsx", packed(&[("xl/workbook.xml", book.into()), ("xl/worksheets/sheet1.xml", sheet.into_bytes())]), "表格太大"),
        ("cut.docx", whole[..whole.len() / 2].to_vec(), "不完整"),
        ("deep.docx", word(&deep), "没有文字"),
        ("nested.html", nested.into_bytes(), "套得太深"),
        ("empty.docx", Vec::new(), "空文件"),
        ("noise.txt", vec![0, 1, 2, 255, 254, 0, 7], "编码认不出来"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), ""),
        ("program.docx", b"MZ this is a program".to_vec(), "不完整"),
        ("picture.html", b"\x89PNG\r\n\x1a\n".to_vec(), "PNG图片"),
    ];
    for (name, bytes, words) in files {
        let started = Instant::now();
        let why = intake::read(name, &bytes).expect_err(name);
        assert!(why.contains(words), "{name}: {why}");
        assert!(started.elapsed() < Duration::from_secs(20), "{name} took {:?}", started.elapsed());
    }
}

/// What is no bomb by its size must not be one by the work that it makes.
#[test]
fn costly_files_end_soon() {
    let row = |n: usize| format!("<row r=\"{n}\"><c r=\"A{n}\"><v>1</v></c></row>");
    let areas: String = (1..20_000).map(|n| format!("<mergeCell ref=\"A{n}:C{n}\"/>")).collect();
    let tall: String = (1..20_000).map(row).collect();
    let sheet = |rows: &str, areas: &str| format!("<worksheet><sheetData>{rows}</sheetData><mergeCells>{areas}</mergeCells></worksheet>");
    let wide: String = (0..512).map(|_| "<c><v>1</v></c>").collect();
    let book = "<workbook><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    let excel = |sheet: String| packed(&[("xl/workbook.xml", book.into()), ("xl/worksheets/sheet1.xml", sheet.into_bytes())]);
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let blips = "<w:p><w:r><w:drawing><a:blip r:embed=\"rId1\"/></w:drawing></w:r></w:p>".repeat(15_000);
    let table = format!(
        "<w:tbl><w:tr>{}</w:tr>{}</w:tbl>",
        "<w:tc/>".repeat(256),
        "<w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>".repeat(30_000)
    );
    let commas = paragraph(&"甲,乙;丙 ".repeat(20_000));
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("areas.xlsx", excel(sheet(&tall, &areas))),
        ("wide.xlsx", excel(sheet(&format!("<row r=\"1\">{wide}</row>{tall}"), ""))),
        ("blips.docx", word(&(paragraph("关于做好安全生产工作的通知") + &blips))),
        ("table.docx", word(&table)),
        ("commas.docx", word(&(paragraph("关于做好安全生产工作的通知") + &commas))),
        ("list.html", format!("<body><h1>关于做好安全生产工作的通知</h1><ol>{}</ol></body>", "<li>甲".repeat(20_000)).into_bytes()),
        ("texts.html", format!("<body><h1>关于做好安全生产工作的通知</h1>{}</body>", "甲<hr>".repeat(20_000)).into_bytes()),
        ("cells.html", format!("<body><table><tr>{}</tr></table></body>", "<td colspan=256>甲".repeat(20_000)).into_bytes()),
    ];
    let column = column();
    for (name, bytes) in files {
        let started = Instant::now();
        let came = import(&column, name, &bytes, Some("work-safety"));
        assert!(started.elapsed() < Duration::from_secs(30), "{name} took {:?}: {:?}", started.elapsed(), came.err());
    }
}

#[test]
fn macros_are_left_out_and_keep_the_original_out() {
    let body = "<w:p><w:r><w:t>青禾镇2017年安全生产检查情况通报</w:t></w:r></w:p><w:p><w:r><w:t>检查情况如下。</w:t></w:r></w:p>";
    let xml = format!("<w:document><w:body>{body}</w:body></w:document>").into_bytes();
    let bytes = packed(&[("word/document.xml", xml), ("word/vbaProject.bin", b"x".to_vec())]);
    let came = import(&column(), "通报.docm", &bytes, None).expect("a draft");
    assert!(came.draft.left_out.contains(&"宏".to_string()));
    assert!(came.obstacles.iter().any(|why| why.contains("宏")), "{:?}", came.obstacles);
}

/// Whatever the bytes are, reading them ends.
#[test]
fn damaged_files_end() {
    let column = column();
    for name in manifest().keys() {
        let bytes = fs::read(root().join("files").join(name)).expect("the file");
        for at in (0..bytes.len()).step_by(bytes.len() / 6 + 1) {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x55;
            let cut = &bytes[..at];
            for bytes in [&damaged[..], cut] {
                if let Ok(document) = intake::read(name, bytes) {
                    assert!(document.blocks.len() < 10_000);
                }
            }
        }
    }
    assert!(RelPath::new("a").is_some() && !column.site().catalogue.leaves.is_empty());
}
