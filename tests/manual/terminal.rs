//! A picture of what a terminal shows: coloured text as SVG, each character in its cell.

use std::fmt::Write;

use unicode_width::UnicodeWidthChar;

/// The colours that the program uses, by the code of the terminal.
const COLOURS: &[(&str, &str)] = &[
    ("31", "#ff8a80"),
    ("91", "#ff8a80"),
    ("33", "#ffd54f"),
    ("93", "#ffd54f"),
    ("94", "#82b1ff"),
    ("96", "#80deea"),
    ("32", "#a5d6a7"),
    ("92", "#a5d6a7"),
];
const PLAIN: &str = "#e6e6e6";
const CELL: usize = 8;
const LINE: usize = 20;

/// The picture.
pub fn picture(printed: &str) -> String {
    let mut texts = String::new();
    let (mut widest, mut lines) = (0, 0);
    let (mut colour, mut bold) = (PLAIN, false);
    for line in printed.trim_end().lines() {
        lines += 1;
        let mut column = 0;
        for (at, run) in line.split('\u{1b}').enumerate() {
            let text = match run.split_once('m') {
                Some((codes, text)) if at > 0 => {
                    for code in codes.trim_start_matches('[').split(';') {
                        match code {
                            "0" | "" => (colour, bold) = (PLAIN, false),
                            "1" => bold = true,
                            code => colour = COLOURS.iter().find(|(known, _)| *known == code).map_or(colour, |(_, colour)| colour),
                        }
                    }
                    text
                }
                _ => run,
            };
            // A blank is a place without a character.
            let (mut shown, mut places) = (String::new(), Vec::new());
            for c in text.chars() {
                if c != ' ' {
                    shown.push(c);
                    places.push((12 + column * CELL).to_string());
                }
                column += c.width_cjk().unwrap_or_default();
            }
            if !shown.is_empty() {
                let (y, weight) = (lines * LINE + 6, if bold { " font-weight=\"bold\"" } else { "" });
                let (text, places) = (shown.replace('&', "&amp;").replace('<', "&lt;"), places.join(" "));
                writeln!(texts, "<text y=\"{y}\" fill=\"{colour}\"{weight} x=\"{places}\">{text}</text>").expect("a string takes all");
            }
        }
        widest = widest.max(column);
    }
    let (width, height) = (widest * CELL + 24, lines * LINE + 20);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         font-family=\"Consolas, 'Noto Sans Mono CJK SC', monospace\" font-size=\"14\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"#1e1e1e\"/>\n{texts}</svg>\n"
    )
}

#[test]
fn every_character_stands_in_its_cell() {
    let svg = picture("\u{1b}[1;31m错误\u{1b}[0m a<\n");
    assert!(svg.contains("fill=\"#ff8a80\" font-weight=\"bold\" x=\"12 28\">错误</text>"), "{svg}");
    assert!(svg.contains("fill=\"#e6e6e6\" x=\"52 60\">a&lt;</text>"), "{svg}");
}
