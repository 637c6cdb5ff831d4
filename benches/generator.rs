//! Makes columns of any size, the same for the same size: real catalogue, real subjects, items of about 4.7 KB.

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

use gongkai::calendar::{Date, chinese};
use gongkai::starter::starter;

/// The leaf codes of the default catalogue that take items.
const LEAVES: &[&str] = &[
    "policy-depth",
    "audit",
    "major-project",
    "public-resource",
    "power-list",
    "policy-repeal",
    "double-random",
    "net-service",
    "farm-price",
    "farm-benefit",
    "land-confirm",
    "budget",
    "new-industry",
    "fraud-crackdown",
    "poverty",
    "social-aid",
    "river-chief",
    "teleconference",
    "proposal-reply",
    "interp-response",
    "concern-reply",
    "reading-place",
    "on-request",
    "normative",
    "organ",
    "plan",
    "statistics",
    "jobs",
    "emergency",
    "work-safety",
];

const SENTENCES: &[&str] = &[
    "各站所按照职责分工落实到人，逐项登记，逐项销号。",
    "资金实行专户管理，按进度拨付，接受审计监督。",
    "项目完工后由镇村两级验收，验收结果在村公示栏公示。",
    "群众可以到便民服务中心查询，也可以拨打12345反映情况。",
    "未按期完成的，由责任单位说明原因并提出整改期限。",
    "本次检查覆盖全镇6个行政村，抽查比例不低于30%。",
    "对发现的问题建立台账，明确责任人和完成时限。",
    "各村每季度末上报进展情况，由镇政府汇总后公开。",
];

/// A small generator of numbers (SplitMix64), so that the column is the same everywhere.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % bound as u64).expect("below the bound")
    }
}

/// Writes a column of `items` items into `folder`, which must not exist.
pub fn write_column(folder: &Path, items: usize) -> io::Result<()> {
    let day = Date::from_ymd_opt(2017, 12, 29).expect("a day");
    let subjects = include_str!("../content/subjects.yaml");
    for (path, text) in starter(day, true).into_iter().filter(|(path, _)| !path.ends_with(".md")) {
        let text = match path.as_str() {
            "content/subjects.yaml" => subjects.to_string(),
            "site.toml" => format!("today = \"2017-12-29\"\nbase_url = \"https://www.example.gov.cn/qinghe/\"\n{text}"),
            "content/statements.yaml" => statements(),
            _ => text,
        };
        write(folder, &path, &text)?;
    }
    let mut numbers = Numbers(1);
    for n in 0..items {
        let leaf = LEAVES[n % LEAVES.len()];
        write(folder, &format!("content/{leaf}/i{n:06}.md"), &item(n, leaf, &mut numbers))?;
    }
    Ok(())
}

fn write(folder: &Path, path: &str, text: &str) -> io::Result<()> {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap_or(folder))?;
    fs::write(path, text)
}

/// A statement for every leaf without items, so that nothing forbids publication.
fn statements() -> String {
    let catalogue = include_str!("../content/catalogue.yaml");
    let codes = catalogue.lines().filter_map(|line| line.strip_prefix("          - 代码: "));
    let mut text = String::from("声明:\n");
    for code in codes.filter(|code| !LEAVES.contains(code)) {
        writeln!(text, "  - {{类别: {code}, 类型: 本期无, 理由: 本期没有, 依据: 目录, 日期: 2017-12-01, 期间: 2017年}}")
            .expect("a string takes all");
    }
    text
}

/// 机关代字 of the township's government in `content/subjects.yaml`. Each numbers so many documents, because a 文号 has no six digits:
/// so there are at most 360,000 items.
const ORGANS: [&str; 4] = ["青政", "青政办", "青政函", "青综"];
const NUMBERED: usize = 90_000;

fn item(n: usize, leaf: &str, numbers: &mut Numbers) -> String {
    let subjects = ["财政所", "农技站", "水利站", "民政办", "扶贫办", "党政办", "国土所", "村建站"];
    let first = Date::from_ymd_opt(2017, 12, 28).expect("a day");
    let date = first - chrono::Days::new(u64::try_from(numbers.below(365 * 4)).expect("small"));
    let published = date.succ_opt().expect("a day");
    let mut text = String::with_capacity(5000);
    let _ = write!(
        text,
        "---\n标题: 青禾镇第{n}号工作情况通报\n类别: {leaf}\n主体: {}\n发布机构: 青禾镇人民政府\n成文日期: {date}\n发布日期: {published}\n文号: {}〔{}〕{}号\n索引号: 000000000/{}-{:07}\n公开方式: 主动公开\n关键词: [通报, 工作情况]\n摘要: 第{n}号工作情况。\n审核:\n  - {{级别: 一审, 人: 站所负责人, 日期: {date}}}\n  - {{级别: 二审, 人: 分管领导, 日期: {date}}}\n  - {{级别: 三审, 人: 党政办, 日期: {date}}}\n保密审查: {{结论: 可以公开, 人: 党政办, 日期: {date}}}\n---\n",
        subjects[numbers.below(subjects.len())],
        ORGANS[n / NUMBERED],
        date.format("%Y"),
        n % NUMBERED + 1,
        date.format("%Y"),
        n + 1
    );
    for (at, heading) in ["一、基本情况", "二、进展情况", "三、存在的问题", "四、下一步安排"].iter().enumerate() {
        let _ = write!(text, "\n## {heading}\n\n");
        for _ in 0..4 {
            for _ in 0..3 {
                text.push_str(SENTENCES[numbers.below(SENTENCES.len())]);
            }
            text.push_str("\n\n");
        }
        if at == 1 {
            text.push_str("| 村 | 项目 | 金额（元） |\n| --- | --- | ---: |\n");
            for village in ["上禾村", "下禾村", "溪口村", "东坑村", "青岭村", "石桥村"] {
                let _ = writeln!(text, "| {village} | **第{}项** | {} |", numbers.below(9) + 1, numbers.below(90_000) + 1000);
            }
        }
    }
    let _ = write!(text, "\n青禾镇人民政府\n\n{}\n", chinese(date));
    text
}
