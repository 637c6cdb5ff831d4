//! 名单怎样遮盖: the column's own way, in `[mask]` of the settings. Experts ask for one way everywhere: what different ways hide can be
//! put together again.

/// What may be shown of persons in a list. The default is the custom (domain.md 8.2): a name keeps its first and last character, an
/// address ends with the village, numbers are not shown at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Masking {
    /// 姓名.
    pub name: Shown,
    /// 身份证号码.
    pub id: Shown,
    /// 电话.
    pub phone: Shown,
    /// 银行账号.
    pub account: Shown,
    /// 住址.
    pub address: Depth,
    /// Headers of columns that go besides.
    pub drop: Vec<String>,
}

/// How much of a name or a number is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// 删去: the whole column goes.
    Nothing,
    /// So many characters at its start, and so many at its end.
    Ends(usize, usize),
}

/// How much of an address is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// 删去: the whole column goes.
    Nothing,
    /// 乡镇（街道）.
    Town,
    /// 村（社区）.
    Village,
}

impl Default for Masking {
    fn default() -> Masking {
        Masking {
            name: Shown::Ends(1, 1),
            id: Shown::Nothing,
            phone: Shown::Nothing,
            account: Shown::Nothing,
            address: Depth::Village,
            drop: Vec::new(),
        }
    }
}

impl Shown {
    /// Reads 删去 or 2+3.
    pub fn read(text: &str) -> Option<Shown> {
        if text == "删去" {
            return Some(Shown::Nothing);
        }
        let (first, last) = text.split_once(['+', '＋'])?;
        let count = |text: &str| text.trim().parse::<usize>().ok().filter(|count| *count <= 9);
        Some(Shown::Ends(count(first)?, count(last)?))
    }

    /// What is shown of a text: at least one character of it is hidden.
    pub fn of(self, text: &str) -> String {
        let Shown::Ends(first, last) = self else { return String::new() };
        let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        let most = chars.len().saturating_sub(1);
        let first = first.min(most);
        let last = last.min(most - first);
        let end = chars.len() - last;
        chars.iter().enumerate().map(|(at, c)| if (first..end).contains(&at) { '*' } else { *c }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_shown_and_something_is_always_hidden() {
        for (shown, text, masked) in [
            ("1+1", "张甲乙", "张*乙"),
            ("1+1", "李丙", "李*"),
            ("1+1", "欧阳甲乙", "欧**乙"),
            ("1+0", "张甲乙", "张**"),
            ("0+1", "李丙", "*丙"),
            ("1+1", "王", "*"),
            ("2＋3", "11010519491231002X", "11*************02X"),
            ("9+9", "123", "12*"),
            ("删去", "张甲乙", ""),
        ] {
            assert_eq!(Shown::read(shown).expect("a form").of(text), masked, "{shown} {text}");
        }
        for other in ["", "1", "一+一", "10+1", "1+1+1", "全部"] {
            assert_eq!(Shown::read(other), None, "{other}");
        }
    }
}
