//! Attachments of every kind, whole, cut and hostile.

use std::io::{Cursor, Write};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::{Contents, DEPTH, Format, Reading, compound, read};

/// The longest that any file may take, in a debug build.
const SLOWEST: Duration = Duration::from_secs(5);

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(bytes).expect("memory takes all");
    }
    zip.finish().expect("memory takes all").into_inner()
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory takes all");
    encoder.finish().expect("memory takes all")
}

/// A PDF of one page with a font whose codes are glyphs, as Word and LibreOffice write it.
fn pdf_of(content: &[u8]) -> Vec<u8> {
    let map = b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0010> <0019> <0030> endbfrange \
        2 beginbfchar <0020> <0058> <0021> <59D3> endbfchar";
    let mut file = b"%PDF-1.5\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Kids[3 0 R]/MediaBox[0 0 595 842]>> endobj\n\
        3 0 obj <</Type/Page/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</I 7 0 R/X 8 0 R>>>>>> endobj\n\
        5 0 obj <</Subtype/Type0/Encoding/Identity-H/ToUnicode 6 0 R>> endobj\n7 0 obj <</Subtype/Image/Width 1000>> endobj\n"
        .to_vec();
    for (number, head, bytes) in [(4, "", content), (6, "", &map[..]), (8, "/Subtype/Form", b"q /X Do /X Do Q")] {
        let bytes = deflated(bytes);
        writeln!(file, "{number} 0 obj <<{head}/Filter/FlateDecode/Length {}>> stream", bytes.len()).expect("memory takes all");
        file.extend(bytes);
        file.extend(b"\nendstream endobj\n");
    }
    file.extend(b"trailer <</Root 1 0 R>>");
    file
}

const ID: &[u8] =
    b"BT /F1 10 Tf 50 700 Td [<0011001100100011001000150011>-20<001900140019001100120013>]TJ <0011001000100012> Tj <0020> Tj ET";

fn sheet_file() -> Vec<u8> {
    packed(&[
        ("xl/workbook.xml", "<workbook><sheets><sheet name=\"名单\" id=\"r1\"/><sheet name=\"底稿\" state=\"veryHidden\" id=\"r2\"/></sheets></workbook>".as_bytes()),
        ("xl/_rels/workbook.xml.rels", b"<R><Relationship Id=\"r1\" Target=\"worksheets/b.xml\"/><Relationship Id=\"r2\" Target=\"/xl/worksheets/a.xml\"/></R>"),
        ("xl/sharedStrings.xml", "<sst><si><t>姓名</t></si><si><t>身份证号</t></si></sst>".as_bytes()),
        ("xl/worksheets/a.xml", b"<worksheet><row r=\"1\"><c r=\"A1\"><v>13900000000</v></c></row></worksheet>"),
        ("xl/worksheets/b.xml", "<worksheet><row r=\"1\"><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row><row r=\"2\"><c t=\"inlineStr\"><is><t>张某某</t></is></c><c><v>440524188001010014</v></c></row></worksheet>".as_bytes()),
        ("xl/comments1.xml", "<comments><comment ref=\"A1\"><text><r><t>110105194912</t></r><r><t>31002X</t></r></text></comment></comments>".as_bytes()),
    ])
}

/// Reads a file; fails when that takes too long.
fn soon(what: &str, extension: &'static str, bytes: Vec<u8>) {
    let (done, wait) = mpsc::channel();
    let reader = thread::spawn(move || {
        read(extension, &bytes, DEPTH);
        done.send(())
    });
    assert!(wait.recv_timeout(SLOWEST).is_ok(), "{what}");
    assert!(reader.join().is_ok(), "{what}");
}

fn texts(contents: &Contents) -> Vec<(&str, &str)> {
    contents.parts.iter().map(|part| (part.name.as_str(), part.text.as_str())).collect()
}

#[test]
fn a_workbook_is_its_sheets_in_order() {
    let contents = read("xlsx", &sheet_file(), DEPTH);
    let expected = [
        ("第1张工作表“名单”", "姓名\t身份证号\n张某某\t440524188001010014\n"),
        ("隐藏的第2张工作表“底稿”", "13900000000\n"),
        ("批注", "11010519491231002X\n"),
    ];
    for part in expected {
        assert!(texts(&contents).contains(&part), "{:?}", texts(&contents));
    }
    assert_eq!(contents.hidden, ["批注", "隐藏的工作表“底稿”"]);
    assert_eq!(contents.reading, Reading::Whole);
}

#[test]
fn letters_of_a_pdf_are_read_through_its_map() {
    let contents = read("pdf", &pdf_of(ID), DEPTH);
    assert_eq!(texts(&contents), [("第1页", "11010519491231002X\n")]);
    assert_eq!(contents.reading, Reading::Whole);
}

#[test]
fn scans_need_a_person() {
    let picture = b"q 500 0 0 700 0 0 cm /I Do Q ";
    assert_eq!(read("pdf", &pdf_of(picture), DEPTH).reading, Reading::NotByMachine);
    let both = [&picture[..], ID].concat();
    let contents = read("pdf", &pdf_of(&both), DEPTH);
    assert_eq!(contents.reading, Reading::NotByMachine);
    assert_eq!(contents.parts.len(), 1);
    let small = [&b"q 50 0 0 70 0 0 cm /I Do Q "[..], ID].concat();
    assert_eq!(read("pdf", &pdf_of(&small), DEPTH).reading, Reading::Whole);
}

#[test]
fn locked_files_are_named() {
    let pdf = [&pdf_of(ID)[..], b" trailer <</Encrypt 9 0 R>>"].concat();
    assert!(matches!(read("pdf", &pdf, DEPTH).reading, Reading::Failed(why) if why.contains("密码")));
}

#[test]
fn archives_are_looked_into_once() {
    let inner = packed(&[("内层.txt", b"1")]);
    let outer = packed(&[("名单/甲.xlsx", &sheet_file()), ("乙.zip", &inner)]);
    let contents = read("zip", &outer, DEPTH);
    assert!(texts(&contents).iter().any(|(name, text)| *name == "“甲.xlsx”的第1张工作表“名单”" && text.contains("440524188001010014")));
    assert_eq!(contents.reading, Reading::NotByMachine);
    assert_eq!(contents.format, Some(Format::Zip));
}

#[test]
fn an_open_format_has_its_text() {
    let ofd = packed(&[
        ("OFD.xml", "<ofd:OFD><ofd:Author>张某某</ofd:Author></ofd:OFD>".as_bytes()),
        (
            "Doc_0/Pages/Page_0/Content.xml",
            "<ofd:TextObject><ofd:TextCode>1101051949</ofd:TextCode><ofd:TextCode>1231002X</ofd:TextCode></ofd:TextObject>".as_bytes(),
        ),
    ]);
    let contents = read("ofd", &ofd, DEPTH);
    assert!(texts(&contents).contains(&("第1页", "11010519491231002X\n")), "{:?}", texts(&contents));
    assert_eq!(contents.reading, Reading::Whole);
    let ods = packed(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", "<table:table><table:table-row table:visibility=\"collapse\"><table:table-cell office:value=\"440524188001010014\"><text:p>4.4E+17</text:p></table:table-cell></table:table-row></table:table>".as_bytes()),
    ]);
    let contents = read("ods", &ods, DEPTH);
    assert_eq!(texts(&contents), [("正文", "440524188001010014\n")]);
    assert_eq!(contents.hidden, ["隐藏的行"]);
}

#[test]
fn old_pages_named_as_sheets_are_read() {
    let contents = read("xls", "<html><table><tr><td>姓名</td><td>电话</td></tr></table></html>".as_bytes(), DEPTH);
    assert_eq!((contents.format, contents.parts[0].tables.len()), (Some(Format::Html), 1));
}

/// Every file cut at many places and with many bytes changed: each ends soon, and none brings the program down.
#[test]
fn damaged_files_end_soon() {
    let mut compound = compound::MAGIC.to_vec();
    compound.resize(2048, 0);
    compound[30] = 9;
    let files: Vec<(&'static str, Vec<u8>)> = vec![
        ("xlsx", sheet_file()),
        ("pdf", pdf_of(ID)),
        ("xls", compound),
        ("rtf", b"{\\rtf1 {\\fonttbl x}\\u21517?\\cell a\\row\\'d0\\'d5\\par}".to_vec()),
        ("html", b"<table><tr><td colspan=9>a<td><table>b</table></table>".to_vec()),
        ("csv", b"a,\"b\"\"c\",\"d\ne\"\r\n1,=\"2\"".to_vec()),
    ];
    let mut dice = 1_u64;
    for (extension, whole) in files {
        for length in (0..whole.len()).step_by(1 + whole.len() / 60) {
            read(extension, &whole[..length], DEPTH);
        }
        for _ in 0..80 {
            let mut broken = whole.clone();
            for _ in 0..3 {
                dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let at = (dice >> 33) as usize % broken.len();
                broken[at] = (dice >> 20) as u8;
            }
            soon(extension, extension, broken);
        }
    }
}

#[test]
fn bombs_do_not_go_off() {
    // What a part says of its length, in the list at the end, is a lie.
    let said = |length: u32| {
        let mut bytes = packed(&[("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/sheet1.xml", &b"<row/>".repeat(50_000))]);
        let at = memchr::memmem::rfind(&bytes, b"PK\x01\x02").expect("the list");
        bytes[at + 24..at + 28].copy_from_slice(&length.to_le_bytes());
        bytes
    };
    assert!(matches!(read("xlsx", &said(0x1000_0000), DEPTH).reading, Reading::Failed(why) if why.contains("太大")));
    let many_texts = [&b"<worksheet>"[..], &b"<row><c t=\"s\"><v>0</v></c></row>".repeat(100_000), b"</worksheet>"].concat();
    let long = [&b"<sst><si><t>"[..], &b"x".repeat(60_000), b"</t></si></sst>"].concat();
    let shared = packed(&[("xl/workbook.xml", b"<workbook/>"), ("xl/sharedStrings.xml", &long), ("xl/worksheets/sheet1.xml", &many_texts)]);
    let deep_list = [&b"%PDF-1.4 1 0 obj "[..], &b"[".repeat(1 << 20), b" 2 0 obj "].concat();
    let hostile: Vec<(&str, &'static str, Vec<u8>)> = vec![
        ("a part that is longer than it says", "xlsx", said(3)),
        ("a text that all cells share", "xlsx", shared),
        ("a form that shows itself", "pdf", pdf_of(b"/X Do")),
        ("lists in lists", "pdf", deep_list),
        ("streams without end", "pdf", [&b"%PDF-1.4 "[..], &b"1 0 obj <<>> stream ".repeat(50_000)].concat()),
        ("values without end", "pdf", [&b"%PDF-1.4 1 0 obj ["[..], &b"1 ".repeat(2 << 20)].concat()),
        ("tables in tables", "html", b"<table><tr><td>".repeat(100_000)),
        ("a quote at each field", "csv", b"\"a,".repeat(20_000)),
        ("entities that never end", "html", b"&amp".repeat(200_000)),
        ("tags that never end", "html", b"<a \"".repeat(20_000)),
        ("groups in groups", "rtf", [&b"{\\rtf"[..], &b"{\\pict".repeat(100_000)].concat()),
    ];
    for (what, extension, bytes) in hostile {
        soon(what, extension, bytes);
    }
}
