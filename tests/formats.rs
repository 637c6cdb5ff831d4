//! The report in every format: each is read back, and what may not be said is in none of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

/// The standard's own example (GB 11643-1999), of nobody.
const RESIDENT_ID: &str = "11010519491231002X";
const WIDE_ID: &str = "１１０１０５１９４９１２３１００２Ｘ";
const FORMATS: &[&str] = &["text", "json", "sarif", "github", "gitlab", "junit", "csv"];
const ITEM: &str = "content/river-chief/2017-009.md";

/// Faults of all severities, with an ID number beside, in and before what is repaired, and what each format must escape.
const FAULTY: &str = "---
标题: 青禾溪：<b>\"100%\"</b>, 清理
类别：河长制
主体: 水利站
成文日期: 2017-06-15
发布日期: 2017年07月14日
备注%A,=1\"<&>: 无
文号：11010519491231002X号
来源: 甲: １１０１０５１９４９１２３１００２Ｘ
审核:
\t- {级别：一审, 人: 水利站负责人, 日期: 2017-12-27}
---

见[附件](=cmd.pdf)，户主１１０１０５１９４９１２３１００２Ｘ。
";

fn run(folder: &Path, line: &str) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_gongkai")).current_dir(folder).args(line.split_whitespace()).output().expect("it starts");
    let text = |bytes| String::from_utf8(bytes).expect("it speaks UTF-8");
    (output.status.code().expect("it was not killed"), text(output.stdout), text(output.stderr))
}

/// A column with these files beside those of `init`.
fn column(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    assert_eq!(run(folder.path(), "init . --today 2017-12-29").0, 0);
    for (file, text) in files {
        fs::write(folder.path().join(file), text).expect("a file");
    }
    folder
}

fn check(folder: &TempDir, options: &str) -> (i32, String) {
    let (code, out, err) = run(folder.path(), &format!("check --today 2017-12-29 {options}"));
    assert_eq!(err, "", "{options}");
    (code, out)
}

fn json(folder: &TempDir, options: &str) -> Value {
    serde_json::from_str(&check(folder, &format!("--format json {options}")).1).expect("one JSON value")
}

fn rules(report: &Value) -> Vec<String> {
    report["findings"].as_array().expect("a list").iter().map(|finding| finding["rule"].as_str().expect("a text").to_string()).collect()
}

/// What of `value` is not as the schema in a file of the project demands.
fn breaches(schema: &str, value: &Value) -> Vec<String> {
    let schema = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(schema)).expect("the schema");
    // A bracket in a pattern of the standard's own schema is not escaped, which some readers of patterns refuse.
    let schema: Value = serde_json::from_str(&schema.replace("{2}]?$", "{2}\\\\]?$")).expect("JSON");
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema");
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

const FINDINGS: &str = "docs/schema/findings.schema.json";
/// Of OASIS, as its standard SARIF 2.1.0 publishes it.
const SARIF: &str = "tests/schema/sarif-2.1.0.json";

#[test]
fn json_keeps_to_the_schema() {
    let (faulty, sound) = (column(&[(ITEM, FAULTY)]), column(&[]));
    for folder in [&faulty, &sound] {
        let report = json(folder, "");
        assert_eq!(breaches(FINDINGS, &report), Vec::<String>::new());
        assert_eq!(report["summary"]["shown"].as_u64(), report["findings"].as_array().map(|all| all.len() as u64));
    }
    assert_eq!(json(&sound, "")["summary"]["publishable"], true);
    let mut report = json(&faulty, "");
    assert_eq!(report["summary"]["publishable"], false);
    let colon = report["findings"].as_array().expect("a list").iter().find(|finding| finding["rule"] == "form/colon").expect("it is found");
    let place = |name: &str| colon[name].as_u64().expect("a number");
    assert_eq!((place("line"), place("column"), place("end_line"), place("end_column")), (3, 3, 3, 4));
    assert_eq!((&colon["file"], &colon["fix"]["text"], &colon["fix"]["certain"]), (&ITEM.into(), &": ".into(), &true.into()));
    // The validator finds what is wrong.
    report["findings"][0]["line"] = 0.into();
    report["findings"][0]["extra"] = 1.into();
    report["findings"][0].as_object_mut().expect("an object").remove("help");
    assert_eq!(breaches(FINDINGS, &report).len(), 3);
}

#[test]
fn no_format_tells_an_id() {
    let folder = column(&[(ITEM, FAULTY), ("content/audit/11010519491231002X.md", FAULTY)]);
    for format in FORMATS {
        let (code, out) = check(&folder, &format!("--format {format}"));
        assert_eq!(code, 1, "{format}");
        assert!(out.contains("privacy/resident-id"), "{format}");
        // URIs hold the file name percent-encoded, but stars and digits as they are.
        for secret in [RESIDENT_ID, WIDE_ID, &RESIDENT_ID[..12], "19491231"] {
            assert!(!out.contains(secret), "{format}: {out}");
        }
    }
    let (_, diff, said) = run(folder.path(), "check --today 2017-12-29 --diff");
    assert!(diff.contains("+++ b/") && !format!("{diff}{said}").contains("19491231") && !diff.contains(WIDE_ID), "{diff}{said}");
}

#[test]
fn sarif_tells_rules_places_and_repairs() {
    let folder = column(&[(ITEM, FAULTY), ("content/river-chief/空 格.md", FAULTY)]);
    let mut log: Value = serde_json::from_str(&check(&folder, "--format sarif").1).expect("JSON");
    assert_eq!(breaches(SARIF, &log), Vec::<String>::new());
    let sound: Value = serde_json::from_str(&check(&column(&[]), "--format sarif").1).expect("JSON");
    assert_eq!(breaches(SARIF, &sound), Vec::<String>::new());
    assert_eq!((&log["version"], log["runs"].as_array().map(Vec::len)), (&"2.1.0".into(), Some(1)));
    let (run, driver) = (&log["runs"][0], &log["runs"][0]["tool"]["driver"]);
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let described = driver["rules"].as_array().expect("rules");
    assert_eq!(described.len(), gongkai::rules::all().len());
    for rule in described {
        assert!(rule["help"]["text"].as_str().is_some_and(|help| help.contains("## 改法") && !help.contains("## 例")), "{rule}");
        assert!(["error", "warning", "note"].iter().any(|level| rule["defaultConfiguration"]["level"] == **level), "{rule}");
    }
    let results = run["results"].as_array().expect("results");
    let mut fingerprints = BTreeSet::new();
    for result in results {
        let at = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
        assert_eq!(result["ruleId"], described[at]["id"]);
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().expect("a uri");
        assert!(uri.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\'), "{uri}");
        for name in ["startLine", "startColumn", "endLine", "endColumn"] {
            assert!(place["region"][name].as_u64().is_some_and(|n| n > 0), "{place}");
        }
        assert!(result["message"]["text"].as_str().is_some_and(|text| text.contains("改法：")));
        assert!(fingerprints.insert(result["partialFingerprints"]["gongkai/v1"].to_string()), "{result}");
    }
    let fix = results.iter().find(|result| result["ruleId"] == "form/colon").expect("it is found");
    assert_eq!(fix["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"], ": ");
    // The validator finds what is wrong.
    log["runs"][0]["results"][0]["level"] = "grave".into();
    log["runs"][0]["results"][1].as_object_mut().expect("an object").remove("message");
    assert_eq!(breaches(SARIF, &log).len(), 2);
}

#[test]
fn the_spreadsheet_is_read_back() {
    let formula = FAULTY.replace("青禾溪：<b>", "=1+1：<b>");
    let folder = column(&[(ITEM, &formula), ("content/river-chief/=2.md", &formula)]);
    let book = |options: &str| {
        let path = folder.path().join("检查结果.xlsx");
        let (code, out, err) = run(folder.path(), &format!("check --today 2017-12-29 --format xlsx -o 检查结果.xlsx {options}"));
        assert!(code == 1 && out.is_empty() && err.contains("检查结果写在“检查结果.xlsx”里"), "{out}{err}");
        fs::read(path).expect("the file")
    };
    let bytes = book("");
    assert_eq!(bytes, book(""), "the same report is the same file");
    let piped = Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .current_dir(folder.path())
        .args(["check", "--today", "2017-12-29", "--format", "xlsx"])
        .output();
    assert_eq!(piped.expect("it starts").stdout, bytes);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip file");
    let mut part = |name: &str| {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name(name).expect(name), &mut text).expect("XML in UTF-8");
        text
    };
    let (first, second, words) = (part("xl/worksheets/sheet1.xml"), part("xl/worksheets/sheet2.xml"), part("xl/sharedStrings.xml"));
    assert!(part("xl/workbook.xml").contains("name=\"问题\"") && part("xl/workbook.xml").contains("name=\"汇总\""));
    assert!(first.contains("state=\"frozen\"") && first.contains("<autoFilter ") && !first.contains("<f>") && !second.contains("<f>"));
    let findings = json(&folder, "");
    let findings = findings["findings"].as_array().expect("a list");
    assert_eq!(first.matches("<row ").count(), findings.len() + 1);
    for word in ["轻重", "怎么改", "=1+1：", "content/river-chief/=2.md", "水利站", "form/colon", "不能公开。"] {
        assert!(words.contains(word), "{word}\n{words}");
    }
    assert!(!words.contains(RESIDENT_ID) && !words.contains(WIDE_ID));
}

#[test]
fn a_report_is_written_where_it_may_be() {
    let folder = column(&[(ITEM, FAULTY)]);
    for format in FORMATS {
        let (code, out, _) = run(folder.path(), &format!("check --today 2017-12-29 --format {format} --output 结果"));
        assert_eq!((code, out), (1, String::new()), "{format}");
        assert_eq!(
            fs::read_to_string(folder.path().join("结果")).expect("a file"),
            check(&folder, &format!("--format {format}")).1,
            "{format}"
        );
    }
    for (options, words) in [
        ("--format xlsx -o 结果.csv", "文件名以 .xlsx 结尾"),
        ("-o content/audit/结果.txt", "在栏目自己的文件里"),
        ("-o site.toml", "在栏目自己的文件里"),
        ("-o 没有/结果.txt", "打不开文件夹“没有”（找不到它）"),
        ("--diff -o 结果.txt", "不能和"),
    ] {
        let (code, out, err) = run(folder.path(), &format!("check {options}"));
        assert!(code == 2 && out.is_empty() && err.contains(words), "{options}: {err}");
    }
}

#[test]
fn github_commands_stand_on_one_line_each() {
    let folder = column(&[(ITEM, FAULTY)]);
    let (_, out) = check(&folder, "--format github");
    let report = json(&folder, "");
    let commands: Vec<&str> = out.lines().filter(|line| line.starts_with("::")).collect();
    assert_eq!((commands.len(), out.lines().count()), (rules(&report).len(), rules(&report).len() + 1), "{out}");
    for command in commands {
        let (head, message) = command[2..].split_once("::").expect("a message");
        let (kind, properties) = head.split_once(' ').expect("properties");
        assert!(["error", "warning", "notice"].contains(&kind) && !message.is_empty(), "{command}");
        for property in properties.split(',') {
            let (name, value) = property.split_once('=').expect("a value");
            assert!(["file", "line", "endLine", "col", "endColumn", "title"].contains(&name) && !value.contains(':'), "{command}");
        }
    }
    assert!(out.contains("备注%25A"), "{out}");
    // Beside a repository, the files are told from where the program was started.
    let above = folder.path().parent().expect("a folder above");
    let name = folder.path().file_name().expect("a name").to_string_lossy().into_owned();
    let (_, out, _) = run(above, &format!("check --today 2017-12-29 --format github --source {name}"));
    assert!(out.contains(&format!("file={name}/{ITEM},")), "{out}");
}

#[test]
fn gitlab_fingerprints_stay_when_lines_move() {
    let folder = column(&[(ITEM, FAULTY)]);
    let prints = |folder: &TempDir| -> Vec<(String, String)> {
        let issues: Value = serde_json::from_str(&check(folder, "--format gitlab").1).expect("JSON");
        let text = |value: &Value| value.as_str().expect("a text").to_string();
        let issues = issues.as_array().expect("a list").iter();
        let issues = issues.inspect(|issue| {
            assert!(issue["location"]["lines"]["begin"].as_u64() > Some(0) && issue["location"]["path"] == ITEM, "{issue}");
            assert!(["blocker", "critical", "minor", "info"].iter().any(|word| issue["severity"] == **word), "{issue}");
        });
        issues.map(|issue| (text(&issue["check_name"]), text(&issue["fingerprint"]))).collect()
    };
    let before = prints(&folder);
    assert_eq!(before.iter().map(|(_, print)| print).collect::<BTreeSet<_>>().len(), before.len());
    fs::write(folder.path().join(ITEM), FAULTY.replace("主体: 水利站", "主体: 水利站\n体裁: 通报")).expect("a file");
    assert_eq!(prints(&folder), before);
}

#[test]
fn junit_and_csv_are_well_formed() {
    let folder = column(&[(ITEM, FAULTY)]);
    let report = json(&folder, "");
    let findings = report["findings"].as_array().expect("a list");
    let (_, xml) = check(&folder, "--format junit");
    assert_eq!((xml.matches("<testcase ").count(), xml.matches("</testcase>").count()), (findings.len(), findings.len()));
    let failures = report["summary"]["block"].as_u64().zip(report["summary"]["error"].as_u64()).map(|(a, b)| a + b).expect("numbers");
    assert!(xml.contains(&format!("failures=\"{failures}\"")) && xml.matches("<failure ").count() as u64 == failures, "{xml}");
    assert!(!xml.contains("<b>") && !xml.contains("<&>"), "{xml}");

    let (_, csv) = check(&folder, "--format csv");
    let table = csv.strip_prefix('\u{feff}').expect("a byte order mark");
    let lines: Vec<&str> = table.split_terminator("\r\n").collect();
    assert_eq!(lines.len(), findings.len() + 1);
    for (line, finding) in lines[1..].iter().zip(findings) {
        let inner = line.strip_prefix('"').and_then(|line| line.strip_suffix('"')).expect("every cell is quoted");
        let cells: Vec<&str> = inner.split("\",\"").collect();
        assert_eq!(cells.len(), 10, "{line}");
        assert!(cells[7].replace("\"\"", "\"") == finding["message"].as_str().expect("a text"), "{line}");
        assert!(!cells.iter().any(|cell| cell.starts_with(['=', '+', '-', '@'])), "{line}");
    }
    assert!(!check(&column(&[]), "--format junit").1.contains("<failure"));
}

#[test]
fn filters_choose_what_is_shown_and_not_the_verdict() {
    let late = "---\n标题: 通报\n主体: 水利站\n成文日期: 2017-06-15\n发布日期: 2017-07-14\n审核:\n  - {级别: 一审, 人: 甲岗, 日期: 2017-07-14}\n  - {级别: 二审, 人: 乙岗, 日期: 2017-07-14}\n  - {级别: 三审, 人: 丙岗, 日期: 2017-07-14}\n保密审查: {结论: 可以公开, 人: 党政办, 日期: 2017-07-14}\n---\n\n正文。\n";
    let folder = column(&[(ITEM, FAULTY), ("content/river-chief/2017-010.md", late)]);
    let all = rules(&json(&folder, ""));
    for (options, keeps) in [
        ("--only form", &["form/"][..]),
        ("--only form/colon --only privacy", &["form/colon", "privacy/"]),
        ("--only time/late", &["time/late"]),
        ("--only privacy/* --only */late", &["privacy/", "time/late"]),
        ("--severity 否决", &["review/missing-secrecy-review", "privacy/"]),
    ] {
        let report = json(&folder, options);
        let expected: Vec<&String> = all.iter().filter(|rule| keeps.iter().any(|keep| rule.starts_with(keep))).collect();
        assert_eq!(rules(&report).iter().collect::<Vec<_>>(), expected, "{options}");
        assert!(!expected.is_empty(), "{options}");
        assert_eq!((report["summary"]["publishable"].as_bool(), check(&folder, options).0), (Some(false), 1), "{options}");
        assert!(check(&folder, options).1.contains("个没有列出"), "{options}");
    }
    assert_eq!(rules(&json(&folder, "--severity info")), all);
    for (options, words) in [
        ("--only tmie", "没有名为“tmie”的规则，也没有这一类规则。是不是“time”？"),
        ("--only privcay/*", "没有名为“privcay/*”的规则"),
        ("--subject 水利占", "没有名为“水利占”的主体。是不是“水利站”（"),
        ("--severity 严重", "写否决、错误、警告或提示"),
        ("--format xml", "可以是：text、json、sarif、github、gitlab、junit、csv、xlsx。"),
        ("--waivers --fix", "不能和"),
    ] {
        let (code, out, err) = run(folder.path(), &format!("check {options}"));
        assert!(code == 2 && out.is_empty() && err.contains(words), "{options}: {err}");
    }
}

#[test]
fn a_subject_sees_what_it_must_mend() {
    let folder = column(&[(ITEM, FAULTY)]);
    // The leaf of the audits loses its only item: whoever answers for it must see that.
    fs::remove_dir_all(folder.path().join("content/audit")).expect("removed");
    let of = |name: &str| rules(&json(&folder, &format!("--subject {name}")));
    // Its short name, its full name and its code are one.
    assert!(of("水利站") == of("示例县青禾镇水利站") && of("水利站") == of("water"));
    assert!(of("水利站").contains(&"form/colon".to_string()) && !of("水利站").contains(&"coverage/missing-item".to_string()));
    assert_eq!(of("财政所"), ["coverage/missing-item"]);
}

#[test]
fn waivers_are_listed() {
    let item = "---\n标题: 通报\n主体: 水利站\n成文日期: 2017-06-15\n发布日期: 2017-07-14\n豁免: {time/late: 网站改版 11010519491231002X}\n审核:\n  - {级别: 一审, 人: 甲岗, 日期: 2017-07-14}\n  - {级别: 二审, 人: 乙岗, 日期: 2017-07-14}\n  - {级别: 三审, 人: 丙岗, 日期: 2017-07-14}\n保密审查: {结论: 可以公开, 人: 党政办, 日期: 2017-07-14}\n---\n\n正文。\n";
    let folder = column(&[(ITEM, item)]);
    let (code, out) = check(&folder, "--waivers");
    assert_eq!(code, 1, "a number is in it");
    assert_eq!(out, format!("{ITEM}:6  time/late  网站改版 {}\n共 1 项豁免。\n", "*".repeat(18)));
    assert_eq!(check(&column(&[]), "--waivers"), (0, "共 0 项豁免。\n".to_string()));
}
