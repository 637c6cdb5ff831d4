//! The form of an official letter (GB/T 9704-2012): the addressee stands alone at the top, signature and date at the right below.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

/// The longest line that is taken for an addressee or a signature, in characters.
const LONGEST: usize = 40;

/// A paragraph that is not inside anything else: its first event and its last.
struct Paragraph {
    start: usize,
    end: usize,
}

/// Gives the addressee the class `to`, signature and date the class `sign`.
pub fn mark(events: &mut [Event<'_>]) {
    let (paragraphs, last_block) = paragraphs(events);
    if let Some(first) = paragraphs.first().filter(|first| first.start == 0 && is_addressee(&first.text(events))) {
        set_class(events, first, "to");
    }
    // The signature is what the text ends with.
    let mut next = last_block;
    for (above, paragraph) in paragraphs.iter().rev().take(4).enumerate() {
        let fits = if above == 0 { ends_with_date } else { is_name };
        if paragraph.end != next || !fits(&paragraph.text(events)) {
            break;
        }
        set_class(events, paragraph, "sign");
        next = paragraph.start.wrapping_sub(1);
    }
}

/// The top-level paragraphs, and the index of the last event.
fn paragraphs(events: &[Event<'_>]) -> (Vec<Paragraph>, usize) {
    let mut paragraphs = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (at, event) in events.iter().enumerate() {
        match event {
            Event::Start(tag) => {
                if depth == 0 && *tag == Tag::Paragraph {
                    start = at;
                }
                depth += 1;
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                if depth == 0 && *tag == TagEnd::Paragraph {
                    paragraphs.push(Paragraph { start, end: at });
                }
            }
            _ => {}
        }
    }
    (paragraphs, events.len().saturating_sub(1))
}

impl Paragraph {
    fn text(&self, events: &[Event<'_>]) -> String {
        let words = events[self.start..=self.end].iter().map(|event| match event {
            Event::Text(words) => words,
            Event::SoftBreak | Event::HardBreak => "\n",
            _ => "",
        });
        words.collect()
    }
}

fn set_class(events: &mut [Event<'_>], paragraph: &Paragraph, class: &'static str) {
    for event in &mut events[paragraph.start..=paragraph.end] {
        if *event == Event::SoftBreak {
            *event = Event::HardBreak;
        }
    }
    let open = if class == "to" { "<p class=\"to\">" } else { "<p class=\"sign\">" };
    events[paragraph.start] = Event::Html(CowStr::Borrowed(open));
    events[paragraph.end] = Event::Html(CowStr::Borrowed("</p>\n"));
}

fn is_addressee(text: &str) -> bool {
    text.ends_with(['：', ':']) && text.chars().count() <= LONGEST && !text.contains(['。', '\n'])
}

/// A line that could be the name of an organ: short, and no sentence.
fn is_name(text: &str) -> bool {
    let sentence = ['。', '，', '；', '：', '、', '！', '？', '.', ':', ';', '”', '…'];
    text.lines().all(|line| {
        !line.trim().is_empty()
            && line.chars().count() <= LONGEST
            && !line.contains(sentence)
            && !line.contains(|c: char| c.is_ascii_digit())
    })
}

/// A date alone, perhaps with names in the lines above it.
fn ends_with_date(text: &str) -> bool {
    let (names, date) = text.rsplit_once('\n').map_or((None, text), |(names, date)| (Some(names), date));
    let digits = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_date = || {
        let (year, rest) = date.trim().split_once('年')?;
        let (month, rest) = rest.split_once('月')?;
        Some(digits(year) && digits(month) && digits(rest.strip_suffix('日')?))
    };
    is_date() == Some(true) && names.is_none_or(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_names() {
        assert!(ends_with_date("2017年6月15日"));
        assert!(ends_with_date("青禾镇人民政府\n2017年6月15日"));
        assert!(!ends_with_date("会议于2017年6月15日"));
        assert!(!ends_with_date("本办法自印发之日起施行。\n2017年6月15日"));
        assert!(is_name("中共青禾镇委员会") && !is_name("特此公告。") && !is_name("共3项"));
    }
}
