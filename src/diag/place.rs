//! Places as people name them: lines and columns, made from bytes only when something is told.

/// A place as people name it, both counted from one; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineColumn {
    /// The line.
    pub line: usize,
    /// The character in the line.
    pub column: usize,
}

/// The line and column of byte `offset` of `text`. A byte order mark is not counted.
pub fn line_column(text: &str, offset: usize) -> LineColumn {
    Lines::new(text).at(offset)
}

/// The lines of a text, to name many places in it: one pass over the text, and then no long one for any place.
pub struct Lines<'t> {
    text: &'t str,
    /// Where each line starts.
    starts: Vec<usize>,
    /// How many characters stand before every [`STEP`]th byte.
    counts: Vec<usize>,
}

const STEP: usize = 1024;

impl<'t> Lines<'t> {
    /// The lines of a text.
    pub fn new(text: &'t str) -> Lines<'t> {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes());
        let starts = std::iter::once(0).chain(ends.map(|end| end + 1)).collect();
        let mut before = 0;
        let mut counts = vec![0];
        for part in text.as_bytes().chunks(STEP) {
            before += characters(part);
            counts.push(before);
        }
        Lines { text, starts, counts }
    }

    /// The line and column of a byte.
    pub fn at(&self, offset: usize) -> LineColumn {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = line.checked_sub(1).and_then(|at| self.starts.get(at)).copied().unwrap_or(0);
        let marks = self.text.get(start..offset).unwrap_or("");
        let marks = marks.len() - marks.trim_start_matches('\u{feff}').len();
        LineColumn { line, column: self.characters(offset) - self.characters(start + marks) + 1 }
    }

    /// Where the line of a byte starts and ends, its end of line left out.
    pub fn bounds(&self, offset: usize) -> (usize, usize) {
        let after = self.starts.partition_point(|start| *start <= offset);
        let start = after.checked_sub(1).and_then(|at| self.starts.get(at)).copied().unwrap_or(0);
        let end = self.starts.get(after).map_or(self.text.len(), |next| next - 1);
        (start, end.max(start))
    }

    /// How many characters stand before a byte.
    fn characters(&self, offset: usize) -> usize {
        let step = offset / STEP;
        let rest = self.text.as_bytes().get(step * STEP..offset).unwrap_or(&[]);
        self.counts.get(step).copied().unwrap_or(0) + characters(rest)
    }
}

/// How many characters start in some bytes of a text.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters() {
        let text = "\u{feff}---\r\n标题: 甲\n";
        assert_eq!(line_column(text, 3), LineColumn { line: 1, column: 1 });
        let at = text.find('甲').expect("it is there");
        assert_eq!(line_column(text, at), LineColumn { line: 2, column: 5 });
        assert_eq!(line_column(text, at + 1), LineColumn { line: 2, column: 5 });
        assert_eq!(line_column(text, 999).line, 3);
    }

    #[test]
    fn a_long_line_is_counted_as_a_short_one() {
        let text = format!("甲\n{}", "乙a".repeat(2000));
        let lines = Lines::new(&text);
        for n in [0, 1, 511, 512, 513, 1999] {
            assert_eq!(lines.at(4 + 4 * n), LineColumn { line: 2, column: 2 * n + 1 });
            assert_eq!(lines.at(4 + 4 * n + 2), LineColumn { line: 2, column: 2 * n + 1 });
        }
    }
}
