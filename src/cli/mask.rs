//! `gongkai mask`: a list of persons becomes a file that may be shown, and is looked into once more.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use gongkai::calendar::Date;
use gongkai::csv;
use gongkai::folder::{CONTENT, Folder, SITE_FILE, cure, reason};
use gongkai::intake;
use gongkai::mask::{Masked, Names, mask};
use gongkai::model::Masking;
use gongkai::parse::{config, sheets};
use gongkai::personal::masked;
use gongkai::starter::starter;
use rust_xlsxwriter::{Workbook, XlsxError};

use super::args::Mask;
use super::open::machine_day;
use super::{output, say};

/// What is said of every attachment, and needs no saying of a file that was made anew.
const HIDDEN: &str = "隐藏的工作表、批注也要清理；处理以后另存，换掉原来的文件。";
/// The largest list, in bytes.
const LARGEST: u64 = 16 * 1024 * 1024;

/// Writes the list that may be shown; whether nothing in it forbids that.
pub fn run(args: &Mask) -> Result<bool, String> {
    // A number of somebody may stand in the name of a file or of a sheet.
    let shown = masked(&args.list.display().to_string());
    if in_a_column(&args.list) {
        return Err(format!(
            "“{shown}”在栏目的 content 文件夹里，没有读它。\n改法：把原来的名单移到栏目文件夹以外的地方，再对它运行这个命令。"
        ));
    }
    let bytes = match fs::metadata(&args.list) {
        Ok(metadata) if metadata.len() > LARGEST => Err(ErrorKind::FileTooLarge.into()),
        _ => fs::read(&args.list),
    };
    let bytes = bytes.map_err(|error| format!("打不开“{shown}”（{}）。\n改法：{}", reason(&error), cure(&error)))?;
    let extension = args.list.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let grids = sheets(&extension, &bytes).map_err(|why| format!("“{shown}”读不出来：{why}。"))?;
    let masking = masking(&args.source)?;
    let names = if args.whole_names { Names::Whole } else { Names::Shortened };
    let sheets: Vec<Masked> = grids.iter().map(|grid| mask(grid, &masking, names)).collect();
    let out = args.out.clone().unwrap_or_else(|| beside(&args.list));
    let as_csv = out.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
    let made = if as_csv { Ok(text(&sheets)) } else { workbook(&sheets).map_err(|error| format!("做不成表格（{error}）。")) };
    let made = made?;
    output::write_out(&out, &made)?;
    if !args.quiet {
        tell_done(args, &out, &masking, &sheets);
    }
    let left = left(&out, &made, &title(&sheets), args.today.unwrap_or_else(machine_day));
    for finding in &left {
        say!("还有：{finding}");
    }
    if !left.is_empty() {
        say!("改好以后再用；没有改好的，不要公开。");
    } else if !args.quiet {
        say!("再检查一遍，没有发现问题。公开前请对照原件看一遍。");
    }
    Ok(left.is_empty())
}

/// Says what was made of the list.
fn tell_done(args: &Mask, out: &Path, masking: &Masking, sheets: &[Masked]) {
    say!("已写出“{}”，原来的“{}”没有改动。", masked(&out.display().to_string()), masked(&args.list.display().to_string()));
    for sheet in sheets {
        let of = if sheet.name.is_empty() { String::new() } else { format!("工作表“{}”：", sheet.name) };
        for sentence in &sheet.done {
            say!("  {of}{sentence}");
        }
        if sheet.done.is_empty() {
            say!("  {of}没有要删改的。");
        }
    }
    for word in masking.drop.iter().filter(|word| !sheets.iter().any(|sheet| sheet.dropped.contains(word))) {
        say!("  没有叫“{word}”的列（site.toml 里写了要删）。");
    }
    say!("  隐藏的工作表、批注、文件属性和公式都没有带过来，格式要重新排一下。");
}

/// How the column masks; the custom, where there is no column.
fn masking(source: &Path) -> Result<Masking, String> {
    let path = source.join(SITE_FILE);
    let settings = match fs::read(&path) {
        Ok(settings) => settings,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Masking::default()),
        Err(error) => return Err(format!("打不开“{}”（{}）。\n改法：{}", path.display(), reason(&error), cure(&error))),
    };
    let (config, findings) = config(&Folder::in_memory([(SITE_FILE.to_string(), settings)]));
    // A slip in the settings might show more than the column wants.
    match findings.iter().find(|finding| finding.severity.forbids()) {
        Some(finding) => Err(format!("“{}”里有问题，没有遮盖：{}\n改法：{}", path.display(), finding.message, finding.help)),
        None => Ok(config.masking),
    }
}

/// Whether a file lies in the content folder of a column.
fn in_a_column(list: &Path) -> bool {
    let Ok(list) = fs::canonicalize(list) else { return false };
    list.ancestors().any(|folder| folder.file_name().is_some_and(|name| name == CONTENT) && folder.with_file_name(SITE_FILE).is_file())
}

/// `名单.xlsx` becomes `名单-公开.xlsx`.
fn beside(list: &Path) -> PathBuf {
    let stem = list.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let extension = if list.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv")) { "csv" } else { "xlsx" };
    list.with_file_name(format!("{stem}-公开.{extension}"))
}

/// All sheets as one text file, a blank line between two.
fn text(sheets: &[Masked]) -> Vec<u8> {
    let mut text = String::from(csv::MARK);
    for (at, sheet) in sheets.iter().enumerate() {
        if at > 0 {
            text.push_str("\r\n");
        }
        for row in &sheet.rows {
            csv::row(&mut text, row);
        }
    }
    text.into_bytes()
}

/// A new workbook with nothing in it but the cells. What is a number is one, so that sums can be made.
fn workbook(sheets: &[Masked]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    for masked in sheets {
        let sheet = book.add_worksheet();
        if !masked.name.is_empty() {
            sheet.set_name(&masked.name)?;
        }
        for (at, row) in (0..).zip(&masked.rows) {
            for (column, cell) in (0..).zip(row) {
                // Fifteen digits are all that a spreadsheet keeps of a number; and a leading zero would be lost.
                let figure = cell.len() <= 15 && (!cell.starts_with('0') || cell == "0" || cell.starts_with("0."));
                match cell.parse::<f64>() {
                    // 1.50 and 12E3 would come back as something else.
                    Ok(number) if figure && number.to_string() == *cell => sheet.write_number(at, column, number)?,
                    _ => sheet.write_string(at, column, cell)?,
                };
            }
        }
        sheet.autofit();
    }
    book.save_to_buffer()
}

/// What the list calls itself above its header: a line of its own.
fn title(sheets: &[Masked]) -> String {
    let first = sheets.iter().find_map(|sheet| sheet.rows.first()).map(Vec::as_slice).unwrap_or_default();
    let filled: Vec<&String> = first.iter().filter(|cell| !cell.is_empty()).collect();
    match filled.as_slice() {
        [title] => (*title).clone(),
        _ => "名单".into(),
    }
}

/// What the rules on personal data find in the list, as if it were published under this title in a column with nothing else.
fn left(list: &Path, bytes: &[u8], title: &str, today: Date) -> Vec<String> {
    let extension = if list.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv")) { "csv" } else { "xlsx" };
    let name = list.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let title: String = title.chars().filter(|c| !c.is_control()).collect();
    let column = Folder::in_memory(starter(today, false));
    let file = format!("list.{extension}");
    let found = intake::of_file(&column, "audit", &title, (&file, bytes), &format!("“{name}”"), today).unwrap_or_default();
    let personal = found.into_iter().filter(|finding| finding.rule.is_in("privacy"));
    personal.map(|finding| format!("{}\n改法：{}", finding.message, finding.help.replace(HIDDEN, ""))).collect()
}
