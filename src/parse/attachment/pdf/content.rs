//! What the operators of a PDF page write: pieces of text at their places, and how much of the page pictures cover.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::file::Objects;
use super::font::Font;
use super::object::{Dict, Lexer, Value};

/// How deep forms may stand in forms.
const DEPTH: usize = 6;
/// The most operators of one file.
pub const OPERATORS: usize = 3_000_000;
/// The most operands that are kept.
const OPERANDS: usize = 64;
/// The most states that are saved.
const SAVED: usize = 256;

/// A text at its place, as it is read: along the line, from line to line.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Where it begins, along its line.
    pub x: f64,
    /// Where it ends.
    pub end: f64,
    /// How high its line is.
    pub y: f64,
    /// How high its letters are.
    pub size: f64,
    /// The letters.
    pub text: String,
}

/// What stands on a page.
#[derive(Default)]
pub struct Written {
    /// The texts.
    pub pieces: Vec<Piece>,
    /// The area of the largest picture, in the page's own units.
    pub picture: f64,
    /// How many letters there are, and how many of them nobody knows.
    pub letters: usize,
    /// Those.
    pub unknown: usize,
}

/// Fonts that were read, by their object's number.
pub type Fonts = BTreeMap<u32, Rc<Font>>;

type Matrix = [f64; 6];
const UNIT: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

fn times(a: &Matrix, b: &Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

#[derive(Clone)]
struct State {
    space: Matrix,
    font: Rc<Font>,
    size: f64,
    gap: f64,
    blank: f64,
    scale: f64,
    leading: f64,
    rise: f64,
}

/// Goes through the operators of a page.
pub struct Reader<'r, 'b> {
    /// The file.
    pub file: &'r mut Objects<'b>,
    /// The fonts that were read.
    pub fonts: &'r mut Fonts,
    /// How many operators may follow.
    pub left: &'r mut usize,
    /// What was written.
    pub written: Written,
}

impl Reader<'_, '_> {
    /// Reads the content of a page.
    ///
    /// # Errors
    /// When the file is a bomb.
    pub fn page(&mut self, content: &[u8], resources: &Dict) -> Result<(), &'static str> {
        let state = State { space: UNIT, font: Rc::default(), size: 0.0, gap: 0.0, blank: 0.0, scale: 1.0, leading: 0.0, rise: 0.0 };
        self.run(content, resources, state, DEPTH)
    }

    fn run(&mut self, content: &[u8], resources: &Dict, mut state: State, depth: usize) -> Result<(), &'static str> {
        let mut lexer = Lexer::new(content, 0);
        let mut operands: Vec<Value> = Vec::new();
        let mut saved: Vec<State> = Vec::new();
        let (mut text, mut line) = (UNIT, UNIT);
        while let Some(value) = lexer.value() {
            let Value::Word(word) = value else {
                if operands.len() < OPERANDS {
                    operands.push(value);
                }
                continue;
            };
            *self.left = self.left.checked_sub(1).ok_or("页面太复杂")?;
            let number = |at: usize| operands.get(at).and_then(Value::number).unwrap_or(0.0);
            let six = || -> Matrix { [number(0), number(1), number(2), number(3), number(4), number(5)] };
            let moved = |line: &Matrix, x: f64, y: f64| times(&[1.0, 0.0, 0.0, 1.0, x, y], line);
            match word.as_str() {
                "q" if saved.len() < SAVED => saved.push(state.clone()),
                "Q" => state = saved.pop().unwrap_or(state),
                "cm" => state.space = times(&six(), &state.space),
                "BT" => (text, line) = (UNIT, UNIT),
                "Tc" => state.gap = number(0),
                "Tw" => state.blank = number(0),
                "Tz" => state.scale = number(0) / 100.0,
                "TL" => state.leading = number(0),
                "Ts" => state.rise = number(0),
                "Tf" => {
                    state.size = number(1);
                    if let Some(name) = operands.first().and_then(Value::name) {
                        state.font = self.font(resources, name)?;
                    }
                }
                "Tm" => (text, line) = (six(), six()),
                "Td" | "TD" => {
                    if word == "TD" {
                        state.leading = -number(1);
                    }
                    line = moved(&line, number(0), number(1));
                    text = line;
                }
                "T*" | "'" | "\"" => {
                    if word == "\"" {
                        (state.blank, state.gap) = (number(0), number(1));
                    }
                    line = moved(&line, 0.0, -state.leading);
                    text = line;
                    if let Some(bytes) = operands.last().and_then(Value::text) {
                        self.show(bytes, &state, &mut text);
                    }
                }
                "Tj" => {
                    if let Some(bytes) = operands.last().and_then(Value::text) {
                        self.show(bytes, &state, &mut text);
                    }
                }
                "TJ" => {
                    for part in operands.last().and_then(Value::list).unwrap_or(&[]) {
                        match part {
                            Value::Text(bytes) => self.show(bytes, &state, &mut text),
                            part => {
                                let back = part.number().unwrap_or(0.0) / 1000.0 * state.size * state.scale;
                                text = times(&[1.0, 0.0, 0.0, 1.0, -back, 0.0], &text);
                            }
                        }
                    }
                }
                "Do" => {
                    if let Some(name) = operands.first().and_then(Value::name) {
                        self.thing(resources, name, &state, depth)?;
                    }
                }
                "ID" => {
                    // A small picture stands in the line: it ends at EI between blanks.
                    self.picture(&state.space);
                    let rest = content.get(lexer.at..).unwrap_or(&[]);
                    let blank = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_whitespace);
                    let end = memchr::memmem::find_iter(rest, b"EI")
                        .find(|at| blank(at.checked_sub(1).and_then(|before| rest.get(before))) && blank(rest.get(at + 2)));
                    lexer.at += end.map_or(rest.len(), |end| end + 2);
                }
                _ => {}
            }
            operands.clear();
        }
        Ok(())
    }

    fn font(&mut self, resources: &Dict, name: &str) -> Result<Rc<Font>, &'static str> {
        let Some(reference) = self.file.get(resources, "Font").dict().and_then(|fonts| fonts.get(name)).cloned() else {
            return Ok(Rc::default());
        };
        let number = if let Value::Ref(number) = reference { Some(number) } else { None };
        if let Some(font) = number.and_then(|number| self.fonts.get(&number)) {
            return Ok(font.clone());
        }
        let font = match self.file.resolve(&reference).dict().cloned() {
            Some(dict) => Rc::new(Font::read(self.file, &dict)?),
            None => Rc::default(),
        };
        if let Some(number) = number {
            self.fonts.insert(number, font.clone());
        }
        Ok(font)
    }

    /// A form, which is a page in a page, or a picture.
    fn thing(&mut self, resources: &Dict, name: &str, state: &State, depth: usize) -> Result<(), &'static str> {
        let Some(reference) = self.file.get(resources, "XObject").dict().and_then(|things| things.get(name)).cloned() else {
            return Ok(());
        };
        let Some(dict) = self.file.resolve(&reference).dict().cloned() else { return Ok(()) };
        match self.file.get(&dict, "Subtype").name() {
            Some("Image") => self.picture(&state.space),
            Some("Form") if depth > 0 => {
                let Some(content) = self.file.stream(&reference)? else { return Ok(()) };
                let own = self.file.get(&dict, "Resources").dict().cloned();
                let mut state = state.clone();
                if let Some(list) = self.file.get(&dict, "Matrix").list().filter(|list| list.len() == 6) {
                    let mut matrix = UNIT;
                    matrix.iter_mut().zip(list).for_each(|(to, value)| *to = value.number().unwrap_or(0.0));
                    state.space = times(&matrix, &state.space);
                }
                self.run(&content, own.as_ref().unwrap_or(resources), state, depth - 1)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn picture(&mut self, space: &Matrix) {
        let area = (space[0] * space[3] - space[1] * space[2]).abs();
        if area.is_finite() {
            self.written.picture = self.written.picture.max(area);
        }
    }

    /// Writes a string, and moves on by its width.
    fn show(&mut self, bytes: &[u8], state: &State, text: &mut Matrix) {
        let mut said = String::new();
        let mut width = 0.0;
        for glyph in state.font.glyphs(bytes) {
            width += (glyph.width * state.size + state.gap + if glyph.blank { state.blank } else { 0.0 }) * state.scale;
            self.written.letters += 1;
            match glyph.text {
                Some(letters) => said.extend(letters.chars().filter(|c| !c.is_control())),
                None => {
                    self.written.unknown += 1;
                    said.push('\u{fffd}');
                }
            }
        }
        let from = times(&times(&[state.size * state.scale, 0.0, 0.0, state.size, 0.0, state.rise], text), &state.space);
        *text = times(&[1.0, 0.0, 0.0, 1.0, width, 0.0], text);
        let to = times(text, &state.space);
        // A page that lies on its side is read along its own lines.
        let across = from[1].abs() > from[0].abs();
        let place =
            |matrix: &Matrix| if across { (matrix[5] * from[1].signum(), -matrix[4] * from[1].signum()) } else { (matrix[4], matrix[5]) };
        let ((x, y), (end, _)) = (place(&from), place(&to));
        if !said.is_empty() {
            self.written.pieces.push(Piece { x, end: end.max(x), y, size: (from[2].hypot(from[3])).max(0.1), text: said });
        }
    }
}
