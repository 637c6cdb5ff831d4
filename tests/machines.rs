//! What programs read of a built column: each file is read back and held against its schema or its standard.

use std::collections::BTreeMap;
use std::path::Path;

use gongkai::calendar::Date;
use gongkai::column::Column;
use gongkai::folder::Folder;
use gongkai::render::Rendered;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// What a column comes to, by address; copied files are left out.
type Tree = BTreeMap<String, String>;

fn today() -> Date {
    Date::from_ymd_opt(2017, 12, 29).expect("a day")
}

fn built(folder: Folder, commit: &str) -> Tree {
    let column = Column::load(folder, today(), &mut |_| {}).at_commit(commit);
    let faults: Vec<&str> =
        column.report().findings().iter().filter(|finding| finding.severity.forbids()).map(|finding| finding.message.as_str()).collect();
    let release = column.release().unwrap_or_else(|| unreachable!("{faults:?}"));
    let mut tree = Tree::new();
    for page in release.pages() {
        if let Some(bytes) = release.render(page).ok().and_then(Rendered::bytes) {
            tree.insert(page.path.as_str().to_string(), String::from_utf8(bytes).expect("UTF-8"));
        }
    }
    tree
}

/// The sample column.
fn sample() -> Folder {
    Folder::read(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the sample column")
}

/// A small column whose item says what programs choke on. `base_url` is that of the settings.
fn awkward(base_url: &str) -> Folder {
    let settings = format!("title = \"政府信息公开\"\norgan = \"青禾镇人民政府\"\nbase_url = \"{base_url}\"\n");
    let catalogue = include_str!("sites/smallest/content/catalogue.yaml");
    let subjects = include_str!("sites/smallest/content/subjects.yaml");
    let item = include_str!("sites/smallest/content/audit/2017-001.md");
    let title = item.lines().find(|line| line.starts_with("标题")).expect("it has a title");
    let item = item.replace(title, "标题: '=1+1</script><!-- \"甲\" & 乙'\n来源: '-2+3'\n附件:\n  - {文件: 表.txt, 名称: '@表 <1>'}");
    Folder::in_memory([
        ("site.toml", settings.as_bytes()),
        ("content/catalogue.yaml", catalogue.as_bytes()),
        ("content/subjects.yaml", subjects.as_bytes()),
        ("content/audit/2017-001.md", item.as_bytes()),
        ("content/audit/表.txt", "甲".as_bytes()),
    ])
}

fn json(tree: &Tree, name: &str) -> Value {
    serde_json::from_str(tree.get(name).unwrap_or_else(|| unreachable!("{name} is missing"))).expect("JSON")
}

fn pages(tree: &Tree) -> impl Iterator<Item = (&str, &str)> {
    tree.iter().filter(|(name, _)| name.ends_with(".html")).map(|(name, text)| (name.as_str(), text.as_str()))
}

/// The named meta tags of a page.
fn meta(html: &str) -> Vec<(&str, &str)> {
    let tags = html.split("<meta name=\"").skip(1);
    tags.filter_map(|tag| tag.split_once("\" content=\"")).filter_map(|(name, rest)| Some((name, rest.split_once("\">")?.0))).collect()
}

/// The rows of a table (RFC 4180, every cell quoted).
fn rows(table: &str) -> Vec<Vec<String>> {
    let lines = table.strip_suffix("\"\r\n").expect("it ends with a row").split("\"\r\n\"");
    lines.map(|line| line.trim_start_matches('"').split("\",\"").map(|cell| cell.replace("\"\"", "\"")).collect()).collect()
}

#[test]
fn every_page_has_the_tags_of_the_guideline() {
    let tree = built(sample(), "");
    let (mut items, mut lists) = (0, 0);
    for (page, html) in pages(&tree) {
        let tags = meta(html);
        let value = |name: &str| {
            let found: Vec<&str> = tags.iter().filter(|(known, _)| *known == name).map(|(_, content)| *content).collect();
            assert!(found.len() <= 1, "{page}: {name} stands twice");
            found.first().copied()
        };
        for (name, content) in &tags {
            assert!(!content.trim().is_empty() && *content != "null" && !content.contains("undefined"), "{page}: {name}");
        }
        assert_eq!(value("SiteName"), Some("青禾镇人民政府政府信息公开"), "{page}");
        assert_eq!(value("SiteDomain"), Some("www.example.gov.cn"), "{page}");
        assert_eq!(value("SiteIDCode").map(str::len), Some(10), "{page}");
        assert!(value("ColumnName").is_some() && value("ColumnType").is_some(), "{page}");
        if html.contains("<body class=\"k-item\">") {
            items += 1;
            for name in ["ArticleTitle", "ContentSource", "Keywords", "Author", "Description", "Url"] {
                assert!(value(name).is_some(), "{page}: {name} is missing");
            }
            let shape: String = value("PubDate").expect("a date").chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
            assert_eq!(shape, "0000-00-00 00:00", "{page}");
            assert!(value("Url").is_some_and(|url| url.ends_with(page)), "{page}");
        } else {
            lists += 1;
            assert!(value("ColumnDescription").is_some() && value("ColumnKeywords").is_some(), "{page}");
            assert!(value("ArticleTitle").is_none(), "{page}");
        }
    }
    assert!(items > 100 && lists > 50, "{items} items, {lists} lists");
}

#[test]
fn every_page_has_sound_data_and_one_policy() {
    for tree in [built(sample(), ""), built(awkward("https://www.example.gov.cn/a/"), ""), built(awkward(""), "")] {
        let headers = tree.get("_headers").expect("they are there");
        let policy = headers.split("Content-Security-Policy: ").nth(1).and_then(|rest| rest.lines().next()).expect("a policy");
        for (page, html) in pages(&tree) {
            assert!(
                html.replace("&#39;", "'").contains(&format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")),
                "{page}"
            );
            let scripts = html.split("<script").skip(1).filter(|rest| !rest.starts_with(" src="));
            let blocks: Vec<&str> = scripts.filter_map(|rest| rest.split("</script>").next()).collect();
            assert_eq!(blocks.len(), usize::from(page != "404.html"), "{page}");
            for block in blocks {
                let data: Value = serde_json::from_str(block.strip_prefix(" type=\"application/ld+json\">").expect("data")).expect("JSON");
                assert!(data["@graph"].as_array().is_some_and(|graph| !graph.is_empty()), "{page}");
                assert!(!block.contains("null"), "{page}");
            }
        }
    }
}

#[test]
fn the_data_keep_to_their_schemas() {
    for tree in [built(sample(), "0123abc"), built(awkward("https://www.example.gov.cn/a/"), ""), built(awkward(""), "")] {
        // Only a column with figures of annual reports has that file.
        let annual = tree.contains_key("annual.json").then_some("annual");
        for name in ["items", "duties", "build"].into_iter().chain(annual) {
            let schema = json(&tree, &format!("schema/{name}.schema.json"));
            assert!(jsonschema::meta::is_valid(&schema), "{name}");
            let data = json(&tree, &format!("{name}.json"));
            let validator = jsonschema::validator_for(&schema).expect("a schema");
            let faults: Vec<String> =
                validator.iter_errors(&data).map(|error| format!("{}: {error}", error.instance_path())).take(5).collect();
            assert_eq!(faults, Vec::<String>::new(), "{name}");
            assert_eq!(data["$schema"], format!("schema/{name}.schema.json"));
            // The schema is no empty promise: it refuses what it does not know.
            let mut other = data.clone();
            other["surplus"] = Value::Null;
            assert!(!validator.is_valid(&other), "{name}");
        }
        let (items, build) = (json(&tree, "items.json"), json(&tree, "build.json"));
        let all = items["items"].as_array().expect("a list");
        assert_eq!((items["count"].as_u64(), build["items"].as_u64()), (Some(all.len() as u64), Some(all.len() as u64)));
        for item in all {
            assert!(tree.contains_key(item["path"].as_str().expect("a path")), "{}", item["path"]);
        }
        for duty in json(&tree, "duties.json")["duties"].as_array().expect("a list") {
            assert!(tree.contains_key(duty["path"].as_str().expect("a path")));
            assert!(duty["feed"].as_str().is_none_or(|feed| tree.contains_key(feed)));
        }
    }
}

#[test]
fn the_annual_figures_add_up() {
    let annual = json(&built(sample(), ""), "annual.json");
    let report = &annual["reports"][0];
    let row = |code: &str| -> Vec<u64> {
        let rows = report["requests"]["rows"].as_array().expect("rows");
        let row = rows.iter().find(|row| row["code"] == code).expect("the row is there");
        row["values"].as_array().expect("values").iter().filter_map(Value::as_u64).collect()
    };
    assert_eq!((report["year"].as_i64(), row("三（七）总计")), (Some(2016), vec![13, 2, 0, 0, 0, 0, 15]));
    let plus = |a: Vec<u64>, b: Vec<u64>| a.iter().zip(b).map(|(a, b)| a + b).collect::<Vec<_>>();
    assert_eq!(plus(row("一、本年新收"), row("二、上年结转")), plus(row("三（七）总计"), row("四、结转下年度继续办理")));
    assert!(!built(awkward(""), "").contains_key("annual.json"));
}

#[test]
fn the_table_tells_the_same_as_the_list_and_runs_no_formula() {
    for tree in [built(sample(), ""), built(awkward("https://www.example.gov.cn/a/"), "")] {
        let table = tree.get("items.csv").and_then(|table| table.strip_prefix('\u{feff}')).expect("a byte order mark");
        let rows = rows(table);
        let list = json(&tree, "items.json");
        let items = list["items"].as_array().expect("a list");
        assert_eq!(rows.len(), items.len() + 1);
        for (row, item) in rows.iter().skip(1).zip(items) {
            assert_eq!(row.len(), rows[0].len(), "{row:?}");
            assert_eq!(row[0].trim_start_matches('\''), item["title"].as_str().expect("a title"));
            assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])), "{row:?}");
        }
        assert!(table.lines().all(|line| !line.is_empty()) && table.matches('\n').count() == table.matches("\r\n").count());
    }
    let tree = built(awkward(""), "");
    assert!(tree["items.csv"].contains("\"'=1+1</script>"), "{}", tree["items.csv"]);
}

#[test]
fn attachments_have_their_sum() {
    let tree = built(awkward(""), "");
    let sum: String = Sha256::digest("甲").iter().map(|byte| format!("{byte:02x}")).collect();
    let file = &json(&tree, "items.json")["items"][0]["attachments"][0];
    assert_eq!((file["sha256"].as_str(), file["bytes"].as_u64(), file["url"].as_str()), (Some(sum.as_str()), Some(3), None));
    assert_eq!(file["media_type"], "text/plain");
    assert!(tree["audit/2017-001.html"].contains(&sum));
}

#[test]
fn the_build_is_told_without_clock_or_machine() {
    let first = built(awkward(""), "0123abcdef");
    assert_eq!(first, built(awkward(""), "0123abcdef"), "the same sources come to the same bytes");
    let told = json(&first, "build.json");
    assert_eq!((told["commit"].as_str(), told["day"].as_str()), (Some("0123abcdef"), Some("2017-12-29")));
    let sources = |folder: Folder| json(&built(folder, ""), "build.json")["sources_sha256"].clone();
    assert_eq!(sources(awkward("")), told["sources_sha256"]);
    assert_ne!(sources(awkward("https://www.example.gov.cn/")), told["sources_sha256"]);
    // Anyone can come to the same sum: it is that of what `sha256sum` says of the sources.
    let folder = awkward("");
    let attachment: (String, Vec<u8>) = ("content/audit/表.txt".into(), "甲".into());
    let texts = folder.files().filter_map(|(path, blob)| Some((path.to_string(), blob.bytes()?.to_vec())));
    let files: BTreeMap<String, Vec<u8>> = texts.chain([attachment]).collect();
    let hex = |bytes: &[u8]| Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let list: String = files.iter().map(|(path, bytes)| format!("{}  {path}\n", hex(bytes))).collect();
    assert_eq!(told["sources_sha256"], hex(list.as_bytes()));
}

#[test]
fn the_catalogue_of_the_data_names_files_that_are_there() {
    for (tree, base) in [(built(sample(), ""), "https://www.example.gov.cn/qinghe/"), (built(awkward(""), ""), "")] {
        let catalog = json(&tree, "catalog.jsonld");
        assert_eq!(catalog["@type"], "dcat:Catalog");
        let sets = catalog["dcat:dataset"].as_array().expect("a list");
        assert_eq!(sets.len(), 2 + usize::from(tree.contains_key("annual.json")));
        for set in sets {
            assert!(set["dct:title"].is_string() && set["dct:modified"].is_string() && set["dct:publisher"].is_object());
            for distribution in set["dcat:distribution"].as_array().expect("a list") {
                for key in ["dcat:downloadURL", "dct:conformsTo"] {
                    let Some(address) = distribution[key]["@id"].as_str() else { continue };
                    let path = address.strip_prefix(base).expect("inside the column");
                    assert!(tree.contains_key(path), "{address}");
                }
            }
        }
    }
}

#[test]
fn feeds_say_when_an_item_was_changed() {
    let tree = built(awkward(""), "");
    let column = &tree["feed.xml"];
    for feed in [column, &tree["audit/feed.xml"]] {
        assert!(feed.contains("=1+1&lt;/script&gt;&lt;!-- &quot;甲&quot; &amp; 乙"), "{feed}");
        assert!(feed.contains("<id>urn:gongkai:"), "{feed}");
        assert!(feed.contains("rel=\"enclosure\" type=\"text/plain\""), "{feed}");
    }
    assert!(column.contains("href=\"audit/2017-001.html\"") && tree["audit/feed.xml"].contains("href=\"../audit/2017-001.html\""));
    let sample = built(sample(), "");
    let time = |text: &str| text.split("<updated>").nth(1).and_then(|rest| rest.split('<').next()).map(String::from);
    let revised = sample.iter().filter(|(name, _)| name.ends_with("feed.xml")).any(|(_, feed)| {
        feed.split("<entry>").skip(1).any(|entry| {
            let published = entry.split("<published>").nth(1).and_then(|rest| rest.split('<').next()).map(String::from);
            time(entry) > published
        })
    });
    assert!(revised, "the sample has an item that was revised");
}
