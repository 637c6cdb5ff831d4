//! The text of a 公开时限 becomes a [`TimeLimit`]: the phrases that catalogues use, in their variants.

mod amount;

use crate::diag::{Span, Spanned};
use crate::model::{Asks, Clause, Event, Period, TimeLimit};

use amount::{Amount, Measure, amounts};

/// What says "not how soon, but how long".
const RETENTION: &[&str] = &["长期", "常年", "长年", "永久", "长久"];
/// What says "soon", without a number.
const PROMPTLY: &[&str] =
    &["及时", "实时", "即时", "随时", "适时", "立即", "当日", "当天", "即日", "按进展", "进展情况", "常态化", "动态", "有变化", "根据情况"];
/// What a clause may end in, and says nothing.
const EMPTY: &[&str] = &["公开", "予以公开", "发布", "主动公开", "予以发布", "公示", "更新", "其中", "按规定公开"];

/// Reads a time limit. It never fails: what is not understood is kept with its place.
pub fn time_limit(text: &str) -> TimeLimit {
    let mut limit = TimeLimit::default();
    for part in parts(&plain(text)) {
        let span = part.span();
        let found = clauses(&part.text(), &mut limit.statute_prevails);
        match found {
            Some(found) => limit.clauses.extend(found.into_iter().map(|clause| Spanned::new(clause, span))),
            None => limit.unread.push(Spanned::new(span.of(text).to_string(), span)),
        }
    }
    limit
}

/// Characters with their places in the text that was written.
#[derive(Clone, Debug, Default)]
struct Part(Vec<(char, Span)>);

impl Part {
    fn text(&self) -> String {
        self.0.iter().map(|(c, _)| *c).collect()
    }

    fn span(&self) -> Span {
        let (first, last) = (self.0.first(), self.0.last());
        Span::new(first.map_or(0, |(_, span)| span.start), last.map_or(0, |(_, span)| span.end))
    }
}

/// The text without spaces, in narrow digits and brackets.
fn plain(text: &str) -> Part {
    let narrow = |c: char| match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
        '（' | '[' | '【' | '〔' => '(',
        '）' | ']' | '】' | '〕' => ')',
        '；' => ';',
        '，' => ',',
        _ => c,
    };
    let keep = |c: &char| *c == '\n' || !(c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{feff}'));
    Part(text.char_indices().filter(|(_, c)| keep(c)).map(|(at, c)| (narrow(c), Span::new(at, at + c.len_utf8()))).collect())
}

/// The parts that stand between marks. A bracket with a number in it is a part; another is read with what is around it. A part that
/// names an event and ends there goes on in the next.
fn parts(all: &Part) -> Vec<Part> {
    let has_number = |from: usize| {
        all.0.iter().skip(from).take_while(|(c, _)| *c != ')').any(|(c, _)| c.is_ascii_digit() || amount::numeral(*c).is_some())
    };
    let mut parts = vec![Part::default()];
    let mut open = false;
    for (at, (c, span)) in all.0.iter().enumerate() {
        let part = match (c, parts.last_mut()) {
            ('(', _) if has_number(at + 1) => {
                open = true;
                true
            }
            (')', _) if open => {
                open = false;
                true
            }
            ('(' | ')', _) => continue,
            (',' | '\n', Some(part)) => !part.text().ends_with('起') && !part.text().ends_with('后'),
            (';' | '。' | '/', _) => true,
            _ => false,
        };
        match parts.last_mut() {
            _ if part => parts.push(Part::default()),
            Some(part) if !matches!(c, ',' | '\n') => part.0.push((*c, *span)),
            _ => {}
        }
    }
    parts.retain(|part| !part.0.is_empty());
    parts
}

/// What a part asks for; `None` where it is not understood.
fn clauses(part: &str, statute_prevails: &mut bool) -> Option<Vec<Clause>> {
    let general = |asks: Asks| Some(vec![Clause { about: String::new(), asks }]);
    if matches!(part, "同上" | "同前" | "〃" | "\"" | "同上行") {
        return general(Asks::Ditto);
    }
    if ["从其规定", "另有规定", "从其要求"].iter().any(|words| part.contains(words)) {
        *statute_prevails = true;
        return Some(Vec::new());
    }
    let amounts = amounts(part);
    let retention = RETENTION.iter().any(|word| part.contains(word));
    let counted = update(part, &amounts).map(|asks| Clause { about: String::new(), asks }).or_else(|| counted(part, &amounts));
    let mut found: Vec<Clause> = counted.into_iter().collect();
    if found.is_empty() && PROMPTLY.iter().any(|word| part.contains(word)) {
        found.extend(general(Asks::Promptly)?);
    }
    if found.is_empty() && is_with(part) {
        found.extend(general(Asks::With)?);
    }
    if retention {
        found.extend(general(Asks::Retention)?);
    }
    (!found.is_empty() || EMPTY.contains(&part)).then_some(found)
}

/// 随采购文件公开, 与文件同步公开.
fn is_with(part: &str) -> bool {
    let published = ["公开", "发布", "公布"].iter().any(|word| part.contains(word));
    published && (part.starts_with('随') || part.contains("同步") || part.contains("同时"))
}

/// 每年1月31日前, 每季度的首个月20日, 半年至少更新1次.
fn update(part: &str, amounts: &[Amount]) -> Option<Asks> {
    let (word, every) = [
        ("半年", Period::HalfYear),
        ("季度", Period::Quarter),
        ("每季", Period::Quarter),
        ("按季", Period::Quarter),
        ("每月", Period::Month),
        ("按月", Period::Month),
        ("每个月", Period::Month),
        ("每周", Period::Week),
        ("按年", Period::Year),
        ("每一年", Period::Year),
        ("每年", Period::Year),
    ]
    .into_iter()
    .find(|(word, _)| part.contains(word))?;
    let after = part.find(word).map_or(0, |at| at + word.len());
    let here = || amounts.iter().filter(|amount| amount.start + 3 >= after);
    let times = here().find(|amount| amount.measure == Measure::Times).map(|amount| amount.n);
    let day = here().find(|amount| amount.measure == Measure::Day && (1..=31).contains(&amount.n));
    let month = here().find(|amount| amount.measure == Measure::MonthName && (1..=12).contains(&amount.n)).map(|amount| amount.n);
    let first = (part.contains("首个月") || part.contains("首月")).then_some(1);
    let by = day.map(|day| (month.or(first), day.n));
    // 每季度结束后10日内 is a limit of its own, which is no day of the calendar.
    let counted = day.is_some_and(|day| part.get(day.end..).is_some_and(|rest| rest.starts_with('内') || rest.starts_with("以内")));
    (!counted).then_some(Asks::Update { every, times: times.unwrap_or(1).max(1), by })
}

/// What has a number: 公示7个工作日, 提前一周, 自…之日起20个工作日内.
fn counted(part: &str, amounts: &[Amount]) -> Option<Clause> {
    let amount = amounts.iter().find(|amount| amount.measure.days().is_some())?;
    let (days, unit) = amount.measure.days()?;
    let n = match amount.measure {
        Measure::Hour => amount.n.div_ceil(24),
        _ => amount.n.checked_mul(days)?,
    };
    let (before, after) = (part.get(..amount.start)?, part.get(amount.end..)?);
    let within = after.starts_with('内') || after.starts_with("以内") || after.starts_with("之内");
    let displayed = ["公示", "公告", "展示", "公布"].iter().any(|word| before.contains(word)) && !before.contains('起');
    let asks = if displayed && (!within || before.contains('期')) {
        Asks::Display { n, unit }
    } else if before.contains("提前") || after.starts_with('前') || after.starts_with("以前") {
        Asks::Before { n, unit }
    } else {
        let (about, event) = about_and_event(before);
        return Some(Clause { about, asks: Asks::Within { event: event_of(&event), n, unit } });
    };
    Some(Clause { about: String::new(), asks })
}

/// What stands before a number is parted: what it is about, and the event.
fn about_and_event(before: &str) -> (String, String) {
    let before = ["不超过", "不得超过", "最迟"].iter().fold(before, |text, word| text.trim_end_matches(word));
    let before = before.trim_start_matches("其中").trim_start_matches([':', '：', ',', '、']);
    // 自然灾害 and 自来水 are no events.
    let marks = ["应当自", "应自", "须自", "自", "从", "在", "于"];
    let mark = |mark: &&str| {
        before.match_indices(*mark).map(|(at, _)| at).find(|at| {
            let rest = before.get(at + mark.len()..).unwrap_or("");
            *at > 0 && (rest.contains('起') || rest.contains('后')) && !["然", "来", "治", "主", "建"].iter().any(|c| rest.starts_with(c))
        })
    };
    let about = |text: &str| text.trim_end_matches("应当").trim_end_matches(['应', '须', ':', '：']).to_string();
    match marks.iter().filter_map(|word| Some((mark(word)?, *word))).min_by_key(|(at, _)| *at) {
        Some((at, word)) => (about(before.get(..at).unwrap_or("")), before.get(at + word.len()..).unwrap_or("").to_string()),
        None if ["其他", "其它", "其余"].iter().any(|word| before.starts_with(word)) && !before.contains("之日") => {
            (about(before), String::new())
        }
        None => (String::new(), before.to_string()),
    }
}

/// The event that a text speaks of.
fn event_of(text: &str) -> Option<Event> {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let rest = text.trim_start_matches(['自', '从', '在', '于', '应', '该', '须', '当']).trim_end_matches(['之', '日', '起', '的']);
    match () {
        () if rest.is_empty() || matches!(rest, "公开时限为" | "时限" | "公开" | "信息" | "政府信息") => {
            Some(Event::FormedOrChanged)
        }
        () if has(&["文件"]) && has(&["公开", "公布", "发布", "印发", "出台"]) => Some(Event::DocumentPublished),
        () if has(&["批复"]) => Some(Event::Replied),
        () if has(&["批准", "审议通过", "表决通过"]) => Some(Event::Approved),
        () if has(&["制作", "制定", "获取", "获得"]) => Some(Event::Obtained),
        () if has(&["决定"]) => Some(Event::Decided),
        () if has(&["确定", "审定"]) => Some(Event::Settled),
        () if has(&["形成", "生成", "产生"]) && has(&["变更", "变动", "更新", "变化"]) => Some(Event::FormedOrChanged),
        () if has(&["形成", "生成", "产生"]) => Some(Event::Formed),
        () if has(&["变更", "变动", "更新"]) => Some(Event::FormedOrChanged),
        () => None,
    }
}

#[cfg(test)]
mod tests;
