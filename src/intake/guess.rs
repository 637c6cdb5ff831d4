//! What a text says of itself below its last sentence: who signed it, and when, when it was issued, and whether it is public.

use crate::calendar::Date;
use crate::model::{Openness, Subjects};
use crate::parse::{DateForm, date_lines, read_date};

/// So many lines may stand below the signature.
const BELOW: usize = 14;
/// The longest line that names who signed, in characters.
const LONGEST: usize = 30;
/// What the names of organs end with.
const ORGANS: &[&str] = &["政府", "委员会", "办公室", "党政办", "领导小组", "指挥部", "居委会", "村委会", "服务中心"];

/// What was found at the end of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tail {
    /// 成文日期.
    pub formed: Option<Date>,
    /// 印发日期.
    pub issued: Option<Date>,
    /// Who signed.
    pub issuers: Vec<String>,
    /// 公开方式, with the words that say it.
    pub openness: Option<(Openness, &'static str)>,
}

/// Looks at the end of a text.
pub fn tail(body: &str, subjects: &Subjects) -> Tail {
    let mut tail = Tail::default();
    let lines: Vec<&str> =
        body.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('|') && !line.starts_with('<')).collect();
    let signed = date_lines(body).into_iter().rev().find(|line| line.follow <= BELOW);
    let mut end = lines.len();
    if let Some(signed) = &signed {
        tail.formed = Some(signed.date);
        end = lines.iter().rposition(|line| *line == signed.span.of(body).trim()).unwrap_or(lines.len());
    } else if let Some((at, date, name)) =
        lines.iter().enumerate().rev().take(BELOW).find_map(|(at, line)| one_line(line).map(|(date, name)| (at, date, name)))
    {
        // 青禾镇人民政府 2017年6月15日 in one line.
        (tail.formed, end) = (Some(date), at);
        tail.issuers.push(name);
    }
    for line in lines.get(..end).unwrap_or(&[]).iter().rev().take(if signed.is_some() { 4 } else { 0 }) {
        let name = super::head::tight(line);
        let is_name = name.chars().count() <= LONGEST && !name.contains(['。', '；', '：', '，']);
        let known = known(&name, subjects);
        if !is_name || !(known.is_some() || ORGANS.iter().any(|organ| name.ends_with(organ))) {
            break;
        }
        let full = known.unwrap_or(name);
        tail.issuers.insert(0, full);
    }
    tail.issued = lines.iter().rev().take(BELOW).find_map(|line| {
        let before = line.strip_suffix("印发")?.trim_end();
        let from = before
            .char_indices()
            .rev()
            .find(|(_, c)| c.is_whitespace() || matches!(c, '办' | '府' | '室'))
            .map_or(0, |(at, c)| at + c.len_utf8());
        day(before.get(from..)?)
    });
    tail.openness = [
        ("此件公开发布", Openness::Proactive),
        ("此件主动公开", Openness::Proactive),
        ("此件依申请公开", Openness::OnRequest),
        ("此件不予公开", Openness::Closed),
        ("此件不公开", Openness::Closed),
    ]
    .into_iter()
    .find(|(words, _)| lines.iter().any(|line| line.contains(words)))
    .map(|(words, openness)| (openness, words));
    tail
}

/// The full name of a subject, which people write with the township before its short name too.
fn known(name: &str, subjects: &Subjects) -> Option<String> {
    let exact = subjects.find(name).map(|id| subjects.get(id));
    let ends = || {
        subjects
            .all
            .iter()
            .find(|subject| name.strip_suffix(&subject.short).is_some_and(|town| town.chars().count() <= 6 && town.ends_with(['镇', '乡'])))
    };
    exact.or_else(ends).map(|subject| subject.name.clone())
}

/// A name and a date in one line.
fn one_line(line: &str) -> Option<(Date, String)> {
    let at = line.char_indices().find(|(_, c)| c.is_ascii_digit())?.0;
    let (name, date) = (super::head::tight(line.get(..at)?), line.get(at..)?);
    let named = ORGANS.iter().any(|organ| name.ends_with(organ)) && name.chars().count() <= LONGEST && !name.contains(['，', '。', '：']);
    day(date).filter(|_| named).map(|date| (date, name))
}

/// A day that is written in any way.
pub fn day(text: &str) -> Option<Date> {
    match read_date(text) {
        DateForm::Read { date, .. } => Some(date),
        _ => date_lines(text).first().map(|line| line.date),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_found() {
        let text =
            "正文。\n\n中共青禾镇委员会\n\n青禾镇人民政府\n\n2017年6月15日\n\n（此件公开发布）\n\n青禾镇党政办公室 2017年6月16日印发\n";
        let found = tail(text, &Subjects::default());
        assert_eq!(found.formed, Date::from_ymd_opt(2017, 6, 15));
        assert_eq!(found.issued, Date::from_ymd_opt(2017, 6, 16));
        assert_eq!(found.issuers, ["中共青禾镇委员会", "青禾镇人民政府"]);
        assert_eq!(found.openness, Some((Openness::Proactive, "此件公开发布")));
        let found = tail("正文。\n\n青禾镇人民政府  2017年6月15日\n", &Subjects::default());
        assert_eq!((found.formed, found.issuers), (Date::from_ymd_opt(2017, 6, 15), vec!["青禾镇人民政府".to_string()]));
    }
}
