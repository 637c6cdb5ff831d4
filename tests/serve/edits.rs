//! Edits at random, the same each time: all that can be done to a column's folder.

use std::fs;

use super::column::{Column, LEAVES, item};
use super::random::Random;

/// An edit: what it is called, and what it does with the file that it is given, for the `n`th time.
type Edit = (&'static str, fn(&Column, &str, usize, &mut Random));

/// Does one edit. It tells its name and its file, for the message of a failure.
pub fn edit(column: &Column, n: usize, random: &mut Random) -> String {
    // A broken theme has no pages to compare; it is mended soon.
    if column.text(THEME).contains("{% iff") && random.below(2) == 0 {
        swap(column, THEME, "{% if", "{% iff");
    }
    let items = column.items();
    let (name, act) = random.pick(EDITS);
    let target = if items.is_empty() { String::from("content/audit/first.md") } else { random.pick(&items).clone() };
    if !column.at(&target).exists() {
        column.write(&target, item(n, None));
    }
    act(column, &target, n, random);
    format!("{n} {name} {target}")
}

/// The template that is broken and mended.
const THEME: &str = "themes/plain/base.html";

const EDITS: &[Edit] = &[
    ("add", |column, _, n, random| column.write(&format!("content/{}/n{n}.md", random.pick(&LEAVES)), item(n, None))),
    ("add with attachment", |column, _, n, random| {
        let leaf = random.pick(&LEAVES);
        column.write(&format!("content/{leaf}/n{n}.md"), item(n, Some(&format!("f{n}.csv"))));
        column.write(&format!("content/{leaf}/f{n}.csv"), "甲,1\n");
    }),
    ("change", |column, path, n, _| column.write(path, format!("{}\n又一段，第{n}次。\n", column.text(path)))),
    ("change", |column, path, n, _| column.write(path, format!("{}\n又一段，第{n}次，电话 13900000000。\n", column.text(path)))),
    ("rename", |column, path, n, _| go(column, path, &format!("{}/r{n}.md", folder(path)))),
    ("delete", |column, path, _, _| fs::remove_file(column.at(path)).expect("it goes")),
    ("retitle", |column, path, n, _| line(column, path, "标题", &format!("标题: 青禾镇改过的第{n}号通报"))),
    ("untitle", |column, path, _, _| line(column, path, "标题", "")),
    ("move", |column, path, n, random| go(column, path, &format!("content/{}/m{n}.md", random.pick(&LEAVES)))),
    ("name the leaf", |column, path, _, random| {
        line(column, path, "公开方式", &format!("公开方式: 主动公开\n类别: {}", random.pick(&LEAVES)))
    }),
    ("re-date", |column, path, n, random| {
        line(column, path, "发布日期", &format!("发布日期: 201{}-{:02}-{:02}", random.below(3) + 5, n % 12 + 1, n % 28 + 1));
    }),
    ("renumber", |column, path, n, _| line(column, path, "文号", &format!("文号: 青政〔2017〕{}号", n + 200))),
    ("another subject", |column, path, _, random| {
        line(column, path, "主体", &format!("主体: {}", random.pick(&["党政办", "镇政府", "没有的所"])))
    }),
    ("five", |column, path, _, random| {
        line(column, path, "关键词", &format!("关键词: [甲]\n五公开: [{}]", random.pick(&["决策", "结果"])))
    }),
    ("validity", |column, path, _, random| {
        line(column, path, "关键词", &format!("关键词: [乙]\n效力: {}", random.pick(&["有效", "废止"])))
    }),
    ("matter", |column, path, _, random| {
        line(column, path, "关键词", &format!("关键词: [丙]\n事项: 道路{}\n阶段: 决策前", random.below(2)));
    }),
    ("interprets", |column, path, _, random| {
        line(column, path, "关键词", &format!("关键词: [丁]\n解读: 青政〔2017〕{}号", 100 + random.below(32)));
    }),
    ("repeals", |column, path, _, random| {
        line(column, path, "关键词", &format!("关键词: [戊]\n废止: [青政〔2017〕{}号]", 100 + random.below(32)));
    }),
    ("other bytes, same length", |column, _, n, random| attachment(column, random, |path| column.write(path, format!("乙,{}\n", n % 10)))),
    ("longer attachment", |column, _, n, random| attachment(column, random, |path| column.write(path, format!("丙,{n},{n}\n")))),
    ("remove attachment", |column, _, _, random| attachment(column, random, |path| fs::remove_file(column.at(path)).expect("it goes"))),
    ("attach", |column, path, n, _| {
        column.write(&format!("{}/b{n}.csv", folder(path)), "丁,2\n");
        line(column, path, "公开方式", &format!("公开方式: 主动公开\n附件:\n  - {{文件: b{n}.csv, 名称: 名单}}"));
    }),
    ("template", |column, _, n, random| {
        let name = random.pick(&["leaf.html", "item.html", "home.html", "base.html"]);
        column.replace(&format!("themes/plain/{name}"), "<p", &format!("<p data-n{n}"));
    }),
    ("break the theme", |column, _, _, _| swap(column, THEME, "{% if", "{% iff")),
    ("style", |column, _, n, _| column.write("themes/plain/style.css", format!("body{{margin:{n}px}}"))),
    ("new file of the theme", |column, _, n, _| column.write(&format!("themes/plain/x{}.css", n % 2), format!("p{{top:{n}px}}"))),
    ("catalogue", |column, _, _, _| swap(column, "content/catalogue.yaml", "名称: 预期引导", "名称: 引导预期")),
    ("a leaf of the catalogue", |column, _, _, _| swap(column, "content/catalogue.yaml", "代码: farm-price", "代码: farm-prices")),
    ("subjects", |column, _, _, _| swap(column, "content/subjects.yaml", "简称: 财政所", "简称: 财政分局")),
    ("settings", |column, _, _, _| swap(column, "site.toml", "county = \"示例县\"", "county = \"示例市\"")),
    ("theme chosen", |column, _, _, random| {
        if random.below(3) == 0 {
            swap(column, "site.toml", "theme = \"plain\"", "theme = \"none\"");
        }
    }),
    ("statements", |column, _, _, _| swap(column, "content/statements.yaml", "类别: fee", "类别: jobs")),
    ("words", |column, _, _, _| come_and_go(column, "content/words.yaml", "敏感: [落实到人]\n")),
    ("limits", |column, _, _, _| come_and_go(column, "content/limits.yaml", "# 没有\n")),
    ("lock", |column, _, _, _| come_and_go(column, "gongkai.lock", "audit/i0.html 2016-01-01 0\n")),
    ("strange file", |column, _, _, _| come_and_go(column, "content/strange.yaml", "甲: 乙\n")),
    ("county's table", |column, _, _, _| come_and_go(column, "content/目录2018.csv", "序号,公开事项\n1,甲\n")),
    ("portal", |column, _, _, _| come_and_go(column, "portal/header.html", "<p>示例县</p>")),
    ("break", |column, path, _, _| swap(column, path, "\n发布日期: ", "\n发布日期: 不是")),
    ("break the front matter", |column, path, _, _| swap(column, path, "---\n标题", "==\n标题")),
    ("no text any more", |column, path, _, _| {
        let text = column.text(path);
        let bytes = [text.as_bytes(), b"\xff\xfe"].concat();
        if text.len().is_multiple_of(3) { column.write(path, bytes) } else { column.write(path, "") }
    }),
    ("draft", |column, path, _, _| swap(column, path, "\n公开方式: 主动公开", "\n草稿: 是\n公开方式: 主动公开")),
    ("rename a folder", |column, _, n, random| {
        let leaf = random.pick(&LEAVES);
        let from = column.at(&format!("content/{leaf}"));
        if from.exists() {
            fs::rename(from, column.at(&format!("content/{}{n}", random.pick(&["audit", "other-"])))).expect("it is renamed");
        }
    }),
    ("move a folder below another", |column, _, n, random| {
        let (leaf, other) = (random.pick(&LEAVES), random.pick(&LEAVES));
        if leaf != other && column.at(&format!("content/{leaf}")).exists() && random.below(3) == 0 {
            fs::create_dir_all(column.at(&format!("content/{other}"))).expect("a folder");
            fs::rename(column.at(&format!("content/{leaf}")), column.at(&format!("content/{other}/s{n}"))).expect("it is moved");
        }
    }),
    ("a link", |column, _, n, random| link(column, &format!("content/{}/l{n}.md", random.pick(&LEAVES)))),
    ("left behind", |column, path, _, _| {
        column.write(&format!("{}/.trash/old.md", folder(path)), item(900, None));
        column.write(&format!("{path}~"), item(901, None));
    }),
];

/// The folder of a file.
fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn go(column: &Column, from: &str, to: &str) {
    column.write(to, "");
    fs::rename(column.at(from), column.at(to)).expect("it is renamed");
}

/// Puts another line in the place of the one with a key.
fn line(column: &Column, path: &str, key: &str, new: &str) {
    let Ok(text) = fs::read_to_string(column.at(path)) else { return };
    let lines = text.lines().map(|line| if line.starts_with(&format!("{key}: ")) { new } else { line });
    column.write(path, lines.fold(String::new(), |all, line| all + line + "\n"));
}

/// One word becomes the other; the next time it becomes the first again.
fn swap(column: &Column, path: &str, one: &str, other: &str) {
    let Ok(text) = fs::read_to_string(column.at(path)) else { return };
    let swapped = if text.contains(other) { text.replacen(other, one, 1) } else { text.replacen(one, other, 1) };
    column.write(path, swapped);
}

fn come_and_go(column: &Column, path: &str, text: &str) {
    if column.at(path).exists() { fs::remove_file(column.at(path)).expect("it goes") } else { column.write(path, text) }
}

fn attachment(column: &Column, random: &mut Random, act: impl Fn(&str)) {
    let files = column.files(|name| name.ends_with(".csv") && !name.starts_with("目录"));
    if !files.is_empty() {
        act(&files[random.below(files.len())]);
    }
}

#[cfg(unix)]
fn link(column: &Column, path: &str) {
    fs::create_dir_all(column.at(folder(path))).expect("a folder");
    std::os::unix::fs::symlink("/etc/hostname", column.at(path)).expect("a link");
}

#[cfg(not(unix))]
fn link(_: &Column, _: &str) {}
